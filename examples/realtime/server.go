package main

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/coder/websocket"

	"github.com/seed85f21a9e/errcode"
)

const (
	maxPeerID = 64 // characters
	goingAway = "The server is going away."
)

// A config is what a server is made of. The hooks are the app's own rules; nil
// allows everything. What they return is answered as the error says: with its
// code, or as the general failure if it has none.
type config struct {
	appID        string
	origins      []string      // hosts of the web pages that may connect; empty: all
	loginTimeout time.Duration // until a session has to be open
	readTimeout  time.Duration // between commands, from then on; clients send an echo every 3 minutes
	tokenTTL     time.Duration

	onOpen    func(peerID string) error // logs in
	onStart   func(name string) error   // starts a conversation of that name
	onJoin    func(peerID string) error // is added to a conversation
	onMessage func(text string) error
}

// A server is a messaging server for LeanCloud's realtime clients: sessions, and
// conversations with members, who get each other's messages while they are
// online. It keeps all in memory.
type server struct {
	config
	key     []byte // of session tokens
	chat    *chat
	handler http.Handler

	mu    sync.Mutex
	conns map[*conn]struct{}
	down  bool
	wait  sync.WaitGroup
}

func newServer(c config) *server {
	s := &server{config: c, key: []byte(rand.Text()), chat: newChat(), conns: map[*conn]struct{}{}}
	responder := &errcode.Responder{Catalog: errcode.Realtime}
	mux := http.NewServeMux()
	mux.Handle("GET /v1/route", responder.Handler(s.route))
	mux.HandleFunc("GET /{$}", s.connect)
	s.handler = responder.Mux(mux)
	return s
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// route is the router that clients ask first where to connect to. Some of them
// give up on a status of 404, so that there is none.
func (s *server) route(w http.ResponseWriter, r *http.Request) error {
	if r.FormValue("appId") != s.appID {
		return errcode.RealtimeAppNotAvailable
	}
	address := url.URL{Scheme: "ws", Host: r.Host, Path: "/"}
	if r.TLS != nil {
		address.Scheme = "wss"
	}
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(map[string]any{
		"groupId": "g0", "server": address.String(), "secondary": address.String(), "ttl": 3600,
	})
}

// connect serves a connection until its end.
func (s *server) connect(w http.ResponseWriter, r *http.Request) {
	ws, err := websocket.Accept(w, r, &websocket.AcceptOptions{
		Subprotocols:       []string{binaryProtocol, textProtocol},
		InsecureSkipVerify: true, // a client that is refused here would not learn why
	})
	if err != nil {
		return // Accept has answered
	}
	c := newConn(ws)
	if !s.add(c) {
		ws.Close(websocket.StatusGoingAway, goingAway)
		return
	}
	defer s.remove(c)
	delivered := make(chan struct{})
	go func() {
		defer close(delivered)
		c.deliver()
	}()
	switch {
	case ws.Subprotocol() == "":
		c.cut(errcode.RealtimeUnparseableRawMessage)
	case !s.allows(r.Header.Get("Origin")):
		c.cut(errcode.RealtimeInvalidOrigin)
	default:
		(&talk{server: s, conn: c}).serve(r.Context())
	}
	<-delivered
}

// allows reports whether a web page of that origin may connect. Clients that are
// no browsers send none.
func (s *server) allows(origin string) bool {
	u, err := url.Parse(origin)
	return origin == "" || len(s.origins) == 0 || err == nil && slices.Contains(s.origins, u.Host)
}

func (s *server) add(c *conn) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.down {
		s.conns[c] = struct{}{}
		s.wait.Add(1)
	}
	return !s.down
}

func (s *server) remove(c *conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.conns, c)
	s.wait.Done()
}

// kick ends all sessions of a client.
func (s *server) kick(peerID string, err error) {
	for _, l := range s.chat.of(peerID) {
		l.talk.end(l, err)
	}
}

// shutdown closes all connections, and accepts no more. The clients keep their
// sessions and reconnect: the close frame says that the server goes away, and no
// command that it has closed them.
func (s *server) shutdown(ctx context.Context) error {
	s.mu.Lock()
	s.down = true
	for c := range s.conns {
		c.end(websocket.StatusGoingAway, goingAway)
	}
	s.mu.Unlock()
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.wait.Wait()
	}()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// token returns a session token, with which a client opens its session again
// after it has lost its connection.
func (s *server) token(peerID string) string {
	expires := strconv.FormatInt(time.Now().Add(s.tokenTTL).Unix(), 36)
	return expires + "." + s.sign(expires, peerID)
}

func (s *server) sign(expires, peerID string) string {
	h := hmac.New(sha256.New, s.key)
	h.Write([]byte(expires + "." + peerID))
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil))
}

func (s *server) checkToken(token, peerID string) error {
	expires, signature, _ := strings.Cut(token, ".")
	at, err := strconv.ParseInt(expires, 36, 64)
	if err != nil || time.Now().Unix() > at || !hmac.Equal([]byte(signature), []byte(s.sign(expires, peerID))) {
		return errcode.RealtimeSessionTokenExpired
	}
	return nil
}

// checkPeerID tells what is wrong with the name of a client.
func checkPeerID(peerID string) error {
	if peerID == "" || utf8.RuneCountInString(peerID) > maxPeerID {
		return errcode.RealtimeInvalidLogin
	}
	return nil
}
