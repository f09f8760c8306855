package errcode

import (
	"strconv"
	"strings"

	"github.com/seed85f21a9e/errcode/internal/protowire"
)

// What a remote error keeps of a command.
const (
	maxFailures = 16       // failures of members
	maxPIDs     = 16 << 10 // bytes of the names of members, all failures together
)

// ParseRealtimeClose returns the remote error of a WebSocket close frame, with
// its code, listed or not, and its reason, cut at 4 KiB. It is never nil: the
// code 0 is [RealtimeNormalClosure].
//
// The catalog lists none of WebSocket's own codes but 1006; the others, such as
// 1000, are returned as unlisted numbers. Those by which a server goes away,
// fails, restarts or asks for a pause (1001, 1011, 1012 and 1013) have
// [KindUnavailable] and are retryable. A number beyond 32 bits becomes
// [RealtimeInternalError], and [Error.Inferred] reports true.
func ParseRealtimeClose(code int, reason string) *Error {
	x := &extra{remote: true, message: received(reason)}
	e := &Error{code: RealtimeInternalError, extra: x}
	if int64(code) == numberOf(int64(code)) {
		e.code = realtime.code(int64(code))
	} else {
		x.own().inference = inference{from: "close code " + strconv.Itoa(code)}
	}
	x.status = e.code.HTTPStatus()
	return e
}

// received returns a text of another server as a remote error keeps it.
func received[T string | []byte](text T) string {
	// Four more bytes, so that a character at the edge is cut and not broken.
	head := text[:min(len(text), maxMessage+4)]
	return truncate(strings.ToValidUTF8(string(head), "\ufffd"), maxMessage)
}

// ParseRealtimeCommand returns the remote error that a command of LeanCloud's
// realtime messaging reports, and the number of the request that the command
// answers, 0 if it answers none. The frame is a GenericCommand in the encoding
// of protocol buffers: the content of a binary frame, or of a text frame after
// it has been decoded from base64.
//
// If the command reports no error, e is nil, and request is still set. If the
// frame is not a command, e is nil and request is 0. These commands report an
// error:
//
//   - error, in any case. Without a code, or with the code 0, it becomes
//     [RealtimeInternalError], and [Error.Inferred] reports true.
//   - session and ack, if they have a code other than 0. A session command that
//     answers no request says why the server closes the connection.
//   - conv and blacklist, if the operation failed for some of the members.
//     Members with the same failure share one error. The first error wraps the
//     second, and so on, so that [errors.Is] finds each of them.
//
// The message of the error is the field detail, or the reason if there is no
// detail. [Error.Details] returns appCode (an int), appMsg (a string) and pids
// (the members for whom the operation failed, a []string) if the command has
// them, and reason (a string) if it is neither the message nor the one that the
// catalog has for the code. Texts are cut at 4 KiB. Names of members beyond 16
// KiB and failures beyond the 16th are dropped.
func ParseRealtimeCommand(frame []byte) (e *Error, request int32) {
	command := int32(commandSession) // the default of the format
	r := protowire.NewReader(frame)
	for r.Next() {
		switch {
		case r.Type != protowire.Varint: // another field, as the format has it
		case r.Field == fieldCommand:
			command = r.Int32()
		case r.Field == fieldRequest:
			request = r.Int32()
		}
	}
	if !r.OK() {
		return nil, 0
	}
	ok := true
	switch command {
	case commandError:
		e, ok = parseFailure(frame, partError)
	case commandSession:
		e, ok = parseFailure(frame, partSession)
	case commandAck:
		e, ok = parseFailure(frame, partAck)
	case commandConv:
		e, ok = parseFailures(frame, partConv, 31)
	case commandBlacklist:
		e, ok = parseFailures(frame, partBlacklist, 11)
	}
	if !ok {
		return nil, 0
	}
	return e, request
}

// parseFailure returns the error that a part of a command reports, and whether
// the part is well formed. The format allows for a part in pieces.
func parseFailure(frame []byte, part uint32) (*Error, bool) {
	var f failure
	limit := maxPIDs
	r := protowire.NewReader(frame)
	for r.Next() {
		if r.Field == part && r.Type == protowire.Bytes && !f.read(layoutOf(part), r.Bytes(), &limit) {
			return nil, false
		}
	}
	if f.code == 0 && part != partError {
		return nil, true
	}
	return f.remote(), true
}

// parseFailures returns the errors of the members for whom an operation failed,
// each wrapping the next, and whether the part is well formed.
func parseFailures(frame []byte, part, field uint32) (*Error, bool) {
	var errs []*Error
	limit := maxPIDs
	r := protowire.NewReader(frame)
	for r.Next() {
		if r.Field != part || r.Type != protowire.Bytes {
			continue
		}
		members := protowire.NewReader(r.Bytes())
		for members.Next() {
			if members.Field != field || members.Type != protowire.Bytes || len(errs) == maxFailures {
				continue
			}
			var f failure
			if !f.read(layoutOf(partError), members.Bytes(), &limit) {
				return nil, false
			}
			errs = append(errs, f.remote())
		}
		if !members.OK() {
			return nil, false
		}
	}
	if len(errs) == 0 {
		return nil, true
	}
	for i, e := range errs[1:] {
		errs[i].cause = e
	}
	return errs[0], true
}

// read adds the fields of a part, or of a piece of one, and reports whether it
// is well formed. The names of members count against the limit.
func (f *failure) read(l layout, part []byte, limit *int) bool {
	r := protowire.NewReader(part)
	for r.Next() {
		switch r.Type {
		case protowire.Varint:
			switch r.Field {
			case l.code:
				f.code = r.Int32()
			case l.appCode:
				f.appCode, f.hasAppCode = r.Int32(), true
			}
		case protowire.Bytes:
			switch r.Field {
			case l.reason:
				f.reason = received(r.Bytes())
			case l.detail:
				f.detail = received(r.Bytes())
			case l.appMsg:
				f.appMsg = received(r.Bytes())
			case l.pids:
				if *limit -= len(r.Bytes()) + 1; *limit >= 0 { // an empty name counts too
					f.pids = append(f.pids, received(r.Bytes()))
				}
			}
		}
	}
	return r.OK()
}

// remote returns the error that was read.
func (f *failure) remote() *Error {
	e := newFullError()
	x := e.extra
	x.remote = true
	if f.code == 0 {
		e.code = RealtimeInternalError
		x.own().inference = inference{from: "a command without a code"}
	} else {
		e.setNumber(&realtime, int64(f.code), []byte(f.reason))
	}
	x.status = e.code.HTTPStatus()
	x.message = f.reason
	if f.detail != "" {
		x.message = f.detail
		if f.reason != "" && f.reason != e.code.Message() {
			x.setDetail("reason", f.reason)
		}
	}
	if f.hasAppCode {
		x.setDetail("appCode", int(f.appCode))
	}
	if f.appMsg != "" {
		x.setDetail("appMsg", f.appMsg)
	}
	if f.pids != nil {
		x.setDetail("pids", f.pids)
	}
	return e
}
