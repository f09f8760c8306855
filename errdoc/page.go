package errdoc

import (
	"bytes"
	"cmp"
	"html/template"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/seed85f21a9e/errcode"
)

// A page is what a template gets. All its links are relative, so that the site
// works under any address.
type page struct {
	*site
	*edition
	Filter  filter
	Entry   *entry   // of the page of a code
	Problem *problem // of an error page
	Found   []*entry // of the list: what the filter lets through
	Near    bool     // whether Found only comes near
	Static  bool     // whether the page is a file of an exported site

	path string // below the edition's folder: "", "leancloud/211"
	root string // from here to the root of the site: "", "../../"
}

// A problem is what an error page tells.
type problem struct {
	Title, Message string
	Suggestions    []*entry
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

// Brand returns what stands at the head of every page.
func (p *page) Brand() string { return cmp.Or(p.title, "errcode") }

// Home returns the address of the list of codes.
func (p *page) Home() string { return p.link(p.Dir) }

// Code returns the address of a code.
func (p *page) Code(e *entry) string { return p.address(p.edition, e.ID) }

// Data returns the address of this page's JSON.
func (p *page) Data() string { return p.root + path.Join(p.path, dataFile) }

// Canonical returns the address under which the page is published, if that is
// known.
func (p *page) Canonical() string {
	if p.typeURL == "" {
		return ""
	}
	return p.typeURL + "/" + p.Dir + p.path
}

// A languageLink leads to a page in a language.
type languageLink struct {
	Lang, Self, Address string
	Current             bool
}

// Languages returns the addresses of this page in all languages.
func (p *page) Languages() []languageLink {
	return mapped(p.editions, func(ed *edition) languageLink {
		return languageLink{ed.Lang, ed.Self, p.address(ed, p.path), ed == p.edition}
	})
}

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

// Heading returns the title of the page of a code for the browser.
func (p *page) Heading() string {
	return p.Entry.Label + " " + p.Entry.Name + " – " + cmp.Or(p.title, p.CatalogTitle(p.Entry))
}

// Description says in a sentence or two what the page is about.
func (p *page) Description() string {
	if p.Entry == nil {
		return p.Intro
	}
	text := p.Text(p.Entry)
	if text.Message == text.Description {
		return text.Message
	}
	return strings.TrimSpace(text.Message + " " + text.Description)
}

// CatalogTitle returns the name of the catalog of a code for people.
func (p *page) CatalogTitle(e *entry) string { return catalogTitle(e.Code.Catalog(), p.words) }

// Text returns the texts of a code in the language.
func (p *page) Text(e *entry) errcode.Text { return p.text(e, p.edition) }

// Name returns the name of a code, which may break at its humps.
func (p *page) Name(e *entry) template.HTML { return breakable(e.Name) }

// ConstantName returns the constant of the page's code, which may break likewise.
func (p *page) ConstantName() template.HTML {
	pkg, name, found := strings.Cut(p.Entry.Constant, ".")
	if !found {
		return breakable(pkg)
	}
	return template.HTML(template.HTMLEscapeString(pkg+".")) + "<wbr>" + breakable(name)
}

// breakable returns a name that may break at its humps, and nowhere else.
func breakable(name string) template.HTML {
	parts := humps(name)
	if strings.Join(parts, "") != name { // it has underscores
		parts = []string{name}
	}
	return template.HTML(strings.Join(mapped(parts, template.HTMLEscapeString), "<wbr>"))
}

// A section is a catalog on the list of codes.
type section struct {
	Name, Title string
	Entries     []*entry
	Shown       int // how many of them the filter lets through
}

// Sections returns the list of codes by catalog, except those that a search
// found, which stand before it.
func (p *page) Sections() []section {
	list := make([]section, len(p.catalogs))
	for i, c := range p.catalogs {
		list[i].Name, list[i].Title = c.Name(), catalogTitle(c, p.words)
		for _, e := range p.entries {
			if e.Code.Catalog() != c || p.Filter.Query != "" && p.Shows(e) {
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
func (p *page) Shows(e *entry) bool { return slices.Contains(p.Found, e) }

// CountText says how many codes are shown.
func (p *page) CountText() string {
	return strings.NewReplacer("{shown}", strconv.Itoa(len(p.Found)), "{total}", strconv.Itoa(len(p.entries))).Replace(p.Count)
}

// An option is a choice of a filter.
type option struct {
	Value, Text string
	Chosen      bool
	Count       int
}

// CatalogOptions returns the choices of the filter by catalog.
func (p *page) CatalogOptions() []option {
	list := choices(p.catalogs, p.Filter.Catalog, (*errcode.Catalog).Name, func(c *errcode.Catalog) string {
		return catalogTitle(c, p.words)
	})
	for i, c := range p.catalogs {
		list[i].Count = c.Len()
	}
	return list
}

// KindOptions returns the choices of the filter by kind.
func (p *page) KindOptions() []option {
	return choices(p.book.kinds, p.Filter.Kind, errcode.Kind.String, p.KindText)
}

// StatusOptions returns the choices of the filter by HTTP status.
func (p *page) StatusOptions() []option {
	return choices(p.statuses, p.Filter.Status, strconv.Itoa, statusText)
}

// OperationOptions returns the choices of the filter by operation.
func (p *page) OperationOptions() []option {
	return choices(p.book.operations, p.Filter.Operation, errcode.Operations.String, p.OperationText)
}

// StatusOfQuery returns the HTTP status that the query of the list is, if codes
// have it.
func (p *page) StatusOfQuery() string {
	if p.Filter.Status == "" && slices.Contains(mapped(p.statuses, strconv.Itoa), p.Filter.Query) {
		return p.Filter.Query
	}
	return ""
}

// StatusHint says that the query is an HTTP status.
func (p *page) StatusHint() string {
	return strings.ReplaceAll(p.IsStatus, "{status}", p.StatusOfQuery())
}

// choices makes choices of values.
func choices[T any](values []T, chosen string, name, text func(T) string) []option {
	list := make([]option, len(values))
	for i, v := range values {
		list[i] = option{Value: name(v), Text: text(v), Chosen: name(v) == chosen}
	}
	return list
}

// StatusLine returns a status with its reason: "404 Not Found".
func (e *entry) StatusLine() string { return statusText(e.HTTPStatus) }

// StatusClass returns "4xx" or "5xx".
func (e *entry) StatusClass() string { return strconv.Itoa(e.HTTPStatus/100) + "xx" }

// MessageLang returns the language that the message on the wire is in, as far as
// its script tells.
func (e *entry) MessageLang() string {
	if strings.ContainsFunc(e.Message, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		return "zh"
	}
	return "en"
}

// KindConstant returns the Go constant of the kind of a code.
func (p *page) KindConstant() string { return "errcode.Kind" + p.Entry.Kind.String() }

// ImportPath returns the import path of the constant of the page's code, if it is
// known.
func (p *page) ImportPath() string { return importOf(p.Entry) }

// EnglishMessage returns the message of the page's code for a comment in Go.
func (p *page) EnglishMessage() string { return oneLine(p.Entry.texts[0].Message) }

// A copyButton is what the template of a copy button gets.
type copyButton struct {
	*edition
	Text, Label string
}

// CopyOf returns the button that copies a text.
func (p *page) CopyOf(text string) copyButton {
	return copyButton{p.edition, text, p.Copy + " " + text}
}

// CopySnippet returns the button that copies Go source that matches the page's
// code.
func (p *page) CopySnippet() copyButton {
	source := "if errors.Is(err, " + p.Entry.Constant + ") {\n\t// " + p.EnglishMessage() + "\n}\n"
	return copyButton{p.edition, source, p.Copy + " " + p.Snippet}
}

// A listRow is a code on a list.
type listRow struct {
	Entry                  *entry
	Index                  int
	Address, Message, From string
	Name                   template.HTML
	Hidden                 bool
}

// Row returns a code as it stands on a list.
func (p *page) Row(e *entry) listRow {
	return listRow{e, e.index, p.Code(e), p.listed(e, p.edition), p.CatalogTitle(e), p.Name(e), p.Problem == nil && !p.Shows(e)}
}

// Total returns the number of codes.
func (p *page) Total() int { return len(p.entries) }

// VariantText says that a variant shares the number of another code.
func (p *page) VariantText() string { return variantNote(p.Entry, p.edition) }

// Exchanges returns the requests that provoke the page's code, with the answers;
// or the answer alone.
func (p *page) Exchanges() []Example {
	var list []Example
	for _, x := range p.Entry.Examples {
		x.Response = p.answerTo(x)
		list = append(list, x)
	}
	if len(list) == 0 {
		list = append(list, Example{Response: response(p.Entry.Code, p.Entry.Body())})
	}
	return list[:min(2, len(list))]
}

// TellsSource reports whether to say where the status comes from.
func (p *page) TellsSource() bool { return tellsSource(p.Entry.Info) }

// WireMessage returns the message of the catalog where nothing else on the page
// shows it.
func (p *page) WireMessage() string {
	message := p.Entry.Message
	if message == p.Text(p.Entry).Message || message == p.Text(p.Entry).Template || message == p.EnglishMessage() {
		return ""
	}
	quoted := strings.Trim(string(encodeJSON(message, "")), `"`)
	for _, x := range p.Exchanges() {
		if strings.Contains(x.Response, quoted) {
			return ""
		}
	}
	return message
}

// A linkList is a titled list of codes.
type linkList struct {
	*page
	Title   string
	Entries []translation // the closeness counts only where Closeness is set
	Shows   bool          // whether to show how close they are
	More    string        // address of a longer list
	MoreOf  string        // its text
}

// maxRelated is how many codes of the same kind a page shows.
const maxRelated = 6

// RelatedLists returns the codes that have to do with the page's one.
func (p *page) RelatedLists() []linkList {
	var lists []linkList
	add := func(l linkList) {
		if len(l.Entries) > 0 {
			l.page = p
			lists = append(lists, l)
		}
	}
	plain := func(entries []*entry) []translation {
		return mapped(entries, func(e *entry) translation { return translation{entry: e} })
	}
	add(linkList{Title: p.Elsewhere, Entries: p.translations(p.Entry), Shows: true})
	add(linkList{Title: p.SameNumber, Entries: plain(p.sameNumber(p.Entry))})
	near, total := p.sameKind(p.Entry, maxRelated)
	kind := linkList{Title: strings.ReplaceAll(p.SameKind, "{kind}", p.KindText(p.Entry.Kind)), Entries: plain(near)}
	if total-1 > len(near) {
		kind.More = p.Home() + "?" + url.Values{"catalog": {p.Entry.CatalogName()}, "kind": {p.Entry.Kind.String()}}.Encode()
		kind.MoreOf = strings.ReplaceAll(p.AllOfKind, "{count}", strconv.Itoa(total))
	}
	add(kind)
	return lists
}

// ClosenessText says how close a code is.
func (l linkList) ClosenessText(c closeness) string { return closenessText(c, l.edition) }

// CatalogOf returns the name of the catalog of a code unless it is that of the
// page.
func (l linkList) CatalogOf(e *entry) string {
	if e.Code.Catalog() == l.Entry.Code.Catalog() {
		return ""
	}
	return l.CatalogTitle(e)
}

// TypeOf returns the problem type of the page's code, if the address of the pages
// is known.
func (p *page) TypeOf() string {
	if p.typeURL == "" {
		return ""
	}
	return p.typeURL + "/" + p.Entry.ID
}
