package errcodeconnect

import (
	"errors"
	"io"

	"connectrpc.com/connect"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/internal/rpc"
)

// FromError returns the error of a call as a remote [errcode.Error] that wraps
// it: see the package comment. Codes of the given catalogs and of the built-in
// ones are recognized. An error with another code, or with none, becomes one
// that has only a kind. The message is cut at 4 KiB. The metadata of an
// ErrorInfo becomes details, at most 128 entries and 16 KiB.
//
// An error that already has a code is returned unchanged. So are an error that
// is no [connect.Error] and one for which [connect.IsNotModifiedError] is true.
// For nil, FromError returns nil.
func FromError(err error, catalogs ...*errcode.Catalog) error {
	if err == nil {
		return nil
	}
	if _, ok := err.(*remoteError); ok {
		return err
	}
	e, ok := errors.AsType[*connect.Error](err)
	if !ok || e == nil || connect.IsNotModifiedError(err) {
		return err
	}
	if _, ok := errcode.CodeOf(err); ok {
		return err
	}
	var report rpc.Report
	for _, d := range e.Details() {
		report.Read(d.Type(), d.Bytes(), catalogs)
	}
	return &remoteError{rpc.NewReceived(connectCodes.Kind(e.Code()), e.Message(), &report, err)}
}

type remoteError struct{ rpc.Received }

// fromStream is FromError for the methods of a stream, whose end is [io.EOF],
// wrapped.
func fromStream(err error, catalogs []*errcode.Catalog) error {
	if err == nil || errors.Is(err, io.EOF) {
		return err
	}
	return FromError(err, catalogs...)
}
