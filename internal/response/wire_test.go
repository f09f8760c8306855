package response

import (
	"context"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/textproto"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// received is what a client sees of a response.
type received struct {
	status           int
	hints            int // informational responses before it
	header, trailer  http.Header
	length           int64
	transferEncoding []string
	closes           bool
	body             string
	bodyError        bool
}

func receive(t *testing.T, client *http.Client, method, address string) received {
	t.Helper()
	var got received
	ctx := httptrace.WithClientTrace(context.Background(), &httptrace.ClientTrace{
		Got1xxResponse: func(int, textproto.MIMEHeader) error { got.hints++; return nil },
	})
	req, err := http.NewRequestWithContext(ctx, method, address, nil)
	require.NoError(t, err)
	req.Header.Set("Range", "bytes=100-60099")
	resp, err := client.Do(req)
	require.NoError(t, err)
	defer client.CloseIdleConnections() // the server may be closing this one
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	resp.Header.Del("Date")
	got.status, got.header, got.trailer = resp.StatusCode, resp.Header, resp.Trailer
	got.length, got.transferEncoding, got.closes = resp.ContentLength, resp.TransferEncoding, resp.Close
	got.body, got.bodyError = string(body), err != nil
	return got
}

// A client sees the same response with and without Track. (One exception:
// net/http sends a copy of 512 to 1,023 bytes in chunks; with Track it finds
// out the length in time.)
func TestSameResponse(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("0123456789", 10_000)
	name := filepath.Join(t.TempDir(), "file.bin")
	require.NoError(t, os.WriteFile(name, []byte(text), 0o600))
	handlers := map[string]http.HandlerFunc{
		"nothing":     func(http.ResponseWriter, *http.Request) {},
		"Write":       func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("text")) },
		"WriteString": func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "text") },
		"long":        func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, text) },
		"with a length": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", strconv.Itoa(len(text)))
			io.WriteString(w, text)
		},
		"shorter than its length": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100")
			io.WriteString(w, "short")
		},
		"longer than its length": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "10")
			io.Copy(w, strings.NewReader("0123456789abc"))
		},
		"flushed": func(w http.ResponseWriter, _ *http.Request) {
			io.WriteString(w, "one")
			w.(http.Flusher).Flush()
			io.WriteString(w, "two")
		},
		"no content":   func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(204) },
		"not modified": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(304); io.WriteString(w, "no") },
		"twice":        func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(201); w.WriteHeader(500) },
		"early hints": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Link", "</style.css>; rel=preload")
			w.WriteHeader(103)
			w.WriteHeader(200)
		},
		"trailers": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Trailer", "X-Sum")
			io.WriteString(w, "text")
			w.Header().Set("X-Sum", "42")
			w.Header().Set(http.TrailerPrefix+"X-More", "43")
		},
		"error":    func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "sorry", http.StatusTeapot) },
		"redirect": func(w http.ResponseWriter, r *http.Request) { w.Header().Set("Location", "/"); w.WriteHeader(300) },
		"closing":  func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Connection", "close") },
		"HTML":     func(w http.ResponseWriter, _ *http.Request) { io.Copy(w, reading(0, strings.NewReader("<html>"))) },
		"HTML by and by": func(w http.ResponseWriter, _ *http.Request) {
			io.WriteString(w, "<ht")
			io.Copy(w, reading(0, strings.NewReader("ml>")))
		},
		"copy":       func(w http.ResponseWriter, _ *http.Request) { io.Copy(w, reading(0, strings.NewReader(text))) },
		"small copy": func(w http.ResponseWriter, _ *http.Request) { io.CopyN(w, reading(1500, zeros{}), 1100) },
		"ServeFile":  func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, name) },
		"ServeContent": func(w http.ResponseWriter, r *http.Request) {
			http.ServeContent(w, r, "", time.Time{}, strings.NewReader(text))
		},
		"file": func(w http.ResponseWriter, r *http.Request) {
			f, err := os.Open(name)
			assert.NoError(t, err)
			defer f.Close()
			io.Copy(w, f)
		},
		"abort": func(w http.ResponseWriter, r *http.Request) {
			io.WriteString(w, "half")
			http.NewResponseController(w).Flush()
			panic(http.ErrAbortHandler)
		},
	}
	for _, protocol := range protocols {
		server, client := serve(t, protocol, func(w http.ResponseWriter, r *http.Request) {
			if r.FormValue("tracked") != "" {
				w = Track(w)
			}
			handlers[r.FormValue("handler")](w, r)
		})
		for name := range handlers {
			for _, method := range []string{"GET", "HEAD", "POST"} {
				t.Run(protocol+"/"+method+"/"+name, func(t *testing.T) {
					address := server.URL + "/?handler=" + url.QueryEscape(name)
					want := receive(t, client, method, address)
					got := receive(t, client, method, address+"&tracked=1")
					assert.Equal(t, want, got)
				})
			}
		}
	}
}
