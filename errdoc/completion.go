package errdoc

import (
	"embed"
	"flag"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// completionScripts make the shells ask this command for its completions.
//
//go:embed completion.bash completion.zsh completion.fish
var completionScripts embed.FS

func shells() []string { return []string{"bash", "zsh", "fish"} }

func completionCommand() *command {
	return &command{
		name:    "completion",
		args:    strings.Join(shells(), "|"),
		summary: "write a completion script for a shell",
		help: `Write a script that makes a shell complete the arguments of {cmd}. The command
must be installed.`,
		examples: []string{
			"completion bash\tsource <({cmd} completion bash) in ~/.bashrc",
			"completion zsh\tsource <({cmd} completion zsh) in ~/.zshrc, after compinit",
			"completion fish\t{cmd} completion fish | source in config.fish",
		},
		run: (*program).completion,
	}
}

func (p *program) completion(_ *options, args []string) error {
	if len(args) != 1 || !slices.Contains(shells(), args[0]) {
		return usagef("completion takes the name of a shell: %s", oneOf(shells()))
	}
	script, err := completionScripts.ReadFile("completion." + args[0])
	if err != nil {
		return err
	}
	// The name of a shell function has fewer characters than that of a program.
	function := strings.Map(func(r rune) rune {
		if r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			return r
		}
		return '_'
	}, p.command)
	return p.print(strings.NewReplacer("{cmd}", p.command, "{function}", function).Replace(string(script)))
}

// completeArgument is how the scripts ask for completions of the arguments that
// follow, the last of which is the word at the cursor.
const completeArgument = "__complete"

// A candidate is a word that may stand at the cursor.
type candidate struct{ word, description string }

// complete prints the candidates, one a line, each with a tab and a description.
func (p *program) complete(args []string) error {
	if len(args) == 0 {
		return nil
	}
	word := args[len(args)-1]
	var b strings.Builder
	for _, c := range p.candidates(args[:len(args)-1], word) {
		if len(c.word) >= len(word) && strings.EqualFold(c.word[:len(word)], word) {
			fmt.Fprintf(&b, "%s\t%s\n", c.word, c.description)
		}
	}
	return p.print(b.String())
}

// candidates returns what may follow some arguments.
func (p *program) candidates(before []string, word string) []candidate {
	c := p.commands[0]
	if len(before) > 0 {
		if named := p.commandNamed(before[0]); named != nil {
			c = named
		}
		if last := before[len(before)-1]; strings.HasPrefix(last, "-") {
			if values := p.flagValues(strings.TrimLeft(last, "-")); values != nil && !slices.Contains(before, "--") {
				return values
			}
		}
	}
	if strings.HasPrefix(word, "-") {
		return p.flagCandidates(c)
	}
	var all []candidate
	switch c.name {
	case "completion":
		for _, shell := range shells() {
			all = append(all, candidate{shell, ""})
		}
	case "help":
		all = p.commandCandidates()
	case "":
		if len(before) == 0 {
			all = p.commandCandidates()
		}
		all = append(all, p.codeCandidates(word)...)
	}
	return all
}

func (p *program) commandCandidates() []candidate {
	var all []candidate
	for _, c := range p.commands {
		if c.name != "" {
			all = append(all, candidate{c.name, c.summary})
		}
	}
	return all
}

func (p *program) flagCandidates(c *command) []candidate {
	var all []candidate
	o := options{book: p.book}
	o.flagSet(c.flags).VisitAll(func(f *flag.Flag) {
		_, usage := flag.UnquoteUsage(f)
		all = append(all, candidate{"-" + f.Name, usage})
	})
	return all
}

// flagValues returns the values of a flag; nil if it takes none that are known.
func (p *program) flagValues(name string) []candidate {
	var all []candidate
	add := func(values ...string) {
		for _, v := range values {
			all = append(all, candidate{v, ""})
		}
	}
	o := options{book: p.book}
	switch name {
	case "catalog":
		add(p.catalogNames()...)
	case "lang":
		add(o.languageNames()...)
	case "kind":
		for _, k := range p.kinds {
			all = append(all, candidate{k.String(), k.Error()})
		}
	case "status":
		add("4xx", "5xx")
		add(mapped(p.statuses, strconv.Itoa)...)
	case "operation":
		for _, op := range o.allOperations() {
			all = append(all, candidate{hyphenated(op.String()), op.String()})
		}
	}
	return all
}

// hyphenated makes "register-user" of "Register user", which needs no quotes in
// a shell.
func hyphenated(s string) string {
	var b strings.Builder
	for i, word := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }) {
		if i > 0 {
			b.WriteByte('-')
		}
		b.WriteString(word)
	}
	return b.String()
}

// codeCandidates returns the numbers, the IDs or the constants, whichever the
// word at the cursor begins like.
func (p *program) codeCandidates(word string) []candidate {
	var all []candidate
	if word == "" {
		return nil // there are hundreds
	}
	for _, e := range p.entries {
		all = append(all, codeCandidate(e, word))
	}
	return slices.CompactFunc(all, func(a, b candidate) bool { return a.word == b.word })
}

func codeCandidate(e *entry, word string) candidate {
	switch {
	case '0' <= word[0] && word[0] <= '9':
		return candidate{e.Digits(), e.CatalogName() + ": " + e.Name}
	case strings.Contains(word, "/") || len(word) < len(e.CatalogName()) && word == strings.ToLower(word):
		return candidate{e.ID, e.Name}
	}
	return candidate{e.identifier(), e.Digits() + ": " + e.texts[0].Message}
}
