package peek_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"math"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode/internal/peek"
)

const limit = 1000

// A stream is a body that counts what is read of it and how often it is closed.
type stream struct {
	io.Reader
	read, closed int
}

func (s *stream) Read(p []byte) (int, error) {
	n, err := s.Reader.Read(p)
	s.read += n
	return n, err
}

func (s *stream) Close() error { s.closed++; return nil }

func plain(r io.Reader) *http.Response {
	return &http.Response{Body: &stream{Reader: r}, ContentLength: -1}
}

// readings are the ways in which the bytes of a body may arrive.
var readings = map[string]func(io.Reader) io.Reader{
	"at once":              func(r io.Reader) io.Reader { return r },
	"with the end at once": iotest.DataErrReader,
	"by halves":            iotest.HalfReader,
	"one by one":           iotest.OneByteReader,
	"with empty reads":     func(r io.Reader) io.Reader { return &hesitant{r: r} },
}

// hesitant returns nothing every other time.
type hesitant struct {
	r     io.Reader
	ready bool
}

func (h *hesitant) Read(p []byte) (int, error) {
	h.ready = !h.ready
	if h.ready {
		return 0, nil
	}
	return h.r.Read(p)
}

func TestHead(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("<p>", limit)
	deep := strings.Repeat("[", limit/2) + strings.Repeat("]", limit/2)
	tests := []struct{ name, body, text string }{
		{"empty", "", ""},
		{"HTML", "<html>Bad {Gateway}</html>\n", "<html>Bad {Gateway}</html>\n"},
		{"HTML, as long as the limit", long[:limit], long[:limit]},
		{"HTML, longer", long, long[:limit]},
		{"JSON", `{"a":"b"}`, `{"a":"b"}`},
		{"JSON, as long as the limit", deep, deep},
		{"JSON, longer", "[" + deep + "]", "[" + deep[:limit-1]},
		{"JSON with blanks", "\r\n\t {\"a\" : [ ] } \r\n\t", "\r\n\t {\"a\" : [ ] }"},
		{"JSON with blanks up to the limit", "{}" + strings.Repeat(" ", 2*limit), "{}"},
		{"JSON after a byte-order mark", "\ufeff{}", "\ufeff{}"},
		{"JSON after two of them", "\ufeff\ufeff{} x", "\ufeff\ufeff{} x"},
		{"JSON and more", `{"a":1}{"b":2}`, `{"a":1}`},
		{"JSON and a bracket", `[{}]]`, `[{}]`},
		{"JSON and much more", "{}" + long, "{}"},
		{"JSON, cut off", `{"a":[1,2`, `{"a":[1,2`},
		{"brackets and quotation marks in strings", `{"}\"]\\":"{[\\","\\\\":["]"]} {}`, `{"}\"]\\":"{[\\","\\\\":["]"]}`},
		{"a string without an end", `{"a":"}`, `{"a":"}`},
		{"words in brackets", "[error] no such user", "[error] no such user"},
		{"words in braces", "{error} {no such user}", "{error} {no such user}"},
		{"brackets of two kinds", "[} ] {}", "[} ] {}"},
		{"a closing bracket", "]{}", "]{}"},
		{"a string", `"{}" {}`, `"{}" {}`},
		{"a number", "211 {}", "211 {}"},
		{"nothing but blanks", " \n ", " \n "},
		{"zero bytes", "\x00{}", "\x00{}"},
	}
	for _, test := range tests {
		for how, reading := range readings {
			for _, length := range []int{-1, 0, len(test.body), 1, 10 * limit, math.MaxInt} {
				body := &stream{Reader: reading(strings.NewReader(test.body))}
				resp := &http.Response{Body: body, ContentLength: int64(length)}
				text, err := peek.Head(resp, limit)
				require.NoError(t, err, test.name)
				require.Equal(t, test.text, string(text), "%s, %s, Content-Length %d", test.name, how, length)
				require.LessOrEqual(t, body.read, limit, test.name)
				require.EqualValues(t, length, resp.ContentLength)

				again, err := io.ReadAll(iotest.OneByteReader(resp.Body))
				require.NoError(t, err)
				require.Equal(t, test.body, string(again), "%s, %s: left", test.name, how)
				require.Equal(t, test.text, string(text), "%s, %s: kept", test.name, how)
				require.Zero(t, body.closed)
				require.NoError(t, resp.Body.Close())
				require.Equal(t, 1, body.closed)
			}
		}
	}
}

func TestHeadOfNoBody(t *testing.T) {
	t.Parallel()
	for _, body := range []io.ReadCloser{nil, http.NoBody} {
		resp := &http.Response{Body: body, Header: http.Header{"Content-Encoding": {"br"}}}
		text, err := peek.Head(resp, limit)
		assert.NoError(t, err)
		assert.Empty(t, text)
		assert.Equal(t, body, resp.Body)
	}
}

// The head can be taken again: what was left by the first time is as good as new.
func TestHeadTwice(t *testing.T) {
	t.Parallel()
	resp := plain(strings.NewReader(`{"a":1} more`))
	for range 3 {
		text, err := peek.Head(resp, limit)
		require.NoError(t, err)
		assert.Equal(t, `{"a":1}`, string(text))
	}
	again, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	assert.Equal(t, `{"a":1} more`, string(again))
}

func TestHeadOfABodyThatFails(t *testing.T) {
	t.Parallel()
	broken := errors.New("connection reset by peer")
	tests := []struct {
		name, before string
		seen         bool // that it fails
	}{
		{"at once", "", true},
		{"in the middle", `{"a":`, true},
		{"after JSON", `{"a":1}`, false},
		{"after HTML", `<html>`, true},
	}
	for _, test := range tests {
		resp := plain(io.MultiReader(strings.NewReader(test.before), iotest.ErrReader(broken)))
		text, err := peek.Head(resp, limit)
		assert.Equal(t, test.before, string(text), test.name)
		if test.seen {
			assert.Equal(t, broken, err, test.name)
		} else {
			assert.NoError(t, err, test.name)
		}
		again, err := io.ReadAll(resp.Body)
		assert.Equal(t, broken, err, test.name)
		assert.Equal(t, test.before, string(again), test.name)
	}
}

// Some errors come once alone. They are there for the next reader all the same.
func TestErrorComesAgain(t *testing.T) {
	t.Parallel()
	resp := plain(io.MultiReader(strings.NewReader("<ht"), iotest.TimeoutReader(iotest.OneByteReader(strings.NewReader("ml>")))))
	text, err := peek.Head(resp, limit)
	assert.Equal(t, iotest.ErrTimeout, err)
	assert.Equal(t, "<htm", string(text))
	for _, want := range []string{"<htm", ""} {
		again, err := io.ReadAll(resp.Body)
		assert.Equal(t, iotest.ErrTimeout, err)
		assert.Equal(t, want, string(again))
	}
}

// An error that comes along with the last bytes is seen.
func TestErrorWithTheLastBytes(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	resp := plain(iotest.DataErrReader(io.MultiReader(strings.NewReader("{} x"), iotest.ErrReader(broken))))
	text, err := peek.Head(resp, limit)
	assert.Equal(t, broken, err)
	assert.Equal(t, "{}", string(text))
	again, err := io.ReadAll(resp.Body)
	assert.Equal(t, broken, err)
	assert.Equal(t, "{} x", string(again))
}

func TestHeadOfABodyWithoutProgress(t *testing.T) {
	t.Parallel()
	_, err := peek.Head(plain(iotest.ErrReader(nil)), limit)
	assert.Equal(t, io.ErrNoProgress, err)
}

// Whatever a server announces, no more than the limit is set aside for it.
func TestRoomIsBounded(t *testing.T) {
	const limit = 64 << 10
	for _, length := range []int64{-1, limit, math.MaxInt64} {
		resp := plain(strings.NewReader("{}"))
		resp.ContentLength = length
		assert.LessOrEqual(t, allocated(func() { _, _ = peek.Head(resp, limit) }), uint64(limit+4<<10), "Content-Length %d", length)
	}
	resp := plain(strings.NewReader(strings.Repeat("x", 2*limit)))
	assert.LessOrEqual(t, allocated(func() { _, _ = peek.Head(resp, limit) }), uint64(2*limit))
}

// allocated returns how many bytes a function allocates. No test may run at the
// same time.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// What is read does not hang on how it arrives, and it ends where encoding/json
// sees the end of an object or an array.
func FuzzHead(f *testing.F) {
	for _, body := range []string{
		"", " ", "{}", `{"a":"}"}`, "[1,2] 3", "{}{}", "\ufeff{}x", "{]}", `{"\"":"\\"}x`, "<html>{}", "[[[[]]]]]", `{"a":1,}`, "\ufeff \ufeff[]", "[\xff]",
	} {
		f.Add([]byte(body))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		want := body[:min(len(body), limit)]
		if text := bytes.TrimPrefix(body, []byte("\ufeff")); strings.HasPrefix(strings.TrimLeft(string(text), " \t\r\n"), "{") || strings.HasPrefix(strings.TrimLeft(string(text), " \t\r\n"), "[") {
			decoder := json.NewDecoder(bytes.NewReader(text))
			var value json.RawMessage
			if decoder.Decode(&value) == nil {
				if end := len(body) - len(text) + int(decoder.InputOffset()); end <= limit {
					want = body[:end]
				}
			}
		}
		for how, reading := range readings {
			resp := plain(reading(bytes.NewReader(body)))
			text, err := peek.Head(resp, limit)
			if err != nil || !bytes.Equal(text, want) {
				t.Fatalf("%q %s is read as %q, %v, not as %q", body, how, text, err, want)
			}
			if again, err := io.ReadAll(resp.Body); err != nil || !bytes.Equal(again, body) {
				t.Fatalf("%q %s is left as %q, %v", body, how, again, err)
			}
		}
	})
}
