package errcode_test

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/seed85f21a9e/errcode"
)

// A failed request is answered with the command error, which has the number of
// the request. The client sees the code, the vendor's name for it and the
// public message. The cause stays on the server.
func ExampleAppendRealtimeError() {
	cause := errors.New("table members: quota exceeded")
	err := errcode.Wrap(errcode.RealtimeConversationFull, cause, errcode.WithMessage("Only 500 may join."))
	frame := errcode.AppendRealtimeError(nil, "anna", 7, err)

	received, request := errcode.ParseRealtimeCommand(frame)
	fmt.Println(request, received)
	// Output:
	// 7 realtime 4304: Only 500 may join
}

// A server that closes a connection sends the reason in the command session,
// and then the close frame with the same code.
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

// A client passes every command to ParseRealtimeCommand, which knows all those
// that report errors: this one is the ack of a message that was not sent.
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

// Close frames may have WebSocket's own codes too.
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
