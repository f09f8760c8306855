// Connect matches a code of connect.
package main

import (
	"errors"
	"fmt"
	"os"

	"connectrpc.com/connect"
)

func main() {
	err := fmt.Errorf("request: %w", connect.NewError(connect.CodeNotFound, errors.New("no such user")))
	if connect.CodeOf(err) != connect.CodeNotFound {
		os.Exit(1)
	}
}
