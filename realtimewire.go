package errcode

import (
	"encoding/binary"
	"fmt"
	"strings"

	"github.com/seed85f21a9e/errcode/internal/protowire"
)

// maxCloseReason is how many bytes of reason fit in a close frame (RFC 6455,
// section 5.5: the payload of a control frame has at most 125, two are the code).
const maxCloseReason = 123

// CloseFrame returns the payload of a WebSocket close frame: the code in two
// bytes, and the reason, cut at 123 bytes on the border of a character. An empty
// reason stands for the code's message.
//
// The vendor's clients do not show the app what a close frame says. On 4100,
// 4103 and 4110 they stop reconnecting, on all others they reconnect. So:
//
//   - What fails as the reply to a request is answered with
//     [AppendRealtimeError], and the connection stays open.
//   - A server that cuts the connection by itself sends [AppendRealtimeClosed]
//     first, and then the close frame with the same code. The codes that the
//     vendor's servers cut with are 4107, 4108, 4109, 4114 and 4200.
//
// It fails for 0 and 1006, which clients raise by themselves and which cannot be
// sent, and for numbers outside of 4000 to 4999, the range that RFC 6455 leaves
// to applications.
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
	reason = cut(strings.ToValidUTF8(reason, "\ufffd"), maxCloseReason)
	frame := binary.BigEndian.AppendUint16(make([]byte, 0, 2+len(reason)), uint16(c.Number()))
	return append(frame, reason...), nil
}

// AppendRealtimeError appends to dst the command that answers a request of a
// client of LeanCloud's realtime messaging with err, and returns the extended
// buffer: one GenericCommand of protocol buffers, to be sent as a binary frame
// under the subprotocol lc.protobuf2.3, and as a text frame in base64 under
// lc.proto2base64.3. For a nil error it appends nothing.
//
// The request is the number that the client gave it, its field i. The clients
// number from 1; without a number no app hears of the error, so that a server
// that has no request to answer uses [AppendRealtimeClosed]. The peerID is the
// client that asked, empty if the request has none.
//
// The code is that of [Catalog.Translate]; 0 and 1006, which cannot be sent,
// become RealtimeInternalError. The reason is the vendor's name of the code,
// such as CONVERSATION_NOT_FOUND, of a code of LeanCloud's its message. A public
// message of the error's own goes into the field detail; it is the reason of an
// unlisted number. The details appCode, an integer of 32 bits, and appMsg, a
// string (see [WithDetail]), go into the fields of the same names. The cause
// stays on the server, and so does the text of a remote error.
func AppendRealtimeError(dst []byte, peerID string, request int32, err error) []byte {
	if isNil(err) {
		return dst
	}
	dst = appendCommand(dst, commandError, 0, peerID, request)
	return appendFailure(dst, partError, realtimeFailure(err))
}

// AppendRealtimeClosed appends to dst the command by which a server tells a
// client why it cuts the connection, and returns the extended buffer: the command
// session with the op closed, with code and texts as in [AppendRealtimeError].
// The close frame follows, see [RealtimeCode.CloseFrame]. For a nil error it
// appends nothing.
//
// The peerID is the client that has a session on the connection. If several
// have, each gets a command. An empty one reaches the first client alone.
func AppendRealtimeClosed(dst []byte, peerID string, err error) []byte {
	if isNil(err) {
		return dst
	}
	dst = appendCommand(dst, commandSession, opClosed, peerID, 0)
	return appendFailure(dst, partSession, realtimeFailure(err))
}

// The commands, and the op of one, that tell of errors: the numbers of the
// vendor's protobuf definition, message.proto of the npm package
// leancloud-realtime 4.3.1, as all numbers below.
const (
	commandSession   = 0
	commandConv      = 1
	commandAck       = 3
	commandError     = 7
	commandBlacklist = 20

	opClosed = 6
)

// The fields of a command.
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

// A layout has the numbers of the fields that tell of an error within a part of a
// command; 0 where the part lacks one.
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

// A failure is an error as a command tells of it.
type failure struct {
	code       int32
	reason     string
	detail     string
	appCode    int32
	hasAppCode bool
	appMsg     string
	pids       []string // of a command that was read
}

// realtimeFailure returns what a client may see of err, which is not nil.
func realtimeFailure(err error) (f failure) {
	var a answer
	realtime.answer(&a, err, nil)
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
		f.reason = unlisted.text // an empty one makes clients look up a text of theirs
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
	return f
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

// appendText appends a field of the type string, unless it is empty or the part
// has no such field.
func appendText(dst []byte, field uint32, text string) []byte {
	if field == 0 || text == "" {
		return dst
	}
	return protowire.AppendBytes(dst, field, strings.ToValidUTF8(text, "\ufffd"))
}
