package withproxy_test

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/examples/frameworks/internal/app"
	"github.com/seed85f21a9e/errcode/examples/frameworks/internal/conform"
	"github.com/seed85f21a9e/errcode/examples/frameworks/withnethttp"
	"github.com/seed85f21a9e/errcode/examples/frameworks/withproxy"
)

// The clients are those of Backend Services, the backend is LeanCloud's.
func through(t *testing.T, backend string) conform.Serve {
	target, err := url.Parse(backend)
	require.NoError(t, err)
	return conform.Handler(func(rp *errcode.Responder) http.Handler {
		rp.Catalog = errcode.Backend
		return withproxy.New(rp, target)
	})
}

func TestAnswers(t *testing.T) {
	backend := conform.Handler(withnethttp.New)(t, conform.Quiet())
	conform.TestOwn(t, through(t, backend),
		conform.Get("code", "/users/bob", 400, `{"message":"The specified user was not found.","errorCode":206}`),
		conform.Get("message, which stays at the upstream's", "/users/x", 400, `{"message":"The specified user data is invalid.","errorCode":207}`),
		conform.Get("no code", "/users/lost", 500, `{"message":"Unexpected error.","errorCode":1}`),
		conform.Get("panic", "/users/panic", 500, `{"message":"Unexpected error.","errorCode":1}`),
		conform.Get("unknown route", "/nowhere", 404, `{"message":"Item not found.","errorCode":801}`),
		conform.Delete("wrong method", "/users/ada", 405, `{"message":"Method not supported.","errorCode":602}`),
	)
	url := through(t, backend)(t, conform.Quiet())
	assert.Equal(t, "2", conform.Do(t, "GET", url+"/users/busy", nil).Header.Get("Retry-After"))
	assert.Contains(t, conform.Do(t, "GET", url+"/users/ada", nil).Text, "ada")
	for _, how := range []string{"error", "panic"} {
		conform.Cut(t, url+"/download/"+how)
	}
}

func TestDeadBackend(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	require.NoError(t, listener.Close())
	html := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(http.StatusBadGateway)
		_, _ = io.WriteString(w, "<h1>"+app.Secret+"</h1>")
	}))
	t.Cleanup(html.Close)
	conform.TestOwn(t, through(t, "http://"+listener.Addr().String()),
		conform.Get("refused connection", "/users/ada", 503, `{"message":"Application is down for maintenance","errorCode":670}`))
	for _, says := range []string{"", "HTTP/1.1 200 O"} {
		closing := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			conn, _, err := http.NewResponseController(w).Hijack()
			if assert.NoError(t, err) {
				_, _ = io.WriteString(conn, says)
				_ = conn.Close()
			}
		}))
		t.Cleanup(closing.Close)
		conform.TestOwn(t, through(t, closing.URL),
			conform.Get("closed connection", "/users/ada", 503, `{"message":"Application is down for maintenance","errorCode":670}`))
	}
	conform.TestOwn(t, through(t, html.URL),
		conform.Get("page of a dead backend", "/users/ada", 503, `{"message":"Application is down for maintenance","errorCode":670}`))
}
