package main

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/seed85f21a9e/errcode"
)

// notSupported is the error for every request that this server cannot carry out
// in full: 108 for LeanCloud's clients and 602 for those of Backend Services,
// both with the status 400. Apps act on codes like 101 (no such object) and 201
// (no password), so those must not be used for it.
func notSupported(format string, args ...any) error {
	return errcode.New(errcode.LeanCloudCommandUnavailable, errcode.WithHTTPStatus(http.StatusBadRequest),
		errcode.WithMessage("This server does not support "+short(fmt.Sprintf(format, args...))+"."))
}

// short cuts a text from a client to a length that is fit for a message.
func short(text string) string {
	const limit = 100
	if len(text) <= limit {
		return text
	}
	return strings.ToValidUTF8(text[:limit], "") + "…"
}

// onlyMembers refuses JSON with unknown members. where is what it is part of,
// for the message.
func onlyMembers[V any](where string, body map[string]V, known ...string) error {
	for _, name := range slices.Sorted(maps.Keys(body)) {
		if !slices.Contains(known, name) {
			return notSupported("%s in %s", name, where)
		}
	}
	return nil
}

// noRoles refuses access for roles, which nobody would have. Imported objects
// keep theirs.
func noRoles(patch object) error {
	acl, _ := patch["ACL"].(map[string]any)
	for who := range acl {
		if strings.HasPrefix(who, "role:") {
			return notSupported("roles in an ACL")
		}
	}
	return nil
}

// invalidColumn is LeanCloud's error for an invalid field name.
func invalidColumn(name string) error {
	return errcode.New(errcode.LeanCloudInvalidColumnName, errcode.WithArgs(short(name)))
}

// checkFieldName checks the name of a field in a query. invalid is the error
// for a name that no field can have.
func checkFieldName(name string, invalid error) error {
	switch {
	case isName(name):
		return nil
	case strings.Contains(name, "."):
		return notSupported("fields inside of fields (%s)", name)
	}
	return invalid
}
