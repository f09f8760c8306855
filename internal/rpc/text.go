package rpc

import (
	"strings"
	"unicode/utf8"
)

// valid returns a text that protocol buffers can carry.
func valid(s string) string { return strings.ToValidUTF8(s, string(utf8.RuneError)) }

// cut returns at most n bytes of s, whole characters only.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
