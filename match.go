package errcode

import (
	"errors"
	"time"
)

// matches reports whether one value of a code type matches another: a code
// matches itself and the number that it is a variant of.
func (c *Catalog) matches(value, target int64) bool {
	value, target = c.meant(value), c.meant(target)
	return value == target || target == numberOf(value)
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
	c, ok := e.code.(coded)
	if ok && c.Is(target) {
		return true
	}
	if t, isError := target.(*Error); isError {
		return e == t
	}
	return !ok && e.code != nil && foreignIs(e.code, target)
}

// foreignIs is errors.Is for a code of somebody else's type, whose methods may
// panic.
func foreignIs(code Code, target error) bool {
	defer ignorePanic() // the result is false then
	return errors.Is(code, target)
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
	return foreignAs(e.code, target)
}

// foreignAs is errors.As for a code of somebody else's type, whose methods may
// panic.
func foreignAs(code Code, target any) bool {
	defer ignorePanic() // the result is false then
	return errors.As(code, target)
}

// isNil reports whether err is nil, or a nil *Error or a nil pointer to a code.
func isNil(err error) bool {
	switch e := err.(type) {
	case nil:
		return true
	case *Error:
		return e == nil
	case codePointer:
		return pointee(e) == nil
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
			code := pointee(e)
			return code, code != nil
		case coded:
			if isAlone(e) {
				return e, true
			}
			return alone(e), true
		case Code:
			code := plain(e)
			return code, code != nil
		case interface{ Unwrap() error }:
			err = e.Unwrap()
		case interface{ Unwrap() []error }:
			return codeOfTree(err, depth)
		default:
			return nil, false
		}
	}
	return nil, false
}

func codeOfTree(err error, depth int) (Code, bool) {
	var f finding
	f.walk(err, firstCode, depth)
	return f.code, f.code != nil
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
