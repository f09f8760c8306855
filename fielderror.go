package errcode

import "strings"

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

// WithFieldErrors adds what is wrong with the fields of a request. In a problem
// document it is the member errors. In a vendor's body, which has no room for
// it, it is part of the message: "Invalid request: profile/color must be
// 'green', 'red' or 'blue'". Packages errcodegrpc and errcodeconnect send it as
// a google.rpc.BadRequest, in which that field is profile.color. It is public.
// [Error.Details] has it under the key errors.
func WithFieldErrors(fields ...FieldError) Option {
	fields = append([]FieldError(nil), fields...)
	return func(x *extra) { x.setDetail(fieldErrorsKey, fields) }
}

const fieldErrorsKey = "errors"

// fieldErrorsOf returns the field errors among details.
func fieldErrorsOf(details []detail) []FieldError {
	for _, d := range details {
		if fields, ok := d.value.([]FieldError); ok && d.key == fieldErrorsKey {
			return fields
		}
	}
	return nil
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
