package main

import (
	"log/slog"
	"net/http"
	"time"

	"github.com/seed85f21a9e/errcode"
)

// logRequests logs one line per request, with the code that the client got if
// it failed. Query strings are not logged, since they hold personal data.
func logRequests(logger *slog.Logger, h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begin := time.Now()
		seen := &observer{ResponseWriter: w, status: http.StatusOK}
		defer func() {
			attrs := []slog.Attr{
				slog.String("method", r.Method),
				slog.String("path", r.URL.Path),
				slog.Int("status", seen.status),
				slog.Duration("duration", time.Since(begin)),
			}
			if seen.status >= 400 && len(seen.body) > 0 {
				attrs = append(attrs, slog.Any("code", catalogOf(r).DecodeBody(seen.status, seen.body).Code()))
			}
			logger.LogAttrs(r.Context(), slog.LevelInfo, "request", attrs...)
		}()
		h.ServeHTTP(seen, r)
	})
}

// An observer keeps the status of a response, and the body of a failed one.
type observer struct {
	http.ResponseWriter
	status int
	body   []byte
}

func (o *observer) WriteHeader(status int) {
	o.status = status
	o.ResponseWriter.WriteHeader(status)
}

func (o *observer) Write(b []byte) (int, error) {
	if o.status >= 400 {
		o.body = append(o.body, b...)
	}
	return o.ResponseWriter.Write(b)
}

// catalogOf returns the catalog of the API that a request is for.
func catalogOf(r *http.Request) *errcode.Catalog {
	if isLeanCloudPath(r.URL.Path) {
		return errcode.LeanCloud
	}
	return errcode.Backend
}
