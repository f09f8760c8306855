package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode"
)

// nested returns JSON arrays inside each other, depth in all.
func nested(depth int) string { return strings.Repeat("[", depth) + strings.Repeat("]", depth) }

// numbers returns n numbers separated by commas.
func numbers(n int) string {
	items := make([]string, n)
	for i := range items {
		items[i] = fmt.Sprint(i)
	}
	return strings.Join(items, ",")
}

// numbered returns a JSON object with n members. format makes one from its
// number.
func numbered(n int, format string) string {
	items := make([]string, n)
	for i := range items {
		items[i] = fmt.Sprintf(format, i)
	}
	return "{" + strings.Join(items, ",") + "}"
}

// A value nested too deep for SQLite makes its whole class unreadable, so it
// must not get in.
func TestDepth(t *testing.T) {
	server := startServer(t, testConfig(t))
	for _, test := range []struct {
		method, path, body string
		want               errcode.Code
	}{
		{"POST", "/1.1/classes/Article", `{"deep":` + nested(1001) + `}`, errcode.LeanCloudInvalidJSON},
		{"POST", "/1.1/classes/Article", `{"deep":` + nested(maxDepth) + `}`, errcode.LeanCloudInvalidJSON},
		{"POST", "/1.1/classes/Article", `{"deep":` + nested(200_000) + `}`, errcode.LeanCloudInvalidJSON},
		{"POST", "/1.1/classes/Article", `{"deep":{"__op":"Add","objects":` + nested(maxDepth) + `}}`, errcode.LeanCloudInvalidJSON},
		{"POST", "/1.1/functions/hello", `{"deep":` + nested(maxDepth) + `}`, errcode.LeanCloudInvalidJSON},
		{"POST", "/1.1/batch", `{"requests":[{"method":"POST","path":"/1.1/classes/Article","body":` + nested(maxDepth) + `}]}`, errcode.LeanCloudInvalidJSON},
		{"GET", "/1.1/classes/Article?where=" + url.QueryEscape(`{"deep":`+nested(1001)+`}`), "", errcode.LeanCloudInvalidJSON},
		{"POST", "/v1/demo/Article", `{"deep":` + nested(1001) + `}`, errcode.BackendInvalidRequestBody},
	} {
		resp, answer := do(t, test.method, server.url+test.path, test.body, nil)
		got := catalogOf(resp.Request).DecodeBody(resp.StatusCode, []byte(textOf(answer)))
		assert.Equal(t, test.want, got.Code(), "%s %.60s: %.200v", test.method, test.body, answer)
	}
	_, err := server.store.importFile(t.Context(), writeExport(t, "Article.jsonl", `{"objectId":"deep","deep":`+nested(maxDepth)+`,`+times+`}`))
	assert.ErrorIs(t, err, errcode.LeanCloudInvalidJSON)

	resp, _ := post(t, server.url+"/1.1/classes/Article", `{"deep":`+nested(maxDepth-1)+`}`)
	assert.Equal(t, http.StatusCreated, resp.StatusCode, "deep, but not too deep")
	resp, found := do(t, "GET", server.url+"/1.1/classes/Article", "", nil)
	assert.Equal(t, http.StatusOK, resp.StatusCode)
	assert.Len(t, found["results"], 1)
	deep, err := json.Marshal(found["results"].([]any)[0].(object)["deep"])
	require.NoError(t, err)
	assert.Equal(t, nested(maxDepth-1), string(deep))
}

// Everything that a request can have many of has a limit.
func TestBounds(t *testing.T) {
	server := startServer(t, testConfig(t))
	o, err := server.store.create(t.Context(), "Article", object{"list": []any{}}, false)
	require.NoError(t, err)
	article := "/1.1/classes/Article"
	for name, test := range map[string]struct {
		method, path, body string
		header             http.Header
		want               errcode.Code
		message            string
	}{
		"values":            {method: "POST", path: article, body: `{"a":{"b":[` + numbers(maxValues) + `]}}`, want: errcode.LeanCloudObjectTooLarge, message: "The JSON has more than 50000 values."},
		"items":             {method: "POST", path: article, body: `{"list":[` + numbers(maxItems+1) + `]}`, want: errcode.LeanCloudObjectTooLarge, message: "A list has at most 10000 items."},
		"items of an item":  {method: "POST", path: article, body: `{"list":[[` + numbers(maxItems+1) + `]]}`, want: errcode.LeanCloudObjectTooLarge, message: "A list has at most 10000 items."},
		"items to add":      {method: "PUT", path: article + "/" + o.id, body: `{"list":{"__op":"AddUnique","objects":[` + numbers(32_000) + `]}}`, want: errcode.LeanCloudObjectTooLarge, message: "A list has at most 10000 items."},
		"items to remove":   {method: "PUT", path: article + "/" + o.id, body: `{"list":{"__op":"Remove","objects":[` + numbers(32_000) + `]}}`, want: errcode.LeanCloudObjectTooLarge, message: "A list has at most 10000 items."},
		"fields":            {method: "POST", path: article, body: numbered(maxFields, `"f%d":1`), want: errcode.LeanCloudThresholdExceeded, message: "A class has at most 300 fields."},
		"objects to delete": {method: "DELETE", path: article + "/" + strings.Repeat("x,", maxBatch), want: errcode.LeanCloudInvalidJSON, message: "At most 100 objects are deleted together."},
		"requests":          {method: "POST", path: "/1.1/batch", body: `{"requests":[` + strings.Repeat(`{},`, maxBatch) + `{}]}`, want: errcode.LeanCloudInvalidJSON, message: "A batch has from 1 to 100 requests."},
		"conditions":        {method: "GET", path: article + "?where=" + url.QueryEscape(numbered(maxConditions+1, `"f%d":{"$exists":true}`)), want: errcode.LeanCloudInvalidJSON, message: "A query has at most 20 conditions."},
		"wanted values":     {method: "GET", path: article + "?where=" + url.QueryEscape(`{"list":{"$in":[`+numbers(maxWanted+1)+`]}}`), want: errcode.LeanCloudInvalidJSON, message: "A query has at most 1000 values to compare with."},
		"keys":              {method: "GET", path: article + "?keys=" + strings.Repeat("a,", maxKeys) + "a", want: errcode.LeanCloudInvalidJSON, message: "A query has at most 100 keys."},
		"sort keys":         {method: "GET", path: article + "?order=" + strings.Repeat("list,", maxSortKeys) + "list", want: errcode.LeanCloudInvalidJSON, message: "A query has at most 5 keys to sort by."},
		"Backend filter":    {method: "GET", path: "/v1/demo/Article", header: http.Header{"X-Everlive-Filter": {numbered(maxConditions+1, `"f%d":1`)}}, want: errcode.BackendInvalidFilter, message: "A query has at most 20 conditions."},
		"Backend sort":      {method: "GET", path: "/v1/demo/Article", header: http.Header{"X-Everlive-Sort": {numbered(maxSortKeys+1, `"f%d":1`)}}, want: errcode.BackendInvalidSort, message: "A query has at most 5 keys to sort by."},
		"Backend fields":    {method: "GET", path: "/v1/demo/Article", header: http.Header{"X-Everlive-Fields": {numbered(maxKeys+1, `"f%d":1`)}}, want: errcode.BackendInvalidFields, message: "A query has at most 100 fields to return."},
	} {
		t.Run(name, func(t *testing.T) {
			resp, answer := do(t, test.method, server.url+test.path, test.body, test.header)
			got := catalogOf(resp.Request).DecodeBody(resp.StatusCode, []byte(textOf(answer)))
			assert.Equal(t, test.want, got.Code(), "%v", answer)
			assert.Equal(t, test.message, got.Message())
		})
	}
	n, err := server.store.count(t.Context(), "", "Article", query{})
	require.NoError(t, err)
	assert.Equal(t, 1, n)
}

// Operations can grow a list up to the limit, and not beyond.
func TestListOperations(t *testing.T) {
	ctx := t.Context()
	s, _ := newStore(t, testConfig(t))
	o, err := s.create(ctx, "Article", object{"list": []any{}}, false)
	require.NoError(t, err)
	change := func(op string, items string) (string, error) {
		var patch object
		require.NoError(t, json.Unmarshal(fmt.Appendf(nil, `{"list":{"__op":%q,"objects":%s}}`, op, items), &patch))
		changed, err := s.update(ctx, "", "Article", o.id, patch, condition{})
		return strings.TrimPrefix(changed.data, `{"list":`), err
	}
	for _, test := range []struct{ op, items, want string }{
		{"Add", `[1,1,"1"]`, `[1,1,"1"]`},
		{"AddUnique", `[1,"1",true,null,[1],{"a":1,"b":2}]`, `[1,1,"1",true,null,[1],{"a":1,"b":2}]`},
		{"AddUnique", `[{"b":2,"a":1},{"a":1},[1],false,false]`, `[1,1,"1",true,null,[1],{"a":1,"b":2},{"a":1},false]`},
		{"Remove", `[1,{"b":2,"a":1},[2],"x"]`, `["1",true,null,[1],{"a":1},false]`},
		{"Remove", `["1",true,null,[1],{"a":1},false,"[1]"]`, `[]`},
		{"AddUnique", `["[1]",[1]]`, `["[1]",[1]]`},
	} {
		got, err := change(test.op, test.items)
		require.NoError(t, err)
		assert.Equal(t, test.want+"}", got, "%s %s", test.op, test.items)
	}
	_, err = change("Add", "["+numbers(maxItems-2)+"]")
	require.NoError(t, err)
	for _, op := range []string{"Add", "AddUnique"} {
		_, err = change(op, `["one more"]`)
		assert.ErrorIs(t, err, errcode.LeanCloudObjectTooLarge, op)
	}

	ended, cancel := context.WithCancel(ctx)
	cancel()
	for _, op := range []string{"AddUnique", "Remove"} {
		_, err = changeList(ended, []any{1.0}, op, []any{2.0})
		assert.ErrorIs(t, err, context.Canceled, op)
	}
}

// An answer has a size limit, whether to a single request or to a batch.
func TestLargeAnswers(t *testing.T) {
	cfg := testConfig(t)
	cfg.maxAnswer = 1 << 20
	server := startServer(t, cfg)
	var ids []string
	for range 40 {
		o, err := server.store.create(t.Context(), "Article", object{"text": strings.Repeat("x", 100<<10)}, false)
		require.NoError(t, err)
		ids = append(ids, o.id)
	}
	resp, answer := do(t, "GET", server.url+"/1.1/classes/Article", "", nil)
	assert.Equal(t, errcode.LeanCloudThresholdExceeded.HTTPStatus(), resp.StatusCode)
	assert.EqualValues(t, errcode.LeanCloudThresholdExceeded.Number(), answer["code"], "%v", answer)
	resp, _ = do(t, "GET", server.url+"/v1/demo/Article", "", nil)
	assert.Equal(t, http.StatusForbidden, resp.StatusCode)
	resp, answer = do(t, "GET", server.url+"/1.1/classes/Article?limit=10", "", nil)
	require.Equal(t, http.StatusOK, resp.StatusCode)
	assert.Len(t, answer["results"], 10)

	batch := func(entry func(i int) string) (size, done int) {
		t.Helper()
		entries := make([]string, 40)
		for i := range entries {
			entries[i] = entry(i)
		}
		resp, answer := post(t, server.url+"/1.1/batch", `{"requests":[`+strings.Join(entries, ",")+`]}`)
		require.Equal(t, http.StatusOK, resp.StatusCode)
		var items []struct {
			Success json.RawMessage
			Error   *struct{ Code int }
		}
		text := answer["#"].(json.RawMessage)
		require.NoError(t, json.Unmarshal(text, &items))
		require.Len(t, items, 40)
		for _, item := range items {
			if item.Error != nil {
				assert.Equal(t, errcode.LeanCloudThresholdExceeded.Number(), item.Error.Code)
			} else {
				done++
			}
		}
		return len(text), done
	}
	size, done := batch(func(int) string { return `{"method":"GET","path":"/1.1/classes/Article?limit=4"}` })
	assert.Equal(t, 2, done, "queries that fit")
	assert.Less(t, size, cfg.maxAnswer+40*200)
	size, done = batch(func(i int) string { return `{"method":"GET","path":"/1.1/classes/Article/` + ids[i] + `"}` })
	assert.Equal(t, 10, done, "objects that fit")
	assert.Less(t, size, cfg.maxAnswer+40*200)
	size, done = batch(func(i int) string {
		return `{"method":"PUT","path":"/1.1/classes/Article/` + ids[i] + `","params":{"fetchWhenSave":true},"body":{"n":1}}`
	})
	assert.Equal(t, 11, done, "what is saved is answered")
	assert.Less(t, size, cfg.maxAnswer+cfg.maxObject+40*200)
	where, err := readWhere(`{"n":1}`)
	require.NoError(t, err)
	c, err := parseCondition(where)
	require.NoError(t, err)
	n, err := server.store.count(t.Context(), "", "Article", query{where: c})
	require.NoError(t, err)
	assert.Equal(t, done, n, "what is not answered as saved is not saved")
}

// The server does not read the rest of a body that is too large, so it has to
// close the connection.
func TestLargeBodies(t *testing.T) {
	cfg := testConfig(t)
	cfg.maxBody = 16
	server := startServer(t, cfg)
	resp, _ := post(t, server.url+"/1.1/classes/Article", `{"title":"longer than that"}`)
	assert.Equal(t, http.StatusRequestEntityTooLarge, resp.StatusCode)
	assert.True(t, resp.Close, "Connection: close")
}

// members must agree with encoding/json.
func FuzzMembers(f *testing.F) {
	for _, seed := range []string{`{}`, `{"a":1}`, `{"a":"}\"],","b":[{"c":"\\"}],"d":null}`, `{"a":{"b":{}},"c":[[],[]]}`, `{"a":"\u003c","b":-1.5e3}`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var o object
		if json.Unmarshal([]byte(text), &o) != nil {
			t.Skip()
		}
		for name := range o {
			if !isName(name) {
				t.Skip()
			}
		}
		stored, err := json.Marshal(o)
		require.NoError(t, err)
		read := object{}
		for name, value := range members(string(stored)) {
			var v any
			require.NoError(t, json.Unmarshal([]byte(value), &v), "%s", stored)
			read[name] = v
		}
		assert.Equal(t, len(o), len(read))
		for name := range o {
			assert.Equal(t, o[name], read[name])
		}
	})
}

// Integers are stored as they are or not at all.
func TestIntegers(t *testing.T) {
	for text, rounded := range map[string]bool{
		`{"n":9007199254740992}`:                                        false,
		`{"n":9007199254740993}`:                                        true,
		`{"n":-9007199254740994}`:                                       false,
		`{"n":[1,-9223372036854775807]}`:                                true,
		`{"n":10000000000000000000000}`:                                 false,
		`{"n":12345678901234567890123456}`:                              true,
		`{"n":9007199254740993.5}`:                                      false,
		`{"n":123456789012345678e3}`:                                    false,
		`{"9007199254740993":"n 9007199254740993 \" 9007199254740993"}`: false,
	} {
		err := checkJSON(text, maxValues)
		assert.Equal(t, rounded, errors.Is(err, errcode.LeanCloudCommandUnavailable), "%s: %v", text, err)
	}
}
