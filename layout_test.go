package errcode_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// No file of a package uses another in a circle, so that it can be read from the
// ground up.
func TestFloors(t *testing.T) {
	packages, exports := listPackages(t)
	for _, files := range packages {
		// What a program has written stands on the file it was written for, and
		// that on it: nobody reads it from the ground up.
		if slices.ContainsFunc(files, func(name string) bool {
			content, err := os.ReadFile(name)
			return err == nil && isGenerated(content)
		}) {
			continue
		}
		t.Run(path.Dir(files[0]), func(t *testing.T) {
			fset := token.NewFileSet()
			var parsed []*ast.File
			for _, name := range files {
				file, err := parser.ParseFile(fset, name, nil, parser.SkipObjectResolution)
				require.NoError(t, err)
				parsed = append(parsed, file)
			}
			uses, err := fileUses(fset, parsed, importer.ForCompiler(fset, "gc", exports))
			require.NoError(t, err)
			floors, circles := stack(uses)
			t.Logf("\n%s", drawing(uses, floors, circles))
			assert.Empty(t, circles, "files use each other in circles")
		})
	}
}

// A file is one subject. A catalog is one too, however many codes it has.
func TestFilesAreShort(t *testing.T) {
	const limit = 450
	catalogs := []string{"backend.go", "leancloud.go", "realtime.go", "chinese.go"}
	packages, _ := listPackages(t)
	for _, name := range slices.Concat(packages...) {
		if slices.Contains(catalogs, name) {
			continue
		}
		content, err := os.ReadFile(name)
		require.NoError(t, err)
		if isGenerated(content) {
			continue
		}
		assert.LessOrEqual(t, bytes.Count(content, []byte("\n")), limit, "lines of %s", name)
	}
}

// isGenerated reports whether a file says that a program has written it.
func isGenerated(content []byte) bool {
	return bytes.HasPrefix(content, []byte("// Code generated "))
}

// listPackages returns the files of each package of the module, and where the
// export data of a package that they import is found.
func listPackages(t *testing.T) (packages [][]string, exports importer.Lookup) {
	t.Helper()
	out, err := exec.Command("go", "list", "-export", "-deps", "-json=Dir,ImportPath,Export,GoFiles,DepOnly", "./...").Output()
	require.NoError(t, err)
	root, err := os.Getwd()
	require.NoError(t, err)
	exported := make(map[string]string)
	for list := json.NewDecoder(bytes.NewReader(out)); list.More(); {
		var p struct {
			Dir, ImportPath, Export string
			GoFiles                 []string
			DepOnly                 bool
		}
		require.NoError(t, list.Decode(&p))
		exported[p.ImportPath] = p.Export
		if p.DepOnly || len(p.GoFiles) == 0 { // a package may have tests only
			continue
		}
		dir, err := filepath.Rel(root, p.Dir)
		require.NoError(t, err)
		var files []string
		for _, name := range p.GoFiles {
			files = append(files, path.Join(filepath.ToSlash(dir), name))
		}
		packages = append(packages, files)
	}
	require.NotEmpty(t, packages)
	return packages, func(path string) (io.ReadCloser, error) { return os.Open(exported[path]) }
}

// A usage says which names of which files a file uses: from, to, name.
type usage map[string]map[string]map[string]bool

// fileUses type-checks a package and returns what its files use of each other:
// functions, types, variables and constants of the package, fields and methods.
func fileUses(fset *token.FileSet, files []*ast.File, imports types.Importer) (usage, error) {
	info := &types.Info{Uses: make(map[*ast.Ident]types.Object)}
	pkg, err := (&types.Config{Importer: imports}).Check("p", fset, files, info)
	if err != nil {
		return nil, err
	}
	fileOf := func(pos token.Pos) string { return fset.Position(pos).Filename }
	uses := make(usage)
	for _, file := range files {
		uses[fileOf(file.Pos())] = make(map[string]map[string]bool)
	}
	for id, object := range info.Uses {
		if object.Pkg() != pkg || isLocal(object) {
			continue
		}
		from, to := fileOf(id.Pos()), fileOf(object.Pos())
		if from == to {
			continue
		}
		if uses[from][to] == nil {
			uses[from][to] = make(map[string]bool)
		}
		uses[from][to][object.Name()] = true
	}
	return uses, nil
}

// isLocal reports whether an object is declared within a function. A field or a
// method is in no scope at all.
func isLocal(object types.Object) bool {
	return object.Parent() != nil && object.Parent() != object.Pkg().Scope()
}

// stack puts each file on the floor above all those that it uses. Of the files
// that have no floor it returns those that others of them use: they are in a
// circle, or between two.
func stack(uses usage) (floors [][]string, circles []string) {
	rest := slices.Sorted(maps.Keys(uses))
	for {
		floor := filter(rest, func(from string) bool {
			return !slices.ContainsFunc(rest, func(to string) bool { return uses[from][to] != nil })
		})
		if len(floor) == 0 {
			break
		}
		floors = append(floors, floor)
		rest = filter(rest, func(name string) bool { return !slices.Contains(floor, name) })
	}
	for {
		used := filter(rest, func(to string) bool {
			return slices.ContainsFunc(rest, func(from string) bool { return uses[from][to] != nil })
		})
		if len(used) == len(rest) {
			return floors, rest
		}
		rest = used
	}
}

func filter(names []string, keep func(string) bool) []string {
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool { return !keep(name) })
}

// drawing shows the floors, and what the files in circles use of each other.
func drawing(uses usage, floors [][]string, circles []string) string {
	var b strings.Builder
	for i, floor := range floors {
		fmt.Fprintf(&b, "floor %d: %s\n", i, strings.Join(floor, " "))
	}
	for _, from := range circles {
		for _, to := range circles {
			if names := slices.Sorted(maps.Keys(uses[from][to])); len(names) > 0 {
				if more := len(names) - 8; more > 0 {
					names = append(names[:8], fmt.Sprintf("and %d more", more))
				}
				fmt.Fprintf(&b, "%s -> %s: %s\n", from, to, strings.Join(names, " "))
			}
		}
	}
	return b.String()
}

func TestCirclesWouldBeSeen(t *testing.T) {
	tests := []struct {
		name    string
		sources map[string]string
		floors  [][]string
		circles []string
		drawing string
	}{{
		name: "none",
		sources: map[string]string{
			"top.go":    "func Top(t T) int { middle := t.Field; return middle + t.Method() }",
			"middle.go": "func middle() {}; func (t T) Method() int { return size }",
			"ground.go": "type T struct { Field int }; const size = 1; func f() (top, middle int) { return }",
		},
		floors:  [][]string{{"ground.go"}, {"middle.go"}, {"top.go"}},
		drawing: "floor 0: ground.go\nfloor 1: middle.go\nfloor 2: top.go\n",
	}, {
		name: "a method and a type",
		sources: map[string]string{
			"a.go": "type T struct{}; func f(t T) { t.Method() }",
			"b.go": "func (T) Method() {}",
		},
		circles: []string{"a.go", "b.go"},
		drawing: "a.go -> b.go: Method\nb.go -> a.go: T\n",
	}, {
		name: "a generic method and a field",
		sources: map[string]string{
			"a.go": "type T[E any] struct{ field E }; var v = T[int]{}.Method()",
			"b.go": "func (t T[E]) Method() E { return t.field }",
		},
		circles: []string{"a.go", "b.go"},
		drawing: "a.go -> b.go: Method\nb.go -> a.go: T field\n",
	}, {
		name: "three in a row, between others",
		sources: map[string]string{
			"top.go":    "func top() { a() }",
			"a.go":      "func a() { b() }",
			"b.go":      "func b() { c() }",
			"c.go":      "func c() { if ground { a() } }",
			"ground.go": "const ground = true",
		},
		floors:  [][]string{{"ground.go"}},
		circles: []string{"a.go", "b.go", "c.go"},
		drawing: "floor 0: ground.go\na.go -> b.go: b\nb.go -> c.go: c\nc.go -> a.go: a\n",
	}}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			fset := token.NewFileSet()
			var files []*ast.File
			for name, source := range test.sources {
				file, err := parser.ParseFile(fset, name, "package p; "+source, 0)
				require.NoError(t, err)
				files = append(files, file)
			}
			uses, err := fileUses(fset, files, nil)
			require.NoError(t, err)
			floors, circles := stack(uses)
			assert.Equal(t, test.floors, floors)
			assert.ElementsMatch(t, test.circles, circles)
			assert.Equal(t, test.drawing, drawing(uses, floors, circles))
		})
	}
}
