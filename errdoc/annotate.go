package errdoc

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// maxLine is how long a line with notes may be. Longer ones are copied as they
// are, in parts.
const maxLine = 1 << 20

// annotate copies standard input to standard output, and after each code that a
// line names adds what it means. With -json it prints only the lines that name
// codes, as one object each.
func (p *program) annotate(o *options) error {
	in := bufio.NewReaderSize(p.in, maxLine)
	out := bufio.NewWriter(p.out)
	scanner := p.lineScanner()
	found, inside := false, false // inside: of a line that is too long
	for n := 1; ; {
		text, err := in.ReadSlice('\n')
		partial := errors.Is(err, bufio.ErrBufferFull)
		if partial {
			err = nil
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return errors.Join(fmt.Errorf("reading standard input: %w", err), out.Flush())
		}
		line := string(text)
		var spans []span
		if !partial && !inside {
			spans = scanner.scan(line, o.has)
		}
		found = found || len(spans) > 0
		if !o.json {
			out.WriteString(p.annotated(o, line, spans))
		} else if len(spans) > 0 {
			out.Write(p.lineRecord(o, n, line, spans))
		}
		if inside = partial; !partial {
			n++
		}
		// Whoever watches a log live wants each line at once, but not when
		// more of them are waiting.
		if err != nil || in.Buffered() == 0 {
			if err := out.Flush(); err != nil {
				return fmt.Errorf("writing: %w", err)
			}
		}
		if err != nil {
			break
		}
	}
	if !found {
		return errNotFound
	}
	return nil
}

func (p *program) lineScanner() *scanner {
	if p.scanner == nil {
		p.scanner = newScanner(p.finder)
	}
	return p.scanner
}

// annotated returns a line with a note after each of its spans, or as the last
// member of the JSON object that it is.
func (p *program) annotated(o *options, line string, spans []span) string {
	if len(spans) == 0 {
		return line
	}
	if text, ok := p.annotatedObject(o, line, spans); ok {
		return text
	}
	var b strings.Builder
	at := 0
	for _, s := range spans {
		b.WriteString(line[at:s.end])
		b.WriteString(" " + p.paint(styleNote, "["+strings.Join(p.notes(o, s.results), " | ")+"]"))
		at = s.end
	}
	b.WriteString(line[at:])
	return b.String()
}

// noteMember is the member that annotated JSON objects have.
const noteMember = "explained"

// annotatedObject adds the notes to a line that is a JSON object, which stays one.
// An object that has such a member already stays as it is.
func (p *program) annotatedObject(o *options, line string, spans []span) (string, bool) {
	text := strings.TrimSpace(line)
	var members map[string]json.RawMessage
	if !strings.HasPrefix(text, "{") || json.Unmarshal([]byte(text), &members) != nil {
		return "", false
	}
	if members[noteMember] != nil {
		return line, true
	}
	var results []result
	for _, s := range spans {
		results = append(results, s.results...)
	}
	notes := encodeJSON(p.notes(o, distinct(results)), "")
	end := strings.LastIndexByte(line, '}')
	return strings.TrimRight(line[:end], " \t") + `,"` + noteMember + `":` + string(notes) + line[end:], true
}

// notes says of each code what it means, in a line.
func (p *program) notes(o *options, results []result) []string {
	return mapped(results, func(r result) string {
		return r.ID + " " + r.Name + ": " + oneLine(p.text(r.entry, o.edition).Message)
	})
}

// lineRecord returns a line and its codes as JSON.
func (p *program) lineRecord(o *options, n int, line string, spans []span) []byte {
	record := struct {
		Line  int        `json:"line"`
		Text  string     `json:"text"`
		Codes []document `json:"codes"`
	}{Line: n, Text: strings.TrimRight(line, "\r\n")}
	var results []result
	for _, s := range spans {
		results = append(results, s.results...)
	}
	for _, r := range distinct(results) {
		record.Codes = append(record.Codes, p.document(r.entry, o.edition))
	}
	return append(encodeJSON(record, ""), '\n')
}
