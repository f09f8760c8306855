package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode"
)

var loadTime = flag.Duration("load", 2*time.Second, "how long TestLoad sends requests")

const loadClients = 64

// Under load from many clients, no write is lost, and every failure has its
// code in the right format.
func TestLoad(t *testing.T) {
	for _, where := range []string{"memory", "file"} {
		t.Run(where, func(t *testing.T) {
			cfg := testConfig(t)
			if where == "file" {
				cfg.db = filepath.Join(t.TempDir(), "load.db")
			}
			server := startServer(t, cfg)
			_, _, err := server.store.signUp(t.Context(), object{"username": "tom", "password": "cat"})
			require.NoError(t, err)
			counter, err := server.store.create(t.Context(), "Article", object{"n": 0.0}, false)
			require.NoError(t, err)
			abandoned, err := server.store.create(t.Context(), "Article", object{}, false)
			require.NoError(t, err)
			_, err = server.store.create(t.Context(), "Book", object{"isbn": "taken"}, false)
			require.NoError(t, err)

			l := &workload{t: t, base: server.url, counter: counter.id, abandoned: abandoned.id}
			l.client.Transport = &http.Transport{MaxIdleConnsPerHost: loadClients}
			t.Cleanup(l.client.CloseIdleConnections)
			end := time.Now().Add(*loadTime)
			var clients sync.WaitGroup
			for i := range loadClients {
				clients.Go(func() {
					for n := 0; time.Now().Before(end) && !t.Failed(); n++ {
						l.step(fmt.Sprintf("%d-%d", i, n))
					}
				})
			}
			clients.Wait()

			article, err := server.store.get(t.Context(), "", "Article", l.counter)
			require.NoError(t, err)
			assert.EqualValues(t, l.increments.Load(), fieldsOf(t, article)["n"], "increments")
			books, err := server.store.count(t.Context(), "", "Book", query{})
			require.NoError(t, err)
			assert.EqualValues(t, l.creations.Load()+1, books, "books")
			assert.Positive(t, l.failures.Load())
			t.Logf("%d increments, %d creations, %d failures in %v", l.increments.Load(), l.creations.Load(), l.failures.Load(), *loadTime)
		})
	}
}

type workload struct {
	t       *testing.T
	base    string
	client  http.Client
	counter string // the ID of an object to increment

	abandoned string // the ID of one whose changes are not waited for

	increments, creations, failures atomic.Int64
}

// step sends one request, chosen at random.
func (l *workload) step(unique string) {
	lc, be := errcode.LeanCloud, errcode.Backend
	switch rand.IntN(19) {
	case 0:
		l.succeed("PUT", "/1.1/classes/Article/"+l.counter, object{"n": object{"__op": "Increment", "amount": 1}}, &l.increments)
	case 1:
		l.succeed("PUT", "/v1/demo/Article/"+l.counter, object{"$inc": object{"n": 1}}, &l.increments)
	case 2:
		l.succeed("POST", "/1.1/classes/Book", object{"isbn": "lc-" + unique}, &l.creations)
	case 3:
		l.succeed("POST", "/v1/demo/Book", object{"isbn": "be-" + unique}, &l.creations)
	case 4:
		l.succeed("GET", "/1.1/classes/Book?limit=3", nil, new(atomic.Int64))
	case 5:
		l.fail(lc, "POST", "/1.1/classes/Book", object{"isbn": "taken"}, errcode.LeanCloudDuplicateValue)
	case 6:
		l.fail(be, "POST", "/v1/demo/Book", object{"isbn": "taken"}, errcode.BackendDuplicateKey)
	case 7:
		l.fail(lc, "PUT", "/1.1/classes/Book/nosuchid", object{}, errcode.LeanCloudObjectNotFoundByID)
	case 8:
		l.fail(be, "GET", "/v1/demo/Users/me", nil, errcode.BackendUnauthorized)
	case 9:
		l.fail(lc, "POST", "/1.1/classes/Book", []int{1}, errcode.LeanCloudInvalidJSON)
	case 10:
		l.fail(lc, "POST", "/1.1/login", object{"username": "tom", "password": "dog"},
			errcode.LeanCloudUsernamePasswordMismatch, errcode.LeanCloudTooManyLoginAttempts)
	case 11:
		l.fail(be, "POST", "/v1/demo/Users", object{"Username": "tom", "Password": "x"}, errcode.BackendUsernameTaken)
	case 12:
		l.fail(lc, "GET", "/1.1/classes/Book?include=author", nil, errcode.LeanCloudCommandUnavailable)
	case 13:
		l.fail(be, "PUT", "/v1/demo/Book", object{"isbn": "many"}, errcode.BackendMethodNotSupported)
	case 14:
		l.fail(lc, "POST", "/1.1/classes/Book", `{"deep":`+nested(1001)+`}`, errcode.LeanCloudInvalidJSON)
	case 15:
		l.fail(be, "GET", "/v1/other/Book", nil, errcode.BackendInvalidAppID)
	case 16:
		l.fail(lc, "POST", "/1.1/login", object{"username": "nobody", "password": "x"}, errcode.LeanCloudUserNotFound)
	case 17:
		l.batch(unique)
	case 18:
		l.hangUp()
	}
}

func (l *workload) succeed(method, path string, body any, count *atomic.Int64) {
	status, answer := l.send(method, path, body)
	if assert.Less(l.t, status, 300, "%s %s: %s", method, path, answer) {
		assert.True(l.t, json.Valid(answer), "%s", answer)
		count.Add(1)
	}
}

func (l *workload) fail(catalog *errcode.Catalog, method, path string, body any, want ...errcode.Code) {
	status, answer := l.send(method, path, body)
	got := catalog.DecodeBody(status, answer)
	assert.False(l.t, got.Inferred(), "%s %s: %d %s", method, path, status, answer)
	assert.True(l.t, slices.Contains(want, got.Code()), "%s %s: %v, not %v", method, path, got.Code(), want)
	if got.Code() != errcode.BackendMethodNotSupported {
		assert.Equal(l.t, got.Code().HTTPStatus(), status)
	}
	l.failures.Add(1)
}

// batch sends a batch whose second request fails.
func (l *workload) batch(unique string) {
	entry := func(isbn string) object {
		return object{"method": "POST", "path": "/1.1/classes/Book", "body": object{"isbn": isbn}}
	}
	status, answer := l.send("POST", "/1.1/batch", object{"requests": []object{entry("batch-" + unique), entry("taken")}})
	entries, err := errcode.ParseLeanCloudBatch(answer)
	if assert.NoError(l.t, err, "%d %s", status, answer) && assert.Len(l.t, entries, 2) && assert.NoError(l.t, entries[0]) {
		assert.ErrorIs(l.t, entries[1], errcode.LeanCloudDuplicateValue)
		l.creations.Add(1)
		l.failures.Add(1)
	}
}

// hangUp sends a request and hangs up before the answer, as a rule.
func (l *workload) hangUp() {
	ctx, cancel := context.WithTimeout(l.t.Context(), time.Duration(rand.IntN(2000))*time.Microsecond)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, "PUT", l.base+"/1.1/classes/Article/"+l.abandoned, strings.NewReader(`{"n":1}`))
	if !assert.NoError(l.t, err) {
		return
	}
	r.Header.Set("X-LC-Id", "demo")
	r.Header.Set("X-LC-Key", "demo-key")
	if resp, err := l.client.Do(r); err == nil {
		resp.Body.Close()
	}
}

func (l *workload) send(method, path string, body any) (status int, answer []byte) {
	status, answer, err := sendTo(l.t, &l.client, l.base, method, path, body)
	assert.NoError(l.t, err)
	return status, answer
}

// sendTo sends a request with the app's credentials and returns the answer.
func sendTo(t *testing.T, client *http.Client, base, method, path string, body any) (status int, answer []byte, err error) {
	text, ok := body.(string)
	if !ok && body != nil {
		encoded, err := json.Marshal(body)
		if err != nil {
			return 0, nil, err
		}
		text = string(encoded)
	}
	r, err := http.NewRequestWithContext(t.Context(), method, base+path, strings.NewReader(text))
	if err != nil {
		return 0, nil, err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-LC-Id", "demo")
	r.Header.Set("X-LC-Key", "demo-key")
	resp, err := client.Do(r)
	if err != nil {
		return 0, nil, err
	}
	defer resp.Body.Close()
	answer, err = io.ReadAll(resp.Body)
	return resp.StatusCode, answer, err
}
