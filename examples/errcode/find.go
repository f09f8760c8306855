package main

import (
	"cmp"
	"encoding"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/seed85f21a9e/errcode"
	"golang.org/x/text/language"
)

// A match is a code that a question or a log line names.
type match struct {
	code     errcode.Code
	received string // the message, if the code stood in a body
}

// find returns the codes that a question means, in the order of the catalogues.
// Those that no catalogue lists come only from bodies.
func (o *options) find(question string) []match {
	question = strings.TrimSpace(question)
	if strings.HasPrefix(question, "{") || strings.HasPrefix(question, "[") {
		if body, _, ok := cutJSON(question); ok {
			if found := o.readBody(body); len(found) > 0 {
				return found
			}
		}
	}
	if found := o.findNumber(question); len(found) > 0 {
		return found
	}
	if found := o.findName(question); len(found) > 0 {
		return found
	}
	var found []match
	for _, s := range o.scan(question) {
		found = append(found, s.matches...)
	}
	return distinct(found)
}

// findNumber finds the codes of "211", "backend/107" and "backend/107.1". A
// number without a variant means all of its rows.
func (o *options) findNumber(question string) []match {
	catalog, number, found := strings.Cut(question, "/")
	if !found {
		catalog, number = "", question
	}
	var matches []match
	for _, code := range o.codes() {
		name := code.Catalog().Name()
		if catalog != "" && !strings.EqualFold(catalog, name) {
			continue
		}
		if number == strconv.Itoa(code.Number()) || name+"/"+number == idOf(code) {
			matches = append(matches, match{code: code})
		}
	}
	return matches
}

// findName finds the codes with a name, an identifier or a message.
func (o *options) findName(question string) []match {
	want := fold(question)
	if want == "" {
		return nil
	}
	var matches []match
	for _, code := range o.codes() {
		if slices.Contains(namesOf(code), want) {
			matches = append(matches, match{code: code})
		}
	}
	return matches
}

// findConstant finds the code with a Go identifier.
func (o *options) findConstant(identifier string) []match {
	for _, c := range o.catalogs() {
		if code, ok := c.ByName(identifier); ok {
			return []match{{code: code}}
		}
	}
	return nil
}

// namesOf returns, folded, all that a code is called.
func namesOf(code errcode.Code) []string {
	info := code.Info()
	constant := constantOf(code)
	return []string{
		fold(info.Name),
		fold(constant),
		fold(constant[strings.LastIndexByte(constant, '.')+1:]),
		fold(info.Message),
		fold(info.In(language.English).Message),
		fold(info.In(language.Chinese).Message),
	}
}

// fold reduces a name to what counts: "User not found.", "user-not-found" and
// "UserNotFound" are the same.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// idWidth is how long the text form of a code is at most.
const idWidth = len("leancloud/403.1")

// idOf returns the text form of a code, "leancloud/211".
func idOf(code errcode.Code) string {
	text, err := code.(encoding.TextMarshaler).MarshalText()
	if err != nil {
		panic(err) // it never fails
	}
	return string(text)
}

// distinct drops the matches of codes that came before.
func distinct(matches []match) []match {
	var kept []match
	for _, m := range matches {
		if !slices.ContainsFunc(kept, func(k match) bool { return k.code == m.code }) {
			kept = append(kept, m)
		}
	}
	return kept
}

// listed drops the matches that the catalogues asked for do not list.
func (o *options) listed(matches []match) []match {
	return slices.DeleteFunc(matches, func(m match) bool {
		return !m.code.Info().Known || !slices.Contains(o.catalogs(), m.code.Catalog())
	})
}

// maxSuggestions is how many codes are suggested for a question at most.
const maxSuggestions = 5

// suggest returns the codes that a question which finds nothing may mean, the
// likeliest first.
func (o *options) suggest(question string) []errcode.Code {
	type suggestion struct {
		code   errcode.Code
		points int // the fewer the better
	}
	var all []suggestion
	rate := byWords(question)
	if n, err := strconv.Atoi(question[strings.LastIndexByte(question, '/')+1:]); err == nil {
		rate = byDigits(n)
	}
	for _, code := range o.codes() {
		if points, ok := rate(code); ok {
			all = append(all, suggestion{code, points})
		}
	}
	slices.SortStableFunc(all, func(a, b suggestion) int { return cmp.Compare(a.points, b.points) })
	var codes []errcode.Code
	for _, s := range all[:min(len(all), maxSuggestions)] {
		codes = append(codes, s.code)
	}
	return codes
}

// byDigits rates codes by their likeness to a number: one digit mistyped, and
// then the nearer the better.
func byDigits(n int) func(errcode.Code) (int, bool) {
	digits := strconv.Itoa(n)
	return func(code errcode.Code) (int, bool) {
		off := max(n-code.Number(), code.Number()-n)
		return off, len(digits) > 1 && typos(digits, strconv.Itoa(code.Number())) == 1
	}
}

// byWords rates codes by their likeness to some words: a misspelled name, or
// all the words in the name or, less good, in the texts.
func byWords(question string) func(errcode.Code) (int, bool) {
	want := fold(question)
	var asked []string
	for _, word := range strings.Fields(question) {
		if word = fold(word); word != "" {
			asked = append(asked, word)
		}
	}
	contains := func(text string) bool {
		return len(asked) > 0 && !slices.ContainsFunc(asked, func(word string) bool { return !strings.Contains(text, word) })
	}
	limit := 1 + len(want)/5
	return func(code errcode.Code) (int, bool) {
		names := namesOf(code)
		points := limit + 1
		for _, name := range names[:3] {
			points = min(points, typos(want, name))
		}
		if points > limit {
			en, zh := code.Info().In(language.English), code.Info().In(language.Chinese)
			switch {
			case contains(names[1]):
				points = limit
			case contains(fold(en.Message + en.Description + zh.Message + zh.Description)):
				points = limit + 1
			default:
				return 0, false
			}
		}
		return points, true
	}
}

// typos counts the characters that have to be added, dropped, replaced or
// exchanged with their neighbour to make b of a.
func typos(a, b string) int {
	from, to := []rune(a), []rune(b)
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
