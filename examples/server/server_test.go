package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/crypto/bcrypt"

	"github.com/seed85f21a9e/errcode"
)

// testConfig returns the settings for tests.
func testConfig(t testing.TB) config {
	t.Helper()
	cfg, err := parseFlags([]string{"-class", "Article", "-unique", "Book.isbn", "-rate", "1e6"}, io.Discard)
	require.NoError(t, err)
	cfg.bcryptCost = bcrypt.MinCost
	return cfg
}

// A testServer serves on a free port.
type testServer struct {
	url   string
	store *store
}

func startServer(t testing.TB, cfg config) testServer {
	t.Helper()
	s, err := openStore(t.Context(), cfg)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.close()) })
	server := httptest.NewServer(newHandler(s, cfg, slog.New(slog.DiscardHandler)))
	t.Cleanup(server.Close)
	return testServer{server.URL, s}
}

// post sends a JSON body with the app's credentials and returns the answer.
func post(t *testing.T, address, body string) (*http.Response, object) {
	t.Helper()
	return do(t, "POST", address, body, nil)
}

func do(t *testing.T, method, address, body string, header http.Header) (*http.Response, object) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, address, strings.NewReader(body))
	require.NoError(t, err)
	for name, values := range header {
		r.Header[name] = values
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-LC-Id", "demo")
	r.Header.Set("X-LC-Key", "demo-key")
	resp, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	var answer object
	if len(data) > 0 && data[0] == '[' {
		return resp, object{"#": json.RawMessage(data)} // of a batch
	}
	if len(data) > 0 {
		require.NoError(t, json.Unmarshal(data, &answer))
	}
	return resp, answer
}

// textOf returns an answer as JSON.
func textOf(answer object) string {
	text, err := json.Marshal(answer)
	if err != nil {
		return err.Error()
	}
	return string(text)
}

func TestBothVendorsSeeTheSame(t *testing.T) {
	server := startServer(t, testConfig(t))
	resp, user := post(t, server.url+"/1.1/users", `{"username":"tom","password":"cat","email":"tom@example.com"}`)
	require.Equal(t, http.StatusCreated, resp.StatusCode)
	_, login := post(t, server.url+"/v1/demo/oauth/token", `{"grant_type":"password","username":"tom","password":"cat"}`)
	require.NotNil(t, login["Result"])
	result := login["Result"].(object)
	assert.Equal(t, user["objectId"], result["principal_id"])

	// A token from one API works in the other.
	_, me := do(t, "GET", server.url+"/v1/demo/Users/me", "", http.Header{"Authorization": {"Bearer " + user["sessionToken"].(string)}})
	assert.Equal(t, "tom@example.com", me["Result"].(object)["Email"])
	_, me = do(t, "GET", server.url+"/1.1/users/me", "", http.Header{"X-Lc-Session": {result["access_token"].(string)}})
	assert.Equal(t, "tom", me["username"])

	post(t, server.url+"/v1/demo/Article", `{"Title":"one"}`)
	_, found := do(t, "GET", server.url+`/1.1/classes/Article?where={"Title":"one"}`, "", nil)
	assert.Len(t, found["results"], 1)
}

func TestUsersSeeTheirOwnAddressesOnly(t *testing.T) {
	server := startServer(t, testConfig(t))
	_, user := post(t, server.url+"/1.1/users", `{"username":"tom","password":"cat","email":"tom@example.com"}`)
	address := server.url + "/1.1/users/" + user["objectId"].(string)
	_, seen := do(t, "GET", address, "", nil)
	assert.Equal(t, "tom", seen["username"])
	assert.NotContains(t, seen, "email")
	_, seen = do(t, "GET", address, "", http.Header{"X-Lc-Session": {user["sessionToken"].(string)}})
	assert.Equal(t, "tom@example.com", seen["email"])
}

func TestBatchIsForObjects(t *testing.T) {
	server := startServer(t, testConfig(t))
	const malformed = "Request 1 of the batch is malformed."
	for item, want := range map[string]string{
		`{"method":"POST","path":"/1.1/batch"}`:                     "This server does not support POST /1.1/batch in a batch.",
		`{"method":"POST","path":"/v1/demo/Users"}`:                 "This server does not support POST /v1/demo/Users in a batch.",
		`{"method":"HEAD","path":"/1.1/classes/Article"}`:           "This server does not support HEAD /1.1/classes/Article in a batch.",
		`{"method":"POST","path":":"}`:                              malformed,
		`{"path":"/1.1/classes/Article"}`:                           malformed,
		`{"method":"GET","path":"/1.1/classes/Article","params":1}`: malformed,
		`null`: malformed,
	} {
		t.Run(item, func(t *testing.T) {
			_, answer := post(t, server.url+"/1.1/batch", `{"requests":[{"method":"POST","path":"/1.1/classes/Article","body":{}},`+item+`]}`)
			assert.Equal(t, want, answer["error"])
			n, err := server.store.count(t.Context(), "", "Article", query{})
			require.NoError(t, err)
			assert.Zero(t, n, "the first request was done")
		})
	}
}

func TestRequestLog(t *testing.T) {
	cfg := testConfig(t)
	s, err := openStore(t.Context(), cfg)
	require.NoError(t, err)
	defer s.close()
	var log bytes.Buffer
	h := newHandler(s, cfg, slog.New(slog.NewJSONHandler(&log, nil)))

	h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/v1/demo/Nothing?_el=secret", nil))
	var line struct {
		Msg, Method, Path string
		Status            int
		Code              struct {
			Catalog string
			Number  int
		}
	}
	assert.Equal(t, 1, strings.Count(log.String(), "\n"), "lines")
	require.NoError(t, json.Unmarshal(log.Bytes(), &line))
	assert.Equal(t, "request GET /v1/demo/Nothing", line.Msg+" "+line.Method+" "+line.Path)
	assert.Equal(t, errcode.BackendContentTypeNotFound.HTTPStatus(), line.Status)
	assert.Equal(t, "backend", line.Code.Catalog)
	assert.Equal(t, 611, line.Code.Number)
	assert.NotContains(t, log.String(), "secret")

	log.Reset()
	h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/v1/demo/Files", nil))
	assert.Equal(t, 1, strings.Count(log.String(), "\n"), "what is not supported is no failure of the server: %s", log.String())
	assert.Contains(t, log.String(), `"status":400`)

	log.Reset()
	h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/v1/demo/Article", nil))
	assert.Contains(t, log.String(), `"status":200`)
	assert.NotContains(t, log.String(), `"code"`)
}

// The causes of internal failures do not reach the client.
func TestInternalFailures(t *testing.T) {
	cfg := testConfig(t)
	s, err := openStore(t.Context(), cfg)
	require.NoError(t, err)
	var log bytes.Buffer
	logger := slog.New(slog.NewJSONHandler(&log, nil))

	t.Run("database", func(t *testing.T) {
		require.NoError(t, s.close())
		w := httptest.NewRecorder()
		newHandler(s, cfg, logger).ServeHTTP(w, httptest.NewRequest("GET", "/v1/demo/Article", nil))
		assert.Equal(t, http.StatusInternalServerError, w.Code)
		assert.JSONEq(t, `{"message":"General database error.","errorCode":107}`, w.Body.String())
		assert.Contains(t, log.String(), "database is closed")
	})
	t.Run("panic", func(t *testing.T) {
		a := newAPI(s, cfg, logger, errcode.LeanCloud)
		a.authorize = func(*http.Request) error { return nil }
		a.class = a.authorize
		a.read("GET /1.1/panic", func(http.ResponseWriter, *http.Request) error { panic("at the disco") })
		w := httptest.NewRecorder()
		a.handler(newLimiter(cfg)).ServeHTTP(w, httptest.NewRequest("GET", "/1.1/panic", nil))
		assert.Equal(t, http.StatusInternalServerError, w.Code)
		assert.JSONEq(t, `{"code":1,"error":"Internal server error. No information available."}`, w.Body.String())
		assert.Contains(t, log.String(), "at the disco")
	})
}

func TestWebPagesOfAnyOrigin(t *testing.T) {
	server := startServer(t, testConfig(t))
	resp, _ := do(t, "OPTIONS", server.url+"/1.1/login", "", http.Header{
		"Access-Control-Request-Method":  {"POST"},
		"Access-Control-Request-Headers": {"x-lc-id,x-lc-sign"},
	})
	assert.Equal(t, http.StatusNoContent, resp.StatusCode)
	assert.Equal(t, "x-lc-id,x-lc-sign", resp.Header.Get("Access-Control-Allow-Headers"))
	resp, _ = do(t, "GET", server.url+"/1.1/nothing", "", nil)
	assert.Equal(t, "*", resp.Header.Get("Access-Control-Allow-Origin"), "on failures, too")
}

func TestSettings(t *testing.T) {
	for _, args := range [][]string{{"-unique", "Book"}, {"-rate", "many"}, {"-rate", "0"}, {"-import", "Post.jsonl"}, {"-import", "Post.jsonl", "-db", "x", "-read-only"}, {"extra"}} {
		var output bytes.Buffer
		_, err := parseFlags(args, &output)
		assert.Error(t, err, "%v", args)
		assert.NotEmpty(t, output.String(), "%v", args)
	}
	for _, args := range [][]string{{"-unique", `Book.a"b`}, {"-unique", "Book.objectId"}, {"-class", "a b"}} {
		cfg, err := parseFlags(args, io.Discard)
		require.NoError(t, err)
		_, err = openStore(t.Context(), cfg)
		assert.Error(t, err, "%v", args)
	}
}

// lines is a writer that passes on what is written.
type lines chan string

func (l lines) Write(b []byte) (int, error) {
	l <- string(b)
	return len(b), nil
}

// The printed commands work, and when the server is told to stop, it finishes
// its requests first.
func TestRun(t *testing.T) {
	cfg := testConfig(t)
	cfg.addr = "127.0.0.1:0"
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	stopped := make(chan error, 1)
	output := make(lines, 1)
	go func() { stopped <- run(ctx, cfg, slog.New(slog.DiscardHandler), output) }()
	var printed string
	select {
	case printed = <-output:
	case err := <-stopped:
		require.NoError(t, err)
	}
	commands := regexp.MustCompile(`(?m)^  (curl .+)$`).FindAllStringSubmatch(printed, -1)
	require.Len(t, commands, 3)
	t.Run("curl", func(t *testing.T) {
		if _, err := exec.LookPath("curl"); err != nil {
			t.Skip("THE PRINTED COMMANDS ARE NOT TESTED: curl is not installed.")
		}
		for i, want := range []string{`"sessionToken":`, `"code":210`, `"access_token":`} {
			answer, err := exec.CommandContext(t.Context(), "sh", "-c", commands[i][1]+" --silent --noproxy '*'").Output()
			require.NoError(t, err)
			assert.Contains(t, string(answer), want)
		}
	})

	// The body of this request is still on its way when the server is told to
	// stop. The client sends it when the handler starts to read it.
	base := regexp.MustCompile(`http://[0-9.]+:[0-9]+`).FindString(printed)
	body, rest := io.Pipe()
	r, err := http.NewRequestWithContext(t.Context(), "POST", base+"/v1/demo/Article", body)
	require.NoError(t, err)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Expect", "100-continue")
	client := http.Client{Transport: &http.Transport{ExpectContinueTimeout: time.Minute}}
	var sending sync.WaitGroup
	sending.Go(func() {
		resp, err := client.Do(r)
		if assert.NoError(t, err) {
			resp.Body.Close()
			assert.Equal(t, http.StatusCreated, resp.StatusCode)
		}
	})
	_, err = rest.Write([]byte(`{"Title":`))
	require.NoError(t, err)
	stop()
	_, err = rest.Write([]byte(`"late"}`))
	require.NoError(t, err)
	require.NoError(t, rest.Close())
	sending.Wait()
	assert.NoError(t, <-stopped)
	_, err = http.Get(base + "/1.1/date")
	assert.Error(t, err, "it serves no longer")
	assert.False(t, errors.Is(err, context.Canceled))
}
