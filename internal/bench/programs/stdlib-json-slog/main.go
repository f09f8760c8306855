// Stdlib-json-slog adds what an error needs to be logged and marshaled.
package main

import (
	_ "encoding/json"
	"errors"
	"fmt"
	"io/fs"
	_ "log/slog"
	"os"
)

func main() {
	err := fmt.Errorf("request: %w", fs.ErrNotExist)
	if !errors.Is(err, fs.ErrNotExist) {
		os.Exit(1)
	}
}
