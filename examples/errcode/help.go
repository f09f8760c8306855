package main

import (
	"flag"
	"fmt"
	"io"
	"strings"
)

func helpCommand() *command {
	return &command{
		name:    "help",
		args:    "[COMMAND]",
		summary: "explain a command",
		help:    "Print the help of a command, as its -help does.",
		run:     (*program).help,
	}
}

func (p *program) help(_ *options, args []string) error {
	c := lookupCommand()
	if len(args) > 0 {
		c = commandNamed(args[0])
	}
	if c == nil || len(args) > 1 {
		return usagef("there is no command %q", strings.Join(args, " "))
	}
	p.printHelp(p.out, c)
	return nil
}

// printHelp writes the help of a command; that of the look-up names the others.
func (p *program) printHelp(w io.Writer, c *command) {
	var b strings.Builder
	flags := new(options).flagSet(c)
	b.WriteString("Usage: " + c.title())
	if len(c.flags) > 0 {
		b.WriteString(" [flags]")
	}
	if c.args != "" {
		b.WriteString(" " + c.args)
	}
	b.WriteString("\n\n" + c.help + "\n")
	if len(c.flags) > 0 {
		b.WriteString("\nFlags:\n")
		flags.VisitAll(func(f *flag.Flag) {
			value, usage := flag.UnquoteUsage(f)
			fmt.Fprintf(&b, "  %-22s %s\n", strings.TrimSpace("-"+f.Name+" "+value), usage)
		})
	}
	if c.name == "" {
		b.WriteString("\nCommands:\n")
		for _, other := range commands() {
			if other.name != "" {
				fmt.Fprintf(&b, "  %-22s %s\n", other.name, other.summary)
			}
		}
		b.WriteString("\nRun \"errcode help COMMAND\" for the help of a command.\n")
	}
	io.WriteString(w, b.String())
}
