package errcode

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// Whoever reads the term for the first time knows which token is meant.
func TestLeanCloudSessionToken(t *testing.T) {
	t.Parallel()
	for _, text := range chineseLeanCloud {
		for _, s := range []string{text.Message, text.Description, text.Remedy, text.Template} {
			assert.Equal(t, strings.Count(s, "会话令牌"), strings.Count(s, "会话令牌（sessionToken）"), s)
		}
	}
}
