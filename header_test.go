package errcode_test

import (
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/seed85f21a9e/errcode"
)

// An error describes itself: nothing of the successful body's description stays.
func TestDescriptionOfASuccessIsRemoved(t *testing.T) {
	t.Parallel()
	described := []string{
		"Accept-Ranges", "Age", "Cdn-Cache-Control", "Content-Digest", "Content-Disposition", "Content-Encoding", "Content-Language",
		"Content-Length", "Content-Location", "Content-Range", "Etag", "Expires", "Last-Modified", "Repr-Digest", "Surrogate-Control", "Transfer-Encoding",
		"Cloudflare-Cdn-Cache-Control", "Vercel-Cdn-Cache-Control", "Akamai-Cache-Control", "Edge-Control", "X-Accel-Expires",
		"X-Accel-Redirect", "X-Sendfile", "X-Sendfile2", "X-Lighttpd-Send-File", "X-Reproxy-Url",
		"X-Litespeed-Location", http.TrailerPrefix + "Content-Digest", http.TrailerPrefix + "repr-digest",
	}
	stays := []string{
		"Access-Control-Allow-Origin", "Content-Security-Policy", "Set-Cookie", "Traceparent", "Strict-Transport-Security",
		"Www-Authenticate", "X-Request-Id", "Connection", "Allow", "Link",
		"Trailer", http.TrailerPrefix + "Server-Timing", http.TrailerPrefix + "Vary",
	}
	w := httptest.NewRecorder()
	for _, name := range append(described, stays...) {
		w.Header().Set(name, "of the handler")
	}
	quiet(nil).WriteError(w, request("GET", "/", ""), errcode.LeanCloudUserNotFound)
	for _, name := range described {
		assert.NotContains(t, w.Header(), http.CanonicalHeaderKey(name))
	}
	for _, name := range stays {
		assert.Equal(t, "of the handler", w.Header().Get(name), name)
	}
}

// A map takes any key, and a server sends it as it is: a second Content-Length
// or Content-Type beside the right one.
func TestHeadersInAnotherCase(t *testing.T) {
	t.Parallel()
	for _, protocol := range []string{"HTTP/1.1", "HTTP/2.0"} {
		s := startServer(protocol, quiet(nil).Handler(func(w http.ResponseWriter, _ *http.Request) error {
			for name, value := range map[string]string{
				"ETag": `"1"`, "content-length": "20000", "content-type": "text/html", "X-content-type-options": "sniff",
				"cache-control": "private, no-store", "vary": "Origin", "x-request-id": "7",
			} {
				w.Header()[name] = []string{value}
			}
			return errcode.LeanCloudUserNotFound
		}))
		defer s.Close()
		resp, err := s.Client().Get(s.URL)
		require.NoError(t, err)
		defer resp.Body.Close()
		body, err := io.ReadAll(resp.Body)
		require.NoError(t, err)
		assert.Equal(t, `{"code":211,"error":"Could not find user."}`, string(body))
		assert.EqualValues(t, len(body), resp.ContentLength)
		assert.Empty(t, resp.Header["Etag"])
		for name, want := range map[string][]string{
			"Content-Length": {strconv.Itoa(len(body))}, "Content-Type": {vendorType}, "X-Content-Type-Options": {"nosniff"},
			"Cache-Control": {"private, no-store"}, "X-Request-Id": {"7"},
		} {
			assert.Equal(t, want, resp.Header[name], "%s, %s", protocol, name)
		}
		assert.Equal(t, "Origin, Accept", strings.Join(resp.Header["Vary"], ", "), protocol)
	}
}

func TestStricterCacheControlStays(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		"":                            "no-store",
		"max-age=60":                  "no-store",
		"private":                     "no-store",
		"no-store, private":           "no-store, private",
		"no-transform, NO-STORE":      "no-transform, NO-STORE",
		"x-no-store, max-age=600":     "no-store",
		"no-storefront, max-age=6000": "no-store",
		"no-ſtore":                    "no-store",

		// In a quoted string it is a name of a header, and forbids nothing.
		`private="a, no-store, b"`:          "no-store",
		`private="a\", no-store, b"`:        "no-store",
		`private="a, no-store`:              "no-store",
		`private="a, b", no-store`:          `private="a, b", no-store`,
		`private="\"", max-age=1, no-store`: `private="\"", max-age=1, no-store`,
	} {
		w := httptest.NewRecorder()
		if given != "" {
			w.Header().Set("Cache-Control", given)
		}
		quiet(nil).WriteError(w, nil, errcode.LeanCloudUserNotFound)
		assert.Equal(t, []string{want}, w.Header()["Cache-Control"], given)
	}
}

// decodeTooMuch is what a handler does that bounds and parses its body.
func decodeTooMuch(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, 10)
	_, err := io.ReadAll(r.Body)
	return err
}

// As without the wrapper, 413 ends the connection: nobody reads the rest.
func TestTooLargeBodyClosesTheConnection(t *testing.T) {
	t.Parallel()
	for _, c := range []*errcode.Catalog{nil, errcode.LeanCloud, gifts} {
		rp := quiet(c)
		s := httptest.NewServer(rp.Recover(rp.Handler(decodeTooMuch)))
		resp, err := http.Post(s.URL, "text/plain", strings.NewReader(strings.Repeat("x", 1000)))
		require.NoError(t, err)
		resp.Body.Close()
		s.Close()
		assert.Equal(t, http.StatusRequestEntityTooLarge, resp.StatusCode, c)
		assert.True(t, resp.Close, "%v: Connection: close", c)
	}
	t.Run("HTTP/2 has no such header", func(t *testing.T) {
		r := request("POST", "/", "")
		r.ProtoMajor = 2
		w := answer(quiet(nil), r, &http.MaxBytesError{Limit: 10})
		assert.Equal(t, http.StatusRequestEntityTooLarge, w.Code)
		assert.Empty(t, w.Header().Get("Connection"))
	})
	t.Run("other errors leave it open", func(t *testing.T) {
		assert.Empty(t, answer(quiet(nil), nil, errcode.LeanCloudUserNotFound).Header().Get("Connection"))
	})
}

// A JSON decoder may take the cut for bad syntax; encoding/json does so with
// GOEXPERIMENT=jsonv2.
func TestTooLargeBodyBehindADecoder(t *testing.T) {
	t.Parallel()
	r := httptest.NewRequest("POST", "/", strings.NewReader(strings.Repeat("x", 1000)))
	w := httptest.NewRecorder()
	require.Error(t, decodeTooMuch(w, r))
	quiet(errcode.LeanCloud).WriteError(w, r, io.ErrUnexpectedEOF)
	assert.Equal(t, 413, w.Code)
	assert.Contains(t, w.Body.String(), `{"code":413,`)

	r = httptest.NewRequest("POST", "/", strings.NewReader("short"))
	w = httptest.NewRecorder()
	require.NoError(t, decodeTooMuch(w, r))
	quiet(errcode.LeanCloud).WriteError(w, r, io.ErrUnexpectedEOF)
	assert.Contains(t, w.Body.String(), `{"code":107,`, "a body within its limit")
}

// The headers of an answer, all of them, in each format.
func TestWriteErrorHeaders(t *testing.T) {
	t.Parallel()
	polyglot := quiet(errcode.LeanCloud)
	polyglot.Languages = []language.Tag{language.SimplifiedChinese, language.English}
	tests := []struct {
		name   string
		rp     *errcode.Responder
		accept string
		want   http.Header
	}{
		{"vendor", quiet(nil), "", http.Header{
			"Content-Type": {"application/json; charset=utf-8"}, "X-Content-Type-Options": {"nosniff"},
			"Cache-Control": {"no-store"}, "Vary": {"Accept"}}},
		{"problem", quiet(nil), problemType, http.Header{
			"Content-Type": {"application/problem+json"}, "X-Content-Type-Options": {"nosniff"},
			"Cache-Control": {"no-store"}, "Vary": {"Accept"}}},
		{"languages", polyglot, "", http.Header{
			"Content-Type": {"application/json; charset=utf-8"}, "X-Content-Type-Options": {"nosniff"},
			"Cache-Control": {"no-store"}, "Vary": {"Accept, Accept-Language"}, "Content-Language": {"zh-Hans"}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := answer(test.rp, request("GET", "/", test.accept), errcode.LeanCloudUserNotFound)
			assert.Equal(t, test.want, w.Header())
		})
	}
}

func TestContentLengthIsOfTheServer(t *testing.T) {
	t.Parallel()
	url, _ := serve(t, quiet(nil).Handler(func(w http.ResponseWriter, r *http.Request) error {
		w.Header().Set("Content-Length", "4096")
		return errcode.LeanCloudUserNotFound
	}))
	resp, body := fetch(t, "GET", url, "")
	assert.Equal(t, `{"code":211,"error":"Could not find user."}`, body)
	assert.EqualValues(t, len(body), resp.ContentLength)
}

// A header may be there in another case. It does not go out beside ours.
func TestOneRetryAfterAndConnection(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"retry-after", "Retry-After", "RETRY-AFTER"} {
		w := httptest.NewRecorder()
		w.Header()[name] = []string{"1", "2"}
		quiet(nil).WriteError(w, nil, errcode.New(errcode.LeanCloudTooManyRequests, errcode.WithRetryAfter(5*time.Second)))
		assert.Equal(t, map[string][]string{"Retry-After": {"5"}}, named(w.Header(), name))

		w = httptest.NewRecorder()
		w.Header()[name] = []string{"7"}
		quiet(nil).WriteError(w, nil, errcode.LeanCloudTooManyRequests)
		assert.Equal(t, map[string][]string{"Retry-After": {"7"}}, named(w.Header(), name), "without one of ours")
	}
	w := httptest.NewRecorder()
	w.Header()["connection"] = []string{"keep-alive"}
	quiet(nil).WriteError(w, nil, &http.MaxBytesError{})
	assert.Equal(t, map[string][]string{"Connection": {"close"}}, named(w.Header(), "connection"))
}

// named returns the entries of a header that have a name in any case.
func named(h http.Header, name string) map[string][]string {
	found := map[string][]string{}
	for key, values := range h {
		if strings.EqualFold(key, name) {
			found[key] = values
		}
	}
	return found
}

// The values of a header may be shared with the answers to other requests.
func TestHeaderValuesOfTheHandlerAreLeftAlone(t *testing.T) {
	t.Parallel()
	shared := []string{"Origin", "theirs"}
	w := httptest.NewRecorder()
	w.Header()["Vary"], w.Header()["vary"] = shared[:1], []string{"Cookie"}
	quiet(nil).WriteError(w, nil, errcode.LeanCloudUserNotFound)
	assert.Equal(t, []string{"Origin", "Cookie", "Accept"}, w.Header()["Vary"])
	assert.Equal(t, []string{"Origin", "theirs"}, shared)
}

// A middleware that changes the headers of one answer must not change the next
// answer, nor another header of the same one.
func TestHeaderValuesNotShared(t *testing.T) {
	t.Parallel()
	rp := quiet(nil)
	first := answer(rp, nil, errcode.LeanCloudUserNotFound)
	want := first.Header().Clone()
	for name, values := range first.Header() {
		values[0] = "changed"
		first.Header()[name] = append(values, "added")
	}
	for name, values := range first.Header() {
		assert.Equal(t, []string{"changed", "added"}, values, name)
	}
	assert.Equal(t, want, answer(rp, nil, errcode.LeanCloudUserNotFound).Header())
}

func TestVaryIsAdded(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name      string
		before    []string
		languages bool
		after     []string
	}{
		{"none", nil, false, []string{"Accept"}},
		{"other", []string{"Origin"}, false, []string{"Origin", "Accept"}},
		{"two others", []string{"Origin, Cookie", "X-A"}, true, []string{"Origin, Cookie", "X-A", "Accept", "Accept-Language"}},
		{"there already", []string{"Origin, accept"}, false, []string{"Origin, accept"}},
		{"one of two", []string{"Accept-Language"}, true, []string{"Accept-Language", "Accept"}},
		{"only its beginning", []string{"Accept-Encoding"}, false, []string{"Accept-Encoding", "Accept"}},
		{"everything", []string{"*"}, true, []string{"*"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			rp := quiet(nil)
			if test.languages {
				rp.Languages = []language.Tag{language.English}
			}
			w := httptest.NewRecorder()
			if test.before != nil {
				w.Header()["Vary"] = append(make([]string, 0, 8), test.before...)
			}
			before := w.Header()["Vary"]
			rp.WriteError(w, nil, errcode.LeanCloudUserNotFound)
			assert.Equal(t, test.after, w.Header()["Vary"])
			if test.before != nil {
				assert.Equal(t, make([]string, cap(before)-len(before)), before[len(before):cap(before)], "wrote into the handler's array")
			}
		})
	}
}

func TestAccept(t *testing.T) {
	t.Parallel()
	const vendor, problem = vendorType, problemType
	tests := []struct {
		accept string // header lines, separated by "|"
		want   string
	}{
		{"", vendor},
		{"*/*", vendor},
		{"application/*", vendor},
		{"application/json", vendor},
		{"application/problem+json", problem},
		{"Application/Problem+JSON", problem},
		{"application/problem+Json", problem},
		{"APPLICATION/PROBLEM+JSON", problem},
		{"application/problem+json, */*", problem},
		{"*/*, application/problem+json", problem},
		{"application/problem+json, application/*;q=0.9", problem},
		{"application/json, application/problem+json", vendor},
		{"application/problem+json, application/json", vendor},
		{"application/problem+json;q=0.5, application/json;q=0.4", problem},
		{"application/problem+json;q=0.4, application/json;q=0.5", vendor},
		{"application/problem+json;q=0.5, */*", vendor},
		{"application/problem+json; q=0.123, application/json; q=0.122", problem},
		{"application/problem+json ; Q=1.0 , application/json;q=0.999", problem},
		{"application/problem+json;q=0", vendor},
		{"application/problem+json;q=0, */*", vendor},
		{"application/problem+json;q=0, text/html", vendor},
		{"application/json;q=0, */*", problem},
		{"application/json;q=0, application/*;q=0.1", problem},
		{"application/json;q=0", vendor},
		{"application/json;q=0, application/problem+json;q=0", vendor},
		{"*/*;q=0", vendor},
		{"text/html", vendor},
		{"text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8", vendor},
		{"application/vnd.api+json", vendor},
		{"application/problem+xml", vendor},
		{"application/json;version=2;q=0.2, application/problem+json;q=0.3", problem},
		{"application/json;q=0.2;ext=1, application/problem+json;q=0.3", problem},
		{"application/problem+json;charset=utf-8", problem},
		{"text/html|application/problem+json", problem},
		{"application/problem+json;q=0.2|application/json;q=0.3", vendor},
		{"application/problem+json;q=2", vendor},
		{"application/problem+json;q=-1", vendor},
		{"application/problem+json;q=NaN", vendor},
		{"application/problem+json;q=", vendor},
		{"application/problem+json;q=abc", vendor},
		{"application/problem+jsonx", vendor},
		{"xapplication/problem+json", vendor},
		{",,;;=,application/problem+json,,", problem},
		{"\x00\xff;json", vendor},
	}
	for _, test := range tests {
		t.Run(test.accept, func(t *testing.T) {
			r := request("GET", "/", "")
			if test.accept != "" {
				r.Header["Accept"] = strings.Split(test.accept, "|")
			}
			w := answer(quiet(nil), r, errcode.LeanCloudUserNotFound)
			assert.Equal(t, test.want, w.Header().Get("Content-Type"))
			assert.Equal(t, test.want == problem, strings.HasPrefix(w.Body.String(), `{"type":`), "the body is of the type announced")
			assert.Equal(t, 400, w.Code)
		})
	}
}

func TestHEADHasNoBody(t *testing.T) {
	t.Parallel()
	for _, accept := range []string{"", problemType} {
		get := answer(quiet(nil), request("GET", "/", accept), errcode.LeanCloudUserNotFound)
		head := answer(quiet(nil), request("HEAD", "/", accept), errcode.LeanCloudUserNotFound)
		assert.Zero(t, head.Body.Len())
		assert.Equal(t, get.Code, head.Code)
		assert.Equal(t, strconv.Itoa(get.Body.Len()), head.Header().Get("Content-Length"))
		head.Header().Del("Content-Length")
		assert.Equal(t, get.Header(), head.Header())
	}
}

func TestRetryAfterHeader(t *testing.T) {
	t.Parallel()
	tests := []struct {
		d    time.Duration
		want string
	}{
		{0, "0"},
		{-time.Minute, "0"},
		{1, "1"},
		{time.Second - 1, "1"},
		{time.Second, "1"},
		{time.Second + 1, "2"},
		{90 * time.Second, "90"},
		{24 * time.Hour, "86400"},
		{math.MaxInt64, "9223372037"},
		{math.MaxInt64 - time.Second, "9223372036"},
	}
	for _, test := range tests {
		t.Run(test.d.String(), func(t *testing.T) {
			for _, c := range []*errcode.Catalog{nil, errcode.Backend} { // translated, too
				for _, accept := range []string{"", problemType} {
					err := fmt.Errorf("wrapped: %w", errcode.New(errcode.LeanCloudTooManyRequests, errcode.WithRetryAfter(test.d)))
					w := answer(quiet(c), request("GET", "/", accept), err)
					assert.Equal(t, []string{test.want}, w.Header()["Retry-After"])
				}
			}
		})
	}
	t.Run("none", func(t *testing.T) {
		assert.NotContains(t, answer(quiet(nil), nil, errcode.LeanCloudTooManyRequests).Header(), "Retry-After")
	})
	t.Run("error without a code", func(t *testing.T) {
		w := answer(quiet(errcode.LeanCloud), nil, errcode.New(nil, errcode.WithRetryAfter(time.Second)))
		assert.Equal(t, "1", w.Header().Get("Retry-After"))
	})
	t.Run("around a code", func(t *testing.T) {
		w := answer(quiet(nil), nil, errcode.Wrap(nil, errcode.LeanCloudTooManyRequests, errcode.WithRetryAfter(time.Second)))
		assert.Equal(t, 429, w.Code)
		assert.Equal(t, "1", w.Header().Get("Retry-After"), "an explicit one always goes out")
	})
	t.Run("the handler's own stays", func(t *testing.T) {
		w := httptest.NewRecorder()
		w.Header().Set("Retry-After", "7")
		quiet(nil).WriteError(w, nil, errcode.LeanCloudTooManyRequests)
		assert.Equal(t, "7", w.Header().Get("Retry-After"))
	})
}

// An explicit time to wait goes out wherever it stands, but for another server's.
func TestRetryAfterFromWithin(t *testing.T) {
	t.Parallel()
	wait := errcode.WithRetryAfter(3 * time.Second)
	for name, err := range map[string]error{
		"under another code": errcode.Wrap(errcode.LeanCloudTooManyRequests, errcode.New(errcode.BackendAccountQuotaLimited, wait)),
		"without a code":     errcode.Wrap(errcode.LeanCloudTooManyRequests, errcode.Wrap(nil, errors.New("x"), wait)),
		"joined":             errors.Join(errcode.LeanCloudTooManyRequests, errcode.New(nil, wait)),
	} {
		w := answer(quiet(nil), nil, err)
		assert.Equal(t, 429, w.Code, name)
		assert.Equal(t, "3", w.Header().Get("Retry-After"), name)
	}
	resp := &http.Response{StatusCode: 429, Header: http.Header{"Retry-After": {"7"}}}
	w := answer(quiet(nil), nil, errcode.Wrap(errcode.LeanCloudTooManyRequests, errcode.LeanCloud.CheckResponse(resp)))
	assert.Equal(t, "7", w.Header().Get("Retry-After"), "of another server")
}
