// Command errcode explains the error codes of Backend Services and LeanCloud.
//
//	go run ./examples/errcode 211
//	go run ./examples/errcode user not found
//	go run ./examples/errcode '{"code":211,"error":"Could not find user."}'
//	tail -f app.log | go run ./examples/errcode
//
// Everything that it prints about a code comes from the catalogues of package
// errcode. Run it with -help for its commands.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
)

// The exit codes.
const (
	exitFound    = 0
	exitNotFound = 1
	exitUsage    = 2 // and failures to read or write
)

func main() {
	p := &program{
		in:       os.Stdin,
		out:      os.Stdout,
		err:      os.Stderr,
		color:    wantsColor(os.Stdout, os.Getenv),
		keyboard: isTerminal(os.Stdin),
	}
	os.Exit(p.run(os.Args[1:]))
}

// A program is one run of the command, apart from the process around it.
type program struct {
	in       io.Reader
	out, err io.Writer
	color    bool // whether out shows colors
	keyboard bool // whether in is a terminal, from which no log comes
}

// isTerminal reports whether f is a terminal, or at least a character device.
func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// wantsColor reports whether to write colors to f. See https://no-color.org.
func wantsColor(f *os.File, getenv func(string) string) bool {
	return getenv("NO_COLOR") == "" && getenv("TERM") != "dumb" && isTerminal(f)
}

// errNotFound ends a run whose question has no answer. What there is to say
// about that has been said.
var errNotFound = errors.New("not found")

// A usageError is a mistake in the arguments.
type usageError struct{ text string }

func (e usageError) Error() string { return e.text }

func usagef(format string, args ...any) error {
	return usageError{fmt.Sprintf(format, args...)}
}

// A command is what a first argument names; the look-up has no name.
type command struct {
	name    string
	args    string // as in its line of usage
	summary string
	help    string
	flags   []string
	run     func(p *program, o *options, args []string) error
}

// title is the command as it is typed.
func (c *command) title() string { return strings.TrimSpace("errcode " + c.name) }

// commands returns all commands, the look-up first.
func commands() []*command {
	return []*command{lookupCommand(), listCommand(), openapiCommand(), markdownCommand(), completionCommand(), helpCommand()}
}

// commandNamed returns the command of that name, or nil. The look-up has none.
func commandNamed(name string) *command {
	for _, c := range commands() {
		if c.name != "" && c.name == name {
			return c
		}
	}
	return nil
}

// run runs the command that the arguments name and returns the exit code.
func (p *program) run(args []string) int {
	c := lookupCommand()
	if len(args) > 0 {
		if args[0] == completeArgument {
			return p.exitCode(c, p.complete(args[1:]))
		}
		if named := commandNamed(args[0]); named != nil {
			c, args = named, args[1:]
		}
	}
	var o options
	flags := o.flagSet(c)
	args, err := parse(flags, args)
	if err == nil {
		err = c.run(p, &o, args)
	}
	return p.exitCode(c, err)
}

// exitCode reports err, if that is not done yet, and returns the exit code.
func (p *program) exitCode(c *command, err error) int {
	var usage usageError
	switch {
	case err == nil:
		return exitFound
	case errors.Is(err, flag.ErrHelp):
		p.printHelp(p.out, c)
		return exitFound
	case errors.Is(err, errNotFound):
		return exitNotFound
	case errors.As(err, &usage):
		fmt.Fprintf(p.err, "errcode: %v\nRun \"%s -help\" for help.\n", err, c.title())
		return exitUsage
	}
	fmt.Fprintf(p.err, "errcode: %v\n", err)
	return exitUsage
}

// parse parses flags, which may also stand between and after the arguments, and
// returns the arguments. All that follows "--" is an argument.
func parse(flags *flag.FlagSet, args []string) ([]string, error) {
	var rest []string
	for {
		if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
			return nil, err
		} else if err != nil {
			return nil, usageError{err.Error()}
		}
		read := len(args) - flags.NArg()
		if flags.NArg() == 0 || read > 0 && args[read-1] == "--" {
			return append(rest, flags.Args()...), nil
		}
		rest = append(rest, flags.Arg(0))
		args = flags.Args()[1:]
	}
}
