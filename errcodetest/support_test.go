package errcodetest_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode"
)

// A recorder is a testing.TB that keeps what is reported. It has no more
// methods than the checks may call: any other panics.
type recorder struct {
	testing.TB
	failures []string
	logs     []string
}

func (r *recorder) Helper() {}

func (r *recorder) Errorf(format string, args ...any) {
	r.failures = append(r.failures, fmt.Sprintf(format, args...))
}

func (r *recorder) Logf(format string, args ...any) {
	r.logs = append(r.logs, fmt.Sprintf(format, args...))
}

// failuresOf returns what a check reports.
func failuresOf(check func(t testing.TB)) []string {
	var r recorder
	check(&r)
	return r.failures
}

// inDirectory makes a directory with files the working directory of the test.
func inDirectory(t *testing.T, files map[string]string) {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(content), 0o666))
	}
	t.Chdir(dir)
}

// A shop is a catalog whose source the tests make up.
type shop struct{}

type shopCode = errcode.Number[shop]

func (shop) Catalog() *errcode.Catalog { return current }

// current is the catalog that the tests have put in the place of the whole one.
var current = whole

// failuresIn returns what a check reports of a catalog.
func failuresIn(c *errcode.Catalog, check func(t testing.TB)) []string {
	current = c
	defer func() { current = whole }()
	return failuresOf(check)
}

const (
	shopBroken  shopCode = 1000
	shopSoldOut shopCode = 1001
)

var (
	broken  = errcode.Info{Code: shopBroken, Name: "Broken", HTTPStatus: 500, Message: "Something broke.", Description: "The shop failed.", Remedy: "Try again later."}
	soldOut = errcode.Info{Code: shopSoldOut, Name: "SoldOut", HTTPStatus: 409, Kind: errcode.KindFailedPrecondition, Message: "Only {1} left.", Description: "There are fewer than were ordered.", Remedy: "Order fewer."}
	whole   = catalogOf(broken, soldOut)
)

// changed returns the catalog with another second row.
func changed(change func(*errcode.Info)) *errcode.Catalog {
	row := soldOut
	change(&row)
	return catalogOf(broken, row)
}

func catalogOf(rows ...errcode.Info) *errcode.Catalog {
	return errcode.Must(errcode.NewCatalog("shop", errcode.FormatProblem, rows...))
}

// shopSource is the source that fits the catalog.
const shopSource = `package shop

import "example.com/errcode"

type ShopCode = errcode.Number[shop]

type shop struct{}

const (
	ShopBroken ShopCode = 1000 + iota
	ShopSoldOut
)

var Catalog = errcode.Must(errcode.NewCatalog("shop", errcode.FormatProblem,
	errcode.Info{Code: ShopBroken, Name: "Broken", HTTPStatus: 500},
	errcode.Info{Code: ShopSoldOut, Name: "SoldOut", HTTPStatus: 409},
))
`
