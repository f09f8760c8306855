package errcodeconnect_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"connectrpc.com/connect"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/anypb"
	"google.golang.org/protobuf/types/known/wrapperspb"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/errcodeconnect"
	"github.com/seed85f21a9e/errcode/internal/rpctest"
)

// detail returns the one detail of a type; nil if there is none.
func detail[M proto.Message](t *testing.T, e *connect.Error) M {
	t.Helper()
	var found []M
	for _, d := range e.Details() {
		m, err := d.Value()
		require.NoError(t, err)
		if m, ok := m.(M); ok {
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

func TestError(t *testing.T) {
	t.Parallel()
	err := errcode.Wrap(errcode.BackendDuplicateFieldValues, rpctest.Cause(),
		errcode.WithArgs("Number", "New"), errcode.WithRetryAfter(1500*time.Millisecond), errcode.WithDetail("limit", 5))
	e := errcodeconnect.Error(t.Context(), err, errcodeconnect.Options{Responder: quiet()})
	assert.Equal(t, connect.CodeFailedPrecondition, e.Code())
	assert.Equal(t, `Duplicate values already exist for field Number of content type "New".`, e.Message())
	assert.Equal(t, rpctest.Info{
		Reason: "DUPLICATE_FIELD_VALUES", Domain: "errcode",
		Metadata: map[string]string{"code": "backend/107.2", "arg1": "Number", "arg2": "New", "limit": "5"},
	}, infoOf(t, e))
	assert.Equal(t, 1500*time.Millisecond, detail[*errdetails.RetryInfo](t, e).GetRetryDelay().AsDuration())
	assert.Len(t, e.Details(), 2)

	got := errcodeconnect.FromError(e)
	received, ok := errors.AsType[*errcode.Error](got)
	require.True(t, ok)
	assert.Equal(t, []string{"Number", "New"}, received.Args())
	assert.Equal(t, map[string]any{"limit": "5"}, received.Details())
	wait, ok := errcode.RetryAfter(got)
	assert.True(t, ok)
	assert.Equal(t, 1500*time.Millisecond, wait)
	assert.Equal(t, "backend 107: "+strings.TrimSuffix(e.Message(), "."), got.Error())

	for _, none := range []error{nil, (*errcode.Error)(nil)} {
		assert.Nil(t, errcodeconnect.Error(t.Context(), none, errcodeconnect.Options{}))
	}
}

func TestFieldErrors(t *testing.T) {
	t.Parallel()
	field := errcode.FieldError{Pointer: "#/profile/color", Detail: "must be 'green', 'red' or 'blue'", Code: "oneof"}
	e := errcodeconnect.Error(t.Context(), errcode.New(errcode.BackendInvalidUserData, errcode.WithFieldErrors(field)), errcodeconnect.Options{Responder: quiet()})
	violations := detail[*errdetails.BadRequest](t, e).GetFieldViolations()
	require.Len(t, violations, 1)
	assert.Equal(t, "profile.color", violations[0].GetField())
	received, ok := errors.AsType[*errcode.Error](errcodeconnect.FromError(e))
	require.True(t, ok)
	assert.Equal(t, map[string]any{"errors": []errcode.FieldError{field}}, received.Details())
}

type panics struct{}

func (panics) Error() string { panic(rpctest.Secret) }
func (panics) Unwrap() error { panic(rpctest.Secret) }

func TestErrorsWithoutACode(t *testing.T) {
	t.Parallel()
	upstream := errcodeconnect.Error(t.Context(), errcode.New(errcode.LeanCloudUserNotFound, errcode.WithMessage(rpctest.Secret)), errcodeconnect.Options{})
	own := connect.NewError(connect.CodeUnauthenticated, rpctest.Cause())
	own.Meta().Set("X-Secret", rpctest.Secret)
	for name, test := range map[string]struct {
		err     error
		code    connect.Code
		message string
		id      string
	}{
		"unknown":           {rpctest.Cause(), connect.CodeInternal, "internal error", ""},
		"kind":              {fmt.Errorf("%s: %w", rpctest.Secret, errcode.KindAborted), connect.CodeAborted, "aborted", ""},
		"canceled":          {fmt.Errorf("%s: %w", rpctest.Secret, context.Canceled), connect.CodeCanceled, "canceled", ""},
		"error of its own":  {own, connect.CodeUnauthenticated, "unauthenticated", ""},
		"wrapped":           {fmt.Errorf("x: %w", own), connect.CodeUnauthenticated, "unauthenticated", ""},
		"upstream's":        {upstream, connect.CodeNotFound, errcode.LeanCloudUserNotFound.Message(), "leancloud/211"},
		"code around one":   {errcode.Wrap(errcode.LeanCloudDatabaseError, upstream), connect.CodeInternal, errcode.LeanCloudDatabaseError.Message(), "leancloud/304"},
		"nil connect.Error": {(*connect.Error)(nil), connect.CodeInternal, "internal error", ""},
		"panics":            {panics{}, connect.CodeInternal, "internal error", ""},
	} {
		e := errcodeconnect.Error(t.Context(), test.err, errcodeconnect.Options{Responder: quiet()})
		assert.Equal(t, test.code, e.Code(), name)
		assert.Equal(t, test.message, e.Message(), name)
		assert.Equal(t, test.id, infoOf(t, e).Metadata["code"], name)
		assert.Empty(t, e.Meta(), name)
		assert.NotContains(t, fmt.Sprint(e, infoOf(t, e)), "10.0.0.7", name)
	}
}

func TestFromErrorLeavesAlone(t *testing.T) {
	t.Parallel()
	e := connect.NewError(connect.CodeNotFound, errors.New("x"))
	for name, err := range map[string]error{
		"nil": nil, "end of a stream": io.EOF, "no connect.Error": context.Canceled, "nil pointer": (*connect.Error)(nil),
		"coded": errcode.Wrap(errcode.LeanCloudTimeout, e), "remote": errcodeconnect.FromError(e),
		"not modified": connect.NewNotModifiedError(nil),
	} {
		assert.Equal(t, err, errcodeconnect.FromError(err), name)
	}
	assert.Same(t, e, original(t, errcodeconnect.FromError(fmt.Errorf("x: %w", e))))
}

// post sends a request of the Connect protocol and returns its answer.
func post(t *testing.T, url string, header http.Header) (body []byte, answer http.Header) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url, strings.NewReader(`""`))
	require.NoError(t, err)
	if header != nil {
		req.Header = header
	}
	req.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(req)
	require.NoError(t, err)
	defer func() { _ = res.Body.Close() }()
	body, err = io.ReadAll(res.Body)
	require.NoError(t, err)
	return body, res.Header
}

func TestLanguages(t *testing.T) {
	t.Parallel()
	rp := quiet()
	rp.Languages = []language.Tag{language.English, language.Chinese}
	rp.TypeURL = "https://api.example.com/errors"
	interceptor := connect.WithInterceptors(errcodeconnect.NewInterceptor(errcodeconnect.Options{Responder: rp}))
	url := serve(t, func(call) error { return errcode.LeanCloudUserNotFound }, interceptor)
	h := overHTTP2(t)
	for name, protocol := range protocols {
		req := connect.NewRequest(wrapperspb.String(""))
		req.Header().Set("Accept-Language", "zh-CN, en;q=0.5")
		_, err := connect.NewClient[text, text](h, url+unary, protocol, interceptor).CallUnary(t.Context(), req)
		require.ErrorIs(t, err, errcode.LeanCloudUserNotFound, name)
		e := original(t, err)
		assert.Equal(t, errcode.LeanCloudUserNotFound.Message(), e.Message())
		localized := detail[*errdetails.LocalizedMessage](t, e)
		assert.Equal(t, "zh-Hans", localized.GetLocale())
		assert.Equal(t, errcode.LeanCloudUserNotFound.Info().In(language.Chinese).Message, localized.GetMessage())
		assert.Equal(t, "https://api.example.com/errors/leancloud/211", detail[*errdetails.Help](t, e).GetLinks()[0].GetUrl())

		s := connect.NewClient[text, text](h, url+bidi, protocol, interceptor).CallBidiStream(t.Context())
		s.RequestHeader().Set("Accept-Language", "zh")
		if err := s.Send(wrapperspb.String("")); !errors.Is(err, io.EOF) { // the answer may be there already
			require.NoError(t, err)
		}
		_, err = s.Receive()
		assert.NotNil(t, detail[*errdetails.LocalizedMessage](t, original(t, err)), name)
		_ = s.CloseResponse()

		assert.Nil(t, detail[*errdetails.LocalizedMessage](t, original(t, invoke(t.Context(), h, url, unary, "", protocol))), "did not ask")
	}
}

// The budget holds in every protocol, measured on the wire. The types of the
// details are linked into this program, so that Connect writes them twice.
func TestBudget(t *testing.T) {
	t.Parallel()
	rp := quiet()
	rp.Languages = []language.Tag{language.Chinese}
	rp.TypeURL = "https://api.example.com/errors"
	var err error
	interceptor := connect.WithInterceptors(errcodeconnect.NewInterceptor(errcodeconnect.Options{Responder: rp}))
	url := serve(t, func(call) error { return err }, interceptor)
	h := overHTTP2(t)
	for _, filler := range []string{"a", "错", "<", "\x01", "\"", "%", "\xff", "😀"} {
		for _, n := range []int{0, 1, 10, 30, 60, 100, 140, 200, 300, 500, 700, 1000, 1500, 2000, 4000, 100_000} {
			long := strings.Repeat(filler, n)
			err = errcode.New(errcode.BackendDuplicateFieldValues, errcode.WithArgs("年龄", long),
				errcode.WithRetryAfter(time.Second), errcode.WithDetail("short", "1"), errcode.WithDetail("long", long))
			name := fmt.Sprintf("%q x %d", filler, n)
			body, _ := post(t, url+unary, http.Header{"Accept-Language": {"zh"}})
			require.LessOrEqual(t, len(body), 4096, name)
			largest := len(body)
			for _, protocol := range protocols {
				got := invoke(t.Context(), h, url, server, "", protocol, interceptor)
				require.ErrorIs(t, got, errcode.BackendDuplicateFieldValues, name)
				e := original(t, got)
				require.True(t, utf8.ValidString(e.Message()), name)
				require.NotEmpty(t, e.Message(), name)
				require.NotNil(t, detail[*errdetails.RetryInfo](t, e), name)
				const names = len("grpc-message") + len("grpc-status-details-bin")
				size := names + len(e.Meta().Get("Grpc-Message")) + len(e.Meta().Get("Grpc-Status-Details-Bin"))
				require.LessOrEqual(t, size, 4096, name)
				largest = max(largest, size)
			}
			if n > 4000 && filler != "\xff" { // of which a run becomes one character
				require.Greater(t, largest, 4096-32, "the message fills what there is: %s", name)
			}
		}
	}
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
	values := []any{rpctest.Secret, rpctest.Cause(), errcode.LeanCloudUserNotFound, panics{}}
	value := 0
	interceptor := connect.WithInterceptors(errcodeconnect.NewInterceptor(errcodeconnect.Options{Responder: rp}))
	url := serve(t, func(call) error { panic(values[value]) }, interceptor)
	h := overHTTP2(t)
	for _, procedure := range shapes {
		for value = range values {
			log.Reset()
			told = nil
			err := invoke(t.Context(), h, url, procedure, "", interceptor)
			require.ErrorIs(t, err, errcode.LeanCloudInternalServerError)
			assert.Equal(t, connect.CodeInternal, connect.CodeOf(err))
			assert.NotContains(t, fmt.Sprint(original(t, err), infoOf(t, original(t, err))), "10.0.0.7")
			assert.Equal(t, []string{procedure + " 1 500"}, told)
			assert.Contains(t, log.String(), "errcode: handler panicked")
			assert.Contains(t, log.String(), "TestPanics", "the stack is that of the handler")
			assert.Equal(t, 1, strings.Count(log.String(), "level="), log.String())
		}
	}
}

func TestResponderIsTold(t *testing.T) {
	t.Parallel()
	var methods []string
	rp := quiet()
	rp.Catalog = errcode.Backend
	rp.Map = func(r *http.Request, err error) error {
		assert.Equal(t, "7", r.Header.Get("X-Request-Id"))
		return errcode.Wrap(errcode.LeanCloudDuplicateValue, err, errcode.WithDetail("key", "value"))
	}
	rp.OnAnswer = func(r *http.Request, err error, code errcode.Code, _ int) {
		methods = append(methods, r.Method+" "+r.URL.Path)
		require.ErrorIs(t, err, errcode.LeanCloudDuplicateValue)
		assert.Equal(t, errcode.BackendDuplicateKey, code)
	}
	options := errcodeconnect.Options{Responder: rp}
	interceptor := connect.WithInterceptors(errcodeconnect.NewInterceptor(options))
	// A handler that answers by itself, without the interceptor.
	alone := serve(t, func(c call) error { return errcodeconnect.Error(c.ctx, rpctest.Cause(), options) })
	for _, url := range []string{serve(t, func(call) error { return rpctest.Cause() }, interceptor), alone} {
		for _, opt := range []connect.IdempotencyLevel{connect.IdempotencyUnknown, connect.IdempotencyNoSideEffects} {
			c := connect.NewClient[text, text](http.DefaultClient, url+unary, interceptor, connect.WithHTTPGet(), connect.WithIdempotency(opt))
			req := connect.NewRequest(wrapperspb.String(""))
			req.Header().Set("X-Request-Id", "7")
			_, err := c.CallUnary(t.Context(), req)
			require.ErrorIs(t, err, errcode.BackendDuplicateKey)
			assert.Equal(t, "value", infoOf(t, original(t, err)).Metadata["key"])
		}
	}
	assert.Equal(t, []string{"POST " + unary, "GET " + unary, "POST " + unary, "GET " + unary}, methods)
}

// A GET request whose answer the client has already.
func TestNotModified(t *testing.T) {
	t.Parallel()
	interceptor := connect.WithInterceptors(errcodeconnect.NewInterceptor(errcodeconnect.Options{Responder: quiet()}))
	url := serve(t, func(call) error { return connect.NewNotModifiedError(http.Header{"Etag": {`"7"`}}) }, interceptor)
	c := connect.NewClient[text, text](http.DefaultClient, url+unary, interceptor, connect.WithHTTPGet(), connect.WithIdempotency(connect.IdempotencyNoSideEffects))
	_, err := c.CallUnary(t.Context(), connect.NewRequest(wrapperspb.String("")))
	require.True(t, connect.IsNotModifiedError(err), "%v", err)
	assert.Equal(t, `"7"`, original(t, err).Meta().Get("Etag"))
}

func TestSuccess(t *testing.T) {
	t.Parallel()
	interceptor := connect.WithInterceptors(errcodeconnect.NewInterceptor(errcodeconnect.Options{Responder: quiet()}))
	url := serve(t, func(c call) error {
		if c.text == "nil" {
			return nil
		}
		return (*errcode.Error)(nil) // which is no error
	}, interceptor)
	h := overHTTP2(t)
	for _, procedure := range shapes {
		require.NoError(t, invoke(t.Context(), h, url, procedure, "nil", interceptor))
		if procedure != client { // there is no response in that case
			require.NoError(t, invoke(t.Context(), h, url, procedure, "typed nil", interceptor))
		}
	}
	require.ErrorIs(t, invoke(t.Context(), h, url, client, "typed nil", interceptor), errcode.KindInternal)
	nothing := connect.NewUnaryHandler(unary, func(context.Context, *connect.Request[text]) (*connect.Response[text], error) {
		return nil, (*errcode.Error)(nil)
	}, interceptor)
	s := httptest.NewServer(nothing)
	t.Cleanup(s.Close)
	require.ErrorIs(t, invoke(t.Context(), http.DefaultClient, s.URL, unary, "", interceptor), errcode.KindInternal)
}

func TestReceivedIsBounded(t *testing.T) {
	t.Parallel()
	metadata := map[string]string{"code": "leancloud/211"}
	for i := range 1000 {
		metadata[fmt.Sprint("key", i)] = strings.Repeat("x", 100)
	}
	d, err := connect.NewErrorDetail(&errdetails.ErrorInfo{Metadata: metadata})
	require.NoError(t, err)
	e := connect.NewError(connect.CodeNotFound, errors.New(strings.Repeat("错", 1<<20)))
	e.AddDetail(d)
	got, ok := errors.AsType[*errcode.Error](errcodeconnect.FromError(e))
	require.True(t, ok)
	assert.Len(t, got.Message(), 4095)
	size := 0
	for key, value := range got.Details() {
		size += len(key) + len(value.(string))
	}
	assert.LessOrEqual(t, size, 16<<10)
}

// Details are read whatever they are.
func FuzzFromError(f *testing.F) {
	b, err := proto.Marshal(&errdetails.ErrorInfo{Metadata: map[string]string{"code": "leancloud/211", "k": "v"}})
	require.NoError(f, err)
	f.Add(b, uint32(5), "message")
	f.Add([]byte("\x1a\x02\x0a\xff"), uint32(99), "\xff\n")
	f.Fuzz(func(t *testing.T, value []byte, code uint32, message string) {
		e := connect.NewError(connect.Code(code), errors.New(message))
		d, err := connect.NewErrorDetail(&anypb.Any{TypeUrl: "type.googleapis.com/google.rpc.ErrorInfo", Value: value})
		if err != nil {
			t.Fatal(err)
		}
		e.AddDetail(d)
		got := errcodeconnect.FromError(e)
		if connect.CodeOf(got) != e.Code() {
			t.Fatalf("the code is %v, not %v", connect.CodeOf(got), e.Code())
		}
		again := errcodeconnect.Error(context.Background(), got, errcodeconnect.Options{Responder: quiet()})
		var info errdetails.ErrorInfo
		want, _ := errcode.CodeOf(got)
		if proto.Unmarshal(value, &info) != nil && want != nil {
			t.Fatalf("read %v of what is no ErrorInfo", want)
		}
		if received, _ := errcode.CodeOf(errcodeconnect.FromError(again)); received != want {
			t.Fatalf("%v was relayed as %v", want, received)
		}
	})
}

// An endless error unwraps to itself.
type endless struct{}

func (endless) Error() string   { return rpctest.Secret }
func (e endless) Unwrap() error { return e }

func TestEndlessErrors(t *testing.T) {
	t.Parallel()
	o := errcodeconnect.Options{Responder: quiet()}
	assert.Equal(t, connect.CodeInternal, errcodeconnect.Error(t.Context(), endless{}, o).Code())
	assert.Equal(t, endless{}, errcodeconnect.FromError(endless{}))
	aborted := connect.NewError(connect.CodeAborted, endless{})
	assert.Equal(t, connect.CodeAborted, errcodeconnect.Error(t.Context(), aborted, o).Code())
	assert.Equal(t, errcode.KindAborted, errcode.KindOf(errcodeconnect.FromError(aborted)))
}
