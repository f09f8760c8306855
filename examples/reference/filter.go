package main

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

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

// Narrows reports whether the filter asks for anything.
func (f filter) Narrows() bool { return f != filter{} }

// An invalidFilter is a value that no code can have.
type invalidFilter struct {
	parameter, value string
	valid            []string
}

func (e *invalidFilter) Error() string {
	return fmt.Sprintf("%s %q is not one of %s", e.parameter, e.value, strings.Join(e.valid, ", "))
}

// parseFilter reads a filter from the parameters of an address.
func (s *site) parseFilter(v url.Values) (filter, error) {
	f := filter{v.Get("q"), v.Get("catalog"), v.Get("kind"), v.Get("status"), v.Get("operation")}
	for _, p := range []struct {
		name, value string
		valid       []string
	}{
		{"catalog", f.Catalog, names(s.catalogs, (*errcode.Catalog).Name)},
		{"kind", f.Kind, names(s.kinds, errcode.Kind.String)},
		{"status", f.Status, names(s.statuses, strconv.Itoa)},
		{"operation", f.Operation, names(s.operations, errcode.Operations.String)},
	} {
		if p.value != "" && !slices.Contains(p.valid, p.value) {
			return filter{}, &invalidFilter{p.name, p.value, p.valid}
		}
	}
	return f, nil
}

// names applies a function that names a value to each of some.
func names[T any](values []T, name func(T) string) []string {
	list := make([]string, len(values))
	for i, v := range values {
		list[i] = name(v)
	}
	return list
}

// match reports whether the filter lets a code through.
func (f filter) match(e *entry) bool {
	return (f.Catalog == "" || f.Catalog == e.CatalogName()) &&
		(f.Kind == "" || f.Kind == e.Kind.String()) &&
		(f.Status == "" || f.Status == strconv.Itoa(e.HTTPStatus)) &&
		(f.Operation == "" || slices.Contains(e.operations, f.Operation)) &&
		e.found(f.Query)
}

var numeric = regexp.MustCompile(`^[0-9]+(\.[0-9]+)?$`)

// found reports whether every word of a query is part of the code's texts. A
// number has to be a whole word of them, or the beginning of the code's own.
func (e *entry) found(query string) bool {
	for _, word := range words(query) {
		part := word
		if numeric.MatchString(word) {
			if strings.HasPrefix(e.label, word) {
				continue
			}
			part = " " + word + " "
		}
		if !strings.Contains(e.search, part) {
			return false
		}
	}
	return true
}

// words splits a text at everything that is no letter, digit or full stop.
func words(text string) []string {
	list := strings.FieldsFunc(fold(text), func(r rune) bool {
		return r != '.' && !unicode.IsLetter(r) && !unicode.IsNumber(r)
	})
	for i := range list {
		list[i] = strings.Trim(list[i], ".")
	}
	return slices.DeleteFunc(list, func(word string) bool { return word == "" })
}

// fold makes a text comparable: lower case, and plain forms of the full-width
// letters and digits that Chinese input methods produce.
func fold(s string) string { return strings.ToLower(norm.NFKC.String(s)) }
