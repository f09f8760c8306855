// Distribution matches a code of distribution.
package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/distribution/distribution/v3/registry/api/errcode"
)

func main() {
	err := fmt.Errorf("request: %w", errcode.ErrorCodeDenied.WithMessage("not yours"))
	if e, ok := errors.AsType[errcode.Error](err); !ok || e.Code != errcode.ErrorCodeDenied {
		os.Exit(1)
	}
}
