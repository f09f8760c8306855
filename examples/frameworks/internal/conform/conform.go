// Package conform tests that a framework answers errors as net/http does, over
// real connections.
package conform

import (
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/examples/frameworks/internal/app"
	"github.com/seed85f21a9e/errcode/examples/frameworks/withnethttp"
)

// A Serve starts a service that answers with rp, and returns its address.
type Serve func(t *testing.T, rp *errcode.Responder) (url string)

// Handler serves handlers of net/http.
func Handler(handler func(*errcode.Responder) http.Handler) Serve {
	return func(t *testing.T, rp *errcode.Responder) string {
		server := httptest.NewServer(handler(rp))
		t.Cleanup(server.Close)
		return server.URL
	}
}

// A Limit is something that a framework cannot do.
type Limit int

// WithoutAllow is for a framework that does not say which methods a route has.
const WithoutAllow Limit = 1

// Test tests a framework.
func Test(t *testing.T, serve Serve, limits ...Limit) {
	t.Run("status and body", func(t *testing.T) { testBodies(t, serve, slices.Contains(limits, WithoutAllow)) })
	t.Run("all that net/http answers", func(t *testing.T) { testLikeness(t, serve) })
	t.Run("after the response has begun", func(t *testing.T) { testBegun(t, serve) })
}

func testBodies(t *testing.T, serve Serve, withoutAllow bool) {
	const general = `{"code":1,"error":"Internal server error. No information available."}`
	requests := []struct {
		name, method, path string
		status             int
		body, label        string
		logged             bool
	}{
		{"success", "GET", "/users/ada", 200, `"name":"ada"`, "", false},
		{"code", "GET", "/users/bob", 400, `{"code":211,"error":"Could not find user."}`, "leancloud/211", false},
		{"message", "GET", "/users/x", 400, `{"code":217,"error":"Use 3 to 20 letters."}`, "leancloud/217", false},
		{"time to wait", "GET", "/users/busy", 429, `{"code":429,"error":"Too many requests."}`, "leancloud/429", false},
		{"no code", "GET", "/users/lost", 500, general, "_OTHER", true},
		{"unknown route", "GET", "/nowhere", 404, `{"code":101,"error":"There is nothing at this address."}`, "NotFound", false},
		{"wrong method", "DELETE", "/users/ada", 405, `{"code":108,"error":"This method is not allowed here."}`, "Unimplemented", false},
		{"panic", "GET", "/users/panic", 500, general, "_OTHER", true},
	}
	for _, request := range requests {
		t.Run(request.name, func(t *testing.T) {
			var seen record
			url := serve(t, seen.responder())
			resp := Do(t, request.method, url+request.path, nil)
			assert.Equal(t, request.status, resp.StatusCode)
			if request.label == "" {
				assert.Contains(t, resp.Text, request.body)
				assert.Empty(t, seen.answers())
				return
			}
			assert.JSONEq(t, request.body, resp.Text)
			assert.Equal(t, []answer{{request.label, request.status}}, seen.answers(), "each error is answered once")
			if request.name == "wrong method" && !withoutAllow {
				assert.Contains(t, strings.Join(resp.Header["Allow"], ","), "GET")
				assert.NotContains(t, strings.Join(resp.Header["Allow"], ","), "DELETE")
			}
			assert.Equal(t, request.logged, strings.Contains(seen.log(), app.Secret), seen.log())
		})
	}
}

// likely are requests whose answers differ in their headers.
var likely = []struct{ name, method, path, accept, language string }{
	{"code", "GET", "/users/bob", "", ""},
	{"code, problem", "GET", "/users/bob", "application/problem+json", ""},
	{"code, Chinese", "GET", "/users/bob", "", "zh-CN"},
	{"code, HEAD", "HEAD", "/users/bob", "", ""},
	{"message", "GET", "/users/x", "", "zh-CN"},
	{"time to wait", "GET", "/users/busy", "application/problem+json", ""},
	{"no code", "GET", "/users/lost", "", ""},
	{"no code, problem", "GET", "/users/lost", "application/problem+json", "zh-CN"},
	{"unknown route", "GET", "/nowhere", "", "zh-CN"},
	{"unknown route, problem", "GET", "/nowhere", "application/problem+json", ""},
	{"unknown route, HEAD", "HEAD", "/nowhere", "", ""},
	{"wrong method, problem", "DELETE", "/users/ada", "application/problem+json", "zh-CN"},
	{"panic, problem", "GET", "/users/panic", "application/problem+json", ""},
}

func testLikeness(t *testing.T, serve Serve) {
	chinese := []language.Tag{language.English, language.SimplifiedChinese}
	responders := []struct {
		name string
		make func() *errcode.Responder
	}{
		{"zero", func() *errcode.Responder { return &errcode.Responder{} }},
		{"backend", func() *errcode.Responder { return &errcode.Responder{Catalog: errcode.Backend} }},
		{"languages", func() *errcode.Responder {
			return &errcode.Responder{Catalog: errcode.LeanCloud, Languages: chinese, TypeURL: "https://api.example.com/errors"}
		}},
	}
	for _, responder := range responders {
		t.Run(responder.name, func(t *testing.T) {
			quiet := func() *errcode.Responder {
				rp := responder.make()
				rp.Logger = new(record).logger()
				return rp
			}
			url := serve(t, quiet())
			reference := Handler(withnethttp.New)(t, quiet())
			for _, request := range likely {
				t.Run(request.name, func(t *testing.T) {
					header := http.Header{}
					if request.accept != "" {
						header.Set("Accept", request.accept)
					}
					if request.language != "" {
						header.Set("Accept-Language", request.language)
					}
					want := Do(t, request.method, reference+request.path, header)
					got := Do(t, request.method, url+request.path, header)
					assert.Equal(t, want.Text, strings.TrimSuffix(got.Text, "\n"))
					assert.Equal(t, want.StatusCode, got.StatusCode)
					assert.Equal(t, comparedHeaders(want), comparedHeaders(got))
				})
			}
		})
	}
}

// comparedHeaders returns the headers that have to be the same. Content-Length is
// not one of them, because a body may end in a line feed.
func comparedHeaders(resp *Response) http.Header {
	header := resp.Header.Clone()
	for _, name := range []string{"Allow", "Connection", "Date", "Server"} {
		header.Del(name)
	}
	if resp.Request.Method != http.MethodHead {
		header.Del("Content-Length")
	}
	return header
}

func testBegun(t *testing.T, serve Serve) {
	for _, how := range []string{"error", "panic"} {
		t.Run(how, func(t *testing.T) {
			var seen record
			url := serve(t, seen.responder())
			Cut(t, url+"/download/"+how)
			assert.Contains(t, seen.log(), app.Secret)
			assert.Empty(t, seen.answers())

			after := Do(t, "GET", url+"/download/whole", nil)
			assert.Equal(t, app.Half+app.Rest, after.Text, "the service goes on")
		})
	}
}

// A Request is one that a framework refuses by itself, and the answer to it.
type Request struct {
	name, method, path, body string
	status                   int
	want                     string
}

// Post is a request with a body to /users, for which a Responder for LeanCloud's
// clients is to answer a status and want.
func Post(name, body string, status int, want string) Request {
	return Request{name, http.MethodPost, "/users", body, status, want}
}

// Get is a request for a path.
func Get(name, path string, status int, want string) Request {
	return Request{name, http.MethodGet, path, "", status, want}
}

// Delete is a request to remove what is at a path.
func Delete(name, path string, status int, want string) Request {
	return Request{name, http.MethodDelete, path, "", status, want}
}

// TestOwn tests how a framework's own errors are answered.
func TestOwn(t *testing.T, serve Serve, requests ...Request) {
	url := serve(t, Quiet())
	for _, request := range requests {
		t.Run(request.name, func(t *testing.T) {
			resp := Do(t, request.method, url+request.path, nil, request.body)
			assert.Equal(t, request.status, resp.StatusCode)
			assert.JSONEq(t, request.want, resp.Text)
			assert.Equal(t, "nosniff", resp.Header.Get("X-Content-Type-Options"))
		})
	}
}

// Cut tests that a download that fails is cut off.
func Cut(t *testing.T, url string) {
	t.Helper()
	resp := send(t, "GET", url, nil)
	defer resp.Body.Close()
	assert.Equal(t, http.StatusOK, resp.StatusCode)
	body, err := io.ReadAll(resp.Body)
	assert.ErrorIs(t, err, io.ErrUnexpectedEOF, "the client takes half an answer for a whole one")
	assert.Equal(t, app.Half, string(body))
}

// A Response is one whose body has been read.
type Response struct {
	*http.Response
	Text string
}

// Do sends a request, reads the answer to its end, and makes sure that it does
// not have what no client may see.
func Do(t *testing.T, method, url string, header http.Header, body ...string) *Response {
	t.Helper()
	resp := send(t, method, url, header, body...)
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	assert.NotContains(t, string(text), "hunter2")
	return &Response{resp, string(text)}
}

func send(t *testing.T, method, url string, header http.Header, body ...string) *http.Response {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(strings.Join(body, "")))
	require.NoError(t, err)
	if header != nil {
		req.Header = header.Clone()
	}
	if method == http.MethodPost && req.Header.Get("Content-Type") == "" {
		req.Header.Set("Content-Type", "application/json")
	}
	resp, err := http.DefaultTransport.RoundTrip(req)
	require.NoError(t, err)
	return resp
}
