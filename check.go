package errcode

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/seed85f21a9e/errcode/internal/peek"
)

// CheckResponse returns nil if the response has a status from 200 to 399 (or
// 101, whose body is a connection), and otherwise an *Error read from its body
// as by [Catalog.DecodeBody], with the Retry-After header if there is one, of a
// year at most. A nil response is an error without a code.
//
// It reads at most 64 KiB, and returns as soon as a JSON object is complete,
// whatever comes after it and whether or not the response ends there. Of other
// bodies, such as HTML, it waits for the end; the context of the request bounds
// how long. The body can then be read from its start, as it came, and is still
// the caller's to close. As always with net/http, the connection is used again
// if the body was read to its end before it is closed.
//
// A body that is still compressed, because the program itself or the client of
// a proxy sent Accept-Encoding, is read all the same if that is gzip or
// deflate, up to 64 KiB of plain text. It stays compressed for whoever reads it
// next.
//
// An error of reading the body is the cause of the error returned. So is a
// broken compression, and an encoding that cannot be read, such as br and zstd;
// the code is then inferred from the status.
func (c *Catalog) CheckResponse(resp *http.Response) error {
	if resp == nil {
		return errors.New("errcode: no response to check")
	}
	if 200 <= resp.StatusCode && resp.StatusCode <= 399 || resp.StatusCode == http.StatusSwitchingProtocols {
		return nil
	}
	text, err := peek.Head(resp, maxBody)
	e := c.DecodeBody(resp.StatusCode, text)
	if kind, ok := e.cause.(Kind); ok && err != nil {
		e.cause = fmt.Errorf("%w: %w", kind, err)
	} else if e.cause == nil {
		e.cause = err
	}
	e.extra.wait = parseRetryAfter(resp.Header)
	return e
}

// maxRetryAfter bounds the time to wait that another server asks for.
const maxRetryAfter = 365 * 24 * time.Hour

// parseRetryAfter reads the Retry-After header, which has seconds or a date.
func parseRetryAfter(h http.Header) wait {
	value := strings.TrimSpace(h.Get("Retry-After"))
	if value == "" {
		return wait{}
	}
	if seconds, err := strconv.ParseUint(value, 10, 31); err == nil {
		return wait{min(time.Duration(seconds)*time.Second, maxRetryAfter), true}
	}
	date, err := http.ParseTime(value)
	if err != nil {
		return wait{}
	}
	now, err := http.ParseTime(h.Get("Date"))
	if err != nil {
		now = time.Now()
	}
	return wait{min(max(date.Sub(now), 0), maxRetryAfter), true}
}
