package withvalidator_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/examples/frameworks/withvalidator"
)

type signup struct {
	Username string    `json:"username" validate:"required,min=3"`
	Profile  profile   `json:"profile"`
	Friends  []profile `json:"friends" validate:"dive"`
}

type profile struct {
	Color string `json:"color,omitempty" validate:"omitempty,oneof=green red blue"`
}

func TestFieldErrors(t *testing.T) {
	err := withvalidator.New().Struct(signup{Username: "x", Profile: profile{"pink"}, Friends: []profile{{"red"}, {"gray"}}})
	require.Error(t, err)
	const (
		message = "Invalid request: username must satisfy min=3; profile/color must satisfy oneof=green red blue; friends/1/color must satisfy oneof=green red blue"
		fields  = `[
			{"pointer":"#/username","detail":"must satisfy min=3","code":"min"},
			{"pointer":"#/profile/color","detail":"must satisfy oneof=green red blue","code":"oneof"},
			{"pointer":"#/friends/1/color","detail":"must satisfy oneof=green red blue","code":"oneof"}]`
	)
	tests := []struct {
		name    string
		catalog *errcode.Catalog
		accept  string
		body    string
	}{
		{"leancloud", errcode.LeanCloud, "", `{"code":107,"error":"` + message + `"}`},
		{"backend", errcode.Backend, "", `{"message":"` + message + `","errorCode":615}`},
		{"problem", nil, "", `{"type":"about:blank","title":"Bad Request","status":400,"detail":"Invalid request.","instance":"/users","errors":` + fields + `}`},
		{"leancloud problem", errcode.LeanCloud, "application/problem+json", `{"type":"urn:errcode:leancloud/107","title":"Malformed json object. A json dictionary is expected.",
			"status":400,"detail":"Invalid request.","instance":"/users","code":107,"catalog":"leancloud","errors":` + fields + `}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			rp := &errcode.Responder{Catalog: test.catalog, Map: withvalidator.Map}
			r := httptest.NewRequest("POST", "/users", nil)
			r.Header.Set("Accept", test.accept)
			answer := rp.Answer(r, fmt.Errorf("sign up: %w", err))
			assert.Equal(t, http.StatusBadRequest, answer.Status)
			assert.JSONEq(t, test.body, string(answer.Body))
		})
	}
}

func TestMapKeepsTheCause(t *testing.T) {
	err := withvalidator.New().Struct(signup{})
	mapped := withvalidator.Map(nil, err)
	assert.ErrorContains(t, mapped, err.Error(), "for the log")
	assert.Equal(t, errcode.KindInvalidArgument, errcode.KindOf(mapped))
	assert.NoError(t, withvalidator.Map(nil, errors.New("another error")))
}
