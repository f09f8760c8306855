// Package withupstream answers the errors of another service's client.
package withupstream

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/seed85f21a9e/errcode"
)

// A StatusError is what clients of other services often return.
type StatusError struct {
	StatusCode int
	Text       string
}

// Error implements error.
func (e *StatusError) Error() string { return fmt.Sprintf("status %d: %s", e.StatusCode, e.Text) }

// recipe: glue

// Map is for errcode.Responder.
func Map(_ *http.Request, err error) error {
	e, ok := errors.AsType[*StatusError](err)
	if !ok {
		return nil
	}
	switch kind := errcode.KindFromHTTPStatus(e.StatusCode); kind {
	case errcode.KindUnauthenticated, errcode.KindPermissionDenied, errcode.KindInvalidArgument:
		return nil // our fault, not that of our client
	default:
		return fmt.Errorf("%w: %w", kind, err)
	}
}

// recipe: end
