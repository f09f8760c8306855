package response

import (
	"bufio"
	"net"
	"net/http"
)

// Track returns a writer that passes everything on to w and records whether the
// response has begun, which [Begun] reports. If w already is such a writer,
// Track returns w. Track(nil) is nil. An informational status, such as 103, is
// not passed on to the writer of [http.TimeoutHandler], which would take it for
// the final one.
//
// The writer implements [http.Flusher], [http.Hijacker] and [http.Pusher] only
// where w, or a writer that its Unwrap methods lead to, implements them. The
// deprecated http.CloseNotifier is passed on beside a Flusher that is also a
// Hijacker or a Pusher, as in net/http's own writers, and dropped otherwise.
// The writer always implements [io.StringWriter] and [io.ReaderFrom] and uses
// those methods of w if there are any. [http.ResponseController] reaches
// everything else, such as deadlines.
//
// Recording is safe for concurrent use; everything else is as safe as w is.
func Track(w http.ResponseWriter) http.ResponseWriter {
	if w == nil {
		return nil
	}
	if _, ok := w.(tracked); ok {
		return w
	}
	t := &tracker{ResponseWriter: w}
	switch capabilities(w) {
	case flush, flush | closeNotify:
		return flusher{t}
	case hijack, hijack | closeNotify:
		return hijacker{t}
	case push, push | closeNotify:
		return pusher{t}
	case hijack | push, hijack | push | closeNotify:
		return hijackPusher{hijacker{t}}
	case flush | hijack:
		return flushHijacker{flusher{t}}
	case flush | push:
		return flushPusher{flusher{t}}
	case flush | hijack | push:
		return flushHijackPusher{flushHijacker{flusher{t}}}
	case flush | hijack | closeNotify: // net/http's for HTTP/1
		return notifyHijacker{flushHijacker{flusher{t}}}
	case flush | push | closeNotify: // net/http's for HTTP/2
		return notifyPusher{flushPusher{flusher{t}}}
	case flush | hijack | push | closeNotify:
		return notifyHijackPusher{flushHijackPusher{flushHijacker{flusher{t}}}}
	}
	return t
}

// A capability is an optional interface of writers; several are or-ed together.
type capability int

const (
	flush capability = 1 << iota
	hijack
	push
	closeNotify
)

// capabilities returns what w and the writers behind it implement.
func capabilities(w http.ResponseWriter) (can capability) {
	for range maxUnwraps {
		switch w.(type) {
		case http.Flusher, interface{ FlushError() error }:
			can |= flush
		}
		if _, ok := w.(http.Hijacker); ok {
			can |= hijack
		}
		if _, ok := w.(http.Pusher); ok {
			can |= push
		}
		if _, ok := w.(closeNotifier); ok {
			can |= closeNotify
		}
		if w = unwrap(w); w == nil {
			break
		}
	}
	return can
}

// One type for each set of capabilities. Each consists of a single pointer, so
// converting it to an interface does not allocate.
type (
	flusher            struct{ *tracker }
	hijacker           struct{ *tracker }
	pusher             struct{ *tracker }
	hijackPusher       struct{ hijacker }
	flushHijacker      struct{ flusher }
	flushPusher        struct{ flusher }
	flushHijackPusher  struct{ flushHijacker }
	notifyHijacker     struct{ flushHijacker }
	notifyPusher       struct{ flushPusher }
	notifyHijackPusher struct{ flushHijackPusher }
)

func (w flusher) Flush()            { _ = w.flush() } // has no way to report an error
func (w flusher) FlushError() error { return w.flush() }

func (w hijacker) Hijack() (net.Conn, *bufio.ReadWriter, error)      { return w.hijack() }
func (w flushHijacker) Hijack() (net.Conn, *bufio.ReadWriter, error) { return w.hijack() }

func (w pusher) Push(target string, opts *http.PushOptions) error       { return w.push(target, opts) }
func (w hijackPusher) Push(target string, opts *http.PushOptions) error { return w.push(target, opts) }
func (w flushPusher) Push(target string, opts *http.PushOptions) error  { return w.push(target, opts) }
func (w flushHijackPusher) Push(target string, opts *http.PushOptions) error {
	return w.push(target, opts)
}

func (w notifyHijacker) CloseNotify() <-chan bool     { return w.closeNotify() }
func (w notifyPusher) CloseNotify() <-chan bool       { return w.closeNotify() }
func (w notifyHijackPusher) CloseNotify() <-chan bool { return w.closeNotify() }
