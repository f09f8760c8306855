package main

import (
	"context"
	"errors"
	"net/http/httptest"
	"strings"
	"testing"

	"connectrpc.com/connect"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	grpc "google.golang.org/grpc/status"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/errcodeconnect"
	"github.com/seed85f21a9e/errcode/errcodegrpc"
	"github.com/seed85f21a9e/errcode/errdoc"
)

// errorInfo is the detail that one would attach by hand.
func errorInfo() *errdetails.ErrorInfo {
	return &errdetails.ErrorInfo{Reason: "USER_NOT_FOUND", Domain: "errcode", Metadata: map[string]string{"code": "leancloud/211"}}
}

// overGRPC is the job of making the status of a gRPC call out of an error.
func overGRPC() job {
	ctx := context.Background()
	err := errcode.New(errcode.LeanCloudUserNotFound, errcode.WithMessage(runTimeText))
	var s *grpc.Status
	check := func() error {
		return want(s.Code() == codes.NotFound && s.Message() == runTimeText && len(s.Details()) == 1, "made %v", s)
	}
	return job{
		name: "grpc",
		what: "Make a gRPC status with an ErrorInfo",
		floors: []contestant{{name: "status.New and WithDetails, by hand", check: check, run: func(b *testing.B) {
			for b.Loop() {
				s, got.err = grpc.New(codes.NotFound, runTimeText).WithDetails(errorInfo())
			}
		}}},
		own: []contestant{{name: "errcodegrpc, Status", check: check, run: func(b *testing.B) {
			for b.Loop() {
				s = errcodegrpc.Status(ctx, err, errcodegrpc.Options{})
			}
		}}},
	}
}

// overConnect is the same for a Connect call.
func overConnect() job {
	ctx := context.Background()
	err := errcode.New(errcode.LeanCloudUserNotFound, errcode.WithMessage(runTimeText))
	cause := errors.New(runTimeText) //nolint:staticcheck // ST1005: a message for users is a sentence
	var e *connect.Error
	check := func() error {
		return want(e.Code() == connect.CodeNotFound && e.Message() == runTimeText && len(e.Details()) == 1, "made %v", e)
	}
	return job{
		name: "connect",
		what: "Make a Connect error with an ErrorInfo",
		floors: []contestant{{name: "connect.NewError and AddDetail, by hand", check: check, run: func(b *testing.B) {
			for b.Loop() {
				e = connect.NewError(connect.CodeNotFound, cause)
				detail, err := connect.NewErrorDetail(errorInfo())
				if err != nil {
					b.Fatal(err)
				}
				e.AddDetail(detail)
			}
		}}},
		own: []contestant{{name: "errcodeconnect, Error", check: check, run: func(b *testing.B) {
			for b.Loop() {
				e = errcodeconnect.Error(ctx, err, errcodeconnect.Options{})
			}
		}}},
	}
}

// lookUpPage is the job of a reader of the documentation: the page of one code.
func lookUpPage() job {
	r := httptest.NewRequest("GET", "/leancloud/211", nil)
	var w *httptest.ResponseRecorder
	return job{
		name: "page",
		what: "Serve the page of one code",
		own: []contestant{{name: "errdoc, Handler", check: func() error {
			return want(w.Code == 200 && strings.Contains(w.Body.String(), "LeanCloudUserNotFound"), "served %d", w.Code)
		}, run: func(b *testing.B) {
			handler := errdoc.Set{}.Handler() // so large that it would slow down the other jobs if it were kept
			for b.Loop() {
				w = httptest.NewRecorder()
				handler.ServeHTTP(w, r)
			}
		}}},
		absent: []absence{{"all the others", "have no pages of their codes"}},
	}
}
