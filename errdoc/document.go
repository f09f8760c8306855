package errdoc

import (
	"encoding/json"
	"io"
	"reflect"
	"strings"

	"github.com/seed85f21a9e/errcode"
)

// A document describes a code in JSON, by the command and by the
// pages.
type document struct {
	ID           string               `json:"id"`
	Catalog      string               `json:"catalog"`
	Number       int                  `json:"number"`
	Name         string               `json:"name"`
	Constant     string               `json:"constant"`
	Import       string               `json:"import,omitempty"` // where the constant is declared, if that is known
	Status       int                  `json:"status"`
	StatusSource string               `json:"statusSource"`
	Kind         string               `json:"kind"`
	Retryable    bool                 `json:"retryable"`
	MaybeDone    bool                 `json:"maybeDone"`
	Deprecated   string               `json:"deprecated,omitempty"`
	Operations   []string             `json:"operations"`
	Message      string               `json:"message"` // on the wire
	Text         textDocument         `json:"text"`    // in the language that was asked for
	Texts        map[string]any       `json:"texts"`   // in all languages, by tag
	Translations []translatedDocument `json:"translations"`
	Body         json.RawMessage      `json:"body"`
	Examples     []exampleDocument    `json:"examples,omitempty"`
	Received     string               `json:"received,omitempty"` // the message of the body in question
}

type textDocument struct {
	Message     string `json:"message"`
	Description string `json:"description,omitempty"`
	Remedy      string `json:"remedy,omitempty"`
	Template    string `json:"template,omitempty"`
}

// A translatedDocument is a code of another catalog that takes the place of one.
type translatedDocument struct {
	ID        string `json:"id"`
	Constant  string `json:"constant"`
	Closeness string `json:"closeness"` // equivalent, closest, kind
}

type exampleDocument struct {
	Request  string `json:"request"`
	Response string `json:"response"`
	Note     string `json:"note,omitempty"`
}

// document returns the description of a code.
func (b *book) document(e *entry, ed *edition) document {
	d := document{
		ID:           e.ID,
		Catalog:      e.CatalogName(),
		Number:       e.Code.Number(),
		Name:         e.Name,
		Constant:     e.Constant,
		Import:       importOf(e),
		Status:       e.HTTPStatus,
		StatusSource: e.StatusSource.String(),
		Kind:         e.Kind.String(),
		Retryable:    e.Retryable,
		MaybeDone:    e.MaybeDone,
		Deprecated:   e.Deprecated,
		Operations:   []string{},
		Message:      e.Message,
		Text:         textForm(b.text(e, ed)),
		Texts:        make(map[string]any),
		Translations: []translatedDocument{},
		Body:         json.RawMessage(e.Body()),
	}
	for op := range e.ReturnedBy.All() {
		d.Operations = append(d.Operations, op.String())
	}
	for i, ed := range b.editions {
		d.Texts[ed.Lang] = textForm(e.texts[i])
	}
	for _, other := range b.translations(e) {
		d.Translations = append(d.Translations, translatedDocument{other.ID, other.Constant, other.Closeness.String()})
	}
	for _, x := range e.Examples {
		d.Examples = append(d.Examples, exampleDocument{x.Request, b.answerTo(x), x.Note})
	}
	return d
}

func textForm(t errcode.Text) textDocument {
	return textDocument{t.Message, t.Description, t.Remedy, t.Template}
}

// importOf returns the import path of a constant, which is known of the built-in
// ones.
func importOf(e *entry) string {
	if pkg, _, found := strings.Cut(e.Constant, "."); found && pkg == "errcode" {
		return reflect.TypeFor[errcode.Catalog]().PkgPath()
	}
	return ""
}

// A documentList describes several codes.
type documentList struct {
	Title string     `json:"title"`
	Codes []document `json:"codes"`
}

// list returns the descriptions of some codes.
func (b *book) list(entries []*entry, ed *edition) documentList {
	docs := []document{}
	for _, e := range entries {
		docs = append(docs, b.document(e, ed))
	}
	return documentList{ed.Title, docs}
}

// WriteJSON writes everything about the codes of the set as a JSON object
// with the members title and codes. It returns the error of w.
func (s Set) WriteJSON(w io.Writer) error {
	b := s.read()
	_, err := w.Write(append(encodeJSON(b.list(b.entries, b.editions[0]), "  "), '\n'))
	return err
}
