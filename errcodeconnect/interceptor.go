package errcodeconnect

import (
	"context"
	"errors"
	"net/http"

	"connectrpc.com/connect"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/internal/rpc"
)

// NewInterceptor returns an interceptor for both sides: see the package
// comment. In a handler, it answers errors and panics. The value of a panic and
// the stack are logged, as by [errcode.Responder.Recover], and never sent; a
// panic with [http.ErrAbortHandler] is passed on. In a client, it turns the
// errors of calls into remote errors, as [FromError] does, and uses only the
// Catalogs of the Options. The errors of a stream's methods have kinds on both
// sides.
func NewInterceptor(o Options) connect.Interceptor { return &interceptor{rpc.Options(o)} }

type interceptor struct{ options rpc.Options }

func (i *interceptor) WrapUnary(next connect.UnaryFunc) connect.UnaryFunc {
	return func(ctx context.Context, req connect.AnyRequest) (connect.AnyResponse, error) {
		if !req.Spec().IsClient {
			return i.handle(ctx, req, next)
		}
		res, err := next(ctx, req)
		return res, FromError(err, i.options.Catalogs...)
	}
}

func (i *interceptor) handle(ctx context.Context, req connect.AnyRequest, next connect.UnaryFunc) (res connect.AnyResponse, err error) {
	call := func() *http.Request {
		return rpc.Request(ctx, req.HTTPMethod(), req.Spec().Procedure, req.Header())
	}
	defer i.recover(call, &err)
	res, err = next(ctx, req)
	if err = i.answer(call, err); err == nil && res == nil {
		err = i.answer(call, errNoResponse)
	}
	return res, err
}

// errNoResponse is the error of a handler that returned a nil *errcode.Error,
// which is no error, and so did not send the response that there has to be.
var errNoResponse = errors.New("errcodeconnect: a handler returned neither a response nor an error")

func (i *interceptor) WrapStreamingHandler(next connect.StreamingHandlerFunc) connect.StreamingHandlerFunc {
	return func(ctx context.Context, conn connect.StreamingHandlerConn) (err error) {
		call := func() *http.Request {
			return rpc.Request(ctx, http.MethodPost, conn.Spec().Procedure, conn.RequestHeader())
		}
		defer i.recover(call, &err)
		failure := next(ctx, &handlerConn{conn, i.options.Catalogs})
		err = i.answer(call, failure)
		if failure != nil && err == nil && conn.Spec().StreamType == connect.StreamTypeClient {
			err = i.answer(call, errNoResponse)
		}
		return err
	}
}

// answer returns what a client may see of the error of a handler.
func (i *interceptor) answer(call func() *http.Request, err error) error {
	if err == nil {
		return nil
	}
	if e := errorOf(call(), err, i.options); e != nil {
		return e
	}
	return nil // not a nil *connect.Error
}

// recover is deferred. It makes the error of a call whose handler has panicked.
func (i *interceptor) recover(call func() *http.Request, err *error) {
	v := recover()
	if v == nil {
		return
	}
	if v == http.ErrAbortHandler {
		panic(v)
	}
	*err = panicError(call(), v, i.options)
}

func (i *interceptor) WrapStreamingClient(next connect.StreamingClientFunc) connect.StreamingClientFunc {
	return func(ctx context.Context, spec connect.Spec) connect.StreamingClientConn {
		return &clientConn{next(ctx, spec), i.options.Catalogs}
	}
}

type handlerConn struct {
	connect.StreamingHandlerConn
	catalogs []*errcode.Catalog
}

func (c *handlerConn) Receive(m any) error {
	return fromStream(c.StreamingHandlerConn.Receive(m), c.catalogs)
}

func (c *handlerConn) Send(m any) error {
	return fromStream(c.StreamingHandlerConn.Send(m), c.catalogs)
}

type clientConn struct {
	connect.StreamingClientConn
	catalogs []*errcode.Catalog
}

func (c *clientConn) Send(m any) error {
	return fromStream(c.StreamingClientConn.Send(m), c.catalogs)
}

func (c *clientConn) Receive(m any) error {
	return fromStream(c.StreamingClientConn.Receive(m), c.catalogs)
}

func (c *clientConn) CloseRequest() error {
	return fromStream(c.StreamingClientConn.CloseRequest(), c.catalogs)
}

func (c *clientConn) CloseResponse() error {
	return fromStream(c.StreamingClientConn.CloseResponse(), c.catalogs)
}
