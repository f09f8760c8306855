package main

import (
	"errors"
	"net/http"
	"testing"

	"connectrpc.com/connect"
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

var errSentinel = errors.New("could not find user")

// match is the job of finding out whether three wraps hold a given code. If hit
// is false, they hold another code of the same library.
func match(hit bool) job {
	check := func() error { return want(got.hit == hit, "matched: %t", got.hit) }
	pick := func(yes, no error) error {
		if hit {
			return wrapThrice(yes)
		}
		return wrapThrice(no)
	}
	name, what := "match", "Match a code through three wraps, and find it"
	if !hit {
		name, what = "miss", "Match a code through three wraps, and find another one"
	}
	var (
		// A search that finds nothing goes on to the cause, in the floor too.
		sentinel  = pick(errSentinel, &plainError{202, "Username is taken.", errCause})
		plain     = pick(&plainError{number, message, errCause}, &plainError{202, "Username is taken.", errCause})
		own       = pick(errcode.Wrap(errcode.LeanCloudUserNotFound, errCause), errcode.Wrap(errcode.LeanCloudUsernameTaken, errCause))
		bare      = pick(errcode.LeanCloudUserNotFound, errcode.LeanCloudUsernameTaken)
		fromRPC   = pick(connect.NewError(connect.CodeNotFound, errCause), connect.NewError(connect.CodeAlreadyExists, errCause))
		fromGRPC  = pick(grpc.Error(codes.NotFound, message), grpc.Error(codes.AlreadyExists, message))
		fromTwirp = pick(twirp.NewError(twirp.NotFound, message), twirp.NewError(twirp.AlreadyExists, message))
		fromKra   = pick(kratos.NotFound("USER_NOT_FOUND", message), kratos.Conflict("USERNAME_TAKEN", message))
		fromOpen  = pick(openapi.New(number, message), openapi.New(202, message))
		fromHuma  = pick(huma.Error404NotFound(message), huma.Error409Conflict(message))
		fromOops  = pick(oops.Code(number).Wrap(errCause), oops.Code(202).Wrap(errCause))
		fromCRDB  = pick(exthttp.WrapWithHTTPCode(errCause, http.StatusNotFound), exthttp.WrapWithHTTPCode(errCause, http.StatusConflict))
		fromK8s   = pick(k8sNotFound(message), k8s.NewBadRequest(message))
		fromDist  = pick(distribution.ErrorCodeUnsupported.WithMessage(message), distribution.ErrorCodeDenied.WithMessage(message))
	)
	return job{
		name: name,
		what: what,
		floors: []contestant{
			{name: "errors.Is, a sentinel", check: check, run: func(b *testing.B) {
				for b.Loop() {
					got.hit = errors.Is(sentinel, errSentinel)
				}
			}},
			{name: "errors.AsType, a struct by hand", check: check, run: func(b *testing.B) {
				for b.Loop() {
					e, ok := errors.AsType[*plainError](plain)
					got.hit = ok && e.code == number
				}
			}},
		},
		own: []contestant{
			{name: "errcode, errors.Is(err, code)", check: check, run: func(b *testing.B) {
				for b.Loop() {
					got.hit = errors.Is(own, errcode.LeanCloudUserNotFound)
				}
			}},
			{name: "errcode, errors.Is of a bare constant", check: check, run: func(b *testing.B) {
				for b.Loop() {
					got.hit = errors.Is(bare, errcode.LeanCloudUserNotFound)
				}
			}},
			{name: "errcode, errors.Is(err, kind)", check: check, run: func(b *testing.B) {
				for b.Loop() {
					got.hit = errors.Is(own, errcode.KindNotFound)
				}
			}},
			{name: "errcode, CodeOf(err)", check: check, run: func(b *testing.B) {
				for b.Loop() {
					code, _ := errcode.CodeOf(own)
					got.hit = code == errcode.LeanCloudUserNotFound
				}
			}},
			{name: "errcode, CodeOf of a bare constant", check: check, run: func(b *testing.B) {
				for b.Loop() {
					code, _ := errcode.CodeOf(bare)
					got.hit = code == errcode.LeanCloudUserNotFound
				}
			}},
		},
		peers: []contestant{
			{name: "connect, errors.AsType", check: check, run: func(b *testing.B) {
				for b.Loop() {
					e, ok := errors.AsType[*connect.Error](fromRPC)
					got.hit = ok && e.Code() == connect.CodeNotFound
				}
			}},
			{name: "connect, CodeOf", check: check, run: func(b *testing.B) {
				for b.Loop() {
					got.hit = connect.CodeOf(fromRPC) == connect.CodeNotFound
				}
			}},
			{name: "grpc status, errors.AsType", check: check, run: func(b *testing.B) {
				for b.Loop() {
					e, ok := errors.AsType[grpcError](fromGRPC)
					got.hit = ok && e.GRPCStatus().Code() == codes.NotFound
				}
			}},
			{name: "grpc status, status.Code", check: check, run: func(b *testing.B) {
				for b.Loop() {
					got.hit = grpc.Code(fromGRPC) == codes.NotFound
				}
			}},
			{name: "twirp, errors.AsType", check: check, run: func(b *testing.B) {
				for b.Loop() {
					e, ok := errors.AsType[twirp.Error](fromTwirp)
					got.hit = ok && e.Code() == twirp.NotFound
				}
			}},
			{name: "kratos, errors.AsType", check: check, run: func(b *testing.B) {
				for b.Loop() {
					e, ok := errors.AsType[*kratos.Error](fromKra)
					got.hit = ok && e.Code == http.StatusNotFound && e.Reason == "USER_NOT_FOUND"
				}
			}},
			{name: "go-openapi/errors, errors.AsType", check: check, run: func(b *testing.B) {
				for b.Loop() {
					e, ok := errors.AsType[openapi.Error](fromOpen)
					got.hit = ok && e.Code() == number
				}
			}},
			{name: "huma, errors.AsType", check: check, run: func(b *testing.B) {
				for b.Loop() {
					e, ok := errors.AsType[*huma.ErrorModel](fromHuma)
					got.hit = ok && e.Status == http.StatusNotFound
				}
			}},
			{name: "oops, errors.AsType", check: check, run: func(b *testing.B) {
				for b.Loop() {
					e, ok := errors.AsType[oops.OopsError](fromOops)
					got.hit = ok && e.Code() == number
				}
			}},
			{name: "cockroachdb/errors, GetHTTPCode", check: check, run: func(b *testing.B) {
				for b.Loop() {
					got.hit = exthttp.GetHTTPCode(fromCRDB, 0) == http.StatusNotFound
				}
			}},
			{name: "k8s apimachinery, errors.AsType", check: check, run: func(b *testing.B) {
				for b.Loop() {
					e, ok := errors.AsType[*k8s.StatusError](fromK8s)
					got.hit = ok && e.ErrStatus.Reason == metav1.StatusReasonNotFound
				}
			}},
			{name: "k8s apimachinery, IsNotFound", check: check, run: func(b *testing.B) {
				for b.Loop() {
					got.hit = k8s.IsNotFound(fromK8s)
				}
			}},
			{name: "distribution errcode, errors.AsType", check: check, run: func(b *testing.B) {
				for b.Loop() {
					e, ok := errors.AsType[distribution.Error](fromDist)
					got.hit = ok && e.Code == distribution.ErrorCodeUnsupported
				}
			}},
		},
		absent: []absence{{"go-i18n", "no errors"}},
	}
}

// grpcError is what grpc's own errors can be found by.
type grpcError interface {
	error
	GRPCStatus() *grpc.Status
}
