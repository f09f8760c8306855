// Stdlib-server answers requests with the standard library alone.
package main

import (
	"encoding/json"
	"log"
	"net/http"
	"os"
)

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusNotFound)
		if err := json.NewEncoder(w).Encode(map[string]any{"code": 211, "error": "Could not find user."}); err != nil {
			log.Print(err)
		}
	})
	if len(os.Args) > 1 {
		log.Fatal(http.ListenAndServe(os.Args[1], nil))
	}
}
