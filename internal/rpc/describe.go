package rpc

import (
	"log/slog"
	"net/http"

	"github.com/seed85f21a9e/errcode"
)

// Describe returns what a client may see of the error that a call failed with;
// nil if err is no error. Like [errcode.Responder.Describe], it logs and calls
// OnAnswer. fits reports whether a failure is within the budget.
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
