package rpc

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/internal/protowire"
)

func TestFieldPaths(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ pointer, path string }{
		{"", ""},
		{"#/age", "age"},
		{"#/profile/color", "profile.color"},
		{"#/items/0/name", "items[0].name"},
		{"#/items/10/2", "items[10][2]"},
		{"#/0/name", "0.name"},
		{"#/items/01", "items.01"},
		{"#/a%20b/%E9%8C%AF", "a b.錯"},
		// These stay as they are.
		{"#", "#"},
		{"#/a.b", "#/a.b"},
		{"#/a[0]", "#/a[0]"},
		{"#/a~1b", "#/a~1b"},
		{"#/a%2Fb", "#/a%2Fb"},
		{"#/a%", "#/a%"},
		{"#/", "#/"},
		{"#//a", "#//a"},
		{"#/a//b", "#/a//b"},
		{"#/a/", "#/a/"},
	} {
		assert.Equal(t, test.path, fieldPath(test.pointer))
		assert.Equal(t, test.pointer, fieldPointer(test.path))
	}
	for path, pointer := range map[string]string{ // of other servers
		"items[x]": "items[x]", "items[0": "items[0", "items[0]name": "items[0]name", "items[]": "items[]", `labels["a"]`: `labels["a"]`,
		"a]": "a]", "[0]": "[0]", ".a": ".a", "a..b": "a..b", "a.": "a.", "/age": "/age", "full name": "#/full%20name",
	} {
		assert.Equal(t, pointer, fieldPointer(path), path)
	}
	assert.Equal(t, "age", fieldPath("/age"), "a pointer that is no fragment")
	assert.Equal(t, "body: age", fieldPath("body: age"))
}

func FuzzFieldPath(f *testing.F) {
	for _, pointer := range []string{"#/a/0/b", "#/a%20b", "a.b[0]", "#//", "[0].b"} {
		f.Add(pointer)
	}
	f.Fuzz(func(t *testing.T, text string) {
		pointer := fieldPointer(fieldPath(text))
		require.Equal(t, pointer, fieldPointer(fieldPath(pointer)))
	})
}

func TestReadBadRequest(t *testing.T) {
	t.Parallel()
	sent := []errcode.FieldError{{Pointer: "#/age", Detail: "must be positive", Code: "gt"}, {Detail: "x\xff"}, {}}
	got, ok := readBadRequest(appendBadRequest(nil, sent))
	require.True(t, ok)
	assert.Equal(t, []errcode.FieldError{sent[0], {Detail: "x\ufffd"}, {}}, got)

	many := make([]errcode.FieldError, 1000)
	got, ok = readBadRequest(appendBadRequest(nil, many))
	require.True(t, ok)
	assert.Len(t, got, maxPairs)
	many = append(many[:0], errcode.FieldError{Detail: strings.Repeat("x", maxMetadata)}, errcode.FieldError{Detail: "y"})
	got, ok = readBadRequest(appendBadRequest(nil, many))
	require.True(t, ok)
	assert.Len(t, got, 1)

	for name, value := range map[string][]byte{
		"no message":          {0xFF},
		"no violation":        protowire.AppendBytes(nil, 1, []byte{0xFF}),
		"text is not UTF-8":   protowire.AppendBytes(nil, 1, protowire.AppendBytes(nil, 2, []byte{0xFF})),
		"text without an end": protowire.AppendBytes(nil, 1, protowire.AppendBytes(nil, 2, bytes.Repeat([]byte{'x'}, maxMetadata+1))),
	} {
		_, ok := readBadRequest(value)
		assert.False(t, ok, name)
	}
	got, ok = readBadRequest(protowire.AppendInt64(protowire.AppendBytes(nil, 7, "unknown"), 1, 5))
	assert.True(t, ok, "unknown fields")
	assert.Empty(t, got)
}
