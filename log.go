package errcode

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
)

// A journal writes the records of a Responder about one request, which may be
// nil. A nil logger is slog.Default().
type journal struct {
	logger  *slog.Logger
	request *http.Request
}

// maxLogPath bounds the path of a request in a log record.
const maxLogPath = 1 << 10

// write writes a record. A logger that panics does not cost the answer.
func (j journal) write(level slog.Level, msg string, attrs ...slog.Attr) {
	defer func() { _ = recover() }()
	logger := j.logger
	if logger == nil {
		logger = slog.Default()
	}
	ctx := context.Background()
	if r := j.request; r != nil {
		ctx = r.Context()
		attrs = append(attrs, slog.String("method", singleLine(truncate(r.Method, 64))))
		if r.URL != nil {
			attrs = append(attrs, slog.String("path", singleLine(truncate(r.URL.Path, maxLogPath))))
		}
	}
	logger.LogAttrs(ctx, level, msg, attrs...)
}

// failure logs the reply to an error for which the service is to blame.
func (j journal) failure(err error, f *finding, a *reply) {
	level := slog.LevelError
	if (f.canceled || f.lost) && j.hasHungUp() {
		level = slog.LevelDebug
	}
	j.write(level, "errcode: request failed", a.appendTo([]slog.Attr{safeAttr(f, err)}, f.code)...)
}

// appendTo adds what was answered to the attributes of an error with the code,
// which may be nil.
func (a *reply) appendTo(attrs []slog.Attr, code Code) []slog.Attr {
	attrs = append(attrs, slog.Int("status", a.status))
	if c, ok := a.code.(coded); ok && a.code != code {
		attrs = append(attrs, slog.String("answered", c.Catalog().textOf(c.key())))
	}
	return attrs
}

// isServiceFailure reports whether the service is to blame. The kind says so
// even where the vendor's status does not: LeanCloud's timeout has the status
// 400.
func (a *reply) isServiceFailure() bool {
	switch a.kind {
	case KindInternal, KindUnavailable, KindDeadlineExceeded:
		return true
	}
	return a.status >= 500
}

// tooLate logs an error that came after the response had begun, or was a whole
// answer already.
func (j journal) tooLate(err error, whole bool) {
	var f finding
	level := slog.LevelError
	if !f.tryFind(err, everything) {
		f = finding{}
	} else if j.hasHungUp() {
		level = slog.LevelDebug
	}
	msg := "errcode: response aborted, since it had begun"
	if whole {
		msg = "errcode: error after the answer, which stays as it is"
	}
	j.write(level, msg, safeAttr(&f, err))
}

// hasHungUp reports whether the client has closed its connection, or the
// request was canceled otherwise.
func (j journal) hasHungUp() bool {
	return j.request != nil && j.request.Context().Err() == context.Canceled
}

// panicked logs what somebody else's code panicked with.
func (j journal) panicked(msg string, v any, attrs ...slog.Attr) {
	if err, ok := v.(error); ok {
		attrs = append(attrs, Attr(err))
	}
	attrs = append(attrs,
		slog.String("panic", panicText(v)),
		slog.String("stack", truncate(string(debug.Stack()), 16*maxLogText)))
	j.write(slog.LevelError, msg, attrs...)
}

// panicText returns what a panic prints, bounded.
func panicText(v any) string {
	text, ok := safeSprint(v)
	if !ok {
		text = fmt.Sprintf("a value of type %T whose methods panic", v)
	}
	return truncate(text, maxLogText)
}

// A panicError is the error that a panic is.
type panicError struct{ value any }

func (e panicError) Error() string { return "panic: " + panicText(e.value) }

// Unwrap returns what the program panicked with, if that was an error.
func (e panicError) Unwrap() error {
	err, _ := e.value.(error)
	return err
}
