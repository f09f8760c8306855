package errcode_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode"
)

// A constant's comment and its row are written apart and say the same: the
// comment is the description and the remedy, word for word. It may add what only
// a server's author needs to know.
func TestCommentsAreTheRows(t *testing.T) {
	t.Parallel()
	for _, file := range catalogFiles {
		t.Run(file.source, func(t *testing.T) {
			f, err := parser.ParseFile(token.NewFileSet(), file.source, nil, parser.ParseComments)
			require.NoError(t, err)
			constants := sourceConstants(t, f, file.prefix+"Code")
			require.Equal(t, file.catalog.Len(), len(constants))
			for _, c := range constants {
				code, ok := file.catalog.ByName(c.name)
				require.True(t, ok, c.name)
				info := code.Info()
				said := fmt.Sprintf("%s (%d): %s %s", c.name, code.Number(), info.Description, info.Remedy)
				more, ok := strings.CutPrefix(c.doc, said)
				if assert.True(t, ok, "the comment of %s\nis       %s\nstarts with %s", c.name, c.doc, said) && more != "" {
					assert.Regexp(t, `^ [A-Z\[].*\.$`, more, "what %s adds is a sentence", c.name)
				}
			}
		})
	}
}

// What go doc, the package page and a reader of the source see: groups with a
// sentence, constants with room between them, lines that fit. The page has the
// sentence below its group, so that it says which numbers it is about.
func TestGroupsOfConstants(t *testing.T) {
	t.Parallel()
	for _, file := range catalogFiles {
		t.Run(file.source, func(t *testing.T) {
			fset := token.NewFileSet()
			f, err := parser.ParseFile(fset, file.source, nil, parser.ParseComments)
			require.NoError(t, err)
			groups := 0
			for _, decl := range f.Decls {
				group, ok := decl.(*ast.GenDecl)
				if ok && group.Tok == token.CONST && fmt.Sprint(group.Specs[0].(*ast.ValueSpec).Type) == file.prefix+"Code" {
					groups++
					checkGroup(t, fset, group, file.catalog)
				}
			}
			require.NotZero(t, groups)
		})
	}
}

func checkGroup(t *testing.T, fset *token.FileSet, group *ast.GenDecl, catalog *errcode.Catalog) {
	t.Helper()
	assert.Greater(t, len(group.Specs), 1, "go doc prints a constant by itself after all others: %s", group.Specs[0].(*ast.ValueSpec).Names[0])
	number := func(spec ast.Spec) int {
		code, ok := catalog.ByName(spec.(*ast.ValueSpec).Names[0].Name)
		require.True(t, ok)
		return code.Number()
	}
	first, last := number(group.Specs[0]), number(group.Specs[len(group.Specs)-1])
	assert.Regexp(t, fmt.Sprintf(`(?s)^Codes %d (to|and) %d are .*\.\n$`, first, last), group.Doc.Text())
	comments := []*ast.CommentGroup{group.Doc}
	end := -1
	for _, spec := range group.Specs {
		spec := spec.(*ast.ValueSpec)
		comments = append(comments, spec.Doc)
		start := fset.Position(spec.Doc.Pos()).Line
		assert.True(t, end < 0 || start == end+2, "a blank line before %s", spec.Names[0])
		end = fset.Position(spec.End()).Line
	}
	for _, comment := range comments {
		for _, c := range comment.List {
			indent := 4 * (fset.Position(c.Pos()).Column - 1)
			assert.LessOrEqual(t, indent+len([]rune(c.Text)), 80, c.Text)
		}
	}
}
