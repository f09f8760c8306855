package errcode_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"testing"

	"golang.org/x/text/language"

	"github.com/seed85f21a9e/errcode"
)

// Each benchmark stands beside its floor: hand-written code that does the same
// job and nothing else. What counts is the ratio of the two in one run.

var (
	intSink    int
	stringSink string
	errorSink  error
	boolSink   bool
	codeSink   errcode.Code
	bytesSink  []byte
	remoteSink *errcode.Error
)

func BenchmarkLookup(b *testing.B) {
	type entry struct {
		status  int
		message string
	}
	table := make([]entry, 2104)
	numbers := make([]int, 0, 64)
	for code := range errcode.LeanCloud.All() {
		table[code.Number()] = entry{code.HTTPStatus(), code.Message()}
		if len(numbers) < cap(numbers) {
			numbers = append(numbers, code.Number())
		}
	}
	b.Run("floor", func(b *testing.B) {
		i := 0
		for b.Loop() {
			e := table[numbers[i&63]]
			intSink, stringSink = e.status, e.message
			i++
		}
	})
	b.Run("errcode", func(b *testing.B) {
		i := 0
		for b.Loop() {
			code := errcode.LeanCloudCode(numbers[i&63])
			intSink, stringSink = code.HTTPStatus(), code.Message()
			i++
		}
	})
	b.Run("Catalog.Lookup", func(b *testing.B) {
		i := 0
		for b.Loop() {
			code, _ := errcode.LeanCloud.Lookup(numbers[i&63])
			intSink, stringSink = code.HTTPStatus(), code.Message()
			i++
		}
	})
}

type plainError struct {
	code    int
	message string
	cause   error
}

func (e *plainError) Error() string { return e.message }
func (e *plainError) Unwrap() error { return e.cause }

var errCause = errors.New("connection refused")

func BenchmarkWrap(b *testing.B) {
	b.Run("floor", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			errorSink = &plainError{211, "Could not find user.", errCause}
		}
	})
	b.Run("constant", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			errorSink = errcode.Wrap(errcode.LeanCloudUserNotFound, errCause)
		}
	})
	b.Run("looked up", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			code, _ := errcode.LeanCloud.Lookup(211)
			errorSink = errcode.Wrap(code, errCause)
		}
	})
}

func wrapThrice(err error) error {
	for i := range 3 {
		err = fmt.Errorf("layer %d: %w", i, err)
	}
	return err
}

func BenchmarkIs(b *testing.B) {
	sentinel := errors.New("could not find user")
	wrappedSentinel := wrapThrice(sentinel)
	wrapped := wrapThrice(errcode.Wrap(errcode.LeanCloudUserNotFound, errCause))
	bare := wrapThrice(errcode.LeanCloudUserNotFound)
	b.Run("floor", func(b *testing.B) {
		for b.Loop() {
			boolSink = errors.Is(wrappedSentinel, sentinel)
		}
	})
	b.Run("code", func(b *testing.B) {
		for b.Loop() {
			boolSink = errors.Is(wrapped, errcode.LeanCloudUserNotFound)
		}
	})
	b.Run("bare code", func(b *testing.B) {
		for b.Loop() {
			boolSink = errors.Is(bare, errcode.LeanCloudUserNotFound)
		}
	})
	b.Run("kind", func(b *testing.B) {
		for b.Loop() {
			boolSink = errors.Is(wrapped, errcode.KindNotFound)
		}
	})
}

func BenchmarkCodeOf(b *testing.B) {
	floor := wrapThrice(&plainError{211, "Could not find user.", errCause})
	wrapped := wrapThrice(errcode.Wrap(errcode.LeanCloudUserNotFound, errCause))
	bare := wrapThrice(errcode.LeanCloudUserNotFound)
	b.Run("floor", func(b *testing.B) {
		for b.Loop() {
			e, _ := errors.AsType[*plainError](floor)
			intSink = e.code
		}
	})
	b.Run("error", func(b *testing.B) {
		for b.Loop() {
			codeSink, boolSink = errcode.CodeOf(wrapped)
		}
	})
	b.Run("bare code", func(b *testing.B) {
		for b.Loop() {
			codeSink, boolSink = errcode.CodeOf(bare)
		}
	})
}

// discard is a response that costs nothing to write to.
type discard struct{ header http.Header }

func (d *discard) Header() http.Header         { return d.header }
func (d *discard) WriteHeader(int)             {}
func (d *discard) Write(b []byte) (int, error) { return len(b), nil }

func setFloorHeaders(h http.Header) {
	h.Set("Content-Type", "application/json; charset=utf-8")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "no-store")
	h.Set("Vary", "Accept")
}

func BenchmarkWriteError(b *testing.B) {
	r := httptest.NewRequest("GET", "/1.1/users/42", nil)
	r.Header.Set("Accept", "*/*")
	body := []byte(`{"code":211,"error":"Could not find user."}`)
	w := &discard{make(http.Header)}
	b.Run("constant/floor", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			clear(w.header)
			setFloorHeaders(w.Header())
			w.WriteHeader(400)
			w.Write(body)
		}
	})
	b.Run("constant/errcode", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			clear(w.header)
			errcode.WriteError(w, r, errcode.LeanCloudUserNotFound)
		}
	})
	message := "No user is named ada-lovelace-1815."
	err := errcode.New(errcode.LeanCloudUserNotFound, errcode.WithMessage(message))
	buf := make([]byte, 0, 512)
	b.Run("run-time/floor", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			clear(w.header)
			setFloorHeaders(w.Header())
			w.WriteHeader(400)
			buf = append(buf[:0], `{"code":`...)
			buf = strconv.AppendInt(buf, 211, 10)
			buf = append(buf, `,"error":`...)
			buf = strconv.AppendQuote(buf, message)
			buf = append(buf, '}')
			w.Write(buf)
		}
	})
	b.Run("run-time/errcode", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			clear(w.header)
			errcode.WriteError(w, r, err)
		}
	})
	p := httptest.NewRequest("GET", "/1.1/users/42", nil)
	p.Header.Set("Accept", "application/problem+json")
	type problem struct {
		Type     string `json:"type"`
		Title    string `json:"title"`
		Status   int    `json:"status"`
		Detail   string `json:"detail"`
		Instance string `json:"instance"`
		Code     int    `json:"code"`
		Catalog  string `json:"catalog"`
	}
	b.Run("problem/floor", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			clear(w.header)
			setFloorHeaders(w.Header())
			w.WriteHeader(400)
			_ = json.NewEncoder(w).Encode(problem{"urn:errcode:leancloud/211", "Could not find user.", 400, message, p.URL.EscapedPath(), 211, "leancloud"})
		}
	})
	b.Run("problem/errcode", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			clear(w.header)
			errcode.WriteError(w, p, err)
		}
	})
}

type leanCloudBody struct {
	Code  int    `json:"code"`
	Error string `json:"error"`
}

func BenchmarkAppendBody(b *testing.B) {
	buf := make([]byte, 0, 512)
	err := errcode.New(errcode.LeanCloudUserNotFound, errcode.WithMessage("No user is named ada-lovelace-1815."))
	b.Run("floor", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			bytesSink, errorSink = json.Marshal(&leanCloudBody{211, "Could not find user."})
		}
	})
	b.Run("bare code", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			bytesSink = errcode.LeanCloud.AppendBody(buf, errcode.LeanCloudUserNotFound)
		}
	})
	b.Run("run-time message", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			bytesSink = errcode.LeanCloud.AppendBody(buf, err)
		}
	})
}

func BenchmarkDecodeBody(b *testing.B) {
	body := []byte(`{"code":211,"error":"Could not find user."}`)
	own := []byte(`{"code":211,"error":"No user is named ada-lovelace-1815."}`)
	extra := []byte(`{"code":4305,"error":"Rejected.","appCode":42}`)
	b.Run("floor", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			var v leanCloudBody
			errorSink = json.Unmarshal(body, &v)
			intSink = v.Code
		}
	})
	for name, body := range map[string][]byte{"catalog's message": body, "other message": own, "extra field": extra} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				remoteSink = errcode.LeanCloud.DecodeBody(400, body)
			}
		})
	}
}

func BenchmarkLanguage(b *testing.B) {
	tags := []language.Tag{language.English, language.SimplifiedChinese}
	header := "zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7"
	matcher := language.NewMatcher(tags)
	messages := map[language.Tag]string{tags[0]: "Could not find user.", tags[1]: "找不到该用户。"}
	rp := &errcode.Responder{Languages: tags}
	w := &discard{make(http.Header)}
	b.Run("floor", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_, i := language.MatchStrings(matcher, header)
			stringSink = messages[tags[i]]
		}
	})
	respond := func(b *testing.B, rp *errcode.Responder, header func(i int) string) {
		b.ReportAllocs()
		r := httptest.NewRequest("GET", "/", nil)
		values := []string{""}
		r.Header["Accept-Language"] = values
		i := 0
		for b.Loop() {
			clear(w.header)
			values[0] = header(i)
			rp.WriteError(w, r, errcode.LeanCloudUserNotFound)
			i++
		}
	}
	b.Run("respond without", func(b *testing.B) {
		respond(b, new(errcode.Responder), func(int) string { return header })
	})
	b.Run("respond, header seen", func(b *testing.B) { respond(b, rp, func(int) string { return header }) })
	headers := make([]string, 1<<16)
	for i := range headers {
		headers[i] = fmt.Sprintf("zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7,x-%d", i)
	}
	b.Run("respond, header new", func(b *testing.B) {
		respond(b, rp, func(i int) string { return headers[i&(1<<16-1)] })
	})
}
