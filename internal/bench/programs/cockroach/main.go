// Cockroach matches an error of cockroachdb/errors.
package main

import (
	"fmt"
	"os"

	"github.com/cockroachdb/errors"
)

func main() {
	notFound := errors.New("no such user")
	err := fmt.Errorf("request: %w", notFound)
	if !errors.Is(err, notFound) {
		os.Exit(1)
	}
}
