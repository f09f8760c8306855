// Package lending has the error codes of a tool library, whose members borrow
// drills and ladders. The codes are in codes.tsv, one per line, with their texts
// in all languages; see the command errcodegen in errdoc.
// To add one, write its line and run
//
//	go generate ./... && ERRCODETEST_UPDATE=1 go test ./...
package lending

import "github.com/seed85f21a9e/errcode"

//go:generate go run github.com/seed85f21a9e/errcode/errdoc/errcodegen -type LendingCode codes.tsv

// A LendingCode is an error code of the tool library. It is an error, and has
// all the methods of the built-in codes.
type LendingCode = errcode.Number[lending]

// lending is what ties the type to the catalog.
type lending struct{}

func (lending) Catalog() *errcode.Catalog { return Catalog }

// The catalog and its texts other than English. The order matters: the texts
// look their codes up in the catalog.
var (
	// Catalog has the rows of codes.tsv. Its errors go out as problem
	// documents.
	Catalog = errcode.Must(errcode.NewCatalog("lending", errcode.FormatProblem, lendingRows()...))

	// Texts are the texts in Japanese and Traditional Chinese.
	Texts = lendingTexts()
)
