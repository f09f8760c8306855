package peek

import (
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
)

// codingOf returns how a body is encoded, in lower case; of several encodings,
// which nobody needs, the list. It is empty if the body is plain.
func codingOf(resp *http.Response) string {
	lines := resp.Header["Content-Encoding"]
	if len(lines) == 0 || resp.Uncompressed {
		return ""
	}
	var codings []string
	for token := range strings.SplitSeq(strings.Join(lines, ","), ",") {
		token = strings.TrimSpace(token)
		if token != "" && !strings.EqualFold(token, "identity") {
			codings = append(codings, token)
		}
	}
	return strings.ToLower(strings.Join(codings, ", "))
}

// unreadable returns the error of a body that is encoded in a way which is not
// known here.
func unreadable(coding string) error {
	return fmt.Errorf("the body is encoded as %.64q, which is not read", coding)
}

// decode returns the text of an encoded body.
func (b *body) decode(coding string, limit int) (text []byte, err error) {
	if len(b.head) == 0 && b.err == io.EOF {
		return nil, nil
	}
	s := &source{body: b, limit: limit}
	switch coding {
	case "gzip", "x-gzip":
		text, err = s.gunzip()
	case "deflate":
		text, err = s.inflate()
	default:
		return nil, unreadable(coding)
	}
	switch {
	case b.err != nil && b.err != io.EOF:
		return text, b.err
	case err == nil || err == io.EOF || s.exhausted:
		return text, nil
	}
	return text, fmt.Errorf("the body is not valid %s: %w", coding, err)
}

// A source is a body as it came, from its start. What it reads beyond the head
// becomes a part of the head.
type source struct {
	*body
	at, limit int
	exhausted bool // more than limit bytes would be needed
}

// fill makes sure that there is something to read.
func (s *source) fill() error {
	for s.at == len(s.head) {
		if s.err != nil {
			return s.err
		}
		if len(s.head) >= s.limit {
			s.exhausted = true
			return io.EOF
		}
		s.head, s.err = readMore(s.rest, s.head, s.limit)
	}
	return nil
}

func (s *source) Read(p []byte) (int, error) {
	if err := s.fill(); err != nil {
		return 0, err
	}
	n := copy(p, s.head[s.at:])
	s.at += n
	return n, nil
}

func (s *source) ReadByte() (byte, error) {
	if err := s.fill(); err != nil {
		return 0, err
	}
	s.at++
	return s.head[s.at-1], nil
}

// inflate undoes deflate, which is meant to stand in a zlib frame and often does
// not.
func (s *source) inflate() ([]byte, error) {
	r, err := zlib.NewReader(s)
	switch {
	case err == zlib.ErrHeader:
		s.at = 0
		r = flate.NewReader(s)
	case err != nil:
		return nil, err
	}
	_, text, err := read(r, nil, s.limit, false)
	return text, err
}

// gunzip undoes gzip.
func (s *source) gunzip() ([]byte, error) {
	z, ok := unzippers.Get().(*unzipper)
	if !ok {
		z = new(unzipper)
	}
	z.from.source = s
	_, text, err := read(z, nil, s.limit, false)
	z.from.source, z.inMember = nil, false
	unzippers.Put(z)
	return text, err
}

// An unzipper takes 40 KB of memory, and so is used again.
var unzippers sync.Pool

type unzipper struct {
	gzip     gzip.Reader
	from     struct{ *source } // so that the reader keeps no body
	inMember bool
}

// Read returns what can be read without waiting for the next member: a
// gzip.Reader by itself looks for that first.
func (z *unzipper) Read(p []byte) (int, error) {
	for {
		if !z.inMember {
			if err := z.gzip.Reset(&z.from); err != nil {
				return 0, err
			}
			z.gzip.Multistream(false)
			z.inMember = true
		}
		n, err := z.gzip.Read(p)
		if err != io.EOF {
			return n, err
		}
		z.inMember = false
		if n > 0 {
			return n, nil
		}
	}
}
