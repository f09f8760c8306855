package errcode_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"
	"golang.org/x/text/language"

	"github.com/seed85f21a9e/errcode"
)

// A hostileCode is a code of somebody else's type, one method of which panics.
type hostileCode struct {
	foreignCode
	broken string // the method's name
}

func (c hostileCode) check(method string) {
	if c.broken == method {
		panic(secret)
	}
}

func (c hostileCode) Error() string                { c.check("Error"); return c.foreignCode.Error() }
func (c hostileCode) Number() int                  { c.check("Number"); return c.foreignCode.Number() }
func (c hostileCode) HTTPStatus() int              { c.check("HTTPStatus"); return c.foreignCode.HTTPStatus() }
func (c hostileCode) Message() string              { c.check("Message"); return c.foreignCode.Message() }
func (c hostileCode) Catalog() *errcode.Catalog    { c.check("Catalog"); return nil }
func (c hostileCode) Info() errcode.Info           { c.check("Info"); return c.foreignCode.Info() }
func (c hostileCode) Is(error) bool                { c.check("Is"); return false }
func (c hostileCode) As(any) bool                  { c.check("As"); return false }
func (c hostileCode) Unwrap() error                { c.check("Unwrap"); return nil }
func (c hostileCode) MarshalText() ([]byte, error) { c.check("MarshalText"); return nil, nil }

// Nothing that is done with an error panics, whatever the methods of its code
// do, and no client gets to see what they panicked with.
func TestHostileCodes(t *testing.T) {
	t.Parallel()
	codes := map[string]errcode.Code{"no code in it": struct{ errcode.Code }{}}
	for _, method := range []string{"Error", "Number", "HTTPStatus", "Message", "Catalog", "Info", "Is", "As", "Unwrap"} {
		codes[method] = hostileCode{foreignCode{status: 400, kind: errcode.KindNotFound}, method}
	}
	for name, code := range codes {
		for form, err := range map[string]error{
			"bare":    code,
			"new":     errcode.New(code, errcode.WithArgs("x"), errcode.WithDetail("a", 1)),
			"message": errcode.New(code, errcode.WithMessage("x")),
			"wrap":    errcode.Wrap(code, io.EOF),
			"within":  fmt.Errorf("x: %w", errcode.New(code)),
			"cause":   errcode.Wrap(errcode.LeanCloudUserNotFound, code),
			"joined":  errors.Join(io.EOF, code),
			"remote":  errcode.New(code, errcode.WithRemote()),
			"kind":    errcode.Wrap(nil, code),
		} {
			for call, f := range callsWith(err, code) {
				assert.NotPanics(t, func() { f(t) }, "%s, %s: %s", name, form, call)
			}
		}
	}
}

// A code whose methods panic has what an unset number has.
func TestHostileCodeIsLikeNone(t *testing.T) {
	t.Parallel()
	hostile := func(method string) *errcode.Error {
		return errcode.Wrap(hostileCode{broken: method}, io.EOF).(*errcode.Error)
	}
	assert.Equal(t, "Unknown error.", hostile("Info").Message())
	assert.Equal(t, 500, hostile("Info").HTTPStatus())
	assert.EqualError(t, hostile("Info"), "foreign: EOF")
	assert.EqualError(t, hostile("Error"), "a code whose Error method panics: EOF")
	assert.Equal(t, `[status=500 message=Foreign. cause=EOF]`, hostile("Number").LogValue().String())
	assert.ErrorIs(t, hostile("Is"), io.EOF)
	assert.Equal(t, "Unknown error.", errcode.Info{Code: hostileCode{broken: "Info"}}.In(language.English).Message)
}

// callsWith are the calls that take an error or a code.
func callsWith(err error, code errcode.Code) map[string]func(*testing.T) {
	discard := slog.New(slog.NewJSONHandler(io.Discard, nil))
	calls := map[string]func(*testing.T){
		"CodeOf":      func(*testing.T) { _, _ = errcode.CodeOf(err) },
		"KindOf":      func(*testing.T) { _ = errcode.KindOf(err) },
		"Retryable":   func(*testing.T) { errcode.Retryable(err) },
		"SafeToRetry": func(*testing.T) { errcode.SafeToRetry(err, true) },
		"RetryAfter":  func(*testing.T) { errcode.RetryAfter(err) },
		"LabelOf":     func(*testing.T) { errcode.LabelOf(err) },
		"Attr":        func(*testing.T) { discard.LogAttrs(context.Background(), slog.LevelError, "x", errcode.Attr(err)) },
		"Relay":       func(*testing.T) { _ = errcode.Relay(err) },
		"slog":        func(*testing.T) { discard.Error("x", "error", err) },
		"Translate":   func(*testing.T) { _, _ = errcode.LeanCloud.Translate(err), (*errcode.Catalog)(nil).Translate(err) },
		"Equivalent":  func(*testing.T) { _, _ = errcode.LeanCloud.Equivalent(code) },
		"In":          func(*testing.T) { errcode.Info{Code: code}.In(language.English) },
		"ID":          func(*testing.T) { _ = errcode.Info{Code: code}.ID() + errcode.Info{Code: code}.Constant() },
		"Wrap":        func(*testing.T) { _ = errcode.Wrap(code, err) },
		"realtime": func(t *testing.T) {
			assert.NotContains(t, string(errcode.AppendRealtimeError(nil, "", 1, err)), secret)
			assert.NotContains(t, string(errcode.AppendRealtimeClosed(nil, "", err)), secret)
		},
	}
	for _, c := range []*errcode.Catalog{nil, errcode.LeanCloud, errcode.Backend} {
		calls["AppendBody "+c.Name()] = func(t *testing.T) {
			body := c.AppendBody(nil, err)
			assert.True(t, json.Valid(body), string(body))
			assert.NotContains(t, string(body), secret)
		}
		calls["WriteError "+c.Name()] = func(t *testing.T) {
			for _, tags := range [][]language.Tag{nil, {language.SimplifiedChinese}} {
				rp := quiet(c)
				rp.Languages = tags
				w := httptest.NewRecorder()
				rp.WriteError(w, request("GET", "/", ""), err)
				assert.GreaterOrEqual(t, w.Code, 400)
				assert.True(t, json.Valid(w.Body.Bytes()), w.Body)
				assert.NotContains(t, w.Body.String(), secret)
				rp.Describe(nil, err)
			}
		}
	}
	if e, ok := err.(*errcode.Error); ok {
		calls["Message"] = func(*testing.T) { e.Message() }
		calls["Error"] = func(*testing.T) { _ = e.Error() }
		calls["HTTPStatus"] = func(*testing.T) { e.HTTPStatus() }
		calls["ErrorType"] = func(*testing.T) { e.ErrorType() }
		calls["LogValue"] = func(*testing.T) { e.LogValue() }
		calls["MarshalJSON"] = func(*testing.T) { _, _ = json.Marshal(e) }
		calls["Is"] = func(*testing.T) { e.Is(io.EOF) }
		calls["As"] = func(*testing.T) {
			var kind errcode.Kind
			e.As(&kind)
		}
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d"} {
			calls[verb] = func(*testing.T) { _ = fmt.Sprintf(verb, e) }
		}
	}
	return calls
}
