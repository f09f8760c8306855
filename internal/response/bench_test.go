package response

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
)

func BenchmarkTrack(b *testing.B) {
	server, client := serve(b, "HTTP/1.1", func(w http.ResponseWriter, _ *http.Request) {
		b.Run("Track", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Track(w)
			}
		})
		b.Run("Begun", func(b *testing.B) {
			for b.Loop() {
				Begun(w)
			}
		})
		tracked := Track(w)
		b.Run("Begun of tracked", func(b *testing.B) {
			for b.Loop() {
				Begun(tracked)
			}
		})
		foreign := &echoLike{w, false}
		b.Run("Begun of Echo's", func(b *testing.B) {
			for b.Loop() {
				Begun(foreign)
			}
		})
	})
	resp, err := client.Get(server.URL)
	if err != nil {
		b.Fatal(err)
	}
	resp.Body.Close()
}

func BenchmarkWrite(b *testing.B) {
	text := []byte("text")
	w := discarding{httptest.NewRecorder()}
	for name, w := range map[string]http.ResponseWriter{"bare": w, "tracked": Track(w)} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				w.Write(text)
			}
		})
	}
}

type discarding struct{ http.ResponseWriter }

func (discarding) Write(b []byte) (int, error) { return len(b), nil }

func BenchmarkFile(b *testing.B) {
	for _, size := range []int{1 << 10, 1 << 16, 1 << 24} {
		name := filepath.Join(b.TempDir(), "file")
		if err := os.WriteFile(name, make([]byte, size), 0o600); err != nil {
			b.Fatal(err)
		}
		serveFile := func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, name) }
		for how, h := range map[string]http.HandlerFunc{
			"bare":    serveFile,
			"tracked": func(w http.ResponseWriter, r *http.Request) { serveFile(Track(w), r) },
		} {
			b.Run(fmt.Sprintf("%d/%s", size, how), func(b *testing.B) {
				server, client := serve(b, "HTTP/1.1", h)
				b.SetBytes(int64(size))
				b.ReportAllocs()
				for b.Loop() {
					resp, err := client.Get(server.URL)
					if err != nil {
						b.Fatal(err)
					}
					io.Copy(io.Discard, resp.Body)
					resp.Body.Close()
				}
			})
		}
	}
}
