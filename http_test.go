package errcode_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/seed85f21a9e/errcode"
)

func TestWriteErrorOfNil(t *testing.T) {
	t.Parallel()
	var code *errcode.LeanCloudCode
	for name, err := range map[string]error{"nil": nil, "nil *Error": (*errcode.Error)(nil), "nil *LeanCloudCode": code} {
		t.Run(name, func(t *testing.T) {
			w := httptest.NewRecorder()
			errcode.WriteError(w, request("GET", "/", ""), err)
			assert.Empty(t, w.Header())
			assert.Zero(t, w.Body.Len())
			assert.Equal(t, 200, w.Code, "the recorder's default")

			h := quiet(nil).Handler(func(w http.ResponseWriter, r *http.Request) error {
				fmt.Fprint(w, "done")
				return err
			})
			w = httptest.NewRecorder()
			h.ServeHTTP(w, request("GET", "/", ""))
			assert.Equal(t, "done", w.Body.String())
		})
	}
	w := answer(quiet(nil), nil, fmt.Errorf("wrapped: %w", (*errcode.Error)(nil)))
	assert.Equal(t, 500, w.Code, "an error that wraps a nil *Error is one")
}

func TestWriteErrorWithoutRequest(t *testing.T) {
	t.Parallel()
	w := answer(quiet(nil), nil, errcode.LeanCloudUserNotFound)
	assert.Equal(t, `{"code":211,"error":"Could not find user."}`, w.Body.String())
	w = answer(quiet(nil), nil, errors.New("boom"))
	assert.JSONEq(t, `{"type":"about:blank","title":"Internal Server Error","status":500,"detail":"Internal Server Error"}`, w.Body.String())
	w = answer(quiet(nil), &http.Request{}, errcode.LeanCloudUserNotFound)
	assert.Equal(t, 400, w.Code, "a request without a URL or headers")
}

// ouroboros is an error whose chain has no end.
type ouroboros struct{}

func (ouroboros) Error() string { return "ouroboros" }

func (o ouroboros) Unwrap() error { return o }

func TestRecover(t *testing.T) {
	t.Parallel()
	bodies := map[*errcode.Catalog]string{
		errcode.Backend:   `{"message":"Unexpected error.","errorCode":1}`,
		errcode.LeanCloud: `{"code":1,"error":"Internal server error. No information available."}`,
		nil:               `{"type":"about:blank","title":"Internal Server Error","status":500,"detail":"Internal Server Error","instance":"/"}`,
	}
	values := map[string]func(){
		"string":         func() { panic(secret) },
		"error":          func() { panic(secretError{}) },
		"coded error":    func() { panic(errcode.LeanCloudUserNotFound) },
		"not comparable": func() { panic([]string{secret}) },
		"nil":            func() { panic(nil) },
		"run time":       func() { _ = any(secret).(error) },
	}
	for c, want := range bodies {
		for name, cause := range values {
			t.Run(c.Name()+"/"+name, func(t *testing.T) {
				var log bytes.Buffer
				rp := logTo(&log, c)
				h := rp.Recover(rp.Handler(func(w http.ResponseWriter, r *http.Request) error {
					w.Header().Set("Content-Encoding", "gzip")
					cause()
					return nil
				}))
				url, finish := serve(t, h)
				resp, body := fetch(t, "GET", url, "")
				assert.Empty(t, finish())
				assert.Equal(t, 500, resp.StatusCode)
				assert.Equal(t, want, body)
				assert.Equal(t, "no-store", resp.Header.Get("Cache-Control"))
				assert.Equal(t, 1, strings.Count(log.String(), "\n"), "one record: %s", log.String())
				assert.Contains(t, log.String(), "http_test.go", "the stack")
				assert.Contains(t, log.String(), "method=GET path=/")
				assert.Contains(t, log.String(), "status=500")
				if c != nil {
					assert.Contains(t, log.String(), "answered="+c.Name()+"/1 ")
				}
				if name == "coded error" {
					assert.Contains(t, log.String(), "error.catalog=leancloud error.number=211")
				}
			})
		}
	}
}

// A raw code used as a status makes net/http panic before anything is written.
func TestRecoverFromAnInvalidStatus(t *testing.T) {
	t.Parallel()
	for _, status := range []int{0, 99, 1000, errcode.RealtimeConversationNotFound.Number()} {
		url, _ := serve(t, quiet(errcode.LeanCloud).Recover(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(status)
		})))
		resp, body := fetch(t, "GET", url, "")
		assert.Equal(t, 500, resp.StatusCode, "WriteHeader(%d)", status)
		assert.Equal(t, `{"code":1,"error":"Internal server error. No information available."}`, body)
	}
}

func TestAbortHandler(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	h := logTo(&log, errcode.LeanCloud).Recover(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { panic(http.ErrAbortHandler) }))
	w := httptest.NewRecorder()
	assert.PanicsWithValue(t, http.ErrAbortHandler, func() { h.ServeHTTP(w, request("GET", "/", "")) })
	assert.Empty(t, log.String())
	assert.Zero(t, w.Body.Len())
	url, finish := serve(t, h)
	_, err := http.Get(url)
	assert.ErrorIs(t, err, io.EOF, "the connection is cut")
	assert.Empty(t, finish())
}

func TestHandlerDoesNotRecover(t *testing.T) {
	t.Parallel()
	h := quiet(nil).Handler(func(http.ResponseWriter, *http.Request) error { panic("boom") })
	assert.PanicsWithValue(t, "boom", func() { h.ServeHTTP(httptest.NewRecorder(), request("GET", "/", "")) })
}

func TestHandlerOfNil(t *testing.T) {
	t.Parallel()
	w := httptest.NewRecorder()
	quiet(errcode.LeanCloud).Handler(nil).ServeHTTP(w, request("GET", "/", ""))
	assert.Equal(t, errcode.LeanCloud.Translate(errcode.KindUnimplemented).HTTPStatus(), w.Code)
}

// Every row survives being written by one program and read by another, in the
// vendor's format and as a problem document.
func TestEveryRowThroughAServer(t *testing.T) {
	t.Parallel()
	rows := map[string]errcode.Code{}
	for _, c := range catalogs {
		for code := range c.All() {
			text, err := code.(interface{ MarshalText() ([]byte, error) }).MarshalText()
			require.NoError(t, err)
			rows["/"+string(text)] = code
		}
	}
	require.Len(t, rows, errcode.Backend.Len()+errcode.LeanCloud.Len()+errcode.Realtime.Len())
	rp := quiet(nil)
	url, _ := serve(t, rp.Handler(func(w http.ResponseWriter, r *http.Request) error {
		if r.URL.Query().Has("own") {
			return errcode.Wrap(rows[r.URL.Path], secretError{}, errcode.WithMessage("Of its own."))
		}
		return fmt.Errorf("wrapped: %w", rows[r.URL.Path])
	}))
	read := func(t *testing.T, c *errcode.Catalog, target, accept string) *errcode.Error {
		t.Helper()
		r, err := http.NewRequest("GET", url+target, nil)
		require.NoError(t, err)
		r.Header.Set("Accept", accept)
		resp, err := http.DefaultClient.Do(r)
		require.NoError(t, err)
		defer resp.Body.Close()
		err = c.CheckResponse(resp)
		e, ok := errors.AsType[*errcode.Error](err)
		require.True(t, ok, "%v", err)
		require.True(t, e.Remote())
		require.False(t, e.Inferred(), "%v", e)
		return e
	}
	for path, code := range rows {
		own := code.Catalog()
		message := code.Info().In(language.English).Message
		if code.Message() != "" && code.Info().In(language.English).Template == "" {
			message = code.Message()
		}
		e := read(t, own, path, "*/*")
		assert.Equal(t, code, e.Code(), "vendor")
		assert.ErrorIs(t, e, code, "vendor")
		assert.Equal(t, message, e.Message(), path)
		assert.Equal(t, code.HTTPStatus(), e.HTTPStatus(), path)
		for _, c := range catalogs { // a problem document says whose it is
			e = read(t, c, path, problemType)
			assert.Equal(t, code, e.Code(), "problem document")
			assert.ErrorIs(t, e, code)
			assert.Equal(t, message, e.Message(), path)
			assert.Empty(t, e.Details(), path)
		}
		e = read(t, own, path+"?own", "*/*")
		assert.Equal(t, code.Number(), e.Code().Number())
		want, _ := own.Lookup(code.Number())
		if code == errcode.LeanCloudSessionExpired {
			want = code
		}
		assert.Equal(t, want, e.Code(), "under a message of its own a variant reads back as its number, unless the status tells")
		assert.Equal(t, "Of its own.", e.Message())
		e = read(t, own, path+"?own", problemType)
		assert.Equal(t, code, e.Code(), "and stays itself in a problem document")
		assert.Equal(t, "Of its own.", e.Message())
	}
}

// What a realtime code looks like in LeanCloud's REST API.
func TestRealtimeRowsReadByLeanCloud(t *testing.T) {
	t.Parallel()
	for code := range errcode.Realtime.All() {
		e := errcode.LeanCloud.DecodeBody(400, errcode.Realtime.AppendBody(nil, code))
		if code.Number() >= 4100 {
			assert.Equal(t, code, e.Code())
		} else {
			assert.Equal(t, errcode.Code(errcode.LeanCloudCode(code.Number())), e.Code(), "not in the range of realtime messaging")
		}
	}
}

func TestAllocations(t *testing.T) {
	w := &discard{make(http.Header)}
	r := request("GET", "/1.1/users/42", "*/*")
	runTime := errcode.New(errcode.LeanCloudUserNotFound, errcode.WithMessage("No user is named ada."))
	unlisted := errcode.New(errcode.LeanCloudCode(987654), errcode.WithMessage("No user is named ada."))
	cause := errors.New("cause")
	wrapped := wrapThrice(errcode.Wrap(errcode.LeanCloudUserNotFound, cause))
	buf := make([]byte, 0, 512)
	verbatim := []byte(`{"code":211,"error":"Could not find user."}`)
	own := []byte(`{"code":211,"error":"No user is named ada."}`)
	tests := []struct {
		name string
		most float64
		f    func()
	}{
		{"WriteError of a bare code", 1, func() { clear(w.header); errcode.WriteError(w, r, errcode.LeanCloudUserNotFound) }},
		{"WriteError of a run-time message", 1, func() { clear(w.header); errcode.WriteError(w, r, runTime) }},
		{"WriteError of a wrapped error", 1, func() { clear(w.header); errcode.WriteError(w, r, wrapped) }},
		{"AppendBody of a bare code", 0, func() { errcode.LeanCloud.AppendBody(buf, errcode.LeanCloudUserNotFound) }},
		{"AppendBody of a run-time message", 0, func() { errcode.LeanCloud.AppendBody(buf, runTime) }},
		{"AppendBody of an unlisted number", 0, func() { errcode.LeanCloud.AppendBody(buf, unlisted) }},
		{"AppendBody translated", 0, func() { errcode.Backend.AppendBody(buf, errcode.LeanCloudUserNotFound) }},
		{"DecodeBody of the catalog's message", 1, func() { remoteSink = errcode.LeanCloud.DecodeBody(400, verbatim) }},
		{"DecodeBody of another message", 2, func() { remoteSink = errcode.LeanCloud.DecodeBody(400, own) }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			assert.LessOrEqual(t, testing.AllocsPerRun(500, test.f), test.most)
		})
	}
}

// One *Error and one Responder serve many goroutines.
func TestConcurrentUse(t *testing.T) {
	t.Parallel()
	rp := quiet(errcode.LeanCloud)
	rp.Languages = []language.Tag{language.English, language.SimplifiedChinese}
	rp.TypeURL = "https://api.example.com/errors"
	shared := errcode.Wrap(errcode.LeanCloudTooManyRequests, secretError{}, errcode.WithMessage("Slow down."),
		errcode.WithDetail("limit", 30), errcode.WithRetryAfter(time.Second)).(*errcode.Error)
	remote := errcode.LeanCloud.DecodeBody(400, []byte(`{"code":211,"error":"x","extra":[1]}`))
	h := rp.Recover(rp.Mux(func() *http.ServeMux {
		mux := http.NewServeMux()
		mux.Handle("GET /error", rp.Handler(func(http.ResponseWriter, *http.Request) error { return shared }))
		mux.HandleFunc("GET /panic", func(http.ResponseWriter, *http.Request) { panic("boom") })
		return mux
	}()))
	want := string(errcode.LeanCloud.AppendBody(nil, shared))
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for j := range 50 {
				for _, path := range []string{"/error", "/panic", "/nothing"} {
					r := request("GET", path, []string{"", problemType}[j%2])
					r.Header.Set("Accept-Language", fmt.Sprintf("x-%d, zh;q=0.%d", j%7, i+1))
					w := httptest.NewRecorder()
					h.ServeHTTP(w, r)
					if path == "/error" && j%2 == 0 && w.Body.String() != want {
						t.Errorf("got %s, want %s", w.Body, want)
					}
				}
				for _, e := range []*errcode.Error{shared, remote} {
					_ = e.Error() + e.Message()
					e.Details()["limit"] = 0
					_, _ = json.Marshal(e)
					_ = e.LogValue()
					_, _ = errcode.Backend.Translate(e), errors.Is(e, errcode.KindNotFound)
				}
			}
		})
	}
	wg.Wait()
	assert.Equal(t, map[string]any{"limit": 30}, shared.Details())
}

// A nil Responder answers as the zero Responder does.
func TestNilResponder(t *testing.T) {
	t.Parallel()
	failing := func(http.ResponseWriter, *http.Request) error { return errcode.LeanCloudUserNotFound }
	panicking := http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("secret") })
	record := func(rp *errcode.Responder) (answers []*httptest.ResponseRecorder) {
		for _, h := range []http.Handler{
			http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { rp.WriteError(w, r, errcode.BackendNotFound) }),
			rp.Handler(failing), rp.Recover(panicking), rp.Mux(http.NewServeMux()),
			http.HandlerFunc(rp.NotFound), http.HandlerFunc(rp.MethodNotAllowed),
		} {
			w := httptest.NewRecorder()
			h.ServeHTTP(w, httptest.NewRequest("GET", "/users/bob", nil))
			answers = append(answers, w)
		}
		return answers
	}
	r := httptest.NewRequest("GET", "/users/bob", nil)
	zero := new(errcode.Responder)
	assert.Equal(t, record(zero), record(nil))
	assert.Equal(t, zero.Answer(r, errcode.BackendNotFound), (*errcode.Responder)(nil).Answer(r, errcode.BackendNotFound))
	assert.Equal(t, zero.Describe(r, errcode.BackendNotFound), (*errcode.Responder)(nil).Describe(r, errcode.BackendNotFound))
}
