package errcodegrpc

import (
	"context"
	"net/http"
	"net/textproto"

	_ "google.golang.org/genproto/googleapis/rpc/errdetails" // so that others can print the details
	spb "google.golang.org/genproto/googleapis/rpc/status"
	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/anypb"

	"github.com/seed85f21a9e/errcode/internal/rpc"
)

// Status returns the status that the interceptors would send for err, which a
// handler with the context ctx returned: see the package comment. Like
// [errcode.Responder.WriteError], it logs and calls OnAnswer. For a nil error,
// or a nil *errcode.Error, it returns nil, which means OK. Use it in servers
// without the interceptors, and for statuses that are part of a message.
func Status(ctx context.Context, err error, o Options) *status.Status {
	method, _ := grpc.Method(ctx)
	return statusOf(ctx, method, err, rpc.Options(o))
}

func statusOf(ctx context.Context, method string, err error, o rpc.Options) *status.Status {
	if err == nil {
		return nil
	}
	err = rpc.OwnWords(err, func(err error) error { return FromError(err, o.Catalogs...) })
	return toStatus(rpc.Describe(request(ctx, method, o), err, o, rpc.FitsGRPC))
}

// panicStatus logs what a handler panicked with and returns the status for it.
func panicStatus(ctx context.Context, method string, v any, o rpc.Options) *status.Status {
	return toStatus(rpc.DescribePanic(request(ctx, method, o), v, o, rpc.FitsGRPC))
}

// toStatus returns the status of a failure; nil if there is none.
func toStatus(f *rpc.Failure) *status.Status {
	if f == nil {
		return nil
	}
	var m struct { // one allocation, if there is one detail, for what FromProto makes a copy of
		spb.Status
		details [1]anypb.Any
		list    [1]*anypb.Any
	}
	details := m.details[:]
	m.Code, m.Message, m.Details = int32(statusCodes.Code(f.Kind)), f.Message, m.list[:0]
	if n := len(f.Details); n > len(details) {
		details, m.Details = make([]anypb.Any, n), make([]*anypb.Any, 0, n)
	}
	for i, d := range f.Details {
		details[i].TypeUrl, details[i].Value = d.TypeURL, d.Value
		m.Details = append(m.Details, &details[i])
	}
	return status.FromProto(&m.Status)
}

// request returns what a Responder needs to know about a call.
func request(ctx context.Context, method string, o rpc.Options) *http.Request {
	var header http.Header
	if o.ReadsHeader() {
		md, _ := metadata.FromIncomingContext(ctx)
		header = make(http.Header, len(md))
		for key, values := range md {
			header[textproto.CanonicalMIMEHeaderKey(key)] = values
		}
	}
	return rpc.Request(ctx, http.MethodPost, method, header)
}
