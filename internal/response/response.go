// Package response knows whether a response has begun: whether its header has
// gone out, so that it is too late to answer something else.
package response

import (
	"bufio"
	"errors"
	"io"
	"net"
	"net/http"
	"reflect"
	"sync/atomic"
)

// maxUnwraps bounds how many writers are looked at, one behind the other.
const maxUnwraps = 32

type unwrapper interface{ Unwrap() http.ResponseWriter }

// Begun reports whether the response is known to have begun, by any of w and the
// writers behind it: one made by [Track], or one that has a method Written or
// Committed, as Gin's, or a field Committed, as Echo's. It reaches them as
// [http.ResponseController] does, provided every writer in between has a method
// Unwrap. Of a nil writer it is false.
func Begun(w http.ResponseWriter) bool {
	for range maxUnwraps {
		if t, ok := w.(tracked); ok {
			t := t.self()
			if t.begun.Load() {
				return true
			}
			w = t.ResponseWriter
			continue
		}
		if says(w) {
			return true
		}
		if w = unwrap(w); w == nil {
			return false
		}
	}
	return false
}

// says reports whether a writer says itself that it has begun.
func says(w http.ResponseWriter) bool {
	switch w.(type) {
	case interface{ Written() bool }, interface{ Committed() bool }, unwrapper:
	default:
		return false // as net/http's
	}
	v := reflect.ValueOf(w)
	if v.Kind() == reflect.Pointer && v.IsNil() {
		return false
	}
	if w, ok := w.(interface{ Written() bool }); ok && w.Written() {
		return true
	}
	if w, ok := w.(interface{ Committed() bool }); ok && w.Committed() {
		return true
	}
	if v = reflect.Indirect(v); v.Kind() != reflect.Struct {
		return false
	}
	field, ok := v.Type().FieldByName("Committed")
	if !ok || field.Type.Kind() != reflect.Bool {
		return false
	}
	v, err := v.FieldByIndexErr(field.Index)
	return err == nil && v.Bool()
}

// unwrap returns the writer behind w, or nil.
func unwrap(w http.ResponseWriter) http.ResponseWriter {
	u, ok := w.(unwrapper)
	if !ok {
		return nil
	}
	if v := reflect.ValueOf(w); v.Kind() == reflect.Pointer && v.IsNil() {
		return nil
	}
	return u.Unwrap()
}

// A tracker is a writer that knows whether its response has begun. What it can
// do beyond is up to the types of capability.go.
type tracker struct {
	http.ResponseWriter
	begun atomic.Bool // handlers may still write while somebody asks
}

// tracked is implemented by a tracker and what has one in it.
type tracked interface{ self() *tracker }

func (t *tracker) self() *tracker { return t }

func (t *tracker) begin() {
	if !t.begun.Load() {
		t.begun.Store(true)
	}
}

// Unwrap lets [http.ResponseController] reach what stands behind.
func (t *tracker) Unwrap() http.ResponseWriter { return t.ResponseWriter }

func (t *tracker) WriteHeader(status int) {
	t.ResponseWriter.WriteHeader(status) // panics if it is no status
	// An informational status leaves the response open; 101 does not.
	if status >= 200 || status == http.StatusSwitchingProtocols {
		t.begin()
	}
}

func (t *tracker) Write(b []byte) (int, error) {
	t.begin()
	return t.ResponseWriter.Write(b)
}

// WriteString implements [io.StringWriter].
func (t *tracker) WriteString(s string) (int, error) {
	t.begin()
	return io.WriteString(t.ResponseWriter, s)
}

// firstBytes is as much as net/http copies before it leaves the rest to the
// connection.
const firstBytes = 512

// ReadFrom implements [io.ReaderFrom]. The first bytes are written like any
// others, so that a source that fails or panics at once leaves the response
// open; the rest is left to the writer behind, which may know a faster way
// (net/http's has the kernel copy files and connections).
func (t *tracker) ReadFrom(src io.Reader) (n int64, err error) {
	writer := struct{ io.Writer }{t} // which hides this method from io.Copy
	to, ok := t.ResponseWriter.(io.ReaderFrom)
	if !ok {
		return io.Copy(writer, src)
	}
	if !t.begun.Load() {
		n, err = io.Copy(writer, io.LimitReader(src, firstBytes))
		if err != nil || n < firstBytes {
			return n, err
		}
	}
	rest, err := to.ReadFrom(src)
	return n + rest, err
}

func (t *tracker) flush() (err error) {
	defer func() {
		if !errors.Is(err, http.ErrNotSupported) { // one that fails may have sent the header
			t.begin()
		}
	}()
	return http.NewResponseController(t.ResponseWriter).Flush()
}

func (t *tracker) hijack() (conn net.Conn, buf *bufio.ReadWriter, err error) {
	conn, buf, err = http.NewResponseController(t.ResponseWriter).Hijack()
	if err == nil {
		t.begin()
	}
	return conn, buf, err
}

func (t *tracker) push(target string, opts *http.PushOptions) error {
	if p, ok := find[http.Pusher](t.ResponseWriter); ok {
		return p.Push(target, opts)
	}
	return http.ErrNotSupported
}

func (t *tracker) closeNotify() <-chan bool {
	if c, ok := find[closeNotifier](t.ResponseWriter); ok {
		return c.CloseNotify()
	}
	return nil
}

// find returns the first of w and the writers behind it that is a T.
func find[T any](w http.ResponseWriter) (found T, ok bool) {
	for range maxUnwraps {
		if found, ok = w.(T); ok {
			return found, true
		}
		if w = unwrap(w); w == nil {
			break
		}
	}
	return found, false
}
