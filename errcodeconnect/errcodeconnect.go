// Package errcodeconnect carries the codes of package errcode across Connect,
// as AIP-193 specifies. These are true in the client as they are in the
// handler, for unary calls and for streams, over the protocols Connect, gRPC and
// gRPC-Web:
//
//	errors.Is(err, errcode.LeanCloudUserNotFound)
//	errors.Is(err, errcode.KindNotFound)
//
// One interceptor serves both sides:
//
//	interceptor := errcodeconnect.NewInterceptor(options)
//	mux.Handle(usersv1connect.NewUsersHandler(users{}, connect.WithInterceptors(interceptor)))
//	client := usersv1connect.NewUsersClient(http.DefaultClient, url, connect.WithInterceptors(interceptor))
//
// In a handler, put it first, so that it sees the errors and panics of the
// others. In a client, put it last, so that the others see its errors. It is
// compatible with package errcodegrpc, which does the same for grpc-go.
//
// # What goes over the wire
//
// Without an interceptor, connect-go sends what err.Error() prints: the text of
// every cause, such as the address of a database or the message of another
// server. With the interceptor of this package, a client sees:
//
//   - the code that has the name of the error's [errcode.Kind];
//   - the public message in English, and nothing of a cause or a panic;
//   - one google.rpc.ErrorInfo. Its reason is the name of the code,
//     USER_NOT_FOUND, or CODE_987654 for a number that the catalog does not
//     list; its metadata has the code, "leancloud/211", the arguments of the
//     message as arg1, arg2, …, and those public details, as strings, whose
//     keys match [a-z][a-zA-Z0-9-_]+ and have at most 64 characters;
//   - a google.rpc.RetryInfo, if the error has a time to wait;
//   - a google.rpc.BadRequest with what [errcode.WithFieldErrors] gave;
//   - a google.rpc.LocalizedMessage, if the request has the header
//     Accept-Language, the Responder has Languages, and the message is not one
//     set by [errcode.WithMessage];
//   - a google.rpc.Help, if the Responder has a TypeURL.
//
// Together they take at most 4 KiB on the wire, in each of the protocols. If
// they do not fit, they are dropped in this order: the Help, the
// LocalizedMessage, the details, longest first, the field errors, last first,
// and the arguments. If that is not enough, the message is cut.
//
// An error without a code is sent as the general failure of the Responder's
// catalog, or as CodeInternal if there is no catalog. Canceled contexts and
// deadlines keep their codes, CodeCanceled and CodeDeadlineExceeded, unless a
// code of a catalog wraps them. If a handler returns a [connect.Error], its own
// or another server's, both of its codes are sent, but not its message, details
// or metadata. To send a message, return
// errcode.New(code, errcode.WithMessage(text)) or
// kind.New(errcode.WithMessage(text)). The error of
// [connect.NewNotModifiedError] is sent unchanged.
//
// # What a client gets
//
// An error of a call becomes a remote [errcode.Error] (see
// [errcode.Error.Remote]) that wraps the original one: [connect.CodeOf] and
// errors.As with a *connect.Error return the same as before, and Connect's code
// decides whether errors.Is(err, context.Canceled) and the like are true. An
// error from a server that does not use this package has a kind, but no code of
// a catalog. A client that does not use it gets a plain error with standard
// details.
//
// When a server returns such an error to its own clients, over Connect or HTTP,
// they get its code and its time to wait, but not its text, unless the server
// passes it through [errcode.Relay].
package errcodeconnect

import (
	"connectrpc.com/connect"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/internal/rpc"
)

// Options say how a server answers. The zero value is ready to use. Do not
// change Options after their first use.
type Options struct {
	// Responder has the catalog, the languages and texts, the TypeURL, Map,
	// OnAnswer and Logger. If it is nil, the zero Responder is used. Map and
	// OnAnswer get a request whose path is the procedure,
	// "/package.Service/Method", and whose header is that of the call.
	Responder *errcode.Responder

	// Domain is the domain of the ErrorInfo: the name of the service,
	// "users.example.com". If it is empty, it is "errcode". At most 255 bytes
	// of it are sent.
	Domain string

	// Catalogs are your own catalogs, whose codes are recognized in a client
	// and in errors of other servers that a handler returns. The built-in ones
	// always are.
	Catalogs []*errcode.Catalog
}

// connectCodes has the code of each kind.
var connectCodes = rpc.Codes[connect.Code]{
	ByKind: [...]connect.Code{
		errcode.KindUnknown:            connect.CodeUnknown,
		errcode.KindInvalidArgument:    connect.CodeInvalidArgument,
		errcode.KindNotFound:           connect.CodeNotFound,
		errcode.KindAlreadyExists:      connect.CodeAlreadyExists,
		errcode.KindUnauthenticated:    connect.CodeUnauthenticated,
		errcode.KindPermissionDenied:   connect.CodePermissionDenied,
		errcode.KindResourceExhausted:  connect.CodeResourceExhausted,
		errcode.KindFailedPrecondition: connect.CodeFailedPrecondition,
		errcode.KindAborted:            connect.CodeAborted,
		errcode.KindDeadlineExceeded:   connect.CodeDeadlineExceeded,
		errcode.KindCanceled:           connect.CodeCanceled,
		errcode.KindUnavailable:        connect.CodeUnavailable,
		errcode.KindUnimplemented:      connect.CodeUnimplemented,
		errcode.KindInternal:           connect.CodeInternal,
	},
	OutOfRange: connect.CodeOutOfRange,
	DataLoss:   connect.CodeDataLoss,
}
