package withnethttp_test

import (
	"testing"

	"github.com/seed85f21a9e/errcode/examples/frameworks/internal/conform"
	"github.com/seed85f21a9e/errcode/examples/frameworks/withnethttp"
)

func TestAnswers(t *testing.T) { conform.Test(t, conform.Handler(withnethttp.New)) }
