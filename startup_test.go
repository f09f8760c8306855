package errcode_test

import (
	"bufio"
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const importer = `package main

import (
	"fmt"
	"net/http/httptest"

	"golang.org/x/text/language"

	"github.com/seed85f21a9e/errcode"
)

func main() {
	err := errcode.New(errcode.LeanCloudUserNotFound)
	fmt.Println(err, errcode.Backend.Translate(err), errcode.Realtime.Len())
	w := httptest.NewRecorder()
	rp := errcode.Responder{Languages: []language.Tag{language.Chinese}}
	rp.WriteError(w, nil, err)
	fmt.Println(w.Body, errcode.LeanCloud.CheckResponse(w.Result()))
}
`

// The package does nothing at start-up: a program that imports it has no
// initialization of the package linked in, and the runtime traces none.
func TestNoStartUpWork(t *testing.T) {
	binary := build(t, importer)

	symbols, err := exec.Command("go", "tool", "nm", binary).Output()
	require.NoError(t, err)
	require.Contains(t, string(symbols), "github.com/seed85f21a9e/errcode.leanCloud", "the package is linked in")
	assert.Empty(t, initSymbols(symbols))

	trace := exec.Command(binary)
	trace.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	var stderr bytes.Buffer
	trace.Stderr = &stderr
	out, err := trace.Output()
	require.NoError(t, err)
	assert.Contains(t, string(out), "leancloud 211")
	assert.Contains(t, stderr.String(), "init ", "the runtime traces what packages do")
	assert.NotContains(t, stderr.String(), "seed85f21a9e/errcode")
}

// initSymbols lists the initialization functions and tasks of the package.
func initSymbols(symbols []byte) []string {
	var found []string
	for scanner := bufio.NewScanner(bytes.NewReader(symbols)); scanner.Scan(); {
		_, name, ok := strings.Cut(scanner.Text(), "seed85f21a9e/errcode.")
		if ok && (name == ".inittask" || name == "init" || strings.HasPrefix(name, "init.") || strings.HasPrefix(name, "map.init")) {
			found = append(found, name)
		}
	}
	return found
}

// The check above would see the names that the compiler gives initializations.
func TestStartUpWorkWouldBeSeen(t *testing.T) {
	symbols := []byte(" 4d1e80 T github.com/seed85f21a9e/errcode.init\n 5a0 D github.com/seed85f21a9e/errcode..inittask\n 1 T github.com/seed85f21a9e/errcode.init.0\n 1 T github.com/seed85f21a9e/errcode.initial\n")
	assert.Equal(t, []string{"init", ".inittask", "init.0"}, initSymbols(symbols))
}

// build builds a program within this module, so that it imports this package as
// it stands.
func build(t *testing.T, source string) string {
	t.Helper()
	dir, err := os.MkdirTemp("testdata", "importer")
	require.NoError(t, err)
	t.Cleanup(func() { os.RemoveAll(dir) })
	require.NoError(t, os.WriteFile(filepath.Join(dir, "main.go"), []byte(source), 0o600))
	binary := filepath.Join(t.TempDir(), "importer")
	out, err := exec.Command("go", "build", "-o", binary, "./"+dir).CombinedOutput()
	require.NoError(t, err, string(out))
	return binary
}
