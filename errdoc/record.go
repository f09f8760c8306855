package errdoc

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// A Record is one error that a service answered, and one line of the recordings
// that the diff command compares. To make two recordings, send the same requests
// to two services, or to two versions of one.
type Record struct {
	Method  string          `json:"method"`
	Path    string          `json:"path"`              // with the query
	Status  int             `json:"status"`            // of the answer
	Catalog string          `json:"catalog,omitempty"` // of the code; empty: the body has none
	Code    int             `json:"code,omitempty"`    // the number in the body
	Body    json.RawMessage `json:"body,omitempty"`    // the body, or a string with it if it is not JSON
}

// maxRecord is how long a line of a recording may be.
const maxRecord = 1 << 20

// readRecords reads a recording: a JSON object a line, empty lines left out.
func readRecords(r io.Reader) ([]Record, error) {
	var records []Record
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxRecord)
	for n := 1; lines.Scan(); n++ {
		line := bytes.TrimSpace(lines.Bytes())
		if len(line) == 0 {
			continue
		}
		var record Record
		if err := json.Unmarshal(line, &record); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		if record.Method == "" || record.Path == "" {
			return nil, fmt.Errorf("line %d has no method or no path", n)
		}
		records = append(records, record)
	}
	return records, lines.Err()
}

// A change is what differs in the answers to a request. Either side may be nil: a
// request that was answered with an error on the other side only.
type change struct {
	request  string
	old, new *Record
}

// compareRecords compares the answers to the same requests, in the order in which
// the old recording has them; the nth one of a method and path with the nth.
func compareRecords(old, new []Record) []change {
	type key struct {
		request string
		n       int
	}
	number := func(records []Record) (keys []key, byKey map[key]*Record) {
		count := map[string]int{}
		byKey = map[key]*Record{}
		for i, r := range records {
			request := r.Method + " " + r.Path
			k := key{request, count[request]}
			count[request]++
			keys = append(keys, k)
			byKey[k] = &records[i]
		}
		return keys, byKey
	}
	oldKeys, before := number(old)
	newKeys, after := number(new)
	var changes []change
	for _, k := range oldKeys {
		if c := (change{k.request, before[k], after[k]}); c.new == nil || len(c.differences()) > 0 {
			changes = append(changes, c)
		}
	}
	for _, k := range newKeys {
		if before[k] == nil {
			changes = append(changes, change{k.request, nil, after[k]})
		}
	}
	return changes
}

// differences says in words what differs.
func (c change) differences() []string {
	switch {
	case c.old == nil:
		return []string{"an error only in the new one: " + c.new.summary()}
	case c.new == nil:
		return []string{"an error only in the old one: " + c.old.summary()}
	}
	var found []string
	add := func(what, old, new string) {
		if old != new {
			found = append(found, what+": "+cmp.Or(old, "none")+" -> "+cmp.Or(new, "none"))
		}
	}
	add("status", statusText(c.old.Status), statusText(c.new.Status))
	add("code", c.old.id(), c.new.id())
	add("body", c.old.canonicalBody(), c.new.canonicalBody())
	return found
}

func (r *Record) id() string {
	if r.Catalog == "" {
		return ""
	}
	return fmt.Sprintf("%s/%d", r.Catalog, r.Code)
}

func (r *Record) summary() string {
	return strings.TrimSpace(statusText(r.Status) + " " + r.id())
}

// canonicalBody returns the body with its members in order and without spaces, so
// that these do not count.
func (r *Record) canonicalBody() string {
	var v any
	dec := json.NewDecoder(bytes.NewReader(r.Body))
	dec.UseNumber()
	if dec.Decode(&v) != nil {
		return string(r.Body)
	}
	return string(encodeJSON(v, ""))
}
