package main

import (
	"context"
	"flag"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode"
)

func TestFlags(t *testing.T) {
	cfg, err := parseFlags(nil, io.Discard)
	require.NoError(t, err)
	assert.Equal(t, "127.0.0.1:8081", cfg.addr) // 8080 is the server's, 8090 that of the pages of codes
	assert.Equal(t, "http://127.0.0.1:8080", cfg.upstream.String())
	assert.Equal(t, errcode.LeanCloud, cfg.client)

	cfg, err = parseFlags([]string{"-client", "backend", "-upstream-format", "leancloud",
		"-upstream", "https://example.com/base", "-languages", "en, zh-Hans"}, io.Discard)
	require.NoError(t, err)
	assert.Equal(t, errcode.Backend, cfg.client)
	assert.Equal(t, errcode.LeanCloud, cfg.upstreamFormat)
	assert.Len(t, cfg.languages, 2)

	_, err = parseFlags([]string{"-help"}, io.Discard)
	assert.ErrorIs(t, err, flag.ErrHelp)
}

func TestWrongFlags(t *testing.T) {
	for _, tc := range []struct{ args, want string }{
		{"-client parse", "write leancloud or backend"},
		{"-upstream-format html", "write leancloud or backend"},
		{"-upstream example.com", "write it as http://"},
		{"-upstream ftp://example.com", "write it as http://"},
		{"-upstream http://:%zz", "invalid"},
		{"-languages x_1", "language"},
		{"-languages en,fr", "there are no texts in fr"},
		{"-languages en,", "language"},
		{"-timeout 0s", "-timeout must be more than 0"},
		{"http://127.0.0.1:8080", "unexpected argument"},
	} {
		var said strings.Builder
		_, err := parseFlags(strings.Fields(tc.args), &said)
		assert.ErrorContains(t, err, tc.want, tc.args)
		assert.Contains(t, said.String(), tc.want, tc.args)
	}
}

// The command serves, counts and records until it is stopped.
func TestRun(t *testing.T) {
	file := t.TempDir() + "/record.jsonl"
	cfg, err := parseFlags([]string{"-addr", "127.0.0.1:0", "-vars", "127.0.0.1:0",
		"-upstream", start(t, http.HandlerFunc(behind)), "-record", file}, io.Discard)
	require.NoError(t, err)
	ctx, stop := context.WithCancel(t.Context())
	out := new(logBuffer)
	stopped := make(chan error, 1)
	go func() { stopped <- run(ctx, cfg, slog.New(slog.DiscardHandler), out) }()
	require.Eventually(t, func() bool { return len(out.lines()) == 2 }, 10*time.Second, time.Millisecond)
	serving := strings.Fields(out.lines()[0])[2]
	counts := strings.Fields(out.lines()[1])[3]

	resp, body := get(t, "GET", serving+"/taken", nil)
	assert.Equal(t, 400, resp.StatusCode)
	assert.Equal(t, `{"code":202,"error":"Username has already been taken."}`, body)
	_, body = get(t, "GET", counts, nil)
	assert.JSONEq(t, `{"errors": {"leancloud/202": 1}}`, body)
	client.CloseIdleConnections()
	stop()
	require.NoError(t, <-stopped)
	recorded, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Contains(t, string(recorded), `"code":202`)
}

func TestRunFails(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { taken.Close() })
	for _, args := range [][]string{
		{"-addr", taken.Addr().String()},
		{"-addr", "127.0.0.1:0", "-vars", taken.Addr().String()},
		{"-addr", "127.0.0.1:0", "-record", t.TempDir()},
	} {
		cfg, err := parseFlags(args, io.Discard)
		require.NoError(t, err)
		assert.Error(t, run(t.Context(), cfg, slog.New(slog.DiscardHandler), io.Discard), args)
	}
}
