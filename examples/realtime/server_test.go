package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode"
)

func testConfig() config {
	return config{appID: "demo", loginTimeout: time.Minute, readTimeout: time.Minute, tokenTTL: time.Hour}
}

// listen serves the handler and returns the address to dial.
func listen(t *testing.T, h http.Handler) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return "ws" + strings.TrimPrefix(s.URL, "http")
}

// limited returns a context for waiting for the other side.
func limited(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	t.Cleanup(cancel)
	return ctx
}

func dial(t *testing.T, url, subprotocol string) *client {
	t.Helper()
	c, err := connect(limited(t), url, subprotocol)
	require.NoError(t, err)
	t.Cleanup(func() { c.ws.CloseNow() })
	return c
}

// logIn connects and logs in.
func logIn(t *testing.T, url, peerID string) *client {
	t.Helper()
	c := dial(t, url, binaryProtocol)
	require.NoError(t, c.open(limited(t), "demo", peerID))
	return c
}

// ending returns how a connection ends: the code in the close frame, and the
// error in the server's last command.
func ending(t *testing.T, c *client) (code int, told error) {
	t.Helper()
	for ctx := limited(t); ; {
		frame, err := c.read(ctx)
		if err != nil {
			return int(websocket.CloseStatus(err)), told
		}
		if e, request := errcode.ParseRealtimeCommand(frame); e != nil && request == 0 {
			told = e
		}
	}
}

func TestDemonstration(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, demonstrate(t.Context(), &out))
	for _, want := range []string{
		"Anna sends a message: <nil>\n  no error\n",
		"Anna sends a link: realtime 4402: MESSAGE_REJECTED_BY_APP\n  show \"No links, please.\", of the app's code 7\n",
		"Anna sends too much: realtime 4109: FRAME_TOO_LONG\n  reconnect and send less at a time\n",
		"Anna is kicked: realtime 4115: Come back tomorrow\n  tell the user: permission denied\n",
		"Anna is there when the server stops: realtime 1001: The server is going away\n  reconnect\n",
	} {
		assert.Contains(t, out.String(), want)
	}
}

func TestConversation(t *testing.T) {
	url := listen(t, newServer(testConfig()))
	for _, subprotocol := range []string{binaryProtocol, textProtocol} {
		t.Run(subprotocol, func(t *testing.T) {
			ctx, anna, bob := limited(t), dial(t, url, subprotocol), dial(t, url, subprotocol)
			require.NoError(t, anna.open(ctx, "demo", "anna"))
			require.NoError(t, bob.open(ctx, "demo", "bob"))
			cid, err := anna.start(ctx, "bob")
			require.NoError(t, err)
			require.NoError(t, anna.send(ctx, cid, "Hello!"))
			for len(bob.inbox) == 0 {
				_, err := bob.receive(ctx)
				require.NoError(t, err)
			}
			assert.Equal(t, "Hello!", bob.inbox[0].msg)
			assert.Equal(t, "anna", bob.inbox[0].fromPeerID)
			assert.NoError(t, anna.close(ctx))
		})
	}
}

// A frame may be as long as the limit; one more byte closes the connection.
func TestFrameLimit(t *testing.T) {
	url := listen(t, newServer(testConfig()))
	for _, subprotocol := range []string{binaryProtocol, textProtocol} {
		c := dial(t, url, subprotocol)
		require.NoError(t, c.open(limited(t), "demo", "anna"))
		echo := command{cmd: cmdEcho, appID: strings.Repeat("x", maxFrame-16)}
		for len(echo.encode()) < maxFrame {
			echo.appID += "x"
		}
		require.Len(t, echo.encode(), maxFrame)
		require.NoError(t, c.write(limited(t), echo.encode()))
		reply, err := c.receive(limited(t))
		require.NoError(t, err)
		assert.Equal(t, cmdEcho, reply.cmd)
		echo.appID += "x"
		require.NoError(t, c.write(limited(t), echo.encode()))
		code, told := ending(t, c)
		assert.ErrorIs(t, told, errcode.RealtimeFrameTooLong)
		assert.Equal(t, 4109, code)
	}
}

// A connection is closed with a command and a close frame that have the same
// code.
func TestCuts(t *testing.T) {
	hurried := testConfig()
	hurried.loginTimeout = time.Millisecond
	silent := testConfig()
	silent.readTimeout = time.Millisecond
	open := (&command{cmd: cmdSession, op: opOpen, peerID: "anna", request: 1}).encode()
	text := (&command{cmd: cmdDirect, direct: directPart{msg: "\xff"}}).encode()
	for _, test := range []struct {
		name   string
		config config
		send   [][]byte
		want   errcode.RealtimeCode
	}{
		{"no login", hurried, nil, errcode.RealtimeLoginTimeout},
		{"echo alone", hurried, [][]byte{(&command{cmd: cmdEcho}).encode()}, errcode.RealtimeLoginTimeout},
		{"silence", silent, [][]byte{open}, errcode.RealtimeReadTimeout},
		{"no command", testConfig(), [][]byte{open, []byte("\xff")}, errcode.RealtimeUnparseableRawMessage},
		{"no command of a stranger", testConfig(), [][]byte{[]byte("\xff")}, errcode.RealtimeUnparseableRawMessage},
		{"invalid UTF-8", testConfig(), [][]byte{open, text}, errcode.RealtimeUnparseableRawMessage},
		{"too long", testConfig(), [][]byte{open, make([]byte, maxFrame+1)}, errcode.RealtimeFrameTooLong},
	} {
		for _, subprotocol := range []string{binaryProtocol, textProtocol} {
			t.Run(test.name+" "+subprotocol, func(t *testing.T) {
				c := dial(t, listen(t, newServer(test.config)), subprotocol)
				for _, frame := range test.send {
					require.NoError(t, c.write(t.Context(), frame))
				}
				code, told := ending(t, c)
				assert.ErrorIs(t, told, test.want)
				assert.Equal(t, test.want.Number(), code)
			})
		}
	}
}

func TestCutsOfOtherClients(t *testing.T) {
	cfg := testConfig()
	cfg.origins = []string{"example.com"}
	url := listen(t, newServer(cfg))
	for _, test := range []struct {
		name        string
		subprotocol string
		origin      string
		want        int
	}{
		{"no subprotocol", "", "", 4114},
		{"another subprotocol", "lc.protobuf2.1", "", 4114},
		{"another origin", binaryProtocol, "https://example.org", 4110},
		{"an invalid origin", binaryProtocol, "%", 4110},
	} {
		t.Run(test.name, func(t *testing.T) {
			options := &websocket.DialOptions{HTTPHeader: http.Header{}}
			if test.subprotocol != "" {
				options.Subprotocols = []string{test.subprotocol}
			}
			if test.origin != "" {
				options.HTTPHeader.Set("Origin", test.origin)
			}
			ws, _, err := websocket.Dial(t.Context(), url, options)
			require.NoError(t, err)
			code, told := ending(t, &client{link: newLink(ws, maxFrame)})
			assert.ErrorIs(t, told, errcode.RealtimeCode(test.want))
			assert.Equal(t, test.want, code)
		})
	}
	ws, _, err := websocket.Dial(t.Context(), url, &websocket.DialOptions{
		Subprotocols: []string{binaryProtocol}, HTTPHeader: http.Header{"Origin": {"https://example.com"}}})
	require.NoError(t, err)
	assert.NoError(t, (&client{link: newLink(ws, maxFrame)}).open(limited(t), "demo", "anna"))
}

func TestReplies(t *testing.T) {
	server := newServer(testConfig())
	url := listen(t, server)
	anna := logIn(t, url, "anna")
	cid, err := anna.start(limited(t))
	require.NoError(t, err)
	session := func(op opType, token string) command {
		return command{cmd: cmdSession, op: op, session: sessionPart{token: token}, appID: "demo", peerID: "bob"}
	}
	old := server.tokenTTL
	server.tokenTTL = -time.Hour
	expired := server.token("bob")
	server.tokenTTL = old
	for _, test := range []struct {
		name    string
		login   bool
		request command
		want    error
	}{
		{"open", false, session(opOpen, ""), nil},
		{"open with a token", false, session(opOpen, server.token("bob")), nil},
		{"open with an expired token", false, session(opOpen, expired), errcode.RealtimeSessionTokenExpired},
		{"open with another client's token", false, session(opOpen, server.token("anna")), errcode.RealtimeSessionTokenExpired},
		{"open with an invalid token", false, session(opOpen, "x"), errcode.RealtimeSessionTokenExpired},
		{"refresh", true, session(opRefresh, server.token("bob")), nil},
		{"refresh with an expired token", true, session(opRefresh, expired), errcode.RealtimeSessionTokenExpired},
		{"message before the login", false, command{cmd: cmdDirect}, errcode.RealtimeSessionRequired},
		{"message of another client", true, command{cmd: cmdDirect, peerID: "anna"}, errcode.RealtimeSessionRequired},
		{"message to a conversation of others", true, command{cmd: cmdDirect, direct: directPart{cid: cid}}, errcode.RealtimeInvalidMessagingTarget},
		{"unknown op", true, command{cmd: cmdConv, op: 45}, errcode.RealtimeInternalError},
		{"unknown command", true, command{cmd: 99}, errcode.RealtimeInternalError},
		{"attributes that are no JSON", true, command{cmd: cmdConv, op: opStart, conv: convPart{attr: object{"{"}}}, errcode.Realtime.Translate(&json.SyntaxError{})},
		{"a member with an invalid name", true, command{cmd: cmdConv, op: opStart, conv: convPart{members: []string{""}}}, errcode.RealtimeInvalidLogin},
		{"acknowledgment", true, command{cmd: cmdAck}, nil},
		{"logout", true, command{cmd: cmdSession, op: opClose}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			bob := dial(t, url, binaryProtocol)
			if test.login {
				require.NoError(t, bob.open(limited(t), "demo", "bob"))
			}
			reply, err := bob.call(limited(t), test.request)
			assert.ErrorIs(t, err, test.want)
			assert.Equal(t, bob.requests, reply.request)
			if test.want == nil {
				assert.NoError(t, err)
			}
		})
	}
}

// A request without a number gets no reply, even if it fails.
func TestNoReplyWanted(t *testing.T) {
	bob := dial(t, listen(t, newServer(testConfig())), binaryProtocol)
	require.NoError(t, bob.write(limited(t), (&command{cmd: cmdAck}).encode()))
	require.NoError(t, bob.open(limited(t), "demo", "bob"))
	require.NoError(t, bob.write(limited(t), (&command{cmd: cmdRead}).encode()))
	_, err := bob.start(limited(t))
	assert.NoError(t, err)
}

func TestSessionsOfAConnectionAreLimited(t *testing.T) {
	c := dial(t, listen(t, newServer(testConfig())), binaryProtocol)
	for i := range maxLoginsPerTalk {
		require.NoError(t, c.open(limited(t), "demo", string(rune('a'+i))))
	}
	assert.NoError(t, c.open(limited(t), "demo", "a"), "is logged in")
	assert.ErrorIs(t, c.open(limited(t), "demo", "z"), errcode.RealtimeAppQuotaExceeded)
}

// A client that does not read does not delay others, and loses its connection.
func TestSlowClient(t *testing.T) {
	server := newServer(testConfig())
	url := listen(t, server)
	logIn(t, url, "slow")
	anna := logIn(t, url, "anna")
	cid, err := anna.start(limited(t), "slow")
	require.NoError(t, err)
	ctx := limited(t)
	for len(server.chat.of("slow")) > 0 {
		require.NoError(t, anna.send(ctx, cid, strings.Repeat("x", 5000)))
	}
}

func TestServerStops(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	server := newServer(testConfig())
	ctx, stop := context.WithCancel(t.Context())
	stopped := make(chan error, 1)
	go func() { stopped <- server.run(ctx, listener) }()
	url := "ws://" + listener.Addr().String()
	anna := logIn(t, url, "anna")
	stop()
	_, err = anna.receive(limited(t))
	assert.ErrorIs(t, err, errcode.RealtimeCode(1001))
	assert.True(t, errcode.Retryable(err), "the client reconnects")
	require.NoError(t, <-stopped)
	_, err = connect(limited(t), url, binaryProtocol)
	assert.ErrorIs(t, err, errcode.RealtimeAbnormalClosure)

	late := dial(t, listen(t, server), binaryProtocol)
	_, err = late.receive(limited(t))
	assert.ErrorIs(t, err, errcode.RealtimeCode(1001), "a connection that is accepted all the same")
}

func TestServerStopsInTime(t *testing.T) {
	server := newServer(testConfig())
	logIn(t, listen(t, server), "anna") // does not read the close frame
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	assert.ErrorIs(t, server.shutdown(ctx), context.Canceled)
}

func TestAddressInUse(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer listener.Close()
	assert.Error(t, serve(t.Context(), listener.Addr().String()))
}

func TestRoutes(t *testing.T) {
	server := newServer(testConfig())
	for _, test := range []struct {
		request string
		status  int
		want    string
	}{
		{"GET /v1/route?appId=demo&secure=true", 200, `{"groupId":"g0","secondary":"ws://example.com/","server":"ws://example.com/","ttl":3600}`},
		{"GET /v1/route?appId=other", 400, `{"code":4100,"error":"APP_NOT_AVAILABLE"}`},
		{"GET /v1/route", 400, `{"code":4100,"error":"APP_NOT_AVAILABLE"}`},
	} {
		method, target, _ := strings.Cut(test.request, " ")
		w := httptest.NewRecorder()
		server.ServeHTTP(w, httptest.NewRequest(method, target, nil))
		assert.Equal(t, test.status, w.Code, test.request)
		assert.JSONEq(t, test.want, w.Body.String())
	}
	for request, status := range map[string]int{"POST /v1/route": 405, "GET /nowhere": 404} {
		method, target, _ := strings.Cut(request, " ")
		w := httptest.NewRecorder()
		server.ServeHTTP(w, httptest.NewRequest(method, target, nil))
		assert.Equal(t, status, w.Code, request)
		assert.False(t, errcode.Realtime.DecodeBody(w.Code, w.Body.Bytes()).Inferred(), "a body with a code")
	}
}

// The client reports why a connection was closed, whatever the server sends.
func TestClosures(t *testing.T) {
	accept := func(then func(*websocket.Conn)) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			conn, err := websocket.Accept(w, r, &websocket.AcceptOptions{Subprotocols: []string{binaryProtocol}})
			if err == nil {
				then(conn)
			}
		})
	}
	command := func(c *websocket.Conn, frame []byte) {
		c.Write(t.Context(), websocket.MessageBinary, frame)
	}
	for _, test := range []struct {
		name   string
		close  func(*websocket.Conn)
		want   error
		remote bool // whether the server sent the code
	}{
		{"lost connection", func(c *websocket.Conn) { c.CloseNow() }, errcode.RealtimeAbnormalClosure, false},
		{"normal closure", func(c *websocket.Conn) { c.Close(websocket.StatusNormalClosure, "") }, errcode.RealtimeNormalClosure, false},
		{"close frame alone", func(c *websocket.Conn) { c.Close(4107, "") }, errcode.RealtimeReadTimeout, true},
		{"unlisted code", func(c *websocket.Conn) { c.Close(4999, "") }, errcode.RealtimeCode(4999), true},
		{"command, then another close frame", func(c *websocket.Conn) {
			command(c, errcode.AppendRealtimeClosed(nil, "", errcode.RealtimeKickedByApp))
			c.Close(1011, "")
		}, errcode.RealtimeKickedByApp, true},
		{"command, then nothing", func(c *websocket.Conn) {
			command(c, errcode.AppendRealtimeClosed(nil, "", errcode.RealtimeKickedByApp))
			c.CloseNow()
		}, errcode.RealtimeKickedByApp, true},
		{"no command", func(c *websocket.Conn) { command(c, []byte("\xff")) }, errcode.RealtimeUnparseableRawMessage, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := dial(t, listen(t, accept(test.close)), binaryProtocol)
			_, err := c.receive(limited(t))
			assert.ErrorIs(t, err, test.want)
			e, ok := errors.AsType[*errcode.Error](err)
			assert.Equal(t, test.remote, ok && e.Remote())
		})
	}
}
