package errcode

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// What is kept of a response.
const (
	maxBody    = 64 << 10 // bytes that are read
	maxMessage = 4 << 10  // bytes of the message
	maxExcerpt = 256      // bytes of a body that cannot be read, for logs
)

// CheckResponse returns nil if the response has a status from 200 to 399 (or
// 101, whose body is a connection), and otherwise an *Error read from its body as
// by [Catalog.DecodeBody], with the Retry-After header if there is one.
//
// It reads at most 64 KiB. The body can be read again from its start afterwards,
// and is still the caller's to close. A body that cannot be read to its end is
// the error's cause. A nil response is an error without a code.
func (c *Catalog) CheckResponse(resp *http.Response) error {
	if resp == nil {
		return errors.New("errcode: no response to check")
	}
	if 200 <= resp.StatusCode && resp.StatusCode <= 399 || resp.StatusCode == http.StatusSwitchingProtocols {
		return nil
	}
	body, err := peekBody(resp)
	e := c.DecodeBody(resp.StatusCode, body)
	if err != nil {
		e.cause = err
	}
	e.extra.retryAfter, e.extra.hasRetryAfter = parseRetryAfter(resp.Header)
	return e
}

// peekBody reads the head of a response's body and puts it back.
func peekBody(resp *http.Response) ([]byte, error) {
	if resp.Body == nil || resp.Body == http.NoBody {
		return nil, nil
	}
	head, err := io.ReadAll(io.LimitReader(resp.Body, maxBody))
	if err == nil && len(head) < maxBody {
		err = resp.Body.Close()
		resp.Body = io.NopCloser(bytes.NewReader(head))
		return head, err
	}
	rest := io.Reader(resp.Body)
	if err != nil {
		rest = failed{err}
	}
	resp.Body = struct {
		io.Reader
		io.Closer
	}{io.MultiReader(bytes.NewReader(head), rest), resp.Body}
	return head, err
}

// failed is a reader at the place where another one has failed.
type failed struct{ err error }

func (f failed) Read([]byte) (int, error) { return 0, f.err }

// parseRetryAfter reads the Retry-After header, which has seconds or a date.
func parseRetryAfter(h http.Header) (time.Duration, bool) {
	value := strings.TrimSpace(h.Get("Retry-After"))
	if seconds, err := strconv.ParseUint(value, 10, 31); err == nil {
		return time.Duration(seconds) * time.Second, true
	}
	date, err := http.ParseTime(value)
	if err != nil {
		return 0, false
	}
	now, err := http.ParseTime(h.Get("Date"))
	if err != nil {
		now = time.Now()
	}
	return max(date.Sub(now), 0), true
}

// DecodeBody reads the body of a failed response, in the format of this
// catalogue or as a problem document that this package wrote. The error that it
// returns is remote (see [Error.Remote]) and never nil. It has the code, known or
// not, the status, the message, cut at 4 KiB, and the fields that the format
// does not define as details, with values as encoding/json decodes them.
//
// It is lenient, because servers are: the text may stand in "error" or "message",
// and the number may be an integer, a float without a fraction or a string of
// digits. Of several rows of a number the message tells which is meant; LeanCloud's
// 211 is [LeanCloudSessionExpired] with status 401 whatever the message says. The
// LeanCloud and realtime catalogues share a format, so that each yields codes of
// the other for the numbers that only the other one lists.
//
// If a cloud code hook threw the error, which is LeanCloud's 142, and the detail in
// its message is a JSON object, the code in there is an error of its own, remote
// as well, and the cause of the one returned.
//
// A body without a number of 32 bits (HTML of a proxy, truncated JSON, an array)
// becomes an error whose code is inferred from the status, and says so; see
// [Error.Inferred]. Its public message is the catalogue's, and the head of the
// body shows in Error and in logs.
func (c *Catalog) DecodeBody(status int, body []byte) *Error {
	var f fields
	if len(body) < maxBody {
		text := bytes.TrimPrefix(body, []byte("\ufeff"))
		if !c.scanFields(text, &f) {
			f = fields{}
			c.parseFields(text, &f)
		}
	}
	e := newFullError()
	e.extra.remote = true
	e.extra.status = status
	if !f.numbered {
		e.code = c.codeOfStatus(status)
		e.extra.inference = &inference{"HTTP status " + strconv.Itoa(status), excerpt(body)}
		return e
	}
	e.code = f.code
	e.extra.message = f.message
	e.extra.details = f.details
	e.refine(f.exact, leanCloud.DecodeBody)
	return e
}

// excerpt returns the head of a body for logs.
func excerpt(body []byte) string {
	// Four more bytes, so that a character at the edge is cut and not broken.
	head := body[:min(len(body), maxExcerpt+utf8.UTFMax)]
	return cut(strings.ToValidUTF8(string(head), "\ufffd"), maxExcerpt)
}

// codeOfStatus returns the code that an HTTP status tells of: the one of the same
// number if that is its status, or else the one that stands for the kind.
func (c *Catalog) codeOfStatus(status int) Code {
	if c == nil {
		return nil
	}
	if r := c.find(int64(status)); r != nil && r.status == status && status < 500 {
		return r.code // of the same meaning; 503 of LeanCloud says more than the status does
	}
	return c.kinds[kindOfStatus(status)]
}

// fields is what a body says.
type fields struct {
	numbered bool
	exact    bool // the code says which row of its number it is, as the type of a problem document does
	code     Code
	message  string
	details  []detail
}

// setNumber stores the number and the message of a vendor's body, where the
// number may be another catalogue's and the message tells which row is meant.
func (f *fields) setNumber(c *Catalog, n int64, message []byte) {
	c = c.owner(n)
	r := c.find(n)
	if r == nil {
		f.set(c.code(n), message, "")
		return
	}
	for _, other := range r.more {
		if other.says(message) {
			r = other
		}
	}
	f.set(r.code, message, r.message)
}

// set stores the code and the message; if that is the usual one, it need not be
// copied.
func (f *fields) set(code Code, message []byte, usual string) {
	f.numbered = true
	f.code, f.message = code, usual
	if usual != string(message) {
		f.message = cut(string(message), maxMessage)
	}
}

// says reports whether message is the row's, or its template filled in.
func (r *row) says(message []byte) bool {
	return string(message) == r.message || r.template != "" && (string(message) == r.text || matches(r.template, string(message)))
}

// matches reports whether text can come of filling in the template.
func matches(template, text string) bool {
	for first := true; ; first = false {
		i := 0
		for i < len(template) && parameter(template[i:]) == 0 {
			i++
		}
		literal := template[:i]
		switch {
		case i == len(template):
			return strings.HasSuffix(text, literal)
		case first && !strings.HasPrefix(text, literal):
			return false
		}
		at := strings.Index(text, literal)
		if at < 0 {
			return false
		}
		text = text[at+len(literal):]
		template = template[i+len("{1}"):]
	}
}

// owner returns the catalogue that a number read in the format of c belongs to.
func (c *Catalog) owner(v int64) *Catalog {
	switch {
	case c == &leanCloud && 4100 <= v && v <= 4999 && c.find(v) == nil && realtime.find(v) != nil:
		return &realtime
	case c == &realtime && c.find(v) == nil && leanCloud.find(v) != nil:
		return &leanCloud
	}
	return c
}

// numberKey and textKeys are the names of the fields of a format.
func (c *Catalog) numberKey() string {
	if c != nil && c.format == FormatBackend {
		return "errorCode"
	}
	return "code"
}

func (c *Catalog) textKeys() (usual, other string) {
	if c != nil && c.format == FormatBackend {
		return "message", "error"
	}
	return "error", "message"
}

// scanFields reads the body as servers usually write it, an object of a plain
// number and a plain string, and reports whether it was one. parseFields reads
// all others, and these to the same result.
func (c *Catalog) scanFields(body []byte, f *fields) bool {
	if c == nil {
		return false
	}
	numberKey := c.numberKey()
	textKey, _ := c.textKeys()
	var (
		number   int64
		message  []byte
		numbered bool
	)
	s := scanner{rest: body}
	if !s.byte('{') {
		return false
	}
	for {
		key, ok := s.string()
		if !ok || !s.byte(':') {
			return false
		}
		switch string(key) {
		case numberKey:
			number, ok = s.int32()
			numbered = true
		case textKey:
			message, ok = s.string()
		default:
			return false
		}
		if !ok {
			return false
		}
		if s.byte(',') {
			continue
		}
		if !s.byte('}') || !s.end() || !numbered {
			return false
		}
		f.setNumber(c, number, message)
		return true
	}
}

// A scanner reads simple JSON tokens, with white space before them.
type scanner struct{ rest []byte }

func (s *scanner) space() {
	for len(s.rest) > 0 && (s.rest[0] == ' ' || s.rest[0] == '\n' || s.rest[0] == '\t' || s.rest[0] == '\r') {
		s.rest = s.rest[1:]
	}
}

func (s *scanner) byte(b byte) bool {
	s.space()
	if len(s.rest) == 0 || s.rest[0] != b {
		return false
	}
	s.rest = s.rest[1:]
	return true
}

func (s *scanner) end() bool {
	s.space()
	return len(s.rest) == 0
}

// string reads a string without escapes.
func (s *scanner) string() ([]byte, bool) {
	if !s.byte('"') {
		return nil, false
	}
	ascii := true
	for i, b := range s.rest {
		if !special[b] {
			continue
		}
		switch {
		case b == '"':
			text := s.rest[:i]
			s.rest = s.rest[i+1:]
			return text, ascii || utf8.Valid(text)
		case b == '\\' || b < ' ':
			return nil, false
		case b >= utf8.RuneSelf:
			ascii = false
		}
	}
	return nil, false
}

// int32 reads an integer of at most nine digits.
func (s *scanner) int32() (int64, bool) {
	negative := s.byte('-') // which skips the white space before the digits also if it is none
	n, digits := int64(0), 0
	for digits < len(s.rest) && '0' <= s.rest[digits] && s.rest[digits] <= '9' && digits < 10 {
		n = n*10 + int64(s.rest[digits]-'0')
		digits++
	}
	if digits == 0 || digits > 9 || digits > 1 && s.rest[0] == '0' {
		return 0, false
	}
	s.rest = s.rest[digits:]
	if negative {
		n = -n
	}
	return n, true
}

// parseFields reads any JSON object.
func (c *Catalog) parseFields(body []byte, f *fields) {
	var object map[string]json.RawMessage
	if json.Unmarshal(body, &object) != nil || object == nil {
		return
	}
	if owner, v, ok := c.problemType(object); ok {
		f.set(owner.code(owner.settle(v)), []byte(jsonString(object["detail"], jsonString(object["title"], ""))), "")
		f.exact = true
		f.setDetails(object, isProblemMember)
		return
	}
	if isProblem(object) && jsonString(object["catalog"], c.Name()) != c.Name() {
		return // of a catalogue that is not known here: its numbers mean something else
	}
	number, ok := jsonNumber(object[c.numberKey()])
	if !ok {
		return
	}
	textKey, otherKey := c.textKeys()
	if !isJSONString(object[textKey]) {
		textKey = otherKey
	}
	f.setNumber(c, number, []byte(jsonString(object[textKey], "")))
	numberKey := c.numberKey()
	hasText := isJSONString(object[textKey])
	f.setDetails(object, func(key string) bool { return key == numberKey || key == textKey && hasText })
}

// setDetails keeps the members of an object that are not defined, by name.
func (f *fields) setDetails(object map[string]json.RawMessage, defined func(key string) bool) {
	for key, raw := range object {
		var value any
		if !defined(key) && json.Unmarshal(raw, &value) == nil {
			f.details = append(f.details, detail{key, value})
		}
	}
	slices.SortFunc(f.details, func(a, b detail) int { return strings.Compare(a.key, b.key) })
}

// isProblem reports whether an object looks like a problem document.
func isProblem(object map[string]json.RawMessage) bool {
	return isJSONString(object["type"]) && (object["title"] != nil || object["status"] != nil || object["detail"] != nil)
}

// problemType returns the catalogue and the code that the type of a problem
// document ends in.
func (c *Catalog) problemType(object map[string]json.RawMessage) (*Catalog, int64, bool) {
	if !isProblem(object) {
		return nil, 0, false
	}
	base, id, ok := cutLast(jsonString(object["type"], ""), "/")
	if !ok {
		return nil, 0, false
	}
	name := base[strings.LastIndexAny(base, "/:#?=")+1:]
	owner := c
	if c == nil || c.name != name {
		owner = builtIn(name)
	}
	v, err := parseID(id)
	return owner, v, owner != nil && err == nil
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

func isJSONString(raw json.RawMessage) bool { return len(raw) > 0 && raw[0] == '"' }

// jsonString decodes a JSON string; anything else is the fallback.
func jsonString(raw json.RawMessage, fallback string) string {
	var s string
	if !isJSONString(raw) || json.Unmarshal(raw, &s) != nil {
		return fallback
	}
	return s
}

// jsonNumber decodes an integer of 32 bits, which may be written as a string.
func jsonNumber(raw json.RawMessage) (int64, bool) {
	if isJSONString(raw) {
		n, err := strconv.ParseInt(strings.TrimSpace(jsonString(raw, "")), 10, 32)
		return n, err == nil
	}
	return wholeNumber(string(raw))
}

// ParseLeanCloudBatch reads the body of a response to LeanCloud's batch request.
// It returns one entry for each request, in their order: nil for a success, and
// otherwise an *Error as [Catalog.DecodeBody] makes it, with the status of its
// code, since entries have none. If the body is not a batch response, it returns
// an error that wraps the one that the body describes.
func ParseLeanCloudBatch(body []byte) ([]error, error) {
	var items []json.RawMessage
	if err := json.Unmarshal(bytes.TrimPrefix(body, []byte("\ufeff")), &items); err != nil || items == nil {
		return nil, fmt.Errorf("errcode: not a batch response: %w", decodeEntry(body))
	}
	errs := make([]error, len(items))
	for i, item := range items {
		errs[i] = batchError(item)
	}
	return errs, nil
}

func batchError(item json.RawMessage) error {
	var entry struct {
		Success json.RawMessage `json:"success"`
		Error   json.RawMessage `json:"error"`
	}
	if json.Unmarshal(item, &entry) == nil {
		switch {
		case len(entry.Error) > 0 && entry.Error[0] == '{':
			item = entry.Error
		case entry.Success != nil && (entry.Error == nil || string(entry.Error) == "null"):
			return nil
		}
	}
	return decodeEntry(item)
}

// decodeEntry reads an error that came without a status of its own.
func decodeEntry(item []byte) *Error {
	e := leanCloud.DecodeBody(http.StatusInternalServerError, item)
	e.extra.status = e.code.HTTPStatus()
	if e.Inferred() {
		e.extra.inference.from = "a batch response"
	}
	return e
}
