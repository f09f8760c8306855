package errdoc

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/seed85f21a9e/errcode"
)

// vendorRequests are requests that provoke codes of the built-in catalogs, with
// the answers of examples/server, whose tests write and check the file.
//
//go:embed examples.json
var vendorRequests []byte

// A vendorRequest is an entry of examples.json.
type vendorRequest struct {
	Code    string   `json:"code"`
	Method  string   `json:"method"`
	Path    string   `json:"path"`
	Headers []string `json:"headers"`
	Body    string   `json:"body"`
	Server  string   `json:"server"` // settings of the server
	Times   int      `json:"times"`  // how often it has to be sent; 0 is once
	Status  int      `json:"status"`
	Answer  string   `json:"answer"`
}

// vendorExamples returns the examples of the built-in catalogs among some.
func vendorExamples(catalogs []*errcode.Catalog) []Example {
	var ours []*errcode.Catalog
	for _, c := range builtIn() {
		if slices.Contains(catalogs, c) {
			ours = append(ours, c)
		}
	}
	if len(ours) == 0 {
		return nil
	}
	var requests []vendorRequest
	if err := json.Unmarshal(vendorRequests, &requests); err != nil {
		return nil // a test reads the file
	}
	byID := map[string]errcode.Code{}
	for _, c := range ours {
		for code := range c.All() {
			byID[code.Info().ID()] = code
		}
	}
	var examples []Example
	for _, r := range requests {
		if code := byID[r.Code]; code != nil {
			examples = append(examples, Example{Code: code, Request: r.text(), Response: answer(r.Status, "application/json", r.Answer), Note: r.note()})
		}
	}
	return examples
}

// text returns the request as it is written in HTTP.
func (r vendorRequest) text() string {
	lines := append([]string{r.Method + " " + r.Path}, r.Headers...)
	if r.Body != "" {
		isType := func(line string) bool { return strings.HasPrefix(line, "Content-Type:") }
		if !slices.ContainsFunc(lines, isType) {
			lines = append(lines, "Content-Type: application/json")
		}
		lines = append(lines, "", r.Body)
	}
	return strings.Join(lines, "\n")
}

// note says what has to be true for the request to fail so.
func (r vendorRequest) note() string {
	if r.Times <= 1 && r.Server == "" {
		return ""
	}
	note := "Sent"
	if r.Times > 1 {
		note += fmt.Sprintf(" %d times", r.Times)
	}
	if r.Server != "" {
		note += " to examples/server " + r.Server
	}
	return note + "."
}

// response returns the answer of a code as it is written in HTTP.
func response(code errcode.Code, body string) string {
	contentType := "application/json"
	if isProblem([]byte(body)) {
		contentType = "application/problem+json"
	}
	return answer(code.HTTPStatus(), contentType, body)
}

// answer returns an answer as it is written in HTTP.
func answer(status int, contentType, body string) string {
	line := strings.TrimSpace(strconv.Itoa(status) + " " + http.StatusText(status))
	return fmt.Sprintf("HTTP/1.1 %s\nContent-Type: %s\n\n%s", line, contentType, body)
}

// numberKey returns the name of the member of a catalog's bodies that has the
// number.
func numberKey(c *errcode.Catalog, code errcode.Code) string {
	var members map[string]json.RawMessage
	if json.Unmarshal(c.AppendBody(nil, code), &members) != nil {
		return ""
	}
	for _, key := range []string{"code", "errorCode"} {
		if string(members[key]) == strconv.Itoa(code.Number()) {
			return key
		}
	}
	return ""
}

// isProblem reports whether a body is a problem document.
func isProblem(body []byte) bool {
	var members struct {
		Type   *string
		Status *int
	}
	return json.Unmarshal(body, &members) == nil && members.Type != nil && members.Status != nil
}
