package errcodegrpc_test

import (
	"context"
	"io"
	"testing"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/errcodegrpc"
)

var sink any

// byHand is what the package is measured against: a status with an ErrorInfo.
func byHand(message string) *status.Status {
	st, err := status.New(codes.NotFound, message).WithDetails(&errdetails.ErrorInfo{
		Reason: "USER_NOT_FOUND", Domain: "errcode", Metadata: map[string]string{"code": "leancloud/211"},
	})
	if err != nil {
		panic(err)
	}
	return st
}

func BenchmarkStatus(b *testing.B) {
	const message = "No user has the name \"ann\"."
	for _, bench := range []struct {
		name string
		err  error
	}{
		{"code", errcode.LeanCloudUserNotFound},
		{"wrapped", errcode.Wrap(errcode.LeanCloudUserNotFound, io.EOF)},
		{"message", errcode.New(errcode.LeanCloudUserNotFound, errcode.WithMessage(message))},
	} {
		b.Run(bench.name+"/hand", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				sink = byHand(message)
			}
		})
		b.Run(bench.name+"/errcode", func(b *testing.B) {
			b.ReportAllocs()
			ctx := context.Background()
			for b.Loop() {
				sink = errcodegrpc.Status(ctx, bench.err, errcodegrpc.Options{})
			}
		})
	}
}

func BenchmarkFromError(b *testing.B) {
	err := byHand(errcode.LeanCloudUserNotFound.Message()).Err()
	b.Run("hand", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for _, d := range status.Convert(err).Details() {
				if info, ok := d.(*errdetails.ErrorInfo); ok {
					sink = info.GetMetadata()["code"]
				}
			}
		}
	})
	b.Run("errcode", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			sink = errcodegrpc.FromError(err)
		}
	})
}

// A failed call over a connection.
func BenchmarkCall(b *testing.B) {
	hand := dial(b, serve(b, func(call) error { return byHand("No user has this name.").Err() }))
	ours := dial(b, serve(b, func(call) error { return errcode.LeanCloudUserNotFound }, intercepted(errcodegrpc.Options{})...), withInterceptors()...)
	b.Run("hand", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			sink = status.Convert(invoke(context.Background(), hand, unary, "")).Details()
		}
	})
	b.Run("errcode", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			sink = invoke(context.Background(), ours, unary, "")
		}
	})
}
