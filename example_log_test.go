package errcode_test

import (
	"errors"
	"fmt"
	"log/slog"
	"os"

	"github.com/seed85f21a9e/errcode"
)

// However an error is wrapped, the record has the same group.
func ExampleAttr() {
	err := fmt.Errorf("load profile: %w", errcode.LeanCloudUserNotFound)
	logger := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: withoutTime}))
	logger.Error("request failed", errcode.Attr(err))
	// Output:
	// level=ERROR msg="request failed" error.catalog=leancloud error.number=211 error.name=UserNotFound error.kind=NotFound error.status=400 error.message="Could not find user." error.text="load profile: leancloud 211: Could not find user"
}

// In a log record an error is a group of attributes, and so is a code.
func ExampleError_LogValue() {
	logger := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: withoutTime}))
	err := errcode.Wrap(errcode.LeanCloudTimeout, errors.New("no answer from db1"),
		errcode.WithOperation(errcode.OpQueryObjects))
	logger.Error("query", "err", err)
	// Output:
	// level=ERROR msg=query err.catalog=leancloud err.number=124 err.name=Timeout err.status=400 err.message="The request timed out on the server. Typically this indicates the request is too expensive." err.operation="Query objects" err.cause="no answer from db1"
}

func withoutTime(groups []string, a slog.Attr) slog.Attr {
	if a.Key == slog.TimeKey && len(groups) == 0 {
		return slog.Attr{}
	}
	return a
}
