package main

import (
	"fmt"
	"strings"

	"github.com/seed85f21a9e/errcode"
)

func listCommand() *command {
	return &command{
		name:    "list",
		summary: "list codes, by operation, kind, status",
		help: `List codes, one a line: the ID, the name, the HTTP status, the kind and the
message. Filters narrow the list; a filter that is repeated widens it again.
An operation also finds the codes that a group around it returns, such as "All".

The exit code is 1 if no code passes the filters.`,
		flags: []string{"catalogue", "operation", "kind", "status", "retryable", "lang", "json"},
		run:   (*program).list,
	}
}

func (p *program) list(o *options, args []string) error {
	if len(args) > 0 {
		return usagef("list takes flags only, not %q", args[0])
	}
	var matches []match
	for _, code := range o.codes() {
		if o.keeps(code.Info()) {
			matches = append(matches, match{code: code})
		}
	}
	var err error
	if o.json {
		err = p.explainAll(o, matches)
	} else {
		err = p.print(p.table(o, matches))
	}
	if err == nil && len(matches) == 0 {
		fmt.Fprintln(p.err, "errcode: no code passes these filters")
		err = errNotFound
	}
	return err
}

// table returns codes in columns. The message comes last, so that its width
// does not matter.
func (p *program) table(o *options, matches []match) string {
	var nameWidth, kindWidth int
	for _, m := range matches {
		info := m.code.Info()
		nameWidth = max(nameWidth, len(info.Name))
		kindWidth = max(kindWidth, len(kindOf(info)))
	}
	var b strings.Builder
	for _, m := range matches {
		info := m.code.Info()
		fmt.Fprintf(&b, "%s  %-*s  %d  %-*s  %s\n", p.paint(styleHead, fmt.Sprintf("%-*s", idWidth, idOf(m.code))),
			nameWidth, info.Name, info.HTTPStatus, kindWidth, kindOf(info), info.In(o.lang).Message)
	}
	return b.String()
}

// kindOf returns the kind of a row, with a note where repeating helps.
func kindOf(info errcode.Info) string {
	if info.Retryable {
		return info.Kind.String() + ", retryable"
	}
	return info.Kind.String()
}
