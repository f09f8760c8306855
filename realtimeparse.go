package errcode

import (
	"strconv"
	"strings"

	"github.com/seed85f21a9e/errcode/internal/protowire"
)

// What is kept of what a command tells.
const (
	maxFailures = 16       // of those that some of the members had
	maxPIDs     = 16 << 10 // bytes of the names of all these members
)

// ParseRealtimeClose returns the remote error of a WebSocket close frame: its
// code, known or not, and its reason, cut at 4 KiB. It is never nil: a code of 0
// is RealtimeNormalClosure.
//
// WebSocket's own codes, such as 1000, are numbers that the catalogue does not
// list, but for 1006. Those by which a server goes away or fails, 1001, 1011,
// 1012 and 1013, are of [KindUnavailable] and retryable, because clients
// reconnect. A number beyond 32 bits is read as RealtimeInternalError, and
// [Error.Inferred] says so.
func ParseRealtimeClose(code int, reason string) *Error {
	x := &extra{remote: true, message: received(reason)}
	e := &Error{code: RealtimeInternalError, extra: x}
	if int64(code) == number(int64(code)) {
		e.code = realtime.code(int64(code))
	} else {
		x.inference = &inference{from: "close code " + strconv.Itoa(code)}
	}
	x.status = e.code.HTTPStatus()
	return e
}

// received is a text from another server as an error keeps it.
func received[T string | []byte](text T) string {
	// Four more bytes, so that a character at the edge is cut and not broken.
	head := text[:min(len(text), maxMessage+4)]
	return cut(strings.ToValidUTF8(string(head), "\ufffd"), maxMessage)
}

// ParseRealtimeCommand returns the remote error that a command of LeanCloud's
// realtime messaging tells of, and the number of the request that it replies to,
// 0 if the server sent it by itself. The frame is one GenericCommand of protocol
// buffers: a binary frame, or a text frame that has been decoded from base64.
//
// The error is nil if the command tells of none. For bytes that are no command it
// is nil too, and the request 0. These commands tell of an error:
//
//   - error, whatever is in it. One without a code, or with 0, is read as
//     RealtimeInternalError, and [Error.Inferred] says so.
//   - session and ack with a code other than 0. In the command session without a
//     request it is the reason why the server cuts the connection.
//   - conv and blacklist with members for whom the operation failed. The members
//     with the same failure have one error; the first wraps the second, and so
//     on, so that [errors.Is] finds each.
//
// The message is the field detail, or the reason if that is empty. The details
// may have appCode (an int), appMsg (a string), pids ([]string, the members for
// whom the operation failed), and reason (a string) where that is neither the
// message nor the code's own. A text is cut at 4 KiB, the names of members at 16
// KiB in all, and failures beyond the sixteenth are left out.
func ParseRealtimeCommand(frame []byte) (e *Error, request int32) {
	command := int32(-1)
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

// parseFailure returns the error that a part of a command tells of, which may
// come in pieces, and whether the bytes are well formed.
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
// of which each wraps the next one, and whether the bytes are well formed.
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

// read adds what a part of a command says, or a piece of it, and reports whether
// the bytes are well formed. Names of members count against the limit.
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
	e.code = realtimeCode(f.code, f.reason)
	if f.code == 0 {
		e.code = RealtimeInternalError
		x.inference = &inference{from: "a command without a code"}
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

// realtimeCode returns the code of a number, by the same rules as that of a body.
func realtimeCode(n int32, reason string) Code {
	var f fields
	f.setNumber(&realtime, int64(n), []byte(reason))
	return f.code
}
