// Package negotiate reads what a client says it would like to get: Accept and
// Accept-Language, their q-values, and the header Vary that goes with them.
//
// A header comes from anybody, so that each is read up to a bound. Everything
// here is safe for concurrent use.
package negotiate

import (
	"iter"
	"net/textproto"
	"strconv"
	"strings"
)

// maxRead bounds how much of a header's lines is read.
const maxRead = 4 << 10

// elements yields the elements of a header that is a list, from all of its
// lines, without the empty ones. It reads the first limit bytes of the lines
// joined with commas; an element that goes on after them is left out.
func elements(lines []string, limit int) iter.Seq[string] {
	return func(yield func(string) bool) {
		left := limit
		for _, line := range lines {
			rest, whole := line, len(line) <= left
			if !whole {
				rest = line[:left+1] // the last byte may be the comma that ends an element
			}
			for rest != "" {
				element, after, found := cut(rest, ',')
				if !found && !whole {
					return
				}
				if element != "" && !yield(element) {
					return
				}
				rest = after
			}
			if left -= len(line) + 1; left < 0 {
				return
			}
		}
	}
}

// cut is [strings.Cut] for a list whose elements may be or contain quoted
// strings, in which the separator is a character like others. A string that
// does not end goes on to the end of s. What it returns is trimmed.
func cut(s string, sep byte) (before, after string, found bool) {
	quoted := false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"':
			quoted = !quoted
		case !quoted:
			if c == sep {
				return textproto.TrimString(s[:i]), s[i+1:], true
			}
		case c == '\\':
			i++
		}
	}
	return textproto.TrimString(s), "", false
}

// quality returns the q of an element's parameters in thousandths: 1000 where
// there is none, and -1 where it is not a number from 0 to 1. The first q counts.
func quality(params string) int {
	for params != "" {
		var param string
		param, params, _ = cut(params, ';')
		key, value, _ := strings.Cut(param, "=")
		if !equalFold(textproto.TrimString(key), "q") {
			continue
		}
		q, err := strconv.ParseFloat(textproto.TrimString(value), 64)
		if err != nil || !(0 <= q && q <= 1) {
			return -1
		}
		return int(q*1000 + 0.5)
	}
	return 1000
}

// equalFold is [strings.EqualFold] for ASCII alone, as header fields have it:
// that one takes ſ for s.
func equalFold(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) {
		if lower(a[i]) != lower(b[i]) {
			return false
		}
	}
	return true
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + ('a' - 'A')
	}
	return c
}
