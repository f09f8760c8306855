// Package jsontext writes JSON strings and reads JSON objects and arrays in a
// single pass, without reflection and almost without allocating. It accepts
// what encoding/json accepts, refuses what that refuses, and yields the same
// text. Its functions keep no state and may be called from several goroutines
// at once.
package jsontext

import "math"

// A Cursor goes through the members of a JSON object or the items of an array,
// in order:
//
//	c := jsontext.Object(data)
//	for c.Next() {
//		switch string(c.Key) { … c.Value … }
//	}
//	if !c.Valid() {
//		// Not an object: ignore what has been read.
//	}
//
// The zero Cursor has nothing to read and is not valid. A Cursor is not safe
// for concurrent use, and must not be copied once Next has been called.
type Cursor struct {
	// Key is the key of a member, decoded as by [Text]; nil in an array. It
	// stays as it is after Next.
	Key []byte
	// Value is a part of the text, without the white space around it. See
	// [Kind].
	Value []byte

	data   []byte
	at     int  // where the next member or item is expected
	closer byte // the bracket that ends the text; 0 if nothing is left to read
	later  bool // a member or item has been read, so a comma has to follow
	valid  bool
	keys   []byte // the keys that had to be decoded, one after the other
}

// Object returns a cursor over the members of a JSON object. It yields them
// all, those with the same key too; where encoding/json keeps one of these, it
// is the last. Keys and values are parts of data, which must not change while
// they are in use, except for keys with escapes or with bytes that are not
// UTF-8.
func Object(data []byte) Cursor { return open(data, '{', '}') }

// Array returns a cursor over the items of a JSON array. They are parts of
// data, which must not change while they are in use.
func Array(data []byte) Cursor { return open(data, '[', ']') }

func open(data []byte, opener, closer byte) Cursor {
	i := spaceEnd(data, 0)
	if i == len(data) || data[i] != opener {
		return Cursor{}
	}
	return Cursor{data: data, at: i + 1, closer: closer}
}

// Valid reports whether all of the text is a valid object, for a cursor that
// [Object] has returned, or a valid array, for one of [Array]. Until Next has
// returned false, that is not known and Valid returns false.
func (c *Cursor) Valid() bool { return c.valid }

// Next moves on to the next member or item and reports whether there is one. It
// returns false at the end and where the text is not valid; see Valid.
func (c *Cursor) Next() bool {
	if c.closer == 0 {
		return false
	}
	i := spaceEnd(c.data, c.at)
	if i < len(c.data) && c.data[i] == c.closer {
		return c.end(spaceEnd(c.data, i+1) == len(c.data))
	}
	if c.later {
		if i == len(c.data) || c.data[i] != ',' {
			return c.end(false)
		}
		i = spaceEnd(c.data, i+1)
	}
	c.later = true
	if c.closer == '}' {
		i = c.key(i)
	}
	if i < 0 {
		return c.end(false)
	}
	end := valueEnd(c.data, i)
	if end < 0 {
		return c.end(false)
	}
	c.Value = c.data[i:end:end]
	c.at = end
	return true
}

// end ends the reading.
func (c *Cursor) end(valid bool) bool {
	c.closer, c.valid = 0, valid
	return false
}

// key reads the key at i and its colon. It returns the index of the value, or
// -1.
func (c *Cursor) key(i int) int {
	end, ascii := stringEnd(c.data, i)
	if end < 0 {
		return -1
	}
	c.Key = c.data[i+1 : end-1 : end-1]
	if !ascii && literalEnd(c.Key, 0) < len(c.Key) {
		start := len(c.keys)
		c.keys = appendText(c.keys, c.Key, math.MaxInt)
		c.Key = c.keys[start:len(c.keys):len(c.keys)]
	}
	return colonEnd(c.data, end)
}
