package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode"
)

// examplesFile has the requests by which package errdoc shows what provokes a
// code, with the answers.
var examplesFile = filepath.Join("..", "..", "errdoc", "examples.json")

// An example is an entry of that file.
type example struct {
	Code    string   `json:"code"`
	Method  string   `json:"method"`
	Path    string   `json:"path"`
	Headers []string `json:"headers,omitempty"`
	Body    string   `json:"body,omitempty"`
	Server  string   `json:"server,omitempty"` // settings
	Times   int      `json:"times,omitempty"`
	Status  int      `json:"status"`
	Answer  string   `json:"answer"`
}

// Each example is the first row of README.md for its code, and the answer is the
// server's. With -update the file is written.
func TestExamples(t *testing.T) {
	var got []example
	done := map[string]bool{}
	for _, row := range codeRows(t) {
		if row.name == "" || slices.Contains(row.settings, "-read-only") {
			continue // a code of the app's own; a server that takes no data
		}
		if x := row.example(t); !done[x.Code] {
			done[x.Code] = true
			got = append(got, x)
		}
	}
	require.NotEmpty(t, got)
	if *update {
		var b bytes.Buffer
		b.WriteString("[\n")
		for i, x := range got {
			if i > 0 {
				b.WriteString(",\n")
			}
			line := &bytes.Buffer{}
			enc := json.NewEncoder(line)
			enc.SetEscapeHTML(false)
			require.NoError(t, enc.Encode(x))
			b.WriteString("  " + strings.TrimSpace(line.String()))
		}
		b.WriteString("\n]\n")
		require.NoError(t, os.WriteFile(examplesFile, b.Bytes(), 0o644))
	}
	content, err := os.ReadFile(examplesFile)
	require.NoError(t, err)
	var want []example
	require.NoError(t, json.Unmarshal(content, &want))
	assert.Equal(t, want, got, "errdoc/examples.json is stale; run go test -run TestExamples -update")
}

// example sends the request of a row and returns it with the answer.
func (row codeRow) example(t *testing.T) example {
	t.Helper()
	cfg, err := parseFlags(append([]string{"-unique", "Book.isbn", "-rate", "1e6"}, row.settings...), io.Discard)
	require.NoError(t, err)
	cfg.bcryptCost = 4
	server := startServer(t, cfg)
	server.store.maxObject = 1 << 20 // for the data of the test
	variables := fill(t, server.store)
	server.store.maxObject = cfg.maxObject
	var resp *http.Response
	var body []byte
	for range row.times {
		resp, body = row.send(t, server.url, variables)
	}
	c := catalogOf(resp.Request)
	code := c.DecodeBody(resp.StatusCode, body).Code()
	x := example{
		Method: row.method, Path: row.path, Body: row.body, Server: strings.Join(row.settings, " "),
		Status: resp.StatusCode, Answer: strings.TrimSpace(string(body)),
	}
	if listed, ok := code.Catalog().ByName(row.name); ok && listed.Number() == row.number {
		code = listed
	}
	x.Code = code.Info().ID()
	if row.query != "" {
		x.Path += "?" + row.query
	}
	if row.times > 1 {
		x.Times = row.times
	}
	if c == errcode.LeanCloud {
		x.Headers = []string{"X-LC-Id: demo"}
		if !slices.ContainsFunc(row.headers, func(h [2]string) bool { return h[0] == "X-LC-Key" }) {
			x.Headers = append(x.Headers, "X-LC-Key: demo-key")
		}
	}
	for _, h := range row.headers {
		x.Headers = append(x.Headers, h[0]+": "+h[1])
	}
	return x
}
