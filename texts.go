package errcode

import (
	"cmp"
	"errors"
	"fmt"
	"hash/maphash"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/text/language"
)

// A Text says in one language what a code means.
type Text struct {
	Code        Code
	Message     string // one short sentence; for a code with parameters a wording that needs none
	Description string // what happened
	Remedy      string // what to do about it, in one or two sentences
	Template    string // for a code with parameters: the message with {1}, {2}, … in their places
}

// In returns the message and the description in the language that fits tag best,
// which is English or Simplified Chinese. English is also what any other
// language gets. The message is the vendor's where that is a sentence in the
// language.
func (i Info) In(tag language.Tag) Text {
	code := plain(i.Code)
	if matchBuiltIn(tag) == simplifiedChinese {
		if text, ok := chineseText(code); ok {
			return text
		}
	}
	return englishText(code)
}

// The languages that the package speaks by itself.
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

func englishText(code Code) Text {
	r := rowOf(code)
	return Text{Code: code, Message: r.english(), Description: r.description, Remedy: r.remedy, Template: r.template}
}

// chineseText returns the Simplified Chinese text of a code of a built-in
// catalogue.
func chineseText(code Code) (Text, bool) {
	v, ok := code.(value)
	if !ok {
		return Text{}, false
	}
	var texts []Text
	switch v.Catalog() {
	case &backend:
		texts = chineseBackend
	case &leanCloud:
		texts = chineseLeanCloud
	case &realtime:
		texts = chineseRealtime
	default:
		return Text{}, false
	}
	if v.Catalog().find(v.int64()) == nil {
		return Text{Code: code, Message: "未知错误。", Description: "该错误码不在错误码表中，可能是应用自定义的错误码。请在应用的服务端代码中查找。"}, true
	}
	i, found := slices.BinarySearchFunc(texts, v.int64(), func(t Text, v int64) int {
		u := t.Code.(value).int64()
		return cmp.Or(cmp.Compare(number(u), number(v)), cmp.Compare(variant(u), variant(v)))
	})
	if !found {
		return Text{}, false
	}
	return texts[i], true
}

// Texts are the texts of some codes in one language: a language that this
// package does not speak, or other words for one that it does. Texts cannot be
// changed and are safe for concurrent use. Give them to a [Responder].
type Texts struct {
	tag    language.Tag
	byCode map[Code]Text
}

// NewTexts makes Texts of a language. It fails, and names the text, if a code is
// nil, given twice or not listed by its catalogue, if a message is missing or has
// parameters, or if the parameters of a template are not those of the code.
func NewTexts(tag language.Tag, texts ...Text) (*Texts, error) {
	if tag == language.Und {
		return nil, errors.New("errcode: the texts are of an undetermined language")
	}
	t := &Texts{tag: tag, byCode: make(map[Code]Text, len(texts))}
	for i, text := range texts {
		text.Code = plain(text.Code)
		if err := t.check(text); err != nil {
			name := "nil"
			if v, ok := text.Code.(value); ok {
				name = v.Catalog().identifier(v.int64())
			}
			return nil, fmt.Errorf("errcode: text %d (%s, %s): %w", i+1, tag, name, err)
		}
		t.byCode[text.Code] = text
	}
	return t, nil
}

func (t *Texts) check(text Text) error {
	v, ok := text.Code.(value)
	if !ok {
		return errors.New("it has no code of this package's types")
	}
	r := v.Catalog().find(v.int64())
	_, twice := t.byCode[v]
	switch {
	case r == nil:
		return errors.New("its code is not listed")
	case twice:
		return errors.New("its code is given twice")
	case text.Message == "":
		return errors.New("it has no message")
	case parameters(text.Message) != 0:
		return errors.New("its message has parameters, which belong in the template")
	case text.Template != "" && parameters(text.Template) != parameters(r.template):
		return fmt.Errorf("its template does not have the parameters of %q", r.template)
	}
	return nil
}

// Tag returns the language of the texts.
func (t *Texts) Tag() language.Tag {
	if t == nil {
		return language.Und
	}
	return t.tag
}

// Text returns the text of a code, and whether there is one.
func (t *Texts) Text(code Code) (Text, bool) {
	if t == nil {
		return Text{}, false
	}
	return t.text(plain(code))
}

func (t *Texts) text(code Code) (Text, bool) {
	if _, ok := code.(value); !ok { // a type of somebody else's may be no map key
		return Text{}, false
	}
	text, ok := t.byCode[code]
	return text, ok
}

// A source has texts of one language.
type source struct {
	language string // as in Content-Language
	text     func(Code) (Text, bool)
}

// languages chooses among the languages of a Responder. It is made on first use.
type languages struct {
	matcher language.Matcher
	tags    []string
	sources [][]source // for each language, where to look for a text one after the other

	// The answers to headers seen before, by their hash. It is as large as it
	// is: a header takes the place of another one with the same hash.
	seed maphash.Seed
	memo [256]atomic.Pointer[choice]
}

type choice struct {
	header  string
	sources []source
}

func newLanguages(tags []language.Tag, texts []*Texts) *languages {
	l := &languages{matcher: language.NewMatcher(tags), seed: maphash.MakeSeed()}
	// A language that lacks a text leaves it to those that are offered first,
	// and they to English, which has everything.
	var all []source
	for _, tag := range tags {
		all = append(all, sourcesOf(tag, texts)...)
	}
	all = append(all, sourcesOf(language.English, nil)...)
	for _, tag := range tags {
		l.tags = append(l.tags, tag.String())
		l.sources = append(l.sources, append(sourcesOf(tag, texts), all...))
	}
	return l
}

// sourcesOf returns where the texts of a language come from: those that were
// given, and then the package's own.
func sourcesOf(tag language.Tag, texts []*Texts) []source {
	fits := func(other language.Tag) bool {
		_, _, confidence := language.NewMatcher([]language.Tag{other}).Match(tag)
		return confidence >= language.High
	}
	var sources []source
	for _, t := range texts {
		if t != nil && fits(t.tag) {
			sources = append(sources, source{t.tag.String(), t.text})
		}
	}
	base, _ := tag.Base()
	switch base.String() {
	case "zh":
		sources = append(sources, source{"zh-Hans", chineseText})
	case "en":
		sources = append(sources, source{"en", func(code Code) (Text, bool) { return englishText(code), true }})
	}
	return sources
}

// maxHeader bounds what is read of an Accept-Language header: x/text parses
// hostile ones in quadratic time.
const maxHeader = 256

// choose returns where to look for a text, given an Accept-Language header.
func (l *languages) choose(header string) []source {
	if header == "" {
		return l.sources[0]
	}
	if len(header) > maxHeader {
		header = header[:strings.LastIndexByte(header[:maxHeader+1], ',')+1]
	}
	slot := &l.memo[maphash.String(l.seed, header)%uint64(len(l.memo))]
	if c := slot.Load(); c != nil && c.header == header {
		return c.sources
	}
	c := &choice{strings.Clone(header), l.parse(header)}
	slot.Store(c)
	return c.sources
}

// joinLines joins the lines of a header, as far as choose reads it.
func joinLines(lines []string) string {
	if len(lines) == 1 {
		return lines[0]
	}
	joined := ""
	for i, line := range lines {
		if len(joined) > maxHeader {
			break
		}
		if i > 0 {
			joined += ","
		}
		joined += line[:min(len(line), maxHeader+1)] // enough to see that it is cut
	}
	return joined
}

// parse matches the tags of a header one by one, in the order of their q. What
// has a q of 0 is not wanted.
func (l *languages) parse(header string) []source {
	type wish struct {
		tag string
		q   int
	}
	wishes := make([]wish, 0, 16)
	var unwanted []int
	for entry := range strings.SplitSeq(header, ",") {
		tag, params, _ := strings.Cut(entry, ";")
		w := wish{strings.TrimSpace(tag), quality(params)}
		switch {
		case w.q > 0:
			wishes = append(wishes, w)
		case w.q == 0:
			unwanted = l.appendCovered(unwanted, w.tag)
		}
	}
	slices.SortStableFunc(wishes, func(a, b wish) int { return b.q - a.q })
	for _, w := range wishes {
		if w.tag == "*" {
			break
		}
		if i, confidence := l.match(w.tag); confidence > language.No && !slices.Contains(unwanted, i) {
			return l.sources[i]
		}
	}
	for i := range l.sources {
		if !slices.Contains(unwanted, i) {
			return l.sources[i]
		}
	}
	return l.sources[0] // a text that is not wanted is better than none
}

// appendCovered appends the languages that a range covers: "en" covers en-GB,
// "en-GB" does not cover en.
func (l *languages) appendCovered(list []int, tag string) []int {
	for i, offered := range l.tags {
		if len(tag) <= len(offered) && strings.EqualFold(tag, offered[:len(tag)]) && (len(tag) == len(offered) || offered[len(tag)] == '-') {
			list = append(list, i)
		}
	}
	return list
}

func (l *languages) match(tag string) (int, language.Confidence) {
	t, err := language.Parse(tag)
	if err != nil {
		return 0, language.No
	}
	_, i, confidence := l.matcher.Match(t)
	return i, confidence
}

// answer fills in what a client may see of err, in its language.
func (rp *Responder) answer(a *answer, r *http.Request, err error) {
	if len(rp.Languages) == 0 {
		rp.Catalog.answer(a, err, nil)
		return
	}
	rp.once.Do(func() { rp.chooser = newLanguages(rp.Languages, rp.Texts) })
	header := ""
	if r != nil {
		header = joinLines(r.Header["Accept-Language"])
	}
	rp.Catalog.answer(a, err, rp.chooser.choose(header))
}

// localize puts the texts of the first source that has some into an answer.
func (a *answer) localize(sources []source) {
	for _, s := range sources {
		if text, ok := s.text(a.code); ok {
			a.message, a.title, a.template, a.language = text.Message, text.Message, text.Template, s.language
			return
		}
	}
}
