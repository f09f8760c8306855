package main

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestChoose(t *testing.T) {
	for name := range services() {
		run, err := choose([]string{name})
		assert.NoError(t, err)
		assert.NotNil(t, run)
	}
	_, err := choose([]string{"struts"})
	assert.EqualError(t, err, "usage: go run . chi|echo4|echo5|fiber|gateway|gin|huma|nethttp|oapi")
	_, err = choose(nil)
	assert.Error(t, err)
}
