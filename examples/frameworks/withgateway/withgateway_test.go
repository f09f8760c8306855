package withgateway_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode/examples/frameworks/internal/conform"
	"github.com/seed85f21a9e/errcode/examples/frameworks/withgateway"
)

func TestAnswers(t *testing.T) {
	conform.Test(t, conform.Handler(withgateway.New), conform.WithoutAllow)
}

func TestOwnErrors(t *testing.T) {
	conform.TestOwn(t, conform.Handler(withgateway.New),
		conform.Get("status", "/users/gone", 404, `{"code":101,"error":"Object doesn't exist, or has an incorrect password."}`),
		conform.Get("status that is no kind", "/users/far", 400, `{"code":107,"error":"Malformed json object. A json dictionary is expected."}`),
		conform.Get("HTTPStatusError", "/users/secret", 403, `{"code":403,"error":"Forbidden to read/write by class permissions"}`),
		conform.Post("status of a failure", `{}`, 503, `{"code":511,"error":"Temporarily Unavailable."}`),
	)
}

// A stream that fails ends in an error of the gateway's own form.
func TestStream(t *testing.T) {
	resp := conform.Do(t, "GET", conform.Handler(withgateway.New)(t, conform.Quiet())+"/watch", nil)
	assert.Equal(t, 200, resp.StatusCode)
	chunks := strings.Split(strings.TrimSpace(resp.Text), "\n")
	require.Len(t, chunks, 2)
	assert.JSONEq(t, `{"result":"ada"}`, chunks[0])
	assert.JSONEq(t, `{"error":{"code":2,"message":"Internal server error. No information available.","details":[]}}`, chunks[1])
}
