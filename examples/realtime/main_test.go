package main

import (
	"bytes"
	"context"
	"errors"
	"io"
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

// listen serves the handler and returns the address to dial.
func listen(t *testing.T, h http.Handler) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return "ws" + strings.TrimPrefix(s.URL, "http")
}

// limited is a context for tests that wait for the other side.
func limited(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	t.Cleanup(cancel)
	return ctx
}

func dial(t *testing.T, url string) *websocket.Conn {
	t.Helper()
	conn, _, err := websocket.Dial(t.Context(), url, nil)
	require.NoError(t, err)
	t.Cleanup(func() { conn.CloseNow() })
	return conn
}

// accept is a handler that accepts connections and does one thing with them.
func accept(then func(*websocket.Conn)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		conn, err := websocket.Accept(w, r, nil)
		if err == nil {
			then(conn)
		}
	})
}

func TestRun(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), &out))
	for _, want := range []string{
		"← {\"cmd\":\"ack\",\"code\":0}\n  no error",
		"← {\"cmd\":\"error\",\"code\":4109,\"reason\":\"FRAME_TOO_LONG\"}\n← closed: realtime 4109: FRAME_TOO_LONG\n  is errcode.RealtimeFrameTooLong",
		"← {\"cmd\":\"error\",\"code\":4103,\"reason\":\"INVALID_LOGIN\"}\n← closed: realtime 4103: INVALID_LOGIN\n  is errcode.RealtimeInvalidLogin",
	} {
		assert.Contains(t, out.String(), want)
	}
}

func TestServerTellsAndCloses(t *testing.T) {
	const login = `{"cmd":"session","peerId":"anna"}`
	url := listen(t, server{loginTimeout: time.Minute, readTimeout: time.Minute})
	for _, test := range []struct {
		name string
		send []string
		want error
	}{
		{"longest message", []string{login, `{"cmd":"direct","text":"` + strings.Repeat("z", maxMessage-len(`{"cmd":"direct","text":""}`)) + `"}`}, nil},
		{"too long a message", []string{login, strings.Repeat(" ", maxMessage+1)}, errcode.RealtimeFrameTooLong},
		{"longest name", []string{`{"cmd":"session","peerId":"` + strings.Repeat("名", maxPeerID) + `"}`}, nil},
		{"too long a name", []string{`{"cmd":"session","peerId":"` + strings.Repeat("名", maxPeerID+1) + `"}`}, errcode.RealtimeInvalidLogin},
		{"no JSON", []string{login, "Hello!"}, errcode.RealtimeUnparseableRawMessage},
		{"unknown command", []string{login, `{"cmd":"dance"}`}, errcode.RealtimeUnparseableRawMessage},
		{"no session", []string{`{"cmd":"direct"}`}, errcode.RealtimeSessionRequired},
	} {
		t.Run(test.name, func(t *testing.T) {
			told, closed := talk(limited(t), io.Discard, url, test.send...)
			assert.ErrorIs(t, told, test.want, "error command")
			assert.ErrorIs(t, closed, test.want, "close frame")
		})
	}
}

func TestTimeouts(t *testing.T) {
	for _, test := range []struct {
		name   string
		server server
		send   []string
		want   errcode.RealtimeCode
	}{
		{"no login", server{loginTimeout: time.Millisecond, readTimeout: time.Minute}, nil, errcode.RealtimeLoginTimeout},
		{"no message", server{loginTimeout: time.Minute, readTimeout: time.Millisecond}, []string{`{"cmd":"session","peerId":"anna"}`}, errcode.RealtimeReadTimeout},
	} {
		t.Run(test.name, func(t *testing.T) {
			ctx, conn := limited(t), dial(t, listen(t, test.server))
			for _, text := range test.send {
				require.NoError(t, conn.Write(ctx, websocket.MessageText, []byte(text)))
				_, err := receive(ctx, io.Discard, conn)
				require.NoError(t, err)
			}
			told, err := receive(ctx, io.Discard, conn)
			require.NoError(t, err)
			assert.Equal(t, command{Cmd: "error", Code: test.want.Number(), Reason: test.want.Message()}, told)
			_, err = receive(ctx, io.Discard, conn)
			assert.ErrorIs(t, err, test.want)
			assert.Equal(t, test.want == errcode.RealtimeReadTimeout, errcode.Retryable(err), "a client that does not log in will not do so by waiting")
		})
	}
}

func TestOtherClosures(t *testing.T) {
	for _, test := range []struct {
		name   string
		close  func(*websocket.Conn)
		want   errcode.RealtimeCode
		remote bool // whether the server said so
	}{
		{"lost connection", func(c *websocket.Conn) { c.CloseNow() }, errcode.RealtimeAbnormalClosure, false},
		{"normal closure", func(c *websocket.Conn) { c.Close(websocket.StatusNormalClosure, "") }, errcode.RealtimeNormalClosure, false},
		{"code that cannot be sent", func(c *websocket.Conn) { cut(c, errcode.RealtimeAbnormalClosure) }, errcode.RealtimeAbnormalClosure, false},
		{"unlisted code", func(c *websocket.Conn) { cut(c, 4999) }, 4999, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			ctx, conn := limited(t), dial(t, listen(t, accept(test.close)))
			var err error
			for err == nil { // error commands may come first
				_, err = receive(ctx, io.Discard, conn)
			}
			assert.ErrorIs(t, err, test.want)
			e, ok := errors.AsType[*errcode.Error](err)
			require.True(t, ok)
			assert.Equal(t, test.remote, e.Remote())
		})
	}
}
