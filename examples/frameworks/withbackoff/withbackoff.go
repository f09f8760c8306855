// Package withbackoff repeats requests with cenkalti/backoff v5.
package withbackoff

import (
	"errors"

	"github.com/cenkalti/backoff/v5"

	"github.com/seed85f21a9e/errcode"
)

// recipe: glue

// Outcome is what an operation returns to backoff.Retry in place of err.
func Outcome(err error, idempotent bool) error {
	if !errcode.SafeToRetry(err, idempotent) {
		return backoff.Permanent(err)
	}
	if wait, ok := errcode.RetryAfter(err); ok {
		return errors.Join(err, &backoff.RetryAfterError{Duration: wait})
	}
	return err
}

// recipe: end
