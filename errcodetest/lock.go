package errcodetest

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/seed85f21a9e/errcode"
)

// updateVariable is the environment variable that lets Lock write.
const updateVariable = "ERRCODETEST_UPDATE"

// Lock fails the test if a row of the catalog has changed since it was written
// to the file. Clients that are in use know the numbers, names, kinds and HTTP
// statuses, so none of these may change, and no row may be removed. A row that
// is no longer used stays, with [errcode.Info.Deprecated]. Messages and other
// texts may change.
//
// A row that is not in the file is a failure too. To add it, run the tests with
// ERRCODETEST_UPDATE=1 in the environment, and commit the file:
//
//	ERRCODETEST_UPDATE=1 go test ./...
//
// This adds lines and never changes one. To change a row that was never
// released, edit or delete its line by hand.
//
// The file is text with a line for each row, such as
//
//	shop/1001 SoldOut FailedPrecondition 409
//
// Empty lines and lines that begin with # are kept. A file is for one catalog.
func Lock(t testing.TB, c *errcode.Catalog, file string) {
	t.Helper()
	if !usable(t, c) {
		return
	}
	content, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the lock file cannot be read: %v", err)
		return
	}
	l := &lock{file: file, ids: make(map[string]bool)}
	if err != nil {
		l.lines = strings.Split(fmt.Sprintf(lockHead, c.Name()), "\n")
	} else {
		text := strings.ReplaceAll(strings.TrimPrefix(string(content), "\ufeff"), "\r\n", "\n")
		l.lines = strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	}
	if !l.check(t, c) {
		return
	}
	missing := l.missing(c)
	switch {
	case len(missing) == 0:
	case os.Getenv(updateVariable) != "1":
		for _, code := range missing {
			t.Errorf("%s does not have %s: run the tests with %s=1, which adds the line %q, and commit the file",
				file, code.Info().Constant(), updateVariable, lineOf(code))
		}
	default:
		for _, code := range missing {
			l.add(code)
		}
		if err := os.WriteFile(file, []byte(strings.Join(l.lines, "\n")+"\n"), 0o666); err != nil {
			t.Errorf("the lock file cannot be written: %v", err)
			return
		}
		t.Logf("%d rows were added to %s; commit it", len(missing), file)
	}
}

const lockHead = `# Codes of the catalog %s that clients know: number, name, kind, HTTP status.
# Lines are only ever added: ` + updateVariable + `=1 go test`

// A lock is a lock file.
type lock struct {
	file  string
	lines []string
	ids   map[string]bool
}

// lineOf returns the line of a row.
func lineOf(code errcode.Code) string {
	info := code.Info()
	return fmt.Sprintf("%s %s %s %d", info.ID(), info.Name, info.Kind.String(), info.HTTPStatus)
}

// fieldsOf returns the words of a line, none for a comment.
func fieldsOf(line string) []string {
	if strings.HasPrefix(line, "#") {
		return nil
	}
	return strings.Fields(line)
}

// check holds the catalog against the lines. It reports false if the file is of
// no use.
func (l *lock) check(t testing.TB, c *errcode.Catalog) bool {
	t.Helper()
	codes := make(map[string]errcode.Code)
	for code := range c.All() {
		codes[code.Info().ID()] = code
	}
	ok := true
	for i, line := range l.lines {
		at := fmt.Sprintf("%s:%d", l.file, i+1)
		fields := fieldsOf(line)
		if len(fields) == 0 {
			continue
		}
		name, number, found := strings.Cut(fields[0], "/")
		switch _, err := strconv.ParseFloat(number, 64); { // a further row is 107.1
		case len(fields) != 4 || !found || err != nil:
			t.Errorf("%s: %q is not a row: write it as %q", at, line, lineOf(codesOf(c)[0]))
			ok = false
			continue
		case name != c.Name():
			t.Errorf("%s: %s is of another catalog than %s: name the catalog as before, or give each catalog its own file", at, fields[0], c.Name())
			return false
		case l.ids[fields[0]]:
			t.Errorf("%s: %s has a line already: delete one of them", at, fields[0])
			ok = false
			continue
		}
		l.ids[fields[0]] = true
		compareRow(t, at, fields, codes[fields[0]])
	}
	return ok
}

// compareRow compares the words of a line with the row of its code, nil if
// there is none.
func compareRow(t testing.TB, at string, fields []string, code errcode.Code) {
	t.Helper()
	if code == nil {
		t.Errorf(`%s: %s (%s) has left the catalog, and clients may know it: put its row back, with Deprecated: "Since …; use …."`,
			at, fields[0], fields[1])
		return
	}
	line := lineOf(code)
	for i, now := range strings.Fields(line) {
		if now != fields[i] {
			t.Errorf("%s: the %s of %s was %s and is %s now: change it back, and give the new meaning a new number. "+
				"If this row was never released, write %q in this line",
				at, [...]string{"number", "name", "kind", "HTTP status"}[i], fields[0], fields[i], now, line)
		}
	}
}

// missing returns the codes that have no line.
func (l *lock) missing(c *errcode.Catalog) []errcode.Code {
	var missing []errcode.Code
	for code := range c.All() {
		if !l.ids[code.Info().ID()] {
			missing = append(missing, code)
		}
	}
	return missing
}

// add adds the line of a row before the first of a greater number.
func (l *lock) add(code errcode.Code) {
	catalog := code.Catalog().Name()
	_, label, _ := strings.Cut(code.Info().ID(), "/")
	number, _ := strconv.ParseFloat(label, 64)
	i := slices.IndexFunc(l.lines, func(line string) bool {
		fields := fieldsOf(line)
		if len(fields) == 0 {
			return false
		}
		other, err := strconv.ParseFloat(strings.TrimPrefix(fields[0], catalog+"/"), 64)
		return err == nil && other > number
	})
	if i < 0 {
		i = len(l.lines)
	}
	l.lines = slices.Insert(l.lines, i, lineOf(code))
}
