package errdoc

import (
	"context"
	"fmt"
	"io"
	"strings"
)

// The exit codes.
const (
	exitFound    = 0
	exitNotFound = 1 // and for diff: there are differences
	exitUsage    = 2 // and failures to read or write
)

// An environment is what surrounds a run of the command.
type environment struct {
	in       io.Reader
	out, err io.Writer
	color    bool // whether out shows colors
	width    int  // of the lines of out in columns; 0: no limit
	keyboard bool // whether in is a terminal, from which no log comes
	context  context.Context
}

// A program is one run of the command.
type program struct {
	environment
	*finder
	set      Set
	commands []*command // the lookup first
	scanner  *scanner   // made when it is first needed
}

// errNotFound ends a run whose question has no answer. What there is to say
// about that has been said.
var errNotFound = notFoundError{}

type notFoundError struct{}

func (notFoundError) Error() string { return "not found" }

// A usageError is a mistake in the arguments.
type usageError struct{ text string }

func (e usageError) Error() string { return e.text }

func usagef(format string, args ...any) error {
	return usageError{fmt.Sprintf(format, args...)}
}

// A command is what a first argument names; the lookup has no name.
type command struct {
	name     string
	args     string // as in its line of usage
	summary  string
	help     string   // {cmd} stands for the name of the program
	examples []string // the arguments, and after a tab what they do
	flags    []string
	run      func(p *program, o *options, args []string) error
}

// title is the command as it is typed.
func (p *program) title(c *command) string { return strings.TrimSpace(p.command + " " + c.name) }

// commandNamed returns the command of that name, or nil. The lookup has none.
func (p *program) commandNamed(name string) *command {
	for _, c := range p.commands {
		if c.name != "" && c.name == name {
			return c
		}
	}
	return nil
}

// note writes to standard error. A user who does not see it has the exit code.
func (p *program) note(format string, args ...any) {
	_, _ = fmt.Fprintf(p.err, format, args...)
}

// print writes to standard output.
func (p *program) print(text string) error { return p.write([]byte(text)) }

func (p *program) write(text []byte) error {
	if _, err := p.out.Write(text); err != nil {
		return fmt.Errorf("writing: %w", err)
	}
	return nil
}

func (p *program) printJSON(v any) error { return p.write(append(encodeJSON(v, "  "), '\n')) }

// Styles of terminal output, as parameters of the escape sequence.
const (
	styleHead   = "1"  // bold
	styleLabel  = "2"  // faint
	styleNote   = "36" // cyan
	styleRemedy = "32" // green
)

// paint puts a style around a text, if standard output shows it.
func (p *program) paint(style, text string) string {
	if !p.color || text == "" || style == "" {
		return text
	}
	return "\x1b[" + style + "m" + text + "\x1b[0m"
}
