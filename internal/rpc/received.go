package rpc

import (
	"strings"

	"github.com/seed85f21a9e/errcode"
)

// remote is a name under which an *errcode.Error can be embedded without hiding
// its method Error.
type remote = errcode.Error

// A Received is an error that came from another server: it is the remote
// *errcode.Error, has the kind of the status that it came with, and wraps the
// error that the RPC returned.
type Received struct {
	*remote
	kind errcode.Kind
	tree [2]error
}

// NewReceived makes a Received of a status and the report of its details.
// original is the error that the RPC returned.
func NewReceived(kind errcode.Kind, message string, p *Report, original error) Received {
	opts := make([]errcode.Option, 0, 8)
	opts = append(opts, errcode.WithRemote(), errcode.WithMessage(kept(message)))
	if p.hasWait {
		opts = append(opts, errcode.WithRetryAfter(p.wait))
	}
	if len(p.args) > 0 {
		args := make([]any, len(p.args))
		for i, arg := range p.args {
			args[i] = arg
		}
		opts = append(opts, errcode.WithArgs(args...))
	}
	for _, d := range p.details {
		opts = append(opts, errcode.WithDetail(d.key, d.value))
	}
	if len(p.fields) > 0 {
		opts = append(opts, errcode.WithFieldErrors(p.fields...))
	}
	var err error
	if p.code != nil {
		err = errcode.New(p.code, append(opts, errcode.WithHTTPStatus(p.code.HTTPStatus()))...)
	} else {
		err = kind.New(append(opts, errcode.WithHTTPStatus(kind.HTTPStatus()))...)
	}
	return Received{remote: err.(*errcode.Error), kind: kind, tree: [2]error{err, original}}
}

// Is reports whether the code or the kind of the status matches target: a
// status that says Canceled is [context.Canceled] whatever the code is.
func (e *Received) Is(target error) bool { return e.remote.Is(target) || e.kind.Is(target) }

// Unwrap returns the remote error and the one that the RPC returned.
func (e *Received) Unwrap() []error { return e.tree[:] }

// kept returns the part of a message that an error keeps.
func kept(message string) string {
	message = valid(message)
	if len(message) > maxMessage {
		return strings.Clone(cut(message, maxMessage)) // without the rest
	}
	return message
}

// OwnWords returns the error to answer when a handler returns err. If err has
// neither a code nor a kind, but the status of an RPC, its own or another
// server's, that is what read makes of it. If a method of err panics, it is err.
func OwnWords(err error, read func(error) error) (own error) {
	defer func() {
		if recover() != nil {
			own = err
		}
	}()
	if _, ok := errcode.CodeOf(err); ok || errcode.KindOf(err) != errcode.KindUnknown {
		return err
	}
	return read(err)
}
