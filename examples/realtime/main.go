// Realtime shows how errors of realtime messaging travel over a WebSocket: a
// server that cuts connections, and a client that learns why. JSON stands in for
// the protobuf that the vendor's clients speak. In this directory, run
//
//	go run .
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/coder/websocket"

	"github.com/seed85f21a9e/errcode"
)

func main() {
	if err := run(context.Background(), os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "realtime:", err)
		os.Exit(1)
	}
}

// run starts the server on a free port, makes it cut connections, and fails if a
// reason is not the expected one.
func run(ctx context.Context, out io.Writer) error {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	server := &http.Server{
		Handler:           server{loginTimeout: 10 * time.Second, readTimeout: time.Minute},
		ReadHeaderTimeout: 5 * time.Second,
	}
	go server.Serve(listener)
	defer server.Close()

	const login = `{"cmd":"session","peerId":"anna"}`
	for _, step := range []struct {
		send []string
		want error
	}{
		{[]string{login, `{"cmd":"direct","text":"Hello!"}`}, nil},
		{[]string{login, `{"cmd":"direct","text":"` + strings.Repeat("z", maxMessage) + `"}`}, errcode.RealtimeFrameTooLong},
		{[]string{login, `Hello!`}, errcode.RealtimeUnparseableRawMessage},
		{[]string{`{"cmd":"session","peerId":""}`}, errcode.RealtimeInvalidLogin},
	} {
		told, closed := talk(ctx, out, "ws://"+listener.Addr().String(), step.send...)
		fmt.Fprintf(out, "  %s\n\n", advice(closed))
		for _, err := range []error{told, closed} {
			if !errors.Is(err, step.want) {
				return fmt.Errorf("the error is %v, want %v", err, step.want)
			}
		}
	}
	return nil
}

// talk opens a connection, sends commands, waits for the answer to each, and
// prints both. It returns the error that the server told of in an error command,
// and the one that the connection was closed with. Both are nil if the server was
// content with all commands.
func talk(ctx context.Context, out io.Writer, url string, send ...string) (told, closed error) {
	conn, _, err := websocket.Dial(ctx, url, nil)
	if err != nil {
		return err, err
	}
	defer conn.CloseNow()
	for _, text := range send {
		fmt.Fprintf(out, "→ %s\n", shorten(text))
		if err := conn.Write(ctx, websocket.MessageText, []byte(text)); err != nil {
			return nil, closeError(err)
		}
		answer, err := receive(ctx, out, conn)
		if err != nil {
			return nil, err
		}
		if answer.Cmd == "error" {
			told = errcode.ParseRealtimeClose(answer.Code, answer.Reason)
			_, closed = receive(ctx, out, conn)
			return told, closed
		}
	}
	return nil, conn.Close(websocket.StatusNormalClosure, "")
}

// receive reads and prints a command. Its error tells why the connection closed.
func receive(ctx context.Context, out io.Writer, conn *websocket.Conn) (c command, err error) {
	_, data, err := conn.Read(ctx)
	if err != nil {
		err = closeError(err)
		fmt.Fprintf(out, "← closed: %v\n", err)
		return c, err
	}
	fmt.Fprintf(out, "← %s\n", data)
	return c, json.Unmarshal(data, &c)
}

// closeError makes an error with a realtime code of one that ended a connection.
func closeError(err error) error {
	frame, ok := errors.AsType[websocket.CloseError](err)
	switch {
	case !ok: // no close frame came
		return errcode.Wrap(errcode.RealtimeAbnormalClosure, err)
	case frame.Code == websocket.StatusNormalClosure:
		return errcode.RealtimeNormalClosure
	}
	return errcode.ParseRealtimeClose(int(frame.Code), frame.Reason)
}

// advice tells what a client does about an error.
func advice(err error) string {
	switch {
	case err == nil:
		return "no error"
	case errors.Is(err, errcode.RealtimeFrameTooLong):
		return "is errcode.RealtimeFrameTooLong: reconnect and send less at a time"
	case errors.Is(err, errcode.RealtimeInvalidLogin):
		return "is errcode.RealtimeInvalidLogin: do not reconnect, ask for another name"
	case errcode.Retryable(err):
		return "is retryable: reconnect"
	}
	return "is of the kind " + errcode.KindOf(err).String() + ": report a bug"
}

func shorten(text string) string {
	if len(text) <= 60 {
		return text
	}
	return fmt.Sprintf("%s… (%d bytes)", text[:40], len(text))
}
