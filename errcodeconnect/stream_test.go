package errcodeconnect_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"testing"

	"connectrpc.com/connect"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/protobuf/types/known/wrapperspb"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/errcodeconnect"
	"github.com/seed85f21a9e/errcode/internal/rpctest"
)

// infoOf returns the one ErrorInfo of an error.
func infoOf(t *testing.T, e *connect.Error) rpctest.Info {
	t.Helper()
	var infos []rpctest.Info
	for _, d := range e.Details() {
		m, err := d.Value()
		require.NoError(t, err)
		if info, ok := m.(*errdetails.ErrorInfo); ok {
			infos = append(infos, rpctest.Info{Reason: info.GetReason(), Domain: info.GetDomain(), Metadata: info.GetMetadata()})
		}
	}
	require.Len(t, infos, 1)
	return infos[0]
}

// original returns the error of connect-go in an error.
func original(t *testing.T, err error) *connect.Error {
	t.Helper()
	e, ok := errors.AsType[*connect.Error](err)
	require.True(t, ok, "%v", err)
	return e
}

func codeNamed(t *testing.T, kind errcode.Kind) connect.Code {
	t.Helper()
	for code := connect.Code(1); code <= 16; code++ {
		var b []byte
		for _, c := range []byte(kind.String()) {
			if 'A' <= c && c <= 'Z' {
				if c += 'a' - 'A'; len(b) > 0 {
					b = append(b, '_')
				}
			}
			b = append(b, c)
		}
		if code.String() == string(b) {
			return code
		}
	}
	t.Fatalf("no code is named %v", kind)
	return 0
}

// Every code and every kind crosses a connection in a call of every shape and
// in every protocol.
func TestEveryError(t *testing.T) {
	t.Parallel()
	sent := rpctest.Errors()
	interceptor := errcodeconnect.NewInterceptor(errcodeconnect.Options{Responder: quiet(), Domain: "users.example.com", Catalogs: []*errcode.Catalog{rpctest.Shop}})
	url := serve(t, func(c call) error {
		i, err := strconv.Atoi(c.text)
		if err != nil {
			return err
		}
		return sent[i]
	}, connect.WithInterceptors(interceptor))
	h := overHTTP2(t)
	for name, protocol := range protocols {
		for _, procedure := range shapes {
			t.Run(name+procedure, func(t *testing.T) {
				t.Parallel()
				for i, err := range sent {
					got := invoke(t.Context(), h, url, procedure, strconv.Itoa(i), protocol, connect.WithInterceptors(interceptor))
					rpctest.CheckReceived(t, err, got)
					assert.Equal(t, codeNamed(t, errcode.KindOf(err)), connect.CodeOf(got), "%v", err)
					e := original(t, got)
					assert.True(t, connect.IsWireError(got))
					assert.NotEmpty(t, e.Message())
					assert.NotContains(t, e.Error(), rpctest.Secret)
					rpctest.CheckInfo(t, err, "users.example.com", infoOf(t, e))
				}
			})
		}
	}
}

// What a client without the interceptor gets, and what a client gets of a
// server without it.
func TestOneSideOnly(t *testing.T) {
	t.Parallel()
	interceptor := connect.WithInterceptors(errcodeconnect.NewInterceptor(errcodeconnect.Options{Responder: quiet()}))
	with := serve(t, func(call) error { return errcode.Wrap(errcode.LeanCloudUserNotFound, rpctest.Cause()) }, interceptor)
	without := serve(t, func(c call) error {
		code, _ := strconv.Atoi(c.text)
		return connect.NewError(connect.Code(code), errors.New("as it was"))
	})
	h := overHTTP2(t)
	kinds := map[connect.Code]errcode.Kind{connect.CodeOutOfRange: errcode.KindInvalidArgument, connect.CodeDataLoss: errcode.KindInternal}
	for kind := errcode.KindUnknown; kind <= errcode.KindInternal; kind++ {
		kinds[codeNamed(t, kind)] = kind
	}
	require.Len(t, kinds, 16)
	for name, protocol := range protocols {
		for _, procedure := range shapes {
			e := original(t, invoke(t.Context(), h, with, procedure, "", protocol))
			assert.Equal(t, connect.CodeNotFound, e.Code(), name)
			assert.Equal(t, errcode.LeanCloudUserNotFound.Message(), e.Message())
			assert.Equal(t, "leancloud/211", infoOf(t, e).Metadata["code"])
			for code, kind := range kinds {
				got := invoke(t.Context(), h, without, procedure, strconv.Itoa(int(code)), protocol, interceptor)
				require.ErrorIs(t, got, kind)
				_, coded := errcode.CodeOf(got)
				assert.False(t, coded)
				assert.Equal(t, kind, errcode.KindOf(got))
				assert.Equal(t, code, connect.CodeOf(got))
				assert.Equal(t, kind.Error()+": as it was", got.Error())
			}
		}
	}
}

func TestCancellation(t *testing.T) {
	t.Parallel()
	interceptor := connect.WithInterceptors(errcodeconnect.NewInterceptor(errcodeconnect.Options{Responder: quiet()}))
	seen := make(chan error, 16)
	url := serve(t, func(c call) error {
		if c.text == "wait" {
			<-c.ctx.Done()
			seen <- c.ctx.Err()
			return fmt.Errorf("waiting: %w", c.ctx.Err())
		}
		if err := c.stream.Send(wrapperspb.String("ready")); err != nil {
			return err
		}
		_, err := c.stream.Receive()
		seen <- err
		return err
	}, interceptor)
	h := overHTTP2(t)
	for name, protocol := range protocols {
		for _, procedure := range shapes {
			require.Error(t, rpctest.AtDeadline(t, seen, func(ctx context.Context) {
				err := invoke(ctx, h, url, procedure, "wait", protocol, interceptor)
				require.ErrorIs(t, err, context.DeadlineExceeded, name)
				require.ErrorIs(t, err, errcode.KindDeadlineExceeded)
				assert.Equal(t, connect.CodeDeadlineExceeded, connect.CodeOf(err))
			}))
		}
		ctx, cancel := context.WithCancel(t.Context())
		s := connect.NewClient[text, text](h, url+bidi, protocol, interceptor).CallBidiStream(ctx)
		require.NoError(t, s.Send(wrapperspb.String("")))
		_, err := s.Receive()
		require.NoError(t, err)
		cancel()
		_, err = s.Receive()
		require.ErrorIs(t, err, context.Canceled)
		require.ErrorIs(t, err, errcode.KindCanceled)
		assert.Equal(t, connect.CodeCanceled, connect.CodeOf(err))
		if err := <-seen; !errors.Is(err, io.EOF) { // the client may have ended its side first
			require.ErrorIs(t, err, context.Canceled, "in the handler")
		}
		_ = s.CloseResponse()
	}
}

// A failing stream is one whose methods all fail with the same error.
type failing struct {
	connect.StreamingClientConn
	err error
}

func (f failing) Spec() connect.Spec         { return connect.Spec{} }
func (f failing) RequestHeader() http.Header { return nil }
func (f failing) Send(any) error             { return f.err }
func (f failing) Receive(any) error          { return f.err }
func (f failing) CloseRequest() error        { return f.err }
func (f failing) CloseResponse() error       { return f.err }

// Every method of a stream that can fail is covered, on both sides. Its end is
// an error that wraps io.EOF.
func TestMethodsOfAStream(t *testing.T) {
	t.Parallel()
	interceptor := errcodeconnect.NewInterceptor(errcodeconnect.Options{})
	for _, err := range []error{
		nil, connect.NewError(connect.CodeUnknown, io.EOF), connect.NewError(connect.CodeCanceled, errors.New("x")),
	} {
		check := func(got error) {
			t.Helper()
			if connect.CodeOf(err) != connect.CodeCanceled {
				assert.Equal(t, err, got)
				return
			}
			require.ErrorIs(t, got, context.Canceled)
			require.ErrorIs(t, got, err)
		}
		c := interceptor.WrapStreamingClient(func(context.Context, connect.Spec) connect.StreamingClientConn {
			return failing{err: err}
		})(t.Context(), connect.Spec{})
		check(c.Send(nil))
		check(c.Receive(nil))
		check(c.CloseRequest())
		check(c.CloseResponse())
		require.NoError(t, interceptor.WrapStreamingHandler(func(_ context.Context, c connect.StreamingHandlerConn) error {
			check(c.Send(nil))
			check(c.Receive(nil))
			return nil
		})(t.Context(), failing{err: err}))
	}
}

// An error in the middle of a stream comes after the messages before it,
// through the stream's methods on either side, and the end of a stream stays
// io.EOF.
func TestMiddleOfAStream(t *testing.T) {
	t.Parallel()
	interceptor := connect.WithInterceptors(errcodeconnect.NewInterceptor(errcodeconnect.Options{Responder: quiet()}))
	ended := make(chan error, 1)
	url := serve(t, func(c call) error {
		for range 3 {
			if err := c.stream.Send(wrapperspb.String("x")); err != nil {
				return err
			}
		}
		for {
			if _, err := c.stream.Receive(); errors.Is(err, io.EOF) {
				ended <- err
				break
			} else if err != nil {
				return err
			}
		}
		if c.text == "ok" {
			return nil
		}
		return errcode.Wrap(errcode.LeanCloudDatabaseError, rpctest.Cause())
	}, interceptor)
	h := overHTTP2(t)
	for name, protocol := range protocols {
		for _, message := range []string{"ok", "fail"} {
			s := connect.NewClient[text, text](h, url+bidi, protocol, interceptor).CallBidiStream(t.Context())
			require.NoError(t, s.Send(wrapperspb.String(message)))
			for range 3 {
				_, err := s.Receive()
				require.NoError(t, err)
			}
			require.NoError(t, s.CloseRequest())
			_, err := s.Receive()
			if message == "ok" {
				require.ErrorIs(t, err, io.EOF, name)
			} else {
				require.ErrorIs(t, err, errcode.LeanCloudDatabaseError, name)
			}
			require.ErrorIs(t, <-ended, io.EOF)
			require.NoError(t, s.CloseResponse())
		}
	}
}

// Errors of a connection are bare kinds too, those of a unary call over a
// connection that was cut included.
func TestNoConnection(t *testing.T) {
	t.Parallel()
	interceptor := connect.WithInterceptors(errcodeconnect.NewInterceptor(errcodeconnect.Options{}))
	for _, procedure := range shapes {
		err := invoke(t.Context(), overHTTP2(t), "http://127.0.0.1:1", procedure, "", interceptor)
		require.ErrorIs(t, err, errcode.KindUnavailable)
		assert.True(t, errcode.Retryable(err))
		assert.False(t, connect.IsWireError(err))
	}
	url := serve(t, func(call) error { panic(http.ErrAbortHandler) }, interceptor)
	err := invoke(t.Context(), http.DefaultClient, url, unary, "", interceptor)
	require.Error(t, err, "the panic went on")
	require.NotErrorIs(t, err, errcode.KindInternal)
	_, isRemote := errors.AsType[*errcode.Error](err)
	assert.True(t, isRemote)
}
