package main

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// This is what LeanCloud's service does in recorded traffic. Its clients rely
// on it.
func TestAsTheServiceDoes(t *testing.T) {
	server := startServer(t, testConfig(t))
	variables := fill(t, server.store)
	_, dead, err := server.store.logIn(t.Context(), "username", "tom", "cat")
	require.NoError(t, err)
	require.NoError(t, server.store.endSession(t.Context(), dead))

	for _, test := range []struct {
		name, method, path, body, session string
		status                            int
		want                              string // the answer, or its beginning
	}{
		{"a missing object", "GET", "/1.1/classes/Post/nosuchid", "", "", 200, `{}`},
		{"a missing object in a batch", "POST", "/1.1/batch", `{"requests":[{"method":"GET","path":"/1.1/classes/Post/nosuchid"}]}`, "", 200, `[{"success":null}]`},
		{"saving a missing object", "PUT", "/1.1/classes/Post/nosuchid", `{}`, "", 404, `{"code":1,"error":"Could not find object by id 'nosuchid' for class 'Post'."}`},
		{"a missing user", "GET", "/1.1/users/nosuchid", "", "", 400, `{"code":211,"error":"Could not find user."}`},
		{"a dead session reads", "GET", "/1.1/classes/Post/$POST", "", dead, 200, `{"`},
		{"a dead session writes", "POST", "/1.1/classes/Post", `{}`, dead, 201, `{"`},
		{"a dead session has no rights", "GET", "/1.1/classes/Post/$SECRET", "", dead, 403, `{"code":403,`},
		{"a dead session cannot change its user", "PUT", "/1.1/users/$TOM", `{}`, dead, 400, `{"code":206,`},
		{"the user of a dead session", "GET", "/1.1/users/me", "", dead, 401, `{"code":211,"error":"Verify sessionToken failed`},
		{"a session in the query string", "GET", "/1.1/classes/Post/$SECRET?session_token=$TOKEN", "", "", 200, `{"`},
		{"a session in the query string of an entry", "POST", "/1.1/batch", `{"requests":[{"method":"GET","path":"/1.1/classes/Post/$SECRET","params":{"session_token":"$TOKEN"}}]}`, "", 200, `[{"success":{"`},
		{"a missing cloud function", "POST", "/1.1/functions/nosuch", `{}`, "", 404, `{"code":1,"error":"No such cloud function"}`},
		{"PHP's empty parameters of a function", "POST", "/1.1/functions/hello", `[]`, "", 200, `{"result":"Hello world!"}`},
		{"PHP's empty parameters of an entry", "POST", "/1.1/batch", `{"requests":[{"method":"GET","path":"/1.1/classes/Post/nosuchid","params":[]}]}`, "", 200, `[{"success":null}]`},
		{"signing up by the class", "POST", "/1.1/classes/_User", `{"username":"ann","password":"x"}`, "", 201, `{"`},
		{"an unknown column exists not", "GET", `/1.1/classes/Post?limit=1&keys=title&where={"nosuch":{"$exists":false}}`, "", "", 200, `{"results":[{`},
		{"an unknown column exists", "GET", `/1.1/classes/Post?where={"nosuch":{"$exists":true}}`, "", "", 200, `{"results":[]}`},
		{"an unknown column has a value", "GET", `/1.1/classes/Post?where={"nosuch":1}`, "", "", 400, `{"code":700,"error":"Nonexistent query keys: nosuch"}`},
		{"a missing class", "GET", "/1.1/classes/NoSuch/1", "", "", 404, `{"code":101,"error":"Class or object doesn't exists."}`},
		{"a bad column", "PUT", "/1.1/classes/Post/$POST", `{"a b":1}`, "", 400, `{"code":105,"error":"Invalid key name. Keys are case-sensitive and 'a-zA-Z0-9_' are the only valid characters. The column is: 'a b'."}`},
	} {
		t.Run(test.name, func(t *testing.T) {
			path, query, _ := strings.Cut(variables.Replace(test.path), "?")
			if query != "" {
				values, err := url.ParseQuery(query)
				require.NoError(t, err)
				path += "?" + values.Encode()
			}
			r, err := http.NewRequestWithContext(t.Context(), test.method, server.url+path, strings.NewReader(variables.Replace(test.body)))
			require.NoError(t, err)
			r.Header.Set("X-LC-Id", "demo")
			r.Header.Set("X-LC-Key", "demo-key")
			r.Header.Set("X-LC-Session", test.session)
			resp, err := http.DefaultClient.Do(r)
			require.NoError(t, err)
			defer resp.Body.Close()
			body, err := io.ReadAll(resp.Body)
			require.NoError(t, err)
			assert.Equal(t, test.status, resp.StatusCode, "%s", body)
			if strings.HasSuffix(test.want, "}") || strings.HasSuffix(test.want, "]") {
				assert.JSONEq(t, test.want, string(body))
			} else {
				assert.True(t, strings.HasPrefix(string(body), test.want), "%s", body)
			}
		})
	}
}

// An entry of a batch can have its parameters in params, where the JavaScript
// SDK puts long queries, or in its path.
func TestBatchParameters(t *testing.T) {
	server := startServer(t, testConfig(t))
	variables := fill(t, server.store)
	batch := func(entry string) object {
		t.Helper()
		resp, body := do(t, "POST", server.url+"/1.1/batch", variables.Replace(`{"requests":[`+entry+`]}`), nil)
		require.Equal(t, http.StatusOK, resp.StatusCode, "%v", body)
		var answers []object
		require.NoError(t, json.Unmarshal(body["#"].(json.RawMessage), &answers))
		return answers[0]
	}
	for entry, want := range map[string]string{
		`{"method":"GET","path":"/1.1/classes/Post","params":{"where":"{\"title\":\"two\"}"}}`:                            `{"results":[]}`,
		`{"method":"GET","path":"/1.1/classes/Post","params":{"where":{"title":"two"},"count":1,"limit":0}}`:              `{"results":[],"count":0}`,
		`{"method":"GET","path":"/1.1/classes/Post?where=%7B%22title%22%3A%22two%22%7D","params":{"count":true}}`:         `{"results":[],"count":0}`,
		`{"method":"PUT","path":"/1.1/classes/Post/$POST","params":{"where":{"title":"two"}},"body":{"title":"three"}}`:   `{"code":305,"error":"No effect on updating/deleting a document."}`,
		`{"method":"GET","path":"/1.1/classes/Post?limit=1","params":{"limit":2}}`:                                        `{"code":107,"error":"The parameter limit is there more than once."}`,
		`{"method":"GET","path":"/1.1/classes/Post?%zz","params":{"limit":2}}`:                                            `{"code":107,"error":"The query string is malformed."}`,
		`{"method":"GET","path":"/1.1/classes/Post","params":{"include":"by"}}`:                                           `{"code":108,"error":"This server does not support the parameter include."}`,
		`{"method":"PUT","path":"/1.1/classes/Post/$POST","params":{"fetchWhenSave":"perhaps"},"body":{"title":"three"}}`: `{"code":107,"error":"fetchWhenSave is neither true nor false."}`,
	} {
		t.Run(entry, func(t *testing.T) {
			answer := batch(entry)
			got := answer["success"]
			if answer["error"] != nil {
				got = answer["error"]
			}
			text, err := json.Marshal(got)
			require.NoError(t, err)
			assert.JSONEq(t, want, string(text))
		})
	}
	answer := batch(`{"method":"PUT","path":"/1.1/classes/Post/$POST","params":{"fetchWhenSave":true,"where":{"title":"one"}},"body":{"stars":1}}`)
	assert.Equal(t, "one", answer["success"].(object)["title"])
}

// Several objects are deleted all together or not at all.
func TestDeletionOfSeveral(t *testing.T) {
	server := startServer(t, testConfig(t))
	ids := make([]string, 2)
	for i := range ids {
		o, err := server.store.create(t.Context(), "Article", object{}, false)
		require.NoError(t, err)
		ids[i] = o.id
	}
	address := server.url + "/1.1/classes/Article/"
	resp, body := do(t, "DELETE", address+ids[0]+",nosuchid,"+ids[1], "", nil)
	assert.Equal(t, http.StatusNotFound, resp.StatusCode)
	assert.Equal(t, "Could not find object by id 'nosuchid' for class 'Article'.", body["error"])
	n, err := server.store.count(t.Context(), "", "Article", query{})
	require.NoError(t, err)
	assert.Equal(t, 2, n)

	resp, _ = do(t, "DELETE", address+ids[0]+","+ids[1], "", nil)
	assert.Equal(t, http.StatusOK, resp.StatusCode)
	n, err = server.store.count(t.Context(), "", "Article", query{})
	require.NoError(t, err)
	assert.Zero(t, n)
}

// Saving a user with a new password ends all other sessions of the user.
func TestSavedPassword(t *testing.T) {
	server := startServer(t, testConfig(t))
	variables := fill(t, server.store)
	_, second, err := server.store.logIn(t.Context(), "username", "tom", "cat")
	require.NoError(t, err)
	save := func(session, body string) int {
		resp, _ := do(t, "PUT", server.url+variables.Replace("/1.1/classes/_User/$TOM"), body, http.Header{"X-Lc-Session": {session}})
		return resp.StatusCode
	}
	assert.Equal(t, http.StatusBadRequest, save("", `{"password":"lion"}`), "without a session")
	assert.Equal(t, http.StatusForbidden, save(variables.Replace("$OTHER"), `{"password":"lion"}`), "by another user")
	assert.Equal(t, http.StatusBadRequest, save(second, `{"password":" "}`), "blank")
	assert.Equal(t, http.StatusBadRequest, save(second, `{"password":"lion","email":"no address"}`), "with an error")
	_, _, err = server.store.logIn(t.Context(), "username", "tom", "cat")
	require.NoError(t, err, "the password is what it was")

	assert.Equal(t, http.StatusOK, save(second, `{"password":"lion","nick":"Tom"}`))
	_, _, err = server.store.logIn(t.Context(), "username", "tom", "lion")
	assert.NoError(t, err)
	_, err = server.store.session(t.Context(), second)
	assert.NoError(t, err)
	_, err = server.store.session(t.Context(), variables.Replace("$TOKEN"))
	assert.Error(t, err)
}
