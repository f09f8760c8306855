package errcode_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/seed85f21a9e/errcode"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestNumberOfVariants(t *testing.T) {
	t.Parallel()
	for code, number := range map[errcode.Code]int{
		errcode.BackendDatabaseError:             107,
		errcode.BackendDuplicateKey:              107,
		errcode.BackendDuplicateFieldValues:      107,
		errcode.LeanCloudInvalidWeiboSession:     251,
		errcode.LeanCloudUserSessionRequired:     403,
		errcode.LeanCloudSMSSignatureNotVerified: 605,
		errcode.LeanCloudCode(-5):                -5,
		errcode.LeanCloudCode(-2147483648):       -2147483648,
		errcode.LeanCloudCode(2147483647):        2147483647,
		errcode.LeanCloudCode(211 | 7<<32):       211, // a variant that does not exist
	} {
		assert.Equal(t, number, code.Number())
	}
}

func TestPrintingCodes(t *testing.T) {
	t.Parallel()
	tests := []struct {
		format string
		code   errcode.Code
		want   string
	}{
		{"%v", errcode.LeanCloudUserNotFound, "leancloud 211: Could not find user"},
		{"%s", errcode.LeanCloudUserNotFound, "leancloud 211: Could not find user"},
		{"%+v", errcode.LeanCloudUserNotFound, "leancloud 211: Could not find user"},
		{"%q", errcode.LeanCloudUserNotFound, `"leancloud 211: Could not find user"`},
		{"%.9s|", errcode.LeanCloudUserNotFound, "leancloud|"},
		{"%d", errcode.LeanCloudUserNotFound, "211"},
		{"%6d|", errcode.LeanCloudUserNotFound, "   211|"},
		{"%-6d|", errcode.LeanCloudUserNotFound, "211   |"},
		{"%06d", errcode.LeanCloudUserNotFound, "000211"},
		{"%x", errcode.LeanCloudUserNotFound, "d3"},
		{"%#x", errcode.LeanCloudUserNotFound, "0xd3"},
		{"%X", errcode.LeanCloudUserNotFound, "D3"},
		{"%o", errcode.LeanCloudUserNotFound, "323"},
		{"%b", errcode.LeanCloudUserNotFound, "11010011"},
		{"%#v", errcode.LeanCloudUserNotFound, "errcode.LeanCloudUserNotFound"},
		{"%t", errcode.LeanCloudUserNotFound, "%!t(int64=211)"},
		{"%d", errcode.BackendDuplicateKey, "107"},
		{"%x", errcode.BackendDuplicateKey, "6b"},
		{"%v", errcode.BackendDuplicateKey, "backend 107: The operation results in a duplicate key for a unique index"},
		{"%#v", errcode.BackendDuplicateKey, "errcode.BackendDuplicateKey"},
		{"%v", errcode.BackendDuplicateFieldValues, "backend 107: Duplicate values already exist for the field"},
		{"%v", errcode.LeanCloudCode(987654), "leancloud 987654: Unknown error"},
		{"%#v", errcode.LeanCloudCode(987654), "errcode.LeanCloudCode(987654)"},
		{"%d", errcode.LeanCloudCode(-7), "-7"},
		{"%v", errcode.LeanCloudCouldNotConnect, "leancloud 7: Could not connect to the server"},
		{"%v", errcode.LeanCloudQuotaExceeded, "leancloud 140: 超过应用额度，请升级到商用版或联系我们处理"},
		{"%v", errcode.RealtimeConversationNotFound, "realtime 4303: CONVERSATION_NOT_FOUND"},
		{"%v", errcode.LeanCloudCode(0), "leancloud 0: Unknown error"},
	}
	for _, tt := range tests {
		assert.Equal(t, tt.want, fmt.Sprintf(tt.format, tt.code), tt.format)
	}
	stringer := func(c errcode.Code) string { return c.(fmt.Stringer).String() }
	assert.Equal(t, "LeanCloudUserNotFound", stringer(errcode.LeanCloudUserNotFound))
	assert.Equal(t, "BackendDuplicateKey", stringer(errcode.BackendDuplicateKey))
	assert.Equal(t, "LeanCloudCode(987654)", stringer(errcode.LeanCloudCode(987654)))
	assert.Equal(t, "RealtimeCode(-1)", stringer(errcode.RealtimeCode(-1)))
	assert.Equal(t, errcode.LeanCloudUserNotFound.Error(), fmt.Sprint(errcode.LeanCloudUserNotFound))
}

func TestUnlistedNumbers(t *testing.T) {
	t.Parallel()
	code := errcode.LeanCloudCode(987654)
	info := code.Info()
	assert.Equal(t, errcode.Code(code), info.Code)
	assert.False(t, info.Known)
	assert.Empty(t, info.Name)
	assert.Empty(t, info.Message)
	assert.NotEmpty(t, info.Description)
	assert.Equal(t, 400, info.HTTPStatus)
	assert.Equal(t, errcode.StatusInferred, info.StatusSource)
	assert.Equal(t, errcode.KindUnknown, info.Kind)
	assert.False(t, info.Retryable)
	assert.ErrorIs(t, code, errcode.LeanCloudCode(987654))
	assert.ErrorIs(t, code, errcode.KindUnknown)
	assert.NotErrorIs(t, code, errcode.BackendCode(987654))

	zero := errcode.LeanCloudCode(0)
	assert.False(t, zero.Info().Known)
	assert.Equal(t, 500, zero.HTTPStatus(), "zero was never set")
	assert.True(t, errcode.RealtimeCode(0).Info().Known, "zero is a row of this catalog")
	assert.Equal(t, errcode.RealtimeNormalClosure, errcode.RealtimeCode(0))
}

// Every code survives JSON.
func TestEveryCodeIsReadBackFromJSON(t *testing.T) {
	t.Parallel()
	for code := range allCodes {
		text, err := json.Marshal(code)
		require.NoError(t, err)
		var back any
		switch code.(type) {
		case errcode.BackendCode:
			var c errcode.BackendCode
			require.NoError(t, json.Unmarshal(text, &c))
			back = c
		case errcode.LeanCloudCode:
			var c errcode.LeanCloudCode
			require.NoError(t, json.Unmarshal(text, &c))
			back = c
		case errcode.RealtimeCode:
			var c errcode.RealtimeCode
			require.NoError(t, json.Unmarshal(text, &c))
			back = c
		}
		assert.Equal(t, code, back)
	}
}

// A codeRecord is what a program may keep a code in.
type codeRecord struct {
	Code errcode.LeanCloudCode `json:"code"`
}

func TestCodesInJSONAreText(t *testing.T) {
	t.Parallel()
	text, err := json.Marshal(codeRecord{errcode.LeanCloudUserSessionRequired})
	require.NoError(t, err)
	assert.Equal(t, `{"code":"leancloud/403.1"}`, string(text))
}

func TestReadingCodesFromJSON(t *testing.T) {
	t.Parallel()
	for input, want := range map[string]errcode.LeanCloudCode{
		`"leancloud/211"`:          errcode.LeanCloudUserNotFound,
		`211`:                      errcode.LeanCloudUserNotFound,
		`"211"`:                    errcode.LeanCloudUserNotFound,
		`211.0`:                    errcode.LeanCloudUserNotFound,
		`2.11e2`:                   errcode.LeanCloudUserNotFound,
		`"UserNotFound"`:           errcode.LeanCloudUserNotFound,
		`"LeanCloudUserNotFound"`:  errcode.LeanCloudUserNotFound,
		`"leancloud/UserNotFound"`: errcode.LeanCloudUserNotFound,
		`"leancloud/403.1"`:        errcode.LeanCloudUserSessionRequired,
		`"403.1"`:                  errcode.LeanCloudUserSessionRequired,
		`403`:                      errcode.LeanCloudForbidden,
		`987654`:                   987654,
		`"leancloud/987654"`:       987654,
		`"leancloud/-5"`:           -5,
		`-2147483648`:              -2147483648,
		`"leancloud/211.9"`:        211, // of a later edition: its number at least is known
		`null`:                     42,
	} {
		got := codeRecord{Code: 42}
		if assert.NoError(t, json.Unmarshal([]byte(`{"code":`+input+`}`), &got), input) {
			assert.Equal(t, want, got.Code, input)
		}
	}
}

func TestReadingWhatIsNoCode(t *testing.T) {
	t.Parallel()
	for input, message := range map[string]string{
		`"backend/211"`: `errcode: "backend/211" is not a code of the catalog leancloud`,
		`"Nonsense"`:    `errcode: "Nonsense" is neither a number nor a name of the catalog leancloud`,
		`""`:            `errcode: "" is neither a number nor a name of the catalog leancloud`,
		`2147483648`:    `errcode: "2147483648" is not a leancloud number of 32 bits`,
		`"99999999999"`: `errcode: the leancloud number "99999999999" does not fit in 32 bits`,
		`211.5`:         `errcode: "211.5" is not a leancloud number of 32 bits`,
		`true`:          `errcode: "true" is not a leancloud number of 32 bits`,
		`{"a":1}`:       `errcode: "{\"a\":1}" is not a leancloud number of 32 bits`,
	} {
		got := codeRecord{Code: 42}
		assert.EqualError(t, json.Unmarshal([]byte(`{"code":`+input+`}`), &got), message, input)
		assert.EqualValues(t, 42, got.Code, "a failure changes nothing")
	}
}

func TestWhatErrorsQuoteIsCut(t *testing.T) {
	t.Parallel()
	long := codeRecord{}
	err := json.Unmarshal([]byte(`{"code":"`+strings.Repeat("x", 10000)+`"}`), &long)
	assert.Less(t, len(err.Error()), 200, "what is quoted is cut")
}

func TestReadingBrokenJSON(t *testing.T) {
	t.Parallel()
	var direct errcode.LeanCloudCode
	assert.Error(t, direct.UnmarshalJSON([]byte(`"\x"`)), "a broken string")
	assert.Error(t, direct.UnmarshalJSON(nil))
}

func TestCodesAsMapKeysInJSON(t *testing.T) {
	t.Parallel()
	counts := map[errcode.LeanCloudCode]int{errcode.LeanCloudUserNotFound: 3, errcode.LeanCloudUserSessionRequired: 1}
	text, err := json.Marshal(counts)
	require.NoError(t, err)
	assert.Equal(t, `{"leancloud/211":3,"leancloud/403.1":1}`, string(text))
	var back map[errcode.LeanCloudCode]int
	require.NoError(t, json.Unmarshal(text, &back))
	assert.Equal(t, counts, back)
}

// An unhashableCode is a code that somebody has written by hand, of a type that is
// not even comparable.
type unhashableCode struct{ labels []string }

func (unhashableCode) Error() string { return "foreign 7: Not here" }

func (unhashableCode) Number() int { return 7 }

func (unhashableCode) HTTPStatus() int { return 200 }

func (unhashableCode) Message() string { return "Not here." }

func (unhashableCode) Catalog() *errcode.Catalog { return nil }

func (c unhashableCode) Info() errcode.Info {
	return errcode.Info{Code: c, Kind: errcode.KindNotFound, Message: "Not here.", HTTPStatus: 200}
}

func TestForeignCodes(t *testing.T) {
	t.Parallel()
	code := unhashableCode{[]string{"x"}}
	err := fmt.Errorf("x: %w", errcode.Wrap(code, errors.New("boom")))
	found, ok := errcode.CodeOf(err)
	require.True(t, ok)
	assert.Equal(t, code, found)
	assert.Equal(t, errcode.KindNotFound, errcode.KindOf(err))
	assert.EqualError(t, err, "x: foreign 7: Not here: boom")
	got, ok := errors.AsType[unhashableCode](err)
	assert.True(t, ok)
	assert.Equal(t, code, got)
	assert.NotErrorIs(t, err, errcode.LeanCloudUserNotFound)
	assert.Equal(t, `{"type":"about:blank","title":"Not here.","status":404,"detail":"Not here."}`, string((*errcode.Catalog)(nil).AppendBody(nil, err)))
	assert.Equal(t, errcode.Code(errcode.LeanCloudObjectNotFound), errcode.LeanCloud.Translate(err))
	assert.NotPanics(t, func() {
		errcode.WriteError(httptest.NewRecorder(), nil, errcode.New(code, errcode.WithArgs("x"), errcode.WithDetail("a", 1)))
	})
	var buf bytes.Buffer
	slog.New(slog.NewJSONHandler(&buf, nil)).Error("failed", "error", errcode.New(code))
	assert.Contains(t, buf.String(), `"error":{"number":7,"status":404,"message":"Not here."}`)
	assert.Equal(t, `error.number=7 error.kind=NotFound error.status=404 error.message="Not here." error.text="foreign 7: Not here"`, record(errcode.Attr(code)))
	assert.Equal(t, `error.number=7 error.kind=NotFound error.status=410 error.message=Gone. error.text="foreign 7: Not here"`,
		record(errcode.Attr(errcode.New(code, errcode.WithHTTPStatus(410), errcode.WithMessage("Gone.")))))
}
