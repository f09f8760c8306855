package errcodegrpc

import (
	"context"

	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"

	"github.com/seed85f21a9e/errcode"
)

// UnaryClientInterceptor returns an interceptor that turns the errors of RPCs
// into remote errors, as [FromError] does with these catalogs.
func UnaryClientInterceptor(catalogs ...*errcode.Catalog) grpc.UnaryClientInterceptor {
	return func(ctx context.Context, method string, req, reply any, conn *grpc.ClientConn, invoker grpc.UnaryInvoker, opts ...grpc.CallOption) error {
		return FromError(invoker(ctx, method, req, reply, conn, opts...), catalogs...)
	}
}

// StreamClientInterceptor is UnaryClientInterceptor for streams: it covers the
// errors of opening a stream and of its methods. [io.EOF] is left unchanged.
func StreamClientInterceptor(catalogs ...*errcode.Catalog) grpc.StreamClientInterceptor {
	return func(ctx context.Context, desc *grpc.StreamDesc, conn *grpc.ClientConn, method string, streamer grpc.Streamer, opts ...grpc.CallOption) (grpc.ClientStream, error) {
		stream, err := streamer(ctx, desc, conn, method, opts...)
		if err != nil {
			return nil, FromError(err, catalogs...)
		}
		return &clientStream{stream, catalogs}, nil
	}
}

type clientStream struct {
	grpc.ClientStream
	catalogs []*errcode.Catalog
}

func (s *clientStream) Header() (metadata.MD, error) {
	md, err := s.ClientStream.Header()
	return md, FromError(err, s.catalogs...)
}

func (s *clientStream) RecvMsg(m any) error {
	return FromError(s.ClientStream.RecvMsg(m), s.catalogs...)
}

func (s *clientStream) SendMsg(m any) error {
	return FromError(s.ClientStream.SendMsg(m), s.catalogs...)
}

func (s *clientStream) CloseSend() error {
	return FromError(s.ClientStream.CloseSend(), s.catalogs...)
}
