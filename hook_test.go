package errcode_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode"
)

// bodyOf is a body of LeanCloud with any text.
func bodyOf(t *testing.T, code int, message string) []byte {
	t.Helper()
	body, err := json.Marshal(map[string]any{"code": code, "error": message})
	require.NoError(t, err)
	return body
}

// A number's further rows are known by the words of the service.
func TestFurtherRowsOfLeanCloud(t *testing.T) {
	t.Parallel()
	tests := []struct {
		code errcode.LeanCloudCode
		args []any
		want string
		kind errcode.Kind
	}{
		{errcode.LeanCloudInternationalSMSDisabled, nil, "International SMS is disabled, please enable it in console.", errcode.KindFailedPrecondition},
		{errcode.LeanCloudSMSRequestTooFast, nil, "SMS request too fast(1 request per 10s).", errcode.KindResourceExhausted},
		{errcode.LeanCloudLoginAttemptsExceeded, nil, "You have exceeded the maximum number of login attempts, please try again later, or consider resetting your password.", errcode.KindResourceExhausted},
		{errcode.LeanCloudObjectNotFoundByID, []any{"5e1f", "Todo"}, "Could not find object by id '5e1f' for class 'Todo'.", errcode.KindNotFound},
		{errcode.LeanCloudClassOrObjectNotFound, nil, "Class or object doesn't exists.", errcode.KindNotFound},
		{errcode.LeanCloudInvalidColumnName, []any{"a b"}, "Invalid key name. Keys are case-sensitive and 'a-zA-Z0-9_' are the only valid characters. The column is: 'a b'.", errcode.KindInvalidArgument},
		{errcode.LeanCloudHookFailed, []any{"Too short."}, "Cloud Code validation failed. Error detail: Too short.", errcode.KindFailedPrecondition},
		{errcode.LeanCloudSessionExpired, []any{"revoked"}, "Verify sessionToken failed, maybe login expired: revoked", errcode.KindUnauthenticated},
	}
	for _, test := range tests {
		t.Run(test.code.String(), func(t *testing.T) {
			assert.Equal(t, test.kind, test.code.Info().Kind)
			first := errcode.LeanCloudCode(test.code.Number())
			for name, body := range map[string][]byte{
				"the vendor's sample": bodyOf(t, test.code.Number(), test.code.Message()),
				"without arguments":   errcode.LeanCloud.AppendBody(nil, test.code),
				"with arguments":      errcode.LeanCloud.AppendBody(nil, errcode.New(test.code, errcode.WithArgs(test.args...))),
			} {
				for _, reader := range []*errcode.Catalog{errcode.LeanCloud, errcode.Realtime} {
					e := reader.DecodeBody(418, body)
					assert.Equal(t, errcode.Code(test.code), e.Code(), "%s: %s", name, body)
					assert.ErrorIs(t, e, test.code)
					assert.ErrorIs(t, e, first)
					assert.ErrorIs(t, e, test.kind)
				}
			}
			e := errcode.LeanCloud.DecodeBody(418, errcode.LeanCloud.AppendBody(nil, errcode.New(test.code, errcode.WithArgs(test.args...))))
			assert.Equal(t, test.want, e.Message())
			e = errcode.LeanCloud.DecodeBody(418, bodyOf(t, test.code.Number(), "Of its own."))
			assert.Equal(t, errcode.Code(first), e.Code(), "under other words it is its number")
		})
	}
}

// What a hook threw is an error inside of the 142.
func TestHookError(t *testing.T) {
	t.Parallel()
	const prefix = "Cloud Code validation failed. Error detail: "
	tests := []struct {
		name, message string
		code, inner   errcode.Code // inner is nil where there is none
		text          string
	}{
		{"the vendor's sample", errcode.LeanCloudHookFailed.Message(), errcode.LeanCloudHookFailed, errcode.LeanCloudInvalidACL, "An error occurred."},
		{"a space before the colon", `Cloud Code validation failed. Error detail : {"code":123,"message":"x"}`, errcode.LeanCloudHookFailed, errcode.LeanCloudInvalidACL, "x"},
		{"no space after the colon", `Cloud Code validation failed. Error detail:{"code":123,"message":"x"}`, errcode.LeanCloudHookFailed, errcode.LeanCloudInvalidACL, "x"},
		{"error for message", prefix + `{"error":"x","code":123}`, errcode.LeanCloudHookFailed, errcode.LeanCloudInvalidACL, "x"},
		{"no message", prefix + `{"code":123}`, errcode.LeanCloudHookFailed, errcode.LeanCloudInvalidACL, errcode.LeanCloudInvalidACL.Message()},
		{"a code of the app's own", prefix + `{"code":90001,"message":"x"}`, errcode.LeanCloudHookFailed, errcode.LeanCloudCode(90001), "x"},
		{"a realtime code", prefix + `{"code":4305,"message":"x"}`, errcode.LeanCloudHookFailed, errcode.RealtimeConversationRejectedByApp, "x"},
		{"text", prefix + "Too short.", errcode.LeanCloudHookFailed, nil, ""},
		{"text, a space before the colon", "Cloud Code validation failed. Error detail : Too short.", errcode.LeanCloudHookFailed, nil, ""},
		{"nothing", "Cloud Code validation failed. Error detail:", errcode.LeanCloudHookFailed, nil, ""},
		{"an object without a code", prefix + `{"message":"x"}`, errcode.LeanCloudHookFailed, nil, ""},
		{"a code that is none", prefix + `{"code":true,"message":"x"}`, errcode.LeanCloudHookFailed, nil, ""},
		{"broken JSON", prefix + `{"code":123,"message":"x`, errcode.LeanCloudHookFailed, nil, ""},
		{"a number", prefix + "123", errcode.LeanCloudHookFailed, nil, ""},
		{"an array", prefix + `[{"code":123}]`, errcode.LeanCloudHookFailed, nil, ""},
		{"no colon", "Cloud Code validation failed. Error detail", errcode.LeanCloudCloudCodeValidationFailed, nil, ""},
		{"no detail", "Cloud Code validation failed.", errcode.LeanCloudCloudCodeValidationFailed, nil, ""},
		{"other words", `Failed: {"code":123,"message":"x"}`, errcode.LeanCloudCloudCodeValidationFailed, nil, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			e := errcode.LeanCloud.DecodeBody(400, bodyOf(t, 142, test.message))
			assert.Equal(t, test.code, e.Code())
			code, ok := errcode.CodeOf(e)
			assert.True(t, ok)
			assert.Equal(t, test.code, code, "the outermost code")
			assert.Equal(t, test.message, e.Message())
			if test.inner == nil {
				assert.NoError(t, e.Unwrap())
				return
			}
			assert.ErrorIs(t, e, test.inner)
			inner, ok := errors.AsType[*errcode.Error](e.Unwrap())
			require.True(t, ok)
			assert.Equal(t, test.inner, inner.Code())
			assert.Equal(t, test.text, inner.Message())
			assert.Equal(t, test.inner.HTTPStatus(), inner.HTTPStatus())
			assert.True(t, inner.Remote())
		})
	}
}

// A hook may pass on what another one threw. What does not fit into a message that
// is kept is not read.
func TestHookErrorInHookError(t *testing.T) {
	t.Parallel()
	for levels, want := range map[int]int{1: 1, 5: 5, 12: 0} {
		message := "x"
		for range levels {
			message = "Cloud Code validation failed. Error detail: " + string(bodyOf(t, 142, message))
		}
		var err error = errcode.LeanCloud.DecodeBody(400, bodyOf(t, 142, message))
		depth := 0
		for err = errors.Unwrap(err); err != nil; err = errors.Unwrap(err) {
			depth++
		}
		assert.Equal(t, want, depth, "%d levels", levels)
	}
}

// In a batch, through a response, and in a problem document it is the same.
func TestHookErrorElsewhere(t *testing.T) {
	t.Parallel()
	thrown := errcode.New(errcode.LeanCloudHookFailed, errcode.WithArgs(`{"code":123,"message":"x"}`))
	body := errcode.LeanCloud.AppendBody(nil, thrown)

	errs, err := errcode.ParseLeanCloudBatch(fmt.Appendf(nil, `[{"error":%s}]`, body))
	require.NoError(t, err)
	assert.ErrorIs(t, errs[0], errcode.LeanCloudInvalidACL)

	err = errcode.LeanCloud.CheckResponse(&http.Response{StatusCode: 400, Body: io.NopCloser(strings.NewReader(string(body)))})
	assert.ErrorIs(t, err, errcode.LeanCloudInvalidACL)
	assert.ErrorIs(t, err, errcode.LeanCloudHookFailed)

	for code, want := range map[string]errcode.Code{"142.1": errcode.LeanCloudHookFailed, "142": errcode.LeanCloudCloudCodeValidationFailed} {
		e := errcode.LeanCloud.DecodeBody(400, fmt.Appendf(nil,
			`{"type":"urn:errcode:leancloud/%s","title":"t","status":400,"detail":"Cloud Code validation failed. Error detail: {\"code\":123}"}`, code))
		assert.Equal(t, want, e.Code(), "a problem document says which row it is")
		assert.ErrorIs(t, e, errcode.LeanCloudInvalidACL)
	}
}

// The service answers an unknown user with 400, a dead session with 401.
func TestSessionExpiredByStatus(t *testing.T) {
	t.Parallel()
	for _, message := range []string{"Could not find user.", "The session token is not valid.", ""} {
		body := bodyOf(t, 211, message)
		for status, want := range map[int]errcode.Code{
			400: errcode.LeanCloudUserNotFound,
			401: errcode.LeanCloudSessionExpired,
			404: errcode.LeanCloudUserNotFound,
		} {
			e := errcode.LeanCloud.DecodeBody(status, body)
			assert.Equal(t, want, e.Code(), "%d %s", status, body)
			assert.ErrorIs(t, e, errcode.LeanCloudUserNotFound, "it is a 211 all the same")
		}
		assert.Equal(t, errcode.KindUnauthenticated, errcode.KindOf(errcode.LeanCloud.DecodeBody(401, body)))
	}
	e := errcode.LeanCloud.DecodeBody(401, []byte(`{"type":"urn:errcode:leancloud/211","title":"t","status":401}`))
	assert.Equal(t, errcode.Code(errcode.LeanCloudUserNotFound), e.Code(), "a problem document says which row it is")
}
