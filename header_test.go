package errcode_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode"
)

// An error describes itself: nothing of the successful body's description stays.
func TestDescriptionOfASuccessIsRemoved(t *testing.T) {
	t.Parallel()
	described := []string{
		"Accept-Ranges", "Age", "Content-Digest", "Content-Disposition", "Content-Encoding", "Content-Language",
		"Content-Length", "Content-Location", "Content-Range", "Etag", "Expires", "Last-Modified", "Repr-Digest",
	}
	stays := []string{
		"Access-Control-Allow-Origin", "Content-Security-Policy", "Set-Cookie", "Traceparent", "Strict-Transport-Security",
		"Www-Authenticate", "X-Request-Id", "Connection", "Allow", "Link",
	}
	w := httptest.NewRecorder()
	for _, name := range append(described, stays...) {
		w.Header().Set(name, "of the handler")
	}
	quiet(nil).WriteError(w, request("GET", "/", ""), errcode.LeanCloudUserNotFound)
	for _, name := range described {
		assert.Empty(t, w.Header().Values(name), name)
	}
	for _, name := range stays {
		assert.Equal(t, "of the handler", w.Header().Get(name), name)
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
