package errcode

import (
	"bytes"
	"log/slog"
	"net/http"
	"reflect"
	"slices"
	"sync"
	"time"

	"golang.org/x/text/language"

	"github.com/seed85f21a9e/errcode/internal/response"
)

// A Responder answers requests with errors. Its zero value answers each error
// in the format of its own catalog, with the vendor's message. Do not copy or
// change a Responder after its first use; it is safe for concurrent use.
//
// Handlers return their errors, and the Responder wraps the handlers:
//
//	rp := &errcode.Responder{Catalog: errcode.LeanCloud}
//	mux := http.NewServeMux()
//	mux.Handle("GET /users/{id}", rp.Handler(getUser))
//	server.Handler = rp.Recover(rp.Mux(mux))
//
// Programs that do not use net/http call [Responder.Answer]. A nil *Responder
// answers as the zero Responder does.
type Responder struct {
	// Catalog is the catalog in whose format every error is answered; codes of
	// others are translated as by Catalog.Translate. If it is nil, an error is
	// answered in the format of its own catalog, and an error without a code as
	// a problem document.
	Catalog *Catalog

	// Languages are the languages to answer in, the preferred one first;
	// clients that ask for none of them get the first. If it is empty, the
	// vendor's message is sent letter for letter, because shipped apps match on
	// it. English and Simplified Chinese are built in; Texts add others.
	Languages []language.Tag

	// Texts are texts for the Languages, and take precedence over the built-in
	// ones. A code that they lack is answered in the first of Languages that
	// has a text for it, or else in English. Texts without Languages are never
	// used, which is logged once.
	Texts []*Texts

	// TypeURL is the base of the types of problem documents, such as
	// "https://api.example.com/errors". If it is empty, it is "urn:errcode".
	TypeURL string

	// Logger gets a record of every failure of the service, with the error's
	// cause, and of every error that came too late to be answered. A failure of
	// the service is an error of the kind KindInternal, KindUnavailable, or
	// KindDeadlineExceeded, an error that has neither a code nor a kind, or any
	// answer with a status of 500 or higher. A client that hung up is not a
	// failure: its record has the level debug. If Logger is nil, slog.Default()
	// is used.
	Logger *slog.Logger

	// Map, if not nil, gives a code to errors that have none, such as those of
	// a validator or a database driver. It is called before an error without a
	// code is answered; if it returns nil, the error is left as it is. Wrap the
	// error instead of replacing it, so that logs show the cause. The request
	// is nil if WriteError or Answer was called without one. For an error from
	// other code that carries an HTTP status, return the kind of that status:
	//
	//	return fmt.Errorf("%w: %w", errcode.KindFromHTTPStatus(e.StatusCode), err)
	Map func(r *http.Request, err error) error

	// OnAnswer, if not nil, is called for every answer before it is sent,
	// including those for unknown routes and for panics. Use it for counters
	// and spans. The code is the one in the answer, or nil if there is none;
	// the request is nil if WriteError or Answer was called without one. A
	// response that is aborted because it has already begun is not an answer.
	OnAnswer func(r *http.Request, err error, code Code, status int)

	once    sync.Once
	chooser *languages // set by once
}

// An Answer is the response to a request that failed: everything that the
// client sees of the error.
type Answer struct {
	Code   Code        // the code that is answered; nil: none
	Status int         // 400 to 599; 0 for no error
	Header http.Header // belongs to the caller
	Body   []byte      // belongs to the caller; nil for HEAD and for no error

	// For protocols that are not HTTP: what the body is made of.
	Kind     Kind           // of the error, or else of the code; KindInternal for an error with neither
	Message  string         // the public message
	Language string         // of the message, "zh-Hans", if a text in a language was chosen
	English  string         // the message in English, unless the program gave its own in another language
	Args     []string       // of the message, as WithArgs gave them; nil if the code has no parameters
	Details  map[string]any // as WithDetail gave them; nil if there are none

	RetryAfter    time.Duration // how long to wait; in the Header it is rounded up to whole seconds
	HasRetryAfter bool          // whether the error says how long
}

// plainResponder is the zero Responder that WriteError answers with.
var plainResponder Responder

func (rp *Responder) orPlain() *Responder {
	if rp == nil {
		return &plainResponder
	}
	return rp
}

// WriteError answers a request with err, as the zero [Responder] does: in the
// format of the error's own catalog. It writes nothing if err is nil or a nil
// *Error.
func WriteError(w http.ResponseWriter, r *http.Request, err error) {
	plainResponder.WriteError(w, r, err)
}

// WriteError answers a request with err. It writes nothing if err is nil or a
// nil *Error. r may be nil.
//
// The status is that of the code, or the one given by [WithHTTPStatus], always
// from 400 to 599. The body is the vendor's, or a problem document (RFC 9457)
// for clients that prefer application/problem+json; answers to HEAD requests
// have no body.
//
// WriteError sets Content-Type, X-Content-Type-Options, Vary, and
// Cache-Control, unless the handler has set one with no-store; Content-Language
// and Retry-After where they apply; and Connection if the request body was too
// large. Headers that describe a successful body are removed: Content-Length,
// Content-Encoding, ETag, Last-Modified, and the like. All other headers that
// the handler has set stay. Middleware that compresses must set
// Content-Encoding when the response begins, not before.
//
// Clients see the code, the public message, and in problem documents the
// details. They never see the text of a cause, of an error without a code, or
// of an error that came from another server.
//
// If the response has begun, it is too late to answer: the error is logged, and
// WriteError panics with [http.ErrAbortHandler], which makes net/http cut the
// connection, so that no client mistakes half an answer for a whole one. If the
// response is already a complete answer of a Responder, because a handler both
// answered an error and returned it, the second one is only logged. WriteError
// knows that a response has begun inside [Responder.Handler] and
// [Responder.Recover], provided every ResponseWriter in between has an Unwrap
// method (see [http.ResponseController]), and with writers that have a Written
// method or a Committed field.
//
// The error's tree is searched as in [CodeOf]: a code beyond a thousand levels
// of wrapping, or a million errors, is not found.
func (rp *Responder) WriteError(w http.ResponseWriter, r *http.Request, err error) {
	rp = rp.orPlain()
	if e, ok := err.(*Error); err == nil || ok && e == nil {
		return
	}
	begun, tracked := response.Ask(w)
	if begun {
		rp.tooLate(w, r, err)
		return
	}
	var d document
	if !rp.compose(&d, r, err) {
		return
	}
	rp.send(w, r, &d, tracked)
}

// Answer returns what WriteError would write, for programs that do not use
// net/http: the same status, headers, and body, byte for byte. Like WriteError,
// it logs and calls OnAnswer; the caller sends the answer. For a nil error, it
// returns the zero Answer. r may be nil; only its method, its path, and its
// Accept and Accept-Language headers are used.
func (rp *Responder) Answer(r *http.Request, err error) Answer {
	rp = rp.orPlain()
	var d document
	if isNil(err) || !rp.compose(&d, r, err) {
		return Answer{}
	}
	answer := rp.describe(&d)
	answer.Header = make(http.Header, 8)
	d.setHeaders(answer.Header, r, len(rp.Languages) > 0)
	if !isHead(r) {
		answer.Body = bytes.Clone(d.body)
	}
	d.release()
	return answer
}

// Describe is like Answer without Header and Body, which cost the most to make.
// It is for protocols other than HTTP.
func (rp *Responder) Describe(r *http.Request, err error) Answer {
	rp = rp.orPlain()
	d := document{bodiless: true}
	if isNil(err) || !rp.compose(&d, r, err) {
		return Answer{}
	}
	return rp.describe(&d)
}

func (rp *Responder) describe(d *document) Answer {
	answer := Answer{
		Code: d.code, Status: d.status, Kind: d.kind, Message: d.message, English: d.english(rp.chooser),
		Args: slices.Clone(d.args), Details: valuesOf(d.details),
		RetryAfter: d.retryAfter, HasRetryAfter: d.hasRetryAfter,
	}
	if !d.custom {
		answer.Language = d.language
	}
	return answer
}

// compose makes the reply to err and its body, and tells Logger and OnAnswer.
// It reports false if err is a nil pointer to a code, which is no error.
func (rp *Responder) compose(d *document, r *http.Request, err error) bool {
	var f finding
	if code, ok := err.(coded); ok && isAlone(code) {
		rp.composeCode(d, &f, r, code)
	} else if err, ok = rp.tryCompose(d, &f, r, err); !ok {
		rp.composeFailure(d, r)
	} else if d.row == nil {
		return false
	}
	if d.isServiceFailure() {
		rp.journal(r).failure(err, &f, &d.reply)
	}
	rp.tell(r, err, d)
	return true
}

// composeCode is tryCompose for a bare code, whose methods do not panic.
func (rp *Responder) composeCode(d *document, f *finding, r *http.Request, code coded) {
	row := code.row()
	f.addRow(code, row)
	if sources := rp.sources(r); sources != nil || !rp.Catalog.speaks(code) {
		d.fill(rp.Catalog, f, sources)
	} else {
		d.fillBare(rp.Catalog, code, row)
	}
	d.render(rp.TypeURL, r)
}

// tryCompose reports whether the reply could be made: a method of somebody
// else's value may panic. It returns the error that Map has made of err.
func (rp *Responder) tryCompose(d *document, f *finding, r *http.Request, err error) (meant error, ok bool) {
	meant = err
	defer func() {
		if v := recover(); v != nil {
			rp.journal(r).panicked("errcode: error could not be answered", v)
			ok = false
		}
	}()
	f.find(err, everything)
	if f.code == nil && isNil(err) {
		return nil, true
	}
	if f.code == nil && rp.Map != nil {
		if mapped := rp.Map(r, err); !isNil(mapped) {
			meant, *f = mapped, finding{}
			f.find(mapped, everything)
		}
	}
	if f.condition == conditionBadBody && isBodyTooLarge(r) {
		f.condition = conditionTooLarge
	}
	d.fill(rp.Catalog, f, rp.sources(r))
	d.render(rp.TypeURL, r)
	return meant, true
}

// isBodyTooLarge reports whether the body of a request was cut off by
// [http.MaxBytesReader]. A decoder may take the cut for bad syntax and hide the
// error of the reader, as encoding/json does with GOEXPERIMENT=jsonv2; the
// reader still knows.
func isBodyTooLarge(r *http.Request) bool {
	if r == nil || reflect.TypeOf(r.Body) != reflect.TypeOf(http.MaxBytesReader(nil, nil, 0)) {
		return false
	}
	_, err := r.Body.Read(nil)
	_, isTooLarge := err.(*http.MaxBytesError)
	return isTooLarge
}

// composeFailure makes the reply that says nothing but that the service failed.
func (rp *Responder) composeFailure(d *document, r *http.Request) {
	*d = document{bodiless: d.bodiless}
	var general finding
	general.addKind(KindInternal)
	d.fill(rp.Catalog, &general, rp.sources(r))
	d.render(rp.TypeURL, r)
}

func (rp *Responder) journal(r *http.Request) journal { return journal{rp.Logger, r} }

// tell calls OnAnswer, if there is one.
func (rp *Responder) tell(r *http.Request, err error, d *document) {
	if rp.OnAnswer != nil {
		rp.callOnAnswer(r, err, d)
	}
}

// callOnAnswer calls OnAnswer, which must not cost the answer if it panics.
func (rp *Responder) callOnAnswer(r *http.Request, err error, d *document) {
	defer func() {
		if v := recover(); v != nil {
			rp.journal(r).panicked("errcode: OnAnswer panicked", v)
		}
	}()
	rp.OnAnswer(r, err, d.code, d.status)
}

// sources returns where the texts for a request come from; nil for those of the
// catalog.
func (rp *Responder) sources(r *http.Request) []source {
	if len(rp.Languages) == 0 && len(rp.Texts) == 0 {
		return nil
	}
	return rp.chosenSources(r) // apart, so that this is inlined
}

func (rp *Responder) chosenSources(r *http.Request) []source {
	rp.once.Do(rp.prepareLanguages)
	if len(rp.Languages) == 0 {
		return nil
	}
	var accepted []string
	if r != nil {
		accepted = r.Header["Accept-Language"]
	}
	return rp.chooser.choose(accepted)
}

// prepareLanguages is done once. It warns of languages and texts that do not go
// together.
func (rp *Responder) prepareLanguages() {
	if len(rp.Languages) > 0 {
		rp.chooser = newLanguages(rp.Languages, rp.Texts)
	}
	for _, fault := range misfits(rp.Languages, rp.Texts) {
		rp.journal(nil).write(slog.LevelWarn, "errcode: "+fault)
	}
}

// send writes a document and gives its buffer back. tracked is false if nobody
// wants to know that the response is whole; see [response.Ask].
func (rp *Responder) send(w http.ResponseWriter, r *http.Request, d *document, tracked bool) {
	d.setHeaders(w.Header(), r, len(rp.Languages) > 0)
	w.WriteHeader(d.status)
	if !isHead(r) {
		_, _ = w.Write(d.body) // an error means that the client is gone
	}
	if tracked {
		response.Finish(w)
	}
	d.release()
}

// Handler returns a handler that answers the errors of f. If f returns an error
// after the response has begun, the error is logged and the connection aborted;
// see WriteError. If f returns [http.ErrAbortHandler], or an error that wraps
// it, the connection is aborted and nothing is logged. Handler does not recover
// from panics; see Recover. A nil f answers every request with
// KindUnimplemented.
func (rp *Responder) Handler(f func(http.ResponseWriter, *http.Request) error) http.Handler {
	rp = rp.orPlain()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w = response.Track(w)
		err := error(KindUnimplemented)
		if f != nil {
			err = f(w, r)
		}
		if isNil(err) {
			return
		}
		if isAbort(err) {
			panic(http.ErrAbortHandler)
		}
		rp.WriteError(w, r, err)
	})
}

// isAbort reports whether a handler asks for its response to be cut off.
func isAbort(err error) bool {
	var f finding
	f.tryFind(err, everything)
	return f.aborted
}

// Recover returns a handler that serves h and answers its panics with the
// catalog's general failure. The panic's value and the stack are logged, but
// not shown to the client. If the response has begun, the connection is
// aborted. A panic with [http.ErrAbortHandler] is passed on. h must not be nil.
func (rp *Responder) Recover(h http.Handler) http.Handler {
	rp = rp.orPlain()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w = response.Track(w)
		defer func() {
			v := recover()
			if v == nil {
				return
			}
			if v == http.ErrAbortHandler {
				panic(v)
			}
			rp.answerPanic(w, r, v)
		}()
		h.ServeHTTP(w, r)
	})
}

// answerPanic answers a request whose handler panicked.
func (rp *Responder) answerPanic(w http.ResponseWriter, r *http.Request, v any) {
	const msg = "errcode: handler panicked"
	if response.Begun(w) {
		rp.journal(r).panicked(msg, v)
		if response.Finished(w) {
			return
		}
		panic(http.ErrAbortHandler)
	}
	// An answer may have been made before, which a middleware held back; the
	// panic has ended that.
	var d document
	rp.composeFailure(&d, r)
	rp.journal(r).panicked(msg, v, d.appendTo(nil, nil)...)
	rp.tell(r, panicError{v}, &d)
	rp.send(w, r, &d, true)
}

// tooLate logs an error that comes when the response has begun. It ends the
// response, which cannot become right any more, unless that is whole already: a
// handler that answers an error and returns it too says it twice.
func (rp *Responder) tooLate(w http.ResponseWriter, r *http.Request, err error) {
	if isNil(err) {
		return
	}
	whole := response.Finished(w)
	rp.journal(r).tooLate(err, whole)
	if !whole {
		panic(http.ErrAbortHandler)
	}
}
