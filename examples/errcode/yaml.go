package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// yamlOfJSON returns a JSON document as YAML in block style, members in the same
// order. It takes valid JSON only.
func yamlOfJSON(document []byte) string {
	dec := json.NewDecoder(bytes.NewReader(document))
	dec.UseNumber()
	w := yamlWriter{dec: dec}
	w.node("", false)
	return strings.TrimLeft(w.String(), " \n")
}

// A yamlWriter writes the tokens of a JSON document as YAML.
type yamlWriter struct {
	strings.Builder
	dec *json.Decoder
}

func (w *yamlWriter) next() json.Token {
	token, err := w.dec.Token()
	if err != nil {
		panic(err) // not valid JSON
	}
	return token
}

// node writes the next value behind a key or a dash. Its lines have the indent,
// but for a first one behind a dash.
func (w *yamlWriter) node(indent string, afterDash bool) {
	switch token := w.next().(type) {
	case json.Delim:
		w.collection(token, indent, afterDash)
	case string:
		w.WriteString(" " + yamlString(token) + "\n")
	case nil:
		w.WriteString(" null\n")
	default: // a number or a bool
		fmt.Fprintf(w, " %v\n", token)
	}
}

func (w *yamlWriter) collection(open json.Delim, indent string, afterDash bool) {
	switch {
	case !w.dec.More():
		fmt.Fprintf(w, " %v%v\n", open, w.next())
		return
	case !afterDash:
		w.WriteString("\n")
	}
	for first := true; w.dec.More(); first = false {
		if first && afterDash {
			w.WriteString(" ")
		} else {
			w.WriteString(indent)
		}
		if open == '{' {
			w.WriteString(yamlString(w.next().(string)) + ":")
			w.node(indent+"  ", false)
		} else {
			w.WriteString("-")
			w.node(indent+"  ", true)
		}
	}
	w.next()
}

// plainYAML is what a string looks like that needs no quotes.
var plainYAML = regexp.MustCompile(`^[A-Za-z$][A-Za-z0-9$_.,/()'+ -]*$`)

// notStrings are the words that YAML 1.1 or 1.2 does not read as strings.
var notStrings = []string{"true", "false", "null", "yes", "no", "on", "off", "y", "n"}

// yamlString returns a string as it stands in YAML, in the quotes of JSON if it
// could be read as something else without.
func yamlString(s string) string {
	if plainYAML.MatchString(s) && !strings.HasSuffix(s, " ") && !slices.Contains(notStrings, strings.ToLower(s)) {
		return s
	}
	return string(encodeJSON(s, ""))
}
