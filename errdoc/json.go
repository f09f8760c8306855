package errdoc

import (
	"bytes"
	"encoding/json"
)

// encodeJSON returns v as JSON, in lines if there is an indent. What it is given
// can always be written.
func encodeJSON(v any, indent string) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", indent)
	if err := enc.Encode(v); err != nil {
		panic(err)
	}
	return bytes.TrimRight(b.Bytes(), "\n")
}
