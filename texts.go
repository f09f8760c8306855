package errcode

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"sync"

	"golang.org/x/text/language"

	"github.com/seed85f21a9e/errcode/internal/negotiate"
	"github.com/seed85f21a9e/errcode/internal/template"
)

// In returns the texts of the row in the language that fits tag best, English
// or Simplified Chinese; any other tag gets English. The message is the
// vendor's if that is a sentence in this language.
func (i Info) In(tag language.Tag) Text {
	code := plain(i.Code)
	if matchBuiltIn(tag) == simplifiedChinese {
		if text, ok := chineseText(code); ok {
			return text
		}
	}
	return englishText(code)
}

// The languages that are built in.
const (
	english = iota
	simplifiedChinese
)

var builtInLanguages struct {
	once    sync.Once
	matcher language.Matcher
}

func matchBuiltIn(tag language.Tag) int {
	builtInLanguages.once.Do(func() {
		builtInLanguages.matcher = language.NewMatcher([]language.Tag{
			english:           language.English,
			simplifiedChinese: language.SimplifiedChinese,
		})
	})
	_, i, confidence := builtInLanguages.matcher.Match(tag)
	if confidence == language.No {
		return english
	}
	return i
}

// chineseText returns the Simplified Chinese text of a code of a built-in
// catalog.
func chineseText(code Code) (Text, bool) {
	c, ok := code.(coded)
	if !ok {
		return Text{}, false
	}
	texts := c.Catalog().chineseTexts()
	if texts == nil {
		return Text{}, false
	}
	if c.Catalog().find(c.key()) == nil {
		return unlistedChineseText(code, c.row()), true
	}
	i, found := slices.BinarySearchFunc(texts, c.key(), func(t Text, key int64) int {
		k := t.Code.(coded).key()
		return cmp.Or(cmp.Compare(numberOf(k), numberOf(key)), cmp.Compare(variantOf(k), variantOf(key)))
	})
	if !found {
		return Text{}, false
	}
	return texts[i], true
}

// unlistedChineseText returns the Simplified Chinese text of a code that its
// catalog does not list, of which r is the row.
func unlistedChineseText(code Code, r *row) Text {
	switch r {
	case &unset:
		return Text{
			Code: code, Message: "未知错误。",
			Description: "该错误码为零，不在错误码表中，可能是从未设置。",
			Remedy:      "请在服务端日志中查明该错误是在哪里产生的。",
		}
	case &closedByServer:
		return Text{
			Code: code, Message: "服务端关闭了连接。",
			Description: "该错误码不在错误码表中，它是 WebSocket 关闭码，表示服务端因重启等原因关闭了连接。",
			Remedy:      "请重连，并重新登录即时通讯（打开 session）。",
		}
	}
	return Text{
		Code: code, Message: "未知错误。",
		Description: "该错误码不在错误码表中，可能是应用自定义的错误码。",
		Remedy:      "请在应用的服务端代码中查找该错误码。",
	}
}

// Texts are the texts of some codes in one language: a language that is not
// built in, or other wording for one that is. Texts cannot be changed and are
// safe for concurrent use. A nil *Texts has no texts. Give them to a
// [Responder], together with the language in [Responder.Languages]: texts of a
// language that is not listed there are never used.
type Texts struct {
	tag    language.Tag
	byCode map[Code]Text
}

// NewTexts makes Texts of a language. It returns an error that names the text
// if a code is nil, given twice, or not listed by its catalog, if a message is
// missing or has parameters, if the parameters of a template are not those of
// the code, or if a text cannot be one of a row; see [NewCatalog]. A code with
// parameters whose text has no template is answered with the Message,
// regardless of [WithArgs].
//
// If you keep Texts of your own catalog in a package variable, declare it below
// the catalog, in the same file: Go does not see that Texts need the catalog, and
// initializes variables in the order in which it reads them.
func NewTexts(tag language.Tag, texts ...Text) (*Texts, error) {
	if tag == language.Und {
		return nil, errors.New("errcode: the language of the texts is undetermined")
	}
	t := &Texts{tag: tag, byCode: make(map[Code]Text, len(texts))}
	for i, text := range texts {
		text.Code = plain(text.Code)
		if err := t.check(text); err != nil {
			name := "nil"
			if c, ok := text.Code.(coded); ok {
				name = c.Catalog().identifier(c.raw())
			}
			return nil, fmt.Errorf("errcode: text %d (%s, %s): %w", i+1, tag, name, err)
		}
		t.byCode[text.Code] = text
	}
	return t, nil
}

func (t *Texts) check(text Text) error {
	c, ok := text.Code.(coded)
	if !ok {
		return errors.New("it has no code of this package's types")
	}
	r := c.Catalog().find(c.raw())
	_, twice := t.byCode[c]
	switch {
	case c.Catalog() == &noCatalog:
		return errors.New("the catalog of its code is nil: make the texts after the catalog, in the same file")
	case r == nil:
		return errors.New("its code is not listed")
	case twice:
		return errors.New("its code is given twice")
	case text.Message == "":
		return errors.New("it has no message")
	case template.Count(text.Message) != 0:
		return errors.New("its message has parameters, which belong in the template")
	case text.Template != "" && template.Count(text.Template) != template.Count(r.template):
		return fmt.Errorf("its template does not have the parameters of %q", r.template)
	}
	return cmp.Or(
		templateFault("message", text.Message), templateFault("template", text.Template),
		textFault("message", text.Message), textFault("template", text.Template),
		textFault("description", text.Description), textFault("remedy", text.Remedy))
}

// Tag returns the language of the texts, and [language.Und] for nil.
func (t *Texts) Tag() language.Tag {
	if t == nil {
		return language.Und
	}
	return t.tag
}

// Text returns the text of a code, and whether there is one.
func (t *Texts) Text(code Code) (Text, bool) {
	return t.text(plain(code))
}

// Missing returns the codes of a catalog, in its order, that have no text here.
func (t *Texts) Missing(c *Catalog) []Code {
	var missing []Code
	for code := range c.All() {
		if _, ok := t.text(code); !ok {
			missing = append(missing, code)
		}
	}
	return missing
}

func (t *Texts) text(code Code) (Text, bool) {
	if _, ok := code.(coded); !ok || t == nil { // a type of somebody else's may be no map key
		return Text{}, false
	}
	text, ok := t.byCode[listed(code)]
	return text, ok
}

// A source has texts of one language.
type source struct {
	language string // as in Content-Language
	text     func(Code) (Text, bool)
}

// languages chooses among the languages of a Responder.
type languages struct {
	chooser *negotiate.Languages
	sources [][]source // for each language, where to look for a text one after the other
	english []source   // where to look for an English text, which the last one always has
}

func newLanguages(tags []language.Tag, texts []*Texts) *languages {
	l := &languages{
		chooser: negotiate.NewLanguages(tags),
		english: sourcesOf(language.English, texts),
	}
	// If a language lacks a text, the languages that are offered first are
	// tried, and last English, which has all texts.
	var all []source
	for _, tag := range tags {
		all = append(all, sourcesOf(tag, texts)...)
	}
	all = append(all, sourcesOf(language.English, nil)...)
	for _, tag := range tags {
		l.sources = append(l.sources, append(sourcesOf(tag, texts), all...))
	}
	return l
}

// choose returns where to look for a text, given Accept-Language header lines.
func (l *languages) choose(lines []string) []source { return l.sources[l.chooser.Choose(lines)] }

// inEnglish returns the English text of a code.
func (l *languages) inEnglish(code Code) Text {
	for _, s := range l.english {
		if text, ok := s.text(code); ok {
			return text
		}
	}
	return englishText(code)
}

// sourcesOf returns where the texts of a language come from: those that were
// given, and then the package's own.
func sourcesOf(tag language.Tag, texts []*Texts) []source {
	var sources []source
	for _, t := range texts {
		if t != nil && fits(t.tag, tag) {
			sources = append(sources, source{t.tag.String(), t.text})
		}
	}
	base, _ := tag.Base()
	switch base.String() {
	case "zh":
		sources = append(sources, source{simplifiedChineseTag, chineseText})
	case "en":
		sources = append(sources, source{"en", func(code Code) (Text, bool) { return englishText(code), true }})
	}
	return sources
}

const simplifiedChineseTag = "zh-Hans"

// fits reports whether readers of a language can read texts of another.
func fits(texts, reader language.Tag) bool {
	_, _, confidence := language.NewMatcher([]language.Tag{texts}).Match(reader)
	return confidence >= language.High
}

// misfits describes what of a Responder's languages and texts can never be
// used: texts of a language that is not offered, and languages without any
// text.
func misfits(tags []language.Tag, texts []*Texts) []string {
	var faults []string
	for _, t := range texts {
		if t != nil && !slices.ContainsFunc(tags, func(tag language.Tag) bool { return fits(t.tag, tag) }) {
			faults = append(faults, "the texts in "+t.tag.String()+" are never used: add the language to Languages")
		}
	}
	for _, tag := range tags {
		if len(sourcesOf(tag, texts)) == 0 {
			faults = append(faults, "there are no texts in "+tag.String()+": add some to Texts")
		}
	}
	return faults
}
