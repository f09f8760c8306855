// Package protowire reads and writes the wire format of protocol buffers,
// without definitions of messages.
package protowire

import "encoding/binary"

// A Type says how the value of a field is encoded. The numbers are those of the
// format.
type Type uint8

const (
	Varint     Type = 0 // integers, booleans and enumerations
	Fixed64    Type = 1
	Bytes      Type = 2 // strings, bytes and messages
	startGroup Type = 3
	endGroup   Type = 4
	Fixed32    Type = 5
)

const (
	maxField  = 1<<29 - 1
	maxGroups = 100 // how deep groups may nest
)

// AppendInt32 appends a field of type int32 or of an enumeration. The number of
// the field must be from 1 to 1<<29 - 1.
func AppendInt32(dst []byte, field uint32, v int32) []byte {
	return AppendInt64(dst, field, int64(v)) // the sign extends to 64 bits
}

// AppendInt64 appends a field of type int64. The number of the field must be
// from 1 to 1<<29 - 1.
func AppendInt64(dst []byte, field uint32, v int64) []byte {
	dst = appendTag(dst, field, Varint)
	return binary.AppendUvarint(dst, uint64(v))
}

// AppendBytes appends a field of type string or bytes, or an encoded message.
// The number of the field must be from 1 to 1<<29 - 1. The caller makes sure
// that a string is valid UTF-8.
func AppendBytes[T string | []byte](dst []byte, field uint32, v T) []byte {
	dst = appendTag(dst, field, Bytes)
	dst = binary.AppendUvarint(dst, uint64(len(v)))
	return append(dst, v...)
}

func appendTag(dst []byte, field uint32, t Type) []byte {
	return binary.AppendUvarint(dst, uint64(field)<<3|uint64(t))
}

// A Reader iterates over the fields of a message. It skips groups.
//
//	r := protowire.NewReader(message)
//	for r.Next() {
//		switch r.Field {
//		case 1:
//			code = r.Int32()
//		}
//	}
//	if !r.OK() {
//		// not a message
//	}
//
// Reading does not allocate.
type Reader struct {
	Field uint32 // the number of the field that Next has read
	Type  Type   // Varint, Fixed64, Bytes or Fixed32

	number uint64
	bytes  []byte
	rest   []byte
	broken bool
}

// NewReader returns a reader of a message.
func NewReader(message []byte) Reader { return Reader{rest: message} }

// Next reads the next field. It returns false at the end of the message, or if
// the message is malformed; OK says which.
func (r *Reader) Next() bool {
	for len(r.rest) > 0 && !r.broken {
		r.readTag()
		if r.Type == startGroup {
			r.skipGroup(maxGroups)
			continue
		}
		r.readValue()
		return !r.broken
	}
	return false
}

// readTag reads the number of the next field and its Type.
func (r *Reader) readTag() {
	tag := r.uvarint()
	field := tag >> 3
	if field < 1 || field > maxField {
		r.broken = true
	}
	r.Field, r.Type = uint32(field), Type(tag&7)
}

// readValue reads the value of a field that is not a group.
func (r *Reader) readValue() {
	switch r.Type {
	case Varint:
		r.number = r.uvarint()
	case Fixed64:
		r.take(8)
	case Bytes:
		r.take(r.uvarint())
	case Fixed32:
		r.take(4)
	default:
		r.broken = true
	}
}

// skipGroup reads the rest of the group that has just begun. In it, groups may
// nest depth-1 deep.
func (r *Reader) skipGroup(depth int) {
	group := r.Field
	for !r.broken {
		r.readTag()
		switch {
		case r.Type == endGroup:
			r.broken = r.broken || r.Field != group
			return
		case r.Type != startGroup:
			r.readValue()
		case depth == 1:
			r.broken = true
		default:
			r.skipGroup(depth - 1)
		}
	}
}

// OK reports whether everything that Next has read was well formed.
func (r *Reader) OK() bool { return !r.broken }

// Int32 returns the value of a field of type int32, bool or of an enumeration;
// 0 if the field has another Type. A larger integer is cut to its lower 32
// bits, as the format demands.
func (r *Reader) Int32() int32 { return int32(r.Int64()) }

// Int64 returns the value of a field of type int64; 0 if the field has another
// Type.
func (r *Reader) Int64() int64 {
	if r.Type != Varint {
		return 0
	}
	return int64(r.number)
}

// Bytes returns the value of a field of type string or bytes, or an encoded
// message; nil if the field has another Type. It is a part of the slice given
// to NewReader.
func (r *Reader) Bytes() []byte {
	if r.Type != Bytes {
		return nil
	}
	return r.bytes
}

// uvarint reads a varint of at most 64 bits.
func (r *Reader) uvarint() uint64 {
	v, n := binary.Uvarint(r.rest)
	if n <= 0 {
		r.broken, r.rest = true, nil
		return 0
	}
	r.rest = r.rest[n:]
	return v
}

// take reads n bytes.
func (r *Reader) take(n uint64) {
	if n > uint64(len(r.rest)) {
		r.broken, r.rest = true, nil
		return
	}
	r.bytes, r.rest = r.rest[:n:n], r.rest[n:]
}
