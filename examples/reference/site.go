package main

import (
	"embed"
	"encoding"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/seed85f21a9e/errcode"
)

// files are the templates and, in assets, what the pages load.
//
//go:embed web
var files embed.FS

// A site is what the pages are made from: every code of the registry, and the
// values that codes can be filtered by.
type site struct {
	catalogs   []*errcode.Catalog
	entries    []*entry
	byID       map[string]*entry
	kinds      []errcode.Kind
	statuses   []int
	operations []errcode.Operations

	templates map[string]*template.Template // by the name of the page
	assets    fs.FS
}

// An entry is one code.
type entry struct {
	errcode.Info
	ID         string // the text form and the address, "leancloud/211", "backend/107.1"
	Constant   string // in Go, "errcode.LeanCloudUserNotFound"
	Prev, Next *entry // in its catalogue

	label      string   // ID without the catalogue
	operations []string // that return it, those included that a group covers
	search     string   // the words that a search looks at, each between spaces
}

// newSite reads the registry and the embedded files.
func newSite() (*site, error) {
	s := &site{
		catalogs: []*errcode.Catalog{errcode.LeanCloud, errcode.Realtime, errcode.Backend},
		byID:     make(map[string]*entry),
	}
	for op := errcode.OpCreate; op <= errcode.OpAllLeanCloud; op <<= 1 {
		if !isGroup(op) {
			s.operations = append(s.operations, op)
		}
	}
	for _, c := range s.catalogs {
		if err := s.add(c); err != nil {
			return nil, err
		}
	}
	s.listFilters()

	var err error
	if s.assets, err = fs.Sub(files, "web/assets"); err != nil {
		return nil, err
	}
	s.templates = make(map[string]*template.Template)
	for _, name := range []string{"index", "code", "error"} {
		s.templates[name], err = template.ParseFS(files, "web/layout.html", "web/"+name+".html")
		if err != nil {
			return nil, err
		}
	}
	return s, nil
}

// add makes an entry of each code of a catalogue.
func (s *site) add(c *errcode.Catalog) error {
	var prev *entry
	for code := range c.All() {
		e, err := newEntry(code)
		if err != nil {
			return err
		}
		for _, op := range s.operations {
			if e.ReturnedBy.Has(op) {
				e.operations = append(e.operations, op.String())
			}
		}
		if e.Prev = prev; prev != nil {
			prev.Next = e
		}
		prev = e
		s.entries = append(s.entries, e)
		s.byID[e.ID] = e
	}
	return nil
}

func newEntry(code errcode.Code) (*entry, error) {
	id, err := idOf(code)
	if err != nil {
		return nil, err
	}
	e := &entry{Info: code.Info(), ID: id, Constant: fmt.Sprintf("%#v", code)}
	e.label = strings.TrimPrefix(id, code.Catalog().Name()+"/")
	text := []string{id, e.Constant, e.Message}
	for _, ed := range editions {
		t := e.In(ed.tag)
		text = append(text, t.Message, t.Description)
	}
	e.search = " " + strings.Join(words(strings.Join(text, "\n")), " ") + " "
	return e, nil
}

// idOf returns the text form of a code.
func idOf(code errcode.Code) (string, error) {
	m, ok := code.(encoding.TextMarshaler)
	if !ok {
		return "", fmt.Errorf("%T has no text form", code)
	}
	text, err := m.MarshalText()
	return string(text), err
}

// listFilters finds the kinds and statuses that codes have.
func (s *site) listFilters() {
	for _, e := range s.entries {
		s.kinds = append(s.kinds, e.Kind)
		s.statuses = append(s.statuses, e.HTTPStatus)
	}
	slices.Sort(s.kinds)
	s.kinds = slices.Compact(s.kinds)
	slices.Sort(s.statuses)
	s.statuses = slices.Compact(s.statuses)
}

// isGroup reports whether an operation covers others. A code that is returned by
// a group is found under each of them.
func isGroup(op errcode.Operations) bool {
	for other := errcode.OpCreate; other <= errcode.OpAllLeanCloud; other <<= 1 {
		if other != op && op.Has(other) {
			return true
		}
	}
	return false
}

// Digits returns the number on the wire.
func (e *entry) Digits() string { return strconv.Itoa(e.Code.Number()) }

// Variant returns what the label has beyond the number: ".1".
func (e *entry) Variant() string { return strings.TrimPrefix(e.label, e.Digits()) }

// Label returns the number, with the variant: "107.1".
func (e *entry) Label() string { return e.label }

// CatalogName returns the name of the catalogue, "leancloud".
func (e *entry) CatalogName() string { return e.Code.Catalog().Name() }

// SearchText returns the words that a search looks at, for the script.
func (e *entry) SearchText() string { return e.search }

// OperationList returns the operations for the script, with bars between them.
func (e *entry) OperationList() string { return strings.Join(e.operations, "|") }

// Status returns the status with its reason: "404 Not Found".
func (e *entry) Status() string { return statusText(e.HTTPStatus) }

// StatusClass returns "4xx" or "5xx".
func (e *entry) StatusClass() string { return strconv.Itoa(e.HTTPStatus/100) + "xx" }

// MessageLang returns the language that the vendor's message is in.
func (e *entry) MessageLang() string {
	if strings.ContainsFunc(e.Message, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		return "zh"
	}
	return "en"
}

// Body returns the body that answers the code.
func (e *entry) Body() string {
	return string(e.Code.Catalog().AppendBody(nil, e.Code))
}

// SameNumber returns the other codes with the number of e.
func (s *site) SameNumber(e *entry) []*entry {
	var same []*entry
	for _, other := range s.entries {
		if other != e && other.Code.Number() == e.Code.Number() {
			same = append(same, other)
		}
	}
	return same
}

// Translations returns what e becomes in answers of the other catalogues.
func (s *site) Translations(e *entry) []*entry {
	var found []*entry
	for _, c := range s.catalogs {
		id, err := idOf(c.Translate(e.Code))
		if other := s.byID[id]; err == nil && other != nil && other != e {
			found = append(found, other)
		}
	}
	return found
}

func statusText(status int) string {
	return strings.TrimSpace(strconv.Itoa(status) + " " + http.StatusText(status))
}
