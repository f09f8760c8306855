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
// 101, whose body is a connection). Otherwise, it returns an *Error read from
// the body as by [Catalog.DecodeBody], with the time of the Retry-After header,
// if there is one, limited to a year. For a nil response, it returns an error
// without a code.
//
// It reads at most 64 KiB and returns as soon as a JSON object is complete,
// regardless of what follows and of whether the response ends there. For other
// bodies, such as HTML, it waits for the end; the context of the request limits
// how long. Afterward, the body can be read from its start, unchanged, and the
// caller must still close it. As always with net/http, the connection is reused
// if the body is read to its end before it is closed.
//
// A body that is still compressed, because the program itself or the client of
// a proxy sent Accept-Encoding, is decompressed to decode it if the encoding is
// gzip or deflate, up to 64 KiB of plain text. It stays compressed for the next
// reader.
//
// If reading the body fails, that failure is the cause of the error returned.
// So are corrupt compression and an encoding that is not supported, such as br
// or zstd; with either of these, the code is inferred from the status.
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
	if strings.Trim(value, "0123456789") == "" {
		seconds, _ := strconv.ParseUint(value, 10, 64) // the largest number in place of one beyond it
		return wait{time.Duration(min(seconds, uint64(maxRetryAfter/time.Second))) * time.Second, true}
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
