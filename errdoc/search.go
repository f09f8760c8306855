package errdoc

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxNear is how many codes are suggested at most.
const maxNear = 8

// search returns the codes that a query means, the likeliest first. If none fits,
// they are those that come near.
func (f *finder) search(query string) []result {
	query = strings.TrimSpace(query)
	if found := f.inBody(query); len(found) > 0 {
		return found
	}
	query = cutRequest(query)
	points := make(map[int]result)
	keep := func(i int, r rank, n int) {
		if old := points[i]; r > old.rank || r == old.rank && n > old.points {
			points[i] = result{entry: f.entries[i], rank: r, points: n}
		}
	}
	q := parseQuery(query, f.catalogNames())
	if len(q.numbers) > 0 {
		f.byNumber(q, keep)
	} else {
		f.byName(query, keep)
		f.byWords(q, keep)
	}
	return best(points)
}

// request is what LeanCloud's JavaScript client appends to a message:
// " [400 POST https://api.example.com/1.1/login]".
var request = regexp.MustCompile(` \[[0-9]{3} [A-Z]+ [^ \]]+\]`)

// cutRequest returns the message before a request, whose numbers are no codes. What
// follows it is a stack trace.
func cutRequest(text string) string {
	if at := request.FindStringIndex(text); at != nil {
		return text[:at[0]]
	}
	return text
}

// best returns the results of the two better ranks, or else those that come near.
func best(points map[int]result) []result {
	var all []result
	for _, r := range points {
		all = append(all, r)
	}
	slices.SortFunc(all, func(a, b result) int {
		return cmp.Or(cmp.Compare(b.rank, a.rank), cmp.Compare(b.points, a.points), cmp.Compare(a.index, b.index))
	})
	good := slices.IndexFunc(all, func(r result) bool { return r.rank == rankNear })
	switch {
	case good > 0:
		return all[:good]
	case good == 0 && len(all) > maxNear:
		return all[:maxNear]
	}
	return all
}

// A query is a search taken apart.
type query struct {
	catalog string
	numbers []string // "211", "107.1", without zeros before them
	words   []string
}

// maxWords is how many words of a query count.
const maxWords = 32

// parseQuery finds numbers, the name of a catalog and other words in a query.
// Words that say nothing are left out unless there are no others.
func parseQuery(text string, catalogs []string) query {
	var q query
	var stops, named []string
	negative := strings.HasPrefix(text, "-")
	for _, name := range catalogs {
		if rest, ok := cutName(text, name); ok {
			q.catalog, text = name, rest
			number := strings.TrimLeft(rest, " /")
			negative = number != rest && strings.HasPrefix(number, "-")
			break
		}
	}
	text = strings.ReplaceAll(text, "_", " ")
	words := terms(text)
	before := ""
	for _, word := range words[:min(len(words), maxWords)] {
		switch {
		case isNumber(word):
			q.numbers = append(q.numbers, trimZeros(word))
			if slices.Contains(catalogs, before) || strings.Contains(numberNames, " "+before+" ") {
				named = append(named, trimZeros(word))
			}
		case slices.Contains(catalogs, word):
			q.catalog = word
		case strings.Contains(stopWords, " "+word+" "):
			stops = append(stops, word)
		default:
			q.words = append(q.words, word)
		}
		before = word
	}
	if len(named) > 0 { // the others are a time, a line or the like
		q.numbers = named
	} else if len(q.numbers) == 1 && negative {
		q.numbers[0] = "-" + q.numbers[0]
	}
	if len(q.words) == 0 && len(q.numbers) == 0 && q.catalog == "" {
		q.words = stops
	}
	return q
}

// cutName returns what follows the name of a catalog at the head of a text.
func cutName(text, name string) (rest string, ok bool) {
	if len(text) < len(name) || !strings.EqualFold(text[:len(name)], name) {
		return "", false
	}
	rest = text[len(name):]
	next, _ := utf8.DecodeRuneInString(rest)
	return rest, rest == "" || !unicode.IsLetter(next) && !unicode.IsNumber(next)
}

// isNumber reports whether a word is a number, or one with a variant: "107.1".
func isNumber(word string) bool {
	number, variant, found := strings.Cut(word, ".")
	return number != "" && strings.Trim(number, "0123456789") == "" &&
		(!found || variant != "" && strings.Trim(variant, "0123456789") == "")
}

// trimZeros returns a number without zeros before it: "0211" is 211.
func trimZeros(number string) string {
	trimmed := strings.TrimLeft(number, "0")
	if trimmed == "" || trimmed[0] == '.' {
		return "0" + trimmed
	}
	return trimmed
}

// byNumber finds the codes with a number of the query. The name of a catalog
// narrows them. Below them come codes with that HTTP status, those whose number
// begins so, and those that differ in a digit.
func (f *finder) byNumber(q query, keep func(i int, r rank, points int)) {
	for i, e := range f.entries {
		here := q.catalog == "" || q.catalog == e.CatalogName()
		near := 100
		if here {
			near = 150
		}
		for _, n := range q.numbers {
			switch {
			case n == e.Label || n == e.Digits():
				if here {
					keep(i, rankExact, 100)
				} else {
					keep(i, rankNear, 400)
				}
			case n == strconv.Itoa(e.HTTPStatus) && here:
				keep(i, rankWords, 10)
			case strings.HasPrefix(e.Label, n):
				keep(i, rankNear, near+50)
			case len(n) > 1 && typos(n, e.Digits()) == 1:
				keep(i, rankNear, near-min(99, distance(n, e.Digits())))
			}
		}
	}
}

// distance returns how far two numbers are apart.
func distance(a, b string) int {
	x, _ := strconv.Atoi(a)
	y, _ := strconv.Atoi(b)
	return max(x-y, y-x)
}

// byName finds codes by their whole names, or a part or a misspelling of them.
func (f *finder) byName(text string, keep func(i int, r rank, points int)) {
	want := fold(strings.TrimPrefix(strings.TrimSpace(text), "errcode."))
	n := utf8.RuneCountInString(want)
	if n == 0 {
		return
	}
	inName := pointsTop + fitSame*weightName*len(terms(text))
	for i, e := range f.entries {
		name, constant := fold(e.Name), fold(e.identifier())
		withCatalog := fold(e.CatalogName()) + name
		switch {
		case want == name || want == constant || want == withCatalog:
			keep(i, rankExact, 1000)
		case strings.HasPrefix(name, want) || strings.HasPrefix(constant, want):
			keep(i, rankWords, inName+100)
		case n > 2 && strings.Contains(name, want):
			keep(i, rankWords, inName)
		case n > 4:
			limit := 1 + n/6
			for _, of := range []string{name, constant} {
				if m := utf8.RuneCountInString(of); max(n-m, m-n) > limit {
					continue
				}
				if d := typos(want, of); d <= limit {
					keep(i, rankNear, 500-100*d)
				}
			}
		}
	}
}

// identifier returns the name of the constant without that of its package.
func (e *entry) identifier() string { return e.Constant[strings.LastIndexByte(e.Constant, '.')+1:] }

// pointsTop lifts what has every word of a query in its name or message above what
// has some of them only further down.
const pointsTop = fitSame * weightName * (maxWords + 1)

// How well a term fits a word, in points for each unit of weight.
const (
	fitSame   = 10
	fitBegins = 7 // the word is the beginning of the term
	fitForm   = 6 // the term is the beginning of the word: "limits"
	fitWithin = 4
	fitTypo   = 3
	fitTypos  = 2
)

// byWords finds codes that have the words of the query, or most of them.
func (f *finder) byWords(q query, keep func(i int, r rank, points int)) {
	words := q.words
	if q.catalog != "" {
		words = append(slices.Clone(words), q.catalog)
	}
	if len(words) == 0 {
		return
	}
	total := make([]int, len(f.entries))
	hits := make([]int, len(f.entries))
	top := make([]int, len(f.entries))
	misspelled := make([]bool, len(f.entries))
	for _, word := range words {
		scores, typo := f.byWord(word)
		for i, s := range scores {
			if s.points > 0 {
				total[i] += s.points
				hits[i]++
				if s.top {
					top[i]++
				}
				misspelled[i] = misspelled[i] || typo
			}
		}
	}
	for i := range f.entries {
		switch {
		case hits[i] == len(words) && !misspelled[i]:
			if top[i] >= len(q.words) {
				total[i] += pointsTop
			}
			keep(i, rankWords, total[i])
		case hits[i] == len(words):
			keep(i, rankNear, 100+total[i])
		case hits[i]*2 >= len(words):
			keep(i, rankNear, total[i]*hits[i]/len(words)/2)
		}
	}
}

// A score is what an entry gets for a word.
type score struct {
	points int
	top    bool // whether its name or message has the word
}

// byWord returns the score of each entry for a word. Misspellings count only if no
// term fits otherwise.
func (f *finder) byWord(word string) (scores []score, typo bool) {
	scores = make([]score, len(f.entries))
	found := false
	collect := func(fit func(word, term string) int) {
		for t, term := range f.index.terms {
			n := fit(word, term)
			if n == 0 {
				continue
			}
			found = true
			for _, p := range f.index.postings[t] {
				s := &scores[p.entry]
				s.points = max(s.points, n*p.weight)
				s.top = s.top || n >= fitForm && p.weight >= weightMessage
			}
		}
	}
	if collect(fits); !found {
		typo = true
		collect(nearlyFits)
	}
	return scores, typo
}

func fits(word, term string) int {
	switch {
	case word == term:
		return fitSame
	case strings.HasPrefix(term, word):
		return fitBegins
	case utf8.RuneCountInString(term) > 3 && utf8.RuneCountInString(word)-utf8.RuneCountInString(term) <= 2 && strings.HasPrefix(word, term):
		return fitForm
	case utf8.RuneCountInString(word) > 2 && strings.Contains(term, word):
		return fitWithin
	}
	return 0
}

func nearlyFits(word, term string) int {
	n, m := utf8.RuneCountInString(word), utf8.RuneCountInString(term)
	limit := 1
	if n > 7 {
		limit = 2
	}
	if n < 3 || m < 3 || max(n-m, m-n) > limit || n < 5 && !sameFirst(word, term) {
		return 0
	}
	switch typos(word, term) {
	case 1:
		return fitTypo
	case 2:
		if limit == 2 {
			return fitTypos
		}
	}
	return 0
}

func sameFirst(a, b string) bool {
	x, _ := utf8.DecodeRuneInString(a)
	y, _ := utf8.DecodeRuneInString(b)
	return x == y
}

// maxTypos is how long a text may be for its typos to be counted.
const maxTypos = 64

// typos counts the characters that have to be added, dropped, replaced or
// exchanged with their neighbor to make b of a.
func typos(a, b string) int {
	from, to := []rune(a), []rune(b)
	if len(from) > maxTypos || len(to) > maxTypos {
		return maxTypos
	}
	var before []int // the row before last
	last := make([]int, len(to)+1)
	for j := range last {
		last[j] = j
	}
	for i := range from {
		row := make([]int, len(to)+1)
		row[0] = i + 1
		for j := range to {
			replaced := last[j]
			if from[i] != to[j] {
				replaced++
			}
			row[j+1] = min(replaced, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && from[i] == to[j-1] && from[i-1] == to[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last = last, row
	}
	return last[len(to)]
}
