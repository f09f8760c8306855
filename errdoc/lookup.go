package errdoc

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/internal/template"
)

func lookupCommand() *command {
	return &command{
		args:    "[CODE...]",
		summary: "explain codes, or annotate a log",
		help: `Explain codes. A CODE is a number, the name of a constant, a text form such as
{id} (also "{spaced}", as errors print it), a message, an error body,
a text with one of these in it, or words to search for.

Without a CODE, read a log from standard input and write it to standard output
with a note after each code. Codes are error bodies, names, numbers after words
such as "code" or "error", and, in lines about a failure, other numbers of three
digits or more. A line that is a JSON object remains one: the notes become its
last member, "explained". With -json, print an object for each line that has
codes.

The exit code is 0 if every CODE was found, or in a log at least one; 1 if not;
and 2 for wrong usage or a failure to read or write.`,
		examples: []string{
			"{number}\ta number, in every catalog that lists it",
			"{id}\ta number in one catalog",
			"{constant}\ta constant",
			"{words}\ta search",
			"'{body}'\ta body",
		},
		flags: []string{"catalog", "lang", "json", "version"},
		run:   (*program).lookup,
	}
}

// lookup explains the codes that the arguments mean. Without any it annotates
// standard input.
func (p *program) lookup(o *options, args []string) error {
	switch {
	case len(args) == 0 && p.keyboard:
		if err := p.printHelp(p.err, p.commands[0]); err != nil {
			return err
		}
		return usagef("no code to look up")
	case len(args) == 0 || len(args) == 1 && args[0] == "-":
		return p.annotate(o)
	case p.commandNamed(args[0]) != nil:
		return usagef("put the flags after the command: %s %s ...", p.command, args[0])
	}
	var found, listed []result
	missing := false
	for _, question := range p.questions(o, args) {
		results := p.find(o, question)
		switch {
		case len(results) == 0 || results[0].rank == rankNear:
			missing = true
			p.reportMissing(o, question, results)
		case results[0].rank == rankExact || len(results) == 1:
			found = append(found, results...)
		default:
			listed = append(listed, results...)
		}
	}
	found, listed = distinct(found), distinct(listed)
	var err error
	switch {
	case o.json:
		err = p.explainAll(o, append(found, listed...))
	case len(found) > 0:
		if err = p.explainAll(o, found); err == nil && len(listed) > 0 {
			err = p.print("\n")
		}
		fallthrough
	default:
		if err == nil && len(listed) > 0 {
			err = p.print(p.table(o, listed))
		}
	}
	if err == nil && missing {
		err = errNotFound
	}
	return err
}

// find returns the best results of a question that are of the catalogs asked for:
// exact ones alone if there are any.
func (p *program) find(o *options, question string) []result {
	question = cutRequest(question)
	results := slices.DeleteFunc(p.search(question), func(r result) bool { return !o.has(r.entry) })
	if named := p.byMessage(o, question); len(named) > 0 {
		results = append(named, results...)
	}
	if !isExact(results) {
		// A text that has a code in it, such as a line of a log.
		for _, s := range p.lineScanner().scan(question, o.has) {
			results = append(s.results, results...)
		}
		results = distinct(results)
	}
	if strings.HasPrefix(strings.TrimSpace(question), "{") && !isExact(results) {
		return nil // words of a body that names no code
	}
	if isExact(results) {
		results = slices.DeleteFunc(distinct(results), func(r result) bool { return r.rank != rankExact })
		slices.SortStableFunc(results, func(a, b result) int { return a.index - b.index })
	} else if _, isNumeric := wholeNumber(question); isNumeric {
		for i := range results { // codes of that status are no answer
			results[i].rank = rankNear
		}
	}
	return results
}

func isExact(results []result) bool {
	return slices.ContainsFunc(results, func(r result) bool { return r.rank == rankExact })
}

// byMessage finds the codes of a message, in any language, with or without
// arguments.
func (p *program) byMessage(o *options, question string) []result {
	want := fold(question)
	var found []result
	for _, e := range p.entries {
		is := want == fold(e.Message)
		for _, text := range e.texts {
			is = is || want == fold(text.Message) || text.Template != "" && fills(want, text.Template)
		}
		if want != "" && is && o.has(e) {
			found = append(found, result{entry: e, rank: rankExact})
		}
	}
	return found
}

// minLiteral is how many letters and digits besides its parameters a template
// must have for a text to be recognized by them.
const minLiteral = 8

// fills reports whether a folded text is a template with arguments.
func fills(text, message string) bool {
	literals := mapped(template.Literals(message), fold)
	return len(strings.Join(literals, "")) >= minLiteral && template.Matches(text, literals)
}

// questions returns what the arguments ask for: each of them, or all together
// where they are the words of one question.
func (p *program) questions(o *options, args []string) []string {
	together := strings.Join(args, " ")
	if len(args) == 1 || strings.ContainsAny(together, "{[") {
		return args
	}
	if len(args) == 2 && p.catalogNamed(args[0]) != nil { // "leancloud 211", as errors print it
		return []string{together}
	}
	if isExact(p.search(together)) && !strings.ContainsAny(together, "0123456789") {
		return []string{together}
	}
	// Words of which one alone names nothing are one question.
	for _, arg := range args {
		if _, isNumeric := wholeNumber(arg); !isNumeric && !isExact(p.find(o, arg)) {
			if strings.ContainsAny(together, "0123456789") && strings.Contains(arg, "/") {
				continue
			}
			return []string{together}
		}
	}
	return args
}

// wholeNumber returns the number that a question is, with or without a catalog.
func wholeNumber(question string) (string, bool) {
	_, number, found := strings.Cut(question, "/")
	if !found {
		number = question
	}
	number = strings.TrimPrefix(strings.TrimSpace(number), "-")
	return number, isNumber(number)
}

// reportMissing says that a question finds nothing, and what it may mean.
func (p *program) reportMissing(o *options, question string, near []result) {
	catalogs := mapped(o.catalogs(), (*errcode.Catalog).Name)
	question = strings.TrimSpace(question)
	number, isNumeric := wholeNumber(question)
	own := p.unlisted(question)
	switch {
	case own != "":
		isNumeric = true
		p.note("%s: %s, the code of this body, is not in %s.\n", p.command, own, oneOf(catalogs))
	case strings.HasPrefix(question, "{") && !json.Valid([]byte(question)):
		p.note("%s: this begins like a body, but it is not valid JSON. Put it in single quotes.\n", p.command)
		return
	case isNumeric:
		p.note("%s: %s is not in %s.\n", p.command, question, oneOf(catalogs))
	default:
		p.note("%s: %q is not in %s.\n", p.command, cutTo(question, 60), oneOf(catalogs))
	}
	if n, ok := p.codesOfStatus(o, number); ok {
		p.note("It is the HTTP status of %d codes: %s list -status %s\n", n, p.command, number)
		return
	}
	if isNumeric && slices.ContainsFunc(o.catalogs(), isBuiltIn) {
		p.note("It may be one of the app's own codes. Look for it in the app's cloud functions and hooks.\n")
	}
	if len(near) == 0 {
		return
	}
	p.note("Did you mean:\n")
	for _, r := range near[:min(maxSuggestions, len(near))] {
		p.note("  %s  %s: %s\n", padded(r.ID, p.idWidth()), r.Name, oneLine(p.text(r.entry, o.edition).Message))
	}
}

// maxSuggestions is how many codes the command suggests at most.
const maxSuggestions = 5

// unlisted returns the number of a body that no catalog lists.
func (p *program) unlisted(question string) string {
	if !strings.HasPrefix(question, "{") {
		return ""
	}
	if body, _, ok := cutJSON(question); ok {
		for _, e := range p.decode(body) {
			return strconv.Itoa(e.Code().Number())
		}
	}
	return ""
}

// codesOfStatus returns how many codes have an HTTP status.
func (p *program) codesOfStatus(o *options, status string) (n int, ok bool) {
	for _, e := range p.entries {
		if o.has(e) && strconv.Itoa(e.HTTPStatus) == status {
			n++
		}
	}
	return n, n > 0
}

// idWidth is how long the text form of a code is at most.
func (p *program) idWidth() int {
	n := 0
	for _, e := range p.entries {
		n = max(n, len(e.ID))
	}
	return n
}
