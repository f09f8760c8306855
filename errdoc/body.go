package errdoc

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"regexp"
	"strings"

	"github.com/seed85f21a9e/errcode"
)

// maxBody is how long a body may be, and maxObjects how many objects of a text
// are looked at: each may be as long as the rest of the text.
const (
	maxBody    = 64 << 10
	maxObjects = 100
)

// inBody returns the codes of the first error body in a text. After each come the
// other rows of its number, which the body may mean too.
func (f *finder) inBody(text string) []result {
	for i, tries := 0, 0; i < len(text) && tries < maxObjects; i++ {
		if text[i] != '{' && (text[i] != '[' || i > 0) {
			continue
		}
		tries++
		if body, _, ok := cutJSON(text[i:]); ok {
			if found := f.readBody(body); len(found) > 0 {
				return f.withRows(found)
			}
		}
	}
	return nil
}

// withRows adds the other rows of the numbers of some results.
func (f *finder) withRows(results []result) []result {
	all := results
	for _, r := range results {
		for _, e := range f.entries {
			if e != r.entry && e.Code.Number() == r.Code.Number() && e.Code.Catalog() == r.Code.Catalog() {
				all = append(all, result{entry: e, rank: rankWords, points: 100})
			}
		}
	}
	return distinct(all)
}

// cutJSON returns the JSON value at the head of s, and how long it is in s. The
// quotes of the value may be escaped, as where a body was logged as a string.
func cutJSON(s string) (body []byte, length int, ok bool) {
	s = s[:min(len(s), maxBody)]
	dec := json.NewDecoder(strings.NewReader(s))
	var raw json.RawMessage
	if dec.Decode(&raw) == nil {
		return raw, int(dec.InputOffset()), true
	}
	if !strings.HasPrefix(s, `{\"`) {
		return nil, 0, false
	}
	s = s[:escapedLen(s)]
	var text string
	if json.Unmarshal([]byte(`"`+s+`"`), &text) != nil {
		return nil, 0, false
	}
	dec = json.NewDecoder(strings.NewReader(text))
	if dec.Decode(&raw) != nil {
		return nil, 0, false
	}
	// The last brace of the body is as many braces into s.
	for range bytes.Count(raw, []byte("}")) {
		length += strings.IndexByte(s[length:], '}') + 1
	}
	return raw, length, true
}

var escape = regexp.MustCompile(`^\\u[0-9a-fA-F]{4}`)

// escapedLen returns how much of s can be the inside of a JSON string.
func escapedLen(s string) int {
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '"' || s[i] < ' ':
			return i
		case s[i] != '\\':
		case i+1 == len(s) || !strings.ContainsRune(`"\/bfnrtu`, rune(s[i+1])):
			return i
		case s[i+1] == 'u' && !escape.MatchString(s[i:]):
			return i
		default:
			i++
		}
	}
	return len(s)
}

// readBody returns the codes of an error body, which may be of any format, that
// a catalog lists.
func (f *finder) readBody(body []byte) []result {
	var found []result
	for _, e := range f.decode(body) {
		if entry := f.byCode[e.Code()]; entry != nil {
			found = append(found, result{entry: entry, rank: rankExact, points: 100, received: e.Message()})
		}
	}
	return distinct(found)
}

// decode returns the errors of a body: one for each catalog whose format it may
// be in, or those of a batch.
func (f *finder) decode(body []byte) []*errcode.Error {
	var all []*errcode.Error
	keep := func(err error) {
		// The status is used only for a body without a code.
		if e, ok := errors.AsType[*errcode.Error](err); ok && !e.Inferred() {
			all = append(all, e)
		}
	}
	if bytes.HasPrefix(bytes.TrimSpace(body), []byte("[")) {
		batch, err := errcode.ParseLeanCloudBatch(body)
		if err != nil {
			return nil
		}
		for _, err := range batch {
			keep(err)
		}
		return all
	}
	for _, c := range f.catalogs {
		keep(c.DecodeBody(http.StatusBadRequest, body))
	}
	return all
}
