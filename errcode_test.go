package errcode_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode"
)

var (
	_ errcode.Code   = errcode.BackendCode(0)
	_ errcode.Code   = errcode.LeanCloudCode(0)
	_ errcode.Code   = errcode.RealtimeCode(0)
	_ error          = (*errcode.Error)(nil)
	_ error          = errcode.Kind(0)
	_ slog.LogValuer = errcode.LeanCloudCode(0)
	_ slog.LogValuer = (*errcode.Error)(nil)
	_ json.Marshaler = (*errcode.Error)(nil)
)

// allCodes iterates over the rows of the three catalogs.
func allCodes(yield func(errcode.Code) bool) {
	for _, c := range []*errcode.Catalog{errcode.Backend, errcode.LeanCloud, errcode.Realtime} {
		for code := range c.All() {
			if !yield(code) {
				return
			}
		}
	}
}

func TestCodesAreConstants(t *testing.T) {
	assert.EqualValues(t, 211, errcode.LeanCloudUserNotFound)
	assert.EqualValues(t, 206, errcode.BackendUserNotFound)
	assert.EqualValues(t, 4303, errcode.RealtimeConversationNotFound)
	switch code := errcode.LeanCloudCode(211); code {
	case errcode.LeanCloudUserNotFound:
	default:
		t.Error("a switch does not find the constant")
	}
	statuses := map[errcode.LeanCloudCode]int{errcode.LeanCloudUserNotFound: 404}
	assert.Equal(t, 404, statuses[211])
}

func TestNumberOfVariants(t *testing.T) {
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

func TestIs(t *testing.T) {
	for a := range allCodes {
		require.ErrorIs(t, a, a)
		require.ErrorIs(t, a, a.Info().Kind)
		require.False(t, errors.Is(a, nil))
		require.True(t, a.(interface{ Is(error) bool }).Is(a), "Is by itself is reflexive")
		require.False(t, a.(interface{ Is(error) bool }).Is(nil))
		for b := range allCodes {
			sameNumber := a.Catalog() == b.Catalog() && a.Number() == b.Number()
			first, _ := b.Catalog().Lookup(b.Number())
			want := a == b || sameNumber && b == first
			if errors.Is(a, b) != want {
				t.Errorf("errors.Is(%v, %v) is %v", a, b, !want)
			}
		}
	}
	assert.ErrorIs(t, errcode.BackendDuplicateKey, errcode.BackendDatabaseError, "a variant is its number")
	assert.NotErrorIs(t, errcode.BackendDatabaseError, errcode.BackendDuplicateKey)
	assert.NotErrorIs(t, errcode.BackendDuplicateKey, errcode.BackendDuplicateFieldValues)
	assert.NotErrorIs(t, errcode.LeanCloudCode(4303), errcode.RealtimeConversationNotFound)
}

func TestStandardSentinels(t *testing.T) {
	sentinels := []error{fs.ErrNotExist, fs.ErrExist, fs.ErrPermission, context.DeadlineExceeded, context.Canceled}
	tests := map[error]error{
		errcode.LeanCloudUserNotFound:      fs.ErrNotExist,
		errcode.BackendDuplicateKey:        fs.ErrExist,
		errcode.LeanCloudForbidden:         fs.ErrPermission,
		errcode.RealtimeSendMessageTimeout: context.DeadlineExceeded,
		errcode.KindCanceled:               context.Canceled,
		errcode.LeanCloudUnauthorized:      nil,
		errcode.KindUnavailable:            nil,
		errcode.BackendUnexpectedError:     nil,
		errcode.LeanCloudCode(987654):      nil,
	}
	for err, want := range tests {
		for _, sentinel := range sentinels {
			assert.Equal(t, sentinel == want, errors.Is(err, sentinel), "%v, %v", err, sentinel)
			code, ok := err.(errcode.Code)
			if ok {
				assert.Equal(t, sentinel == want, errors.Is(errcode.Wrap(code, errors.New("x")), sentinel), "wrapped: %v, %v", err, sentinel)
			}
		}
	}
}

func TestKinds(t *testing.T) {
	for k := errcode.KindUnknown; k <= errcode.KindInternal; k++ {
		assert.GreaterOrEqual(t, k.HTTPStatus(), 400)
		assert.LessOrEqual(t, k.HTTPStatus(), 599)
		assert.NotEmpty(t, k.Error())
		assert.ErrorIs(t, k, k)
		text, err := k.MarshalText()
		require.NoError(t, err)
		var back errcode.Kind
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, k, back)
	}
	assert.Equal(t, errcode.KindUnknown, errcode.Kind(0))
	assert.Equal(t, "NotFound", errcode.KindNotFound.String())
	assert.Equal(t, "errcode.KindNotFound errcode.Kind(200)", fmt.Sprintf("%#v %#v", errcode.KindNotFound, errcode.Kind(200)))
	assert.Equal(t, "not found", errcode.KindNotFound.Error())
	assert.Equal(t, 404, errcode.KindNotFound.HTTPStatus())
	beyond := errcode.Kind(200)
	assert.Equal(t, "Kind(200)", beyond.String())
	assert.Equal(t, "Kind(200)", beyond.Error())
	assert.Equal(t, 500, beyond.HTTPStatus())
	assert.NotErrorIs(t, errcode.KindNotFound, errcode.KindAborted)
	assert.False(t, errcode.KindNotFound.Is(nil))
	var k errcode.Kind
	assert.EqualError(t, k.UnmarshalText([]byte("Nope")), `errcode: no kind is named "Nope"`)
}

func TestStatusSourceAndFormatNames(t *testing.T) {
	assert.Equal(t, "documented observed inferred StatusSource(9)",
		fmt.Sprint(errcode.StatusDocumented, " ", errcode.StatusObserved, " ", errcode.StatusInferred, " ", errcode.StatusSource(9)))
	assert.Equal(t, "leancloud backend problem Format(9)",
		fmt.Sprint(errcode.FormatLeanCloud, " ", errcode.FormatBackend, " ", errcode.FormatProblem, " ", errcode.Format(9)))
}

func TestOperations(t *testing.T) {
	all := errcode.BackendUnexpectedError.Info().ReturnedBy
	data := errcode.BackendLoopDetected.Info().ReturnedBy
	none := errcode.BackendMethodNotSupported.Info().ReturnedBy
	tests := []struct {
		name string
		set  errcode.Operations
		op   errcode.Operations
		want bool
	}{
		{"own bit", errcode.OpLogin, errcode.OpLogin, true},
		{"other bit", errcode.OpLogin, errcode.OpRegisterUser, false},
		{"all bits of the argument", errcode.OpLogin | errcode.OpRegisterUser, errcode.OpLogin | errcode.OpRegisterUser, true},
		{"some bits of the argument", errcode.OpLogin, errcode.OpLogin | errcode.OpRegisterUser, false},
		{"All has an operation", all, errcode.OpRead, true},
		{"All has a group", all, errcode.OpAllData, true},
		{"All has metadata", all, errcode.OpMetadata, true},
		{"data operations have an operation", data, errcode.OpRead, true},
		{"data operations have one by ID", data, errcode.OpDeleteByID, true},
		{"data operations have no log-in", data, errcode.OpLogin, false},
		{"data operations are not all", data, errcode.OpAllBackend, false},
		{"metadata has fields", errcode.OpMetadata, errcode.OpUpdateField, true},
		{"read operations are two", errcode.OpReadOperations, errcode.OpRead | errcode.OpReadByID, true},
		{"two are the read operations", errcode.OpRead | errcode.OpReadByID, errcode.OpReadOperations, true},
		{"one is not", errcode.OpRead, errcode.OpReadOperations, false},
		{"two names of one operation", errcode.BackendEmailMissing.Info().ReturnedBy, errcode.OpResendVerificationEmail, true},
		{"and back", errcode.BackendOperationNotSupportedForUser.Info().ReturnedBy, errcode.OpResendVerification, true},
		{"All of one vendor lacks the other's", all, errcode.OpAccounts, false},
		{"and back", errcode.OpAllLeanCloud, errcode.OpLogin, false},
		{"LeanCloud's All has its own", errcode.OpAllLeanCloud, errcode.OpSMS | errcode.OpRealtime, true},
		{"realtime has messages", errcode.OpRealtime, errcode.OpMessages, true},
		{"realtime has no SMS", errcode.OpRealtime, errcode.OpSMS, false},
		{"N/A has nothing", none, errcode.OpRead, false},
		{"everything has N/A", none, 0, true},
	}
	for _, tt := range tests {
		assert.Equal(t, tt.want, tt.set.Has(tt.op), tt.name)
	}
	assert.Equal(t, "All", all.String())
	assert.Equal(t, "N/A", none.String())
	assert.Equal(t, "Register user, Update user", errcode.BackendUsernameTaken.Info().ReturnedBy.String())
	assert.Equal(t, "Operations(1<<63)", errcode.Operations(1<<63).String())
	assert.Equal(t, []errcode.Operations{errcode.OpRegisterUser, errcode.OpUpdateUser},
		slices.Collect((errcode.OpUpdateUser | errcode.OpRegisterUser).All()))
	for op := range (errcode.OpRead | errcode.OpLogin).All() {
		assert.Equal(t, errcode.OpRead, op)
		break // an iteration can be left
	}
	for op := errcode.OpCreate; op <= errcode.OpAllLeanCloud; op <<= 1 {
		assert.NotContains(t, op.String(), "Operations(", "every operation has a name")
	}
}

func TestTextAndJSON(t *testing.T) {
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
	type record struct {
		Code errcode.LeanCloudCode `json:"code"`
	}
	text, err := json.Marshal(record{errcode.LeanCloudUserSessionRequired})
	require.NoError(t, err)
	assert.Equal(t, `{"code":"leancloud/403.1"}`, string(text))
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
		got := record{Code: 42}
		if assert.NoError(t, json.Unmarshal([]byte(`{"code":`+input+`}`), &got), input) {
			assert.Equal(t, want, got.Code, input)
		}
	}
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
		got := record{Code: 42}
		assert.EqualError(t, json.Unmarshal([]byte(`{"code":`+input+`}`), &got), message, input)
		assert.EqualValues(t, 42, got.Code, "a failure changes nothing")
	}
	long := record{}
	err = json.Unmarshal([]byte(`{"code":"`+strings.Repeat("x", 10000)+`"}`), &long)
	assert.Less(t, len(err.Error()), 200, "what is quoted is cut")
	var direct errcode.LeanCloudCode
	assert.Error(t, direct.UnmarshalJSON([]byte(`"\x"`)), "a broken string")
	assert.Error(t, direct.UnmarshalJSON(nil))

	counts := map[errcode.LeanCloudCode]int{errcode.LeanCloudUserNotFound: 3, errcode.LeanCloudUserSessionRequired: 1}
	text, err = json.Marshal(counts)
	require.NoError(t, err)
	assert.Equal(t, `{"leancloud/211":3,"leancloud/403.1":1}`, string(text))
	var back map[errcode.LeanCloudCode]int
	require.NoError(t, json.Unmarshal(text, &back))
	assert.Equal(t, counts, back)
}

func TestNewAndWrap(t *testing.T) {
	cause := errors.New("connection refused")
	err := errcode.Wrap(errcode.LeanCloudDatabaseError, cause,
		errcode.WithMessage("The database cannot be reached."),
		errcode.WithOperation(errcode.OpQueryObjects),
		errcode.WithRetryAfter(3*time.Second),
		errcode.WithDetail("shard", 7),
		errcode.WithDetail("table", "users"),
		errcode.WithDetail("shard", 8),
		nil)
	e, ok := errors.AsType[*errcode.Error](err)
	require.True(t, ok)
	assert.Equal(t, errcode.Code(errcode.LeanCloudDatabaseError), e.Code())
	assert.Equal(t, "The database cannot be reached.", e.Message())
	assert.Equal(t, errcode.OpQueryObjects, e.Operation())
	assert.Equal(t, map[string]any{"shard": 8, "table": "users"}, e.Details())
	assert.Equal(t, 500, e.HTTPStatus())
	assert.False(t, e.Remote())
	assert.False(t, e.Inferred())
	assert.Same(t, cause, e.Unwrap())
	assert.EqualError(t, err, "leancloud 304: The database cannot be reached: connection refused")
	assert.ErrorIs(t, err, cause)
	e.Details()["shard"] = 9
	assert.Equal(t, 8, e.Details()["shard"], "the details are a copy")

	assert.EqualError(t, errcode.New(errcode.LeanCloudUserNotFound), "leancloud 211: Could not find user")
	assert.EqualError(t, errcode.New(errcode.LeanCloudUserNotFound, errcode.WithMessage("")), "leancloud 211: Could not find user")
	assert.EqualError(t, errcode.New(errcode.LeanCloudUserNotFound, errcode.WithMessagef("no %s", "ada")), "leancloud 211: no ada")
	assert.EqualError(t, errcode.New(errcode.LeanCloudUserNotFound, errcode.WithMessage("first"), errcode.WithMessage("last")), "leancloud 211: last")
	assert.NoError(t, errcode.Wrap(errcode.LeanCloudDatabaseError, nil))
	assert.NoError(t, errcode.Wrap(errcode.LeanCloudDatabaseError, (*errcode.Error)(nil)))
	assert.NoError(t, errcode.Wrap(nil, nil))
}

func TestWithHTTPStatus(t *testing.T) {
	for status, want := range map[int]int{404: 404, 400: 400, 599: 599, 399: 500, 600: 500, 0: 500, -1: 500} {
		err := errcode.New(errcode.LeanCloudInternalServerError, errcode.WithHTTPStatus(status))
		assert.Equal(t, want, err.(*errcode.Error).HTTPStatus())
		w := httptest.NewRecorder()
		quiet(nil).WriteError(w, nil, fmt.Errorf("x: %w", err))
		assert.Equal(t, want, w.Code)
		assert.Equal(t, `{"code":1,"error":"Internal server error. No information available."}`, w.Body.String())
		var buf bytes.Buffer
		slog.New(slog.NewJSONHandler(&buf, nil)).Error("failed", "error", err)
		assert.Contains(t, buf.String(), fmt.Sprintf(`"status":%d,`, want))
	}
}

func TestTemplates(t *testing.T) {
	tests := []struct {
		name string
		args []any
		want string
	}{
		{"filled in", []any{"Price", "Products"}, `Duplicate values already exist for field Price of content type "Products".`},
		{"arguments that look like parameters", []any{"{2}", "{1}"}, `Duplicate values already exist for field {2} of content type "{1}".`},
		{"of any type", []any{1, true}, `Duplicate values already exist for field 1 of content type "true".`},
		{"none: a wording that needs none", nil, "Duplicate values already exist for the field."},
		{"too few", []any{"Price"}, "Duplicate values already exist for the field."},
		{"too many", []any{"Price", "Products", 3}, "Duplicate values already exist for the field."},
	}
	for _, tt := range tests {
		e := errcode.New(errcode.BackendDuplicateFieldValues, errcode.WithArgs(tt.args...)).(*errcode.Error)
		assert.Equal(t, tt.want, e.Message(), tt.name)
	}
	assert.Contains(t, errcode.BackendDuplicateFieldValues.Message(), "Number", "the vendor's message, letter for letter")
	plain := errcode.New(errcode.LeanCloudUserNotFound, errcode.WithArgs("a")).(*errcode.Error)
	assert.Equal(t, "Could not find user.", plain.Message(), "a code without parameters ignores arguments")
	args := []any{"Price", "Products"}
	kept := errcode.New(errcode.BackendDuplicateFieldValues, errcode.WithArgs(args...)).(*errcode.Error)
	args[0] = "changed"
	assert.Contains(t, kept.Message(), "Price", "an error cannot be changed")
}

func TestNilErrorAndNilCode(t *testing.T) {
	var none *errcode.Error
	assert.Nil(t, none.Code())
	assert.Empty(t, none.Message())
	assert.Zero(t, none.HTTPStatus())
	assert.Zero(t, none.Operation())
	assert.Nil(t, none.Details())
	assert.False(t, none.Remote())
	assert.False(t, none.Inferred())
	assert.NoError(t, none.Unwrap())
	assert.Equal(t, "<nil>", none.Error())
	assert.False(t, none.Is(errcode.LeanCloudUserNotFound))
	assert.False(t, none.As(new(errcode.LeanCloudCode)))
	assert.Equal(t, slog.Value{}, none.LogValue())
	text, err := json.Marshal(none)
	require.NoError(t, err)
	assert.Equal(t, "null", string(text))

	for name, code := range map[string]errcode.Code{
		"nil":         nil,
		"nil pointer": (*errcode.LeanCloudCode)(nil),
	} {
		err := errcode.New(code)
		assert.EqualError(t, err, "error without a code", name)
		_, ok := errcode.CodeOf(err)
		assert.False(t, ok, name)
		assert.Equal(t, errcode.KindUnknown, errcode.KindOf(err), name)
		assert.Nil(t, err.(*errcode.Error).Code(), name)
		assert.Equal(t, 500, err.(*errcode.Error).HTTPStatus(), name)
		assert.NotErrorIs(t, err, errcode.LeanCloudUserNotFound, name)
		var lc errcode.LeanCloudCode
		assert.False(t, errors.As(err, &lc), name)

		wrapped := errcode.Wrap(code, fmt.Errorf("reading: %w", errcode.LeanCloudUserNotFound), errcode.WithMessage("no luck"))
		assert.EqualError(t, wrapped, "error without a code: no luck: reading: leancloud 211: Could not find user", name)
		found, ok := errcode.CodeOf(wrapped)
		assert.True(t, ok, name)
		assert.Equal(t, errcode.Code(errcode.LeanCloudUserNotFound), found, "%s: the cause's code counts", name)
	}
	code := errcode.LeanCloudUserNotFound
	err = errcode.New(&code)
	code = errcode.LeanCloudTimeout
	assert.Equal(t, errcode.Code(errcode.LeanCloudUserNotFound), err.(*errcode.Error).Code(), "a pointer is not kept")
	var pointer error = (*errcode.LeanCloudCode)(nil)
	_, ok := errcode.CodeOf(pointer)
	assert.False(t, ok, "a nil pointer to a code is no code")
	assert.Equal(t, errcode.KindUnknown, errcode.KindOf(pointer))
	assert.NotErrorIs(t, errcode.LeanCloudUserNotFound, pointer)
}

// selfWrapping wraps itself, without end.
type selfWrapping struct{}

func (e selfWrapping) Error() string { return "again" }
func (e selfWrapping) Unwrap() error { return e }

// selfJoining wraps itself twice.
type selfJoining struct{}

func (e selfJoining) Error() string   { return "again and again" }
func (e selfJoining) Unwrap() []error { return []error{e, e} }

// nilPointerError cannot even print its nil pointer.
type nilPointerError struct{ text string }

func (e *nilPointerError) Error() string { return e.text }

func TestStrangeCauses(t *testing.T) {
	for name, cause := range map[string]error{"self-wrapping": selfWrapping{}, "self-joining": selfJoining{}} {
		t.Run(name, func(t *testing.T) {
			_, ok := errcode.CodeOf(cause)
			assert.False(t, ok)
			assert.Equal(t, errcode.KindUnknown, errcode.KindOf(cause))
			assert.False(t, errcode.Retryable(cause))
			assert.Equal(t, errcode.Code(errcode.LeanCloudInternalServerError), errcode.LeanCloud.Translate(cause))
			err := errcode.Wrap(errcode.LeanCloudTimeout, cause)
			code, ok := errcode.CodeOf(err)
			assert.True(t, ok)
			assert.Equal(t, errcode.Code(errcode.LeanCloudTimeout), code)
			assert.ErrorIs(t, err, errcode.LeanCloudTimeout)
			assert.True(t, errcode.Retryable(err))
		})
	}
	t.Run("the same code", func(t *testing.T) {
		err := errcode.Wrap(errcode.LeanCloudTimeout, errcode.LeanCloudTimeout)
		assert.EqualError(t, err, "leancloud 124: The request timed out on the server. Typically this indicates the request is too expensive", "the text stands once")
		twice := errcode.Wrap(errcode.LeanCloudTimeout, err, errcode.WithMessage("Too slow."))
		assert.Equal(t, "Too slow.", twice.(*errcode.Error).Message(), "the outermost counts")
	})
	t.Run("nil pointer", func(t *testing.T) {
		err := errcode.Wrap(errcode.LeanCloudTimeout, (*nilPointerError)(nil), errcode.WithMessage("Too slow."))
		assert.EqualError(t, err, "leancloud 124: Too slow: <nil>")
	})
}

func TestMatchingThroughWraps(t *testing.T) {
	cause := errors.New("boom")
	err := error(errcode.Wrap(errcode.LeanCloudUserNotFound, cause))
	for i := range 3 {
		err = fmt.Errorf("layer %d: %w", i, err)
	}
	for name, err := range map[string]error{"error": err, "bare code": fmt.Errorf("x: %w", errcode.LeanCloudUserNotFound)} {
		assert.ErrorIs(t, err, errcode.LeanCloudUserNotFound, name)
		assert.ErrorIs(t, err, errcode.KindNotFound, name)
		assert.ErrorIs(t, err, fs.ErrNotExist, name)
		assert.NotErrorIs(t, err, errcode.LeanCloudCode(210), name)
		assert.NotErrorIs(t, err, errcode.KindInternal, name)
		lc, ok := errors.AsType[errcode.LeanCloudCode](err)
		assert.True(t, ok, name)
		assert.Equal(t, errcode.LeanCloudUserNotFound, lc, name)
		_, ok = errors.AsType[errcode.BackendCode](err)
		assert.False(t, ok, name)
		e, ok := errors.AsType[*errcode.Error](err)
		assert.True(t, ok, name)
		assert.Equal(t, "Could not find user.", e.Message(), name)
		var code errcode.Code
		assert.True(t, errors.As(err, &code), name)
		assert.Equal(t, errcode.Code(errcode.LeanCloudUserNotFound), code, name)
		kind, ok := errors.AsType[errcode.Kind](err)
		assert.True(t, ok, name)
		assert.Equal(t, errcode.KindNotFound, kind, name)
		code, ok = errcode.CodeOf(err)
		assert.True(t, ok, name)
		assert.Equal(t, errcode.Code(errcode.LeanCloudUserNotFound), code, name)
		assert.Equal(t, errcode.KindNotFound, errcode.KindOf(err), name)
	}
	e := errcode.New(errcode.LeanCloudUserNotFound).(*errcode.Error)
	assert.True(t, e.Is(e))
	assert.False(t, e.Is(errcode.New(errcode.LeanCloudUserNotFound)), "another error is not the same one")
	assert.False(t, e.Is(nil))
	assert.False(t, e.As(nil))
	var same *errcode.Error
	assert.True(t, e.As(&same))
	assert.Same(t, e, same)
	assert.False(t, e.As(new(string)))
	for name, target := range map[string]any{
		"own type": (*errcode.LeanCloudCode)(nil), "Code": (*errcode.Code)(nil), "Error": (**errcode.Error)(nil), "Kind": (*errcode.Kind)(nil),
	} {
		assert.False(t, e.As(target), name)
		assert.False(t, errcode.LeanCloudUserNotFound.As(target), name)
	}
}

func TestSeveralErrors(t *testing.T) {
	plain := errors.New("plain")
	err := errors.Join(plain, fmt.Errorf("deep: %w", errors.Join(plain, errcode.New(errcode.LeanCloudTimeout))), errcode.BackendUserNotFound)
	code, ok := errcode.CodeOf(err)
	assert.True(t, ok)
	assert.Equal(t, errcode.Code(errcode.LeanCloudTimeout), code, "the first in depth-first order")
	assert.Equal(t, errcode.KindDeadlineExceeded, errcode.KindOf(err))
	assert.True(t, errcode.Retryable(err))
	assert.ErrorIs(t, err, errcode.LeanCloudTimeout)
	assert.ErrorIs(t, err, errcode.BackendUserNotFound, "all of them match")
	_, ok = errcode.CodeOf(errors.Join(plain, plain))
	assert.False(t, ok)
	_, ok = errcode.CodeOf(nil)
	assert.False(t, ok)
	assert.Equal(t, errcode.KindNotFound, errcode.KindOf(fmt.Errorf("x: %w", errcode.KindNotFound)))
	assert.Equal(t, errcode.KindUnknown, errcode.KindOf(nil))
	assert.Equal(t, errcode.KindUnknown, errcode.KindOf(plain))
}

func TestRetryableAndRetryAfter(t *testing.T) {
	tests := []struct {
		name      string
		err       error
		retryable bool
	}{
		{"nil", nil, false},
		{"no code", errors.New("x"), false},
		{"a retryable code", errcode.LeanCloudTooManyRequests, true},
		{"one that is not", errcode.LeanCloudUserNotFound, false},
		{"the outermost counts", errcode.Wrap(errcode.LeanCloudUserNotFound, errcode.LeanCloudTimeout), false},
		{"an error that says when", errcode.New(errcode.LeanCloudQuotaExceeded, errcode.WithRetryAfter(time.Hour)), true},
		{"a kind", errcode.KindUnavailable, true},
		{"another kind", errcode.KindNotFound, false},
		{"an unknown number", errcode.LeanCloudCode(987654), false},
	}
	for _, tt := range tests {
		assert.Equal(t, tt.retryable, errcode.Retryable(tt.err), tt.name)
	}
	_, ok := errcode.RetryAfter(errcode.LeanCloudTooManyRequests)
	assert.False(t, ok)
	inner := errcode.New(errcode.LeanCloudTooManyRequests, errcode.WithRetryAfter(1500*time.Millisecond))
	for name, err := range map[string]error{
		"itself": inner, "wrapped": fmt.Errorf("x: %w", inner), "cause": errcode.Wrap(errcode.BackendUnexpectedError, inner), "joined": errors.Join(errors.New("x"), inner),
	} {
		d, ok := errcode.RetryAfter(err)
		assert.True(t, ok, name)
		assert.Equal(t, 1500*time.Millisecond, d, name)
	}
	d, ok := errcode.RetryAfter(errcode.New(errcode.LeanCloudTimeout, errcode.WithRetryAfter(-time.Second)))
	assert.True(t, ok)
	assert.Zero(t, d)
}

func TestLogValue(t *testing.T) {
	err := errcode.Wrap(errcode.LeanCloudUserNotFound, errors.New("boom"),
		errcode.WithMessage("No such user."), errcode.WithOperation(errcode.OpAccounts),
		errcode.WithRetryAfter(time.Second), errcode.WithDetail("id", 42))
	bare := `{"catalog":"leancloud","number":211,"name":"UserNotFound","status":400,"message":"Could not find user."}`
	tests := []struct {
		name string
		err  error
		want string
	}{
		{"code", errcode.LeanCloudUserNotFound, bare},
		{"unlisted number", errcode.LeanCloudCode(987654), `{"catalog":"leancloud","number":987654,"status":400,"message":"Unknown error."}`},
		{"variant", errcode.BackendDuplicateKey, `{"catalog":"backend","number":107,"name":"DuplicateKey","status":400,"message":"The operation results in a duplicate key for a unique index."}`},
		{"plain error", errcode.New(errcode.LeanCloudUserNotFound), bare},
		{"whole error", err, `{"catalog":"leancloud","number":211,"name":"UserNotFound","status":400,"message":"No such user.","operation":"Accounts","retry_after":1000000000,"details":{"id":42},"cause":"boom"}`},
		{"without a code", errcode.New(nil, errcode.WithMessage("x")), `{"message":"x"}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var buf bytes.Buffer
			slog.New(slog.NewJSONHandler(&buf, nil)).Error("failed", "error", tt.err)
			var record struct{ Error json.RawMessage }
			require.NoError(t, json.Unmarshal(buf.Bytes(), &record))
			assert.JSONEq(t, tt.want, string(record.Error))
		})
	}
	var buf bytes.Buffer
	slog.New(slog.NewTextHandler(&buf, nil)).Error("failed", "error", err)
	assert.Contains(t, buf.String(), `error.catalog=leancloud error.number=211 error.name=UserNotFound error.status=400 error.message="No such user." error.operation=Accounts error.retry_after=1s error.details.id=42 error.cause=boom`)
}

func TestRemoteTextForgesNoLines(t *testing.T) {
	e := errcode.LeanCloud.DecodeBody(400, []byte(`{"code":211,"error":"No user.\nlevel=INFO all is well"}`))
	assert.EqualError(t, e, `leancloud 211: "No user.\nlevel=INFO all is well"`)
	assert.Equal(t, "No user.\nlevel=INFO all is well", e.Message())
}

func TestMarshalJSONIsTheBody(t *testing.T) {
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

// An unhashableCode is a code that somebody has written by hand, of a type that is
// not even comparable.
type unhashableCode struct{ labels []string }

func (unhashableCode) Error() string             { return "foreign 7: Not here" }
func (unhashableCode) Number() int               { return 7 }
func (unhashableCode) HTTPStatus() int           { return 200 }
func (unhashableCode) Message() string           { return "Not here." }
func (unhashableCode) Catalog() *errcode.Catalog { return nil }
func (c unhashableCode) Info() errcode.Info {
	return errcode.Info{Code: c, Kind: errcode.KindNotFound, Message: "Not here.", HTTPStatus: 200}
}

func TestForeignCodes(t *testing.T) {
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
	assert.Contains(t, buf.String(), `"error":{"number":7,"message":"Not here."}`)
}

func TestEmptyCatalogs(t *testing.T) {
	for name, c := range map[string]*errcode.Catalog{"nil": nil, "zero": new(errcode.Catalog)} {
		assert.Empty(t, c.Name(), name)
		assert.Empty(t, c.String(), name)
		assert.Zero(t, c.Len(), name)
		assert.Empty(t, slices.Collect(c.All()), name)
		code, ok := c.Lookup(211)
		assert.Nil(t, code, name)
		assert.False(t, ok, name)
		_, ok = c.ByName("UserNotFound")
		assert.False(t, ok, name)
		assert.Nil(t, c.Translate(nil), name)
		assert.Nil(t, c.Translate(errors.New("x")), name)
		assert.NotNil(t, c.DecodeBody(500, []byte(`{"code":1,"error":"x"}`)), name)
		assert.NotEmpty(t, c.AppendBody(nil, errors.New("secret")), name)
		assert.NotContains(t, string(c.AppendBody(nil, errors.New("secret"))), "secret", name)
	}
	assert.Equal(t, "leancloud", fmt.Sprint(errcode.LeanCloud))
}

// Reassigning an exported variable changes nothing for the codes.
func TestCatalogVariablesAreOnlyNames(t *testing.T) {
	old := errcode.LeanCloud
	defer func() { errcode.LeanCloud = old }()
	errcode.LeanCloud = nil
	assert.Same(t, old, errcode.LeanCloudUserNotFound.Catalog())
	assert.Equal(t, "leancloud 211: Could not find user", errcode.LeanCloudUserNotFound.Error())
}

// One error is used from many goroutines; the race detector watches.
func TestOneErrorInManyGoroutines(t *testing.T) {
	err := errcode.Wrap(errcode.BackendDuplicateFieldValues, errors.New("boom"), errcode.WithArgs("Price", "Products"), errcode.WithDetail("id", 1))
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 100 {
				_ = err.Error()
				_ = errors.Is(err, errcode.BackendDatabaseError)
				_, _ = json.Marshal(err)
				_ = err.(*errcode.Error).Details()
				_ = errcode.LeanCloud.AppendBody(nil, err)
			}
		})
	}
	wg.Wait()
}

func TestMatchingDoesNotAllocate(t *testing.T) {
	err := wrapThrice(errcode.Wrap(errcode.LeanCloudUserNotFound, errCause))
	assert.Zero(t, testing.AllocsPerRun(100, func() { boolSink = errors.Is(err, errcode.LeanCloudUserNotFound) }))
	assert.Zero(t, testing.AllocsPerRun(100, func() { codeSink, boolSink = errcode.CodeOf(err) }))
	assert.EqualValues(t, 1, testing.AllocsPerRun(100, func() { errorSink = errcode.Wrap(errcode.LeanCloudUserNotFound, errCause) }))
	code, _ := errcode.Realtime.Lookup(4303)
	assert.EqualValues(t, 1, testing.AllocsPerRun(100, func() { errorSink = errcode.Wrap(code, errCause) }))
}
