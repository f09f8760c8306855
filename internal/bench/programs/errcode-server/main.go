// Errcode-server answers requests with errors.
package main

import (
	"log"
	"net/http"
	"os"

	"github.com/seed85f21a9e/errcode"
)

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		errcode.WriteError(w, r, errcode.LeanCloudUserNotFound)
	})
	if len(os.Args) > 1 {
		log.Fatal(http.ListenAndServe(os.Args[1], nil))
	}
}
