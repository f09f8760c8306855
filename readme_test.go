package errcode_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The programs of the README build, and the first prints what it says.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	require.NoError(t, err)
	programs := regexp.MustCompile("(?s)```go\n(.*?)```").FindAllStringSubmatch(string(readme), -1)
	require.Len(t, programs, 3)
	for i, program := range programs {
		binary := build(t, program[1])
		if i > 0 {
			continue // it serves, or asks a server
		}
		out, err := exec.Command(binary).Output()
		require.NoError(t, err)
		var want []string
		for _, comment := range regexp.MustCompile(`fmt\.Println\(.*\) +// ([^,\n]*)`).FindAllStringSubmatch(program[1], -1) {
			want = append(want, comment[1])
		}
		assert.Equal(t, want, strings.Split(strings.TrimSpace(string(out)), "\n"))
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
			_, err := os.Stat(link[1])
			assert.NoError(t, err)
		}
	}
}
