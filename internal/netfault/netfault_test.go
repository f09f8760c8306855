package netfault_test

import (
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode/internal/netfault"
)

// deepest follows a chain of errors to its end.
func deepest(err error) error {
	for errors.Unwrap(err) != nil {
		err = errors.Unwrap(err)
	}
	return err
}

func TestRefusedConnectionIsUnreachable(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	address := listener.Addr().String()
	require.NoError(t, listener.Close())

	_, err = net.Dial("tcp", address)
	require.Error(t, err)
	assert.Equal(t, netfault.Unreachable, netfault.Of(deepest(err)), "%v", err)
	assert.Equal(t, netfault.None, netfault.Of(err), "what an error wraps does not count")
}

func TestResetConnectionIsLost(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer listener.Close()
	go func() {
		conn, err := listener.Accept()
		if err == nil {
			conn.Read(make([]byte, 1))                          // until the client has its connection
			assert.NoError(t, conn.(*net.TCPConn).SetLinger(0)) // close with a reset
			conn.Close()
		}
	}()
	conn, err := net.Dial("tcp", listener.Addr().String())
	require.NoError(t, err)
	defer conn.Close()
	_, err = conn.Write([]byte("x"))
	require.NoError(t, err)
	_, err = io.ReadAll(conn)
	require.Error(t, err)
	assert.Equal(t, netfault.Lost, netfault.Of(deepest(err)), "%v", err)
}

// A stream of HTTP/2 that ends with a handler's panic is reset.
func TestResetStreamIsLost(t *testing.T) {
	t.Parallel()
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusOK)
		assert.NoError(t, http.NewResponseController(w).Flush())
		panic(http.ErrAbortHandler)
	}))
	s.EnableHTTP2 = true
	s.StartTLS()
	defer s.Close()
	resp, err := s.Client().Get(s.URL)
	require.NoError(t, err)
	defer resp.Body.Close()
	require.Equal(t, 2, resp.ProtoMajor)
	_, err = io.ReadAll(resp.Body)
	require.Error(t, err)
	assert.Equal(t, netfault.Lost, netfault.Of(deepest(err)), "%v", err)
}

func TestHostNames(t *testing.T) {
	t.Parallel()
	assert.Equal(t, netfault.Unreachable, netfault.Of(&net.DNSError{IsNotFound: true}))
	assert.Equal(t, netfault.Unreachable, netfault.Of(&net.DNSError{IsTemporary: true}))
	assert.Equal(t, netfault.None, netfault.Of(&net.DNSError{Err: "server misbehaving"}))
	assert.Equal(t, netfault.None, netfault.Of((*net.DNSError)(nil)))
}

func TestOtherErrors(t *testing.T) {
	t.Parallel()
	for _, err := range []error{nil, io.EOF, net.ErrClosed, errors.New("refused")} {
		assert.Equal(t, netfault.None, netfault.Of(err), "%v", err)
	}
}
