package errcode_test

import (
	"encoding/json"
	"net"
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

// readmePrograms returns the programs of the README, which serve and ask the given
// address.
func readmePrograms(t *testing.T, address string) []string {
	t.Helper()
	readme, err := os.ReadFile("README.md")
	require.NoError(t, err)
	const documented = "127.0.0.1:8080"
	var programs []string
	for _, program := range regexp.MustCompile("(?s)```go\n(package main\n.*?)```").FindAllStringSubmatch(string(readme), -1) {
		programs = append(programs, strings.ReplaceAll(program[1], documented, address))
	}
	require.GreaterOrEqual(t, len(programs), 3)
	return programs
}

// The first program of the README prints what its comments say.
func TestReadme(t *testing.T) {
	program := readmePrograms(t, "")[0]
	out, err := exec.Command(build(t, program)).Output()
	require.NoError(t, err)
	var want []string
	for _, comment := range regexp.MustCompile(`fmt\.Println\(.*\) +// ([^,\n]*)`).FindAllStringSubmatch(program, -1) {
		want = append(want, comment[1])
	}
	require.NotEmpty(t, want)
	assert.Equal(t, want, strings.Split(strings.TrimSpace(string(out)), "\n"))
}

// The second serves what the vendor's clients take for what it is, and the third
// reads it.
func TestReadmeServerAndClient(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	address := listener.Addr().String()
	require.NoError(t, listener.Close())
	programs := readmePrograms(t, address)

	server := exec.Command(build(t, programs[1]))
	require.NoError(t, server.Start())
	t.Cleanup(func() {
		_ = server.Process.Kill()
		_ = server.Wait()
	})
	require.Eventually(t, func() bool {
		conn, err := net.Dial("tcp", address)
		if err == nil {
			conn.Close()
		}
		return err == nil
	}, 30*time.Second, 10*time.Millisecond)

	// leancloud-storage reads a success that is not JSON as {}, and an error
	// that is not JSON as -1; both fields must have the right types.
	resp, body := fetch(t, "GET", "http://"+address+"/1.1/users/ada", "")
	assert.Equal(t, 200, resp.StatusCode)
	assert.Contains(t, resp.Header.Get("Content-Type"), "application/json")
	assert.JSONEq(t, `{"objectId":"ada"}`, body)
	for path, code := range map[string]int{"/1.1/users/bob": 211, "/nothing": 101} {
		resp, body := fetch(t, "GET", "http://"+address+path, "")
		assert.GreaterOrEqual(t, resp.StatusCode, 400, path)
		assert.Contains(t, resp.Header.Get("Content-Type"), "application/json", path)
		var parsed struct {
			Code  *int
			Error *string
		}
		require.NoError(t, json.Unmarshal([]byte(body), &parsed), path)
		require.NotNil(t, parsed.Code, path)
		require.NotNil(t, parsed.Error, path)
		assert.Equal(t, code, *parsed.Code, path)
		assert.NotContains(t, body, `"message"`, path)
	}

	out, err := exec.Command(build(t, programs[2])).Output()
	require.NoError(t, err)
	assert.Equal(t, "There is no bob.\n", string(out))
}

// Further programs of the README build.
func TestReadmeProgramsBuild(t *testing.T) {
	for _, program := range readmePrograms(t, "127.0.0.1:8080")[3:] {
		build(t, program)
	}
}

// The links of the README lead to files that are there.
func TestReadmeLinks(t *testing.T) {
	root, err := os.Getwd()
	require.NoError(t, err)
	if strings.Contains(filepath.Base(root), "@v") {
		t.Skip("the module cache does not have the other modules of the repository")
	}
	readme, err := os.ReadFile("README.md")
	require.NoError(t, err)
	links := regexp.MustCompile(`\]\(([^)]+)\)`).FindAllStringSubmatch(string(readme), -1)
	require.NotEmpty(t, links)
	for _, link := range links {
		if !strings.HasPrefix(link[1], "https://") {
			file, _, _ := strings.Cut(link[1], "#")
			_, err := os.Stat(file)
			assert.NoError(t, err)
		}
	}
}
