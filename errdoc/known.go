package errdoc

import (
	"slices"
	"strings"
	"unicode"

	"github.com/seed85f21a9e/errcode"
)

// What this file knows of the built-in catalogs their rows do not say. Of an
// app's own catalogs nothing is known, and nothing is needed.

func builtIn() []*errcode.Catalog {
	return []*errcode.Catalog{errcode.LeanCloud, errcode.Realtime, errcode.Backend}
}

func isBuiltIn(c *errcode.Catalog) bool { return slices.Contains(builtIn(), c) }

// tellsSource reports whether it means anything where the status of a code comes
// from: an app's own statuses come from the app.
func tellsSource(info errcode.Info) bool {
	return info.StatusSource != errcode.StatusDocumented || isBuiltIn(info.Code.Catalog())
}

// catalogTitle returns the name of a catalog for people.
func catalogTitle(c *errcode.Catalog, w *words) string {
	switch c {
	case errcode.LeanCloud:
		return "LeanCloud"
	case errcode.Realtime:
		return w.RealtimeTitle
	case errcode.Backend:
		return "Backend Services"
	}
	return strings.Join(humps(prefixOf(c)), " ")
}

// prefixOf returns what stands before the names of a catalog's constants.
func prefixOf(c *errcode.Catalog) string {
	for code := range c.All() {
		info := code.Info()
		identifier := info.Constant()
		identifier = identifier[strings.LastIndexByte(identifier, '.')+1:]
		return strings.TrimSuffix(identifier, info.Name)
	}
	return c.Name()
}

// humps cuts a name at its capital letters: "InvalidSMSCode" into Invalid, SMS,
// Code.
func humps(name string) []string {
	var parts []string
	runes := []rune(name)
	start := 0
	for i := 1; i <= len(runes); i++ {
		if i == len(runes) || unicode.IsUpper(runes[i]) &&
			(!unicode.IsUpper(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1])) {
			parts = append(parts, strings.Trim(string(runes[start:i]), "_"))
			start = i
		}
	}
	return slices.DeleteFunc(parts, func(part string) bool { return part == "" })
}
