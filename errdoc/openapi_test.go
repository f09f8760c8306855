package errdoc

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/seed85f21a9e/errcode"
	"golang.org/x/text/language"
)

// openapiDocument is what the tests read of a document.
type openapiDocument struct {
	OpenAPI    string
	Components struct {
		Schemas   map[string]any
		Responses map[string]struct {
			Description string
			Headers     map[string]any
			Content     map[string]struct {
				Schema   map[string]string
				Examples map[string]struct {
					Summary string
					Value   json.RawMessage
				}
			}
		}
	}
}

func readOpenAPI(t *testing.T, args ...string) openapiDocument {
	t.Helper()
	got := run("", append([]string{"openapi"}, args...)...)
	if got.code != exitFound {
		t.Fatal(got.err)
	}
	var doc openapiDocument
	if err := json.Unmarshal([]byte(got.out), &doc); err != nil {
		t.Fatal(err)
	}
	return doc
}

// The names of a response's catalog and of its operation and status.
var responseName = regexp.MustCompile(`^(Backend|LeanCloud|Realtime)(.*?)(\d{3})$`)

// Each response has the codes of its operation and status, and for each of them
// the body that the library writes; none is missing.
func TestOpenAPIExamples(t *testing.T) {
	catalogs := map[string]*errcode.Catalog{"Backend": errcode.Backend, "LeanCloud": errcode.LeanCloud, "Realtime": errcode.Realtime}
	operations := map[string]errcode.Operations{}
	for op := range operationsOf(finderOf().entries).All() {
		operations[componentName(op.String())] = op
	}
	covered := map[errcode.Code]int{}
	for name, r := range readOpenAPI(t).Components.Responses {
		parts := responseName.FindStringSubmatch(name)
		if parts == nil {
			t.Fatalf("unexpected response %s", name)
		}
		c, status := catalogs[parts[1]], parts[3]
		op, hasOperation := operations[parts[2]]
		want := 0
		for code := range c.All() {
			info := code.Info()
			if fmt.Sprint(info.HTTPStatus) != status || hasOperation && !info.ReturnedBy.Has(op) {
				continue
			}
			want++
			covered[code]++
			example := r.Content["application/json"].Examples[info.Name]
			var compact bytes.Buffer
			if err := json.Compact(&compact, example.Value); err != nil {
				t.Fatalf("%s, %v: %v", name, code, err)
			}
			if body := c.AppendBody(nil, code); !bytes.Equal(compact.Bytes(), body) {
				t.Errorf("%s, %v: the example is %s, the library writes %s", name, code, compact.Bytes(), body)
			}
			if info.Retryable && r.Headers["Retry-After"] == nil {
				t.Errorf("%s has the retryable %v and no Retry-After", name, code)
			}
		}
		if got := len(r.Content["application/json"].Examples); got != want || want == 0 {
			t.Errorf("%s has %d examples, want %d", name, got, want)
		}
	}
	for _, c := range builtIn() {
		for code := range c.All() {
			if atLeast := min(2, 1+int(code.Info().ReturnedBy)); covered[code] < atLeast {
				t.Errorf("%v is in %d responses", code, covered[code])
			}
		}
	}
}

func TestOpenAPIOperation(t *testing.T) {
	doc := readOpenAPI(t, "-operation", "Register user", "-operation", "register-user", "-catalog", "backend")
	for name := range doc.Components.Responses {
		if !strings.HasPrefix(name, "BackendRegisterUser") {
			t.Errorf("response %s is of another operation", name)
		}
	}
	if doc.Components.Schemas["BackendRegisterUserError"] == nil || len(doc.Components.Schemas) != 2 {
		t.Errorf("schemas are %v", doc.Components.Schemas)
	}
	if _, ok := doc.Components.Responses["BackendRegisterUser400"]; !ok {
		t.Error("there is no response with status 400")
	}
}

// No object in the document has a member twice, which encoding/json would not
// tell.
func TestOpenAPIMembersOnce(t *testing.T) {
	dec := json.NewDecoder(strings.NewReader(run("", "openapi").out))
	var walk func(path string)
	walk = func(path string) {
		token, err := dec.Token()
		if err != nil {
			t.Fatal(err)
		}
		open, ok := token.(json.Delim)
		if !ok {
			return
		}
		seen := map[string]bool{}
		for dec.More() {
			name := ""
			if open == '{' {
				key, err := dec.Token()
				if err != nil {
					t.Fatal(err)
				}
				name = key.(string)
				if seen[name] {
					t.Errorf("%s has %s twice", path, name)
				}
				seen[name] = true
			}
			walk(path + "/" + name)
		}
		if _, err := dec.Token(); err != nil {
			t.Fatal(err)
		}
	}
	walk("")
	if _, err := dec.Token(); err != io.EOF {
		t.Errorf("after the document: %v", err)
	}
}

// Descriptions are in the language asked for, examples in the vendor's words.
func TestOpenAPILanguage(t *testing.T) {
	text := errcode.LeanCloudUserNotFound.Info().In(language.Chinese)
	got := run("", "openapi", "-operation", "Accounts", "-catalog", "leancloud", "-lang", "zh").out
	for _, want := range []string{text.Description, text.Message, `"error": "Could not find user."`} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing", want)
		}
	}
}

// An app's own catalog has components too; a problem document is its only format.
func TestOpenAPIOfOwnCatalog(t *testing.T) {
	document := string(ownSet(t).OpenAPI(language.Japanese))
	for _, want := range []string{
		`"title": "Gift shop errors"`, `"GiftShop409"`, `"GiftShopError"`, "注文より少ない在庫です。 数を減らしてください。", `"const": -5`, `"$ref": "#/components/schemas/Problem"`,
	} {
		if !strings.Contains(document, want) {
			t.Errorf("%s is missing in %s", want, document)
		}
	}
	if strings.Contains(document, `"application/json"`) {
		t.Error("there is a response of another format")
	}
}
