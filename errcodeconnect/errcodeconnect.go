// Package errcodeconnect carries the codes of package errcode across Connect,
// by the rules of AIP-193, so that
//
//	errors.Is(err, errcode.LeanCloudUserNotFound)
//	errors.Is(err, errcode.KindNotFound)
//
// hold on the other side of a call as they do in the handler, for unary calls
// and for streams, over the protocols Connect, gRPC and gRPC-Web. One
// interceptor serves both sides:
//
//	interceptor := errcodeconnect.NewInterceptor(options)
//	mux.Handle(usersv1connect.NewUsersHandler(users{}, connect.WithInterceptors(interceptor)))
//	client := usersv1connect.NewUsersClient(http.DefaultClient, url, connect.WithInterceptors(interceptor))
//
// Put it first in a handler, so that it sees the errors and panics of other
// interceptors, and last in a client, so that the others see its errors. It
// understands package errcodegrpc, which does the same for grpc-go.
//
// # What goes over the wire
//
// Without an interceptor, connect-go sends what err.Error() prints: the text of
// every cause, such as the address of a database, and of an error that wraps
// one of another server also what that one said. Behind the interceptor of this
// package, a client sees:
//
//   - the code that has the name of the error's [errcode.Kind];
//   - the public message in English, and nothing of a cause or a panic;
//   - one google.rpc.ErrorInfo. Its reason is the name of the code,
//     USER_NOT_FOUND, or CODE_987654 for a number that the catalog does not
//     list; its metadata are the code, "leancloud/211", the arguments of the
//     message, as arg1, arg2, …, and the public details as texts, provided that
//     their keys match [a-z][a-zA-Z0-9-_]+ and have at most 64 characters;
//   - a google.rpc.RetryInfo, if the error has a time to wait;
//   - a google.rpc.LocalizedMessage, if the request has the header
//     Accept-Language and the Responder has Languages; not for a message of the
//     program's own;
//   - a google.rpc.Help, if the Responder has a TypeURL.
//
// All of this takes at most 4 KiB as it is sent, in each of the protocols. If
// it does not fit, the first to go are the Help, then the LocalizedMessage,
// then details, from the longest on, and arguments; last the message is cut.
//
// An error without a code is the general failure of the Responder's catalog, or
// CodeInternal without one. Canceled contexts and deadlines keep their codes,
// CodeCanceled and CodeDeadlineExceeded, if no code of a catalog is around
// them. Of a [connect.Error] that a handler returns, its own or another
// server's, the codes count; its message, its details and its metadata stay
// here. To send a message, return errcode.New(code, errcode.WithMessage(text))
// or kind.New(errcode.WithMessage(text)). The error of
// [connect.NewNotModifiedError] goes out as it is.
//
// # What a client gets
//
// An error of a call becomes a remote [errcode.Error] (see
// [errcode.Error.Remote]) that wraps the original one: [connect.CodeOf] and
// errors.As with a *connect.Error answer as before, and errors.Is(err,
// context.Canceled) and the like hold according to the code. A server that does
// not use this package yields a bare kind. A client that does not use it gets a
// plain error with standard details.
//
// When a server returns such an error to its own clients, over Connect or HTTP,
// it keeps its code and its time to wait and loses its text, unless it is
// passed through [errcode.Relay].
package errcodeconnect

import (
	"connectrpc.com/connect"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/internal/rpc"
)

// Options are the rules that a server answers by. The zero value is ready for
// use. They must not be changed after their first use.
type Options struct {
	// Responder has the catalog, the languages and texts, the TypeURL, Map,
	// OnAnswer and Logger; if it is nil, the zero Responder. The request that
	// Map and OnAnswer are given has the procedure, "/package.Service/Method",
	// as its path, and the header of the call.
	Responder *errcode.Responder

	// Domain is the domain of the ErrorInfo: the name of the service,
	// "users.example.com". If it is empty, it is "errcode". At most 255 bytes
	// of it are sent.
	Domain string

	// Catalogs are catalogs to read codes back into, besides the built-in ones:
	// in a client, and for errors of other servers that a handler returns.
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
