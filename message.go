package errcode

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// printArgs prints the arguments of a template. It reports false if a method of
// one of them panics: the text of that panic must not become part of a public
// message.
func printArgs(args []any) ([]string, bool) {
	texts := make([]string, len(args))
	for i, arg := range args {
		text, ok := arg.(string)
		if !ok {
			text, ok = safeSprint(arg)
		}
		if !ok {
			return nil, false
		}
		texts[i] = text
	}
	return texts, true
}

// safeSprint is fmt.Sprint of a value whose methods may panic.
func safeSprint(arg any) (text string, ok bool) {
	return safely(func() string { return fmt.Sprint(arg) })
}

// safeSprintf is fmt.Sprintf for arguments whose methods may panic.
func safeSprintf(format string, args []any) (text string, ok bool) {
	return safely(func() string { return fmt.Sprintf(format, args...) })
}

// safely calls print and reports whether it went well. Package fmt recovers
// from most panics by itself, and prints what the method panicked with.
func safely(print func() string) (text string, ok bool) {
	defer func() {
		if recover() != nil {
			text, ok = "", false
		}
	}()
	text = print()
	if strings.Contains(text, "(PANIC=") {
		return "", false
	}
	return text, true
}

// ignorePanic is deferred where a method of somebody else's value may panic.
func ignorePanic() { _ = recover() }

// truncate returns at most n bytes of s, whole characters only. What it cuts off
// does not stay in memory.
func truncate(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && s[n]&0xC0 == 0x80 {
		n--
	}
	return strings.Clone(s[:n])
}

// clip shortens what is quoted in an error message of this package.
func clip(s string) string { return truncate(s, 64) }

// singleLine quotes a text that came from another server if it has characters
// that could break or reorder a line of a log.
func singleLine(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] >= 0x7F {
			if strings.ContainsFunc(s[i:], unsafeInLog) {
				return strconv.Quote(s)
			}
			break
		}
	}
	return s
}

// blankUnsafe is singleLine for a text that must not grow: it has blanks in
// place of such characters.
func blankUnsafe(s string) string {
	return strings.Map(func(r rune) rune {
		if r != unicode.ReplacementChar && unsafeInLog(r) {
			return ' '
		}
		return r
	}, s)
}

func unsafeInLog(r rune) bool {
	return r == unicode.ReplacementChar || r > ' ' && !unicode.IsPrint(r) || unicode.IsControl(r)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
