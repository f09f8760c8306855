package errcode_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/seed85f21a9e/errcode"
)

// A value that is not the number of any code on the wire is one of them
// nevertheless, the same everywhere.
func TestValuesThatAreNotSent(t *testing.T) {
	t.Parallel()
	const bit32 = 1 << 32
	for _, tt := range []struct {
		code errcode.Code
		want errcode.Code // the code that it is taken for
	}{
		{errcode.LeanCloudCode(211 | 9*bit32), errcode.LeanCloudUserNotFound},
		{errcode.LeanCloudCode(211 - bit32), errcode.LeanCloudUserNotFound},
		{errcode.LeanCloudCode(987654 | bit32), errcode.LeanCloudCode(987654)},
		{errcode.LeanCloudCode(bit32), errcode.LeanCloudInternalServerError},
		{errcode.LeanCloudCode(1 << 40), errcode.LeanCloudInternalServerError},
		{errcode.LeanCloudCode(math.MinInt64), errcode.LeanCloudInternalServerError},
		{errcode.LeanCloudCode(math.MaxInt64), errcode.LeanCloudCode(-1)},
		{errcode.BackendCode(107 | 9*bit32), errcode.BackendDatabaseError},
		{errcode.BackendCode(1 << 40), errcode.BackendUnexpectedError},
		{errcode.RealtimeCode(4103 | bit32), errcode.RealtimeCode(4103)},
		{errcode.RealtimeCode(1001 | bit32), errcode.RealtimeCode(1001)},
		{errcode.RealtimeCode(1 << 40), errcode.RealtimeInternalError}, // 0 would be a success
		{giftCode(1 << 40), giftBroken},
		{giftCode(-1 << 40), giftBroken},
		{giftCode(5 | bit32), giftBroken},
		{giftCode(math.MinInt64), giftBroken},
		{problemCode(1 << 40), problemCode(0)}, // of no general failure
		{errcode.Number[nowhere](1 << 40), errcode.Number[nowhere](0)},

		{errcode.LeanCloudSessionExpired, errcode.LeanCloudSessionExpired},
		{errcode.LeanCloudCode(math.MinInt32), errcode.LeanCloudCode(math.MinInt32)},
		{giftCode(math.MaxInt32), giftTooLarge},
		{giftCode(math.MinInt32), giftCode(math.MinInt32)},
	} {
		name := tt.code.(fmt.Stringer).String()
		t.Run(name, func(t *testing.T) {
			assert.ErrorIs(t, tt.code, tt.code)
			assert.ErrorIs(t, errcode.New(tt.code), tt.code)
			assert.ErrorIs(t, tt.code, tt.want)
			assert.ErrorIs(t, tt.want, tt.code)
			bare, wrapped := seenIn(t, tt.code), seenIn(t, errcode.New(tt.code))
			for what, want := range seenIn(t, tt.want) {
				assert.Equal(t, want, bare[what], what)
				assert.Equal(t, want, wrapped[what], what)
			}
			assert.Contains(t, fmt.Sprintf("%#v", tt.code), name, "Go source is of the value")
		})
	}
	assert.Equal(t, "LeanCloudCode(1099511627776)", errcode.LeanCloudCode(1<<40).String())
	assert.Equal(t, "GiftShopCode(1099511627776)", giftCode(1<<40).String())
	assert.NotErrorIs(t, giftCode(1<<40), giftCode(0))
}

// seenIn returns all that can be seen of a code in an error.
func seenIn(t *testing.T, err error) map[string]any {
	t.Helper()
	seen := map[string]any{"text": err.Error(), "label": errcode.LabelOf(err), "kind": errcode.KindOf(err)}
	code, ok := errcode.CodeOf(err)
	require.True(t, ok)
	number := code.Number()
	info := code.Info()
	seen["number"], seen["known"], seen["name"], seen["id"] = number, info.Known, info.Name, info.ID()
	seen["status"], seen["message"], seen["Chinese"] = code.HTTPStatus(), code.Message(), info.In(language.Chinese).Message

	marshaled, e := json.Marshal(code)
	require.NoError(t, e)
	seen["JSON"] = string(marshaled)
	assert.Equal(t, fmt.Sprint(number), fmt.Sprintf("%d", code))
	read, e := errcode.ParseCode(info.ID(), code.Catalog())
	if code.Catalog().Len() > 0 {
		require.NoError(t, e)
		assert.Equal(t, number, read.Number())
	}

	var log bytes.Buffer
	logger := slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{ReplaceAttr: withoutTime}))
	logger.Error("", "code", code, errcode.Attr(err))
	assert.Contains(t, log.String(), fmt.Sprintf(`"number":%d,`, number))
	seen["log"] = log.String()

	japanese := errcode.Must(errcode.NewTexts(language.Japanese,
		errcode.Text{Code: errcode.LeanCloudUserNotFound, Message: "ユーザーが見つかりません。"},
		errcode.Text{Code: giftBroken, Message: "故障です。"}))
	for accept, languages := range map[string][]language.Tag{"": nil, "ja": {language.Japanese}, "zh": {language.Chinese}} {
		for _, catalog := range []*errcode.Catalog{nil, errcode.LeanCloud, errcode.Backend, gifts} {
			for _, mediaType := range []string{"application/json", "application/problem+json"} {
				rp := errcode.Responder{Catalog: catalog, Languages: languages, Texts: []*errcode.Texts{japanese}, Logger: slog.New(slog.DiscardHandler)}
				r := httptest.NewRequest("GET", "/", nil)
				r.Header.Set("Accept-Language", accept)
				r.Header.Set("Accept", mediaType)
				answer := rp.Answer(r, err)
				seen[fmt.Sprint("answer of ", catalog, " in ", accept, " as ", mediaType)] = fmt.Sprint(answer.Status, string(answer.Body))
				if catalog == nil && code.Catalog().Len() > 0 {
					decoded := code.Catalog().DecodeBody(answer.Status, answer.Body)
					assert.ErrorIs(t, decoded, code, string(answer.Body))
					assert.Equal(t, number, decoded.Code().Number())
				}
			}
		}
	}
	return seen
}

// Errors that carry such a value still say which one.
func TestValuesThatAreNotSentStay(t *testing.T) {
	t.Parallel()
	code, ok := errors.AsType[giftCode](fmt.Errorf("x: %w", errcode.New(giftCode(1<<40))))
	assert.True(t, ok)
	assert.Equal(t, giftCode(1<<40), code)
}
