package errdoc

import (
	"cmp"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/seed85f21a9e/errcode"
)

// A span is a part of a line that names codes.
type span struct {
	start, end int
	results    []result
}

// patterns are what stands for a code in a log line, and what does not. A bare
// number counts only in lines that report a failure, with three digits or more,
// and on its own: not as part of a date, a duration, a path or an address.
type patterns struct {
	onlyNumber, namedNumber, failure, bareNumber, wordBefore, moreAfter *regexp.Regexp
}

var commonPatterns struct {
	once sync.Once
	patterns
}

func compiledPatterns() *patterns {
	commonPatterns.once.Do(func() {
		commonPatterns.patterns = patterns{
			onlyNumber:  regexp.MustCompile(`^\s*(-?\d+)\s*$`),
			namedNumber: regexp.MustCompile(`(?i)(?:\b(\w+)[ _-])?\b(?:error[ _-]?code|err[ _-]?code|errno|code|error)\b\\?["']?\]?\s*[:=#]?\s*\\?["'(]?(-?\d+)\b`),
			failure:     regexp.MustCompile(`(?i)\berr|error|fail|fatal|exception|panic|reject|denied|invalid|错误|失败|异常|拒绝`),
			bareNumber:  regexp.MustCompile(`(?:^|[\s(\["'=:（：，\p{Han}])(\d{3,})(?:$|[\s)\]"',;）：，。；\p{Han}]|[.:](?:$|\s))`),
			wordBefore:  regexp.MustCompile(`(?i)\b(?:status|http(?:/\d(?:\.\d)?"?)?|line|port|pid|exit|in|after|took|of|size|length|count|total)\W{0,3}$`),
			moreAfter:   regexp.MustCompile(`(?i)^(?:[.:/-]\d|\s?(?:%|of\b|[nµm]?s\b|min|hour|day|[kmg]?i?b\b|bytes|times|items|rows|requests|users))`),
		}
	})
	return &commonPatterns.patterns
}

// otherCodes are words that a number after "code" belongs to.
func isOtherCode(word string) bool {
	switch strings.ToLower(word) {
	case "status", "exit", "http", "response", "country", "zip", "postal", "area", "line", "port", "qr":
		return true
	}
	return false
}

// A scanner looks for the codes of a book in lines.
type scanner struct {
	*finder
	*patterns
	reference  *regexp.Regexp // a catalog and a number: shop/1001, shop 1001:
	identifier *regexp.Regexp // a constant
	logged     *regexp.Regexp // as log/slog writes an error, in text or in JSON
}

func newScanner(f *finder) *scanner {
	quote := func(names []string) string { return strings.Join(names, "|") }
	catalogs := quote(mapped(f.catalogNames(), regexp.QuoteMeta))
	prefixes := quote(mapped(f.catalogs, func(c *errcode.Catalog) string { return regexp.QuoteMeta(prefixOf(c)) }))
	return &scanner{
		finder:     f,
		patterns:   compiledPatterns(),
		reference:  regexp.MustCompile(`(?:^|[^\w/.-])((?:` + catalogs + `)(?:/-?\d+(?:\.\d+)?\b| -?\d+:))`),
		identifier: regexp.MustCompile(`\b((?:\w+\.)?(?:` + prefixes + `)[A-Z]\w+)`),
		logged:     regexp.MustCompile(`\bcatalog"?[=:]"?(` + catalogs + `)"?[, ]"?(?:[\w.]+\.)?number"?[=:](-?\d+)\b`),
	}
}

// scan returns the parts of a line that name codes which a catalog of the set
// lists, in their order.
func (s *scanner) scan(line string, keep func(*entry) bool) []span {
	var spans []span
	taken := make([]bool, len(line)) // by a span
	add := func(start, end int, results []result) {
		if slices.Contains(taken[start:end], true) {
			return
		}
		results = slices.DeleteFunc(distinct(results), func(r result) bool { return !keep(r.entry) })
		if len(results) > 0 {
			spans = append(spans, span{start, end, results})
			for i := start; i < end; i++ {
				taken[i] = true
			}
		}
	}
	for i, tries := 0, 0; i < len(line) && tries < maxObjects; i++ {
		if line[i] != '{' {
			continue
		}
		tries++
		if body, n, ok := cutJSON(line[i:]); ok && hasText(body) {
			if results := s.readBody(body); len(results) > 0 {
				add(i, i+n, results)
				i += n - 1
			}
		}
	}
	for _, at := range s.reference.FindAllStringSubmatchIndex(line, -1) {
		text := strings.TrimSuffix(line[at[2]:at[3]], ":")
		add(at[2], at[2]+len(text), s.numbered(strings.Replace(text, " ", "/", 1)))
	}
	for _, at := range s.identifier.FindAllStringSubmatchIndex(line, -1) {
		name := line[at[2]:at[3]]
		add(at[2], at[3], s.constant(name[strings.LastIndexByte(name, '.')+1:]))
	}
	for _, at := range s.logged.FindAllStringSubmatchIndex(line, -1) {
		add(at[4], at[5], s.numbered(line[at[2]:at[3]]+"/"+line[at[4]:at[5]]))
	}
	for _, at := range s.numbersIn(line) {
		add(at.start, at.end, s.numbered(line[at.start:at.end]))
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.start, b.start) })
	return spans
}

// numbered returns the codes of "211", "backend/107" and "backend/107.1". A
// number without a variant means all of its rows.
func (s *scanner) numbered(text string) []result {
	catalog, number, found := strings.Cut(text, "/")
	if !found {
		catalog, number = "", text
	}
	var results []result
	for _, e := range s.entries {
		if (catalog == "" || catalog == e.CatalogName()) && (number == e.Digits() || number == e.Label) {
			results = append(results, result{entry: e, rank: rankExact})
		}
	}
	return results
}

// constant returns the code with a Go identifier.
func (s *scanner) constant(identifier string) []result {
	for _, e := range s.entries {
		if e.identifier() == identifier {
			return []result{{entry: e, rank: rankExact}}
		}
	}
	return nil
}

// maxWordBefore is how many bytes before a number the pattern wordBefore can
// match. To search the whole line for each number would take too long.
const maxWordBefore = 40

// numbersIn returns where a line has numbers that may be codes.
func (s *scanner) numbersIn(line string) []span {
	if at := s.onlyNumber.FindStringSubmatchIndex(line); at != nil {
		return []span{{start: at[2], end: at[3]}}
	}
	var spans []span
	for _, at := range s.namedNumber.FindAllStringSubmatchIndex(line, -1) {
		if at[2] >= 0 && isOtherCode(line[at[2]:at[3]]) {
			continue
		}
		if !s.moreAfter.MatchString(line[at[5]:]) {
			spans = append(spans, span{start: at[4], end: at[5]})
		}
	}
	if !s.failure.MatchString(line) {
		return spans
	}
	// A number may share the space before it with the one before, so that
	// searching goes on where that one ends.
	for from := 0; ; {
		at := s.bareNumber.FindStringSubmatchIndex(line[from:])
		if at == nil {
			return spans
		}
		start, end := from+at[2], from+at[3]
		if !s.wordBefore.MatchString(line[max(0, start-maxWordBefore):start]) && !s.moreAfter.MatchString(line[end:]) {
			spans = append(spans, span{start: start, end: end})
		}
		from = end
	}
}

// hasText reports whether an object has a message: one in a log line that has
// only a code may be anything.
func hasText(body []byte) bool {
	var object struct{ Error, Message, Detail any }
	if json.Unmarshal(body, &object) != nil {
		return false
	}
	for _, member := range []any{object.Error, object.Message, object.Detail} {
		if _, ok := member.(string); ok {
			return true
		}
	}
	return false
}
