package errdoc

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/seed85f21a9e/errcode"
)

// Handler returns a handler that serves the pages: the list of codes with search
// and filters at /, a page for each code at /{catalog}/{number}, and both in the
// other languages below /zh/ and the like. Requests that accept application/json,
// or whose path ends in index.json, get the data. All links are relative, so the
// handler works under any path, with http.StripPrefix. It prepares the pages on
// its first request, is safe for concurrent use, and logs failures to slog.Default.
func (s Set) Handler() http.Handler { return s.handler(nil) }

func (s Set) handler(logger *slog.Logger) http.Handler {
	return &lazyHandler{set: s, logger: logger}
}

// A lazyHandler is a handler that is made on first use, so that a program which
// only might serve pages does nothing for them at its start.
type lazyHandler struct {
	set    Set
	logger *slog.Logger
	once   sync.Once
	ready  http.Handler
}

func (h *lazyHandler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.once.Do(func() {
		responder := &errcode.Responder{Logger: h.logger}
		site, err := newSite(h.set)
		if err != nil {
			h.ready = responder.Handler(func(http.ResponseWriter, *http.Request) error { return err })
			return
		}
		h.ready = newServer(site, responder)
	})
	h.ready.ServeHTTP(w, r)
}

// A server answers requests for a site.
type server struct {
	*site
	responder *errcode.Responder
}

func newServer(s *site, responder *errcode.Responder) http.Handler {
	srv := &server{s, responder}
	mux := http.NewServeMux()
	handle := func(pattern string, f func(http.ResponseWriter, *http.Request) error) {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			if err := f(w, r); err != nil {
				srv.fail(w, r, err)
			}
		})
	}
	for _, ed := range s.editions {
		handle("GET /"+ed.Dir+"{$}", srv.serveList(ed))
		if folder := strings.TrimSuffix(ed.Dir, "/"); folder != "" {
			handle("GET /"+folder, redirect(func(string) string { return ed.Dir }))
		}
		for _, c := range s.catalogs {
			handle("GET /"+ed.Dir+c.Name()+"/{number}", srv.serveCode(ed, c))
			handle("GET /"+ed.Dir+c.Name()+"/{number}/{$}", redirect(func(base string) string { return "../" + base }))
		}
	}
	handle("GET /"+dataFile, srv.serveList(s.editions[0]))
	for _, c := range s.catalogs {
		handle("GET /"+c.Name()+"/{number}/"+dataFile, srv.serveCode(s.editions[0], c))
	}
	handle("GET /assets/{name}", srv.serveAsset)
	handle("GET /", func(_ http.ResponseWriter, r *http.Request) error { return srv.nowhere(r) })
	return headers(responder.Recover(responder.Mux(mux)))
}

// headers sets what all answers have in common.
func headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy+"; frame-ancestors 'none'")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Add("Vary", "Accept")
		next.ServeHTTP(w, r)
	})
}

// serveList answers with the list of codes, filtered by the query parameters.
func (s *server) serveList(ed *edition) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		f, err := s.parseFilter(r.URL.Query())
		if err != nil {
			return &pageError{errcode.KindInvalidArgument, problem{Title: ed.BadRequest, Message: err.Error()}}
		}
		found, near := s.filtered(f)
		if wantsJSON(r) {
			sendJSON(w, r, s.list(found, ed))
			return nil
		}
		return s.send(w, r, "index", &page{site: s.site, edition: ed, Filter: f, Found: found, Near: near, root: rootOf(r)})
	}
}

// serveCode answers with one code.
func (s *server) serveCode(ed *edition, c *errcode.Catalog) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		e := s.byID[c.Name()+"/"+r.PathValue("number")]
		switch {
		case e == nil:
			return s.unlisted(ed, c, r.PathValue("number"))
		case wantsJSON(r):
			sendJSON(w, r, s.document(e, ed))
			return nil
		}
		return s.send(w, r, "code", &page{site: s.site, edition: ed, Entry: e, path: e.ID, root: rootOf(r)})
	}
}

// A pageError is an error that a page tells, or a problem document.
type pageError struct {
	kind errcode.Kind
	problem
}

func (e *pageError) Error() string { return e.Message }

// unlisted says that a catalog has no such number, and what may have been meant.
func (s *server) unlisted(ed *edition, c *errcode.Catalog, number string) error {
	message := strings.NewReplacer("{number}", cutTo(number, 40), "{catalog}", catalogTitle(c, ed.words)).Replace(ed.Unlisted)
	return &pageError{errcode.KindNotFound, problem{ed.NotFoundTitle, message, s.suggestions(c.Name() + "/" + number)}}
}

// nowhere says that an address has no page, and what may have been meant.
func (s *server) nowhere(r *http.Request) error {
	ed := s.editionOf(r)
	wanted := strings.TrimPrefix(r.URL.Path, "/"+ed.Dir)
	return &pageError{errcode.KindNotFound, problem{ed.NotFoundTitle, ed.NotFound, s.suggestions(wanted)}}
}

// maxOnPage is how many codes a page for a missing address suggests.
const maxOnPage = 5

func (s *server) suggestions(query string) []*entry {
	results := s.search(strings.ReplaceAll(cutTo(query, 100), "/", " "))
	return mapped(results[:min(len(results), maxOnPage)], func(r result) *entry { return r.entry })
}

// redirect leads to an address that is right except for its final slash, given the
// last element of the path. The new one is relative to the old one, because the
// site may stand under any path.
func redirect(to func(base string) string) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		w.Header().Set("Location", to(path.Base(r.URL.EscapedPath())))
		w.WriteHeader(http.StatusMovedPermanently)
		return nil
	}
}

// serveAsset answers with a style sheet, script or image.
func (s *server) serveAsset(w http.ResponseWriter, r *http.Request) error {
	name := r.PathValue("name")
	body, ok := s.asset(name)
	if !ok {
		return s.nowhere(r)
	}
	sendBody(w, r, assetType(name), body)
	return nil
}

// fail answers with an error: a page for browsers, which name text/html, and what
// the library answers for all others.
func (s *server) fail(w http.ResponseWriter, r *http.Request, err error) {
	told, ok := errors.AsType[*pageError](err)
	if !ok {
		s.responder.WriteError(w, r, err)
		return
	}
	if !strings.Contains(r.Header.Get("Accept"), "text/html") {
		s.responder.WriteError(w, r, errcode.Wrap(nil, told.kind, errcode.WithMessage(told.Message)))
		return
	}
	p := &page{site: s.site, edition: s.editionOf(r), Problem: &told.problem, root: rootOf(r)}
	body, renderErr := p.render("error")
	if renderErr != nil {
		s.responder.WriteError(w, r, renderErr)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(told.kind.HTTPStatus())
	if r.Method != http.MethodHead {
		w.Write(body)
	}
}

// send answers with a page.
func (s *server) send(w http.ResponseWriter, r *http.Request, name string, p *page) error {
	body, err := p.render(name)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Language", p.Lang)
	sendBody(w, r, "text/html; charset=utf-8", body)
	return nil
}

func sendJSON(w http.ResponseWriter, r *http.Request, v any) {
	sendBody(w, r, "application/json; charset=utf-8", append(encodeJSON(v, "  "), '\n'))
}

// sendBody answers with a body that caches may keep as long as they ask whether
// it is still the same.
func sendBody(w http.ResponseWriter, r *http.Request, contentType string, body []byte) {
	h := w.Header()
	h.Set("Content-Type", contentType)
	h.Set("Cache-Control", "no-cache")
	h.Set("ETag", fmt.Sprintf(`W/"%x"`, sha256.Sum256(body)))
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

// wantsJSON reports whether a client would rather have data than a page. The
// addresses of an exported site's data work here as well.
func wantsJSON(r *http.Request) bool {
	if path.Base(r.URL.Path) == dataFile {
		return true
	}
	accept := strings.Join(r.Header.Values("Accept"), ",")
	json := qualityOf(accept, "application/json")
	return json > 0 && json > qualityOf(accept, "text/html")
}

// maxAccept is how much of an Accept header is read.
const maxAccept = 4 << 10

// qualityOf returns how much an Accept header wants a type, in thousandths. Ranges
// such as */* want a page, which is what comes without a header.
func qualityOf(accept, mediaType string) int {
	best := 0
	for item := range strings.SplitSeq(accept[:min(len(accept), maxAccept)], ",") {
		name, params, _ := strings.Cut(item, ";")
		if !strings.EqualFold(strings.TrimSpace(name), mediaType) {
			continue
		}
		q := 1000
		for param := range strings.SplitSeq(params, ";") {
			key, value, _ := strings.Cut(strings.TrimSpace(param), "=")
			if f, err := strconv.ParseFloat(value, 64); strings.EqualFold(key, "q") && err == nil && f >= 0 && f <= 1 {
				q = int(f * 1000)
			}
		}
		best = max(best, q)
	}
	return best
}

// editionOf returns the edition that an address belongs to.
func (s *server) editionOf(r *http.Request) *edition {
	for _, ed := range s.editions {
		if ed.Dir != "" && strings.HasPrefix(r.URL.Path, "/"+ed.Dir) {
			return ed
		}
	}
	return s.editions[0]
}

// rootOf returns the way from the address of a request to the root of the site.
func rootOf(r *http.Request) string {
	return strings.Repeat("../", max(0, strings.Count(r.URL.EscapedPath(), "/")-1))
}
