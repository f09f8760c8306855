package response

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var protocols = []string{"HTTP/1.1", "HTTP/2.0"}

// serve starts a server that speaks a protocol, and returns it with a client.
func serve(t testing.TB, protocol string, h http.HandlerFunc) (*httptest.Server, *http.Client) {
	t.Helper()
	server := httptest.NewUnstartedServer(h)
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	if protocol == "HTTP/2.0" {
		server.EnableHTTP2 = true
		server.StartTLS()
	} else {
		server.Start()
	}
	t.Cleanup(server.Close)
	return server, server.Client()
}

// request has a real server serve one request with h, and waits until h
// returns.
func request(t *testing.T, protocol string, h http.HandlerFunc) {
	t.Helper()
	done := make(chan struct{})
	server, client := serve(t, protocol, func(w http.ResponseWriter, r *http.Request) {
		defer close(done)
		assert.Equal(t, protocol, r.Proto)
		h(w, r)
	})
	resp, err := client.Get(server.URL)
	if err == nil {
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
	}
	<-done
}

func TestBegun(t *testing.T) {
	t.Parallel()
	controller := http.NewResponseController
	tests := []struct {
		name string
		do   func(t *testing.T, w http.ResponseWriter)
		want bool
		only string // the protocol that can do it; empty: both
	}{
		{"Write", func(t *testing.T, w http.ResponseWriter) { w.Write([]byte("begun")) }, true, ""},
		{"Write of nothing", func(t *testing.T, w http.ResponseWriter) { w.Write(nil) }, true, ""},
		{"WriteString", func(t *testing.T, w http.ResponseWriter) { w.(io.StringWriter).WriteString("begun") }, true, ""},
		{"Fprint", func(t *testing.T, w http.ResponseWriter) { fmt.Fprint(w, "begun") }, true, ""},
		{"WriteHeader", func(t *testing.T, w http.ResponseWriter) { w.WriteHeader(200) }, true, ""},
		{"WriteHeader without a body", func(t *testing.T, w http.ResponseWriter) { w.WriteHeader(304) }, true, ""},
		{"WriteHeader of an error", func(t *testing.T, w http.ResponseWriter) { w.WriteHeader(500) }, true, ""},
		{"WriteHeader of another protocol", func(t *testing.T, w http.ResponseWriter) { w.WriteHeader(101) }, true, "HTTP/1.1"},
		{"WriteHeader after early hints", func(t *testing.T, w http.ResponseWriter) { w.WriteHeader(103); w.WriteHeader(204) }, true, ""},
		{"Redirect", func(t *testing.T, w http.ResponseWriter) { http.Redirect(w, &http.Request{}, "/", http.StatusFound) }, true, ""},
		{"Flusher", func(t *testing.T, w http.ResponseWriter) { w.(http.Flusher).Flush() }, true, ""},
		{"ResponseController.Flush", func(t *testing.T, w http.ResponseWriter) { assert.NoError(t, controller(w).Flush()) }, true, ""},
		{"Hijacker", func(t *testing.T, w http.ResponseWriter) {
			conn, _, err := w.(http.Hijacker).Hijack()
			require.NoError(t, err)
			conn.Close()
		}, true, "HTTP/1.1"},
		{"ResponseController.Hijack", func(t *testing.T, w http.ResponseWriter) {
			conn, _, err := controller(w).Hijack()
			require.NoError(t, err)
			conn.Close()
		}, true, "HTTP/1.1"},

		{"nothing", func(*testing.T, http.ResponseWriter) {}, false, ""},
		{"Header", func(t *testing.T, w http.ResponseWriter) { w.Header().Set("Content-Length", "7") }, false, ""},
		{"early hints", func(t *testing.T, w http.ResponseWriter) { w.WriteHeader(103); w.WriteHeader(102) }, false, ""},
		{"deadlines", func(t *testing.T, w http.ResponseWriter) {
			assert.NoError(t, controller(w).SetReadDeadline(time.Now().Add(time.Hour)))
			assert.NoError(t, controller(w).SetWriteDeadline(time.Now().Add(time.Hour)))
			assert.NoError(t, controller(w).EnableFullDuplex())
		}, false, ""},
		{"WriteHeader of no status", func(t *testing.T, w http.ResponseWriter) {
			for _, status := range []int{-1, 0, 99, 1000, 4301} {
				assert.Panics(t, func() { w.WriteHeader(status) })
			}
		}, false, ""},
		{"ResponseController.Hijack in vain", func(t *testing.T, w http.ResponseWriter) {
			_, _, err := controller(w).Hijack()
			assert.ErrorIs(t, err, http.ErrNotSupported)
		}, false, "HTTP/2.0"},
		{"Push", func(t *testing.T, w http.ResponseWriter) {
			err := w.(http.Pusher).Push("/style.css", nil)
			assert.ErrorIs(t, err, http.ErrNotSupported, "by the client")
		}, false, "HTTP/2.0"},
		{"CloseNotify", func(t *testing.T, w http.ResponseWriter) { w.(closeNotifier).CloseNotify() }, false, ""},
	}
	for _, protocol := range protocols {
		for _, tt := range tests {
			if tt.only != "" && tt.only != protocol {
				continue
			}
			t.Run(protocol+"/"+tt.name, func(t *testing.T) {
				t.Parallel()
				request(t, protocol, func(w http.ResponseWriter, _ *http.Request) {
					tracked := Track(w)
					assert.False(t, Begun(tracked))
					tt.do(t, tracked)
					assert.Equal(t, tt.want, Begun(tracked))
					assert.Equal(t, tt.want, Begun(unwrapping{tracked}), "behind another writer")
				})
			})
		}
	}
}

// unwrapping is a middleware's writer with an Unwrap method.
type unwrapping struct{ http.ResponseWriter }

func (u unwrapping) Unwrap() http.ResponseWriter { return u.ResponseWriter }

// hiding is one without.
type hiding struct{ http.ResponseWriter }

func TestTrackKnowsItsOwn(t *testing.T) {
	t.Parallel()
	request(t, "HTTP/1.1", func(w http.ResponseWriter, _ *http.Request) {
		first := Track(w)
		assert.Equal(t, first, Track(first))

		outer := Track(unwrapping{first})
		assert.NotEqual(t, first, outer, "it writes to the middleware's writer")
		assert.False(t, Begun(outer))
		w.WriteHeader(103)
		io.WriteString(first, "begun")
		assert.True(t, Begun(outer), "also when something is written behind it later")
		assert.True(t, Begun(Track(unwrapping{first})))

		assert.False(t, Begun(hiding{first}), "nobody can know")
		hidden := Track(hiding{first})
		assert.False(t, Begun(hidden))
		io.WriteString(hidden, "begun")
		assert.True(t, Begun(hidden))
	})
}

func TestWriteThatFailsHasBegun(t *testing.T) {
	t.Parallel()
	for _, protocol := range protocols {
		request(t, protocol, func(w http.ResponseWriter, _ *http.Request) {
			tracked := Track(w)
			tracked.WriteHeader(204)
			_, err := io.WriteString(tracked, "has no place")
			assert.ErrorIs(t, err, http.ErrBodyNotAllowed)
			assert.True(t, Begun(tracked))
		})
	}
}

// flushing is a writer whose FlushError is flush.
type flushing struct {
	http.ResponseWriter
	flush func() error
}

func (f flushing) FlushError() error { return f.flush() }

func TestFlushThatFails(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		flush func() error
		want  bool
	}{
		{"not supported", func() error { return http.ErrNotSupported }, false},
		{"not supported, wrapped", func() error { return fmt.Errorf("gzip: %w", http.ErrNotSupported) }, false},
		{"broken connection", func() error { return net.ErrClosed }, true},
		{"panic", func() error { panic(http.ErrAbortHandler) }, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w := Track(flushing{httptest.NewRecorder(), tt.flush})
			func() {
				defer func() { _ = recover() }()
				assert.Error(t, http.NewResponseController(w).Flush())
			}()
			assert.Equal(t, tt.want, Begun(w))
		})
	}
}

// hijacking is a writer whose Hijack returns err.
type hijacking struct {
	http.ResponseWriter
	err error
}

func (h hijacking) Hijack() (net.Conn, *bufio.ReadWriter, error) { return nil, nil, h.err }

func TestHijackThatFails(t *testing.T) {
	t.Parallel()
	for _, err := range []error{http.ErrNotSupported, http.ErrHijacked, errors.New("closed"), nil} {
		w := Track(hijacking{httptest.NewRecorder(), err})
		_, _, got := w.(http.Hijacker).Hijack()
		assert.Equal(t, err, got)
		assert.Equal(t, err == nil, Begun(w))
	}
}

// A client can tell that a response was aborted after it had begun.
func TestAbort(t *testing.T) {
	t.Parallel()
	for _, protocol := range protocols {
		server, client := serve(t, protocol, func(w http.ResponseWriter, _ *http.Request) {
			w = Track(w)
			w.Write(make([]byte, 20_000))
			if Begun(w) {
				panic(http.ErrAbortHandler)
			}
		})
		resp, err := client.Get(server.URL)
		if err == nil { // the header may come, but never all of the body
			_, err = io.ReadAll(resp.Body)
			resp.Body.Close()
		}
		assert.Error(t, err, protocol)
	}
}

// The writer hides the hook by which MaxBytesReader closes the connection, but
// the handler still can close it.
func TestConnectionClose(t *testing.T) {
	t.Parallel()
	server, client := serve(t, "HTTP/1.1", func(w http.ResponseWriter, r *http.Request) {
		w = Track(w)
		_, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 10))
		var tooLarge *http.MaxBytesError
		assert.ErrorAs(t, err, &tooLarge)
		assert.False(t, Begun(w))
		w.Header().Set("Connection", "close")
		w.WriteHeader(http.StatusRequestEntityTooLarge)
	})
	resp, err := client.Post(server.URL, "text/plain", io.LimitReader(zeros{}, 100))
	require.NoError(t, err)
	defer resp.Body.Close()
	assert.Equal(t, 413, resp.StatusCode)
	assert.True(t, resp.Close)
}

// Goroutines of a handler may go on writing while Begun is called, even after a
// time-out, if the writer behind allows it.
func TestConcurrentUse(t *testing.T) {
	t.Parallel()
	var wg sync.WaitGroup
	handled := make(chan struct{}) // may be long after the answer
	h := http.TimeoutHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer close(handled)
		w = Track(w)
		for range 4 {
			wg.Go(func() {
				for r.Context().Err() == nil {
					Begun(w)
				}
				for range 100 {
					io.WriteString(w, "late")
				}
			})
		}
		<-r.Context().Done()
		io.WriteString(w, "late")
	}), time.Millisecond, "timed out")
	server, client := serve(t, "HTTP/1.1", h.ServeHTTP)
	resp, err := client.Get(server.URL)
	require.NoError(t, err)
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	assert.NoError(t, err)
	assert.Equal(t, "timed out", string(body))
	<-handled
	wg.Wait()
}

func TestAllocations(t *testing.T) {
	request(t, "HTTP/1.1", func(w http.ResponseWriter, _ *http.Request) {
		tracked := Track(w)
		assert.LessOrEqual(t, testing.AllocsPerRun(100, func() { Track(w) }), 1.0)
		assert.Zero(t, testing.AllocsPerRun(100, func() { Track(tracked) }))
		assert.Zero(t, testing.AllocsPerRun(100, func() { Begun(w); Begun(tracked) }))
		assert.Zero(t, testing.AllocsPerRun(100, func() { io.WriteString(tracked, "string") }))
	})
}

func TestFinish(t *testing.T) {
	t.Parallel()
	outer := Track(httptest.NewRecorder())
	assert.False(t, Finished(outer))
	Finish(struct{ http.ResponseWriter }{outer}) // cannot be reached
	assert.False(t, Finished(outer))
	Finish(outer)
	assert.True(t, Finished(outer))
	assert.True(t, Finished(Track(outer)))

	for _, w := range []http.ResponseWriter{nil, httptest.NewRecorder()} {
		Finish(w)
		assert.False(t, Finished(w))
	}
}

func TestAsk(t *testing.T) {
	t.Parallel()
	plain := httptest.NewRecorder()
	begun, knows := Ask(plain)
	assert.False(t, begun)
	assert.False(t, knows, "a writer of package httptest")
	begun, knows = Ask(nil)
	assert.False(t, begun)
	assert.False(t, knows)
	for name, w := range map[string]http.ResponseWriter{
		"a tracker":            Track(plain),
		"a writer with Unwrap": otherMethods{plain},
		"a tracker within one": otherMethods{Track(plain)},
	} {
		begun, knows := Ask(w)
		assert.False(t, begun, name)
		assert.True(t, knows, name)
	}
	w := Track(plain)
	w.WriteHeader(http.StatusOK)
	begun, knows = Ask(otherMethods{w})
	assert.True(t, begun)
	assert.True(t, knows)
}
