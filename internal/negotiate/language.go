package negotiate

import (
	"hash/maphash"
	"slices"
	"sync/atomic"

	"golang.org/x/text/language"
)

// maxLanguages bounds how many bytes of an Accept-Language header are read: the
// time x/text takes to parse a hostile one is quadratic in its length.
const maxLanguages = 256

// Languages are the languages a server offers. They do not change and are safe
// for concurrent use.
type Languages struct {
	matcher language.Matcher
	tags    []string

	// Choices for headers seen before, indexed by hash. The memo never grows: a
	// header replaces the previous one with the same index.
	seed maphash.Seed
	memo [256]atomic.Pointer[choice]
}

type choice struct {
	header string
	index  int
}

// NewLanguages returns the Languages tags. The first is the default, for
// clients that want none of them.
func NewLanguages(tags []language.Tag) *Languages {
	l := &Languages{matcher: language.NewMatcher(tags), seed: maphash.MakeSeed()}
	for _, tag := range tags {
		l.tags = append(l.tags, tag.String())
	}
	return l
}

// Choose returns the index of the tag that fits a client best that sends these
// Accept-Language header lines. If l is nil or has no tags, it returns -1.
//
// The languages in the header are tried one by one, in order of their q, and
// the first one that x/text can match to a tag decides. A * ends the search. A
// q of 0 excludes the tags that its range is a prefix of: en excludes en-GB. If
// nothing matches, the first tag that is not excluded is chosen, or else the
// first of all. Malformed elements are ignored.
//
// Only elements that end within the first 256 bytes of the header are read,
// counted over all lines joined with commas. A header seen before costs a
// lookup in a memo of fixed size.
func (l *Languages) Choose(lines []string) int {
	if l == nil || len(l.tags) == 0 {
		return -1
	}
	var array [maxLanguages + 1]byte // the last byte shows where an element ends
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

// join appends the lines of a header to dst, joined with commas, until it is
// full.
func join(dst []byte, lines []string) []byte {
	for i, line := range lines {
		room := cap(dst) - len(dst)
		if room == 0 {
			break
		}
		if i > 0 {
			dst = append(dst, ',')
			room--
		}
		dst = append(dst, line[:min(len(line), room)]...)
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
	for element := range elements([]string{header}, maxLanguages) {
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
	return 0 // an unwanted language is better than none
}

// appendCovered appends the indexes of the tags that a range is a prefix of: en
// covers en-GB, but en-GB does not cover en.
func (l *Languages) appendCovered(list []int, prefix string) []int {
	for i, offered := range l.tags {
		if n := len(prefix); n <= len(offered) && equalFold(prefix, offered[:n]) && (n == len(offered) || offered[n] == '-') {
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
