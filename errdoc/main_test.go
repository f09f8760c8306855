package errdoc

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/seed85f21a9e/errcode"
)

var update = flag.Bool("update", false, "write the golden files and docs")

// vendors is the set of the built-in catalogs.
var vendors = Set{Command: "errcode", Version: "v1.2.3"}

// A shop is an app of its own, with a format of its own, in two languages.
type shop struct{}

type shopCode = errcode.Number[shop]

func (shop) Catalog() *errcode.Catalog { return shopCatalog }

const (
	shopBroken   shopCode = 1000
	shopSoldOut  shopCode = 1001
	shopNoCart   shopCode = 1002
	shopTooMany  shopCode = 429
	shopNegative shopCode = -5
)

var shopCatalog = errcode.Must(errcode.NewCatalog("gift-shop", errcode.FormatProblem,
	errcode.Info{Code: shopBroken, Name: "Broken", HTTPStatus: 500, Message: "Something broke.", Description: "The shop failed.", Remedy: "Tell the owner."},
	errcode.Info{Code: shopSoldOut, Name: "SoldOut", HTTPStatus: 409, Kind: errcode.KindFailedPrecondition, Message: "Only {1} left.", Description: "There are fewer than were ordered.", Remedy: "Order fewer, or <wait>."},
	errcode.Info{Code: shopNoCart, Name: "NoCart", HTTPStatus: 404, Message: "No such cart.", Description: "The cart expired.", Remedy: "Make a new one.", Retryable: true, MaybeDone: true},
	errcode.Info{Code: shopTooMany, Name: "TooMany", HTTPStatus: 429, Message: "Slow down.", Deprecated: "Since v2; use Broken."},
	errcode.Info{Code: shopNegative, Name: "Negative", HTTPStatus: 400, Message: "Below zero."},
))

// ownSet returns the documentation of the shop.
func ownSet(t *testing.T) Set {
	t.Helper()
	japanese, err := errcode.NewTexts(language.Japanese,
		errcode.Text{Code: shopSoldOut, Message: "在庫が足りません。", Description: "注文より少ない在庫です。", Remedy: "数を減らしてください。"})
	require.NoError(t, err)
	return Set{
		Title: "Gift shop errors", Command: "shop", Catalogs: []*errcode.Catalog{shopCatalog, nil, shopCatalog},
		Texts: []*errcode.Texts{japanese, nil}, TypeURL: "https://shop.example/errors/",
		Examples: []Example{
			{Code: shopNoCart, Request: "GET /carts/1", Note: "The cart is a day old."},
			{Code: errcode.LeanCloudUserNotFound, Request: "of another set"},
		},
	}
}

// finderOf returns the finder of the built-in catalogs.
func finderOf() *finder {
	sharedFinder.once.Do(func() {
		sharedFinder.finder = newFinder(vendors.read())
		sharedFinder.scanner = newScanner(sharedFinder.finder)
	})
	return sharedFinder.finder
}

var sharedFinder struct {
	once sync.Once
	*finder
	scanner *scanner
}

// siteOf returns the site of the built-in catalogs.
func siteOf(t *testing.T) *site {
	t.Helper()
	s, err := newSite(vendors)
	require.NoError(t, err)
	return s
}

// A outcome is what a run of the command has left.
type outcome struct {
	out, err string
	code     int
}

// run runs the command of the built-in catalogs with some standard input.
func run(input string, args ...string) outcome {
	var out, err bytes.Buffer
	finder := finderOf()
	p := &program{environment: environment{in: strings.NewReader(input), out: &out, err: &err}, finder: finder, set: vendors, commands: commands(), scanner: sharedFinder.scanner}
	code := p.run(args)
	return outcome{out.String(), err.String(), code}
}

// runOwn runs the command of the shop.
func runOwn(t *testing.T, input string, args ...string) outcome {
	t.Helper()
	var out, err bytes.Buffer
	code := newProgram(ownSet(t), environment{in: strings.NewReader(input), out: &out, err: &err}).run(args)
	return outcome{out.String(), err.String(), code}
}

// documents reads the codes of a JSON answer.
func documents(t *testing.T, out string) []document {
	t.Helper()
	var docs []document
	require.NoError(t, json.Unmarshal([]byte(out), &docs), out)
	return docs
}

func idsOf(docs []document) string {
	return strings.Join(mapped(docs, func(d document) string { return d.ID }), " ")
}

// checkGolden compares what was written with a file in testdata.
func checkGolden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(got), 0o666))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, string(want), got, "%s differs; run \"go test ./errdoc -update\" and look at the difference", file)
}

func readTestdata(t *testing.T, name string) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("testdata", name))
	require.NoError(t, err)
	return content
}
