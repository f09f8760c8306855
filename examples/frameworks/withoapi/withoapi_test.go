package withoapi_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/seed85f21a9e/errcode/examples/frameworks/internal/conform"
	"github.com/seed85f21a9e/errcode/examples/frameworks/withoapi"
)

func TestAnswers(t *testing.T) { conform.Test(t, conform.Handler(withoapi.New)) }

func TestOwnErrors(t *testing.T) {
	const malformed = `{"code":107,"error":"Malformed json object. A json dictionary is expected."}`
	conform.TestOwn(t, conform.Handler(withoapi.New),
		conform.Post("syntax", `{"name"`, 400, malformed),
		conform.Post("type", `{"name":1}`, 400, malformed),
		conform.Post("no body", ``, 400, malformed),
		conform.Get("missing parameter", "/users", 400, `{"code":107,"error":"Invalid request: limit is missing"}`),
		conform.Get("parameter's format", "/users?limit=x", 400, `{"code":107,"error":"Invalid request: limit has the wrong format"}`),
	)

	// An error that Map does not know is the request's fault all the same.
	url := conform.Handler(withoapi.New)(t, conform.Quiet())
	resp := conform.Do(t, "GET", url+"/users?limit=1", http.Header{"X-Version": {"1", "2"}})
	assert.Equal(t, 400, resp.StatusCode)
	assert.JSONEq(t, malformed, resp.Text)
}
