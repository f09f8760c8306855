package errcode_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

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
	given, kept []byte
}

func (k *keeper) Write(b []byte) (int, error) {
	k.given = b
	k.kept = append(b, "appended by a middleware"...) //nolint:staticcheck // SA1023 is what a bad middleware does
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
	runTime := errcode.New(errcode.LeanCloudSMSTooFrequent, errcode.WithMessage("Wait."))
	w := &keeper{ResponseWriter: httptest.NewRecorder()}
	errcode.WriteError(w, nil, runTime)
	assert.NotSame(t, &w.given[0], &w.kept[0], "the buffer of a message at run time")

	body := (&errcode.Responder{}).Answer(nil, errcode.LeanCloudSMSTooFrequent).Body
	clear(body)
	assert.Equal(t, want, string(errcode.LeanCloud.AppendBody(nil, errcode.LeanCloudSMSTooFrequent)), "an Answer's body belongs to the caller")
}

func TestMarshalJSONIsTheBody(t *testing.T) {
	t.Parallel()
	for want, err := range map[string]error{
		`{"code":211,"error":"No such user."}`:                            errcode.Wrap(errcode.LeanCloudUserNotFound, errors.New("secret"), errcode.WithMessage("No such user.")),
		`{"message":"The specified user was not found.","errorCode":206}`: errcode.New(errcode.BackendUserNotFound),
		`{"code":4303,"error":"CONVERSATION_NOT_FOUND"}`:                  errcode.New(errcode.RealtimeConversationNotFound),
	} {
		text, e := json.Marshal(err)
		require.NoError(t, e)
		assert.Equal(t, want, string(text))
	}
}

func TestWriteErrorBodies(t *testing.T) {
	t.Parallel()
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
		{"message of its own, Backend", errcode.New(errcode.BackendUserNotFound, errcode.WithMessage("No user \"ada\".")), errcode.BackendUserNotFound.HTTPStatus(), `{"message":"No user \"ada\".","errorCode":206}`},
		{"message of its own, a variant", errcode.New(errcode.BackendDuplicateKey, errcode.WithMessage("Taken.")), 400, `{"message":"Taken.","errorCode":107}`},
		{"message of its own, an unlisted number", errcode.New(errcode.LeanCloudCode(987654), errcode.WithMessage("Odd.")), 400, `{"code":987654,"error":"Odd."}`},
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
	t.Parallel()
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
	t.Parallel()
	dst := []byte(`{"results":[`)
	assert.Equal(t, `{"results":[{"code":211,"error":"Could not find user."}`, string(errcode.LeanCloud.AppendBody(dst, errcode.LeanCloudUserNotFound)))
	assert.Equal(t, `{"results":[`, string(errcode.LeanCloud.AppendBody(dst, nil)), "nil error")
	assert.Equal(t, `{"results":[`, string(errcode.LeanCloud.AppendBody(dst, (*errcode.Error)(nil))), "nil *Error")
	data, err := json.Marshal((*errcode.Error)(nil))
	require.NoError(t, err)
	assert.Equal(t, "null", string(data))
}

func TestProblemDocument(t *testing.T) {
	t.Parallel()
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
	t.Parallel()
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
	t.Parallel()
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
	t.Parallel()
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

func TestProblemWithoutCodeNamesItsStatus(t *testing.T) {
	t.Parallel()
	w := answer(quiet(nil), nil, errcode.New(nil, errcode.WithHTTPStatus(410)))
	assert.Equal(t, `{"type":"about:blank","title":"Gone","status":410,"detail":"Gone"}`, w.Body.String())
	w = answer(quiet(nil), nil, errcode.New(nil, errcode.WithHTTPStatus(499)))
	assert.Equal(t, `{"type":"about:blank","title":"Internal Server Error","status":499,"detail":"Internal Server Error"}`, w.Body.String(), "a status without a name")
	w = answer(quiet(nil), nil, errcode.New(nil, errcode.WithHTTPStatus(410), errcode.WithMessage("It is no more.")))
	assert.Equal(t, `{"type":"about:blank","title":"Gone","status":410,"detail":"It is no more."}`, w.Body.String())
}

// homeless is a code of somebody else's whose Catalog panics.
type homeless struct{ foreignCode }

func (homeless) Catalog() *errcode.Catalog { panic("boom") }

func TestMarshalJSONOfAPanickingCode(t *testing.T) {
	t.Parallel()
	text, err := errcode.New(homeless{}).(*errcode.Error).MarshalJSON()
	assert.NoError(t, err)
	assert.Contains(t, string(text), `"status":500`)
	assert.NotContains(t, string(text), "boom")
}

// A path that begins with two slashes is the name of another host to readers of
// the document.
func TestInstanceIsOnThisHost(t *testing.T) {
	t.Parallel()
	base, err := url.Parse("https://api.example.com/1.1/")
	require.NoError(t, err)
	for _, path := range []string{"/", "/1.1/users/42", "/a b?", "//evil.example/x", "//", "///x", "/\xff//y"} {
		r := &http.Request{Method: "GET", URL: &url.URL{Path: path}, Header: http.Header{"Accept": {"application/problem+json"}}}
		var document struct{ Instance string }
		require.NoError(t, json.Unmarshal((&errcode.Responder{}).Answer(r, errcode.LeanCloudUserNotFound).Body, &document))
		instance, err := base.Parse(document.Instance)
		require.NoError(t, err)
		assert.Equal(t, base.Host, instance.Host, document.Instance)
		assert.Equal(t, path, instance.Path, document.Instance)
	}
}
