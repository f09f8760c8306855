// Command errcode explains the error codes of LeanCloud and Backend Services:
//
//	go install github.com/seed85f21a9e/errcode/examples/errcode@latest
//	errcode 211
//	errcode user not found
//	errcode '{"code":211,"error":"Could not find user."}'
//	tail -f app.log | errcode
//	errcode serve
//
// The command is installed into $(go env GOPATH)/bin, which has to be in your
// PATH. In a checkout, run it without installing it:
//
//	go run ./examples/errcode 211
//
// Run it with -help for the rest. For the same command with your own codes,
// copy main and name your catalogs in the Set: see package errdoc and
// examples/owncodes.
package main

import "github.com/seed85f21a9e/errcode/errdoc"

func main() {
	errdoc.Set{}.Main()
}
