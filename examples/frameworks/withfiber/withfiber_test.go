package withfiber_test

import (
	"bufio"
	"net"
	"testing"

	"github.com/gofiber/fiber/v3"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/examples/frameworks/internal/conform"
	"github.com/seed85f21a9e/errcode/examples/frameworks/withfiber"
)

func serve(t *testing.T, rp *errcode.Responder) string { return listen(t, withfiber.New(rp)) }

func listen(t *testing.T, app *fiber.App) string {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	done := make(chan error, 1)
	go func() { done <- app.Listener(listener, fiber.ListenConfig{DisableStartupMessage: true}) }()
	t.Cleanup(func() {
		assert.NoError(t, app.Shutdown())
		assert.NoError(t, <-done)
	})
	return "http://" + listener.Addr().String()
}

func TestAnswers(t *testing.T) { conform.Test(t, serve) }

func TestOwnErrors(t *testing.T) {
	conform.TestOwn(t, serve,
		conform.Post("syntax", `{"name"`, 400, `{"code":107,"error":"Malformed json object. A json dictionary is expected."}`),
		conform.Post("type", `{"name":1}`, 400, `{"code":107,"error":"Malformed json object. A json dictionary is expected."}`),
		conform.Post("Error", `{"name":"root"}`, 403, `{"code":403,"error":"This name is reserved."}`),
		conform.Post("Error of a failure", `{}`, 503, `{"code":511,"error":"Temporarily Unavailable."}`),
	)
}

// A handler that fails has often prepared the headers of its answer.
func TestPrepared(t *testing.T) {
	resp := conform.Do(t, "GET", serve(t, conform.Quiet())+"/prepared", nil)
	assert.JSONEq(t, `{"code":211,"error":"Could not find user."}`, resp.Text)
	for _, name := range []string{
		"Accept-Ranges", "Content-Disposition", "Content-Encoding", "Content-Language", "Content-Location",
		"Content-Range", "Etag", "Expires", "Last-Modified",
	} {
		assert.NotContains(t, resp.Header, name)
	}
	assert.Equal(t, "https://example.com", resp.Header.Get("Access-Control-Allow-Origin"))
	assert.Equal(t, []string{"Accept, Origin"}, resp.Header["Vary"])
	assert.Equal(t, []string{"application/json; charset=utf-8"}, resp.Header["Content-Type"])
}

// What the recipe warns of is still so.
func TestTraps(t *testing.T) {
	t.Run("a stream writer ends its answer as if it were whole", func(t *testing.T) {
		app := fiber.New()
		app.Get("/", func(c fiber.Ctx) error {
			return c.SendStreamWriter(func(w *bufio.Writer) { _, _ = w.WriteString("half") })
		})
		assert.Equal(t, "half", conform.Do(t, "GET", listen(t, app), nil).Text)
	})
}
