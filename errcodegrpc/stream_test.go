package errcodegrpc_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/wrapperspb"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/errcodegrpc"
	"github.com/seed85f21a9e/errcode/internal/rpctest"
)

// infoOf returns the one ErrorInfo of a status.
func infoOf(t *testing.T, st *status.Status) rpctest.Info {
	t.Helper()
	var infos []rpctest.Info
	for _, d := range st.Details() {
		if info, ok := d.(*errdetails.ErrorInfo); ok {
			infos = append(infos, rpctest.Info{Reason: info.GetReason(), Domain: info.GetDomain(), Metadata: info.GetMetadata()})
		}
	}
	require.Len(t, infos, 1)
	return infos[0]
}

// Every code and every kind crosses a connection in a call of every shape.
func TestEveryError(t *testing.T) {
	t.Parallel()
	sent := rpctest.Errors()
	address := serve(t, func(c call) error {
		i, err := strconv.Atoi(c.text)
		if err != nil {
			return err
		}
		return sent[i]
	}, intercepted(errcodegrpc.Options{Responder: &errcode.Responder{Logger: silent()}, Domain: "users.example.com"})...)
	with := dial(t, address, withInterceptors(rpctest.Shop)...)
	without := dial(t, address)
	for _, method := range shapes {
		t.Run(method, func(t *testing.T) {
			t.Parallel()
			for i, err := range sent {
				got := invoke(t.Context(), with, method, strconv.Itoa(i))
				rpctest.CheckReceived(t, err, got)
				plain := invoke(t.Context(), without, method, strconv.Itoa(i))
				st := status.Convert(plain)
				assert.Equal(t, errcode.KindOf(err).String(), st.Code().String(), "%v", err)
				assert.NotEmpty(t, st.Message(), "%v", err)
				assert.NotContains(t, plain.Error(), rpctest.Secret)
				rpctest.CheckInfo(t, err, "users.example.com", infoOf(t, st))
				assert.Equal(t, st.Code(), status.Code(got), "%v", err)
				assert.Equal(t, st.Message(), status.Convert(got).Message(), "%v", err)
			}
		})
	}
}

// What a server without the interceptor sends are bare kinds.
func TestServerWithoutInterceptor(t *testing.T) {
	t.Parallel()
	conn := dial(t, serve(t, func(c call) error {
		code, err := strconv.Atoi(c.text)
		if err != nil {
			return err
		}
		return status.Error(codes.Code(code), "as it was")
	}), withInterceptors()...)
	kinds := map[codes.Code]errcode.Kind{codes.OutOfRange: errcode.KindInvalidArgument, codes.DataLoss: errcode.KindInternal, 99: errcode.KindUnknown}
	for kind := errcode.KindUnknown; kind <= errcode.KindInternal; kind++ {
		kinds[codeNamed(t, kind.String())] = kind
	}
	require.Len(t, kinds, 17)
	for _, method := range shapes {
		for code, kind := range kinds {
			got := invoke(t.Context(), conn, method, strconv.Itoa(int(code)))
			require.ErrorIs(t, got, kind)
			_, coded := errcode.CodeOf(got)
			assert.False(t, coded)
			assert.Equal(t, kind, errcode.KindOf(got))
			assert.Equal(t, code, status.Code(got))
			e, ok := errors.AsType[*errcode.Error](got)
			require.True(t, ok)
			assert.Equal(t, "as it was", e.Message())
			assert.Equal(t, kind.Error()+": as it was", got.Error())
		}
	}
}

func codeNamed(t *testing.T, name string) codes.Code {
	t.Helper()
	for code := range codes.Code(17) {
		if code.String() == name {
			return code
		}
	}
	t.Fatalf("no status code is named %s", name)
	return 0
}

// A handler sees that its client has given up, and the client sees its own
// cancellation and deadline, as errors of package context.
func TestCancellation(t *testing.T) {
	t.Parallel()
	seen := make(chan error, 16)
	conn := dial(t, serve(t, func(c call) error {
		if c.stream == nil || c.text == "wait" {
			<-c.ctx.Done()
			seen <- c.ctx.Err()
			return fmt.Errorf("waiting: %w", c.ctx.Err())
		}
		if err := c.stream.SendMsg(wrapperspb.String("ready")); err != nil {
			return err
		}
		err := c.stream.RecvMsg(new(wrapperspb.StringValue))
		seen <- err
		return err
	}, intercepted(errcodegrpc.Options{Responder: &errcode.Responder{Logger: silent()}})...), withInterceptors()...)

	t.Run("deadline", func(t *testing.T) {
		for _, method := range shapes {
			require.Error(t, rpctest.AtDeadline(t, seen, func(ctx context.Context) {
				err := invoke(ctx, conn, method, "wait")
				require.ErrorIs(t, err, context.DeadlineExceeded)
				require.ErrorIs(t, err, errcode.KindDeadlineExceeded)
				assert.Equal(t, codes.DeadlineExceeded, status.Code(err))
			}))
		}
	})
	t.Run("canceled by the client", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		s, err := conn.NewStream(ctx, streams[bidi], bidi)
		require.NoError(t, err)
		require.NoError(t, s.SendMsg(wrapperspb.String("")))
		require.NoError(t, s.RecvMsg(new(wrapperspb.StringValue)))
		cancel()
		err = s.RecvMsg(new(wrapperspb.StringValue))
		require.ErrorIs(t, err, context.Canceled)
		assert.Equal(t, codes.Canceled, status.Code(err))
		require.ErrorIs(t, <-seen, context.Canceled, "in the handler")
	})
}

// A failing stream is one whose methods all fail with the same error.
type failing struct {
	grpc.ClientStream
	grpc.ServerStream
	err error
}

func (f failing) Context() context.Context     { return context.Background() }
func (f failing) Header() (metadata.MD, error) { return nil, f.err }
func (f failing) SendMsg(any) error            { return f.err }
func (f failing) RecvMsg(any) error            { return f.err }
func (f failing) CloseSend() error             { return f.err }

// Every method of a stream that can fail is covered, on both sides.
func TestMethodsOfAStream(t *testing.T) {
	t.Parallel()
	for _, err := range []error{nil, io.EOF, status.Error(codes.Canceled, "context canceled")} {
		check := func(got error) {
			t.Helper()
			if status.Code(err) != codes.Canceled {
				assert.Equal(t, err, got)
				return
			}
			require.ErrorIs(t, got, context.Canceled)
			require.ErrorIs(t, got, err)
		}
		open := func(context.Context, *grpc.StreamDesc, *grpc.ClientConn, string, ...grpc.CallOption) (grpc.ClientStream, error) {
			return failing{err: err}, nil
		}
		s, openErr := errcodegrpc.StreamClientInterceptor()(t.Context(), streams[bidi], nil, bidi, open)
		require.NoError(t, openErr)
		_, headerErr := s.Header()
		check(headerErr)
		check(s.SendMsg(nil))
		check(s.RecvMsg(nil))
		check(s.CloseSend())

		_ = errcodegrpc.StreamServerInterceptor(errcodegrpc.Options{})(nil, failing{err: err}, &grpc.StreamServerInfo{}, func(_ any, s grpc.ServerStream) error {
			check(s.SendMsg(nil))
			check(s.RecvMsg(nil))
			return nil
		})
	}
}

// An error in the middle of a stream comes after the messages before it,
// through the stream's methods on either side.
func TestMiddleOfAStream(t *testing.T) {
	t.Parallel()
	ended := make(chan error, 1)
	conn := dial(t, serve(t, func(c call) error {
		for range 3 {
			if err := c.stream.SendMsg(wrapperspb.String("x")); err != nil {
				return err
			}
		}
		for {
			if err := c.stream.RecvMsg(new(wrapperspb.StringValue)); err == io.EOF {
				ended <- err
				break
			} else if err != nil {
				return err
			}
		}
		return errcode.Wrap(errcode.LeanCloudDatabaseError, rpctest.Cause())
	}, intercepted(errcodegrpc.Options{Responder: &errcode.Responder{Logger: silent()}})...), withInterceptors()...)
	s, err := conn.NewStream(t.Context(), streams[bidi], bidi)
	require.NoError(t, err)
	for range 3 {
		require.NoError(t, s.SendMsg(wrapperspb.String("y")))
		require.NoError(t, s.RecvMsg(new(wrapperspb.StringValue)))
	}
	_, err = s.Header()
	require.NoError(t, err)
	require.NoError(t, s.CloseSend())
	require.ErrorIs(t, s.RecvMsg(new(wrapperspb.StringValue)), errcode.LeanCloudDatabaseError)
	assert.Equal(t, io.EOF, <-ended)
	err = s.SendMsg(wrapperspb.String("too late"))
	require.Error(t, err)
	_, remote := errors.AsType[*errcode.Error](err)
	assert.True(t, remote || err == io.EOF, "%v", err)
}

func TestSuccess(t *testing.T) {
	t.Parallel()
	nothing := (*errcode.Error)(nil)
	conn := dial(t, serve(t, func(c call) error {
		if c.text == "nil" {
			return nil
		}
		return nothing // which is no error
	}, intercepted(errcodegrpc.Options{})...), withInterceptors()...)
	for _, method := range []string{unary, server, bidi} {
		require.NoError(t, invoke(t.Context(), conn, method, "nil"))
		require.NoError(t, invoke(t.Context(), conn, method, "typed nil"))
	}
}

// Errors of a connection are bare kinds too.
func TestNoConnection(t *testing.T) {
	t.Parallel()
	conn := dial(t, "127.0.0.1:1", withInterceptors()...)
	for _, method := range shapes {
		err := invoke(t.Context(), conn, method, "")
		require.ErrorIs(t, err, errcode.KindUnavailable)
		assert.True(t, errcode.Retryable(err))
	}
	closed := dial(t, "127.0.0.1:1", withInterceptors()...)
	require.NoError(t, closed.Close())
	for _, method := range shapes {
		require.ErrorIs(t, invoke(t.Context(), closed, method, ""), errcode.KindCanceled)
	}
}
