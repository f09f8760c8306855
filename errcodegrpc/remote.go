package errcodegrpc

import (
	"errors"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/internal/rpc"
)

// FromError returns the error of an RPC as a remote [errcode.Error] that wraps
// it: see the package comment. Codes of the given catalogs and of the built-in
// ones are recognized. A status with another code, or with none, becomes an
// error that has only a kind. The message is cut at 4 KiB. The metadata of an
// ErrorInfo becomes details, at most 128 entries and 16 KiB.
//
// An error that already has a code is returned unchanged, and so is one without
// a status, such as [io.EOF]. For nil, FromError returns nil.
func FromError(err error, catalogs ...*errcode.Catalog) error {
	if err == nil {
		return nil
	}
	if _, ok := err.(*remoteError); ok {
		return err
	}
	s, ok := errors.AsType[interface {
		error
		GRPCStatus() *status.Status
	}](err)
	if !ok {
		return err
	}
	if _, ok := errcode.CodeOf(err); ok {
		return err
	}
	st := s.GRPCStatus()
	if st.Code() == codes.OK {
		return err
	}
	var report rpc.Report
	for _, d := range st.Proto().GetDetails() {
		report.Read(d.GetTypeUrl(), d.GetValue(), catalogs)
	}
	return &remoteError{
		Received: rpc.NewReceived(statusCodes.Kind(st.Code()), st.Message(), &report, err),
		status:   st,
	}
}

// A remoteError is an error that is also a status. Because it has the method
// GRPCStatus itself, grpc-go leaves the message of the status unchanged.
type remoteError struct {
	rpc.Received
	status *status.Status
}

// GRPCStatus returns the status that the error came with.
func (e *remoteError) GRPCStatus() *status.Status { return e.status }
