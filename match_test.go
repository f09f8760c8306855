package errcode_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode"
)

// A nil pointer in an error is a programmer's mistake that must not become a
// panic in the code that reports it.
func TestNilPointersAreHarmless(t *testing.T) {
	t.Parallel()
	for _, inner := range []error{(*fs.PathError)(nil), (*net.OpError)(nil), (*errcode.Error)(nil), (*errcode.LeanCloudCode)(nil), (*giftCode)(nil), (*invalid)(nil)} {
		for shape, err := range map[string]error{
			"itself":       inner,
			"wrapped":      fmt.Errorf("x: %w", inner),
			"joined":       errors.Join(inner, errors.New("x")),
			"with no code": errcode.Wrap(nil, fmt.Errorf("x: %w", inner)),
		} {
			assert.NotPanics(t, func() {
				_, ok := errcode.CodeOf(err)
				assert.False(t, ok)
				_ = errcode.KindOf(err)
				errcode.Retryable(err)
				errcode.SafeToRetry(err, false)
				errcode.RetryAfter(err)
				errcode.LabelOf(err)
				errcode.Attr(err)
				_ = errcode.LeanCloud.Translate(err)
				errcode.LeanCloud.AppendBody(nil, err)
				quiet(nil).Answer(nil, err)
			}, "%T %s", inner, shape)
		}
		err := errors.Join(inner, errcode.LeanCloudUserNotFound)
		code, ok := errcode.CodeOf(err)
		assert.True(t, ok, "%T", inner)
		assert.Equal(t, errcode.LeanCloudUserNotFound, code, "a nil pointer hides nothing that stands beside it")
	}
}

// panickyUnwrap is an error whose Unwrap panics.
type panickyUnwrap struct{ error }

func (panickyUnwrap) Unwrap() error { panic("boom") }

// panickyTimeout is an error of a network whose Timeout panics.
type panickyTimeout struct{}

func (panickyTimeout) Error() string   { return "timeout" }
func (panickyTimeout) Timeout() bool   { panic("boom") }
func (panickyTimeout) Temporary() bool { return true }

// A method that panics ends the search; what stands before it is found.
func TestPanickingMethodsAreHarmless(t *testing.T) {
	t.Parallel()
	for _, bad := range []error{panickyUnwrap{errors.New("x")}, panickyTimeout{}} {
		err := fmt.Errorf("%w", errcode.Wrap(errcode.LeanCloudTimeout, bad))
		assert.NotPanics(t, func() {
			assert.Equal(t, errcode.KindDeadlineExceeded, errcode.KindOf(err))
			assert.True(t, errcode.Retryable(err))
			assert.False(t, errcode.SafeToRetry(err, false))
			assert.Equal(t, "leancloud/124", errcode.LabelOf(err))
			assert.Equal(t, errcode.LeanCloudTimeout, errcode.LeanCloud.Translate(err))
			assert.Equal(t, err, errcode.Relay(err))
			assert.Contains(t, errcode.Attr(err).Value.String(), "leancloud")
			_, ok := errcode.RetryAfter(err)
			assert.False(t, ok)
		}, "%T", bad)
	}
}

// selfish wraps itself.
type selfish struct{}

func (*selfish) Error() string { return "selfish" }

type selfishOne struct{ selfish }

func (s *selfishOne) Unwrap() error { return s }

type selfishMany struct{ selfish }

func (s *selfishMany) Unwrap() []error { return []error{s, s} }

// A million plain errors before a code do not hide it; an error without an end
// does not keep anybody waiting.
func TestWalksAreBounded(t *testing.T) {
	t.Parallel()
	plain := make([]error, 100_000)
	for i := range plain {
		plain[i] = errors.New("plain")
	}
	wide := errors.Join(append(plain, errcode.New(errcode.LeanCloudUserNotFound, errcode.WithRetryAfter(time.Second)))...)
	assert.Equal(t, 400, quiet(nil).Answer(nil, wide).Status)
	assert.Equal(t, errcode.KindNotFound, errcode.KindOf(wide))
	code, _ := errcode.CodeOf(wide)
	assert.Equal(t, errcode.LeanCloudUserNotFound, code)
	wait, ok := errcode.RetryAfter(wide)
	assert.True(t, ok)
	assert.Equal(t, time.Second, wait)

	for _, endless := range []error{new(selfishOne), new(selfishMany)} {
		_, ok := errcode.CodeOf(endless)
		assert.False(t, ok)
		assert.Equal(t, 500, quiet(nil).Answer(nil, endless).Status)
	}

	deep := error(errcode.LeanCloudUserNotFound)
	for range 900 {
		deep = fmt.Errorf("%w", deep)
	}
	assert.Equal(t, 400, quiet(nil).Answer(nil, deep).Status)
}

// CodeOf is outermost first and depth first, and the same walk serves all.
func TestOneWalk(t *testing.T) {
	t.Parallel()
	err := errors.Join(
		errors.New("plain"),
		fmt.Errorf("a: %w", errcode.Wrap(nil, errors.Join(errcode.KindAborted, errcode.BackendUserNotFound))),
		errcode.LeanCloudTimeout,
	)
	code, _ := errcode.CodeOf(err)
	assert.Equal(t, errcode.BackendUserNotFound, code, "a code counts before a kind")
	assert.Equal(t, errcode.KindAborted, errcode.KindOf(err), "the first of codes and kinds")
	assert.Equal(t, errcode.LeanCloud.Translate(errcode.BackendUserNotFound), errcode.LeanCloud.Translate(err))
	assert.Equal(t, "backend/206", errcode.LabelOf(err))
	assert.False(t, errcode.Retryable(err), "as the code says")
}

func TestSafeToRetry(t *testing.T) {
	t.Parallel()
	wait := errcode.WithRetryAfter(time.Second)
	tests := []struct {
		name                   string
		err                    error
		retryable, safeForPOST bool
	}{
		{"a limit that refills", errcode.LeanCloudTooManyRequests, true, true},
		{"a time-out", errcode.LeanCloudTimeout, true, false},
		{"not retryable", errcode.LeanCloudUserNotFound, false, false},
		{"by the time to wait", errcode.New(errcode.LeanCloudUserNotFound, wait), true, true},
		{"a time-out with a time to wait", errcode.New(errcode.LeanCloudTimeout, wait), true, false},
		{"a bare kind", errcode.KindUnavailable, true, false},
		{"nil", nil, false, false},
	}
	for _, test := range tests {
		assert.Equal(t, test.retryable, errcode.Retryable(test.err), test.name)
		assert.Equal(t, test.retryable, errcode.SafeToRetry(test.err, true), test.name)
		assert.Equal(t, test.safeForPOST, errcode.SafeToRetry(test.err, false), test.name)
	}
}

func TestIs(t *testing.T) {
	t.Parallel()
	for a := range allCodes {
		require.ErrorIs(t, a, a)
		require.ErrorIs(t, a, a.Info().Kind)
		require.False(t, errors.Is(a, nil))
		require.True(t, a.(interface{ Is(error) bool }).Is(a), "Is by itself is reflexive")
		require.False(t, a.(interface{ Is(error) bool }).Is(nil))
		for b := range allCodes {
			sameNumber := a.Catalog() == b.Catalog() && a.Number() == b.Number()
			first, _ := b.Catalog().Lookup(b.Number())
			want := a == b || sameNumber && b == first
			if errors.Is(a, b) != want {
				t.Errorf("errors.Is(%v, %v) is %v", a, b, !want)
			}
		}
	}
	assert.ErrorIs(t, errcode.BackendDuplicateKey, errcode.BackendDatabaseError, "a variant is its number")
	assert.NotErrorIs(t, errcode.BackendDatabaseError, errcode.BackendDuplicateKey)
	assert.NotErrorIs(t, errcode.BackendDuplicateKey, errcode.BackendDuplicateFieldValues)
	assert.NotErrorIs(t, errcode.LeanCloudCode(4303), errcode.RealtimeConversationNotFound)
}

func TestStandardSentinels(t *testing.T) {
	t.Parallel()
	sentinels := []error{fs.ErrNotExist, fs.ErrExist, fs.ErrPermission, context.DeadlineExceeded, context.Canceled}
	tests := map[error]error{
		errcode.LeanCloudUserNotFound:      fs.ErrNotExist,
		errcode.BackendDuplicateKey:        fs.ErrExist,
		errcode.LeanCloudForbidden:         fs.ErrPermission,
		errcode.RealtimeSendMessageTimeout: context.DeadlineExceeded,
		errcode.KindCanceled:               context.Canceled,
		errcode.LeanCloudUnauthorized:      nil,
		errcode.KindUnavailable:            nil,
		errcode.BackendUnexpectedError:     nil,
		errcode.LeanCloudCode(987654):      nil,
	}
	for err, want := range tests {
		for _, sentinel := range sentinels {
			assert.Equal(t, sentinel == want, errors.Is(err, sentinel), "%v, %v", err, sentinel)
			code, ok := err.(errcode.Code)
			if ok {
				assert.Equal(t, sentinel == want, errors.Is(errcode.Wrap(code, errors.New("x")), sentinel), "wrapped: %v, %v", err, sentinel)
			}
		}
	}
}

func TestMatchingThroughWraps(t *testing.T) {
	t.Parallel()
	cause := errors.New("boom")
	err := error(errcode.Wrap(errcode.LeanCloudUserNotFound, cause))
	for i := range 3 {
		err = fmt.Errorf("layer %d: %w", i, err)
	}
	for name, err := range map[string]error{"error": err, "bare code": fmt.Errorf("x: %w", errcode.LeanCloudUserNotFound)} {
		assert.ErrorIs(t, err, errcode.LeanCloudUserNotFound, name)
		assert.ErrorIs(t, err, errcode.KindNotFound, name)
		assert.ErrorIs(t, err, fs.ErrNotExist, name)
		assert.NotErrorIs(t, err, errcode.LeanCloudCode(210), name)
		assert.NotErrorIs(t, err, errcode.KindInternal, name)
		lc, ok := errors.AsType[errcode.LeanCloudCode](err)
		assert.True(t, ok, name)
		assert.Equal(t, errcode.LeanCloudUserNotFound, lc, name)
		_, ok = errors.AsType[errcode.BackendCode](err)
		assert.False(t, ok, name)
		e, ok := errors.AsType[*errcode.Error](err)
		assert.True(t, ok, name)
		assert.Equal(t, "Could not find user.", e.Message(), name)
		var code errcode.Code
		assert.True(t, errors.As(err, &code), name)
		assert.Equal(t, errcode.Code(errcode.LeanCloudUserNotFound), code, name)
		kind, ok := errors.AsType[errcode.Kind](err)
		assert.True(t, ok, name)
		assert.Equal(t, errcode.KindNotFound, kind, name)
		code, ok = errcode.CodeOf(err)
		assert.True(t, ok, name)
		assert.Equal(t, errcode.Code(errcode.LeanCloudUserNotFound), code, name)
		assert.Equal(t, errcode.KindNotFound, errcode.KindOf(err), name)
	}
	e := errcode.New(errcode.LeanCloudUserNotFound).(*errcode.Error)
	assert.True(t, e.Is(e))
	assert.False(t, e.Is(errcode.New(errcode.LeanCloudUserNotFound)), "another error is not the same one")
	assert.False(t, e.Is(nil))
	assert.False(t, e.As(nil))
	var same *errcode.Error
	assert.True(t, e.As(&same))
	assert.Same(t, e, same)
	assert.False(t, e.As(new(string)))
	for name, target := range map[string]any{
		"own type": (*errcode.LeanCloudCode)(nil), "Code": (*errcode.Code)(nil), "Error": (**errcode.Error)(nil), "Kind": (*errcode.Kind)(nil),
	} {
		assert.False(t, e.As(target), name)
		assert.False(t, errcode.LeanCloudUserNotFound.As(target), name)
	}
}

func TestSeveralErrors(t *testing.T) {
	t.Parallel()
	plain := errors.New("plain")
	err := errors.Join(plain, fmt.Errorf("deep: %w", errors.Join(plain, errcode.New(errcode.LeanCloudTimeout))), errcode.BackendUserNotFound)
	code, ok := errcode.CodeOf(err)
	assert.True(t, ok)
	assert.Equal(t, errcode.Code(errcode.LeanCloudTimeout), code, "the first in depth-first order")
	assert.Equal(t, errcode.KindDeadlineExceeded, errcode.KindOf(err))
	assert.True(t, errcode.Retryable(err))
	assert.ErrorIs(t, err, errcode.LeanCloudTimeout)
	assert.ErrorIs(t, err, errcode.BackendUserNotFound, "all of them match")
	_, ok = errcode.CodeOf(errors.Join(plain, plain))
	assert.False(t, ok)
	_, ok = errcode.CodeOf(nil)
	assert.False(t, ok)
	assert.Equal(t, errcode.KindNotFound, errcode.KindOf(fmt.Errorf("x: %w", errcode.KindNotFound)))
	assert.Equal(t, errcode.KindUnknown, errcode.KindOf(nil))
	assert.Equal(t, errcode.KindUnknown, errcode.KindOf(plain))
}

func TestRetryableAndRetryAfter(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name      string
		err       error
		retryable bool
	}{
		{"nil", nil, false},
		{"no code", errors.New("x"), false},
		{"a retryable code", errcode.LeanCloudTooManyRequests, true},
		{"one that is not", errcode.LeanCloudUserNotFound, false},
		{"the outermost counts", errcode.Wrap(errcode.LeanCloudUserNotFound, errcode.LeanCloudTimeout), false},
		{"an error that says when", errcode.New(errcode.LeanCloudQuotaExceeded, errcode.WithRetryAfter(time.Hour)), true},
		{"a kind", errcode.KindUnavailable, true},
		{"another kind", errcode.KindNotFound, false},
		{"an unknown number", errcode.LeanCloudCode(987654), false},
	}
	for _, tt := range tests {
		assert.Equal(t, tt.retryable, errcode.Retryable(tt.err), tt.name)
	}
	_, ok := errcode.RetryAfter(errcode.LeanCloudTooManyRequests)
	assert.False(t, ok)
	inner := errcode.New(errcode.LeanCloudTooManyRequests, errcode.WithRetryAfter(1500*time.Millisecond))
	for name, err := range map[string]error{
		"itself": inner, "wrapped": fmt.Errorf("x: %w", inner), "cause": errcode.Wrap(errcode.BackendUnexpectedError, inner), "joined": errors.Join(errors.New("x"), inner),
	} {
		d, ok := errcode.RetryAfter(err)
		assert.True(t, ok, name)
		assert.Equal(t, 1500*time.Millisecond, d, name)
	}
	d, ok := errcode.RetryAfter(errcode.New(errcode.LeanCloudTimeout, errcode.WithRetryAfter(-time.Second)))
	assert.True(t, ok)
	assert.Zero(t, d)
}

func TestMatchingDoesNotAllocate(t *testing.T) {
	err := wrapThrice(errcode.Wrap(errcode.LeanCloudUserNotFound, errCause))
	assert.Zero(t, testing.AllocsPerRun(100, func() { boolSink = errors.Is(err, errcode.LeanCloudUserNotFound) }))
	assert.Zero(t, testing.AllocsPerRun(100, func() { codeSink, boolSink = errcode.CodeOf(err) }))
	assert.EqualValues(t, 1, testing.AllocsPerRun(100, func() { errorSink = errcode.Wrap(errcode.LeanCloudUserNotFound, errCause) }))
	code, _ := errcode.Realtime.Lookup(4303)
	assert.EqualValues(t, 1, testing.AllocsPerRun(100, func() { errorSink = errcode.Wrap(code, errCause) }))
}
