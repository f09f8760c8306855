package errdoc

import (
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"strings"
)

// files are the templates and, in assets, what the pages load.
//
//go:embed web
var files embed.FS

// policy is the Content-Security-Policy of the pages, which load nothing but the
// site's own files.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'"

// A site is the pages of a set.
type site struct {
	*finder
	templates map[string]*template.Template // by the name of the page
	index     []byte                        // what the script searches
}

// newSite reads a set and the embedded files.
func newSite(s Set) (*site, error) {
	f := newFinder(s.read())
	if err := f.checkAddresses(); err != nil {
		return nil, err
	}
	site := &site{finder: f, templates: make(map[string]*template.Template), index: scriptIndex(f)}
	for _, name := range []string{"index", "code", "error"} {
		t, err := template.ParseFS(files, "web/layout.html", "web/"+name+".html")
		if err != nil {
			return nil, err
		}
		site.templates[name] = t
	}
	return site, nil
}

// checkAddresses returns an error if two parts of the site would have the same
// address.
func (b *book) checkAddresses() error {
	taken := map[string]string{"assets": "the folder of what pages load"}
	for _, ed := range b.editions {
		taken[strings.TrimSuffix(ed.Dir, "/")] = "the folder of a language"
	}
	for _, name := range b.catalogNames() {
		if by, ok := taken[name]; ok {
			return fmt.Errorf("errdoc: the catalog %s cannot have pages: %s has this name", name, by)
		}
		taken[name] = "another catalog"
	}
	return nil
}

// dataFile is the name of the file with the JSON of a page, in its folder.
const dataFile = "index.json"

// indexFile is the name of the asset with what the script searches.
const indexFile = "index.js"

// asset returns a file that pages load.
func (s *site) asset(name string) ([]byte, bool) {
	if name == indexFile {
		return s.index, true
	}
	body, err := fs.ReadFile(files, "web/assets/"+name)
	return body, err == nil
}

// assetType returns the type of an asset. Those that package mime knows depend on
// the machine.
func assetType(name string) string {
	switch path.Ext(name) {
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	}
	return "image/svg+xml"
}
