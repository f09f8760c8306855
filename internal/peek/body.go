package peek

import (
	"io"
	"net/http"
)

// A body is a response's body whose head has been read already.
type body struct {
	head []byte // that is still to be read again
	err  error  // in which the head ends; nil: the rest follows
	rest io.ReadCloser
}

// firstRead is how much is read at once of a body whose length is not known.
const firstRead = 512

// shortBody is the size of the room for a short body, as that of most errors is.
const shortBody = 128

// newBody returns the body that takes the place of the response's, and room for
// its head: one byte more than it has, to see the end.
func newBody(resp *http.Response, limit int) (b *body, room []byte) {
	n := min(firstRead, limit)
	if length := resp.ContentLength; length > 0 {
		n = int(min(length, int64(limit)-1)) + 1
	}
	if n <= shortBody {
		short := new(struct { // in one allocation
			body
			room [shortBody]byte
		})
		short.rest = resp.Body
		return &short.body, short.room[:0:n]
	}
	return &body{rest: resp.Body}, make([]byte, 0, n)
}

func (b *body) Read(p []byte) (int, error) {
	if len(b.head) > 0 {
		n := copy(p, b.head)
		b.head = b.head[n:]
		return n, nil
	}
	if b.err != nil {
		return 0, b.err
	}
	return b.rest.Read(p)
}

func (b *body) Close() error { return b.rest.Close() }

// read appends what r has to all, until there are limit bytes or the text ends:
// with a JSON object or array, or with r. If onlyJSON is set, it stops at what is
// neither, and then text is nil.
func read(r io.Reader, head []byte, limit int, onlyJSON bool) (all, text []byte, err error) {
	var s scanner
	for all = head; err == nil && len(all) < limit; {
		all, err = readMore(r, all, limit)
		if end := s.scan(all); end > 0 {
			return all, all[:end:end], err
		}
		if onlyJSON && s.other {
			return all, nil, err
		}
	}
	if onlyJSON {
		return all, nil, err
	}
	return all, all[:len(all):len(all)], err
}

// readMore appends what one call of Read returns. There must be less than limit
// bytes.
func readMore(r io.Reader, buf []byte, limit int) ([]byte, error) {
	if len(buf) == cap(buf) {
		grown := make([]byte, len(buf), min(max(4*cap(buf), firstRead), limit))
		copy(grown, buf)
		buf = grown
	}
	for range 100 {
		n, err := r.Read(buf[len(buf):cap(buf)])
		if n > 0 || err != nil {
			return buf[:len(buf)+n], err
		}
	}
	return buf, io.ErrNoProgress
}
