// Package withotel records errors in OpenTelemetry's spans.
package withotel

import (
	"net/http"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"

	"github.com/seed85f21a9e/errcode"
)

// Observe makes rp record in the span of a request which error was answered.
func Observe(rp *errcode.Responder) {
	// recipe: glue
	rp.OnAnswer = func(r *http.Request, err error, _ errcode.Code, status int) {
		span := trace.SpanFromContext(r.Context())
		span.SetAttributes(attribute.String("error.type", errcode.LabelOf(err)))
		if status >= 500 {
			span.SetStatus(codes.Error, errcode.LabelOf(err))
		}
	}
	// recipe: end
}
