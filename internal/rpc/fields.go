package rpc

import (
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/internal/protowire"
)

// fieldErrorsKey is the key that [errcode.WithFieldErrors] has its detail under.
const fieldErrorsKey = "errors"

// fieldErrorsOf returns the field errors among the details of an answer.
func fieldErrorsOf(details map[string]any) []errcode.FieldError {
	fields, _ := details[fieldErrorsKey].([]errcode.FieldError)
	return fields
}

// appendBadRequest appends a google.rpc.BadRequest: 1 field_violations, each of
// 1 field, 2 description, 3 reason.
func appendBadRequest(dst []byte, fields []errcode.FieldError) []byte {
	for _, f := range fields {
		var violation []byte
		for i, text := range [...]string{fieldPath(f.Pointer), f.Detail, f.Code} {
			if text != "" {
				violation = protowire.AppendBytes(violation, uint32(i+1), valid(text))
			}
		}
		dst = protowire.AppendBytes(dst, 1, violation)
	}
	return dst
}

// fieldPath returns a JSON Pointer as a BadRequest names fields:
// "#/items/0/name" is "items[0].name". What is no pointer, or has an empty name
// or one with a character that means something in such a path, stays as it is.
func fieldPath(pointer string) string {
	rest, ok := strings.CutPrefix(strings.TrimPrefix(pointer, "#"), "/")
	text, err := url.PathUnescape(rest)
	if !ok || err != nil || strings.ContainsAny(text, ".[]#~") || strings.Count(text, "/") != strings.Count(rest, "/") || strings.Contains("/"+text+"/", "//") {
		return pointer
	}
	var b strings.Builder
	for token := range strings.SplitSeq(text, "/") {
		switch {
		case isIndex(token) && b.Len() > 0:
			b.WriteString("[" + token + "]")
			continue
		case b.Len() > 0:
			b.WriteByte('.')
		}
		b.WriteString(token)
	}
	return b.String()
}

// fieldPointer is the reverse of fieldPath. What is no path stays as it is.
func fieldPointer(path string) string {
	if strings.ContainsAny(path, "#/~") {
		return path
	}
	var b strings.Builder
	b.WriteByte('#')
	for element := range strings.SplitSeq(path, ".") {
		name, indexes, indexed := strings.Cut(element, "[")
		if name == "" || strings.Contains(name, "]") {
			return path
		}
		b.WriteString("/" + url.PathEscape(name))
		for indexed {
			index, rest, ok := strings.Cut(indexes, "]")
			indexes, indexed = strings.CutPrefix(rest, "[")
			if !ok || !isIndex(index) || !indexed && rest != "" {
				return path
			}
			b.WriteString("/" + index)
		}
	}
	return b.String()
}

// isIndex reports whether a token of a pointer is an index of an array.
func isIndex(token string) bool {
	_, err := strconv.ParseUint(token, 10, 31)
	return err == nil && (token == "0" || token[0] != '0')
}

// readBadRequest reads the fields of a google.rpc.BadRequest, within the limits.
// It reports false for what is none.
func readBadRequest(value []byte) (fields []errcode.FieldError, ok bool) {
	size := 0
	r := protowire.NewReader(value)
	for r.Next() {
		if r.Field != 1 || r.Type != protowire.Bytes {
			continue
		}
		field, ok := readViolation(r.Bytes())
		if !ok {
			return nil, false
		}
		size += len(field.Pointer) + len(field.Detail) + len(field.Code)
		if size <= maxMetadata && len(fields) < maxPairs {
			fields = append(fields, field)
		}
	}
	return fields, r.OK()
}

func readViolation(value []byte) (field errcode.FieldError, ok bool) {
	r := protowire.NewReader(value)
	for r.Next() {
		if r.Type != protowire.Bytes || r.Field > 3 {
			continue
		}
		if len(r.Bytes()) > maxMetadata || !utf8.Valid(r.Bytes()) {
			return field, false
		}
		switch r.Field {
		case 1:
			field.Pointer = fieldPointer(string(r.Bytes()))
		case 2:
			field.Detail = string(r.Bytes())
		case 3:
			field.Code = string(r.Bytes())
		}
	}
	return field, r.OK()
}
