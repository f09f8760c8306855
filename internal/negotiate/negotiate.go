// Package negotiate chooses a media type by a request's Accept header and a
// language by its Accept-Language header, maintains the response's Vary header,
// and searches headers that are lists.
//
// Anybody can send any header, so each is read up to a fixed length. Everything
// here is safe for concurrent use.
package negotiate

import (
	"iter"
	"net/textproto"
	"strconv"
	"strings"
)

// maxRead bounds how many bytes of a header are read.
const maxRead = 4 << 10

// elements yields the nonempty elements of a comma-separated header. It reads
// the first limit bytes of the lines, joined with commas; an element that
// continues beyond them is omitted.
func elements(lines []string, limit int) iter.Seq[string] {
	return func(yield func(string) bool) {
		left := limit
		for _, line := range lines {
			rest, whole := line, len(line) <= left
			if !whole {
				rest = line[:left+1] // a comma here ends an element within the limit
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

// cut is like [strings.Cut] with two differences: a separator inside a quoted
// string does not count, and before is trimmed. A quoted string that is not
// closed extends to the end of s.
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

// quality returns the first q among an element's parameters in thousandths:
// 1000 if there is none, -1 if it is not a number from 0 to 1.
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

// equalFold is like [strings.EqualFold] but folds ASCII letters only, as HTTP
// does; strings.EqualFold considers ſ equal to s.
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
