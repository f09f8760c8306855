package errcode

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// CheckResponse returns nil if the response has a status from 200 to 399 (or
// 101, whose body is a connection), and otherwise an *Error read from its body
// as by [Catalog.DecodeBody], with the Retry-After header if there is one.
//
// It reads at most 64 KiB. The body can be read again from its start
// afterwards, and is still the caller's to close. A body that cannot be read to
// its end is the error's cause. A nil response is an error without a code.
func (c *Catalog) CheckResponse(resp *http.Response) error {
	if resp == nil {
		return errors.New("errcode: no response to check")
	}
	if 200 <= resp.StatusCode && resp.StatusCode <= 399 || resp.StatusCode == http.StatusSwitchingProtocols {
		return nil
	}
	body, err := peekBody(resp)
	e := c.DecodeBody(resp.StatusCode, body)
	if err != nil {
		e.cause = err
	}
	e.extra.wait = parseRetryAfter(resp.Header)
	return e
}

// peekBody reads the head of a response's body and puts it back.
func peekBody(resp *http.Response) ([]byte, error) {
	if resp.Body == nil || resp.Body == http.NoBody {
		return nil, nil
	}
	head, err := io.ReadAll(io.LimitReader(resp.Body, maxBody))
	if err == nil && len(head) < maxBody {
		err = resp.Body.Close()
		resp.Body = io.NopCloser(bytes.NewReader(head))
		return head, err
	}
	rest := io.Reader(resp.Body)
	if err != nil {
		rest = failed{err}
	}
	resp.Body = struct {
		io.Reader
		io.Closer
	}{io.MultiReader(bytes.NewReader(head), rest), resp.Body}
	return head, err
}

// failed is a reader at the place where another one has failed.
type failed struct{ err error }

func (f failed) Read([]byte) (int, error) { return 0, f.err }

// maxRetryAfter bounds the time to wait that another server asks for.
const maxRetryAfter = 365 * 24 * time.Hour

// parseRetryAfter reads the Retry-After header, which has seconds or a date.
func parseRetryAfter(h http.Header) wait {
	value := strings.TrimSpace(h.Get("Retry-After"))
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
