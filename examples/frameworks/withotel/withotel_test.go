package withotel_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/examples/frameworks/internal/conform"
	"github.com/seed85f21a9e/errcode/examples/frameworks/withotel"
)

func TestSpans(t *testing.T) {
	tests := []struct {
		name      string
		err       error
		errorType string
		status    sdktrace.Status
	}{
		{"the client's fault", errcode.LeanCloudUserNotFound, "leancloud/211", sdktrace.Status{}},
		{"wrapped", fmt.Errorf("find: %w", errcode.LeanCloudUserNotFound), "leancloud/211", sdktrace.Status{}},
		{"the service's fault", errcode.LeanCloudServerInMaintenance, "leancloud/502", sdktrace.Status{Code: codes.Error, Description: "leancloud/502"}},
		{"no code", errors.New("password=hunter2"), "_OTHER", sdktrace.Status{Code: codes.Error, Description: "_OTHER"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			spans := tracetest.NewSpanRecorder()
			tracer := sdktrace.NewTracerProvider(sdktrace.WithSpanProcessor(spans)).Tracer("test")
			rp := conform.Quiet()
			withotel.Observe(rp)

			ctx, span := tracer.Start(t.Context(), "GET /users/{name}")
			rp.Handler(func(http.ResponseWriter, *http.Request) error { return test.err }).
				ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/users/bob", nil).WithContext(ctx))
			span.End()

			require.Len(t, spans.Ended(), 1)
			assert.Equal(t, []attribute.KeyValue{attribute.String("error.type", test.errorType)}, spans.Ended()[0].Attributes())
			assert.Equal(t, test.status, spans.Ended()[0].Status())
		})
	}
}

// OpenTelemetry's own instrumentation finds the same text.
func TestSemanticConventions(t *testing.T) {
	for _, err := range []error{
		errcode.LeanCloudUserNotFound,
		errcode.Wrap(errcode.BackendDuplicateKey, errors.New("E11000")),
		fmt.Errorf("find: %w", errcode.New(errcode.LeanCloudCode(987654))),
		errors.Join(errcode.KindNotFound),
	} {
		assert.Equal(t, errcode.LabelOf(err), semconv.ErrorType(err).Value.AsString())
	}
}
