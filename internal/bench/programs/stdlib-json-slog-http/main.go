// Stdlib-json-slog-http adds net/http to stdlib-json-slog.
package main

import (
	_ "encoding/json"
	"errors"
	"fmt"
	"io/fs"
	_ "log/slog"
	_ "net/http"
	"os"
)

func main() {
	err := fmt.Errorf("request: %w", fs.ErrNotExist)
	if !errors.Is(err, fs.ErrNotExist) {
		os.Exit(1)
	}
}
