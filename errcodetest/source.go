package errcodetest

import (
	"errors"
	"fmt"
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/internal/codetable"
)

// A source is what the Go files of a package say of its codes. Its zero value
// has seen none.
type source struct {
	fset      *token.FileSet
	constants []*types.Const       // of the code type, in the order of the source
	rows      map[string]token.Pos // literals with a Code and an HTTPStatus, by the constant's name
	nameless  map[string]token.Pos // those whose Code is no constant, by their Name
	texts     map[string][]textAt  // literals with a Code and a Message, by the constant's name
	compared  []comparison         // errors that are compared with constants
	tables    map[string]generated // by the file that errcodegen has made
}

type textAt struct {
	pos     token.Pos
	message string
}

// A generated file comes from a table, which is what people change.
type generated struct {
	table string
	lines map[int64]int // by number
}

type comparison struct {
	pos  token.Pos
	with string // the constant
}

// standIn is the type that stands for Number[S] while the source is checked:
// packages that it imports are not read.
const standIn = "errcodetestNumber"

const standInSource = `package %s
type ` + standIn + ` int64
func (` + standIn + `) Error() string { return "" }`

// readSource reads the package in a directory that declares the codes of a
// catalog that NewCatalog made.
func readSource(dir string, c *errcode.Catalog) (*source, error) {
	marker := markerOf(c)
	s := &source{fset: token.NewFileSet(), rows: make(map[string]token.Pos), nameless: make(map[string]token.Pos), texts: make(map[string][]textAt), tables: make(map[string]generated)}
	files, err := s.parse(dir, marker)
	if err != nil {
		return nil, err
	}
	info := &types.Info{Types: make(map[ast.Expr]types.TypeAndValue), Uses: make(map[*ast.Ident]types.Object)}
	// Nothing that is imported is found, so that there are errors in any case.
	config := types.Config{Importer: noImports{}, Error: func(error) {}, FakeImportC: true}
	pkg, _ := config.Check(files[0].Name.Name, s.fset, files, info)
	number := pkg.Scope().Lookup(standIn).Type()
	for _, name := range pkg.Scope().Names() {
		if v, ok := pkg.Scope().Lookup(name).(*types.Const); ok && types.Identical(v.Type(), number) {
			s.constants = append(s.constants, v)
		}
	}
	slices.SortFunc(s.constants, func(a, b *types.Const) int { return int(a.Pos() - b.Pos()) })
	if len(s.constants) == 0 {
		return nil, fmt.Errorf("no constant of type errcode.Number[%s] is declared where that type is", marker)
	}
	for _, file := range files {
		s.findLiterals(file)
		s.findTable(s.fset.Position(file.Package).Filename)
		if !strings.HasSuffix(s.fset.Position(file.Package).Filename, "_test.go") {
			s.findComparisons(file, info)
		}
	}
	return s, nil
}

// markerOf returns the name of the type argument of a catalog's code type:
// "shop" of errcode.Number[example.com/codes.shop].
func markerOf(c *errcode.Catalog) string {
	name := strings.TrimSuffix(reflect.TypeOf(codesOf(c)[0]).Name(), "]")
	return name[strings.LastIndexByte(name, '.')+1:]
}

// parse returns the files of the package that declares the marker, prepared for
// the type checker.
func (s *source) parse(dir, marker string) ([]*ast.File, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	packages := make(map[string][]*ast.File)
	var home string
	var inTest bool
	for _, path := range paths {
		file, err := parser.ParseFile(s.fset, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, fmt.Errorf("its source cannot be read: %w", err)
		}
		name := file.Name.Name
		packages[name] = append(packages[name], file)
		if declares(file, marker) {
			home, inTest = name, strings.HasSuffix(path, "_test.go")
		}
	}
	if home == "" {
		return nil, fmt.Errorf("no Go file of the working directory declares the type %s of its errcode.Number[%s] at the top level: "+
			"move the test into the directory of the package that does, and run it with go test", marker, marker)
	}
	files := slices.DeleteFunc(packages[home], func(file *ast.File) bool {
		return !inTest && strings.HasSuffix(s.fset.Position(file.Package).Filename, "_test.go")
	})
	for _, file := range files {
		replaceNumber(file, marker)
	}
	extra, err := parser.ParseFile(s.fset, "", fmt.Sprintf(standInSource, home), parser.SkipObjectResolution)
	return append(files, extra), err
}

// declares reports whether a file declares a type at the top level.
func declares(file *ast.File, name string) bool {
	for _, decl := range file.Decls {
		if group, ok := decl.(*ast.GenDecl); ok {
			for _, spec := range group.Specs {
				if spec, ok := spec.(*ast.TypeSpec); ok && spec.Name.Name == name {
					return true
				}
			}
		}
	}
	return false
}

// replaceNumber puts the stand-in in the place of Number[marker].
func replaceNumber(file *ast.File, marker string) {
	replace := func(e *ast.Expr) {
		index, ok := (*e).(*ast.IndexExpr)
		if !ok {
			return
		}
		argument, _ := index.Index.(*ast.Ident)
		generic, _ := index.X.(*ast.Ident) // of a dot import
		if selector, ok := index.X.(*ast.SelectorExpr); ok {
			generic = selector.Sel
		}
		if argument != nil && argument.Name == marker && generic != nil && generic.Name == "Number" {
			*e = &ast.Ident{Name: standIn, NamePos: index.Pos()}
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.TypeSpec:
			replace(&n.Type)
		case *ast.ValueSpec:
			replace(&n.Type)
		case *ast.CallExpr:
			replace(&n.Fun)
		case *ast.Field:
			replace(&n.Type)
		}
		return true
	})
}

// findTable finds the table that a file was made from, if it was.
func (s *source) findTable(file string) {
	content, err := os.ReadFile(file)
	if err != nil {
		return // the stand-in's
	}
	if options, ok := codetable.OptionsOf(content); ok {
		table := filepath.Join(filepath.Dir(file), options.Table)
		content, _ := os.ReadFile(table) // without it, the generated file is named
		s.tables[file] = generated{table, codetable.Lines(content)}
	}
}

// findLiterals finds the rows and texts of a file.
func (s *source) findLiterals(file *ast.File) {
	ast.Inspect(file, func(n ast.Node) bool {
		literal, ok := n.(*ast.CompositeLit)
		if !ok {
			return true
		}
		values := make(map[string]ast.Expr)
		for _, element := range literal.Elts {
			if pair, ok := element.(*ast.KeyValueExpr); ok {
				if key, ok := pair.Key.(*ast.Ident); ok {
					values[key.Name] = pair.Value
				}
			}
		}
		code, ok := values["Code"].(*ast.Ident)
		switch {
		case values["Code"] == nil:
		case !ok:
			if name, ok := values["Name"].(*ast.BasicLit); ok {
				text, _ := strconv.Unquote(name.Value)
				s.nameless[text] = literal.Pos()
			}
		case values["HTTPStatus"] != nil:
			s.rows[code.Name] = literal.Pos()
		default:
			if message, ok := values["Message"].(*ast.BasicLit); ok {
				text, _ := strconv.Unquote(message.Value)
				s.texts[code.Name] = append(s.texts[code.Name], textAt{literal.Pos(), text})
			}
		}
		return true
	})
}

// findComparisons finds errors that are compared with constants.
func (s *source) findComparisons(file *ast.File, info *types.Info) {
	compare := func(a, b ast.Expr) {
		if id, ok := ast.Unparen(b).(*ast.Ident); ok && isError(info, a) {
			if v, ok := info.Uses[id].(*types.Const); ok && slices.Contains(s.constants, v) {
				s.compared = append(s.compared, comparison{id.Pos(), id.Name})
			}
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			if n.Op == token.EQL || n.Op == token.NEQ {
				compare(n.X, n.Y)
				compare(n.Y, n.X)
			}
		case *ast.SwitchStmt:
			if n.Tag == nil {
				break
			}
			for _, clause := range n.Body.List {
				for _, value := range clause.(*ast.CaseClause).List {
					compare(n.Tag, value)
				}
			}
		}
		return true
	})
}

// isError reports whether an expression has the type error. What a function of
// another package returns has no type here, and then the name decides.
func isError(info *types.Info, e ast.Expr) bool {
	e = ast.Unparen(e)
	if t := info.TypeOf(e); t != nil && t != types.Typ[types.Invalid] {
		return types.Identical(t, types.Universe.Lookup("error").Type())
	}
	id, ok := e.(*ast.Ident)
	return ok && id.Name == "err"
}

type noImports struct{}

func (noImports) Import(string) (*types.Package, error) { return nil, errors.New("not read") }

// check reports constants that do not fit the rows, and comparisons.
func (s *source) check(t testing.TB, c *errcode.Catalog) {
	t.Helper()
	if s.fset == nil {
		return
	}
	prefixes := make(map[string]bool) // those that were reported
	for _, v := range s.constants {
		number, _ := constant.Int64Val(v.Val())
		at := fmt.Sprintf("%s: %s (%d)", s.fset.Position(v.Pos()), v.Name(), number)
		code, listed := c.Lookup(int(number))
		if !listed || int64(code.Number()) != number { // where an int has 32 bits
			t.Errorf(`%s has no row: write {Code: %s, Name: %q, HTTPStatus: …, Message: "…", Description: "…", Remedy: "…"} among those of NewCatalog`,
				at, v.Name(), nameIn(v.Name(), codesOf(c)[0].Info()))
			continue
		}
		switch prefix, how := fit(v.Name(), typeOf(s), code.Info()); {
		case how == ofAnotherRow:
			t.Errorf("%s is the row %s: write Name: %q in its row, or another number", at, code.Info().Name, nameIn(v.Name(), codesOf(c)[0].Info()))
		case how == ofAnotherPrefix && !prefixes[prefix]:
			prefixes[prefix] = true
			t.Errorf("%s is named %s by String, Info.Constant and the pages, after the catalog %s: "+
				"name the catalog after the prefix %s, or the constants after the catalog", at, code.Info().Constant(), c.Name(), prefix)
		}
	}
	for _, code := range codesOf(c) {
		if s.constant(code) == nil {
			t.Errorf("%s has no constant: write %s %s = %d in %s", s.row(code), code.Info().Constant(),
				typeOf(s), code.Number(), s.fset.Position(s.constants[0].Pos()).Filename)
		}
	}
	for _, found := range s.compared {
		t.Errorf("%s: an error that has been wrapped is not equal to %s: write errors.Is(err, %s)",
			s.fset.Position(found.pos), found.with, found.with)
	}
}

// typeOf returns the name of the code type as its first constant says it.
func typeOf(s *source) string {
	if alias, ok := s.constants[0].Type().(*types.Alias); ok {
		return alias.Obj().Name()
	}
	return "errcode.Number[…]"
}

// constant returns the constant of a code, or nil.
func (s *source) constant(code errcode.Code) *types.Const {
	for _, v := range s.constants {
		if number, ok := constant.Int64Val(v.Val()); ok && number == int64(code.Number()) {
			return v
		}
	}
	return nil
}

// name returns the identifier of a code.
func (s *source) name(code errcode.Code) string {
	if v := s.constant(code); v != nil {
		return v.Name()
	}
	return code.Info().Constant()
}

// row names a row, and where it is: "codes.go:12:2: ShopSoldOut (1001)".
func (s *source) row(code errcode.Code) string {
	pos := s.rows[s.name(code)]
	if pos == token.NoPos {
		pos = s.nameless[code.Info().Name]
	}
	if v := s.constant(code); v != nil && pos == token.NoPos {
		pos = v.Pos()
	}
	return s.at(pos, code) + fmt.Sprintf("%s (%d)", s.name(code), code.Number())
}

// text names a text, and where it is, or else where the row is.
func (s *source) text(text errcode.Text, tag language.Tag) string {
	for _, candidate := range s.texts[s.name(text.Code)] {
		if candidate.message == text.Message {
			return s.at(candidate.pos, text.Code) + fmt.Sprintf("%s (%d) in %s", s.name(text.Code), text.Code.Number(), tag)
		}
	}
	return s.row(text.Code) + " in " + tag.String()
}

// at says where a code is written: in its table, if the position is in a file
// that was made from one.
func (s *source) at(pos token.Pos, code errcode.Code) string {
	if pos == token.NoPos {
		return ""
	}
	position := s.fset.Position(pos)
	from := s.tables[position.Filename]
	if line := from.lines[int64(code.Number())]; line != 0 {
		return fmt.Sprintf("%s:%d: ", from.table, line)
	}
	return position.String() + ": "
}

// inTable reports whether the row of a code is made from a table.
func (s *source) inTable(code errcode.Code) bool {
	pos := s.rows[s.name(code)]
	return pos != token.NoPos && s.tables[s.fset.Position(pos).Filename].lines[int64(code.Number())] != 0
}

// advice says where to write what is missing from a code: in its row, or in its
// text in a language. If the row is made from a table, it is a cell of that.
func (s *source) advice(code errcode.Code, field, what, language string) string {
	switch column := strings.ToLower(field); {
	case s.inTable(code) && language != "":
		return fmt.Sprintf("write %s in the column %s:%s of its line", what, column, language)
	case s.inTable(code):
		return fmt.Sprintf("write %s in the column %s of its line", what, column)
	case language != "":
		return fmt.Sprintf(`write %s: "…", %s, in its text`, field, what)
	}
	return fmt.Sprintf(`write %s: "…", %s, in its row`, field, what)
}

// codesOf returns the codes of a catalog. The body of a loop over All would be
// a function of its own, and the lines of failures its lines.
func codesOf(c *errcode.Catalog) []errcode.Code { return slices.Collect(c.All()) }
