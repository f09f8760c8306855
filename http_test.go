package errcode_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"math"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/seed85f21a9e/errcode"
)

const (
	vendorType  = "application/json; charset=utf-8"
	problemType = "application/problem+json"
)

var catalogs = []*errcode.Catalog{errcode.Backend, errcode.LeanCloud, errcode.Realtime}

// quiet returns a Responder that keeps its log out of the tests' output.
func quiet(c *errcode.Catalog) *errcode.Responder {
	return &errcode.Responder{Catalog: c, Logger: slog.New(slog.DiscardHandler)}
}

// logTo returns a Responder that logs to the buffer.
func logTo(log io.Writer, c *errcode.Catalog) *errcode.Responder {
	return &errcode.Responder{Catalog: c, Logger: slog.New(slog.NewTextHandler(log, nil))}
}

func request(method, target, accept string) *http.Request {
	r := httptest.NewRequest(method, target, nil)
	if accept != "" {
		r.Header.Set("Accept", accept)
	}
	return r
}

// answer returns what the Responder writes.
func answer(rp *errcode.Responder, r *http.Request, err error) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	rp.WriteError(w, r, err)
	return w
}

// serve runs a handler in a real server and returns its URL. The function finish
// waits for the handlers, ends the server and returns what it complained about.
func serve(t *testing.T, h http.Handler) (url string, finish func() string) {
	t.Helper()
	var handlers sync.WaitGroup
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		handlers.Add(1)
		defer handlers.Done()
		h.ServeHTTP(w, r)
	}))
	var complaints lockedBuffer
	s.Config.ErrorLog = slog.NewLogLogger(slog.NewTextHandler(&complaints, nil), slog.LevelError)
	s.Start()
	t.Cleanup(s.Close)
	return s.URL, func() string {
		handlers.Wait() // Close does not wait for those that have hijacked their connection
		s.Close()
		return complaints.String()
	}
}

// A lockedBuffer takes what several goroutines write.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(b)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// fetch sends a request and returns the response with its body read.
func fetch(t *testing.T, method, url, accept string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequest(method, url, nil)
	require.NoError(t, err)
	if accept != "" {
		r.Header.Set("Accept", accept)
	}
	resp, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	return resp, string(body)
}

func TestWriteErrorBodies(t *testing.T) {
	cause := errors.New("dial tcp 10.0.0.7:3306: connection refused")
	tests := []struct {
		name   string
		err    error
		status int
		body   string
	}{
		{"LeanCloud code", errcode.LeanCloudUserNotFound, 400, `{"code":211,"error":"Could not find user."}`},
		{"Backend code", errcode.BackendUserNotFound, errcode.BackendUserNotFound.HTTPStatus(), `{"message":"The specified user was not found.","errorCode":206}`},
		{"realtime code", errcode.RealtimeSilenced, errcode.RealtimeSilenced.HTTPStatus(), `{"code":4563,"error":"SILIENCED"}`},
		{"variant", errcode.BackendDuplicateKey, 400, `{"message":"The operation results in a duplicate key for a unique index.","errorCode":107}`},
		{"template without arguments", errcode.BackendDuplicateFieldValues, 400, `{"message":"Duplicate values already exist for the field.","errorCode":107}`},
		{"template with arguments", errcode.New(errcode.BackendDuplicateFieldValues, errcode.WithArgs("Size", "Shoe")), 400, `{"message":"Duplicate values already exist for field Size of content type \"Shoe\".","errorCode":107}`},
		{"not in English", errcode.LeanCloudQuotaExceeded, errcode.LeanCloudQuotaExceeded.HTTPStatus(), `{"code":140,"error":"超过应用额度，请升级到商用版或联系我们处理。"}`},
		{"unlisted number", errcode.LeanCloudCode(987654), 400, `{"code":987654,"error":"Unknown error."}`},
		{"negative number", errcode.BackendCode(-5), 400, `{"message":"Unknown error.","errorCode":-5}`},
		{"zero", errcode.LeanCloudCode(0), 500, `{"code":0,"error":"Unknown error."}`},
		{"message of its own", errcode.New(errcode.LeanCloudInvalidUsername, errcode.WithMessage("Use 3 to 20 letters.")), 400, `{"code":217,"error":"Use 3 to 20 letters."}`},
		{"escapes", errcode.New(errcode.LeanCloudInvalidUsername, errcode.WithMessage("<a href=\"x\">&\\\u2028\u2029\x00\x1f\x7f\b\f\n\r\t")), 400,
			`{"code":217,"error":"\u003ca href=\"x\"\u003e\u0026\\\u2028\u2029\u0000\u001f` + "\x7f" + `\b\f\n\r\t"}`},
		{"invalid UTF-8", errcode.New(errcode.LeanCloudInvalidUsername, errcode.WithMessage("a\xffb\xe6\x88c")), 400, `{"code":217,"error":"a\ufffdb\ufffd\ufffdc"}`},
		{"cause", errcode.Wrap(errcode.LeanCloudUserNotFound, cause), 400, `{"code":211,"error":"Could not find user."}`},
		{"wrapped", fmt.Errorf("sign in: %w", errcode.Wrap(errcode.LeanCloudUserNotFound, cause)), 400, `{"code":211,"error":"Could not find user."}`},
		{"outer code counts", errcode.Wrap(errcode.LeanCloudUserNotFound, errcode.LeanCloudForbidden), 400, `{"code":211,"error":"Could not find user."}`},
		{"first of several", errors.Join(cause, errcode.LeanCloudForbidden, errcode.LeanCloudUserNotFound), 403, `{"code":403,"error":"Forbidden to read/write by class permissions"}`},
		{"details stay out", errcode.New(errcode.LeanCloudUserNotFound, errcode.WithDetail("message", "overwritten")), 400, `{"code":211,"error":"Could not find user."}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := answer(quiet(nil), request("GET", "/", ""), test.err)
			assert.Equal(t, test.status, w.Code)
			assert.Equal(t, test.body, w.Body.String())
			code, _ := errcode.CodeOf(test.err)
			assert.Equal(t, test.body, string(code.Catalog().AppendBody(nil, test.err)), "AppendBody")
			if e, ok := errors.AsType[*errcode.Error](test.err); ok && e.Code() == code {
				data, err := json.Marshal(e)
				require.NoError(t, err)
				assert.Equal(t, test.body, string(data), "json.Marshal of the *Error")
			}
		})
	}
}

// A row without a wire message is written with a short English text: an empty
// one makes clients look for a text of their own.
func TestEveryRowHasABody(t *testing.T) {
	for _, c := range catalogs {
		for code := range c.All() {
			var body struct {
				Code      *int    `json:"code"`
				Error     string  `json:"error"`
				ErrorCode *int    `json:"errorCode"`
				Message   *string `json:"message"`
			}
			data := c.AppendBody(nil, code)
			decoder := json.NewDecoder(bytes.NewReader(data))
			decoder.DisallowUnknownFields()
			require.NoError(t, decoder.Decode(&body), "%v", code)
			if c == errcode.Backend {
				require.NotNil(t, body.ErrorCode, "%s", data)
				require.NotNil(t, body.Message, "%s", data)
				require.Nil(t, body.Code, "%s", data)
				body.Code, body.Error = body.ErrorCode, *body.Message
			} else {
				require.Nil(t, body.ErrorCode, "%s", data)
				require.Nil(t, body.Message, "%s", data)
			}
			assert.Equal(t, code.Number(), *body.Code)
			assert.NotEmpty(t, body.Error, "%v", code)
			if code.Message() != "" && code.Info().In(language.English).Template == "" {
				assert.Equal(t, code.Message(), body.Error)
			}
		}
	}
}

func TestAppendBodyAppends(t *testing.T) {
	dst := []byte(`{"results":[`)
	assert.Equal(t, `{"results":[{"code":211,"error":"Could not find user."}`, string(errcode.LeanCloud.AppendBody(dst, errcode.LeanCloudUserNotFound)))
	assert.Equal(t, `{"results":[`, string(errcode.LeanCloud.AppendBody(dst, nil)), "nil error")
	assert.Equal(t, `{"results":[`, string(errcode.LeanCloud.AppendBody(dst, (*errcode.Error)(nil))), "nil *Error")
	data, err := json.Marshal((*errcode.Error)(nil))
	require.NoError(t, err)
	assert.Equal(t, "null", string(data))
}

// The headers of an answer, all of them, in each format.
func TestWriteErrorHeaders(t *testing.T) {
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
	url, _ := serve(t, quiet(nil).Handler(func(w http.ResponseWriter, r *http.Request) error {
		w.Header().Set("Content-Length", "4096")
		return errcode.LeanCloudUserNotFound
	}))
	resp, body := fetch(t, "GET", url, "")
	assert.Equal(t, `{"code":211,"error":"Could not find user."}`, body)
	assert.EqualValues(t, len(body), resp.ContentLength)
}

// A middleware that changes the headers of one answer must not change the next
// answer, nor another header of the same one.
func TestHeaderValuesNotShared(t *testing.T) {
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

func TestHeadersOfASuccessAreRemoved(t *testing.T) {
	w := httptest.NewRecorder()
	kept := http.Header{
		"Allow": {"GET, HEAD"}, "Www-Authenticate": {`Bearer realm="api"`}, "Set-Cookie": {"a=1"}, "X-Request-Id": {"42"},
	}
	for name, values := range kept {
		w.Header()[name] = values
	}
	gone := []string{"Content-Length", "Content-Encoding", "Etag", "Last-Modified"}
	for _, name := range gone {
		w.Header().Set(name, "stale")
	}
	w.Header().Set("Content-Type", "text/csv")
	w.Header().Set("Cache-Control", "public, max-age=3600")
	quiet(nil).WriteError(w, nil, errcode.LeanCloudUnauthorized)
	for _, name := range gone {
		assert.NotContains(t, w.Header(), name)
	}
	for name, values := range kept {
		assert.Equal(t, values, w.Header()[name])
	}
	assert.Equal(t, []string{vendorType}, w.Header()["Content-Type"])
	assert.Equal(t, []string{"no-store"}, w.Header()["Cache-Control"])
}

func TestWriteErrorOfNil(t *testing.T) {
	var code *errcode.LeanCloudCode
	for name, err := range map[string]error{"nil": nil, "nil *Error": (*errcode.Error)(nil), "nil *LeanCloudCode": code} {
		t.Run(name, func(t *testing.T) {
			w := httptest.NewRecorder()
			errcode.WriteError(w, request("GET", "/", ""), err)
			assert.Empty(t, w.Header())
			assert.Zero(t, w.Body.Len())
			assert.Equal(t, 200, w.Code, "the recorder's default")

			h := quiet(nil).Handler(func(w http.ResponseWriter, r *http.Request) error {
				fmt.Fprint(w, "done")
				return err
			})
			w = httptest.NewRecorder()
			h.ServeHTTP(w, request("GET", "/", ""))
			assert.Equal(t, "done", w.Body.String())
		})
	}
	w := answer(quiet(nil), nil, fmt.Errorf("wrapped: %w", (*errcode.Error)(nil)))
	assert.Equal(t, 500, w.Code, "an error that wraps a nil *Error is one")
}

func TestWriteErrorWithoutRequest(t *testing.T) {
	w := answer(quiet(nil), nil, errcode.LeanCloudUserNotFound)
	assert.Equal(t, `{"code":211,"error":"Could not find user."}`, w.Body.String())
	w = answer(quiet(nil), nil, errors.New("boom"))
	assert.JSONEq(t, `{"type":"about:blank","title":"Internal Server Error","status":500,"detail":"Internal Server Error"}`, w.Body.String())
	w = answer(quiet(nil), &http.Request{}, errcode.LeanCloudUserNotFound)
	assert.Equal(t, 400, w.Code, "a request without a URL or headers")
}

func TestAccept(t *testing.T) {
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

func TestProblemDocument(t *testing.T) {
	under := func(url string) *errcode.Responder {
		rp := quiet(nil)
		rp.TypeURL = url
		return rp
	}
	tests := []struct {
		name string
		rp   *errcode.Responder
		err  error
		want string
	}{
		{"bare code", quiet(nil), errcode.LeanCloudUserNotFound,
			`{"type":"urn:errcode:leancloud/211","title":"Could not find user.","status":400,"detail":"Could not find user.","instance":"/1.1/users/42","code":211,"catalog":"leancloud"}`},
		{"variant", quiet(nil), errcode.BackendDuplicateKey,
			`{"type":"urn:errcode:backend/107.1","title":"The operation results in a duplicate key for a unique index.","status":400,"detail":"The operation results in a duplicate key for a unique index.","instance":"/1.1/users/42","code":107,"catalog":"backend"}`},
		{"message", quiet(nil), errcode.New(errcode.LeanCloudUserNotFound, errcode.WithMessage("No user is named ada.")),
			`{"type":"urn:errcode:leancloud/211","title":"Could not find user.","status":400,"detail":"No user is named ada.","instance":"/1.1/users/42","code":211,"catalog":"leancloud"}`},
		{"no wire message", quiet(nil), errcode.LeanCloudCouldNotConnect, fmt.Sprintf(
			`{"type":"urn:errcode:leancloud/7","title":%[1]q,"status":502,"detail":%[1]q,"instance":"/1.1/users/42","code":7,"catalog":"leancloud"}`,
			errcode.LeanCloudCouldNotConnect.Info().In(language.English).Message)},
		{"unlisted", quiet(nil), errcode.LeanCloudCode(987654),
			`{"type":"urn:errcode:leancloud/987654","title":"Unknown error.","status":400,"detail":"Unknown error.","instance":"/1.1/users/42","code":987654,"catalog":"leancloud"}`},
		{"no code", quiet(nil), errors.New("boom"),
			`{"type":"about:blank","title":"Internal Server Error","status":500,"detail":"Internal Server Error","instance":"/1.1/users/42"}`},
		{"details in order", quiet(nil), errcode.New(errcode.LeanCloudUserNotFound, errcode.WithDetail("zone", "<eu>"), errcode.WithDetail("field", map[string]int{"n": 1}), errcode.WithDetail("nothing", nil)),
			`{"type":"urn:errcode:leancloud/211","title":"Could not find user.","status":400,"detail":"Could not find user.","instance":"/1.1/users/42","code":211,"catalog":"leancloud","zone":"\u003ceu\u003e","field":{"n":1},"nothing":null}`},
		{"details that JSON cannot say", quiet(nil), errcode.New(errcode.LeanCloudUserNotFound, errcode.WithDetail("f", func() {}), errcode.WithDetail("nan", math.NaN()), errcode.WithDetail("raw", json.RawMessage(`}{`)), errcode.WithDetail("ok", 1)),
			`{"type":"urn:errcode:leancloud/211","title":"Could not find user.","status":400,"detail":"Could not find user.","instance":"/1.1/users/42","code":211,"catalog":"leancloud","ok":1}`},
		{"URL", under("https://api.example.com/errors"), errcode.LeanCloudUserNotFound,
			`{"type":"https://api.example.com/errors/leancloud/211","title":"Could not find user.","status":400,"detail":"Could not find user.","instance":"/1.1/users/42","code":211,"catalog":"leancloud"}`},
		{"URL with a slash", under("https://api.example.com/errors/"), errcode.BackendDuplicateFieldValues,
			`{"type":"https://api.example.com/errors/backend/107.2","title":"Duplicate values already exist for the field.","status":400,"detail":"Duplicate values already exist for the field.","instance":"/1.1/users/42","code":107,"catalog":"backend"}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := answer(test.rp, request("GET", "/1.1/users/42?token=secret", problemType), test.err)
			assert.Equal(t, test.want, w.Body.String())
			assert.Equal(t, problemType, w.Header().Get("Content-Type"))
		})
	}
}

// The type is what a reader knows the code by, whatever the base.
func TestProblemTypeIsReadBack(t *testing.T) {
	for _, base := range []string{"", "urn:example", "urn:example:", "https://example.com", "https://example.com/e/", "https://example.com/e#", "https://example.com/e?code=", "https://example.com/e?", "errors", "/", "é", `"<`} {
		for _, code := range []errcode.Code{errcode.LeanCloudUserNotFound, errcode.BackendDuplicateKey, errcode.RealtimeCode(-3)} {
			rp := quiet(nil)
			rp.TypeURL = base
			w := answer(rp, request("GET", "/", problemType), code)
			for _, c := range catalogs {
				assert.Equal(t, code, c.DecodeBody(w.Code, w.Body.Bytes()).Code(), "base %q, read by %v", base, c)
			}
		}
	}
}

// Details cannot take the place of the standard members, nor stand twice.
func TestProblemDetailsCannotOverwrite(t *testing.T) {
	opts := []errcode.Option{errcode.WithDetail("extra", 1), errcode.WithDetail("extra", 2)}
	for _, name := range []string{"type", "title", "status", "detail", "instance", "code", "catalog"} {
		opts = append(opts, errcode.WithDetail(name, "overwritten"))
	}
	for name, err := range map[string]error{
		"coded":   errcode.New(errcode.LeanCloudUserNotFound, opts...),
		"uncoded": errcode.New(nil, opts...),
	} {
		t.Run(name, func(t *testing.T) {
			body := answer(quiet(nil), request("GET", "/", problemType), err).Body.String()
			assert.NotContains(t, body, "overwritten")
			assert.Equal(t, 1, strings.Count(body, `"extra":2`), body)
			assert.NotContains(t, body, `"extra":1`)
		})
	}
}

// The instance is the path and not the query, which may have secrets.
func TestProblemInstance(t *testing.T) {
	for target, want := range map[string]string{
		"/a/b":                       "/a/b",
		"/a%2Fb/%22%3Cscript%3E":     "/a%2Fb/%22%3Cscript%3E",
		"/用户":                        "/%E7%94%A8%E6%88%B7",
		"/a?session=r7vxq#fragment":  "/a",
		"http://user:pw@example.com": "",
	} {
		var body struct{ Instance string }
		w := answer(quiet(nil), request("GET", target, problemType), errcode.LeanCloudUserNotFound)
		require.NoError(t, json.Unmarshal(w.Body.Bytes(), &body))
		assert.Equal(t, want, body.Instance, target)
	}
}

func TestHEADHasNoBody(t *testing.T) {
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

// foreignCode is a code type of somebody else's, which may say anything.
type foreignCode struct {
	status int
	kind   errcode.Kind
	_      []string // which cannot be compared
}

func (foreignCode) Error() string             { return "foreign" }
func (foreignCode) Number() int               { return 7 }
func (c foreignCode) HTTPStatus() int         { return c.status }
func (foreignCode) Message() string           { return "Foreign." }
func (foreignCode) Catalog() *errcode.Catalog { return nil }
func (c foreignCode) Info() errcode.Info {
	return errcode.Info{Kind: c.kind, HTTPStatus: c.status, Message: "Foreign."}
}

// ouroboros is an error whose chain has no end.
type ouroboros struct{}

func (ouroboros) Error() string   { return "ouroboros" }
func (o ouroboros) Unwrap() error { return o }

func TestStatusIsAlwaysOfAnError(t *testing.T) {
	cases := map[string]error{
		"no code":                   errors.New("boom"),
		"error without a code":      errcode.New(nil),
		"zero":                      errcode.LeanCloudCode(0),
		"unlisted":                  errcode.RealtimeCode(204),
		"min":                       errcode.BackendCode(math.MinInt32),
		"beyond 32 bits":            errcode.LeanCloudCode(math.MaxInt64),
		"wraps itself":              ouroboros{},
		"kind that does not exist":  errcode.Kind(99),
		"foreign success":           foreignCode{status: 200},
		"foreign kind":              foreignCode{status: 400, kind: 99},
		"foreign kind, with detail": errcode.New(foreignCode{status: 1, kind: 99}, errcode.WithDetail("a", 1)),
	}
	for _, status := range []int{-1, 0, 100, 200, 204, 302, 399, 600, 999} {
		for _, c := range catalogs {
			cases[fmt.Sprintf("remote %v %d", c, status)] = c.DecodeBody(status, []byte(`{"code":987654,"errorCode":987654}`))
			cases[fmt.Sprintf("remote, no code, %v %d", c, status)] = c.DecodeBody(status, nil)
		}
	}
	for _, c := range catalogs {
		for code := range c.All() {
			cases[fmt.Sprint(code)] = code
		}
	}
	for k := range errcode.Kind(20) {
		cases["kind "+k.String()] = k
	}
	for name, err := range cases {
		for _, c := range []*errcode.Catalog{nil, new(errcode.Catalog), errcode.Backend, errcode.LeanCloud, errcode.Realtime} {
			assert.NotPanics(t, func() {
				status := answer(quiet(c), nil, err).Code
				assert.True(t, 400 <= status && status <= 599, "%s in %q: %d", name, c, status)
			}, "%s in %q", name, c)
		}
	}
}

func TestRemoteStatusOfAnUnlistedCode(t *testing.T) {
	e := errcode.LeanCloud.DecodeBody(404, []byte(`{"code":987654,"error":"x"}`))
	assert.Equal(t, 404, answer(quiet(nil), nil, e).Code)
	e = errcode.LeanCloud.DecodeBody(404, []byte(`{"code":211,"error":"x"}`))
	assert.Equal(t, 400, answer(quiet(nil), nil, e).Code, "a listed code has a status of its own")
}

func TestRetryAfterHeader(t *testing.T) {
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

// An error without a code is the general failure of the catalog.
func TestErrorWithoutCode(t *testing.T) {
	tests := []struct {
		name    string
		catalog *errcode.Catalog
		body    string
		status  int
	}{
		{"Backend", errcode.Backend, `{"message":"Unexpected error.","errorCode":1}`, 500},
		{"LeanCloud", errcode.LeanCloud, `{"code":1,"error":"Internal server error. No information available."}`, 500},
		{"realtime", errcode.Realtime, `{"code":4200,"error":"INTERNAL_ERROR"}`, errcode.RealtimeInternalError.HTTPStatus()},
		{"none", nil, `{"type":"about:blank","title":"Internal Server Error","status":500,"detail":"Internal Server Error","instance":"/"}`, 500},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for _, err := range []error{errors.New("boom"), errcode.New(nil), errcode.Wrap(nil, errors.New("boom")), errcode.KindUnknown, errcode.KindInternal} {
				w := answer(quiet(test.catalog), request("GET", "/", ""), err)
				assert.Equal(t, test.body, w.Body.String(), "%#v", err)
				assert.Equal(t, test.status, w.Code)
			}
		})
	}
	t.Run("its public message goes out", func(t *testing.T) {
		w := answer(quiet(errcode.LeanCloud), nil, errcode.Wrap(nil, errors.New("boom"), errcode.WithMessage("Try again tomorrow.")))
		assert.Equal(t, `{"code":1,"error":"Try again tomorrow."}`, w.Body.String())
	})
}

// An explicit time to wait goes out wherever it stands, but for another server's.
func TestRetryAfterFromWithin(t *testing.T) {
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

func TestProblemWithoutCodeNamesItsStatus(t *testing.T) {
	w := answer(quiet(nil), nil, errcode.New(nil, errcode.WithHTTPStatus(410)))
	assert.Equal(t, `{"type":"about:blank","title":"Gone","status":410,"detail":"Gone"}`, w.Body.String())
	w = answer(quiet(nil), nil, errcode.New(nil, errcode.WithHTTPStatus(499)))
	assert.Equal(t, `{"type":"about:blank","title":"Internal Server Error","status":499,"detail":"Internal Server Error"}`, w.Body.String(), "a status without a name")
	w = answer(quiet(nil), nil, errcode.New(nil, errcode.WithHTTPStatus(410), errcode.WithMessage("It is no more.")))
	assert.Equal(t, `{"type":"about:blank","title":"Gone","status":410,"detail":"It is no more."}`, w.Body.String())
}

func TestDetailsOfAnotherCaseReplaceNothing(t *testing.T) {
	w := answer(quiet(nil), request("GET", "/", problemType), errcode.New(errcode.LeanCloudUserNotFound, errcode.WithDetail("Status", 200), errcode.WithDetail("CODE", 5)))
	var got struct{ Status, Code int }
	require.NoError(t, json.Unmarshal(w.Body.Bytes(), &got))
	assert.Equal(t, 400, got.Status)
	assert.Equal(t, 211, got.Code)
}

// Nil pointers to errors of the standard library cannot say what they mean, and
// must not bring down the answer.
func TestNilPointerErrors(t *testing.T) {
	for _, err := range []error{(*net.OpError)(nil), (*fs.PathError)(nil), fmt.Errorf("x: %w", (*net.DNSError)(nil)), fmt.Errorf("x: %w", (*url.Error)(nil)), errors.Join((*net.OpError)(nil))} {
		for _, c := range []*errcode.Catalog{nil, errcode.LeanCloud, errcode.Backend} {
			assert.NotPanics(t, func() {
				w := answer(quiet(c), nil, err)
				assert.Equal(t, 500, w.Code)
			}, "%T", err)
		}
	}
}

// A response that has begun is known through a middleware's writer as well.
func TestBegunBehindAnotherWriter(t *testing.T) {
	rp := quiet(errcode.LeanCloud)
	h := rp.Handler(func(w http.ResponseWriter, r *http.Request) error {
		io.WriteString(w, "partial")
		rp.WriteError(unwrapper{w}, r, errcode.LeanCloudUserNotFound)
		return nil
	})
	w := httptest.NewRecorder()
	assert.PanicsWithValue(t, http.ErrAbortHandler, func() { h.ServeHTTP(w, request("GET", "/", "")) })
	assert.Equal(t, "partial", w.Body.String())

	inner := rp.Handler(func(http.ResponseWriter, *http.Request) error { return errcode.LeanCloudUserNotFound })
	w = httptest.NewRecorder()
	outer := rp.Recover(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusAccepted)
		inner.ServeHTTP(unwrapper{w}, r)
	}))
	assert.PanicsWithValue(t, http.ErrAbortHandler, func() { outer.ServeHTTP(w, request("GET", "/", "")) })
	assert.Equal(t, http.StatusAccepted, w.Code)
	assert.Empty(t, w.Body.String())
}

type unwrapper struct{ http.ResponseWriter }

func (u unwrapper) Unwrap() http.ResponseWriter { return u.ResponseWriter }

// panicky panics when it is read.
type panicky struct{}

func (panicky) Read([]byte) (int, error) { panic("boom") }

func TestCopyThatPanicsAtOnce(t *testing.T) {
	server := httptest.NewServer(quiet(errcode.LeanCloud).Recover(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		io.Copy(w, panicky{})
	})))
	defer server.Close()
	resp, err := http.Get(server.URL)
	require.NoError(t, err)
	defer resp.Body.Close()
	assert.Equal(t, 500, resp.StatusCode)
	assert.ErrorIs(t, errcode.LeanCloud.CheckResponse(resp), errcode.LeanCloudInternalServerError)
}

// An error without a code adds to the code that it wraps; one with a code hides
// what it wraps, but for the time to wait.
func TestErrorsAroundACode(t *testing.T) {
	inner := errcode.New(errcode.LeanCloudForbidden, errcode.WithMessage("Inner."), errcode.WithDetail("inner", 1), errcode.WithRetryAfter(time.Second))
	tests := []struct {
		name, message string
		err           error
		retryAfter    string
		details       map[string]any
	}{
		{"no code", "Outer.", errcode.Wrap(nil, inner, errcode.WithMessage("Outer.")), "1", map[string]any{"inner": 1.0}},
		{"no code, nothing to add", "Inner.", errcode.Wrap(nil, inner), "1", map[string]any{"inner": 1.0}},
		{"no code, around a bare one", "Outer.", errcode.Wrap(nil, errcode.LeanCloudForbidden, errcode.WithMessage("Outer."), errcode.WithDetail("outer", 2)), "", map[string]any{"outer": 2.0}},
		{"a code", "Forbidden to read/write by class permissions", errcode.Wrap(errcode.LeanCloudForbidden, inner), "1", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := answer(quiet(nil), request("GET", "/", problemType), fmt.Errorf("wrapped: %w", test.err))
			e := errcode.LeanCloud.DecodeBody(w.Code, w.Body.Bytes())
			assert.ErrorIs(t, e, errcode.LeanCloudForbidden)
			assert.Equal(t, test.message, e.Message())
			assert.Equal(t, test.retryAfter, w.Header().Get("Retry-After"))
			assert.Equal(t, test.details, e.Details())
		})
	}
}

func TestBareKindIsAnswered(t *testing.T) {
	for k := errcode.KindInvalidArgument; k <= errcode.KindInternal; k++ {
		err := fmt.Errorf("wrapped: %w", k)
		assert.Equal(t, k.HTTPStatus(), answer(quiet(nil), nil, err).Code, k.String())
		for _, c := range catalogs {
			w := answer(quiet(c), nil, err)
			assert.Equal(t, c.Translate(k), c.DecodeBody(w.Code, w.Body.Bytes()).Code(), k.String())
		}
	}
}

func TestAnswersOfAnotherCatalog(t *testing.T) {
	w := answer(quiet(errcode.Backend), nil, errcode.LeanCloudUsernameTaken)
	assert.Equal(t, `{"message":"A user with the same username already exists.","errorCode":201}`, w.Body.String())
	w = answer(quiet(errcode.LeanCloud), nil, errcode.New(errcode.BackendUsernameTaken, errcode.WithMessage("ada is taken.")))
	assert.Equal(t, `{"code":202,"error":"ada is taken."}`, w.Body.String())
	w = answer(quiet(errcode.LeanCloud), request("GET", "/", problemType), errcode.New(errcode.BackendUsernameTaken, errcode.WithDetail("field", "username")))
	assert.Equal(t, `{"type":"urn:errcode:leancloud/202","title":"Username has already been taken.","status":400,"detail":"Username has already been taken.","instance":"/","code":202,"catalog":"leancloud","field":"username"}`, w.Body.String())
	w = answer(quiet(errcode.LeanCloud), nil, errcode.RealtimeSilenced)
	assert.Equal(t, `{"code":4563,"error":"SILIENCED"}`, w.Body.String(), "a code of the same format stays")
}

// secret stands for what must not reach a client.
const secret = "pq: SELECT password FROM users WHERE id = 42 /srv/app/db.go:17"

type secretError struct{}

func (secretError) Error() string    { return secret }
func (secretError) String() string   { return secret }
func (secretError) GoString() string { return secret }

// Nothing of a cause, of an error without a code or of another server's answer
// is in a body or a header, in any format or language, in GET or in panics.
func TestNothingLeaks(t *testing.T) {
	upstream := func(c *errcode.Catalog, status int, body string) error {
		err := c.CheckResponse(&http.Response{
			StatusCode: status,
			Header:     http.Header{"Retry-After": {"4217"}, "X-Secret": {secret}, "Www-Authenticate": {secret}},
			Body:       io.NopCloser(strings.NewReader(body)),
		})
		require.Error(t, err)
		return err
	}
	quoted, err := json.Marshal(secret)
	require.NoError(t, err)
	leaks := map[string]error{
		"uncoded":               secretError{},
		"cause":                 errcode.Wrap(errcode.LeanCloudDatabaseError, secretError{}),
		"cause of a variant":    errcode.Wrap(errcode.BackendDuplicateKey, secretError{}),
		"cause, no code":        errcode.Wrap(nil, secretError{}),
		"cause and message":     errcode.Wrap(errcode.LeanCloudDatabaseError, secretError{}, errcode.WithMessage("Sorry.")),
		"around":                fmt.Errorf(secret+": %w", errcode.LeanCloudUserNotFound),
		"around a kind":         fmt.Errorf(secret+": %w", errcode.KindNotFound),
		"joined":                errors.Join(secretError{}, errcode.LeanCloudUserNotFound, secretError{}),
		"path":                  &os.PathError{Op: "open", Path: secret, Err: os.ErrNotExist},
		"around std":            fmt.Errorf(secret+": %w", context.DeadlineExceeded),
		"remote":                upstream(errcode.LeanCloud, 400, `{"code":211,"error":`+string(quoted)+`,"detail":`+string(quoted)+`}`),
		"remote Backend":        upstream(errcode.Backend, 500, `{"errorCode":107,"message":`+string(quoted)+`}`),
		"remote unlisted":       upstream(errcode.LeanCloud, 418, `{"code":987654,"error":`+string(quoted)+`}`),
		"remote problem":        upstream(errcode.LeanCloud, 400, `{"type":"urn:errcode:backend/201","title":`+string(quoted)+`,"detail":`+string(quoted)+`,"x":`+string(quoted)+`}`),
		"remote HTML":           upstream(errcode.LeanCloud, 502, "<html>"+secret),
		"remote, wrapped":       fmt.Errorf("users: %w", upstream(errcode.LeanCloud, 400, `{"code":211,"error":`+string(quoted)+`}`)),
		"remote, as a cause":    errcode.Wrap(errcode.LeanCloudUserNotFound, upstream(errcode.LeanCloud, 400, `{"code":211,"error":`+string(quoted)+`}`)),
		"remote, under no code": errcode.Wrap(nil, upstream(errcode.LeanCloud, 400, `{"code":211,"error":`+string(quoted)+`}`)),
		"remote, nil catalog":   upstream(nil, 500, `{"code":211,"error":`+string(quoted)+`}`),
		"remote close":          errcode.ParseRealtimeClose(4111, secret),
	}
	for name, leak := range leaks {
		for _, c := range []*errcode.Catalog{nil, errcode.Backend, errcode.LeanCloud, errcode.Realtime} {
			for _, tags := range [][]language.Tag{nil, {language.Chinese}} {
				for _, accept := range []string{"", problemType} {
					rp := quiet(c)
					rp.Languages = tags
					r := request("GET", "/", accept)
					panics := rp.Recover(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(leak) }))
					w := httptest.NewRecorder()
					panics.ServeHTTP(w, r)
					for _, w := range []*httptest.ResponseRecorder{answer(rp, r, leak), w} {
						seen := fmt.Sprint(w.Header(), w.Body)
						for _, word := range []string{"pq:", "SELECT", "password FROM", "/srv/app"} {
							assert.NotContains(t, seen, word, "%s, catalog %q, Accept %q", name, c, accept)
						}
					}
				}
			}
			assert.NotContains(t, string(c.AppendBody(nil, leak)), "SELECT", "AppendBody of %s", name)
		}
	}
	for name, leak := range leaks {
		if e, ok := errors.AsType[*errcode.Error](leak); ok {
			data, err := json.Marshal(e)
			require.NoError(t, err)
			assert.NotContains(t, string(data), "SELECT", "json.Marshal of %s", name)
		}
	}
}

// Passing an upstream's text on is possible, on purpose.
func TestRemoteTextPassedOnOnPurpose(t *testing.T) {
	remote := errcode.LeanCloud.DecodeBody(400, []byte(`{"code":211,"error":"No ada here."}`))
	w := answer(quiet(nil), nil, errcode.New(remote.Code(), errcode.WithMessage(remote.Message())))
	assert.Equal(t, `{"code":211,"error":"No ada here."}`, w.Body.String())
}

func TestLogging(t *testing.T) {
	gone, cancel := context.WithCancel(context.Background())
	cancel()
	_, dialErr := new(net.Dialer).DialContext(gone, "tcp", "127.0.0.1:1")
	require.ErrorIs(t, dialErr, context.Canceled)
	timedOut, cancelTimedOut := context.WithTimeout(context.Background(), -1)
	defer cancelTimedOut()
	tests := []struct {
		name    string
		ctx     context.Context
		err     error
		records int
	}{
		{"client error", t.Context(), errcode.Wrap(errcode.LeanCloudUserNotFound, secretError{}), 0},
		{"server error", t.Context(), errcode.Wrap(errcode.LeanCloudDatabaseError, secretError{}), 1},
		{"no code", t.Context(), fmt.Errorf("load: %w", secretError{}), 1},
		{"client gone", gone, errcode.Wrap(errcode.LeanCloudDatabaseError, fmt.Errorf("query: %w", context.Canceled)), 0},
		{"client gone, no code", gone, context.Canceled, 0},
		{"client gone while dialing", gone, errcode.Wrap(errcode.LeanCloudDatabaseError, dialErr), 0},
		{"client gone, but another failure", gone, errcode.Wrap(errcode.LeanCloudDatabaseError, secretError{}), 1},
		{"canceled by ourselves", t.Context(), errcode.Wrap(errcode.LeanCloudDatabaseError, errors.Join(context.Canceled, secretError{})), 1},
		{"deadline of the request", timedOut, errcode.Wrap(errcode.LeanCloudDatabaseError, errors.Join(context.DeadlineExceeded, secretError{})), 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var log bytes.Buffer
			rp := logTo(&log, errcode.LeanCloud)
			r := request("GET", "/1.1/users?token=hush", "").WithContext(test.ctx)
			rp.Handler(func(http.ResponseWriter, *http.Request) error { return test.err }).ServeHTTP(httptest.NewRecorder(), r)
			assert.Equal(t, test.records, strings.Count(log.String(), "\n"), log.String())
			if test.records > 0 {
				assert.Contains(t, log.String(), "SELECT password", "the cause")
				assert.Contains(t, log.String(), "method=GET path=/1.1/users")
				assert.Contains(t, log.String(), "status=500")
				assert.Contains(t, log.String(), "level=ERROR")
				assert.NotContains(t, log.String(), "hush", "the query")
			}
		})
	}
}

func TestDefaultLogger(t *testing.T) {
	var log bytes.Buffer
	old := slog.Default()
	defer slog.SetDefault(old)
	slog.SetDefault(slog.New(slog.NewTextHandler(&log, nil)))
	errcode.WriteError(httptest.NewRecorder(), nil, errcode.Wrap(errcode.LeanCloudDatabaseError, secretError{}))
	assert.Equal(t, 1, strings.Count(log.String(), "SELECT password"))
}

// brokenReader fails before its first byte.
var brokenReader = iotest.ErrReader(errors.New("upstream failed"))

// reading returns a reader of s and then of the others that io.Copy leaves to the
// ReadFrom of what it writes to.
func reading(s string, then ...io.Reader) io.Reader {
	return struct{ io.Reader }{io.MultiReader(append([]io.Reader{strings.NewReader(s)}, then...)...)}
}

// A response that has begun is left alone, and the error is logged. One that has
// not begun is answered, whatever the handler did before.
func TestStartedResponse(t *testing.T) {
	tests := []struct {
		name   string
		start  func(t *testing.T, w http.ResponseWriter)
		status int    // of what the client gets
		body   string // empty: the error's
	}{
		{"Write", func(t *testing.T, w http.ResponseWriter) { w.Write([]byte("begun")) }, 200, "begun"},
		{"WriteString", func(t *testing.T, w http.ResponseWriter) { io.WriteString(w, "begun") }, 200, "begun"},
		{"empty Write", func(t *testing.T, w http.ResponseWriter) { w.Write(nil); io.WriteString(w, "begun") }, 200, "begun"},
		{"WriteHeader", func(t *testing.T, w http.ResponseWriter) { w.WriteHeader(202); io.WriteString(w, "begun") }, 202, "begun"},
		{"ReadFrom", func(t *testing.T, w http.ResponseWriter) { io.Copy(w, reading("begun")) }, 200, "begun"},
		{"ReadFrom that breaks off", func(t *testing.T, w http.ResponseWriter) {
			io.Copy(w, reading("begun", brokenReader))
		}, 200, "begun"},
		{"Flusher", func(t *testing.T, w http.ResponseWriter) { w.(http.Flusher).Flush(); io.WriteString(w, "begun") }, 200, "begun"},
		{"ResponseController.Flush", func(t *testing.T, w http.ResponseWriter) {
			assert.NoError(t, http.NewResponseController(w).Flush())
			io.WriteString(w, "begun")
		}, 200, "begun"},
		{"Hijacker", func(t *testing.T, w http.ResponseWriter) {
			conn, buf, err := w.(http.Hijacker).Hijack()
			answerByHand(t, conn, buf, err)
		}, 200, "begun"},
		{"ResponseController.Hijack", func(t *testing.T, w http.ResponseWriter) {
			conn, buf, err := http.NewResponseController(w).Hijack()
			answerByHand(t, conn, buf, err)
		}, 200, "begun"},

		{"nothing", func(*testing.T, http.ResponseWriter) {}, 400, ""},
		{"headers only", func(t *testing.T, w http.ResponseWriter) { w.Header().Set("Content-Length", "7") }, 400, ""},
		{"early hints", func(t *testing.T, w http.ResponseWriter) { w.WriteHeader(103); w.WriteHeader(102) }, 400, ""},
		{"deadline", func(t *testing.T, w http.ResponseWriter) {
			http.NewResponseController(w).SetWriteDeadline(time.Now().Add(time.Hour))
		}, 400, ""},
		// net/http writes nothing of a copy that has nothing.
		{"ReadFrom that fails at once", func(t *testing.T, w http.ResponseWriter) { io.Copy(w, brokenReader) }, 400, ""},
		// net/http panics then, before anything is written.
		{"WriteHeader of a code", func(t *testing.T, w http.ResponseWriter) {
			assert.Panics(t, func() { w.WriteHeader(errcode.RealtimeConversationNotFound.Number()) })
		}, 400, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var log bytes.Buffer
			rp := logTo(&log, nil)
			h := rp.Recover(rp.Handler(func(w http.ResponseWriter, r *http.Request) error {
				test.start(t, w)
				return errcode.LeanCloudUserNotFound
			}))
			url, finish := serve(t, h)
			status, body, err := fetchCut(t, url)
			assert.Empty(t, finish(), "such as a superfluous WriteHeader")
			if test.body == "" {
				assert.NoError(t, err)
				assert.Equal(t, test.status, status)
				assert.Equal(t, `{"code":211,"error":"Could not find user."}`, body)
				assert.Empty(t, log.String())
			} else {
				if !strings.Contains(test.name, "Hijack") { // which the handler ended as it liked
					assert.Error(t, err, "the client must see that the answer is not whole")
				}
				assert.Contains(t, test.body, body)
				assert.Equal(t, 1, strings.Count(log.String(), "\n"), log.String())
				assert.Contains(t, log.String(), "Could not find user")
			}
		})
	}
}

// fetchCut gets an answer that may be cut off, and says so in its error.
func fetchCut(t *testing.T, url string) (status int, body string, err error) {
	t.Helper()
	resp, err := http.Get(url)
	if err != nil {
		return 0, "", err
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	return resp.StatusCode, string(text), err
}

func answerByHand(t *testing.T, conn net.Conn, buf *bufio.ReadWriter, err error) {
	t.Helper()
	if !assert.NoError(t, err) {
		return
	}
	fmt.Fprint(buf, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nbegun")
	buf.Flush()
	conn.Close()
}

// What the real writer can do is within reach of handlers.
func TestResponseController(t *testing.T) {
	rp := quiet(nil)
	handler := rp.Recover(rp.Handler(func(w http.ResponseWriter, r *http.Request) error {
		rc := http.NewResponseController(w)
		assert.NoError(t, rc.SetReadDeadline(time.Now().Add(time.Hour)))
		assert.NoError(t, rc.SetWriteDeadline(time.Now().Add(time.Hour)))
		assert.NoError(t, rc.EnableFullDuplex())
		io.WriteString(w, "first")
		assert.NoError(t, rc.Flush())
		<-r.Context().Done() // the client has read what was flushed, and goes
		return nil
	}))
	url, _ := serve(t, handler)
	resp, err := http.Get(url)
	require.NoError(t, err)
	defer resp.Body.Close()
	got := make([]byte, 5)
	_, err = io.ReadFull(resp.Body, got)
	require.NoError(t, err)
	assert.Equal(t, "first", string(got))
}

func TestResponseControllerOfAPlainWriter(t *testing.T) {
	var w struct{ http.ResponseWriter }
	w.ResponseWriter = httptest.NewRecorder()
	rp := quiet(nil)
	rp.Handler(func(w http.ResponseWriter, r *http.Request) error {
		assert.ErrorIs(t, http.NewResponseController(w).Flush(), http.ErrNotSupported)
		_, _, err := http.NewResponseController(w).Hijack()
		assert.ErrorIs(t, err, http.ErrNotSupported)
		return errcode.LeanCloudUserNotFound
	}).ServeHTTP(w, request("GET", "/", ""))
	assert.Equal(t, 400, w.ResponseWriter.(*httptest.ResponseRecorder).Code, "nothing has begun")
}

func TestRecover(t *testing.T) {
	bodies := map[*errcode.Catalog]string{
		errcode.Backend:   `{"message":"Unexpected error.","errorCode":1}`,
		errcode.LeanCloud: `{"code":1,"error":"Internal server error. No information available."}`,
		nil:               `{"type":"about:blank","title":"Internal Server Error","status":500,"detail":"Internal Server Error","instance":"/"}`,
	}
	values := map[string]func(){
		"string":         func() { panic(secret) },
		"error":          func() { panic(secretError{}) },
		"coded error":    func() { panic(errcode.LeanCloudUserNotFound) },
		"not comparable": func() { panic([]string{secret}) },
		"nil":            func() { panic(nil) },
		"run time":       func() { _ = any(secret).(error) },
	}
	for c, want := range bodies {
		for name, cause := range values {
			t.Run(c.Name()+"/"+name, func(t *testing.T) {
				var log bytes.Buffer
				rp := logTo(&log, c)
				h := rp.Recover(rp.Handler(func(w http.ResponseWriter, r *http.Request) error {
					w.Header().Set("Content-Encoding", "gzip")
					cause()
					return nil
				}))
				url, finish := serve(t, h)
				resp, body := fetch(t, "GET", url, "")
				assert.Empty(t, finish())
				assert.Equal(t, 500, resp.StatusCode)
				assert.Equal(t, want, body)
				assert.Equal(t, "no-store", resp.Header.Get("Cache-Control"))
				assert.Equal(t, 1, strings.Count(log.String(), "\n"), "one record: %s", log.String())
				assert.Contains(t, log.String(), "http_test.go", "the stack")
				assert.Contains(t, log.String(), "method=GET path=/")
			})
		}
	}
}

func TestRecoverAfterTheStart(t *testing.T) {
	tests := map[string]func(http.ResponseWriter){
		"Write":    func(w http.ResponseWriter) { io.WriteString(w, "begun"); panic(secret) },
		"Flush":    func(w http.ResponseWriter) { w.(http.Flusher).Flush(); io.WriteString(w, "begun"); panic(secret) },
		"ReadFrom": func(w http.ResponseWriter) { io.Copy(w, reading("begun", panicReader{})) },
	}
	for name, begin := range tests {
		t.Run(name, func(t *testing.T) {
			var log bytes.Buffer
			url, finish := serve(t, logTo(&log, errcode.LeanCloud).Recover(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { begin(w) })))
			_, body, err := fetchCut(t, url)
			assert.Empty(t, finish())
			assert.Error(t, err, "the client must see that the answer is not whole")
			assert.Contains(t, "begun", body)
			assert.Equal(t, 1, strings.Count(log.String(), "\n"))
			assert.Contains(t, log.String(), "SELECT password")
		})
	}
}

type panicReader struct{}

func (panicReader) Read([]byte) (int, error) { panic(secret) }

// A raw code used as a status makes net/http panic before anything is written.
func TestRecoverFromAnInvalidStatus(t *testing.T) {
	for _, status := range []int{0, 99, 1000, errcode.RealtimeConversationNotFound.Number()} {
		url, _ := serve(t, quiet(errcode.LeanCloud).Recover(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(status)
		})))
		resp, body := fetch(t, "GET", url, "")
		assert.Equal(t, 500, resp.StatusCode, "WriteHeader(%d)", status)
		assert.Equal(t, `{"code":1,"error":"Internal server error. No information available."}`, body)
	}
}

func TestAbortHandler(t *testing.T) {
	var log bytes.Buffer
	h := logTo(&log, errcode.LeanCloud).Recover(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { panic(http.ErrAbortHandler) }))
	w := httptest.NewRecorder()
	assert.PanicsWithValue(t, http.ErrAbortHandler, func() { h.ServeHTTP(w, request("GET", "/", "")) })
	assert.Empty(t, log.String())
	assert.Zero(t, w.Body.Len())
	url, finish := serve(t, h)
	_, err := http.Get(url)
	assert.ErrorIs(t, err, io.EOF, "the connection is cut")
	assert.Empty(t, finish())
}

func TestHandlerDoesNotRecover(t *testing.T) {
	h := quiet(nil).Handler(func(http.ResponseWriter, *http.Request) error { panic("boom") })
	assert.PanicsWithValue(t, "boom", func() { h.ServeHTTP(httptest.NewRecorder(), request("GET", "/", "")) })
}

func TestHandlerOfNil(t *testing.T) {
	w := httptest.NewRecorder()
	quiet(errcode.LeanCloud).Handler(nil).ServeHTTP(w, request("GET", "/", ""))
	assert.Equal(t, errcode.LeanCloud.Translate(errcode.KindUnimplemented).HTTPStatus(), w.Code)
}

func TestMux(t *testing.T) {
	mux := http.NewServeMux()
	ok := func(w http.ResponseWriter, r *http.Request) { fmt.Fprintf(w, "%s %s", r.Pattern, r.PathValue("id")) }
	mux.HandleFunc("GET /users/{id}", ok)
	mux.HandleFunc("DELETE /users/{id}", ok)
	mux.HandleFunc("GET /tree/", ok)
	mux.HandleFunc("POST example.com/hosted", ok)
	mux.Handle("GET /moved", http.RedirectHandler("/tree/", http.StatusFound))
	mux.Handle("GET /tree/moved", http.RedirectHandler("/tree/moved?x=1", http.StatusFound))
	mux.HandleFunc("GET /broken", func(w http.ResponseWriter, r *http.Request) { http.NotFound(w, r) })
	const (
		notFound       = `{"code":101,"error":"There is nothing at this address."}`
		wrongMethod    = `{"code":108,"error":"This method is not allowed here."}`
		backendMissing = `{"message":"Not found.","errorCode":600}`
		backendMethod  = `{"message":"Method not supported.","errorCode":602}`
		problemMissing = `{"type":"about:blank","title":"Not Found","status":404,"detail":"There is nothing at this address.","instance":"/nothing"}`
		problemMethod  = `{"type":"about:blank","title":"Method Not Allowed","status":405,"detail":"This method is not allowed here.","instance":"/users/7"}`
		allowed        = "DELETE, GET, HEAD"
	)
	tests := []struct {
		name           string
		catalog        *errcode.Catalog
		method, target string
		status         int
		allow, body    string
	}{
		{"LeanCloud path", errcode.LeanCloud, "GET", "/nothing", 404, "", notFound},
		{"LeanCloud method", errcode.LeanCloud, "POST", "/users/7", 405, allowed, wrongMethod},
		{"LeanCloud OPTIONS", errcode.LeanCloud, "OPTIONS", "/users/7", 405, allowed, wrongMethod},
		{"method on a host", errcode.LeanCloud, "GET", "http://example.com/hosted", 405, "POST", wrongMethod},
		{"HEAD of nothing", errcode.LeanCloud, "HEAD", "/nothing", 404, "", ""},
		{"path to clean", errcode.LeanCloud, "GET", "/a/../nothing", 404, "", notFound},
		{"Backend path", errcode.Backend, "GET", "/nothing", 404, "", backendMissing},
		{"Backend method", errcode.Backend, "PUT", "/users/7", 405, allowed, backendMethod},
		{"no catalog, path", nil, "GET", "/nothing", 404, "", problemMissing},
		{"no catalog, method", nil, "PUT", "/users/7", 405, allowed, problemMethod},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var log bytes.Buffer
			rp := logTo(&log, test.catalog)
			for name, h := range map[string]http.Handler{"Mux": rp.Mux(mux), "in Recover": rp.Recover(rp.Mux(mux))} {
				w := httptest.NewRecorder()
				h.ServeHTTP(w, request(test.method, test.target, ""))
				assert.Equal(t, test.status, w.Code, name)
				assert.Equal(t, test.allow, w.Header().Get("Allow"), name)
				assert.Equal(t, test.body, w.Body.String(), name)
			}
			assert.Empty(t, log.String())
		})
	}
	t.Run("what has a route is left alone", func(t *testing.T) {
		for _, target := range []string{"/users/7", "/tree/leaf", "/broken", "/moved", "/tree/moved"} {
			want, got := httptest.NewRecorder(), httptest.NewRecorder()
			mux.ServeHTTP(want, request("GET", target, ""))
			quiet(errcode.LeanCloud).Mux(mux).ServeHTTP(got, request("GET", target, ""))
			assert.Equal(t, want, got, target)
		}
	})
	t.Run("ServeMux's own redirects, which clients take for a success", func(t *testing.T) {
		for _, target := range []string{"/tree", "/tree//leaf", "/users/../users/7", "//users/7"} {
			w := httptest.NewRecorder()
			quiet(errcode.LeanCloud).Mux(mux).ServeHTTP(w, request("GET", target, ""))
			assert.Equal(t, 404, w.Code, target)
			assert.Equal(t, notFound, w.Body.String(), target)
			assert.Empty(t, w.Header().Get("Location"), target)
		}
	})
	t.Run("problem document", func(t *testing.T) {
		w := httptest.NewRecorder()
		quiet(errcode.Backend).NotFound(w, request("GET", "/nothing", problemType))
		assert.Equal(t, `{"type":"about:blank","title":"Not Found","status":404,"detail":"Not found.","instance":"/nothing"}`, w.Body.String())
	})
	t.Run("NotFound as a route", func(t *testing.T) {
		mux := http.NewServeMux()
		mux.HandleFunc("/", quiet(errcode.LeanCloud).NotFound)
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, request("GET", "/nothing", ""))
		assert.Equal(t, 404, w.Code)
		assert.Equal(t, notFound, w.Body.String())
	})
}

// Every row survives being written by one program and read by another, in the
// vendor's format and as a problem document.
func TestEveryRowThroughAServer(t *testing.T) {
	rows := map[string]errcode.Code{}
	for _, c := range catalogs {
		for code := range c.All() {
			text, err := code.(interface{ MarshalText() ([]byte, error) }).MarshalText()
			require.NoError(t, err)
			rows["/"+string(text)] = code
		}
	}
	require.Len(t, rows, errcode.Backend.Len()+errcode.LeanCloud.Len()+errcode.Realtime.Len())
	rp := quiet(nil)
	url, _ := serve(t, rp.Handler(func(w http.ResponseWriter, r *http.Request) error {
		if r.URL.Query().Has("own") {
			return errcode.Wrap(rows[r.URL.Path], secretError{}, errcode.WithMessage("Of its own."))
		}
		return fmt.Errorf("wrapped: %w", rows[r.URL.Path])
	}))
	read := func(t *testing.T, c *errcode.Catalog, target, accept string) *errcode.Error {
		t.Helper()
		r, err := http.NewRequest("GET", url+target, nil)
		require.NoError(t, err)
		r.Header.Set("Accept", accept)
		resp, err := http.DefaultClient.Do(r)
		require.NoError(t, err)
		defer resp.Body.Close()
		err = c.CheckResponse(resp)
		e, ok := errors.AsType[*errcode.Error](err)
		require.True(t, ok, "%v", err)
		require.True(t, e.Remote())
		require.False(t, e.Inferred(), "%v", e)
		return e
	}
	for path, code := range rows {
		own := code.Catalog()
		message := code.Info().In(language.English).Message
		if code.Message() != "" && code.Info().In(language.English).Template == "" {
			message = code.Message()
		}
		e := read(t, own, path, "*/*")
		assert.Equal(t, code, e.Code(), "vendor")
		assert.ErrorIs(t, e, code, "vendor")
		assert.Equal(t, message, e.Message(), path)
		assert.Equal(t, code.HTTPStatus(), e.HTTPStatus(), path)
		for _, c := range catalogs { // a problem document says whose it is
			e = read(t, c, path, problemType)
			assert.Equal(t, code, e.Code(), "problem document")
			assert.ErrorIs(t, e, code)
			assert.Equal(t, message, e.Message(), path)
			assert.Empty(t, e.Details(), path)
		}
		e = read(t, own, path+"?own", "*/*")
		assert.Equal(t, code.Number(), e.Code().Number())
		want, _ := own.Lookup(code.Number())
		if code == errcode.LeanCloudSessionExpired {
			want = code
		}
		assert.Equal(t, want, e.Code(), "under a message of its own a variant reads back as its number, unless the status tells")
		assert.Equal(t, "Of its own.", e.Message())
		e = read(t, own, path+"?own", problemType)
		assert.Equal(t, code, e.Code(), "and stays itself in a problem document")
		assert.Equal(t, "Of its own.", e.Message())
	}
}

// What a realtime code looks like in LeanCloud's REST API.
func TestRealtimeRowsReadByLeanCloud(t *testing.T) {
	for code := range errcode.Realtime.All() {
		e := errcode.LeanCloud.DecodeBody(400, errcode.Realtime.AppendBody(nil, code))
		if code.Number() >= 4100 {
			assert.Equal(t, code, e.Code())
		} else {
			assert.Equal(t, errcode.Code(errcode.LeanCloudCode(code.Number())), e.Code(), "not in the range of realtime messaging")
		}
	}
}

func TestAllocations(t *testing.T) {
	w := &discard{make(http.Header)}
	r := request("GET", "/1.1/users/42", "*/*")
	runTime := errcode.New(errcode.LeanCloudUserNotFound, errcode.WithMessage("No user is named ada."))
	cause := errors.New("cause")
	wrapped := wrapThrice(errcode.Wrap(errcode.LeanCloudUserNotFound, cause))
	buf := make([]byte, 0, 512)
	verbatim := []byte(`{"code":211,"error":"Could not find user."}`)
	own := []byte(`{"code":211,"error":"No user is named ada."}`)
	tests := []struct {
		name string
		most float64
		f    func()
	}{
		{"WriteError of a bare code", 1, func() { clear(w.header); errcode.WriteError(w, r, errcode.LeanCloudUserNotFound) }},
		{"WriteError of a run-time message", 1, func() { clear(w.header); errcode.WriteError(w, r, runTime) }},
		{"WriteError of a wrapped error", 1, func() { clear(w.header); errcode.WriteError(w, r, wrapped) }},
		{"AppendBody of a bare code", 0, func() { errcode.LeanCloud.AppendBody(buf, errcode.LeanCloudUserNotFound) }},
		{"AppendBody of a run-time message", 0, func() { errcode.LeanCloud.AppendBody(buf, runTime) }},
		{"AppendBody translated", 0, func() { errcode.Backend.AppendBody(buf, errcode.LeanCloudUserNotFound) }},
		{"DecodeBody of the catalog's message", 1, func() { remoteSink = errcode.LeanCloud.DecodeBody(400, verbatim) }},
		{"DecodeBody of another message", 2, func() { remoteSink = errcode.LeanCloud.DecodeBody(400, own) }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			assert.LessOrEqual(t, testing.AllocsPerRun(500, test.f), test.most)
		})
	}
}

// One *Error and one Responder serve many goroutines.
func TestConcurrentUse(t *testing.T) {
	rp := quiet(errcode.LeanCloud)
	rp.Languages = []language.Tag{language.English, language.SimplifiedChinese}
	rp.TypeURL = "https://api.example.com/errors"
	shared := errcode.Wrap(errcode.LeanCloudTooManyRequests, secretError{}, errcode.WithMessage("Slow down."),
		errcode.WithDetail("limit", 30), errcode.WithRetryAfter(time.Second)).(*errcode.Error)
	remote := errcode.LeanCloud.DecodeBody(400, []byte(`{"code":211,"error":"x","extra":[1]}`))
	h := rp.Recover(rp.Mux(func() *http.ServeMux {
		mux := http.NewServeMux()
		mux.Handle("GET /error", rp.Handler(func(http.ResponseWriter, *http.Request) error { return shared }))
		mux.HandleFunc("GET /panic", func(http.ResponseWriter, *http.Request) { panic("boom") })
		return mux
	}()))
	want := string(errcode.LeanCloud.AppendBody(nil, shared))
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for j := range 50 {
				for _, path := range []string{"/error", "/panic", "/nothing"} {
					r := request("GET", path, []string{"", problemType}[j%2])
					r.Header.Set("Accept-Language", fmt.Sprintf("x-%d, zh;q=0.%d", j%7, i+1))
					w := httptest.NewRecorder()
					h.ServeHTTP(w, r)
					if path == "/error" && j%2 == 0 && w.Body.String() != want {
						t.Errorf("got %s, want %s", w.Body, want)
					}
				}
				for _, e := range []*errcode.Error{shared, remote} {
					_ = e.Error() + e.Message()
					e.Details()["limit"] = 0
					_, _ = json.Marshal(e)
					_ = e.LogValue()
					_, _ = errcode.Backend.Translate(e), errors.Is(e, errcode.KindNotFound)
				}
			}
		})
	}
	wg.Wait()
	assert.Equal(t, map[string]any{"limit": 30}, shared.Details())
}
