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

// A config is the configuration of a server. Its hooks are the rules of the
// app; a nil hook allows everything. An error that a hook returns is answered
// with its code, or as a general failure if it has none.
type config struct {
	appID        string
	origins      []string      // hosts of web pages that may connect; empty: all
	loginTimeout time.Duration // from the connection to the first session
	readTimeout  time.Duration // between two commands; clients send an echo every 3 minutes
	tokenTTL     time.Duration

	onOpen    func(peerID string) error // before a session opens
	onStart   func(name string) error   // before a conversation is created
	onJoin    func(peerID string) error // before a client becomes a member
	onMessage func(text string) error   // before a message is sent
}

// A server is a messaging server for LeanCloud's realtime clients. It has
// sessions, and conversations whose members get each other's messages while
// they are online. Everything is in memory.
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

// route is the router, which clients ask for the address to connect to. It
// never answers with the status 404, after which some clients stop
// reconnecting.
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
		InsecureSkipVerify: true, // connect checks the origin itself, to report the right code
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

// allows reports whether a web page of this origin may connect. Only browsers
// send an origin.
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

// kick ends all sessions of a client because of an error.
func (s *server) kick(peerID string, err error) {
	for _, l := range s.chat.of(peerID) {
		l.talk.end(l, err)
	}
}

// shutdown closes all connections and accepts no more. It sends no command that
// ends the sessions, only a close frame that says that the server goes away:
// the clients reconnect and open their sessions again.
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

// token returns a session token. A client that reconnects presents it.
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

// checkPeerID checks the name of a client.
func checkPeerID(peerID string) error {
	if peerID == "" || utf8.RuneCountInString(peerID) > maxPeerID {
		return errcode.RealtimeInvalidLogin
	}
	return nil
}
