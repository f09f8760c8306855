// Huma matches a status of huma.
package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/danielgtaylor/huma/v2"
)

func main() {
	err := fmt.Errorf("request: %w", huma.Error404NotFound("no such user"))
	if e, ok := errors.AsType[huma.StatusError](err); !ok || e.GetStatus() != 404 {
		os.Exit(1)
	}
}
