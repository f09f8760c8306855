package jsontext

import (
	"math/bits"
	"unicode/utf16"
	"unicode/utf8"
)

// Kind returns the kind of a value: '{' for an object, '[' for an array, '"' for a
// string, 't', 'f' and 'n' for true, false and null, '0' for a number, and 0 for
// no value.
func Kind(raw []byte) byte {
	switch {
	case len(raw) == 0:
		return 0
	case raw[0] == '-' || '0' <= raw[0] && raw[0] <= '9':
		return '0'
	}
	return raw[0]
}

// Text returns the text of a JSON string as encoding/json decodes it: escapes
// undone, and U+FFFD for each byte that is not UTF-8 and for half a pair of
// surrogates. Of a longer text it returns the head of at most limit bytes, whole
// characters only.
//
// The string must be one that a [Cursor] has read. The text is a part of it if
// nothing is escaped there, and is otherwise written to buf[:0], which grows as
// needed. For a value that is not a string Text returns nil.
func Text(raw, buf []byte, limit int) []byte {
	if len(raw) < 2 || raw[0] != '"' {
		return nil
	}
	s := raw[1 : len(raw)-1]
	if literalEnd(s, 0) < len(s) {
		s = appendText(buf[:0], s)
	}
	return clip(s, limit)
}

func clip(s []byte, n int) []byte {
	if len(s) <= n {
		return s
	}
	for n > 0 && s[n]&0xC0 == 0x80 {
		n--
	}
	return s[:n:n]
}

// appendText appends the text of a string, which stands between the quotation
// marks.
func appendText(dst, s []byte) []byte {
	for i := 0; ; {
		start := i
		i = literalEnd(s, i)
		dst = append(dst, s[start:i]...)
		if i == len(s) {
			return dst
		}
		r, size := utf8.RuneError, 1
		if s[i] == '\\' {
			r, size = unescape(s[i:])
		}
		dst = utf8.AppendRune(dst, r)
		i += size
	}
}

// literalEnd returns the index of the first byte of s, from i on, that does not
// stand for itself: a backslash, or what is not UTF-8.
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
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
}

// asciiEnd returns the index of the first byte of s, from i on, that is a
// backslash or not ASCII.
func asciiEnd(s []byte, i int) int {
	for i+8 <= len(s) {
		if m := escaped(load(s, i)); m != 0 {
			return i + bits.TrailingZeros64(m)/8
		}
		i += 8
	}
	for i < len(s) && s[i] < utf8.RuneSelf && s[i] != '\\' {
		i++
	}
	return i
}

// unescape returns the character that an escape stands for, and its length.
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
