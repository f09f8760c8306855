package response

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Writers of other packages.
type (
	writer = http.ResponseWriter

	ginLike struct {
		writer
		written bool
	}
	committing struct {
		writer
		committed bool
	}
	echoLike struct {
		writer
		Committed bool
	}
	echoInside struct{ *echoLike }
	state      struct{ Committed bool }
	stateful   struct {
		writer
		*state
	}
	otherMethods struct{ writer }
)

func (g *ginLike) Written() bool      { return g.written }
func (g *ginLike) Unwrap() writer     { return g.writer }
func (c committing) Committed() bool  { return c.committed }
func (e *echoLike) Unwrap() writer    { return e.writer }
func (s stateful) Unwrap() writer     { return s.writer }
func (otherMethods) Written() int64   { return 1 }
func (otherMethods) Committed() error { return nil }
func (o otherMethods) Unwrap() writer { return o.writer }

// Writers that resemble those above.
type (
	valueField struct {
		writer
		Committed bool
	}
	wordField struct {
		writer
		Committed string
	}
	smallField struct {
		writer
		committed bool
	}
	mapWriter  map[string]writer
	itself     struct{ writer }
	fieldAlone struct {
		writer
		Committed bool
	}
)

func (v valueField) Unwrap() writer { return v.writer }
func (w wordField) Unwrap() writer  { return w.writer }
func (s smallField) Unwrap() writer { return s.writer }
func (i *itself) Unwrap() writer    { return i }

func (m mapWriter) Header() http.Header         { return m["w"].Header() }
func (m mapWriter) Write(b []byte) (int, error) { return m["w"].Write(b) }
func (m mapWriter) WriteHeader(status int)      { m["w"].WriteHeader(status) }
func (m mapWriter) Unwrap() writer              { return m["w"] }

func TestBegunOfOthers(t *testing.T) {
	t.Parallel()
	r := httptest.NewRecorder()
	begun := Track(httptest.NewRecorder())
	begun.WriteHeader(200)
	tests := []struct {
		name string
		w    http.ResponseWriter
		want bool
	}{
		{"Written", &ginLike{r, true}, true},
		{"not Written", &ginLike{r, false}, false},
		{"not Written, but begun behind", &ginLike{begun, false}, true},
		{"Committed", committing{r, true}, true},
		{"not Committed", committing{r, false}, false},
		{"field", &echoLike{r, true}, true},
		{"field that is not set", &echoLike{r, false}, false},
		{"field that is not set, but begun behind", &echoLike{begun, false}, true},
		{"field of what is within", echoInside{&echoLike{r, true}}, true},
		{"field of what is within that is not set", &echoInside{&echoLike{r, false}}, false},
		{"field of a value", valueField{r, true}, true},
		{"field of an embedded pointer", stateful{r, &state{true}}, true},
		{"field of an embedded pointer that is nil", stateful{r, nil}, false},
		{"behind others", unwrapping{&unwrapping{&ginLike{r, true}}}, true},
		{"behind one of ours", Track(&echoLike{r, true}), true},

		{"field without Unwrap", &fieldAlone{r, true}, false},
		{"field in small letters", smallField{r, true}, false},
		{"field that is no bool", wordField{r, "true"}, false},
		{"methods of other types", otherMethods{r}, false},
		{"methods of other types, but begun behind", otherMethods{begun}, true},
		{"map", mapWriter{"w": r}, false},
		{"map, but begun behind", mapWriter{"w": begun}, true},
		{"recorder", r, false},

		{"nil", nil, false},
		{"nil behind", unwrapping{}, false},
		{"nil of Gin", (*ginLike)(nil), false},
		{"nil of Echo", (*echoLike)(nil), false},
		{"nil pointer to a value", (*committing)(nil), false},
		{"nil with Unwrap", (*unwrapping)(nil), false},
		{"nil behind with Unwrap", unwrapping{(*unwrapping)(nil)}, false},
		{"nil map", mapWriter(nil), false},
		{"circle", &itself{r}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, tt.want, Begun(tt.w))
			if tt.w != nil {
				assert.Equal(t, tt.want, Begun(Track(tt.w)))
			}
		})
	}
}

func TestTrackNil(t *testing.T) {
	t.Parallel()
	assert.Nil(t, Track(nil))
}

// Begun unwraps a bounded number of writers.
func TestBegunIsBounded(t *testing.T) {
	t.Parallel()
	w := Track(httptest.NewRecorder())
	w.WriteHeader(200)
	for range maxUnwraps - 1 {
		w = unwrapping{w}
	}
	assert.True(t, Begun(w))
	assert.False(t, Begun(unwrapping{w}))
	assert.Equal(t, capability(0), capabilities(&itself{}))
	assert.False(t, Begun(Track(&itself{httptest.NewRecorder()})))
}

// compressing is a middleware's writer that buffers.
type compressing struct {
	http.ResponseWriter
	gz *gzip.Writer
}

func (c compressing) Write(b []byte) (int, error) { return c.gz.Write(b) }

func (c compressing) FlushError() error {
	if err := c.gz.Flush(); err != nil {
		return err
	}
	return http.NewResponseController(c.ResponseWriter).Flush()
}

type compressingUnwrap struct{ compressing }

func (c compressingUnwrap) Unwrap() http.ResponseWriter { return c.ResponseWriter }

// Nothing bypasses a middleware that changes what is written. Writers on both
// sides of it know that the response has begun; the middleware's own does if it
// has an Unwrap method.
func TestCompression(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("compressed ", 1000)
	text := []byte(long)
	writes := map[string]func(w http.ResponseWriter){
		"Write":       func(w http.ResponseWriter) { w.Write(text) },
		"WriteString": func(w http.ResponseWriter) { io.WriteString(w, long) },
		"Copy":        func(w http.ResponseWriter) { io.Copy(w, struct{ io.Reader }{bytes.NewReader(text)}) },
		"Flush":       func(w http.ResponseWriter) { w.Write(text[:7]); w.(http.Flusher).Flush(); w.Write(text[7:]) },
	}
	for _, protocol := range protocols {
		for name, write := range writes {
			for _, unwraps := range []bool{true, false} {
				server, client := serve(t, protocol, func(w http.ResponseWriter, _ *http.Request) {
					outer := Track(w)
					outer.Header().Set("Content-Encoding", "gzip")
					c := compressing{outer, gzip.NewWriter(outer)}
					middle := http.ResponseWriter(c)
					if unwraps {
						middle = compressingUnwrap{c}
					}
					inner := Track(middle)
					assert.False(t, Begun(inner))
					write(inner)
					assert.True(t, Begun(inner))
					c.gz.Close()
					assert.True(t, Begun(outer))
					assert.Equal(t, unwraps, Begun(middle))
				})
				resp, err := client.Get(server.URL)
				require.NoError(t, err)
				body, err := io.ReadAll(resp.Body)
				resp.Body.Close()
				assert.NoError(t, err)
				assert.Equal(t, string(text), string(body), "%s %s", protocol, name)
			}
		}
	}
}

// http.TimeoutHandler's writer takes an informational status for the final one,
// and would send what follows as a success.
func TestEarlyHintsUnderATimeout(t *testing.T) {
	t.Parallel()
	ways := map[string]func(http.ResponseWriter) http.ResponseWriter{
		"directly":      func(w http.ResponseWriter) http.ResponseWriter { return w },
		"in a writer":   func(w http.ResponseWriter) http.ResponseWriter { return otherMethods{w} },
		"within itself": func(w http.ResponseWriter) http.ResponseWriter { return otherMethods{Track(w)} },
	}
	for _, protocol := range protocols {
		for name, way := range ways {
			t.Run(protocol+"/"+name, func(t *testing.T) {
				t.Parallel()
				h := http.TimeoutHandler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
					w = Track(way(w))
					w.WriteHeader(http.StatusEarlyHints)
					assert.False(t, Begun(w))
					w.WriteHeader(http.StatusNotFound)
					assert.True(t, Begun(w))
					io.WriteString(w, "sorry")
				}), time.Minute, "")
				server, client := serve(t, protocol, h.ServeHTTP)
				got := receive(t, client, "GET", server.URL)
				assert.Equal(t, http.StatusNotFound, got.status)
				assert.Equal(t, "sorry", got.body)
			})
		}
	}
	t.Run("a status that is none", func(t *testing.T) {
		http.TimeoutHandler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			assert.Panics(t, func() { Track(w).WriteHeader(99) })
		}), time.Minute, "").ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil))
	})
}
