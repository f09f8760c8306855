package response

import (
	"bufio"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

// Each of these adds a capability to the writers that embed it.
type (
	flushes struct{}
	hijacks struct{}
	pushes  struct{}
	notices struct{}
)

var (
	errFlush  = errors.New("flushed")
	errHijack = errors.New("hijacked")
	errPush   = errors.New("pushed")
	noticed   = make(<-chan bool)
)

func (flushes) FlushError() error                            { return errFlush }
func (hijacks) Hijack() (net.Conn, *bufio.ReadWriter, error) { return nil, nil, errHijack }
func (pushes) Push(string, *http.PushOptions) error          { return errPush }
func (notices) CloseNotify() <-chan bool                     { return noticed }

// claims returns the capabilities that w itself has.
func claims(w http.ResponseWriter) (can capability) {
	if _, ok := w.(http.Flusher); ok {
		can |= flush
	}
	if _, ok := w.(http.Hijacker); ok {
		can |= hijack
	}
	if _, ok := w.(http.Pusher); ok {
		can |= push
	}
	if _, ok := w.(closeNotifier); ok {
		can |= closeNotify
	}
	return can
}

// A tracked writer has the capabilities of the writer behind, and no others.
func TestCapabilities(t *testing.T) {
	t.Parallel()
	type bare = struct{ http.ResponseWriter }
	b := bare{httptest.NewRecorder()}
	tests := []struct {
		name string
		w    http.ResponseWriter
		want capability
	}{
		{"nothing", b, 0},
		{"F", struct {
			bare
			flushes
		}{bare: b}, flush},
		{"H", struct {
			bare
			hijacks
		}{bare: b}, hijack},
		{"P", struct {
			bare
			pushes
		}{bare: b}, push},
		{"FH", struct {
			bare
			flushes
			hijacks
		}{bare: b}, flush | hijack},
		{"FP", struct {
			bare
			flushes
			pushes
		}{bare: b}, flush | push},
		{"HP", struct {
			bare
			hijacks
			pushes
		}{bare: b}, hijack | push},
		{"FHP", struct {
			bare
			flushes
			hijacks
			pushes
		}{bare: b}, flush | hijack | push},
		{"FHN", struct {
			bare
			flushes
			hijacks
			notices
		}{bare: b}, flush | hijack | closeNotify},
		{"FPN", struct {
			bare
			flushes
			pushes
			notices
		}{bare: b}, flush | push | closeNotify},
		{"FHPN", struct {
			bare
			flushes
			hijacks
			pushes
			notices
		}{bare: b}, flush | hijack | push | closeNotify},
		// Rare combinations lose CloseNotify.
		{"N", struct {
			bare
			notices
		}{bare: b}, 0},
		{"FN", struct {
			bare
			flushes
			notices
		}{bare: b}, flush},
		{"HN", struct {
			bare
			hijacks
			notices
		}{bare: b}, hijack},
		{"PN", struct {
			bare
			pushes
			notices
		}{bare: b}, push},
		{"HPN", struct {
			bare
			hijacks
			pushes
			notices
		}{bare: b}, hijack | push},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			for name, behind := range map[string]http.ResponseWriter{
				"itself":               tt.w,
				"behind another":       unwrapping{tt.w},
				"behind one of ours":   unwrapping{Track(tt.w)},
				"behind many":          unwrapping{unwrapping{unwrapping{tt.w}}},
				"with pointers around": &unwrapping{&unwrapping{tt.w}},
			} {
				w := Track(behind)
				assert.Equal(t, tt.want, claims(w), name)
				rc := http.NewResponseController(w)
				if tt.want&flush != 0 {
					w.(http.Flusher).Flush()
					assert.Equal(t, errFlush, rc.Flush(), name)
				} else {
					assert.ErrorIs(t, rc.Flush(), http.ErrNotSupported, name)
				}
				_, _, err := rc.Hijack()
				if tt.want&hijack != 0 {
					assert.Equal(t, errHijack, err, name)
				} else {
					assert.ErrorIs(t, err, http.ErrNotSupported, name)
				}
				if tt.want&push != 0 {
					assert.Equal(t, errPush, w.(http.Pusher).Push("/", nil), name)
				}
				if tt.want&closeNotify != 0 {
					assert.Equal(t, noticed, w.(closeNotifier).CloseNotify(), name)
				}
				assert.Equal(t, tt.want&flush != 0, Begun(w), name)
			}
			assert.Zero(t, claims(Track(hiding{tt.w})), "hidden")
		})
	}
}

// The same holds for the writers of net/http.
func TestCapabilitiesOfServers(t *testing.T) {
	t.Parallel()
	for _, protocol := range protocols {
		request(t, protocol, func(w http.ResponseWriter, _ *http.Request) {
			assert.NotZero(t, claims(w))
			assert.Equal(t, claims(w), claims(Track(w)), protocol)
		})
	}
	recorder := httptest.NewRecorder()
	assert.Equal(t, flush, claims(recorder))
	assert.Equal(t, flush, claims(Track(recorder)))

	http.TimeoutHandler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		assert.Equal(t, push, claims(w))
		assert.Equal(t, push, claims(Track(w)))
		assert.Equal(t, http.ErrNotSupported, Track(w).(http.Pusher).Push("/", nil))
	}), time.Hour, "").ServeHTTP(recorder, httptest.NewRequest("GET", "/", nil))
}

// CloseNotify reports a client that goes away.
func TestCloseNotify(t *testing.T) {
	t.Parallel()
	done := make(chan struct{})
	server, client := serve(t, "HTTP/1.1", func(w http.ResponseWriter, _ *http.Request) {
		defer close(done)
		w = Track(w)
		w.(http.Flusher).Flush()
		assert.True(t, <-w.(closeNotifier).CloseNotify())
	})
	resp, err := client.Get(server.URL)
	if assert.NoError(t, err) {
		resp.Body.Close()
		<-done
	}
}

// stringWriter counts the calls of WriteString.
type stringWriter struct {
	http.ResponseWriter
	strings int
}

func (s *stringWriter) WriteString(text string) (int, error) {
	s.strings++
	return io.WriteString(s.ResponseWriter, text)
}

func TestWriteStringIsPassedOn(t *testing.T) {
	t.Parallel()
	recorder := httptest.NewRecorder()
	w := &stringWriter{ResponseWriter: recorder}
	for range 2 {
		n, err := io.WriteString(Track(w), "text")
		assert.NoError(t, err)
		assert.Equal(t, 4, n)
	}
	assert.Equal(t, 2, w.strings)

	// A writer in between, which may compress, must not be bypassed.
	io.WriteString(Track(unwrapping{w}), "text")
	assert.Equal(t, 2, w.strings)
	assert.Equal(t, "texttexttext", recorder.Body.String())
}

// fickle is a writer that changes the one behind it.
type fickle struct {
	http.ResponseWriter
	behind http.ResponseWriter
}

func (f *fickle) Unwrap() http.ResponseWriter { return f.behind }

func TestCapabilityThatIsGone(t *testing.T) {
	t.Parallel()
	f := &fickle{httptest.NewRecorder(), struct {
		http.ResponseWriter
		flushes
		hijacks
		pushes
		notices
	}{}}
	w := Track(f)
	f.behind = nil
	assert.ErrorIs(t, http.NewResponseController(w).Flush(), http.ErrNotSupported)
	_, _, err := w.(http.Hijacker).Hijack()
	assert.ErrorIs(t, err, http.ErrNotSupported)
	assert.Equal(t, http.ErrNotSupported, w.(http.Pusher).Push("/", nil))
	assert.Nil(t, w.(closeNotifier).CloseNotify())
	assert.False(t, Begun(w))
}
