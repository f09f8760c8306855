// Package codetable makes the Go source of the catalog of an app from a table
// of its codes: a line for each code, its cells separated by tabs.
package codetable

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"

	"github.com/seed85f21a9e/errcode"
)

// A table is what a file says.
type table struct {
	rows      []row
	languages []string // in the order of the columns
}

// A row is a code. Its Info has no Code.
type row struct {
	errcode.Info
	number   int64
	line     int  // in the file, from 1
	gap      bool // whether an empty line or a comment stands before it
	comments []string
	texts    map[string]errcode.Text // by language, without codes
}

// isGeneralFailure reports whether a row may answer errors without a code.
func (r row) isGeneralFailure() bool {
	return cmp.Or(r.Kind, errcode.KindFromHTTPStatus(r.HTTPStatus)) == errcode.KindInternal
}

// columns are what a table can say of a code in English, or once.
var columns = []string{"number", "name", "kind", "status", "retryable", "maybe done", "message", "description", "remedy", "deprecated"}

// textColumns are what it can say in another language: "message:ja".
var textColumns = []string{"message", "description", "remedy", "template"}

// maxMistakes is how many lines with mistakes an error names.
const maxMistakes = 10

// parse reads a table. An error names the file, and lines with mistakes.
func parse(file string, content []byte) (*table, error) {
	r := reader{numbers: make(map[int64]int), names: make(map[string]int)}
	var mistakes []error
	for i, line := range strings.Split(strings.TrimPrefix(string(content), "\ufeff"), "\n") {
		err := r.readLine(i+1, strings.TrimSuffix(line, "\r"))
		if err == nil {
			continue
		}
		mistakes = append(mistakes, fmt.Errorf("%s:%d: %w", file, i+1, err))
		if len(r.table.rows) == 0 {
			break // without a header, each line that follows would be one more
		}
		if len(mistakes) == maxMistakes {
			mistakes = append(mistakes, fmt.Errorf("%s: there may be more mistakes after these", file))
			break
		}
	}
	if mistakes != nil {
		return nil, errors.Join(mistakes...)
	}
	if len(r.table.rows) == 0 {
		return nil, fmt.Errorf("%s: it has no codes: the first line names the columns, such as number, name, status, message, and each other line is a code", file)
	}
	if line := r.numbers[0]; line != 0 && !slices.ContainsFunc(r.table.rows, row.isGeneralFailure) {
		return nil, fmt.Errorf("%s:%d: errors without a code would be answered with the number 0, because no line has the kind Internal: "+
			"add such a line, or give this one another number", file, line)
	}
	return &r.table, nil
}

// A reader reads a table line by line.
type reader struct {
	table    table
	header   []string
	comments []string       // since the last row
	gap      bool           // whether there was an empty line since then
	numbers  map[int64]int  // where they are
	names    map[string]int // where they are
}

func (r *reader) readLine(number int, line string) error {
	if err := checkCharacters(line); err != nil {
		return err
	}
	cells := cellsOf(line)
	comment, isComment := strings.CutPrefix(cells[0], "#")
	switch {
	case strings.TrimSpace(line) == "":
		r.gap = true
		return nil
	case isComment:
		r.comments = append(r.comments, strings.TrimSpace(strings.Join(append([]string{comment}, cells[1:]...), " ")))
		return nil
	}
	code := row{line: number, gap: r.gap, comments: r.comments}
	r.gap, r.comments = false, nil
	if r.header == nil {
		r.header = columnsOf(cells)
		return r.table.readHeader(r.header)
	}
	err := code.read(r.header, cells)
	if err == nil {
		err = errors.Join(once(r.numbers, code.number, number), once(r.names, code.Name, number))
	}
	r.table.rows = append(r.table.rows, code)
	return err
}

// columnsOf returns the names of columns, whatever their case.
func columnsOf(cells []string) []string {
	columns := make([]string, len(cells))
	for i, cell := range cells {
		name, tag, translated := strings.Cut(strings.TrimSpace(cell), ":")
		columns[i] = strings.ToLower(name)
		if translated {
			columns[i] += ":" + tag
		}
	}
	return columns
}

// checkCharacters reports what the source cannot hold.
func checkCharacters(line string) error {
	if !utf8.ValidString(line) {
		return errors.New("this is not UTF-8: save the table in that encoding")
	}
	for _, c := range line {
		if c != '\t' && unicode.IsControl(c) || c == '\ufeff' {
			return fmt.Errorf("this has the character %U, which has no place in a table: remove it", c)
		}
	}
	return nil
}

// cellsOf returns the cells of a line, up to the last one that is not empty.
// Spreadsheets put those with commas or quotation marks in quotation marks, and
// double the ones inside.
func cellsOf(line string) []string {
	cells := strings.Split(strings.TrimRight(line, "\t "), "\t")
	for i, cell := range cells {
		if len(cell) < 2 || cell[0] != '"' || cell[len(cell)-1] != '"' {
			continue
		}
		inside := strings.ReplaceAll(cell[1:len(cell)-1], `""`, "\x00") // there is no NUL in line
		if !strings.Contains(inside, `"`) {
			cells[i] = strings.ReplaceAll(inside, "\x00", `"`)
		}
	}
	return cells
}

func once[K comparable](seen map[K]int, key K, line int) error {
	if before := seen[key]; before != 0 {
		return fmt.Errorf("%v is already in line %d", key, before)
	}
	seen[key] = line
	return nil
}

// Lines returns the lines of the codes of a table, from 1, by number.
func Lines(content []byte) map[int64]int {
	lines := make(map[int64]int)
	if t, err := parse("", content); err == nil {
		for _, r := range t.rows {
			lines[r.number] = r.line
		}
	}
	return lines
}

// readHeader checks the names of the columns and finds the languages.
func (t *table) readHeader(header []string) error {
	if len(header) == 1 && strings.ContainsAny(header[0], ",;") {
		return fmt.Errorf("%q is not a column: put tabs between the cells, as spreadsheets do in a file of tab-separated values", header[0])
	}
	seen, spellings := make(map[string]bool), make(map[language.Tag]string)
	for _, column := range header {
		name, tag, translated := strings.Cut(column, ":")
		switch {
		case seen[column]:
			return fmt.Errorf("the column %q is there twice", column)
		case translated && !slices.Contains(textColumns, name), !translated && !slices.Contains(columns, name):
			return fmt.Errorf("%q is not a column: the columns are %s, and for each other language such as %s", column,
				strings.Join(columns, ", "), strings.Join(textColumns, ":ja, ")+":ja")
		}
		seen[column] = true
		if !translated {
			continue
		}
		parsed, err := language.Parse(tag)
		switch before := spellings[parsed]; {
		case err != nil:
			return fmt.Errorf("the column %q does not name a language: %w", column, err)
		case parsed == language.Und:
			return fmt.Errorf("the column %q does not name a language", column)
		case before == "":
			spellings[parsed] = tag
			t.languages = append(t.languages, tag)
		case before != tag:
			return fmt.Errorf("the column %q is in the language of those with %q: write that", column, before)
		}
	}
	for _, column := range []string{"number", "name", "status"} {
		if !seen[column] {
			return fmt.Errorf("there is no column %q", column)
		}
	}
	return nil
}

// read reads the cells of a row. Those at its end may be missing.
func (r *row) read(header, cells []string) error {
	if len(cells) > len(header) {
		return fmt.Errorf("%d cells, but %d columns", len(cells), len(header))
	}
	r.texts = make(map[string]errcode.Text)
	for i, column := range header {
		cell := ""
		if i < len(cells) {
			cell = strings.TrimSpace(cells[i])
		}
		name, tag, translated := strings.Cut(column, ":")
		if translated {
			r.readText(tag, name, cell)
			continue
		}
		if err := r.readCell(name, cell); err != nil {
			return err
		}
	}
	return check(r.number, r.Info, r.texts)
}

func (r *row) readCell(column, cell string) (err error) {
	switch column {
	case "number":
		if r.number, err = strconv.ParseInt(cell, 10, 32); err != nil {
			return fmt.Errorf("the number %q is not a 32-bit integer", cell)
		}
	case "name":
		r.Name = cell
	case "kind":
		if cell != "" && r.Kind.UnmarshalText([]byte(cell)) != nil {
			return fmt.Errorf("%q is not a kind: the kinds are %s; if it is empty, the status decides", cell, kinds())
		}
	case "status":
		if r.HTTPStatus, err = strconv.Atoi(cell); err != nil {
			return fmt.Errorf("the status %q is not a number", cell)
		}
	case "retryable":
		r.Retryable, err = readMark(column, cell)
	case "maybe done":
		r.MaybeDone, err = readMark(column, cell)
	case "message":
		r.Message = cell
	case "description":
		r.Description = cell
	case "remedy":
		r.Remedy = cell
	case "deprecated":
		r.Deprecated = cell
	}
	return err
}

func readMark(column, cell string) (bool, error) {
	if cell == "yes" || cell == "" {
		return cell == "yes", nil
	}
	return false, fmt.Errorf(`%q in the column %q: write "yes", or leave it empty`, cell, column)
}

func (r *row) readText(tag, column, cell string) {
	text := r.texts[tag]
	switch column {
	case "message":
		text.Message = cell
	case "description":
		text.Description = cell
	case "remedy":
		text.Remedy = cell
	case "template":
		text.Template = cell
	}
	r.texts[tag] = text
}
