package main

import (
	"context"
	"encoding/json"
	"encoding/pem"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode"
)

// tapLine matches a line of Node's report about a test.
var tapLine = regexp.MustCompile(`(?m)^(not )?ok \d+ - (.+?)( # SKIP.*| # TODO.*)?$`)

// TestSDK runs the vendor's SDK against the server, with both subprotocols. The
// assertions are in sdk/realtime.test.js. They need Node, and "npm ci" in the
// directory sdk. Without these the test is skipped; it fails if REQUIRE_SDKS is
// 1.
func TestSDK(t *testing.T) {
	node := requireSDK(t)
	dir, err := filepath.Abs("sdk")
	require.NoError(t, err)
	source, err := os.ReadFile(filepath.Join(dir, "realtime.test.js"))
	require.NoError(t, err)

	cfg := testConfig()
	cfg.onOpen, cfg.onStart, cfg.onJoin, cfg.onMessage = wanted, wanted, wanted, wanted
	server := newServer(cfg)
	cfg.readTimeout = 50 * time.Millisecond
	secure := httptest.NewTLSServer(server)
	t.Cleanup(secure.Close)
	certificate := filepath.Join(t.TempDir(), "certificate.pem")
	require.NoError(t, os.WriteFile(certificate, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: secure.Certificate().Raw}), 0o600))
	admin := httptest.NewServer(adminOf(server))
	t.Cleanup(admin.Close)

	environment := append(os.Environ(),
		"WS_URL="+listen(t, server), "HURRIED_WS_URL="+listen(t, newServer(cfg)), "ADMIN_URL="+admin.URL,
		"TLS_HOST="+strings.TrimPrefix(secure.URL, "https://"), "NODE_EXTRA_CA_CERTS="+certificate,
		"APP_ID="+cfg.appID, "CODES="+sendable(t), "NO_PROXY=127.0.0.1", "no_proxy=127.0.0.1")
	for _, subprotocol := range []string{binaryProtocol, textProtocol} {
		t.Run(subprotocol, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			cmd := exec.CommandContext(ctx, node, "--test-reporter=tap",
				"--require", filepath.Join(dir, "loopback.js"), filepath.Join(dir, "realtime.test.js"))
			cmd.Env = environment
			if subprotocol == textProtocol {
				cmd.Env = append(cmd.Env[:len(cmd.Env):len(cmd.Env)], "NO_BINARY=1")
			}
			output, err := cmd.CombinedOutput()
			results := tapLine.FindAllStringSubmatch(string(output), -1)
			for _, result := range results {
				t.Run(result[2], func(t *testing.T) {
					assert.Empty(t, result[1], "the test failed")
					assert.Empty(t, result[3], "the test did not run")
				})
			}
			assert.NoError(t, err)
			assert.Len(t, results, strings.Count(string(source), "\ntest("), "not all tests reported")
			assert.NotEmpty(t, results)
			if t.Failed() {
				t.Logf("%s", output)
			}
		})
	}
}

// requireSDK returns the path of Node.
func requireSDK(t *testing.T) string {
	t.Helper()
	node, err := exec.LookPath("node")
	missing := ""
	if err != nil {
		missing = "Node is not installed"
	} else if _, err := os.Stat(filepath.Join("sdk", "node_modules")); err != nil {
		missing = "the SDK is not installed: run npm ci in the directory sdk"
	}
	if missing != "" && os.Getenv("REQUIRE_SDKS") == "1" {
		require.Fail(t, missing)
	}
	if missing != "" {
		t.Skip("NOT TESTED WITH THE VENDOR'S SDK: " + missing + ".")
	}
	return node
}

// sendable returns JSON with all codes except those that cannot be sent.
func sendable(t *testing.T) string {
	type item struct {
		Code int    `json:"code"`
		Name string `json:"name"`
	}
	var items []item
	for code := range errcode.Realtime.All() {
		if n := code.Number(); n != 0 && n != 1006 {
			items = append(items, item{n, code.Message()})
		}
	}
	list, err := json.Marshal(items)
	require.NoError(t, err)
	return string(list)
}

var namedCode = regexp.MustCompile(`fail-(\d+)`)

// wanted is a hook that fails with the code in the text.
func wanted(about string) error {
	switch found := namedCode.FindStringSubmatch(about); {
	case strings.Contains(about, "fail-leancloud-211"):
		return errcode.LeanCloudUserNotFound
	case strings.Contains(about, "detail"):
		return errcode.Wrap(errcode.RealtimeConversationRejectedByApp, errors.New("SECRET"),
			errcode.WithMessage("No more conversations today."), errcode.WithDetail("appCode", -7))
	case strings.Contains(about, "secret"):
		return errors.New("SECRET")
	case found != nil:
		n, _ := strconv.Atoi(found[1])
		return errcode.Wrap(errcode.RealtimeCode(n), errors.New("SECRET"))
	}
	return nil
}

// adminOf serves what the test does to sessions on the server.
func adminOf(s *server) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /kick", func(w http.ResponseWriter, r *http.Request) {
		n, _ := strconv.Atoi(r.FormValue("code"))
		s.kick(r.FormValue("peer"), errcode.RealtimeCode(n))
	})
	mux.HandleFunc("POST /drop", func(w http.ResponseWriter, r *http.Request) {
		for _, l := range s.chat.of(r.FormValue("peer")) {
			l.talk.conn.end(websocket.StatusGoingAway, "")
		}
	})
	return mux
}
