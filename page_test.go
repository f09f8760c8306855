package errcode_test

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// pages are the directories of the packages whose pages people read.
var pages = []string{".", "errdoc", "errcodetest", "errcodegrpc", "errcodeconnect"}

// withoutExample says why a name needs no example.
var withoutExample = map[string]string{
	"type FieldError":   "WithFieldErrors has one",
	"type Format":       "NewCatalog has one",
	"type StatusSource": "Info has one",
	"type Text":         "NewTexts has one",
	"type Answer":       "Responder.Answer and Responder.Describe have one",

	// What other packages call: errors, fmt, encoding, encoding/json, log/slog
	// and OpenTelemetry.
	"method As": "errors", "method Error": "errors", "method Is": "errors",
	"method Format": "fmt", "method GoString": "fmt", "method String": "fmt",
	"method MarshalText": "encoding", "method UnmarshalText": "encoding",
	"method UnmarshalJSON": "encoding/json",
	"method LogValue":      "log/slog",
	"method ErrorType":     "OpenTelemetry; LabelOf returns the same",
}

// A newcomer finds an example under every name of the package pages.
func TestNamesHaveExamples(t *testing.T) {
	t.Parallel()
	used := make(map[string]bool)
	for _, dir := range pages {
		p, _ := documentation(t, dir)
		for _, name := range namesWithoutExample(p) {
			used[name] = true
			assert.True(t, withoutExample[name] != "", "%s has no example in %s", name, dir)
		}
	}
	for name := range withoutExample {
		assert.True(t, used[name], "%s has an example, or is no name", name)
	}
}

// namesWithoutExample returns the functions, types and methods of a package that
// have no example. A function may be called in the example of the package, which
// is the first on the page. A type has the examples of its functions and methods
// too. A method has one of its own or is called in one of its type, or of the
// interface Code, whose methods all code types have.
func namesWithoutExample(p *doc.Package) []string {
	var missing []string
	called := func(name string, examples []*doc.Example) bool {
		return slices.ContainsFunc(examples, func(e *doc.Example) bool { return calls(e.Code, name) })
	}
	var ofCode []*doc.Example
	for _, t := range p.Types {
		if t.Name == "Code" {
			ofCode = t.Examples
		}
	}
	functions := slices.Clone(p.Funcs)
	for _, t := range p.Types {
		functions = append(functions, t.Funcs...)
		examples := slices.Concat(t.Examples, ofCode)
		hasOne := len(t.Examples) > 0
		for _, f := range slices.Concat(t.Funcs, t.Methods) {
			examples = append(examples, f.Examples...)
			hasOne = hasOne || len(f.Examples) > 0
		}
		if !hasOne {
			missing = append(missing, "type "+t.Name)
		}
		for _, m := range t.Methods {
			if len(m.Examples) == 0 && !called(m.Name, examples) {
				missing = append(missing, "method "+m.Name)
			}
		}
	}
	for _, f := range functions {
		if len(f.Examples) == 0 && !called(f.Name, p.Examples) {
			missing = append(missing, "func "+f.Name)
		}
	}
	return missing
}

// calls reports whether code selects a name: x.Name.
func calls(code ast.Node, name string) (found bool) {
	ast.Inspect(code, func(n ast.Node) bool {
		selector, ok := n.(*ast.SelectorExpr)
		found = found || ok && selector.Sel.Name == name
		return !found
	})
	return found
}

// brackets are what a link to a name looks like where it does not become one. A
// colon behind them gives the address of a link.
var brackets = regexp.MustCompile(`(?m)(^|[ (*])\[\*?[A-Za-z]+(\.[A-Za-z]+)*\]([^:]|$)`)

// The package site makes links of names in brackets, if there is such a name,
// but not in comments within a declaration.
func TestLinksWork(t *testing.T) {
	t.Parallel()
	for _, dir := range pages {
		p, files := documentation(t, dir)
		check := func(name, text string) {
			assert.NotRegexp(t, brackets, string(p.Text(text)), "%s in %s", name, dir)
		}
		check("the package comment", p.Doc)
		assert.Regexp(t, `\.$`, p.Synopsis(p.Doc), "what lists of packages show of %s is a sentence", dir)
		functions := slices.Clone(p.Funcs)
		values := slices.Concat(p.Consts, p.Vars)
		for _, typ := range p.Types {
			check(typ.Name, typ.Doc)
			functions = slices.Concat(functions, typ.Funcs, typ.Methods)
			values = slices.Concat(values, typ.Consts, typ.Vars)
		}
		for _, f := range functions {
			check(f.Name, f.Doc)
		}
		for _, v := range values {
			check(v.Names[0], v.Doc)
		}
		for _, file := range files {
			ast.Inspect(file, func(n ast.Node) bool {
				var comments []*ast.CommentGroup
				switch n := n.(type) {
				case *ast.Field:
					comments = append(comments, n.Doc, n.Comment)
				case *ast.ValueSpec:
					comments = append(comments, n.Doc, n.Comment)
				}
				for _, c := range comments {
					assert.NotRegexp(t, brackets, c.Text(), "within a declaration in %s", dir)
				}
				return true
			})
		}
	}
}

// documentation returns what the page of a package shows, and its files.
func documentation(t *testing.T, dir string) (*doc.Package, []*ast.File) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	require.NoError(t, err)
	fset := token.NewFileSet()
	var files []*ast.File
	for _, name := range names {
		file, err := parser.ParseFile(fset, name, nil, parser.ParseComments)
		require.NoError(t, err)
		files = append(files, file)
	}
	require.NotEmpty(t, files, dir)
	p, err := doc.NewFromFiles(fset, slices.Clone(files), path.Join("github.com/seed85f21a9e/errcode", dir), doc.PreserveAST)
	require.NoError(t, err)
	return p, files
}
