package errcode

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"

	"github.com/seed85f21a9e/errcode/internal/netfault"
)

// A condition is what an error of the standard library means.
type condition uint8

const (
	noCondition condition = iota
	conditionTimedOut
	conditionCanceled
	conditionNotFound
	conditionExists
	conditionForbidden
	conditionBadBody     // a request body that cannot be parsed
	conditionTooLarge    // a request body beyond the limit
	conditionUnreachable // the request never arrived
	conditionAborted     // the handler cuts its response off; no failure
	conditionLost        // the connection broke, so that the request may have been carried out
)

// kind returns the kind of a condition; KindUnknown for noCondition.
func (c condition) kind() Kind {
	switch c {
	case conditionTimedOut:
		return KindDeadlineExceeded
	case conditionCanceled:
		return KindCanceled
	case conditionNotFound:
		return KindNotFound
	case conditionExists:
		return KindAlreadyExists
	case conditionForbidden:
		return KindPermissionDenied
	case conditionBadBody, conditionTooLarge:
		return KindInvalidArgument
	case conditionUnreachable, conditionLost:
		return KindUnavailable
	}
	return KindUnknown
}

// conditionOf returns what err itself means. It does not look at what err
// wraps.
func conditionOf(err error) condition {
	switch err {
	case context.DeadlineExceeded, os.ErrDeadlineExceeded, http.ErrHandlerTimeout:
		return conditionTimedOut
	case context.Canceled:
		return conditionCanceled
	case fs.ErrNotExist, sql.ErrNoRows:
		return conditionNotFound
	case fs.ErrExist:
		return conditionExists
	case fs.ErrPermission:
		return conditionForbidden
	case io.ErrUnexpectedEOF:
		return conditionBadBody
	case http.ErrAbortHandler:
		return conditionAborted
	case sql.ErrConnDone, driver.ErrBadConn:
		return conditionUnreachable
	}
	switch e := err.(type) {
	case *url.Error:
		if isCutOff(e.Err) {
			return conditionLost
		}
	case *http.MaxBytesError:
		return conditionTooLarge
	case *json.SyntaxError, *json.UnmarshalTypeError:
		return conditionBadBody
	}
	switch netfault.Of(err) {
	case netfault.Unreachable:
		return conditionUnreachable
	case netfault.Lost:
		return conditionLost
	}
	if e, ok := err.(net.Error); ok && e.Timeout() {
		return conditionTimedOut
	}
	if e, ok := err.(interface{ Is(error) bool }); ok { // such as syscall.Errno
		for _, sentinel := range [...]error{fs.ErrNotExist, fs.ErrExist, fs.ErrPermission, context.DeadlineExceeded, context.Canceled} {
			if e.Is(sentinel) {
				return conditionOf(sentinel)
			}
		}
	}
	return noCondition
}

// isCutOff reports whether a request of an http.Client, whose error this is,
// ended in the middle: the server closed the connection.
func isCutOff(err error) bool {
	for range maxCutOff {
		switch e := err.(type) {
		case nil:
			return false
		case interface{ Unwrap() error }:
			err = e.Unwrap()
		default:
			return err == io.EOF || err == io.ErrUnexpectedEOF
		}
	}
	return false
}

// maxCutOff is how many errors an http.Client may put around an end of file.
const maxCutOff = 8
