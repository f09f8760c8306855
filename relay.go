package errcode

import "errors"

// Relay makes a remote error your own, deliberately: its code, message, status
// and time to wait are answered to your clients as another server sent them.
// The remote error becomes the cause. An error that is not remote is returned
// as it is, and so is one with a code of your own around the remote one; nil is
// nil.
//
// Without Relay, a remote error that is answered keeps its code and time to
// wait and gets the catalog's text: see [Error.Remote]. Relay only what you
// would sign: another server's message may name things that your clients should
// not see.
func Relay(err error) error {
	if isNil(err) {
		return nil
	}
	e := remoteIn(err)
	if e == nil {
		return err
	}
	own := newFullError()
	own.code, own.cause = e.code, err
	own.extra.message, own.extra.wait = e.extra.message, e.extra.wait
	if isErrorStatus(e.extra.status) {
		own.extra.status = e.extra.status
	}
	return own
}

// remoteIn returns the remote error that err is answered as; nil if there is
// none.
func remoteIn(err error) *Error {
	var f finding
	f.find(err, everything)
	e := f.carrier
	if f.code == nil {
		e, _ = errors.AsType[*Error](err) // of a kind alone
	}
	if !e.Remote() {
		return nil
	}
	return e
}
