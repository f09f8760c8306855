package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"testing"

	cockroach "github.com/cockroachdb/errors"
	"github.com/cockroachdb/errors/errorspb"
	"github.com/cockroachdb/errors/exthttp"
	"github.com/danielgtaylor/huma/v2"
	distribution "github.com/distribution/distribution/v3/registry/api/errcode"
	kratos "github.com/go-kratos/kratos/v2/errors"
	kratoshttp "github.com/go-kratos/kratos/v2/transport/http"
	spb "google.golang.org/genproto/googleapis/rpc/status"
	"google.golang.org/grpc/codes"
	grpc "google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	k8s "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	k8sjson "k8s.io/apimachinery/pkg/util/json"

	"github.com/seed85f21a9e/errcode"
)

// decode is the job of reading the body of a failed response: each library its
// own, with the same text in it.
func decode() job {
	var (
		body     = appendTwoFields(nil, number, message)
		own      = appendTwoFields(nil, number, runTimeText)
		response = &http.Response{StatusCode: status}
		inGRPC   = must(proto.Marshal(&spb.Status{Code: int32(codes.NotFound), Message: message}))
		inHuma   = must(json.Marshal(huma.Error404NotFound(message)))
		inK8s    = must(json.Marshal(k8sNotFound(message).ErrStatus))
		inDist   = must(json.Marshal(distribution.Errors{distribution.ErrorCodeUnsupported.WithMessage(message)}))
		encoded  = cockroach.EncodeError(context.Background(), exthttp.WrapWithHTTPCode(cockroach.WithMessage(errCause, message), 404))
		inCRDB   = must(encoded.Marshal())

		kratosResponse = &http.Response{StatusCode: http.StatusNotFound, Header: http.Header{"Content-Type": {"application/json"}}}
		inKratos       = must(json.Marshal(kratos.NotFound("USER_NOT_FOUND", message)))
	)
	wantRemote := func(text string) func() error {
		return func() error {
			e, ok := errors.AsType[*errcode.Error](got.err)
			return want(ok && e.Message() == text && errors.Is(e, errcode.LeanCloudUserNotFound), "decoded %#v", got.err)
		}
	}
	wantNumber := func(number int) func() error {
		return func() error {
			return want(got.err == nil && got.number == number && got.text == message, "decoded %d %q, error %v", got.number, got.text, got.err)
		}
	}
	return job{
		name: "decode",
		what: "Read the body of a failed response",
		floors: []contestant{{name: "scan of that very shape, by hand", check: wantNumber(number), run: func(b *testing.B) {
			for b.Loop() {
				got.number, got.text, got.err = scanTwoFields(body)
			}
		}}},
		own: []contestant{
			{name: "errcode, DecodeBody", check: wantRemote(message), run: func(b *testing.B) {
				for b.Loop() {
					got.err = errcode.LeanCloud.DecodeBody(status, body)
				}
			}},
			{name: "errcode, DecodeBody of another message", check: wantRemote(runTimeText), run: func(b *testing.B) {
				for b.Loop() {
					got.err = errcode.LeanCloud.DecodeBody(status, own)
				}
			}},
			{name: "errcode, CheckResponse", check: wantRemote(message), run: func(b *testing.B) {
				for b.Loop() {
					response.Body = io.NopCloser(bytes.NewReader(body))
					got.err = errcode.LeanCloud.CheckResponse(response)
				}
			}},
		},
		peers: []contestant{
			{name: "encoding/json, two fields", check: wantNumber(number), run: func(b *testing.B) {
				for b.Loop() {
					var v twoFields
					got.err = json.Unmarshal(body, &v)
					got.number, got.text = v.Code, v.Error
				}
			}},
			{name: "grpc status, protobuf", check: wantNumber(int(codes.NotFound)), run: func(b *testing.B) {
				for b.Loop() {
					var v spb.Status
					got.err = proto.Unmarshal(inGRPC, &v)
					s := grpc.FromProto(&v)
					got.number, got.text = int(s.Code()), s.Message()
				}
			}},
			{name: "kratos, DefaultErrorDecoder", check: func() error {
				e := kratos.FromError(got.err)
				return want(e.Reason == "USER_NOT_FOUND" && e.Message == message, "decoded %v", got.err)
			}, run: func(b *testing.B) {
				ctx := context.Background()
				for b.Loop() {
					kratosResponse.Body = io.NopCloser(bytes.NewReader(inKratos))
					got.err = kratoshttp.DefaultErrorDecoder(ctx, kratosResponse)
				}
			}},
			{name: "huma, ErrorModel", check: wantNumber(http.StatusNotFound), run: func(b *testing.B) {
				for b.Loop() {
					var v huma.ErrorModel
					got.err = json.Unmarshal(inHuma, &v)
					got.number, got.text = v.Status, v.Detail
				}
			}},
			{name: "cockroachdb/errors, protobuf", check: func() error {
				return want(exthttp.GetHTTPCode(got.err, 0) == 404 && got.err.Error() == message+": "+errCause.Error(), "decoded %v", got.err)
			}, run: func(b *testing.B) {
				ctx := context.Background()
				for b.Loop() {
					var v errorspb.EncodedError
					if err := v.Unmarshal(inCRDB); err != nil {
						b.Fatal(err)
					}
					got.err = cockroach.DecodeError(ctx, v)
				}
			}},
			{name: "k8s apimachinery, Status", check: func() error {
				return want(k8s.IsNotFound(got.err) && got.err.Error() == message, "decoded %v", got.err)
			}, run: func(b *testing.B) {
				for b.Loop() {
					var v metav1.Status
					if err := k8sjson.Unmarshal(inK8s, &v); err != nil {
						b.Fatal(err)
					}
					got.err = k8s.FromObject(&v)
				}
			}},
			{name: "distribution errcode", check: func() error {
				errs, ok := got.err.(distribution.Errors)
				if !ok || len(errs) != 1 {
					return fmt.Errorf("decoded %v", got.err)
				}
				e, ok := errs[0].(distribution.Error)
				return want(ok && e.Code == distribution.ErrorCodeUnsupported && e.Message == message, "decoded %v", got.err)
			}, run: func(b *testing.B) {
				for b.Loop() {
					var v distribution.Errors
					if err := json.Unmarshal(inDist, &v); err != nil {
						b.Fatal(err)
					}
					got.err = v
				}
			}},
		},
		absent: []absence{
			{"connect, twirp", "read bodies inside of their clients only"},
			{"go-openapi/errors, oops", "write bodies, but do not read them"},
			{"go-i18n", "no errors"},
		},
	}
}

// scanTwoFields reads {"code":211,"error":"…"} with no spaces and no escapes.
func scanTwoFields(body []byte) (number int, text string, err error) {
	const head, middle, tail = `{"code":`, `,"error":"`, `"}`
	rest, ok := bytes.CutPrefix(body, []byte(head))
	if !ok {
		return 0, "", errors.New("no code")
	}
	for len(rest) > 0 && '0' <= rest[0] && rest[0] <= '9' {
		number = number*10 + int(rest[0]-'0')
		rest = rest[1:]
	}
	rest, ok = bytes.CutPrefix(rest, []byte(middle))
	if !ok {
		return 0, "", errors.New("no text")
	}
	rest, ok = bytes.CutSuffix(rest, []byte(tail))
	if !ok || bytes.ContainsAny(rest, `"\`) {
		return 0, "", errors.New("no end of the text")
	}
	return number, string(rest), nil
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
