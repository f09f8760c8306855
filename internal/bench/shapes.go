package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"testing"

	"github.com/seed85f21a9e/errcode"
)

// A shape is a body that servers and proxies send, apart from the plain one. The
// struct has the members of that body, as a program would declare it that reads
// nothing else.
type shape struct {
	name, what string
	body       string
	text       string // what it says
	fresh      func() any
	read       func(any) (code json.Number, text string)
}

type (
	twoNumbers struct {
		Code  json.Number `json:"code"`
		Error string      `json:"error"`
	}
	messageFields struct {
		Code    json.Number `json:"code"`
		Message string      `json:"message"`
	}
	threeFields struct {
		Code   json.Number `json:"code"`
		Error  string      `json:"error"`
		Detail any         `json:"detail"`
	}
	problemFields struct {
		Type     string      `json:"type"`
		Title    string      `json:"title"`
		Status   int         `json:"status"`
		Detail   string      `json:"detail"`
		Instance string      `json:"instance"`
		Code     json.Number `json:"code"`
		Catalog  string      `json:"catalog"`
	}
)

func readTwo(v any) (json.Number, string) {
	f := v.(*twoNumbers)
	return f.Code, f.Error
}

func newTwo() any { return new(twoNumbers) }

// shapes are the bodies that the speed of reading has to hold for.
func shapes() []shape {
	return []shape{
		{"escaped", "with a text that has escapes", `{"code":211,"error":"No user \"ada\" in C:\\users\n."}`, "No user \"ada\" in C:\\users\n.", newTwo, readTwo},
		{"unicode", `with a text in \u escapes`, `{"code":211,"error":"\u627e\u4e0d\u5230\u7528\u6237\u3002"}`, "找不到用户。", newTwo, readTwo},
		{"pretty", "that is pretty-printed", "{\n    \"code\": 211,\n    \"error\": \"" + runTimeText + "\"\n}\n", runTimeText, newTwo, readTwo},
		{"float", "whose number is 211.0", `{"code":211.0,"error":"` + runTimeText + `"}`, runTimeText, newTwo, readTwo},
		{"message", "that has message for error", `{"code":211,"message":"` + runTimeText + `"}`, runTimeText,
			func() any { return new(messageFields) },
			func(v any) (json.Number, string) { f := v.(*messageFields); return f.Code, f.Message }},
		{"third", "with a third member, which is kept", `{"code":211,"error":"` + runTimeText + `","detail":{"field":"username","values":[1,2,3]}}`, runTimeText,
			func() any { return new(threeFields) },
			func(v any) (json.Number, string) { f := v.(*threeFields); return f.Code, f.Error }},
		{"problem", "that is a problem document", `{"type":"urn:errcode:leancloud/211","title":"Could not find user.","status":400,"detail":"` + runTimeText +
			`","instance":"/1.1/users/42","code":211,"catalog":"leancloud"}`, runTimeText,
			func() any { return new(problemFields) },
			func(v any) (json.Number, string) { f := v.(*problemFields); return f.Code, f.Detail }},
	}
}

// decodeShapes are the jobs of reading each shape.
func decodeShapes() []job {
	var jobs []job
	for _, s := range shapes() {
		body := []byte(s.body)
		jobs = append(jobs, job{
			name: "decode-" + s.name,
			what: "Read a body " + s.what,
			floors: []contestant{{name: "encoding/json, a struct of its members", check: func() error {
				return want(got.err == nil && (got.number == number) && got.text == s.text, "decoded %d %q, error %v", got.number, got.text, got.err)
			}, run: func(b *testing.B) {
				for b.Loop() {
					v := s.fresh()
					got.err = json.Unmarshal(body, v)
					var code json.Number
					code, got.text = s.read(v)
					f, _ := code.Float64()
					got.number = int(f)
				}
			}}},
			own: []contestant{{name: "errcode, DecodeBody", check: wantDecoded(s.text), run: func(b *testing.B) {
				for b.Loop() {
					got.err = errcode.LeanCloud.DecodeBody(status, body)
				}
			}}},
			absent: []absence{{"all the others", "read bodies of other shapes"}},
		})
	}
	return jobs
}

func wantDecoded(text string) func() error {
	return func() error {
		e, ok := errors.AsType[*errcode.Error](got.err)
		return want(ok && !e.Inferred() && e.Message() == text && errors.Is(e, errcode.LeanCloudUserNotFound), "decoded %#v", got.err)
	}
}

// check is the job of a client: the body of a failed response is read, and can
// be read again.
func check() job {
	body := appendTwoFields(nil, number, runTimeText)
	response := &http.Response{StatusCode: status, Header: http.Header{}}
	fresh := func() {
		response.Body = io.NopCloser(bytes.NewReader(body))
		response.ContentLength = int64(len(body))
	}
	readable := func() error {
		again, err := io.ReadAll(response.Body)
		return want(err == nil && bytes.Equal(again, body), "the body is %q afterwards", again)
	}
	return job{
		name: "check",
		what: "Read the error of a response, and leave the body readable",
		floors: []contestant{{name: "io.ReadAll, json.Unmarshal and a new body", check: func() error {
			if err := readable(); err != nil {
				return err
			}
			return want(got.err == nil && got.number == number && got.text == runTimeText, "decoded %d %q", got.number, got.text)
		}, run: func(b *testing.B) {
			for b.Loop() {
				fresh()
				var v twoFields
				text, err := io.ReadAll(response.Body)
				if got.err = err; err == nil {
					got.err = json.Unmarshal(text, &v)
				}
				response.Body = io.NopCloser(bytes.NewReader(text))
				got.number, got.text = v.Code, v.Error
			}
		}}},
		own: []contestant{{name: "errcode, CheckResponse", check: func() error {
			if err := readable(); err != nil {
				return err
			}
			return wantDecoded(runTimeText)()
		}, run: func(b *testing.B) {
			for b.Loop() {
				fresh()
				got.err = errcode.LeanCloud.CheckResponse(response)
			}
		}}},
		absent: []absence{{"all the others", "consume the body"}},
	}
}
