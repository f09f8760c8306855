package errcode_test

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode"
)

func TestFieldErrors(t *testing.T) {
	t.Parallel()
	fields := []errcode.FieldError{
		{Pointer: "#/age", Detail: "must be a positive integer", Code: "gt"},
		{Pointer: "#/profile/color", Detail: "must be 'green', 'red' or 'blue'"},
		{Detail: "the two passwords differ"},
	}
	err := errcode.New(errcode.BackendInvalidUserData, errcode.WithFieldErrors(fields...))
	fields[0].Detail = "changed afterwards"
	assert.Equal(t, `{"message":"The specified user data is invalid: age must be a positive integer; profile/color must be 'green', 'red' or 'blue'; the two passwords differ","errorCode":207}`,
		string(errcode.Backend.AppendBody(nil, err)))
	assert.JSONEq(t, `{"type":"urn:errcode:backend/207","title":"The specified user data is invalid.","status":400,"detail":"The specified user data is invalid.","instance":"/",
		"code":207,"catalog":"backend","errors":[
			{"pointer":"#/age","detail":"must be a positive integer","code":"gt"},
			{"pointer":"#/profile/color","detail":"must be 'green', 'red' or 'blue'"},
			{"detail":"the two passwords differ"}]}`,
		answer(quiet(nil), request("GET", "/", problemType), err).Body.String())

	own := errcode.New(errcode.LeanCloudInvalidJSON, errcode.WithMessage("Check the form"), errcode.WithFieldErrors(fields[2]))
	assert.Equal(t, `{"code":107,"error":"Check the form: the two passwords differ"}`, string(errcode.LeanCloud.AppendBody(nil, own)))
	e, ok := errors.AsType[*errcode.Error](own)
	require.True(t, ok)
	e.Details()["errors"].([]errcode.FieldError)[0].Detail = "changed afterwards"
	assert.Equal(t, `{"code":107,"error":"Check the form: the two passwords differ"}`, string(errcode.LeanCloud.AppendBody(nil, own)), "an error does not change")

	none := errcode.New(errcode.LeanCloudUserNotFound, errcode.WithFieldErrors())
	assert.Equal(t, `{"code":211,"error":"Could not find user."}`, string(errcode.LeanCloud.AppendBody(nil, none)))
}

// A client in Go gets back what the server gave.
func TestRemoteFieldErrors(t *testing.T) {
	t.Parallel()
	fields := []errcode.FieldError{{Pointer: "#/age", Detail: "must be positive", Code: "gt"}, {Detail: "two\nlines"}}
	body := answer(quiet(nil), request("GET", "/", problemType), errcode.New(errcode.BackendInvalidUserData, errcode.WithFieldErrors(fields...))).Body.Bytes()
	e := errcode.Backend.DecodeBody(400, body)
	assert.Equal(t, map[string]any{"errors": fields}, e.Details())
	assert.NotContains(t, e.LogValue().String(), "\n")

	for _, other := range []string{
		`["a"]`, `"a"`, `null`, `[]`, `[null]`, `[{}]`, `{"detail":"a"}`, `[{"detail":1}]`, `[{"detail":"a","more":1}]`,
	} {
		var want any
		require.NoError(t, json.Unmarshal([]byte(other), &want))
		e := errcode.Backend.DecodeBody(400, []byte(`{"type":"urn:errcode:backend/207","title":"t","status":400,"errors":`+other+`}`))
		assert.Equal(t, map[string]any{"errors": want}, e.Details(), other)
	}
}
