// K8s matches a reason of k8s.io/apimachinery.
package main

import (
	"fmt"
	"os"

	"k8s.io/apimachinery/pkg/api/errors"
)

func main() {
	err := fmt.Errorf("request: %w", errors.NewUnauthorized("no token"))
	if !errors.IsUnauthorized(err) {
		os.Exit(1)
	}
}
