package errcode

import (
	"net/http"
	"net/url"
	"path"
	"reflect"

	"github.com/seed85f21a9e/errcode/internal/response"
)

// NotFound answers a request for a route that does not exist, with the status
// 404. It is an [http.HandlerFunc] for the pattern "/". The answer has words of
// its own, in English or Simplified Chinese; in a vendor's body they come with
// the number that the catalog has for this, or else the one of its general
// failure, and in a problem document with the type about:blank.
func (rp *Responder) NotFound(w http.ResponseWriter, r *http.Request) {
	rp.answerRoute(w, r, &noSuchRoute)
}

// MethodNotAllowed answers a request whose route does not have its method, with
// the status 405. It keeps the header Allow, which the router sets. Otherwise
// it is like NotFound.
func (rp *Responder) MethodNotAllowed(w http.ResponseWriter, r *http.Request) {
	rp.answerRoute(w, r, &noSuchMethod)
}

func (rp *Responder) answerRoute(w http.ResponseWriter, r *http.Request, route *routeFault) {
	err := route.kind.New(WithMessage(route.english), WithHTTPStatus(route.status))
	if response.Begun(w) {
		rp.tooLate(w, r, err)
		return
	}
	var d document
	d.fillRoute(rp.Catalog, route, rp.sources(r))
	d.render(rp.TypeURL, r)
	rp.tell(r, err, &d)
	rp.send(w, r, &d)
}

// Mux returns a handler that serves mux and answers what mux has no route for:
// unknown paths like NotFound, and wrong methods like MethodNotAllowed, with
// the header Allow. The redirects that ServeMux makes by itself, to a clean
// path or to one that ends in a slash, are answered like NotFound, because the
// vendors' clients take every redirect for a success. mux must not be nil.
func (rp *Responder) Mux(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h, pattern := mux.Handler(r)
		switch {
		case pattern == "":
			rp.answerUnrouted(w, r, h)
		case redirectsItself(h, r):
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

// redirectsItself reports whether h is a redirect that a ServeMux makes by
// itself: one to the same path in another form.
func redirectsItself(h http.Handler, r *http.Request) bool {
	if r.URL == nil || reflect.TypeOf(h) != reflect.TypeOf(http.RedirectHandler("/", http.StatusMovedPermanently)) {
		return false
	}
	probe := probe{header: make(http.Header)}
	h.ServeHTTP(&probe, r)
	target, err := url.Parse(probe.header.Get("Location"))
	return err == nil && target.Path != r.URL.Path && path.Clean("/"+target.Path) == path.Clean("/"+r.URL.Path)
}

// A probe is a response that nobody gets.
type probe struct {
	header http.Header
	status int
}

func (p *probe) Header() http.Header         { return p.header }
func (p *probe) WriteHeader(status int)      { p.status = status }
func (p *probe) Write(b []byte) (int, error) { return len(b), nil }
