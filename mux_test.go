package errcode_test

import (
	"encoding/json"
	"errors"
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
