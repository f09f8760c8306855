package errcode_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode"
)

// Values of somebody else's that panic with a secret.
type (
	panicMarshaler struct{}
	panicStringer  struct{}
	panicUnwrapper struct{}
)

func (panicMarshaler) MarshalJSON() ([]byte, error) { panic(secret) }
func (panicStringer) String() string                { panic(secret) }
func (panicUnwrapper) Error() string                { return secret }
func (panicUnwrapper) Unwrap() error                { panic(secret) }

type panicNumber struct{ error }

func (panicNumber) Number() int               { panic(secret) }
func (panicNumber) HTTPStatus() int           { return 400 }
func (panicNumber) Message() string           { return "x" }
func (panicNumber) Info() errcode.Info        { return errcode.Info{HTTPStatus: 400, Message: "x"} }
func (panicNumber) Catalog() *errcode.Catalog { return errcode.LeanCloud }

// Whatever a method of somebody else's value does, the client gets a whole
// answer, and nothing of what the method panicked with.
func TestPanickingValuesGetAWholeAnswer(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		err    error
		accept string
		status int
		code   int // 0: no matter
	}{
		"detail": {errcode.New(errcode.LeanCloudUserNotFound, errcode.WithDetail("x", panicMarshaler{})), problemType, 500, 1},
		"code":   {panicNumber{errors.New("x")}, "", 500, 1},
		"unwrap": {panicUnwrapper{}, "", 500, 1},
	}
	for name, test := range tests {
		for _, own := range []bool{true, false} {
			rp := quiet(errcode.LeanCloud)
			w := httptest.NewRecorder()
			r := request("GET", "/", test.accept)
			if own {
				rp.WriteError(w, r, test.err)
			} else {
				rp.Handler(func(http.ResponseWriter, *http.Request) error { return test.err }).ServeHTTP(w, r)
			}
			assert.Equal(t, test.status, w.Code, name)
			var body struct{ Code int }
			require.NoError(t, json.Unmarshal(w.Body.Bytes(), &body), "%s: %s", name, w.Body)
			assert.Equal(t, test.code, body.Code, name)
			assert.NotContains(t, w.Body.String(), "SELECT", name)
		}
		body := errcode.LeanCloud.AppendBody(nil, test.err)
		assert.True(t, json.Valid(body), "%s: AppendBody makes %s", name, body)
	}
}

// What the arguments of a message panic with does not become public.
func TestPanickingArguments(t *testing.T) {
	t.Parallel()
	nested := struct{ V any }{panicStringer{}}
	for _, arg := range []any{panicStringer{}, nested, []any{panicStringer{}}} {
		e := errcode.New(errcode.BackendDuplicateFieldValues, errcode.WithArgs("Size", arg))
		assert.Equal(t, errcode.New(errcode.BackendDuplicateFieldValues).(*errcode.Error).Message(), e.(*errcode.Error).Message(), "the wording without arguments")
		e = errcode.New(errcode.LeanCloudUserNotFound, errcode.WithMessagef("No user %v.", arg))
		assert.Equal(t, "Could not find user.", e.(*errcode.Error).Message())
		assert.NotContains(t, e.Error(), "SELECT")
	}
}

// A detail cannot replace a member of the document, also not for readers that
// fold case as encoding/json does.
func TestDetailsDoNotReplaceMembers(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"type", "TITLE", "ſtatus", "detail", "inſtance", "Code", "catalog"} {
		err := errcode.New(errcode.LeanCloudUserNotFound, errcode.WithDetail(key, "forged"), errcode.WithDetail("statuses", "kept"))
		body := answer(quiet(nil), request("GET", "/", problemType), err).Body.String()
		assert.NotContains(t, body, "forged", key)
		assert.Contains(t, body, `"statuses":"kept"`)
	}
}

// A keeper keeps what it was given and appends to it.
type keeper struct {
	http.ResponseWriter
	kept []byte
}

func (k *keeper) Write(b []byte) (int, error) {
	k.kept = append(b, "appended by a middleware"...)
	return k.ResponseWriter.Write(b)
}

func TestWriterCannotReachTheNextAnswer(t *testing.T) {
	t.Parallel()
	const want = `{"code":601,"error":"Can't send SMS too frequently."}`
	for range 2 {
		w := &keeper{ResponseWriter: httptest.NewRecorder()}
		errcode.WriteError(w, nil, errcode.LeanCloudSMSTooFrequent)
		assert.Equal(t, want, w.ResponseWriter.(*httptest.ResponseRecorder).Body.String())
		assert.Equal(t, want, string(errcode.LeanCloud.AppendBody(nil, errcode.LeanCloudSMSTooFrequent)))
	}
	body := (&errcode.Responder{}).Answer(nil, errcode.LeanCloudSMSTooFrequent).Body
	clear(body)
	assert.Equal(t, want, string(errcode.LeanCloud.AppendBody(nil, errcode.LeanCloudSMSTooFrequent)), "an Answer's body belongs to the caller")
}
