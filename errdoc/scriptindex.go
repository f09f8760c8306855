package errdoc

import (
	"strconv"

	"github.com/seed85f21a9e/errcode"
)

// scriptIndex returns a script that hands the index of a finder to the script of
// the pages. It is a script because pages may load one wherever they are, from
// files as well.
func scriptIndex(f *finder) []byte {
	type catalogForm struct {
		Name   string `json:"name"`
		Prefix string `json:"prefix"`
		Key    string `json:"key"` // of the number in its bodies
	}
	form := struct {
		Catalogs   []catalogForm `json:"catalogs"`
		Kinds      []string      `json:"kinds"`
		Operations []string      `json:"operations"`
		// The codes in the order of the list: the catalog, the label, the
		// name, the status, the kind, the operations; and of a number with
		// several rows the message, by which a body tells them apart.
		Codes     [][]any `json:"codes"`
		StopWords string  `json:"stopWords"`
		Terms     *index  `json:"terms"`
	}{
		Kinds:      mapped(f.kinds, errcode.Kind.String),
		Operations: mapped(f.operations, errcode.Operations.String),
		StopWords:  stopWords,
		Terms:      f.index,
	}
	position := map[*errcode.Catalog]int{}
	for i, c := range f.catalogs {
		position[c] = i
		form.Catalogs = append(form.Catalogs, catalogForm{Name: c.Name(), Prefix: prefixOf(c)})
	}
	for _, e := range f.entries {
		c := position[e.Code.Catalog()]
		form.Catalogs[c].Key = numberKey(e.Code.Catalog(), e.Code)
		returned := []int{}
		for i, op := range f.operations {
			if e.ReturnedBy.Has(op) {
				returned = append(returned, i)
			}
		}
		kind := 0
		for i, k := range f.kinds {
			if k == e.Kind {
				kind = i
			}
		}
		code := []any{c, e.Label, e.Name, e.HTTPStatus, kind, returned}
		if e.IsVariant() || e.Next != nil && e.Next.Code.Number() == e.Code.Number() {
			code = append(code, e.Message)
		}
		form.Codes = append(form.Codes, code)
	}
	script := "// Made for " + strconv.Itoa(len(f.entries)) + " codes; see script.js.\nconst errdocIndex = "
	return append(append([]byte(script), encodeJSON(form, "")...), ";\n"...)
}
