// Command lendingcodes explains the error codes of the tool library:
//
//	go run ./examples/owncodes/lendingcodes 3001
//	go run ./examples/owncodes/lendingcodes -lang ja on loan
//	go run ./examples/owncodes/lendingcodes serve
//	go run ./examples/owncodes/lendingcodes openapi > errors.json
package main

import "github.com/seed85f21a9e/errcode/examples/owncodes/lendingdoc"

func main() {
	lendingdoc.Set().Main()
}
