package jsontext

import "unicode/utf8"

const hexDigits = "0123456789abcdef"

// AppendString appends s to dst as a JSON string and returns the extended
// buffer. It writes what encoding/json writes: <, > and & are escaped for the
// sake of HTML, U+2028 and U+2029 for the sake of JavaScript, and each byte
// that is not UTF-8 becomes the escape \ufffd.
func AppendString(dst []byte, s string) []byte {
	dst = append(dst, '"')
	start := 0 // of what has not been copied yet
	for i := 0; ; {
		i = safeEnd(s, i)
		if i == len(s) {
			break
		}
		b := s[i]
		c, size := rune(b), 1
		if b >= utf8.RuneSelf {
			if end := wide(s, i); end > i {
				i = end
				continue
			}
			c, size = utf8.DecodeRuneInString(s[i:])
			// RuneError is a byte that is not UTF-8: wide skips U+FFFD itself.
			if c != '\u2028' && c != '\u2029' && c != utf8.RuneError {
				i += size
				continue
			}
		}
		dst = append(dst, s[start:i]...)
		dst = appendEscape(dst, c)
		i += size
		start = i
	}
	dst = append(dst, s[start:]...)
	return append(dst, '"')
}

// safeEnd returns the index of the first byte of s, from i on, that may have to
// be escaped.
func safeEnd(s string, i int) int {
	for i >= 0 && i <= len(s)-16 && special(load(s, i))|special(load(s, i+8)) == 0 {
		i += 16
	}
	for i >= 0 && i <= len(s)-8 {
		if m := special(load(s, i)); m != 0 {
			return i + first(m)
		}
		i += 8
	}
	return i + first(special(tail(s, i)))
}

// appendEscape appends the escape of a character.
func appendEscape(dst []byte, c rune) []byte {
	switch c {
	case '"', '\\':
		return append(dst, '\\', byte(c))
	case '\b':
		return append(dst, '\\', 'b')
	case '\f':
		return append(dst, '\\', 'f')
	case '\n':
		return append(dst, '\\', 'n')
	case '\r':
		return append(dst, '\\', 'r')
	case '\t':
		return append(dst, '\\', 't')
	}
	return append(dst, '\\', 'u', hexDigits[c>>12&0xF], hexDigits[c>>8&0xF], hexDigits[c>>4&0xF], hexDigits[c&0xF])
}
