package errcodegrpc_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/errcodegrpc"
	"github.com/seed85f21a9e/errcode/internal/rpctest"
)

// detail returns the one detail of a type; nil if there is none.
func detail[M proto.Message](t *testing.T, st *status.Status) M {
	t.Helper()
	var found []M
	for _, d := range st.Details() {
		require.NotImplements(t, (*error)(nil), d, "a detail that cannot be decoded")
		if m, ok := d.(M); ok {
			found = append(found, m)
		}
	}
	if len(found) == 0 {
		var none M
		return none
	}
	require.Len(t, found, 1)
	return found[0]
}

func quiet() *errcode.Responder { return &errcode.Responder{Logger: silent()} }

func TestStatus(t *testing.T) {
	t.Parallel()
	err := errcode.Wrap(errcode.BackendDuplicateFieldValues, rpctest.Cause(),
		errcode.WithArgs("Number", "New"), errcode.WithRetryAfter(1500*time.Millisecond),
		errcode.WithDetail("field", "Number"), errcode.WithDetail("limit", 5), errcode.WithDetail("color", language.German),
		errcode.WithDetail("list", []string{"a", "b"}),
		errcode.WithDetail("code", "mine"), errcode.WithDetail("arg3", "mine"), errcode.WithDetail("Not A Key", 1), errcode.WithDetail("x", 1),
		errcode.WithDetail("channel", make(chan int)), errcode.WithDetail("panics", panics{}))
	st := errcodegrpc.Status(t.Context(), err, errcodegrpc.Options{Responder: quiet()})
	assert.Equal(t, codes.FailedPrecondition, st.Code())
	assert.Equal(t, `Duplicate values already exist for field Number of content type "New".`, st.Message())
	assert.Equal(t, rpctest.Info{
		Reason: "DUPLICATE_FIELD_VALUES", Domain: "errcode",
		Metadata: map[string]string{
			"code": "backend/107.2", "arg1": "Number", "arg2": "New",
			"field": "Number", "limit": "5", "color": "de", "list": `["a","b"]`,
		},
	}, infoOf(t, st))
	assert.Equal(t, 1500*time.Millisecond, detail[*errdetails.RetryInfo](t, st).GetRetryDelay().AsDuration())
	assert.Len(t, st.Details(), 2)

	got := errcodegrpc.FromError(st.Err())
	e, ok := errors.AsType[*errcode.Error](got)
	require.True(t, ok)
	assert.Equal(t, st.Message(), e.Message())
	assert.Equal(t, []string{"Number", "New"}, e.Args())
	assert.Equal(t, map[string]any{"field": "Number", "limit": "5", "color": "de", "list": `["a","b"]`}, e.Details())
	wait, ok := errcode.RetryAfter(got)
	assert.True(t, ok)
	assert.Equal(t, 1500*time.Millisecond, wait)
	assert.Equal(t, 400, e.HTTPStatus())
	assert.Equal(t, `backend 107: Duplicate values already exist for field Number of content type "New"`, got.Error())
}

type panics struct{}

func (panics) MarshalJSON() ([]byte, error) { panic(rpctest.Secret) }
func (panics) Error() string                { panic(rpctest.Secret) }
func (panics) Unwrap() error                { panic(rpctest.Secret) }

func TestStatusOfErrorsWithoutACode(t *testing.T) {
	t.Parallel()
	upstream := errcodegrpc.Status(t.Context(), errcode.New(errcode.LeanCloudUserNotFound, errcode.WithMessage(rpctest.Secret)), errcodegrpc.Options{}).Err()
	for _, test := range []struct {
		name    string
		catalog *errcode.Catalog
		err     error
		code    codes.Code
		message string
		id      string
		reason  string
	}{
		{"unknown", nil, rpctest.Cause(), codes.Internal, "internal error", "", "INTERNAL"},
		{"unknown in a catalog", errcode.LeanCloud, rpctest.Cause(), codes.Internal, errcode.LeanCloudInternalServerError.Message(), "leancloud/1", "INTERNAL_SERVER_ERROR"},
		{"kind", nil, fmt.Errorf("%s: %w", rpctest.Secret, errcode.KindFailedPrecondition), codes.FailedPrecondition, "failed precondition", "", "FAILED_PRECONDITION"},
		{"kind with a message", nil, errcode.KindNotFound.New(errcode.WithMessage("No page.")), codes.NotFound, "No page.", "", "NOT_FOUND"},
		{"canceled", nil, fmt.Errorf("%s: %w", rpctest.Secret, context.Canceled), codes.Canceled, "canceled", "", "CANCELED"},
		{"canceled in a catalog", errcode.Backend, context.Canceled, codes.Canceled, errcode.Backend.Translate(context.Canceled).Message(), errcode.Backend.Translate(context.Canceled).Info().ID(), "-"},
		{"deadline", nil, context.DeadlineExceeded, codes.DeadlineExceeded, "deadline exceeded", "", "DEADLINE_EXCEEDED"},
		{"status of its own", nil, status.Error(codes.Unauthenticated, rpctest.Secret), codes.Unauthenticated, "unauthenticated", "", "UNAUTHENTICATED"},
		{"wrapped status", nil, fmt.Errorf("x: %w", status.Error(codes.DataLoss, rpctest.Secret)), codes.Internal, "internal error", "", "INTERNAL"},
		{"upstream's status", nil, upstream, codes.NotFound, errcode.LeanCloudUserNotFound.Message(), "leancloud/211", "USER_NOT_FOUND"},
		{"upstream's status in a catalog", errcode.Backend, upstream, codes.NotFound, errcode.BackendUserNotFound.Message(), "backend/206", "USER_NOT_FOUND"},
		{"code around a status", nil, errcode.Wrap(errcode.LeanCloudDatabaseError, upstream), codes.Internal, errcode.LeanCloudDatabaseError.Message(), "leancloud/304", "-"},
		{"status without an error", nil, okStatus{}, codes.Internal, "internal error", "", "INTERNAL"},
		{"panics", nil, panics{}, codes.Internal, "internal error", "", "INTERNAL"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			rp := quiet()
			rp.Catalog = test.catalog
			st := errcodegrpc.Status(t.Context(), test.err, errcodegrpc.Options{Responder: rp})
			assert.Equal(t, test.code, st.Code())
			assert.Equal(t, test.message, st.Message())
			info := infoOf(t, st)
			assert.Equal(t, test.id, info.Metadata["code"])
			if test.reason != "-" {
				assert.Equal(t, test.reason, info.Reason)
			}
			assert.NotContains(t, st.Proto().String(), "10.0.0.7")
			// Whatever the code is, the status keeps its meaning for the
			// client.
			got := errcodegrpc.FromError(st.Err())
			assert.Equal(t, test.code == codes.Canceled, errors.Is(got, context.Canceled))
			if test.id == "" { // Backend has no code for what was canceled, and says that time ran out
				assert.Equal(t, test.code == codes.DeadlineExceeded, errors.Is(got, context.DeadlineExceeded))
			}
		})
	}
	assert.Nil(t, errcodegrpc.Status(t.Context(), nil, errcodegrpc.Options{}))
	assert.Nil(t, errcodegrpc.Status(t.Context(), (*errcode.Error)(nil), errcodegrpc.Options{}))
}

// A program that knows nothing of the types of the details can print them all the
// same, as JSON too: grpc-gateway does.
func TestTypesAreLinked(t *testing.T) {
	t.Parallel()
	deps, err := exec.Command("go", "list", "-deps", ".").Output()
	require.NoError(t, err)
	assert.True(t, slices.Contains(strings.Fields(string(deps)), "google.golang.org/genproto/googleapis/rpc/errdetails"))
}

type okStatus struct{}

func (okStatus) Error() string              { return rpctest.Secret }
func (okStatus) GRPCStatus() *status.Status { return nil }

func TestLanguages(t *testing.T) {
	t.Parallel()
	rp := quiet()
	rp.Languages = []language.Tag{language.English, language.Chinese}
	rp.TypeURL = "https://api.example.com/errors"
	o := errcodegrpc.Options{Responder: rp}
	err := errcode.New(errcode.BackendDuplicateFieldValues, errcode.WithArgs("年龄", "New"))
	ask := func(languages ...string) context.Context {
		return metadata.NewIncomingContext(t.Context(), metadata.MD{"accept-language": languages})
	}

	st := errcodegrpc.Status(ask("zh-CN, en;q=0.5"), err, o)
	assert.Equal(t, `Duplicate values already exist for field 年龄 of content type "New".`, st.Message())
	localized := detail[*errdetails.LocalizedMessage](t, st)
	assert.Equal(t, "zh-Hans", localized.GetLocale())
	assert.Contains(t, localized.GetMessage(), "年龄")
	assert.NotEqual(t, st.Message(), localized.GetMessage())
	links := detail[*errdetails.Help](t, st).GetLinks()
	require.Len(t, links, 1)
	assert.Equal(t, "https://api.example.com/errors/backend/107.2", links[0].GetUrl())
	assert.NotEmpty(t, links[0].GetDescription())

	localized = detail[*errdetails.LocalizedMessage](t, errcodegrpc.Status(ask("fr"), err, o))
	assert.Equal(t, "en", localized.GetLocale())

	for name, st := range map[string]*status.Status{
		"did not ask":          errcodegrpc.Status(t.Context(), err, o),
		"no languages":         errcodegrpc.Status(ask("zh"), err, errcodegrpc.Options{Responder: quiet()}),
		"message of its own":   errcodegrpc.Status(ask("zh"), errcode.New(errcode.LeanCloudUserNotFound, errcode.WithMessage("没有")), o),
		"error without a code": errcodegrpc.Status(ask("zh"), errcode.KindNotFound, o),
	} {
		assert.Nil(t, detail[*errdetails.LocalizedMessage](t, st), name)
	}
	assert.Nil(t, detail[*errdetails.Help](t, errcodegrpc.Status(t.Context(), errcode.KindNotFound, o)), "no code to look up")
	// Rows that are Chinese on the vendor's wire.
	for _, code := range []errcode.Code{errcode.LeanCloudQuotaExceeded, errcode.LeanCloudTooManyLoginAttempts} {
		st := errcodegrpc.Status(t.Context(), code, errcodegrpc.Options{Responder: quiet()})
		assert.Equal(t, code.Info().In(language.English).Message, st.Message())
	}
}

// wireLen is what a status takes as gRPC sends it.
func wireLen(t *testing.T, st *status.Status) int {
	t.Helper()
	b, err := proto.Marshal(st.Proto())
	require.NoError(t, err)
	message := 0
	for _, c := range []byte(st.Message()) {
		if message++; c < ' ' || c > '~' || c == '%' {
			message += 2
		}
	}
	return len("grpc-message") + message + len("grpc-status-details-bin") + base64.RawStdEncoding.EncodedLen(len(b))
}

func TestBudget(t *testing.T) {
	t.Parallel()
	rp := quiet()
	rp.Languages = []language.Tag{language.Chinese}
	rp.TypeURL = "https://api.example.com/errors"
	o := errcodegrpc.Options{Responder: rp, Domain: "users.example.com"}
	ctx := metadata.NewIncomingContext(t.Context(), metadata.Pairs("accept-language", "zh"))
	// What is left as the arguments of a message grow, 3 bytes a character.
	type left struct{ help, localized, details, args, whole bool }
	var before left
	var seen []left
	for n := range 1200 {
		long := strings.Repeat("错", n)
		err := errcode.New(errcode.BackendDuplicateFieldValues, errcode.WithArgs("年龄", long), errcode.WithRetryAfter(time.Second),
			errcode.WithDetail("short", "1"), errcode.WithDetail("longer", "123"))
		st := errcodegrpc.Status(ctx, err, o)
		require.LessOrEqual(t, wireLen(t, st), 4096, "%d", n)
		info := infoOf(t, st)
		_, hasArgs := info.Metadata["arg2"]
		require.Equal(t, "DUPLICATE_FIELD_VALUES", info.Reason)
		require.Equal(t, "users.example.com", info.Domain)
		require.Equal(t, "backend/107.2", info.Metadata["code"])
		require.NotNil(t, detail[*errdetails.RetryInfo](t, st))
		require.True(t, utf8.ValidString(st.Message()))
		got := left{
			help:      detail[*errdetails.Help](t, st) != nil,
			localized: detail[*errdetails.LocalizedMessage](t, st) != nil,
			details:   info.Metadata["longer"] != "",
			args:      hasArgs,
			whole:     strings.HasSuffix(st.Message(), `"`+long+`".`),
		}
		if info.Metadata["longer"] != "" {
			require.Equal(t, "1", info.Metadata["short"], "the longest goes first")
		}
		if got != before {
			seen, before = append(seen, got), got
		}
		if !got.whole {
			require.Greater(t, wireLen(t, st), 4096-16, "a cut message fills the budget")
		}
	}
	assert.Equal(t, []left{
		{true, true, true, true, true},
		{false, true, true, true, true},
		{false, false, true, true, true},
		{false, false, false, true, true},
		{false, false, false, false, true},
		{false, false, false, false, false},
	}, seen)
}

func TestBudgetOfDetails(t *testing.T) {
	t.Parallel()
	opts := []errcode.Option{errcode.WithDetail("huge", strings.Repeat("x", 1<<20))}
	for i := range 500 {
		opts = append(opts, errcode.WithDetail(fmt.Sprintf("key%03d", i), strings.Repeat("错", i)))
	}
	st := errcodegrpc.Status(t.Context(), errcode.New(errcode.LeanCloudUserNotFound, opts...), errcodegrpc.Options{Responder: quiet()})
	assert.LessOrEqual(t, wireLen(t, st), 4096)
	metadata := infoOf(t, st).Metadata
	keys := slices.Sorted(maps.Keys(metadata))
	assert.Greater(t, len(keys), 30)
	assert.Equal(t, fmt.Sprintf("key%03d", len(keys)-2), keys[len(keys)-1], "the shortest are kept")

	long := strings.Repeat("%", 1<<20)
	st = errcodegrpc.Status(t.Context(), errcode.New(errcode.LeanCloudUserNotFound, errcode.WithMessage(long)), errcodegrpc.Options{Responder: quiet(), Domain: long})
	assert.LessOrEqual(t, wireLen(t, st), 4096)
	assert.Equal(t, "leancloud/211", infoOf(t, st).Metadata["code"])
	assert.NotEmpty(t, st.Message())
}

func TestFieldErrors(t *testing.T) {
	t.Parallel()
	fields := []errcode.FieldError{
		{Pointer: "#/items/0/name", Detail: "must not be empty", Code: "required"},
		{Detail: "the two passwords differ"},
	}
	for _, err := range []error{
		errcode.New(errcode.BackendInvalidUserData, errcode.WithFieldErrors(fields...), errcode.WithDetail("limit", "5")),
		errcode.KindInvalidArgument.New(errcode.WithFieldErrors(fields...), errcode.WithDetail("limit", "5")),
	} {
		st := errcodegrpc.Status(t.Context(), err, errcodegrpc.Options{Responder: quiet()})
		assert.Equal(t, codes.InvalidArgument, st.Code())
		assert.NotContains(t, infoOf(t, st).Metadata, "errors", "they are sent once")
		violations := detail[*errdetails.BadRequest](t, st).GetFieldViolations()
		require.Len(t, violations, 2)
		assert.Equal(t, "items[0].name", violations[0].GetField())
		assert.Equal(t, "must not be empty", violations[0].GetDescription())
		assert.Equal(t, "required", violations[0].GetReason())
		assert.Equal(t, "the two passwords differ", violations[1].GetDescription())

		e, ok := errors.AsType[*errcode.Error](errcodegrpc.FromError(st.Err()))
		require.True(t, ok)
		assert.Equal(t, map[string]any{"errors": fields, "limit": "5"}, e.Details())
	}
}

func TestBudgetOfFieldErrors(t *testing.T) {
	t.Parallel()
	fields := make([]errcode.FieldError, 500)
	for i := range fields {
		fields[i] = errcode.FieldError{Pointer: fmt.Sprintf("#/field%d", i), Detail: "must not be empty"}
	}
	err := errcode.New(errcode.BackendDuplicateFieldValues, errcode.WithArgs("age", "User"), errcode.WithFieldErrors(fields...), errcode.WithDetail("limit", "5"))
	st := errcodegrpc.Status(t.Context(), err, errcodegrpc.Options{Responder: quiet()})
	assert.LessOrEqual(t, wireLen(t, st), 4096)
	assert.Equal(t, map[string]string{"code": "backend/107.2", "arg1": "age", "arg2": "User"}, infoOf(t, st).Metadata, "details go first, arguments last")
	violations := detail[*errdetails.BadRequest](t, st).GetFieldViolations()
	assert.Greater(t, len(violations), 50)
	assert.Equal(t, fmt.Sprintf("field%d", len(violations)-1), violations[len(violations)-1].GetField(), "the first are kept")
}

// Text that is not UTF-8 would cost the whole status.
func TestInvalidText(t *testing.T) {
	t.Parallel()
	err := errcode.New(errcode.BackendDuplicateFieldValues, errcode.WithArgs("a\xff", "b"), errcode.WithDetail("key", "\xc3"), errcode.WithMessage("x\xffy"))
	conn := dial(t, serve(t, func(call) error { return err }, intercepted(errcodegrpc.Options{Responder: quiet(), Domain: "d\xff"})...), withInterceptors()...)
	got := invoke(t.Context(), conn, unary, "")
	require.ErrorIs(t, got, errcode.BackendDuplicateFieldValues)
	st := status.Convert(got)
	assert.Equal(t, "x\ufffdy", st.Message())
	assert.Equal(t, rpctest.Info{
		Reason: "DUPLICATE_FIELD_VALUES", Domain: "d\ufffd",
		Metadata: map[string]string{"code": "backend/107.2", "arg1": "a\ufffd", "arg2": "b", "key": "\ufffd"},
	}, infoOf(t, st))
}

func TestPanics(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	var told []string
	rp := &errcode.Responder{Catalog: errcode.LeanCloud, Logger: slog.New(slog.NewTextHandler(&log, nil))}
	rp.OnAnswer = func(r *http.Request, err error, code errcode.Code, status int) {
		told = append(told, fmt.Sprint(r.URL.Path, " ", code.Number(), " ", status))
		assert.Contains(t, err.Error(), "panic: ")
	}
	values := []any{rpctest.Secret, rpctest.Cause(), errcode.LeanCloudUserNotFound, http.ErrAbortHandler, panics{}}
	value := 0
	conn := dial(t, serve(t, func(call) error { panic(values[value]) }, intercepted(errcodegrpc.Options{Responder: rp})...), withInterceptors()...)
	for _, method := range shapes {
		for value = range values {
			log.Reset()
			told = nil
			err := invoke(t.Context(), conn, method, "")
			require.ErrorIs(t, err, errcode.LeanCloudInternalServerError)
			assert.Equal(t, codes.Internal, status.Code(err))
			assert.NotContains(t, status.Convert(err).Proto().String(), "10.0.0.7")
			assert.Equal(t, []string{method + " 1 500"}, told)
			assert.Contains(t, log.String(), "errcode: handler panicked")
			assert.Contains(t, log.String(), "TestPanics", "the stack is that of the handler")
			assert.Contains(t, log.String(), "path="+method)
			assert.Equal(t, 1, strings.Count(log.String(), "level="), log.String())
		}
	}
}

func TestResponderIsTold(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	var told error
	rp := &errcode.Responder{Catalog: errcode.Backend, Logger: slog.New(slog.NewTextHandler(&log, nil))}
	rp.Map = func(r *http.Request, err error) error {
		assert.Equal(t, unary, r.URL.Path)
		assert.Equal(t, "7", r.Header.Get("X-Request-Id"))
		return errcode.Wrap(errcode.LeanCloudDuplicateValue, err, errcode.WithDetail("key", "value"))
	}
	rp.OnAnswer = func(_ *http.Request, err error, code errcode.Code, _ int) {
		told = err
		assert.Equal(t, errcode.BackendDuplicateKey, code)
	}
	conn := dial(t, serve(t, func(call) error { return rpctest.Cause() }, intercepted(errcodegrpc.Options{Responder: rp})...), withInterceptors()...)
	err := invoke(metadata.AppendToOutgoingContext(t.Context(), "x-request-id", "7"), conn, unary, "")
	require.ErrorIs(t, err, errcode.BackendDuplicateKey)
	assert.Equal(t, "value", infoOf(t, status.Convert(err)).Metadata["key"], "a detail of the error that Map made")
	require.ErrorIs(t, told, errcode.LeanCloudDuplicateValue)
	assert.Empty(t, log.String(), "not the service's failure")

	rp = &errcode.Responder{Logger: slog.New(slog.NewTextHandler(&log, nil))}
	assert.Equal(t, codes.Internal, errcodegrpc.Status(t.Context(), rpctest.Cause(), errcodegrpc.Options{Responder: rp}).Code())
	assert.Contains(t, log.String(), rpctest.Secret)
}

// An endless error unwraps to itself.
type endless struct{}

func (endless) Error() string   { return rpctest.Secret }
func (e endless) Unwrap() error { return e }

func TestEndlessErrors(t *testing.T) {
	t.Parallel()
	assert.Equal(t, codes.Internal, errcodegrpc.Status(t.Context(), endless{}, errcodegrpc.Options{Responder: quiet()}).Code())
	assert.Equal(t, endless{}, errcodegrpc.FromError(endless{}))
}
