// Package withvalidator answers the errors of go-playground/validator.
package withvalidator

import (
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"strings"

	"github.com/go-playground/validator/v10"

	"github.com/seed85f21a9e/errcode"
)

// recipe: glue

var slashes = strings.NewReplacer(".", "/", "[", "/", "]", "")

// Map is for errcode.Responder. Other errors stay what they are.
func Map(_ *http.Request, err error) error {
	invalid, ok := errors.AsType[validator.ValidationErrors](err)
	if !ok {
		return nil
	}
	fields := make([]errcode.FieldError, len(invalid))
	for i, f := range invalid {
		_, path, _ := strings.Cut(f.Namespace(), ".") // without the name of the type
		fields[i] = errcode.FieldError{Pointer: "#/" + slashes.Replace(path), Detail: "must satisfy " + strings.TrimSuffix(f.Tag()+"="+f.Param(), "="), Code: f.Tag()}
	}
	return fmt.Errorf("%w: %w", errcode.KindInvalidArgument.New(errcode.WithMessage("Invalid request."), errcode.WithFieldErrors(fields...)), err)
}

// recipe: end

// New returns a validator that uses the names that fields have in JSON.
func New() *validator.Validate {
	validate := validator.New(validator.WithRequiredStructEnabled())
	validate.RegisterTagNameFunc(JSONName)
	return validate
}

// JSONName returns the name of a field in a JSON body.
func JSONName(field reflect.StructField) string {
	// recipe: names
	name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
	return name
	// recipe: end
}
