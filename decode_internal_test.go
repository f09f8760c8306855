package errcode

import (
	"bytes"
	"encoding/json"
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// Bodies are the shapes that servers send, and what comes close to them. The
// fuzz targets start from them.
var Bodies = []string{
	`{"code":211,"error":"Could not find user."}`,
	`{"error":"Could not find user.","code":211}`,
	`{"errorCode":201,"message":"A user with the same username already exists."}`,
	`{"message":"The specified user was not found.","errorCode":206}`,
	`{"code":502,"error":"Server is in maintenance.","message":"502 Bad Gateway"}`,
	`{"code":1,"message":"Parse-compatible."}`,
	`{"code":403,"error":"The user cannot be altered by a client without the session."}`,
	`{"code":251,"error":"Invalid Weibo session"}`,
	`{"code":605,"error":"SMS sign not verified"}`,
	`{"errorCode":107,"message":"The operation results in a duplicate key for a unique index."}`,
	`{"errorCode":107,"message":"Duplicate values already exist for field Size of content type \"Shoe\"."}`,
	`{"errorCode":107,"message":"Duplicate values already exist for the field."}`,
	`{"code":4305,"error":"CONVERSATION_REJECTED_BY_APP","appCode":42,"detail":{"a":[1,null,true]}}`,
	`{"type":"urn:errcode:leancloud/211","title":"Could not find user.","status":400,"detail":"No ada.","instance":"/a","code":211,"catalog":"leancloud","field":"name"}`,
	`{"type":"https://api.example.com/errors/backend/107.1","title":"t","status":400,"detail":"d","code":107,"catalog":"backend"}`,
	`{"type":"about:blank","title":"Not Found","status":404,"detail":"d"}`,
	`{"code":211.0,"error":"x"}`, `{"code":2.11e2,"error":"x"}`, `{"code":"211","error":"x"}`, `{"code":" 211 ","error":"x"}`,
	`{"code":-1,"error":"x"}`, `{"code":-0,"error":"x"}`, `{"code":0}`, `{"code":007,"error":"x"}`, `{"code":+1}`, "{\"code\":-\n5,\"error\":\"x\"}", `{"code":- 5}`,
	`{"code":999999999}`, `{"code":1000000000}`, `{"code":2147483647}`, `{"code":2147483648}`, `{"code":-2147483648}`, `{"code":-2147483649}`,
	`{"code":1.5,"error":"x"}`, `{"code":1e400}`, `{"code":10E000000}`, `{"code":0e999999}`, `{"code":1e-999999}`, `{"code":1` + strings.Repeat("0", 120) + `e-120}`, `{"code":true}`, `{"code":null,"error":"x"}`, `{"code":{},"error":[]}`, `{"code":211,"error":null}`, `{"code":211,"error":5,"message":"x"}`,
	`{"code":1,"code":211,"error":"a","error":"b"}`, `{"code":211,"code":"x"}`, `{"code":211,"error":"a","error":7}`, `{"Code":211,"ERROR":"x"}`,
	`{"code":211,"error":"\u0043ould not find user."}`, `{"code":211,"error":"\ud800"}`, "{\"code\":211,\"error\":\"a\xffb\"}", "{\"code\":211,\"error\":\"a\nb\"}", "{\"code\":211,\"error\":\"\x7f\"}",
	" {\r\n\t\"code\" : 211 , \"error\" : \"x\" } \n", "{\"code\":211\v}", `{"code":211,}`, `{,"code":211}`, `{"code":211} x`, `{"code":211}}`, `{"code":211 "error":"x"}`, `{"code" 211}`, `{"code":211`, `{"code":211,"error":"x`, `{"code":211abc}`,
	`{"":211,"code":5}`, `{"error":"x"}`, `{}`, `[]`, `[{"code":211}]`, `null`, `"x"`, `211`, ``, ` `, "\ufeff", "\ufeff{\"code\":211,\"error\":\"x\"}", "\ufeff\ufeff{\"code\":211}", `<html><body>502 Bad Gateway</body></html>`,
	strings.Repeat("[", 11000), strings.Repeat(`{"a":`, 11000), `{"code":211,"a":` + strings.Repeat("[", 5000) + strings.Repeat("]", 5000) + `}`,
}

var allCatalogs = []*Catalog{nil, new(Catalog), &backend, &leanCloud, &realtime}

// checkAgainstMap reads a body in the plain way, by way of a map, and compares.
func checkAgainstMap(t *testing.T, body []byte) {
	t.Helper()
	for _, c := range allCatalogs {
		got := c.DecodeBody(418, body)
		code, message, details, ok := slowRead(c, bytes.TrimPrefix(body, []byte("\ufeff")))
		if !ok {
			assert.True(t, got.Inferred(), "%v reads %q", c, body)
			continue
		}
		assert.False(t, got.Inferred(), "%v reads %q", c, body)
		want := newFullError()
		want.code, want.extra.message = code, truncate(message, maxMessage)
		want.refine(got.code != nil && variantOf(got.code.(coded).key()) != 0, leanCloud.DecodeBody)
		code = want.code
		assert.Equal(t, code, got.Code(), "%v reads %q", c, body)
		assert.Equal(t, truncate(message, maxMessage), got.extra.message, "%v reads %q", c, body)
		if len(body)+detailSize*bytes.Count(body, []byte(":")) < maxDetails {
			assert.Equal(t, details, got.Details(), "%v reads %q", c, body)
		}
	}
}

// slowRead says what DecodeBody should read, with encoding/json alone.
func slowRead(c *Catalog, body []byte) (code Code, message string, details map[string]any, ok bool) {
	var object map[string]any
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	if !json.Valid(body) || len(body) >= maxBody || decoder.Decode(&object) != nil || object == nil {
		return nil, "", nil, false
	}
	text := func(key string) (string, bool) { s, ok := object[key].(string); return s, ok }
	keep := func(isDefined func(string) bool) {
		for key := range object {
			if isDefined(key) {
				continue
			}
			if details == nil {
				details = map[string]any{}
			}
			var members map[string]any
			if json.Unmarshal(body, &members) == nil { // numbers as float64
				details[key] = members[key]
			}
		}
	}
	kind, isProblem := text("type")
	_, hasTitle := object["title"]
	_, hasStatus := object["status"]
	_, hasDetail := object["detail"]
	if isProblem = isProblem && (hasTitle || hasStatus || hasDetail); isProblem {
		if m := regexp.MustCompile(`(?s)(?:^|[/:#?=])([^/:#?=]*)/([^/]*)$`).FindStringSubmatch(truncate(kind, maxMessage)); m != nil {
			owner := vendorCatalog(m[1])
			if c != nil && c.name == m[1] {
				owner = c
			}
			if key, err := parseKey(m[2]); owner != nil && err == nil {
				message, ok = text("detail")
				if !ok {
					message, _ = text("title")
				}
				keep(isProblemMember)
				return owner.code(owner.listedKey(key)), message, details, true
			}
		}
		if name, ok := text("catalog"); ok && name != c.Name() {
			return nil, "", nil, false
		}
	}
	numberKey, textKey, otherKey := "code", "error", "message"
	if c != nil && c.format == FormatBackend {
		numberKey, textKey, otherKey = "errorCode", "message", "error"
	}
	number, ok := slowNumber(object[numberKey])
	if !ok {
		return nil, "", nil, false
	}
	message, ok = text(textKey)
	if !ok {
		textKey = otherKey
		message, ok = text(textKey)
	}
	keep(func(key string) bool { return key == numberKey || ok && key == textKey })
	c = c.ownerOf(number)
	code = c.code(number)
	if r := c.find(number); r != nil {
		for _, other := range r.more {
			if other.isSaidBy([]byte(message)) {
				code = other.code
			}
		}
	}
	return code, message, details, true
}

func slowNumber(value any) (int64, bool) {
	switch v := value.(type) {
	case string:
		n, err := strconv.ParseInt(strings.TrimSpace(truncate(v, 64)), 10, 32)
		return n, err == nil
	case json.Number:
		mantissa, exponent, _ := strings.Cut(strings.ToLower(string(v)), "e")
		if strings.Trim(mantissa, "-0.") == "" {
			return 0, true
		}
		if len(strings.TrimLeft(exponent, "+-0")) > 5 { // more than a body has digits
			return 0, false
		}
		r, ok := new(big.Rat).SetString(string(v))
		if !ok || !r.IsInt() || !r.Num().IsInt64() || r.Num().Int64() != int64(int32(r.Num().Int64())) {
			return 0, false
		}
		return r.Num().Int64(), true
	}
	return 0, false
}

func TestDecodeBodyReadsLikeEncodingJSON(t *testing.T) {
	t.Parallel()
	for _, body := range Bodies {
		checkAgainstMap(t, []byte(body))
	}
	for _, c := range []*Catalog{&backend, &leanCloud, &realtime} {
		for code := range c.All() {
			checkAgainstMap(t, c.AppendBody(nil, code))
		}
	}
}

func FuzzDecodeBodyReadsLikeEncodingJSON(f *testing.F) {
	for _, body := range Bodies {
		f.Add([]byte(body))
	}
	f.Fuzz(checkAgainstMap)
}
