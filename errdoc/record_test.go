package errdoc

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const (
	recordA = `{"method":"GET","path":"/1.1/date","status":401,"catalog":"leancloud","code":401,"body":{"code":401,"error":"Unauthorized."}}`
	recordB = `{"method":"GET","path":"/1.1/date","status":429,"catalog":"leancloud","code":429,"body":{"code":429,"error":"Too many requests."}}`
	recordC = `{"method":"POST","path":"/1.1/login","status":502,"body":"Bad Gateway"}`
)

// recordings writes two recordings and returns their paths.
func recordings(t *testing.T, old, new string) (string, string) {
	t.Helper()
	dir := t.TempDir()
	paths := [2]string{filepath.Join(dir, "old.jsonl"), filepath.Join(dir, "new.jsonl")}
	for i, content := range []string{old, new} {
		require.NoError(t, os.WriteFile(paths[i], []byte(content), 0o600))
	}
	return paths[0], paths[1]
}

func TestDiff(t *testing.T) {
	reordered := strings.Replace(recordA, `{"code":401,"error":"Unauthorized."}`, `{ "error":"Unauthorized.", "code":401}`, 1)
	for _, tc := range []struct {
		name, old, new string
		code           int
		out            []string
	}{
		{"same", recordA + "\n" + recordB, recordA + "\n\n" + recordB + "\n", 0, nil},
		{"order of members", recordA, reordered, 0, nil},
		{"nth with nth", recordA + "\n" + recordB, recordB + "\n" + recordA, 1, []string{"GET /1.1/date", "status: 401 Unauthorized -> 429 Too Many Requests"}},
		{"code", recordA, strings.Replace(recordA, `"code":401,"body"`, `"code":403,"body"`, 1), 1, []string{"code: leancloud/401 -> leancloud/403"}},
		{"body", recordA, strings.Replace(recordA, "Unauthorized.", "Go away.", 1), 1, []string{`body: {"code":401,"error":"Unauthorized."} -> {"code":401,"error":"Go away."}`}},
		{"no code in the new one", recordA, strings.Replace(recordA, `"catalog":"leancloud","code":401,"body"`, `"body"`, 1), 1, []string{"code: leancloud/401 -> none"}},
		{"only old", recordA + "\n" + recordC, recordA, 1, []string{"POST /1.1/login", "an error only in the old one: 502 Bad Gateway"}},
		{"only new", recordA, recordA + "\n" + recordC, 1, []string{"an error only in the new one: 502 Bad Gateway"}},
		{"empty", "", "", 0, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			old, new := recordings(t, tc.old, tc.new)
			got := run("", "diff", old, new)
			assert.Equal(t, tc.code, got.code, got.err)
			for _, want := range tc.out {
				assert.Contains(t, got.out, want)
			}
			if tc.code == 0 {
				assert.Empty(t, got.out)
			}
			assert.Equal(t, tc.code, run("", "diff", "-json", old, new).code)
		})
	}
}

func TestDiffOfWrongRecordings(t *testing.T) {
	for _, tc := range []struct{ name, content, want string }{
		{"no JSON", recordA + "\nnonsense", "line 2: invalid character"},
		{"no request", `{"status":400}`, "line 1 has no method or no path"},
		{"too long", `{"method":"` + strings.Repeat("x", maxRecord) + `"}`, "token too long"},
	} {
		old, new := recordings(t, recordA, tc.content)
		got := run("", "diff", old, new)
		assert.Equal(t, exitUsage, got.code, tc.name)
		assert.Contains(t, got.err, tc.want, tc.name)
	}
	assert.Contains(t, run("", "diff", "nowhere.jsonl", "nowhere.jsonl").err, "no such file")
}
