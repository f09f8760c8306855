package main

import (
	"cmp"
	"errors"
	"expvar"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/seed85f21a9e/errcode"
)

// A proxy answers the errors of the server behind it in the format of the
// clients in front of it. Everything else passes through as it is.
type proxy struct {
	format    *errcode.Catalog // of the server's errors
	relay     bool             // pass the server's messages on
	timeout   time.Duration
	forward   httputil.ReverseProxy
	responder errcode.Responder
	recording *recording // nil: none
	counts    expvar.Map // answered errors by label
	logger    *slog.Logger
}

func newProxy(cfg config, logger *slog.Logger, rec *recording) *proxy {
	p := &proxy{
		format:    cmp.Or(cfg.upstreamFormat, cfg.client),
		relay:     cfg.relay,
		timeout:   cfg.timeout,
		recording: rec,
		logger:    logger,
	}
	p.responder = errcode.Responder{
		Catalog:   cfg.client,
		Languages: cfg.languages,
		Logger:    slog.New(slog.DiscardHandler), // answer logs every error
		OnAnswer: func(_ *http.Request, err error, _ errcode.Code, _ int) {
			p.counts.Add(errcode.LabelOf(err), 1)
		},
	}
	p.forward = httputil.ReverseProxy{
		Rewrite:        func(pr *httputil.ProxyRequest) { rewrite(pr, cfg.upstream) },
		Transport:      newTransport(cfg.timeout),
		FlushInterval:  -1, // a stream is passed on as it comes
		ErrorLog:       slog.NewLogLogger(logger.Handler(), slog.LevelWarn),
		ModifyResponse: p.check,
	}
	return p
}

// newTransport bounds how long the server may take to accept a connection and,
// once it has the whole request, to answer. How long the body of a success takes
// is between it and the client.
func newTransport(timeout time.Duration) *http.Transport {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.DialContext = (&net.Dialer{Timeout: timeout}).DialContext
	t.TLSHandshakeTimeout = timeout
	t.ResponseHeaderTimeout = timeout
	t.MaxResponseHeaderBytes = 256 << 10
	t.MaxIdleConnsPerHost = t.MaxIdleConns // there is one host
	t.DisableCompression = true            // compressed successes stay compressed
	return t
}

func rewrite(pr *httputil.ProxyRequest, upstream *url.URL) {
	pr.SetURL(upstream)
	pr.SetXForwarded()
	if accepted := pr.Out.Header["Accept-Encoding"]; len(accepted) > 0 {
		pr.Out.Header.Set("Accept-Encoding", readable(accepted))
	}
}

// readable returns the encodings of a request that CheckResponse can undo.
func readable(accepted []string) string {
	codings := strings.Split(strings.Join(accepted, ","), ",")
	codings = slices.DeleteFunc(codings, func(coding string) bool {
		name, _, _ := strings.Cut(coding, ";")
		name = strings.ToLower(strings.TrimSpace(name))
		return name != "gzip" && name != "deflate"
	})
	return cmp.Or(strings.Join(codings, ","), "identity")
}

func (p *proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	forward := p.forward
	forward.ErrorHandler = func(w http.ResponseWriter, _ *http.Request, err error) {
		p.answer(w, r, err) // to the request as it came, not as it was sent on
	}
	forward.ServeHTTP(w, r)
}

// A failure is an error that the server has answered with.
type failure struct {
	error
	header http.Header
}

func (f failure) Unwrap() error { return f.error }

// check returns the error that an answer of the server is, and nil for a
// success, which it does not touch.
func (p *proxy) check(resp *http.Response) error {
	// The transport no longer watches the time once it has the header.
	body := resp.Body
	timer := time.AfterFunc(p.timeout, func() { body.Close() })
	defer timer.Stop()
	err := p.format.CheckResponse(resp)
	if err == nil {
		return nil
	}
	return failure{err, resp.Header}
}

// answer answers a request with an error of the server, or of the way to it.
func (p *proxy) answer(w http.ResponseWriter, r *http.Request, err error) {
	f, ok := errors.AsType[failure](err)
	if !ok {
		f.error = unreachable(r, err)
	}
	shown := f.error
	if p.relay {
		shown = errcode.Relay(shown)
	}
	a := p.responder.Answer(r, shown)
	p.log(r, f.error, a)
	if r.Context().Err() == nil { // somebody is there to read it
		p.recording.add(r, a)
	}
	header := w.Header()
	for name, values := range f.header {
		// Without these, scripts of a web page cannot read the error.
		if strings.HasPrefix(name, "Access-Control-") || name == "Set-Cookie" {
			header[name] = values
		}
	}
	for name, values := range a.Header {
		header[name] = values
	}
	w.WriteHeader(a.Status)
	_, _ = w.Write(a.Body) // an error means that the client is gone
}

// unreachable gives an error on the way to the server a kind: the client has
// gone, the time ran out, or else there is no server. The error itself would say
// less: an io.ErrUnexpectedEOF reads as a fault of the client's.
func unreachable(r *http.Request, err error) error {
	kind := errcode.KindUnavailable
	switch {
	case r.Context().Err() != nil:
		kind = errcode.KindCanceled
	case errcode.KindOf(err) == errcode.KindDeadlineExceeded:
		kind = errcode.KindDeadlineExceeded
	}
	return fmt.Errorf("%w: %w", kind, err)
}

// log writes a record of an error and of what the client got to see of it.
func (p *proxy) log(r *http.Request, err error, a errcode.Answer) {
	level := slog.LevelInfo
	switch kind := errcode.KindOf(err); {
	case kind == errcode.KindCanceled:
		level = slog.LevelDebug
	case kind == errcode.KindDeadlineExceeded || a.Status >= 500:
		level = slog.LevelError
	}
	p.logger.LogAttrs(r.Context(), level, "error answered",
		slog.String("method", r.Method), slog.String("path", r.URL.Path),
		slog.String("answered", errcode.LabelOf(a.Code)), slog.Int("status", a.Status), errcode.Attr(err))
}

// serveCounts writes the counts in the form of /debug/vars.
func (p *proxy) serveCounts(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	fmt.Fprintf(w, "{\"errors\": %s}\n", p.counts.String())
}
