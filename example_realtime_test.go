package errcode_test

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/seed85f21a9e/errcode"
)

// A request of a client that fails is answered with the command error, which has
// the request's number. The client sees the code, the vendor's name of it, and
// the public message; the cause stays on the server.
func ExampleAppendRealtimeError() {
	cause := errors.New("table members: quota exceeded")
	err := errcode.Wrap(errcode.RealtimeConversationFull, cause, errcode.WithMessage("Only 500 may join."))
	frame := errcode.AppendRealtimeError(nil, "anna", 7, err)

	received, request := errcode.ParseRealtimeCommand(frame)
	fmt.Println(request, received)
	// Output:
	// 7 realtime 4304: Only 500 may join
}

// A server that cuts a connection by itself tells the client why with the command
// session, and then sends the close frame with the same code.
func ExampleAppendRealtimeClosed() {
	code := errcode.RealtimeReadTimeout
	command := errcode.AppendRealtimeClosed(nil, "anna", code)
	closeFrame, err := code.CloseFrame("")

	fmt.Println(errcode.ParseRealtimeCommand(command))
	fmt.Println(binary.BigEndian.Uint16(closeFrame), err)
	// Output:
	// realtime 4107: READ_TIMEOUT 0
	// 4107 <nil>
}

// A client asks of each command whether it tells of an error: the command error,
// a session that the server closes, an ack that failed.
func ExampleParseRealtimeCommand() {
	failedAck := []byte("\x08\x03\x28\x05\xca\x06\x1d\x08\xb1\x22\x12\x18INVALID_MESSAGING_TARGET")
	err, request := errcode.ParseRealtimeCommand(failedAck)
	fmt.Println(err, errors.Is(err, errcode.RealtimeInvalidMessagingTarget), request)

	ack := []byte("\x08\x03\x28\x06")
	err, request = errcode.ParseRealtimeCommand(ack)
	fmt.Println(err == nil, request)
	// Output:
	// realtime 4401: INVALID_MESSAGING_TARGET true 5
	// true 6
}

func ExampleRealtimeCode_CloseFrame() {
	frame, err := errcode.RealtimeFrameTooLong.CloseFrame("")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%d %s\n", binary.BigEndian.Uint16(frame), frame[2:])

	_, err = errcode.RealtimeAbnormalClosure.CloseFrame("")
	fmt.Println(err)
	// Output:
	// 4109 FRAME_TOO_LONG
	// errcode: realtime code 1006 is raised by clients and cannot be sent in a close frame
}

// ParseRealtimeClose reads the code and the reason of a close frame.
func ExampleParseRealtimeClose() {
	err := errcode.ParseRealtimeClose(4109, "FRAME_TOO_LONG")
	fmt.Println(err)
	fmt.Println(errors.Is(err, errcode.RealtimeFrameTooLong))

	err = errcode.ParseRealtimeClose(1001, "going away")
	fmt.Println(errcode.Retryable(err))
	// Output:
	// realtime 4109: FRAME_TOO_LONG
	// true
	// true
}
