package main

import (
	"context"
	"encoding/base64"
	"encoding/binary"
	"io"
	"sync"
	"time"

	"github.com/coder/websocket"

	"github.com/seed85f21a9e/errcode"
)

// The subprotocols that the vendor's clients ask for.
const (
	binaryProtocol = "lc.protobuf2.3"
	textProtocol   = "lc.proto2base64.3"
)

const (
	maxFrame     = 5 << 10 // bytes of a command from a client
	queueLength  = 256     // frames that wait for a slow client
	writeTimeout = 10 * time.Second
)

// A link is either end of a WebSocket connection that carries commands.
type link struct {
	ws    *websocket.Conn
	limit int // bytes of a frame that read accepts
}

func newLink(ws *websocket.Conn, limit int) link {
	ws.SetReadLimit(-1) // read checks the limit, to report the right code
	return link{ws, limit}
}

func (l link) base64() bool { return l.ws.Subprotocol() == textProtocol }

// read returns the next frame. If that is too long or not of the subprotocol,
// the error is RealtimeFrameTooLong or RealtimeUnparseableRawMessage.
func (l link) read(ctx context.Context) ([]byte, error) {
	kind, r, err := l.ws.Reader(ctx)
	if err != nil {
		return nil, err
	}
	limit, want := l.limit, websocket.MessageBinary
	if l.base64() {
		limit, want = base64.StdEncoding.EncodedLen(l.limit), websocket.MessageText
	}
	data, err := io.ReadAll(io.LimitReader(r, int64(limit)+1))
	switch {
	case err != nil:
		return nil, err
	case len(data) > limit:
		return nil, errcode.RealtimeFrameTooLong
	case kind != want:
		return nil, errcode.RealtimeUnparseableRawMessage
	case l.base64():
		data, err = base64.StdEncoding.AppendDecode(nil, data)
		if err != nil {
			return nil, errcode.Wrap(errcode.RealtimeUnparseableRawMessage, err)
		}
	}
	if len(data) > l.limit { // base64 comes in groups of three bytes
		return nil, errcode.RealtimeFrameTooLong
	}
	return data, nil
}

func (l link) write(ctx context.Context, frame []byte) error {
	if l.base64() {
		return l.ws.Write(ctx, websocket.MessageText, base64.StdEncoding.AppendEncode(nil, frame))
	}
	return l.ws.Write(ctx, websocket.MessageBinary, frame)
}

// A conn is the server's end of a connection. Frames to send wait in a queue,
// so that a slow client does not delay others.
type conn struct {
	link
	queue chan []byte

	mu     sync.Mutex
	ended  bool
	status websocket.StatusCode // of the close frame
	reason string
}

func newConn(ws *websocket.Conn) *conn {
	return &conn{link: newLink(ws, maxFrame), queue: make(chan []byte, queueLength)}
}

// send queues a frame, unless the connection is ending.
func (c *conn) send(frame []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ended {
		return
	}
	select {
	case c.queue <- frame:
	default: // the client does not read, so it cannot be told why
		c.ended = true
		close(c.queue)
		go c.ws.CloseNow()
	}
}

func (c *conn) sendCommand(m command) { c.send(m.encode()) }

// end closes the connection once the queue is empty.
func (c *conn) end(status websocket.StatusCode, reason string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ended {
		return
	}
	c.ended, c.status, c.reason = true, status, reason
	close(c.queue)
}

// cut closes the connection because of an error. It sends each client that has
// a session on the connection, peers, a command with the error, because apps
// never see the close frame.
func (c *conn) cut(err error, peers ...string) {
	if len(peers) == 0 {
		peers = []string{""}
	}
	for _, peer := range peers {
		c.send(errcode.AppendRealtimeClosed(nil, peer, err))
	}
	code := errcode.RealtimeCode(errcode.Realtime.Translate(err).Number())
	frame, invalid := code.CloseFrame("")
	if invalid != nil { // a code of another catalog: fine in a command, not in a close frame
		frame, _ = errcode.RealtimeInternalError.CloseFrame("")
	}
	// Package websocket takes the two parts of the payload.
	c.end(websocket.StatusCode(binary.BigEndian.Uint16(frame)), string(frame[2:]))
}

// deliver writes the queued frames until the connection ends.
func (c *conn) deliver() {
	for frame := range c.queue {
		ctx, cancel := context.WithTimeout(context.Background(), writeTimeout)
		err := c.write(ctx, frame)
		cancel()
		if err != nil {
			c.ws.CloseNow()
			return
		}
	}
	c.ws.Close(c.status, c.reason)
}
