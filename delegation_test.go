package errcode_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The methods of the three code types are one-line delegations. They differ in
// names and in the samples of their comments, and in nothing else.
func TestDelegationsAreEqual(t *testing.T) {
	t.Parallel()
	const head = "// Error returns the catalog, the number and the message:"
	sample := regexp.MustCompile(`"[a-zA-Z]+[ /]\d+[^"]*"`)
	methods := func(file, code, variable string) string {
		source, err := os.ReadFile(file)
		require.NoError(t, err)
		_, block, found := strings.Cut(string(source), head)
		require.True(t, found, "%s has methods", file)
		block = strings.NewReplacer(code, "Code", variable+"Rows", "rows", variable+"Table", "table", variable+".", "catalog.", "&"+variable, "&catalog").Replace(block)
		return sample.ReplaceAllString(block, "sample")
	}
	want := methods("leancloud.go", "LeanCloudCode", "leanCloud")
	assert.Greater(t, strings.Count(want, "\nfunc "), 15, "the methods of a code type")
	assert.Contains(t, want, "\n//go:noinline\n", "else a lookup is too long to be inlined")
	assert.Equal(t, want, methods("backend.go", "BackendCode", "backend"))
	assert.Equal(t, want, methods("realtime.go", "RealtimeCode", "realtime"))
}
