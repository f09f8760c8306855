package withchi_test

import (
	"testing"

	"github.com/seed85f21a9e/errcode/examples/frameworks/internal/conform"
	"github.com/seed85f21a9e/errcode/examples/frameworks/withchi"
)

func TestAnswers(t *testing.T) { conform.Test(t, conform.Handler(withchi.New)) }
