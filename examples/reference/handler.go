package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/elnormous/contenttype"
	"github.com/klauspost/compress/gzhttp"

	"github.com/seed85f21a9e/errcode"
)

// A server answers requests for a site.
type server struct {
	*site
	responder *errcode.Responder
}

// handler returns the handler of the site.
func (s *site) handler(logger *slog.Logger) http.Handler {
	srv := &server{s, &errcode.Responder{Logger: logger}}
	mux := http.NewServeMux()
	handle := func(pattern string, f func(http.ResponseWriter, *http.Request) error) {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			if err := f(w, r); err != nil {
				srv.fail(w, r, err)
			}
		})
	}
	for _, ed := range editions {
		handle("GET /"+ed.Dir+"{$}", srv.serveList(ed))
		if folder := strings.TrimSuffix(ed.Dir, "/"); folder != "" {
			handle("GET /"+folder, redirect(func(string) string { return ed.Dir }))
		}
		for _, c := range s.catalogs {
			handle("GET /"+ed.Dir+c.Name()+"/{number}", srv.serveCode(ed, c))
			handle("GET /"+ed.Dir+c.Name()+"/{number}/{$}", redirect(func(base string) string { return "../" + base }))
		}
	}
	handle("GET /index.json", srv.serveList(&english))
	for _, c := range s.catalogs {
		handle("GET /"+c.Name()+"/{number}/index.json", srv.serveCode(&english, c))
	}
	handle("GET /assets/{name}", srv.serveAsset)
	handle("GET /", func(_ http.ResponseWriter, r *http.Request) error {
		return notFound(editionOf(r).NotFound)
	})
	return gzhttp.GzipHandler(headers(srv.responder.Recover(srv.responder.Mux(mux))))
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
			return errcode.Wrap(nil, errcode.KindInvalidArgument, errcode.WithMessage(sentence(err.Error())))
		}
		if wantsJSON(r) {
			return sendJSON(w, r, s.list(f))
		}
		return s.send(w, r, "index", &page{site: s.site, edition: ed, Filter: f, root: rootOf(r)})
	}
}

// serveCode answers with one code.
func (s *server) serveCode(ed *edition, c *errcode.Catalog) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		e := s.byID[c.Name()+"/"+r.PathValue("number")]
		switch {
		case e == nil:
			return unlisted(ed, c, r.PathValue("number"))
		case wantsJSON(r):
			return sendJSON(w, r, s.document(e))
		}
		return s.send(w, r, "code", &page{site: s.site, edition: ed, Entry: e, path: e.ID, root: rootOf(r)})
	}
}

// unlisted explains, in the registry's words, a number that the catalogue does not
// list.
func unlisted(ed *edition, c *errcode.Catalog, number string) error {
	n, err := strconv.ParseInt(number, 10, 32)
	if err != nil {
		return notFound(ed.NotFound)
	}
	code, listed := c.Lookup(int(n))
	if listed { // written in another way, such as 0211
		return notFound(ed.NotFound)
	}
	return notFound(code.Info().In(ed.tag).Description)
}

func notFound(message string) error {
	return errcode.Wrap(nil, errcode.KindNotFound, errcode.WithMessage(message))
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
	body, err := fs.ReadFile(s.assets, name)
	if err != nil {
		return notFound(english.NotFound)
	}
	sendBody(w, r, assetTypes[path.Ext(name)], body)
	return nil
}

// assetTypes are the types of the assets. Those that package mime knows depend on
// the machine.
var assetTypes = map[string]string{
	".css": "text/css; charset=utf-8",
	".js":  "text/javascript; charset=utf-8",
	".svg": "image/svg+xml",
}

// fail answers with an error: a page for browsers, which name text/html, and what
// the library answers for all others.
func (s *server) fail(w http.ResponseWriter, r *http.Request, err error) {
	kind := errcode.KindOf(err)
	public, ok := errors.AsType[*errcode.Error](err)
	if !ok || !strings.Contains(r.Header.Get("Accept"), "text/html") {
		s.responder.WriteError(w, r, err)
		return
	}
	p := &page{
		site:    s.site,
		edition: editionOf(r),
		Error:   &problem{kind, public.Message()},
		root:    rootOf(r),
	}
	body, renderErr := p.render("error")
	if renderErr != nil {
		s.responder.WriteError(w, r, renderErr)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(kind.HTTPStatus())
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

func sendJSON(w http.ResponseWriter, r *http.Request, v any) error {
	body, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	sendBody(w, r, "application/json; charset=utf-8", append(body, '\n'))
	return nil
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
	offers := []contenttype.MediaType{
		contenttype.NewMediaType("text/html"),
		contenttype.NewMediaType("application/json"),
	}
	chosen, _, err := contenttype.GetAcceptableMediaType(r, offers)
	return err == nil && chosen.Subtype == "json"
}

// editionOf returns the edition that an address belongs to.
func editionOf(r *http.Request) *edition {
	for _, ed := range editions {
		if ed.Dir != "" && strings.HasPrefix(r.URL.Path, "/"+ed.Dir) {
			return ed
		}
	}
	return &english
}

// rootOf returns the way from the address of a request to the root of the site.
func rootOf(r *http.Request) string {
	return strings.Repeat("../", max(0, strings.Count(r.URL.EscapedPath(), "/")-1))
}

// sentence turns the text of an error into one.
func sentence(s string) string { return strings.ToUpper(s[:1]) + s[1:] + "." }
