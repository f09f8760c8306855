package withhuma_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/seed85f21a9e/errcode/examples/frameworks/internal/conform"
	"github.com/seed85f21a9e/errcode/examples/frameworks/withhuma"
)

func TestAnswers(t *testing.T) { conform.Test(t, conform.Handler(withhuma.New)) }

func TestOwnErrors(t *testing.T) {
	conform.TestOwn(t, conform.Handler(withhuma.New),
		conform.Post("syntax", `{"name"`, 400, `{"code":107,"error":"validation failed: unexpected end of JSON input"}`),
		conform.Post("type", `{"name":1}`, 422, `{"code":107,"error":"validation failed: name expected string"}`),
		conform.Post("rules", `{"name":"x","profile":{"color":"pink"}}`, 422,
			`{"code":107,"error":"validation failed: name expected length >= 3; profile/color expected value to be one of \"green, red, blue\""}`),
		conform.Get("parameter", "/users?limit=101", 422, `{"code":107,"error":"validation failed: query.limit: expected number <= 100"}`),
		conform.Get("Error403Forbidden", "/users?limit=100", 403, `{"code":403,"error":"Your plan ends at 99."}`),
		conform.Get("Error503ServiceUnavailable", "/users?limit=1", 503, `{"code":511,"error":"Temporarily Unavailable."}`),
	)
}

// The field errors of a validation are members of a problem document, and huma's
// $schema is none.
func TestFieldErrors(t *testing.T) {
	url := conform.Handler(withhuma.New)(t, conform.Quiet())
	header := http.Header{"Accept": {"application/problem+json"}}
	resp := conform.Do(t, "POST", url+"/users", header, `{"name":"x","profile":{"color":"pink"}}`)
	assert.Equal(t, "application/problem+json", resp.Header.Get("Content-Type"))
	assert.JSONEq(t, `{
		"type":"urn:errcode:leancloud/107", "title":"Malformed json object. A json dictionary is expected.",
		"status":422, "detail":"validation failed", "instance":"/users", "code":107, "catalog":"leancloud",
		"errors":[
			{"pointer":"#/name","detail":"expected length >= 3"},
			{"pointer":"#/profile/color","detail":"expected value to be one of \"green, red, blue\""}
		]}`, resp.Text)
}
