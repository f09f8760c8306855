package main

import (
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode"
)

// In read-only mode nothing is written, whatever the method of the request, and
// reads go on.
func TestReadOnly(t *testing.T) {
	cfg := testConfig(t)
	cfg.db = filepath.Join(t.TempDir(), "app.db")
	before := startServer(t, cfg)
	variables := fill(t, before.store)
	_, err := before.store.importFile(t.Context(), writeExport(t, "_User.jsonl",
		`{"objectId":"u1","username":"imported","password":"`+catHash+`","salt":"salt",`+times+`}`))
	require.NoError(t, err)
	data := contents(t, before.store)
	cfg.readOnly = true
	server := startServer(t, cfg)

	const write, read = "refused", "answered"
	lc, be := http.Header{"X-Lc-Session": {variables.Replace("$TOKEN")}}, http.Header{"Authorization": {"Bearer " + variables.Replace("$TOKEN")}}
	for _, test := range []struct{ method, path, body, want string }{
		{"GET", "/v1/demo/oauth/logout", "", write},
		{"POST", "/v1/demo/oauth/token", `{"grant_type":"password","username":"tom","password":"cat"}`, write},
		{"POST", "/v1/demo/Users", `{"Username":"ann","Password":"x"}`, write},
		{"POST", "/v1/demo/Users/changepassword", `{"Username":"tom","Password":"cat","NewPassword":"lion"}`, write},
		{"POST", "/v1/demo/Post", `{}`, write},
		{"DELETE", "/v1/demo/Post/$POST", "", write},
		{"GET", "/v1/demo/Users/me", "", read},
		{"GET", "/v1/demo/Post", "", read},
		{"GET", "/v1/demo/Post/_count", "", read},
		{"POST", "/1.1/login", `{"username":"tom","password":"cat"}`, write},
		{"POST", "/1.1/login", `{"username":"imported","password":"cat"}`, write},
		{"POST", "/1.1/functions/hello", `{}`, write},
		{"PUT", "/1.1/users/$TOM/updatePassword", `{"old_password":"cat","new_password":"lion"}`, write},
		{"DELETE", "/1.1/users/$TOM", "", write},
		{"PUT", "/1.1/classes/Post/$POST", `{"title":"two"}`, write},
		{"POST", "/1.1/batch", `{"requests":[{"method":"POST","path":"/1.1/classes/Post","body":{}}]}`, write},
		{"POST", "/1.1/batch", `{"requests":[{"method":"GET","path":"/1.1/classes/Post"}]}`, read},
		{"GET", "/1.1/users/me", "", read},
		{"GET", "/1.1/classes/Post", "", read},
	} {
		t.Run(test.method+" "+test.path, func(t *testing.T) {
			header, refused := be, "670"
			if isLeanCloudPath(test.path) {
				header, refused = lc, "503"
			}
			resp, answer := do(t, test.method, server.url+variables.Replace(test.path), test.body, header)
			text := textOf(answer)
			switch {
			case test.want == read:
				assert.Less(t, resp.StatusCode, 300, "%v", text)
				assert.NotContains(t, text, refused)
			case strings.HasSuffix(test.path, "batch"):
				assert.Contains(t, text, refused)
			default:
				assert.Equal(t, http.StatusServiceUnavailable, resp.StatusCode, "%v", text)
				assert.Contains(t, text, refused)
			}
			assert.Equal(t, data, contents(t, before.store))
		})
	}
	_, err = server.store.create(t.Context(), "Post", object{}, true)
	assert.ErrorIs(t, err, errcode.LeanCloudAppTemporarilyDisabled, "whoever asks the store")
}
