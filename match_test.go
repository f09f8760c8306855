package errcode_test

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/seed85f21a9e/errcode"
)

// A nil pointer in an error is a programmer's mistake that must not become a
// panic in the code that reports it.
func TestNilPointersAreHarmless(t *testing.T) {
	t.Parallel()
	for _, inner := range []error{(*fs.PathError)(nil), (*net.OpError)(nil), (*errcode.Error)(nil), (*errcode.LeanCloudCode)(nil), (*giftCode)(nil)} {
		for shape, err := range map[string]error{
			"itself":       inner,
			"wrapped":      fmt.Errorf("x: %w", inner),
			"joined":       errors.Join(inner, errors.New("x")),
			"with no code": errcode.Wrap(nil, fmt.Errorf("x: %w", inner)),
		} {
			assert.NotPanics(t, func() {
				_, ok := errcode.CodeOf(err)
				assert.False(t, ok)
				errcode.KindOf(err)
				errcode.Retryable(err)
				errcode.SafeToRetry(err, false)
				errcode.RetryAfter(err)
				errcode.LabelOf(err)
				errcode.Attr(err)
				errcode.LeanCloud.Translate(err)
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

// selfish wraps itself.
type selfish struct{ many bool }

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
