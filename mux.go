package errcode

import (
	"net/http"
	"net/url"
	"path"
	"reflect"
	"strings"

	"github.com/seed85f21a9e/errcode/internal/response"
)

// NotFound answers a request for a route that does not exist, with status 404.
// It is an [http.HandlerFunc] for the pattern "/". The answer has its own
// message, in English or Simplified Chinese. A vendor's body has the catalog's
// number for this condition, or else that of its general failure; a problem
// document has the type about:blank.
func (rp *Responder) NotFound(w http.ResponseWriter, r *http.Request) {
	rp.answerRoute(w, r, &noSuchRoute)
}

// MethodNotAllowed answers a request whose method is not supported by its
// route, with status 405. It keeps the Allow header, which the router sets.
// Otherwise, it is like NotFound.
func (rp *Responder) MethodNotAllowed(w http.ResponseWriter, r *http.Request) {
	rp.answerRoute(w, r, &noSuchMethod)
}

func (rp *Responder) answerRoute(w http.ResponseWriter, r *http.Request, route *routeFault) {
	rp = rp.orPlain()
	err := route.kind.New(WithMessage(route.english), WithHTTPStatus(route.status))
	if response.Begun(w) {
		rp.tooLate(w, r, err)
		return
	}
	var d document
	d.fillRoute(rp.Catalog, route, rp.sources(r))
	d.render(rp.TypeURL, r)
	rp.tell(r, err, &d)
	rp.send(w, r, &d, true)
}

// Mux returns a handler that serves mux and answers requests for which mux has
// no route: unknown paths like NotFound, and wrong methods like
// MethodNotAllowed, with the Allow header. Where ServeMux would redirect on its
// own, to a clean path or to one that ends in a slash, the answer is like
// NotFound, because the vendors' clients treat every redirect as a success.
// Redirects that you have registered are left alone. mux must not be nil.
func (rp *Responder) Mux(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h, pattern := mux.Handler(r)
		switch {
		case pattern == "":
			rp.answerUnrouted(w, r, h)
		case isOwnRedirect(h, pattern, r):
			rp.NotFound(w, r)
		default:
			mux.ServeHTTP(w, r)
		}
	})
}

// answerUnrouted answers in place of h, which is what a ServeMux answers with
// where it has no route: it knows whether the path has other methods.
func (rp *Responder) answerUnrouted(w http.ResponseWriter, r *http.Request, h http.Handler) {
	probe := probe{header: make(http.Header)}
	h.ServeHTTP(&probe, r)
	if probe.status != http.StatusMethodNotAllowed {
		rp.NotFound(w, r)
		return
	}
	w.Header()["Allow"] = probe.header["Allow"]
	rp.MethodNotAllowed(w, r)
}

// isOwnRedirect reports whether h, which a ServeMux found for the pattern, is a
// redirect that it makes by itself, and not one that the program has registered.
func isOwnRedirect(h http.Handler, pattern string, r *http.Request) bool {
	if r.URL == nil || reflect.TypeOf(h) != reflect.TypeOf(http.RedirectHandler("/", http.StatusMovedPermanently)) {
		return false
	}
	if escaped := r.URL.EscapedPath(); r.Method != http.MethodConnect && escaped != cleanPath(escaped) {
		return true // no handler gets such a request
	}
	// To a slash at the end: from a path that a pattern for it does not match.
	if !strings.HasSuffix(pattern, "/") && !strings.HasSuffix(pattern, "/{$}") && !strings.HasSuffix(pattern, "...}") {
		return false
	}
	probe := probe{header: make(http.Header)}
	h.ServeHTTP(&probe, r)
	target, err := url.Parse(probe.header.Get("Location"))
	return err == nil && target.Host == "" && target.Path == r.URL.Path+"/"
}

// cleanPath returns the path that a ServeMux redirects to.
func cleanPath(p string) string {
	clean := path.Clean("/" + p)
	if strings.HasSuffix(p, "/") && clean != "/" {
		clean += "/"
	}
	return clean
}

// A probe is a response that nobody gets.
type probe struct {
	header http.Header
	status int
}

func (p *probe) Header() http.Header         { return p.header }
func (p *probe) WriteHeader(status int)      { p.status = status }
func (p *probe) Write(b []byte) (int, error) { return len(b), nil }
