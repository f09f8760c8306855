package errcode

import (
	"encoding/json"
	"slices"
	"strings"
)

// A FieldError says what is wrong with one field of a request, as in the
// example of RFC 9457.
type FieldError struct {
	// Pointer is the place of the field in the body, as a JSON Pointer in the
	// form of a URI fragment: "#/profile/color". It may be empty.
	Pointer string `json:"pointer,omitempty"`

	// Detail is what is wrong, for people: "must be 'green', 'red' or 'blue'".
	Detail string `json:"detail"`

	// Code is what is wrong, for programs: "oneof". It may be empty.
	Code string `json:"code,omitempty"`
}

// fieldErrorsKey is the key of the detail that has the field errors.
const fieldErrorsKey = "errors"

// parseFieldErrors reads field errors. It reports false for JSON text that has
// anything else.
func parseFieldErrors(text string) (fields []FieldError, ok bool) {
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.DisallowUnknownFields()
	if decoder.Decode(&fields) != nil || len(fields) == 0 {
		return nil, false
	}
	return fields, !slices.Contains(fields, FieldError{})
}

// withFieldErrors returns a message that ends in what is wrong with the fields.
func withFieldErrors(message string, fields []FieldError) string {
	var b strings.Builder
	b.WriteString(strings.TrimSuffix(strings.TrimSuffix(message, "."), "。"))
	for i, field := range fields {
		separator := "; "
		if i == 0 {
			separator = ": "
		}
		b.WriteString(separator)
		if name := strings.TrimPrefix(strings.TrimPrefix(field.Pointer, "#"), "/"); name != "" {
			b.WriteString(name)
			b.WriteByte(' ')
		}
		b.WriteString(field.Detail)
	}
	return b.String()
}
