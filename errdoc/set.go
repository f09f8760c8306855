// Package errdoc makes the documentation of error codes out of their catalogs: a
// command line that explains codes and annotates logs, a web site with a page for
// each code, OpenAPI components, Markdown and JSON. It does so for any set of
// catalogs, the built-in ones of package errcode and those that [errcode.NewCatalog]
// makes.
//
// This is a whole command:
//
//	func main() {
//		errdoc.Set{Title: "Shop errors", Catalogs: []*errcode.Catalog{shop.Catalog}}.Main()
//	}
//
// Run it with -help to see what it can do. The same set serves the pages from a
// program of your own:
//
//	mux.Handle("/errors/", http.StripPrefix("/errors", set.Handler()))
package errdoc

import (
	"github.com/seed85f21a9e/errcode"
)

// A Set is what the documentation is about. Its methods do not change it and are
// safe for concurrent use. Each of them reads the catalogs again, so keep what
// [Set.Handler] returns.
type Set struct {
	// Title names the set on its pages and in its documents: "Shop errors". If
	// it is empty, the names of the catalogs make one, in each language.
	Title string

	// Command is the name of the command in its help and messages. If it is
	// empty, the name of the program is used.
	Command string

	// Version is what the command prints as its version. If it is empty, that
	// is the version of the program's module as the go command recorded it.
	Version string

	// Catalogs are described in this order. If there are none, the set has the
	// built-in catalogs: errcode.LeanCloud, errcode.Realtime, errcode.Backend.
	// Nil catalogs and repeated ones are left out. For pages, their names must
	// differ from each other, from the tags of the languages, and from
	// "assets".
	Catalogs []*errcode.Catalog

	// Texts add languages, or other words in English or Chinese. A code that
	// they lack is described as errcode.Info.In does it.
	Texts []*errcode.Texts

	// TypeURL is where the pages are published, as in errcode.Responder:
	// "https://docs.example.com/errors". Pages link to each other in relative
	// ways and do not need it. It makes their addresses canonical, and tells
	// the exported page for missing addresses where its links lead.
	TypeURL string

	// Examples show requests that provoke codes. Those of the built-in
	// catalogs are known already. An example of a code that no catalog of the
	// set lists is left out.
	Examples []Example
}

// An Example is a request that provokes a code, and the answer to it.
type Example struct {
	Code errcode.Code

	// Request is the request as it is written in HTTP/1.1, without what does
	// not matter to the code: a line of method and path, headers, an empty
	// line, the body. Lines end in "\n".
	Request string

	// Response is the answer in the same form. If it is empty, that is the
	// status and the body that the catalog answers the code with.
	Response string

	// Note says in one sentence what has to be true for the request to fail so.
	// It may be empty.
	Note string
}
