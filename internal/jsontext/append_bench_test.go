package jsontext_test

import (
	"encoding/json"
	"strconv"
	"testing"

	"github.com/seed85f21a9e/errcode/internal/jsontext"
)

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
