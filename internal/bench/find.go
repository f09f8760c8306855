package main

import (
	"errors"
	"net/http"
	"testing"

	"connectrpc.com/connect"
	"github.com/cockroachdb/errors/exthttp"
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

// codeOf is the job of finding out which code three wraps hold. In match, the
// code is known beforehand.
func codeOf() job {
	var (
		plain     = wrapThrice(&plainError{number, message, errCause})
		own       = wrapThrice(errcode.Wrap(errcode.LeanCloudUserNotFound, errCause))
		bare      = wrapThrice(errcode.LeanCloudUserNotFound)
		fromRPC   = wrapThrice(connect.NewError(connect.CodeNotFound, errCause))
		fromGRPC  = wrapThrice(grpc.Error(codes.NotFound, message))
		fromTwirp = wrapThrice(twirp.NewError(twirp.NotFound, message))
		fromKra   = wrapThrice(kratos.NotFound("USER_NOT_FOUND", message))
		fromOpen  = wrapThrice(openapi.New(number, message))
		fromOops  = wrapThrice(oops.Code(number).Wrap(errCause))
		fromCRDB  = wrapThrice(exthttp.WrapWithHTTPCode(errCause, http.StatusNotFound))
		fromK8s   = wrapThrice(k8sNotFound(message))
		fromDist  = wrapThrice(distribution.ErrorCodeUnsupported.WithMessage(message))
	)
	checkNumber := func(number int) func() error {
		return func() error { return want(got.hit && got.number == number, "found %d, %t", got.number, got.hit) }
	}
	checkText := func(text string) func() error {
		return func() error { return want(got.hit && got.text == text, "found %q, %t", got.text, got.hit) }
	}
	checkCode := func() error {
		return want(got.hit && got.code == errcode.LeanCloudUserNotFound, "found %v, %t", got.code, got.hit)
	}
	return job{
		name: "find",
		what: "Find the code within three wraps",
		floors: []contestant{{name: "errors.AsType, a struct by hand", check: checkNumber(number), run: func(b *testing.B) {
			for b.Loop() {
				e, ok := errors.AsType[*plainError](plain)
				got.number, got.hit = e.code, ok
			}
		}}},
		own: []contestant{
			{name: "errcode, CodeOf(err)", check: checkCode, run: func(b *testing.B) {
				for b.Loop() {
					got.code, got.hit = errcode.CodeOf(own)
				}
			}},
			{name: "errcode, CodeOf of a bare constant", check: checkCode, run: func(b *testing.B) {
				for b.Loop() {
					got.code, got.hit = errcode.CodeOf(bare)
				}
			}},
		},
		peers: []contestant{
			{name: "connect, CodeOf", check: checkNumber(int(connect.CodeNotFound)), run: func(b *testing.B) {
				for b.Loop() {
					got.number, got.hit = int(connect.CodeOf(fromRPC)), true
				}
			}},
			{name: "grpc status, status.Code", check: checkNumber(int(codes.NotFound)), run: func(b *testing.B) {
				for b.Loop() {
					got.number, got.hit = int(grpc.Code(fromGRPC)), true
				}
			}},
			{name: "twirp, errors.AsType", check: checkText(string(twirp.NotFound)), run: func(b *testing.B) {
				for b.Loop() {
					e, ok := errors.AsType[twirp.Error](fromTwirp)
					got.text, got.hit = string(e.Code()), ok
				}
			}},
			{name: "kratos, Reason", check: checkText("USER_NOT_FOUND"), run: func(b *testing.B) {
				for b.Loop() {
					got.text, got.hit = kratos.Reason(fromKra), true
				}
			}},
			{name: "go-openapi/errors, errors.AsType", check: checkNumber(number), run: func(b *testing.B) {
				for b.Loop() {
					e, ok := errors.AsType[openapi.Error](fromOpen)
					got.number, got.hit = int(e.Code()), ok
				}
			}},
			{name: "oops, AsOops", check: checkNumber(number), run: func(b *testing.B) {
				for b.Loop() {
					e, _ := oops.AsOops(fromOops)
					got.number, got.hit = e.Code().(int)
				}
			}},
			{name: "cockroachdb/errors, GetHTTPCode", check: checkNumber(http.StatusNotFound), run: func(b *testing.B) {
				for b.Loop() {
					got.number, got.hit = exthttp.GetHTTPCode(fromCRDB, 0), true
				}
			}},
			{name: "k8s apimachinery, ReasonForError", check: checkText(string(metav1.StatusReasonNotFound)), run: func(b *testing.B) {
				for b.Loop() {
					got.text, got.hit = string(k8s.ReasonForError(fromK8s)), true
				}
			}},
			{name: "distribution errcode, errors.AsType", check: checkNumber(int(distribution.ErrorCodeUnsupported)), run: func(b *testing.B) {
				for b.Loop() {
					e, ok := errors.AsType[distribution.Error](fromDist)
					got.number, got.hit = int(e.Code), ok
				}
			}},
		},
		absent: []absence{
			{"huma", "has no codes beside statuses"},
			{"go-i18n", "no errors"},
		},
	}
}
