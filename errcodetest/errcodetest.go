// Package errcodetest checks a catalog of your own codes in your tests.
//
//	func TestCodes(t *testing.T) {
//		errcodetest.Catalog(t, shop.Catalog, shop.Texts...)
//		errcodetest.Lock(t, shop.Catalog, "codes.lock")
//	}
//
// Put the test in the directory of the package that declares the codes:
// [Catalog] reads the source there, and file names are relative to it.
package errcodetest

import (
	"fmt"
	"regexp"
	"testing"

	"golang.org/x/text/language"

	"github.com/seed85f21a9e/errcode"
)

// Catalog fails the test for everything that is missing or wrong in a catalog
// and its texts:
//
//   - a row without a message, a description or a remedy
//   - a row without a text in one of the texts' languages, and a text without a
//     description or a remedy; several Texts of one language count together
//   - a row with parameters whose text has no template, and parameters in
//     places where nothing fills them in
//   - a constant of the code type without a row, a row without a constant, and
//     a constant whose name is not the row's. It may have the catalog's name as
//     its prefix, in any case, or none. With another prefix, String,
//     [errcode.Info.Constant] and the pages would name constants that do not
//     exist
//   - err == ShopSoldOut, or a switch on err with such a case, in code that is
//     no test, because a wrapped error never matches that way. An operand counts
//     as an error if its type is known to be error, or if it comes from another
//     package and is named err
//
// To check the last two, Catalog reads the Go files of the working directory,
// which under "go test" is that of the package. It expects the constants in the
// package that declares the type argument of [errcode.Number]; constants in test
// files count if that type is declared in one. For the built-in catalogs it
// reads no source, and their rows may lack the vendor's message.
func Catalog(t testing.TB, c *errcode.Catalog, texts ...*errcode.Texts) {
	t.Helper()
	if !usable(t, c) {
		return
	}
	src := &source{}
	if !isBuiltIn(c) {
		var err error
		if src, err = readSource(".", c); err != nil {
			t.Errorf("catalog %s: %v", c.Name(), err)
			src = &source{}
		}
	}
	for _, code := range codesOf(c) {
		checkRow(t, src, code)
		for _, tag := range tagsOf(texts) {
			checkText(t, src, code, tag, texts)
		}
	}
	src.check(t, c)
}

// usable reports whether there is anything to check, to the test too.
func usable(t testing.TB, c *errcode.Catalog) bool {
	t.Helper()
	if c.Len() == 0 {
		t.Errorf("the catalog is nil or has no rows")
		return false
	}
	if codesOf(c)[0].Catalog() != c {
		t.Errorf("the codes of the catalog %s are of another one: let the method Catalog of the type argument of their errcode.Number return this catalog", c.Name())
		return false
	}
	return true
}

func isBuiltIn(c *errcode.Catalog) bool {
	return c == errcode.Backend || c == errcode.LeanCloud || c == errcode.Realtime
}

func checkRow(t testing.TB, src *source, code errcode.Code) {
	t.Helper()
	info := code.Info()
	at := src.row(code)
	if info.Message == "" && !isBuiltIn(code.Catalog()) {
		t.Errorf("%s has no message for clients: %s", at, src.advice(code, "Message", "one short sentence", ""))
	}
	switch {
	case info.Description != "":
	case parameter.MatchString(info.Message):
		t.Errorf("%s has parameters and no description, which clients get when an error has no arguments: %s",
			at, src.advice(code, "Description", "what happened", ""))
	default:
		t.Errorf("%s has no description: %s", at, src.advice(code, "Description", "what happened", ""))
	}
	if info.Remedy == "" {
		t.Errorf("%s has no remedy: %s", at, src.advice(code, "Remedy", "what to do about it", ""))
	}
	checkParameters(t, at, info.Description, info.Remedy)
}

// tagsOf returns the languages of some texts, each once.
func tagsOf(texts []*errcode.Texts) []language.Tag {
	var tags []language.Tag
	seen := make(map[language.Tag]bool)
	for _, text := range texts {
		if tag := text.Tag(); text != nil && !seen[tag] {
			seen[tag] = true
			tags = append(tags, tag)
		}
	}
	return tags
}

// checkText checks the text of a code in a language, the first that one of the
// texts has.
func checkText(t testing.TB, src *source, code errcode.Code, tag language.Tag, texts []*errcode.Texts) {
	t.Helper()
	var text errcode.Text
	found := false
	for i := 0; i < len(texts) && !found; i++ {
		if texts[i].Tag() == tag {
			text, found = texts[i].Text(code)
		}
	}
	switch {
	case !found && src.inTable(code):
		t.Errorf("%s has no text in %s: write message:%s, description:%s and remedy:%s in its line", src.row(code), tag, tag, tag, tag)
		return
	case !found:
		t.Errorf(`%s has no text in %s: write {Code: %s, Message: "…", Description: "…", Remedy: "…"} in the texts of that language`,
			src.row(code), tag, src.name(code))
		return
	}
	at := src.text(text, tag)
	if text.Description == "" {
		t.Errorf("%s has no description: %s", at, src.advice(code, "Description", "what happened", tag.String()))
	}
	if text.Remedy == "" {
		t.Errorf("%s has no remedy: %s", at, src.advice(code, "Remedy", "what to do about it", tag.String()))
	}
	switch template := code.Info().In(language.English).Template; {
	case template != "" && text.Template == "" && src.inTable(code):
		t.Errorf("%s has no template, so the arguments of an error are lost: %s", at,
			src.advice(code, "Template", fmt.Sprintf("%q, translated,", template), tag.String()))
	case template != "" && text.Template == "":
		t.Errorf("%s has no template, so the arguments of an error are lost: write Template: %q in its text, translated", at, template)
	case template == "" && text.Template != "":
		t.Errorf("%s has a template, which is never used, since the message of the row has no parameters: remove it", at)
	}
	checkParameters(t, at, text.Description, text.Remedy)
}

// parameter finds the parameters of messages. NewCatalog and NewTexts have seen
// to it that those of messages and templates are whole and equal in number.
var parameter = regexp.MustCompile(`\{[1-9]\}`)

func checkParameters(t testing.TB, at string, description, remedy string) {
	t.Helper()
	for _, part := range [...]struct{ name, text string }{{"description", description}, {"remedy", remedy}} {
		if found := parameter.FindString(part.text); found != "" {
			t.Errorf("%s has %s in its %s, where nothing fills it in: use other words", at, found, part.name)
		}
	}
}
