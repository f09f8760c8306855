package main

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode"
)

// Somebody who may write an object but not read it must not learn its contents
// by writing.
func TestWriteOnlyObjects(t *testing.T) {
	server := startServer(t, testConfig(t))
	o, err := server.store.create(t.Context(), "Article", object{"secret": "plan", "ACL": object{"*": object{"write": true}, "tom": object{"read": true}}}, false)
	require.NoError(t, err)
	address := server.url + "/1.1/classes/Article/" + o.id
	for _, query := range []string{"", "?new=true", "?fetchWhenSave=true"} {
		resp, answer := do(t, "PUT", address+query, `{"n":1}`, nil)
		assert.Equal(t, http.StatusOK, resp.StatusCode, query)
		assert.Len(t, answer, 2, "%s: %v", query, answer)
		assert.Contains(t, answer, "updatedAt")
	}
	_, answer := post(t, server.url+"/1.1/batch", fmt.Sprintf(`{"requests":[{"method":"PUT","path":"/1.1/classes/Article/%s","params":{"fetchWhenSave":true},"body":{"n":2}}]}`, o.id))
	assert.NotContains(t, textOf(answer), "plan")
	for _, where := range []string{`{"secret":"plan"}`, `{"secret":"none"}`, `{"nosuch":{"$exists":false}}`} {
		resp, answer := do(t, "PUT", address+"?where="+url.QueryEscape(where), `{"n":3}`, nil)
		assert.Equal(t, http.StatusForbidden, resp.StatusCode, where)
		assert.Equal(t, "Forbidden to read/write by class permissions", answer["error"])
	}
	resp, answer := do(t, "GET", address, "", nil)
	assert.Equal(t, http.StatusForbidden, resp.StatusCode)
	assert.NotContains(t, textOf(answer), "plan")

	resp, answer = post(t, server.url+"/1.1/classes/Article?new=true", `{"secret":"plan","ACL":{"*":{"write":true}}}`)
	assert.Equal(t, http.StatusCreated, resp.StatusCode)
	assert.Len(t, answer, 2)
	resp, answer = post(t, server.url+"/1.1/classes/Article?new=true", `{"open":"plan"}`)
	assert.Equal(t, http.StatusCreated, resp.StatusCode)
	assert.Equal(t, "plan", answer["open"])
}

// authData holds access tokens of other services, so only its owner may see it.
func TestAuthDataIsPrivate(t *testing.T) {
	server := startServer(t, testConfig(t))
	variables := fill(t, server.store)
	_, err := server.store.db.Exec(`UPDATE objects SET data = json_set(data, '$.authData', json('{"weixin":{"access_token":"secret"}}')) WHERE class = '_User'`)
	require.NoError(t, err) // as an earlier version stored it
	for _, path := range []string{"/1.1/users/$TOM", "/1.1/classes/_User/$TOM", "/v1/demo/Users/$TOM"} {
		resp, answer := do(t, "GET", server.url+variables.Replace(path), "", nil)
		assert.Equal(t, http.StatusOK, resp.StatusCode, path)
		assert.NotContains(t, textOf(answer), "secret", path)
	}
}

// System fields and user fields have the names of Backend Services, also when
// the client selects fields.
func TestFieldsOfItems(t *testing.T) {
	server := startServer(t, testConfig(t))
	variables := fill(t, server.store)
	_, answer := do(t, "GET", server.url+variables.Replace("/v1/demo/Users/$TOM"), "", http.Header{"X-Everlive-Fields": {`{"Username":1}`}})
	item := answer["Result"].(object)
	assert.Equal(t, "tom", item["Username"])
	assert.Len(t, item, 4, "%v", item)
	_, err := server.store.create(t.Context(), "Article", object{"Id": "mine", "CreatedAt": "never", "title": "one"}, false)
	require.NoError(t, err)
	_, answer = do(t, "GET", server.url+"/v1/demo/Article", "", nil)
	item = answer["Result"].([]any)[0].(object)
	assert.NotEqual(t, "mine", item["Id"])
	assert.NotEqual(t, "never", item["CreatedAt"])
	assert.Len(t, item, 4, "%v", item)
}

// Requests without the app's credentials do not count against its rate.
func TestRateIsForTheApp(t *testing.T) {
	cfg := testConfig(t)
	cfg.rate = 0.001
	server := startServer(t, cfg)
	for range 3 {
		r, err := http.NewRequestWithContext(t.Context(), "GET", server.url+"/1.1/date", nil)
		require.NoError(t, err)
		resp, err := http.DefaultClient.Do(r)
		require.NoError(t, err)
		resp.Body.Close()
		assert.Equal(t, http.StatusUnauthorized, resp.StatusCode)
		resp, _ = do(t, "GET", server.url+"/v1/other/Article", "", nil)
		assert.Equal(t, errcode.BackendInvalidAppID.HTTPStatus(), resp.StatusCode)
	}
	resp, _ := do(t, "GET", server.url+"/1.1/date", "", nil)
	assert.Equal(t, http.StatusOK, resp.StatusCode)
	resp, _ = do(t, "GET", server.url+"/1.1/date", "", nil)
	assert.Equal(t, http.StatusTooManyRequests, resp.StatusCode)
}

// The test replaces the hasher's places by an unbuffered channel, so that code
// that hashes has to meet the test.
func TestHashingIsBounded(t *testing.T) {
	s, _ := newStore(t, testConfig(t))
	_, _, err := s.signUp(t.Context(), object{"username": "tom", "password": "cat", "email": "tom@example.com"})
	require.NoError(t, err)
	_, _, err = s.signUp(t.Context(), object{"username": "sam", "password": "cat"})
	require.NoError(t, err)
	assert.LessOrEqual(t, cap(s.passwords.slots), runtime.GOMAXPROCS(0))
	assert.LessOrEqual(t, cap(s.passwords.signUps), (runtime.GOMAXPROCS(0)+1)/2, "places for sign-ups")
	slots := make(chan struct{})
	s.passwords.slots = slots
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second) // of those who wait in vain
	defer cancel()

	for _, fields := range []object{
		{"username": "tom", "password": "x"},
		{"username": "ann", "password": "x", "email": "tom@example.com"},
		{"username": "ann", "password": "x", "1st": true},
		{"username": "ann", "password": "x", "ACL": object{"*": object{"delete": true}}},
		{"username": "ann", "password": "x", "mobilePhoneNumber": 1.0},
	} {
		_, _, err := s.signUp(ctx, fields)
		require.NotErrorIs(t, err, context.DeadlineExceeded, "%v is hashed before it is looked at", fields)
		assert.Error(t, err)
	}
	id, err := s.findUser(ctx, "username", "tom")
	require.NoError(t, err)
	for _, patch := range []object{
		{"password": "y", "username": ""},
		{"password": "y", "1st": true},
		{"password": "y", "objectId": "mine"},
		{"password": "y", "username": "sam"},
	} {
		_, err := s.updateUser(ctx, id, "", id, patch, condition{})
		require.NotErrorIs(t, err, context.DeadlineExceeded, "%v is hashed before it is looked at", patch)
		assert.Error(t, err)
	}
	for name, hashes := range map[string]func() error{
		"a new user": func() error {
			_, _, err := s.signUp(ctx, object{"username": "ann", "password": "x"})
			return err
		},
		"an unknown user": func() error { _, _, err := s.logIn(ctx, "username", "nobody", "x"); return err },
		"a known user":    func() error { _, _, err := s.logIn(ctx, "username", "tom", "x"); return err },
		"a saved password": func() error {
			_, err := s.updateUser(ctx, id, "", id, object{"password": "y", "username": "tom"}, condition{})
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			done := make(chan error, 1)
			go func() { done <- hashes() }()
			select {
			case err := <-done:
				t.Fatalf("did not hash: %v", err)
			case <-slots:
			}
			slots <- struct{}{}
			assert.NotErrorIs(t, <-done, context.DeadlineExceeded)
		})
	}
}

// A header that is sent twice is refused, like a parameter: which one counts?
func TestHeaderTwice(t *testing.T) {
	server := startServer(t, testConfig(t))
	fill(t, server.store)
	resp, answer := do(t, "GET", server.url+"/v1/demo/Post", "", http.Header{"X-Everlive-Take": {"1", "2"}})
	assert.Equal(t, http.StatusBadRequest, resp.StatusCode)
	assert.Equal(t, "The header X-Everlive-Take is there more than once.", answer["message"])
}
