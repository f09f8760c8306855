package main

import (
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode"
)

var update = flag.Bool("update", false, "write the table of README.md that TestUnsupported holds, and errdoc/examples.json")

// unsupported lists requests that the server cannot carry out, with the feature
// that the answer names. The requests are written like in the tables of
// README.md.
var unsupported = []struct{ feature, request string }{
	{"the parameter include", "`GET /1.1/classes/Post?include=by` |"},
	{"the parameter include", "`GET /1.1/classes/Post/$POST?include=by` |"},
	{"the parameter where", "`DELETE /1.1/classes/Post/$POST?where={\"title\":\"two\"}` |"},
	{"the parameter nosuch", "`POST /1.1/login?nosuch=1 {\"username\":\"tom\",\"password\":\"cat\"}` |"},
	{"keys that leave fields out", "`GET /1.1/classes/Post?keys=-title` |"},
	{"fields inside of fields (a.b)", "`GET /1.1/classes/Post?order=a.b` |"},
	{"fields inside of fields (a.b)", "`GET /1.1/classes/Post?where={\"a.b\":1}` |"},
	{"the operator $gt", "`GET /1.1/classes/Post?where={\"stars\":{\"$gt\":1}}` |"},
	{"the operator $or", "`GET /1.1/classes/Post?where={\"$or\":[]}` |"},
	{"the operation BitAnd", "`PUT /1.1/classes/Post/$POST {\"bits\":{\"__op\":\"BitAnd\",\"value\":1}}` |"},
	{"the operation AddRelation", "`PUT /1.1/classes/Post/$POST {\"likes\":{\"__op\":\"AddRelation\",\"objects\":[]}}` |"},
	{"switching off hooks", "`PUT /1.1/classes/Post/$POST {\"__ignore_hooks\":[\"beforeSave\"]}` |"},
	{"a body of GET and DELETE requests", "`DELETE /1.1/classes/Post/$POST {\"title\":1}` |"},
	{"files", "`POST /1.1/files/cat.png {}` |"},
	{"files", "`POST /1.1/fileTokens {}` |"},
	{"files", "`GET /1.1/classes/_File` |"},
	{"roles", "`GET /1.1/roles` |"},
	{"roles", "`POST /1.1/classes/_Role {\"name\":\"admins\"}` |"},
	{"push notifications", "`POST /1.1/push {}` |"},
	{"push notifications", "`POST /1.1/installations {}` |"},
	{"push notifications", "`POST /1.1/classes/_Installation {}` |"},
	{"messaging", "`GET /1.1/classes/_Conversation` |"},
	{"messaging", "`GET /v1/route` |"},
	{"the class _Followee", "`GET /1.1/classes/_Followee` |"},
	{"text messages", "`POST /1.1/requestSmsCode {}` |"},
	{"text messages", "`POST /1.1/usersByMobilePhone {\"mobilePhoneNumber\":\"5550102\",\"smsCode\":\"123456\"}` |"},
	{"mail", "`POST /1.1/requestPasswordReset {\"email\":\"tom@example.com\"}` |"},
	{"CQL", "`GET /1.1/cloudQuery?cql=x` |"},
	{"leaderboards", "`GET /1.1/leaderboard/leaderboards/score` |"},
	{"live queries", "`POST /1.1/LiveQuery/subscribe {}` |"},
	{"full-text search", "`GET /1.1/search/select?q=x` |"},
	{"the master key", "`GET /1.1/classes/Post` | `X-LC-Key: demo-key,master`"},
	{"third-party login", "`POST /1.1/users {\"authData\":{\"weixin\":{\"openid\":\"1\"}}}` |"},
	{"third-party login", "`PUT /1.1/users/$TOM {\"authData\":{\"weixin\":{\"openid\":\"1\"}}}` | `X-LC-Session: $TOKEN`"},
	{"smsCode in this request", "`POST /1.1/login {\"mobilePhoneNumber\":\"5550100\",\"smsCode\":\"123456\"}` |"},
	{"signing up in a batch", "`POST /1.1/batch {\"requests\":[{\"method\":\"POST\",\"path\":\"/1.1/users\",\"body\":{}}]}` |"},
	{"POST /1.1/login in a batch", "`POST /1.1/batch {\"requests\":[{\"method\":\"POST\",\"path\":\"/1.1/login\",\"body\":{}}]}` |"},
	{"new in an entry of a batch", "`POST /1.1/batch {\"requests\":[{\"method\":\"GET\",\"path\":\"/1.1/classes/Post\",\"new\":true}]}` |"},
	{"GET /1.1/users", "`GET /1.1/users` |"},
	{"PATCH /1.1/classes/Post", "`PATCH /1.1/classes/Post {}` |"},
	{"GET /1/date", "`GET /1/date` |"},

	{"the header X-Everlive-Expand", "`GET /v1/demo/Post` | `X-Everlive-Expand: {\"by\":true}`"},
	{"the header X-Everlive-Expand", "`GET /v1/demo/Post/$POST` | `X-Everlive-Expand: {\"by\":true}`"},
	{"the header X-Everlive-Filter", "`PUT /v1/demo/Post/$POST {\"title\":\"three\"}` | `X-Everlive-Filter: {\"title\":\"two\"}`"},
	{"the header X-Everlive-Aggregate", "`GET /v1/demo/Post` | `X-Everlive-Aggregate: {}`"},
	{"the header X-Everlive-Power-Fields", "`GET /v1/demo/Post` | `X-Everlive-Power-Fields: {}`"},
	{"the header X-Everlive-Single-Field", "`GET /v1/demo/Post` | `X-Everlive-Single-Field: title`"},
	{"the header X-Everlive-Sync", "`POST /v1/demo/Post {}` | `X-Everlive-Sync: true`"},
	{"the parameter filter", "`GET /v1/demo/Post?filter={}` |"},
	{"fields to leave out", "`GET /v1/demo/Post` | `X-Everlive-Fields: {\"title\":0}`"},
	{"fields inside of fields (a.b)", "`GET /v1/demo/Post` | `X-Everlive-Sort: {\"a.b\":1}`"},
	{"the operator $gt", "`GET /v1/demo/Post` | `X-Everlive-Filter: {\"stars\":{\"$gt\":1}}`"},
	{"the operator $push", "`PUT /v1/demo/Post/$POST {\"$push\":{\"tags\":\"a\"}}` |"},
	{"changing several items with one request", "`PUT /v1/demo/Post {\"title\":\"two\"}` |"},
	{"deleting several items with one request", "`DELETE /v1/demo/Post` |"},
	{"aggregation", "`GET /v1/demo/Post/_aggregate` |"},
	{"files", "`POST /v1/demo/Files {}` |"},
	{"roles", "`GET /v1/demo/Roles` |"},
	{"cloud functions for Backend Services", "`GET /v1/demo/Functions/hello` |"},
	{"push notifications", "`POST /v1/demo/Push/Devices {}` |"},
	{"third-party login", "`POST /v1/demo/Users {\"Identity\":{\"Provider\":\"Facebook\",\"Token\":\"x\"}}` |"},
	{"the grant type other", "`POST /v1/demo/oauth/token {\"grant_type\":\"other\"}` |"},
	{"mail", "`POST /v1/demo/Users/resetpassword {\"Username\":\"tom\"}` |"},
	{"SecretAnswer in this request", "`POST /v1/demo/Users/changepassword {\"Username\":\"tom\",\"SecretAnswer\":\"x\",\"NewPassword\":\"y\"}` |"},
	{"PUT /v1/demo/Post/$POST/_acl", "`PUT /v1/demo/Post/$POST/_acl {}` |"},
}

// The lines around the generated table in README.md.
const (
	tableBegin = "<!-- written by go test -run TestUnsupported -update -->\n"
	tableEnd   = "<!-- end -->\n"
)

// All unsupported requests get the same code and status, and the message names
// the feature. The table in README.md is generated from this test.
func TestUnsupported(t *testing.T) {
	cfg, err := parseFlags([]string{"-unique", "Book.isbn", "-rate", "1e6"}, io.Discard)
	require.NoError(t, err)
	cfg.bcryptCost = 4
	server := startServer(t, cfg)
	variables := fill(t, server.store)
	before := contents(t, server.store)

	var table strings.Builder
	table.WriteString("| what | request | with |\n|---|---|---|\n")
	for _, test := range unsupported {
		t.Run(test.request, func(t *testing.T) {
			row := parseRow(t, fmt.Sprintf("| 0 | %s |", test.request))
			resp, body := row.send(t, server.url, variables)
			catalog, want := errcode.LeanCloud, errcode.Code(errcode.LeanCloudCommandUnavailable)
			if strings.HasPrefix(row.path, "/v1/demo/") {
				catalog, want = errcode.Backend, errcode.BackendMethodNotSupported
			}
			got := catalog.DecodeBody(resp.StatusCode, body)
			assert.Equal(t, want, got.Code(), "%s", body)
			assert.False(t, got.Inferred(), "%s", body)
			assert.Equal(t, http.StatusBadRequest, resp.StatusCode)
			assert.Equal(t, "This server does not support "+variables.Replace(test.feature)+".", got.Message())
			assert.Equal(t, before, contents(t, server.store), "something was changed")
		})
		request, with, _ := strings.Cut(test.request, " |")
		fmt.Fprintf(&table, "| %s | %s |%s |\n", test.feature, request, with)
	}

	text, err := os.ReadFile("README.md")
	require.NoError(t, err)
	head, rest, ok1 := strings.Cut(string(text), tableBegin)
	_, tail, ok2 := strings.Cut(rest, tableEnd)
	require.True(t, ok1 && ok2, "README.md lacks the markers of the table")
	want := head + tableBegin + table.String() + tableEnd + tail
	if *update {
		require.NoError(t, os.WriteFile("README.md", []byte(want), 0o644))
		return
	}
	assert.Equal(t, want, string(text), "run go test -run TestUnsupported -update")
}

// contents returns everything in the database as text.
func contents(t *testing.T, s *store) string {
	t.Helper()
	var all strings.Builder
	for _, table := range []string{"classes", "fields", "objects", "passwords", "sessions", "login_failures"} {
		rows, err := s.db.QueryContext(t.Context(), "SELECT * FROM "+table)
		require.NoError(t, err)
		columns, err := rows.Columns()
		require.NoError(t, err)
		for rows.Next() {
			values, targets := make([]any, len(columns)), make([]any, len(columns))
			for i := range values {
				targets[i] = &values[i]
			}
			require.NoError(t, rows.Scan(targets...))
			fmt.Fprintln(&all, table, values)
		}
		require.NoError(t, rows.Err())
		require.NoError(t, rows.Close())
	}
	return all.String()
}
