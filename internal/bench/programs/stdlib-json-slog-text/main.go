// Stdlib-json-slog-text adds language tags to stdlib-json-slog.
package main

import (
	_ "encoding/json"
	"errors"
	"fmt"
	"io/fs"
	_ "log/slog"
	"os"

	_ "golang.org/x/text/language"
)

func main() {
	err := fmt.Errorf("request: %w", fs.ErrNotExist)
	if !errors.Is(err, fs.ErrNotExist) {
		os.Exit(1)
	}
}
