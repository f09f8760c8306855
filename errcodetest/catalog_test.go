package errcodetest_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/errcodetest"
)

// The catalog of these tests is declared in test files, and is in order.
func TestCatalogOfATest(t *testing.T) {
	errcodetest.Catalog(t, whole)
}

func TestRows(t *testing.T) {
	tests := []struct {
		name    string
		catalog *errcode.Catalog
		want    []string
	}{
		{"in order", whole, nil},
		{"no catalog", nil, []string{"the catalog is nil or has no rows"}},
		{"no message", changed(func(i *errcode.Info) { i.Message = "" }), []string{
			`shop.go:16:2: ShopSoldOut (1001) has no message for clients: write Message: "…", one short sentence, in its row`}},
		{"no description", changed(func(i *errcode.Info) { i.Message, i.Description = "Sold out.", "" }), []string{
			`shop.go:16:2: ShopSoldOut (1001) has no description: write Description: "…", what happened, in its row`}},
		{"no description for parameters", changed(func(i *errcode.Info) { i.Description = "" }), []string{
			`shop.go:16:2: ShopSoldOut (1001) has parameters and no description, which clients get when an error has no arguments: write Description: "…", what happened, in its row`}},
		{"no remedy", changed(func(i *errcode.Info) { i.Remedy = "" }), []string{
			`shop.go:16:2: ShopSoldOut (1001) has no remedy: write Remedy: "…", what to do about it, in its row`}},
		{"parameters elsewhere", changed(func(i *errcode.Info) { i.Description, i.Remedy = "Only {1}.", "Order {2}." }), []string{
			"shop.go:16:2: ShopSoldOut (1001) has {1} in its description, where nothing fills it in: use other words",
			"shop.go:16:2: ShopSoldOut (1001) has {2} in its remedy, where nothing fills it in: use other words"}},
	}
	inDirectory(t, map[string]string{"shop.go": shopSource})
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			assert.Equal(t, test.want, failuresIn(test.catalog, func(t testing.TB) { errcodetest.Catalog(t, test.catalog) }))
		})
	}
}

func TestTexts(t *testing.T) {
	brokenText := errcode.Text{Code: shopBroken, Message: "故障です。", Description: "故障しました。", Remedy: "お待ちください。"}
	soldOutText := errcode.Text{Code: shopSoldOut, Message: "売り切れです。", Template: "残りは{1}個です。", Description: "足りません。", Remedy: "数を減らしてください。"}
	japanese := func(change func(*errcode.Text)) []*errcode.Texts {
		text := soldOutText
		change(&text)
		return []*errcode.Texts{errcode.Must(errcode.NewTexts(language.Japanese, brokenText, text))}
	}
	one := func(text errcode.Text) *errcode.Texts {
		return errcode.Must(errcode.NewTexts(language.Japanese, text))
	}
	tests := []struct {
		name  string
		texts []*errcode.Texts
		want  []string
	}{
		{"in order", japanese(func(*errcode.Text) {}), nil},
		{"in two parts", []*errcode.Texts{one(soldOutText), nil, one(brokenText)}, nil},
		{"missing", []*errcode.Texts{one(soldOutText)}, []string{
			`shop.go:15:2: ShopBroken (1000) has no text in ja: write {Code: ShopBroken, Message: "…", Description: "…", Remedy: "…"} in the texts of that language`}},
		{"missing in one of two languages", append(japanese(func(*errcode.Text) {}), errcode.Must(errcode.NewTexts(language.Korean, brokenText))), []string{
			`shop.go:16:2: ShopSoldOut (1001) has no text in ko: write {Code: ShopSoldOut, Message: "…", Description: "…", Remedy: "…"} in the texts of that language`}},
		{"no description", japanese(func(x *errcode.Text) { x.Description = "" }), []string{
			`texts.go:2:19: ShopSoldOut (1001) in ja has no description: write Description: "…", what happened, in its text`}},
		{"no remedy", japanese(func(x *errcode.Text) { x.Remedy = "" }), []string{
			`texts.go:2:19: ShopSoldOut (1001) in ja has no remedy: write Remedy: "…", what to do about it, in its text`}},
		{"no template", japanese(func(x *errcode.Text) { x.Template = "" }), []string{
			`texts.go:2:19: ShopSoldOut (1001) in ja has no template, so the arguments of an error are lost: write Template: "Only {1} left." in its text, translated`}},
		{"a template without need", []*errcode.Texts{one(soldOutText), one(errcode.Text{Code: shopBroken, Message: "故障です。", Template: "故障です。", Description: "故障しました。", Remedy: "{1}"})}, []string{
			"shop.go:15:2: ShopBroken (1000) in ja has a template, which is never used, since the message of the row has no parameters: remove it",
			"shop.go:15:2: ShopBroken (1000) in ja has {1} in its remedy, where nothing fills it in: use other words"}},
	}
	inDirectory(t, map[string]string{"shop.go": shopSource, "texts.go": "package shop\nvar texts = []any{errcode.Text{Code: ShopSoldOut, Message: \"売り切れです。\"}}\n"})
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			assert.Equal(t, test.want, failuresOf(func(t testing.TB) { errcodetest.Catalog(t, whole, test.texts...) }))
		})
	}
}

// What codes say is in the catalog that their type names.
func TestCatalogThatIsNotTheCodes(t *testing.T) {
	other := changed(func(i *errcode.Info) { i.Remedy = "" })
	want := []string{"the codes of the catalog shop are of another one: let the method Catalog of the type argument of their errcode.Number return this catalog"}
	assert.Equal(t, want, failuresOf(func(t testing.TB) { errcodetest.Catalog(t, other) }))
	assert.Equal(t, want, failuresOf(func(t testing.TB) { errcodetest.Lock(t, other, "codes.lock") }))
}

// Texts of an app for a built-in catalog are checked too.
func TestBuiltInCatalogs(t *testing.T) {
	for _, c := range []*errcode.Catalog{errcode.Backend, errcode.LeanCloud, errcode.Realtime} {
		errcodetest.Catalog(t, c)
	}
	texts, err := errcode.NewTexts(language.Japanese, errcode.Text{Code: errcode.LeanCloudUserNotFound, Message: "いません。", Description: "いません。", Remedy: "登録してください。"})
	require.NoError(t, err)
	got := failuresOf(func(t testing.TB) { errcodetest.Catalog(t, errcode.LeanCloud, texts) })
	assert.Len(t, got, errcode.LeanCloud.Len()-1)
	assert.Contains(t, got[0], "has no text in ja")
}
