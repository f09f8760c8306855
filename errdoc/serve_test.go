package errdoc

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
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

// A command that reads a log ends when it is told to, like every program.
func TestInterrupted(t *testing.T) {
	if os.Getenv("ERRDOC_TEST_MAIN") != "" {
		os.Args = os.Args[:1]
		vendors.Main()
	}
	for _, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		cmd := exec.Command(os.Args[0], "-test.run=^TestInterrupted$")
		cmd.Env = append(os.Environ(), "ERRDOC_TEST_MAIN=1")
		in, err := cmd.StdinPipe()
		require.NoError(t, err)
		out, err := cmd.StdoutPipe()
		require.NoError(t, err)
		require.NoError(t, cmd.Start())
		kill := time.AfterFunc(10*time.Second, func() { _ = cmd.Process.Kill() })
		_, err = io.WriteString(in, "leancloud/211\n")
		require.NoError(t, err)
		_, err = out.Read(make([]byte, 1))
		require.NoError(t, err)
		require.NoError(t, cmd.Process.Signal(signal))
		assert.Error(t, cmd.Wait())
		assert.True(t, kill.Stop(), "it had to be killed")
	}
}
