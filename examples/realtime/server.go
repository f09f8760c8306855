package main

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"log/slog"
	"net/http"
	"time"

	"github.com/coder/websocket"

	"github.com/seed85f21a9e/errcode"
)

// A command is what both sides send. In an acknowledgment the code 0 is success.
type command struct {
	Cmd    string `json:"cmd"` // "session", "direct", "ack" or "error"
	PeerID string `json:"peerId,omitempty"`
	Text   string `json:"text,omitempty"`
	Code   int    `json:"code"`
	Reason string `json:"reason,omitempty"`
}

const (
	maxMessage = 5 << 10 // bytes
	maxPeerID  = 64      // characters
)

// A server acknowledges the messages of clients that have opened a session.
type server struct {
	loginTimeout time.Duration // until the session has to be open
	readTimeout  time.Duration // between messages, from then on
}

func (s server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	conn, err := websocket.Accept(w, r, nil)
	if err != nil {
		return // Accept has answered
	}
	defer conn.CloseNow()
	if code := s.session(r.Context(), conn); code != errcode.RealtimeNormalClosure {
		cut(conn, code)
	}
}

// session serves a connection and returns the code to cut it with,
// RealtimeNormalClosure if it is closed already.
//
// The time-outs are timers, because a context that ends closes the connection
// before anybody can tell the client why.
func (s server) session(ctx context.Context, conn *websocket.Conn) errcode.RealtimeCode {
	timer := time.AfterFunc(s.loginTimeout, func() { cut(conn, errcode.RealtimeLoginTimeout) })
	defer func() { timer.Stop() }()
	for open := false; ; {
		_, data, err := conn.Read(ctx)
		if err != nil {
			return errcode.RealtimeNormalClosure
		}
		timer.Stop()
		var c command
		switch {
		case len(data) > maxMessage:
			return errcode.RealtimeFrameTooLong
		case json.Unmarshal(data, &c) != nil:
			return errcode.RealtimeUnparseableRawMessage
		case c.Cmd == "session" && (c.PeerID == "" || len([]rune(c.PeerID)) > maxPeerID):
			return errcode.RealtimeInvalidLogin
		case c.Cmd == "session":
			open = true
		case !open:
			return errcode.RealtimeSessionRequired
		case c.Cmd != "direct":
			return errcode.RealtimeUnparseableRawMessage
		}
		if send(ctx, conn, command{Cmd: "ack"}) != nil {
			return errcode.RealtimeNormalClosure
		}
		timer = time.AfterFunc(s.readTimeout, func() { cut(conn, errcode.RealtimeReadTimeout) })
	}
}

// cut closes a connection with a code. An error command with the same code goes
// first: the vendor's clients do not show the app what a close frame says.
func cut(conn *websocket.Conn, code errcode.RealtimeCode) {
	frame, err := code.CloseFrame("")
	if err != nil { // no code that can be sent
		slog.Error("realtime: cutting a connection", "error", err)
		conn.CloseNow()
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	send(ctx, conn, command{Cmd: "error", Code: code.Number(), Reason: code.Message()})
	// The package websocket wants the two parts of the frame's payload.
	conn.Close(websocket.StatusCode(binary.BigEndian.Uint16(frame)), string(frame[2:]))
}

func send(ctx context.Context, conn *websocket.Conn, c command) error {
	data, err := json.Marshal(c)
	if err != nil {
		return err
	}
	return conn.Write(ctx, websocket.MessageText, data)
}
