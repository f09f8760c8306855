package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// results are what one run has measured. A table without rows was not asked for.
type results struct {
	setting string // the machine, and how often it was measured
	goals   table
	jobs    []table
	imports table
}

// text returns all tables for a terminal.
func (r *results) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n", r.setting)
	for _, t := range append(append([]table{r.goals}, r.jobs...), r.imports) {
		if len(t.rows) > 0 {
			t.writeText(&b)
		}
	}
	return b.String()
}

// The page that has the results, and the chart of some of them.
const (
	pageFile  = "performance.md"
	chartFile = "answers.svg"
)

// write replaces the results on the page in a directory, and draws the chart
// again.
func (r *results) write(dir string) error {
	page, err := readPage(dir)
	if err != nil {
		return err
	}
	if page, err = r.fill(page); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, pageFile), []byte(page), 0o644); err != nil {
		return err
	}
	return draw(dir)
}

// draw draws the chart of what is on the page in a directory.
func draw(dir string) error {
	page, err := readPage(dir)
	if err != nil {
		return err
	}
	bars, err := answerBars(page)
	if err != nil {
		return err
	}
	return answerChart(bars).Save(filepath.Join(dir, chartFile))
}

// readPage returns the page in a directory if results can be filled in.
func readPage(dir string) (string, error) {
	name := filepath.Join(dir, pageFile)
	page, err := os.ReadFile(name)
	if err != nil {
		return "", err
	}
	for _, part := range parts {
		if _, err := replacePart(string(page), part, ""); err != nil {
			return "", fmt.Errorf("%s: %w", name, err)
		}
	}
	return string(page), nil
}

// parts are those of the page that a run replaces.
var parts = [...]string{"goals", "jobs", "imports"}

// fill replaces the results on a page, and leaves the text around them.
func (r *results) fill(page string) (string, error) {
	var texts [len(parts)]strings.Builder
	fmt.Fprintf(&texts[0], "%s.\n\n", r.setting)
	r.goals.writeMarkdown(&texts[0])
	for _, t := range r.jobs {
		fmt.Fprintf(&texts[1], "### %s\n\n", t.title)
		t.writeMarkdown(&texts[1])
	}
	r.imports.writeMarkdown(&texts[2])
	for i, part := range parts {
		var err error
		if page, err = replacePart(page, part, texts[i].String()); err != nil {
			return "", err
		}
	}
	return page, nil
}

// replacePart replaces what is between the two comments that mark a part.
func replacePart(page, name, text string) (string, error) {
	begin, end := "<!-- begin "+name+" -->\n", "<!-- end "+name+" -->\n"
	before, rest, _ := strings.Cut(page, begin)
	_, after, found := strings.Cut(rest, end)
	if !found || strings.Count(page, begin) > 1 || strings.Count(page, end) > 1 {
		return "", fmt.Errorf("not exactly one part between %q and %q", strings.TrimSpace(begin), strings.TrimSpace(end))
	}
	return before + begin + "\n" + text + end + after, nil
}
