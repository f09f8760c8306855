package rpctest

import (
	"context"
	"testing"
	"time"
)

// AtDeadline makes a call with a deadline that the handler sees pass, and returns
// what it sent to seen. On a busy machine a deadline may have passed before the
// call reaches the handler; then there is a second call with twice the time.
func AtDeadline(t *testing.T, seen <-chan error, call func(context.Context)) error {
	t.Helper()
	for timeout := 50 * time.Millisecond; timeout < time.Minute; timeout *= 2 {
		ctx, cancel := context.WithTimeout(t.Context(), timeout)
		call(ctx)
		cancel()
		select {
		case err := <-seen:
			return err
		case <-time.After(timeout):
		}
	}
	t.Fatal("the handler has seen no deadline")
	return nil
}
