package response

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// zeros is a reader without an end.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// panicking is a reader that panics.
type panicking struct{}

func (panicking) Read([]byte) (int, error) { panic("boom") }

var errBroken = errors.New("broken")

// reading returns a reader of n bytes, followed by those of another reader. It
// has no WriteTo, so io.Copy calls ReadFrom.
func reading(n int64, then io.Reader) io.Reader {
	return struct{ io.Reader }{io.MultiReader(io.LimitReader(zeros{}, n), then)}
}

var copies = []struct {
	name string
	copy func(w http.ResponseWriter, src io.Reader) (int64, error)
}{
	{"Copy", func(w http.ResponseWriter, src io.Reader) (int64, error) { return io.Copy(w, src) }},
	{"CopyN", func(w http.ResponseWriter, src io.Reader) (int64, error) { return io.CopyN(w, src, 1<<20) }},
	{"LimitReader", func(w http.ResponseWriter, src io.Reader) (int64, error) {
		return io.Copy(w, io.LimitReader(src, 1<<20))
	}},
	{"ReadFrom", func(w http.ResponseWriter, src io.Reader) (int64, error) { return w.(io.ReaderFrom).ReadFrom(src) }},
}

// A copy that breaks off has begun the response if there was anything to copy,
// and only then.
func TestCopyThatBreaksOff(t *testing.T) {
	t.Parallel()
	ends := map[string]io.Reader{
		"panic": panicking{},
		"error": iotest.ErrReader(errBroken),
		"end":   iotest.ErrReader(io.EOF),
	}
	for _, protocol := range protocols {
		for _, c := range copies {
			server, client := serve(t, protocol, func(w http.ResponseWriter, r *http.Request) {
				w = Track(w)
				end := r.FormValue("end")
				n, _ := strconv.ParseInt(r.FormValue("n"), 10, 64)
				func() {
					defer func() { assert.Equal(t, end == "panic", recover() != nil, r.URL) }()
					copied, err := c.copy(w, reading(n, ends[end]))
					assert.Equal(t, n, copied, r.URL)
					if end == "error" {
						assert.Equal(t, errBroken, err, r.URL)
					}
				}()
				assert.Equal(t, n > 0, Begun(w), "%s %s %s", protocol, c.name, r.URL)
			})
			for end := range ends {
				for _, n := range []int{0, 1, firstBytes - 1, firstBytes, firstBytes + 1, 100_000} {
					assert.Len(t, get(t, client, fmt.Sprintf("%s/?end=%s&n=%d", server.URL, end, n)), n)
				}
			}
		}
	}
}

func get(t *testing.T, client *http.Client, url string) string {
	t.Helper()
	resp, err := client.Get(url)
	require.NoError(t, err)
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	return string(body)
}

// atOnce is a reader whose error comes with its data.
type atOnce struct{}

func (atOnce) Read(p []byte) (int, error) {
	if len(p) > firstBytes {
		return 0, io.EOF
	}
	return len(p), errBroken
}

func TestCopyWhoseErrorComesWithTheFirstBytes(t *testing.T) {
	t.Parallel()
	behind := &readerFrom{ResponseRecorder: httptest.NewRecorder()}
	n, err := io.Copy(Track(behind), atOnce{})
	assert.EqualValues(t, firstBytes, n)
	assert.Equal(t, errBroken, err)
	assert.Nil(t, behind.src)
}

func TestCopyOfAFileWithNothingInIt(t *testing.T) {
	t.Parallel()
	empty := filepath.Join(t.TempDir(), "empty")
	require.NoError(t, os.WriteFile(empty, nil, 0o600))
	for _, protocol := range protocols {
		for _, c := range copies {
			for _, name := range []string{empty, t.TempDir()} { // a directory cannot be read
				request(t, protocol, func(w http.ResponseWriter, _ *http.Request) {
					w = Track(w)
					f, err := os.Open(name)
					require.NoError(t, err)
					defer f.Close()
					n, _ := c.copy(w, f)
					assert.Zero(t, n)
					assert.False(t, Begun(w), "%s %s", c.name, name)
				})
			}
		}
	}
}

// Everything arrives and is counted, however it is read.
func TestCopyIsWhole(t *testing.T) {
	t.Parallel()
	readers := map[string]func(io.Reader) io.Reader{
		"whole":       func(r io.Reader) io.Reader { return r },
		"bytes":       iotest.OneByteReader,
		"endWithData": iotest.DataErrReader,
	}
	text := strings.Repeat("0123456789", 4_000)
	for _, protocol := range protocols {
		for _, c := range copies {
			server, client := serve(t, protocol, func(w http.ResponseWriter, r *http.Request) {
				w = Track(w)
				before := r.FormValue("before")
				if before != "" {
					io.WriteString(w, before)
				}
				n, _ := strconv.Atoi(r.FormValue("n"))
				src := readers[r.FormValue("reader")](strings.NewReader(text[:n]))
				copied, err := c.copy(w, struct{ io.Reader }{src})
				assert.EqualValues(t, n, copied, r.URL)
				if c.name != "CopyN" || err != io.EOF {
					assert.NoError(t, err, r.URL)
				}
				assert.Equal(t, before != "" || n > 0, Begun(w), r.URL)
			})
			for reader := range readers {
				for _, n := range []int{0, 1, firstBytes - 1, firstBytes, firstBytes + 1, 2*firstBytes + 1, len(text)} {
					for _, before := range []string{"", "before"} {
						url := fmt.Sprintf("%s/?reader=%s&n=%d&before=%s", server.URL, reader, n, before)
						assert.Equal(t, before+text[:n], get(t, client, url), "%s %s %s", protocol, c.name, url)
					}
				}
			}
		}
	}
}

// readerFrom is a writer that remembers the source it was told to read.
type readerFrom struct {
	*httptest.ResponseRecorder
	src io.Reader
}

func (r *readerFrom) ReadFrom(src io.Reader) (int64, error) {
	r.src = src
	return io.Copy(struct{ io.Writer }{r.ResponseRecorder}, src)
}

// kind describes a source.
func kind(src io.Reader) string {
	if l, ok := src.(*io.LimitedReader); ok {
		return fmt.Sprintf("%T over %T", l, l.R)
	}
	return fmt.Sprintf("%T", src)
}

// The writer behind gets the same sources as without Track, among them those
// that the operating system can copy by itself.
func TestCopyPassesTheSourceOn(t *testing.T) {
	t.Parallel()
	content := bytes.Repeat([]byte("0123456789"), 1000)
	name := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(name, content, 0o600))
	sources := map[string]func(t *testing.T) io.Reader{
		"file": func(t *testing.T) io.Reader {
			f, err := os.Open(name)
			require.NoError(t, err)
			t.Cleanup(func() { f.Close() })
			return f
		},
		"TCP connection":  func(t *testing.T) io.Reader { return connection(t, "tcp", "127.0.0.1:0", content) },
		"Unix connection": func(t *testing.T) io.Reader { return connection(t, "unix", filepath.Join(t.TempDir(), "s"), content) },
	}
	for name, source := range sources {
		for _, c := range copies {
			t.Run(name+"/"+c.name, func(t *testing.T) {
				t.Parallel()
				bare := &readerFrom{ResponseRecorder: httptest.NewRecorder()}
				_, err := c.copy(bare, source(t))
				if c.name != "CopyN" {
					require.NoError(t, err)
				}
				require.NotNil(t, bare.src)

				behind := &readerFrom{ResponseRecorder: httptest.NewRecorder()}
				w := Track(behind)
				src := source(t)
				n, _ := c.copy(w, src)
				assert.EqualValues(t, len(content), n)
				assert.Equal(t, kind(bare.src), kind(behind.src))
				assert.Equal(t, content, behind.Body.Bytes())
				assert.True(t, Begun(w))
				switch c.name {
				case "ReadFrom":
					assert.Same(t, src, behind.src)
				case "CopyN":
					assert.Same(t, src, behind.src.(*io.LimitedReader).R)
				}
			})
		}
	}
}

// connection returns a connection that content comes from.
func connection(t *testing.T, network, address string, content []byte) io.Reader {
	t.Helper()
	l, err := net.Listen(network, address)
	require.NoError(t, err)
	t.Cleanup(func() { l.Close() })
	go func() {
		if conn, err := l.Accept(); err == nil {
			conn.Write(content)
			conn.Close()
		}
	}()
	conn, err := net.Dial(network, l.Addr().String())
	require.NoError(t, err)
	t.Cleanup(func() { conn.Close() })
	return conn
}

// listener counts the files that its connections are told to send.
type listener struct {
	net.Listener
	files atomic.Int32
}

type fileConn struct {
	*net.TCPConn
	files *atomic.Int32
}

func (l *listener) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return fileConn{conn.(*net.TCPConn), &l.files}, nil
}

func (c fileConn) ReadFrom(src io.Reader) (int64, error) {
	if limited, ok := src.(*io.LimitedReader); ok {
		src = limited.R
	}
	if _, ok := src.(interface{ Fd() uintptr }); ok { // *os.File, or os's wrapper of one
		c.files.Add(1)
	}
	return c.TCPConn.ReadFrom(src)
}

// Files reach the connection of a real server, where sendfile takes over.
func TestFilesReachTheConnection(t *testing.T) {
	t.Parallel()
	content := bytes.Repeat([]byte("0123456789"), 10_000)
	name := filepath.Join(t.TempDir(), "file.txt")
	require.NoError(t, os.WriteFile(name, content, 0o600))
	open := func(w http.ResponseWriter) *os.File {
		f, err := os.Open(name)
		require.NoError(t, err)
		w.Header().Set("Content-Length", strconv.Itoa(len(content)))
		return f
	}
	handlers := map[string]func(http.ResponseWriter, *http.Request){
		"ServeFile": func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, name) },
		"Copy": func(w http.ResponseWriter, r *http.Request) {
			f := open(w)
			defer f.Close()
			io.Copy(w, f)
		},
		"CopyN": func(w http.ResponseWriter, r *http.Request) {
			f := open(w)
			defer f.Close()
			io.CopyN(w, f, int64(len(content)))
		},
	}
	for name, h := range handlers {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w = Track(w)
				h(w, r)
				assert.True(t, Begun(w))
			}))
			l := &listener{Listener: server.Listener}
			server.Listener = l
			server.Start()
			defer server.Close()
			resp, err := server.Client().Get(server.URL)
			require.NoError(t, err)
			defer resp.Body.Close()
			body, err := io.ReadAll(resp.Body)
			require.NoError(t, err)
			assert.Equal(t, content, body)
			assert.EqualValues(t, 1, l.files.Load())
		})
	}
}

// eager is a writer whose ReadFrom sends the header before it reads, like
// chi's.
type eager struct{ *httptest.ResponseRecorder }

func (e eager) ReadFrom(src io.Reader) (int64, error) {
	e.WriteHeader(200)
	return io.Copy(struct{ io.Writer }{e.ResponseRecorder}, src)
}

func TestCopyToAnEagerWriter(t *testing.T) {
	t.Parallel()
	recorder := httptest.NewRecorder()
	w := Track(eager{recorder})
	assert.Panics(t, func() { io.Copy(w, panicking{}) })
	assert.False(t, Begun(w))
	w.WriteHeader(500)
	assert.Equal(t, 500, recorder.Code, "nothing has gone out before")
}
