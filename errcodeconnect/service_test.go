package errcodeconnect_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"connectrpc.com/connect"
	"google.golang.org/protobuf/types/known/wrapperspb"

	"github.com/seed85f21a9e/errcode"
)

type (
	text   = wrapperspb.StringValue
	caller = connect.Client[text, text]
)

// A call is what a handler is given: its context, the text of the first
// message, and for a bidirectional stream the stream.
type call struct {
	ctx    context.Context
	text   string
	stream *connect.BidiStream[text, text]
}

// A handler is the one handler of the service, for all shapes of calls.
type handler func(call) error

// The procedures of the service are the shapes that a call can have.
const (
	unary  = "/errcode.test.Shapes/Unary"
	server = "/errcode.test.Shapes/Server"
	client = "/errcode.test.Shapes/Client"
	bidi   = "/errcode.test.Shapes/Bidi"
)

var shapes = []string{unary, server, client, bidi}

// protocols are those of connect-go.
var protocols = map[string]connect.ClientOption{
	"Connect":  connect.WithProtoJSON(),
	"gRPC":     connect.WithGRPC(),
	"gRPC-Web": connect.WithGRPCWeb(),
}

func mux(h handler, opts ...connect.HandlerOption) http.Handler {
	m := http.NewServeMux()
	m.Handle(unary, connect.NewUnaryHandler(unary, func(ctx context.Context, req *connect.Request[text]) (*connect.Response[text], error) {
		return connect.NewResponse(req.Msg), h(call{ctx: ctx, text: req.Msg.GetValue()})
	}, append(opts, connect.WithIdempotency(connect.IdempotencyNoSideEffects))...))
	m.Handle(server, connect.NewServerStreamHandler(server, func(ctx context.Context, req *connect.Request[text], _ *connect.ServerStream[text]) error {
		return h(call{ctx: ctx, text: req.Msg.GetValue()})
	}, opts...))
	m.Handle(client, connect.NewClientStreamHandler(client, func(ctx context.Context, s *connect.ClientStream[text]) (*connect.Response[text], error) {
		if !s.Receive() {
			return nil, s.Err()
		}
		return connect.NewResponse(s.Msg()), h(call{ctx: ctx, text: s.Msg().GetValue()})
	}, opts...))
	m.Handle(bidi, connect.NewBidiStreamHandler(bidi, func(ctx context.Context, s *connect.BidiStream[text, text]) error {
		first, err := s.Receive()
		if err != nil {
			return err
		}
		return h(call{ctx, first.GetValue(), s})
	}, opts...))
	return m
}

// serve starts a server on a loopback port that speaks HTTP/1 and HTTP/2.
func serve(t testing.TB, h handler, opts ...connect.HandlerOption) (url string) {
	t.Helper()
	s := httptest.NewUnstartedServer(mux(h, opts...))
	s.Config.Protocols = new(http.Protocols)
	s.Config.Protocols.SetHTTP1(true)
	s.Config.Protocols.SetUnencryptedHTTP2(true)
	s.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, 0)
	s.Start()
	t.Cleanup(s.Close)
	return s.URL
}

// overHTTP2 returns a client that speaks HTTP/2 alone.
func overHTTP2(t testing.TB) *http.Client {
	t.Helper()
	transport := &http.Transport{Protocols: new(http.Protocols)}
	transport.Protocols.SetUnencryptedHTTP2(true)
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport}
}

// invoke makes a call of any shape and returns the error that ends it.
func invoke(ctx context.Context, h *http.Client, url, procedure, message string, opts ...connect.ClientOption) error {
	c := connect.NewClient[text, text](h, url+procedure, opts...)
	switch procedure {
	case unary:
		_, err := c.CallUnary(ctx, connect.NewRequest(wrapperspb.String(message)))
		return err
	case server:
		return invokeServer(ctx, c, message)
	case client:
		s := c.CallClientStream(ctx)
		if err := s.Send(wrapperspb.String(message)); err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		_, err := s.CloseAndReceive()
		return err
	}
	return invokeBidi(ctx, c, message)
}

func invokeServer(ctx context.Context, c *caller, message string) error {
	s, err := c.CallServerStream(ctx, connect.NewRequest(wrapperspb.String(message)))
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	for s.Receive() {
	}
	return s.Err()
}

func invokeBidi(ctx context.Context, c *caller, message string) error {
	s := c.CallBidiStream(ctx)
	defer func() { _ = s.CloseResponse() }()
	if err := s.Send(wrapperspb.String(message)); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if err := s.CloseRequest(); err != nil {
		return err
	}
	for {
		if _, err := s.Receive(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

func silent() *slog.Logger { return slog.New(slog.DiscardHandler) }

func quiet() *errcode.Responder { return &errcode.Responder{Logger: silent()} }
