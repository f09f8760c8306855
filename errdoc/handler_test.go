package errdoc

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"html/template"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/seed85f21a9e/errcode"
)

const browserAccept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"

// get asks the site for an address.
func get(t *testing.T, path, accept string) (*http.Response, string) {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, path, nil)
	if accept != "" {
		r.Header.Set("Accept", accept)
	}
	return do(t, r)
}

func do(t *testing.T, r *http.Request) (*http.Response, string) {
	t.Helper()
	w := httptest.NewRecorder()
	siteHandler(t).ServeHTTP(w, r)
	body, err := io.ReadAll(w.Result().Body)
	require.NoError(t, err)
	return w.Result(), string(body)
}

// siteHandler returns the handler of the built-in catalogs.
func siteHandler(t *testing.T) http.Handler {
	t.Helper()
	return newServer(siteOf(t), &errcode.Responder{Logger: slog.New(slog.DiscardHandler)})
}

func TestNegotiation(t *testing.T) {
	for _, tc := range []struct {
		name, path, accept, want string
	}{
		{"browser", "/leancloud/211", browserAccept, "text/html; charset=utf-8"},
		{"no header", "/leancloud/211", "", "text/html; charset=utf-8"},
		{"curl", "/leancloud/211", "*/*", "text/html; charset=utf-8"},
		{"JSON", "/leancloud/211", "application/json", "application/json; charset=utf-8"},
		{"JSON before anything else", "/leancloud/211", "application/json, */*;q=0.1", "application/json; charset=utf-8"},
		{"HTML before JSON", "/leancloud/211", "application/json;q=0.5, text/html", "text/html; charset=utf-8"},
		{"JSON refused", "/leancloud/211", "application/json;q=0", "text/html; charset=utf-8"},
		{"neither", "/leancloud/211", "image/png", "text/html; charset=utf-8"},
		{"nonsense", "/leancloud/211", ";;;", "text/html; charset=utf-8"},
		{"list in JSON", "/", "application/json", "application/json; charset=utf-8"},
		{"Chinese list in JSON", "/zh/", "application/json", "application/json; charset=utf-8"},
		{"data of the list", "/index.json", browserAccept, "application/json; charset=utf-8"},
		{"data of a code", "/leancloud/211/index.json", browserAccept, "application/json; charset=utf-8"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			resp, _ := get(t, tc.path, tc.accept)
			assert.Equal(t, http.StatusOK, resp.StatusCode)
			assert.Equal(t, tc.want, resp.Header.Get("Content-Type"))
			assert.Contains(t, resp.Header.Values("Vary"), "Accept")
		})
	}
}

func TestCodeAsJSON(t *testing.T) {
	_, body := get(t, "/leancloud/211", "application/json")
	var doc document
	require.NoError(t, json.Unmarshal([]byte(body), &doc))
	info := errcode.LeanCloudUserNotFound.Info()
	assert.Equal(t, "leancloud/211", doc.ID)
	assert.Equal(t, 211, doc.Number)
	assert.Equal(t, "errcode.LeanCloudUserNotFound", doc.Constant)
	assert.Equal(t, "github.com/seed85f21a9e/errcode", doc.Import)
	assert.Equal(t, info.HTTPStatus, doc.Status)
	assert.Equal(t, "NotFound", doc.Kind)
	assert.Equal(t, []string{"Accounts"}, doc.Operations)
	assert.Equal(t, info.In(language.English).Remedy, doc.Text.Remedy)
	assert.JSONEq(t, `{"code":211,"error":"Could not find user."}`, string(doc.Body))
	assert.Equal(t, []translatedDocument{{"backend/206", "errcode.BackendUserNotFound", "equivalent"}}, doc.Translations)
	zh := doc.Texts["zh-Hans"].(map[string]any)
	assert.Equal(t, info.In(language.Chinese).Message, zh["message"])

	_, body = get(t, "/zh/leancloud/211", "application/json")
	require.NoError(t, json.Unmarshal([]byte(body), &doc))
	assert.Equal(t, info.In(language.Chinese).Message, doc.Text.Message)
}

func TestListAsJSON(t *testing.T) {
	for _, tc := range []struct {
		name, query string
		want        int
	}{
		{"all", "", len(finderOf().entries)},
		{"a catalog", "?catalog=leancloud", errcode.LeanCloud.Len()},
		{"a number", "?q=107&catalog=backend", 3},
		{"none", "?q=zzzzqqq", 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			assert.Len(t, listed(t, tc.query), tc.want)
		})
	}
	_, body := get(t, "/?q=zzzzqqq", "application/json")
	assert.JSONEq(t, `{"title": "LeanCloud and Backend Services error codes", "codes": []}`, body)
}

// listed returns the codes that the server lists for a query.
func listed(t *testing.T, query string) []string {
	t.Helper()
	_, body := get(t, "/"+query, "application/json")
	var list struct {
		Codes []struct {
			ID string `json:"id"`
		} `json:"codes"`
	}
	require.NoError(t, json.Unmarshal([]byte(body), &list))
	ids := []string{}
	for _, c := range list.Codes {
		ids = append(ids, c.ID)
	}
	return ids
}

// The type of each problem document leads to the page of its code.
func TestTypesOfProblemsLeadHere(t *testing.T) {
	server := httptest.NewServer(http.StripPrefix("/errors", siteHandler(t)))
	defer server.Close()
	responder := &errcode.Responder{TypeURL: server.URL + "/errors", Logger: slog.New(slog.DiscardHandler)}

	for _, e := range finderOf().entries {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Header.Set("Accept", "application/problem+json")
		w := httptest.NewRecorder()
		responder.WriteError(w, r, e.Code)
		var problem struct{ Type string }
		require.NoError(t, json.Unmarshal(w.Body.Bytes(), &problem))

		resp, err := http.Get(problem.Type)
		require.NoError(t, err)
		body, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		require.NoError(t, err)
		assert.Equal(t, http.StatusOK, resp.StatusCode, problem.Type)
		assert.Equal(t, problem.Type, resp.Request.URL.String(), "without a redirection")
		assert.Contains(t, string(body), e.Constant)
	}
}

func TestErrors(t *testing.T) {
	for _, tc := range []struct {
		name, path string
		status     int
		detail     string
	}{
		{"no page", "/nowhere", 404, english.NotFound},
		{"no page, in Chinese", "/zh/nowhere", 404, chinese.NotFound},
		{"no catalog", "/nowhere/211", 404, english.NotFound},
		{"number that no catalog lists", "/leancloud/98765", 404, "98765 is not a code of LeanCloud."},
		{"the same, in Chinese", "/zh/leancloud/98765", 404, "LeanCloud 没有错误码 98765。"},
		{"no number", "/leancloud/UserNotFound", 404, "is not a code of LeanCloud."},
		{"number with zeros", "/leancloud/0211", 404, "is not a code of LeanCloud."},
		{"huge number", "/leancloud/99999999999999999999", 404, "is not a code of LeanCloud."},
		{"no asset", "/assets/nothing.css", 404, english.NotFound},
		{"a way out of the assets", "/assets/..%2Flayout.html", 404, english.NotFound},
		{"no catalog of that name", "/?catalog=nothing", 400, `Catalog "nothing" is not one of leancloud, realtime, backend.`},
		{"no status of that number", "/?status=200", 400, `Status "200" is not one of`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			resp, body := get(t, tc.path, "application/json")
			assert.Equal(t, tc.status, resp.StatusCode)
			assert.Equal(t, "application/problem+json", resp.Header.Get("Content-Type"))
			var problem struct {
				Status int
				Detail string
			}
			require.NoError(t, json.Unmarshal([]byte(body), &problem))
			assert.Equal(t, tc.status, problem.Status)
			assert.Contains(t, problem.Detail, tc.detail)

			resp, body = get(t, tc.path, browserAccept)
			assert.Equal(t, tc.status, resp.StatusCode)
			assert.Equal(t, "text/html; charset=utf-8", resp.Header.Get("Content-Type"))
			assert.Contains(t, body, "<h1>")
			assert.Equal(t, "no-store", resp.Header.Get("Cache-Control"))
		})
	}
}

func TestWrongMethod(t *testing.T) {
	resp, body := do(t, httptest.NewRequest(http.MethodPost, "/leancloud/211", nil))
	assert.Equal(t, http.StatusMethodNotAllowed, resp.StatusCode)
	assert.Equal(t, "GET, HEAD", resp.Header.Get("Allow"))
	assert.Contains(t, body, `"status":405`)
}

func TestHead(t *testing.T) {
	for path, status := range map[string]int{"/leancloud/211": 200, "/nowhere": 404} {
		r := httptest.NewRequest(http.MethodHead, path, nil)
		r.Header.Set("Accept", browserAccept)
		resp, body := do(t, r)
		assert.Equal(t, status, resp.StatusCode)
		assert.Empty(t, body, path)
	}
}

// An address with a slash too many or too few leads to the page, under any prefix.
func TestFinalSlash(t *testing.T) {
	for from, want := range map[string]string{
		"/leancloud/211/":    "/leancloud/211", // the address on an exported site
		"/zh/backend/107.1/": "/zh/backend/107.1",
		"/zh":                "/zh/",
	} {
		resp, _ := get(t, from, "")
		assert.Equal(t, http.StatusMovedPermanently, resp.StatusCode)
		base, err := url.Parse("https://docs.example.com/errors" + from)
		require.NoError(t, err)
		to, err := base.Parse(resp.Header.Get("Location"))
		require.NoError(t, err)
		assert.Equal(t, "/errors"+want, to.Path)
	}
}

func TestHeaders(t *testing.T) {
	for _, path := range []string{"/", "/zh/leancloud/211", "/index.json", "/assets/style.css", "/assets/index.js", "/nowhere"} {
		t.Run(path, func(t *testing.T) {
			resp, _ := get(t, path, "")
			csp := resp.Header.Get("Content-Security-Policy")
			assert.Contains(t, csp, "default-src 'none'")
			assert.NotContains(t, csp, "unsafe")
			assert.Contains(t, csp, "frame-ancestors 'none'")
			assert.Equal(t, []string{"nosniff"}, resp.Header.Values("X-Content-Type-Options"))
			assert.Equal(t, "no-referrer", resp.Header.Get("Referrer-Policy"))
		})
	}
}

func TestAssets(t *testing.T) {
	for path, contentType := range map[string]string{
		"/assets/style.css": "text/css; charset=utf-8",
		"/assets/script.js": "text/javascript; charset=utf-8",
		"/assets/search.js": "text/javascript; charset=utf-8",
		"/assets/index.js":  "text/javascript; charset=utf-8",
		"/assets/icon.svg":  "image/svg+xml",
	} {
		resp, body := get(t, path, "*/*")
		assert.Equal(t, http.StatusOK, resp.StatusCode, path)
		assert.Equal(t, contentType, resp.Header.Get("Content-Type"))
		assert.NotEmpty(t, body)
	}
}

func TestUnchangedPagesAreNotSentAgain(t *testing.T) {
	resp, _ := get(t, "/leancloud/211", "")
	r := httptest.NewRequest(http.MethodGet, "/leancloud/211", nil)
	r.Header.Set("If-None-Match", resp.Header.Get("ETag"))
	resp, body := do(t, r)
	assert.Equal(t, http.StatusNotModified, resp.StatusCode)
	assert.Empty(t, body)
}

// A page that cannot be made is answered with a problem document, and the reason
// is logged only.
func TestBrokenTemplate(t *testing.T) {
	s := siteOf(t)
	s.templates["code"] = template.Must(template.New("layout.html").Parse("{{.NoSuchThing}}"))
	var log bytes.Buffer
	r := httptest.NewRequest(http.MethodGet, "/leancloud/211", nil)
	r.Header.Set("Accept", browserAccept)
	w := httptest.NewRecorder()
	newServer(s, &errcode.Responder{Logger: slog.New(slog.NewTextHandler(&log, nil))}).ServeHTTP(w, r)
	assert.Equal(t, http.StatusInternalServerError, w.Code)
	assert.JSONEq(t, `{"type":"about:blank","title":"Internal Server Error","status":500,"detail":"Internal Server Error","instance":"/leancloud/211"}`, w.Body.String())
	assert.Contains(t, log.String(), "template:")
}

// The page for a missing address says what may have been meant.
func TestNotFoundSuggests(t *testing.T) {
	for path, want := range map[string]string{
		"/leancloud/4303":         "../realtime/4303",
		"/leancloud/UserNotFound": "../leancloud/211",
		"/leancloud/0211":         "../leancloud/211",
		"/zh/leancloud/4303":      "../../zh/realtime/4303",
		"/user-not-found":         "leancloud/211",
	} {
		_, body := get(t, path, browserAccept)
		assert.Contains(t, body, `href="`+want+`"`, path)
	}
}

// No page is as large as 100 KB, and a visit to the list with all that it loads is
// not either, once the server in front compresses it.
func TestPagesAreSmall(t *testing.T) {
	var compressed bytes.Buffer
	w := gzip.NewWriter(&compressed)
	for _, path := range []string{"/", "/zh/", "/leancloud/211", "/assets/style.css", "/assets/search.js", "/assets/script.js"} {
		_, body := get(t, path, browserAccept)
		assert.Less(t, len(body), 100_000, path)
		io.WriteString(w, body)
	}
	_, index := get(t, "/assets/index.js", "")
	io.WriteString(w, index)
	require.NoError(t, w.Close())
	assert.Less(t, compressed.Len(), 100_000)
}

// A handler is ready when it is first asked, whoever asks.
func TestHandlerIsLazy(t *testing.T) {
	h := Set{}.Handler()
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			w := httptest.NewRecorder()
			h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/leancloud/211", nil))
			assert.Equal(t, http.StatusOK, w.Code)
		})
	}
	wg.Wait()
}
