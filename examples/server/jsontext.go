package main

import (
	"encoding/json"
	"iter"
	"strconv"
	"strings"

	"github.com/seed85f21a9e/errcode"
)

// checkJSON refuses JSON that is nested deeper than maxDepth, has more values
// than limit, or has an integer that would be rounded, before it is parsed. The
// JSON need not be valid.
func checkJSON[T string | []byte](text T, limit int) error {
	depth, values := 0, 1
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '"':
			i = stringEnd(text, i)
		case '{', '[':
			depth++
			if i+1 < len(text) && text[i+1] != '}' && text[i+1] != ']' {
				values++ // the first one in it
			}
		case '}', ']':
			depth--
		case ',':
			values++
		case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
			end := numberEnd(text, i)
			if number := string(text[i:end]); isRounded(number) {
				return notSupported("integers that a double cannot hold (%s)", number)
			}
			i = end - 1
		}
		if depth > maxDepth {
			return errcode.New(errcode.LeanCloudInvalidJSON, errcode.WithMessagef("The JSON is nested more than %d deep.", maxDepth))
		}
		if values > limit {
			return errcode.New(errcode.LeanCloudObjectTooLarge, errcode.WithMessagef("The JSON has more than %d values.", limit))
		}
	}
	return nil
}

// stringEnd returns the index of the quotation mark that ends the string
// starting at i.
func stringEnd[T string | []byte](text T, i int) int {
	for i++; i < len(text) && text[i] != '"'; i++ {
		if text[i] == '\\' {
			i++
		}
	}
	return i
}

// numberEnd returns the index after the number that has a digit at i.
func numberEnd[T string | []byte](text T, i int) int {
	for i < len(text) && strings.IndexByte("0123456789.eE+-", text[i]) >= 0 {
		i++
	}
	return i
}

// isRounded reports whether an integer without its sign changes if it becomes a
// float64, as all numbers do here: a 64-bit ID of a Java client would.
func isRounded(number string) bool {
	if len(number) <= 15 || strings.ContainsAny(number, ".eE") {
		return false
	}
	f, err := strconv.ParseFloat(number, 64)
	return err == nil && strconv.FormatFloat(f, 'f', -1, 64) != number
}

// quoted returns a string as JSON.
func quoted(text string) string {
	encoded, _ := json.Marshal(text) // cannot fail
	return string(encoded)
}

// members iterates over the members of a stored JSON object, which has no white
// space and no escapes in its names.
func members(object string) iter.Seq2[string, string] {
	return func(yield func(name, value string) bool) {
		rest := strings.TrimPrefix(object, "{")
		for strings.HasPrefix(rest, `"`) {
			name, after, _ := strings.Cut(rest[1:], `"`)
			after = strings.TrimPrefix(after, ":")
			end := valueEnd(after)
			if !yield(name, after[:end]) {
				return
			}
			rest = strings.TrimPrefix(after[end:], ",")
		}
	}
}

// valueEnd returns the length of the JSON value at the start of text.
func valueEnd(text string) int {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '"':
			i = stringEnd(text, i)
		case '{', '[':
			depth++
		case ',':
			if depth == 0 {
				return i
			}
		case '}', ']':
			if depth == 0 {
				return i
			}
			depth--
		}
	}
	return len(text)
}
