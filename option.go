package errcode

import (
	"encoding/json"
	"slices"
	"time"
)

// An extra is what an error says beyond its code and its cause.
type extra struct {
	message string
	status  int  // 0: the code's
	remote  bool // it came from another server
	relayed bool // the message is another server's, made the program's own
	wait
	rare *rare // nil if there is none of it
}

// A rare is what few errors have. It is apart, so that the others are small.
type rare struct {
	args      []string // of the template of the code's message
	operation Operations
	details   []detail
	inference inference
}

// rest returns what few errors have, to be read.
func (x *extra) rest() rare {
	if x == nil || x.rare == nil {
		return rare{}
	}
	return *x.rare
}

// own returns what few errors have, to be set.
func (x *extra) own() *rare {
	if x.rare == nil {
		x.rare = new(rare)
	}
	return x.rare
}

// isForeign reports whether the message may be another server's.
func (x *extra) isForeign() bool { return x != nil && (x.remote || x.relayed) }

// A wait is how long to wait before a request is repeated.
type wait struct {
	retryAfter    time.Duration
	hasRetryAfter bool
}

// An inference says why a remote error that came without a code has the one that
// it has. The zero value means that it came with it.
type inference struct {
	from    string // "HTTP status 502"
	excerpt string // of the body
}

// An Option tells [New] and [Wrap] what the error says beyond its code. A nil
// Option does nothing. If several options set the same thing, the last one
// wins.
type Option func(*extra)

// WithMessage replaces the public message. It is sent as it is, in every
// language. An empty text leaves the catalog's message in place.
func WithMessage(text string) Option {
	return func(x *extra) { x.message = text }
}

// WithMessagef is WithMessage with the text formatted as by [fmt.Sprintf]. The
// formatted arguments are public, so do not pass an internal error. If a method
// of an argument panics, the catalog's message stays in place.
func WithMessagef(format string, args ...any) Option {
	text, _ := safeSprintf(format, args)
	return WithMessage(text)
}

// WithArgs fills in the parameters of a code whose message has parameters: for
// [BackendDuplicateFieldValues], the field and the content type. The values are
// printed immediately, as by [fmt.Sprint], and the result is public. A code
// without parameters ignores them. If their number is wrong, or a method of one
// panics, the message is a wording that needs no values.
func WithArgs(args ...any) Option {
	texts, _ := printArgs(args)
	return func(x *extra) { x.own().args = texts }
}

// WithOperation records, for logs, the operation during which the error
// happened.
func WithOperation(op Operations) Option {
	return func(x *extra) { x.own().operation = op }
}

// WithRetryAfter tells the client to wait before it repeats the request. The
// time is sent as a Retry-After header in whole seconds, rounded up. A negative
// duration counts as zero, which means immediately.
func WithRetryAfter(d time.Duration) Option {
	return func(x *extra) { x.wait = wait{max(d, 0), true} }
}

// WithHTTPStatus replaces the status of the code. Use it where the vendor sends
// one code with several statuses, or has no code for a status: LeanCloud's 1
// comes with 400, 404, and 500. A status that is not from 400 to 599 is
// ignored.
func WithHTTPStatus(status int) Option {
	return func(x *extra) {
		if isErrorStatus(status) {
			x.status = status
		}
	}
}

// WithDetail adds a member to the problem document and to the log record of the
// error. It is public. The value must be one that encoding/json can marshal; of
// others, documents have nothing and records the type. The error keeps the value
// itself, so do not modify what it refers to afterward. A record has at most 16
// KiB of details: a value whose text is longer than 4 KiB is replaced by the
// beginning of its text, and details that do not fit are left out.
//
// The standard members of a problem document cannot be replaced, regardless of
// case: type, title, status, detail, instance, code, and catalog. Vendor bodies
// do not carry details, because the vendors' clients copy unknown members over
// their own.
func WithDetail(key string, value any) Option {
	return func(x *extra) { x.setDetail(key, value) }
}

// WithRemote marks the error as one that came from another server; see
// [Error.Remote]. It is for transports that carry errors between services.
func WithRemote() Option {
	return func(x *extra) { x.remote = true }
}

// WithFieldErrors adds what is wrong with the fields of a request. In a problem
// document it is the member errors. In a vendor's body, which has no room for
// it, it is part of the message: "Invalid request: profile/color must be
// 'green', 'red' or 'blue'". Packages errcodegrpc and errcodeconnect send it as
// a google.rpc.BadRequest, in which that field is profile.color. It is public.
// [Error.Details] has it under the key errors.
func WithFieldErrors(fields ...FieldError) Option {
	fields = append([]FieldError(nil), fields...)
	return func(x *extra) { x.setDetail(fieldErrorsKey, fields) }
}

// A detail is a value, or for a remote error the JSON text of one, which is
// decoded when somebody asks for it.
type detail struct {
	key   string
	value any
	raw   string
}

const (
	maxDetails = 16 << 10 // bytes of the details that are read or logged
	detailSize = 48       // of these, what each takes beside its text
)

// get returns the value; false if JSON text has none in Go, such as 1e400.
func (d detail) get() (value any, ok bool) {
	if fields, ok := d.value.([]FieldError); ok {
		return slices.Clone(fields), true // the error's own do not change
	}
	if d.raw == "" {
		return d.value, true
	}
	if d.key == fieldErrorsKey {
		if fields, ok := parseFieldErrors(d.raw); ok {
			return fields, true
		}
	}
	ok = json.Unmarshal([]byte(d.raw), &value) == nil
	return value, ok
}

// fieldErrorsOf returns the field errors among details.
func fieldErrorsOf(details []detail) []FieldError {
	for _, d := range details {
		if fields, ok := d.value.([]FieldError); ok && d.key == fieldErrorsKey {
			return fields
		}
	}
	return nil
}

func (x *extra) setDetail(key string, value any) {
	own := x.own()
	for i := range own.details {
		if own.details[i].key == key {
			own.details[i].value = value
			return
		}
	}
	own.details = append(own.details, detail{key: key, value: value})
}

// valuesOf returns details as a map of the caller's own; nil if there are none.
func valuesOf(details []detail) map[string]any {
	if len(details) == 0 {
		return nil
	}
	m := make(map[string]any, len(details))
	for _, d := range details {
		if value, ok := d.get(); ok {
			m[d.key] = value
		}
	}
	return m
}
