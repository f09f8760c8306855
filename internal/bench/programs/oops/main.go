// Oops matches a code of oops.
package main

import (
	"fmt"
	"os"

	"github.com/samber/oops"
)

func main() {
	err := fmt.Errorf("request: %w", oops.Code(211).New("no such user"))
	if e, ok := oops.AsOops(err); !ok || e.Code() != 211 {
		os.Exit(1)
	}
}
