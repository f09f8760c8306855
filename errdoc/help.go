package errdoc

import (
	"flag"
	"fmt"
	"io"
	"runtime/debug"
	"strconv"
	"strings"

	"github.com/seed85f21a9e/errcode"
)

func helpCommand() *command {
	return &command{
		name:    "help",
		args:    "[COMMAND]",
		summary: "print the help of a command",
		help:    "Print the help of a command, like COMMAND -help.",
		run:     (*program).help,
	}
}

func (p *program) help(_ *options, args []string) error {
	c := p.commands[0]
	if len(args) > 0 {
		c = p.commandNamed(args[0])
	}
	if c == nil || len(args) > 1 {
		return usagef("there is no command %q", strings.Join(args, " "))
	}
	return p.printHelp(p.out, c)
}

// exampleWidth is the width of the column of examples in help. What a longer one
// does is said on a line below it, so that this column stays straight.
const exampleWidth = 46

// printHelp writes the help of a command; that of the lookup names the others.
func (p *program) printHelp(w io.Writer, c *command) error {
	var b strings.Builder
	o := options{book: p.book}
	b.WriteString("Usage: " + p.title(c))
	if len(c.flags) > 0 {
		b.WriteString(" [flags]")
	}
	if c.args != "" {
		b.WriteString(" " + c.args)
	}
	b.WriteString("\n\n" + p.filled(c.help) + "\n")
	if len(c.examples) > 0 {
		b.WriteString("\nExamples:\n")
		for _, example := range c.examples {
			args, what, _ := strings.Cut(p.filled(example), "\t")
			args = strings.TrimSpace(p.command + " " + args)
			if len(args) > exampleWidth {
				fmt.Fprintf(&b, "  %s\n", args)
				args = ""
			}
			fmt.Fprintf(&b, "  %-*s  %s\n", exampleWidth, args, what)
		}
	}
	if len(c.flags) > 0 {
		b.WriteString("\nFlags:\n")
		o.flagSet(c.flags).VisitAll(func(f *flag.Flag) {
			value, usage := flag.UnquoteUsage(f)
			fmt.Fprintf(&b, "  %-22s %s\n", strings.TrimSpace("-"+f.Name+" "+value), usage)
		})
	}
	if c.name == "" {
		b.WriteString("\nCommands:\n")
		for _, other := range p.commands {
			if other.name != "" {
				fmt.Fprintf(&b, "  %-22s %s\n", other.name, other.summary)
			}
		}
		fmt.Fprintf(&b, "\nRun \"%s help COMMAND\" for the help of a command.\n", p.command)
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("writing: %w", err)
	}
	return nil
}

// filled puts what the set has into a text of help: the name of the command, and
// a code to explain things by.
func (p *program) filled(text string) string {
	if len(p.entries) == 0 {
		return strings.ReplaceAll(text, "{cmd}", p.command)
	}
	e := p.sample()
	return strings.NewReplacer(
		"{cmd}", p.command, "{id}", e.ID, "{spaced}", strings.Replace(e.ID, "/", " ", 1), "{number}", e.Digits(),
		"{constant}", e.identifier(), "{words}", strings.ToLower(strings.Join(humps(e.Name), " ")),
		"{body}", e.Body(), "{catalog}", e.CatalogName(),
		"{component}", componentName(prefixOf(e.Code.Catalog()))+strconv.Itoa(e.HTTPStatus),
	).Replace(text)
}

// sample returns a code that shows what the set is about: of the first catalog that
// has one, the shortest that says something is not found, or else the first code.
func (p *program) sample() *entry {
	var found *entry
	for _, e := range p.entries {
		if e.Kind == errcode.KindNotFound && (found == nil ||
			e.Code.Catalog() == found.Code.Catalog() && len(e.Body()) < len(found.Body())) {
			found = e
		}
	}
	if found == nil {
		found = p.entries[0]
	}
	return found
}

func versionCommand() *command {
	return &command{
		name:    "version",
		summary: "print the version",
		help:    "Print the version of the program and the number of codes it knows.",
		run: func(p *program, _ *options, args []string) error {
			if len(args) > 0 {
				return usagef("version takes no arguments")
			}
			return p.print(p.versionText())
		},
	}
}

// versionText returns the version of the program: that of the set, or else the one
// that the go command recorded.
func (p *program) versionText() string {
	version := p.version
	if info, ok := debug.ReadBuildInfo(); ok && version == "" {
		version = info.Main.Version
	}
	if version == "" {
		version = "(unknown version)"
	}
	return fmt.Sprintf("%s %s, %d codes of %s\n", p.command, version, len(p.entries), strings.Join(p.catalogNames(), ", "))
}
