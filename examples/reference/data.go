package main

import (
	"encoding/json"
	"reflect"

	"github.com/seed85f21a9e/errcode"
)

// importPath is where Go programs get the constants from.
var importPath = reflect.TypeFor[errcode.Code]().PkgPath()

// dataFile is the name of the file with the JSON of a page, in its folder.
const dataFile = "index.json"

// A document is what the site says about a code in JSON.
type document struct {
	Code         string          `json:"code"`
	Catalog      string          `json:"catalog"`
	Number       int             `json:"number"`
	Name         string          `json:"name"`
	Constant     string          `json:"constant"`
	Import       string          `json:"import"`
	Message      string          `json:"message"`
	Status       int             `json:"status"`
	StatusSource string          `json:"statusSource"`
	Kind         errcode.Kind    `json:"kind"`
	Retryable    bool            `json:"retryable"`
	Operations   []string        `json:"operations"`
	Texts        map[string]text `json:"texts"`
	Translations []string        `json:"translations"`
	Body         json.RawMessage `json:"body"`
}

// A text is the registry's in one language.
type text struct {
	Message     string `json:"message"`
	Description string `json:"description"`
	Template    string `json:"template,omitempty"`
}

// document returns what the site says about a code.
func (s *site) document(e *entry) document {
	d := document{
		Code:         e.ID,
		Catalog:      e.CatalogName(),
		Number:       e.Code.Number(),
		Name:         e.Name,
		Constant:     e.Constant,
		Import:       importPath,
		Message:      e.Message,
		Status:       e.HTTPStatus,
		StatusSource: e.StatusSource.String(),
		Kind:         e.Kind,
		Retryable:    e.Retryable,
		Operations:   []string{},
		Texts:        make(map[string]text),
		Translations: []string{},
		Body:         json.RawMessage(e.Body()),
	}
	for op := range e.ReturnedBy.All() {
		d.Operations = append(d.Operations, op.String())
	}
	for _, ed := range editions {
		t := ed.Text(e)
		d.Texts[ed.Lang] = text{t.Message, t.Description, t.Template}
	}
	for _, other := range s.Translations(e) {
		d.Translations = append(d.Translations, other.ID)
	}
	return d
}

// list returns the codes that a filter lets through.
func (s *site) list(f filter) any {
	docs := []document{}
	for _, e := range s.entries {
		if f.match(e) {
			docs = append(docs, s.document(e))
		}
	}
	return struct {
		Codes []document `json:"codes"`
	}{docs}
}
