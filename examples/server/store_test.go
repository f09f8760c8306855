package main

import (
	"context"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode"
)

// newStore returns an empty store and a function that advances its clock.
func newStore(t *testing.T, cfg config) (*store, func(time.Duration)) {
	t.Helper()
	s, err := openStore(t.Context(), cfg)
	require.NoError(t, err)
	t.Cleanup(func() { s.close() })
	now := time.Now()
	s.now = func() time.Time { return now }
	return s, func(d time.Duration) { now = now.Add(d) }
}

// fieldsOf returns the fields of an object.
func fieldsOf(t *testing.T, r record) object {
	t.Helper()
	fields, err := r.fields()
	require.NoError(t, err)
	return fields
}

func TestQueries(t *testing.T) {
	s, _ := newStore(t, testConfig(t))
	pointer := object{"__type": "Pointer", "className": "Post", "objectId": "p1"}
	a, err := s.create(t.Context(), "Post", object{"name": "a", "n": 1.0, "yes": true, "tags": []any{"x", 2.0}, "by": pointer, "map": object{"k": "x"}}, true)
	require.NoError(t, err)
	_, err = s.create(t.Context(), "Post", object{"name": "b", "n": "1"}, true)
	require.Equal(t, errcode.LeanCloudIncorrectType, err, "n is a number")
	_, err = s.create(t.Context(), "Post", object{"name": "b", "n": 1.5, "tags": []any{pointer}, "nothing": nil}, true)
	require.NoError(t, err)
	_, err = s.create(t.Context(), "Post", object{"name": "c", "ACL": object{"tom": object{"read": true}}}, true)
	require.NoError(t, err)

	for _, test := range []struct {
		name, where string
		want        string
	}{
		{"all", `{}`, "ab"},
		{"text", `{"name":"a"}`, "a"},
		{"number", `{"n":1}`, "a"},
		{"number as text", `{"n":"1"}`, ""},
		{"fraction", `{"n":1.5}`, "b"},
		{"boolean", `{"yes":true}`, "a"},
		{"boolean is no number", `{"yes":1}`, ""},
		{"other boolean", `{"yes":false}`, ""},
		{"item of an array", `{"tags":"x"}`, "a"},
		{"item that is an object", `{"tags":{"__type":"Pointer","objectId":"p1","className":"Post"}}`, "b"},
		{"whole array", `{"tags":["x",2]}`, "a"},
		{"pointer", `{"by":{"__type":"Pointer","className":"Post","objectId":"p1"}}`, "a"},
		{"map", `{"map":{"k":"x"}}`, "a"},
		{"member of a map", `{"map":"x"}`, ""},
		{"null", `{"yes":null}`, "b"},
		{"null in a row", `{"n":{"$in":[null,1]}}`, "a"},
		{"one of several", `{"name":{"$in":["b","a","z"]}}`, "ab"},
		{"one of none", `{"name":{"$in":[]}}`, ""},
		{"exists", `{"by":{"$exists":true}}`, "a"},
		{"exists not", `{"by":{"$exists":false}}`, "b"},
		{"null does not exist", `{"nothing":{"$exists":true}}`, ""},
		{"two conditions", `{"name":"a","n":1.5}`, ""},
		{"ID", `{"objectId":"` + a.id + `"}`, "a"},
		{"time", `{"createdAt":{"__type":"Date","iso":"` + a.createdAt + `"},"n":1}`, "a"},
		{"quotes", `{"name":"' OR 1=1 --"}`, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			where, err := readWhere(test.where)
			require.NoError(t, err)
			c, err := parseCondition(where)
			require.NoError(t, err)
			found, err := s.find(t.Context(), "", "Post", query{where: c, limit: 10})
			require.NoError(t, err)
			names := ""
			for _, o := range found {
				names += fieldsOf(t, o)["name"].(string)
			}
			assert.Equal(t, test.want, names)
			n, err := s.count(t.Context(), "", "Post", query{where: c})
			require.NoError(t, err)
			assert.Equal(t, len(test.want), n)
		})
	}
	for _, where := range []string{`[]`, `null`, `{"a b":1}`, `{"n":{"$in":1}}`, `{"n":{"__type":"Nope"}}`, `{"createdAt":{"$in":[{"__type":"Date","iso":"soon"}]}}`, `{"n":{"$exists":"yes"}}`} {
		read, err := readWhere(where)
		if err == nil {
			_, err = parseCondition(read)
		}
		assert.ErrorIs(t, err, errcode.BackendInvalidFilter, where)
	}
	secret, err := s.find(t.Context(), "tom", "Post", query{limit: 10})
	require.NoError(t, err)
	assert.Len(t, secret, 3, "tom may read what others may not")
}

func TestLockout(t *testing.T) {
	ctx := t.Context()
	s, turn := newStore(t, testConfig(t))
	_, _, err := s.signUp(ctx, object{"username": "tom", "password": "cat"})
	require.NoError(t, err)
	logIn := func(password string) error {
		_, _, err := s.logIn(ctx, "username", "tom", password)
		return err
	}
	for range maxFailures - 1 {
		assert.ErrorIs(t, logIn("dog"), errcode.LeanCloudUsernamePasswordMismatch)
	}
	require.NoError(t, logIn("cat"), "a success forgets the failures")
	for range maxFailures - 1 {
		assert.ErrorIs(t, logIn("dog"), errcode.LeanCloudUsernamePasswordMismatch)
	}
	turn(failurePeriod - time.Minute)
	assert.ErrorIs(t, logIn("dog"), errcode.LeanCloudUsernamePasswordMismatch)
	err = logIn("cat")
	assert.ErrorIs(t, err, errcode.LeanCloudTooManyLoginAttempts)
	wait, _ := errcode.RetryAfter(err)
	assert.InDelta(t, failurePeriod.Seconds(), wait.Seconds(), 1, "counted from the last failure")
	turn(failurePeriod - time.Second)
	assert.ErrorIs(t, logIn("cat"), errcode.LeanCloudTooManyLoginAttempts)
	turn(time.Second)
	assert.NoError(t, logIn("cat"))
}

// Concurrent guesses count like guesses one after the other.
func TestLockoutOfParallelGuesses(t *testing.T) {
	s, _ := newStore(t, testConfig(t))
	_, _, err := s.signUp(t.Context(), object{"username": "tom", "password": "cat"})
	require.NoError(t, err)
	var guesses, mismatches atomic.Int64
	var clients sync.WaitGroup
	for range 30 {
		clients.Go(func() {
			_, _, err := s.logIn(t.Context(), "username", "tom", "dog")
			guesses.Add(1)
			if errcode.LeanCloud.Translate(err) == errcode.LeanCloudUsernamePasswordMismatch {
				mismatches.Add(1)
			} else {
				assert.ErrorIs(t, err, errcode.LeanCloudTooManyLoginAttempts)
			}
		})
	}
	clients.Wait()
	assert.EqualValues(t, 30, guesses.Load())
	assert.EqualValues(t, maxFailures, mismatches.Load())
}

func TestSessions(t *testing.T) {
	ctx := t.Context()
	cfg := testConfig(t)
	s, turn := newStore(t, cfg)
	user, token, err := s.signUp(ctx, object{"username": "tom", "password": "cat"})
	require.NoError(t, err)
	id := user.id

	require.NoError(t, s.changePassword(ctx, id, "cat", "lion", true))
	owner, err := s.session(ctx, token)
	require.NoError(t, err)
	assert.Equal(t, id, owner)
	require.NoError(t, s.changePassword(ctx, id, "lion", "cat", false))
	_, err = s.session(ctx, token)
	assert.Equal(t, errcode.BackendInvalidAccessToken, err)
	assert.ErrorIs(t, s.changePassword(ctx, id, "lion", "tiger", false), errcode.LeanCloudUsernamePasswordMismatch)

	_, token, err = s.newSession(ctx, id)
	require.NoError(t, err)
	turn(cfg.sessionTTL)
	_, err = s.session(ctx, token)
	assert.Equal(t, errcode.BackendAccessTokenExpired, err)

	_, token, err = s.newSession(ctx, id)
	require.NoError(t, err)
	require.NoError(t, s.remove(ctx, id, userClass, id))
	_, err = s.session(ctx, token)
	assert.Equal(t, errcode.BackendInvalidAccessToken, err, "the user is gone")
}

func TestSecretsAreNotStored(t *testing.T) {
	s, _ := newStore(t, testConfig(t))
	_, token, err := s.signUp(t.Context(), object{"username": "tom", "password": "a-password"})
	require.NoError(t, err)
	dump := ""
	for _, column := range []string{"hash FROM passwords", "token_hash FROM sessions", "data FROM objects"} {
		var value string
		require.NoError(t, s.db.QueryRow("SELECT "+column).Scan(&value))
		dump += value
	}
	assert.Contains(t, dump, "tom")
	assert.NotContains(t, dump, "a-password")
	assert.NotContains(t, dump, token)
}

// A request that ends early must not close the only connection of a database in
// memory, which would lose the data.
func TestAbortedRequests(t *testing.T) {
	s, _ := newStore(t, testConfig(t))
	o, err := s.create(t.Context(), "Post", object{"n": 0.0}, true)
	require.NoError(t, err)
	for d := range 50 {
		ctx, cancel := context.WithTimeout(t.Context(), time.Duration(d)*20*time.Microsecond)
		_, err := s.update(ctx, "", "Post", o.id, object{"n": object{"__op": "Increment", "amount": 1.0}}, condition{})
		if err != nil {
			assert.Equal(t, errcode.LeanCloudTimeout, errcode.LeanCloud.Translate(err), "%v", err)
		}
		if _, err := s.find(ctx, "", "Post", query{limit: 1}); err != nil {
			assert.Equal(t, errcode.LeanCloudTimeout, errcode.LeanCloud.Translate(err), "%v", err)
		}
		cancel()
	}
	_, err = s.get(t.Context(), "", "Post", o.id)
	assert.NoError(t, err)
}

func TestFile(t *testing.T) {
	cfg := testConfig(t)
	cfg.db = filepath.Join(t.TempDir(), "with ? and %.db")
	s, err := openStore(t.Context(), cfg)
	require.NoError(t, err)
	for range 2 {
		_, err = s.create(t.Context(), "Post", object{"slug": "same"}, true)
		require.NoError(t, err)
	}
	require.NoError(t, s.close())
	require.FileExists(t, cfg.db)

	s, err = openStore(t.Context(), cfg)
	require.NoError(t, err)
	n, err := s.count(t.Context(), "", "Post", query{})
	require.NoError(t, err)
	assert.Equal(t, 2, n, "the data is still there")
	require.NoError(t, s.close())

	cfg.unique = append(cfg.unique, uniqueField{"Post", "slug"})
	_, err = openStore(t.Context(), cfg)
	assert.ErrorIs(t, err, errcode.BackendDuplicateFieldValues)
	assert.ErrorContains(t, err, `Duplicate values already exist for field slug of content type "Post"`)
}
