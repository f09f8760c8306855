package main

import (
	"errors"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode"
)

func TestCommandsAreReadAsWritten(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]command{
		"empty":   {},
		"session": {cmd: cmdSession, op: opOpen, appID: "demo", peerID: "名", request: -1, session: sessionPart{tag: "a", deviceID: "b", token: "c", tokenTTL: 1, code: 4103, reason: "d", detail: "e"}},
		"error":   {cmd: cmdError, failure: failure{code: 4303, reason: "a", appCode: -7, detail: "b", pids: []string{"c", ""}, appMsg: "d"}},
		"direct":  {cmd: cmdDirect, direct: directPart{msg: "a", fromPeerID: "b", timestamp: 1 << 41, cid: "c", id: "d", transient: true, binaryMsg: []byte{0xff}, mentionPids: []string{"e"}, mentionAll: true}},
		"ack":     {cmd: cmdAck, ack: ackPart{code: 4401, reason: "a", cid: "b", t: -1, uid: "c", appCode: 7, appMsg: "d"}},
		"conv":    {cmd: cmdConv, conv: convPart{members: []string{"a"}, unique: true, cid: "b", cdate: "c", initBy: "d", count: 5, allowed: []string{"e", "f"}, results: object{"[]"}, where: object{"{}"}, attr: object{"{}"}}},
	} {
		got, err := parseCommand(c.encode())
		require.NoError(t, err, name)
		assert.Equal(t, c, got, name)
	}
}

func TestFailureOf(t *testing.T) {
	t.Parallel()
	cause := errors.New("SECRET")
	assert.Equal(t, failure{code: 4304, reason: "CONVERSATION_FULL", pids: []string{"bob"}}, failureOf(errcode.Wrap(errcode.RealtimeConversationFull, cause), "bob"))
	assert.Equal(t, failure{code: 4200, reason: "INTERNAL_ERROR"}, failureOf(cause))
	assert.Equal(t, failure{code: 4200, reason: "INTERNAL_ERROR"}, failureOf(errcode.RealtimeNormalClosure))
}

// Package errcode has its own reader of commands. It must agree with the
// protobuf library.
func FuzzParseRealtimeCommand(f *testing.F) {
	f.Add(errcode.AppendRealtimeError(nil, "anna", 7, errcode.RealtimeConversationNotFound))
	f.Add(errcode.AppendRealtimeClosed(nil, "anna", errcode.RealtimeReadTimeout))
	f.Add((&command{cmd: cmdAck, request: 3, ack: ackPart{code: 4401, reason: "a"}}).encode())
	f.Add((&command{cmd: cmdSession, op: opOpened, request: 3, session: sessionPart{token: "a"}}).encode())
	f.Add([]byte("\x0b\x08\x07\x0c\x08\x07\xba\x06\x07\x08\xcf\x21\x12\x02ab\xba\x06\x03\x08\xd0\x21"))
	f.Add([]byte("\xb2\x06\x03\x60\x8e\x30")) // no cmd, which is the first one: session
	f.Fuzz(func(t *testing.T, frame []byte) {
		c, err := parseCommand(frame)
		if err != nil {
			return
		}
		code, ok := int32(0), true
		switch c.cmd {
		case cmdError:
			code = c.failure.code
		case cmdSession:
			code, ok = c.session.code, len(frame) > 0
		case cmdAck:
			code = c.ack.code
		default:
			ok = false
		}
		e, request := errcode.ParseRealtimeCommand(frame)
		mayHaveGroup := slices.ContainsFunc(frame, func(b byte) bool { return b&7 == 3 })
		switch {
		case e == nil && request == 0 && mayHaveGroup:
			return // the protobuf library is less strict about fields within groups
		case request != c.request:
			t.Fatalf("%q: request %d, want %d", frame, request, c.request)
		case ok && code != 0 && (e == nil || e.Code().Number() != int(code)):
			t.Fatalf("%q: %v, want the code %d", frame, e, code)
		case e != nil && code == 0 && ok && !e.Inferred():
			t.Fatalf("%q: %v, and there is no code", frame, e)
		}
		if again, err := parseCommand(c.encode()); err != nil || !assert.ObjectsAreEqual(c, again) {
			t.Fatalf("%q: %+v is read again as %+v", frame, c, again)
		}
	})
}
