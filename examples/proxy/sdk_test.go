package main

import (
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// The vendors' own SDKs run through the proxy. The assertions stand in the files
// in the folder sdk. They need Node and "npm ci" in that folder: without, the test
// is skipped, or fails if REQUIRE_SDKS is 1.
func TestSDKs(t *testing.T) {
	requireSDKs(t)
	loopback, err := filepath.Abs("../server/sdk/loopback.js") // keeps the SDKs on this machine
	require.NoError(t, err)
	up := start(t, http.HandlerFunc(behind))
	for _, tc := range []struct{ file, client, other string }{
		{"leancloud.test.js", "leancloud", "backend"},
		{"everlive.test.js", "backend", "leancloud"},
	} {
		t.Run(tc.file, func(t *testing.T) {
			proxyURL := func(name, upstream string, args ...string) string {
				return name + "=" + startProxy(t, upstream, append(args, "-client", tc.client)...).url
			}
			file, err := filepath.Abs(filepath.Join("sdk", tc.file))
			require.NoError(t, err)
			source, err := os.ReadFile(file)
			require.NoError(t, err)
			cmd := exec.CommandContext(t.Context(), "node", "--test-reporter=tap", "--require", loopback, file)
			cmd.Dir = t.TempDir() // one of the SDKs makes a folder where it runs
			cmd.Env = append(os.Environ(),
				proxyURL("PROXY_URL", up),
				proxyURL("RELAYING_URL", up, "-relay"),
				proxyURL("TRANSLATING_URL", up, "-upstream-format", tc.other),
				proxyURL("SLOW_URL", up, "-timeout", "50ms"),
				proxyURL("DOWN_URL", refusing(t)))
			output, err := cmd.CombinedOutput()
			tests := strings.Count(string(source), "\ntest(")
			require.Positive(t, tests)
			if passed := fmt.Sprintf("\n# pass %d\n", tests); err != nil || !strings.Contains(string(output), passed) {
				t.Errorf("%v; not all %d tests passed:\n%s", err, tests, output)
			}
		})
	}
}

func requireSDKs(t *testing.T) {
	t.Helper()
	_, err := exec.LookPath("node")
	if err == nil {
		_, err = os.Stat("sdk/node_modules")
	}
	if err == nil {
		return
	}
	if os.Getenv("REQUIRE_SDKS") == "1" {
		t.Fatal(err)
	}
	t.Skip("NOT TESTED WITH THE VENDORS' SDKS: install Node, and run npm ci in the folder sdk:", err)
}
