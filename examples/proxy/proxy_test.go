package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode"
)

// What clients get for each error of the server, in both formats, in Chinese,
// and with its own messages. The label is what is counted.
func TestErrors(t *testing.T) {
	up := start(t, http.HandlerFunc(behind))
	down := refusing(t)
	const (
		unavailable = `{"code":511,"error":"Temporarily Unavailable."}`
		maintenance = `{"message":"Application is down for maintenance","errorCode":670}`
		tooSlow     = `{"code":124,"error":"The request timed out on the server. Typically this indicates the request is too expensive."}`
	)
	var (
		leancloud = []string{"-client", "leancloud"}
		backend   = []string{"-client", "backend", "-upstream-format", "leancloud"}
		chinese   = []string{"-languages", "zh-Hans,en"}
		relaying  = []string{"-relay"}
		hasty     = []string{"-timeout", "50ms"}
	)
	for _, tc := range []struct {
		name     string
		upstream string
		args     []string
		path     string
		status   int
		body     string
		label    string
	}{
		{"code", up, leancloud, "taken", 400, `{"code":202,"error":"Username has already been taken."}`, "leancloud/202"},
		{"code", up, backend, "taken", 400, `{"message":"A user with the same username already exists.","errorCode":201}`, "leancloud/202"},
		{"code", up, chinese, "taken", 400, `{"code":202,"error":"用户名已被占用。"}`, "leancloud/202"},
		{"code", up, relaying, "taken", 400, `{"code":202,"error":"The name ada has been taken."}`, "leancloud/202"},
		{"unlisted", up, leancloud, "unlisted", 422, `{"code":70001,"error":"Unknown error."}`, "leancloud/_OTHER"},
		{"unlisted", up, relaying, "unlisted", 422, `{"code":70001,"error":"No more seats in row 7."}`, "leancloud/_OTHER"},
		{"unlisted", up, backend, "unlisted", 500, `{"message":"Unexpected error.","errorCode":1}`, "leancloud/_OTHER"},
		{"compressed", up, leancloud, "compressed", 400, `{"code":211,"error":"Could not find user."}`, "leancloud/211"},
		{"compressed", up, relaying, "compressed", 404, `{"code":211,"error":"No user is named ada."}`, "leancloud/211"},
		{"HTML", up, leancloud, "html", 503, unavailable, "leancloud/511"},
		{"HTML", up, relaying, "html", 502, unavailable, "leancloud/511"},
		{"HTML", up, backend, "html", 503, maintenance, "leancloud/511"},
		{"no such page", up, leancloud, "nothing", 404, `{"code":101,"error":"Object doesn't exist, or has an incorrect password."}`, "leancloud/101"},
		{"refused", down, leancloud, "taken", 503, unavailable, "Unavailable"},
		{"refused", down, backend, "taken", 503, maintenance, "Unavailable"},
		{"too slow", up, hasty, "silent", 400, tooSlow, "DeadlineExceeded"},
		{"stalled in an error", up, hasty, "stalled", 500, `{"code":1,"error":"Internal server error. No information available."}`, "leancloud/1"},
		{"cut in an error", up, leancloud, "cut-error", 503, unavailable, "leancloud/511"},
		{"a server that speaks no HTTP", start(t, http.HandlerFunc(babble)), leancloud, "x", 503, unavailable, "Unavailable"},
	} {
		t.Run(tc.name+" "+strings.Join(tc.args, " "), func(t *testing.T) {
			p := startProxy(t, tc.upstream, tc.args...)
			address := p.url + "/1.1/classes/" + tc.path + "?limit=1"
			// As browsers ask, though the proxy cannot read br.
			resp, body := get(t, "GET", address, http.Header{"Accept-Encoding": {"gzip, deflate, br"}})
			assert.Equal(t, tc.status, resp.StatusCode)
			assert.Equal(t, tc.body, body)
			assert.Equal(t, "application/json; charset=utf-8", resp.Header.Get("Content-Type"))
			assert.Empty(t, resp.Header["Content-Encoding"])
			assert.Empty(t, resp.Header["X-Behind"], "headers of the server's error")

			assert.Equal(t, fmt.Sprintf(`{%q: 1}`, tc.label), p.counts.String())
			logged := p.log.lines()
			require.Len(t, logged, 1)
			assert.Contains(t, logged[0], "path=/1.1/classes/"+tc.path)
			assert.Contains(t, logged[0], fmt.Sprintf(" status=%d ", tc.status))
			assert.Contains(t, logged[0], "error.text=")

			got := p.recorded(t)
			require.Len(t, got, 1)
			assert.Contains(t, got[0], `"body":`+tc.body)

			resp, body = get(t, "HEAD", address, nil)
			assert.Positive(t, resp.ContentLength)
			assert.GreaterOrEqual(t, resp.StatusCode, 400)
			assert.Empty(t, body)
			assert.Len(t, p.recorded(t), 2)
		})
	}
}

// babble answers with something that is not HTTP.
func babble(w http.ResponseWriter, _ *http.Request) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err == nil {
		io.WriteString(conn, "220 mail.example.com\r\n")
		conn.Close()
	}
}

// An error that is cut in its header is no fault of the client's.
func TestAnswerCutInItsHeader(t *testing.T) {
	p := startProxy(t, start(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := http.NewResponseController(w).Hijack()
		if err == nil {
			io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-")
			conn.Close()
		}
	})))
	resp, body := get(t, "POST", p.url, nil)
	assert.Equal(t, 503, resp.StatusCode)
	assert.Equal(t, `{"code":511,"error":"Temporarily Unavailable."}`, body)
}

func TestRetryAfterAndLevel(t *testing.T) {
	p := startProxy(t, start(t, http.HandlerFunc(behind)))
	resp, _ := get(t, "GET", p.url+"/busy", nil)
	assert.Equal(t, 429, resp.StatusCode)
	assert.Equal(t, []string{"7"}, resp.Header["Retry-After"])
	get(t, "GET", p.url+"/html", nil)
	logged := p.log.lines()
	require.Len(t, logged, 2)
	assert.Contains(t, logged[0], "level=INFO")
	assert.Contains(t, logged[0], "answered=leancloud/429")
	assert.Contains(t, logged[1], "level=ERROR")
	assert.Contains(t, logged[1], "10.0.0.7:9000", "the log says what the client is not told")
}

// The log has the error as the server sent it, also where its message is passed on.
func TestLogOfARelayedError(t *testing.T) {
	p := startProxy(t, start(t, http.HandlerFunc(behind)), "-relay")
	get(t, "GET", p.url+"/taken", nil)
	logged := p.log.lines()
	require.Len(t, logged, 1)
	assert.Contains(t, logged[0], `error.text="leancloud 202: The name ada has been taken"`)
	assert.Contains(t, logged[0], "error.remote=true")
}

// Scripts of a web page read an error only if the server lets them.
func TestHeadersForBrowsers(t *testing.T) {
	p := startProxy(t, start(t, http.HandlerFunc(behind)))
	resp, _ := get(t, "GET", p.url+"/web", nil)
	assert.Equal(t, 403, resp.StatusCode)
	assert.Equal(t, "https://app.example.com", resp.Header.Get("Access-Control-Allow-Origin"))
	assert.Equal(t, "a=b", resp.Header.Get("Set-Cookie"))
	assert.Empty(t, resp.Header["Etag"])
}

func TestSuccessesPassUntouched(t *testing.T) {
	up := start(t, http.HandlerFunc(behind))
	p := startProxy(t, up)
	for _, path := range []string{"/fine", "/batch"} {
		direct, want := get(t, "GET", up+path, nil)
		resp, got := get(t, "GET", p.url+path, nil)
		assert.Equal(t, want, got)
		assert.Equal(t, direct.StatusCode, resp.StatusCode)
		direct.Header.Del("Date")
		resp.Header.Del("Date")
		assert.Equal(t, direct.Header, resp.Header)
	}
	assert.Equal(t, "{}", p.counts.String())
	assert.Empty(t, p.log.lines())
	assert.Empty(t, p.recorded(t))
}

// Each part of a success arrives before the server sends the next one, and one
// that breaks is cut.
func TestSuccessesStream(t *testing.T) {
	next := make(chan bool)
	p := startProxy(t, start(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "20")
		for part := range 2 {
			fmt.Fprintf(w, "part %d", part)
			http.NewResponseController(w).Flush()
			select {
			case <-next:
			case <-r.Context().Done():
			}
		}
	})))
	resp, err := client.Get(p.url)
	require.NoError(t, err)
	defer resp.Body.Close()
	part := make([]byte, 6)
	for _, want := range []string{"part 0", "part 1"} {
		_, err := io.ReadFull(resp.Body, part)
		require.NoError(t, err)
		assert.Equal(t, want, string(part))
		next <- true
	}
	_, err = io.ReadFull(resp.Body, part)
	assert.ErrorIs(t, err, io.ErrUnexpectedEOF)
	assert.Empty(t, p.recorded(t))
}

func TestBrokenSuccessIsCut(t *testing.T) {
	p := startProxy(t, start(t, http.HandlerFunc(behind)))
	resp, err := client.Get(p.url + "/cut-success")
	require.NoError(t, err)
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	assert.Error(t, err)
	assert.Equal(t, `{"results":[`, string(body))
}

func TestHeadersOfRequests(t *testing.T) {
	up := start(t, http.HandlerFunc(behind))
	p := startProxy(t, up)
	host := strings.TrimPrefix(up, "http://")
	for accepted, want := range map[string]string{
		"br":                             `["identity"]`,
		"gzip, deflate, br":              `["gzip, deflate"]`,
		"zstd;q=1, GZIP;q=0.5, identity": `["GZIP;q=0.5"]`,
		"":                               `[]`,
	} {
		header := http.Header{
			"Connection": {"X-Hop"}, "X-Hop": {"removed"}, "X-Forwarded-For": {"spoofed"},
		}
		if accepted != "" {
			header["Accept-Encoding"] = []string{accepted}
		}
		_, got := get(t, "GET", p.url+"/headers", header)
		assert.Equal(t, fmt.Sprintf(`%q [] ["127.0.0.1"] %s`, host, want), got)
	}
}

// A WebSocket, or any other protocol that both sides switch to, passes.
func TestUpgrade(t *testing.T) {
	p := startProxy(t, start(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		conn, rw, err := http.NewResponseController(w).Hijack()
		if err != nil {
			return
		}
		defer conn.Close()
		io.WriteString(conn, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n")
		line, _ := rw.ReadString('\n')
		io.WriteString(conn, "echo "+line)
	})))
	conn, err := net.Dial("tcp", strings.TrimPrefix(p.url, "http://"))
	require.NoError(t, err)
	defer conn.Close()
	io.WriteString(conn, "GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n")
	r := bufio.NewReader(conn)
	resp, err := http.ReadResponse(r, nil)
	require.NoError(t, err)
	require.Equal(t, 101, resp.StatusCode)
	io.WriteString(conn, "hello\n")
	line, err := r.ReadString('\n')
	require.NoError(t, err)
	assert.Equal(t, "echo hello\n", line)
}

// A client that gives up is neither an error of the server nor recorded.
func TestClientHangsUp(t *testing.T) {
	arrived := make(chan bool)
	p := startProxy(t, start(t, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		arrived <- true
		<-r.Context().Done()
	})))
	done := make(chan bool)
	front := start(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer close(done)
		p.ServeHTTP(w, r)
	}))
	ctx, cancel := context.WithCancel(t.Context())
	r, err := http.NewRequestWithContext(ctx, "GET", front, nil)
	require.NoError(t, err)
	go func() {
		<-arrived
		cancel()
	}()
	_, err = client.Do(r)
	require.ErrorIs(t, err, context.Canceled)
	<-done
	assert.Equal(t, `{"Canceled": 1}`, p.counts.String())
	assert.Contains(t, strings.Join(p.log.lines(), "\n"), "level=DEBUG")
	assert.Empty(t, p.recorded(t))
}

// What a request costs does not grow with what the server sends.
func TestHugeErrors(t *testing.T) {
	p := startProxy(t, start(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/header" {
			w.Header().Set("X-Long", strings.Repeat("x", 1<<20))
		}
		w.WriteHeader(400)
		io.WriteString(w, `{"code":202,"error":"`)
		for range 64 {
			if _, err := io.WriteString(w, strings.Repeat("x", 1<<20)); err != nil {
				return
			}
		}
	})), "-relay")
	_, body := get(t, "GET", p.url, nil)
	assert.Less(t, len(body), 8<<10)
	assert.Equal(t, "leancloud/107", errcode.LabelOf(errcode.LeanCloud.DecodeBody(400, []byte(body))))
	resp, _ := get(t, "GET", p.url+"/header", nil)
	assert.Equal(t, 503, resp.StatusCode)
	for _, line := range p.log.lines() {
		assert.Less(t, len(line), 32<<10)
	}
}

func TestConcurrentRequests(t *testing.T) {
	p := startProxy(t, start(t, http.HandlerFunc(behind)))
	var wg sync.WaitGroup
	for i := range 64 {
		path := []string{"/taken", "/busy", "/compressed", "/fine"}[i%4]
		wg.Go(func() {
			resp, err := client.Get(p.url + path)
			if assert.NoError(t, err) {
				io.Copy(io.Discard, resp.Body)
				resp.Body.Close()
			}
		})
	}
	wg.Wait()
	assert.JSONEq(t, `{"leancloud/202": 16, "leancloud/429": 16, "leancloud/211": 16}`, p.counts.String())
	assert.Len(t, p.log.lines(), 48)
	lines := p.recorded(t)
	assert.Len(t, lines, 48)
	for _, line := range lines {
		assert.True(t, json.Valid([]byte(line)), line)
	}
}

func TestCounts(t *testing.T) {
	p := startProxy(t, start(t, http.HandlerFunc(behind)))
	get(t, "GET", p.url+"/taken", nil)
	get(t, "GET", p.url+"/taken", nil)
	_, body := get(t, "GET", start(t, http.HandlerFunc(p.serveCounts)), nil)
	assert.JSONEq(t, `{"errors": {"leancloud/202": 2}}`, body)
}
