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
