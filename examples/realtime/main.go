// Realtime is a messaging server for the clients of LeanCloud's realtime
// messaging, with a client in Go. It shows how errors reach a client: as the
// reply to a request, in the ack of a message, for some members of a
// conversation, and as the reason why the server closes a connection. Run it in
// this directory:
//
//	go run .
//
// This shows what the Go client gets for several failures. To start only the
// server, for the vendor's clients:
//
//	go run . -serve 127.0.0.1:8080
//
// A client in JavaScript connects with
//
//	new Realtime({ appId: 'demo', appKey: 'any', server: '127.0.0.1:8080', RTMServers: 'ws://127.0.0.1:8080' })
//
// with the npm package leancloud-realtime. README.md has a whole program, and
// says which files to copy.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/seed85f21a9e/errcode"
)

func main() {
	address := flag.String("serve", "", "serve on this `address` until interrupted")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	var err error
	if *address != "" {
		err = serve(ctx, *address)
	} else {
		err = demonstrate(ctx, os.Stdout)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "realtime:", err)
		os.Exit(1)
	}
}

// defaults is the config of a server in use.
func defaults() config {
	return config{appID: "demo", loginTimeout: 30 * time.Second, readTimeout: 6 * time.Minute, tokenTTL: 48 * time.Hour}
}

// serve runs the server until the context ends.
func serve(ctx context.Context, address string) error {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	fmt.Printf("serving app demo on http://%s\n", listener.Addr())
	return newServer(defaults()).run(ctx, listener)
}

// run serves until the context ends, and then closes all connections
// gracefully.
func (s *server) run(ctx context.Context, listener net.Listener) error {
	web := &http.Server{Handler: s, ReadHeaderTimeout: 5 * time.Second}
	failed := make(chan error, 1)
	go func() { failed <- web.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	limited, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	return errors.Join(s.shutdown(limited), web.Shutdown(limited))
}

// demonstrate starts the server on a free port, lets a client cause errors and
// prints them. It fails if one is not the expected one.
func demonstrate(ctx context.Context, out io.Writer) error {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	cfg := defaults()
	cfg.onMessage = func(text string) error {
		if strings.Contains(text, "https://") {
			return errcode.New(errcode.RealtimeMessageRejectedByApp,
				errcode.WithDetail("appCode", 7), errcode.WithDetail("appMsg", "No links, please."))
		}
		return nil
	}
	server := newServer(cfg)
	serving, stop := context.WithCancel(ctx)
	defer stop()
	served := make(chan error, 1)
	go func() { served <- server.run(serving, listener) }()
	url := "ws://" + listener.Addr().String()

	for _, step := range []struct {
		does string
		run  func(c *client, cid string) error
		want error
	}{
		{"sends a message", func(c *client, cid string) error { return c.send(ctx, cid, "Hello!") }, nil},
		{"sends a link", func(c *client, cid string) error { return c.send(ctx, cid, "https://example.com") }, errcode.RealtimeMessageRejectedByApp},
		{"sends to nowhere", func(c *client, _ string) error { return c.send(ctx, "nowhere", "Hello!") }, errcode.RealtimeInvalidMessagingTarget},
		{"adds Bob and an invalid name", func(c *client, cid string) error { return c.add(ctx, cid, "bob", strings.Repeat("b", 65)) }, errcode.RealtimeInvalidLogin},
		{"sends too much", func(c *client, cid string) error { return c.send(ctx, cid, strings.Repeat("z", maxFrame)) }, errcode.RealtimeFrameTooLong},
		{"is kicked", func(c *client, _ string) error {
			server.kick("anna", errcode.New(errcode.RealtimeKickedByApp, errcode.WithMessage("Come back tomorrow.")))
			_, err := c.receive(ctx)
			return err
		}, errcode.RealtimeKickedByApp},
		{"is there when the server stops", func(c *client, _ string) error {
			stop()
			_, err := c.receive(ctx)
			return err
		}, errcode.KindUnavailable},
	} {
		err := asAnna(ctx, url, cfg.appID, step.run)
		fmt.Fprintf(out, "Anna %s: %v\n  %s\n", step.does, err, advice(err))
		if !errors.Is(err, step.want) {
			return fmt.Errorf("the error is %v, want %v", err, step.want)
		}
	}
	return <-served
}

// asAnna connects as Anna, starts a conversation with Bob, and calls f.
func asAnna(ctx context.Context, url, appID string, f func(anna *client, cid string) error) error {
	anna, err := connect(ctx, url, binaryProtocol)
	if err != nil {
		return err
	}
	defer anna.ws.CloseNow()
	if err := anna.open(ctx, appID, "anna"); err != nil {
		return err
	}
	cid, err := anna.start(ctx, "bob")
	if err != nil {
		return err
	}
	return f(anna, cid)
}

// advice says what a client does about an error.
func advice(err error) string {
	switch {
	case err == nil:
		return "no error"
	case errors.Is(err, errcode.RealtimeFrameTooLong):
		return "reconnect and send less at a time"
	case errors.Is(err, errcode.RealtimeInvalidLogin):
		return "ask for another name"
	case errors.Is(err, errcode.RealtimeMessageRejectedByApp):
		e, _ := errors.AsType[*errcode.Error](err)
		return fmt.Sprintf("show %q, of the app's code %v", e.Details()["appMsg"], e.Details()["appCode"])
	case errcode.Retryable(err):
		return "reconnect"
	}
	return "tell the user: " + errcode.KindOf(err).Error()
}
