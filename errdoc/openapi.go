package errdoc

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/seed85f21a9e/errcode"
	"golang.org/x/text/language"
)

// OpenAPI returns an OpenAPI 3.1 document in JSON, which is also YAML. It contains
// only components: for each catalog and each operation, a schema of the error
// bodies and a response for each HTTP status, with every body as an example. Texts
// are in the language that fits tag best.
//
// If operations are given, only theirs are included. If no code belongs to them,
// the only schema is that of problem documents.
func (s Set) OpenAPI(tag language.Tag, operations ...errcode.Operations) []byte {
	b := s.read()
	document, _ := b.openapi(b.catalogs, b.editionFor(tag), operations)
	return document
}

// openapi returns the document, and whether it has any code.
func (b *book) openapi(catalogs []*errcode.Catalog, ed *edition, operations []errcode.Operations) ([]byte, bool) {
	c := components{book: b, edition: ed}
	for _, catalog := range catalogs {
		c.addCatalog(catalog, operations)
	}
	found := len(c.schemas) > 0
	return append(encodeJSON(c.document(catalogs), "  "), '\n'), found
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
	*book
	*edition
	schemas   object
	responses object
}

// document returns the document with the components, which has no paths.
func (c *components) document(catalogs []*errcode.Catalog) object {
	return object{
		{"openapi", "3.1.0"},
		{"info", object{
			{"title", c.Title},
			{"description", "Error bodies in the formats of these catalogs: " + strings.Join(mapped(catalogs, (*errcode.Catalog).Name), ", ") + "."},
			{"version", "1.0.0"},
		}},
		{"components", object{
			{"schemas", append(c.schemas, member{problemName, problemSchema()})},
			{"responses", c.responses},
		}},
	}
}

// addCatalog adds the components of the operations that are asked for, or else
// of the whole catalog and of each of its operations.
func (c *components) addCatalog(catalog *errcode.Catalog, operations []errcode.Operations) {
	var entries []*entry
	for _, e := range c.entries {
		if e.Code.Catalog() == catalog {
			entries = append(entries, e)
		}
	}
	prefix := componentName(prefixOf(catalog))
	if len(operations) == 0 {
		c.add(prefix, "", entries)
		operations = slices.Collect(operationsOf(entries).All())
	}
	for _, op := range operations {
		of := slices.DeleteFunc(slices.Clone(entries), func(e *entry) bool { return !returns(e.Info, op) })
		c.add(prefix+componentName(op.String()), op.String(), of)
	}
}

// add adds a schema for some codes, and a response for each of their statuses.
func (c *components) add(name, operation string, entries []*entry) {
	has := func(m member) bool { return m.name == name+"Error" }
	if len(entries) == 0 || slices.ContainsFunc(c.schemas, has) {
		return
	}
	c.schemas = append(c.schemas, member{name + "Error", c.bodySchema(operation, entries)})
	byStatus := map[int][]*entry{}
	var statuses []int
	for _, e := range entries {
		if byStatus[e.HTTPStatus] == nil {
			statuses = append(statuses, e.HTTPStatus)
		}
		byStatus[e.HTTPStatus] = append(byStatus[e.HTTPStatus], e)
	}
	slices.Sort(statuses)
	for _, status := range statuses {
		c.responses = append(c.responses, member{name + strconv.Itoa(status), c.response(operation, name+"Error", byStatus[status])})
	}
}

// componentName makes "RegisterUser" of "Register user". A component has a name of
// ASCII letters and digits.
func componentName(s string) string {
	var b strings.Builder
	words := strings.FieldsFunc(s, func(r rune) bool {
		return r >= utf8.RuneSelf || !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	for _, word := range words {
		b.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return b.String()
}

// bodySchema returns the schema of the bodies of some codes of one catalog. Rows
// that share a number share an entry, since only one may match.
func (c *components) bodySchema(operation string, entries []*entry) object {
	var numbers []object
	for i := 0; i < len(entries); {
		n := entries[i].Code.Number()
		var titles, descriptions []string
		deprecated := true
		for ; i < len(entries) && entries[i].Code.Number() == n; i++ {
			titles = append(titles, entries[i].Name)
			descriptions = append(descriptions, c.description(entries[i]))
			deprecated = deprecated && entries[i].Deprecated != ""
		}
		number := object{
			{"const", n},
			{"title", strings.Join(titles, ", ")},
			{"description", strings.Join(descriptions, "\n\n")},
		}
		if deprecated {
			number = append(number, member{"deprecated", true})
		}
		numbers = append(numbers, number)
	}
	title := "Error of " + entries[0].CatalogName()
	if operation != "" {
		title += ", " + operation
	}
	code := object{{"type", "integer"}, {"format", "int32"}, {"oneOf", numbers}}
	number, text := numberKey(entries[0].Code.Catalog(), entries[0].Code), textKey(entries[0])
	if isProblem([]byte(entries[0].Body())) {
		return object{
			{"title", title},
			{"allOf", []object{schemaRef(problemName)}},
			{"required", []string{number}},
			{"properties", object{{number, code}}},
		}
	}
	return object{
		{"title", title},
		{"type", "object"},
		{"required", []string{number, text}},
		{"properties", object{
			{number, code},
			{text, object{{"type", "string"}, {"description", "What happened. Tell errors apart by " + number + "."}}},
		}},
	}
}

// description returns what happened, what to do, whether the request may have been
// carried out, and whether the code is history.
func (c *components) description(e *entry) string {
	text := c.text(e, c.edition)
	maybeDone, deprecated := "", ""
	if e.MaybeDone {
		maybeDone = c.MaybeDone
	}
	if e.Deprecated != "" {
		deprecated = c.Deprecated + ": " + e.Deprecated
	}
	return strings.Join(slices.DeleteFunc([]string{cmp.Or(text.Description, text.Message), text.Remedy, maybeDone, deprecated}, func(s string) bool { return s == "" }), " ")
}

// textKey returns the name of the member of a body that has the message.
func textKey(e *entry) string {
	var members map[string]any
	if json.Unmarshal([]byte(e.Body()), &members) == nil {
		for _, key := range []string{"error", "message"} {
			if _, ok := members[key].(string); ok {
				return key
			}
		}
	}
	return "detail"
}

// response returns the response of one status. Its examples are the bodies that
// the library writes.
func (c *components) response(operation, schema string, entries []*entry) object {
	var examples object
	var named []string
	retryable := false
	for _, e := range entries {
		examples = append(examples, member{e.Name, object{
			{"summary", e.ID + " " + c.text(e, c.edition).Message},
			{"value", json.RawMessage(e.Body())},
		}})
		named = append(named, fmt.Sprintf("%d %s", e.Code.Number(), e.Name))
		retryable = retryable || e.Retryable
	}
	title := http.StatusText(entries[0].HTTPStatus)
	if operation != "" {
		title += " (" + operation + ")"
	}
	r := object{{"description", strings.TrimSpace(title) + ": " + strings.Join(named, ", ") + "."}}
	if retryable {
		r = append(r, member{"headers", object{{"Retry-After", object{
			{"description", "Seconds to wait before the request is repeated."},
			{"schema", object{{"type", "integer"}, {"minimum", 0}}},
		}}}})
	}
	content := object{{"schema", schemaRef(schema)}, {"examples", examples}}
	if isProblem([]byte(entries[0].Body())) {
		return append(r, member{"content", object{{"application/problem+json", content}}})
	}
	return append(r, member{"content", object{
		{"application/json", content},
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
			{"type", object{{"type", "string"}, {"format", "uri"}, {"description", "Ends in the text form of the code: the catalog, a slash, the number."}}},
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
