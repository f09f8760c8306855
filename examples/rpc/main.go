// Command rpc serves a list of users to two sorts of clients at one address:
// REST clients with the SDKs of LeanCloud, and RPC clients of the protocols
// Connect, gRPC and gRPC-Web. Both get the errors of the same handler, each in
// the form that it understands. In this directory,
//
//	go run . -addr localhost:8080
//	curl localhost:8080/1.1/users/bob
//	curl --json '"bob"' localhost:8080/users.v1.Users/Find
//
// Copy handler.go; README.md explains the files.
package main

import (
	"flag"
	"log"
	"net/http"

	"golang.org/x/text/language"

	"github.com/seed85f21a9e/errcode"
)

func main() {
	addr := flag.String("addr", "localhost:8080", "address to listen on")
	flag.Parse()

	responder := &errcode.Responder{
		Catalog:   errcode.LeanCloud,
		Languages: []language.Tag{language.English, language.Chinese},
		TypeURL:   "https://users.example.com/errors",
	}
	server := &http.Server{Addr: *addr, Handler: newHandler(newUsers(), responder), Protocols: new(http.Protocols)}
	server.Protocols.SetHTTP1(true)
	server.Protocols.SetUnencryptedHTTP2(true) // for clients that speak gRPC
	log.Printf("listening on http://%s", *addr)
	log.Fatal(server.ListenAndServe())
}
