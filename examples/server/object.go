package main

import (
	"crypto/rand"
	"regexp"
	"strings"
)

// An object is a JSON object: the fields of a stored one, or what a client
// sent.
type object = map[string]any

// columns are the fields that the server sets, with their columns in the table.
var columns = map[string]string{"objectId": "id", "createdAt": "created_at", "updatedAt": "updated_at"}

var namePattern = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]{0,127}$`)

// isName reports whether s can be the name of a class or of a field.
func isName(s string) bool { return namePattern.MatchString(s) }

var builtInPattern = regexp.MustCompile(`^_[A-Z][A-Za-z0-9]{0,126}$`)

// isBuiltIn reports whether s can be the name of one of LeanCloud's built-in
// classes, such as _User or _Role. All but _User exist only by import.
func isBuiltIn(s string) bool { return builtInPattern.MatchString(s) }

// isClass reports whether s can be the name of a class.
func isClass(s string) bool { return isName(s) || isBuiltIn(s) }

// userClass is LeanCloud's name of the class of users.
const userClass = "_User"

// timeFormat is how both vendors write times, in UTC.
const timeFormat = "2006-01-02T15:04:05.000Z"

// newID returns a random ID of letters and digits, like LeanCloud's.
func newID() string { return strings.ToLower(rand.Text()[:24]) }
