package withupstream_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/seed85f21a9e/errcode/examples/frameworks/internal/app"
	"github.com/seed85f21a9e/errcode/examples/frameworks/internal/conform"
	"github.com/seed85f21a9e/errcode/examples/frameworks/withupstream"
)

func TestMap(t *testing.T) {
	const general = `{"code":1,"error":"Internal server error. No information available."}`
	tests := []struct {
		name   string
		err    error
		status int
		body   string
	}{
		{"not found", &withupstream.StatusError{StatusCode: 404, Text: app.Secret}, 404, `{"code":101,"error":"Object doesn't exist, or has an incorrect password."}`},
		{"our credentials", &withupstream.StatusError{StatusCode: 401, Text: app.Secret}, 500, general},
		{"our request", &withupstream.StatusError{StatusCode: 400, Text: app.Secret}, 500, general},
		{"too many", fmt.Errorf("call: %w", &withupstream.StatusError{StatusCode: 429, Text: app.Secret}), 429, `{"code":429,"error":"Too many requests."}`},
		{"out of service", &withupstream.StatusError{StatusCode: 502, Text: app.Secret}, 503, `{"code":511,"error":"Temporarily Unavailable."}`},
		{"no status of a failure", &withupstream.StatusError{StatusCode: 200, Text: app.Secret}, 500, general},
		{"another error", errors.New(app.Secret), 500, general},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			rp := conform.Quiet()
			rp.Map = withupstream.Map
			answer := rp.Answer(nil, test.err)
			assert.Equal(t, test.status, answer.Status)
			assert.JSONEq(t, test.body, string(answer.Body))
		})
	}
}
