package errcode_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/seed85f21a9e/errcode"
)

type gift struct{}

func (gift) Catalog() *errcode.Catalog { return gifts }

type giftCode = errcode.Number[gift]

const (
	giftBroken   giftCode = 9000
	giftSoldOut  giftCode = -3
	giftTooLarge giftCode = 2147483647
)

var gifts = errcode.Must(errcode.NewCatalog("gift-shop", errcode.FormatLeanCloud,
	errcode.Info{Code: giftBroken, Name: "Broken", HTTPStatus: 500, Message: "Something broke."},
	errcode.Info{Code: giftSoldOut, Name: "SoldOut", HTTPStatus: 404, Kind: errcode.KindNotFound, Message: "Sold out.", Description: "Order something else.", Retryable: true},
	errcode.Info{Code: giftTooLarge, Name: "TooLarge", HTTPStatus: 413, Message: "{1} is larger than {2}.", Description: "The gift is too large."},
))

// A problemCode's catalog has no general failure.
type problem struct{}

func (problem) Catalog() *errcode.Catalog { return problems }

type problemCode = errcode.Number[problem]

var problems = errcode.Must(errcode.NewCatalog("problems", errcode.FormatProblem,
	errcode.Info{Code: problemCode(1), Name: "OutOfRange", HTTPStatus: 422, Message: "Out of range."}))

type vendors struct{}

func (vendors) Catalog() *errcode.Catalog { return errcode.LeanCloud }

type nowhere struct{}

func (nowhere) Catalog() *errcode.Catalog { return nil }

func TestOwnCodes(t *testing.T) {
	t.Parallel()
	assert.Equal(t, "gift-shop", gifts.Name())
	assert.Equal(t, 3, gifts.Len())
	assert.Equal(t, []errcode.Code{giftSoldOut, giftBroken, giftTooLarge}, slices.Collect(gifts.All()), "in ascending order")
	code, ok := gifts.Lookup(-3)
	assert.True(t, ok)
	assert.Equal(t, errcode.Code(giftSoldOut), code)
	code, ok = gifts.Lookup(5)
	assert.False(t, ok)
	assert.Equal(t, errcode.Code(giftCode(5)), code, "an unlisted number is a code of the type")
	for _, name := range []string{"SoldOut", "GiftShopSoldOut"} {
		code, ok = gifts.ByName(name)
		assert.True(t, ok, name)
		assert.Equal(t, errcode.Code(giftSoldOut), code, name)
	}

	info := giftSoldOut.Info()
	assert.Equal(t, errcode.Info{
		Code: giftSoldOut, Name: "SoldOut", Known: true, HTTPStatus: 404, Message: "Sold out.",
		Description: "Order something else.", Kind: errcode.KindNotFound, Retryable: true,
	}, info)
	assert.Equal(t, errcode.KindInternal, giftBroken.Info().Kind, "a kind that is left out comes of the status")
	assert.Equal(t, "Sold out.", giftSoldOut.Message())
	assert.Equal(t, 404, giftSoldOut.HTTPStatus())
	assert.Equal(t, -3, giftSoldOut.Number())
	unlisted := giftCode(5).Info()
	assert.Equal(t, errcode.Code(giftCode(5)), unlisted.Code)
	assert.False(t, unlisted.Known)

	assert.Equal(t, "gift-shop -3: Sold out|GiftShopSoldOut|-3|GiftShopSoldOut|GiftShopCode(5)|gift-shop 5: Unknown error",
		fmt.Sprintf("%v|%s|%d|%#v|%s|%v", giftSoldOut, giftSoldOut.String(), giftSoldOut, giftSoldOut, giftCode(5).String(), giftCode(5)))

	err := fmt.Errorf("ordering: %w", errcode.Wrap(giftSoldOut, errors.New("stock is 0")))
	for name, err := range map[string]error{"wrapped": err, "bare": fmt.Errorf("x: %w", giftSoldOut)} {
		assert.ErrorIs(t, err, giftSoldOut, name)
		assert.ErrorIs(t, err, errcode.KindNotFound, name)
		assert.ErrorIs(t, err, fs.ErrNotExist, name)
		assert.NotErrorIs(t, err, giftBroken, name)
		got, ok := errors.AsType[giftCode](err)
		assert.True(t, ok, name)
		assert.Equal(t, giftSoldOut, got, name)
		code, ok := errcode.CodeOf(err)
		assert.True(t, ok, name)
		assert.Equal(t, errcode.Code(giftSoldOut), code, name)
		assert.Equal(t, errcode.KindNotFound, errcode.KindOf(err), name)
		assert.True(t, errcode.Retryable(err), name)
	}
	assert.NotErrorIs(t, giftSoldOut, problemCode(-3))
	assert.NotErrorIs(t, giftCode(211), errcode.LeanCloudUserNotFound)

	text, err := json.Marshal(map[giftCode]giftCode{giftSoldOut: 5})
	require.NoError(t, err)
	assert.Equal(t, `{"gift-shop/-3":"gift-shop/5"}`, string(text))
	var back map[giftCode]giftCode
	require.NoError(t, json.Unmarshal(text, &back))
	assert.Equal(t, map[giftCode]giftCode{giftSoldOut: 5}, back)
	var list []giftCode
	require.NoError(t, json.Unmarshal([]byte(`[9000,"9000","SoldOut","GiftShopTooLarge"]`), &list))
	assert.Equal(t, []giftCode{giftBroken, giftBroken, giftSoldOut, giftTooLarge}, list)
	assert.Error(t, json.Unmarshal([]byte(`["leancloud/211"]`), &list))

	var buf bytes.Buffer
	slog.New(slog.NewJSONHandler(&buf, nil)).Error("failed", "code", giftSoldOut)
	assert.Contains(t, buf.String(), `"code":{"catalog":"gift-shop","number":-3,"name":"SoldOut","status":404,"message":"Sold out."}`)
}

func TestOwnCodesOverHTTP(t *testing.T) {
	t.Parallel()
	body := func(c *errcode.Catalog, err error) string { return string(c.AppendBody(nil, err)) }
	assert.Equal(t, `{"code":-3,"error":"Sold out."}`, body(gifts, giftSoldOut))
	assert.Equal(t, `{"code":9000,"error":"Something broke."}`, body(gifts, errors.New("secret")), "the general failure")
	assert.Equal(t, `{"code":-3,"error":"Sold out."}`, body(gifts, fs.ErrNotExist))
	assert.Equal(t, `{"code":-3,"error":"Sold out."}`, body(gifts, errcode.BackendItemNotFound))
	assert.Equal(t, `{"code":-3,"error":"Sold out."}`, body(gifts, errcode.LeanCloudUserNotFound), "211 would be a number of its own")
	assert.Equal(t, `{"code":-3,"error":"Sold out."}`, body(errcode.LeanCloud, giftSoldOut), "beside the vendor's")
	assert.Equal(t, `{"message":"Not found.","errorCode":600}`, body(errcode.Backend, giftSoldOut))
	assert.Equal(t, `{"message":"Unexpected error.","errorCode":1}`, body(errcode.Backend, giftCode(5)))
	assert.Equal(t, `{"code":2147483647,"error":"The gift is too large."}`, body(gifts, giftTooLarge))
	assert.Equal(t, `{"code":2147483647,"error":"A car is larger than a box."}`, body(gifts, errcode.New(giftTooLarge, errcode.WithArgs("A car", "a box"))))
	assert.Equal(t, `{"type":"urn:errcode:problems/1","title":"Out of range.","status":422,"detail":"Out of range.","code":1,"catalog":"problems"}`, body(problems, problemCode(1)))
	assert.Equal(t, `{"type":"urn:errcode:problems/0","title":"Unknown error.","status":500,"detail":"Unknown error.","code":0,"catalog":"problems"}`, body(problems, errors.New("secret")), "no general failure")

	e := gifts.DecodeBody(404, []byte(`{"code":-3,"error":"Gone for good."}`))
	assert.ErrorIs(t, e, giftSoldOut)
	assert.Equal(t, "Gone for good.", e.Message())
	e = gifts.DecodeBody(400, []byte(`{"code":77,"error":"New."}`))
	assert.Equal(t, errcode.Code(giftCode(77)), e.Code())
	e = gifts.DecodeBody(404, []byte(`<html>`))
	assert.True(t, e.Inferred())
	assert.ErrorIs(t, e, giftSoldOut)
	for _, code := range []problemCode{1, 99} {
		assert.ErrorIs(t, problems.DecodeBody(code.HTTPStatus(), []byte(body(problems, code))), code)
	}
	doc := []byte(`{"type":"https://example.com/gift-shop/-3","title":"Sold out.","status":404}`)
	assert.True(t, errcode.LeanCloud.DecodeBody(404, doc).Inferred(), "a catalog that is not known here")
	assert.ErrorIs(t, gifts.DecodeBody(404, doc), giftSoldOut)

	rp := errcode.Responder{Languages: []language.Tag{language.SimplifiedChinese, language.English}}
	w := httptest.NewRecorder()
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	rp.WriteError(w, r, giftSoldOut)
	assert.Equal(t, `{"code":-3,"error":"Sold out."}`, w.Body.String(), "a language that the catalog has")
	assert.Equal(t, "en", w.Header().Get("Content-Language"))
}

func TestNewCatalogErrors(t *testing.T) {
	t.Parallel()
	ok := errcode.Info{Code: giftCode(1), Name: "One", HTTPStatus: 400}
	with := func(change func(*errcode.Info)) []errcode.Info {
		bad := errcode.Info{Code: giftCode(2), Name: "Two", HTTPStatus: 400}
		change(&bad)
		return []errcode.Info{ok, bad}
	}
	tests := []struct {
		name    string
		catalog string
		format  errcode.Format
		rows    []errcode.Info
		want    string
	}{
		{"no name", "", 0, []errcode.Info{ok}, `errcode: "" is not a valid catalog name: use lower-case letters, digits and hyphens, starting with a letter`},
		{"capital", "Shop", 0, []errcode.Info{ok}, `errcode: "Shop" is not a valid catalog name: use lower-case letters, digits and hyphens, starting with a letter`},
		{"slash", "a/b", 0, []errcode.Info{ok}, `errcode: "a/b" is not a valid catalog name: use lower-case letters, digits and hyphens, starting with a letter`},
		{"digit first", "1a", 0, []errcode.Info{ok}, `errcode: "1a" is not a valid catalog name: use lower-case letters, digits and hyphens, starting with a letter`},
		{"vendor's name", "leancloud", 0, []errcode.Info{ok}, `errcode: a catalog named "leancloud" exists already`},
		{"format", "shop", 9, []errcode.Info{ok}, `errcode: catalog shop: Format(9) is not a format`},
		{"no rows", "shop", 0, nil, `errcode: catalog shop has no rows`},
		{"nil code", "shop", 0, with(func(i *errcode.Info) { i.Code = nil }), `errcode: catalog shop, row 2 (Two): it has no code`},
		{"typed nil code", "shop", 0, with(func(i *errcode.Info) { i.Code = (*giftCode)(nil) }), `errcode: catalog shop, row 2 (Two): it has no code`},
		{"vendor's code", "shop", 0, with(func(i *errcode.Info) { i.Code = errcode.LeanCloudTimeout }), `errcode: catalog shop, row 2 (Two): its code has the type errcode.LeanCloudCode, which is not a Number`},
		{"another type", "shop", 0, with(func(i *errcode.Info) { i.Code = problemCode(2) }), `errcode: catalog shop, row 2 (Two): its code has the type errcode.Number[github.com/seed85f21a9e/errcode_test.problem], the one before it has errcode.Number[github.com/seed85f21a9e/errcode_test.gift]`},
		{"beyond 32 bits", "shop", 0, with(func(i *errcode.Info) { i.Code = giftCode(1 << 40) }), `errcode: catalog shop, row 2 (Two): its number 1099511627776 does not fit in 32 bits`},
		{"0 for all that has no code", "shop", 0, with(func(i *errcode.Info) { i.Code, i.HTTPStatus, i.Kind = giftCode(0), 404, 0 }),
			`errcode: catalog shop has no row of KindInternal, so errors without a code would be answered with its row 0 (Two): add such a row, or give that one another number`},
		{"number twice", "shop", 0, with(func(i *errcode.Info) { i.Code = giftCode(1) }), `errcode: catalog shop, row 2 (Two): its number 1 already belongs to One`},
		{"no row name", "shop", 0, with(func(i *errcode.Info) { i.Name = "" }), `errcode: catalog shop, row 2 (): it has no name`},
		{"name twice", "shop", 0, with(func(i *errcode.Info) { i.Name = "One" }), `errcode: catalog shop, row 2 (One): its name is given twice`},
		{"name of no identifier", "shop", 0, with(func(i *errcode.Info) { i.Name = "1/2" }), `errcode: catalog shop, row 2 (1/2): its name is not a Go identifier`},
		{"no status", "shop", 0, with(func(i *errcode.Info) { i.HTTPStatus = 0 }), `errcode: catalog shop, row 2 (Two): its HTTP status is 0, not one from 400 to 599`},
		{"status of a success", "shop", 0, with(func(i *errcode.Info) { i.HTTPStatus = 200 }), `errcode: catalog shop, row 2 (Two): its HTTP status is 200, not one from 400 to 599`},
		{"status too high", "shop", 0, with(func(i *errcode.Info) { i.HTTPStatus = 600 }), `errcode: catalog shop, row 2 (Two): its HTTP status is 600, not one from 400 to 599`},
		{"kind", "shop", 0, with(func(i *errcode.Info) { i.Kind = 99 }), `errcode: catalog shop, row 2 (Two): Kind(99) is not a kind`},
		{"parameter left out", "shop", 0, with(func(i *errcode.Info) { i.Message = "{2} only" }), `errcode: catalog shop, row 2 (Two): its message "{2} only" leaves out a parameter`},
		{"tenth parameter", "shop", 0, with(func(i *errcode.Info) { i.Message = "{1} and {10}" }), `errcode: catalog shop, row 2 (Two): its message has {10}, and parameters are {1} to {9}`},
		{"parameter zero", "shop", 0, with(func(i *errcode.Info) { i.Message = "{0}" }), `errcode: catalog shop, row 2 (Two): its message has {0}, and parameters are {1} to {9}`},
		{"message not UTF-8", "shop", 0, with(func(i *errcode.Info) { i.Message = "caf\xe9" }), `errcode: catalog shop, row 2 (Two): its message "caf\xe9" is not UTF-8`},
		{"description not UTF-8", "shop", 0, with(func(i *errcode.Info) { i.Description = "\xff" }), `errcode: catalog shop, row 2 (Two): its description "\xff" is not UTF-8`},
		{"remedy not UTF-8", "shop", 0, with(func(i *errcode.Info) { i.Remedy = "\xff" }), `errcode: catalog shop, row 2 (Two): its remedy "\xff" is not UTF-8`},
		{"deprecation not UTF-8", "shop", 0, with(func(i *errcode.Info) { i.Deprecated = "\xff" }), `errcode: catalog shop, row 2 (Two): its deprecation "\xff" is not UTF-8`},
		{"row name not UTF-8", "shop", 0, with(func(i *errcode.Info) { i.Name = "Tw\xf6" }), `errcode: catalog shop, row 2 ("Tw\xf6"): its name is not a Go identifier`},
		{"line break in a row name", "shop", 0, with(func(i *errcode.Info) { i.Name = "Two\n2026 ERROR" }), `errcode: catalog shop, row 2 ("Two\n2026 ERROR"): its name is not a Go identifier`},
		{"invisible character in a row name", "shop", 0, with(func(i *errcode.Info) { i.Name = "Tw\u200bo" }), `errcode: catalog shop, row 2 ("Tw\u200bo"): its name is not a Go identifier`},
		{"control character", "shop", 0, with(func(i *errcode.Info) { i.Message = "a\x1b[31mb" }), `errcode: catalog shop, row 2 (Two): its message "a\x1b[31mb" has the control character U+001B`},
		{"control character in a description", "shop", 0, with(func(i *errcode.Info) { i.Description = "a\u0085\u009b" }), `errcode: catalog shop, row 2 (Two): its description "a\u0085\u009b" has the control character U+0085`},
		{"variant", "shop", 0, with(func(i *errcode.Info) { i.Code = giftCode(1 | 1<<32) }), `errcode: catalog shop, row 2 (Two): its number 4294967297 does not fit in 32 bits`},
		{"below 32 bits", "shop", 0, with(func(i *errcode.Info) { i.Code = giftCode(-1<<31 - 1) }), `errcode: catalog shop, row 2 (Two): its number -2147483649 does not fit in 32 bits`},
		{"a vendor's catalog", "shop", 0, with(func(i *errcode.Info) { i.Code = errcode.Number[vendors](2) }), `errcode: catalog shop, row 2 (Two): the method Catalog of its code returns the catalog leancloud, which is built in`},
		{"line break in the catalog's name", "a\nb", 0, []errcode.Info{ok}, `errcode: "a\nb" is not a valid catalog name: use lower-case letters, digits and hyphens, starting with a letter`},
		{"long name", "a" + strings.Repeat("b", 64), 0, []errcode.Info{ok}, `errcode: the catalog name "a` + strings.Repeat("b", 63) + `"… is longer than 64 bytes`},
		{"look-alike in the catalog's name", "shор", 0, []errcode.Info{ok}, `errcode: "shор" is not a valid catalog name: use lower-case letters, digits and hyphens, starting with a letter`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := errcode.NewCatalog(tt.catalog, tt.format, tt.rows...)
			assert.Nil(t, c)
			assert.EqualError(t, err, tt.want)
		})
	}
	assert.Panics(t, func() { errcode.Must(errcode.NewCatalog("", 0)) })
}

// Texts of several lines are fine, and so are characters that some scripts need.
func TestTextsOfRows(t *testing.T) {
	t.Parallel()
	const text = "می\u200cخواهم: {a}, {},\n\tor {1}."
	c, err := errcode.NewCatalog("shop", errcode.FormatLeanCloud, errcode.Info{
		Code: giftCode(-1 << 31), Name: "Größe٣", HTTPStatus: 400, Message: text, Description: text, Remedy: text, Deprecated: text})
	require.NoError(t, err)
	code, found := c.ByName("Größe٣")
	assert.True(t, found)
	assert.Equal(t, -1<<31, code.Number())
}

// The first row of a kind that is given stands for it, whatever its number.
func TestFirstRowStandsForItsKind(t *testing.T) {
	t.Parallel()
	c, err := errcode.NewCatalog("ledger", errcode.FormatLeanCloud,
		errcode.Info{Code: giftCode(2000), Name: "General", HTTPStatus: 500, Message: "General."},
		errcode.Info{Code: giftCode(1000), Name: "Other", HTTPStatus: 500, Message: "Other."})
	require.NoError(t, err)
	assert.Equal(t, 2000, c.Translate(errors.New("x")).Number())
}

// A code whose catalog is nil, because it is used before the variable is set,
// is a number that no catalog lists.
func TestNumberWithoutCatalog(t *testing.T) {
	t.Parallel()
	code := errcode.Number[nowhere](7)
	assert.Equal(t, "errcode 7: Unknown error", code.Error())
	assert.Equal(t, 400, code.HTTPStatus())
	assert.False(t, code.Info().Known)
	assert.Equal(t, errcode.Code(code), code.Info().Code)
	assert.ErrorIs(t, code, code)
	assert.NotNil(t, code.Catalog())
	w := httptest.NewRecorder()
	errcode.WriteError(w, nil, code)
	assert.Equal(t, 400, w.Code)
}

// Texts that are made before their catalog say so.
func TestTextsBeforeTheirCatalog(t *testing.T) {
	t.Parallel()
	_, err := errcode.NewTexts(language.Japanese, errcode.Text{Code: errcode.Number[nowhere](1), Message: "x"})
	assert.ErrorContains(t, err, "the catalog of its code is nil: make the texts after the catalog, in the same file")
}
