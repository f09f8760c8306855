package errcode_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/seed85f21a9e/errcode"
)

// coupons is a catalog whose only row of the kind KindNotFound is about
// something that no route is.
var coupons = errcode.Must(errcode.NewCatalog("coupons", errcode.FormatLeanCloud,
	errcode.Info{Code: couponCode(1), Name: "NoCoupon", HTTPStatus: 404, Message: "This coupon does not exist."},
	errcode.Info{Code: couponCode(2), Name: "Broken", HTTPStatus: 500, Message: "Something broke."},
))

type coupon struct{}

func (coupon) Catalog() *errcode.Catalog { return coupons }

type couponCode = errcode.Number[coupon]

// A route that does not exist has words of its own, never those of a row that is
// about something else.
func TestRoutesHaveWordsOfTheirOwn(t *testing.T) {
	t.Parallel()
	chinese := []language.Tag{language.SimplifiedChinese, language.English}
	tests := []struct {
		name           string
		catalog        *errcode.Catalog
		languages      []language.Tag
		missing, wrong string
	}{
		{"LeanCloud", errcode.LeanCloud, nil, `{"code":101,"error":"There is nothing at this address."}`, `{"code":108,"error":"This method is not allowed here."}`},
		{"LeanCloud in Chinese", errcode.LeanCloud, chinese, `{"code":101,"error":"此地址不存在。"}`, `{"code":108,"error":"此地址不支持该请求方法。"}`},
		{"Realtime has no rows for it", errcode.Realtime, nil, `{"code":4200,"error":"There is nothing at this address."}`, `{"code":4200,"error":"This method is not allowed here."}`},
		{"Backend has rows for it", errcode.Backend, nil, `{"message":"Not found.","errorCode":600}`, `{"message":"Method not supported.","errorCode":602}`},
		{"Backend in Chinese", errcode.Backend, chinese, `{"message":"此地址不存在。","errorCode":600}`, `{"message":"此地址不支持该请求方法。","errorCode":602}`},
		{"an app's own", coupons, nil, `{"code":2,"error":"There is nothing at this address."}`, `{"code":2,"error":"This method is not allowed here."}`},
		{"an app's own in Chinese", coupons, chinese, `{"code":2,"error":"此地址不存在。"}`, `{"code":2,"error":"此地址不支持该请求方法。"}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			rp := quiet(test.catalog)
			rp.Languages = test.languages
			for want, f := range map[string]http.HandlerFunc{test.missing: rp.NotFound, test.wrong: rp.MethodNotAllowed} {
				w := httptest.NewRecorder()
				f(w, request("GET", "/x", ""))
				assert.Equal(t, want, w.Body.String())

				w = httptest.NewRecorder()
				f(w, request("GET", "/x", problemType))
				var doc map[string]any
				require.NoError(t, json.Unmarshal(w.Body.Bytes(), &doc))
				assert.Equal(t, "about:blank", doc["type"])
				assert.Equal(t, http.StatusText(w.Code), doc["title"])
				assert.EqualValues(t, w.Code, doc["status"])
				assert.NotContains(t, doc, "code")
				assert.NotContains(t, w.Body.String(), "coupon")
			}
		})
	}
}

// An app's own texts come before the built-in ones, but have none for routes.
func TestRoutesInALanguageWithOwnTexts(t *testing.T) {
	t.Parallel()
	texts := func(tag language.Tag) *errcode.Texts {
		return errcode.Must(errcode.NewTexts(tag, errcode.Text{Code: errcode.LeanCloudUserNotFound, Message: "?"}))
	}
	const english, chinese = `{"code":101,"error":"There is nothing at this address."}`, `{"code":101,"error":"此地址不存在。"}`
	for _, test := range []struct {
		languages []language.Tag
		texts     language.Tag
		want      string
	}{
		{[]language.Tag{language.Chinese, language.English}, language.Chinese, chinese},
		{[]language.Tag{language.MustParse("zh-TW"), language.English}, language.MustParse("zh-TW"), chinese},
		{[]language.Tag{language.BritishEnglish, language.Chinese}, language.BritishEnglish, english},
		{[]language.Tag{language.French, language.English, language.Chinese}, language.French, english},
		{[]language.Tag{language.French, language.Chinese}, language.French, chinese},
		{[]language.Tag{language.French}, language.French, english},
	} {
		rp := quiet(errcode.LeanCloud)
		rp.Languages, rp.Texts = test.languages, []*errcode.Texts{texts(test.texts)}
		w := httptest.NewRecorder()
		rp.NotFound(w, request("GET", "/x", ""))
		assert.Equal(t, test.want, w.Body.String(), "%v", test.languages)
	}
}

func TestMethodNotAllowedKeepsAllow(t *testing.T) {
	t.Parallel()
	w := httptest.NewRecorder()
	w.Header().Set("Allow", "GET, PUT")
	w.Header().Set("Content-Length", "7")
	quiet(errcode.LeanCloud).MethodNotAllowed(w, request("POST", "/x", ""))
	assert.Equal(t, 405, w.Code)
	assert.Equal(t, "GET, PUT", w.Header().Get("Allow"))
	assert.Empty(t, w.Header().Get("Content-Length"))
}

// Reading the answer for a route says what it was, though it has no code.
func TestRouteIsReadBack(t *testing.T) {
	t.Parallel()
	w := httptest.NewRecorder()
	quiet(coupons).NotFound(w, request("GET", "/x", problemType))
	e := errcode.LeanCloud.DecodeBody(w.Code, w.Body.Bytes())
	assert.True(t, e.Inferred())
	assert.True(t, errors.Is(e, errcode.KindNotFound))
}

func TestMux(t *testing.T) {
	t.Parallel()
	mux := http.NewServeMux()
	ok := func(w http.ResponseWriter, r *http.Request) { fmt.Fprintf(w, "%s %s", r.Pattern, r.PathValue("id")) }
	mux.HandleFunc("GET /users/{id}", ok)
	mux.HandleFunc("DELETE /users/{id}", ok)
	mux.HandleFunc("GET /tree/", ok)
	mux.HandleFunc("POST example.com/hosted", ok)
	mux.Handle("GET /moved", http.RedirectHandler("/tree/", http.StatusFound))
	mux.Handle("GET /tree/moved", http.RedirectHandler("/tree/moved?x=1", http.StatusFound))
	mux.Handle("GET /bare", http.RedirectHandler("/bare/", http.StatusMovedPermanently))
	mux.Handle("GET /slashed/", http.RedirectHandler("/slashed", http.StatusMovedPermanently))
	mux.Handle("GET /away/", http.RedirectHandler("https://example.com/away/x/", http.StatusMovedPermanently))
	mux.HandleFunc("GET /exact/{$}", ok)
	mux.HandleFunc("GET /rest/{id...}", ok)
	mux.HandleFunc("GET /a b/", ok)
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
		for _, target := range []string{"/users/7", "/tree/leaf", "/broken", "/moved", "/tree/moved", "/bare", "/slashed/", "/away/x", "/exact/", "/a%20b/"} {
			want, got := httptest.NewRecorder(), httptest.NewRecorder()
			mux.ServeHTTP(want, request("GET", target, ""))
			quiet(errcode.LeanCloud).Mux(mux).ServeHTTP(got, request("GET", target, ""))
			assert.Equal(t, want, got, target)
		}
	})
	t.Run("ServeMux's own redirects, which clients take for a success", func(t *testing.T) {
		for _, target := range []string{"/tree", "/tree//leaf", "/users/../users/7", "//users/7", "/exact", "/rest", "/a%20b", "/a%20b//c", "/slashed", "/slashed//", "/bare/../bare"} {
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

// A handler that returns an error after an unknown route or a panic was answered
// says it twice: the first answer stays.
func TestErrorAfterAnAnswer(t *testing.T) {
	t.Parallel()
	rp := quiet(errcode.LeanCloud)
	panics := rp.Recover(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("oh") }))
	for status, answer := range map[int]http.HandlerFunc{
		http.StatusNotFound:            rp.NotFound,
		http.StatusInternalServerError: panics.ServeHTTP,
	} {
		w := httptest.NewRecorder()
		h := rp.Handler(func(w http.ResponseWriter, r *http.Request) error {
			answer(w, r)
			return errcode.LeanCloudUserNotFound
		})
		assert.NotPanics(t, func() { h.ServeHTTP(w, request("GET", "/nowhere", "")) }, status)
		assert.Equal(t, status, w.Code)
		assert.NotContains(t, w.Body.String(), errcode.LeanCloudUserNotFound.Message())
		assert.True(t, json.Valid(w.Body.Bytes()), w.Body)
	}
}
