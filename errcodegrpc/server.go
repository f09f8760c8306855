package errcodegrpc

import (
	"context"

	"google.golang.org/grpc"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/internal/rpc"
)

// UnaryServerInterceptor returns an interceptor that answers the errors and
// panics of handlers: see the package comment. The value of a panic and the
// stack are logged, as by [errcode.Responder.Recover], and never sent.
func UnaryServerInterceptor(o Options) grpc.UnaryServerInterceptor {
	own := rpc.Options(o)
	return func(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (resp any, err error) {
		defer func() {
			if v := recover(); v != nil {
				resp, err = nil, panicStatus(ctx, info.FullMethod, v, own).Err()
			}
		}()
		resp, err = handler(ctx, req)
		if err == nil {
			return resp, nil
		}
		return resp, statusOf(ctx, info.FullMethod, err, own).Err()
	}
}

// StreamServerInterceptor is UnaryServerInterceptor for streams. In a handler,
// the errors of the stream's RecvMsg and SendMsg have kinds: after the client
// has given up, errors.Is(err, context.Canceled) is true.
func StreamServerInterceptor(o Options) grpc.StreamServerInterceptor {
	own := rpc.Options(o)
	return func(srv any, stream grpc.ServerStream, info *grpc.StreamServerInfo, handler grpc.StreamHandler) (err error) {
		ctx := stream.Context()
		defer func() {
			if v := recover(); v != nil {
				err = panicStatus(ctx, info.FullMethod, v, own).Err()
			}
		}()
		if err = handler(srv, &serverStream{stream, o.Catalogs}); err == nil {
			return nil
		}
		return statusOf(ctx, info.FullMethod, err, own).Err()
	}
}

type serverStream struct {
	grpc.ServerStream
	catalogs []*errcode.Catalog
}

func (s *serverStream) RecvMsg(m any) error {
	return FromError(s.ServerStream.RecvMsg(m), s.catalogs...)
}

func (s *serverStream) SendMsg(m any) error {
	return FromError(s.ServerStream.SendMsg(m), s.catalogs...)
}
