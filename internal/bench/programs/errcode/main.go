// Errcode matches codes and does nothing else.
package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/seed85f21a9e/errcode"
)

func main() {
	err := fmt.Errorf("request: %w", errcode.LeanCloudUserNotFound)
	if !errors.Is(err, errcode.KindNotFound) {
		os.Exit(1)
	}
}
