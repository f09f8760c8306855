package jsontext_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/seed85f21a9e/errcode/internal/jsontext"
)

// A body is what a reader of error bodies wants of one: a number, a text, what
// identifies a problem document, and all other members by name.
type body struct {
	number  int64
	text    string
	kind    string
	details []detail
}

type detail struct{ key, value string }

// A member is a detail that still is a part of the text.
type member struct{ key, value []byte }

// readBody reads a body in one pass, and copies only what it keeps.
func readBody(data []byte) *body {
	var (
		number, text, other, kind, title, status, what []byte

		few  [8]member
		rest = few[:0]
		c    = jsontext.Object(data)
	)
	for c.Next() {
		switch string(c.Key) {
		case "code":
			number = c.Value
			continue
		case "error":
			text = c.Value
			continue
		case "message":
			other = c.Value
		case "type":
			kind = c.Value
		case "title":
			title = c.Value
		case "status":
			status = c.Value
		case "detail":
			what = c.Value
		}
		rest = append(rest, member{c.Key, c.Value})
	}
	n, ok := jsontext.Whole(number)
	if !c.Valid() || !ok {
		return nil
	}
	b := &body{number: n}
	defined := func(key []byte) bool { return false }
	switch {
	case jsontext.Kind(kind) == '"' && (title != nil || status != nil || what != nil):
		b.kind = keep(kind)
		text = what
		if jsontext.Kind(text) != '"' {
			text = title
		}
		defined = func(key []byte) bool {
			switch string(key) {
			case "type", "title", "status", "detail":
				return true
			}
			return false
		}
	case jsontext.Kind(text) != '"':
		if text != nil {
			rest = append(rest, member{[]byte("error"), text})
		}
		text = other
		defined = func(key []byte) bool { return string(key) == "message" && jsontext.Kind(other) == '"' }
	}
	b.text = keep(text)
	b.keepDetails(rest, defined)
	return b
}

func keep(raw []byte) string {
	var buf [256]byte
	return string(jsontext.Text(raw, buf[:], 4<<10))
}

// keepDetails keeps the members that are not defined, by name, the last one of
// a name, in one piece of memory.
func (b *body) keepDetails(rest []member, defined func(key []byte) bool) {
	rest = slices.DeleteFunc(rest, func(m member) bool { return defined(m.key) })
	if len(rest) == 0 {
		return
	}
	slices.SortStableFunc(rest, func(x, y member) int { return bytes.Compare(x.key, y.key) })
	size := 0
	for _, m := range rest {
		size += len(m.key) + len(m.value)
	}
	var memory strings.Builder
	memory.Grow(size)
	for _, m := range rest {
		memory.Write(m.key)
		memory.Write(m.value)
	}
	all := memory.String()
	b.details = make([]detail, 0, len(rest))
	for i, m := range rest {
		d := detail{all[:len(m.key)], all[len(m.key):][:len(m.value)]}
		all = all[len(m.key)+len(m.value):]
		if i+1 == len(rest) || !bytes.Equal(m.key, rest[i+1].key) {
			b.details = append(b.details, d)
		}
	}
}

// readMap does the job of readBody with encoding/json.
func readMap(data []byte) *body {
	var object map[string]json.RawMessage
	if json.Unmarshal(data, &object) != nil {
		return nil
	}
	n, ok := jsontext.Whole(object["code"])
	if !ok {
		return nil
	}
	str := func(raw []byte) (s string) {
		if jsontext.Kind(raw) != '"' || json.Unmarshal(raw, &s) != nil {
			return ""
		}
		return s
	}
	b := &body{number: n}
	textKey := "error"
	if jsontext.Kind(object["type"]) == '"' && (object["title"] != nil || object["status"] != nil || object["detail"] != nil) {
		b.kind = str(object["type"])
		if textKey = "detail"; jsontext.Kind(object[textKey]) != '"' {
			textKey = "title"
		}
		b.text = str(object[textKey])
		for _, key := range []string{"type", "title", "status", "detail"} {
			delete(object, key)
		}
		textKey = ""
	} else if jsontext.Kind(object[textKey]) != '"' {
		textKey = "message"
	}
	if textKey != "" {
		b.text = str(object[textKey])
		if jsontext.Kind(object[textKey]) == '"' {
			delete(object, textKey)
		}
	}
	delete(object, "code")
	for key, raw := range object {
		b.details = append(b.details, detail{key, string(raw)})
	}
	slices.SortFunc(b.details, func(a, b detail) int { return cmp.Compare(a.key, b.key) })
	return b
}

var shapes = []struct {
	name, text string
	into       func() any
}{
	{"plain", `{"code":211,"error":"Could not find user."}`, func() any { return new(twoFields) }},
	{"own message", `{"code":211,"error":"No user is named ada-lovelace-1815."}`, func() any { return new(twoFields) }},
	{"Chinese", `{"code":211,"error":"超过应用额度，请升级到商用版或联系我们处理。"}`, func() any { return new(twoFields) }},
	{"escaped text", `{"code":211,"error":"No user \"ada\" in <b>London<\/b>.\n"}`, func() any { return new(twoFields) }},
	{"u escapes", `{"code":211,"error":"\u8d85\u8fc7\u5e94\u7528\u989d\u5ea6\uff0c\u8bf7\u5347\u7ea7\u3002"}`, func() any { return new(twoFields) }},
	{"message for error", `{"code":211,"message":"Could not find user."}`, func() any {
		return new(struct {
			Code    int    `json:"code"`
			Error   string `json:"error"`
			Message string `json:"message"`
		})
	}},
	{"third member", `{"code":4305,"error":"Rejected.","appCode":42}`, func() any {
		return new(struct {
			Code    int    `json:"code"`
			Error   string `json:"error"`
			AppCode int    `json:"appCode"`
		})
	}},
	{"pretty-printed", "{\n  \"code\": 211,\n  \"error\": \"Could not find user.\"\n}\n", func() any { return new(twoFields) }},
	{"211.0", `{"code":211.0,"error":"Could not find user."}`, func() any {
		return new(struct {
			Code  float64 `json:"code"`
			Error string  `json:"error"`
		})
	}},
	{"problem document", `{"type":"urn:errcode:leancloud/211","title":"Could not find user.","status":400,"detail":"No user is named ada.","instance":"/users/ada","code":211,"catalog":"leancloud"}`, func() any {
		return new(struct {
			Type     string `json:"type"`
			Title    string `json:"title"`
			Status   int    `json:"status"`
			Detail   string `json:"detail"`
			Instance string `json:"instance"`
			Code     int    `json:"code"`
			Catalog  string `json:"catalog"`
		})
	}},
	{"nested details", `{"code":4305,"error":"Rejected.","appCode":42,"detail":{"a":[1,null,true],"b":{"c":"d"}},"trace":["x","y"]}`, func() any {
		return new(struct {
			Code    int             `json:"code"`
			Error   string          `json:"error"`
			AppCode int             `json:"appCode"`
			Detail  json.RawMessage `json:"detail"`
			Trace   json.RawMessage `json:"trace"`
		})
	}},
}

type twoFields struct {
	Code  int    `json:"code"`
	Error string `json:"error"`
}

func TestBodyIsReadAsWithMap(t *testing.T) {
	for _, shape := range shapes {
		assert.Equal(t, readMap([]byte(shape.text)), readBody([]byte(shape.text)), shape.name)
	}
}

var (
	bodySink  *body
	errorSink error
	bytesSink []byte
	intSink   int64
)

func BenchmarkBody(b *testing.B) {
	for _, shape := range shapes {
		data := []byte(shape.text)
		b.Run(shape.name+"/floor", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				errorSink = json.Unmarshal(data, shape.into())
			}
		})
		b.Run(shape.name+"/jsontext", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				bodySink = readBody(data)
			}
		})
	}
}
