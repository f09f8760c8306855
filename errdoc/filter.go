package errdoc

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/seed85f21a9e/errcode"
)

// A filter chooses codes, by the parameters of an address. The script of the
// page does the same in the browser; a test compares the two.
type filter struct {
	Query     string
	Catalog   string
	Kind      string
	Status    string
	Operation string
}

// maxQuery is how long a search may be.
const maxQuery = maxBody

// Narrows reports whether the filter asks for anything.
func (f filter) Narrows() bool { return f != filter{} }

// Chooses reports whether the filter asks for more than words and a catalog.
func (f filter) Chooses() bool { return f.Kind+f.Status+f.Operation != "" }

// An invalidFilter is a value that no code can have.
type invalidFilter struct {
	parameter, value string
	valid            []string
}

func (e *invalidFilter) Error() string {
	return fmt.Sprintf("%s %q is not one of %s.", capitalized(e.parameter), cutTo(e.value, 40), strings.Join(e.valid, ", "))
}

// parseFilter reads a filter from the parameters of an address.
func (b *book) parseFilter(v url.Values) (filter, error) {
	f := filter{strings.TrimSpace(v.Get("q")), v.Get("catalog"), v.Get("kind"), v.Get("status"), v.Get("operation")}
	f.Query = f.Query[:min(len(f.Query), maxQuery)]
	for _, p := range []struct {
		name, value string
		valid       []string
	}{
		{"catalog", f.Catalog, b.catalogNames()},
		{"kind", f.Kind, mapped(b.kinds, errcode.Kind.String)},
		{"status", f.Status, mapped(b.statuses, strconv.Itoa)},
		{"operation", f.Operation, mapped(b.operations, errcode.Operations.String)},
	} {
		if p.value != "" && !slices.Contains(p.valid, p.value) {
			return filter{}, &invalidFilter{p.name, p.value, p.valid}
		}
	}
	return f, nil
}

// allows reports whether the choices of the filter let a code through.
func (f filter) allows(e *entry) bool {
	return (f.Catalog == "" || f.Catalog == e.CatalogName()) &&
		(f.Kind == "" || f.Kind == e.Kind.String()) &&
		(f.Status == "" || f.Status == strconv.Itoa(e.HTTPStatus)) &&
		(f.Operation == "" || e.hasOperation(f.Operation))
}

// filtered returns the codes that a filter lets through, those that a search finds
// in the order of the search, and whether they only come near.
func (f *finder) filtered(by filter) (entries []*entry, near bool) {
	if by.Query == "" {
		for _, e := range f.entries {
			if by.allows(e) {
				entries = append(entries, e)
			}
		}
		return entries, false
	}
	for _, r := range f.search(by.Query) {
		if by.allows(r.entry) {
			entries = append(entries, r.entry)
			near = near || r.rank == rankNear
		}
	}
	return entries, near
}
