// Package peek reads the head of a response's body as plain text and leaves the
// body as it was.
package peek

import (
	"io"
	"net/http"
)

// Head returns the head of a response's body as plain text, with a
// Content-Encoding of gzip or deflate undone. It reads until a JSON object or
// array, with which the body begins, is complete, whether or not the body goes on
// after it; of any other body it reads all. It takes no more than limit bytes of
// the body and returns no more than limit bytes of text, so a text of that length
// may go on.
//
// The body can be read again from its start, as it came, with an error in the
// place where there was one. Head does not close it: that is still up to the
// caller. The text must not be changed; it stays good.
//
// An error comes with the text that could be read: one of reading, or of a body
// that is not what Content-Encoding says. A body that is encoded in a way which is
// not known here has no text; the error names the encoding.
func Head(resp *http.Response, limit int) (text []byte, err error) {
	if resp.Body == nil || resp.Body == http.NoBody {
		return nil, nil
	}
	coding := codingOf(resp)
	if coding == "br" || coding == "zstd" {
		return nil, unreadable(coding)
	}
	b, room := newBody(resp, limit)
	resp.Body = b

	// A server may name an encoding and then send JSON as it is. That can be told
	// from everything else.
	b.head, text, b.err = read(b.rest, room, limit, coding != "")
	switch {
	case text == nil:
		return b.decode(coding, limit)
	case b.err == io.EOF:
		return text, nil
	}
	return text, b.err
}
