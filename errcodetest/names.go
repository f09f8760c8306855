package errcodetest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/seed85f21a9e/errcode"
)

// How the name of a constant goes with a row.
const (
	fits            = iota
	ofAnotherRow    // it does not end in the name of the row
	ofAnotherPrefix // it has a prefix, and not the catalog's
)

// fit says how the name of a constant of a type goes with a row, and returns its
// prefix. There may be none, the constant may be unexported, and the prefix API
// is that of the catalog api.
func fit(identifier, codeType string, info errcode.Info) (prefix string, how int) {
	first, size := utf8.DecodeRuneInString(info.Name)
	if identifier == string(unicode.ToLower(first))+info.Name[size:] {
		return "", fits
	}
	prefix, ok := strings.CutSuffix(identifier, info.Name)
	own := strings.TrimSuffix(info.Constant(), info.Name)
	switch {
	case !ok:
		return "", ofAnotherRow
	case prefix == "" || strings.EqualFold(prefix, own):
		return prefix, fits
	case hasPrefixFold(prefix, own) && !strings.EqualFold(prefix+"Code", codeType):
		return prefix, ofAnotherRow // the name lacks what is between the prefix and it
	}
	return prefix, ofAnotherPrefix
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// nameIn returns the name that the row of a constant should have, given any
// other row.
func nameIn(identifier string, other errcode.Info) string {
	prefix := strings.TrimSuffix(other.Constant(), other.Name)
	if len(identifier) > len(prefix) && hasPrefixFold(identifier, prefix) {
		return identifier[len(prefix):]
	}
	return identifier
}
