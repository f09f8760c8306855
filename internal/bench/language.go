package main

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"github.com/seed85f21a9e/errcode"
)

const (
	header  = "zh-CN,zh;q=0.9,en-US;q=0.8,en;q=0.7"
	chinese = "找不到用户。"
)

// languages has what the contestants of these jobs share: texts in two languages.
type languages struct {
	tags    []language.Tag
	matcher language.Matcher
	texts   []string
	bundle  *i18n.Bundle
	config  *i18n.LocalizeConfig
	headers []string // all different, and more than any memo holds; the language is the same
}

func newLanguages() *languages {
	l := &languages{
		tags:    []language.Tag{language.SimplifiedChinese, language.English},
		texts:   []string{chinese, message},
		bundle:  i18n.NewBundle(language.SimplifiedChinese),
		config:  &i18n.LocalizeConfig{MessageID: "UserNotFound"},
		headers: make([]string, 1<<12),
	}
	l.matcher = language.NewMatcher(l.tags)
	for i, tag := range l.tags {
		l.bundle.MustAddMessages(tag, &i18n.Message{ID: "UserNotFound", Other: l.texts[i]})
	}
	for i := range l.headers {
		l.headers[i] = fmt.Sprintf("zh-CN,zh;q=0.9,en-US;q=0.8,en;q=0.7,x-%d", i)
	}
	return l
}

func wantChinese() error { return want(got.text == chinese, "got %q", got.text) }

// absentFromLanguages are those without languages.
var absentFromLanguages = []absence{{"all the others", "have one text, in one language"}}

// languageSeen is the job of choosing a text for a header that came before.
func languageSeen() job {
	l := newLanguages()
	byHeader := map[string]int{header: 0}
	localizer := i18n.NewLocalizer(l.bundle, header)
	j := job{
		name: "language",
		what: "Choose a text for an Accept-Language header seen before",
		floors: []contestant{{name: "map of headers by hand", check: wantChinese, run: func(b *testing.B) {
			for b.Loop() {
				got.text = l.texts[byHeader[header]]
			}
		}}},
		peers: []contestant{
			{name: "go-i18n, a Localizer kept", check: wantChinese, run: func(b *testing.B) {
				for b.Loop() {
					got.text, got.err = localizer.Localize(l.config)
				}
			}},
			{name: "go-i18n", check: wantChinese, run: func(b *testing.B) {
				for b.Loop() {
					got.text, got.err = i18n.NewLocalizer(l.bundle, header).Localize(l.config)
				}
			}},
			{name: "x/text MatchStrings", check: wantChinese, run: func(b *testing.B) {
				for b.Loop() {
					_, i := language.MatchStrings(l.matcher, header)
					got.text = l.texts[i]
				}
			}},
		},
		absent: absentFromLanguages,
	}
	j.own = l.responses(func(int) string { return header })
	return j
}

// languageNew is the job of choosing a text for a header that never came before.
func languageNew() job {
	l := newLanguages()
	j := job{
		name: "language-new",
		what: "Choose a text for an Accept-Language header never seen",
		floors: []contestant{{name: "x/text MatchStrings", check: wantChinese, run: func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				_, at := language.MatchStrings(l.matcher, l.headers[i&(1<<12-1)])
				got.text = l.texts[at]
			}
		}}},
		peers: []contestant{{name: "go-i18n", check: wantChinese, run: func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				got.text, got.err = i18n.NewLocalizer(l.bundle, l.headers[i&(1<<12-1)]).Localize(l.config)
			}
		}}},
		absent: absentFromLanguages,
	}
	j.own = l.responses(func(i int) string { return l.headers[i&(1<<12-1)] })
	return j
}

// responses measures this library's choice inside whole answers, less the
// same answers without the choice: it has no other way to choose.
func (l *languages) responses(header func(i int) string) []contestant {
	var (
		w         = newDiscard()
		check     = w.wantAnswer(status, chinese)
		localized = &errcode.Responder{Languages: l.tags}
		with      = newRequest()
		without   = newRequest()
		value     = []string{""}
	)
	with.Header["Accept-Language"] = value
	respond := func(rp *errcode.Responder, r *http.Request) func(b *testing.B) {
		return func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				clear(w.header)
				value[0] = header(i)
				rp.WriteError(w, r, errcode.LeanCloudUserNotFound)
			}
		}
	}
	return []contestant{
		{name: "errcode, the choice", check: check,
			run: respond(localized, with), minus: respond(localized, without)},
		{name: "errcode, the choice, the text and its headers", check: check,
			run: respond(localized, with), minus: respond(new(errcode.Responder), without)},
	}
}
