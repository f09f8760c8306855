// Command reference serves a web page about every error code of LeanCloud and
// Backend Services at http://127.0.0.1:8090/. It does what the serve command of
// examples/errcode does, in your own server: copy main, and give the Set your
// catalogs. From the root of the repository,
//
//	go run ./examples/reference
//
// See README.md for the addresses.
package main

import (
	"log"
	"net/http"

	"github.com/seed85f21a9e/errcode/errdoc"
)

func main() {
	log.Fatal(http.ListenAndServe("127.0.0.1:8090", errdoc.Set{}.Handler()))
}
