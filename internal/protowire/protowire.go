// Package protowire reads and writes the wire format of protocol buffers: the
// fields of a message without a definition of it.
package protowire

import "encoding/binary"

// A Type tells how the value of a field is laid out. The numbers are the
// format's own.
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

// AppendInt32 appends a field of the type int32 or of an enumeration. The field's
// number must be from 1 to 1<<29 - 1, as in the other functions.
func AppendInt32(dst []byte, field uint32, v int32) []byte {
	return AppendInt64(dst, field, int64(v)) // the sign extends to 64 bits
}

// AppendInt64 appends a field of the type int64.
func AppendInt64(dst []byte, field uint32, v int64) []byte {
	dst = appendTag(dst, field, Varint)
	return binary.AppendUvarint(dst, uint64(v))
}

// AppendBytes appends a field of the type string, bytes or of a message. A
// string must be valid UTF-8, which is the caller's to see to.
func AppendBytes[T string | []byte](dst []byte, field uint32, v T) []byte {
	dst = appendTag(dst, field, Bytes)
	dst = binary.AppendUvarint(dst, uint64(len(v)))
	return append(dst, v...)
}

func appendTag(dst []byte, field uint32, t Type) []byte {
	return binary.AppendUvarint(dst, uint64(field)<<3|uint64(t))
}

// A Reader iterates over the fields of a message, groups left out:
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
// It allocates nothing.
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

// Next reads the next field. It returns false at the end of the message, and
// where the bytes are none.
func (r *Reader) Next() bool {
	var groups [maxGroups]uint32 // the numbers of the groups that are open
	depth := 0
	for len(r.rest) > 0 {
		tag := r.uvarint()
		field := tag >> 3
		if field < 1 || field > maxField {
			r.broken = true
		}
		r.Field, r.Type = uint32(field), Type(tag&7)
		switch r.Type {
		case Varint:
			r.number = r.uvarint()
		case Fixed64:
			r.take(8)
		case Bytes:
			r.take(r.uvarint())
		case Fixed32:
			r.take(4)
		case startGroup:
			if depth == maxGroups {
				r.broken = true
				break
			}
			groups[depth] = r.Field
			depth++
		case endGroup:
			if depth == 0 || groups[depth-1] != r.Field {
				r.broken = true
				break
			}
			depth--
			continue // with what follows the group
		default:
			r.broken = true
		}
		if r.broken {
			return false
		}
		if depth == 0 {
			return true
		}
	}
	if depth > 0 {
		r.broken = true // a group without its end
	}
	return false
}

// OK reports whether all that Next has read is well formed.
func (r *Reader) OK() bool { return !r.broken }

// Int32 returns the value of a field of the type int32, bool or of an
// enumeration: 0 if the field is of another layout. Of a longer integer it is the
// lower 32 bits, as the format has it.
func (r *Reader) Int32() int32 { return int32(r.Int64()) }

// Int64 returns the value of a field of the type int64: 0 if the field is of
// another layout.
func (r *Reader) Int64() int64 {
	if r.Type != Varint {
		return 0
	}
	return int64(r.number)
}

// Bytes returns the value of a field of the type string, bytes or of a message,
// nil if the field is of another layout. It is part of the message read.
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
