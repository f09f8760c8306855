// Package rpc is what errcodegrpc and errcodeconnect share: the part of an error
// that is sent, laid out as AIP-193 specifies and within [Budget], and the error
// that a client makes of it. It knows neither the codes of the two protocols nor
// protocol buffers beyond their wire format.
package rpc

import (
	"context"
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

// Request returns what a Responder needs to know about a call: the procedure as
// the path, and the metadata, which may be nil, as the header.
func Request(ctx context.Context, method, procedure string, header http.Header) *http.Request {
	var call struct { // one allocation
		http.Request
		url url.URL
	}
	call.url.Path = procedure
	r := http.Request{Method: method, URL: &call.url, Header: header}
	call.Request = *r.WithContext(ctx)
	return &call.Request
}

// A Failure is what goes over the wire.
type Failure struct {
	Kind    errcode.Kind
	Message string // for developers, in English
	Details []Detail

	room [1]Detail // for the usual one
}

// A Detail is a message of the package google.rpc.
type Detail struct {
	TypeURL string
	Value   []byte
}
