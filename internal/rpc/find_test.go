package rpc

import (
	"errors"
	"fmt"
	"io/fs"
	"testing"

	"github.com/stretchr/testify/assert"
)

// A loop unwraps to itself, and a fork does so twice.
type (
	loop struct{}
	fork struct{}
)

func (loop) Error() string   { return "loop" }
func (e loop) Unwrap() error { return e }
func (fork) Error() string   { return "fork" }
func (e fork) Unwrap() []error {
	return []error{e, e}
}

func TestFind(t *testing.T) {
	t.Parallel()
	want := &fs.PathError{Op: "open"}
	for name, test := range map[string]struct {
		err   error
		found bool
	}{
		"nil":          {nil, false},
		"itself":       {want, true},
		"wrapped":      {fmt.Errorf("x: %w", want), true},
		"joined":       {errors.Join(errors.New("x"), nil, fmt.Errorf("x: %w", want)), true},
		"other":        {errors.New("x"), false},
		"loop":         {loop{}, false},
		"fork":         {fork{}, false},
		"after a loop": {errors.Join(loop{}, want), true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, ok := Find[*fs.PathError](test.err)
			assert.Equal(t, test.found, ok)
			if test.found {
				assert.Same(t, want, got)
			}
		})
	}
}
