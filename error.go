package errcode

import (
	"log/slog"
	"slices"
	"strconv"
	"strings"

	"github.com/seed85f21a9e/errcode/internal/template"
)

// An Error is a code with its context: a cause, a public message, an operation,
// and details. It is made by [New] or [Wrap], or read from a response, and is
// immutable. A nil *Error is no error: its methods return zero values.
//
// The public message is what a client may see. The text of the cause appears in
// Error and in logs, and never in a body, a header, or a localized text.
type Error struct {
	code  Code
	cause error
	extra *extra // nil if there is nothing but a code and a cause
}

// newError makes every error that has no need of anything but options.
func newError(code Code, cause error, opts []Option) error {
	if len(opts) == 0 {
		return &Error{code: plain(code), cause: cause}
	}
	e := newFullError()
	e.code, e.cause = plain(code), cause
	for _, opt := range opts {
		if opt != nil {
			opt(e.extra)
		}
	}
	return e
}

// newFullError returns an error with its extra, which are allocated as one.
func newFullError() *Error {
	e := new(struct {
		Error
		extra extra
	})
	e.Error.extra = &e.extra
	return &e.Error
}

// New returns an error with a code. If the code is nil, the error has none and
// is answered as a general failure.
func New(code Code, opts ...Option) error {
	return newError(code, nil, opts)
}

// Wrap returns an error with a code and a cause. If cause is nil, or a nil
// *Error, it returns nil. If the code is nil, the error has no code of its own.
func Wrap(code Code, cause error, opts ...Option) error {
	if e, ok := cause.(*Error); cause == nil || ok && e == nil {
		return nil
	}
	return newError(code, cause, opts)
}

// New returns an error of the kind k without a code. It matches everything that
// k matches and is answered like k itself, but with the message that the
// options give, if any, in place of the catalog's.
func (k Kind) New(opts ...Option) error { return newError(nil, k, opts) }

// Code returns the code of the error, or nil if it has none.
func (e *Error) Code() Code {
	if e == nil {
		return nil
	}
	return e.code
}

// Message returns the public message: the one given, or else the catalog's. For
// a remote error it is the message received.
func (e *Error) Message() string {
	if e == nil {
		return ""
	}
	r := safeRowOf(e.code)
	if x := e.extra; x != nil {
		if x.message != "" {
			return x.message
		}
		if text, ok := template.Fill(r.template, x.rest().args); ok {
			return text
		}
	}
	if e.code == nil {
		return ""
	}
	return r.wire()
}

// HTTPStatus returns the status given by [WithHTTPStatus], or else that of the
// code, or that of the kind if there is no code, or 500 if there is neither.
// Each of these is from 400 to 599. For a remote error, it returns the status
// that was received, which may be any number; for a nil *Error, it returns 0.
func (e *Error) HTTPStatus() int {
	switch {
	case e == nil:
		return 0
	case e.extra != nil && (e.extra.status != 0 || e.extra.remote):
		return e.extra.status
	}
	if kind, ok := e.cause.(Kind); ok && e.code == nil {
		return kind.HTTPStatus()
	}
	return safeRowOf(e.code).status
}

// Operation returns the operation given by [WithOperation].
func (e *Error) Operation() Operations {
	if e == nil {
		return 0
	}
	return e.extra.rest().operation
}

// Details returns a copy of the details given by [WithDetail], or nil if there
// are none. For a remote error, the details are the members of the body that
// the format does not define, with values as encoding/json decodes them; the
// member errors is a []FieldError if it is as [WithFieldErrors] writes it.
func (e *Error) Details() map[string]any {
	if e == nil {
		return nil
	}
	return valuesOf(e.extra.rest().details)
}

// Args returns a copy of the values given by [WithArgs], as printed text.
func (e *Error) Args() []string {
	if e == nil {
		return nil
	}
	return slices.Clone(e.extra.rest().args)
}

// Remote reports whether the error came from another server: whether it was
// read from a response, or made with [WithRemote]. When you answer one of your
// own clients with a remote error, the error keeps its code and its time to
// wait, but gets the catalog's text: the other server's message and details are
// not passed on. To pass on the message, use [Relay].
func (e *Error) Remote() bool { return e != nil && e.extra != nil && e.extra.remote }

// Inferred reports whether the error was read from a response without a code,
// so that its code was inferred from the HTTP status.
func (e *Error) Inferred() bool { return e != nil && e.extra.rest().inference.from != "" }

// Unwrap returns the cause.
func (e *Error) Unwrap() error {
	if e == nil {
		return nil
	}
	return e.cause
}

// Error returns the code, the public message, and the cause: "leancloud 211:
// Could not find user: connection refused".
func (e *Error) Error() string {
	if e == nil {
		return "<nil>"
	}
	var b strings.Builder
	for { // and no recursion, which would copy the rest of a long chain for each link
		cause := e.writeText(&b)
		if cause == nil {
			return b.String()
		}
		b.WriteString(": ")
		next, ok := cause.(*Error)
		if !ok || next == nil {
			text, ok := safeSprint(cause) // unlike a call of Error, it withstands a nil pointer
			if !ok {
				text = "a cause whose Error method panics"
			}
			b.WriteString(text)
			return b.String()
		}
		e = next
	}
}

// writeText writes what Error prints before the cause, and returns the cause if
// that has more to say.
func (e *Error) writeText(b *strings.Builder) (cause error) {
	message := e.Message()
	if e.extra.isForeign() {
		message = singleLine(message)
	}
	cause = e.cause
	if c, ok := e.code.(coded); ok {
		b.WriteString(c.Catalog().errorText(c.key(), message))
	} else if e.code != nil {
		text, ok := safely(e.code.Error)
		if !ok {
			text = "a code whose Error method panics"
		}
		b.WriteString(text)
	} else {
		if kind, ok := cause.(Kind); ok {
			b.WriteString(kind.Error())
			cause = nil
		} else {
			b.WriteString("error without a code")
		}
		if message != "" {
			b.WriteString(": " + message)
		}
	}
	if inference := e.extra.rest().inference; inference.from != "" {
		b.WriteString(" (inferred from " + inference.from + ")")
		if inference.excerpt != "" {
			b.WriteString(": " + strconv.Quote(inference.excerpt))
		}
	}
	if isSameCode(cause, e.code) {
		return nil
	}
	return cause
}

// isSameCode reports whether a cause is the bare code that wraps it.
func isSameCode(cause error, code Code) bool {
	a, ok := cause.(coded)
	b, ok2 := code.(coded)
	return ok && ok2 && plain(a) == Code(b)
}

// ErrorType returns the code as a label: see [LabelOf]. OpenTelemetry's
// semantic conventions look for a method of this name.
func (e *Error) ErrorType() string {
	if e == nil {
		return ""
	}
	if c, ok := e.code.(coded); ok {
		return c.Catalog().label(c.key())
	}
	if kind, ok := e.cause.(Kind); ok && e.code == nil {
		return kind.ErrorType()
	}
	return otherLabel
}

// LogValue implements [slog.LogValuer]. The value is a group with the catalog,
// number, name, status, and message, and with everything else that the error
// has: remote, inferred_from, and excerpt if it came from another server;
// operation, retry_after, details, and cause. It is bounded as by [Attr], which
// does the same for an error of any type.
func (e *Error) LogValue() slog.Value {
	if e == nil {
		return slog.Value{}
	}
	attrs := e.extra.appendTo(e.logAttrs())
	if e.cause != nil {
		attrs = append(attrs, slog.String("cause", logText(e.cause)))
	}
	return slog.GroupValue(attrs...)
}

// logAttrs returns what identifies the error in a log.
func (e *Error) logAttrs() []slog.Attr {
	message := logMessage(e.Message(), e.extra.isForeign())
	switch c := e.code.(type) {
	case coded:
		return c.Catalog().logAttrs(c.key(), e.HTTPStatus(), message)
	case nil:
		if message == "" {
			return nil
		}
		return []slog.Attr{slog.String("message", message)}
	}
	attrs := make([]slog.Attr, 0, 8)
	if number, ok := safeNumber(e.code); ok {
		attrs = append(attrs, slog.Int("number", number))
	}
	return append(attrs, slog.Int("status", e.HTTPStatus()), slog.String("message", message))
}

// safeNumber is the number of a code whose methods may panic; it reports whether
// they did not.
func safeNumber(code Code) (number int, ok bool) {
	defer ignorePanic() // ok is not set then
	return code.Number(), true
}
