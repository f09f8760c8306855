package errcode_test

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode"
)

// What Translate knows of the standard library, KindOf, Retryable and the answer
// without a catalog know too.
func TestStandardErrors(t *testing.T) {
	t.Parallel()
	_, refused := net.Dial("tcp", closedPort(t))
	require.Error(t, refused)
	_, unreachable := http.Get("http://" + closedPort(t))
	require.Error(t, unreachable)
	_, closed := http.Post("http://"+closer(t, "").Listener.Addr().String(), "", nil)
	require.ErrorIs(t, closed, io.EOF)
	_, cut := http.Post("http://"+closer(t, "HTTP/1.1 200 O").Listener.Addr().String(), "", nil)
	require.ErrorIs(t, cut, io.ErrUnexpectedEOF)
	tests := []struct {
		name      string
		err       error
		kind      errcode.Kind
		status    int
		retryable bool
		safe      bool // also for requests that are not idempotent
	}{
		{"deadline", context.DeadlineExceeded, errcode.KindDeadlineExceeded, 504, true, false},
		{"os deadline", os.ErrDeadlineExceeded, errcode.KindDeadlineExceeded, 504, true, false},
		{"handler time-out", http.ErrHandlerTimeout, errcode.KindDeadlineExceeded, 504, true, false},
		{"ETIMEDOUT", syscall.ETIMEDOUT, errcode.KindDeadlineExceeded, 504, true, false},
		{"canceled", context.Canceled, errcode.KindCanceled, 499, false, false},
		{"no file", fs.ErrNotExist, errcode.KindNotFound, 404, false, false},
		{"no row", sql.ErrNoRows, errcode.KindNotFound, 404, false, false},
		{"file exists", fs.ErrExist, errcode.KindAlreadyExists, 409, false, false},
		{"permission", fs.ErrPermission, errcode.KindPermissionDenied, 403, false, false},
		{"syntax", new(json.SyntaxError), errcode.KindInvalidArgument, 400, false, false},
		{"type", new(json.UnmarshalTypeError), errcode.KindInvalidArgument, 400, false, false},
		{"cut body", io.ErrUnexpectedEOF, errcode.KindInvalidArgument, 400, false, false},
		{"too large", &http.MaxBytesError{}, errcode.KindInvalidArgument, 413, false, false},
		{"refused", refused, errcode.KindUnavailable, 503, true, true},
		{"refused request", unreachable, errcode.KindUnavailable, 503, true, true},
		{"closed by the server", closed, errcode.KindUnavailable, 503, true, false},
		{"cut by the server", cut, errcode.KindUnavailable, 503, true, false},
		{"ECONNRESET", syscall.ECONNRESET, errcode.KindUnavailable, 503, true, false},
		{"ECONNABORTED", syscall.ECONNABORTED, errcode.KindUnavailable, 503, true, false},
		{"EHOSTUNREACH", syscall.EHOSTUNREACH, errcode.KindUnavailable, 503, true, true},
		{"EHOSTDOWN", syscall.EHOSTDOWN, errcode.KindUnavailable, 503, true, true},
		{"ENETRESET", syscall.ENETRESET, errcode.KindUnavailable, 503, true, false},
		{"unknown host", &net.DNSError{IsNotFound: true}, errcode.KindUnavailable, 503, true, true},
		{"closed pool", sql.ErrConnDone, errcode.KindUnavailable, 503, true, true},
		{"bad connection", driver.ErrBadConn, errcode.KindUnavailable, 503, true, true},
		{"other", errors.New("boom"), errcode.KindUnknown, 500, false, false},
		{"EOF", io.EOF, errcode.KindUnknown, 500, false, false},
		{"nil", nil, errcode.KindUnknown, 0, false, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			shapes := map[string]error{"itself": test.err}
			if test.err != nil {
				shapes["wrapped"] = fmt.Errorf("load: %w", test.err)
				shapes["joined"] = errors.Join(errors.New("boom"), test.err)
				shapes["without a code"] = errcode.Wrap(nil, test.err)
			}
			for shape, err := range shapes {
				assert.Equal(t, test.kind, errcode.KindOf(err), shape)
				assert.Equal(t, test.retryable, errcode.Retryable(err), shape)
				assert.Equal(t, test.retryable, errcode.SafeToRetry(err, true), shape)
				assert.Equal(t, test.safe, errcode.SafeToRetry(err, false), shape)
				assert.Equal(t, test.status, quiet(nil).Answer(nil, err).Status, shape)
				if test.kind != errcode.KindUnknown && test.status != 413 {
					assert.Equal(t, errcode.LeanCloud.Translate(test.kind).Info().Kind, errcode.LeanCloud.Translate(err).Info().Kind, shape)
				}
			}
		})
	}
}

// closedPort returns an address that refuses connections.
func closedPort(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	require.NoError(t, listener.Close())
	return listener.Addr().String()
}

// closer returns a server that says something and closes the connection.
func closer(t *testing.T, says string) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := http.NewResponseController(w).Hijack()
		if assert.NoError(t, err) {
			conn.Write([]byte(says))
			conn.Close()
		}
	}))
	t.Cleanup(s.Close)
	return s
}
