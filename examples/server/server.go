package main

import (
	"log/slog"
	"net/http"
	"strings"

	"github.com/seed85f21a9e/errcode"
)

// newHandler returns the handler of both APIs.
func newHandler(s *store, cfg config, logger *slog.Logger) http.Handler {
	limiter := newLimiter(cfg)
	leanCloud, backend := newLeanCloudAPI(s, cfg, logger).handler(limiter), newBackendAPI(s, cfg, logger).handler(limiter)
	both := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case isLeanCloudPath(r.URL.Path):
			leanCloud.ServeHTTP(w, r)
		case strings.HasPrefix(r.URL.Path, "/v1/"):
			backend.ServeHTTP(w, r)
		default:
			errcode.WriteError(w, r, errcode.BackendInvalidAPIVersion)
		}
	})
	return limitBodies(cfg.maxBody, logRequests(logger, allowOrigins(both)))
}

// limitBodies limits the size of request bodies. It must be the outermost
// handler: with its own ResponseWriter, net/http closes the connection after a
// body that is too large.
func limitBodies(limit int64, h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, limit)
		h.ServeHTTP(w, r)
	})
}

// allowOrigins lets web pages of any origin use the APIs, as both vendors do.
// That is safe, because credentials are in headers and not in cookies.
func allowOrigins(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		header.Set("Access-Control-Allow-Origin", "*")
		header.Set("Access-Control-Expose-Headers", "Retry-After")
		if r.Method == http.MethodOptions && r.Header.Get("Access-Control-Request-Method") != "" {
			header.Set("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE")
			header.Set("Access-Control-Allow-Headers", r.Header.Get("Access-Control-Request-Headers"))
			header.Set("Access-Control-Max-Age", "86400")
			w.WriteHeader(http.StatusNoContent)
			return
		}
		h.ServeHTTP(w, r)
	})
}
