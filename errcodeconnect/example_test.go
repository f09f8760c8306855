package errcodeconnect_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"

	"connectrpc.com/connect"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/wrapperspb"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/errcodeconnect"
)

const findProcedure = "/users.v1.Users/Find"

// findUser is an RPC that fails.
func findUser(context.Context, *wrapperspb.StringValue) (*emptypb.Empty, error) {
	err := errors.New("dial tcp 10.0.0.7:5432: connection refused")
	return nil, errcode.Wrap(errcode.LeanCloudUserNotFound, err, errcode.WithMessage("No user has this name."))
}

// A handler returns a code, and the client matches it.
func Example() {
	interceptor := connect.WithInterceptors(errcodeconnect.NewInterceptor(errcodeconnect.Options{Domain: "users.example.com"}))
	server := httptest.NewServer(connect.NewUnaryHandlerSimple(findProcedure, findUser, interceptor))
	defer server.Close()

	client := connect.NewClient[wrapperspb.StringValue, emptypb.Empty](server.Client(), server.URL+findProcedure, interceptor)
	_, err := client.CallUnary(context.Background(), connect.NewRequest(wrapperspb.String("ann")))
	fmt.Println(err)
	fmt.Println(errors.Is(err, errcode.LeanCloudUserNotFound), errors.Is(err, errcode.KindNotFound))
	fmt.Println(connect.CodeOf(err), errcode.Retryable(err))
	// Output:
	// leancloud 211: No user has this name
	// true true
	// not_found false
}

// A server with a catalog answers errors without a code by its general failure.
func ExampleOptions() {
	options := errcodeconnect.Options{
		Domain: "users.example.com",
		Responder: &errcode.Responder{
			Catalog: errcode.LeanCloud, // or your own
			OnAnswer: func(r *http.Request, err error, code errcode.Code, status int) {
				fmt.Println("metric:", errcode.LabelOf(code))
			},
			Logger: slog.New(slog.DiscardHandler), // for this example; the default is slog.Default()
		},
	}
	err := errcodeconnect.Error(context.Background(), errors.New("no rows in shard 7"), options)
	fmt.Println(err)
	// Output:
	// metric: leancloud/1
	// internal: Internal server error. No information available.
}

// What connect-go sends for an error that wraps one of another server, and what
// this package sends instead.
func ExampleError() {
	upstream := connect.NewError(connect.CodeNotFound, errors.New("no row in shard7.users for ann@example.com"))
	err := connect.NewError(connect.CodeNotFound, fmt.Errorf("asking users.internal:8443: %w", upstream))

	fmt.Println(err.Message())
	fmt.Println(errcodeconnect.Error(context.Background(), err, errcodeconnect.Options{}).Message())
	// Output:
	// asking users.internal:8443: not_found: no row in shard7.users for ann@example.com
	// not found
}

// Errors of calls that were made without the interceptor can be read too.
func ExampleFromError() {
	sent := errcodeconnect.Error(context.Background(), errcode.LeanCloudUserNotFound, errcodeconnect.Options{})
	err := errcodeconnect.FromError(sent)
	fmt.Println(errors.Is(err, errcode.LeanCloudUserNotFound), errors.Is(err, fs.ErrNotExist))
	// Output:
	// true true
}
