// Stdlib-json-slog-http-text imports what errcode imports.
package main

import (
	_ "encoding/json"
	"errors"
	"fmt"
	"io/fs"
	_ "log/slog"
	_ "net/http"
	"os"

	_ "golang.org/x/text/language"
)

func main() {
	err := fmt.Errorf("request: %w", fs.ErrNotExist)
	if !errors.Is(err, fs.ErrNotExist) {
		os.Exit(1)
	}
}
