package errcode

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/textproto"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"golang.org/x/text/language"
)

// A Responder answers HTTP requests with errors. Its zero value answers each
// error in the format of its own catalogue, with the vendor's message. Do not
// copy or change a Responder after its first use; it is safe for concurrent use.
//
// Handlers return their errors, and the Responder stands around them:
//
//	rp := &errcode.Responder{Catalog: errcode.LeanCloud}
//	mux := http.NewServeMux()
//	mux.Handle("GET /users/{id}", rp.Handler(getUser))
//	server.Handler = rp.Recover(rp.Mux(mux))
type Responder struct {
	// Catalog is the catalogue whose format every answer has: codes of another
	// format are translated. If it is nil, an error is answered in the format
	// of its own catalogue, and one without a code as a problem document.
	Catalog *Catalog

	// Languages are those to answer in, the most wanted one first; the first
	// serves clients that ask for none of them. If it is empty, the vendor's
	// message goes out letter for letter: shipped apps match on it. The
	// package speaks English and Simplified Chinese; Texts add others.
	Languages []language.Tag

	// Texts are texts for the Languages besides the package's own, which they
	// come before. A code that they lack is answered in the first of Languages
	// that has a text for it, or else in English.
	Texts []*Texts

	// TypeURL is the base of the types of problem documents, such as
	// "https://api.example.com/errors". If it is empty, it is "urn:errcode".
	TypeURL string

	// Logger is told of every answer with a status from 500 on, with the
	// error's cause, and of what went wrong when it was too late to answer.
	// If it is nil, it is slog.Default().
	Logger *slog.Logger

	once    sync.Once
	chooser *languages // set by once
}

// plainResponder is the zero Responder that WriteError answers with.
var plainResponder Responder

// WriteError answers a request with err, as the zero [Responder] does: in the
// format of the error's own catalogue. It writes nothing if err is nil or a nil
// *Error.
func WriteError(w http.ResponseWriter, r *http.Request, err error) {
	plainResponder.WriteError(w, r, err)
}

// WriteError answers a request with err. It writes nothing if err is nil or a
// nil *Error; inside of Handler and Recover also if the answer has begun, as far
// as writers between them have an Unwrap method (see [http.ResponseController]).
//
// The status is that of the code, or the one given by [WithHTTPStatus], always
// from 400 to 599. The body is the
// vendor's, or a problem document as in RFC 9457 for clients that prefer
// application/problem+json; answers to HEAD have none. Headers that the handler
// has set stay, but for those of a success: Content-Length, Content-Encoding,
// ETag and Last-Modified. So a middleware that compresses has to set
// Content-Encoding when the response begins, not before. r may be nil.
//
// Clients see the code, the public message, and in problem documents the
// details. They never see the text of a cause, of an error without a code, or of
// one that was read from another server's response.
func (rp *Responder) WriteError(w http.ResponseWriter, r *http.Request, err error) {
	if isNil(err) {
		return
	}
	var a answer
	rp.answer(&a, r, err)
	rp.respond(w, r, err, &a)
}

func (rp *Responder) respond(w http.ResponseWriter, r *http.Request, err error, a *answer) {
	if begun(w) {
		rp.log(r, slog.LevelError, "errcode: error after the response has begun", slog.Any("error", err))
		return
	}
	if a.status >= 500 && !clientGone(r, err) {
		rp.log(r, slog.LevelError, "errcode: request failed", slog.Int("status", a.status), slog.Any("error", err))
	}
	rp.write(w, r, a)
}

// write sends an answer.
func (rp *Responder) write(w http.ResponseWriter, r *http.Request, a *answer) {
	problem := a.catalog == nil || a.catalog.format == FormatProblem || r != nil && prefersProblem(r.Header["Accept"])
	rp.setHeaders(w.Header(), a, problem)
	w.WriteHeader(a.status)
	if r != nil && r.Method == http.MethodHead {
		return
	}
	if a.verbatim && !problem {
		w.Write(a.row.verbatimBody(a))
		return
	}
	buf := buffers.Get().(*buffer)
	if problem {
		buf.b = rp.appendProblem(buf.b[:0], r, a)
	} else {
		buf.b = a.appendBody(buf.b[:0])
	}
	w.Write(buf.b)
	if cap(buf.b) <= maxBuffer {
		buffers.Put(buf)
	}
}

// A buffer holds a body until it is written. Those that have grown beyond
// maxBuffer are not kept.
type buffer struct{ b []byte }

const maxBuffer = 64 << 10

var buffers = sync.Pool{New: newBuffer}

func newBuffer() any { return &buffer{make([]byte, 0, 512)} }

// setHeaders sets the headers of an answer. Their values share one array, which
// belongs to this response alone: a middleware may change it.
func (rp *Responder) setHeaders(h http.Header, a *answer, problem bool) {
	vary := "Accept"
	if len(rp.Languages) > 0 {
		vary = "Accept, Accept-Language"
	}
	values := new([4]string)
	values[0] = "application/json; charset=utf-8"
	if problem {
		values[0] = "application/problem+json"
	}
	values[1], values[2], values[3] = "nosniff", "no-store", vary
	varies := values[3:4:4]
	if len(h) > 0 {
		delete(h, "Content-Length")
		delete(h, "Content-Encoding")
		delete(h, "Etag")
		delete(h, "Last-Modified")
		if old := h["Vary"]; len(old) > 0 {
			varies = addVary(old, vary)
		}
	}
	h["Content-Type"] = values[0:1:1]
	h["X-Content-Type-Options"] = values[1:2:2]
	h["Cache-Control"] = values[2:3:3]
	h["Vary"] = varies
	if a.language != "" && (problem || !a.custom) {
		h["Content-Language"] = []string{a.language}
	}
	if a.hasRetryAfter {
		seconds := int64(a.retryAfter / time.Second)
		if a.retryAfter%time.Second > 0 {
			seconds++
		}
		h["Retry-After"] = []string{strconv.FormatInt(seconds, 10)}
	}
}

// addVary adds field names to a Vary header that has some.
func addVary(old []string, names string) []string {
	added := old[:len(old):len(old)]
	for name := range strings.SplitSeq(names, ", ") {
		if !hasToken(old, name) && !hasToken(old, "*") {
			added = append(added, name)
		}
	}
	return added
}

func hasToken(values []string, token string) bool {
	for _, value := range values {
		for t := range strings.SplitSeq(value, ",") {
			if strings.EqualFold(textproto.TrimString(t), token) {
				return true
			}
		}
	}
	return false
}

func (rp *Responder) log(r *http.Request, level slog.Level, msg string, attrs ...slog.Attr) {
	logger := rp.Logger
	if logger == nil {
		logger = slog.Default()
	}
	ctx := context.Background()
	if r != nil {
		ctx = r.Context()
		attrs = append(attrs, slog.String("method", r.Method))
		if r.URL != nil {
			attrs = append(attrs, slog.String("path", r.URL.Path))
		}
	}
	logger.LogAttrs(ctx, level, msg, attrs...)
}

// clientGone reports whether err only says that the client hung up.
func clientGone(r *http.Request, err error) bool {
	return r != nil && r.Context().Err() == context.Canceled &&
		walk(err, func(err error) bool {
			is, ok := err.(interface{ Is(error) bool })
			return err == context.Canceled || ok && is.Is(context.Canceled)
		})
}

// An answer is what a client may see of an error.
type answer struct {
	catalog       *Catalog // whose format the answer has; nil: a problem document
	code          Code     // nil: none
	row           *row
	status        int
	hasStatus     bool // whether the program chose the status
	message       string
	verbatim      bool   // whether the message is the catalogue's, so that the body is always the same
	custom        bool   // whether the message is the program's own
	language      string // of the texts, if one was chosen; title and template are in it
	title         string // for problem documents; empty: the row's
	template      string // of the message, if it has parameters
	details       []detail
	retryAfter    time.Duration
	hasRetryAfter bool
}

// answer fills in what a client may see, in the format of c, of err, which is
// not nil. If c is nil, the error's own catalogue takes its place. Texts come
// from the sources, or, if there are none, from the catalogue.
func (c *Catalog) answer(a *answer, err error, sources []source) {
	code := codeIn(err)
	a.catalog, a.code = c, code
	switch {
	case code == nil && c == nil:
		a.status = KindOf(err).HTTPStatus()
		a.message = http.StatusText(a.status)
		if a.message == "" {
			a.message = KindOf(err).Error()
		}
		a.title = a.message
	case code == nil:
		a.code = c.translateUncoded(err)
	case c == nil:
		a.catalog = code.Catalog()
	default:
		a.code = c.translate(code)
	}
	a.row = rowOf(a.code)
	if a.code != nil {
		a.status = a.row.status
		a.message = a.row.wire()
		a.verbatim = a.row.code != nil && sources == nil
		a.localize(sources)
	} else if a.status == 0 { // the catalogue is an empty one
		a.status, a.message, a.title = unset.status, unset.text, unset.text
	}
	a.addFrom(err)
	if text := http.StatusText(a.status); a.code == nil && a.hasStatus && text != "" {
		a.title = text
		if !a.custom {
			a.message = text
		}
	}
}

// codeIn is [CodeOf] with a short way for the usual errors.
func codeIn(err error) Code {
	switch e := err.(type) {
	case *Error:
		if e.code != nil {
			return e.code
		}
	case BackendCode, LeanCloudCode, RealtimeCode:
		return err.(Code)
	}
	code, _ := firstCode(err, walkLimit) // which withstands nil pointers
	return code
}

// addFrom adds what the error with the code says beyond it, and what errors
// around that one say, which have none: the outermost counts. What it wraps adds
// nothing but the time to wait.
func (a *answer) addFrom(err error) {
	switch e := err.(type) {
	case *Error:
		if e.code != nil && e.cause == nil {
			a.add(e)
			return
		}
	case BackendCode, LeanCloudCode, RealtimeCode:
		return
	}
	found := false
	walk(err, func(err error) bool {
		switch e := err.(type) {
		case *Error:
			if found {
				a.addRetryAfter(e)
			} else {
				a.add(e)
			}
			found = found || e.code != nil
		case Code:
			found = true
		}
		return found && a.hasRetryAfter
	})
}

func (a *answer) addRetryAfter(e *Error) {
	if x := e.extra; x != nil && !x.remote && !a.hasRetryAfter {
		a.retryAfter, a.hasRetryAfter = x.retryAfter, x.hasRetryAfter
	}
}

// add adds what e says, unless something is set already. Of a remote error that
// is nothing but the status of a code that no catalogue knows.
func (a *answer) add(e *Error) {
	x := e.extra
	switch {
	case x == nil:
		return
	case x.remote:
		if a.row.code == nil && 400 <= x.status && x.status <= 599 {
			a.status = x.status
		}
		return
	case a.custom:
	case x.message != "":
		a.message, a.custom, a.verbatim = x.message, true, false
	case a.row.template != "" && a.code == e.code:
		template := a.template
		if a.language == "" {
			template = a.row.template
		}
		if text, ok := fill(template, x.args); ok {
			a.message, a.verbatim = text, false
		}
	}
	if x.status != 0 && !a.hasStatus {
		a.status, a.hasStatus = x.status, true
	}
	a.addRetryAfter(e)
	if a.details == nil {
		a.details = x.details
	}
}

// english is a short text in English, whatever the vendor sends.
func (r *row) english() string {
	if r.text != "" {
		return r.text
	}
	return r.message
}

// AppendBody appends to dst the JSON body that answers err in the format of this
// catalogue, as [Responder.WriteError] would write it, and returns the extended
// buffer. For a nil error it appends nothing.
func (c *Catalog) AppendBody(dst []byte, err error) []byte {
	if isNil(err) {
		return dst
	}
	var a answer
	c.answer(&a, err, nil)
	if a.catalog == nil || a.catalog.format == FormatProblem {
		return plainResponder.appendProblem(dst, nil, &a)
	}
	if a.verbatim {
		return append(dst, a.row.verbatimBody(&a)...)
	}
	return a.appendBody(dst)
}

// MarshalJSON returns the body that answers the error in the format of its own
// catalogue; null for a nil error. It never fails.
func (e *Error) MarshalJSON() ([]byte, error) {
	if e == nil {
		return []byte("null"), nil
	}
	var own *Catalog
	if e.code != nil {
		own = e.code.Catalog()
	}
	return own.AppendBody(nil, e), nil
}

// verbatimBody returns the vendor's body of a row under its own message, which
// is laid out when it is first wanted.
func (r *row) verbatimBody(a *answer) []byte {
	if body := r.body.Load(); body != nil {
		return *body
	}
	body := a.appendBody(nil)
	r.body.Store(&body)
	return body
}

// appendBody appends the vendor's body.
func (a *answer) appendBody(dst []byte) []byte {
	number := int64(0)
	if a.code != nil {
		number = int64(a.code.Number())
	}
	if a.catalog.format == FormatBackend {
		dst = append(dst, `{"message":`...)
		dst = appendString(dst, a.message)
		dst = append(dst, `,"errorCode":`...)
		dst = strconv.AppendInt(dst, number, 10)
		return append(dst, '}')
	}
	dst = append(dst, `{"code":`...)
	dst = strconv.AppendInt(dst, number, 10)
	dst = append(dst, `,"error":`...)
	dst = appendString(dst, a.message)
	return append(dst, '}')
}

// appendProblem appends a problem document.
func (rp *Responder) appendProblem(dst []byte, r *http.Request, a *answer) []byte {
	dst = append(dst, `{"type":`...)
	v, coded := a.code.(value)
	if coded {
		dst = appendString(dst, rp.typeURL()+string(v.Catalog().appendText(nil, v.int64())))
	} else {
		dst = append(dst, `"about:blank"`...)
	}
	title := a.title
	if title == "" {
		title = a.row.english()
	}
	dst = append(dst, `,"title":`...)
	dst = appendString(dst, title)
	dst = append(dst, `,"status":`...)
	dst = strconv.AppendInt(dst, int64(a.status), 10)
	dst = append(dst, `,"detail":`...)
	dst = appendString(dst, a.message)
	if r != nil && r.URL != nil {
		dst = append(dst, `,"instance":`...)
		dst = appendString(dst, r.URL.EscapedPath())
	}
	if coded {
		dst = append(dst, `,"code":`...)
		dst = strconv.AppendInt(dst, number(v.int64()), 10)
		dst = append(dst, `,"catalog":`...)
		dst = appendString(dst, v.Catalog().name)
	}
	for _, d := range a.details {
		if isProblemMember(d.key) {
			continue
		}
		if text, err := json.Marshal(d.value); err == nil {
			dst = append(dst, ',')
			dst = appendString(dst, d.key)
			dst = append(dst, ':')
			dst = append(dst, text...)
		}
	}
	return append(dst, '}')
}

// typeURL returns what stands before "leancloud/211" in a problem's type.
func (rp *Responder) typeURL() string {
	base := rp.TypeURL
	switch {
	case base == "":
		return "urn:errcode:"
	case strings.ContainsRune("/:#?=", rune(base[len(base)-1])):
		return base
	case strings.HasPrefix(base, "urn:"):
		return base + ":"
	}
	return base + "/"
}

// isProblemMember reports whether a problem document has a member of its own of
// that name, which a detail cannot replace.
func isProblemMember(key string) bool {
	switch strings.ToLower(key) { // readers such as encoding/json do not tell case
	case "type", "title", "status", "detail", "instance", "code", "catalog":
		return true
	}
	return false
}

// appendString appends s as a JSON string, escaped as encoding/json does it.
func appendString(dst []byte, s string) []byte {
	const hex = "0123456789abcdef"
	dst = append(dst, '"')
	start := 0
	for i := 0; ; {
		for i < len(s) && !special[s[i]] {
			i++
		}
		if i == len(s) {
			break
		}
		b := s[i]
		c, size := rune(b), 1
		if b >= utf8.RuneSelf {
			c, size = utf8.DecodeRuneInString(s[i:])
			if c != '\u2028' && c != '\u2029' && (c != utf8.RuneError || size > 1) {
				i += size
				continue
			}
		}
		dst = append(dst, s[start:i]...)
		switch c {
		case '"', '\\':
			dst = append(dst, '\\', b)
		case '\b':
			dst = append(dst, '\\', 'b')
		case '\f':
			dst = append(dst, '\\', 'f')
		case '\n':
			dst = append(dst, '\\', 'n')
		case '\r':
			dst = append(dst, '\\', 'r')
		case '\t':
			dst = append(dst, '\\', 't')
		default:
			dst = append(dst, '\\', 'u', hex[c>>12&0xF], hex[c>>8&0xF], hex[c>>4&0xF], hex[c&0xF])
		}
		i += size
		start = i
	}
	dst = append(dst, s[start:]...)
	return append(dst, '"')
}

// special has the bytes that do not always stand for themselves in a JSON string
// as encoding/json writes it, which escapes <, > and & for the sake of HTML.
var special = [256]bool{
	0: true, 1: true, 2: true, 3: true, 4: true, 5: true, 6: true, 7: true,
	8: true, 9: true, 10: true, 11: true, 12: true, 13: true, 14: true, 15: true,
	16: true, 17: true, 18: true, 19: true, 20: true, 21: true, 22: true, 23: true,
	24: true, 25: true, 26: true, 27: true, 28: true, 29: true, 30: true, 31: true,
	'"': true, '\\': true, '<': true, '>': true, '&': true,
	128: true, 129: true, 130: true, 131: true, 132: true, 133: true, 134: true, 135: true,
	136: true, 137: true, 138: true, 139: true, 140: true, 141: true, 142: true, 143: true,
	144: true, 145: true, 146: true, 147: true, 148: true, 149: true, 150: true, 151: true,
	152: true, 153: true, 154: true, 155: true, 156: true, 157: true, 158: true, 159: true,
	160: true, 161: true, 162: true, 163: true, 164: true, 165: true, 166: true, 167: true,
	168: true, 169: true, 170: true, 171: true, 172: true, 173: true, 174: true, 175: true,
	176: true, 177: true, 178: true, 179: true, 180: true, 181: true, 182: true, 183: true,
	184: true, 185: true, 186: true, 187: true, 188: true, 189: true, 190: true, 191: true,
	192: true, 193: true, 194: true, 195: true, 196: true, 197: true, 198: true, 199: true,
	200: true, 201: true, 202: true, 203: true, 204: true, 205: true, 206: true, 207: true,
	208: true, 209: true, 210: true, 211: true, 212: true, 213: true, 214: true, 215: true,
	216: true, 217: true, 218: true, 219: true, 220: true, 221: true, 222: true, 223: true,
	224: true, 225: true, 226: true, 227: true, 228: true, 229: true, 230: true, 231: true,
	232: true, 233: true, 234: true, 235: true, 236: true, 237: true, 238: true, 239: true,
	240: true, 241: true, 242: true, 243: true, 244: true, 245: true, 246: true, 247: true,
	248: true, 249: true, 250: true, 251: true, 252: true, 253: true, 254: true, 255: true,
}

// prefersProblem reports whether a client would rather have a problem document
// than the vendor's body. On equal terms it gets the vendor's body, unless it
// names problem documents and has only a wildcard for the other.
func prefersProblem(accept []string) bool {
	if len(accept) == 0 || len(accept) == 1 && (accept[0] == "*/*" || accept[0] == "application/json") {
		return false // what nearly all clients send
	}
	var vendor, problem preference
	for _, value := range accept {
		for part := range strings.SplitSeq(value, ",") {
			mediaType, params, _ := strings.Cut(part, ";")
			mediaType = textproto.TrimString(mediaType)
			q := max(quality(params), 0)
			switch {
			case strings.EqualFold(mediaType, "application/problem+json"):
				problem.offer(3, q)
			case strings.EqualFold(mediaType, "application/json"):
				vendor.offer(3, q)
			case strings.EqualFold(mediaType, "application/*"):
				vendor.offer(2, q)
				problem.offer(2, q)
			case mediaType == "*/*":
				vendor.offer(1, q)
				problem.offer(1, q)
			}
		}
	}
	if vendor.q != problem.q {
		return problem.q > vendor.q
	}
	return problem.q > 0 && problem.precision > vendor.precision
}

// A preference is how much a client wants a media type, by the most precise
// range of its Accept header that covers it.
type preference struct {
	precision int
	q         int // in thousandths
}

func (p *preference) offer(precision, q int) {
	if precision > p.precision {
		p.precision, p.q = precision, q
	}
}

// quality returns the q of a header's parameters in thousandths: 1000 where
// there is none, and -1 where it cannot be read.
func quality(params string) int {
	for param := range strings.SplitSeq(params, ";") {
		key, value, _ := strings.Cut(param, "=")
		if !strings.EqualFold(textproto.TrimString(key), "q") {
			continue
		}
		q, err := strconv.ParseFloat(textproto.TrimString(value), 64)
		if err != nil || !(0 <= q && q <= 1) {
			return -1
		}
		return int(q*1000 + 0.5)
	}
	return 1000
}

// Handler returns a handler that answers the errors of f. If f returns an error
// when the response has begun, the response is left alone and the error logged.
// It does not recover from panics; see Recover.
func (rp *Responder) Handler(f func(http.ResponseWriter, *http.Request) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		t := track(w)
		err := error(KindUnimplemented)
		if f != nil {
			err = f(t, r)
		}
		rp.WriteError(t, r, err)
	})
}

// Recover returns a handler that serves h and answers its panics with the
// catalogue's general failure. What h panicked with and the stack are logged and
// not shown. A response that has begun is left as it is. A panic with
// [http.ErrAbortHandler] goes on.
func (rp *Responder) Recover(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		t := track(w)
		defer func() {
			v := recover()
			if v == nil {
				return
			}
			if v == http.ErrAbortHandler {
				panic(v)
			}
			rp.log(r, slog.LevelError, "errcode: handler panicked", slog.Any("panic", v), slog.String("stack", string(debug.Stack())))
			if !t.started {
				var a answer
				rp.answer(&a, r, KindInternal)
				rp.write(t, r, &a)
			}
		}()
		h.ServeHTTP(t, r)
	})
}

// NotFound answers a request for a route that does not exist. It is a
// [http.HandlerFunc] for the pattern "/".
func (rp *Responder) NotFound(w http.ResponseWriter, r *http.Request) {
	rp.respondRoute(w, r, BackendNotFound, http.StatusNotFound)
}

// Mux returns a handler that serves mux and answers what it has no route for:
// unknown paths like NotFound, and wrong methods with the status 405 and the
// header Allow. The redirects of ServeMux, to a clean path or one that ends in a
// slash, stay what they are; the vendors' clients take any redirect for a success.
func (rp *Responder) Mux(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h, pattern := mux.Handler(r)
		if pattern != "" {
			mux.ServeHTTP(w, r)
			return
		}
		// mux.Handler does not tell a wrong method from an unknown path, but
		// the handler that it returns then does.
		probe := probe{header: make(http.Header)}
		h.ServeHTTP(&probe, r)
		if probe.status != http.StatusMethodNotAllowed {
			rp.NotFound(w, r)
			return
		}
		w.Header()["Allow"] = probe.header["Allow"]
		rp.respondRoute(w, r, BackendMethodNotSupported, http.StatusMethodNotAllowed)
	})
}

// respondRoute answers for the mux. Backend Services has codes for it, which say
// what to answer in other formats; where the vendor has none, the message says
// what is wrong.
func (rp *Responder) respondRoute(w http.ResponseWriter, r *http.Request, code BackendCode, status int) {
	err := error(code)
	switch {
	case rp.Catalog == nil:
		err = code.Info().Kind
	case rp.Catalog == &backend, len(rp.Languages) > 0:
		// The catalogue's own text fits, or is at least in the client's language.
	case status == http.StatusMethodNotAllowed:
		err = New(code, WithMessage("This method is not allowed here."))
	default:
		err = New(code, WithMessage("There is nothing at this address."))
	}
	var a answer
	rp.answer(&a, r, err)
	a.status = status
	if rp.Catalog == nil {
		a.message = http.StatusText(status)
		a.title = a.message
	}
	rp.respond(w, r, err, &a)
}

// A probe is a response that nobody gets.
type probe struct {
	header http.Header
	status int
}

func (p *probe) Header() http.Header         { return p.header }
func (p *probe) WriteHeader(status int)      { p.status = status }
func (p *probe) Write(b []byte) (int, error) { return len(b), nil }

// A tracker knows whether a response has begun.
type tracker struct {
	http.ResponseWriter
	started bool
}

func track(w http.ResponseWriter) *tracker {
	if t, ok := w.(*tracker); ok {
		return t
	}
	return &tracker{ResponseWriter: w, started: begun(w)}
}

// begun reports whether the response is known to have begun: by a tracker, which
// w is or which stands behind it.
func begun(w http.ResponseWriter) bool {
	for {
		switch t := w.(type) {
		case *tracker:
			return t.started
		case interface{ Unwrap() http.ResponseWriter }:
			w = t.Unwrap()
		default:
			return false
		}
	}
}

// Unwrap lets [http.ResponseController] reach the real response.
func (t *tracker) Unwrap() http.ResponseWriter { return t.ResponseWriter }

func (t *tracker) WriteHeader(status int) {
	t.ResponseWriter.WriteHeader(status) // panics if it is no status
	// An informational status leaves the response open; 101 does not.
	if status >= 200 || status == http.StatusSwitchingProtocols {
		t.started = true
	}
}

func (t *tracker) Write(b []byte) (int, error) {
	t.started = true
	return t.ResponseWriter.Write(b)
}

// ReadFrom keeps the way open on which net/http copies files to sockets.
func (t *tracker) ReadFrom(src io.Reader) (int64, error) {
	switch src.(type) {
	case *os.File, *io.LimitedReader: // which net/http copies best as they are
	default:
		src = starter{src, t} // src may panic half-way
	}
	n, err := io.Copy(t.ResponseWriter, src)
	t.started = t.started || n > 0
	return n, err
}

// A starter tells the tracker of the first byte that is read to be written.
type starter struct {
	io.Reader
	tracker *tracker
}

func (s starter) Read(p []byte) (int, error) {
	n, err := s.Reader.Read(p)
	if n > 0 {
		s.tracker.started = true
	}
	return n, err
}

// Flush serves handlers that ask for an [http.Flusher].
func (t *tracker) Flush() { t.FlushError() }

// FlushError serves [http.ResponseController].
func (t *tracker) FlushError() error {
	err := http.NewResponseController(t.ResponseWriter).Flush()
	if err == nil {
		t.started = true
	}
	return err
}

// Hijack serves [http.ResponseController], and handlers that ask for an
// [http.Hijacker].
func (t *tracker) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, rw, err := http.NewResponseController(t.ResponseWriter).Hijack()
	if err == nil {
		t.started = true
	}
	return conn, rw, err
}
