// Stdlib matches an error with the standard library alone.
package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

func main() {
	err := fmt.Errorf("request: %w", fs.ErrNotExist)
	if !errors.Is(err, fs.ErrNotExist) {
		os.Exit(1)
	}
}
