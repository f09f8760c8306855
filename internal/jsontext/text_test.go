package jsontext_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"

	"github.com/seed85f21a9e/errcode/internal/jsontext"
)

// strung has what stands between the quotation marks of strings.
var strung = append([]string{
	`\"\\\/\b\f\n\r\t`, `\u0041\u00e9\u8bed\uABCD\uabcd\u0000`, `\ud83d\ude00`, `\ud83d`, `\ude00`, `\ude00\ud83d`, `\ud83d\ud83d\ude00`, `\ud83dx`, `\ud83d\n`, `\ud83d\u0041`, `\ud83d\\ude00`,
	`\ud83d\ude0`, `\u2028`, `\ufffd`, `\ufffe`, "a\\n\xff\\n", "12345678\\n", `1234567\n`, `语\n语语\n`, `a\u`, `\`, `a\x`, `"`,
}, texts...)

func checkText(t *testing.T, s string, limit int) {
	t.Helper()
	raw := []byte(`"` + s + `"`)
	text := jsontext.Text(raw, make([]byte, 3, 5), limit)
	if len(text) > max(limit, 0) {
		t.Fatalf("%q: %d bytes, not at most %d", raw, len(text), limit)
	}
	var want string
	if json.Unmarshal(raw, &want) != nil {
		return // not a string, but no reason to panic either
	}
	for n := max(limit, 0); ; n-- {
		if n >= len(want) || utf8.RuneStart(want[n]) {
			want = want[:min(n, len(want))]
			break
		}
	}
	if string(text) != want {
		t.Fatalf("%q of at most %d bytes is %q, not %q", raw, limit, text, want)
	}
}

func TestText(t *testing.T) {
	for _, s := range strung {
		checkText(t, s, math.MaxInt)
		for limit := -1; limit < 20; limit++ {
			checkText(t, s, limit)
			checkText(t, strings.Repeat("x", 10)+s, limit)
		}
	}
}

func TestTextOfEachCharacter(t *testing.T) {
	for r := range rune(1 << 16) {
		checkText(t, fmt.Sprintf(`\u%04x`, r), math.MaxInt)
		checkText(t, string(r)+fmt.Sprintf(`\u%04X%c`, r, r), math.MaxInt)
	}
}

func TestTextOfOtherValues(t *testing.T) {
	for _, raw := range []string{"", `"`, "x", "null", "211", "[]", `{"a":"b"}`, `\"x"`} {
		assert.Nil(t, jsontext.Text([]byte(raw), nil, 100), raw)
	}
	assert.Nil(t, jsontext.Text(nil, nil, 100))
	assert.NotNil(t, jsontext.Text([]byte(`""`), nil, 100), "an empty text is one")
}

// A text without escapes is a part of the string; another one goes where it is
// told to, and takes no more memory than the limit asks for.
func TestTextNeedsNoMemory(t *testing.T) {
	for _, s := range []string{"", "Could not find user.", "超过应用额度。", "😀é"} {
		raw := []byte(`"` + s + `"`)
		text := jsontext.Text(raw, nil, 100)
		assert.Equal(t, s, string(text))
		clear(raw)
		assert.Empty(t, bytes.Trim(text, "\x00"), "of the string")
		assert.Equal(t, len(text), cap(text))
	}
	buf := make([]byte, 40)
	raw := []byte(`"\u0043ould not find user."`)
	assert.Zero(t, testing.AllocsPerRun(10, func() { buf = jsontext.Text(raw, buf, 100) }))
	assert.Equal(t, "Could not find user.", string(buf))
	buf = make([]byte, 2100)
	for _, part := range []string{"x", "\xff", `\n`, `\u0041`, "x\\n", "语\xff"} {
		raw := []byte(`"\n` + strings.Repeat(part, 1<<12) + `"`)
		assert.Zero(t, testing.AllocsPerRun(10, func() { jsontext.Text(raw, buf, 1000) }), "%q", part)
	}
}

func TestKind(t *testing.T) {
	for raw, want := range map[string]byte{"": 0, "{}": '{', "[]": '[', `""`: '"', "true": 't', "false": 'f', "null": 'n', "0": '0', "9": '0', "-1": '0'} {
		assert.Equal(t, want, jsontext.Kind([]byte(raw)), raw)
	}
}

func FuzzText(f *testing.F) {
	for _, s := range strung {
		f.Add(s, 100)
		f.Add(s, 3)
		f.Add("1234567语"+s, 12)
	}
	f.Fuzz(checkText)
}
