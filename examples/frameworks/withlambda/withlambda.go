// Package withlambda answers errors from AWS Lambda, behind API Gateway's HTTP
// API or a function URL.
package withlambda

import (
	"context"
	"net/http"
	"net/url"

	"github.com/aws/aws-lambda-go/events"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/examples/frameworks/internal/app"
)

// recipe: glue

// Answer is what a function returns for an error, together with a nil error.
func Answer(ctx context.Context, rp *errcode.Responder, in events.APIGatewayV2HTTPRequest, err error) events.APIGatewayV2HTTPResponse {
	r := (&http.Request{Method: in.RequestContext.HTTP.Method, URL: &url.URL{Path: in.RawPath}, Header: http.Header{}}).WithContext(ctx)
	for name, value := range in.Headers {
		r.Header.Set(name, value) // they come in lower case
	}
	answer := rp.Answer(r, err)
	out := events.APIGatewayV2HTTPResponse{StatusCode: answer.Status, Headers: map[string]string{}, Body: string(answer.Body)}
	for name := range answer.Header {
		out.Headers[name] = answer.Header.Get(name)
	}
	return out
}

// recipe: end

// Handler returns a function for lambda.Start.
func Handler(rp *errcode.Responder) func(context.Context, events.APIGatewayV2HTTPRequest) (events.APIGatewayV2HTTPResponse, error) {
	return func(ctx context.Context, in events.APIGatewayV2HTTPRequest) (events.APIGatewayV2HTTPResponse, error) {
		user, err := app.Find(in.PathParameters["name"])
		if err != nil {
			return Answer(ctx, rp, in, err), nil
		}
		return events.APIGatewayV2HTTPResponse{StatusCode: http.StatusOK, Body: user.Name}, nil
	}
}
