package errcode_test

import (
	"testing"

	"github.com/seed85f21a9e/errcode"
	"github.com/stretchr/testify/assert"
)

func TestTemplates(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		args []any
		want string
	}{
		{"filled in", []any{"Price", "Products"}, `Duplicate values already exist for field Price of content type "Products".`},
		{"arguments that look like parameters", []any{"{2}", "{1}"}, `Duplicate values already exist for field {2} of content type "{1}".`},
		{"of any type", []any{1, true}, `Duplicate values already exist for field 1 of content type "true".`},
		{"none: a wording that needs none", nil, "Duplicate values already exist for the field."},
		{"too few", []any{"Price"}, "Duplicate values already exist for the field."},
		{"too many", []any{"Price", "Products", 3}, "Duplicate values already exist for the field."},
	}
	for _, tt := range tests {
		e := errcode.New(errcode.BackendDuplicateFieldValues, errcode.WithArgs(tt.args...)).(*errcode.Error)
		assert.Equal(t, tt.want, e.Message(), tt.name)
	}
	assert.Contains(t, errcode.BackendDuplicateFieldValues.Message(), "Number", "the vendor's message, letter for letter")
	plain := errcode.New(errcode.LeanCloudUserNotFound, errcode.WithArgs("a")).(*errcode.Error)
	assert.Equal(t, "Could not find user.", plain.Message(), "a code without parameters ignores arguments")
	args := []any{"Price", "Products"}
	kept := errcode.New(errcode.BackendDuplicateFieldValues, errcode.WithArgs(args...)).(*errcode.Error)
	args[0] = "changed"
	assert.Contains(t, kept.Message(), "Price", "an error cannot be changed")
}
