package main

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"
)

// buildServer builds the server and returns the path of the binary.
func buildServer(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	output, err := exec.CommandContext(t.Context(), "go", "build", "-buildvcs=false", "-o", dir, ".").CombinedOutput()
	require.NoError(t, err, "%s", output)
	return filepath.Join(dir, "server")
}

// A child is a server in a process of its own.
type child struct {
	url     string
	process *os.Process
	kill    func() // as kill -9 does; it returns when the process is gone
}

// startChild starts a server on a free port and kills it at the end of the
// test.
func startChild(t testing.TB, path string, args ...string) child {
	t.Helper()
	cmd := exec.Command(path, append([]string{"-addr", "127.0.0.1:0", "-rate", "1e6"}, args...)...)
	output, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	kill := func() {
		_ = cmd.Process.Kill() // it may be gone already
		_ = cmd.Wait()
	}
	t.Cleanup(kill)
	line, err := bufio.NewReader(output).ReadString('\n')
	require.NoError(t, err, "the server does not start")
	url := regexp.MustCompile(`http://[0-9.]+:[0-9]+`).FindString(line)
	require.NotEmpty(t, url, "%q", line)
	return child{url, cmd.Process, kill}
}
