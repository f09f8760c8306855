package main

import (
	"bytes"
	"path"
	"strconv"
	"strings"

	"github.com/seed85f21a9e/errcode"
)

// policy is the Content-Security-Policy of the pages, which load nothing but the
// site's own files.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'"

// A page is what a template gets. All its links are relative, so that the site
// works under any address.
type page struct {
	*site
	*edition
	Filter filter
	Entry  *entry   // of the page of a code
	Error  *problem // of an error page
	Static bool     // whether the page is a file of an exported site

	path string // below the edition's folder: "", "leancloud/211"
	root string // from here to the root of the site: "", "../../"
}

// A problem is what an error page tells.
type problem struct {
	Kind    errcode.Kind
	Message string
}

// A section is a catalogue on the list of codes.
type section struct {
	Name    string
	Entries []*entry
	Shown   int // how many of them the filter lets through
}

// An option is a choice of a filter.
type option struct {
	Value, Text string
	Chosen      bool
}

// render writes a page with the template of that name.
func (p *page) render(name string) ([]byte, error) {
	var buf bytes.Buffer
	if err := p.templates[name].ExecuteTemplate(&buf, "layout.html", p); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

// Policy returns the Content-Security-Policy, which exported files have to bring
// along.
func (p *page) Policy() string { return policy }

// Asset returns the address of a file that pages load.
func (p *page) Asset(name string) string { return p.root + name }

// Home returns the address of the list of codes.
func (p *page) Home() string { return p.link(p.Dir) }

// Switch returns the address of this page in the other language.
func (p *page) Switch() string { return p.address(p.Other(), p.path) }

// Code returns the address of a code.
func (p *page) Code(e *entry) string { return p.address(p.edition, e.ID) }

// Data returns the address of this page's JSON.
func (p *page) Data() string { return p.root + path.Join(p.path, dataFile) }

func (p *page) address(ed *edition, path string) string {
	if path != "" && p.Static {
		path += "/" // a folder, of which servers send the index.html
	}
	return p.link(ed.Dir + path)
}

func (p *page) link(path string) string {
	if p.root+path == "" {
		return "./"
	}
	return p.root + path
}

// Sections returns the list of codes by catalogue.
func (p *page) Sections() []section {
	list := make([]section, len(p.catalogs))
	for i, c := range p.catalogs {
		list[i].Name = c.Name()
		for _, e := range p.entries {
			if e.CatalogName() != c.Name() {
				continue
			}
			list[i].Entries = append(list[i].Entries, e)
			if p.Shows(e) {
				list[i].Shown++
			}
		}
	}
	return list
}

// Shows reports whether the filter lets a code through.
func (p *page) Shows(e *entry) bool { return p.Filter.match(e) }

// Shown returns how many codes the filter lets through.
func (p *page) Shown() int {
	n := 0
	for _, s := range p.Sections() {
		n += s.Shown
	}
	return n
}

// Total returns the number of codes.
func (p *page) Total() int { return len(p.entries) }

// CountText says how many codes are shown.
func (p *page) CountText() string {
	return strings.NewReplacer("{shown}", strconv.Itoa(p.Shown()), "{total}", strconv.Itoa(p.Total())).Replace(p.Count)
}

// CatalogOptions returns the choices of the filter by catalogue.
func (p *page) CatalogOptions() []option {
	return options(p.catalogs, p.Filter.Catalog, (*errcode.Catalog).Name, func(c *errcode.Catalog) string {
		return p.CatalogTitle(c.Name())
	})
}

// KindOptions returns the choices of the filter by kind.
func (p *page) KindOptions() []option {
	return options(p.kinds, p.Filter.Kind, errcode.Kind.String, p.KindText)
}

// StatusOptions returns the choices of the filter by HTTP status.
func (p *page) StatusOptions() []option {
	return options(p.statuses, p.Filter.Status, strconv.Itoa, statusText)
}

// An operationGroup is the operations of one vendor.
type operationGroup struct {
	Vendor  string
	Options []option
}

// OperationGroups returns the choices of the filter by operation.
func (p *page) OperationGroups() []operationGroup {
	var groups []operationGroup
	for _, g := range []struct {
		catalog string
		all     errcode.Operations
	}{{"leancloud", errcode.OpAllLeanCloud}, {"backend", errcode.OpAll}} {
		var ops []errcode.Operations
		for _, op := range p.operations {
			if g.all.Has(op) {
				ops = append(ops, op)
			}
		}
		groups = append(groups, operationGroup{
			p.CatalogTitle(g.catalog),
			options(ops, p.Filter.Operation, errcode.Operations.String, p.OperationText),
		})
	}
	return groups
}

// options makes choices of values.
func options[T any](values []T, chosen string, name, text func(T) string) []option {
	list := make([]option, len(values))
	for i, v := range values {
		list[i] = option{name(v), text(v), name(v) == chosen}
	}
	return list
}

// KindConstant returns the Go constant of a kind.
func (p *page) KindConstant(k errcode.Kind) string { return "errcode.Kind" + k.String() }

// A copyButton is what the template of a copy button gets.
type copyButton struct {
	*edition
	Constant string
}

// CopyOf returns the button that copies the constant of a code.
func (p *page) CopyOf(e *entry) copyButton { return copyButton{p.edition, e.Constant} }

// A linkList is what the template of a list of codes gets.
type linkList struct {
	*page
	Entries []*entry
}

// Links returns a list of codes.
func (p *page) Links(entries []*entry) linkList { return linkList{p, entries} }

// ImportPath returns the import path of the constants.
func (p *page) ImportPath() string { return importPath }
