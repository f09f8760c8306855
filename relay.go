package errcode

// Relay makes a remote error your own, deliberately: your clients get its code,
// message, status, and time to wait as the other server sent them. The remote
// error becomes the cause. An error that is not remote is returned unchanged,
// and so is one that wraps the remote error with your own code; for nil, Relay
// returns nil.
//
// Without Relay, the answer has the code and the time to wait of the remote
// error, but the catalog's text: see [Error.Remote]. Relay only what you would
// say yourself: another server's message may mention things that your clients
// should not see.
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
	own.extra.relayed = true
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
	f.tryFind(err, everything)
	e := f.carrier
	if f.code == nil {
		e = f.outermost // of a kind alone
	}
	if !e.Remote() {
		return nil
	}
	return e
}
