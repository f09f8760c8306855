package main

import (
	"embed"
	"flag"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/seed85f21a9e/errcode"
	"golang.org/x/text/language"
)

// completionScripts make the shells ask this command for its completions.
//
//go:embed completion.bash completion.zsh completion.fish
var completionScripts embed.FS

var shells = []string{"bash", "zsh", "fish"}

func completionCommand() *command {
	return &command{
		name:    "completion",
		args:    strings.Join(shells, "|"),
		summary: "write a script for completion in a shell",
		help: `Write a script that makes a shell complete the arguments of errcode, which has to
be installed: go install ./examples/errcode
  bash  source <(errcode completion bash)        in ~/.bashrc
  zsh   source <(errcode completion zsh)         in ~/.zshrc, after compinit
  fish  errcode completion fish | source         in ~/.config/fish/config.fish`,
		run: (*program).completion,
	}
}

func (p *program) completion(_ *options, args []string) error {
	if len(args) != 1 || !slices.Contains(shells, args[0]) {
		return usagef("completion wants the name of a shell: %s", words(shells))
	}
	script, err := completionScripts.ReadFile("completion." + args[0])
	if err != nil {
		return err
	}
	return p.print(string(script))
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
	for _, c := range candidates(args[:len(args)-1], word) {
		if len(c.word) >= len(word) && strings.EqualFold(c.word[:len(word)], word) {
			fmt.Fprintf(&b, "%s\t%s\n", c.word, c.description)
		}
	}
	return p.print(b.String())
}

// candidates returns what may follow some arguments.
func candidates(before []string, word string) []candidate {
	c := lookupCommand()
	if len(before) > 0 {
		if named := commandNamed(before[0]); named != nil {
			c = named
		}
		if last := before[len(before)-1]; strings.HasPrefix(last, "-") {
			if values := flagValues(strings.TrimLeft(last, "-")); values != nil && !slices.Contains(before, "--") {
				return values
			}
		}
	}
	if strings.HasPrefix(word, "-") {
		return flagCandidates(c)
	}
	var all []candidate
	switch c.name {
	case "completion":
		for _, shell := range shells {
			all = append(all, candidate{shell, ""})
		}
	case "help":
		all = commandCandidates()
	case "":
		if len(before) == 0 {
			all = commandCandidates()
		}
		all = append(all, codeCandidates(word)...)
	}
	return all
}

func commandCandidates() []candidate {
	var all []candidate
	for _, c := range commands() {
		if c.name != "" {
			all = append(all, candidate{c.name, c.summary})
		}
	}
	return all
}

func flagCandidates(c *command) []candidate {
	var all []candidate
	new(options).flagSet(c).VisitAll(func(f *flag.Flag) {
		_, usage := flag.UnquoteUsage(f)
		all = append(all, candidate{"-" + f.Name, usage})
	})
	return all
}

// flagValues returns the values of a flag; nil if it takes none that are known.
func flagValues(name string) []candidate {
	var all []candidate
	add := func(values ...string) {
		for _, v := range values {
			all = append(all, candidate{v, ""})
		}
	}
	switch name {
	case "catalogue":
		add(catalogNames()...)
	case "lang":
		add(languageNames...)
	case "format":
		add(formatNames...)
	case "kind":
		for _, k := range allKinds() {
			all = append(all, candidate{k.String(), k.Error()})
		}
	case "status":
		add(statusValues()...)
	case "operation":
		for _, op := range allOperations() {
			all = append(all, candidate{hyphenated(op.String()), op.String()})
		}
	}
	return all
}

// statusValues returns the statuses that codes have, and the two classes.
func statusValues() []string {
	values := []string{"4xx", "5xx"}
	for _, c := range allCatalogs() {
		for code := range c.All() {
			if status := strconv.Itoa(code.HTTPStatus()); !slices.Contains(values, status) {
				values = append(values, status)
			}
		}
	}
	slices.Sort(values)
	return values
}

// hyphenated makes "register-user" of "Register user", which needs no quotes in
// a shell.
func hyphenated(s string) string {
	var b strings.Builder
	for i, word := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return fold(string(r)) == "" }) {
		if i > 0 {
			b.WriteByte('-')
		}
		b.WriteString(word)
	}
	return b.String()
}

// codeCandidates returns the numbers, the IDs or the constants, whichever the
// word at the cursor begins like.
func codeCandidates(word string) []candidate {
	var all []candidate
	if word == "" {
		return nil // there are hundreds
	}
	for _, c := range allCatalogs() {
		for code := range c.All() {
			all = append(all, codeCandidate(code, word))
		}
	}
	return slices.CompactFunc(all, func(a, b candidate) bool { return a.word == b.word })
}

func codeCandidate(code errcode.Code, word string) candidate {
	info := code.Info()
	switch {
	case '0' <= word[0] && word[0] <= '9':
		return candidate{strconv.Itoa(code.Number()), code.Catalog().Name() + ": " + info.Name}
	case strings.Contains(word, "/") || len(word) < len(code.Catalog().Name()) && word == strings.ToLower(word):
		return candidate{idOf(code), info.Name}
	}
	_, identifier, _ := strings.Cut(constantOf(code), ".")
	return candidate{identifier, strconv.Itoa(code.Number()) + ": " + info.In(language.English).Message}
}
