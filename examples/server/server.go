package main

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"path"
	"strings"
	"time"

	"golang.org/x/time/rate"

	"github.com/seed85f21a9e/errcode"
)

// An api is what the two vendors' APIs have in common: how errors are answered,
// and what is checked before a request reaches its handler.
type api struct {
	store     *store
	cfg       config
	responder *errcode.Responder
	mux       *http.ServeMux
	routes    http.Handler              // the mux, with answers for what it has no route for
	authorize func(*http.Request) error // checks the app
}

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
	return logRequests(logger, allowOrigins(both))
}

func newAPI(s *store, cfg config, logger *slog.Logger, catalog *errcode.Catalog) *api {
	responder, mux := &errcode.Responder{Catalog: catalog, Logger: logger}, http.NewServeMux()
	return &api{store: s, cfg: cfg, responder: responder, mux: mux, routes: cleanPaths(responder, mux)}
}

// cleanPaths serves a mux, and answers paths like "/1.1//date", from which the mux
// would redirect: the vendors' clients take a redirection for a success.
func cleanPaths(responder *errcode.Responder, mux *http.ServeMux) http.Handler {
	routes := responder.Mux(mux)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.TrimSuffix(r.URL.Path, "/") != path.Clean(r.URL.Path) {
			responder.NotFound(w, r)
			return
		}
		routes.ServeHTTP(w, r)
	})
}

// handle registers the handler of a route. The error that it returns is answered
// in the format of the API.
func (a *api) handle(pattern string, f func(http.ResponseWriter, *http.Request) error) {
	a.mux.Handle(pattern, a.responder.Handler(f))
}

// handler returns the handler of all routes, with what comes before them.
func (a *api) handler(limiter *rate.Limiter) http.Handler {
	return a.responder.Recover(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if wait := limit(limiter); wait > 0 {
			// Backend Services has no code of its own for the status 429.
			a.responder.WriteError(w, r, errcode.New(errcode.LeanCloudTooManyRequests,
				errcode.WithHTTPStatus(http.StatusTooManyRequests), errcode.WithRetryAfter(wait), errcode.WithMessage("Too many requests.")))
			return
		}
		ctx, cancel := context.WithTimeout(r.Context(), a.cfg.timeout)
		defer cancel()
		r = r.WithContext(ctx)
		r.Body = http.MaxBytesReader(w, r.Body, a.cfg.maxBody)
		if err := a.check(r); err != nil {
			a.responder.WriteError(w, r, err)
			return
		}
		a.routes.ServeHTTP(w, r)
	}))
}

func (a *api) check(r *http.Request) error {
	if err := a.authorize(r); err != nil {
		return err
	}
	if a.cfg.readOnly && r.Method != http.MethodGet && r.Method != http.MethodHead {
		return errcode.LeanCloudAppTemporarilyDisabled
	}
	return nil
}

// newLimiter returns what counts the requests of all clients. As many as may come
// in a second may come at once.
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

// allowOrigins lets web pages of any origin use the APIs, as both vendors do.
// Requests carry their rights in headers, never in cookies.
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

// logRequests logs one line for each request, with the code of a failure as the
// client sees it. Query strings stay out of the log: they hold what people ask
// for.
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

// catalogOf returns the catalogue that the answer to a request is in.
func catalogOf(r *http.Request) *errcode.Catalog {
	if isLeanCloudPath(r.URL.Path) {
		return errcode.LeanCloud
	}
	return errcode.Backend
}

// readJSON reads the body of a request.
func readJSON(r *http.Request, v any) error {
	decoder := json.NewDecoder(r.Body)
	if err := decoder.Decode(v); err != nil {
		return badBody(err)
	}
	if _, err := decoder.Token(); err != io.EOF {
		return badBody(err)
	}
	return nil
}

// badBody leaves alone the errors that say more than that the body is no JSON.
func badBody(err error) error {
	if code := errcode.LeanCloud.Translate(err); code == errcode.LeanCloudPayloadTooLarge || code == errcode.LeanCloudTimeout {
		return err
	}
	if err == nil {
		return errcode.LeanCloudInvalidJSON
	}
	return errcode.Wrap(errcode.LeanCloudInvalidJSON, err)
}

// readObject reads a body that is a JSON object.
func readObject(r *http.Request) (object, error) {
	var o object
	if err := readJSON(r, &o); err != nil {
		return nil, err
	}
	if o == nil { // null
		return nil, errcode.LeanCloudInvalidJSON
	}
	return o, nil
}

// reply answers a request that succeeded.
func reply(w http.ResponseWriter, status int, v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_, err = w.Write(body)
	return err
}
