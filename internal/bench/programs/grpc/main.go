// Grpc matches a code of grpc.
package main

import (
	"fmt"
	"os"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

func main() {
	err := fmt.Errorf("request: %w", status.Error(codes.NotFound, "no such user"))
	if status.Code(err) != codes.NotFound {
		os.Exit(1)
	}
}
