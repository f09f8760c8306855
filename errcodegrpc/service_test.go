package errcodegrpc_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/protobuf/types/known/wrapperspb"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/errcodegrpc"
)

// A call is what a handler is given: its context, and for streams the stream.
type call struct {
	ctx    context.Context
	stream grpc.ServerStream // nil for a unary call
	text   string            // of the first message; empty for a stream that sends first
}

// A handler is the one handler of the service, for all shapes of calls.
type handler func(call) error

// The methods of the service are the shapes that a call can have.
const (
	unary  = "/errcode.test.Shapes/Unary"
	server = "/errcode.test.Shapes/Server"
	client = "/errcode.test.Shapes/Client"
	bidi   = "/errcode.test.Shapes/Bidi"
)

var shapes = []string{unary, server, client, bidi}

var streams = map[string]*grpc.StreamDesc{
	server: {StreamName: "Server", ServerStreams: true},
	client: {StreamName: "Client", ClientStreams: true},
	bidi:   {StreamName: "Bidi", ServerStreams: true, ClientStreams: true},
}

func descOf(h handler) *grpc.ServiceDesc {
	desc := &grpc.ServiceDesc{ServiceName: "errcode.test.Shapes", HandlerType: (*any)(nil)}
	desc.Methods = []grpc.MethodDesc{{
		MethodName: "Unary",
		Handler: func(srv any, ctx context.Context, decode func(any) error, interceptor grpc.UnaryServerInterceptor) (any, error) {
			in := new(wrapperspb.StringValue)
			if err := decode(in); err != nil {
				return nil, err
			}
			run := func(ctx context.Context, req any) (any, error) {
				return in, h(call{ctx: ctx, text: in.GetValue()})
			}
			if interceptor == nil {
				return run(ctx, in)
			}
			return interceptor(ctx, in, &grpc.UnaryServerInfo{Server: srv, FullMethod: unary}, run)
		},
	}}
	for _, method := range []string{server, client, bidi} {
		stream := *streams[method]
		stream.Handler = func(_ any, s grpc.ServerStream) error {
			in := new(wrapperspb.StringValue)
			if err := s.RecvMsg(in); err != nil {
				return err
			}
			return h(call{s.Context(), s, in.GetValue()})
		}
		desc.Streams = append(desc.Streams, stream)
	}
	return desc
}

// serve starts a server on a loopback port.
func serve(t testing.TB, h handler, opts ...grpc.ServerOption) (address string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	s := grpc.NewServer(opts...)
	s.RegisterService(descOf(h), nil)
	go func() { _ = s.Serve(listener) }()
	t.Cleanup(s.Stop)
	return listener.Addr().String()
}

// intercepted returns the options of a server with the interceptors.
func intercepted(o errcodegrpc.Options) []grpc.ServerOption {
	return []grpc.ServerOption{
		grpc.ChainUnaryInterceptor(errcodegrpc.UnaryServerInterceptor(o)),
		grpc.ChainStreamInterceptor(errcodegrpc.StreamServerInterceptor(o)),
	}
}

func dial(t testing.TB, address string, opts ...grpc.DialOption) *grpc.ClientConn {
	t.Helper()
	conn, err := grpc.NewClient(address, append(opts, grpc.WithTransportCredentials(insecure.NewCredentials()))...)
	require.NoError(t, err)
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

// withInterceptors are the options of a client with the interceptors.
func withInterceptors(catalogs ...*errcode.Catalog) []grpc.DialOption {
	return []grpc.DialOption{
		grpc.WithChainUnaryInterceptor(errcodegrpc.UnaryClientInterceptor(catalogs...)),
		grpc.WithChainStreamInterceptor(errcodegrpc.StreamClientInterceptor(catalogs...)),
	}
}

// invoke makes a call of any shape and returns the error that ends it.
func invoke(ctx context.Context, conn *grpc.ClientConn, method, text string) error {
	in, out := wrapperspb.String(text), new(wrapperspb.StringValue)
	if method == unary {
		return conn.Invoke(ctx, method, in, out)
	}
	s, err := conn.NewStream(ctx, streams[method], method)
	if err != nil {
		return err
	}
	if err := s.SendMsg(in); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if err := s.CloseSend(); err != nil {
		return err
	}
	for {
		if err := s.RecvMsg(out); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

func silent() *slog.Logger { return slog.New(slog.DiscardHandler) }
