package peek_test

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode/internal/peek"
)

// A compressor writes a body of a Content-Encoding.
type compressor interface {
	io.WriteCloser
	Flush() error
}

var codings = []struct {
	name, header string
	open         func(io.Writer) compressor
}{
	{"gzip", "gzip", func(w io.Writer) compressor { return gzip.NewWriter(w) }},
	{"gzip, its old name", "X-Gzip", func(w io.Writer) compressor { return gzip.NewWriter(w) }},
	{"deflate", "deflate", func(w io.Writer) compressor { return zlib.NewWriter(w) }},
	{"deflate without a frame", " Deflate ", func(w io.Writer) compressor {
		c, err := flate.NewWriter(w, flate.BestCompression)
		if err != nil {
			panic(err)
		}
		return c
	}},
}

func compress(text string, open func(io.Writer) compressor) []byte {
	var b bytes.Buffer
	w := open(&b)
	io.WriteString(w, text)
	w.Close()
	return b.Bytes()
}

func encoded(header string, r io.Reader) *http.Response {
	resp := plain(r)
	resp.Header = http.Header{"Content-Encoding": {header}}
	return resp
}

// requireLeft checks that a body is what it was.
func requireLeft(t *testing.T, want []byte, resp *http.Response, name string) {
	t.Helper()
	again, err := io.ReadAll(resp.Body)
	require.NoError(t, err, name)
	require.True(t, bytes.Equal(want, again), name)
}

func TestHeadOfACompressedBody(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, sent, text string }{
		{"nothing", "", ""},
		{"JSON", `{"a":"b"}`, `{"a":"b"}`},
		{"JSON and more", `{"a":"b"} {}`, `{"a":"b"}`},
		{"HTML", "<html>", "<html>"},
		{"Chinese", "错误：用户不存在", "错误：用户不存在"},
		{"as much as the limit", strings.Repeat("x", limit), strings.Repeat("x", limit)},
		{"more", strings.Repeat("xyz", limit), strings.Repeat("xyz", limit)[:limit]},
	}
	for _, coding := range codings {
		for _, test := range tests {
			for how, reading := range readings {
				name := coding.name + ", " + test.name + ", " + how
				sent := compress(test.sent, coding.open)
				resp := encoded(coding.header, reading(bytes.NewReader(sent)))
				text, err := peek.Head(resp, limit)
				require.NoError(t, err, name)
				require.Equal(t, test.text, string(text), name)
				require.Equal(t, http.Header{"Content-Encoding": {coding.header}}, resp.Header)
				requireLeft(t, sent, resp, name)
			}
		}
	}
}

func TestWhatNeedsNoDecoding(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name         string
		header       []string
		uncompressed bool
		body, text   string
	}{
		{"no encoding", nil, false, "<html>", "<html>"},
		{"nothing in it", []string{" , "}, false, "<html>", "<html>"},
		{"identity", []string{"Identity", "identity,"}, false, "<html>", "<html>"},
		{"done by net/http", []string{"gzip"}, true, "<html>", "<html>"},
		{"plain JSON called gzip", []string{"gzip"}, false, "\n{} ", "\n{}"},
		{"plain JSON called deflate", []string{"deflate"}, false, "[1] 2", "[1]"},
		{"JSON called UTF-8", []string{"utf-8"}, false, `{"a":1}`, `{"a":1}`},
		{"no body", []string{"gzip"}, false, "", ""},
		{"no body, unknown", []string{"x-custom"}, false, "", ""},
	}
	for _, test := range tests {
		for how, reading := range readings {
			resp := plain(reading(strings.NewReader(test.body)))
			resp.Header = http.Header{"Content-Encoding": test.header}
			resp.Uncompressed = test.uncompressed
			text, err := peek.Head(resp, limit)
			require.NoError(t, err, test.name)
			require.Equal(t, test.text, string(text), "%s, %s", test.name, how)
			requireLeft(t, []byte(test.body), resp, test.name)
		}
	}
}

func TestUnreadableEncodings(t *testing.T) {
	t.Parallel()
	const body = "\x8b\x05\x80{}\x03"
	tests := []struct {
		header []string
		body   string
		want   string
	}{
		{[]string{"br"}, body, `the body is encoded as "br", which is not read`},
		{[]string{"BR"}, body, `the body is encoded as "br", which is not read`},
		{[]string{"br"}, "{}", `the body is encoded as "br", which is not read`},
		{[]string{"zstd"}, body, `the body is encoded as "zstd", which is not read`},
		{[]string{"x-custom"}, body, `the body is encoded as "x-custom", which is not read`},
		{[]string{"utf-8"}, "<html>", `the body is encoded as "utf-8", which is not read`},
		{[]string{"utf-8"}, `{"a":`, `the body is encoded as "utf-8", which is not read`},
		{[]string{"gzip, gzip"}, body, `the body is encoded as "gzip, gzip", which is not read`},
		{[]string{"gzip,identity", "br"}, body, `the body is encoded as "gzip, br", which is not read`},
		{[]string{"a\nb\u202ec\x80"}, body, `the body is encoded as "a\nb\u202ec` + "\ufffd" + `", which is not read`},
		{[]string{strings.Repeat("x", 1<<20)}, body, `the body is encoded as "` + strings.Repeat("x", 64) + `", which is not read`},
	}
	for _, test := range tests {
		resp := plain(strings.NewReader(test.body))
		resp.Header = http.Header{"Content-Encoding": test.header}
		text, err := peek.Head(resp, limit)
		require.EqualError(t, err, test.want)
		require.Empty(t, text)
		requireLeft(t, []byte(test.body), resp, test.want)
	}
}

// What a server has flushed is enough, if it is all of the JSON.
func TestCompressedBodyIsNotWaitedFor(t *testing.T) {
	t.Parallel()
	for _, coding := range codings {
		for name, finish := range map[string]func(compressor) error{"flushed": compressor.Flush, "closed": compressor.Close} {
			var sent bytes.Buffer
			w := coding.open(&sent)
			io.WriteString(w, `{"a":["b"]}`)
			require.NoError(t, finish(w))
			late := errors.New("read on after the end of the text")
			resp := encoded(coding.header, io.MultiReader(&sent, iotest.ErrReader(late)))
			text, err := peek.Head(resp, limit)
			require.NoError(t, err, "%s, %s", coding.name, name)
			require.Equal(t, `{"a":["b"]}`, string(text))
			_, err = io.ReadAll(resp.Body)
			require.Equal(t, late, err)
		}
	}
}

func TestGzipOfSeveralMembers(t *testing.T) {
	t.Parallel()
	open := codings[0].open
	sent := bytes.Join([][]byte{compress(`<ht`, open), compress(``, open), compress(`ml>`, open)}, nil)
	resp := encoded("gzip", bytes.NewReader(sent))
	text, err := peek.Head(resp, limit)
	require.NoError(t, err)
	assert.Equal(t, "<html>", string(text))
	requireLeft(t, sent, resp, "")

	resp = encoded("gzip", bytes.NewReader(append(sent, "junk"...)))
	text, err = peek.Head(resp, limit)
	assert.ErrorContains(t, err, "the body is not valid gzip: ")
	assert.Equal(t, "<html>", string(text))
}

// However a compressed body is cut off, the text is its beginning, and an error
// says that it is not all.
func TestCompressedBodyThatIsCutOff(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	var b strings.Builder
	for b.Len() < 500 {
		b.WriteString([]string{"<p>", "Bad ", "Gateway ", "502 ", "\n"}[random.IntN(5)])
	}
	plain, broken := b.String(), errors.New("connection reset by peer")
	for _, coding := range codings {
		sent := compress(plain, coding.open)
		longest := 0
		for n := 1; n < len(sent); n++ {
			resp := encoded(coding.header, bytes.NewReader(sent[:n]))
			text, err := peek.Head(resp, limit)
			require.ErrorIs(t, err, io.ErrUnexpectedEOF, "%s, %d bytes", coding.name, n)
			require.ErrorContains(t, err, "the body is not valid "+strings.TrimSpace(strings.ToLower(coding.header))+": ")
			require.True(t, strings.HasPrefix(plain, string(text)), "%s, %d bytes", coding.name, n)
			requireLeft(t, sent[:n], resp, coding.name)
			longest = max(longest, len(text))

			resp = encoded(coding.header, io.MultiReader(bytes.NewReader(sent[:n]), iotest.ErrReader(broken)))
			again, err := peek.Head(resp, limit)
			require.Equal(t, broken, err, "%s, %d bytes", coding.name, n)
			require.Equal(t, string(text), string(again))
			_, err = io.ReadAll(resp.Body)
			require.Equal(t, broken, err)
		}
		assert.Greater(t, longest, len(plain)/2, "what could be read")
	}
}

func TestCompressedBodyThatIsCorrupt(t *testing.T) {
	t.Parallel()
	for _, coding := range codings {
		sent := compress(strings.Repeat("Bad Gateway ", 50), coding.open)
		for i := range sent {
			corrupt := bytes.Clone(sent)
			corrupt[i] ^= 0x55
			resp := encoded(coding.header, bytes.NewReader(corrupt))
			text, err := peek.Head(resp, limit)
			if err != nil {
				require.ErrorContains(t, err, "the body is not valid ", coding.name)
			}
			require.LessOrEqual(t, len(text), limit)
			requireLeft(t, corrupt, resp, coding.name)
		}
	}
	resp := encoded("gzip", strings.NewReader("<html>Bad Gateway"))
	_, err := peek.Head(resp, limit)
	assert.ErrorIs(t, err, gzip.ErrHeader)
	resp = encoded("deflate", strings.NewReader("\x78\xbb\x00\x00\x00\x02"))
	_, err = peek.Head(resp, limit)
	assert.ErrorIs(t, err, zlib.ErrDictionary)
}

// Megabytes of text cost what is read of them, and so does a body that goes on
// forever without any text.
func TestBombs(t *testing.T) {
	const limit = 64 << 10
	for _, coding := range codings {
		bomb := compress(strings.Repeat("x", 8<<20), coding.open)
		body := &stream{Reader: bytes.NewReader(bomb)}
		resp := encoded(coding.header, nil)
		resp.Body = body
		var text []byte
		var err error
		bytes := allocated(func() { text, err = peek.Head(resp, limit) })
		require.NoError(t, err)
		assert.Len(t, text, limit)
		assert.LessOrEqual(t, body.read, limit)
		assert.Less(t, bytes, uint64(5*limit), coding.name)
		requireLeft(t, bomb, resp, coding.name)
	}
	empty := map[string]string{
		"gzip":    string(compress("", codings[0].open)),
		"deflate": "\x00\x00\x00\xff\xff",
	}
	for header, piece := range empty {
		body := &stream{Reader: &endless{piece: piece}}
		resp := encoded(header, nil)
		resp.Body = body
		var text []byte
		var err error
		bytes := allocated(func() { text, err = peek.Head(resp, limit) })
		require.NoError(t, err, header)
		assert.Empty(t, text, header)
		assert.Equal(t, limit, body.read, header)
		assert.Less(t, bytes, uint64(5*limit), header)
	}
}

// endless repeats a piece of text.
type endless struct {
	piece string
	at    int
}

func (e *endless) Read(p []byte) (int, error) {
	n := copy(p, e.piece[e.at:])
	e.at = (e.at + n) % len(e.piece)
	return n, nil
}

// Several goroutines may take heads at the same time.
func TestConcurrentHeads(t *testing.T) {
	t.Parallel()
	for range 8 {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			for i := range 200 {
				want := strings.Repeat("<p>", i)
				text, err := peek.Head(encoded("gzip", bytes.NewReader(compress(want, codings[0].open))), limit)
				require.NoError(t, err)
				require.Equal(t, want, string(text))
			}
		})
	}
}

// Whatever a body is and is said to be, no more than the limit is taken of it and
// it stays as it was.
func FuzzHeadOfEncoded(f *testing.F) {
	for _, coding := range codings {
		sent := compress(`{"code":211,"error":"Could not find user."}`, coding.open)
		f.Add(coding.header, sent)
		f.Add(coding.header, sent[:len(sent)-5])
	}
	f.Add("br", []byte("{}"))
	f.Add("gzip, gzip", []byte("\x1f\x8b"))
	f.Fuzz(func(t *testing.T, header string, body []byte) {
		s := &stream{Reader: bytes.NewReader(body)}
		resp := encoded(header, nil)
		resp.Body = s
		text, err := peek.Head(resp, limit)
		if len(text) > limit || s.read > limit {
			t.Fatalf("%d bytes of text from %d", len(text), s.read)
		}
		if err != nil && len(err.Error()) > 600 {
			t.Fatalf("%v", err)
		}
		if again, err := io.ReadAll(resp.Body); err != nil || !bytes.Equal(again, body) {
			t.Fatalf("%q is left as %q, %v", body, again, err)
		}
	})
}
