package errcodeconnect_test

import (
	"context"
	"errors"
	"io"
	"testing"

	"connectrpc.com/connect"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/protobuf/types/known/anypb"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/errcodeconnect"
)

var sink any

// byHand is what the package is measured against: an error with an ErrorInfo.
func byHand(message string) *connect.Error {
	e := connect.NewError(connect.CodeNotFound, errors.New(message))
	d, err := connect.NewErrorDetail(&errdetails.ErrorInfo{
		Reason: "USER_NOT_FOUND", Domain: "errcode", Metadata: map[string]string{"code": "leancloud/211"},
	})
	if err != nil {
		panic(err)
	}
	e.AddDetail(d)
	return e
}

func BenchmarkError(b *testing.B) {
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
				sink = errcodeconnect.Error(ctx, bench.err, errcodeconnect.Options{})
			}
		})
	}
}

func BenchmarkFromError(b *testing.B) {
	hand := byHand(errcode.LeanCloudUserNotFound.Message())
	received := connect.NewError(hand.Code(), errors.New(hand.Message()))
	for _, d := range hand.Details() { // as they come over the wire, without the message
		d, err := connect.NewErrorDetail(&anypb.Any{TypeUrl: "type.googleapis.com/" + d.Type(), Value: d.Bytes()})
		if err != nil {
			b.Fatal(err)
		}
		received.AddDetail(d)
	}
	b.Run("hand", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for _, d := range received.Details() {
				if m, err := d.Value(); err == nil {
					if info, ok := m.(*errdetails.ErrorInfo); ok {
						sink = info.GetMetadata()["code"]
					}
				}
			}
		}
	})
	b.Run("errcode", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			sink = errcodeconnect.FromError(received)
		}
	})
}

// A failed call over a connection.
func BenchmarkCall(b *testing.B) {
	h := overHTTP2(b)
	interceptor := connect.WithInterceptors(errcodeconnect.NewInterceptor(errcodeconnect.Options{}))
	hand := serve(b, func(call) error { return byHand("No user has this name.") })
	ours := serve(b, func(call) error { return errcode.LeanCloudUserNotFound }, interceptor)
	b.Run("hand", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			sink = invoke(context.Background(), h, hand, unary, "")
		}
	})
	b.Run("errcode", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			sink = invoke(context.Background(), h, ours, unary, "", interceptor)
		}
	})
}
