package main

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode"
)

// A codeRow is a row of the tables of codes in README.md.
type codeRow struct {
	number   int
	name     string
	method   string
	path     string
	query    string
	body     string
	settings []string // of the server
	headers  [][2]string
	times    int
}

var (
	rowPattern   = regexp.MustCompile("^\\| (\\d+) ?(\\w*) \\| `([A-Z]+) (/[^ ?`]*)(?:\\?([^ `]*))?(?: ([^`]*))?` \\| (.*?) ?\\|$")
	withPattern  = regexp.MustCompile("`([^`]+)`")
	timesPattern = regexp.MustCompile(`sent (\d+) times`)
)

func codeRows(t *testing.T) []codeRow {
	t.Helper()
	readme, err := os.ReadFile("README.md")
	require.NoError(t, err)
	var rows []codeRow
	for _, line := range regexp.MustCompile(`(?m)^\| \d.*$`).FindAllString(string(readme), -1) {
		rows = append(rows, parseRow(t, line))
	}
	return rows
}

// parseRow reads a row of a table.
func parseRow(t *testing.T, line string) codeRow {
	t.Helper()
	cell := rowPattern.FindStringSubmatch(line)
	require.NotNil(t, cell, "the line %s cannot be read", line)
	row := codeRow{name: cell[2], method: cell[3], path: cell[4], query: cell[5], body: cell[6], times: 1}
	var err error
	row.number, err = strconv.Atoi(cell[1])
	require.NoError(t, err)
	for _, with := range withPattern.FindAllStringSubmatch(cell[7], -1) {
		if strings.HasPrefix(with[1], "-") {
			row.settings = append(row.settings, with[1])
			continue
		}
		name, value, ok := strings.Cut(with[1], ": ")
		require.True(t, ok, "%q is neither a setting nor a header", with[1])
		row.headers = append(row.headers, [2]string{name, value})
	}
	if times := timesPattern.FindStringSubmatch(cell[7]); times != nil {
		row.times, err = strconv.Atoi(times[1])
		require.NoError(t, err)
	}
	return row
}

// fill stores the data that README.md describes. The result replaces the
// variables in its tables.
func fill(t *testing.T, s *store) *strings.Replacer {
	t.Helper()
	ctx := t.Context()
	tom, token, err := s.signUp(ctx, object{"username": "tom", "password": "cat", "email": "tom@example.com", "mobilePhoneNumber": "5550100"})
	require.NoError(t, err)
	id := tom.id
	_, other, err := s.signUp(ctx, object{"username": "other", "password": "cat"})
	require.NoError(t, err)
	post, err := s.create(ctx, "Post", object{"title": "one"}, true)
	require.NoError(t, err)
	secret, err := s.create(ctx, "Post", object{"ACL": object{id: object{"read": true}}}, true)
	require.NoError(t, err)
	_, err = s.create(ctx, "Book", object{"isbn": "1"}, true)
	require.NoError(t, err)
	return strings.NewReplacer("$TOM", id, "$TOKEN", token, "$OTHER", other,
		"$POST", post.id, "$SECRET", secret.id)
}

// send sends the request of a row and returns the response.
func (row codeRow) send(t *testing.T, base string, variables *strings.Replacer) (*http.Response, []byte) {
	t.Helper()
	address := base + variables.Replace(row.path)
	if row.query != "" {
		name, value, _ := strings.Cut(row.query, "=")
		address += "?" + url.Values{name: {value}}.Encode()
	}
	r, err := http.NewRequestWithContext(t.Context(), row.method, address, strings.NewReader(variables.Replace(row.body)))
	require.NoError(t, err)
	r.Header.Set("Content-Type", "application/json")
	if isLeanCloudPath(row.path) {
		r.Header.Set("X-LC-Id", "demo")
		r.Header.Set("X-LC-Key", "demo-key")
	}
	for _, header := range row.headers {
		r.Header.Set(header[0], variables.Replace(header[1]))
	}
	resp, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	return resp, body
}

// Each request in the tables of README.md gets the code in its row.
func TestCodes(t *testing.T) {
	rows := codeRows(t)
	known := map[errcode.Code]bool{}
	for _, row := range rows {
		t.Run(fmt.Sprintf("%d %s %s", row.number, row.method, row.path), func(t *testing.T) {
			settings := append([]string{"-unique", "Book.isbn", "-rate", "1e6"}, row.settings...)
			cfg, err := parseFlags(settings, io.Discard)
			require.NoError(t, err)
			cfg.bcryptCost = 4
			server := startServer(t, cfg)
			server.store.maxObject, server.store.readOnly = 1<<20, false // for the data of the test
			variables := fill(t, server.store)
			server.store.maxObject, server.store.readOnly = cfg.maxObject, cfg.readOnly

			var resp *http.Response
			var body []byte
			for range row.times {
				resp, body = row.send(t, server.url, variables)
			}
			got := catalogOf(resp.Request).DecodeBody(resp.StatusCode, body)
			require.False(t, got.Inferred(), "%d %s", resp.StatusCode, body)
			assert.Equal(t, row.number, got.Code().Number(), "%s", body)
			assert.Equal(t, row.name, got.Code().Info().Name, "%s", body)
			assert.Contains(t, resp.Header.Get("Content-Type"), "application/json")
			assert.NotEmpty(t, got.Message())
			switch {
			case slices.ContainsFunc(row.settings, func(s string) bool { return strings.HasPrefix(s, "-rate") }):
				assert.Equal(t, http.StatusTooManyRequests, resp.StatusCode)
				assert.NotEmpty(t, resp.Header.Get("Retry-After"))
			case row.number == 1 && strings.Contains(row.path, "nosuch"):
				assert.Equal(t, http.StatusNotFound, resp.StatusCode)
			case got.Code() == errcode.BackendMethodNotSupported:
				assert.Equal(t, http.StatusBadRequest, resp.StatusCode)
			case row.number == 10001:
				assert.Equal(t, http.StatusConflict, resp.StatusCode)
			default:
				assert.Equal(t, got.Code().HTTPStatus(), resp.StatusCode)
			}
			if got.Code().Info().Known {
				known[got.Code()] = true
			}
		})
	}
	assert.GreaterOrEqual(t, len(known), 40, "the codes that requests can provoke")
}
