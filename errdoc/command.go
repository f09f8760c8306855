package errdoc

import (
	"context"
	"errors"
	"flag"
	"os"
	"os/signal"
	"strings"
	"syscall"
)

// Main runs the command with the arguments of the process and ends the process.
// Its exit code is 0 if everything was found, 1 if something was not, and 2 for
// wrong usage or a failure to read or write.
func (s Set) Main() {
	p := newProgram(s, process())
	os.Exit(p.run(os.Args[1:]))
}

// process returns the environment of the process. A signal that asks it to end
// ends the context.
func process() environment {
	ctx, _ := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	return environment{
		in:       os.Stdin,
		out:      os.Stdout,
		err:      os.Stderr,
		color:    wantsColor(os.Stdout, os.Getenv),
		width:    widthOf(os.Stdout, os.Getenv),
		keyboard: isTerminal(os.Stdin),
		context:  ctx,
	}
}

func newProgram(s Set, env environment) *program {
	return &program{environment: env, finder: newFinder(s.read()), set: s, commands: commands()}
}

// run runs the command and returns its exit code.
func (p *program) run(args []string) int {
	c := p.commands[0]
	if len(args) > 0 {
		if args[0] == completeArgument {
			return p.exitCode(c, p.complete(args[1:]))
		}
		if named := p.commandNamed(args[0]); named != nil {
			c, args = named, args[1:]
		}
	}
	o := options{book: p.book, edition: p.editions[0]}
	args, err := parse(o.flagSet(c.flags), args)
	if err == nil && o.version {
		c, args = p.commandNamed("version"), nil
	}
	if err == nil {
		err = c.run(p, &o, args)
	}
	return p.exitCode(c, err)
}

// commands returns all commands, the lookup first.
func commands() []*command {
	return []*command{
		lookupCommand(), listCommand(), serveCommand(), exportCommand(), openapiCommand(), markdownCommand(),
		jsonCommand(), diffCommand(), completionCommand(), versionCommand(), helpCommand(),
	}
}

// exitCode reports err, if that is not done yet, and returns the exit code.
func (p *program) exitCode(c *command, err error) int {
	if errors.Is(err, flag.ErrHelp) {
		err = p.printHelp(p.out, c)
	}
	var usage usageError
	switch {
	case err == nil:
		return exitFound
	case errors.Is(err, errNotFound):
		return exitNotFound
	case errors.As(err, &usage):
		if c.name == "help" {
			c = p.commands[0] // whose help lists the commands
		}
		p.note("%s: %v\nRun \"%s -help\" for help.\n", p.command, err, p.title(c))
		return exitUsage
	}
	p.note("%s: %v\n", p.command, err)
	return exitUsage
}

// parse parses flags, which may also stand between and after the arguments, and
// returns the arguments. All that follows "--" is an argument, and so is a
// negative number.
func parse(flags *flag.FlagSet, args []string) ([]string, error) {
	var rest []string
	for {
		if len(args) > 0 && strings.HasPrefix(args[0], "-") && isNumber(args[0][1:]) {
			rest, args = append(rest, args[0]), args[1:]
			continue
		}
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
