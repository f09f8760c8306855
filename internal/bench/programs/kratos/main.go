// Kratos matches an error of kratos.
package main

import (
	"fmt"
	"os"

	"github.com/go-kratos/kratos/v2/errors"
)

func main() {
	err := fmt.Errorf("request: %w", errors.NotFound("USER_NOT_FOUND", "no such user"))
	if !errors.IsNotFound(err) {
		os.Exit(1)
	}
}
