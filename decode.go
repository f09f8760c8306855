package errcode

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/seed85f21a9e/errcode/internal/jsontext"
)

// What a remote error keeps of a response.
const (
	maxBody    = 64 << 10 // bytes that are read
	maxMessage = 4 << 10  // bytes of the message
	maxExcerpt = 256      // bytes of a body that cannot be read, for logs
)

// DecodeBody reads the body of a failed response, in the format of this catalog
// or as a problem document that this package wrote. The error that it returns
// is remote (see [Error.Remote]) and never nil. It has the code, listed or not;
// the status; the message, cut at 4 KiB; and, as details, the members that the
// format does not define, up to 16 KiB of memory.
//
// It is lenient, because servers are: the text may be in "error" or "message",
// and the number may be an integer, a float without a fraction, or a string of
// digits. If a number has several rows, the message decides; LeanCloud's 211
// with the status 401 is [LeanCloudSessionExpired], regardless of the message.
// The LeanCloud and realtime catalogs share a format, so each yields codes of
// the other for the numbers that only the other one lists.
//
// If a hook in LeanEngine, LeanCloud's cloud engine, raised the error, its code
// is 142. If the detail in its message is a JSON object with a code, that code
// becomes a separate error. It is also remote, and is the cause of the error
// returned.
//
// If the body has no 32-bit number (a proxy's HTML, truncated JSON, an array),
// or is 64 KiB or longer, a code is inferred from the status, and
// [Error.Inferred] reports true. The public message is then the catalog's, and
// the head of the body appears in Error and in logs. A nil catalog knows no
// codes, and an app's own catalog may have none for the status. The error then
// has no code, but it has the kind of the status.
func (c *Catalog) DecodeBody(status int, body []byte) *Error {
	e := newFullError()
	e.extra.remote = true
	e.extra.status = status
	if len(body) >= maxBody || !e.readBody(c, bytes.TrimPrefix(body, []byte("\ufeff"))) {
		e.code = c.codeOfStatus(status)
		e.extra.own().inference = inference{"HTTP status " + strconv.Itoa(status), excerptOf(body)}
	}
	if kind := KindFromHTTPStatus(status); e.code == nil && kind != KindUnknown {
		e.cause = kind
	}
	return e
}

// excerptOf returns the head of a body for logs.
func excerptOf(body []byte) string {
	// Four more bytes, so that a character at the edge is cut and not broken.
	head := body[:min(len(body), maxExcerpt+utf8.UTFMax)]
	return truncate(strings.ToValidUTF8(string(head), "\ufffd"), maxExcerpt)
}

// codeOfStatus returns the code that an HTTP status stands for: the one with
// that number if it has that status, or else the representative of its kind.
func (c *Catalog) codeOfStatus(status int) Code {
	if c == nil {
		return nil
	}
	if r := c.find(int64(status)); r != nil && r.status == status && status < 500 {
		return r.code // of the same meaning; 503 of LeanCloud says more than the status does
	}
	return c.representative(KindFromHTTPStatus(status))
}

// A member is one of a JSON object. The key is decoded, the value is not.
type member struct{ key, value []byte }

// members are the members of an object, in order. If several have the same key,
// the last one counts.
type members []member

// get returns the value of a member; nil if there is none.
func (m members) get(key string) []byte {
	for i := len(m) - 1; i >= 0; i-- {
		if string(m[i].key) == key {
			return m[i].value
		}
	}
	return nil
}

// vendorMembers are the members that the vendors' bodies consist of, as JSON. A
// missing one is nil.
type vendorMembers struct{ code, errorCode, error, message []byte }

// appendTo appends those that are there.
func (v *vendorMembers) appendTo(m members) members {
	for _, known := range [...]struct {
		key   string
		value []byte
	}{{"code", v.code}, {"errorCode", v.errorCode}, {"error", v.error}, {"message", v.message}} {
		if known.value != nil {
			m = append(m, member{[]byte(known.key), known.value})
		}
	}
	return m
}

// readBody reads what a body says, in one pass, and reports whether that has a
// number.
func (e *Error) readBody(c *Catalog, body []byte) bool {
	var (
		vendor vendorMembers
		few    [6]member // enough for nearly all bodies
		others = members(few[:0])
	)
	cursor := jsontext.Object(body)
	for cursor.Next() {
		switch string(cursor.Key) {
		case "code":
			vendor.code = cursor.Value
		case "errorCode":
			vendor.errorCode = cursor.Value
		case "error":
			vendor.error = cursor.Value
		case "message":
			vendor.message = cursor.Value
		default:
			others = append(others, member{cursor.Key, cursor.Value})
		}
	}
	if !cursor.Valid() {
		return false
	}
	if len(others) > 0 && isProblem(others) {
		switch e.readProblem(c, &vendor, others) {
		case problemRead:
			return true
		case problemOfAnother:
			return false
		}
	}
	return e.readVendor(c, &vendor, others)
}

// readVendor reads a body in the format of c.
func (e *Error) readVendor(c *Catalog, vendor *vendorMembers, others members) bool {
	number, text, otherText := &vendor.code, &vendor.error, &vendor.message
	if c != nil && c.format == FormatBackend {
		number, text, otherText = &vendor.errorCode, &vendor.message, &vendor.error
	}
	n, ok := parseNumber(*number)
	if !ok {
		return false
	}
	if jsontext.Kind(*text) != '"' {
		text = otherText
	}
	var buf [256]byte
	e.setNumber(c, n, jsontext.Text(*text, buf[:], maxMessage))
	e.refine(false, leanCloud.DecodeBody)
	*number = nil
	if jsontext.Kind(*text) == '"' {
		*text = nil
	}
	if others = vendor.appendTo(others); len(others) > 0 {
		e.keepDetails(others)
	}
	return true
}

// setNumber sets the code and the message of a vendor's body, where the number
// may be another catalog's and the message tells which row is meant.
func (e *Error) setNumber(c *Catalog, number int64, message []byte) {
	c = c.ownerOf(number)
	r := c.find(number)
	if r == nil {
		e.setCode(c.code(number), message, "")
		return
	}
	if len(r.more) > 0 && string(message) != r.message {
		r = r.saidBy(message)
	}
	e.setCode(r.code, message, r.message)
}

// setCode sets the code and the message. The usual message need not be copied.
func (e *Error) setCode(code Code, message []byte, usual string) {
	e.code, e.extra.message = code, usual
	if usual != string(message) {
		e.extra.message = string(message)
	}
}

// parseNumber reads an integer of 32 bits, which may be written as a string.
func parseNumber(value []byte) (int64, bool) {
	if jsontext.Kind(value) == '"' {
		var buf [64]byte
		text := jsontext.Text(value, buf[:], len(buf))
		n, err := strconv.ParseInt(string(bytes.TrimSpace(text)), 10, 32)
		return n, err == nil
	}
	return jsontext.Whole(value)
}

// isProblem reports whether an object looks like a problem document.
func isProblem(object members) bool {
	return jsontext.Kind(object.get("type")) == '"' &&
		(object.get("title") != nil || object.get("status") != nil || object.get("detail") != nil)
}

// What a problem document turns out to be.
type problemResult uint8

const (
	problemWithoutCode problemResult = iota // there is no code in its type: it may have a number as in a vendor's body
	problemRead                             // it has been read
	problemOfAnother                        // it is of a catalog that is not known here: its numbers mean something else
)

// readProblem reads a problem document. Its identity is read from the type.
func (e *Error) readProblem(c *Catalog, vendor *vendorMembers, others members) problemResult {
	var buf [256]byte
	owner, key, ok := c.parseProblemType(jsontext.Text(others.get("type"), buf[:], maxMessage))
	if !ok {
		name := others.get("catalog")
		if jsontext.Kind(name) == '"' && string(jsontext.Text(name, buf[:], len(buf))) != c.Name() {
			return problemOfAnother
		}
		return problemWithoutCode
	}
	text := others.get("detail")
	if jsontext.Kind(text) != '"' {
		text = others.get("title")
	}
	e.setCode(owner.code(owner.listedKey(key)), jsontext.Text(text, buf[:], maxMessage), "")
	e.refine(true, leanCloud.DecodeBody)
	vendor.code = nil
	others = slices.DeleteFunc(vendor.appendTo(others), func(m member) bool { return isProblemMember(string(m.key)) })
	if len(others) > 0 {
		e.keepDetails(others)
	}
	return problemRead
}

// parseProblemType returns the catalog and the key of the code that the type of
// a problem document ends in.
func (c *Catalog) parseProblemType(text []byte) (owner *Catalog, key int64, ok bool) {
	slash := bytes.LastIndexByte(text, '/')
	if slash < 0 {
		return nil, 0, false
	}
	base, id := text[:slash], text[slash+1:]
	name := base[bytes.LastIndexAny(base, "/:#?=")+1:]
	owner = c
	if c == nil || c.name != string(name) {
		owner = vendorCatalog(string(name))
	}
	key, err := parseKey(string(id))
	return owner, key, owner != nil && err == nil
}

// keepDetails keeps the members of an object that are not defined, by name. They
// stay JSON until somebody asks for them, in one string.
func (e *Error) keepDetails(object members) {
	slices.SortStableFunc(object, func(a, b member) int { return bytes.Compare(a.key, b.key) })
	kept, size := object[:0], 0
	for i, m := range object {
		if i+1 < len(object) && bytes.Equal(m.key, object[i+1].key) {
			continue // the last one counts
		}
		if n := len(m.key) + len(m.value) + detailSize; size+n <= maxDetails {
			kept = append(kept, m)
			size += n
		}
	}
	var text strings.Builder
	text.Grow(size - len(kept)*detailSize)
	for _, m := range kept {
		text.Write(m.key)
		text.Write(m.value)
	}
	rest := text.String()
	cut := func(n int) (head string) {
		head, rest = rest[:n], rest[n:]
		return head
	}
	details := make([]detail, len(kept))
	e.extra.own().details = details
	for i, m := range kept {
		details[i] = detail{key: cut(len(m.key)), raw: cut(len(m.value))}
	}
}
