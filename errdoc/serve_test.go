package errdoc

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestServeAndExport(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer taken.Close()
	got := run("", "export", dir)
	assert.Equal(t, outcome{out: fmt.Sprintf("Wrote %d files to %s.\n", 3*len(finderOf().entries)+9, dir)}, got)
	got = run("", "serve", "-addr", taken.Addr().String())
	assert.Equal(t, exitUsage, got.code)
	assert.Contains(t, got.err, "address already in use")
}

// The serve command serves until its context is done.
func TestServes(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	out, in := io.Pipe()
	ended := make(chan int, 1)
	p := newProgram(vendors, environment{out: in, err: io.Discard, context: ctx})
	go func() { ended <- p.run([]string{"serve", "-addr", "127.0.0.1:0"}) }()
	line := make([]byte, 200)
	n, err := out.Read(line)
	require.NoError(t, err)
	said := string(line[:n])
	require.Contains(t, said, fmt.Sprintf("Serving %d codes at http://127.0.0.1:", len(finderOf().entries)))

	resp, err := http.Get(strings.TrimSpace(said[strings.Index(said, "http:"):]) + "leancloud/211")
	require.NoError(t, err)
	resp.Body.Close()
	assert.Equal(t, http.StatusOK, resp.StatusCode)
	stop()
	select {
	case code := <-ended:
		assert.Equal(t, exitFound, code)
	case <-time.After(20 * time.Second):
		t.Fatal("it does not stop")
	}
}

// A request that is under way when the server is told to stop gets its answer.
func TestServeFinishesRequests(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	handler := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		stop()
		for { // until the server has closed its listener
			conn, err := net.Dial("tcp", listener.Addr().String())
			if err != nil {
				break
			}
			conn.Close()
		}
		io.WriteString(w, "done")
	})
	ended := make(chan error, 1)
	go func() { ended <- serve(ctx, listener, handler, slog.New(slog.DiscardHandler)) }()

	resp, err := http.Get("http://" + listener.Addr().String())
	require.NoError(t, err)
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	assert.Equal(t, "done", string(body))
	assert.NoError(t, <-ended)
}
