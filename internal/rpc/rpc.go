// Package rpc is what errcodegrpc and errcodeconnect share: what of an error
// goes over the wire, laid out by the rules of AIP-193 and within [Budget], and
// the error that a client makes of it. It knows neither the codes of the two
// protocols nor protocol buffers beyond their wire format.
package rpc

import (
	"context"
	"log/slog"
	"net/http"
	"net/url"

	"github.com/seed85f21a9e/errcode"
)

// Budget is how many bytes a failure may take, encoded as it goes over the
// wire. Servers, clients and proxies limit the headers that a status is part
// of.
const Budget = 4 << 10

// Options are those of both modules.
type Options struct {
	Responder *errcode.Responder
	Domain    string
	Catalogs  []*errcode.Catalog
}

// plain is the Responder of Options without one.
var plain errcode.Responder

// Rules returns the Responder, which is never nil.
func (o Options) Rules() *errcode.Responder {
	if o.Responder == nil {
		return &plain
	}
	return o.Responder
}

// ReadsHeader reports whether the header of a call makes a difference.
func (o Options) ReadsHeader() bool {
	rp := o.Rules()
	return len(rp.Languages) > 0 || rp.Map != nil || rp.OnAnswer != nil
}

// Request returns what a Responder needs to know of a call: the procedure as
// the path, and the metadata, which may be nil, as the header.
func Request(ctx context.Context, method, procedure string, header http.Header) *http.Request {
	r := http.Request{Method: method, URL: &url.URL{Path: procedure}, Header: header}
	return r.WithContext(ctx)
}

// A Failure is what goes over the wire.
type Failure struct {
	Kind    errcode.Kind
	Message string // for developers, in English
	Details []Detail

	room [4]Detail // for all that there may be
}

// A Detail is a message of the package google.rpc.
type Detail struct {
	TypeURL string
	Value   []byte
}

// Describe returns what a client may see of the error that a call failed with;
// nil if err is no error. It does what [errcode.Responder.Describe] does: it
// logs, and it tells OnAnswer. fits reports whether a failure is within the
// budget.
func Describe(r *http.Request, err error, o Options, fits func(*Failure) bool) *Failure {
	answer := o.Rules().Describe(r, err)
	if answer.Status == 0 {
		return nil
	}
	n := newNotice(&answer, o, len(r.Header["Accept-Language"]) > 0)
	return n.fit(fits)
}

// DescribePanic logs what a handler panicked with, as
// [errcode.Responder.Recover] does, and returns the failure that answers the
// call.
func DescribePanic(r *http.Request, v any, o Options, fits func(*Failure) bool) *Failure {
	if v == http.ErrAbortHandler {
		v = http.ErrAbortHandler.Error() // there is no response that could be aborted
	}
	rp := o.Rules()
	rp.Recover(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(v) })).ServeHTTP(nowhere{}, r)
	o.Responder = &errcode.Responder{ // which has nothing more to tell
		Catalog: rp.Catalog, Languages: rp.Languages, Texts: rp.Texts, TypeURL: rp.TypeURL,
		Logger: slog.New(slog.DiscardHandler),
	}
	return Describe(r, errcode.KindInternal, o, fits)
}

// nowhere is where the HTTP answer to a panic goes.
type nowhere struct{}

func (nowhere) Header() http.Header         { return http.Header{} }
func (nowhere) Write(b []byte) (int, error) { return len(b), nil }
func (nowhere) WriteHeader(int)             {}
