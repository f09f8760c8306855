package errdoc

import "github.com/seed85f21a9e/errcode"

// A closeness says how near a code of another catalog is to one.
type closeness uint8

const (
	equivalent closeness = iota // it means the same
	closest                     // its meaning is wider or narrower
	byKind                      // it is of the same kind, and nothing is closer
)

func (c closeness) String() string {
	return [...]string{"equivalent", "closest", "kind"}[c]
}

// A translation is what a service that speaks another catalog answers in place of
// a code.
type translation struct {
	*entry
	Closeness closeness
}

// translations returns what a code becomes in answers of the other catalogs of
// the set. Catalogs of one format that leave each other's codes as they are have
// none.
func (b *book) translations(e *entry) []translation {
	var found []translation
	for _, c := range b.catalogs {
		other := c.Translate(e.Code)
		if c == e.Code.Catalog() || other == nil || other.Catalog() != c {
			continue
		}
		if to := b.byCode[other]; to != nil {
			found = append(found, translation{to, closenessOf(e, to)})
		}
	}
	return found
}

func closenessOf(e, to *entry) closeness {
	c := to.Code.Catalog()
	if _, ok := c.Equivalent(e.Code); ok {
		return equivalent
	}
	if to.Code == c.Translate(e.Kind) {
		return byKind
	}
	return closest
}

// sameNumber returns the other codes with the number of e.
func (b *book) sameNumber(e *entry) []*entry {
	var same []*entry
	for _, other := range b.entries {
		if other != e && other.Code.Number() == e.Code.Number() {
			same = append(same, other)
		}
	}
	return same
}

// sameKind returns the other codes of the catalog and kind of e, those nearest to
// it in the catalog first, at most max of them, and how many codes the kind has.
func (b *book) sameKind(e *entry, max int) (near []*entry, total int) {
	prev, next := e.Prev, e.Next
	is := func(other *entry) bool { return other.Kind == e.Kind && e.Kind != errcode.KindUnknown }
	total = 1
	for prev != nil || next != nil {
		if next != nil {
			if is(next) {
				near, total = append(near, next), total+1
			}
			next = next.Next
		}
		if prev != nil {
			if is(prev) {
				near, total = append(near, prev), total+1
			}
			prev = prev.Prev
		}
	}
	if len(near) > max {
		near = near[:max]
	}
	return near, total
}

// To returns the code of the other catalog.
func (t translation) To() *entry { return t.entry }

// operationsOf returns the operations that some codes name.
func operationsOf(entries []*entry) errcode.Operations {
	var named errcode.Operations
	for _, e := range entries {
		named |= e.ReturnedBy
	}
	return named
}
