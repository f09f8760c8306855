package errcode_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
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
	require.Equal(t, w.Header().Get("Content-Language") != "", a.Language != "" && w.Header().Get("Content-Language") == a.Language, "%v", err)
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
