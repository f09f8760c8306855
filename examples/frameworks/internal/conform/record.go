package conform

import (
	"bytes"
	"log/slog"
	"net/http"
	"sync"

	"github.com/seed85f21a9e/errcode"
)

// A record keeps what a Responder tells its hook and its logger.
type record struct {
	mu      sync.Mutex
	told    []answer
	written bytes.Buffer
}

type answer struct {
	label  string
	status int
}

func (r *record) responder() *errcode.Responder {
	return &errcode.Responder{
		Catalog: errcode.LeanCloud,
		Logger:  r.logger(),
		OnAnswer: func(_ *http.Request, err error, _ errcode.Code, status int) {
			r.mu.Lock()
			defer r.mu.Unlock()
			r.told = append(r.told, answer{errcode.LabelOf(err), status})
		},
	}
}

// Quiet returns a Responder that answers LeanCloud's clients and whose log goes
// nowhere.
func Quiet() *errcode.Responder { return new(record).responder() }

func (r *record) logger() *slog.Logger { return slog.New(slog.NewTextHandler(r, nil)) }

// Write implements io.Writer for the logger.
func (r *record) Write(b []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.written.Write(b)
}

func (r *record) log() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.written.String()
}

func (r *record) answers() []answer {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.told
}
