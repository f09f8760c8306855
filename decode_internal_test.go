package errcode

import (
	"encoding/json"
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
	`{"code":1.5,"error":"x"}`, `{"code":1e400}`, `{"code":true}`, `{"code":null,"error":"x"}`, `{"code":{},"error":[]}`, `{"code":211,"error":null}`, `{"code":211,"error":5,"message":"x"}`,
	`{"code":1,"code":211,"error":"a","error":"b"}`, `{"code":211,"code":"x"}`, `{"code":211,"error":"a","error":7}`, `{"Code":211,"ERROR":"x"}`,
	`{"code":211,"error":"\u0043ould not find user."}`, `{"code":211,"error":"\ud800"}`, "{\"code\":211,\"error\":\"a\xffb\"}", "{\"code\":211,\"error\":\"a\nb\"}", "{\"code\":211,\"error\":\"\x7f\"}",
	" {\r\n\t\"code\" : 211 , \"error\" : \"x\" } \n", "{\"code\":211\v}", `{"code":211,}`, `{,"code":211}`, `{"code":211} x`, `{"code":211}}`, `{"code":211 "error":"x"}`, `{"code" 211}`, `{"code":211`, `{"code":211,"error":"x`, `{"code":211abc}`,
	`{"":211,"code":5}`, `{"error":"x"}`, `{}`, `[]`, `[{"code":211}]`, `null`, `"x"`, `211`, ``, ` `, "\ufeff", "\ufeff{\"code\":211,\"error\":\"x\"}", "\ufeff\ufeff{\"code\":211}", `<html><body>502 Bad Gateway</body></html>`,
	strings.Repeat("[", 11000), strings.Repeat(`{"a":`, 11000), `{"code":211,"a":` + strings.Repeat("[", 5000) + strings.Repeat("]", 5000) + `}`,
}

var allCatalogs = []*Catalog{nil, new(Catalog), &backend, &leanCloud, &realtime}

// The scanner of the usual bodies is an optimisation: what it takes, the parser
// reads to the same result.
func checkScanner(t *testing.T, body []byte) {
	t.Helper()
	for _, c := range allCatalogs {
		var scanned, parsed fields
		if !c.scanFields(body, &scanned) {
			continue
		}
		c.parseFields(body, &parsed)
		assert.Equal(t, parsed, scanned, "%v reads %q", c, body)
		assert.True(t, json.Valid(body), "%q", body)
	}
}

func TestScannerAgreesWithParser(t *testing.T) {
	for _, body := range Bodies {
		checkScanner(t, []byte(body))
	}
	for _, c := range []*Catalog{&backend, &leanCloud, &realtime} {
		for code := range c.All() {
			body := c.AppendBody(nil, code)
			checkScanner(t, body)
			simple := !strings.Contains(string(body), `\`)
			assert.Equal(t, simple, c.scanFields(body, new(fields)), "the scanner takes what has no escapes: %s", body)
		}
	}
}

func FuzzScanner(f *testing.F) {
	for _, body := range Bodies {
		f.Add([]byte(body))
	}
	f.Fuzz(checkScanner)
}
