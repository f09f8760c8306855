package main

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"connectrpc.com/connect"
	cockroach "github.com/cockroachdb/errors"
	"github.com/cockroachdb/errors/exthttp"
	"github.com/danielgtaylor/huma/v2"
	distribution "github.com/distribution/distribution/v3/registry/api/errcode"
	kratos "github.com/go-kratos/kratos/v2/errors"
	openapi "github.com/go-openapi/errors"
	"github.com/samber/oops"
	"github.com/twitchtv/twirp"
	"google.golang.org/grpc/codes"
	grpc "google.golang.org/grpc/status"
	k8s "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/seed85f21a9e/errcode"
)

// wantError checks that the error built has the text and, if there is one, the
// cause.
func wantError(text string, cause error) func() error {
	return func() error {
		ok := got.err != nil && (cause == nil || errors.Is(got.err, cause))
		return want(ok && (strings.Contains(got.err.Error(), strings.TrimSuffix(text, "."))), "built %#v", got.err)
	}
}

// build is the job of making an error that has no cause.
func build() job {
	check := wantError(runTimeText, nil)
	return job{
		name: "build",
		what: "Build an error of code and message",
		floors: []contestant{{name: "struct by hand", check: check, run: func(b *testing.B) {
			for b.Loop() {
				got.err = &plainError{code: number, message: runTimeText}
			}
		}}},
		own: []contestant{
			{name: "errcode, the catalog's message: New(code)", check: wantError(message, nil), run: func(b *testing.B) {
				for b.Loop() {
					got.err = errcode.New(errcode.LeanCloudUserNotFound)
				}
			}},
			{name: "errcode, a message of its own: New(code, WithMessage(s))", check: check, run: func(b *testing.B) {
				for b.Loop() {
					got.err = errcode.New(errcode.LeanCloudUserNotFound, errcode.WithMessage(runTimeText))
				}
			}},
		},
		peers: []contestant{
			{name: "connect", check: check, run: func(b *testing.B) {
				for b.Loop() {
					got.err = connect.NewError(connect.CodeNotFound, &messageError{message: runTimeText})
				}
			}},
			{name: "grpc status", check: check, run: func(b *testing.B) {
				for b.Loop() {
					got.err = grpc.Error(codes.NotFound, runTimeText)
				}
			}},
			{name: "twirp", check: check, run: func(b *testing.B) {
				for b.Loop() {
					got.err = twirp.NewError(twirp.NotFound, runTimeText)
				}
			}},
			{name: "kratos", check: check, run: func(b *testing.B) {
				for b.Loop() {
					got.err = kratos.New(http.StatusNotFound, "USER_NOT_FOUND", runTimeText)
				}
			}},
			{name: "go-openapi/errors", check: check, run: func(b *testing.B) {
				for b.Loop() {
					got.err = openapi.New(number, runTimeText)
				}
			}},
			{name: "huma", check: check, run: func(b *testing.B) {
				for b.Loop() {
					got.err = &huma.ErrorModel{Status: http.StatusNotFound, Title: "Not Found", Detail: runTimeText}
				}
			}},
			{name: "oops", check: check, run: func(b *testing.B) {
				for b.Loop() {
					got.err = oops.Code(number).New(runTimeText)
				}
			}},
			{name: "cockroachdb/errors", check: check, run: func(b *testing.B) {
				for b.Loop() {
					got.err = exthttp.WrapWithHTTPCode(cockroach.New(runTimeText), http.StatusNotFound)
				}
			}},
			{name: "k8s apimachinery", check: check, run: func(b *testing.B) {
				for b.Loop() {
					got.err = k8sNotFound(runTimeText)
				}
			}},
			{name: "distribution errcode", check: func() error {
				e, ok := got.err.(distribution.Error)
				return want(ok && e.Message == runTimeText, "built %#v", got.err)
			}, run: func(b *testing.B) {
				for b.Loop() {
					got.err = distribution.ErrorCodeUnsupported.WithMessage(runTimeText)
				}
			}},
		},
		absent: []absence{{"go-i18n", "no errors"}},
	}
}

// k8sNotFound does what the constructors of apimachinery do, without the text
// that they format.
func k8sNotFound(message string) *k8s.StatusError {
	return &k8s.StatusError{ErrStatus: metav1.Status{
		Status: metav1.StatusFailure, Code: http.StatusNotFound, Reason: metav1.StatusReasonNotFound, Message: message,
	}}
}

// wrap is the job of making an error that has a cause.
func wrap() job {
	check := wantError(runTimeText, errCause)
	return job{
		name: "wrap",
		what: "Build an error of code, message and cause",
		floors: []contestant{{name: "struct by hand", check: wantError(message, errCause), run: func(b *testing.B) {
			for b.Loop() {
				got.err = &plainError{number, message, errCause}
			}
		}}},
		own: []contestant{
			{name: "errcode, a constant: Wrap(code, err)", check: wantError(message, errCause), run: func(b *testing.B) {
				for b.Loop() {
					got.err = errcode.Wrap(errcode.LeanCloudUserNotFound, errCause)
				}
			}},
			{name: "errcode, a looked-up code", check: wantError(message, errCause), run: func(b *testing.B) {
				for b.Loop() {
					code, _ := errcode.LeanCloud.Lookup(number)
					got.err = errcode.Wrap(code, errCause)
				}
			}},
			{name: "errcode, a message of its own", check: check, run: func(b *testing.B) {
				for b.Loop() {
					got.err = errcode.Wrap(errcode.LeanCloudUserNotFound, errCause, errcode.WithMessage(runTimeText))
				}
			}},
		},
		peers: []contestant{
			{name: "connect", check: check, run: func(b *testing.B) {
				for b.Loop() {
					got.err = connect.NewError(connect.CodeNotFound, &messageError{runTimeText, errCause})
				}
			}},
			{name: "twirp", check: func() error {
				e, ok := errors.AsType[twirp.Error](got.err)
				return want(ok && e.Msg() == runTimeText && errors.Is(got.err, errCause), "built %#v", got.err)
			}, run: func(b *testing.B) {
				for b.Loop() {
					got.err = twirp.WrapError(twirp.NewError(twirp.NotFound, runTimeText), errCause)
				}
			}},
			{name: "kratos", check: check, run: func(b *testing.B) {
				for b.Loop() {
					got.err = kratos.New(http.StatusNotFound, "USER_NOT_FOUND", runTimeText).WithCause(errCause)
				}
			}},
			{name: "oops", check: func() error {
				return want(oops.GetPublic(got.err, "") == runTimeText && errors.Is(got.err, errCause), "built %#v", got.err)
			}, run: func(b *testing.B) {
				for b.Loop() {
					got.err = oops.Code(number).Public(runTimeText).Wrap(errCause)
				}
			}},
			{name: "cockroachdb/errors", check: check, run: func(b *testing.B) {
				for b.Loop() {
					got.err = exthttp.WrapWithHTTPCode(cockroach.WithMessage(errCause, runTimeText), http.StatusNotFound)
				}
			}},
		},
		absent: []absence{
			{"grpc status, go-openapi/errors, k8s apimachinery, distribution errcode", "their errors hold no cause"},
			{"huma", "turns causes into text that clients read"},
			{"go-i18n", "no errors"},
		},
	}
}

// messageError gives connect a message apart from the cause: it sends the text
// of the error that it is given.
type messageError struct {
	message string
	cause   error
}

func (e *messageError) Error() string { return e.message }
func (e *messageError) Unwrap() error { return e.cause }
