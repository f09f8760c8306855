package main

import (
	"context"
	"log/slog"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"

	"golang.org/x/time/rate"

	"github.com/seed85f21a9e/errcode"
)

// An api is what the APIs of the two vendors share: how errors are answered,
// and the checks before a request reaches its handler.
type api struct {
	store     *store
	cfg       config
	responder *errcode.Responder
	mux       *http.ServeMux
	routes    http.Handler              // the mux; see cleanPaths
	authorize func(*http.Request) error // checks the app's credentials
	class     func(*http.Request) error // checks the class or content type in the path
	common    []string                  // parameters that every route accepts
}

func newAPI(s *store, cfg config, logger *slog.Logger, catalog *errcode.Catalog) *api {
	a := &api{store: s, cfg: cfg, responder: &errcode.Responder{Catalog: catalog, Logger: logger}, mux: http.NewServeMux()}
	unknown := a.responder.Handler(func(_ http.ResponseWriter, r *http.Request) error {
		return notSupported("%s %s", r.Method, r.URL.Path)
	})
	a.mux.Handle("/", unknown)
	a.routes = cleanPaths(a.mux, unknown)
	return a
}

// cleanPaths serves mux, but sends paths like "/1.1//date" to unknown. The mux
// would answer them with a redirect, which the vendors' clients take for a
// success.
func cleanPaths(mux *http.ServeMux, unknown http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.TrimSuffix(r.URL.Path, "/") != path.Clean(r.URL.Path) {
			unknown.ServeHTTP(w, r)
			return
		}
		mux.ServeHTTP(w, r)
	})
}

// A handler answers a request or returns the error to answer.
type handler = func(http.ResponseWriter, *http.Request) error

// read registers a route that changes nothing. params lists what the route
// accepts from the query string, and which X-Everlive headers. Everything else
// is refused.
func (a *api) read(pattern string, f handler, params ...string) {
	a.handle(pattern, f, params)
}

// write registers a route that may change data. It is refused in read-only
// mode.
func (a *api) write(pattern string, f handler, params ...string) {
	a.handle(pattern, func(w http.ResponseWriter, r *http.Request) error {
		if a.cfg.readOnly {
			return errcode.LeanCloudAppTemporarilyDisabled
		}
		return f(w, r)
	}, params)
}

// lacks registers routes of the vendor's API that this server does not
// implement, under the name of the feature they belong to.
func (a *api) lacks(feature string, patterns ...string) {
	for _, pattern := range patterns {
		a.mux.Handle(pattern, a.responder.Handler(func(http.ResponseWriter, *http.Request) error {
			return notSupported("%s", feature)
		}))
	}
}

func (a *api) handle(pattern string, f handler, params []string) {
	known := slices.Concat(params, a.common)
	a.mux.Handle(pattern, a.responder.Handler(func(w http.ResponseWriter, r *http.Request) error {
		if err := a.class(r); err != nil {
			return err
		}
		if err := onlyKnown(r, known); err != nil {
			return err
		}
		return f(w, r)
	}))
}

// handler returns the handler of the whole API. The app's credentials are
// checked before the request counts against the rate, so that strangers cannot
// use up the rate of the app's users.
func (a *api) handler(limiter *rate.Limiter) http.Handler {
	return a.responder.Recover(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := a.authorize(r); err != nil {
			a.responder.WriteError(w, r, err)
			return
		}
		if wait := limit(limiter); wait > 0 {
			// Backend Services has no code of its own for the status 429.
			a.responder.WriteError(w, r, errcode.New(errcode.LeanCloudTooManyRequests,
				errcode.WithHTTPStatus(http.StatusTooManyRequests), errcode.WithRetryAfter(wait), errcode.WithMessage("Too many requests.")))
			return
		}
		ctx, cancel := context.WithTimeout(r.Context(), a.cfg.timeout)
		defer cancel()
		a.routes.ServeHTTP(w, r.WithContext(ctx))
	}))
}

// newLimiter returns the rate limiter for all clients. A burst may be as large
// as one second's worth of requests.
func newLimiter(cfg config) *rate.Limiter {
	return rate.NewLimiter(rate.Limit(cfg.rate), max(1, int(cfg.rate)))
}

// limit takes a request from the limiter. If there are too many, it returns how
// long to wait.
func limit(limiter *rate.Limiter) time.Duration {
	reservation := limiter.Reserve()
	wait := reservation.Delay()
	if wait > 0 {
		reservation.Cancel()
	}
	return wait
}
