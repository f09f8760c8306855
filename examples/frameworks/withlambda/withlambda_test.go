package withlambda_test

import (
	"encoding/json"
	"testing"

	"github.com/aws/aws-lambda-go/events"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode/examples/frameworks/internal/app"
	"github.com/seed85f21a9e/errcode/examples/frameworks/internal/conform"
	"github.com/seed85f21a9e/errcode/examples/frameworks/withlambda"
)

func TestAnswer(t *testing.T) {
	const general = `{"code":1,"error":"Internal server error. No information available."}`
	problem := map[string]string{"accept": "application/problem+json"}
	tests := []struct {
		name    string
		user    string
		headers map[string]string
		status  int
		body    string
		typ     string
	}{
		{"code", "bob", nil, 400, `{"code":211,"error":"Could not find user."}`, "application/json; charset=utf-8"},
		{"message", "x", nil, 400, `{"code":217,"error":"Use 3 to 20 letters."}`, "application/json; charset=utf-8"},
		{"no code", "lost", nil, 500, general, "application/json; charset=utf-8"},
		{"problem", "x", problem, 400, `{"type":"urn:errcode:leancloud/217","title":"Invalid username, it must be a non-blank string.",
			"status":400,"detail":"Use 3 to 20 letters.","instance":"/users/x","code":217,"catalog":"leancloud"}`, "application/problem+json"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var in events.APIGatewayV2HTTPRequest
			in.RequestContext.HTTP.Method, in.RawPath, in.Headers = "GET", "/users/"+test.user, test.headers
			in.PathParameters = map[string]string{"name": test.user}
			out, err := withlambda.Handler(conform.Quiet())(t.Context(), in)
			require.NoError(t, err, "Lambda would show it to the client")
			assert.Equal(t, test.status, out.StatusCode)
			assert.JSONEq(t, test.body, out.Body)
			assert.Equal(t, test.typ, out.Headers["Content-Type"])
			sent, err := json.Marshal(out)
			require.NoError(t, err)
			assert.NotContains(t, string(sent), app.Secret)
		})
	}
}
