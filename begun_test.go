package errcode_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode"
)

// A gzipWriter compresses, as middlewares do.
type gzipWriter struct {
	http.ResponseWriter
	gz *gzip.Writer
}

func (g gzipWriter) Write(b []byte) (int, error) { return g.gz.Write(b) }
func (g gzipWriter) Unwrap() http.ResponseWriter { return g.ResponseWriter }
func (g gzipWriter) FlushError() error {
	_ = g.gz.Flush()
	return http.NewResponseController(g.ResponseWriter).Flush()
}
func compressed(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		gz := gzip.NewWriter(w)
		h.ServeHTTP(gzipWriter{w, gz}, r)
		_ = gz.Close() // not reached when the connection is aborted
	})
}

// half is a body that is larger than the buffers on the way.
var half = bytes.Repeat([]byte("half "), 4000)

// However the handler goes wrong after 20,000 bytes, and whatever stands between
// it and the client: the client sees that the answer is not whole.
func TestHalfAnAnswerIsCut(t *testing.T) {
	t.Parallel()
	discard := slog.New(slog.DiscardHandler)
	faults := map[string]func(rp *errcode.Responder, w http.ResponseWriter, r *http.Request) error{
		"panic": func(*errcode.Responder, http.ResponseWriter, *http.Request) error { panic("boom") },
		"error": func(*errcode.Responder, http.ResponseWriter, *http.Request) error { return errcode.LeanCloudTimeout },
		"abort": func(*errcode.Responder, http.ResponseWriter, *http.Request) error { return http.ErrAbortHandler },
		"abort, wrapped": func(*errcode.Responder, http.ResponseWriter, *http.Request) error {
			return errors.Join(http.ErrAbortHandler)
		},
		"WriteError": func(rp *errcode.Responder, w http.ResponseWriter, r *http.Request) error {
			rp.WriteError(w, r, errcode.LeanCloudTimeout)
			return nil
		},
		"a copy whose source panics": func(_ *errcode.Responder, w http.ResponseWriter, _ *http.Request) error {
			_, err := io.CopyN(w, reading("half", panicReader{}), 100)
			return err
		},
		"a limited copy whose source panics": func(_ *errcode.Responder, w http.ResponseWriter, _ *http.Request) error {
			_, err := io.Copy(w, io.LimitReader(reading("half", panicReader{}), 100))
			return err
		},
		"NotFound": func(rp *errcode.Responder, w http.ResponseWriter, r *http.Request) error {
			rp.NotFound(w, r)
			return nil
		},
	}
	flushes := map[string]func(http.ResponseWriter){
		"":          func(http.ResponseWriter) {},
		", flushed": func(w http.ResponseWriter) { _ = http.NewResponseController(w).Flush() },
	}
	wraps := map[string]func(rp *errcode.Responder, h http.Handler) http.Handler{
		"":                 func(rp *errcode.Responder, h http.Handler) http.Handler { return rp.Recover(h) },
		" inside of gzip":  func(rp *errcode.Responder, h http.Handler) http.Handler { return compressed(rp.Recover(h)) },
		" outside of gzip": func(rp *errcode.Responder, h http.Handler) http.Handler { return rp.Recover(compressed(h)) },
	}
	for fault, fail := range faults {
		for flush, flushing := range flushes {
			for wrap, wrapping := range wraps {
				t.Run(fault+flush+wrap, func(t *testing.T) {
					t.Parallel()
					rp := &errcode.Responder{Catalog: errcode.LeanCloud, Logger: discard}
					h := wrapping(rp, rp.Handler(func(w http.ResponseWriter, r *http.Request) error {
						if _, err := w.Write(half); err != nil {
							return err
						}
						flushing(w)
						return fail(rp, w, r)
					}))
					for _, protocol := range []string{"HTTP/1.1", "HTTP/2.0"} {
						checkCut(t, protocol, h)
					}
				})
			}
		}
	}
}

// checkCut gets an answer, by itself and by way of a reverse proxy, and sees that
// it is cut.
func checkCut(t *testing.T, protocol string, h http.Handler) {
	t.Helper()
	s := startServer(protocol, h)
	defer s.Close()
	target, err := url.Parse(s.URL)
	require.NoError(t, err)
	proxy := httputil.NewSingleHostReverseProxy(target)
	proxy.Transport = s.Client().Transport
	proxy.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
	front := startServer(protocol, proxy)
	defer front.Close()
	for by, server := range map[string]*httptest.Server{"directly": s, "by a proxy": front} {
		resp, err := server.Client().Get(server.URL)
		if err != nil {
			continue // cut before the header: not taken for a success either
		}
		body, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if by == "by a proxy" && resp.StatusCode == http.StatusBadGateway {
			continue // cut before the header, which the proxy reports
		}
		assert.Error(t, err, "%s %s: a whole answer of %d bytes with status %d", protocol, by, len(body), resp.StatusCode)
		assert.Equal(t, protocol, resp.Proto)
		assert.NotContains(t, string(body), `"code"`, "%s %s: two answers in one", protocol, by)
	}
}

func startServer(protocol string, h http.Handler) *httptest.Server {
	s := httptest.NewUnstartedServer(h)
	s.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
	if protocol == "HTTP/2.0" {
		s.EnableHTTP2 = true
		s.StartTLS()
	} else {
		s.Start()
	}
	return s
}

// Whatever a handler writes before it fails, the client gets the one answer whole
// or the other one cut, and never a mixture of both.
func FuzzAnswersAreWholeOrCut(f *testing.F) {
	for _, how := range []uint8{0, 1, 2, 3, 4, 5, 6, 7} {
		f.Add(how, uint16(0))
		f.Add(how, uint16(10))
		f.Add(how, uint16(5000))
	}
	rp := &errcode.Responder{Catalog: errcode.LeanCloud, Logger: slog.New(slog.DiscardHandler)}
	s := startServer("HTTP/1.1", rp.Recover(rp.Handler(func(w http.ResponseWriter, r *http.Request) error {
		var how, size int
		if _, err := fmt.Sscanf(r.URL.RawQuery, "%d/%d", &how, &size); err != nil {
			return err
		}
		text := strings.Repeat("x", size)
		switch how & 3 {
		case 0:
			_, _ = io.WriteString(w, text)
		case 1:
			_, _ = io.Copy(w, strings.NewReader(text))
		case 2:
			_, _ = io.Copy(w, io.LimitReader(strings.NewReader(text), 1<<20))
		case 3:
			w.WriteHeader(http.StatusCreated)
			_, _ = io.WriteString(w, text)
		}
		if how&4 != 0 {
			panic("boom")
		}
		return errcode.LeanCloudUserNotFound
	})))
	f.Cleanup(s.Close)
	f.Fuzz(func(t *testing.T, how uint8, size uint16) {
		resp, err := s.Client().Get(fmt.Sprintf("%s/?%d/%d", s.URL, how, size))
		if err != nil {
			return // cut
		}
		defer resp.Body.Close()
		body, err := io.ReadAll(resp.Body)
		isError := resp.StatusCode >= 400
		switch {
		case isError && err != nil:
			t.Fatalf("the error is cut: %v", err)
		case isError && (!bytes.HasPrefix(body, []byte(`{"code":`)) || !bytes.HasSuffix(body, []byte(`"}`))):
			t.Fatalf("a mixture under status %d: %q", resp.StatusCode, body)
		case !isError && err == nil:
			t.Fatalf("half an answer as a whole one: %d bytes under status %d", len(body), resp.StatusCode)
		case !isError && bytes.Contains(body, []byte("code")):
			t.Fatalf("a mixture under status %d: %q", resp.StatusCode, body)
		}
	})
}

// A response that has begun is known through a middleware's writer as well.
func TestBegunBehindAnotherWriter(t *testing.T) {
	t.Parallel()
	rp := quiet(errcode.LeanCloud)
	h := rp.Handler(func(w http.ResponseWriter, r *http.Request) error {
		io.WriteString(w, "partial")
		rp.WriteError(unwrapper{w}, r, errcode.LeanCloudUserNotFound)
		return nil
	})
	w := httptest.NewRecorder()
	assert.PanicsWithValue(t, http.ErrAbortHandler, func() { h.ServeHTTP(w, request("GET", "/", "")) })
	assert.Equal(t, "partial", w.Body.String())

	inner := rp.Handler(func(http.ResponseWriter, *http.Request) error { return errcode.LeanCloudUserNotFound })
	w = httptest.NewRecorder()
	outer := rp.Recover(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusAccepted)
		inner.ServeHTTP(unwrapper{w}, r)
	}))
	assert.PanicsWithValue(t, http.ErrAbortHandler, func() { outer.ServeHTTP(w, request("GET", "/", "")) })
	assert.Equal(t, http.StatusAccepted, w.Code)
	assert.Empty(t, w.Body.String())
}

func TestCopyThatPanicsAtOnce(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(quiet(errcode.LeanCloud).Recover(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		io.Copy(w, panicky{})
	})))
	defer server.Close()
	resp, err := http.Get(server.URL)
	require.NoError(t, err)
	defer resp.Body.Close()
	assert.Equal(t, 500, resp.StatusCode)
	assert.ErrorIs(t, errcode.LeanCloud.CheckResponse(resp), errcode.LeanCloudInternalServerError)
}

// A response that has begun is left alone, and the error is logged. One that has
// not begun is answered, whatever the handler did before.
func TestStartedResponse(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		start  func(t *testing.T, w http.ResponseWriter)
		status int    // of what the client gets
		body   string // empty: the error's
	}{
		{"Write", func(t *testing.T, w http.ResponseWriter) { w.Write([]byte("begun")) }, 200, "begun"},
		{"WriteString", func(t *testing.T, w http.ResponseWriter) { io.WriteString(w, "begun") }, 200, "begun"},
		{"empty Write", func(t *testing.T, w http.ResponseWriter) { w.Write(nil); io.WriteString(w, "begun") }, 200, "begun"},
		{"WriteHeader", func(t *testing.T, w http.ResponseWriter) { w.WriteHeader(202); io.WriteString(w, "begun") }, 202, "begun"},
		{"ReadFrom", func(t *testing.T, w http.ResponseWriter) { io.Copy(w, reading("begun")) }, 200, "begun"},
		{"ReadFrom that breaks off", func(t *testing.T, w http.ResponseWriter) {
			io.Copy(w, reading("begun", brokenReader))
		}, 200, "begun"},
		{"Flusher", func(t *testing.T, w http.ResponseWriter) { w.(http.Flusher).Flush(); io.WriteString(w, "begun") }, 200, "begun"},
		{"ResponseController.Flush", func(t *testing.T, w http.ResponseWriter) {
			assert.NoError(t, http.NewResponseController(w).Flush())
			io.WriteString(w, "begun")
		}, 200, "begun"},
		{"Hijacker", func(t *testing.T, w http.ResponseWriter) {
			conn, buf, err := w.(http.Hijacker).Hijack()
			answerByHand(t, conn, buf, err)
		}, 200, "begun"},
		{"ResponseController.Hijack", func(t *testing.T, w http.ResponseWriter) {
			conn, buf, err := http.NewResponseController(w).Hijack()
			answerByHand(t, conn, buf, err)
		}, 200, "begun"},

		{"nothing", func(*testing.T, http.ResponseWriter) {}, 400, ""},
		{"headers only", func(t *testing.T, w http.ResponseWriter) { w.Header().Set("Content-Length", "7") }, 400, ""},
		{"early hints", func(t *testing.T, w http.ResponseWriter) { w.WriteHeader(103); w.WriteHeader(102) }, 400, ""},
		{"deadline", func(t *testing.T, w http.ResponseWriter) {
			assert.NoError(t, http.NewResponseController(w).SetWriteDeadline(time.Now().Add(time.Hour)))
		}, 400, ""},
		// net/http writes nothing of a copy that has nothing.
		{"ReadFrom that fails at once", func(t *testing.T, w http.ResponseWriter) { io.Copy(w, brokenReader) }, 400, ""},
		// net/http panics then, before anything is written.
		{"WriteHeader of a code", func(t *testing.T, w http.ResponseWriter) {
			assert.Panics(t, func() { w.WriteHeader(errcode.RealtimeConversationNotFound.Number()) })
		}, 400, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var log bytes.Buffer
			rp := logTo(&log, nil)
			h := rp.Recover(rp.Handler(func(w http.ResponseWriter, r *http.Request) error {
				test.start(t, w)
				return errcode.LeanCloudUserNotFound
			}))
			url, finish := serve(t, h)
			status, body, err := fetchCut(t, url)
			assert.Empty(t, finish(), "such as a superfluous WriteHeader")
			if test.body == "" {
				assert.NoError(t, err)
				assert.Equal(t, test.status, status)
				assert.Equal(t, `{"code":211,"error":"Could not find user."}`, body)
				assert.Empty(t, log.String())
			} else {
				if !strings.Contains(test.name, "Hijack") { // which the handler ended as it liked
					assert.Error(t, err, "the client must see that the answer is not whole")
				}
				assert.Contains(t, test.body, body)
				assert.Equal(t, 1, strings.Count(log.String(), "\n"), log.String())
				assert.Contains(t, log.String(), "Could not find user")
			}
		})
	}
}

func answerByHand(t *testing.T, conn net.Conn, buf *bufio.ReadWriter, err error) {
	t.Helper()
	if !assert.NoError(t, err) {
		return
	}
	fmt.Fprint(buf, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nbegun")
	buf.Flush()
	conn.Close()
}

// What the real writer can do is within reach of handlers.
func TestResponseController(t *testing.T) {
	t.Parallel()
	rp := quiet(nil)
	handler := rp.Recover(rp.Handler(func(w http.ResponseWriter, r *http.Request) error {
		rc := http.NewResponseController(w)
		assert.NoError(t, rc.SetReadDeadline(time.Now().Add(time.Hour)))
		assert.NoError(t, rc.SetWriteDeadline(time.Now().Add(time.Hour)))
		assert.NoError(t, rc.EnableFullDuplex())
		io.WriteString(w, "first")
		assert.NoError(t, rc.Flush())
		<-r.Context().Done() // the client has read what was flushed, and goes
		return nil
	}))
	url, _ := serve(t, handler)
	resp, err := http.Get(url)
	require.NoError(t, err)
	defer resp.Body.Close()
	got := make([]byte, 5)
	_, err = io.ReadFull(resp.Body, got)
	require.NoError(t, err)
	assert.Equal(t, "first", string(got))
}

func TestResponseControllerOfAPlainWriter(t *testing.T) {
	t.Parallel()
	var w struct{ http.ResponseWriter }
	w.ResponseWriter = httptest.NewRecorder()
	rp := quiet(nil)
	rp.Handler(func(w http.ResponseWriter, r *http.Request) error {
		assert.ErrorIs(t, http.NewResponseController(w).Flush(), http.ErrNotSupported)
		_, _, err := http.NewResponseController(w).Hijack()
		assert.ErrorIs(t, err, http.ErrNotSupported)
		return errcode.LeanCloudUserNotFound
	}).ServeHTTP(w, request("GET", "/", ""))
	assert.Equal(t, 400, w.ResponseWriter.(*httptest.ResponseRecorder).Code, "nothing has begun")
}

func TestRecoverAfterTheStart(t *testing.T) {
	t.Parallel()
	tests := map[string]func(http.ResponseWriter){
		"Write":    func(w http.ResponseWriter) { io.WriteString(w, "begun"); panic(secret) },
		"Flush":    func(w http.ResponseWriter) { w.(http.Flusher).Flush(); io.WriteString(w, "begun"); panic(secret) },
		"ReadFrom": func(w http.ResponseWriter) { io.Copy(w, reading("begun", panicReader{})) },
	}
	for name, begin := range tests {
		t.Run(name, func(t *testing.T) {
			var log bytes.Buffer
			url, finish := serve(t, logTo(&log, errcode.LeanCloud).Recover(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { begin(w) })))
			_, body, err := fetchCut(t, url)
			assert.Empty(t, finish())
			assert.Error(t, err, "the client must see that the answer is not whole")
			assert.Contains(t, "begun", body)
			assert.Equal(t, 1, strings.Count(log.String(), "\n"))
			assert.Contains(t, log.String(), "SELECT password")
		})
	}
}

// A handler that answers an error and returns it too has made a mistake that
// must not cost the client the answer.
func TestSecondErrorDoesNotCutTheFirst(t *testing.T) {
	t.Parallel()
	for name, second := range map[string]func(rp *errcode.Responder, w http.ResponseWriter, r *http.Request) error{
		"returned": func(*errcode.Responder, http.ResponseWriter, *http.Request) error { return errcode.LeanCloudTimeout },
		"WriteError": func(rp *errcode.Responder, w http.ResponseWriter, r *http.Request) error {
			rp.WriteError(w, r, errcode.LeanCloudTimeout)
			return nil
		},
		"NotFound": func(rp *errcode.Responder, w http.ResponseWriter, r *http.Request) error {
			rp.NotFound(w, r)
			return nil
		},
		"panic": func(*errcode.Responder, http.ResponseWriter, *http.Request) error { panic("boom") },
	} {
		var log lockedBuffer
		rp := debugTo(&log, errcode.LeanCloud)
		url, finish := serve(t, rp.Recover(rp.Handler(func(w http.ResponseWriter, r *http.Request) error {
			rp.WriteError(w, r, errcode.LeanCloudUserNotFound)
			return second(rp, w, r)
		})))
		resp, body := fetch(t, "GET", url, "")
		assert.Empty(t, finish(), name)
		assert.Equal(t, 400, resp.StatusCode, name)
		assert.Equal(t, `{"code":211,"error":"Could not find user."}`, body, name)
		assert.Contains(t, log.b.String(), "level=ERROR", name)
	}
}

// A heldWriter is a middleware's that holds the response back.
type heldWriter struct {
	http.ResponseWriter
	status int
	held   bytes.Buffer
}

func (h *heldWriter) Unwrap() http.ResponseWriter { return h.ResponseWriter }
func (h *heldWriter) WriteHeader(status int)      { h.status = status }
func (h *heldWriter) Write(b []byte) (int, error) { return h.held.Write(b) }

// An answer that a middleware holds back when its handler panics goes out once,
// or another one does.
func TestPanicAfterAnAnswerHeldBack(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		deferred bool // whether the middleware sends it all the same
		status   int
		body     string
	}{
		{true, 400, `{"code":211,"error":"Could not find user."}`},
		{false, 500, `{"code":1,"error":"Internal server error. No information available."}`},
	} {
		rp := quiet(errcode.LeanCloud)
		url, finish := serve(t, rp.Recover(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			held := &heldWriter{ResponseWriter: w}
			send := func() {
				w.WriteHeader(held.status)
				w.Write(held.held.Bytes())
			}
			if test.deferred {
				defer send()
			}
			rp.Handler(func(w http.ResponseWriter, r *http.Request) error {
				rp.WriteError(w, r, errcode.LeanCloudUserNotFound)
				panic("boom")
			}).ServeHTTP(held, r)
			send()
		})))
		resp, body := fetch(t, "GET", url, "")
		assert.Empty(t, finish())
		assert.Equal(t, test.status, resp.StatusCode)
		assert.Equal(t, test.body, body)
	}
}

// A handler may return an error that wraps itself.
func TestEndlessErrorIsAnswered(t *testing.T) {
	t.Parallel()
	for _, endless := range []error{new(selfishOne), new(selfishMany)} {
		h := quiet(errcode.LeanCloud).Handler(func(http.ResponseWriter, *http.Request) error { return endless })
		w := httptest.NewRecorder()
		h.ServeHTTP(w, request("GET", "/", ""))
		assert.Equal(t, 500, w.Code, "%T", endless)
	}
}

// A handler that forgets to return after an answer adds nothing to it.
func TestWritingAfterAnAnswerAddsNothing(t *testing.T) {
	t.Parallel()
	const want = `{"code":211,"error":"Could not find user."}`
	for name, more := range map[string]func(w http.ResponseWriter) error{
		"Write":       func(w http.ResponseWriter) error { _, err := w.Write([]byte("MORE")); return err },
		"WriteString": func(w http.ResponseWriter) error { _, err := io.WriteString(w, "MORE"); return err },
		"Copy":        func(w http.ResponseWriter) error { _, err := io.Copy(w, strings.NewReader("MORE")); return err },
		"WriteHeader": func(w http.ResponseWriter) error { w.WriteHeader(200); return io.EOF },
	} {
		rp := quiet(errcode.LeanCloud)
		forgetful := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			rp.WriteError(w, r, errcode.LeanCloudUserNotFound)
			assert.Error(t, more(w), name)
		})
		url, finish := serve(t, rp.Recover(forgetful))
		_, body := fetch(t, "GET", url, "")
		assert.Equal(t, want, body, name)
		assert.Empty(t, finish(), name)

		// A compressor between has to write what it holds.
		url, finish = serve(t, rp.Recover(compressed(rp.Recover(forgetful))))
		_, body = fetch(t, "GET", url, "")
		plain, err := gzip.NewReader(strings.NewReader(body))
		require.NoError(t, err, name)
		text, err := io.ReadAll(plain)
		require.NoError(t, err, name)
		assert.Equal(t, want, string(text), name)
		assert.Empty(t, finish(), name)
	}
}
