package errdoc

import (
	"strconv"
	"strings"
)

func listCommand() *command {
	return &command{
		name:    "list",
		summary: "list codes, filtered by operation, kind, status",
		help: `List codes, one per line: the ID, the HTTP status, the name and the message. On
a terminal the message is cut at the terminal's width, which is COLUMNS or 80.
The message of a deprecated code begins with [Deprecated].
Filters narrow the list; repeat a filter to allow several values. The codes of an
operation include those of groups that contain it.

The exit code is 1 if no code passes the filters.`,
		examples: []string{
			"list -status 404\tcodes that are answered with 404",
			"list -retryable -json\tretryable codes, as JSON",
			"list -kind NotFound -catalog {catalog}\ta kind in one catalog",
		},
		flags: []string{"catalog", "operation", "kind", "status", "retryable", "deprecated", "lang", "json"},
		run:   (*program).listCodes,
	}
}

func (p *program) listCodes(o *options, args []string) error {
	if len(args) > 0 {
		return usagef("list takes flags only, not %q", args[0])
	}
	var results []result
	for _, e := range p.entries {
		if o.keeps(e) {
			results = append(results, result{entry: e})
		}
	}
	var err error
	if o.json {
		err = p.explainAll(o, results)
	} else {
		err = p.print(p.table(o, results))
	}
	if err == nil && len(results) == 0 {
		p.note("%s: no code passes these filters\n", p.command)
		err = errNotFound
	}
	return err
}

// table returns codes in columns. The message comes last, and on a terminal ends
// where the line does.
func (p *program) table(o *options, results []result) string {
	var idWidth, nameWidth int
	for _, r := range results {
		idWidth, nameWidth = max(idWidth, len(r.ID)), max(nameWidth, len(r.Name))
	}
	var b strings.Builder
	for _, r := range results {
		message := oneLine(p.listed(r.entry, o.edition))
		line := padded(r.ID, idWidth) + "  " + strconv.Itoa(r.HTTPStatus) + "  " + padded(r.Name, nameWidth) + "  " + message
		line = cutTo(line, p.width)
		id := line[:min(idWidth, len(line))]
		b.WriteString(p.paint(styleHead, id) + strings.TrimRight(line[len(id):], " ") + "\n")
	}
	return b.String()
}
