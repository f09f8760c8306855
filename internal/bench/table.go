package main

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"text/tabwriter"
)

// A table is what the command prints, as text or as Markdown. The first column
// has names, the others have numbers.
type table struct {
	title string
	head  []string
	rows  [][]string
	notes []string
}

func (t *table) writeText(w *strings.Builder) {
	fmt.Fprintf(w, "%s\n\n", t.title)
	var lines strings.Builder
	for _, row := range append([][]string{t.head}, t.rows...) {
		// The writer aligns all columns alike: names are padded here. Cells end in a
		// tab each, so that the last column is aligned as well.
		fmt.Fprintf(&lines, "%-*s\t%s\t\n", t.nameWidth(), row[0], strings.Join(row[1:], "\t"))
	}
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	_, _ = io.WriteString(tw, lines.String()) // a strings.Builder takes everything
	_ = tw.Flush()
	for _, note := range t.notes {
		fmt.Fprintf(w, "  %s\n", note)
	}
	fmt.Fprintln(w)
}

func (t *table) nameWidth() int {
	width := len(t.head[0])
	for _, row := range t.rows {
		width = max(width, len([]rune(row[0])))
	}
	return width
}

// writeMarkdown leaves out the title, whose level depends on the page.
func (t *table) writeMarkdown(w *strings.Builder) {
	fmt.Fprintf(w, "| %s |\n", strings.Join(t.head, " | "))
	fmt.Fprintf(w, "|---|%s\n", strings.Repeat("--:|", len(t.head)-1))
	for _, row := range t.rows {
		fmt.Fprintf(w, "| %s |\n", strings.Join(row, " | "))
	}
	fmt.Fprintln(w)
	for _, note := range t.notes {
		fmt.Fprintf(w, "- %s\n", note)
	}
	if len(t.notes) > 0 {
		fmt.Fprintln(w)
	}
}

// cells returns the rows of the first Markdown table below a heading of a page,
// without its head. There are none if there is no such table.
func cells(page, heading string) [][]string {
	_, below, _ := strings.Cut(page, "# "+heading+"\n\n|")
	table, _, _ := strings.Cut(below, "\n\n")
	lines := strings.Split(table, "\n")
	var rows [][]string
	for _, line := range lines[min(2, len(lines)):] {
		rows = append(rows, strings.Split(strings.TrimSuffix(strings.TrimPrefix(line, "| "), " |"), " | "))
	}
	return rows
}

// table returns the table of a job, of which each contestant has samples.
func (j *job) table(all []samples) table {
	t := table{title: j.what, head: []string{"", "ns/op", "B/op", "allocs/op", "× floor", "× best peer"}}
	floors, ranked := len(j.floors), len(j.floors)+len(j.own)+len(j.peers)
	best := -1
	for i := floors + len(j.own); i < ranked; i++ {
		if best < 0 || all[i].ns() < all[best].ns() {
			best = i
		}
	}
	for i, c := range j.all() {
		s := all[i]
		row := []string{c.name, significant(s.ns()), fmt.Sprintf("%.0f", s.bytes()), fmt.Sprintf("%.0f", s.allocs()), "", ""}
		if i < ranked {
			row[4] = fmt.Sprintf("%.2f", s.ratio(all[0]))
			if best >= 0 {
				row[5] = fmt.Sprintf("%.2f", s.ratio(all[best]))
			}
		}
		t.rows = append(t.rows, row)
	}
	for _, a := range j.absent {
		t.notes = append(t.notes, "Not ranked: "+a.peer+" ("+a.reason+").")
	}
	return t
}

// significant prints a number with three digits that count.
func significant(f float64) string {
	digits := 0
	if f := math.Abs(f); f > 0 && f < 100 {
		digits = min(2-int(math.Floor(math.Log10(f))), 2)
	}
	return strconv.FormatFloat(f, 'f', digits, 64)
}
