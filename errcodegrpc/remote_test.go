package errcodegrpc_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	spb "google.golang.org/genproto/googleapis/rpc/status"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/protoadapt"
	"google.golang.org/protobuf/types/known/anypb"
	"google.golang.org/protobuf/types/known/durationpb"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/errcodegrpc"
	"github.com/seed85f21a9e/errcode/internal/rpctest"
)

// received returns what a client makes of a status with details.
func received(t *testing.T, code codes.Code, message string, details ...protoadapt.MessageV1) *errcode.Error {
	t.Helper()
	st, err := status.New(code, message).WithDetails(details...)
	require.NoError(t, err)
	got := errcodegrpc.FromError(st.Err(), rpctest.Shop)
	assert.Equal(t, code, status.Code(got))
	require.ErrorIs(t, got, st.Err(), "the original")
	e, ok := errors.AsType[*errcode.Error](got)
	require.True(t, ok)
	require.True(t, e.Remote())
	return e
}

func info(pairs ...string) *errdetails.ErrorInfo {
	m := map[string]string{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = pairs[i+1]
	}
	return &errdetails.ErrorInfo{Reason: "REASON", Domain: "example.com", Metadata: m}
}

func TestFromErrorLeavesAlone(t *testing.T) {
	t.Parallel()
	st := status.Error(codes.NotFound, "x")
	coded := errcode.Wrap(errcode.LeanCloudTimeout, st)
	remote := errcodegrpc.FromError(st)
	for name, err := range map[string]error{
		"nil": nil, "end of a stream": io.EOF, "no status": context.Canceled, "coded": coded,
		"remote": remote, "status OK": okStatus{}, "wrapped end": fmt.Errorf("x: %w", io.EOF),
	} {
		assert.Equal(t, err, errcodegrpc.FromError(err), name)
	}
	wrapped := fmt.Errorf("reading a user: %w", st)
	require.ErrorIs(t, errcodegrpc.FromError(wrapped), wrapped)
	require.ErrorIs(t, errcodegrpc.FromError(wrapped), errcode.KindNotFound)
}

func TestFromError(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name    string
		details []protoadapt.MessageV1
		code    errcode.Code
		args    []string
		kept    map[string]any
	}{
		{"code", []protoadapt.MessageV1{info("code", "leancloud/211")}, errcode.LeanCloudUserNotFound, nil, nil},
		{"variant", []protoadapt.MessageV1{info("code", "backend/107.1")}, errcode.BackendDuplicateKey, nil, nil},
		{"variant of a later edition", []protoadapt.MessageV1{info("code", "backend/107.99")}, errcode.BackendDatabaseError, nil, nil},
		{"unlisted", []protoadapt.MessageV1{info("code", "realtime/-5")}, errcode.RealtimeCode(-5), nil, nil},
		{"own", []protoadapt.MessageV1{info("code", "gift-shop/1001")}, rpctest.ShopSoldOut, nil, nil},
		{"arguments", []protoadapt.MessageV1{info("code", "gift-shop/1002", "arg2", "b", "arg1", "a")}, rpctest.ShopLimit, []string{"a", "b"}, nil},
		{"details", []protoadapt.MessageV1{info("code", "leancloud/211", "k", "v", "", "x")}, errcode.LeanCloudUserNotFound, nil, map[string]any{"k": "v"}},
		{"another program's", []protoadapt.MessageV1{info("service", "a.googleapis.com", "arg1", "1")}, nil, nil, map[string]any{"service": "a.googleapis.com", "arg1": "1"}},
		{"unknown catalog", []protoadapt.MessageV1{info("code", "bookshop/7")}, nil, nil, map[string]any{"code": "bookshop/7"}},
		{"no code", []protoadapt.MessageV1{info("code", "211")}, nil, nil, map[string]any{"code": "211"}},
		{"no number", []protoadapt.MessageV1{info("code", "leancloud/9999999999999")}, nil, nil, map[string]any{"code": "leancloud/9999999999999"}},
		{"the one with a code", []protoadapt.MessageV1{info("a", "1"), info("b", "2"), info("code", "leancloud/211"), info("code", "leancloud/101")}, errcode.LeanCloudUserNotFound, nil, nil},
		{"the first without", []protoadapt.MessageV1{info("a", "1"), info("b", "2")}, nil, nil, map[string]any{"a": "1"}},
		{"nothing", nil, nil, nil, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			e := received(t, codes.NotFound, "Received.", test.details...)
			assert.Equal(t, test.code, e.Code())
			assert.Equal(t, test.args, e.Args())
			assert.Equal(t, test.kept, e.Details())
			assert.Equal(t, "Received.", e.Message())
			assert.NotZero(t, e.HTTPStatus())
		})
	}
}

func TestTimeToWait(t *testing.T) {
	t.Parallel()
	const longest = time.Duration(math.MaxInt64)
	for _, test := range []struct {
		delay *durationpb.Duration
		want  time.Duration
	}{
		{durationpb.New(0), 0},
		{durationpb.New(1500 * time.Millisecond), 1500 * time.Millisecond},
		{durationpb.New(-time.Second), 0},
		{&durationpb.Duration{Seconds: math.MaxInt64, Nanos: math.MaxInt32}, longest},
		{&durationpb.Duration{Seconds: math.MinInt64, Nanos: math.MinInt32}, 0},
	} {
		got, ok := errcode.RetryAfter(received(t, codes.Unavailable, "", &errdetails.RetryInfo{RetryDelay: test.delay}))
		assert.True(t, ok)
		assert.InDelta(t, test.want, got, float64(10*time.Second), "%v", test.delay)
	}
	_, ok := errcode.RetryAfter(received(t, codes.Unavailable, "", &errdetails.RetryInfo{}))
	assert.False(t, ok)
}

func TestReceivedIsBounded(t *testing.T) {
	t.Parallel()
	long := info("code", "leancloud/211", "huge", strings.Repeat("x", 1<<20))
	for i := range 10_000 {
		long.Metadata[fmt.Sprint("key", i)] = "value"
	}
	e := received(t, codes.NotFound, strings.Repeat("错", 1<<20), long)
	assert.Len(t, e.Message(), 4095)
	size := 0
	for key, value := range e.Details() {
		size += len(key) + len(value.(string))
	}
	assert.LessOrEqual(t, size, 16<<10)
	assert.LessOrEqual(t, len(e.Details()), 128)

	for _, size := range []int{16<<10 - len("code"+"leancloud/211"+"k0"), 1 << 14, 1 << 20} {
		e := received(t, codes.NotFound, "", info("code", "leancloud/211", "k0", strings.Repeat("x", size)))
		assert.Equal(t, size < 1<<14, len(e.Details()) == 1, "%d", size)
		assert.Equal(t, errcode.LeanCloudUserNotFound, e.Code(), "%d", size)
	}

	forged := received(t, codes.NotFound, "fine\nlevel=ERROR msg=\"all is lost\"")
	assert.NotContains(t, forged.Error(), "\n")
}

// A received error answers what an errcode.Error does: in logs, as JSON.
func TestReceivedInALog(t *testing.T) {
	t.Parallel()
	st, err := status.New(codes.NotFound, "No such player.").WithDetails(info("code", "leancloud/211"))
	require.NoError(t, err)
	got := errcodegrpc.FromError(st.Err())
	var log strings.Builder
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "e", got, errcode.Attr(fmt.Errorf("reading: %w", got)))
	assert.Contains(t, log.String(), `e.catalog=leancloud e.number=211 e.name=UserNotFound`)
	assert.Contains(t, log.String(), `error.catalog=leancloud`)
	assert.Contains(t, log.String(), `error.remote=true`)
	body, err := json.Marshal(got)
	require.NoError(t, err)
	assert.JSONEq(t, `{"code":211,"error":"Could not find user."}`, string(body))
	assert.Equal(t, "leancloud/211", errcode.LabelOf(got))
	assert.Equal(t, "No such player.", status.Convert(got).Message(), "not printed twice")
	assert.Equal(t, "leancloud 211: No such player", got.Error())
	assert.Equal(t, "NotFound", errcode.LabelOf(errcodegrpc.FromError(status.Error(codes.NotFound, ""))))
}

// What a server answers when an RPC of its own has failed.
func TestRelayed(t *testing.T) {
	t.Parallel()
	const text = "Shard 7 has no such player."
	st, err := status.New(codes.NotFound, text).WithDetails(info("code", "leancloud/211", "shard", "7"), &errdetails.RetryInfo{RetryDelay: durationpb.New(time.Second)})
	require.NoError(t, err)
	got := fmt.Errorf("reading: %w", errcodegrpc.FromError(st.Err()))
	o := errcodegrpc.Options{Responder: quiet()}

	again := errcodegrpc.Status(t.Context(), got, o)
	assert.Equal(t, errcode.LeanCloudUserNotFound.Message(), again.Message())
	assert.Equal(t, map[string]string{"code": "leancloud/211"}, infoOf(t, again).Metadata)
	assert.Equal(t, time.Second, detail[*errdetails.RetryInfo](t, again).GetRetryDelay().AsDuration())

	again = errcodegrpc.Status(t.Context(), errcode.Relay(got), o)
	assert.Equal(t, text, again.Message())
	assert.Equal(t, map[string]string{"code": "leancloud/211"}, infoOf(t, again).Metadata)

	w := httptest.NewRecorder()
	quiet().WriteError(w, httptest.NewRequest("GET", "/", nil), got)
	assert.JSONEq(t, `{"code":211,"error":"Could not find user."}`, w.Body.String())
	assert.Equal(t, "1", w.Header().Get("Retry-After"))

	kind := errcodegrpc.FromError(status.Error(codes.Aborted, text))
	assert.Equal(t, "aborted", errcodegrpc.Status(t.Context(), kind, o).Message())
	assert.Equal(t, text, errcodegrpc.Status(t.Context(), errcode.Relay(kind), o).Message())
	assert.Equal(t, codes.Aborted, errcodegrpc.Status(t.Context(), errcode.Relay(kind), o).Code())
}

// Details are read as the protobuf library reads them, and whatever they are,
// the status code stays.
func FuzzFromError(f *testing.F) {
	for _, m := range []proto.Message{
		info("code", "leancloud/211", "k", "v"), info(),
		&errdetails.RetryInfo{RetryDelay: durationpb.New(1500 * time.Millisecond)}, &errdetails.Help{},
	} {
		b, err := proto.Marshal(m)
		require.NoError(f, err)
		f.Add("type.googleapis.com/"+string(proto.MessageName(m)), b, uint32(5), "message")
	}
	f.Add("google.rpc.RetryInfo", []byte("\x0a\x02\x08\x07\x0a\x02\x10\x05"), uint32(1), "in two parts")
	f.Add("google.rpc.ErrorInfo", []byte("\x1a\x02\x0a\xff"), uint32(1), "\xff\n")
	f.Fuzz(func(t *testing.T, url string, value []byte, code uint32, message string) {
		original := status.FromProto(&spb.Status{Code: int32(code), Message: message, Details: []*anypb.Any{{TypeUrl: url, Value: value}}}).Err()
		got := errcodegrpc.FromError(original)
		if status.Code(got) != status.Code(original) {
			t.Fatalf("the status code is %v, not %v", status.Code(got), status.Code(original))
		}
		if original == nil {
			return
		}
		e, ok := errors.AsType[*errcode.Error](got)
		if !ok || !e.Remote() || strings.ContainsAny(got.Error(), "\n\r") || len(e.Message()) > 4<<10 {
			t.Fatalf("%q", got)
		}
		again := errcodegrpc.Status(context.Background(), got, errcodegrpc.Options{Responder: quiet()})
		if wireLen(t, again) > 4<<10 {
			t.Fatalf("%d bytes", wireLen(t, again))
		}
		checkInfo(t, e, url, value)
		checkDelay(t, e, url, value)
	})
}

func checkInfo(t *testing.T, e *errcode.Error, url string, value []byte) {
	t.Helper()
	var want errdetails.ErrorInfo
	if url[strings.LastIndexByte(url, '/')+1:] != "google.rpc.ErrorInfo" || proto.Unmarshal(value, &want) != nil {
		if e.Code() != nil || len(e.Details()) > 0 {
			t.Fatalf("read %v, %v of what is no ErrorInfo", e.Code(), e.Details())
		}
		return
	}
	code, err := errcode.ParseCode(want.GetMetadata()["code"])
	if !strings.Contains(want.GetMetadata()["code"], "/") || err != nil {
		code = nil
	}
	if e.Code() != code {
		t.Fatalf("the code is %v, not %v", e.Code(), code)
	}
	for key, got := range e.Details() {
		if got != want.GetMetadata()[key] {
			t.Fatalf("%q is %q, not %q", key, got, want.GetMetadata()[key])
		}
	}
}

func checkDelay(t *testing.T, e *errcode.Error, url string, value []byte) {
	t.Helper()
	got, ok := errcode.RetryAfter(e)
	var want errdetails.RetryInfo
	if url[strings.LastIndexByte(url, '/')+1:] != "google.rpc.RetryInfo" || proto.Unmarshal(value, &want) != nil || want.GetRetryDelay() == nil {
		if ok {
			t.Fatalf("read %v of what is no RetryInfo", got)
		}
		return
	}
	if !ok {
		t.Fatal("read no time to wait")
	}
	if delay := want.GetRetryDelay(); delay.IsValid() && delay.GetSeconds() < 1<<32 && got != max(0, delay.AsDuration()) {
		t.Fatalf("read %v, not %v", got, delay.AsDuration())
	}
}
