// Twirp matches a code of twirp.
package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/twitchtv/twirp"
)

func main() {
	err := fmt.Errorf("request: %w", twirp.NotFoundError("no such user"))
	if e, ok := errors.AsType[twirp.Error](err); !ok || e.Code() != twirp.NotFound {
		os.Exit(1)
	}
}
