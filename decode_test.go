package errcode_test

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"math"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode"
)

func TestDecodeBody(t *testing.T) {
	t.Parallel()
	b, l, r := errcode.Backend, errcode.LeanCloud, errcode.Realtime
	tests := []struct {
		name    string
		catalog *errcode.Catalog
		body    string
		code    errcode.Code
		message string
		details map[string]any
	}{
		{"LeanCloud", l, `{"code":211,"error":"Could not find user."}`, errcode.LeanCloudUserNotFound, "Could not find user.", nil},
		{"Backend", b, `{"message":"The specified user was not found.","errorCode":206}`, errcode.BackendUserNotFound, "The specified user was not found.", nil},
		{"realtime", r, `{"code":4303,"error":"CONVERSATION_NOT_FOUND"}`, errcode.RealtimeConversationNotFound, "CONVERSATION_NOT_FOUND", nil},
		{"other order", l, `{"error":"Could not find user.","code":211}`, errcode.LeanCloudUserNotFound, "Could not find user.", nil},
		{"white space", l, "\r\n\t { \"code\" : 211 , \"error\" : \"x\" } \n", errcode.LeanCloudUserNotFound, "x", nil},
		{"byte-order mark", l, "\ufeff{\"code\":211,\"error\":\"x\"}", errcode.LeanCloudUserNotFound, "x", nil},
		{"own message", l, `{"code":211,"error":"No user is named ada."}`, errcode.LeanCloudUserNotFound, "No user is named ada.", nil},
		{"escapes", l, `{"code":211,"error":"\u7528\u6237 \"ada\"\n"}`, errcode.LeanCloudUserNotFound, "用户 \"ada\"\n", nil},
		{"invalid UTF-8", l, "{\"code\":211,\"error\":\"a\xffb\"}", errcode.LeanCloudUserNotFound, "a\ufffdb", nil},
		{"half of a surrogate pair", l, `{"code":211,"error":"a\ud800b"}`, errcode.LeanCloudUserNotFound, "a\ufffdb", nil},

		{"message instead of error", l, `{"code":101,"message":"Parse-compatible."}`, errcode.LeanCloudObjectNotFound, "Parse-compatible.", nil},
		{"error instead of message", b, `{"errorCode":801,"error":"Item not found."}`, errcode.BackendItemNotFound, "Item not found.", nil},
		{"engine gateway", l, `{"code":502,"error":"Server is in maintenance.","message":"502 Bad Gateway"}`, errcode.LeanCloudServerInMaintenance, "Server is in maintenance.", map[string]any{"message": "502 Bad Gateway"}},
		{"error is no text, message is", l, `{"code":101,"error":{"a":1},"message":"x"}`, errcode.LeanCloudObjectNotFound, "x", map[string]any{"error": map[string]any{"a": 1.0}}},
		{"no text", l, `{"code":211}`, errcode.LeanCloudUserNotFound, "Could not find user.", nil},
		{"empty text", l, `{"code":211,"error":""}`, errcode.LeanCloudUserNotFound, "Could not find user.", nil},
		{"text that is null", l, `{"code":211,"error":null}`, errcode.LeanCloudUserNotFound, "Could not find user.", map[string]any{"error": nil}},

		{"float without a fraction", l, `{"code":211.0,"error":"x"}`, errcode.LeanCloudUserNotFound, "x", nil},
		{"exponent", l, `{"code":2.11E+2,"error":"x"}`, errcode.LeanCloudUserNotFound, "x", nil},
		{"digits in a string", l, `{"code":"211","error":"x"}`, errcode.LeanCloudUserNotFound, "x", nil},
		{"digits in a string, Backend", b, `{"errorCode":"206","message":"x"}`, errcode.BackendUserNotFound, "x", nil},
		{"negative", l, `{"code":-1,"error":"x"}`, errcode.LeanCloudCode(-1), "x", nil},
		{"unlisted", l, `{"code":987654,"error":"x"}`, errcode.LeanCloudCode(987654), "x", nil},
		{"unlisted, Backend", b, `{"errorCode":987654,"message":"x"}`, errcode.BackendCode(987654), "x", nil},
		{"largest", l, `{"code":2147483647,"error":"x"}`, errcode.LeanCloudCode(math.MaxInt32), "x", nil},
		{"smallest", l, `{"code":-2147483648,"error":"x"}`, errcode.LeanCloudCode(math.MinInt32), "x", nil},
		{"zero", l, `{"code":0,"error":"x"}`, errcode.LeanCloudCode(0), "x", nil},
		{"zero, realtime", r, `{"code":0}`, errcode.RealtimeNormalClosure, "The WebSocket connection closed normally.", nil},

		{"duplicates: the last counts", l, `{"code":1,"error":"a","code":211,"error":"b"}`, errcode.LeanCloudUserNotFound, "b", nil},
		{"unknown fields", l, `{"code":142,"error":"x","appCode":42,"detail":[null,true,{"a":"b"}]}`, errcode.LeanCloudCloudCodeValidationFailed, "x", map[string]any{"appCode": 42.0, "detail": []any{nil, true, map[string]any{"a": "b"}}}},
		{"other vendor's number as a detail", l, `{"code":142,"error":"x","errorCode":5}`, errcode.LeanCloudCloudCodeValidationFailed, "x", map[string]any{"errorCode": 5.0}},

		{"second row of 251", l, `{"code":251,"error":"Invalid Weibo session"}`, errcode.LeanCloudInvalidWeiboSession, "Invalid Weibo session", nil},
		{"second row of 403", l, `{"code":403,"error":"The user cannot be altered by a client without the session."}`, errcode.LeanCloudUserSessionRequired, "The user cannot be altered by a client without the session.", nil},
		{"206 has the same message", l, `{"code":206,"error":"The user cannot be altered by a client without the session."}`, errcode.LeanCloudSessionMissing, "The user cannot be altered by a client without the session.", nil},
		{"second row of 605", l, `{"code":605,"error":"SMS sign not verified"}`, errcode.LeanCloudSMSSignatureNotVerified, "SMS sign not verified", nil},
		{"second row of 605, with fields", l, `{"code":"605","error":"SMS sign not verified","a":1}`, errcode.LeanCloudSMSSignatureNotVerified, "SMS sign not verified", map[string]any{"a": 1.0}},
		{"second row of 107", b, `{"message":"The operation results in a duplicate key for a unique index.","errorCode":107}`, errcode.BackendDuplicateKey, "The operation results in a duplicate key for a unique index.", nil},
		{"third row of 107", b, `{"message":"Duplicate values already exist for field Number of content type \"New\".","errorCode":107}`, errcode.BackendDuplicateFieldValues, `Duplicate values already exist for field Number of content type "New".`, nil},
		{"third row of 107, other values", b, `{"message":"Duplicate values already exist for field Größe (cm) of content type \"Shoe\".","errorCode":107}`, errcode.BackendDuplicateFieldValues, `Duplicate values already exist for field Größe (cm) of content type "Shoe".`, nil},
		{"not quite the third row", b, `{"message":"Duplicate values already exist for field Size.","errorCode":107}`, errcode.BackendDatabaseError, "Duplicate values already exist for field Size.", nil},
		{"more than the third row", b, `{"message":"Duplicate values already exist for field Size of content type \"Shoe\". Remove them.","errorCode":107}`, errcode.BackendDatabaseError, `Duplicate values already exist for field Size of content type "Shoe". Remove them.`, nil},
		{"message of a variant, another number", b, `{"message":"The operation results in a duplicate key for a unique index.","errorCode":201}`, errcode.BackendUsernameTaken, "The operation results in a duplicate key for a unique index.", nil},

		{"realtime read by LeanCloud", l, `{"code":4303,"error":"CONVERSATION_NOT_FOUND"}`, errcode.RealtimeConversationNotFound, "CONVERSATION_NOT_FOUND", nil},
		{"in its range but unlisted", l, `{"code":4999,"error":"x"}`, errcode.LeanCloudCode(4999), "x", nil},
		{"1006 read by LeanCloud", l, `{"code":1006,"error":"x"}`, errcode.LeanCloudCode(1006), "x", nil},
		{"LeanCloud read by realtime", r, `{"code":211,"error":"Could not find user."}`, errcode.LeanCloudUserNotFound, "Could not find user.", nil},
		{"Backend has neither", b, `{"errorCode":4303,"message":"x"}`, errcode.BackendCode(4303), "x", nil},

		{"problem document", l, `{"type":"urn:errcode:leancloud/211","title":"t","status":400,"detail":"No ada.","instance":"/a","code":211,"catalog":"leancloud","field":"name"}`, errcode.LeanCloudUserNotFound, "No ada.", map[string]any{"field": "name"}},
		{"problem document of another catalog", l, `{"type":"https://api.example.com/errors/backend/107.1","title":"t","status":400,"detail":"d","code":107,"catalog":"backend"}`, errcode.BackendDuplicateKey, "d", nil},
		{"problem document without a detail", l, `{"type":"urn:errcode:leancloud/211","title":"t","status":400}`, errcode.LeanCloudUserNotFound, "t", nil},
		{"problem document, unlisted", b, `{"type":"urn:errcode:leancloud/-7","title":"t","detail":"d"}`, errcode.LeanCloudCode(-7), "d", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			e := test.catalog.DecodeBody(418, []byte(test.body))
			assert.Equal(t, test.code, e.Code())
			assert.ErrorIs(t, e, test.code)
			assert.Equal(t, test.message, e.Message())
			assert.Equal(t, test.details, e.Details())
			assert.Equal(t, 418, e.HTTPStatus(), "the status received")
			assert.True(t, e.Remote())
			assert.False(t, e.Inferred())
			assert.NoError(t, e.Unwrap())
		})
	}
}

// What has no number becomes the code of the status, marked as such. The body is
// seen in logs, cut, and not in the public message.
func TestDecodeHostileBodies(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"nothing":                     "",
		"byte-order mark":             "\ufeff",
		"HTML":                        "<html><head><title>502 Bad Gateway</title></head></html>",
		"text":                        "upstream connect error or disconnect/reset before headers",
		"cut off":                     `{"code":211,"error":"Could not fi`,
		"cut off after the number":    `{"code":211`,
		"more after the end":          `{"code":211,"error":"x"}{"code":1}`,
		"trailing comma":              `{"code":211,}`,
		"array":                       `[{"code":211,"error":"x"}]`,
		"null":                        `null`,
		"string":                      `"211"`,
		"number":                      `211`,
		"object without a number":     `{"error":"x"}`,
		"number of another case":      `{"Code":211,"error":"x"}`,
		"beyond 32 bits":              `{"code":2147483648,"error":"x"}`,
		"beyond 32 bits, negative":    `{"code":-2147483649,"error":"x"}`,
		"beyond 32 bits, string":      `{"code":"2147483648","error":"x"}`,
		"beyond 64 bits":              `{"code":18446744073709551827,"error":"x"}`,
		"beyond floats":               `{"code":1e999,"error":"x"}`,
		"fraction":                    `{"code":211.5,"error":"x"}`,
		"leading zero":                `{"code":0211,"error":"x"}`,
		"hexadecimal":                 `{"code":"0xd3","error":"x"}`,
		"broken minus":                "{\"code\":-\n5,\"error\":\"x\"}",
		"Infinity":                    `{"code":Infinity,"error":"x"}`,
		"true":                        `{"code":true,"error":"x"}`,
		"null number":                 `{"code":null,"error":"x"}`,
		"last duplicate is no number": `{"code":211,"error":"x","code":{}}`,
		"control character":           "{\"code\":211,\"error\":\"a\x00b\"}",
		"nested arrays":               strings.Repeat("[", 60000),
		"nested objects":              strings.Repeat(`{"a":`, 12000),
		"nested in a field":           `{"code":211,"a":` + strings.Repeat("[", 30000) + strings.Repeat("]", 30000) + `}`,
		"binary":                      string(bytes.Repeat([]byte{0x1f, 0x8b, 0xff, 0}, 1000)),
		"no end":                      `{"code":211,"error":"` + strings.Repeat("a", 1<<20) + `"}`,
		"foreign problem document":    `{"type":"about:blank","title":"Not Found","status":404,"detail":"x"}`,
		"unknown catalog":             `{"type":"urn:errcode:shop/211","title":"t","status":400,"detail":"x","code":211,"catalog":"shop"}`,
	}
	for name, body := range tests {
		t.Run(name, func(t *testing.T) {
			e := errcode.LeanCloud.DecodeBody(429, []byte(body))
			assert.Equal(t, errcode.Code(errcode.LeanCloudTooManyRequests), e.Code())
			assert.True(t, e.Remote())
			assert.True(t, e.Inferred())
			assert.Equal(t, 429, e.HTTPStatus())
			assert.Equal(t, "Too many requests.", e.Message(), "the catalog's text")
			assert.Nil(t, e.Details())
			assert.Contains(t, e.Error(), "inferred from HTTP status 429")
			assert.Less(t, len(e.Error()), 1500)
			for _, attr := range e.LogValue().Group() {
				if attr.Key == "excerpt" {
					assert.LessOrEqual(t, len(attr.Value.String()), 256)
					assert.True(t, utf8.ValidString(attr.Value.String()))
				}
			}
			if body == tests["HTML"] {
				assert.Contains(t, e.Error(), "502 Bad Gateway", "for the log")
			}
		})
	}
}

func TestDecodeNumberlessBodyByStatus(t *testing.T) {
	t.Parallel()
	tests := []struct {
		status                       int
		backend, leanCloud, realtime errcode.Code
	}{
		{400, errcode.BackendInvalidRequestBody, errcode.LeanCloudInvalidJSON, errcode.RealtimeUnparseableRawMessage},
		{401, errcode.BackendUnauthorized, errcode.LeanCloudUnauthorized, errcode.RealtimeSessionRequired},
		{403, errcode.BackendAccessDenied, errcode.LeanCloudForbidden, errcode.RealtimeConversationNotAllowed},
		{404, errcode.BackendNotFound, errcode.LeanCloudObjectNotFound, errcode.RealtimeMessageNotFound},
		{409, errcode.BackendDuplicateKey, errcode.LeanCloudDuplicateValue, errcode.RealtimeDuplicatedLogin},
		{413, errcode.BackendInvalidRequestBody, errcode.LeanCloudPayloadTooLarge, errcode.RealtimeUnparseableRawMessage},
		{429, errcode.BackendAccountQuotaLimited, errcode.LeanCloudTooManyRequests, errcode.RealtimeMessageSentQuotaExceeded},
		{500, errcode.BackendUnexpectedError, errcode.LeanCloudInternalServerError, errcode.RealtimeInternalError},
		{503, errcode.BackendApplicationInMaintenance, errcode.LeanCloudTemporarilyUnavailable, errcode.RealtimeConversationAPIFailed},
		{504, errcode.BackendRequestTimeout, errcode.LeanCloudTimeout, errcode.RealtimeSendMessageTimeout},
		{-1, errcode.BackendUnexpectedError, errcode.LeanCloudInternalServerError, errcode.RealtimeInternalError},
		{200, errcode.BackendUnexpectedError, errcode.LeanCloudInternalServerError, errcode.RealtimeInternalError},
		{999, errcode.BackendUnexpectedError, errcode.LeanCloudInternalServerError, errcode.RealtimeInternalError},
	}
	for _, test := range tests {
		assert.Equal(t, test.backend, errcode.Backend.DecodeBody(test.status, nil).Code(), "%d", test.status)
		assert.Equal(t, test.leanCloud, errcode.LeanCloud.DecodeBody(test.status, nil).Code(), "%d", test.status)
		assert.Equal(t, test.realtime, errcode.Realtime.DecodeBody(test.status, nil).Code(), "%d", test.status)
	}
}

// A catalog that lists nothing reads an error without a code.
func TestDecodeWithoutACatalog(t *testing.T) {
	t.Parallel()
	for _, c := range []*errcode.Catalog{nil, new(errcode.Catalog)} {
		for _, body := range []string{"", `{"code":211,"error":"x"}`} {
			e := c.DecodeBody(503, []byte(body))
			require.NotNil(t, e)
			assert.Nil(t, e.Code())
			assert.Equal(t, 503, e.HTTPStatus())
			assert.True(t, e.Remote())
		}
	}
}

func TestDecodedMessageIsCut(t *testing.T) {
	t.Parallel()
	const most = 4 << 10
	tests := map[string]struct{ sent, want string }{
		"fits":                   {strings.Repeat("a", most), strings.Repeat("a", most)},
		"one byte more":          {strings.Repeat("a", most+1), strings.Repeat("a", most)},
		"character at the edge":  {strings.Repeat("a", most-1) + "é", strings.Repeat("a", most-1)},
		"character up to it":     {strings.Repeat("a", most-2) + "éb", strings.Repeat("a", most-2) + "é"},
		"characters of 3 bytes":  {strings.Repeat("错", 2000), strings.Repeat("错", most/3)},
		"characters of 4 bytes":  {strings.Repeat("😀", 2000), strings.Repeat("😀", most/4)},
		"shifted by one":         {"a" + strings.Repeat("😀", 2000), "a" + strings.Repeat("😀", most/4-1)},
		"far more than is kept":  {strings.Repeat("a", 60<<10), strings.Repeat("a", most)},
		"combining after a base": {strings.Repeat("a", most) + "\u0301", strings.Repeat("a", most)},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			for _, body := range []string{
				fmt.Sprintf(`{"code":211,"error":"%s"}`, test.sent),
				fmt.Sprintf(`{"code":987654,"error":"%s"}`, test.sent),
				fmt.Sprintf(`{"code":"211","error":"%s"}`, test.sent), // not the scanner's
				fmt.Sprintf(`{"type":"urn:errcode:backend/201","title":"t","detail":"%s"}`, test.sent),
			} {
				e := errcode.LeanCloud.DecodeBody(400, []byte(body))
				require.False(t, e.Inferred())
				assert.Equal(t, test.want, e.Message())
			}
			assert.Equal(t, test.want, errcode.ParseRealtimeClose(4111, test.sent).Message())
		})
	}
}

// The error does not change with the buffer that it was read from.
func TestDecodedErrorKeepsNothingOfTheBody(t *testing.T) {
	t.Parallel()
	body := []byte(`{"code":211,"error":"No user is named ada.","field":"name"}`)
	e := errcode.LeanCloud.DecodeBody(400, body)
	plain := errcode.LeanCloud.DecodeBody(400, body[:bytes.IndexByte(body, ',')])
	for i := range body {
		body[i] = 'x'
	}
	assert.Equal(t, "No user is named ada.", e.Message())
	assert.Equal(t, map[string]any{"field": "name"}, e.Details())
	assert.Contains(t, plain.Error(), `{\"code\":211`)
}

// keptBytes returns how much memory is in use for what f returns. No test may
// run at the same time.
func keptBytes(f func() any) int64 {
	const times = 8
	return leastBytes(func() uint64 {
		var kept [times]any
		before := heap().HeapAlloc
		for i := range kept {
			kept[i] = f()
		}
		after := heap().HeapAlloc
		runtime.KeepAlive(&kept)
		return after - before
	}) / times
}

// allocatedBytes returns how much memory f allocates. No test may run at the
// same time.
func allocatedBytes(f func()) int64 {
	return leastBytes(func() uint64 {
		before := heap().TotalAlloc
		f()
		return heap().TotalAlloc - before
	})
}

func heap() (m runtime.MemStats) {
	runtime.GC()
	runtime.GC() // what a sync.Pool holds survives the first time
	runtime.ReadMemStats(&m)
	return m
}

// leastBytes returns the least of several measurements: connections of earlier
// tests may still be at work.
func leastBytes(measure func() uint64) int64 {
	least := int64(math.MaxInt64)
	for range 3 {
		least = min(least, int64(measure()))
	}
	return least
}

// list returns n items with commas between them.
func list(n int, item func(i int) string) string {
	items := make([]string, n)
	for i := range items {
		items[i] = item(i)
	}
	return strings.Join(items, ",")
}

// An error keeps what it shows, and not the body that it was read from. So do
// its log records.
func TestMemoryOfADecodedError(t *testing.T) {
	const frame = 512 // an error without any text
	pad := strings.Repeat(" ", 60<<10)
	tests := []struct {
		name, body string
		most       int
	}{
		{"short text", `{"code":211,"error":"No user is named ada."}` + pad, frame},
		{"long text", `{"code":211,"error":"` + strings.Repeat("x", 60<<10) + `"}`, 4<<10 + frame},
		{"HTML", "<html>" + strings.Repeat("x", 60<<10), 256 + frame},
		{"too long", `{"code":211,"error":"` + strings.Repeat("x", 1<<20) + `"}`, 256 + frame},
		{"a detail", `{"code":211,"error":"x","field":"name"}` + pad, frame},
		{"a detail that is too large", `{"code":1,"a":[` + list(9000, func(int) string { return `{"":0}` }) + `]}`, frame},
		{"a detail of many objects", `{"code":1,"a":[` + list(2300, func(int) string { return `{"":0}` }) + `]}`, 16<<10 + 2*frame},
		{"many small details", `{"code":1,` + list(3200, func(i int) string { return fmt.Sprintf(`"%x":0`, i) }) + `}`, 16<<10 + 4*frame},
		{"the same detail again and again", `{"code":1,` + list(9000, func(int) string { return `"":0` }) + `}`, frame},
		{"a problem document", `{"type":"urn:errcode:leancloud/211","title":"t","a":[` + list(2300, func(int) string { return `{"":0}` }) + `]}`, 16<<10 + 2*frame},
		{"a hook's error", `{"code":142,"error":"Cloud Code validation failed. Error detail: {\"code\":1,\"a\":\"` + strings.Repeat("x", 60<<10) + `\"}"}`, 8<<10 + 2*frame},
	}
	for _, test := range tests {
		body := []byte(test.body)
		kept := keptBytes(func() any { return errcode.LeanCloud.DecodeBody(400, body) })
		assert.LessOrEqual(t, kept, int64(test.most), test.name)
		e := errcode.LeanCloud.DecodeBody(400, body)
		for _, handler := range []func(io.Writer) slog.Handler{
			func(w io.Writer) slog.Handler { return slog.NewTextHandler(w, nil) },
			func(w io.Writer) slog.Handler { return slog.NewJSONHandler(w, nil) },
		} {
			var record bytes.Buffer
			slog.New(handler(&record)).Error("x", "value", e)
			assert.Less(t, record.Len(), 24<<10, test.name)
			record.Reset()
			slog.New(handler(&record)).LogAttrs(t.Context(), slog.LevelError, "x", errcode.Attr(e))
			assert.Less(t, record.Len(), 32<<10, test.name)
		}
	}
}

func TestMemoryOfACloseReason(t *testing.T) {
	for _, piece := range []string{"x", "\xff", "x\xff"} {
		kept := keptBytes(func() any { return errcode.ParseRealtimeClose(4111, strings.Repeat(piece, 1<<20)) })
		assert.LessOrEqual(t, kept, int64(6<<10), "%q", piece)
	}
}

// What the type of a problem document says is not guessed again.
func TestProblemTypeIsTheIdentity(t *testing.T) {
	t.Parallel()
	for _, err := range []error{
		errcode.RealtimeCode(211), errcode.LeanCloudCode(4303), errcode.RealtimeCode(1),
		errcode.New(errcode.LeanCloudForbidden, errcode.WithMessage(errcode.LeanCloudUserSessionRequired.Message())),
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Header.Set("Accept", "application/problem+json")
		w := httptest.NewRecorder()
		errcode.WriteError(w, r, err)
		want, _ := errcode.CodeOf(err)
		assert.Equal(t, want, errcode.LeanCloud.DecodeBody(w.Code, w.Body.Bytes()).Code())
		assert.Equal(t, want, errcode.Realtime.DecodeBody(w.Code, w.Body.Bytes()).Code())
	}
	later := errcode.LeanCloud.DecodeBody(400, []byte(`{"type":"urn:errcode:leancloud/211.7","title":"x","status":400}`))
	assert.Equal(t, errcode.Code(errcode.LeanCloudUserNotFound), later.Code(), "a variant of a later edition is its number")
}
