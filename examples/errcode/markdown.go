package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/seed85f21a9e/errcode"
	"golang.org/x/text/language"
)

func markdownCommand() *command {
	return &command{
		name:    "markdown",
		summary: "write the catalogues as Markdown tables",
		help: `Write the catalogues as Markdown tables, in English and Chinese. With -o, write
them to codes-backend.md, codes-leancloud.md and codes-realtime.md in DIR, which
must exist. The tables in the docs folder of the repository are made so:
  go run ./examples/errcode markdown -o docs`,
		flags: []string{"catalogue", "o"},
		run:   (*program).markdown,
	}
}

func (p *program) markdown(o *options, args []string) error {
	if len(args) > 0 {
		return usagef("markdown takes flags only, not %q", args[0])
	}
	if o.dir != "" {
		for _, c := range o.catalogs() {
			if err := os.WriteFile(filepath.Join(o.dir, markdownFile(c)), []byte(markdownTable(c)), 0o666); err != nil {
				return err
			}
		}
		return nil
	}
	var tables []string
	for _, c := range o.catalogs() {
		tables = append(tables, markdownTable(c))
	}
	return p.print(strings.Join(tables, "\n"))
}

func markdownFile(c *errcode.Catalog) string { return "codes-" + c.Name() + ".md" }

// markdownTable returns the table of a catalogue.
func markdownTable(c *errcode.Catalog) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s codes\n\n", prefixOf(c))
	fmt.Fprintf(&b, "The %d codes of the catalogue `%s`. The message is the one in bodies, letter for letter. "+
		"An HTTP status is documented by the vendor unless the table says where it comes from.\n\n", c.Len(), c.Name())
	if slices.ContainsFunc(slices.Collect(c.All()), isVariant) {
		b.WriteString("A code with a point is a further row of the number before the point; in bodies that number stands alone.\n\n")
	}
	b.WriteString("Made by `go run ./examples/errcode markdown -o docs`; do not edit.\n\n")
	b.WriteString("| Code | Constant | HTTP | Kind | Returned by | Message | Meaning | 中文 |\n")
	b.WriteString("|---|---|---|---|---|---|---|---|\n")
	for code := range c.All() {
		b.WriteString(markdownRow(code))
	}
	return b.String()
}

// isVariant reports whether a code is a further row of its number.
func isVariant(code errcode.Code) bool { return strings.Contains(idOf(code), ".") }

func markdownRow(code errcode.Code) string {
	info := code.Info()
	en, zh := info.In(language.English), info.In(language.Chinese)
	status := strconv.Itoa(info.HTTPStatus)
	if info.StatusSource != errcode.StatusDocumented {
		status += " (" + info.StatusSource.String() + ")"
	}
	message, meaning := "", en.Description
	if info.Message != "" {
		message = "`" + info.Message + "`"
	}
	if en.Message != info.Message {
		meaning = en.Message + " " + en.Description
	}
	_, id, _ := strings.Cut(idOf(code), "/")
	_, constant, _ := strings.Cut(constantOf(code), ".")
	cells := []string{
		id, "`" + constant + "`", status, kindOf(info), info.ReturnedBy.String(),
		escapePipes(message), escapeMarkdown(meaning), escapeMarkdown(zh.Message + zh.Description),
	}
	return "| " + strings.Join(cells, " | ") + " |\n"
}

// escapeMarkdown returns a text as it reads the same in a cell of a table.
func escapeMarkdown(s string) string {
	return strings.NewReplacer(
		`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", "&", "&amp;", "|", `\|`, "\n", " ",
	).Replace(s)
}

// escapePipes is for code in a cell, where nothing else has to be escaped.
func escapePipes(s string) string { return strings.ReplaceAll(s, "|", `\|`) }
