package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode"
)

// A hostile request tries to be as expensive as possible.
type hostile struct {
	name, method, path, body string
	header                   http.Header
	status                   int
}

// hostileData stores what a hostile client could: large objects and long lists.
// It returns requests that make the most of them.
func hostileData(t testing.TB, s *store) []hostile {
	t.Helper()
	ctx := context.Background()
	_, _, err := s.signUp(ctx, object{"username": "tom", "password": "cat"})
	require.NoError(t, err)
	var ids []string
	for range 40 {
		o, err := s.create(ctx, "Large", object{"text": strings.Repeat("x", 250<<10)}, true)
		require.NoError(t, err)
		ids = append(ids, o.id)
	}
	items := make([]any, maxItems)
	for i := range items {
		items[i] = fmt.Sprint("item ", i)
	}
	list, err := s.create(ctx, "List", object{"list": items}, true)
	require.NoError(t, err)
	pairs := make([]any, maxItems/2)
	for i := range pairs {
		pairs[i] = object{"n": float64(i), "list": []any{}}
	}
	_, err = s.create(ctx, "List", object{"list": pairs}, true)
	require.NoError(t, err)

	lists := object{}
	for i := range maxConditions {
		lists[fmt.Sprint("list", i)] = items[:maxItems/maxConditions]
	}
	_, err = s.create(ctx, "Lists", lists, true)
	require.NoError(t, err)

	batch := func(n int, entry string) string {
		entries := make([]string, n)
		for i := range entries {
			entries[i] = strings.ReplaceAll(entry, "$ID", ids[i%len(ids)])
		}
		return `{"requests":[` + strings.Join(entries, ",") + `]}`
	}
	operation := func(op string, n int) string {
		quoted := make([]string, n)
		for i := range quoted {
			quoted[i] = strconv.Quote(fmt.Sprint("item ", 2*i))
		}
		return `{"list":{"__op":"` + op + `","objects":[` + strings.Join(quoted, ",") + `]}}`
	}
	where := func(text string) string { return "?where=" + url.QueryEscape(text) }
	return []hostile{
		{name: "nested 1,001 deep", method: "POST", path: "/1.1/classes/List", body: `{"deep":` + nested(1001) + `}`, status: 400},
		{name: "nested 500,000 deep", method: "POST", path: "/1.1/classes/List", body: `{"deep":` + nested(500_000) + `}`, status: 400},
		{name: "AddUnique of 32,000 items", method: "PUT", path: "/1.1/classes/List/" + list.id, body: operation("AddUnique", 32_000), status: 400},
		{name: "AddUnique of 10,000 items", method: "PUT", path: "/1.1/classes/List/" + list.id, body: operation("AddUnique", maxItems), status: 400},
		{name: "Remove of 10,000 items", method: "PUT", path: "/1.1/classes/List/" + list.id, body: operation("Remove", maxItems), status: 200},
		{name: "50,000 values", method: "POST", path: "/1.1/classes/List", body: `{"list":[` + strings.Repeat("["+strings.Repeat("[],", maxItems-10)+"[]],", 4) + `[]]}`, status: 201},
		{name: "500,000 values", method: "POST", path: "/1.1/classes/List", body: `{"list":[` + strings.Repeat("1,", 500_000) + `1]}`, status: 400},
		{name: "90,000 fields", method: "POST", path: "/1.1/classes/List", body: numbered(90_000, `"f%d":1`), status: 400},
		{name: "a batch of 40 queries", method: "POST", path: "/1.1/batch", body: batch(40, `{"method":"GET","path":"/1.1/classes/Large"}`), status: 200},
		{name: "a batch of queries that fit", method: "POST", path: "/1.1/batch", body: batch(100, `{"method":"GET","path":"/1.1/classes/Large?limit=8"}`), status: 200},
		{name: "a batch of objects", method: "POST", path: "/1.1/batch", body: batch(100, `{"method":"GET","path":"/1.1/classes/Large/$ID"}`), status: 200},
		{name: "everything", method: "GET", path: "/1.1/classes/Large?limit=1000", status: errcode.LeanCloudThresholdExceeded.HTTPStatus()},
		{name: "everything, in order", method: "GET", path: "/1.1/classes/Large?limit=16&order=text,-text,text,-text,text", status: 200},
		{name: "20 conditions and 1,000 values", method: "POST", path: "/1.1/batch",
			body: `{"requests":[{"method":"GET","path":"/1.1/classes/Lists","params":{"where":` + numbered(maxConditions, `"list%d":{"$in":["item 1",`+numbers(maxWanted/maxConditions-1)+`]}`) + `}}]}`, status: 200},
		{name: "a condition of 1,000 values on 10,000", method: "GET", path: "/1.1/classes/List" + where(`{"list":{"$in":[`+numbers(maxWanted)+`]}}`), status: 200},
		{name: "a sort header of 40 KB", method: "GET", path: "/v1/demo/List", header: http.Header{"X-Everlive-Sort": {numbered(4000, `"f%d":1`)}}, status: 400},
		{name: "an Accept header of 40 KB", method: "GET", path: "/v1/demo/List", header: http.Header{"Accept": {strings.Repeat("a/b,", 10_000)}}, status: 406},
		{name: "deletion of 4,000", method: "DELETE", path: "/1.1/classes/List/" + strings.Repeat("x,", 4000), status: 400},
		{name: "sign-up under a taken name", method: "POST", path: "/1.1/users", body: `{"username":"tom","password":"x"}`, status: 400},
	}
}

func (h hostile) request(t testing.TB, base string) *http.Request {
	t.Helper()
	r, err := http.NewRequest(h.method, base+h.path, strings.NewReader(h.body))
	require.NoError(t, err)
	for name, values := range h.header {
		r.Header[name] = values
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-LC-Id", "demo")
	r.Header.Set("X-LC-Key", "demo-key")
	return r
}

// hostileMemory limits how much the peak memory of the server may grow during a
// hostile request.
const hostileMemory = 32 << 20

// The test measures the memory of the whole process, because Go does not see
// what SQLite allocates. BenchmarkHostile measures the time.
func TestHostileRequests(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("THE MEMORY OF A PROCESS IS NOT MEASURED: only Linux tells its peak.")
	}
	cfg := testConfig(t)
	cfg.db = filepath.Join(t.TempDir(), "hostile.db")
	s, err := openStore(t.Context(), cfg)
	require.NoError(t, err)
	requests := hostileData(t, s)
	require.NoError(t, s.close())
	path := buildServer(t)
	// On a busy machine the collector falls behind, and the peak says more about
	// the machine than about the request. With a limit it keeps up.
	t.Setenv("GOMEMLIMIT", "24MiB")
	for _, h := range requests {
		t.Run(h.name, func(t *testing.T) {
			server := startChild(t, path, "-db", cfg.db)
			resp, err := http.Get(server.url + "/1.1/date") // so that all that is done once is done
			require.NoError(t, err)
			resp.Body.Close()
			before := peakMemory(t, server)
			resp, err = http.DefaultClient.Do(h.request(t, server.url))
			require.NoError(t, err)
			defer resp.Body.Close()
			n, err := io.Copy(io.Discard, resp.Body)
			require.NoError(t, err)
			assert.Equal(t, h.status, resp.StatusCode)
			cost := peakMemory(t, server) - before
			assert.LessOrEqual(t, cost, hostileMemory)
			t.Logf("%d KB of memory, an answer of %d KB", cost>>10, n>>10)
			http.DefaultClient.CloseIdleConnections()
		})
	}
}

// peakMemory returns the peak memory of a process in bytes.
func peakMemory(t *testing.T, c child) int {
	t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", c.process.Pid))
	require.NoError(t, err)
	_, line, ok := strings.Cut(string(status), "VmHWM:")
	require.True(t, ok)
	kilobytes, err := strconv.Atoi(strings.Fields(line)[0])
	require.NoError(t, err)
	return kilobytes << 10
}

// Each hostile request should take less than 50 ms.
func BenchmarkHostile(b *testing.B) {
	cfg := testConfig(b)
	cfg.db = filepath.Join(b.TempDir(), "hostile.db")
	s, err := openStore(b.Context(), cfg)
	require.NoError(b, err)
	defer s.close()
	requests := hostileData(b, s)
	handler := newHandler(s, cfg, slog.New(slog.DiscardHandler))
	for _, h := range requests {
		b.Run(strings.ReplaceAll(h.name, " ", "-"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				handler.ServeHTTP(httptest.NewRecorder(), h.request(b, "http://127.0.0.1"))
			}
			b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N), "ms/op")
		})
	}
}
