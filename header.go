package errcode

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/seed85f21a9e/errcode/internal/negotiate"
)

// setHeaders sets the headers of an answer to a request, which may be nil.
// Their values share one array, which belongs to this response alone: a
// middleware may change it. localized tells whether the answer depends on
// Accept-Language.
func (d *document) setHeaders(h http.Header, r *http.Request, localized bool) {
	values := new([4]string)
	values[0] = "application/json; charset=utf-8"
	if d.problem {
		values[0] = problemType
	}
	values[1], values[2], values[3] = "nosniff", "no-store", "Accept"
	if localized {
		values[3] = "Accept, Accept-Language"
	}
	vary, cache := values[3:4:4], values[2:3:3]
	if len(h) > 0 {
		removeBodyHeaders(h)
		if old := h["Vary"]; len(old) > 0 {
			vary = addVary(old, localized)
		}
		if old := h["Cache-Control"]; negotiate.Has(old, "no-store") {
			cache = old // which may forbid more
		}
	}
	h["Content-Type"] = values[0:1:1]
	h["X-Content-Type-Options"] = values[1:2:2]
	h["Cache-Control"] = cache
	h["Vary"] = vary
	if d.language != "" && (d.problem || !d.custom) {
		h["Content-Language"] = []string{d.language}
	}
	if d.hasRetryAfter {
		h["Retry-After"] = []string{strconv.FormatInt(wholeSeconds(d.retryAfter), 10)}
	}
	if d.tooLarge && (r == nil || r.ProtoMajor < 2) {
		// As http.MaxBytesReader has net/http do it: the rest of the request's
		// body is still to come, and nobody will read it.
		h["Connection"] = []string{"close"}
	}
	if isHead(r) {
		h["Content-Length"] = []string{strconv.Itoa(len(d.body))}
	}
}

func addVary(old []string, localized bool) []string {
	if localized {
		return negotiate.AddVary(old, "Accept", "Accept-Language")
	}
	return negotiate.AddVary(old, "Accept")
}

func isHead(r *http.Request) bool { return r != nil && r.Method == http.MethodHead }

// wholeSeconds rounds up.
func wholeSeconds(d time.Duration) int64 {
	seconds := int64(d / time.Second)
	if d%time.Second > 0 {
		seconds++
	}
	return seconds
}

// removeBodyHeaders removes the headers and trailers that describe a successful
// body. Those about the connection, cookies, access or tracing stay. A handler
// may have set a header without [http.Header.Set], under a name in another case.
func removeBodyHeaders(h http.Header) {
	for name := range h {
		bare := strings.TrimPrefix(name, http.TrailerPrefix)
		canonical := http.CanonicalHeaderKey(bare)
		switch canonical {
		case "Accept-Ranges", "Age", "Content-Digest", "Content-Disposition", "Content-Encoding",
			"Content-Language", "Content-Length", "Content-Location", "Content-Md5", "Content-Range",
			"Digest", "Etag", "Expires", "Last-Modified", "Repr-Digest", "Transfer-Encoding",
			// A cache prefers these to Cache-Control.
			"Edge-Control", "Surrogate-Control", "X-Accel-Expires",
			// A server in front sends a file in place of the body.
			"X-Accel-Redirect", "X-Sendfile", "X-Sendfile2", "X-Lighttpd-Send-File", "X-Litespeed-Location", "X-Reproxy-Url":
			delete(h, name)
			continue
		}
		if strings.HasSuffix(canonical, "-Cache-Control") { // for some caches (RFC 9213), in place of ours
			delete(h, name)
			continue
		}
		if name == canonical || name != bare {
			continue
		}
		switch canonical {
		case "Content-Type", "X-Content-Type-Options": // ours take their place
			delete(h, name)
		case "Cache-Control", "Connection", "Retry-After", "Vary": // ours add to these or take their place
			h[canonical] = append(slices.Clip(h[canonical]), h[name]...)
			delete(h, name)
		}
	}
}
