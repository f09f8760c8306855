// Package openapitest checks with other people's libraries what package errdoc
// writes for OpenAPI. It is a module of its own, so that these libraries stay out
// of the module that has errdoc.
package openapitest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pb33f/libopenapi"
	validator "github.com/pb33f/libopenapi-validator"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/errdoc"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
	"golang.org/x/text/language"
)

// command is the path of the command, which TestMain builds.
var command string

func TestMain(m *testing.M) {
	os.Exit(testMain(m))
}

func testMain(m *testing.M) int {
	dir, err := os.MkdirTemp("", "openapitest")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	command = filepath.Join(dir, "errcode")
	build := exec.Command("go", "build", "-buildvcs=false", "-o", dir, "./examples/errcode")
	build.Dir = filepath.Join("..", "..") // the module of the command
	if out, err := build.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "building the command: %v\n%s", err, out)
		return 1
	}
	return m.Run()
}

// openapi returns the document that the command writes.
func openapi(t *testing.T, args ...string) []byte {
	t.Helper()
	cmd := exec.Command(command, append([]string{"openapi"}, args...)...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	require.NoError(t, err, stderr.String())
	return out
}

// validate returns what a document has against OpenAPI 3.1; nothing if it is
// valid.
func validate(t *testing.T, document []byte) []string {
	t.Helper()
	doc, err := libopenapi.NewDocument(document)
	if err != nil {
		return []string{err.Error()}
	}
	// Building the model resolves every reference.
	if _, err := doc.BuildV3Model(); err != nil {
		return []string{err.Error()}
	}
	v, errs := validator.NewValidator(doc)
	require.Empty(t, errs)
	valid, problems := v.ValidateDocument()
	var texts []string
	for _, p := range problems {
		texts = append(texts, p.Error())
	}
	require.Equal(t, valid, len(texts) == 0)
	return texts
}

var documents = []struct {
	name string
	args []string
}{
	{"all", nil},
	{"one operation", []string{"-operation", "Register user"}},
	{"one catalog", []string{"-catalog", "realtime"}},
	{"Chinese", []string{"-lang", "zh", "-catalog", "leancloud"}},
	{"no operation", []string{"-operation", "N/A"}},
}

func TestDocumentIsValid(t *testing.T) {
	for _, test := range documents {
		t.Run(test.name, func(t *testing.T) {
			assert.Empty(t, validate(t, openapi(t, test.args...)))
		})
	}
}

// A document of an app's own catalog is valid too, and so are the problem
// documents that are its examples.
func TestOwnCatalog(t *testing.T) {
	document := errdoc.Set{Title: "Shop errors", Catalogs: []*errcode.Catalog{shopCatalog}}.OpenAPI(language.English)
	assert.Empty(t, validate(t, document))
	schema := compile(t, document, "ShopError")
	for code := range shopCatalog.All() {
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(shopCatalog.AppendBody(nil, code)))
		require.NoError(t, err)
		assert.NoError(t, schema.Validate(value), "%v", code)
	}
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(`{"type":"urn:errcode:shop/7","title":"x","status":409,"detail":"x","code":7}`))
	require.NoError(t, err)
	assert.Error(t, schema.Validate(value), "a number that is not listed")
}

type shop struct{}

func (shop) Catalog() *errcode.Catalog { return shopCatalog }

var shopCatalog = errcode.Must(errcode.NewCatalog("shop", errcode.FormatProblem,
	errcode.Info{Code: errcode.Number[shop](1), Name: "Broken", HTTPStatus: 500, Message: "Something broke."},
	errcode.Info{Code: errcode.Number[shop](2), Name: "SoldOut", HTTPStatus: 409, Message: "Sold out.", Deprecated: "Since v2; use Broken."},
))

// The validator is one that finds faults.
func TestBrokenDocumentIsNotValid(t *testing.T) {
	document := string(openapi(t, "-operation", "Login", "-catalog", "backend"))
	tests := []struct{ name, old, new string }{
		{"no title", "    \"title\": \"LeanCloud and Backend Services error codes\",\n", ""},
		{"no version", ",\n    \"version\": \"1.0.0\"", ""},
		{"unknown member", "\"components\": {", "\"compnents\": {}, \"components\": {"},
		{"response without description", "\"description\": \"Unauthorized (Login): 604 Unauthorized.\",", ""},
		{"bad name of a component", "\"BackendLogin401\"", "\"Backend Login 401\""},
		{"content that is no object", "\"content\": {", "\"content\": 1, \"x-content\": {"},
		{"reference to nothing", "#/components/schemas/Problem", "#/components/schemas/Nothing"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			broken := strings.Replace(document, test.old, test.new, 1)
			require.NotEqual(t, document, broken)
			assert.NotEmpty(t, validate(t, []byte(broken)))
		})
	}
}

// The document is YAML as it is.
func TestDocumentIsYAML(t *testing.T) {
	document := openapi(t)
	var asYAML, asJSON any
	require.NoError(t, yaml.Unmarshal(document, &asYAML))
	require.NoError(t, json.Unmarshal(document, &asJSON))
	// By way of JSON, since the two read numbers as different types.
	text, err := json.Marshal(asYAML)
	require.NoError(t, err)
	want, err := json.Marshal(asJSON)
	require.NoError(t, err)
	assert.Equal(t, string(want), string(text))
}

// compile compiles each schema of a document as JSON Schema 2020-12, the dialect
// of OpenAPI 3.1, and checks it against that dialect's own schema.
func compile(t *testing.T, document []byte, schema string) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(document))
	require.NoError(t, err)
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	c.AssertFormat()
	const address = "https://api.example.com/errors.json" // a file name would depend on the folder; nothing is fetched
	require.NoError(t, c.AddResource(address, doc))
	compiled, err := c.Compile(address + "#/components/schemas/" + schema)
	require.NoError(t, err)
	return compiled
}

// Each example is a body that the library writes, passes the schema of its
// response and reads back as the code.
func TestExamples(t *testing.T) {
	document := openapi(t)
	var doc struct {
		Components struct {
			Responses map[string]struct {
				Content map[string]struct {
					Schema struct {
						Ref string `json:"$ref"`
					}
					Examples map[string]struct{ Value json.RawMessage }
				}
			}
		}
	}
	require.NoError(t, json.Unmarshal(document, &doc))
	schemas := map[string]*jsonschema.Schema{}
	checked := map[errcode.Code]bool{}
	for name, response := range doc.Components.Responses {
		c := catalogOf(t, name)
		content := response.Content["application/json"]
		schema := strings.TrimPrefix(content.Schema.Ref, "#/components/schemas/")
		if schemas[schema] == nil {
			schemas[schema] = compile(t, document, schema)
		}
		for codeName, example := range content.Examples {
			code, ok := c.ByName(codeName)
			require.True(t, ok, "%s: %s", name, codeName)
			assert.JSONEq(t, string(c.AppendBody(nil, code)), string(example.Value), "%s: %v", name, code)
			value, err := jsonschema.UnmarshalJSON(bytes.NewReader(example.Value))
			require.NoError(t, err)
			assert.NoError(t, schemas[schema].Validate(value), "%s: %v", name, code)
			e := c.DecodeBody(code.HTTPStatus(), example.Value)
			assert.Equal(t, code.Number(), e.Code().Number(), "%s: %v", name, code)
			checked[code] = true
		}
	}
	assert.Len(t, checked, errcode.Backend.Len()+errcode.LeanCloud.Len()+errcode.Realtime.Len())
}

// catalogOf returns the catalog that the name of a component begins with.
func catalogOf(t *testing.T, component string) *errcode.Catalog {
	t.Helper()
	for _, c := range []*errcode.Catalog{errcode.Backend, errcode.LeanCloud, errcode.Realtime} {
		if strings.HasPrefix(strings.ToLower(component), c.Name()) {
			return c
		}
	}
	t.Fatalf("%s is of no catalog", component)
	return nil
}

// The schemas tell bodies from what is none.
func TestSchemasReject(t *testing.T) {
	document := openapi(t, "-operation", "Login", "-catalog", "backend")
	tests := []struct {
		name, schema, value string
		valid               bool
	}{
		{"body", "BackendLoginError", `{"message":"x","errorCode":205}`, true},
		{"code of another operation", "BackendLoginError", `{"message":"x","errorCode":201}`, false},
		{"no code", "BackendLoginError", `{"message":"x"}`, false},
		{"code as a string", "BackendLoginError", `{"message":"x","errorCode":"205"}`, false},
		{"body of the other vendor", "BackendLoginError", `{"code":205,"error":"x"}`, false},
		{"no object", "BackendLoginError", `[]`, false},
		{"problem", "Problem", `{"type":"urn:errcode:backend/205","title":"x","status":403,"detail":"x","extra":1}`, true},
		{"problem of a success", "Problem", `{"type":"urn:errcode:backend/205","title":"x","status":200,"detail":"x"}`, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			value, err := jsonschema.UnmarshalJSON(strings.NewReader(test.value))
			require.NoError(t, err)
			assert.Equal(t, test.valid, compile(t, document, test.schema).Validate(value) == nil)
		})
	}
}

// The problem documents that the library writes pass the schema.
func TestProblemDocuments(t *testing.T) {
	schema := compile(t, openapi(t, "-operation", "Login"), "Problem")
	rp := errcode.Responder{Logger: slog.New(slog.DiscardHandler)}
	for _, c := range []*errcode.Catalog{errcode.Backend, errcode.LeanCloud, errcode.Realtime} {
		for code := range c.All() {
			r := httptest.NewRequest(http.MethodGet, "/login", nil)
			r.Header.Set("Accept", "application/problem+json")
			w := httptest.NewRecorder()
			rp.WriteError(w, r, code)
			assert.Equal(t, "application/problem+json", w.Header().Get("Content-Type"))
			value, err := jsonschema.UnmarshalJSON(w.Body)
			require.NoError(t, err)
			assert.NoError(t, schema.Validate(value), "%v", code)
		}
	}
}
