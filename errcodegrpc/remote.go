package errcodegrpc

import (
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/internal/rpc"
)

// FromError returns the error that an RPC failed with as a remote
// [errcode.Error], through which the original one can be reached: see the
// package's comment. Codes are read back into the given catalogs and the
// built-in ones; of a code of another catalog, and of a status without one, the
// kind is left. The message is cut at 4 KiB, the metadata of an ErrorInfo,
// which become details, at 128 entries of 16 KiB.
//
// An error that has a code already is returned as it is, and so is one without
// a status, such as [io.EOF]; nil is nil.
func FromError(err error, catalogs ...*errcode.Catalog) error {
	if err == nil {
		return nil
	}
	if _, ok := err.(*remoteError); ok {
		return err
	}
	s, ok := rpc.Find[interface {
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

// A remoteError is an error that is a status as well. That it has the method
// GRPCStatus itself lets the message of the status stay what it is.
type remoteError struct {
	rpc.Received
	status *status.Status
}

// GRPCStatus returns the status that the error came with.
func (e *remoteError) GRPCStatus() *status.Status { return e.status }
