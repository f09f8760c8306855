// Package jsontext writes JSON strings and reads JSON objects and arrays in one
// pass, without reflection and next to no memory. It is as strict as
// encoding/json and gives the same results, only faster; it decodes no values,
// but finds them.
package jsontext

// maxDepth is how deep encoding/json lets objects and arrays be nested.
const maxDepth = 10000

// A Cursor goes through the members of a JSON object or the items of an array, in
// their order:
//
//	c := jsontext.Object(data)
//	for c.Next() {
//		switch string(c.Key) { … c.Value … }
//	}
//	if !c.Valid() {
//		// Not an object: what has been read does not count.
//	}
//
// It is a value without anything behind it that needs to be closed. It reads
// data and keeps no more than the place it has come to, so that data must not
// change as long as Key and Value are in use.
type Cursor struct {
	Key   []byte // of a member, decoded; nil in an array
	Value []byte // as it stands in the text, without white space around it

	data  []byte
	at    int  // where the next member or item is looked for
	close byte // the bracket that ends it; 0 when there is nothing left to read
	later bool // one has been read, so that a comma has to follow
	valid bool
	keys  []byte // the decoded keys, one after the other
}

// Object returns a cursor at the beginning of the object that data is the text
// of. Next decides whether it is one.
//
// Members are told as they stand there, those of the same key included;
// encoding/json gives the last of them the last word. A key with escapes or with
// bytes that are not UTF-8 is decoded as by [Text]. Keys stay good after Next.
func Object(data []byte) Cursor { return open(data, '{', '}') }

// Array returns a cursor at the beginning of the array that data is the text of.
func Array(data []byte) Cursor { return open(data, '[', ']') }

func open(data []byte, bracket, close byte) Cursor {
	i := spaceEnd(data, 0)
	if i == len(data) || data[i] != bracket {
		return Cursor{}
	}
	return Cursor{data: data, at: i + 1, close: close}
}

// Valid reports, after Next has returned false, whether the whole text has been
// read and is valid: what [encoding/json.Valid] says of it, if it is an object
// for [Object] or an array for [Array].
func (c *Cursor) Valid() bool { return c.valid }

// Next goes to the next member or item and reports whether there is one. It
// returns false at the end, and where the text is not valid; see Valid.
func (c *Cursor) Next() bool {
	if c.close == 0 {
		return false
	}
	i := spaceEnd(c.data, c.at)
	if i < len(c.data) && c.data[i] == c.close {
		return c.end(spaceEnd(c.data, i+1) == len(c.data))
	}
	if c.later {
		if i == len(c.data) || c.data[i] != ',' {
			return c.end(false)
		}
		i = spaceEnd(c.data, i+1)
	}
	c.later = true
	if c.close == '}' {
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

// end is what Next comes to when there is no more.
func (c *Cursor) end(valid bool) bool {
	*c = Cursor{valid: valid}
	return false
}

// key reads the key at i and the colon, and returns where the value begins, or
// -1.
func (c *Cursor) key(i int) int {
	if i == len(c.data) || c.data[i] != '"' {
		return -1
	}
	end, ascii := stringEnd(c.data, i+1)
	if end < 0 {
		return -1
	}
	c.Key = c.data[i+1 : end-1 : end-1]
	if !ascii {
		start := len(c.keys)
		c.keys = appendText(c.keys, c.Key)
		c.Key = c.keys[start:len(c.keys):len(c.keys)]
	}
	return colonEnd(c.data, end)
}
