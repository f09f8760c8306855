package errcode_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"testing"

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
	type plan struct {
		how  uint8
		size uint16
	}
	var next plan
	rp := &errcode.Responder{Catalog: errcode.LeanCloud, Logger: slog.New(slog.DiscardHandler)}
	s := startServer("HTTP/1.1", rp.Recover(rp.Handler(func(w http.ResponseWriter, r *http.Request) error {
		text := strings.Repeat("x", int(next.size))
		switch next.how & 3 {
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
		if next.how&4 != 0 {
			panic("boom")
		}
		return errcode.LeanCloudUserNotFound
	})))
	f.Cleanup(s.Close)
	f.Fuzz(func(t *testing.T, how uint8, size uint16) {
		next = plan{how, size}
		resp, err := s.Client().Get(s.URL)
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
