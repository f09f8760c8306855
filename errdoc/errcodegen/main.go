// Command errcodegen generates the Go source of your own catalog from a table
// of its codes, so that each code is written in one place:
//
//	//go:generate go run github.com/seed85f21a9e/errcode/errdoc/errcodegen -type ShopCode codes.tsv
//
// The table is UTF-8 text with tabs between its cells, which any spreadsheet
// reads and writes. A cell in quotation marks, with those inside doubled, is
// read without them. The first line names the columns, in any order and case:
//
//	number       the number on the wire
//	name         the constant's name without its prefix: SoldOut
//	status       the HTTP status, 400 to 599
//	kind         such as NotFound; if empty, inferred from the status
//	retryable    yes, if the same request may succeed later; otherwise empty
//	maybe done   yes, if the request may have been carried out; otherwise empty
//	message      what clients get, with {1}, {2}, … for arguments
//	description  what happened
//	remedy       what to do about it
//	deprecated   since when the code is no longer used, and what to use instead;
//	             empty while it is in use
//
// The columns number, name and status are required. Each additional language
// has the columns message:ja, description:ja and remedy:ja, and for messages
// with parameters template:ja; message:ja is then a wording without them.
//
// Each other line is a code. If several codes have the same kind, the first one
// represents the kind; see [errcode.NewCatalog]. Lines that begin with # are
// comments, which are copied above the constants. An empty line separates
// groups of constants.
//
// From codes.tsv it generates codes_gen.go in the same directory. That file has
// the constants, whose prefix is the type's name without "Code"; the function
// shopRows, which returns the rows for [errcode.NewCatalog]; and shopTexts,
// which returns the texts in additional languages. You write the type and the
// catalog, and after the catalog the texts, in the same file:
//
//	type ShopCode = errcode.Number[shop]
//
//	type shop struct{}
//
//	func (shop) Catalog() *errcode.Catalog { return Catalog }
//
//	var (
//		Catalog = errcode.Must(errcode.NewCatalog("shop", errcode.FormatProblem, shopRows()...))
//		Texts   = shopTexts()
//	)
//
// Give the catalog the name of the prefix, shop for Shop: String and the
// pages make a constant's name from the catalog's.
//
// In a test, errcodetest.Generated reports a stale file.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/seed85f21a9e/errcode/internal/codetable"
)

func main() {
	if err := run(os.Args[1:], os.Getenv("GOPACKAGE")); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "errcodegen:", err)
		os.Exit(1)
	}
}

// run makes the source of a table in a package.
func run(args []string, pkg string) error {
	flags := flag.NewFlagSet("errcodegen", flag.ContinueOnError)
	flags.Usage = func() {
		_, _ = fmt.Fprintf(flags.Output(), "Usage: errcodegen -type ShopCode [-package shop] codes.tsv\n\nSee go doc github.com/seed85f21a9e/errcode/errdoc/errcodegen.\n\n")
		flags.PrintDefaults()
	}
	var o codetable.Options
	flags.StringVar(&o.Type, "type", "", "the code type's `name`, such as ShopCode")
	flags.StringVar(&o.Package, "package", pkg, "the package's `name`; go generate sets it")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() != 1 || o.Type == "" {
		return errors.New("-type and one table are required; see -help")
	}
	if o.Package == "" {
		return errors.New("-package is required where go generate does not set it; see -help")
	}
	table := flags.Arg(0)
	content, err := os.ReadFile(table)
	if err != nil {
		return err
	}
	o.Dir, o.Table = filepath.Split(table)
	source, err := codetable.Source(o, content)
	if err != nil {
		return err
	}
	return os.WriteFile(codetable.OutputOf(table), source, 0o666)
}
