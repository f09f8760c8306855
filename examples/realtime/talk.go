package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"time"

	"github.com/coder/websocket"

	"github.com/seed85f21a9e/errcode"
)

// A talk handles the commands of one connection. Several clients may have a
// session on it.
type talk struct {
	server *server
	conn   *conn
	logins []*login // guarded by chat.mu
}

// serve reads and handles commands until the connection ends. A request that
// fails is answered with an error; a frame that cannot be read closes the
// connection.
func (t *talk) serve(ctx context.Context) {
	// Time-outs are timers: when a context ends, package websocket drops the
	// connection, and the client does not get the reason.
	timer := time.AfterFunc(t.server.loginTimeout, t.expire)
	defer timer.Stop()
	for {
		frame, err := t.conn.read(ctx)
		var c command
		if err == nil {
			if c, err = parseCommand(frame); err != nil {
				err = errcode.Wrap(errcode.RealtimeUnparseableRawMessage, err)
			}
		}
		if err != nil {
			if code, ok := errcode.CodeOf(err); ok {
				t.cut(code)
			}
			break
		}
		if err := t.handle(c); err != nil && c.request != 0 {
			t.conn.send(errcode.AppendRealtimeError(nil, c.peerID, c.request, err))
		}
		if len(t.peers()) > 0 {
			timer.Reset(t.server.readTimeout)
		}
	}
	t.server.chat.leaveAll(t)
	t.conn.end(websocket.StatusNormalClosure, "")
}

// expire closes a connection that has been silent for too long.
func (t *talk) expire() {
	if len(t.peers()) == 0 {
		t.cut(errcode.RealtimeLoginTimeout)
	} else {
		t.cut(errcode.RealtimeReadTimeout)
	}
}

func (t *talk) cut(err error) { t.conn.cut(err, t.peers()...) }

// peers returns the clients that have a session on the connection.
func (t *talk) peers() []string {
	t.server.chat.mu.Lock()
	defer t.server.chat.mu.Unlock()
	peers := make([]string, len(t.logins))
	for i, l := range t.logins {
		peers[i] = l.peerID
	}
	return peers
}

// end ends a session because of an error. If it is the last one on the
// connection, the connection is closed.
func (t *talk) end(l *login, err error) {
	t.server.chat.leave(l)
	if len(t.peers()) > 0 {
		t.conn.send(errcode.AppendRealtimeClosed(nil, l.peerID, err))
		return
	}
	t.conn.cut(err, l.peerID)
}

// handle carries out a command and replies to it, unless it fails.
func (t *talk) handle(c command) error {
	switch {
	case c.cmd == cmdEcho:
		t.conn.sendCommand(command{cmd: cmdEcho, request: c.request})
		return nil
	case c.cmd == cmdSession && c.op == opOpen:
		return t.open(c)
	}
	l := t.server.chat.find(t, c.peerID)
	if l == nil {
		return errcode.RealtimeSessionRequired
	}
	reply, err := t.carryOut(l, c)
	if err == nil && c.request != 0 {
		reply.cmd, reply.peerID, reply.request = c.cmd, l.peerID, c.request
		if c.cmd == cmdDirect {
			reply.cmd = cmdAck
		}
		t.conn.sendCommand(reply)
	}
	return err
}

// carryOut carries out a command of a client that has a session.
func (t *talk) carryOut(l *login, c command) (reply command, err error) {
	chat := t.server.chat
	switch c.cmd {
	case cmdSession:
		switch c.op {
		case opClose:
			chat.leave(l)
			return command{op: opClosed}, nil
		case opRefresh:
			err := t.server.checkToken(c.session.token, l.peerID)
			return command{op: opRefreshed, session: t.session(l.peerID)}, err
		}
	case cmdConv:
		switch c.op {
		case opStart:
			return t.start(l, c.conv)
		case opAdd:
			return t.add(l, c.conv)
		case opRemove:
			err := chat.remove(l, c.conv.cid, c.conv.members)
			return command{op: opRemoved, conv: convPart{cid: c.conv.cid, allowed: c.conv.members}}, err
		case opQuery:
			return t.query(c.conv)
		case opCount:
			n, err := chat.count(c.conv.cid)
			return command{op: opResult, conv: convPart{cid: c.conv.cid, count: int32(n)}}, err
		}
	case cmdDirect:
		return t.deliver(l, c.direct), nil
	case cmdAck, cmdRead: // the client has received or read messages
		return command{}, nil
	}
	return command{}, errcode.New(errcode.RealtimeInternalError, errcode.WithMessage("This server does not know the command."))
}

// open opens a session.
func (t *talk) open(c command) error {
	if c.appID != "" && c.appID != t.server.appID {
		return errcode.RealtimeAppNotAvailable
	}
	if c.peerID == "" { // the server chooses the name
		c.peerID = rand.Text()
	}
	if err := checkPeerID(c.peerID); err != nil {
		return err
	}
	if c.session.token != "" {
		if err := t.server.checkToken(c.session.token, c.peerID); err != nil {
			return err
		}
	}
	if err := allow(t.server.onOpen, c.peerID); err != nil {
		return err
	}
	displaced, err := t.server.chat.enter(t, c.peerID, c.session.tag)
	if err != nil {
		return err
	}
	for _, l := range displaced {
		l.talk.end(l, errcode.RealtimeSessionConflict)
	}
	t.conn.sendCommand(command{cmd: cmdSession, op: opOpened, peerID: c.peerID, request: c.request, session: t.session(c.peerID)})
	return nil
}

// session returns the part of a reply with a new token.
func (t *talk) session(peerID string) sessionPart {
	return sessionPart{token: t.server.token(peerID), tokenTTL: int32(t.server.tokenTTL / time.Second)}
}

// start creates a conversation.
func (t *talk) start(l *login, p convPart) (command, error) {
	attr := map[string]any{}
	if p.attr.data != "" {
		if err := json.Unmarshal([]byte(p.attr.data), &attr); err != nil {
			return command{}, err // package errcode knows errors of encoding/json
		}
	}
	name, _ := attr["name"].(string)
	if err := allow(t.server.onStart, name); err != nil {
		return command{}, err
	}
	for _, peerID := range p.members {
		if err := checkPeerID(peerID); err != nil {
			return command{}, err
		}
	}
	conversation, err := t.server.chat.start(l, p.members, p.unique, attr)
	if err != nil {
		return command{}, err
	}
	return command{op: opStarted, conv: convPart{cid: conversation.id, cdate: conversation.created}}, nil
}

// add adds members to a conversation. The reply has the members who were not
// added and the reasons.
func (t *talk) add(l *login, p convPart) (command, error) {
	reply := convPart{cid: p.cid}
	var candidates []string
	for _, peerID := range p.members {
		err := checkPeerID(peerID)
		if err == nil {
			err = allow(t.server.onJoin, peerID)
		}
		if err != nil {
			reply.failures = append(reply.failures, failureOf(err, peerID))
		} else {
			candidates = append(candidates, peerID)
		}
	}
	added, full, err := t.server.chat.add(l, p.cid, candidates)
	reply.allowed = added
	if len(full) > 0 {
		reply.failures = append(reply.failures, failureOf(errcode.RealtimeConversationFull, full...))
	}
	return command{op: opAdded, conv: reply}, err
}

// query finds conversations by ID.
func (t *talk) query(p convPart) (command, error) {
	ids, err := idsIn(p.where.data)
	if err != nil {
		return command{}, err
	}
	results, err := json.Marshal(t.server.chat.describe(ids))
	return command{op: opResults, conv: convPart{results: object{string(results)}}}, err
}

// idsIn returns the IDs in a query, which is {"objectId":"x"} or
// {"objectId":{"$in":["x","y"]}}.
func idsIn(where string) ([]string, error) {
	var one struct{ ObjectID string }
	var several struct {
		ObjectID struct {
			In []string `json:"$in"`
		}
	}
	switch {
	case json.Unmarshal([]byte(where), &one) == nil && one.ObjectID != "":
		return []string{one.ObjectID}, nil
	case json.Unmarshal([]byte(where), &several) == nil && len(several.ObjectID.In) > 0:
		return several.ObjectID.In, nil
	}
	return nil, errcode.New(errcode.RealtimeConversationQueryFailed, errcode.WithMessage("This server finds conversations by objectId."))
}

// deliver sends a message to the members of a conversation. If that fails, the
// ack has the error.
func (t *talk) deliver(l *login, d directPart) command {
	err := allow(t.server.onMessage, d.msg)
	if err == nil {
		d.id, d.fromPeerID, d.timestamp = rand.Text(), l.peerID, time.Now().UnixMilli()
		err = t.server.chat.send(l, d)
	}
	if err != nil {
		f := failureOf(err)
		return command{ack: ackPart{code: f.code, reason: f.reason, appCode: f.appCode, appMsg: f.appMsg}}
	}
	return command{ack: ackPart{cid: d.cid, uid: d.id, t: d.timestamp}}
}

// allow calls a hook, if there is one.
func allow(hook func(string) error, about string) error {
	if hook == nil {
		return nil
	}
	return hook(about)
}
