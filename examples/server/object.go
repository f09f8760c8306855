package main

import (
	"crypto/rand"
	"regexp"
	"strings"
)

// An object is what the clients see of one: its fields, and objectId, createdAt
// and updatedAt in LeanCloud's names.
type object = map[string]any

// columns are the fields that the server sets itself, and the columns that hold
// them.
var columns = map[string]string{"objectId": "id", "createdAt": "created_at", "updatedAt": "updated_at"}

var namePattern = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]{0,127}$`)

// isName reports whether s can be the name of a class or of a field.
func isName(s string) bool { return namePattern.MatchString(s) }

var builtInPattern = regexp.MustCompile(`^_[A-Z][A-Za-z0-9]{0,126}$`)

// isBuiltIn reports whether s can be the name of a class of LeanCloud's own, such as
// _User and _Role. But for users, they come by import and are kept as they are.
func isBuiltIn(s string) bool { return builtInPattern.MatchString(s) }

// isClass reports whether s can be the name of a class.
func isClass(s string) bool { return isName(s) || isBuiltIn(s) }

// userClass is the class of users, in LeanCloud's name for it.
const userClass = "_User"

// timeFormat is how both vendors write times, which are in UTC.
const timeFormat = "2006-01-02T15:04:05.000Z"

// newID returns a random ID of letters and digits, as LeanCloud's are.
func newID() string { return strings.ToLower(rand.Text()[:24]) }
