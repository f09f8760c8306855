package main

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/seed85f21a9e/errcode"
)

// annotate copies standard input to standard output, and after each code that a
// line names adds what it means. With -json it prints only the lines that name
// codes, as one object each.
func (p *program) annotate(o *options) error {
	in := bufio.NewReader(p.in)
	out := bufio.NewWriter(p.out)
	found := false
	for n := 1; ; n++ {
		line, err := in.ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			out.Flush()
			return fmt.Errorf("reading standard input: %w", err)
		}
		spans := o.scan(line)
		found = found || len(spans) > 0
		if !o.json {
			out.WriteString(p.annotated(o, line, spans))
		} else if len(spans) > 0 {
			out.Write(o.lineRecord(n, line, spans))
		}
		// Whoever watches a log live wants each line at once, but not when
		// more of them are waiting.
		if err != nil || in.Buffered() == 0 {
			if err := out.Flush(); err != nil {
				return fmt.Errorf("writing: %w", err)
			}
		}
		if err != nil {
			break
		}
	}
	if !found {
		return errNotFound
	}
	return nil
}

// annotated returns a line with a note after each of its spans.
func (p *program) annotated(o *options, line string, spans []span) string {
	var b strings.Builder
	at := 0
	for _, s := range spans {
		b.WriteString(line[at:s.end])
		var notes []string
		for _, m := range s.matches {
			info := m.code.Info()
			notes = append(notes, idOf(m.code)+" "+info.Name+": "+info.In(o.lang).Message)
		}
		b.WriteString(" " + p.paint(styleNote, "["+strings.Join(notes, " | ")+"]"))
		at = s.end
	}
	b.WriteString(line[at:])
	return b.String()
}

// lineRecord returns a line and its codes as JSON.
func (o *options) lineRecord(n int, line string, spans []span) []byte {
	record := struct {
		Line  int     `json:"line"`
		Text  string  `json:"text"`
		Codes []entry `json:"codes"`
	}{Line: n, Text: strings.TrimRight(line, "\r\n")}
	var matches []match
	for _, s := range spans {
		matches = append(matches, s.matches...)
	}
	for _, m := range distinct(matches) {
		record.Codes = append(record.Codes, newEntry(m, o.lang))
	}
	return append(encodeJSON(record, ""), '\n')
}

// A span is a part of a line that names codes.
type span struct {
	start, end int
	matches    []match
}

// What stands for a code in a log line, and what does not. A bare number counts
// only in lines that tell of a failure, with three digits or more, and on its
// own: not as part of a date, a duration, a path or an address.
var (
	onlyNumber  = regexp.MustCompile(`^\s*(-?\d+)\s*$`)
	reference   = regexp.MustCompile(`(?:^|[^\w/.-])((?:backend|leancloud|realtime)(?:/-?\d+(?:\.\d+)?\b| -?\d+:))`)
	identifier  = regexp.MustCompile(`\b((?:errcode\.)?(?:Backend|LeanCloud|Realtime)[A-Z]\w+)`)
	namedNumber = regexp.MustCompile(`(?i)(?:\b(\w+)[ _-])?\b(?:error[ _-]?code|err[ _-]?code|errno|code|error)\b\\?["']?\]?\s*[:=#]?\s*\\?["'(]?(-?\d+)\b`)
	failure     = regexp.MustCompile(`(?i)\berr|error|fail|fatal|exception|panic|reject|denied|invalid|错误|失败|异常|拒绝`)
	bareNumber  = regexp.MustCompile(`(?:^|[\s(\["'=:（：，\p{Han}])(\d{3,})(?:$|[\s)\]"',;）：，。；\p{Han}]|[.:](?:$|\s))`)
	wordBefore  = regexp.MustCompile(`(?i)\b(?:status|http(?:/\d(?:\.\d)?"?)?|line|port|pid|exit|in|after|took|of|size|length|count|total)\W{0,3}$`)
	moreAfter   = regexp.MustCompile(`(?i)^(?:[.:/-]\d|\s?(?:%|of\b|[nµm]?s\b|min|hour|day|[kmg]?i?b\b|bytes|times|items|rows|requests|users))`)
	otherCodes  = []string{"status", "exit", "http", "response", "country", "zip", "postal", "area", "line", "port", "qr"}
	// As log/slog writes an error of package errcode, in text or in JSON.
	logged = regexp.MustCompile(`\bcatalog"?[=:]"?(backend|leancloud|realtime)"?[, ]"?(?:[\w.]+\.)?number"?[=:](-?\d+)\b`)
)

// maxObjects is how many objects in a line are looked at: each may be as long
// as the rest of the line.
const maxObjects = 100

// maxBody is how long a body may be.
const maxBody = 64 << 10

// scan returns the parts of a line that name codes which a catalogue lists, in
// their order.
func (o *options) scan(line string) []span {
	var spans []span
	add := func(start, end int, matches []match) {
		overlaps := func(s span) bool { return start < s.end && s.start < end }
		if matches = o.listed(distinct(matches)); len(matches) > 0 && !slices.ContainsFunc(spans, overlaps) {
			spans = append(spans, span{start, end, matches})
		}
	}
	for i, tries := 0, 0; i < len(line) && tries < maxObjects; i++ {
		if line[i] != '{' {
			continue
		}
		tries++
		if body, n, ok := cutJSON(line[i:]); ok && hasText(body) {
			if matches := o.listed(o.readBody(body)); len(matches) > 0 {
				add(i, i+n, matches)
				i += n - 1
			}
		}
	}
	for _, at := range reference.FindAllStringSubmatchIndex(line, -1) {
		text := strings.TrimSuffix(line[at[2]:at[3]], ":")
		add(at[2], at[2]+len(text), o.findNumber(strings.Replace(text, " ", "/", 1)))
	}
	for _, at := range identifier.FindAllStringSubmatchIndex(line, -1) {
		add(at[2], at[3], o.findConstant(strings.TrimPrefix(line[at[2]:at[3]], "errcode.")))
	}
	for _, at := range logged.FindAllStringSubmatchIndex(line, -1) {
		add(at[4], at[5], o.findNumber(line[at[2]:at[3]]+"/"+line[at[4]:at[5]]))
	}
	for _, at := range numbersIn(line) {
		add(at.start, at.end, o.findNumber(line[at.start:at.end]))
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.start, b.start) })
	return spans
}

// numbersIn returns where a line has numbers that may be codes.
func numbersIn(line string) []span {
	if at := onlyNumber.FindStringSubmatchIndex(line); at != nil {
		return []span{{start: at[2], end: at[3]}}
	}
	var spans []span
	for _, at := range namedNumber.FindAllStringSubmatchIndex(line, -1) {
		if at[2] >= 0 && slices.Contains(otherCodes, strings.ToLower(line[at[2]:at[3]])) {
			continue
		}
		if !moreAfter.MatchString(line[at[5]:]) {
			spans = append(spans, span{start: at[4], end: at[5]})
		}
	}
	if !failure.MatchString(line) {
		return spans
	}
	// A number may share the space before it with the one before, so that
	// searching goes on where that one ends.
	for from := 0; ; {
		at := bareNumber.FindStringSubmatchIndex(line[from:])
		if at == nil {
			return spans
		}
		start, end := from+at[2], from+at[3]
		if !wordBefore.MatchString(line[:start]) && !moreAfter.MatchString(line[end:]) {
			spans = append(spans, span{start: start, end: end})
		}
		from = end
	}
}

// cutJSON returns the JSON value at the head of s, and how long it is in s. The
// quotes of the value may be escaped, as where a body was logged as a string.
func cutJSON(s string) (body []byte, length int, ok bool) {
	s = s[:min(len(s), maxBody)]
	dec := json.NewDecoder(strings.NewReader(s))
	var raw json.RawMessage
	if dec.Decode(&raw) == nil {
		return raw, int(dec.InputOffset()), true
	}
	if !strings.HasPrefix(s, `{\"`) {
		return nil, 0, false
	}
	for end := range s {
		if s[end] != '}' {
			continue
		}
		var text string
		if json.Unmarshal([]byte(`"`+s[:end+1]+`"`), &text) == nil && json.Valid([]byte(text)) {
			return []byte(text), end + 1, true
		}
	}
	return nil, 0, false
}

// readBody returns the codes of an error body, which may be of any format.
func (o *options) readBody(body []byte) []match {
	if body = bytes.TrimSpace(body); bytes.HasPrefix(body, []byte("[")) {
		return readBatch(body)
	}
	var matches []match
	for _, c := range o.catalogs() {
		// The status is used only for a body without a code.
		if e := c.DecodeBody(http.StatusBadRequest, body); !e.Inferred() {
			matches = append(matches, match{e.Code(), e.Message()})
		}
	}
	// Two catalogues share a format, and only one of them may list the number.
	if known := o.listed(slices.Clone(matches)); len(known) > 0 {
		matches = known
	}
	return distinct(matches)
}

// readBatch returns the codes in a response to a batch request.
func readBatch(body []byte) []match {
	errs, err := errcode.ParseLeanCloudBatch(body)
	if err != nil {
		return nil
	}
	var matches []match
	for _, err := range errs {
		var e *errcode.Error
		if errors.As(err, &e) && !e.Inferred() {
			matches = append(matches, match{e.Code(), e.Message()})
		}
	}
	return distinct(matches)
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
