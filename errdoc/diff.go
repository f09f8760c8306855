package errdoc

import (
	"fmt"
	"os"
	"slices"
	"strings"
)

func diffCommand() *command {
	return &command{
		name:    "diff",
		args:    "OLD NEW",
		summary: "compare two recordings of answered errors",
		help: `Compare the errors that two services answered to the same requests, and list
where codes, statuses or bodies differ. A recording has one JSON object per line:
  {"method":"GET","path":"/1.1/date","status":401,"catalog":"leancloud","code":401,"body":{...}}
The nth answer to a method and path in OLD is compared with the nth in NEW. The
order of a body's members does not matter.

The exit code is 0 if nothing differs, 1 if something does, and 2 if a recording
cannot be read.`,
		examples: []string{"diff old.jsonl new.jsonl\twhat a new server does differently"},
		flags:    []string{"json"},
		run:      (*program).diff,
	}
}

func (p *program) diff(o *options, args []string) error {
	if len(args) != 2 {
		return usagef("diff takes two recordings")
	}
	var recordings [2][]Record
	for i, name := range args {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		recordings[i], err = readRecords(f)
		_ = f.Close() // it was only read
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	changes := compareRecords(recordings[0], recordings[1])
	if err := p.printChanges(o, changes); err != nil {
		return err
	}
	if len(changes) > 0 {
		return errNotFound
	}
	return nil
}

func (p *program) printChanges(o *options, changes []change) error {
	if o.json {
		type form struct {
			Request     string   `json:"request"`
			Differences []string `json:"differences"`
			Old         *Record  `json:"old"`
			New         *Record  `json:"new"`
		}
		return p.printJSON(slices.AppendSeq([]form{}, func(yield func(form) bool) {
			for _, c := range changes {
				if !yield(form{c.request, c.differences(), c.old, c.new}) {
					return
				}
			}
		}))
	}
	var b strings.Builder
	for _, c := range changes {
		b.WriteString(p.paint(styleHead, c.request) + "\n")
		for _, d := range c.differences() {
			b.WriteString("  " + d + "\n")
		}
	}
	return p.print(b.String())
}
