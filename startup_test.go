package errcode_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const importingProgram = `package main

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
// initialization of the package or of those below it linked in, and the runtime
// traces none.
func TestNoStartUpWork(t *testing.T) {
	binary := build(t, importingProgram)

	symbols, err := exec.Command("go", "tool", "nm", binary).Output()
	require.NoError(t, err)
	require.Contains(t, string(symbols), "github.com/seed85f21a9e/errcode.leanCloud", "the package is linked in")
	assert.Empty(t, initSymbols(string(symbols)))

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

var initSymbol = regexp.MustCompile(`(?m) github\.com/seed85f21a9e/(errcode(?:/[^\s.(]+)*\.(?:\.inittask|init(?:\.\S+)?|map\.init\S*))$`)

// initSymbols lists the initialization functions and tasks of the module's
// packages.
func initSymbols(symbols string) []string {
	var found []string
	for _, match := range initSymbol.FindAllStringSubmatch(symbols, -1) {
		found = append(found, match[1])
	}
	return found
}

// The check above would see the names that the compiler gives initializations.
func TestStartUpWorkWouldBeSeen(t *testing.T) {
	const symbols = ` 4d1e80 T github.com/seed85f21a9e/errcode.init
 5a0 D github.com/seed85f21a9e/errcode..inittask
 1 T github.com/seed85f21a9e/errcode.init.0
 1 T github.com/seed85f21a9e/errcode.initial
 1 T github.com/seed85f21a9e/errcode.(*row).init
 1 T github.com/seed85f21a9e/errcode.map.init.0
 1 T github.com/seed85f21a9e/errcode/internal/jsontext.init.1
 1 D github.com/seed85f21a9e/errcode/internal/jsontext..inittask
 1 T github.com/seed85f21a9e/errcode/internal/jsontext.(*Cursor).init
 1 T golang.org/x/text/language.init
`
	assert.Equal(t, []string{
		"errcode.init", "errcode..inittask", "errcode.init.0", "errcode.map.init.0",
		"errcode/internal/jsontext.init.1", "errcode/internal/jsontext..inittask",
	}, initSymbols(symbols))
}

// build builds a program that imports this package as it stands here. The program
// gets a module of its own, since this one may be in a folder that cannot be
// written to.
func build(t *testing.T, source string) string {
	t.Helper()
	root, err := os.Getwd()
	require.NoError(t, err)
	mod, err := os.ReadFile("go.mod")
	require.NoError(t, err)
	mod = bytes.Replace(mod, []byte("module github.com/seed85f21a9e/errcode\n"), []byte("module importer\n"), 1)
	mod = fmt.Appendf(mod, "require github.com/seed85f21a9e/errcode v0.0.0\nreplace github.com/seed85f21a9e/errcode => %q\n", root)
	sum, err := os.ReadFile("go.sum")
	require.NoError(t, err)
	dir := t.TempDir()
	for name, content := range map[string][]byte{"go.mod": mod, "go.sum": sum, "main.go": []byte(source)} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), content, 0o600))
	}
	binary := filepath.Join(dir, "importer")
	if runtime.GOOS == "windows" {
		binary += ".exe"
	}
	cmd := exec.Command("go", "build", "-mod=mod", "-o", binary, ".")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off")
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, string(out))
	return binary
}
