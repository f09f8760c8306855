package errcode

import (
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"
)

// maxCloseReason is how many bytes of reason fit in a close frame (RFC 6455,
// section 5.5: the payload of a control frame has at most 125, two are the
// code).
const maxCloseReason = 123

// CloseFrame returns the payload of a WebSocket close frame: the code in two
// bytes, and the reason, cut at 123 bytes on the border of a character. An
// empty reason stands for the code's message.
//
// The codes that cut a connection are those of this catalogue from 4100 to
// 4117, and 4200. Send the error command, with the same code, before the frame:
// the vendor's clients do not show the app why a connection was closed. On
// 4100, 4103 and 4110 they stop reconnecting, on all others they reconnect.
//
// It fails for 0 and 1006, which clients raise by themselves and which cannot
// be sent, and for numbers outside of 4000 to 4999, the range that RFC 6455
// leaves to applications.
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

// ParseRealtimeClose returns the remote error of a WebSocket close frame, or of
// an error command: its code, known or not, and its reason, cut at 4 KiB. The
// codes of RFC 6455 itself, such as 1000 and 1001, are numbers that the
// catalogue does not list, but for 1006. A number beyond 32 bits is read as
// RealtimeInternalError, and [Error.Inferred] says so. It is never nil: a code
// of 0 is RealtimeNormalClosure.
func ParseRealtimeClose(code int, reason string) *Error {
	x := &extra{remote: true}
	e := &Error{code: RealtimeInternalError, extra: x}
	if int64(code) == numberOf(int64(code)) {
		e.code = realtime.code(int64(code))
	} else {
		x.inference = &inference{from: "close code " + strconv.Itoa(code)}
	}
	x.message = truncate(strings.ToValidUTF8(reason, "\ufffd"), maxMessage)
	x.status = e.code.HTTPStatus()
	return e
}
