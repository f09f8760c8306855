package errcodeconnect

import (
	"context"
	"errors"
	"net/http"

	"connectrpc.com/connect"
	"google.golang.org/protobuf/types/known/anypb"

	"github.com/seed85f21a9e/errcode/internal/rpc"
)

// Error returns the error that the interceptor would send for err, which a
// handler with the context ctx returned: see the package comment. Like
// [errcode.Responder.WriteError], it logs and calls OnAnswer. For a nil error,
// or a nil *errcode.Error, it returns nil. Use it in servers without the
// interceptor, and in middleware with a [connect.ErrorWriter].
func Error(ctx context.Context, err error, o Options) *connect.Error {
	r := rpc.Request(ctx, http.MethodPost, "", nil)
	if info, ok := connect.CallInfoForHandlerContext(ctx); ok {
		r = rpc.Request(ctx, info.HTTPMethod(), info.Spec().Procedure, info.RequestHeader())
	}
	return errorOf(r, err, rpc.Options(o))
}

func errorOf(r *http.Request, err error, o rpc.Options) *connect.Error {
	if err == nil {
		return nil
	}
	if e, ok := notModified(err); ok {
		return e
	}
	err = rpc.OwnWords(err, func(err error) error { return FromError(err, o.Catalogs...) })
	return toError(rpc.Describe(r, err, o, fits))
}

// panicError logs what a handler panicked with and returns the error for it.
func panicError(r *http.Request, v any, o rpc.Options) *connect.Error {
	return toError(rpc.DescribePanic(r, v, o, fits))
}

// notModified returns the error that says, to a GET request, that the client
// has the answer already. The methods of err may panic.
func notModified(err error) (e *connect.Error, ok bool) {
	defer func() {
		if recover() != nil {
			e, ok = nil, false
		}
	}()
	if !connect.IsNotModifiedError(err) {
		return nil, false
	}
	return errors.AsType[*connect.Error](err)
}

// toError returns the error of a failure; nil if there is none.
func toError(f *rpc.Failure) *connect.Error {
	if f == nil {
		return nil
	}
	e := connect.NewError(connectCodes.Code(f.Kind), errors.New(f.Message))
	for _, d := range f.Details {
		// An Any is taken as it is, which does not fail.
		if detail, err := connect.NewErrorDetail(&anypb.Any{TypeUrl: d.TypeURL, Value: d.Value}); err == nil {
			e.AddDetail(detail)
		}
	}
	return e
}

// fits reports whether a failure is within the budget in every protocol.
func fits(f *rpc.Failure) bool { return rpc.FitsGRPC(f) && fitsConnect(f) }

// fitsConnect reports whether a failure is within the budget as the Connect
// protocol sends it: as JSON, in which a detail is in base64 and, if its type
// is linked into the program, readable as well.
func fitsConnect(f *rpc.Failure) bool {
	// A byte may take 6 in JSON. That is most often far from the limit.
	most := 128 + 6*len(f.Message)
	for _, d := range f.Details {
		most += 256 + 8*len(d.Value)
	}
	if most <= rpc.Budget {
		return true
	}
	var w counter
	r := http.Request{Method: http.MethodPost, Header: http.Header{"Content-Type": {"application/connect+proto"}}}
	err := connect.NewErrorWriter().Write(&w, &r, toError(f))
	return err == nil && w.n <= rpc.Budget
}

// A counter counts the bytes of a response.
type counter struct{ n int }

func (w *counter) Header() http.Header { return http.Header{} }
func (w *counter) WriteHeader(int)     {}
func (w *counter) Write(b []byte) (int, error) {
	w.n += len(b)
	return len(b), nil
}
