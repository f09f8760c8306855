package errcode_test

import (
	"bytes"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

	"github.com/seed85f21a9e/errcode"
	"github.com/stretchr/testify/require"
)

const (
	vendorType  = "application/json; charset=utf-8"
	problemType = "application/problem+json"
)

var catalogs = []*errcode.Catalog{errcode.Backend, errcode.LeanCloud, errcode.Realtime}

// quiet returns a Responder that keeps its log out of the tests' output.
func quiet(c *errcode.Catalog) *errcode.Responder {
	return &errcode.Responder{Catalog: c, Logger: slog.New(slog.DiscardHandler)}
}

// logTo returns a Responder that logs to the buffer.
func logTo(log io.Writer, c *errcode.Catalog) *errcode.Responder {
	return &errcode.Responder{Catalog: c, Logger: slog.New(slog.NewTextHandler(log, nil))}
}

func request(method, target, accept string) *http.Request {
	r := httptest.NewRequest(method, target, nil)
	if accept != "" {
		r.Header.Set("Accept", accept)
	}
	return r
}

// answer returns what the Responder writes.
func answer(rp *errcode.Responder, r *http.Request, err error) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	rp.WriteError(w, r, err)
	return w
}

// serve runs a handler in a real server and returns its URL. The function finish
// waits for the handlers, ends the server and returns what it complained about.
func serve(t *testing.T, h http.Handler) (url string, finish func() string) {
	t.Helper()
	var handlers sync.WaitGroup
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		handlers.Add(1)
		defer handlers.Done()
		h.ServeHTTP(w, r)
	}))
	var complaints lockedBuffer
	s.Config.ErrorLog = slog.NewLogLogger(slog.NewTextHandler(&complaints, nil), slog.LevelError)
	s.Start()
	t.Cleanup(s.Close)
	return s.URL, func() string {
		handlers.Wait() // Close does not wait for those that have hijacked their connection
		s.Close()
		return complaints.String()
	}
}

// A lockedBuffer takes what several goroutines write.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(b)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// fetch sends a request and returns the response with its body read.
func fetch(t *testing.T, method, url, accept string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequest(method, url, nil)
	require.NoError(t, err)
	if accept != "" {
		r.Header.Set("Accept", accept)
	}
	resp, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	return resp, string(body)
}

// foreignCode is a code type of somebody else's, which may say anything.
type foreignCode struct {
	status int
	kind   errcode.Kind
	_      []string // which cannot be compared
}

func (foreignCode) Error() string { return "foreign" }

func (foreignCode) Number() int { return 7 }

func (c foreignCode) HTTPStatus() int { return c.status }

func (foreignCode) Message() string { return "Foreign." }

func (foreignCode) Catalog() *errcode.Catalog { return nil }

func (c foreignCode) Info() errcode.Info {
	return errcode.Info{Kind: c.kind, HTTPStatus: c.status, Message: "Foreign."}
}

type unwrapper struct{ http.ResponseWriter }

func (u unwrapper) Unwrap() http.ResponseWriter { return u.ResponseWriter }

// panicky panics when it is read.
type panicky struct{}

func (panicky) Read([]byte) (int, error) { panic("boom") }

// secret stands for what must not reach a client.
const secret = "pq: SELECT password FROM users WHERE id = 42 /srv/app/db.go:17"

type secretError struct{}

func (secretError) Error() string { return secret }

func (secretError) String() string { return secret }

func (secretError) GoString() string { return secret }

// brokenReader fails before its first byte.
var brokenReader = iotest.ErrReader(errors.New("upstream failed"))

// reading returns a reader of s and then of the others that io.Copy leaves to the
// ReadFrom of what it writes to.
func reading(s string, then ...io.Reader) io.Reader {
	return struct{ io.Reader }{io.MultiReader(append([]io.Reader{strings.NewReader(s)}, then...)...)}
}

// fetchCut gets an answer that may be cut off, and says so in its error.
func fetchCut(t *testing.T, url string) (status int, body string, err error) {
	t.Helper()
	resp, err := http.Get(url)
	if err != nil {
		return 0, "", err
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	return resp.StatusCode, string(text), err
}

type panicReader struct{}

func (panicReader) Read([]byte) (int, error) { panic(secret) }

// allCodes iterates over the rows of the three catalogs.
func allCodes(yield func(errcode.Code) bool) {
	for _, c := range []*errcode.Catalog{errcode.Backend, errcode.LeanCloud, errcode.Realtime} {
		for code := range c.All() {
			if !yield(code) {
				return
			}
		}
	}
}
