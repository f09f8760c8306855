package errdoc

import (
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

// Export writes the pages to a directory, for a static file server. It creates the
// directory if it does not exist, replaces files with the same names, and leaves
// all other files alone. Search and filters need JavaScript, and the data of each
// page is in an index.json beside it. 404.html is the page for addresses that do
// not exist; its links start at the path of TypeURL, or at / if that is empty.
func (s Set) Export(dir string) error {
	_, err := s.export(dir)
	return err
}

// export returns how many files it has written.
func (s Set) export(dir string) (int, error) {
	site, err := newSite(s)
	if err != nil {
		return 0, err
	}
	w := &writer{dir: dir}
	for _, ed := range site.editions {
		w.page(&page{site: site, edition: ed, Found: site.entries}, "index")
		for _, e := range site.entries {
			w.page(&page{site: site, edition: ed, Entry: e, path: e.ID}, "code")
		}
	}
	w.notFound(site)
	english := site.editions[0]
	w.json(dataFile, site.list(site.entries, english))
	for _, e := range site.entries {
		w.json(e.ID+"/"+dataFile, site.document(e, english))
	}
	w.assets(site)
	return w.n, w.err
}

// A writer writes files until one fails.
type writer struct {
	dir string
	n   int
	err error
}

func (w *writer) page(p *page, name string) {
	if w.err != nil {
		return
	}
	file := filepath.ToSlash(filepath.Join(p.Dir, p.path, "index.html"))
	p.Static = true
	p.root = strings.Repeat("../", strings.Count(file, "/"))
	body, err := p.render(name)
	w.file(file, body, err)
}

// notFound writes the page for missing addresses. It is sent for any of them, so
// that its links cannot be relative.
func (w *writer) notFound(s *site) {
	if w.err != nil {
		return
	}
	root := "/"
	if u, err := url.Parse(s.typeURL); err == nil {
		root = strings.TrimSuffix(u.Path, "/") + "/"
	}
	ed := s.editions[0]
	p := &page{site: s, edition: ed, Static: true, root: root, Problem: &problem{Title: ed.NotFoundTitle, Message: ed.NotFound}}
	body, err := p.render("error")
	w.file("404.html", body, err)
}

func (w *writer) json(name string, v any) {
	w.file(name, append(encodeJSON(v, "  "), '\n'), nil)
}

func (w *writer) assets(s *site) {
	entries, err := fs.ReadDir(files, "web/assets")
	if err != nil && w.err == nil {
		w.err = err
	}
	for _, e := range entries {
		body, _ := s.asset(e.Name())
		w.file("assets/"+e.Name(), body, nil)
	}
	w.file("assets/"+indexFile, s.index, nil)
}

func (w *writer) file(name string, body []byte, err error) {
	if w.err != nil {
		return
	}
	path := filepath.Join(w.dir, filepath.FromSlash(name))
	if err == nil {
		err = os.MkdirAll(filepath.Dir(path), 0o755)
	}
	if err == nil {
		err = os.WriteFile(path, body, 0o644)
	}
	if w.err = err; err == nil {
		w.n++
	}
}
