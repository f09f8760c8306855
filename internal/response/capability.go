package response

import (
	"bufio"
	"net"
	"net/http"
)

// Track returns a writer that writes to w and knows whether the response has
// begun, for [Begun] to ask. If w is such a writer already, it returns w; if w is
// nil, nil.
//
// The writer is an [http.Flusher], [http.Hijacker] or [http.Pusher] if w is one,
// or a writer behind w that Unwrap leads to. Where it is a Flusher and one of the
// others, as net/http's are, it is an http.CloseNotifier too if w is. It is an
// [io.StringWriter] and an [io.ReaderFrom] in any case, by those of w if w has
// them. Deadlines and full duplex are within reach of [http.ResponseController].
func Track(w http.ResponseWriter) http.ResponseWriter {
	if w == nil {
		return nil
	}
	if _, ok := w.(tracked); ok {
		return w
	}
	t := &tracker{ResponseWriter: w}
	switch can := capabilities(w); can {
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

// A capability is what some writers can do and others cannot.
type capability int

const (
	flush capability = 1 << iota
	hijack
	push
	closeNotify
)

// closeNotifier is http.CloseNotifier, which is deprecated, but called by Gin.
type closeNotifier interface{ CloseNotify() <-chan bool }

// capabilities tells what w and the writers behind it can do.
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

// The types that a tracker takes on. Each is one pointer, so that none is
// allocated.
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

func (w flusher) Flush()            { w.flush() }
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
