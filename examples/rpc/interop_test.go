package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"testing"

	"connectrpc.com/connect"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/wrapperspb"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/errcodeconnect"
	"github.com/seed85f21a9e/errcode/errcodegrpc"
	"github.com/seed85f21a9e/errcode/internal/rpctest"
)

type text = wrapperspb.StringValue

// The procedures have the shapes that a call can have.
var shapes = map[string]grpc.StreamDesc{
	"/errcode.test.Shapes/Unary":  {},
	"/errcode.test.Shapes/Server": {ServerStreams: true},
	"/errcode.test.Shapes/Client": {ClientStreams: true},
	"/errcode.test.Shapes/Bidi":   {ServerStreams: true, ClientStreams: true},
}

// pick returns the error that a client has asked for.
func pick(sent []error, in *text) error {
	i, err := strconv.Atoi(in.GetValue())
	if err != nil {
		return err
	}
	return sent[i]
}

// A client of grpc-go and a server of connect-go.
func TestGRPCClientOfAConnectServer(t *testing.T) {
	t.Parallel()
	sent := rpctest.Errors()
	options := connect.WithInterceptors(errcodeconnect.NewInterceptor(errcodeconnect.Options{
		Responder: &errcode.Responder{Logger: slog.New(slog.DiscardHandler)},
	}))
	mux := http.NewServeMux()
	for procedure, shape := range shapes {
		mux.Handle(procedure, connectHandler(procedure, shape, sent, options))
	}
	conn := dial(t, start(t, mux), rpctest.Shop)
	for procedure, shape := range shapes {
		t.Run(procedure, func(t *testing.T) {
			t.Parallel()
			for i, err := range sent {
				rpctest.CheckReceived(t, err, callGRPC(t.Context(), conn, procedure, &shape, strconv.Itoa(i)))
			}
		})
	}
}

func connectHandler(procedure string, shape grpc.StreamDesc, sent []error, options connect.HandlerOption) http.Handler {
	if shape.ClientStreams || shape.ServerStreams {
		return connect.NewBidiStreamHandler(procedure, func(_ context.Context, s *connect.BidiStream[text, text]) error {
			in, err := s.Receive()
			if err != nil {
				return err
			}
			return pick(sent, in)
		}, options)
	}
	return connect.NewUnaryHandlerSimple(procedure, func(_ context.Context, in *text) (*text, error) {
		return in, pick(sent, in)
	}, options)
}

func callGRPC(ctx context.Context, conn *grpc.ClientConn, procedure string, shape *grpc.StreamDesc, message string) error {
	in, out := wrapperspb.String(message), new(text)
	if !shape.ClientStreams && !shape.ServerStreams {
		return conn.Invoke(ctx, procedure, in, out)
	}
	s, err := conn.NewStream(ctx, shape, procedure)
	if err != nil {
		return err
	}
	if err := s.SendMsg(in); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if err := s.CloseSend(); err != nil {
		return err
	}
	return s.RecvMsg(out)
}

// A client of connect-go, in each of its protocols that grpc-go understands,
// and a server of grpc-go.
func TestConnectClientOfAGRPCServer(t *testing.T) {
	t.Parallel()
	sent := rpctest.Errors()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	s := grpc.NewServer(
		grpc.ChainStreamInterceptor(errcodegrpc.StreamServerInterceptor(errcodegrpc.Options{
			Responder: &errcode.Responder{Logger: slog.New(slog.DiscardHandler)},
		})),
		grpc.UnknownServiceHandler(func(_ any, s grpc.ServerStream) error {
			in := new(text)
			if err := s.RecvMsg(in); err != nil {
				return err
			}
			return pick(sent, in)
		}))
	go func() { _ = s.Serve(listener) }()
	t.Cleanup(s.Stop)

	interceptor := errcodeconnect.NewInterceptor(errcodeconnect.Options{Catalogs: []*errcode.Catalog{rpctest.Shop}})
	for procedure, shape := range shapes {
		t.Run(procedure, func(t *testing.T) {
			t.Parallel()
			client := connect.NewClient[text, text](overHTTP2(t), "http://"+listener.Addr().String()+procedure,
				connect.WithGRPC(), connect.WithInterceptors(interceptor))
			for i, err := range sent {
				rpctest.CheckReceived(t, err, callInShape(t.Context(), client, shape, strconv.Itoa(i)))
			}
		})
	}
}

func callInShape(ctx context.Context, client *connect.Client[text, text], shape grpc.StreamDesc, message string) error {
	in := wrapperspb.String(message)
	switch {
	case shape.ClientStreams && shape.ServerStreams:
		s := client.CallBidiStream(ctx)
		defer func() { _ = s.CloseResponse() }()
		if err := s.Send(in); err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		_, err := s.Receive()
		return err
	case shape.ClientStreams:
		s := client.CallClientStream(ctx)
		if err := s.Send(in); err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		_, err := s.CloseAndReceive()
		return err
	case shape.ServerStreams:
		s, err := client.CallServerStream(ctx, connect.NewRequest(in))
		if err != nil {
			return err
		}
		defer func() { _ = s.Close() }()
		s.Receive()
		return s.Err()
	}
	_, err := client.CallUnary(ctx, connect.NewRequest(in))
	return err
}
