package errcode_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/seed85f21a9e/errcode"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestNewAndWrap(t *testing.T) {
	t.Parallel()
	cause := errors.New("connection refused")
	err := errcode.Wrap(errcode.LeanCloudDatabaseError, cause,
		errcode.WithMessage("The database cannot be reached."),
		errcode.WithOperation(errcode.OpQueryObjects),
		errcode.WithRetryAfter(3*time.Second),
		errcode.WithDetail("shard", 7),
		errcode.WithDetail("table", "users"),
		errcode.WithDetail("shard", 8),
		nil)
	e, ok := errors.AsType[*errcode.Error](err)
	require.True(t, ok)
	assert.Equal(t, errcode.Code(errcode.LeanCloudDatabaseError), e.Code())
	assert.Equal(t, "The database cannot be reached.", e.Message())
	assert.Equal(t, errcode.OpQueryObjects, e.Operation())
	assert.Equal(t, map[string]any{"shard": 8, "table": "users"}, e.Details())
	assert.Equal(t, 500, e.HTTPStatus())
	assert.False(t, e.Remote())
	assert.False(t, e.Inferred())
	assert.Same(t, cause, e.Unwrap())
	assert.EqualError(t, err, "leancloud 304: The database cannot be reached: connection refused")
	assert.ErrorIs(t, err, cause)
	e.Details()["shard"] = 9
	assert.Equal(t, 8, e.Details()["shard"], "the details are a copy")

	assert.EqualError(t, errcode.New(errcode.LeanCloudUserNotFound), "leancloud 211: Could not find user")
	assert.EqualError(t, errcode.New(errcode.LeanCloudUserNotFound, errcode.WithMessage("")), "leancloud 211: Could not find user")
	assert.EqualError(t, errcode.New(errcode.LeanCloudUserNotFound, errcode.WithMessagef("no %s", "ada")), "leancloud 211: no ada")
	assert.EqualError(t, errcode.New(errcode.LeanCloudUserNotFound, errcode.WithMessage("first"), errcode.WithMessage("last")), "leancloud 211: last")
	assert.NoError(t, errcode.Wrap(errcode.LeanCloudDatabaseError, nil))
	assert.NoError(t, errcode.Wrap(errcode.LeanCloudDatabaseError, (*errcode.Error)(nil)))
	assert.NoError(t, errcode.Wrap(nil, nil))
}

func TestNilErrorAndNilCode(t *testing.T) {
	t.Parallel()
	var none *errcode.Error
	assert.Nil(t, none.Code())
	assert.Empty(t, none.Message())
	assert.Zero(t, none.HTTPStatus())
	assert.Zero(t, none.Operation())
	assert.Nil(t, none.Details())
	assert.False(t, none.Remote())
	assert.False(t, none.Inferred())
	assert.NoError(t, none.Unwrap())
	assert.Equal(t, "<nil>", none.Error())
	assert.False(t, none.Is(errcode.LeanCloudUserNotFound))
	assert.False(t, none.As(new(errcode.LeanCloudCode)))
	assert.Equal(t, slog.Value{}, none.LogValue())
	text, err := json.Marshal(none)
	require.NoError(t, err)
	assert.Equal(t, "null", string(text))

	for name, code := range map[string]errcode.Code{
		"nil":         nil,
		"nil pointer": (*errcode.LeanCloudCode)(nil),
	} {
		err := errcode.New(code)
		assert.EqualError(t, err, "error without a code", name)
		_, ok := errcode.CodeOf(err)
		assert.False(t, ok, name)
		assert.Equal(t, errcode.KindUnknown, errcode.KindOf(err), name)
		assert.Nil(t, err.(*errcode.Error).Code(), name)
		assert.Equal(t, 500, err.(*errcode.Error).HTTPStatus(), name)
		assert.NotErrorIs(t, err, errcode.LeanCloudUserNotFound, name)
		var lc errcode.LeanCloudCode
		assert.False(t, errors.As(err, &lc), name)

		wrapped := errcode.Wrap(code, fmt.Errorf("reading: %w", errcode.LeanCloudUserNotFound), errcode.WithMessage("no luck"))
		assert.EqualError(t, wrapped, "error without a code: no luck: reading: leancloud 211: Could not find user", name)
		found, ok := errcode.CodeOf(wrapped)
		assert.True(t, ok, name)
		assert.Equal(t, errcode.Code(errcode.LeanCloudUserNotFound), found, "%s: the cause's code counts", name)
	}
	code := errcode.LeanCloudUserNotFound
	err = errcode.New(&code)
	code = errcode.LeanCloudTimeout
	assert.Equal(t, errcode.Code(errcode.LeanCloudUserNotFound), err.(*errcode.Error).Code(), "a pointer is not kept")
	var pointer error = (*errcode.LeanCloudCode)(nil)
	_, ok := errcode.CodeOf(pointer)
	assert.False(t, ok, "a nil pointer to a code is no code")
	assert.Equal(t, errcode.KindUnknown, errcode.KindOf(pointer))
	assert.NotErrorIs(t, errcode.LeanCloudUserNotFound, pointer)
}

func TestStrangeCauses(t *testing.T) {
	t.Parallel()
	for name, cause := range map[string]error{"self-wrapping": selfWrapping{}, "self-joining": selfJoining{}} {
		t.Run(name, func(t *testing.T) {
			_, ok := errcode.CodeOf(cause)
			assert.False(t, ok)
			assert.Equal(t, errcode.KindUnknown, errcode.KindOf(cause))
			assert.False(t, errcode.Retryable(cause))
			assert.Equal(t, errcode.Code(errcode.LeanCloudInternalServerError), errcode.LeanCloud.Translate(cause))
			err := errcode.Wrap(errcode.LeanCloudTimeout, cause)
			code, ok := errcode.CodeOf(err)
			assert.True(t, ok)
			assert.Equal(t, errcode.Code(errcode.LeanCloudTimeout), code)
			assert.ErrorIs(t, err, errcode.LeanCloudTimeout)
			assert.True(t, errcode.Retryable(err))
		})
	}
	t.Run("the same code", func(t *testing.T) {
		err := errcode.Wrap(errcode.LeanCloudTimeout, errcode.LeanCloudTimeout)
		assert.EqualError(t, err, "leancloud 124: The request timed out on the server. Typically this indicates the request is too expensive", "the text stands once")
		twice := errcode.Wrap(errcode.LeanCloudTimeout, err, errcode.WithMessage("Too slow."))
		assert.Equal(t, "Too slow.", twice.(*errcode.Error).Message(), "the outermost counts")
	})
	t.Run("nil pointer", func(t *testing.T) {
		err := errcode.Wrap(errcode.LeanCloudTimeout, (*nilPointerError)(nil), errcode.WithMessage("Too slow."))
		assert.EqualError(t, err, "leancloud 124: Too slow: <nil>")
	})
}

func TestLogValue(t *testing.T) {
	t.Parallel()
	err := errcode.Wrap(errcode.LeanCloudUserNotFound, errors.New("boom"),
		errcode.WithMessage("No such user."), errcode.WithOperation(errcode.OpAccounts),
		errcode.WithRetryAfter(time.Second), errcode.WithDetail("id", 42))
	bare := `{"catalog":"leancloud","number":211,"name":"UserNotFound","status":400,"message":"Could not find user."}`
	tests := []struct {
		name string
		err  error
		want string
	}{
		{"code", errcode.LeanCloudUserNotFound, bare},
		{"unlisted number", errcode.LeanCloudCode(987654), `{"catalog":"leancloud","number":987654,"status":400,"message":"Unknown error."}`},
		{"variant", errcode.BackendDuplicateKey, `{"catalog":"backend","number":107,"name":"DuplicateKey","status":400,"message":"The operation results in a duplicate key for a unique index."}`},
		{"plain error", errcode.New(errcode.LeanCloudUserNotFound), bare},
		{"whole error", err, `{"catalog":"leancloud","number":211,"name":"UserNotFound","status":400,"message":"No such user.","operation":"Accounts","retry_after":1000000000,"details":{"id":42},"cause":"boom"}`},
		{"without a code", errcode.New(nil, errcode.WithMessage("x")), `{"message":"x"}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var buf bytes.Buffer
			slog.New(slog.NewJSONHandler(&buf, nil)).Error("failed", "error", tt.err)
			var record struct{ Error json.RawMessage }
			require.NoError(t, json.Unmarshal(buf.Bytes(), &record))
			assert.JSONEq(t, tt.want, string(record.Error))
		})
	}
	var buf bytes.Buffer
	slog.New(slog.NewTextHandler(&buf, nil)).Error("failed", "error", err)
	assert.Contains(t, buf.String(), `error.catalog=leancloud error.number=211 error.name=UserNotFound error.status=400 error.message="No such user." error.operation=Accounts error.retry_after=1s error.details.id=42 error.cause=boom`)
}

func TestRemoteTextForgesNoLines(t *testing.T) {
	t.Parallel()
	e := errcode.LeanCloud.DecodeBody(400, []byte(`{"code":211,"error":"No user.\nlevel=INFO all is well"}`))
	assert.EqualError(t, e, `leancloud 211: "No user.\nlevel=INFO all is well"`)
	assert.Equal(t, "No user.\nlevel=INFO all is well", e.Message())
}

// A loop that wraps each failure in the next prints what it has, and does not
// copy the rest of the chain for each link of it.
func TestTextOfALongChain(t *testing.T) {
	err := errors.New("the cause")
	for range 2000 {
		err = errcode.Wrap(errcode.LeanCloudDatabaseError, err)
	}
	want := strings.Repeat("leancloud 304: Database error: ", 2000) + "the cause"
	assert.Equal(t, want, err.Error())
	result := testing.Benchmark(func(b *testing.B) {
		for b.Loop() {
			_ = err.Error()
		}
	})
	assert.Less(t, result.AllocedBytesPerOp(), int64(20*len(want)))
}

// One error is used from many goroutines; the race detector watches.
func TestOneErrorInManyGoroutines(t *testing.T) {
	t.Parallel()
	err := errcode.Wrap(errcode.BackendDuplicateFieldValues, errors.New("boom"), errcode.WithArgs("Price", "Products"), errcode.WithDetail("id", 1))
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 100 {
				_ = err.Error()
				_ = errors.Is(err, errcode.BackendDatabaseError)
				_, _ = json.Marshal(err)
				_ = err.(*errcode.Error).Details()
				_ = errcode.LeanCloud.AppendBody(nil, err)
			}
		})
	}
	wg.Wait()
}
