package errcode_test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/seed85f21a9e/errcode"
)

// sameFormat reports whether codes of one catalog stand in bodies of the other.
func sameFormat(a, b *errcode.Catalog) bool {
	return (a == errcode.Backend) == (b == errcode.Backend)
}

// Every row means something in every catalog: a code that is listed and stands
// in that catalog's bodies, and itself where it does so already.
func TestTranslateEveryRow(t *testing.T) {
	t.Parallel()
	rows := 0
	for _, from := range catalogs {
		for code := range from.All() {
			rows++
			for _, to := range catalogs {
				got := to.Translate(code)
				if sameFormat(from, to) {
					assert.Equal(t, code, got, "%v in its own format", code)
					continue
				}
				require.NotNil(t, got, "%v to %v", code, to)
				assert.Equal(t, to, got.Catalog(), "%v to %v", code, to)
				assert.True(t, got.Info().Known, "%v to %v is %v", code, to, got)
				assert.Equal(t, got, to.Translate(fmt.Errorf("wrapped: %w", errcode.Wrap(code, io.EOF))), "%v, wrapped", code)
			}
		}
	}
	assert.Equal(t, errcode.Backend.Len()+errcode.LeanCloud.Len()+errcode.Realtime.Len(), rows)
}

// A bare kind becomes a listed code of the same kind, where the catalog has one
// that says no more than that.
func TestTranslateKinds(t *testing.T) {
	t.Parallel()
	broader := map[string]bool{
		"realtime/Aborted": true, // rejected by the app: clients act on the only code of the kind
	}
	for _, c := range catalogs {
		has := map[errcode.Kind]bool{}
		for code := range c.All() {
			has[code.Info().Kind] = true
		}
		for k := errcode.KindInvalidArgument; k <= errcode.KindInternal; k++ {
			code := c.Translate(fmt.Errorf("wrapped: %w", k))
			require.True(t, code.Info().Known, "%v in %v", k, c)
			same := has[k] && !broader[c.Name()+"/"+k.String()]
			assert.Equal(t, same, code.Info().Kind == k, "%v in %v is %v", k, c, code)
		}
	}
	assert.Equal(t, errcode.Code(errcode.LeanCloudInternalServerError), errcode.LeanCloud.Translate(errcode.KindUnknown))
	assert.Equal(t, errcode.Code(errcode.BackendUnexpectedError), errcode.Backend.Translate(errcode.KindUnknown))
	assert.Equal(t, errcode.Code(errcode.BackendUnexpectedError), errcode.Backend.Translate(errcode.Kind(99)), "a kind that there is not")
}

func TestTranslateNil(t *testing.T) {
	t.Parallel()
	var code *errcode.LeanCloudCode
	for _, c := range append([]*errcode.Catalog{nil}, catalogs...) {
		assert.Nil(t, c.Translate(nil))
		assert.Nil(t, c.Translate((*errcode.Error)(nil)))
		assert.Nil(t, c.Translate(code))
	}
}

func TestTranslateUnlisted(t *testing.T) {
	t.Parallel()
	assert.Equal(t, errcode.Code(errcode.BackendUnexpectedError), errcode.Backend.Translate(errcode.LeanCloudCode(987654)))
	assert.Equal(t, errcode.Code(errcode.BackendUnexpectedError), errcode.Backend.Translate(errcode.RealtimeCode(4999)))
	assert.Equal(t, errcode.Code(errcode.LeanCloudInternalServerError), errcode.LeanCloud.Translate(errcode.BackendCode(987654)))
	assert.Equal(t, errcode.Code(errcode.RealtimeInternalError), errcode.Realtime.Translate(errcode.BackendCode(0)))
	for _, c := range catalogs {
		code, _ := c.Lookup(987654)
		assert.Equal(t, code, c.Translate(code), "of the same format it stays")
	}
	assert.Equal(t, errcode.Code(errcode.RealtimeCode(4999)), errcode.LeanCloud.Translate(errcode.RealtimeCode(4999)))
}

// What a code type of somebody else's says of itself is not relied on.
func TestTranslateForeignCode(t *testing.T) {
	t.Parallel()
	for _, c := range catalogs {
		assert.Equal(t, c.Translate(errcode.KindNotFound), c.Translate(foreignCode{kind: errcode.KindNotFound}))
		assert.NotPanics(t, func() {
			assert.Equal(t, c.Translate(errcode.KindUnknown), c.Translate(foreignCode{kind: 99}))
			assert.Equal(t, c.Translate(errcode.KindInternal), c.Translate(errcode.New(homeless{})))
			_, ok := c.Equivalent(homeless{})
			assert.False(t, ok)
		})
	}
}

// timeoutError is what network errors look like.
type timeoutError struct{ timeout bool }

func (timeoutError) Error() string   { return "network" }
func (e timeoutError) Timeout() bool { return e.timeout }
func (timeoutError) Temporary() bool { return true }

// The errors of the standard library mean what they mean, however deep they are.
func TestTranslateStandardErrors(t *testing.T) {
	t.Parallel()
	missing := filepath.Join(t.TempDir(), "missing")
	_, errOpen := os.Open(missing)
	errMkdir := os.Mkdir(filepath.Dir(missing), 0o700)
	_, errNumber := os.Open(string([]byte{'a', 0}))
	require.Error(t, errNumber)
	errSyntax := json.Unmarshal([]byte(`{"a":}`), new(any))
	errType := json.Unmarshal([]byte(`"a"`), new(int))
	errCut := json.NewDecoder(strings.NewReader(`{"a":`)).Decode(new(any))
	_, errTooLarge := io.ReadAll(http.MaxBytesReader(httptest.NewRecorder(), io.NopCloser(strings.NewReader("too long")), 2))
	gone, cancel := context.WithCancel(context.Background())
	cancel()
	_, errDialGone := new(net.Dialer).DialContext(gone, "tcp", "127.0.0.1:1")
	late, cancelLate := context.WithTimeout(context.Background(), -time.Second)
	defer cancelLate()
	_, errDialLate := new(net.Dialer).DialContext(late, "tcp", "127.0.0.1:1")
	request, err := http.NewRequestWithContext(late, "GET", "http://127.0.0.1:1", nil)
	require.NoError(t, err)
	_, errGetLate := http.DefaultClient.Do(request)
	client, server := net.Pipe()
	defer client.Close()
	defer server.Close()
	require.NoError(t, client.SetReadDeadline(time.Now()))
	_, errRead := client.Read(make([]byte, 1))

	type codes struct {
		backend   errcode.BackendCode
		leanCloud errcode.LeanCloudCode
	}
	var (
		timeout     = codes{errcode.BackendRequestTimeout, errcode.LeanCloudTimeout}
		notFound    = codes{errcode.BackendNotFound, errcode.LeanCloudObjectNotFound}
		exists      = codes{errcode.BackendDuplicateKey, errcode.LeanCloudDuplicateValue}
		permission  = codes{errcode.BackendAccessDenied, errcode.LeanCloudForbidden}
		badBody     = codes{errcode.BackendInvalidRequestBody, errcode.LeanCloudInvalidJSON}
		tooLarge    = codes{errcode.BackendInvalidRequestBody, errcode.LeanCloudPayloadTooLarge}
		general     = codes{errcode.BackendUnexpectedError, errcode.LeanCloudInternalServerError}
		unavailable = codes{errcode.BackendApplicationInMaintenance, errcode.LeanCloudTemporarilyUnavailable}
	)
	require.Equal(t, 413, tooLarge.leanCloud.Number())
	require.Equal(t, 107, badBody.leanCloud.Number())
	require.Equal(t, 615, badBody.backend.Number())
	tests := []struct {
		name string
		err  error
		want codes
	}{
		{"context.DeadlineExceeded", context.DeadlineExceeded, timeout},
		{"context.Canceled", context.Canceled, timeout},
		{"os.ErrDeadlineExceeded", os.ErrDeadlineExceeded, timeout},
		{"fs.ErrNotExist", fs.ErrNotExist, notFound},
		{"fs.ErrExist", fs.ErrExist, exists},
		{"fs.ErrPermission", fs.ErrPermission, permission},
		{"sql.ErrNoRows", sql.ErrNoRows, notFound},
		{"io.ErrUnexpectedEOF", io.ErrUnexpectedEOF, badBody},
		{"http.MaxBytesError", errTooLarge, tooLarge},
		{"json.SyntaxError", errSyntax, badBody},
		{"json.UnmarshalTypeError", errType, badBody},
		{"JSON cut off", errCut, badBody},
		{"os.Open", errOpen, notFound},
		{"os.Mkdir", errMkdir, exists},
		{"os.Open of no name", errNumber, general},
		{"ENOENT", syscall.ENOENT, notFound},
		{"EEXIST", syscall.EEXIST, exists},
		{"EACCES", syscall.EACCES, permission},
		{"EPERM", &os.PathError{Op: "open", Path: "x", Err: syscall.EPERM}, permission},
		{"ETIMEDOUT", syscall.ETIMEDOUT, timeout},
		{"ECONNREFUSED", syscall.ECONNREFUSED, unavailable},
		{"network time-out", timeoutError{true}, timeout},
		{"network, no time-out", timeoutError{false}, general},
		{"read time-out", errRead, timeout},
		{"dial canceled", errDialGone, timeout},
		{"dial time-out", errDialLate, timeout},
		{"request time-out", errGetLate, timeout},
		{"another error", errors.New("boom"), general},
		{"io.EOF", io.EOF, general},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			require.Error(t, test.err)
			for shape, err := range map[string]error{
				"itself":       test.err,
				"wrapped":      fmt.Errorf("load: %w", fmt.Errorf("query: %w", test.err)),
				"joined":       errors.Join(errors.New("boom"), test.err),
				"with no code": errcode.Wrap(nil, test.err),
			} {
				assert.Equal(t, errcode.Code(test.want.backend), errcode.Backend.Translate(err), shape)
				assert.Equal(t, errcode.Code(test.want.leanCloud), errcode.LeanCloud.Translate(err), shape)
				realtime := errcode.Realtime.Translate(err)
				assert.Equal(t, errcode.Realtime, realtime.Catalog(), shape)
				assert.True(t, realtime.Info().Known, shape)
			}
			assert.Equal(t, errcode.Code(errcode.LeanCloudForbidden), errcode.LeanCloud.Translate(errors.Join(test.err, errcode.LeanCloudForbidden)), "a code counts before it")
			assert.Equal(t, errcode.LeanCloud.Translate(errcode.KindAborted), errcode.LeanCloud.Translate(errors.Join(test.err, errcode.KindAborted)), "a kind counts before it")
		})
	}
}

// One handler that returns one error serves the clients of both vendors. A
// message of its own survives, the text of the other vendor's catalog does not.
func TestTranslatedText(t *testing.T) {
	t.Parallel()
	for _, from := range catalogs {
		for code := range from.All() {
			for _, to := range catalogs {
				if sameFormat(from, to) {
					continue
				}
				target := to.Translate(code)
				want := string(to.AppendBody(nil, target))
				assert.Equal(t, want, string(to.AppendBody(nil, code)), "%v", code)
				assert.Equal(t, want, string(to.AppendBody(nil, errcode.New(code, errcode.WithArgs("Size", "Shoe")))), "%v", code)
				own := to.AppendBody(nil, errcode.New(code, errcode.WithMessage("Of its own.")))
				e := to.DecodeBody(target.HTTPStatus(), own)
				assert.Equal(t, "Of its own.", e.Message())
				assert.Equal(t, target.Number(), e.Code().Number())
				w := answer(quiet(to), nil, code)
				assert.Equal(t, want, w.Body.String())
				assert.Equal(t, target.HTTPStatus(), w.Code)
			}
		}
	}
}

func TestTranslatedDetailsAndLanguage(t *testing.T) {
	t.Parallel()
	rp := quiet(errcode.LeanCloud)
	rp.Languages = []language.Tag{language.SimplifiedChinese}
	w := answer(rp, request("GET", "/", problemType), errcode.New(errcode.BackendUserNotFound, errcode.WithDetail("field", "name")))
	want := errcode.LeanCloudUserNotFound.Info().In(language.SimplifiedChinese).Message
	assert.Contains(t, w.Body.String(), want)
	assert.Contains(t, w.Body.String(), `"type":"urn:errcode:leancloud/211"`)
	assert.Contains(t, w.Body.String(), `"field":"name"`)
	assert.False(t, bytes.Contains(w.Body.Bytes(), []byte("backend")))
}

// What a code is equivalent to is what it translates to, and says the same back.
func TestEquivalent(t *testing.T) {
	for _, c := range []*errcode.Catalog{errcode.Backend, errcode.LeanCloud, errcode.Realtime} {
		for code := range errcode.Backend.All() {
			same, ok := c.Equivalent(code)
			if ok {
				assert.Equal(t, c.Translate(code), same)
				back, ok := errcode.Backend.Equivalent(same)
				assert.True(t, ok)
				assert.Equal(t, error(code), error(back))
			}
		}
	}
	for _, tc := range []struct {
		catalog *errcode.Catalog
		code    errcode.Code
		want    errcode.Code
	}{
		{errcode.LeanCloud, errcode.BackendUserNotFound, errcode.LeanCloudUserNotFound},
		{errcode.Realtime, errcode.BackendUserNotFound, nil},                   // only a stand-in
		{errcode.LeanCloud, errcode.BackendInvalidAccessToken, nil},            // only one that comes near
		{errcode.Realtime, errcode.LeanCloudTimeout, errcode.LeanCloudTimeout}, // one format
		{errcode.LeanCloud, errcode.BackendCode(987654), nil},
		{errcode.LeanCloud, nil, nil},
	} {
		got, ok := tc.catalog.Equivalent(tc.code)
		assert.Equal(t, tc.want, got)
		assert.Equal(t, tc.want != nil, ok)
	}
}

// What the vendors' own tables make equal, by the numbers on the wire.
func TestCodesWithTheSameMeaning(t *testing.T) {
	t.Parallel()
	for backend, leanCloud := range map[string]string{
		"backend/1": "leancloud/1", "backend/201": "leancloud/202", "backend/203": "leancloud/200", "backend/205": "leancloud/210",
		"backend/206": "leancloud/211", "backend/107.1": "leancloud/137", "backend/604": "leancloud/401",
	} {
		from, err := errcode.ParseCode(backend)
		require.NoError(t, err)
		to, err := errcode.ParseCode(leanCloud)
		require.NoError(t, err)
		assert.Equal(t, to, errcode.LeanCloud.Translate(from), backend)
		assert.Equal(t, from, errcode.Backend.Translate(to), leanCloud)
	}
}
