package main

import (
	"bytes"
	"context"
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

func TestRun(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer taken.Close()
	for _, tc := range []struct {
		name           string
		args           []string
		stdout, stderr string
		fails          string
	}{
		{"export", []string{"-export", dir}, "Wrote 660 files to " + dir + ".\n", "", ""},
		{"help", []string{"-help"}, "", "Usage: reference", "flag: help requested"},
		{"no such flag", []string{"-nothing"}, "", "flag provided but not defined: -nothing", "usage"},
		{"argument", []string{"more"}, "", `unexpected argument "more"`, "usage"},
		{"address in use", []string{"-addr", taken.Addr().String()}, "", "", "address already in use"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			err := run(t.Context(), tc.args, &stdout, &stderr)
			if tc.fails == "" {
				assert.NoError(t, err)
			} else {
				assert.ErrorContains(t, err, tc.fails)
			}
			assert.Equal(t, tc.stdout, stdout.String())
			assert.Contains(t, stderr.String(), tc.stderr)
		})
	}
}

// run serves until its context is done.
func TestRunServes(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	out, in := io.Pipe()
	ended := make(chan error, 1)
	go func() { ended <- run(ctx, []string{"-addr", "127.0.0.1:0"}, in, io.Discard) }()
	line := make([]byte, 200)
	n, err := out.Read(line)
	require.NoError(t, err)
	said := string(line[:n])
	require.Contains(t, said, "Serving 218 codes at http://127.0.0.1:")

	resp, err := http.Get(strings.TrimSpace(said[strings.Index(said, "http:"):]) + "leancloud/211")
	require.NoError(t, err)
	resp.Body.Close()
	assert.Equal(t, http.StatusOK, resp.StatusCode)
	stop()
	select {
	case err := <-ended:
		assert.NoError(t, err)
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
