package errcode

import (
	"net/http"
	"strings"

	"github.com/seed85f21a9e/errcode/internal/template"
)

// A reply is what a client may see of an error.
type reply struct {
	catalog  *Catalog // whose format the reply has; nil: a problem document
	code     Code     // nil: none
	row      *row
	kind     Kind // what the failure is, for logs
	status   int
	message  string
	verbatim bool   // whether the message is the catalog's, so that the body is always the same
	custom   bool   // whether the message is the program's own
	language string // of the texts, if one was chosen
	title    string // for problem documents; empty: the row's
	route    bool   // whether it is about a route, which no row is: problem documents name no code
	tooLarge bool   // whether the rest of the request's body was not read
	details  []detail
	args     []string // of the template of the code's message
	wait
}

// fill makes the reply, in the format of c, for what a walk has found in an
// error. If c is nil, the error's own catalog takes its place. Texts come from
// the sources, or, if there are none, from the catalog.
func (a *reply) fill(c *Catalog, f *finding, sources []source) {
	code, row := f.code, f.row
	if code == nil || !c.speaks(code) {
		code = c.translate(f)
		row = rowOf(code)
	}
	a.details, a.wait = f.details, f.wait
	a.tooLarge = f.condition == conditionTooLarge
	if code == nil {
		a.catalog, a.row, a.kind = c, row, f.meaning()
		a.fillUncoded(f)
	} else {
		a.fillBare(c, code, row)
		a.kind = f.meaning() // the code that stands for it may be of another
		a.fillCoded(f, sources)
	}
	if a.kind == KindUnknown && f.code == nil && !f.hasKind {
		a.kind = KindInternal
	}
}

// fillBare makes the reply with a code about which nothing else is known. c,
// which has the code's format, may be nil.
func (a *reply) fillBare(c *Catalog, code Code, r *row) {
	if c == nil {
		c = code.Catalog()
	}
	a.catalog, a.code, a.row = c, code, r
	a.kind, a.status, a.message, a.verbatim = r.kind, r.status, r.wire(), r.code != nil
}

// fillCoded adds to the reply with a code what the error says beyond it, in the
// language of the sources.
func (a *reply) fillCoded(f *finding, sources []source) {
	if a.row.template != "" {
		a.args = f.argsFor(a.code, a.row)
	}
	a.status = a.statusFor(f)
	a.verbatim = a.verbatim && sources == nil && a.details == nil
	// Few replies have sources or a template: asking first saves two calls, which
	// count beside a short body.
	pattern := a.row.template
	if sources != nil {
		pattern = a.localize(sources)
	}
	if f.message != "" {
		a.message, a.custom, a.verbatim = f.message, true, false
	} else if pattern != "" {
		if text, ok := template.Fill(pattern, a.args); ok {
			a.message, a.verbatim = text, false
		}
	}
}

// statusFor returns the status of a reply with a code.
func (a *reply) statusFor(f *finding) int {
	switch {
	case f.status != 0:
		return f.status
	case a.row.code == nil && isErrorStatus(f.remoteStatus()):
		return f.remoteStatus() // of a number that no catalog lists
	case a.tooLarge && f.code == nil && !f.hasKind && !a.catalog.isVendor():
		return http.StatusRequestEntityTooLarge
	}
	return a.row.status
}

func (c *Catalog) isVendor() bool { return c != nil && c.vendor }

// argsFor returns the arguments of the error, provided that they are those of
// the code that is answered.
func (f *finding) argsFor(code Code, r *row) []string {
	if f.carrier == nil || f.carrier.extra == nil || f.carrier.extra.remote || f.code != code {
		return nil
	}
	args := f.carrier.extra.rest().args
	if len(args) != template.Count(r.template) {
		return nil
	}
	return args
}

// fillUncoded makes the reply without a code: of an error that has none, where
// no catalog is set, or of an empty catalog.
func (a *reply) fillUncoded(f *finding) {
	switch {
	case f.status != 0:
		a.status = f.status
	case isErrorStatus(f.remoteStatus()):
		a.status = f.remoteStatus()
	case a.tooLarge && !f.hasKind:
		a.status = http.StatusRequestEntityTooLarge
	default:
		a.status = a.kind.HTTPStatus()
	}
	a.title = http.StatusText(a.status)
	switch {
	case a.title != "":
	case a.kind == KindUnknown:
		a.title = http.StatusText(http.StatusInternalServerError)
	default:
		a.title = a.kind.Error()
	}
	a.message = a.title
	if f.message != "" {
		a.message, a.custom = f.message, true
	}
}

// localize puts the texts of the first source that has some into a reply with a
// code. It returns the template of the message.
func (a *reply) localize(sources []source) (pattern string) {
	for _, s := range sources {
		if text, ok := s.text(a.code); ok {
			a.message, a.title, a.language = text.Message, text.Message, s.language
			return text.Template
		}
	}
	return a.row.template
}

// fillRoute makes the reply for a route that does not exist, or has no such
// method: with the catalog's code for it, or else its general failure, and with
// a message that is about routes, unless the vendor's row already is.
func (a *reply) fillRoute(c *Catalog, route *routeFault, sources []source) {
	*a = reply{catalog: c, kind: route.kind, status: route.status, route: true, custom: true}
	a.title = http.StatusText(route.status)
	a.message = route.english
	if len(sources) > 0 {
		a.custom, a.language = false, routeLanguage(sources)
		if a.language == simplifiedChineseTag {
			a.message = route.chinese
		}
	}
	if c != nil {
		a.code = route.code(c)
		if a.code == nil {
			a.code = c.representative(KindInternal)
		}
	}
	a.row = rowOf(a.code)
	if c != nil && c.routeRows && sources == nil {
		a.message = a.row.wire()
	}
}

// routeLanguage returns the language of a reply about a route: the first one of
// the sources that has words for it.
func routeLanguage(sources []source) string {
	for _, s := range sources {
		if s.language == simplifiedChineseTag || s.language == "en" {
			return s.language
		}
	}
	return "en"
}

// english returns the public message in English: the message itself, unless that
// is a text in another language. l has the languages to choose from, and is nil
// if there are none.
func (a *reply) english(l *languages) string {
	if a.code == nil || a.custom || strings.HasPrefix(a.language, "en") {
		return a.message
	}
	text := englishText(a.code)
	if l != nil {
		text = l.inEnglish(a.code)
	} else if isASCII(a.row.message) {
		return a.message // in the vendor's own words
	}
	if filled, ok := template.Fill(text.Template, a.args); ok {
		return filled
	}
	return text.Message
}

// A routeFault is what can be wrong with the address of a request.
type routeFault struct {
	kind             Kind
	status           int
	code             func(*Catalog) Code
	english, chinese string
}

var (
	noSuchRoute = routeFault{
		kind: KindNotFound, status: http.StatusNotFound,
		code:    func(c *Catalog) Code { return c.noRoute },
		english: "There is nothing at this address.", chinese: "此地址不存在。",
	}
	noSuchMethod = routeFault{
		kind: KindUnimplemented, status: http.StatusMethodNotAllowed,
		code:    func(c *Catalog) Code { return c.noMethod },
		english: "This method is not allowed here.", chinese: "此地址不支持该请求方法。",
	}
)
