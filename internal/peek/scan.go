package peek

import (
	"bytes"

	"github.com/seed85f21a9e/errcode/internal/jsontext"
)

// A scanner finds the end of the JSON object or array that a text begins with. It
// looks at each byte once, however often the text grows.
type scanner struct {
	at       int // what has not been looked at
	depth    int // of brackets
	inString bool
	escaped  bool // after a backslash
	other    bool // the text begins with something else
}

// scan returns the length of the text up to the end of the object or array, and 0
// as long as it has no end. The text may begin with white space and a byte-order
// mark.
func (s *scanner) scan(text []byte) int {
	if s.at == 0 && isJSON(text) { // as it is nearly always
		return len(bytes.TrimRight(text, space))
	}
	for !s.other && s.at < len(text) {
		b := text[s.at]
		s.at++
		switch {
		case s.escaped:
			s.escaped = false
		case s.inString:
			s.escaped = b == '\\'
			s.inString = b != '"'
		case b == '{' || b == '[':
			s.depth++
		case s.depth == 0:
			s.other = !mayPrecede(b)
		case b == '"':
			s.inString = true
		case b == '}' || b == ']':
			s.depth--
			if s.depth == 0 {
				if isJSON(text[:s.at]) {
					return s.at
				}
				s.other = true
			}
		}
	}
	return 0
}

const byteOrderMark = "\ufeff"

const space = " \t\r\n"

// mayPrecede reports whether a byte may stand before a JSON text.
func mayPrecede(b byte) bool {
	switch b {
	case ' ', '\n', '\r', '\t', byteOrderMark[0], byteOrderMark[1], byteOrderMark[2]:
		return true
	}
	return false
}

// isJSON reports whether a text is a JSON object or array.
func isJSON(text []byte) bool {
	text = bytes.TrimPrefix(text, []byte(byteOrderMark))
	object, array := jsontext.Object(text), jsontext.Array(text)
	for object.Next() || array.Next() {
	}
	return object.Valid() || array.Valid()
}
