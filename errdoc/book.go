package errdoc

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/language"

	"github.com/seed85f21a9e/errcode"
)

// A book is what a set says, laid out for reading: every code, the languages, and
// what codes can be filtered by. It does not change.
type book struct {
	title, command, version, typeURL string

	catalogs   []*errcode.Catalog
	editions   []*edition
	entries    []*entry
	byCode     map[errcode.Code]*entry
	byID       map[string]*entry
	kinds      []errcode.Kind
	statuses   []int
	operations []errcode.Operations // those that rows name, without groups
}

// An edition is the book in one language.
type edition struct {
	*words
	tag   language.Tag
	texts []*errcode.Texts // that are looked at before the catalogs' own
	Lang  string           // as in the lang attribute: of the codes' texts
	Dir   string           // where its pages are, below the root of the site
	Self  string           // the name of the language, in itself
	Title string
	Intro string
}

// An entry is one code.
type entry struct {
	errcode.Info
	ID         string // the text form and the address, "leancloud/211", "backend/107.1"
	Constant   string // in Go, "errcode.LeanCloudUserNotFound"
	Label      string // ID without the catalog
	Prev, Next *entry // in its catalog
	Examples   []Example

	index   int            // in book.entries
	texts   []errcode.Text // by edition
	body    string
	returns []string // the operations, those included that a group covers
}

// CatalogName returns the name of the catalog, "leancloud".
func (e *entry) CatalogName() string { return e.Code.Catalog().Name() }

// Digits returns the number on the wire.
func (e *entry) Digits() string { return strconv.Itoa(e.Code.Number()) }

// IsVariant reports whether the entry is a further row of its number.
func (e *entry) IsVariant() bool { return e.Label != e.Digits() }

// Body returns the body that answers the code.
func (e *entry) Body() string { return e.body }

// answerTo returns the answer to the request of an example.
func (b *book) answerTo(x Example) string {
	if x.Response != "" {
		return x.Response
	}
	return response(x.Code, b.byCode[x.Code].Body())
}

// HasOperation reports whether an operation of that name returns the code.
func (e *entry) hasOperation(name string) bool { return slices.Contains(e.returns, name) }

// text returns the texts of a code in an edition of the book.
func (b *book) text(e *entry, ed *edition) errcode.Text {
	return e.texts[slices.Index(b.editions, ed)]
}

// listed returns the message of a code as lists have it, with a mark if the code
// is deprecated.
func (b *book) listed(e *entry, ed *edition) string {
	message := b.text(e, ed).Message
	if e.Deprecated != "" {
		message = "[" + ed.Deprecated + "] " + message
	}
	return message
}

// read lays out a set.
func (s Set) read() *book {
	b := &book{
		title:   s.Title,
		command: s.Command,
		version: s.Version,
		typeURL: strings.TrimSuffix(s.TypeURL, "/"),
		byCode:  make(map[errcode.Code]*entry),
		byID:    make(map[string]*entry),
	}
	if b.command == "" && len(os.Args) > 0 {
		b.command = strings.TrimSuffix(filepath.Base(os.Args[0]), ".exe")
	}
	given := s.Catalogs
	if len(given) == 0 {
		given = builtIn()
	}
	for _, c := range given {
		if c != nil && !slices.Contains(b.catalogs, c) {
			b.catalogs = append(b.catalogs, c)
		}
	}
	b.editions = editionsOf(b.catalogs, s.Texts)
	for _, c := range b.catalogs {
		b.add(c)
	}
	b.listFilters()
	for _, ed := range b.editions {
		ed.Title, ed.Intro = b.titleIn(ed.words), strings.ReplaceAll(ed.IntroOf, "{count}", strconv.Itoa(len(b.entries)))
	}
	for _, example := range append(vendorExamples(b.catalogs), s.Examples...) {
		if e := b.byCode[example.Code]; e != nil {
			e.Examples = append(e.Examples, example)
		}
	}
	return b
}

func (b *book) titleIn(w *words) string {
	if b.title != "" {
		return b.title
	}
	var names []string
	for _, c := range b.catalogs {
		name := catalogTitle(c, w)
		if !slices.ContainsFunc(names, func(other string) bool { return strings.HasPrefix(name, other+" ") }) {
			names = append(names, name)
		}
	}
	return strings.ReplaceAll(w.TitleOf, "{catalogs}", w.list(names))
}

// editionsOf returns the languages of some catalogs and texts: English first, in
// which catalogs are written.
func editionsOf(catalogs []*errcode.Catalog, texts []*errcode.Texts) []*edition {
	editions := []*edition{{tag: language.English}}
	if slices.ContainsFunc(catalogs, isBuiltIn) {
		editions = append(editions, &edition{tag: language.SimplifiedChinese})
	}
	for _, t := range texts {
		if t.Tag() == language.Und {
			continue
		}
		i := slices.IndexFunc(editions, func(ed *edition) bool { return sameLanguage(ed.tag, t.Tag()) })
		if i < 0 {
			i = len(editions)
			editions = append(editions, &edition{tag: t.Tag()})
		}
		editions[i].texts = append(editions[i].texts, t)
	}
	for i, ed := range editions {
		ed.words = wordsIn(ed.tag)
		ed.Lang = ed.tag.String()
		if ed.tag == language.SimplifiedChinese {
			ed.Lang = "zh-Hans"
		}
		ed.Self = nameOfLanguage(ed.tag)
		if i > 0 {
			ed.Dir = shortTag(ed.tag) + "/"
		}
	}
	return editions
}

// sameLanguage reports whether two tags are of a language in the same script,
// wherever it is spoken.
func sameLanguage(a, b language.Tag) bool {
	baseA, _ := a.Base()
	baseB, _ := b.Base()
	scriptA, _ := a.Script()
	scriptB, _ := b.Script()
	return baseA == baseB && scriptA == scriptB
}

// shortTag returns a tag for addresses and flags: "zh" for Simplified Chinese.
func shortTag(tag language.Tag) string {
	if sameLanguage(tag, language.SimplifiedChinese) {
		return "zh"
	}
	return strings.ToLower(tag.String())
}

// add makes an entry of each code of a catalog.
func (b *book) add(c *errcode.Catalog) {
	var prev *entry
	for code := range c.All() {
		e := &entry{Info: code.Info(), index: len(b.entries), Prev: prev}
		e.ID, e.Constant = e.Info.ID(), e.Info.Constant()
		e.Label = strings.TrimPrefix(e.ID, c.Name()+"/")
		e.body = string(c.AppendBody(nil, code))
		if b.typeURL != "" { // as a Responder with this TypeURL answers
			e.body = strings.Replace(e.body, `"type":"urn:errcode:`, `"type":`+strings.TrimSuffix(string(encodeJSON(b.typeURL, "")), `"`)+"/", 1)
		}
		for _, ed := range b.editions {
			e.texts = append(e.texts, textIn(e.Info, ed))
		}
		if prev != nil {
			prev.Next = e
		}
		prev = e
		b.entries = append(b.entries, e)
		b.byID[e.ID] = e
		b.byCode[code] = e
	}
}

// textIn returns the texts of a code in a language. Parts that the given texts
// lack come from the catalog.
func textIn(info errcode.Info, ed *edition) errcode.Text {
	own := info.In(ed.tag)
	for _, t := range ed.texts {
		if text, ok := t.Text(info.Code); ok {
			text.Description = cmp.Or(text.Description, own.Description)
			text.Remedy = cmp.Or(text.Remedy, own.Remedy)
			text.Template = cmp.Or(text.Template, own.Template)
			return text
		}
	}
	return own
}

// listFilters finds the kinds, statuses and operations that codes have.
func (b *book) listFilters() {
	var named errcode.Operations
	for _, e := range b.entries {
		b.kinds = append(b.kinds, e.Kind)
		b.statuses = append(b.statuses, e.HTTPStatus)
		named |= e.ReturnedBy
	}
	slices.Sort(b.kinds)
	b.kinds = slices.Compact(b.kinds)
	slices.Sort(b.statuses)
	b.statuses = slices.Compact(b.statuses)
	for op := errcode.Operations(1); op != 0 && op.String() != ""; op <<= 1 {
		if named.Has(op) && !isGroup(op) {
			b.operations = append(b.operations, op)
		}
	}
	for _, e := range b.entries {
		for _, op := range b.operations {
			if e.ReturnedBy.Has(op) {
				e.returns = append(e.returns, op.String())
			}
		}
	}
}

// catalogNamed returns the catalog of that name, whatever its case, or nil.
func (b *book) catalogNamed(name string) *errcode.Catalog {
	for _, c := range b.catalogs {
		if strings.EqualFold(c.Name(), name) {
			return c
		}
	}
	return nil
}

func (b *book) catalogNames() []string {
	var names []string
	for _, c := range b.catalogs {
		names = append(names, c.Name())
	}
	return names
}

// editionFor returns the edition in the language that fits a tag best, English if
// none does.
func (b *book) editionFor(tag language.Tag) *edition {
	var tags []language.Tag
	for _, ed := range b.editions {
		tags = append(tags, ed.tag)
	}
	_, i, confidence := language.NewMatcher(tags).Match(tag)
	if confidence == language.No {
		return b.editions[0]
	}
	return b.editions[i]
}
