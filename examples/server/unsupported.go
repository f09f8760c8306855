package main

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/seed85f21a9e/errcode"
)

// notSupported is what this server answers to everything that it does not do,
// before it does any of it: 108 for LeanCloud's clients and 602 for those of
// Backend Services, both with the status 501. No app acts on these, as it does on
// an object that is missing (101) or a password that is (201).
func notSupported(format string, args ...any) error {
	return errcode.New(errcode.BackendMethodNotSupported, errcode.WithHTTPStatus(http.StatusNotImplemented),
		errcode.WithMessage("This server does not support "+short(fmt.Sprintf(format, args...))+"."))
}

// short cuts what a client sent to a length that is fit to be shown.
func short(text string) string {
	const limit = 100
	if len(text) <= limit {
		return text
	}
	return strings.ToValidUTF8(text[:limit], "") + "…"
}

// onlyMembers refuses JSON, which stands in what where says, with members that this
// server does not know.
func onlyMembers[V any](where string, body map[string]V, known ...string) error {
	for _, name := range slices.Sorted(maps.Keys(body)) {
		if !slices.Contains(known, name) {
			return notSupported("%s in %s", name, where)
		}
	}
	return nil
}

// invalidColumn is what LeanCloud answers to a name that no field can have.
func invalidColumn(name string) error {
	return errcode.New(errcode.LeanCloudInvalidColumnName, errcode.WithArgs(short(name)))
}

// checkFieldName checks the name of a field that a query asks about. What to
// answer for one that is no name depends on where it stands.
func checkFieldName(name string, invalid error) error {
	switch {
	case isName(name):
		return nil
	case strings.Contains(name, "."):
		return notSupported("fields inside of fields (%s)", name)
	}
	return invalid
}
