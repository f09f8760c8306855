package errcode

import (
	"errors"
	"reflect"
	"time"
)

// matches is the Is of every code type. A code matches itself, the number that
// it is a variant of, its kind, and what its kind matches.
func matches[C codeType](c C, kind Kind, target error) bool {
	if t, ok := target.(C); ok {
		return c == t || int64(t) == numberOf(int64(c))
	}
	return kind.Is(target)
}

// assign is the As of every code type.
func assign[C codeType](c C, target any) bool {
	switch t := target.(type) {
	case *C:
		if t != nil {
			*t = c
		}
		return t != nil
	case *Code:
		if t != nil {
			*t = c
		}
		return t != nil
	case **Error:
		if t != nil {
			*t = &Error{code: c}
		}
		return t != nil
	case *Kind:
		if t != nil {
			*t = kindOf(c)
		}
		return t != nil
	}
	return false
}

// Is reports whether the error's code matches target, as the code's own Is
// does. It does not examine the cause, which [errors.Is] does by itself.
func (e *Error) Is(target error) bool {
	if e == nil || target == nil {
		return false
	}
	if t, ok := target.(*Error); ok {
		return e == t
	}
	switch c := e.code.(type) {
	case nil:
		return false
	case coded:
		return c.Is(target)
	}
	return errors.Is(e.code, target)
}

// As sets target to the error's code if target points to a variable of the
// code's type, a [Code], or a [Kind].
func (e *Error) As(target any) bool {
	if e == nil || target == nil {
		return false
	}
	if t, ok := target.(**Error); ok && t != nil {
		*t = e
		return true
	}
	switch c := e.code.(type) {
	case nil:
		return false
	case coded:
		return c.As(target)
	}
	return errors.As(e.code, target)
}

// Bounds of a walk over an error's tree: one that wraps itself has no end.
const (
	maxDepth  = 1000      // how far down a chain is followed
	maxErrors = 1_000_000 // how many errors are looked at in all
)

// A goal is what a walk is made for. It ends when it has that.
type goal uint8

const (
	everything goal = iota
	firstCode
	firstKind
	firstWait
)

// A finding is what a walk has found in an error's tree, in depth-first order.
type finding struct {
	code      Code      // the first one; nil: none
	row       *row      // of the code
	kind      Kind      // of the first code or bare kind, whichever comes first
	hasKind   bool      // whether there is one
	condition condition // the first one of an error of the standard library
	carrier   *Error    // the error that carries the code; nil for a bare code
	outermost *Error    // the first Error, with a code or without
	canceled  bool      // whether any error says that the caller gave up
	lost      bool      // whether any error says that the connection broke
	aborted   bool      // whether any error is http.ErrAbortHandler

	// What the error with the code says beyond it, and the errors around that
	// one, which have none: the outermost counts.
	message   string
	status    int
	operation Operations
	details   []detail

	wait // of any error of the tree, the outermost counts

	remote  *extra // the first that came from another server, with the code or around it; nil: none
	foreign bool   // whether a message, with the code or around it, may be another server's

	seen int
}

// find walks over the tree of err.
func (f *finding) find(err error, goal goal) { f.walk(err, goal, 0) }

// tryFind is find for an error whose methods may panic, which ends the walk. It
// reports whether they did not.
func (f *finding) tryFind(err error, goal goal) (ok bool) {
	defer ignorePanic() // ok is not set then
	f.find(err, goal)
	return true
}

// walk reports whether it has reached the goal. Nil pointers end a chain.
func (f *finding) walk(err error, goal goal, depth int) bool {
	for ; depth < maxDepth && f.seen < maxErrors; depth++ {
		f.seen++
		switch e := err.(type) {
		case nil:
			return false
		case *Error:
			if e == nil {
				return false
			}
			f.addError(e)
			if f.has(goal) {
				return true
			}
			err = e.cause
			continue
		case Kind:
			f.addKind(e)
			return f.has(goal)
		case codePointer:
			f.addCode(e.deref())
			return f.has(goal)
		case coded:
			f.addRow(e, e.row())
			return f.has(goal)
		}
		if isNilPointer(err) {
			return false
		}
		if code, ok := err.(Code); ok { // of somebody else's type
			f.addCode(plain(code))
		} else if goal != firstCode && goal != firstWait {
			f.addCondition(conditionOf(err))
		}
		if f.has(goal) {
			return true
		}
		switch e := err.(type) {
		case interface{ Unwrap() error }:
			err = e.Unwrap()
		case interface{ Unwrap() []error }:
			for _, err := range e.Unwrap() {
				if f.walk(err, goal, depth+1) {
					return true
				}
			}
			return false
		default:
			return false
		}
	}
	return false
}

// remoteStatus is the status that came from another server; 0 for none.
func (f *finding) remoteStatus() int {
	if f.remote == nil {
		return 0
	}
	return f.remote.status
}

func (f *finding) has(goal goal) bool {
	switch goal {
	case firstCode:
		return f.code != nil
	case firstKind:
		return f.hasKind
	case firstWait:
		return f.hasRetryAfter
	}
	return false
}

func (f *finding) addError(e *Error) {
	if f.outermost == nil {
		f.outermost = e
	}
	if x := e.extra; x != nil {
		f.addExtra(e, x)
	}
	if e.code != nil {
		if f.code == nil {
			f.carrier = e
		}
		f.addCode(e.code)
	}
}

func (f *finding) addExtra(e *Error, x *extra) {
	if !f.hasRetryAfter {
		f.wait = x.wait
	}
	if f.code != nil {
		return // within the error with the code
	}
	f.foreign = f.foreign || x.isForeign()
	if x.remote {
		if f.remote == nil {
			f.remote = x
		}
		return // the rest is another server's words
	}
	if x.rare != nil {
		f.addRare(x.rare)
	}
	if f.message == "" {
		f.message = x.message
	}
	if f.status == 0 {
		f.status = x.status
	}
}

func (f *finding) addRare(r *rare) {
	if f.operation == 0 {
		f.operation = r.operation
	}
	if f.details == nil {
		f.details = r.details
	}
}

func (f *finding) addCode(code Code) {
	if code == nil {
		return
	}
	f.addRow(code, rowOf(code))
}

func (f *finding) addRow(code Code, row *row) {
	if f.code == nil {
		f.code, f.row = code, row
	}
	f.addKind(row.kind)
}

func (f *finding) addKind(kind Kind) {
	if !f.hasKind {
		f.kind, f.hasKind = kind, true
	}
	f.canceled = f.canceled || kind == KindCanceled
}

func (f *finding) addCondition(c condition) {
	switch c {
	case noCondition:
		return
	case conditionAborted:
		f.aborted = true
		return
	case conditionCanceled:
		f.canceled = true
	case conditionLost:
		f.lost = true
	}
	if f.condition == noCondition {
		f.condition = c
	}
}

// meaning is the kind of the error: of its first code or bare kind, or else of
// an error of the standard library.
func (f *finding) meaning() Kind {
	if f.hasKind {
		return f.kind
	}
	return f.condition.kind()
}

// isNilPointer reports whether a method of err might fail for want of a value.
func isNilPointer(err error) bool {
	p := reflect.ValueOf(err)
	return p.Kind() == reflect.Pointer && p.IsNil()
}

// isNil reports whether err is nil, or a nil *Error or a nil pointer to a code.
func isNil(err error) bool {
	switch e := err.(type) {
	case nil:
		return true
	case *Error:
		return e == nil
	case codePointer:
		return e.deref() == nil
	case coded:
		return false
	case Code:
		return plain(e) == nil
	}
	return false
}

// CodeOf returns the code of err: the outermost one or, if an error wraps
// several, as those of [errors.Join] do, the first one in depth-first order. It
// returns nil and false if there is none. It follows chains for a thousand
// errors and examines at most a million errors in all.
//
// A switch over the code misses the variants of a number; to cover them, switch
// over the number:
//
//	if code, ok := errcode.CodeOf(err); ok && code.Catalog() == errcode.Backend {
//		switch errcode.BackendCode(code.Number()) {
//		case errcode.BackendDatabaseError: // and BackendDuplicateKey, …
//		}
//	}
//
// An Unwrap method that panics, such as that of a nil pointer, ends the search.
func CodeOf(err error) (code Code, ok bool) {
	defer ignorePanic() // code and ok are not set then
	return codeOf(err)
}

func ignorePanic() { _ = recover() }

func codeOf(err error) (Code, bool) {
	for depth := 0; depth < maxDepth; depth++ {
		switch e := err.(type) {
		case *Error:
			if e == nil {
				return nil, false
			}
			if e.code != nil {
				return e.code, true
			}
			err = e.cause
		case codePointer:
			code := e.deref()
			return code, code != nil
		case coded:
			return e, true
		case Code:
			code := plain(e)
			return code, code != nil
		case interface{ Unwrap() error }:
			err = e.Unwrap()
		case interface{ Unwrap() []error }:
			var f finding
			f.walk(err, firstCode, depth)
			return f.code, f.code != nil
		default:
			return nil, false
		}
	}
	return nil, false
}

// KindOf returns the kind of the outermost code of err, or the outermost bare
// kind if that comes first. If err has neither, it returns the kind of an error
// of the standard library in err; [Catalog.Translate] lists those that have
// one. Otherwise, and for nil, it returns KindUnknown. An error that wraps
// several is searched as in [CodeOf].
func KindOf(err error) Kind {
	var f finding
	f.tryFind(err, firstKind)
	return f.meaning()
}

// Retryable reports whether the same request, unchanged, may succeed later,
// because the row of its outermost code says so (see [Info]) or because the
// error says how long to wait. An error without a code is retryable if its
// kind, as returned by [KindOf], is KindUnavailable or KindDeadlineExceeded;
// nil is not retryable.
func Retryable(err error) bool {
	var f finding
	f.tryFind(err, everything)
	return f.retryable()
}

func (f *finding) retryable() bool {
	switch {
	case f.hasRetryAfter:
		return true
	case f.code != nil:
		return f.row.retryable
	}
	kind := f.meaning()
	return kind == KindUnavailable || kind == KindDeadlineExceeded
}

// SafeToRetry reports whether the request that failed with err should be
// repeated: err is [Retryable], and repeating the request does no harm, because
// it is idempotent or was certainly not carried out (see [Info].MaybeDone). If
// err has no code, only a failure to open a connection is certain.
func SafeToRetry(err error, idempotent bool) bool {
	var f finding
	f.tryFind(err, everything)
	return f.retryable() && (idempotent || !f.maybeDone())
}

func (f *finding) maybeDone() bool {
	if f.code != nil {
		return f.row.maybeDone
	}
	return f.hasKind || f.condition != conditionUnreachable
}

// RetryAfter returns how long to wait before repeating the request, and whether
// err or an error that it wraps says so. If several do, the outermost one
// counts.
func RetryAfter(err error) (time.Duration, bool) {
	var f finding
	f.tryFind(err, firstWait)
	return f.retryAfter, f.hasRetryAfter
}
