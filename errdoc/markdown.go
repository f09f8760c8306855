package errdoc

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/seed85f21a9e/errcode"
	"golang.org/x/text/language"
)

// WriteMarkdown writes the catalogs as Markdown in the language that fits tag
// best: for each of them an index, and a section with an anchor for each code. It
// returns the error of w.
func (s Set) WriteMarkdown(w io.Writer, tag language.Tag) error {
	b := s.read()
	_, err := w.Write(b.markdown(b.catalogs, b.editionFor(tag)))
	return err
}

func (b *book) markdown(catalogs []*errcode.Catalog, ed *edition) []byte {
	var parts [][]byte
	for _, c := range catalogs {
		parts = append(parts, b.markdownOf(c, ed))
	}
	return bytes.Join(parts, []byte("\n"))
}

// markdownFile returns the name of the file of a catalog in a language:
// "codes-leancloud.md", "codes-leancloud.zh.md".
func markdownFile(c *errcode.Catalog, ed *edition) string {
	name := "codes-" + c.Name()
	if ed.Dir != "" {
		name += "." + strings.TrimSuffix(ed.Dir, "/")
	}
	return name + ".md"
}

// A mdWriter writes the page of a catalog.
type mdWriter struct {
	bytes.Buffer
	*book
	*edition
}

func (b *book) markdownOf(c *errcode.Catalog, ed *edition) []byte {
	w := &mdWriter{book: b, edition: ed}
	var entries []*entry
	for _, e := range b.entries {
		if e.Code.Catalog() == c {
			entries = append(entries, e)
		}
	}
	fmt.Fprintf(w, "# %s\n\n", strings.ReplaceAll(ed.TitleOf, "{catalogs}", escapeMarkdown(catalogTitle(c, ed.words))))
	w.otherLanguages(c)
	fmt.Fprintf(w, "<!-- Made by the markdown command of %s; do not edit. -->\n\n", escapeMarkdown(b.command))
	fmt.Fprintf(w, "| %s | HTTP | %s |\n|--:|---|---|\n", ed.CodeColumn, ed.MeaningColumn)
	for _, e := range entries {
		fmt.Fprintf(w, "| [%s](#%s) | %d | **%s**<br>%s |\n", e.Label, anchor(e), e.HTTPStatus, e.Name, escapeMarkdown(b.listed(e, ed)))
	}
	w.sources(entries)
	for _, e := range entries {
		w.section(e)
	}
	return w.Bytes()
}

// sources explains the words that say where the statuses of some codes come from.
func (w *mdWriter) sources(entries []*entry) {
	var used []errcode.StatusSource
	for _, e := range entries {
		if tellsSource(e.Info) {
			used = append(used, e.StatusSource)
		}
	}
	if len(used) == 0 {
		return
	}
	slices.Sort(used)
	fmt.Fprintf(w, "\n%s:\n\n", w.StatusSource)
	for _, s := range slices.Compact(used) {
		fmt.Fprintf(w, "- <a id=\"%s\"></a>**%s**: %s\n", s, w.SourceText(s), w.SourceNote(s))
	}
}

// otherLanguages links to the same page in the other languages.
func (w *mdWriter) otherLanguages(c *errcode.Catalog) {
	var links []string
	for _, other := range w.editions {
		if other != w.edition {
			links = append(links, "["+other.Self+"]("+markdownFile(c, other)+")")
		}
	}
	if len(links) > 0 {
		w.WriteString(strings.Join(links, " · ") + "\n\n")
	}
}

// anchor returns the anchor of a code on its page, "211" or "107.1".
func anchor(e *entry) string { return e.Label }

// section writes what is known about a code: what happened, what to do, and then
// the rest.
func (w *mdWriter) section(e *entry) {
	text := w.text(e, w.edition)
	fmt.Fprintf(w, "\n<a id=\"%s\"></a>\n\n## %s %s\n\n", anchor(e), e.Label, e.Name)
	fmt.Fprintf(w, "**%s**", escapeMarkdown(text.Message))
	if text.Description != "" && text.Description != text.Message {
		w.WriteString(" " + escapeMarkdown(text.Description))
	}
	w.WriteString("\n\n")
	if e.Deprecated != "" {
		fmt.Fprintf(w, "**%s:** %s\n\n", w.Deprecated, escapeMarkdown(e.Deprecated))
	}
	if text.Remedy != "" {
		fmt.Fprintf(w, "> **%s:** %s\n\n", w.Remedy, escapeMarkdown(text.Remedy))
	}
	if e.IsVariant() {
		w.WriteString(variantNote(e, w.edition) + "\n\n")
	}
	w.facts(e, text)
	w.example(e)
}

func (w *mdWriter) facts(e *entry, text errcode.Text) {
	fact := func(label, value string) {
		if value != "" {
			fmt.Fprintf(w, "- %s: %s\n", label, value)
		}
	}
	fact(w.Constant, code(e.Constant))
	status := escapeMarkdown(statusText(e.HTTPStatus))
	if tellsSource(e.Info) {
		status += fmt.Sprintf(" ([%s](#%s))", w.SourceText(e.StatusSource), e.StatusSource)
	}
	fact(w.Status, status)
	retry := ""
	if e.Retryable {
		retry = ", " + w.Retryable
	}
	fact(w.Kind, escapeMarkdown(kindAndName(e.Kind, w.edition))+retry)
	if e.MaybeDone {
		fmt.Fprintf(w, "- %s\n", w.MaybeDone)
	}
	if e.ReturnedBy != 0 {
		fact(w.Operation, escapeMarkdown(w.OperationText(e.ReturnedBy)))
	}
	if e.Message != text.Message && e.Message != "" {
		fact(w.Message, code(e.Message))
	}
	for _, c := range []closeness{equivalent, closest} {
		var links []string
		for _, other := range w.translations(e) {
			if other.Closeness == c {
				links = append(links, fmt.Sprintf("[%s %s](%s#%s)", other.ID, other.Name, markdownFile(other.Code.Catalog(), w.edition), anchor(other.entry)))
			}
		}
		fact(closenessText(c, w.edition), strings.Join(links, ", "))
	}
}

// example writes a request that provokes a code, and the answer.
func (w *mdWriter) example(e *entry) {
	for _, x := range e.Examples[:min(1, len(e.Examples))] {
		w.WriteString("\n")
		if x.Note != "" {
			w.WriteString(escapeMarkdown(x.Note) + "\n\n")
		}
		w.WriteString("```http\n" + x.Request + "\n```\n\n```http\n" + w.answerTo(x) + "\n```\n")
	}
}

// code returns a text as code in Markdown, which may have back quotes.
func code(s string) string {
	longest, run := 0, 0
	for _, r := range s {
		if run++; r != '`' {
			run = 0
		}
		longest = max(longest, run)
	}
	fence := strings.Repeat("`", longest+1)
	if longest > 0 {
		s = " " + s + " "
	}
	return fence + strings.ReplaceAll(s, "\n", " ") + fence
}

// escapeMarkdown returns a text that reads the same in a line of Markdown or in
// the cell of a table.
func escapeMarkdown(s string) string {
	return strings.NewReplacer(
		`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", "&", "&amp;", "|", `\|`, "\n", " ",
	).Replace(s)
}
