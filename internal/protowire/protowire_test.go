package protowire_test

import (
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/seed85f21a9e/errcode/internal/protowire"
)

// field is what a Reader returns for one field.
type field struct {
	number uint32
	layout protowire.Type
	int32  int32
	bytes  string
}

func read(message []byte) (fields []field, ok bool) {
	r := protowire.NewReader(message)
	for r.Next() {
		fields = append(fields, field{r.Field, r.Type, r.Int32(), string(r.Bytes())})
	}
	return fields, r.OK()
}

func TestAppend(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		got  []byte
		want string
	}{
		{"zero", protowire.AppendInt32(nil, 1, 0), "\x08\x00"},
		{"small", protowire.AppendInt32(nil, 1, 7), "\x08\x07"},
		{"two bytes", protowire.AppendInt32(nil, 1, 4303), "\x08\xcf\x21"},
		{"largest", protowire.AppendInt32(nil, 1, math.MaxInt32), "\x08\xff\xff\xff\xff\x07"},
		{"negative", protowire.AppendInt32(nil, 1, -1), "\x08\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"},
		{"64 bits", protowire.AppendInt64(nil, 1, 1<<35+1), "\x08\x81\x80\x80\x80\x80\x01"},
		{"number of two bytes", protowire.AppendInt32(nil, 16, 1), "\x80\x01\x01"},
		{"largest number", protowire.AppendInt32(nil, 1<<29-1, 1), "\xf8\xff\xff\xff\x0f\x01"},
		{"string", protowire.AppendBytes(nil, 2, "错"), "\x12\x03错"},
		{"empty string", protowire.AppendBytes(nil, 2, ""), "\x12\x00"},
		{"bytes", protowire.AppendBytes(nil, 103, []byte("ab")), "\xba\x06\x02ab"},
		{"long string", protowire.AppendBytes(nil, 2, strings.Repeat("a", 128)), "\x12\x80\x01" + strings.Repeat("a", 128)},
		{"after others", protowire.AppendInt32([]byte("x"), 1, 1), "x\x08\x01"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, test.want, string(test.got))
		})
	}
}

func TestReader(t *testing.T) {
	t.Parallel()
	group := func(n int, inside string) string {
		return strings.Repeat("\x0b", n) + inside + strings.Repeat("\x0c", n)
	}
	for _, test := range []struct {
		name    string
		message string
		want    []field
		broken  bool
	}{
		{"nothing", "", nil, false},
		{"varint", "\x08\xcf\x21", []field{{1, protowire.Varint, 4303, ""}}, false},
		{"negative", "\x08\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", []field{{1, protowire.Varint, -1, ""}}, false},
		{"negative in five bytes", "\x08\xff\xff\xff\xff\x0f", []field{{1, protowire.Varint, -1, ""}}, false},
		{"beyond 32 bits", "\x08\x81\x80\x80\x80\x10", []field{{1, protowire.Varint, 1, ""}}, false},
		{"varint longer than need be", "\x08\x81\x80\x00", []field{{1, protowire.Varint, 1, ""}}, false},
		{"bytes", "\x12\x02ab", []field{{2, protowire.Bytes, 0, "ab"}}, false},
		{"no bytes", "\x12\x00", []field{{2, protowire.Bytes, 0, ""}}, false},
		{"fixed", "\x09abcdefgh\x15abcd", []field{{1, protowire.Fixed64, 0, ""}, {2, protowire.Fixed32, 0, ""}}, false},
		{"several", "\x08\x01\x12\x01a\x08\x02", []field{{1, protowire.Varint, 1, ""}, {2, protowire.Bytes, 0, "a"}, {1, protowire.Varint, 2, ""}}, false},
		{"group", group(1, "\x08\x01") + "\x08\x02", []field{{1, protowire.Varint, 2, ""}}, false},
		{"group alone", group(1, ""), nil, false},
		{"groups in groups", group(100, "\x08\x01") + "\x08\x02", []field{{1, protowire.Varint, 2, ""}}, false},
		{"last number", "\xf8\xff\xff\xff\x0f\x01", []field{{1<<29 - 1, protowire.Varint, 1, ""}}, false},

		{"number 0", "\x00\x01", nil, true},
		{"number too large", "\x80\x80\x80\x80\x10\x01", nil, true},
		{"layout 6", "\x0e", nil, true},
		{"layout 7", "\x0f", nil, true},
		{"tag cut off", "\x80", nil, true},
		{"varint cut off", "\x08\x80", nil, true},
		{"no varint", "\x08", nil, true},
		{"varint of 65 bits", "\x08\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02", nil, true},
		{"varint of 11 bytes", "\x08\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x00", nil, true},
		{"bytes cut off", "\x12\x03ab", nil, true},
		{"huge length", "\x12\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01ab", nil, true},
		{"fixed 64 cut off", "\x09abcdefg", nil, true},
		{"fixed 32 cut off", "\x0dabc", nil, true},
		{"group without end", "\x0b\x08\x01", nil, true},
		{"end without group", "\x0c", nil, true},
		{"end of another group", "\x0b\x14", nil, true},
		{"broken in a group", "\x0b\x08\x80", nil, true},
		{"too many groups", group(101, ""), nil, true},
		{"broken after a field", "\x08\x01\x80", []field{{1, protowire.Varint, 1, ""}}, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, ok := read([]byte(test.message))
			assert.Equal(t, test.want, got)
			assert.Equal(t, !test.broken, ok)
		})
	}
}

func TestInt64(t *testing.T) {
	t.Parallel()
	for _, v := range []int64{0, 1, -1, 1<<35 + 1, math.MaxInt64, math.MinInt64} {
		r := protowire.NewReader(protowire.AppendInt64(nil, 7, v))
		assert.True(t, r.Next())
		assert.Equal(t, v, r.Int64())
	}
	r := protowire.NewReader([]byte("\x12\x01a"))
	assert.True(t, r.Next())
	assert.Zero(t, r.Int64(), "of another layout")
}

func TestReaderStaysAtTheEnd(t *testing.T) {
	t.Parallel()
	for _, message := range []string{"", "\x08\x01", "\x80", "\x0c\x08\x01", "\x0e\x08\x01"} {
		r := protowire.NewReader([]byte(message))
		for r.Next() {
		}
		ok := r.OK()
		assert.False(t, r.Next(), "%q", message)
		assert.Equal(t, ok, r.OK(), "%q", message)
	}
}

func TestNoAllocations(t *testing.T) {
	message := protowire.AppendBytes(protowire.AppendInt32(nil, 1, 4303), 2, "CONVERSATION_NOT_FOUND")
	buffer := make([]byte, 0, 64)
	assert.Zero(t, testing.AllocsPerRun(100, func() {
		r := protowire.NewReader(message)
		for r.Next() {
		}
		buffer = protowire.AppendBytes(protowire.AppendInt32(buffer[:0], 1, 4303), 2, "x")
	}))
}

// What is written can be read, whatever comes before and after it.
func FuzzRoundTrip(f *testing.F) {
	f.Add(uint32(1), int32(4303), "CONVERSATION_NOT_FOUND", []byte("\x0b\x0c"))
	f.Add(uint32(1<<29-1), int32(-1), "", []byte("\x0b\x0b\x0c"))
	f.Fuzz(func(t *testing.T, number uint32, v int32, s string, other []byte) {
		number = max(1, number&(1<<29-1))
		before, ok := read(other)
		if !ok {
			other, before = nil, nil
		}
		message := protowire.AppendBytes(protowire.AppendInt32(other[:len(other):len(other)], number, v), number, s)
		message = append(message, other...)
		got, ok := read(message)
		want := append(append(append([]field(nil), before...), field{number, protowire.Varint, v, ""}, field{number, protowire.Bytes, 0, s}), before...)
		if !ok || !assert.ObjectsAreEqual(want, got) {
			t.Fatalf("%q: read %v, %v, want %v", message, got, ok, want)
		}
	})
}

// Reading any bytes does not panic, and returns nothing that is not in them.
func FuzzReader(f *testing.F) {
	for _, message := range []string{"\x08\xcf\x21\x12\x02ab", "\x0b\x08\x01\x0c", "\x12\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", "\x80", "\x09abcdefgh\x15abcd"} {
		f.Add([]byte(message))
	}
	f.Fuzz(func(t *testing.T, message []byte) {
		r := protowire.NewReader(message)
		fields, length := 0, 0
		for r.Next() {
			fields++
			length += len(r.Bytes())
			if r.Field < 1 || r.Field > 1<<29-1 {
				t.Fatalf("field %d", r.Field)
			}
		}
		if fields*2+length > len(message) { // a field has a tag and a value of at least a byte each
			t.Fatalf("%d fields of %d bytes in %d", fields, length, len(message))
		}
	})
}
