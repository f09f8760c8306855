package main

import (
	"bytes"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode"
)

const times = `"createdAt":"2020-01-02T03:04:05Z","updatedAt":"2020-01-02T03:04:05Z"`

// writeExport writes an export file.
func writeExport(t *testing.T, name string, lines ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, []byte(strings.Join(lines, "\n")+"\n"), 0o600))
	return path
}

func TestImport(t *testing.T) {
	users := writeExport(t, "_User.jsonl", `#filetype:JSON-streaming {"type":"Class","class":"_User"}`,
		`{"objectId":"u1","username":"tom","sessionToken":"s","authData":{"weixin":{"openid":"secret"}},"emailVerified":false,"createdAt":"2020-01-02T03:04:05.678Z","updatedAt":"2020-01-02T03:04:05Z"}`)
	posts := writeExport(t, "Post.0.jsonl", `{"objectId":"p1","by":{"__type":"Pointer","className":"_User","objectId":"u1"},"createdAt":{"__type":"Date","iso":"2020-01-02T03:04:05.678Z"},"updatedAt":"2020-01-02T03:04:05.678Z"}`)
	cfg := testConfig(t)
	cfg.db = filepath.Join(t.TempDir(), "app.db")
	cfg.imports = []string{users, posts}
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), cfg, slog.New(slog.DiscardHandler), &out))
	assert.Equal(t, "1 objects stored and 0 left as they are, from "+users+"\n1 objects stored and 0 left as they are, from "+posts+"\n", out.String())

	s, _ := newStore(t, cfg)
	user, err := s.get(t.Context(), "u1", userClass, "u1")
	require.NoError(t, err)
	assert.Equal(t, record{"u1", "2020-01-02T03:04:05.678Z", "2020-01-02T03:04:05.000Z", `{"username":"tom"}`}, user)
	post, err := s.get(t.Context(), "", "Post", "p1")
	require.NoError(t, err)
	assert.Equal(t, "u1", fieldsOf(t, post)["by"].(object)["objectId"])
	assert.Equal(t, "2020-01-02T03:04:05.678Z", post.createdAt)
	_, _, err = s.logIn(t.Context(), "username", "tom", "")
	assert.ErrorIs(t, err, errcode.LeanCloudUsernamePasswordMismatch, "no password is none")

	for name, test := range map[string]struct{ line, want string }{
		"JSON":     {`{"objectId":`, "line 2: leancloud 107: "},
		"no ID":    {`{}`, "line 2: leancloud 104: "},
		"no time":  {`{"objectId":"p3"}`, "line 2: leancloud 111: "},
		"password": {`{"objectId":"p3","password":"plain","salt":"s",` + times + `}`, "line 2: leancloud 111: "},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := s.importFile(t.Context(), writeExport(t, "_User.jsonl", "#", test.line))
			assert.ErrorContains(t, err, test.want)
		})
	}
}

// Objects of LeanCloud's built-in classes can be imported, and pointers can
// point to them.
func TestImportOfBuiltInClasses(t *testing.T) {
	s, _ := newStore(t, testConfig(t))
	for class, fields := range map[string]string{
		"_File":         `"name":"cat.png","url":"https://example.com/cat.png"`,
		"_Role":         `"name":"admins","users":{"__type":"Relation","className":"_User"}`,
		"_Installation": `"deviceToken":"0123"`,
		"_Conversation": `"m":["tom"]`,
		"_Followee":     `"user":{"__type":"Pointer","className":"_User","objectId":"u1"}`,
	} {
		_, err := s.importFile(t.Context(), writeExport(t, class+".jsonl", `{"objectId":"x1",`+fields+`,`+times+`}`))
		require.NoError(t, err, class)
		_, err = s.importFile(t.Context(), writeExport(t, "Post.jsonl", fmt.Sprintf(`{"objectId":"of%s","to":{"__type":"Pointer","className":%q,"objectId":"x1"},%s}`, class, class, times)))
		require.NoError(t, err, "a pointer to %s", class)
		o, err := s.get(t.Context(), "", class, "x1")
		require.NoError(t, err)
		assert.NotEmpty(t, fieldsOf(t, o), "the fields of %s", class)
	}
	_, err := s.importFile(t.Context(), writeExport(t, "_bad name.jsonl", "{}"))
	assert.ErrorIs(t, err, errcode.LeanCloudInvalidClassName)
}

// A second run continues where the first one failed.
func TestImportAgain(t *testing.T) {
	s, turn := newStore(t, testConfig(t))
	lines := make([]string, 2*importChunk+1)
	for i := range lines {
		lines[i] = fmt.Sprintf(`{"objectId":"p%d","n":%d,%s}`, i, i, times)
	}
	broken := append(append([]string{}, lines[:importChunk+5]...), `{"objectId":`)
	done, err := s.importFile(t.Context(), writeExport(t, "Post.jsonl", broken...))
	assert.ErrorContains(t, err, fmt.Sprintf("line %d: leancloud 107", importChunk+6))
	assert.Equal(t, importResult{stored: importChunk}, done, "what was stored before")

	_, err = s.update(t.Context(), "", "Post", "p1", object{"n": -1.0}, condition{})
	require.NoError(t, err)
	turn(1)
	done, err = s.importFile(t.Context(), writeExport(t, "Post.jsonl", lines...))
	require.NoError(t, err)
	assert.Equal(t, importResult{stored: importChunk + 1, kept: importChunk}, done)
	n, err := s.count(t.Context(), "", "Post", query{})
	require.NoError(t, err)
	assert.Equal(t, len(lines), n)
	changed, err := s.get(t.Context(), "", "Post", "p1")
	require.NoError(t, err)
	assert.EqualValues(t, -1, fieldsOf(t, changed)["n"], "what was changed here, later, stays")

	later := `{"objectId":"p2","n":-2,"createdAt":"2020-01-02T03:04:05Z","updatedAt":"2020-02-02T03:04:05Z"}`
	done, err = s.importFile(t.Context(), writeExport(t, "Post.jsonl", later))
	require.NoError(t, err)
	assert.Equal(t, importResult{stored: 1}, done)
	changed, err = s.get(t.Context(), "", "Post", "p2")
	require.NoError(t, err)
	assert.EqualValues(t, -2, fieldsOf(t, changed)["n"], "what was changed there, later, is taken")
}

// catHash is the hash of the password "cat" with the salt "salt", computed by
// this Python:
//
//	h = hashlib.sha512(b"salt" + b"cat").digest()
//	for _ in range(512): h = hashlib.sha512(h).digest()
//	base64.b64encode(h)
const catHash = "WmNjvDdfuu03N60p/tJgWF+GhoXJrfr+dgoKo9kMWtBcZfXs6D+xOj9ybJ/vaV7vLyXcuvFBF22p9wfKR/KjPA=="

// Imported users can log in with their old passwords.
func TestImportedPasswords(t *testing.T) {
	server := startServer(t, testConfig(t))
	s := server.store
	stored := func() string {
		var hash []byte
		require.NoError(t, s.db.QueryRow(`SELECT hash FROM passwords WHERE user_id = 'u1'`).Scan(&hash))
		return string(hash)
	}
	line := fmt.Sprintf(`{"objectId":"u1","username":"tom","password":%q,"salt":"salt",%s}`, catHash, times)
	_, err := s.importFile(t.Context(), writeExport(t, "_User.jsonl", line))
	require.NoError(t, err)

	_, _, err = s.logIn(t.Context(), "username", "tom", "dog")
	assert.ErrorIs(t, err, errcode.LeanCloudUsernamePasswordMismatch)
	_, _, err = s.logIn(t.Context(), "username", "tom", catHash)
	assert.ErrorIs(t, err, errcode.LeanCloudUsernamePasswordMismatch)
	assert.Contains(t, stored(), catHash)
	resp, user := post(t, server.url+"/1.1/login", `{"username":"tom","password":"cat"}`)
	require.Equal(t, http.StatusOK, resp.StatusCode)
	assert.NotContains(t, fmt.Sprint(user), "salt")
	assert.NotContains(t, stored(), catHash, "it is hashed again")
	_, _, err = s.logIn(t.Context(), "username", "tom", "cat")
	assert.NoError(t, err)

	require.NoError(t, s.changePassword(t.Context(), "u1", "cat", "lion", false))
	done, err := s.importFile(t.Context(), writeExport(t, "_User.jsonl", line))
	require.NoError(t, err)
	assert.Equal(t, importResult{kept: 1}, done)
	_, _, err = s.logIn(t.Context(), "username", "tom", "lion")
	assert.NoError(t, err, "a later password stays")
}
