package errcodetest_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/seed85f21a9e/errcode/errcodetest"
)

// checkSource checks the shop's catalog against some source.
func checkSource(t *testing.T, files map[string]string) []string {
	t.Helper()
	inDirectory(t, files)
	return failuresOf(func(t testing.TB) { errcodetest.Catalog(t, whole) })
}

// renamed is the shop's source with another prefix.
func renamed(prefix string) string {
	return strings.NewReplacer("ShopCode", prefix+"Code", "ShopBroken", prefix+"Broken", "ShopSoldOut", prefix+"SoldOut").Replace(shopSource)
}

func TestConstants(t *testing.T) {
	const twoConstants = "package shop; type shop struct{}; const (A, B = "
	tests := []struct {
		name  string
		files map[string]string
		want  []string
	}{
		{"in order", map[string]string{"shop.go": shopSource}, nil},
		{"without an alias, in two files", map[string]string{
			"a.go": "package shop; type shop struct{}; const broken errcode.Number[shop] = low",
			"b.go": "package shop; import . \"errcode\"; const ( low = 1000; SoldOut = Number[shop](low+1) )",
		}, nil},
		{"of other types", map[string]string{"shop.go": shopSource, "other.go": "package shop\nconst limit = 5\nconst _ ShopCode = 9\ntype OtherCode = errcode.Number[other]\nconst OtherX OtherCode = 7\n"}, nil},
		{"in a test", map[string]string{"shop.go": shopSource, "shop_test.go": "package shop\nconst unlisted ShopCode = 5\n"}, nil},
		{"in another package of the directory", map[string]string{"shop.go": shopSource, "gen.go": "//go:build ignore\n\npackage main\nconst ShopX ShopCode = 5\n"}, nil},
		{"within a function", map[string]string{"shop.go": shopSource, "f.go": "package shop\nfunc f() { const x ShopCode = 5 }\n"}, nil},
		{"without a row", map[string]string{"shop.go": shopSource, "more.go": "package shop\n\nconst ShopNoCart ShopCode = -7\n"}, []string{
			`more.go:3:7: ShopNoCart (-7) has no row: write {Code: ShopNoCart, Name: "NoCart", HTTPStatus: …, Message: "…", Description: "…", Remedy: "…"} among those of NewCatalog`}},
		{"beyond 32 bits", map[string]string{"shop.go": shopSource, "more.go": "package shop\nconst Huge ShopCode = 1 << 40\n"}, []string{
			`more.go:2:7: Huge (1099511627776) has no row: write {Code: Huge, Name: "Huge", HTTPStatus: …, Message: "…", Description: "…", Remedy: "…"} among those of NewCatalog`}},
		{"of another name", map[string]string{"shop.go": strings.ReplaceAll(shopSource, "ShopSoldOut", "ShopEmpty")}, []string{
			`shop.go:11:2: ShopEmpty (1001) is the row SoldOut: write Name: "Empty" in its row, or another number`}},
		{"of the catalog's prefix and more", map[string]string{"shop.go": strings.ReplaceAll(shopSource, "ShopSoldOut", "ShopNotSoldOut")}, []string{
			`shop.go:11:2: ShopNotSoldOut (1001) is the row SoldOut: write Name: "NotSoldOut" in its row, or another number`}},
		{"of another prefix", map[string]string{"shop.go": renamed("Store")}, []string{
			`shop.go:10:2: StoreBroken (1000) is named ShopBroken by String, Info.Constant and the pages, after the catalog shop: name the catalog after the prefix Store, or the constants after the catalog`}},
		{"of another prefix, not exported", map[string]string{"shop.go": renamed("store")}, []string{
			`shop.go:10:2: storeBroken (1000) is named ShopBroken by String, Info.Constant and the pages, after the catalog shop: name the catalog after the prefix store, or the constants after the catalog`}},
		{"of a longer prefix", map[string]string{"shop.go": renamed("ShopFront")}, []string{
			`shop.go:10:2: ShopFrontBroken (1000) is named ShopBroken by String, Info.Constant and the pages, after the catalog shop: name the catalog after the prefix ShopFront, or the constants after the catalog`}},
		{"of two prefixes", map[string]string{"shop.go": strings.ReplaceAll(shopSource, "ShopSoldOut", "ErrSoldOut")}, []string{
			`shop.go:11:2: ErrSoldOut (1001) is named ShopSoldOut by String, Info.Constant and the pages, after the catalog shop: name the catalog after the prefix Err, or the constants after the catalog`}},
		{"of another case", map[string]string{"shop.go": renamed("SHOP")}, nil},
		{"not exported", map[string]string{"shop.go": renamed("shop")}, nil},
		{"missing", map[string]string{"shop.go": strings.ReplaceAll(shopSource, "\tShopSoldOut\n", "")}, []string{
			`shop.go:15:2: ShopSoldOut (1001) has no constant: write ShopSoldOut ShopCode = 1001 in shop.go`}},
		{"a number in the row", map[string]string{"shop.go": strings.NewReplacer("\tShopSoldOut\n", "", "Code: ShopSoldOut", "Code: ShopCode(1001)").Replace(shopSource)}, []string{
			`shop.go:15:2: ShopSoldOut (1001) has no constant: write ShopSoldOut ShopCode = 1001 in shop.go`}},
		{"none", map[string]string{"shop.go": "package shop; type shop struct{}"}, []string{
			"catalog shop: no constant of type errcode.Number[shop] is declared where that type is"}},
		{"elsewhere", map[string]string{"other.go": "package other"}, []string{
			"catalog shop: no Go file of the working directory declares the type shop of its errcode.Number[shop] at the top level: move the test into the directory of the package that does, and run it with go test"}},
		{"in a file that cannot be read", map[string]string{"shop.go": "package shop\nfunc {\n"}, []string{
			"catalog shop: its source cannot be read: shop.go:2:6: expected 'IDENT', found '{'"}},
		{"of a package that does not compile", map[string]string{"shop.go": twoConstants + "x, y); func f() { return 1 }"}, []string{
			"catalog shop: no constant of type errcode.Number[shop] is declared where that type is"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			assert.Equal(t, test.want, checkSource(t, test.files))
		})
	}
}

func TestComparisons(t *testing.T) {
	const want = "use.go:4:%: an error that has been wrapped is not equal to ShopSoldOut: write errors.Is(err, ShopSoldOut)"
	tests := []struct {
		name, body string
		column     string // of the mistake; empty: none
	}{
		{"equal", "return err == ShopSoldOut", "15"},
		{"unequal, the other way round", "return (ShopSoldOut) != err", "9"},
		{"switch", "switch err { case nil, ShopSoldOut: }", "24"},
		{"of an error of another package", "_, err := http.Get(``); return err == ShopSoldOut", "39"},
		{"of an error of another name", "if failure := f(nil); failure == ShopSoldOut { }", "34"},
		{"of a code", "var code ShopCode; return errors.As(err, &code) && code == ShopSoldOut", ""},
		{"of something of another package", "code, ok := x.CodeOf(err); switch code { case ShopSoldOut: }", ""},
		{"of a code named err", "{ err := ShopBroken; return err == ShopSoldOut }", ""},
		{"with a local of that name", "ShopSoldOut := err; return err == ShopSoldOut", ""},
		{"with something else", "return err == nil || err == io.EOF", ""},
		{"without a tag", "switch { case errors.Is(err, ShopSoldOut): }; switch err.(type) { case ShopCode: }", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			use := "package shop\n\nfunc f(error) (err error) { return }; func use(err error) bool {\n" + test.body + "\nreturn true }\n"
			var expected []string
			if test.column != "" {
				expected = []string{strings.Replace(want, "%", test.column, 1)}
			}
			assert.Equal(t, expected, checkSource(t, map[string]string{"shop.go": shopSource, "use.go": use}), use)
		})
	}
	test := "package shop\nfunc use(err error) bool { return err == ShopSoldOut }\n"
	assert.Empty(t, checkSource(t, map[string]string{"shop.go": shopSource, "use_test.go": test}), "a test may compare")
}
