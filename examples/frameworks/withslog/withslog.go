// Package withslog logs errors with log/slog.
package withslog

import (
	"context"
	"log/slog"
	"net/http"

	"github.com/seed85f21a9e/errcode"
)

// Log writes a record of an error.
func Log(ctx context.Context, logger *slog.Logger, err error) {
	// recipe: glue
	logger.LogAttrs(ctx, slog.LevelError, "import failed", errcode.Attr(err))
	// recipe: end
}

// AccessLog makes rp log refused requests, and not only failures of the service.
func AccessLog(logger *slog.Logger, rp *errcode.Responder) {
	// recipe: answers
	rp.Logger = logger
	rp.OnAnswer = func(r *http.Request, err error, _ errcode.Code, status int) {
		if status < 500 {
			logger.InfoContext(r.Context(), "request refused", errcode.Attr(err), "path", r.URL.Path)
		}
	}
	// recipe: end
}
