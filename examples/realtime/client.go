package main

import (
	"context"
	"errors"

	"github.com/coder/websocket"

	"github.com/seed85f21a9e/errcode"
)

// A client is a client in Go. It waits for the reply to each request. It is not
// safe for concurrent use.
type client struct {
	link
	requests int32
	told     error        // the error in the command that closed the session
	inbox    []directPart // messages that came while waiting for replies
}

// connect opens a WebSocket connection under one of the vendor's subprotocols.
func connect(ctx context.Context, url, subprotocol string) (*client, error) {
	ws, _, err := websocket.Dial(ctx, url, &websocket.DialOptions{Subprotocols: []string{subprotocol}})
	if err != nil {
		return nil, errcode.Wrap(errcode.RealtimeAbnormalClosure, err)
	}
	return &client{link: newLink(ws, 1<<20)}, nil
}

// open logs in.
func (c *client) open(ctx context.Context, appID, peerID string) error {
	_, err := c.call(ctx, command{cmd: cmdSession, op: opOpen, appID: appID, peerID: peerID})
	return err
}

// start starts a conversation and returns its ID.
func (c *client) start(ctx context.Context, members ...string) (string, error) {
	reply, err := c.call(ctx, command{cmd: cmdConv, op: opStart, conv: convPart{members: members}})
	return reply.conv.cid, err
}

// add adds members to a conversation. If some were not added, the error has
// them in the detail pids; it wraps one more error for each further reason.
func (c *client) add(ctx context.Context, cid string, members ...string) error {
	_, err := c.call(ctx, command{cmd: cmdConv, op: opAdd, conv: convPart{cid: cid, members: members}})
	return err
}

// send sends a message.
func (c *client) send(ctx context.Context, cid, text string) error {
	_, err := c.call(ctx, command{cmd: cmdDirect, direct: directPart{cid: cid, msg: text}})
	return err
}

// close logs out and closes the connection.
func (c *client) close(ctx context.Context) error {
	_, err := c.call(ctx, command{cmd: cmdSession, op: opClose})
	if err != nil {
		return err
	}
	return c.ws.Close(websocket.StatusNormalClosure, "")
}

// call sends a command and waits for the reply.
func (c *client) call(ctx context.Context, request command) (command, error) {
	c.requests++
	request.request = c.requests
	if err := c.write(ctx, request.encode()); err != nil {
		return command{}, c.closed(err)
	}
	for {
		reply, err := c.receive(ctx)
		if err != nil || reply.request == request.request {
			return reply, err
		}
	}
}

// receive waits for the next command. It returns the error that the command
// reports, or the reason why the connection was closed.
func (c *client) receive(ctx context.Context) (command, error) {
	for {
		frame, err := c.read(ctx)
		if err != nil {
			return command{}, c.closed(err)
		}
		// ParseRealtimeCommand knows all commands that report errors.
		told, request := errcode.ParseRealtimeCommand(frame)
		if told != nil && request == 0 {
			c.told = told // the close frame follows
			continue
		}
		reply, err := parseCommand(frame)
		switch {
		case told != nil:
			return command{request: request}, told
		case err != nil:
			return command{}, errcode.Wrap(errcode.RealtimeUnparseableRawMessage, err)
		case reply.cmd == cmdDirect:
			c.inbox = append(c.inbox, reply.direct)
		}
		return reply, nil
	}
}

// closed returns the reason why the connection was closed: the error in the
// server's last command, or else the one in the close frame.
func (c *client) closed(err error) error {
	if c.told != nil {
		return c.told
	}
	frame, ok := errors.AsType[websocket.CloseError](err)
	switch {
	case !ok: // no close frame came
		return errcode.Wrap(errcode.RealtimeAbnormalClosure, err)
	case frame.Code == websocket.StatusNormalClosure || frame.Code == websocket.StatusNoStatusRcvd:
		return errcode.RealtimeNormalClosure
	}
	return errcode.ParseRealtimeClose(int(frame.Code), frame.Reason)
}
