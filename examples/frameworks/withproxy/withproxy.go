// Package withproxy is a reverse proxy that answers what its upstream fails to.
package withproxy

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"net/url"

	"github.com/seed85f21a9e/errcode"
)

// New returns a proxy in front of a backend that speaks LeanCloud's format. It
// answers in the format of rp.
func New(rp *errcode.Responder, backend *url.URL) http.Handler {
	// recipe: glue
	proxy := &httputil.ReverseProxy{
		Rewrite:        func(r *httputil.ProxyRequest) { r.SetURL(backend) },
		ModifyResponse: func(resp *http.Response) error { return errcode.LeanCloud.CheckResponse(resp) },
		ErrorHandler: func(w http.ResponseWriter, r *http.Request, err error) {
			if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) { // the backend broke off
				err = fmt.Errorf("%w: %w", errcode.KindUnavailable, err)
			}
			rp.WriteError(w, r, err)
		},
	}
	return rp.Recover(proxy)
	// recipe: end
}
