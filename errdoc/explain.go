package errdoc

import (
	"cmp"
	"strings"

	"github.com/seed85f21a9e/errcode"
)

// explainAll prints what is known about codes.
func (p *program) explainAll(o *options, results []result) error {
	if o.json {
		docs := []document{}
		for _, r := range results {
			d := p.document(r.entry, o.edition)
			if r.received != r.Message && r.received != r.texts[0].Message {
				d.Received = r.received
			}
			docs = append(docs, d)
		}
		return p.printJSON(docs)
	}
	var b strings.Builder
	for i, r := range results {
		if i > 0 {
			b.WriteString("\n")
		}
		p.explain(&b, r, o.edition)
	}
	return p.print(b.String())
}

// lineWidth is how many columns of text a line has.
const lineWidth = 76

// explain writes what is known about a code: what happened, what to do, and then
// the rest.
func (p *program) explain(b *strings.Builder, r result, ed *edition) {
	text := p.text(r.entry, ed)
	b.WriteString(p.paint(styleHead, r.ID) + "  " + p.paint(styleHead, r.Name) + "\n")
	paragraph := func(style, s string) {
		for _, line := range wrapped(s, lineWidth) {
			b.WriteString("  " + p.paint(style, line) + "\n")
		}
	}
	paragraph("", text.Message)
	if text.Description != "" && text.Description != text.Message {
		paragraph("", text.Description)
	}
	if text.Remedy != "" {
		paragraph(styleRemedy, ed.Remedy+": "+text.Remedy)
	}
	if r.MaybeDone {
		paragraph("", ed.MaybeDone)
	}
	if r.IsVariant() {
		paragraph("", variantNote(r.entry, ed))
	}
	if r.Deprecated != "" {
		paragraph("", ed.Deprecated+": "+r.Deprecated)
	}
	for _, f := range p.facts(r, ed, text) {
		b.WriteString("  " + p.paint(styleLabel, padded(f.label, 16)) + " " + f.value + "\n")
	}
	p.explainExamples(b, r.entry, ed)
}

type fact struct{ label, value string }

func (p *program) facts(r result, ed *edition, text errcode.Text) []fact {
	var facts []fact
	add := func(label, value string) {
		if value != "" {
			facts = append(facts, fact{label, value})
		}
	}
	if r.received != r.Message && r.received != r.texts[0].Message {
		add(ed.Received, r.received)
	}
	if r.Message != text.Message {
		add(ed.Message, r.Message)
	}
	add(ed.Constant, r.Constant)
	add(ed.Import, importOf(r.entry))
	add(ed.Status, statusWithSource(r.entry, ed))
	add(ed.Kind, kindAndName(r.Kind, ed))
	retry := ed.No
	if r.Retryable {
		retry = ed.Yes
	}
	add(ed.Retryable, retry)
	if r.ReturnedBy != 0 {
		add(ed.Operation, ed.OperationText(r.ReturnedBy))
	}
	for _, other := range p.translations(r.entry) {
		add(closenessText(other.Closeness, ed), other.ID+" "+other.Name)
	}
	return facts
}

// explainExamples writes the requests that provoke a code, and the answers.
func (p *program) explainExamples(b *strings.Builder, e *entry, ed *edition) {
	for _, x := range e.Examples[:min(1, len(e.Examples))] {
		b.WriteString("  " + p.paint(styleLabel, cmp.Or(x.Note, ed.Example)) + "\n")
		for line := range strings.Lines(x.Request + "\n\n" + p.answerTo(x) + "\n") {
			b.WriteString(strings.TrimRight("    "+line, " \n") + "\n")
		}
	}
}
