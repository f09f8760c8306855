package errdoc

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// An index is what a search looks at: the words of every code, with how much a
// word weighs that stands in its name, its message, or further down. The pages
// bring it along as JSON, and their script searches it as search.go does.
type index struct {
	terms    []string // sorted
	postings [][]posting
}

// A posting says that a term stands in an entry.
type posting struct{ entry, weight int }

// How much a word weighs by where it stands, at most 15.
const (
	weightName        = 12
	weightMessage     = 8
	weightKeyword     = 4
	weightDescription = 3
	weightRemedy      = 2
	maxWeight         = 15
)

func newIndex(b *book) *index {
	found := map[string]map[int]int{}
	for _, e := range b.entries {
		add := func(weight int, text string) {
			for _, term := range terms(text) {
				isStop := strings.Contains(stopWords, " "+term+" ")
				if strings.Trim(term, "0123456789.") == "" || isStop && weight < weightMessage {
					continue // numbers are looked up
				}
				if found[term] == nil {
					found[term] = map[int]int{}
				}
				found[term][e.index] = max(found[term][e.index], weight)
			}
		}
		add(weightName, strings.Join(humps(e.Name), " "))
		add(weightMessage, e.Message)
		add(weightKeyword, kindKeywords[e.Kind])
		weight := weightKeyword
		if e.Digits() == strconv.Itoa(e.HTTPStatus) {
			weight = weightName // the code is what the words for the status mean
		}
		add(weight, statusKeywords(e.HTTPStatus))
		add(weightKeyword, e.CatalogName())
		for i, text := range e.texts {
			add(weightMessage, text.Message)
			add(weightKeyword, b.editions[i].KindText(e.Kind))
			add(weightDescription, text.Description)
			add(weightRemedy, text.Remedy)
		}
	}
	x := &index{terms: slices.Sorted(maps.Keys(found))}
	for _, term := range x.terms {
		var list []posting
		for entry, weight := range found[term] {
			list = append(list, posting{entry, weight})
		}
		slices.SortFunc(list, func(a, b posting) int { return cmp.Compare(a.entry, b.entry) })
		x.postings = append(x.postings, list)
	}
	return x
}

// terms returns the words of a text as the index has them: in lower case, without
// the forms of letters and digits that only look different, and of scripts that
// put no space between words each pair of neighbors.
func terms(text string) []string {
	var list []string
	var word []rune
	var wide bool
	flush := func() {
		switch {
		case len(word) == 0:
		case wide && len(word) > 1:
			for i := range len(word) - 1 {
				list = append(list, string(word[i:i+2]))
			}
		default:
			if w := strings.Trim(string(word), "."); w != "" {
				list = append(list, w)
			}
		}
		word = word[:0]
	}
	for _, r := range strings.ToLower(norm.NFKC.String(text)) {
		isWide := unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
		switch {
		case r != '.' && !unicode.IsLetter(r) && !unicode.IsNumber(r):
			flush()
			continue
		case isWide != wide:
			flush()
		}
		wide = isWide
		word = append(word, r)
	}
	flush()
	return list
}

// fold reduces a name to what counts: "User not found.", "user-not-found" and
// "UserNotFound" are the same.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKC.String(s))
}

// MarshalJSON returns an object of strings, by term. A string has a number in base
// 36 for each posting, the difference to the one before it, of which the last four
// bits are the weight.
func (x *index) MarshalJSON() ([]byte, error) {
	object := make(map[string]string, len(x.terms))
	for i, term := range x.terms {
		var numbers []string
		last := 0
		for _, p := range x.postings[i] {
			n := p.entry*(maxWeight+1) + p.weight
			numbers = append(numbers, strconv.FormatInt(int64(n-last), 36))
			last = n
		}
		object[term] = strings.Join(numbers, " ")
	}
	return json.Marshal(object)
}
