package errdoc

import "slices"

// A rank says how well a result answers a query.
type rank uint8

const (
	rankNear  rank = iota + 1 // what may have been meant
	rankWords                 // has every word of the query
	rankExact                 // is what the query names
)

// A result is a code that a search finds.
type result struct {
	*entry
	rank     rank
	points   int
	received string // the message, if the code stood in a body
}

// A finder searches a book. The script of the pages has the same functions under
// the same names; a test runs both on the same queries.
type finder struct {
	*book
	index *index
}

func newFinder(b *book) *finder { return &finder{b, newIndex(b)} }

// distinct drops the results of codes that came before.
func distinct(results []result) []result {
	var kept []result
	for _, r := range results {
		if !slices.ContainsFunc(kept, func(k result) bool { return k.entry == r.entry }) {
			kept = append(kept, r)
		}
	}
	return kept
}
