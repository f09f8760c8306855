package errcode_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode"
)

func TestDecodeBody(t *testing.T) {
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

// countingBody counts what is read of it and knows whether it was closed.
type countingBody struct {
	io.Reader
	read   int
	closed int
}

func (b *countingBody) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	b.read += n
	return n, err
}

func (b *countingBody) Close() error { b.closed++; return nil }

func TestCheckResponseOfASuccess(t *testing.T) {
	for status := range 1000 {
		body := &countingBody{Reader: strings.NewReader(`{"code":211,"error":"x"}`)}
		err := errcode.LeanCloud.CheckResponse(&http.Response{StatusCode: status, Body: body})
		if 200 <= status && status <= 399 || status == http.StatusSwitchingProtocols {
			require.NoError(t, err, "%d", status)
			require.Zero(t, body.read+body.closed, "the body of %d is the caller's", status)
			continue
		}
		require.ErrorIs(t, err, errcode.LeanCloudUserNotFound, "%d", status)
		e, ok := errors.AsType[*errcode.Error](err)
		require.True(t, ok)
		require.Equal(t, status, e.HTTPStatus())
	}
}

func TestCheckResponseWithoutAResponse(t *testing.T) {
	err := errcode.LeanCloud.CheckResponse(nil)
	require.Error(t, err)
	_, coded := errcode.CodeOf(err)
	assert.False(t, coded)
	for name, body := range map[string]io.ReadCloser{"nil": nil, "NoBody": http.NoBody} {
		resp := &http.Response{StatusCode: 404, Body: body}
		err := errcode.LeanCloud.CheckResponse(resp)
		assert.ErrorIs(t, err, errcode.LeanCloudObjectNotFound, name)
		assert.Equal(t, body, resp.Body, name)
	}
}

// The body can be read again from its start, and no more than 64 KiB of it are
// read to find out what it says.
func TestCheckResponseLeavesTheBody(t *testing.T) {
	const most = 64 << 10
	padded := func(n int) string {
		body := `{"code":211,"error":"x"}`
		return body + strings.Repeat(" ", n-len(body))
	}
	tests := []struct {
		name     string
		body     string
		inferred bool
	}{
		{"empty", "", true},
		{"short", `{"code":211,"error":"x"}`, false},
		{"almost too long", padded(most - 1), false},
		{"too long", padded(most + 1), true},
		{"much too long", strings.Repeat("<p>", most), true},
	}
	for _, test := range tests {
		for name, reader := range map[string]io.Reader{
			"at once":     strings.NewReader(test.body),
			"end at once": iotest.DataErrReader(strings.NewReader(test.body)),
			"by halves":   iotest.HalfReader(strings.NewReader(test.body)),
		} {
			t.Run(test.name+"/"+name, func(t *testing.T) {
				body := &countingBody{Reader: reader}
				resp := &http.Response{StatusCode: 404, Body: body}
				err := errcode.LeanCloud.CheckResponse(resp)
				e, ok := errors.AsType[*errcode.Error](err)
				require.True(t, ok)
				assert.Equal(t, test.inferred, e.Inferred())
				assert.NoError(t, e.Unwrap())
				assert.LessOrEqual(t, body.read, most)

				again, err := io.ReadAll(resp.Body)
				require.NoError(t, err)
				assert.Equal(t, test.body, string(again))
				require.NoError(t, resp.Body.Close())
				assert.Equal(t, 1, body.closed)
			})
		}
	}
}

// A body that has no end is not waited for.
func TestCheckResponseOfAnEndlessBody(t *testing.T) {
	body := &countingBody{Reader: endless{}}
	resp := &http.Response{StatusCode: 500, Body: body}
	err := errcode.LeanCloud.CheckResponse(resp)
	assert.ErrorIs(t, err, errcode.LeanCloudInternalServerError)
	assert.Equal(t, 64<<10, body.read)
	assert.Less(t, len(err.Error()), 1500)
	require.NoError(t, resp.Body.Close())
	assert.Equal(t, 1, body.closed)
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = '{'
	}
	return len(p), nil
}

func TestCheckResponseReadError(t *testing.T) {
	broken := errors.New("connection reset by peer")
	tests := []struct {
		name     string
		head     string
		code     errcode.Code
		inferred bool
	}{
		{"at once", "", errcode.LeanCloudObjectNotFound, true},
		{"in the middle", `{"code":211,"er`, errcode.LeanCloudObjectNotFound, true},
		{"after the body", `{"code":211,"error":"x"}`, errcode.LeanCloudUserNotFound, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			body := &countingBody{Reader: io.MultiReader(strings.NewReader(test.head), iotest.ErrReader(broken))}
			resp := &http.Response{StatusCode: 404, Body: body}
			err := errcode.LeanCloud.CheckResponse(resp)
			e, ok := errors.AsType[*errcode.Error](err)
			require.True(t, ok)
			assert.Equal(t, test.code, e.Code())
			assert.Equal(t, test.inferred, e.Inferred())
			assert.ErrorIs(t, err, broken, "the cause")
			assert.NotContains(t, e.Message(), "reset")
			again, err := io.ReadAll(resp.Body)
			assert.ErrorIs(t, err, broken, "read again, it fails in the same place")
			assert.Equal(t, test.head, string(again))
			require.NoError(t, resp.Body.Close())
			assert.Equal(t, 1, body.closed)
		})
	}
	t.Run("that would not come again", func(t *testing.T) {
		body := io.MultiReader(strings.NewReader("<ht"), iotest.TimeoutReader(iotest.OneByteReader(strings.NewReader("ml>"))))
		resp := &http.Response{StatusCode: 404, Body: io.NopCloser(body)}
		err := errcode.LeanCloud.CheckResponse(resp)
		assert.ErrorIs(t, err, iotest.ErrTimeout)
		again, err := io.ReadAll(resp.Body)
		assert.ErrorIs(t, err, iotest.ErrTimeout)
		assert.Equal(t, "<htm", string(again))
	})
	t.Run("of a canceled request", func(t *testing.T) {
		resp := &http.Response{StatusCode: 500, Body: &countingBody{Reader: iotest.ErrReader(context.Canceled)}}
		assert.ErrorIs(t, errcode.LeanCloud.CheckResponse(resp), context.Canceled)
	})
}

func TestCheckResponseRetryAfter(t *testing.T) {
	now := time.Now().UTC().Truncate(time.Second)
	sent := now.Format(http.TimeFormat)
	tests := []struct {
		name   string
		header http.Header
		want   time.Duration
		ok     bool
	}{
		{"none", nil, 0, false},
		{"seconds", http.Header{"Retry-After": {"120"}}, 2 * time.Minute, true},
		{"zero", http.Header{"Retry-After": {"0"}}, 0, true},
		{"blanks", http.Header{"Retry-After": {" 7 "}}, 7 * time.Second, true},
		{"date", http.Header{"Date": {sent}, "Retry-After": {now.Add(90 * time.Second).Format(http.TimeFormat)}}, 90 * time.Second, true},
		{"old format of dates", http.Header{"Date": {sent}, "Retry-After": {now.Add(90 * time.Second).Format(time.RFC850)}}, 90 * time.Second, true},
		{"date by the server's clock", http.Header{"Date": {"Fri, 01 Jan 2021 00:00:00 GMT"}, "Retry-After": {"Fri, 01 Jan 2021 00:01:00 GMT"}}, time.Minute, true},
		{"date in the past", http.Header{"Date": {sent}, "Retry-After": {"Fri, 01 Jan 2021 00:00:00 GMT"}}, 0, true},
		{"date in the past, no Date", http.Header{"Retry-After": {"Fri, 01 Jan 2021 00:00:00 GMT"}}, 0, true},
		{"negative", http.Header{"Retry-After": {"-1"}}, 0, false},
		{"fraction", http.Header{"Retry-After": {"1.5"}}, 0, false},
		{"beyond reason", http.Header{"Retry-After": {"99999999999999999999"}}, 0, false},
		{"words", http.Header{"Retry-After": {"soon"}}, 0, false},
		{"empty", http.Header{"Retry-After": {""}}, 0, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for _, body := range []string{`{"code":429,"error":"x"}`, "<html>"} {
				err := errcode.LeanCloud.CheckResponse(&http.Response{
					StatusCode: 429, Header: test.header, Body: io.NopCloser(strings.NewReader(body)),
				})
				d, ok := errcode.RetryAfter(fmt.Errorf("wrapped: %w", err))
				assert.Equal(t, test.ok, ok)
				assert.Equal(t, test.want, d)
			}
		})
	}
	t.Run("date by our own clock", func(t *testing.T) {
		err := errcode.LeanCloud.CheckResponse(&http.Response{
			StatusCode: 503, Header: http.Header{"Retry-After": {time.Now().Add(time.Hour).UTC().Format(http.TimeFormat)}},
		})
		d, ok := errcode.RetryAfter(err)
		assert.True(t, ok)
		assert.InDelta(t, time.Hour, d, float64(time.Minute))
	})
}

// A response of a real server, read through a real connection.
func TestCheckResponseOfAServer(t *testing.T) {
	url, _ := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/cut":
			w.Header().Set("Content-Length", "100")
			w.WriteHeader(500)
			io.WriteString(w, `{"code":211,"error":"x"}`)
		case "/endless":
			w.WriteHeader(502)
			for {
				if _, err := w.Write(make([]byte, 4096)); err != nil {
					return
				}
			}
		default:
			http.Error(w, "not here", 404)
		}
	}))
	check := func(path string) (*http.Response, *errcode.Error) {
		resp, err := http.Get(url + path)
		require.NoError(t, err)
		t.Cleanup(func() { resp.Body.Close() })
		e, ok := errors.AsType[*errcode.Error](errcode.LeanCloud.CheckResponse(resp))
		require.True(t, ok)
		return resp, e
	}
	resp, e := check("/")
	assert.ErrorIs(t, e, errcode.LeanCloudObjectNotFound)
	body, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	assert.Equal(t, "not here\n", string(body))

	_, e = check("/cut")
	assert.ErrorIs(t, e, errcode.LeanCloudUserNotFound)
	assert.ErrorIs(t, e, io.ErrUnexpectedEOF)

	resp, e = check("/endless")
	assert.ErrorIs(t, e, errcode.KindUnavailable)
	require.NoError(t, resp.Body.Close())
}

// What the type of a problem document says is not guessed again.
func TestProblemTypeIsTheIdentity(t *testing.T) {
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

func TestParseLeanCloudBatch(t *testing.T) {
	type entry struct {
		code     errcode.Code // nil: success
		message  string
		inferred bool
	}
	taken := entry{errcode.LeanCloudDuplicateValue, "A unique field was given a value that is already taken.", false}
	tests := []struct {
		name, body string
		want       []entry
	}{
		{"none", `[]`, []entry{}},
		{"success", `[{"success":{"objectId":"a","error":"no"}},{"success":{}}]`, []entry{{}, {}}},
		{"success of null", `[{"success":null}]`, []entry{{}}},
		{"success with an empty error", `[{"success":{"objectId":"a"},"error":null}]`, []entry{{}}},
		{"both", `[{"success":{}},{"error":{"code":137,"error":"A unique field was given a value that is already taken."}},{"success":{}}]`, []entry{{}, taken, {}}},
		{"flat", `[{"code":137,"error":"A unique field was given a value that is already taken."}]`, []entry{taken}},
		{"byte-order mark", "\ufeff" + `[{"success":{}}]`, []entry{{}}},
		{"variant", `[{"error":{"code":605,"error":"SMS sign not verified"}}]`, []entry{{errcode.LeanCloudSMSSignatureNotVerified, "SMS sign not verified", false}}},
		{"realtime", `[{"error":{"code":4303,"error":"x"}}]`, []entry{{errcode.RealtimeConversationNotFound, "x", false}}},
		{"unlisted", `[{"error":{"code":987654,"error":"x"}}]`, []entry{{errcode.LeanCloudCode(987654), "x", false}}},
		{"not readable", `[{},null,7,"x",[],{"error":"x"},{"error":{}},{"error":7}]`, slices.Repeat([]entry{{errcode.LeanCloudInternalServerError, "Internal server error. No information available.", true}}, 8)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			errs, err := errcode.ParseLeanCloudBatch([]byte(test.body))
			require.NoError(t, err)
			require.Len(t, errs, len(test.want))
			for i, want := range test.want {
				if want.code == nil {
					assert.NoError(t, errs[i], "entry %d", i)
					assert.True(t, errs[i] == nil, "no typed nil")
					continue
				}
				e, ok := errors.AsType[*errcode.Error](errs[i])
				require.True(t, ok, "entry %d", i)
				assert.ErrorIs(t, e, want.code)
				assert.Equal(t, want.code, e.Code())
				assert.Equal(t, want.message, e.Message())
				assert.Equal(t, want.inferred, e.Inferred())
				assert.True(t, e.Remote())
				assert.Equal(t, want.code.HTTPStatus(), e.HTTPStatus())
				assert.NotContains(t, e.Error(), "HTTP", "an entry has no HTTP status")
			}
		})
	}
	for name, body := range map[string]string{
		"an error instead": `{"code":401,"error":"Unauthorized."}`,
		"null":             `null`,
		"nothing":          ``,
		"cut off":          `[{"success":{}},`,
		"nesting":          strings.Repeat("[", 20000),
	} {
		t.Run(name, func(t *testing.T) {
			errs, err := errcode.ParseLeanCloudBatch([]byte(body))
			assert.Nil(t, errs)
			require.Error(t, err)
			assert.True(t, strings.HasPrefix(err.Error(), "errcode: not a batch response: "), err.Error())
			_, ok := errors.AsType[*errcode.Error](err)
			assert.True(t, ok)
			if name == "an error instead" {
				assert.ErrorIs(t, err, errcode.LeanCloudUnauthorized)
			}
		})
	}
}

func TestCloseFrame(t *testing.T) {
	tests := []struct {
		name   string
		code   errcode.RealtimeCode
		reason string
		want   string
	}{
		{"reason", errcode.RealtimeSessionConflict, "another device", "\x10\x0fanother device"},
		{"the code's message", errcode.RealtimeSessionConflict, "", "\x10\x0fSESSION_CONFLICT"},
		{"of the app's own", 4999, "", "\x13\x87"},
		{"lowest", 4000, "x", "\x0f\xa0x"},
		{"full", errcode.RealtimeInternalError, strings.Repeat("a", 123), "\x10\x68" + strings.Repeat("a", 123)},
		{"cut", errcode.RealtimeInternalError, strings.Repeat("a", 124), "\x10\x68" + strings.Repeat("a", 123)},
		{"cut between characters", errcode.RealtimeInternalError, "a" + strings.Repeat("错", 41), "\x10\x68a" + strings.Repeat("错", 40)},
		{"whole characters", errcode.RealtimeInternalError, strings.Repeat("错", 42), "\x10\x68" + strings.Repeat("错", 41)},
		{"invalid UTF-8", errcode.RealtimeInternalError, "a\xffb", "\x10\x68a\ufffdb"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			frame, err := test.code.CloseFrame(test.reason)
			require.NoError(t, err)
			assert.Equal(t, test.want, string(frame))
			assert.LessOrEqual(t, len(frame), 125)
		})
	}
	for code, want := range map[errcode.RealtimeCode]string{
		errcode.RealtimeNormalClosure:   "raised by clients",
		errcode.RealtimeAbnormalClosure: "raised by clients",
		1000:                            "4000 to 4999",
		3999:                            "4000 to 4999",
		5000:                            "4000 to 4999",
		-4111:                           "4000 to 4999",
		4111 + 1<<16:                    "4000 to 4999",
	} {
		frame, err := code.CloseFrame("x")
		assert.Nil(t, frame, "%d", code)
		assert.ErrorContains(t, err, want)
		assert.ErrorContains(t, err, fmt.Sprintf("errcode: realtime code %d ", code.Number()))
	}
}

func TestParseRealtimeClose(t *testing.T) {
	for code := range errcode.Realtime.All() {
		realtime := code.(errcode.RealtimeCode)
		e := errcode.ParseRealtimeClose(code.Number(), "gone")
		assert.ErrorIs(t, e, realtime)
		assert.Equal(t, "gone", e.Message())
		assert.Equal(t, code.HTTPStatus(), e.HTTPStatus())
		assert.True(t, e.Remote())
		assert.False(t, e.Inferred())
		if frame, err := realtime.CloseFrame(""); err == nil { // both ways
			again := errcode.ParseRealtimeClose(int(frame[0])<<8|int(frame[1]), string(frame[2:]))
			assert.Equal(t, code, again.Code())
			assert.Equal(t, code.Message(), again.Message())
		}
	}
	tests := []struct {
		name     string
		code     int
		reason   string
		want     errcode.Code
		message  string
		inferred bool
	}{
		{"no reason", 4111, "", errcode.RealtimeSessionConflict, "SESSION_CONFLICT", false},
		{"unlisted", 4999, "x", errcode.RealtimeCode(4999), "x", false},
		{"of RFC 6455", 1001, "going away", errcode.RealtimeCode(1001), "going away", false},
		{"negative", -1, "x", errcode.RealtimeCode(-1), "x", false},
		{"invalid UTF-8", 4111, "a\xff", errcode.RealtimeSessionConflict, "a\ufffd", false},
		{"beyond 32 bits", math.MaxInt32 + 4112, "x", errcode.RealtimeInternalError, "x", true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			e := errcode.ParseRealtimeClose(test.code, test.reason)
			assert.Equal(t, test.want, e.Code())
			assert.Equal(t, test.message, e.Message())
			assert.Equal(t, test.inferred, e.Inferred())
			assert.True(t, e.Remote())
			assert.NotContains(t, e.Error(), "HTTP", "a close frame has no HTTP status")
		})
	}
}
