package main

import (
	"compress/gzip"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// behind is the server behind the proxy. The last element of the path says what
// it does. Its errors are in LeanCloud's format, but for one.
func behind(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Behind", "yes")
	switch path.Base(r.URL.Path) {
	case "fine":
		w.Header().Set("Content-Type", "application/json")
		io.WriteString(w, `{"results":[{"objectId":"one","name":"ada"}]}`)
	case "items":
		w.Header().Set("Content-Type", "application/json")
		io.WriteString(w, `{"Count":1,"Result":[{"Id":"one","Name":"ada"}]}`)
	case "everlive":
		reply(w, 400, `{"message":"The name ada is taken.","errorCode":201}`)
	case "taken":
		reply(w, 400, `{"code":202,"error":"The name ada has been taken.","secret":"x"}`)
	case "unlisted":
		reply(w, 422, `{"code":70001,"error":"No more seats in row 7."}`)
	case "compressed":
		w.Header().Set("Content-Encoding", "gzip")
		w.WriteHeader(404)
		z := gzip.NewWriter(w)
		io.WriteString(z, `{"code":211,"error":"No user is named ada."}`)
		z.Close()
	case "html":
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(502)
		io.WriteString(w, "<html><h1>502 Bad Gateway</h1><p>10.0.0.7:9000</p></html>")
	case "busy":
		w.Header().Set("Retry-After", "7")
		reply(w, 429, `{"code":429,"error":"Too many requests."}`)
	case "web":
		w.Header().Set("Access-Control-Allow-Origin", "https://app.example.com")
		w.Header().Set("Set-Cookie", "a=b")
		w.Header().Set("Etag", `"x"`)
		reply(w, 403, `{"code":403,"error":"Forbidden."}`)
	case "silent": // until the proxy or the client has enough of it
		<-r.Context().Done()
	case "stalled":
		w.WriteHeader(500)
		io.WriteString(w, `{"code":1,"err`)
		if r.Method != "HEAD" { // which has got all of its answer
			http.NewResponseController(w).Flush()
			<-r.Context().Done()
		}
	case "cut-error":
		w.Header().Set("Content-Length", "100")
		w.WriteHeader(503)
		io.WriteString(w, `{"code":5`)
	case "cut-success":
		w.Header().Set("Content-Length", "100")
		io.WriteString(w, `{"results":[`)
	case "batch":
		w.Header().Set("Content-Type", "application/json")
		io.WriteString(w, `[{"success":{"objectId":"one"}},{"error":{"code":137,"error":"Taken."}}]`)
	case "headers":
		fmt.Fprintf(w, "%q %q %q %q", r.Host, r.Header["X-Hop"], r.Header["X-Forwarded-For"], r.Header["Accept-Encoding"])
	default:
		http.NotFound(w, r)
	}
}

func reply(w http.ResponseWriter, status int, body string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	io.WriteString(w, body)
}

// start serves a handler and returns its URL.
func start(t *testing.T, h http.Handler) string {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return server.URL
}

// refusing returns the URL of a server that is down.
func refusing(t *testing.T) string {
	t.Helper()
	server := httptest.NewServer(nil)
	server.Close()
	return server.URL
}

// A logBuffer is a log that handlers may still write to while it is read.
type logBuffer struct {
	mu   sync.Mutex
	text strings.Builder
}

func (b *logBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *logBuffer) lines() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return strings.FieldsFunc(b.text.String(), func(c rune) bool { return c == '\n' })
}

// A testProxy is a proxy on a port of its own.
type testProxy struct {
	*proxy
	url    string
	log    *logBuffer
	record string
}

// startProxy starts a proxy in front of upstream, with these flags besides.
func startProxy(t *testing.T, upstream string, args ...string) testProxy {
	t.Helper()
	record := t.TempDir() + "/record.jsonl"
	cfg, err := parseFlags(append([]string{"-upstream", upstream, "-record", record}, args...), io.Discard)
	require.NoError(t, err)
	log := new(logBuffer)
	logger := slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	rec, err := openRecording(cfg.record, logger)
	require.NoError(t, err)
	t.Cleanup(rec.close)
	p := newProxy(cfg, logger, rec)
	return testProxy{p, start(t, p), log, record}
}

// recorded returns the lines of the recording.
func (p testProxy) recorded(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile(p.record)
	require.NoError(t, err)
	return strings.FieldsFunc(string(text), func(c rune) bool { return c == '\n' })
}

// client neither asks for compression by itself nor waits for ever.
var client = &http.Client{
	Transport: &http.Transport{DisableCompression: true},
	Timeout:   20 * time.Second,
}

// get sends a request and returns the answer with its body.
func get(t *testing.T, method, address string, header http.Header) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, address, nil)
	require.NoError(t, err)
	for name, values := range header {
		r.Header[name] = values
	}
	resp, err := client.Do(r)
	require.NoError(t, err)
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	return resp, string(body)
}
