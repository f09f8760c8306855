package errcodeconnect

import (
	"errors"
	"io"

	"connectrpc.com/connect"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/internal/rpc"
)

// FromError returns the error that a call failed with as a remote
// [errcode.Error], through which the original one can be reached: see the
// package's comment. Codes are read back into the given catalogs and the
// built-in ones; of a code of another catalog, and of an error without one, the
// kind is left. The message is cut at 4 KiB, the metadata of an ErrorInfo,
// which become details, at 128 entries of 16 KiB.
//
// An error that has a code already is returned as it is, and so is one that is
// no [connect.Error], and that of [connect.IsNotModifiedError]; nil is nil.
func FromError(err error, catalogs ...*errcode.Catalog) error {
	if err == nil {
		return nil
	}
	if _, ok := err.(*remoteError); ok {
		return err
	}
	e, ok := rpc.Find[*connect.Error](err)
	if !ok || e == nil || isNotModified(e) {
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
