package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode"
)

// A server killed under load loses nothing that it acknowledged, and its
// database stays sound.
func TestKilled(t *testing.T) {
	path := buildServer(t)
	db := filepath.Join(t.TempDir(), "killed.db")
	var created, deleted, users sync.Map
	var counter string
	var sent, acknowledged int64
	for round := range 2 {
		server := startChild(t, path, "-db", db, "-unique", "Book.isbn")
		client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: loadClients}}
		request := func(method, path string, body any) (object, bool) {
			status, answer, err := sendTo(t, client, server.url, method, path, body)
			var o object
			return o, err == nil && status < 300 && json.Unmarshal(answer, &o) == nil
		}
		if counter == "" {
			o, ok := request("POST", "/1.1/classes/Count", object{"n": 0})
			require.True(t, ok)
			counter = o["objectId"].(string)
		}
		var stop atomic.Bool
		var writes, sentNow, acknowledgedNow atomic.Int64
		var clients sync.WaitGroup
		for i := range loadClients {
			clients.Go(func() {
				for n := 0; !stop.Load(); n++ {
					name := fmt.Sprintf("%d-%d-%d", round, i, n)
					switch {
					case i == 0 && n%10 == 0:
						if _, ok := request("POST", "/1.1/users", object{"username": name, "password": "x"}); ok {
							users.Store(name, true)
						}
					case i%2 == 0:
						sentNow.Add(1)
						if _, ok := request("PUT", "/1.1/classes/Count/"+counter, object{"n": object{"__op": "Increment", "amount": 1}}); ok {
							acknowledgedNow.Add(1)
						}
					default:
						o, ok := request("POST", "/1.1/classes/Book", object{"isbn": name})
						if !ok {
							break
						}
						id := o["objectId"].(string)
						created.Store(id, name)
						if n%5 == 0 {
							if _, ok := request("DELETE", "/1.1/classes/Book/"+id, nil); ok {
								deleted.Store(id, true)
							}
						}
					}
					if writes.Add(1) == 200 { // in the middle of the others' requests
						server.kill()
						stop.Store(true)
					}
				}
			})
		}
		clients.Wait()
		client.CloseIdleConnections()
		sent += sentNow.Load()
		acknowledged += acknowledgedNow.Load()

		cfg := testConfig(t)
		cfg.db = db
		s, err := openStore(t.Context(), cfg)
		require.NoError(t, err)
		var sound string
		require.NoError(t, s.db.QueryRow(`PRAGMA integrity_check`).Scan(&sound))
		assert.Equal(t, "ok", sound)
		books := 0
		created.Range(func(id, isbn any) bool {
			books++
			o, err := s.get(t.Context(), "", "Book", id.(string))
			if _, gone := deleted.Load(id); gone {
				assert.ErrorIs(t, err, errcode.LeanCloudObjectNotFound)
			} else if err == nil {
				assert.Equal(t, isbn, fieldsOf(t, o)["isbn"])
			} else {
				// It may have been deleted although the answer was lost.
				assert.ErrorIs(t, err, errcode.LeanCloudObjectNotFound)
				assert.True(t, strings.HasSuffix(isbn.(string), "0") || strings.HasSuffix(isbn.(string), "5"), "%s is lost", isbn)
			}
			return true
		})
		found, err := s.find(t.Context(), "", "Count", query{limit: 1})
		require.NoError(t, err)
		require.Len(t, found, 1)
		n := fieldsOf(t, found[0])["n"].(float64)
		assert.GreaterOrEqual(t, int64(n), acknowledged, "increments")
		assert.LessOrEqual(t, int64(n), sent, "increments")
		users.Range(func(name, _ any) bool {
			_, _, err := s.logIn(t.Context(), "username", name.(string), "x")
			assert.NoError(t, err, "user %s", name)
			return true
		})
		require.NoError(t, s.close())
		t.Logf("round %d: %d books, %d of %d increments", round, books, acknowledged, sent)
		assert.Positive(t, books)
	}
	assert.Positive(t, acknowledged)
}

// On a full disk, writes are refused like in maintenance and leave nothing
// behind, and reads go on. Once there is space, writes work again.
func TestFullDisk(t *testing.T) {
	cfg := testConfig(t)
	cfg.db = filepath.Join(t.TempDir(), "full.db")
	server := startServer(t, cfg)
	s := server.store
	s.db.SetMaxOpenConns(1) // the bound is set on a connection
	variables := fill(t, s)
	setPages := func(n int) {
		t.Helper()
		var got int
		require.NoError(t, s.db.QueryRow(fmt.Sprintf(`PRAGMA max_page_count = %d`, n)).Scan(&got))
	}
	var pages int
	require.NoError(t, s.db.QueryRow(`PRAGMA page_count`).Scan(&pages))
	setPages(pages + 50)

	post(t, server.url+"/1.1/classes/Article", `{"title":"the last one"}`)
	text := strings.Repeat("x", 10<<10)
	stored := 1
	for {
		resp, answer := post(t, server.url+"/1.1/classes/Article", `{"text":"`+text+`"}`)
		if resp.StatusCode == http.StatusCreated {
			stored++
			require.Less(t, stored, 100, "the disk is not full")
			continue
		}
		assert.Equal(t, http.StatusServiceUnavailable, resp.StatusCode)
		assert.EqualValues(t, errcode.LeanCloudAppTemporarilyDisabled.Number(), answer["code"])
		break
	}
	before := contents(t, s)
	big := object{"Username": "ann", "Password": "x", "About": text}
	for range 3 {
		resp, answer := post(t, server.url+"/v1/demo/Users", textOf(big))
		assert.Equal(t, http.StatusServiceUnavailable, resp.StatusCode)
		assert.EqualValues(t, errcode.BackendApplicationInMaintenance.Number(), answer["errorCode"])
		resp, _ = do(t, "PUT", server.url+variables.Replace("/1.1/classes/Post/$POST"), `{"title":"`+text+`"}`, nil)
		assert.Equal(t, http.StatusServiceUnavailable, resp.StatusCode)
	}
	assert.Equal(t, before, contents(t, s), "something was left behind")
	resp, answer := do(t, "GET", server.url+variables.Replace("/1.1/classes/Post/$POST"), "", nil)
	assert.Equal(t, http.StatusOK, resp.StatusCode)
	assert.Equal(t, "one", answer["title"])

	setPages(1 << 20)
	resp, _ = post(t, server.url+"/v1/demo/Users", textOf(big))
	assert.Equal(t, http.StatusCreated, resp.StatusCode)
	n, err := s.count(t.Context(), "", "Article", query{})
	require.NoError(t, err)
	assert.Equal(t, stored, n)
	var sound string
	require.NoError(t, s.db.QueryRow(`PRAGMA integrity_check`).Scan(&sound))
	assert.Equal(t, "ok", sound)
}
