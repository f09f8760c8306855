package errcode_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/seed85f21a9e/errcode"
)

// Answer and WriteError are one path: the same status, headers and body for every
// error, catalog, language, Accept and method.
func TestAnswerIsWhatWriteErrorWrites(t *testing.T) {
	t.Parallel()
	errs := []error{
		errors.New("boom"), errcode.KindNotFound, errcode.KindAborted.New(errcode.WithMessage("Again, please.")), context.DeadlineExceeded,
		&http.MaxBytesError{Limit: 1}, errcode.LeanCloudCode(987654), errcode.Wrap(nil, errors.New("x"), errcode.WithHTTPStatus(410)),
		errcode.New(errcode.LeanCloudUserNotFound, errcode.WithMessage("No \"ada\"\n."), errcode.WithDetail("id", 7), errcode.WithRetryAfter(1500*time.Millisecond)),
		errcode.New(errcode.BackendDuplicateFieldValues, errcode.WithArgs("Size", "Shoe")),
		errcode.New(errcode.LeanCloudInvalidJSON, errcode.WithFieldErrors(errcode.FieldError{Detail: "x"})),
		errcode.New(errcode.LeanCloudUserNotFound, errcode.WithDetail("x", panicMarshaler{})),
		errors.Join(errors.New("x"), fmt.Errorf("y: %w", errcode.RealtimeConversationNotFound)),
		giftSoldOut, remote(errcode.LeanCloud, 404, `{"code":211,"error":"No user ada."}`),
	}
	for code := range allCodes {
		errs = append(errs, code)
	}
	for _, c := range []*errcode.Catalog{nil, new(errcode.Catalog), errcode.Backend, errcode.LeanCloud, errcode.Realtime, gifts} {
		for _, tags := range [][]language.Tag{nil, {language.English, language.SimplifiedChinese}} {
			rp := quiet(c)
			rp.Languages = tags
			rp.TypeURL = "https://api.example.com/errors"
			for _, method := range []string{"GET", "HEAD"} {
				for _, accept := range []string{"", problemType} {
					r := request(method, "/users/7?secret=1", accept)
					r.Header.Set("Accept-Language", "zh-CN")
					for _, err := range errs {
						checkSameAnswer(t, rp, r, err)
					}
				}
			}
		}
	}
}

func checkSameAnswer(t *testing.T, rp *errcode.Responder, r *http.Request, err error) {
	t.Helper()
	w := httptest.NewRecorder()
	rp.WriteError(w, r, err)
	a := rp.Answer(r, err)
	require.Equal(t, w.Code, a.Status, "%v", err)
	require.Equal(t, w.Header(), a.Header, "%v", err)
	require.Equal(t, w.Body.String(), string(a.Body), "%v", err)
	require.NotEmpty(t, a.Message, "%v", err)
	require.Less(t, a.Kind, errcode.KindInternal+1)
	if a.Language != "" {
		require.Equal(t, a.Language, w.Header().Get("Content-Language"), "%v", err)
	} else if w.Header().Get("Content-Language") != "" { // of the title of a message of the program's own
		require.Equal(t, problemType, w.Header().Get("Content-Type"), "%v", err)
	}
}

func TestAnswerOfNoError(t *testing.T) {
	t.Parallel()
	for _, err := range []error{nil, (*errcode.Error)(nil), (*errcode.LeanCloudCode)(nil)} {
		assert.Equal(t, errcode.Answer{}, quiet(nil).Answer(request("GET", "/", ""), err))
	}
}

// A caller that sends the answer by itself has what HTTP wants without a body.
func TestAnswerToHEAD(t *testing.T) {
	t.Parallel()
	a := quiet(nil).Answer(request("HEAD", "/", ""), errcode.LeanCloudUserNotFound)
	assert.Nil(t, a.Body)
	assert.Equal(t, "43", a.Header.Get("Content-Length"), "of the body that GET has")
	assert.Equal(t, "nosniff", a.Header.Get("X-Content-Type-Options"))
}

// driverError is an error of a library, which knows nothing of codes.
type driverError struct{ state string }

func (e driverError) Error() string { return "state " + e.state }

func TestMapGivesErrorsACode(t *testing.T) {
	t.Parallel()
	asked := 0
	rp := quiet(errcode.LeanCloud)
	rp.Map = func(r *http.Request, err error) error {
		asked++
		if e, ok := errors.AsType[driverError](err); ok && e.state == "23505" {
			return errcode.Wrap(errcode.LeanCloudDuplicateValue, err)
		}
		return nil
	}
	w := answer(rp, request("GET", "/", ""), fmt.Errorf("save: %w", driverError{"23505"}))
	assert.Equal(t, string(errcode.LeanCloud.AppendBody(nil, errcode.LeanCloudDuplicateValue)), w.Body.String())
	assert.Equal(t, 1, asked)
	w = answer(rp, nil, driverError{"42000"})
	assert.Equal(t, `{"code":1,"error":"Internal server error. No information available."}`, w.Body.String(), "nil leaves the error as it is")
	assert.Equal(t, 2, asked)
	for _, coded := range []error{errcode.LeanCloudUserNotFound, fmt.Errorf("x: %w", errcode.New(errcode.LeanCloudUserNotFound))} {
		answer(rp, nil, coded)
	}
	assert.Equal(t, 2, asked, "an error with a code is left alone")

	rp.Map = func(*http.Request, error) error { panic(secret) }
	w = answer(rp, nil, driverError{"23505"})
	assert.Equal(t, 500, w.Code)
	assert.Equal(t, `{"code":1,"error":"Internal server error. No information available."}`, w.Body.String(), "a Map that panics")
}

func TestOnAnswerIsToldOfEveryAnswer(t *testing.T) {
	t.Parallel()
	type told struct {
		label, code string
		status      int
	}
	var got []told
	rp := quiet(errcode.LeanCloud)
	rp.OnAnswer = func(r *http.Request, err error, code errcode.Code, status int) {
		got = append(got, told{errcode.LabelOf(err), code.Info().ID(), status})
	}
	mux := http.NewServeMux()
	mux.Handle("GET /error", rp.Handler(func(http.ResponseWriter, *http.Request) error { return errcode.BackendUserNotFound }))
	mux.HandleFunc("GET /panic", func(http.ResponseWriter, *http.Request) { panic("boom") })
	mux.Handle("GET /fine", rp.Handler(func(w http.ResponseWriter, _ *http.Request) error { return nil }))
	h := rp.Recover(rp.Mux(mux))
	for _, path := range []string{"/error", "/panic", "/fine", "/nothing"} {
		h.ServeHTTP(httptest.NewRecorder(), request("GET", path, ""))
	}
	h.ServeHTTP(httptest.NewRecorder(), request("POST", "/fine", ""))
	rp.Answer(nil, errcode.LeanCloudTimeout)
	assert.Equal(t, []told{
		{"backend/206", "leancloud/211", 400},
		{"_OTHER", "leancloud/1", 500},
		{"NotFound", "leancloud/101", 404},
		{"Unimplemented", "leancloud/108", 405},
		{"leancloud/124", "leancloud/124", 400},
	}, got)
}

// An error of a kind says what it likes without a code.
func TestKindWithAMessage(t *testing.T) {
	t.Parallel()
	err := errcode.KindNotFound.New(errcode.WithMessage("No such page."), errcode.WithDetail("page", 7))
	assert.ErrorIs(t, err, errcode.KindNotFound)
	assert.Equal(t, errcode.KindNotFound, errcode.KindOf(err))
	_, ok := errcode.CodeOf(err)
	assert.False(t, ok)
	assert.EqualError(t, err, "not found: No such page.")
	assert.Equal(t, 404, err.(*errcode.Error).HTTPStatus())
	assert.Equal(t, `{"type":"about:blank","title":"Not Found","status":404,"detail":"No such page.","page":7}`, answer(quiet(nil), nil, err).Body.String())
	w := answer(quiet(errcode.LeanCloud), nil, err)
	assert.Equal(t, `{"code":101,"error":"No such page."}`, w.Body.String())
	assert.EqualError(t, errcode.KindAborted.New(), "aborted")
}

func TestKindFromHTTPStatus(t *testing.T) {
	t.Parallel()
	for status, want := range map[int]errcode.Kind{
		400: errcode.KindInvalidArgument, 401: errcode.KindUnauthenticated, 403: errcode.KindPermissionDenied, 404: errcode.KindNotFound,
		405: errcode.KindUnimplemented, 408: errcode.KindDeadlineExceeded, 409: errcode.KindAlreadyExists, 410: errcode.KindNotFound, 412: errcode.KindFailedPrecondition,
		418: errcode.KindInvalidArgument, 429: errcode.KindResourceExhausted, 499: errcode.KindCanceled, 500: errcode.KindInternal, 501: errcode.KindUnimplemented,
		502: errcode.KindUnavailable, 503: errcode.KindUnavailable, 504: errcode.KindDeadlineExceeded, 524: errcode.KindDeadlineExceeded, 529: errcode.KindResourceExhausted,
		599: errcode.KindInternal, 0: errcode.KindUnknown, 200: errcode.KindUnknown, 302: errcode.KindUnknown, 600: errcode.KindUnknown, -1: errcode.KindUnknown,
	} {
		assert.Equal(t, want, errcode.KindFromHTTPStatus(status), status)
	}
}

func TestStatusIsAlwaysOfAnError(t *testing.T) {
	t.Parallel()
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
	t.Parallel()
	e := errcode.LeanCloud.DecodeBody(404, []byte(`{"code":987654,"error":"x"}`))
	assert.Equal(t, 404, answer(quiet(nil), nil, e).Code)
	e = errcode.LeanCloud.DecodeBody(404, []byte(`{"code":211,"error":"x"}`))
	assert.Equal(t, 400, answer(quiet(nil), nil, e).Code, "a listed code has a status of its own")
}

// An error without a code is the general failure of the catalog.
func TestErrorWithoutCode(t *testing.T) {
	t.Parallel()
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

// An error without a code adds to the code that it wraps; one with a code hides
// what it wraps, but for the time to wait.
func TestErrorsAroundACode(t *testing.T) {
	t.Parallel()
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
	t.Parallel()
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
	t.Parallel()
	w := answer(quiet(errcode.Backend), nil, errcode.LeanCloudUsernameTaken)
	assert.Equal(t, `{"message":"A user with the same username already exists.","errorCode":201}`, w.Body.String())
	w = answer(quiet(errcode.LeanCloud), nil, errcode.New(errcode.BackendUsernameTaken, errcode.WithMessage("ada is taken.")))
	assert.Equal(t, `{"code":202,"error":"ada is taken."}`, w.Body.String())
	w = answer(quiet(errcode.LeanCloud), request("GET", "/", problemType), errcode.New(errcode.BackendUsernameTaken, errcode.WithDetail("field", "username")))
	assert.Equal(t, `{"type":"urn:errcode:leancloud/202","title":"Username has already been taken.","status":400,"detail":"Username has already been taken.","instance":"/","code":202,"catalog":"leancloud","field":"username"}`, w.Body.String())
	w = answer(quiet(errcode.LeanCloud), nil, errcode.RealtimeSilenced)
	assert.Equal(t, `{"code":4563,"error":"SILIENCED"}`, w.Body.String(), "a code of the same format stays")
}

// Nothing of a cause, of an error without a code or of another server's answer
// is in a body or a header, in any format or language, in GET or in panics.
func TestNothingLeaks(t *testing.T) {
	t.Parallel()
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
	t.Parallel()
	remote := errcode.LeanCloud.DecodeBody(400, []byte(`{"code":211,"error":"No ada here."}`))
	w := answer(quiet(nil), nil, errcode.New(remote.Code(), errcode.WithMessage(remote.Message())))
	assert.Equal(t, `{"code":211,"error":"No ada here."}`, w.Body.String())
}
