package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// tapLine matches the line for one test in node's report.
var tapLine = regexp.MustCompile(`(?m)^(not )?ok \d+ - (.+?)( # SKIP.*| # TODO.*)?$`)

// The vendors' own SDKs run against the server. The assertions are in the
// directory sdk. Without Node, or without "npm ci" in that directory, the test
// is skipped; with REQUIRE_SDKS=1 it fails.
func TestSDKs(t *testing.T) {
	node := requireSDKs(t)
	sdk, err := filepath.Abs("sdk")
	require.NoError(t, err)
	cfg := testConfig(t)
	cfg.db = filepath.Join(t.TempDir(), "test.db")
	server := startServer(t, cfg)
	cfg.sessionTTL = time.Nanosecond
	expired := startServer(t, cfg) // the same users, but sessions that have ended when they begin

	for _, file := range []string{"leancloud.test.js", "everlive.test.js"} {
		t.Run(file, func(t *testing.T) {
			source, err := os.ReadFile(filepath.Join(sdk, file))
			require.NoError(t, err)
			cmd := exec.CommandContext(t.Context(), node, "--test-reporter=tap",
				"--require", filepath.Join(sdk, "loopback.js"), filepath.Join(sdk, file))
			cmd.Dir = t.TempDir() // one of the SDKs makes a folder where it runs
			cmd.Env = append(os.Environ(), "SERVER_URL="+server.url, "EXPIRED_URL="+expired.url, "APP_ID="+cfg.appID, "APP_KEY="+cfg.appKey)
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

// requireSDKs returns the path of Node.
func requireSDKs(t *testing.T) string {
	t.Helper()
	node, err := exec.LookPath("node")
	missing := ""
	if err != nil {
		missing = "Node is not installed"
	} else if _, err := os.Stat(filepath.Join("sdk", "node_modules")); err != nil {
		missing = "the SDKs are not installed: run npm ci in the folder sdk"
	}
	if missing != "" && os.Getenv("REQUIRE_SDKS") == "1" {
		require.Fail(t, missing)
	}
	if missing != "" {
		t.Skip("NOT TESTED WITH THE VENDORS' SDKS: " + missing + ".")
	}
	return node
}
