package jsontext_test

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode/internal/jsontext"
)

// texts has what is written in a way of its own, and what comes close to it.
var texts = []string{
	"", "x", "Could not find user.", `"\/`, "\x00\x01\x1f\x7f\b\f\n\r\t", "<script>&amp;", "\u2027\u2028\u2029\u202a",
	"超过应用额度，请升级到商用版或联系我们处理。", "用户 ada 不存在", "é“ß”", "😀", "\ufffd", "\ud7ff\ue000",
	"\xff\xe6\x88\xf0\x9f", "\xed\xa0\x80", "\xc0\x80", "\xc1\xbf", "\xc2\x80", "\xe0\x80\x80", "\xe0\xa0\x80", "\xf4\x8f\xbf\xbf", "\xf4\x90\x80\x80",
	"日本\xe8", "日本\xe8\xaa", "日本\xe8\xaa\"\"\"\"\"\"", "\xe2\x80", "\xe2\x80\"", "12345678\"", "1234567\"", "12345678\u2028", "日本語\u2028日本語",
}

// json1 tells whether encoding/json writes bytes that are not UTF-8 as an
// escape, as it does without GOEXPERIMENT=jsonv2, or as the character.
var json1 = marshal("\xff") == `"\ufffd"`

func marshal(s string) string {
	text, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	return string(text)
}

func checkAppendString(t *testing.T, s string) {
	t.Helper()
	want := marshal(s)
	if !json1 && !utf8.ValidString(s) {
		want = `"`
		for i, size := 0, 0; i < len(s); i += size {
			var r rune
			if r, size = utf8.DecodeRuneInString(s[i:]); r == utf8.RuneError && size == 1 {
				want += `\ufffd`
				continue
			}
			quoted := marshal(s[i : i+size])
			want += quoted[1 : len(quoted)-1]
		}
		want += `"`
	}
	if got := string(jsontext.AppendString([]byte("head"), s)); got != "head"+want {
		t.Fatalf("%q is written as %s, not head%s", s, got, want)
	}
}

func TestAppendString(t *testing.T) {
	for _, s := range texts {
		checkAppendString(t, s)
	}
}

// Each byte, and each character that is special in UTF-8 or in JSON, at each
// place of a text that is read eight bytes, two characters or one at a time.
func TestAppendStringAtEachPlace(t *testing.T) {
	parts := []string{"\u2028", "\u2029", "\u2027", "\u202a", "\u0800", "\ud7ff", "\ue000", "\uffff", "\u0080", "\u07ff", "\U00010000", "\U0010ffff", "\xe2\x80", "\xed\xa0\x80", "\xe6\x88"}
	for b := range 256 {
		parts = append(parts, string([]byte{byte(b)}))
	}
	for _, filler := range []string{"a", "é", "语", "\u203b", "😀"} {
		for _, part := range parts {
			for before := range 11 {
				for after := range 11 {
					checkAppendString(t, strings.Repeat(filler, before)+part+strings.Repeat(filler, after))
				}
			}
		}
	}
}

func TestAppendStringOfEachCharacter(t *testing.T) {
	var all []rune
	for r := rune(0); r <= utf8.MaxRune; r++ {
		if utf8.ValidRune(r) {
			all = append(all, r)
		}
	}
	checkAppendString(t, string(all))
}

func TestAppendStringNeedsNoMemory(t *testing.T) {
	buf := make([]byte, 0, 4096)
	for _, s := range texts {
		assert.Zero(t, testing.AllocsPerRun(10, func() { jsontext.AppendString(buf, s) }), "%q", s)
	}
}

func FuzzAppendString(f *testing.F) {
	for _, s := range texts {
		f.Add(s)
		f.Add("1234567" + s + "语")
	}
	f.Fuzz(checkAppendString)
}

// What is written is read back as the same text, but for bytes that are not
// UTF-8.
func TestWrittenTextIsReadBack(t *testing.T) {
	for _, s := range texts {
		raw := jsontext.AppendString(nil, s)
		require.True(t, json.Valid(raw), "%q", raw)
		assert.Equal(t, string([]rune(s)), string(jsontext.Text(raw, nil, 1000)), "%q", raw)
	}
}

const (
	latin   = "The app has reached its limit of requests for today; please upgrade its plan, or write to us so that we can have a look. "
	chinese = "超过应用额度，请升级到商用版或联系我们处理。用户名已经被占用，请换一个再试。"
)

func repeat(s string, n int) string {
	for len(s) < n {
		s += s
	}
	for s[n]&0xC0 == 0x80 {
		n--
	}
	return s[:n]
}

func BenchmarkAppendString(b *testing.B) {
	for _, text := range []struct {
		name, text string
	}{
		{"latin 28", latin[:28]}, {"latin 40", repeat(latin, 40)}, {"latin 47", repeat(latin, 47)}, {"latin 100", repeat(latin, 100)}, {"latin 400", repeat(latin, 400)},
		{"chinese 40", repeat(chinese, 40)}, {"chinese 47", repeat(chinese, 47)}, {"chinese 100", repeat(chinese, 100)}, {"chinese 400", repeat(chinese, 400)},
		{"mixed 100", repeat("用户 ada 不存在, user not found；", 100)}, {"two quotes 70", "Duplicate values already exist for field Size of content type \"Shoe\"."}, {"escapes 100", repeat("No user \"ada\" in <b>London</b>.\n", 100)}, {"quotes 100", repeat("field “Size” of “Shoe” — é ", 100)},
	} {
		b.Run(text.name+"/floor", func(b *testing.B) {
			v := twoFields{211, text.text}
			b.ReportAllocs()
			for b.Loop() {
				bytesSink, errorSink = json.Marshal(&v)
			}
		})
		b.Run(text.name+"/jsontext", func(b *testing.B) {
			buf := make([]byte, 0, 4096)
			b.ReportAllocs()
			for b.Loop() {
				dst := append(buf, `{"code":`...)
				dst = strconv.AppendInt(dst, 211, 10)
				dst = append(dst, `,"error":`...)
				dst = jsontext.AppendString(dst, text.text)
				bytesSink = append(dst, '}')
			}
		})
	}
}
