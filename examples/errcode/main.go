// Command errcode explains the error codes of LeanCloud and Backend Services:
//
//	go install github.com/seed85f21a9e/errcode/examples/errcode@latest
//	errcode 211
//	errcode user not found
//	errcode '{"code":211,"error":"Could not find user."}'
//	tail -f app.log | errcode
//
// Run it with -help for the rest. The same command for your own codes takes as
// few lines: see package errdoc.
package main

import "github.com/seed85f21a9e/errcode/errdoc"

func main() {
	errdoc.Set{}.Main()
}
