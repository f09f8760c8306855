// Package errdoc generates documentation of error codes from their catalogs: a
// command that explains codes and annotates logs, a website with a page for each
// code, OpenAPI components, Markdown and JSON. It works for any set of catalogs,
// built-in ones and those that [errcode.NewCatalog] makes.
//
// This is a complete command:
//
//	func main() {
//		errdoc.Set{Title: "Shop errors", Catalogs: []*errcode.Catalog{shop.Catalog}}.Main()
//	}
//
// Run it with -help to see what it can do. To serve the pages from your own
// program:
//
//	mux.Handle("/errors/", http.StripPrefix("/errors", set.Handler()))
package errdoc

import (
	"github.com/seed85f21a9e/errcode"
)

// A Set is what to document. The zero Set is the built-in catalogs. Its methods do
// not change it and are safe for concurrent use. Each call reads the catalogs
// again, so keep what [Set.Handler] returns.
type Set struct {
	// Title is the title of the pages and documents: "Shop errors". If it is
	// empty, it is made from the names of the catalogs, in each language.
	Title string

	// Command is the name of the command in its help and messages. If it is
	// empty, the name of the program is used.
	Command string

	// Version is what the command prints as its version. If it is empty, the
	// version of the program's module is used, as the go command recorded it.
	Version string

	// Catalogs are described in this order. If there are none, these are:
	// errcode.LeanCloud, errcode.Realtime, errcode.Backend. Nil catalogs and
	// repeated ones are left out.
	Catalogs []*errcode.Catalog

	// Texts add languages, or replace the texts in English or Chinese. A code
	// that has none here gets the texts of errcode.Info.In.
	Texts []*errcode.Texts

	// TypeURL is where the pages are published, as in errcode.Responder:
	// "https://docs.example.com/errors". It is used for canonical links and for
	// the links of the exported 404.html; all other links are relative. It may
	// be empty.
	TypeURL string

	// Examples are requests that provoke codes. Codes of the built-in catalogs
	// already have some. An example of a code that no catalog of the set lists
	// is left out.
	Examples []Example
}

// An Example is a request that provokes a code, and the answer to it.
type Example struct {
	Code errcode.Code

	// Request is the request in the form of HTTP/1.1: a line with method and
	// path, headers, an empty line, the body. Leave out what does not matter to
	// the code. Lines end in "\n".
	Request string

	// Response is the answer in the same form. If it is empty, it is made from
	// the code's status and body.
	Response string

	// Note says in one sentence what must be true for the request to fail this
	// way. It may be empty.
	Note string
}
