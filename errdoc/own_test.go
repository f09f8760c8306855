package errdoc

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/seed85f21a9e/errcode"
)

// An app's own set has everything that the built-in one has.
func TestOwnCommand(t *testing.T) {
	for _, question := range []string{
		"1001", "gift-shop/1001", "gift-shop 1001", "gift-shop-1001", "SoldOut", "GiftShopSoldOut", "sold out", "在庫が足りません",
		`{"type":"https://shop.example/errors/gift-shop/1001","title":"x","status":409,"code":1001}`,
		shopSoldOut.Error(), "soldot",
	} {
		got := runOwn(t, "", "-json", question)
		assert.Equal(t, "gift-shop/1001", idsOf(documents(t, got.out)), question)
	}
	assert.Contains(t, runOwn(t, "", "gift-shop/-5").out, "GiftShopNegative")
	assert.Contains(t, runOwn(t, "", "-5").out, "GiftShopNegative")
	got := runOwn(t, "", "-lang", "ja", "1001")
	assert.Contains(t, got.out, "数を減らしてください。")
	assert.NotContains(t, got.out, "Returned by", "no row names an operation")
	assert.Contains(t, runOwn(t, "", "429").out, "Since v2; use Broken.")
	got = runOwn(t, "", "1002")
	assert.Contains(t, got.out, "GET /carts/1")
	assert.Contains(t, got.out, "HTTP/1.1 404 Not Found")
	assert.Contains(t, got.out, "application/problem+json")

	got = runOwn(t, "got gift-shop/1001 and GiftShopNoCart\n{\"err\":{\"catalog\":\"gift-shop\",\"number\":1000}}\n")
	assert.Contains(t, got.out, "gift-shop/1001 [gift-shop/1001 SoldOut: ")
	assert.Contains(t, got.out, "GiftShopNoCart [gift-shop/1002 NoCart: ")
	assert.Contains(t, got.out, `"explained":["gift-shop/1000 Broken: Something broke."]`)
	assert.Equal(t, "shop: 99999 is not in gift-shop.\n", runOwn(t, "", "99999").err, "no advice about a vendor's apps")
	assert.Contains(t, runOwn(t, "", "list", "-operation", "x").err, "for flag -operation: no code names an operation\n")
	help := runOwn(t, "", "-help").out
	assert.Contains(t, help, "Usage: shop [flags]")
	assert.Contains(t, help, "gift-shop/1002")
	assert.NotContains(t, strings.ToLower(help), "leancloud")
}

// The pages of an own set carry its title, in each of its languages.
func TestOwnPages(t *testing.T) {
	server := httptest.NewServer(http.StripPrefix("/errors", ownSet(t).Handler()))
	defer server.Close()
	get := func(path string) string {
		t.Helper()
		resp, err := http.Get(server.URL + "/errors" + path)
		require.NoError(t, err)
		defer resp.Body.Close()
		require.Equal(t, http.StatusOK, resp.StatusCode, path)
		var b bytes.Buffer
		b.ReadFrom(resp.Body)
		return b.String()
	}
	home := get("/")
	assert.Contains(t, home, "<title>Gift shop errors</title>")
	assert.NotContains(t, home, "LeanCloud")
	assert.NotContains(t, home, `name="operation"`)
	code := get("/gift-shop/1001")
	assert.Contains(t, code, "Order fewer, or &lt;wait&gt;.")
	assert.Contains(t, code, "Sold<wbr>Out")
	assert.Contains(t, code, "GiftShopSoldOut")
	japanese := get("/ja/gift-shop/1001")
	assert.Contains(t, japanese, "在庫が足りません。")
	assert.Contains(t, japanese, `<html lang="ja">`)
	assert.Contains(t, japanese, "対処方法")
	assert.Contains(t, japanese, "<title>1001 SoldOut – Gift shop errors</title>")
	assert.Contains(t, get("/gift-shop/-5"), "Below zero.")
	cart := get("/gift-shop/1002")
	assert.Contains(t, cart, "The cart is a day old.")
	assert.Contains(t, cart, "&#34;type&#34;:&#34;https://shop.example/errors/gift-shop/1002&#34;")
	assert.NotContains(t, cart, "documented")
}

func TestOwnDocuments(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, ownSet(t).WriteJSON(&b))
	var list documentList
	require.NoError(t, json.Unmarshal(b.Bytes(), &list))
	assert.Equal(t, "Gift shop errors", list.Title)
	require.Len(t, list.Codes, shopCatalog.Len())
	assert.Equal(t, "gift-shop/-5", list.Codes[0].ID)
	assert.Empty(t, list.Codes[0].Import, "the package of an own constant is not known")

	var api struct {
		Components struct {
			Schemas map[string]struct {
				Properties struct {
					Code struct {
						OneOf []struct {
							Title, Description string
							Deprecated         bool
						}
					}
				}
			}
		}
	}
	require.NoError(t, json.Unmarshal(ownSet(t).OpenAPI(language.English), &api))
	for _, code := range api.Components.Schemas["GiftShopError"].Properties.Code.OneOf {
		assert.Equal(t, code.Title == "TooMany", code.Deprecated, code.Title)
		assert.Equal(t, code.Title == "TooMany", strings.HasSuffix(code.Description, " Deprecated: Since v2; use Broken."), code.Description)
		assert.NotEmpty(t, code.Description, "a row without a description has a message")
	}

	b.Reset()
	require.NoError(t, ownSet(t).WriteMarkdown(&b, language.English))
	for _, want := range []string{"# Gift Shop error codes\n", "[日本語](codes-gift-shop.ja.md)", "## 1001 SoldOut", "**What to do:** Order fewer, or &lt;wait>.", "GET /carts/1"} {
		assert.Contains(t, b.String(), want)
	}
	assert.Error(t, ownSet(t).WriteMarkdown(full{}, language.English))
	assert.Error(t, ownSet(t).WriteJSON(full{}))
}

// An empty set has the built-in catalogs, and a wrong one leaves out what it cannot
// show.
func TestSetsOfAllSorts(t *testing.T) {
	assert.Len(t, Set{}.read().catalogs, 3)
	odd := Set{Examples: []Example{{}, {Code: shopBroken}}}
	assert.NotPanics(t, func() { odd.read() })
}

// A message is known with any arguments, in every language that has a template
// for it.
func TestMessageWithArguments(t *testing.T) {
	for question, want := range map[string]string{
		"Only 3 left.": "gift-shop/1001",
		"Only left.":   "gift-shop/1001",
		"Only 3":       "",
		"3 left.":      "",
	} {
		got := runOwn(t, "", "-json", question)
		exact := ""
		if got.err == "" {
			exact = idsOf(documents(t, got.out))
		}
		assert.Equal(t, want, exact, question)
	}
	for _, question := range []string{
		`Duplicate values already exist for field Color of content type "Car".`,
		"Invalid key name. Keys are case-sensitive and 'a-zA-Z0-9_' are the only valid characters. The column is: 'a b'.",
	} {
		got := run("", question)
		assert.Equal(t, exitFound, got.code, question)
		assert.Empty(t, got.err)
	}
}

// That a request may have been carried out is part of what to do.
func TestMaybeDone(t *testing.T) {
	const sentence = "The request may have been carried out"
	assert.Contains(t, runOwn(t, "", "1002").out, sentence)
	assert.NotContains(t, runOwn(t, "", "1001").out, sentence)

	var markdown bytes.Buffer
	require.NoError(t, ownSet(t).WriteMarkdown(&markdown, language.English))
	sections := sectionsOf(markdown.String())
	assert.Contains(t, sections["1002 NoCart"], ", Retryable\n- "+english.MaybeDone+"\n")
	assert.NotContains(t, sections["1001 SoldOut"], sentence)

	api := string(ownSet(t).OpenAPI(language.English))
	assert.Contains(t, api, `"description": "The cart expired. Make a new one. `+english.MaybeDone+`"`)
	assert.Equal(t, 1, strings.Count(api, sentence))
	assert.Contains(t, string(ownSet(t).OpenAPI(language.Japanese)), japanese.MaybeDone)
}

// sectionsOf returns the sections of a Markdown page by their headings.
func sectionsOf(page string) map[string]string {
	sections := make(map[string]string)
	for _, part := range strings.Split(page, "\n## ")[1:] {
		heading, text, _ := strings.Cut(part, "\n")
		sections[heading] = text
	}
	return sections
}

// A list marks the codes that are deprecated, and can be narrowed to them.
func TestListMarksDeprecated(t *testing.T) {
	out := runOwn(t, "", "list").out
	assert.Contains(t, out, "gift-shop/429   429  TooMany   [Deprecated] Slow down.\n")
	assert.Equal(t, 1, strings.Count(out, "["))
	assert.Contains(t, runOwn(t, "", "list", "-lang", "ja").out, "[非推奨] ")
	assert.Equal(t, "gift-shop/429  429  TooMany  [Deprecated] Slow down.\n", runOwn(t, "", "list", "-deprecated").out)
	assert.NotContains(t, runOwn(t, "", "list", "-deprecated=false").out, "TooMany")
	assert.Contains(t, runOwn(t, "", "list", "-deprecated=perhaps").err, "want true or false")

	w := httptest.NewRecorder()
	ownSet(t).Handler().ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
	assert.Contains(t, w.Body.String(), `<span class="says" dir="auto">[Deprecated] Slow down.</span>`)
	assert.Equal(t, 1, strings.Count(w.Body.String(), "[Deprecated]"))
	var markdown bytes.Buffer
	require.NoError(t, ownSet(t).WriteMarkdown(&markdown, language.English))
	assert.Contains(t, markdown.String(), `| **TooMany**<br>\[Deprecated\] Slow down. |`)

	docs := documents(t, runOwn(t, "", "list", "-deprecated", "-json").out)
	require.Len(t, docs, 1)
	assert.Equal(t, "Since v2; use Broken.", docs[0].Deprecated)
	got := run("", "list", "-deprecated")
	assert.Equal(t, exitNotFound, got.code, "no built-in code is deprecated")
}

type note struct{}

func (note) Catalog() *errcode.Catalog { return noteCatalog }

var noteCatalog = errcode.Must(errcode.NewCatalog("note", errcode.FormatProblem,
	errcode.Info{Code: errcode.Number[note](1), Name: "Lines", HTTPStatus: 400, Message: "One.\nTwo."}))

// A message with a line break does not break a line of a list, of a log or of
// Go, and no description is none: not an empty line.
func TestLineBreaks(t *testing.T) {
	arabic := errcode.Must(errcode.NewTexts(language.Arabic, errcode.Text{Code: errcode.Number[note](1), Message: "سطر."}))
	set := Set{Command: "note", Catalogs: []*errcode.Catalog{noteCatalog}, Texts: []*errcode.Texts{arabic}}
	run := func(input string, args ...string) string {
		var out bytes.Buffer
		newProgram(set, environment{in: strings.NewReader(input), out: &out, err: &out}).run(args)
		return out.String()
	}
	assert.Equal(t, "note/1  400  Lines  One. Two.\n", run("", "list"))
	assert.Equal(t, "got note/1 [note/1 Lines: One. Two.] here\n", run("got note/1 here\n"))
	assert.NotContains(t, run("", "1"), "  \n")

	w := httptest.NewRecorder()
	set.Handler().ServeHTTP(w, httptest.NewRequest("GET", "/ar/note/1", nil))
	assert.Contains(t, w.Body.String(), "// One. Two.")
	assert.Contains(t, w.Body.String(), `<p class="lead" dir="auto">سطر.</p>`)
}

type assets struct{}

func (assets) Catalog() *errcode.Catalog { return nil }

// Catalogs whose pages would have the same addresses have none, and the error
// says why.
func TestAddressesThatClash(t *testing.T) {
	named := func(name string) *errcode.Catalog {
		return errcode.Must(errcode.NewCatalog(name, errcode.FormatProblem,
			errcode.Info{Code: errcode.Number[assets](1), Name: "One", HTTPStatus: 400, Message: "One."}))
	}
	arabic := errcode.Must(errcode.NewTexts(language.Arabic, errcode.Text{Code: errcode.Number[note](1), Message: "سطر."}))
	for name, catalogs := range map[string][]*errcode.Catalog{
		"assets": {named("assets")},
		"ar":     {noteCatalog, named("ar")},
		"note":   {noteCatalog, named("note")},
	} {
		set := Set{Command: "note", Catalogs: catalogs, Texts: []*errcode.Texts{arabic}}
		assert.ErrorContains(t, set.Export(t.TempDir()), "the catalog "+name+" cannot have pages")
		var out bytes.Buffer
		assert.Equal(t, exitUsage, newProgram(set, environment{err: &out}).run([]string{"serve"}))
		assert.Contains(t, out.String(), "cannot have pages")
		w := httptest.NewRecorder()
		set.handler(slog.New(slog.DiscardHandler)).ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
		assert.Equal(t, http.StatusInternalServerError, w.Code)
	}
}
