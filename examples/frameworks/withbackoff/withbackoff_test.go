package withbackoff_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/cenkalti/backoff/v5"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/examples/frameworks/withbackoff"
)

// call calls a service that answers the given errors, one after the other, and
// repeats what it may.
func call(t *testing.T, idempotent bool, answers ...error) (calls int, err error) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		errcode.WriteError(w, r, answers[min(calls, len(answers)-1)])
		calls++
	}))
	defer server.Close()
	_, err = backoff.Retry(t.Context(), func() (struct{}, error) {
		resp, err := http.Get(server.URL)
		if err == nil {
			err = errcode.LeanCloud.CheckResponse(resp)
			_ = resp.Body.Close()
		}
		return struct{}{}, withbackoff.Outcome(err, idempotent)
	}, backoff.WithBackOff(&backoff.ZeroBackOff{}), backoff.WithMaxTries(3), backoff.WithMaxElapsedTime(time.Minute))
	return calls, err
}

func TestRetry(t *testing.T) {
	tooMany := func(wait time.Duration) error {
		return errcode.New(errcode.LeanCloudTooManyRequests, errcode.WithRetryAfter(wait))
	}
	tests := []struct {
		name       string
		idempotent bool
		answers    []error
		calls      int
		want       error
	}{
		{"success", true, []error{nil}, 1, nil},
		{"no use", true, []error{errcode.LeanCloudUserNotFound}, 1, errcode.LeanCloudUserNotFound},
		{"better the second time", true, []error{errcode.LeanCloudTimeout, nil}, 2, nil},
		{"tries used up", true, []error{errcode.LeanCloudTimeout}, 3, errcode.LeanCloudTimeout},
		{"maybe done", false, []error{errcode.LeanCloudTimeout}, 1, errcode.LeanCloudTimeout},
		{"refused before it began", false, []error{tooMany(0), nil}, 2, nil},
		{"told to wait for longer than there is time", true, []error{tooMany(time.Hour)}, 1, errcode.LeanCloudTooManyRequests},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			calls, err := call(t, test.idempotent, test.answers...)
			assert.Equal(t, test.calls, calls)
			if test.want == nil {
				assert.NoError(t, err)
			} else {
				assert.ErrorIs(t, err, test.want)
			}
		})
	}
	after, ok := errors.AsType[*backoff.RetryAfterError](withbackoff.Outcome(tooMany(time.Hour), true))
	require.True(t, ok)
	assert.Equal(t, time.Hour, after.Duration)
}
