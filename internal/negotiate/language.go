package negotiate

import (
	"bytes"
	"hash/maphash"
	"slices"
	"sync/atomic"

	"golang.org/x/text/language"
)

// maxLanguages bounds how much is read of Accept-Language: x/text parses hostile
// tags in quadratic time.
const maxLanguages = 256

// Languages chooses among the languages that a server offers.
type Languages struct {
	matcher language.Matcher
	tags    []string

	// The answers to headers seen before, by their hash. The memo stays as
	// large as it is: a header takes the place of another one with its hash.
	seed maphash.Seed
	memo [256]atomic.Pointer[choice]
}

type choice struct {
	header string
	index  int
}

// NewLanguages returns Languages that choose among tags; the first is for
// clients that ask for none of them.
func NewLanguages(tags []language.Tag) *Languages {
	l := &Languages{matcher: language.NewMatcher(slices.Clone(tags)), seed: maphash.MakeSeed()}
	for _, tag := range tags {
		l.tags = append(l.tags, tag.String())
	}
	return l
}

// Choose returns the index of the language that suits a client best who sends
// these lines of the header Accept-Language; -1 if there are none to choose from.
//
// The languages of the header are tried one by one in the order of their q, and
// the first that x/text matches with any of the tags wins. A q of 0 excludes
// the tags that its range covers; if all are excluded, it is the first. What
// cannot be read is left out.
//
// Of a header longer than 256 bytes, its lines joined with commas, the elements
// that end within the first 256 bytes are read.
func (l *Languages) Choose(lines []string) int {
	if l == nil || len(l.tags) == 0 {
		return -1
	}
	var array [maxLanguages + 1]byte
	header := join(array[:0], lines)
	if len(header) == 0 {
		return 0
	}
	slot := &l.memo[maphash.Bytes(l.seed, header)%uint64(len(l.memo))]
	if c := slot.Load(); c != nil && c.header == string(header) {
		return c.index
	}
	c := &choice{header: string(header)}
	c.index = l.parse(c.header)
	slot.Store(c)
	return c.index
}

// join joins the lines of a header in dst, which has room for one byte more than
// is read. What is too long is cut behind a comma.
func join(dst []byte, lines []string) []byte {
	for i, line := range lines {
		if i > 0 && len(dst) < cap(dst) {
			dst = append(dst, ',')
		}
		dst = append(dst, line[:min(len(line), cap(dst)-len(dst))]...)
		if len(dst) == cap(dst) {
			return dst[:bytes.LastIndexByte(dst, ',')+1]
		}
	}
	return dst
}

func (l *Languages) parse(header string) int {
	type wish struct {
		tag string
		q   int
	}
	wishes := make([]wish, 0, 16)
	var unwanted []int
	for element := range elements([]string{header}, len(header)) {
		tag, params, _ := cut(element, ';')
		w := wish{tag, quality(params)}
		switch {
		case w.q > 0:
			wishes = append(wishes, w)
		case w.q == 0:
			unwanted = l.appendCovered(unwanted, w.tag)
		}
	}
	slices.SortStableFunc(wishes, func(a, b wish) int { return b.q - a.q })
	for _, w := range wishes {
		if w.tag == "*" {
			break
		}
		if i, ok := l.match(w.tag); ok && !slices.Contains(unwanted, i) {
			return i
		}
	}
	for i := range l.tags {
		if !slices.Contains(unwanted, i) {
			return i
		}
	}
	return 0 // a language that is not wanted is better than none
}

// appendCovered appends the tags that a range covers: "en" covers en-GB, "en-GB"
// does not cover en.
func (l *Languages) appendCovered(list []int, tag string) []int {
	for i, offered := range l.tags {
		if n := len(tag); n <= len(offered) && equalFold(tag, offered[:n]) && (n == len(offered) || offered[n] == '-') {
			list = append(list, i)
		}
	}
	return list
}

func (l *Languages) match(tag string) (int, bool) {
	t, err := language.Parse(tag)
	if err != nil {
		return 0, false
	}
	_, i, confidence := l.matcher.Match(t)
	return i, confidence > language.No
}
