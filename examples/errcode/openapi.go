package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/seed85f21a9e/errcode"
	"golang.org/x/text/language"
)

func openapiCommand() *command {
	return &command{
		name:    "openapi",
		summary: "write OpenAPI 3.1 components",
		help: `Write an OpenAPI 3.1 document that has nothing but components: a schema for the
error bodies of each catalogue and each operation, and a response for each of
their HTTP statuses, with the body of every code as an example. Refer to them
from your API description, such as
  $ref: 'errors.yaml#/components/responses/BackendRegisterUser400'

With -operation, write only the components of that operation. Its codes are also
those that a group around it returns, such as "All".`,
		flags: []string{"catalogue", "operation", "lang", "format"},
		run:   (*program).openapi,
	}
}

func (p *program) openapi(o *options, args []string) error {
	if len(args) > 0 {
		return usagef("openapi takes flags only, not %q", args[0])
	}
	var c components
	for _, catalog := range o.catalogs() {
		c.addCatalog(catalog, o)
	}
	if len(c.schemas) == 0 {
		fmt.Fprintln(p.err, "errcode: no code of these catalogues belongs to this operation")
		return errNotFound
	}
	document := encodeJSON(c.document(o.catalogs()), "  ")
	if o.format == "json" {
		return p.print(string(document) + "\n")
	}
	return p.print(yamlOfJSON(document))
}

// An object is a JSON object whose members keep their order.
type object []member

type member struct {
	name  string
	value any
}

// MarshalJSON implements [json.Marshaler].
func (o object) MarshalJSON() ([]byte, error) {
	b := []byte{'{'}
	for i, m := range o {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, encodeJSON(m.name, "")...)
		b = append(b, ':')
		b = append(b, encodeJSON(m.value, "")...)
	}
	return append(b, '}'), nil
}

// Components are the reusable parts of an OpenAPI document.
type components struct {
	schemas   object
	responses object
}

// document returns the document with the components, which has no paths.
func (c *components) document(catalogs []*errcode.Catalog) object {
	var names []string
	for _, catalog := range catalogs {
		names = append(names, catalog.Name())
	}
	return object{
		{"openapi", "3.1.0"},
		{"info", object{
			{"title", "Error responses"},
			{"description", "Error bodies in the formats of these catalogues: " + strings.Join(names, ", ") + "."},
			{"version", "1.0.0"},
		}},
		{"components", object{
			{"schemas", append(c.schemas, member{problemName, problemSchema()})},
			{"responses", c.responses},
		}},
	}
}

// addCatalog adds the components of the operations that are asked for, or else
// of the whole catalogue and of each of its operations.
func (c *components) addCatalog(catalog *errcode.Catalog, o *options) {
	operations := o.operations
	if len(operations) == 0 {
		c.add(prefixOf(catalog), "any operation", slices.Collect(catalog.All()), o.lang)
		operations = slices.Collect(operationsOf(catalog).All())
	}
	for _, op := range operations {
		var codes []errcode.Code
		for code := range catalog.All() {
			if returns(code.Info(), op) {
				codes = append(codes, code)
			}
		}
		c.add(prefixOf(catalog)+componentName(op.String()), op.String(), codes, o.lang)
	}
}

// add adds a schema for some codes, and a response for each of their statuses.
func (c *components) add(name, operation string, codes []errcode.Code, lang language.Tag) {
	has := func(m member) bool { return m.name == name+"Error" }
	if len(codes) == 0 || slices.ContainsFunc(c.schemas, has) {
		return
	}
	c.schemas = append(c.schemas, member{name + "Error", bodySchema(operation, codes, lang)})
	byStatus := map[int][]errcode.Code{}
	var statuses []int
	for _, code := range codes {
		status := code.HTTPStatus()
		if byStatus[status] == nil {
			statuses = append(statuses, status)
		}
		byStatus[status] = append(byStatus[status], code)
	}
	slices.Sort(statuses)
	for _, status := range statuses {
		r := response(operation, name+"Error", byStatus[status], lang)
		c.responses = append(c.responses, member{name + strconv.Itoa(status), r})
	}
}

// prefixOf returns what stands before the names of a catalogue's constants.
func prefixOf(catalog *errcode.Catalog) string {
	for code := range catalog.All() {
		_, identifier, _ := strings.Cut(constantOf(code), ".")
		return strings.TrimSuffix(identifier, code.Info().Name)
	}
	return componentName(catalog.Name())
}

// componentName makes "RegisterUser" of "Register user".
func componentName(s string) string {
	var b strings.Builder
	words := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for _, word := range words {
		b.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return b.String()
}

// bodyOf returns the body that the library answers a code with, and the names
// of its members.
func bodyOf(code errcode.Code) (body json.RawMessage, number, text string) {
	body = code.Catalog().AppendBody(nil, code)
	var members map[string]any
	if err := json.Unmarshal(body, &members); err != nil {
		panic(err) // the library writes JSON
	}
	for name, value := range members {
		if _, ok := value.(string); ok {
			text = name
		} else {
			number = name
		}
	}
	return body, number, text
}

// bodySchema returns the schema of the bodies of some codes of one catalogue.
// Rows that share a number share an entry, since only one may match.
func bodySchema(operation string, codes []errcode.Code, lang language.Tag) object {
	_, number, text := bodyOf(codes[0])
	var numbers []object
	for i := 0; i < len(codes); {
		n := codes[i].Number()
		var titles, descriptions []string
		for ; i < len(codes) && codes[i].Number() == n; i++ {
			info := codes[i].Info()
			titles = append(titles, info.Name)
			descriptions = append(descriptions, info.In(lang).Description)
		}
		numbers = append(numbers, object{
			{"const", n},
			{"title", strings.Join(titles, ", ")},
			{"description", strings.Join(descriptions, "\n\n")},
		})
	}
	return object{
		{"title", "Error of " + codes[0].Catalog().Name() + ", " + operation},
		{"type", "object"},
		{"required", []string{number, text}},
		{"properties", object{
			{number, object{{"type", "integer"}, {"format", "int32"}, {"oneOf", numbers}}},
			{text, object{{"type", "string"}, {"description", "What happened. Tell errors apart by " + number + "."}}},
		}},
	}
}

// response returns the response of one status. Its examples are the bodies that
// the library writes.
func response(operation, schema string, codes []errcode.Code, lang language.Tag) object {
	var examples object
	var names []string
	retryable := false
	for _, code := range codes {
		info := code.Info()
		body, _, _ := bodyOf(code)
		examples = append(examples, member{info.Name, object{
			{"summary", idOf(code) + " " + info.In(lang).Message},
			{"value", body},
		}})
		names = append(names, fmt.Sprintf("%d %s", code.Number(), info.Name))
		retryable = retryable || info.Retryable
	}
	status := codes[0].HTTPStatus()
	title := strings.TrimSpace(http.StatusText(status) + " (" + operation + ")")
	r := object{{"description", title + ": " + strings.Join(names, ", ") + "."}}
	if retryable {
		r = append(r, member{"headers", object{{"Retry-After", object{
			{"description", "Seconds to wait before the request is repeated."},
			{"schema", object{{"type", "integer"}, {"minimum", 0}}},
		}}}})
	}
	return append(r, member{"content", object{
		{"application/json", object{{"schema", schemaRef(schema)}, {"examples", examples}}},
		{"application/problem+json", object{{"schema", schemaRef(problemName)}}},
	}})
}

const problemName = "Problem"

// problemSchema returns the schema of the documents that clients get which
// prefer application/problem+json.
func problemSchema() object {
	text := object{{"type", "string"}}
	return object{
		{"title", "Problem document (RFC 9457)"},
		{"type", "object"},
		{"required", []string{"type", "title", "status", "detail"}},
		{"properties", object{
			{"type", object{{"type", "string"}, {"format", "uri"}, {"description", "Ends in the ID of the code, such as leancloud/211."}}},
			{"title", text},
			{"status", object{{"type", "integer"}, {"minimum", 400}, {"maximum", 599}}},
			{"detail", text},
			{"instance", text},
			{"code", object{{"type", "integer"}, {"format", "int32"}}},
			{"catalog", text},
		}},
	}
}

func schemaRef(schema string) object {
	return object{{"$ref", "#/components/schemas/" + schema}}
}
