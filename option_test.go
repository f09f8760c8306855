package errcode_test

import (
	"bytes"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"testing"

	"github.com/seed85f21a9e/errcode"
	"github.com/stretchr/testify/assert"
)

func TestWithHTTPStatus(t *testing.T) {
	t.Parallel()
	for status, want := range map[int]int{404: 404, 400: 400, 599: 599, 399: 500, 600: 500, 0: 500, -1: 500} {
		err := errcode.New(errcode.LeanCloudInternalServerError, errcode.WithHTTPStatus(status))
		assert.Equal(t, want, err.(*errcode.Error).HTTPStatus())
		w := httptest.NewRecorder()
		quiet(nil).WriteError(w, nil, fmt.Errorf("x: %w", err))
		assert.Equal(t, want, w.Code)
		assert.Equal(t, `{"code":1,"error":"Internal server error. No information available."}`, w.Body.String())
		var buf bytes.Buffer
		slog.New(slog.NewJSONHandler(&buf, nil)).Error("failed", "error", err)
		assert.Contains(t, buf.String(), fmt.Sprintf(`"status":%d,`, want))
	}
}
