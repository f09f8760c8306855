// Package errcodegrpc carries the codes of package errcode across gRPC, as
// AIP-193 specifies. These are true in the client as they are in the handler,
// for unary calls and for streams:
//
//	errors.Is(err, errcode.LeanCloudUserNotFound)
//	errors.Is(err, errcode.KindNotFound)
//
// A server and a client need two interceptors each:
//
//	server := grpc.NewServer(
//		grpc.ChainUnaryInterceptor(errcodegrpc.UnaryServerInterceptor(options)),
//		grpc.ChainStreamInterceptor(errcodegrpc.StreamServerInterceptor(options)))
//
//	conn, err := grpc.NewClient(target,
//		grpc.WithChainUnaryInterceptor(errcodegrpc.UnaryClientInterceptor()),
//		grpc.WithChainStreamInterceptor(errcodegrpc.StreamClientInterceptor()))
//
// In a server, put the interceptor first, so that it sees the errors and panics
// of the others. In a client, put it last, so that the others see its errors.
//
// # What goes over the wire
//
// Without an interceptor, grpc-go sends what err.Error() prints: the text of
// every cause, such as the address of a database or the message of another
// server. With the interceptor of this package, a client sees:
//
//   - the status code that has the name of the error's [errcode.Kind];
//   - the public message in English, and nothing of a cause or a panic;
//   - one google.rpc.ErrorInfo. Its reason is the name of the code,
//     USER_NOT_FOUND, or CODE_987654 for a number that the catalog does not
//     list; its metadata has the code, "leancloud/211", the arguments of the
//     message as arg1, arg2, …, and those public details, as strings, whose
//     keys match [a-z][a-zA-Z0-9-_]+ and have at most 64 characters;
//   - a google.rpc.RetryInfo, if the error has a time to wait;
//   - a google.rpc.BadRequest with what [errcode.WithFieldErrors] gave;
//   - a google.rpc.LocalizedMessage, if the call has the metadata
//     accept-language, the Responder has Languages, and the message is not one
//     set by [errcode.WithMessage];
//   - a google.rpc.Help, if the Responder has a TypeURL.
//
// Together they take at most 4 KiB on the wire, in base64 and percent-encoded.
// If they do not fit, they are dropped in this order: the Help, the
// LocalizedMessage, the details, longest first, the field errors, last first,
// and the arguments. If that is not enough, the message is cut.
//
// An error without a code is sent as the general failure of the Responder's
// catalog, or as Internal if there is no catalog. Canceled contexts and
// deadlines keep their status codes, Canceled and DeadlineExceeded, unless a
// code wraps them. If a handler returns a status, its own or another server's,
// the status code and the code in it are sent, but not its message or details.
// To send a message, return errcode.New(code, errcode.WithMessage(text)) or
// kind.New(errcode.WithMessage(text)).
//
// # What a client gets
//
// An error of an RPC becomes a remote [errcode.Error] (see
// [errcode.Error.Remote]) that wraps the original one: [status.Code] and
// [status.FromError] return the same as before, and the status code decides
// whether errors.Is(err, context.Canceled) and the like are true. An error from
// a server that does not use this package has a kind, but no code. A client
// that does not use it gets a plain status with standard details.
//
// When a server returns such an error to its own clients, over gRPC or HTTP,
// they get its code and its time to wait, but not its text, unless the server
// passes it through [errcode.Relay].
package errcodegrpc

import (
	"google.golang.org/grpc/codes"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/internal/rpc"
)

// Options say how a server answers. The zero value is ready to use. Do not
// change Options after their first use.
type Options struct {
	// Responder has the catalog, the languages and texts, the TypeURL, Map,
	// OnAnswer and Logger. If it is nil, the zero Responder is used. Map and
	// OnAnswer get a POST request whose path is the full name of the RPC,
	// "/package.Service/Method", and whose header is the call's metadata.
	Responder *errcode.Responder

	// Domain is the domain of the ErrorInfo: the name of the service,
	// "users.example.com". If it is empty, it is "errcode". At most 255 bytes
	// of it are sent.
	Domain string

	// Catalogs are your own catalogs, whose codes are recognized in errors of
	// other servers that a handler returns. The built-in ones always are.
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
