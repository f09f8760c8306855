package errcode

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"strings"

	"github.com/seed85f21a9e/errcode/internal/protowire"
)

// maxCloseReason is how many bytes of reason fit in a close frame (RFC 6455,
// section 5.5: the payload of a control frame has at most 125, two are the
// code).
const maxCloseReason = 123

// CloseFrame returns the payload of a WebSocket close frame: the code in two
// bytes, and the reason, cut at 123 bytes without splitting a character. If
// the reason is empty, the code's message is used.
//
// The vendor's clients do not show a close frame to the app. After 4100, 4103
// and 4110 they stop reconnecting, and after every other code they reconnect.
// To show the error to the app, send a command:
//
//   - If a request fails, answer it with [AppendRealtimeError]. The connection
//     stays open.
//   - If the server closes the connection, send [AppendRealtimeClosed] and then
//     the close frame with the same code. The vendor's servers close
//     connections with 4107, 4108, 4109, 4114 and 4200.
//
// CloseFrame fails for 0 and 1006, which clients raise by themselves and which
// cannot be sent, and for numbers outside of 4000 to 4999, the range that RFC
// 6455 leaves to applications.
func (c RealtimeCode) CloseFrame(reason string) ([]byte, error) {
	switch n := c.Number(); {
	case c == RealtimeNormalClosure || c == RealtimeAbnormalClosure:
		return nil, fmt.Errorf("errcode: realtime code %d is raised by clients and cannot be sent in a close frame", n)
	case n < 4000 || n > 4999:
		return nil, fmt.Errorf("errcode: realtime code %d cannot be sent in a close frame: it is not from 4000 to 4999", n)
	}
	if reason == "" {
		reason = c.Message()
	}
	reason = truncate(strings.ToValidUTF8(reason, "\ufffd"), maxCloseReason)
	frame := binary.BigEndian.AppendUint16(make([]byte, 0, 2+len(reason)), uint16(c.Number()))
	return append(frame, reason...), nil
}

// AppendRealtimeError appends to dst the command error of LeanCloud's realtime
// messaging, which answers a failed request, and returns the extended buffer.
// The command is a GenericCommand in the encoding of protocol buffers. It goes
// out as a binary frame under the subprotocol lc.protobuf2.3, and as a text
// frame in base64 under lc.proto2base64.3. For a nil error AppendRealtimeError
// appends nothing.
//
// The request is the number that the client gave its request, the field i.
// Clients count from 1 and ignore an error without a number; to report an error
// that answers no request, use [AppendRealtimeClosed]. The peerID names the
// client that sent the request; it may be empty.
//
// The code is the one that [Catalog.Translate] of [Realtime] returns, except
// that 0 and 1006, which cannot be sent, become [RealtimeInternalError]. The
// field reason is the vendor's name for the code, such as
// CONVERSATION_NOT_FOUND, or its message if the code is one of LeanCloud's
// catalog. A message set by [WithMessage] goes into the field detail; if no
// catalog lists the code, it is the reason. So do the errors of
// [WithFieldErrors], after the message. Details set by [WithDetail] go into
// the fields appCode (a value of type int, within 32 bits) and appMsg (a
// string) if they have these names. The text of a cause, or of a remote error,
// is never sent.
func AppendRealtimeError(dst []byte, peerID string, request int32, err error) []byte {
	if isNil(err) {
		return dst
	}
	dst = appendCommand(dst, commandError, 0, peerID, request)
	return appendFailure(dst, partError, realtimeFailure(err))
}

// AppendRealtimeClosed appends to dst the command session with the op closed,
// which says why the server closes the connection, and returns the extended
// buffer. Its fields and encoding are those of [AppendRealtimeError], but it
// has no appCode and no appMsg. Send the close frame after it; see
// [RealtimeCode.CloseFrame]. For a nil error AppendRealtimeClosed appends
// nothing.
//
// The peerID names the client whose session ends. If several clients share the
// connection, send each of them a command; an empty name reaches only the first
// one.
func AppendRealtimeClosed(dst []byte, peerID string, err error) []byte {
	if isNil(err) {
		return dst
	}
	dst = appendCommand(dst, commandSession, opClosed, peerID, 0)
	return appendFailure(dst, partSession, realtimeFailure(err))
}

// Commands that report errors, and the op that closes a session. These numbers
// and those of the fields below are from the vendor's definition, message.proto
// of the npm package leancloud-realtime 4.3.1.
const (
	commandSession   = 0
	commandConv      = 1
	commandAck       = 3
	commandError     = 7
	commandBlacklist = 20

	opClosed = 6
)

// Fields of a command.
const (
	fieldCommand = 1
	fieldOp      = 2
	fieldPeerID  = 4
	fieldRequest = 5

	partSession   = 102
	partError     = 103
	partAck       = 105
	partConv      = 110
	partBlacklist = 116
)

// A layout has the numbers of the fields of a part that describe an error; 0
// for a field that the part does not have.
type layout struct{ code, reason, detail, appCode, appMsg, pids uint32 }

// layoutOf returns the layout of a part.
func layoutOf(part uint32) layout {
	switch part {
	case partSession:
		return layout{code: 12, reason: 13, detail: 16}
	case partAck:
		return layout{code: 1, reason: 2, appCode: 11, appMsg: 12}
	}
	return layout{code: 1, reason: 2, appCode: 3, detail: 4, pids: 5, appMsg: 6}
}

// A failure is an error as a command describes it.
type failure struct {
	code       int32
	reason     string
	detail     string
	appCode    int32
	hasAppCode bool
	appMsg     string
	pids       []string // only read, never sent
}

// realtimeFailure returns what a client may see of err, which is not nil.
func realtimeFailure(err error) failure {
	f, ok := tryRealtimeFailure(err)
	if !ok {
		f, _ = tryRealtimeFailure(KindInternal)
	}
	return f
}

// tryRealtimeFailure is realtimeFailure for an error whose methods may panic;
// it reports whether they did not.
func tryRealtimeFailure(err error) (f failure, ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	var found finding
	found.find(err, everything)
	var a reply
	a.fill(&realtime, &found, nil)
	switch n := a.code.Number(); {
	case n == 0 || n == int(RealtimeAbnormalClosure) || n != int(int32(n)): // cannot be sent
		f.code, f.reason = int32(RealtimeInternalError), RealtimeInternalError.Message()
		if a.custom {
			f.detail = a.message
		}
	case a.custom && a.row.code != nil:
		f.code, f.reason, f.detail = int32(n), a.row.wire(), a.message
	default:
		f.code, f.reason = int32(n), a.message
	}
	if f.reason == "" {
		f.reason = unlisted.text // for an empty one clients put in a text of their own
	}
	if fields := fieldErrorsOf(a.details); len(fields) > 0 {
		f.detail = withFieldErrors(cmp.Or(f.detail, a.row.english()), fields)
	}
	for _, d := range a.details {
		switch v := d.value.(type) {
		case int:
			if d.key == "appCode" && v == int(int32(v)) {
				f.appCode, f.hasAppCode = int32(v), true
			}
		case string:
			if d.key == "appMsg" {
				f.appMsg = v
			}
		}
	}
	return f, true
}

// appendCommand appends the head of a command.
func appendCommand(dst []byte, command, op int32, peerID string, request int32) []byte {
	dst = protowire.AppendInt32(dst, fieldCommand, command)
	if op != 0 {
		dst = protowire.AppendInt32(dst, fieldOp, op)
	}
	dst = appendText(dst, fieldPeerID, peerID)
	if request != 0 {
		dst = protowire.AppendInt32(dst, fieldRequest, request)
	}
	return dst
}

// appendFailure appends a part of a command.
func appendFailure(dst []byte, part uint32, f failure) []byte {
	var buffer [256]byte
	l := layoutOf(part)
	b := protowire.AppendInt32(buffer[:0], l.code, f.code)
	b = appendText(b, l.reason, f.reason)
	if f.hasAppCode && l.appCode != 0 {
		b = protowire.AppendInt32(b, l.appCode, f.appCode)
	}
	b = appendText(b, l.detail, f.detail)
	b = appendText(b, l.appMsg, f.appMsg)
	return protowire.AppendBytes(dst, part, b)
}

// appendText appends a field of type string, unless the text is empty or the
// part does not have the field.
func appendText(dst []byte, field uint32, text string) []byte {
	if field == 0 || text == "" {
		return dst
	}
	return protowire.AppendBytes(dst, field, strings.ToValidUTF8(text, "\ufffd"))
}
