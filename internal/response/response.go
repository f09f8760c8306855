// Package response records whether an HTTP response has begun. Once it has, its
// status and header are settled, and it is too late to send a different one.
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

// maxUnwraps bounds how many writers are unwrapped: their chain may be a cycle.
const maxUnwraps = 32

type unwrapper interface{ Unwrap() http.ResponseWriter }

// Begun reports whether the response is known to have begun. It asks w and
// then, as [http.ResponseController] does, the writers that Unwrap methods lead
// to, up to 32 in all. The ones that know are those made by [Track], those with
// a method Written() bool (Gin, Negroni) or Committed() bool, and those with an
// Unwrap method and a bool field Committed (Echo). One that says yes is enough.
// If none of them knows, or w is nil, Begun returns false.
func Begun(w http.ResponseWriter) bool {
	begun, _ := Ask(w)
	return begun
}

// Ask is like Begun, and reports besides whether [Finish] may do something: it
// does not if w is none of the writers that know. That saves asking again.
func Ask(w http.ResponseWriter) (begun, knows bool) {
	for range maxUnwraps {
		switch t := w.(type) {
		case tracked:
			if t.self().begun.Load() {
				return true, true
			}
		case interface{ Written() bool }, interface{ Committed() bool }, unwrapper:
			if saysBegun(w) {
				return true, true
			}
		default: // such as net/http's
			return false, knows
		}
		knows = true
		w = unwrap(w)
	}
	return false, knows
}

// errWhole is the error of a Write after [Finish].
var errWhole = errors.New("response: nothing can be written after the whole answer")

// Finish records that the response is whole: nothing more is to be written. It
// reaches the writers that [Track] has made as Begun does, and does nothing for
// others. If w itself is one of these, its Write methods fail from now on; a
// compressor in between may still have to write what it holds.
func Finish(w http.ResponseWriter) {
	switch t := w.(type) {
	case tracked:
		t.self().closed.Store(true)
		finish(w)
	case unwrapper:
		finish(w)
	}
}

func finish(w http.ResponseWriter) {
	for range maxUnwraps {
		t, ok := w.(tracked)
		if ok {
			t.self().whole.Store(true)
		}
		if w = unwrap(w); w == nil {
			return
		}
	}
}

// Finished reports whether the response is known to be whole, by [Finish].
func Finished(w http.ResponseWriter) bool {
	for range maxUnwraps {
		if t, ok := w.(tracked); ok && t.self().whole.Load() {
			return true
		}
		if w = unwrap(w); w == nil {
			return false
		}
	}
	return false
}

// saysBegun reports whether a writer from another package says it has begun.
func saysBegun(w http.ResponseWriter) bool {
	v := reflect.ValueOf(w)
	if isNil(v) {
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
	if isNil(reflect.ValueOf(w)) {
		return nil
	}
	return u.Unwrap()
}

func isNil(v reflect.Value) bool { return v.Kind() == reflect.Pointer && v.IsNil() }

// A tracker records whether its response has begun. The types in capability.go
// wrap it to add optional interfaces.
type tracker struct {
	http.ResponseWriter
	begun  atomic.Bool // a handler's goroutine may still write when Begun is called
	whole  atomic.Bool
	closed atomic.Bool // whether writing fails
}

// tracked is implemented by *tracker and the types that wrap one.
type tracked interface{ self() *tracker }

func (t *tracker) self() *tracker { return t }

func (t *tracker) begin() {
	if !t.begun.Load() {
		t.begun.Store(true)
	}
}

// Unwrap lets [http.ResponseController] reach the writer behind.
func (t *tracker) Unwrap() http.ResponseWriter { return t.ResponseWriter }

func (t *tracker) WriteHeader(status int) {
	// After an informational status the final one is still to come, except
	// after 101.
	isFinal := status >= 200 || status == http.StatusSwitchingProtocols
	if t.closed.Load() || !isFinal && status >= 100 && losesStatus(t.ResponseWriter) {
		return
	}
	t.ResponseWriter.WriteHeader(status) // panics if status is invalid
	if isFinal {
		t.begin()
	}
}

// losesStatus reports whether w is the writer of http.TimeoutHandler, or leads
// to it. That writer takes an informational status for the final one, so that an
// error after it would be sent as a success. It could not send it early either,
// because it keeps everything until the handler returns.
func losesStatus(w http.ResponseWriter) bool {
	for range maxUnwraps {
		t := reflect.TypeOf(w)
		if t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		if t.Name() == "timeoutWriter" && t.PkgPath() == "net/http" {
			return true
		}
		if w = unwrap(w); w == nil {
			return false
		}
	}
	return false
}

func (t *tracker) Write(b []byte) (int, error) {
	if t.closed.Load() {
		return 0, errWhole
	}
	t.begin()
	return t.ResponseWriter.Write(b)
}

// WriteString implements [io.StringWriter].
func (t *tracker) WriteString(s string) (int, error) {
	if t.closed.Load() {
		return 0, errWhole
	}
	t.begin()
	return io.WriteString(t.ResponseWriter, s)
}

// firstBytes is how much net/http copies by itself, to detect the content type,
// before it hands the source to the connection.
const firstBytes = 512

// ReadFrom implements [io.ReaderFrom]. It writes the first bytes with Write, so
// the response begins when there is something to send: a source that fails or
// panics before that leaves it open. The writer behind reads the rest from src
// itself, which lets net/http use sendfile and splice.
func (t *tracker) ReadFrom(src io.Reader) (n int64, err error) {
	writer := struct{ io.Writer }{t} // hides ReadFrom from io.Copy
	to, ok := t.ResponseWriter.(io.ReaderFrom)
	if !ok {
		return io.Copy(writer, src)
	}
	if t.closed.Load() {
		return 0, errWhole
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
		// Any other failure, and a panic, may come after the header was sent.
		if !errors.Is(err, http.ErrNotSupported) {
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

// closeNotifier is http.CloseNotifier, which is deprecated. Gin still calls it
// without asking whether it is there.
type closeNotifier interface{ CloseNotify() <-chan bool }

func (t *tracker) closeNotify() <-chan bool {
	if c, ok := find[closeNotifier](t.ResponseWriter); ok {
		return c.CloseNotify()
	}
	return nil
}

// find returns the first T among w and the writers behind it.
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
