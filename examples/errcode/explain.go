package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/seed85f21a9e/errcode"
	"golang.org/x/text/language"
	"golang.org/x/text/width"
)

func lookupCommand() *command {
	return &command{
		args:    "[CODE...]",
		summary: "explain codes, or annotate a log",
		help: `Explain codes. A CODE is
  211                      a number, in every catalogue that lists it
  backend/107              a number of one catalogue; backend/107.1 is one row of it
  LeanCloudUserNotFound    a Go constant, with or without the catalogue's name
  user not found           a name or a message, in English or Chinese
  '{"code":211,...}'       an error body, or another text that has one in it

Without a CODE, read a log from standard input, and write it to standard output
with a note after each code: after error bodies, names, numbers after words such
as "code" or "error", and other numbers from three digits on in lines that tell
of a failure. With -json, print the lines that have codes as one object each.

The exit code is 0 if all is found (in a log: anything), 1 if not, and 2 for
wrong usage or a failure to read or write.`,
		flags: []string{"catalogue", "lang", "json"},
		run:   (*program).lookup,
	}
}

// lookup explains the codes that the arguments mean. Without any it annotates
// standard input.
func (p *program) lookup(o *options, args []string) error {
	switch {
	case len(args) == 0 && p.keyboard:
		p.printHelp(p.err, lookupCommand())
		return usagef("no code to look up")
	case len(args) == 0 || len(args) == 1 && args[0] == "-":
		return p.annotate(o)
	case commandNamed(args[0]) != nil:
		return usagef("put the flags after the command: errcode %s ...", args[0])
	}
	if together := strings.Join(args, " "); len(args) > 1 && o.areOneName(args, together) {
		args = []string{together}
	}
	var found []match
	missing := false
	for _, arg := range args {
		matches := o.find(arg)
		if known := o.listed(slices.Clone(matches)); len(known) > 0 {
			found = append(found, known...)
			continue
		}
		missing = true
		p.reportMissing(o, arg, matches)
	}
	if err := p.explainAll(o, distinct(found)); err != nil {
		return err
	}
	if missing {
		return errNotFound
	}
	return nil
}

// areOneName reports whether arguments are a name whose words were not quoted:
// the name of a code, or words of which none finds anything by itself.
func (o *options) areOneName(args []string, together string) bool {
	if len(o.findName(together)) > 0 {
		return true
	}
	return !strings.ContainsAny(together, "0123456789{[") &&
		!slices.ContainsFunc(args, func(arg string) bool { return len(o.find(arg)) > 0 })
}

// reportMissing says that a question finds nothing, and what it may mean. The
// matches are codes of a body that no catalogue lists.
func (p *program) reportMissing(o *options, question string, matches []match) {
	var names []string
	for _, c := range o.catalogs() {
		names = append(names, c.Name())
	}
	question = strings.TrimSpace(question)
	_, err := strconv.ParseInt(question, 10, 32)
	isNumber := err == nil
	switch {
	case len(matches) > 0:
		question, isNumber = strconv.Itoa(matches[0].code.Number()), true
		fmt.Fprintf(p.err, "errcode: %s, the code of this body, is not in %s.\n", question, words(names))
	case isNumber:
		fmt.Fprintf(p.err, "errcode: %s is not in %s.\n", question, words(names))
	case strings.HasPrefix(question, "{") && !json.Valid([]byte(question)):
		fmt.Fprintln(p.err, "errcode: this begins like a body, but it is not valid JSON. Put it in single quotes.")
		return
	default:
		fmt.Fprintf(p.err, "errcode: %q is not in %s.\n", clip(question), words(names))
	}
	if isNumber {
		fmt.Fprintln(p.err, "It may be a code of the app's own. Look for it in its cloud functions and hooks.")
	}
	suggestions := o.suggest(question)
	if len(suggestions) == 0 {
		return
	}
	fmt.Fprintln(p.err, "Did you mean:")
	for _, code := range suggestions {
		info := code.Info()
		fmt.Fprintf(p.err, "  %-*s  %s: %s\n", idWidth, idOf(code), info.Name, info.In(o.lang).Message)
	}
}

// clip shortens what is quoted in a message.
func clip(s string) string {
	const limit = 60
	runes := []rune(s)
	if len(runes) <= limit {
		return s
	}
	return string(runes[:limit]) + "…"
}

// explainAll prints what is known about codes.
func (p *program) explainAll(o *options, matches []match) error {
	entries := []entry{}
	for _, m := range matches {
		entries = append(entries, newEntry(m, o.lang))
	}
	if o.json {
		return p.printJSON(entries)
	}
	var b strings.Builder
	for i, e := range entries {
		if i > 0 {
			b.WriteString("\n")
		}
		p.explain(&b, e, labelsIn(o.lang))
	}
	return p.print(b.String())
}

// An entry is what is shown of a code, and its form in JSON.
type entry struct {
	ID           string       `json:"id"`
	Catalog      string       `json:"catalog"`
	Number       int          `json:"number"`
	Name         string       `json:"name"`
	Constant     string       `json:"constant"`
	Import       string       `json:"import"`
	Status       int          `json:"status"`
	StatusSource string       `json:"statusSource"`
	Kind         string       `json:"kind"`
	Retryable    bool         `json:"retryable"`
	Operations   []string     `json:"operations"`
	Message      string       `json:"message"`     // the vendor's
	Text         string       `json:"text"`        // the message in the language asked for
	Description  string       `json:"description"` // likewise
	Equivalents  []equivalent `json:"equivalents"`
	Received     string       `json:"received,omitempty"`
}

// An equivalent is the code that tells clients of another catalogue the same.
type equivalent struct {
	ID       string `json:"id"`
	Constant string `json:"constant"`
	ByKind   bool   `json:"byKind"` // whether it stands for every code of the kind that has none closer
}

func newEntry(m match, lang language.Tag) entry {
	info := m.code.Info()
	text := info.In(lang)
	e := entry{
		ID:           idOf(m.code),
		Catalog:      m.code.Catalog().Name(),
		Number:       m.code.Number(),
		Name:         info.Name,
		Constant:     constantOf(m.code),
		Import:       reflect.TypeFor[errcode.Catalog]().PkgPath(),
		Status:       info.HTTPStatus,
		StatusSource: info.StatusSource.String(),
		Kind:         info.Kind.String(),
		Retryable:    info.Retryable,
		Operations:   []string{},
		Message:      info.Message,
		Text:         text.Message,
		Description:  text.Description,
		Equivalents:  equivalentsOf(m.code),
	}
	for op := range info.ReturnedBy.All() {
		e.Operations = append(e.Operations, op.String())
	}
	if m.received != info.Message && m.received != info.In(language.English).Message {
		e.Received = m.received
	}
	return e
}

// constantOf returns a code as it is written in Go, "errcode.LeanCloudUserNotFound".
func constantOf(code errcode.Code) string { return fmt.Sprintf("%#v", code) }

// equivalentsOf returns the codes that say the same in the other catalogues.
func equivalentsOf(code errcode.Code) []equivalent {
	found := []equivalent{}
	for _, c := range allCatalogs() {
		other := c.Translate(code)
		if c == code.Catalog() || other.Catalog() != c {
			continue // catalogues of one format need no translation
		}
		byKind := other == c.Translate(code.Info().Kind)
		found = append(found, equivalent{idOf(other), constantOf(other), byKind})
	}
	return found
}

// Labels are the words around what comes from the catalogues.
type labels struct {
	received, message, constant, imports, status, kind, retryable, operations, equivalents string
	yes, no, byKind                                                                        string
}

func labelsIn(lang language.Tag) labels {
	if base, _ := lang.Base(); base.String() == "zh" {
		return labels{
			received: "收到", message: "原始消息", constant: "常量", imports: "导入", status: "状态码", kind: "类别",
			retryable: "可重试", operations: "操作", equivalents: "对应",
			yes: "是", no: "否", byKind: "代表类别",
		}
	}
	return labels{
		received: "Received", message: "On the wire", constant: "Constant", imports: "Import", status: "Status", kind: "Kind",
		retryable: "Retryable", operations: "Returned by", equivalents: "Equivalent",
		yes: "yes", no: "no", byKind: "stands for kind",
	}
}

// explain writes what is known about a code.
func (p *program) explain(b *strings.Builder, e entry, l labels) {
	fmt.Fprintf(b, "%s  %s\n", p.paint(styleHead, e.ID), p.paint(styleHead, e.Name))
	writeWrapped(b, e.Text)
	if e.Description != e.Text {
		writeWrapped(b, e.Description)
	}
	row := func(label, value string) {
		if value != "" {
			pad := strings.Repeat(" ", max(1, 13-columns(label)))
			fmt.Fprintf(b, "  %s%s%s\n", p.paint(styleLabel, label), pad, value)
		}
	}
	row(l.received, e.Received)
	if e.Message != e.Text {
		row(l.message, e.Message)
	}
	row(l.constant, e.Constant)
	row(l.imports, e.Import)
	row(l.status, strings.TrimSpace(strconv.Itoa(e.Status)+" "+http.StatusText(e.Status))+" ("+e.StatusSource+")")
	row(l.kind, e.Kind)
	row(l.retryable, map[bool]string{true: l.yes, false: l.no}[e.Retryable])
	row(l.operations, cmp.Or(strings.Join(e.Operations, ", "), errcode.Operations(0).String()))
	for i, other := range e.Equivalents {
		note := ""
		if other.ByKind {
			note = " (" + l.byKind + " " + e.Kind + ")"
		}
		label := l.equivalents
		if i > 0 {
			label = " "
		}
		row(label, other.ID+" "+other.Constant+note)
	}
}

// lineWidth is how many columns of text a line has.
const lineWidth = 76

// writeWrapped writes a text in lines that are indented by two columns. Lines
// break at spaces, and in Chinese between characters.
func writeWrapped(b *strings.Builder, text string) {
	const indent = "  "
	line, used := indent, 0
	flush := func() {
		b.WriteString(strings.TrimRight(line, " ") + "\n")
		line, used = indent, 0
	}
	for _, piece := range pieces(text) {
		n := columns(piece)
		if used > 0 && used+columns(strings.TrimRight(piece, " ")) > lineWidth {
			flush()
		}
		line, used = line+piece, used+n
	}
	flush()
}

// pieces cuts a text after each space and each wide character, except where
// punctuation follows, which starts no line.
func pieces(text string) []string {
	var all []string
	runes := []rune(text)
	start := 0
	for i, r := range runes {
		if i+1 == len(runes) || (r == ' ' || columns(string(r)) > 1) && !strings.ContainsRune("，。、；：！？）》”’ ", runes[i+1]) &&
			!strings.ContainsRune("（《“‘", r) {
			all = append(all, string(runes[start:i+1]))
			start = i + 1
		}
	}
	return all
}

// columns returns how many columns of a terminal a text takes.
func columns(text string) int {
	n := 0
	for _, r := range text {
		n++
		if k := width.LookupRune(r).Kind(); k == width.EastAsianWide || k == width.EastAsianFullwidth {
			n++
		}
	}
	return n
}

// Styles of terminal output, as parameters of the escape sequence.
const (
	styleHead  = "1"  // bold
	styleLabel = "2"  // faint
	styleNote  = "36" // cyan
)

// paint puts a style around a text, if standard output shows it.
func (p *program) paint(style, text string) string {
	if !p.color {
		return text
	}
	return "\x1b[" + style + "m" + text + "\x1b[0m"
}

// print writes to standard output.
func (p *program) print(text string) error {
	if _, err := p.out.Write([]byte(text)); err != nil {
		return fmt.Errorf("writing: %w", err)
	}
	return nil
}

func (p *program) printJSON(v any) error {
	return p.print(string(encodeJSON(v, "  ")) + "\n")
}

// encodeJSON returns v as JSON, in lines if there is an indent. What it is given
// can always be written.
func encodeJSON(v any, indent string) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", indent)
	if err := enc.Encode(v); err != nil {
		panic(err)
	}
	return bytes.TrimRight(b.Bytes(), "\n")
}
