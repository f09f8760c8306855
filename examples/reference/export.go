package main

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// export writes the site as files into a folder, which it makes if need be, and
// returns how many. It replaces files of the same names and leaves others. A
// server of static files knows neither filters nor Accept: the script filters,
// and the data of each page is a file beside it.
func (s *site) export(dir string) (int, error) {
	w := &writer{dir: dir}
	for _, ed := range editions {
		w.page(&page{site: s, edition: ed}, "index")
		for _, e := range s.entries {
			w.page(&page{site: s, edition: ed, Entry: e, path: e.ID}, "code")
		}
	}
	w.json(dataFile, s.list(filter{}))
	for _, e := range s.entries {
		w.json(e.ID+"/"+dataFile, s.document(e))
	}
	w.assets(s.assets)
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

func (w *writer) json(name string, v any) {
	body, err := json.MarshalIndent(v, "", "  ")
	w.file(name, append(body, '\n'), err)
}

func (w *writer) assets(assets fs.FS) {
	entries, err := fs.ReadDir(assets, ".")
	if err != nil && w.err == nil {
		w.err = err
	}
	for _, e := range entries {
		body, err := fs.ReadFile(assets, e.Name())
		w.file("assets/"+e.Name(), body, err)
	}
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
