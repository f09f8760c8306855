// Openapi matches a code of go-openapi/errors.
package main

import (
	"errors"
	"fmt"
	"os"

	openapi "github.com/go-openapi/errors"
)

func main() {
	err := fmt.Errorf("request: %w", openapi.NotFound("no such user"))
	if e, ok := errors.AsType[openapi.Error](err); !ok || e.Code() != 404 {
		os.Exit(1)
	}
}
