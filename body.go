package errcode

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/seed85f21a9e/errcode/internal/jsontext"
	"github.com/seed85f21a9e/errcode/internal/negotiate"
)

// AppendBody appends to dst the JSON body that answers err in the format of
// this catalog, as [Responder.WriteError] writes it, and returns the extended
// buffer. For a nil error it appends nothing. A nil catalog appends the body of
// the error's own catalog, or a problem document if the error has no code.
func (c *Catalog) AppendBody(dst []byte, err error) []byte {
	body, ok := c.tryAppendBody(dst, err)
	if !ok {
		body, _ = c.tryAppendBody(dst, KindInternal)
	}
	return body
}

// tryAppendBody is AppendBody for an error whose methods may panic; it reports
// whether they did not.
func (c *Catalog) tryAppendBody(dst []byte, err error) (body []byte, ok bool) {
	defer func() {
		if !ok { // else there was no panic, and asking costs more
			_ = recover()
		}
	}()
	var f finding
	f.find(err, everything)
	if f.code == nil && isNil(err) {
		return dst, true
	}
	var a reply
	a.fill(c, &f, nil)
	if a.needsProblem() {
		return appendProblem(dst, "", "", &a), true
	}
	return a.appendBody(dst), true
}

// MarshalJSON returns the body that answers the error in the format of its own
// catalog; null for a nil error. It never fails.
func (e *Error) MarshalJSON() ([]byte, error) {
	if e == nil {
		return []byte("null"), nil
	}
	var own *Catalog // nil stands for the error's own
	return own.AppendBody(nil, e), nil
}

// Media types of bodies.
const (
	vendorType  = "application/json"
	problemType = "application/problem+json"
)

// A document is a reply with its body.
type document struct {
	reply
	problem  bool    // whether the body is a problem document
	bodiless bool    // whether nobody wants the body
	body     []byte  // not to be changed
	buf      *buffer // what body is part of; nil if it is the catalog's
}

// render makes the body of the reply to a request, which may be nil.
func (d *document) render(typeURL string, r *http.Request) {
	if d.bodiless {
		return
	}
	d.problem = d.needsProblem() || r != nil && negotiate.Prefers(r.Header["Accept"], vendorType, problemType)
	if d.verbatim && !d.problem {
		d.body = d.row.laidOut().text
		return
	}
	d.buf = buffers.Get().(*buffer)
	if d.problem {
		d.buf.b = appendProblem(d.buf.b[:0], typeURL, instanceOf(r), &d.reply)
	} else {
		d.buf.b = d.appendBody(d.buf.b[:0])
	}
	d.body = slices.Clip(d.buf.b)
}

// release gives the memory of the body back; the body is not used after that.
func (d *document) release() {
	if d.buf != nil && cap(d.buf.b) <= maxBuffer {
		buffers.Put(d.buf)
	}
	d.buf, d.body = nil, nil
}

// A buffer holds a body until it is written. Those that have grown beyond
// maxBuffer are not kept.
type buffer struct{ b []byte }

const maxBuffer = 64 << 10

var buffers = sync.Pool{New: newBuffer}

func newBuffer() any { return &buffer{make([]byte, 0, 512)} }

// needsProblem reports whether the format of the reply is that of problem
// documents, whatever the client prefers.
func (a *reply) needsProblem() bool { return a.catalog == nil || a.catalog.format == FormatProblem }

// appendBody appends the vendor's body.
func (a *reply) appendBody(dst []byte) []byte {
	if a.verbatim {
		return append(dst, a.row.laidOut().text...)
	}
	message := a.message
	if fields := fieldErrorsOf(a.details); len(fields) > 0 {
		message = withFieldErrors(message, fields)
	}
	if a.row.code != nil {
		body := a.row.laidOut()
		dst = append(dst, body.text[:body.from]...)
		dst = jsontext.AppendString(dst, message)
		return append(dst, body.text[body.to:]...)
	}
	number := int64(0)
	if a.code != nil {
		number = int64(a.code.Number())
	}
	dst = a.catalog.format.appendBefore(dst, number)
	dst = jsontext.AppendString(dst, message)
	return a.catalog.format.appendAfter(dst, number)
}

// laidOut returns the vendor's body of a row under its own message. It is laid
// out when it is first wanted.
func (r *row) laidOut() *rowBody {
	if body := r.body.Load(); body != nil {
		return body
	}
	return r.layOut() // apart, so that this is inlined
}

func (r *row) layOut() *rowBody {
	format, number := r.code.Catalog().format, int64(r.code.Number())
	body := &rowBody{text: format.appendBefore(nil, number)}
	body.from = len(body.text)
	body.text = jsontext.AppendString(body.text, r.wire())
	body.to = len(body.text)
	body.text = slices.Clip(format.appendAfter(body.text, number))
	r.body.Store(body)
	return body
}

// appendBefore appends what comes before the message in a vendor's body.
func (f Format) appendBefore(dst []byte, number int64) []byte {
	if f == FormatBackend {
		return append(dst, `{"message":`...)
	}
	dst = append(dst, `{"code":`...)
	dst = strconv.AppendInt(dst, number, 10)
	return append(dst, `,"error":`...)
}

// appendAfter appends what comes after the message in a vendor's body.
func (f Format) appendAfter(dst []byte, number int64) []byte {
	if f == FormatBackend {
		dst = append(dst, `,"errorCode":`...)
		dst = strconv.AppendInt(dst, number, 10)
	}
	return append(dst, '}')
}

// appendProblem appends a problem document. The type of a reply with a code
// begins with the base typeURL; an instance that is empty is left out.
func appendProblem(dst []byte, typeURL, instance string, a *reply) []byte {
	dst = append(dst, `{"type":`...)
	c, isCoded := a.code.(coded)
	isCoded = isCoded && !a.route
	if isCoded {
		dst = jsontext.AppendString(dst, problemTypeBase(typeURL)+c.Catalog().textOf(c.key()))
	} else {
		dst = append(dst, `"about:blank"`...)
	}
	title := a.title
	if title == "" {
		title = a.row.english()
	}
	dst = append(dst, `,"title":`...)
	dst = jsontext.AppendString(dst, title)
	dst = append(dst, `,"status":`...)
	dst = strconv.AppendInt(dst, int64(a.status), 10)
	dst = append(dst, `,"detail":`...)
	dst = jsontext.AppendString(dst, a.message)
	if instance != "" {
		dst = append(dst, `,"instance":`...)
		dst = jsontext.AppendString(dst, instance)
	}
	if isCoded {
		dst = append(dst, `,"code":`...)
		dst = strconv.AppendInt(dst, numberOf(c.key()), 10)
		dst = append(dst, `,"catalog":`...)
		dst = jsontext.AppendString(dst, c.Catalog().name)
	}
	for _, d := range a.details {
		if isProblemMember(d.key) {
			continue
		}
		if text, err := json.Marshal(d.value); err == nil {
			dst = append(dst, ',')
			dst = jsontext.AppendString(dst, d.key)
			dst = append(dst, ':')
			dst = append(dst, text...)
		}
	}
	return append(dst, '}')
}

// instanceOf returns the member instance of the problem document that answers a
// request, which may be nil.
func instanceOf(r *http.Request) string {
	if r == nil || r.URL == nil {
		return ""
	}
	path := r.URL.EscapedPath()
	if strings.HasPrefix(path, "//") {
		path = "/." + path // or else the name of a host would come first (RFC 3986, section 4.2)
	}
	return path
}

// problemTypeBase returns the part of a problem's type before "leancloud/211".
func problemTypeBase(typeURL string) string {
	switch {
	case typeURL == "":
		return "urn:errcode:"
	case strings.ContainsRune("/:#?=", rune(typeURL[len(typeURL)-1])):
		return typeURL
	case strings.HasPrefix(typeURL, "urn:"):
		return typeURL + ":"
	}
	return typeURL + "/"
}

// isProblemMember reports whether a problem document has a standard member of
// that name, which a detail cannot replace. Readers such as encoding/json fold
// case, in Unicode's way: "ſtatus" is "status" to them.
func isProblemMember(key string) bool {
	for _, member := range [...]string{"type", "title", "status", "detail", "instance", "code", "catalog"} {
		if strings.EqualFold(key, member) {
			return true
		}
	}
	return false
}
