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
	maxFrame     = 5 << 10 // bytes that a client may send at a time
	queueLength  = 256     // frames that wait for a slow client
	writeTimeout = 10 * time.Second
)

// A link is a WebSocket connection that carries commands, of the server or of the
// client.
type link struct {
	ws    *websocket.Conn
	limit int // bytes of a frame that is read
}

func newLink(ws *websocket.Conn, limit int) link {
	ws.SetReadLimit(-1) // read keeps the limit, and tells of it
	return link{ws, limit}
}

func (l link) base64() bool { return l.ws.Subprotocol() == textProtocol }

// read returns the next frame. It fails with RealtimeFrameTooLong or
// RealtimeUnparseableRawMessage if there is one that cannot be read.
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
	if len(data) > l.limit { // by a byte or two of the last group of base64
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

// A conn is a connection of a client to the server. Frames wait in a queue, so
// that a client that reads slowly holds up nobody but itself.
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
	default: // no way to tell a client that does not read
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

// cut ends the connection because of an error. The clients that have a session on
// it, peers, are told of it by commands, since what a close frame says reaches no
// app.
func (c *conn) cut(err error, peers ...string) {
	if len(peers) == 0 {
		peers = []string{""}
	}
	for _, peer := range peers {
		c.send(errcode.AppendRealtimeClosed(nil, peer, err))
	}
	code := errcode.RealtimeCode(errcode.Realtime.Translate(err).Number())
	frame, invalid := code.CloseFrame("")
	if invalid != nil { // a code of another catalogue, which the command may have
		frame, _ = errcode.RealtimeInternalError.CloseFrame("")
	}
	// The package websocket wants the two parts of the frame's payload.
	c.end(websocket.StatusCode(binary.BigEndian.Uint16(frame)), string(frame[2:]))
}

// deliver writes what is queued, until the connection ends.
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
