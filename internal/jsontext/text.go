package jsontext

import (
	"unicode/utf16"
	"unicode/utf8"
)

// Kind returns the kind of a value that a [Cursor] has read: '{' for an object,
// '[' for an array, '"' for a string, '0' for a number, 't', 'f' and 'n' for
// true, false and null, and 0 for no value.
func Kind(raw []byte) byte {
	switch {
	case len(raw) == 0:
		return 0
	case raw[0] == '-' || '0' <= raw[0] && raw[0] <= '9':
		return '0'
	}
	return raw[0]
}

// Text returns the text of a string that a [Cursor] has read, decoded as
// encoding/json does it: each byte that is not UTF-8 and each lone surrogate
// becomes U+FFFD. Of a longer text it returns the first limit bytes, or fewer
// where a character would be cut in two. It returns nil for other values.
//
// The text is a part of raw if nothing has to be decoded. If something does, it
// is in the memory of buf, or in new memory where that is too small.
func Text(raw, buf []byte, limit int) []byte {
	if len(raw) < 2 || raw[0] != '"' {
		return nil
	}
	s := raw[1 : len(raw)-1 : len(raw)-1]
	if literalEnd(s, 0) < len(s) {
		s = appendText(buf[:0], s, limit)
	}
	return clip(s, limit)
}

func clip(s []byte, n int) []byte {
	n = max(n, 0)
	if len(s) <= n {
		return s
	}
	for n > 0 && s[n]&0xC0 == 0x80 {
		n--
	}
	return s[:n:n]
}

// appendText appends what the text between quotation marks decodes to. It stops
// when dst has more than limit bytes.
func appendText(dst, s []byte, limit int) []byte {
	for i := 0; i < len(s) && len(dst) <= limit; {
		end := literalEnd(s, i)
		part := s[i:end]
		if len(part) > limit {
			part = part[:limit+1]
		}
		dst = append(dst, part...)
		i = end
		if i < len(s) && s[i] != '\\' {
			dst = append(dst, "\ufffd"...)
			i++
		}
		for i < len(s) && s[i] == '\\' && len(dst) <= limit {
			r, size := unescape(s[i:])
			dst = utf8.AppendRune(dst, r)
			i += size
		}
	}
	return dst
}

// literalEnd returns the index of the first byte of s, from i on, that has to
// be decoded: a backslash, or one that is not UTF-8.
func literalEnd(s []byte, i int) int {
	for {
		i = asciiEnd(s, i)
		if i == len(s) || s[i] == '\\' {
			return i
		}
		if end := wide(s, i); end > i {
			i = end
			continue
		}
		r, size := utf8.DecodeRune(s[i:])
		if r == utf8.RuneError { // not U+FFFD itself, which wide skips
			return i
		}
		i += size
	}
}

// asciiEnd returns the index of the first byte of s, from i on, that is a
// backslash or not ASCII.
func asciiEnd(s []byte, i int) int {
	for i >= 0 && i <= len(s)-8 {
		if m := escaped(load(s, i)); m != 0 {
			return i + first(m)
		}
		i += 8
	}
	return min(i+first(escaped(tail(s, i))), len(s))
}

// unescape returns the character that the escape at the beginning of s stands
// for, and the length of the escape.
func unescape(s []byte) (rune, int) {
	if len(s) < 2 {
		return utf8.RuneError, len(s)
	}
	switch s[1] {
	case 'b':
		return '\b', 2
	case 'f':
		return '\f', 2
	case 'n':
		return '\n', 2
	case 'r':
		return '\r', 2
	case 't':
		return '\t', 2
	case 'u':
	default:
		return rune(s[1]), 2
	}
	r := hex4(s, 2)
	if r < 0 {
		return utf8.RuneError, 2
	}
	if !utf16.IsSurrogate(r) {
		return r, 6
	}
	if len(s) >= 12 && s[6] == '\\' && s[7] == 'u' {
		if r := utf16.DecodeRune(r, hex4(s, 8)); r != utf8.RuneError {
			return r, 12
		}
	}
	return utf8.RuneError, 6
}
