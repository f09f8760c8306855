package errcodegrpc_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log"
	"net"

	"golang.org/x/text/language"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	healthpb "google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/errcodegrpc"
)

// users is a service of which each RPC fails.
type users struct {
	healthpb.UnimplementedHealthServer
}

func (users) Check(context.Context, *healthpb.HealthCheckRequest) (*healthpb.HealthCheckResponse, error) {
	err := errors.New("dial tcp 10.0.0.7:5432: connection refused")
	return nil, errcode.Wrap(errcode.LeanCloudUserNotFound, err, errcode.WithMessage("No user has this name."))
}

// A handler returns a code, and the client matches it.
func Example() {
	options := errcodegrpc.Options{Domain: "users.example.com"}
	server := grpc.NewServer(
		grpc.ChainUnaryInterceptor(errcodegrpc.UnaryServerInterceptor(options)),
		grpc.ChainStreamInterceptor(errcodegrpc.StreamServerInterceptor(options)))
	healthpb.RegisterHealthServer(server, users{})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	go func() { _ = server.Serve(listener) }()
	defer server.Stop()

	conn, err := grpc.NewClient(listener.Addr().String(),
		grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithChainUnaryInterceptor(errcodegrpc.UnaryClientInterceptor()),
		grpc.WithChainStreamInterceptor(errcodegrpc.StreamClientInterceptor()))
	if err != nil {
		log.Fatal(err)
	}
	defer func() { _ = conn.Close() }()

	_, err = healthpb.NewHealthClient(conn).Check(context.Background(), nil)
	fmt.Println(err)
	fmt.Println(errors.Is(err, errcode.LeanCloudUserNotFound), errors.Is(err, errcode.KindNotFound))
	fmt.Println(status.Code(err), errcode.Retryable(err))
	// Output:
	// leancloud 211: No user has this name
	// true true
	// NotFound false
}

// With Languages, a client also gets the message in the language that the call
// asks for.
func ExampleOptions() {
	options := errcodegrpc.Options{
		Domain: "users.example.com",
		Responder: &errcode.Responder{
			Catalog:   errcode.LeanCloud, // or your own
			Languages: []language.Tag{language.English, language.SimplifiedChinese},
		},
	}
	ctx := metadata.NewIncomingContext(context.Background(), metadata.Pairs("accept-language", "zh"))
	st := errcodegrpc.Status(ctx, errcode.LeanCloudUserNotFound, options)
	fmt.Println(st.Message())
	for _, detail := range st.Details() {
		switch d := detail.(type) {
		case *errdetails.ErrorInfo:
			fmt.Println(d.GetDomain(), d.GetReason())
		case *errdetails.LocalizedMessage:
			fmt.Println(d.GetLocale(), d.GetMessage())
		}
	}
	// Output:
	// Could not find user.
	// users.example.com USER_NOT_FOUND
	// zh-Hans 找不到用户。
}

// What grpc-go sends for an error that wraps a status of another server, and what
// this package sends instead.
func ExampleStatus() {
	upstream := status.Error(codes.NotFound, "no row in shard7.users for ann@example.com")
	err := fmt.Errorf("asking users.internal:8443: %w", upstream)

	fmt.Println(status.Convert(err).Message())
	fmt.Println(errcodegrpc.Status(context.Background(), err, errcodegrpc.Options{}).Message())
	// Output:
	// asking users.internal:8443: rpc error: code = NotFound desc = no row in shard7.users for ann@example.com
	// not found
}

// Errors of RPCs that were made without an interceptor can be read too.
func ExampleFromError() {
	st := errcodegrpc.Status(context.Background(), errcode.LeanCloudUserNotFound, errcodegrpc.Options{})
	err := errcodegrpc.FromError(st.Err())
	fmt.Println(errors.Is(err, errcode.LeanCloudUserNotFound), errors.Is(err, fs.ErrNotExist))
	// Output:
	// true true
}
