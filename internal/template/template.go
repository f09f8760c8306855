// Package template fills in messages with parameters: {1}, {2}, … up to {9}
// stand where the arguments go.
package template

import (
	"math/bits"
	"strings"
)

// Fill replaces {1}, {2}, … by args. The template must contain each of them. It
// reports false if their number differs, and for an empty template.
func Fill(template string, args []string) (string, bool) {
	if template == "" || Count(template) != len(args) {
		return "", false
	}
	var b strings.Builder
	for template != "" {
		if n := leading(template); n > 0 {
			b.WriteString(args[n-1])
			template = template[len("{1}"):]
			continue
		}
		b.WriteByte(template[0])
		template = template[1:]
	}
	return b.String(), true
}

// Count returns how many parameters a template has, and -1 if one between them
// is missing.
func Count(template string) int {
	var seen uint
	for i := range template {
		if n := leading(template[i:]); n > 0 {
			seen |= 1 << (n - 1)
		}
	}
	if seen&(seen+1) != 0 {
		return -1
	}
	return bits.OnesCount(seen)
}

// Wrong returns the first thing in a text that looks like a parameter and is
// none, such as {0} or {10}; empty if there is none.
func Wrong(text string) string {
	for {
		_, after, found := strings.Cut(text, "{")
		if !found {
			return ""
		}
		digits := len(after) - len(strings.TrimLeft(after, "0123456789"))
		if digits > 0 && digits < len(after) && after[digits] == '}' && (digits > 1 || after[0] == '0') {
			return text[len(text)-len(after)-1:][:digits+2]
		}
		text = after
	}
}

// Literals returns what stands between the parameters of a template, before the
// first and after the last, so at least one text, which may be empty.
func Literals(template string) []string {
	var literals []string
	start := 0
	for i := 0; i < len(template); i++ {
		if leading(template[i:]) > 0 {
			literals = append(literals, template[start:i])
			i += len("{1}") - 1
			start = i + 1
		}
	}
	return append(literals, template[start:])
}

// Matches reports whether text has the literals of a template at its beginning,
// in this order, and at its end, as a template that was filled in has.
func Matches(text string, literals []string) bool {
	last := len(literals) - 1
	if last <= 0 {
		return last == 0 && text == literals[0]
	}
	text, ok := strings.CutPrefix(text, literals[0])
	for _, literal := range literals[1:last] {
		if !ok {
			return false
		}
		_, text, ok = strings.Cut(text, literal)
	}
	return ok && strings.HasSuffix(text, literals[last])
}

// leading returns which parameter s begins with; 0 for none.
func leading(s string) int {
	if len(s) >= 3 && s[0] == '{' && '1' <= s[1] && s[1] <= '9' && s[2] == '}' {
		return int(s[1] - '0')
	}
	return 0
}
