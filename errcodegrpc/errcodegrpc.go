// Package errcodegrpc carries the codes of package errcode across gRPC, by the
// rules of AIP-193, so that
//
//	errors.Is(err, errcode.LeanCloudUserNotFound)
//	errors.Is(err, errcode.KindNotFound)
//
// hold on the other side of a call as they do in the handler, for unary calls
// and for streams:
//
//	server := grpc.NewServer(
//		grpc.ChainUnaryInterceptor(errcodegrpc.UnaryServerInterceptor(options)),
//		grpc.ChainStreamInterceptor(errcodegrpc.StreamServerInterceptor(options)))
//
//	conn, err := grpc.NewClient(target,
//		grpc.WithChainUnaryInterceptor(errcodegrpc.UnaryClientInterceptor()),
//		grpc.WithChainStreamInterceptor(errcodegrpc.StreamClientInterceptor()))
//
// Put the interceptor of a server first, so that it sees the errors and panics
// of the others, and that of a client last, so that the others see its errors.
//
// # What goes over the wire
//
// Without an interceptor, grpc-go sends what err.Error() prints: the text of
// every cause, such as the address of a database, and of an error that wraps a
// status of another server also what that one said. Behind the interceptor of
// this package, a client sees:
//
//   - the status code that has the name of the error's [errcode.Kind];
//   - the public message in English, and nothing of a cause or a panic;
//   - one google.rpc.ErrorInfo. Its reason is the name of the code,
//     USER_NOT_FOUND, or CODE_987654 for a number that the catalog does not
//     list; its metadata are the code, "leancloud/211", the arguments of the
//     message, as arg1, arg2, …, and the public details as texts, provided that
//     their keys match [a-z][a-zA-Z0-9-_]+ and have at most 64 characters;
//   - a google.rpc.RetryInfo, if the error has a time to wait;
//   - a google.rpc.LocalizedMessage, if the call has the metadata
//     accept-language and the Responder has Languages; not for a message of the
//     program's own;
//   - a google.rpc.Help, if the Responder has a TypeURL.
//
// All of this takes at most 4 KiB as it is sent, in base64 and percent-encoded.
// If it does not fit, the first to go are the Help, then the LocalizedMessage,
// then details, from the longest on, and arguments; last the message is cut.
//
// An error without a code is the general failure of the Responder's catalog, or
// Internal without one. Canceled contexts and deadlines keep their status
// codes, Canceled and DeadlineExceeded, if no code is around them. Of a status
// that a handler returns, its own or another server's, the status code and the
// code count; its message and its details stay here. To send a message, return
// errcode.New(code, errcode.WithMessage(text)) or
// kind.New(errcode.WithMessage(text)).
//
// # What a client gets
//
// An error of an RPC becomes a remote [errcode.Error] (see
// [errcode.Error.Remote]) that wraps the original one: [status.Code] and
// [status.FromError] answer as before, and errors.Is(err, context.Canceled) and
// the like hold according to the status code. A server that does not use this
// package yields a bare kind. A client that does not use it gets a plain status
// with standard details.
//
// When a server returns such an error to its own clients, over gRPC or HTTP, it
// keeps its code and its time to wait and loses its text, unless it is passed
// through [errcode.Relay].
package errcodegrpc

import (
	"google.golang.org/grpc/codes"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/internal/rpc"
)

// Options are the rules that a server answers by. The zero value is ready for
// use. They must not be changed after their first use.
type Options struct {
	// Responder has the catalog, the languages and texts, the TypeURL, Map,
	// OnAnswer and Logger; if it is nil, the zero Responder. The request that
	// Map and OnAnswer are given is one of the method POST: its path is the
	// full name of the RPC, "/package.Service/Method", its header the metadata
	// of the call.
	Responder *errcode.Responder

	// Domain is the domain of the ErrorInfo: the name of the service,
	// "users.example.com". If it is empty, it is "errcode". At most 255 bytes
	// of it are sent.
	Domain string

	// Catalogs are catalogs to read codes back into, besides the built-in ones:
	// for errors of other servers that a handler returns.
	Catalogs []*errcode.Catalog
}

// statusCodes has the status code of each kind.
var statusCodes = rpc.Codes[codes.Code]{
	ByKind: [...]codes.Code{
		errcode.KindUnknown:            codes.Unknown,
		errcode.KindInvalidArgument:    codes.InvalidArgument,
		errcode.KindNotFound:           codes.NotFound,
		errcode.KindAlreadyExists:      codes.AlreadyExists,
		errcode.KindUnauthenticated:    codes.Unauthenticated,
		errcode.KindPermissionDenied:   codes.PermissionDenied,
		errcode.KindResourceExhausted:  codes.ResourceExhausted,
		errcode.KindFailedPrecondition: codes.FailedPrecondition,
		errcode.KindAborted:            codes.Aborted,
		errcode.KindDeadlineExceeded:   codes.DeadlineExceeded,
		errcode.KindCanceled:           codes.Canceled,
		errcode.KindUnavailable:        codes.Unavailable,
		errcode.KindUnimplemented:      codes.Unimplemented,
		errcode.KindInternal:           codes.Internal,
	},
	OutOfRange: codes.OutOfRange,
	DataLoss:   codes.DataLoss,
}
