package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"sync"

	"github.com/seed85f21a9e/errcode"
)

// A record is an error as it was answered: a line of a recording, two of which
// "go run ./examples/errcode diff OLD NEW" compares.
type record struct {
	Method  string          `json:"method"`
	Path    string          `json:"path"` // with the query, without secrets
	Status  int             `json:"status"`
	Catalog string          `json:"catalog,omitempty"`
	Code    int             `json:"code,omitempty"`
	Body    json.RawMessage `json:"body,omitempty"`
}

// A recording keeps the answered errors in a file. It is safe for concurrent
// use. A nil *recording keeps nothing.
type recording struct {
	logger *slog.Logger
	mu     sync.Mutex
	file   *os.File // nil after a failure
}

// openRecording opens a file to append to. Only the user may read it: what is
// recorded may be private.
func openRecording(name string, logger *slog.Logger) (*recording, error) {
	file, err := os.OpenFile(name, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	return &recording{logger: logger, file: file}, nil
}

// add writes a line. A failure ends the recording, so that no line is broken in
// the middle of the file, and is logged.
func (rec *recording) add(r *http.Request, a errcode.Answer) {
	if rec == nil {
		return
	}
	entry := record{Method: r.Method, Path: publicPath(r.URL), Status: a.Status, Body: a.Body}
	if a.Code != nil {
		entry.Catalog, entry.Code = a.Code.Catalog().Name(), a.Code.Number()
	}
	var line bytes.Buffer
	enc := json.NewEncoder(&line)
	enc.SetEscapeHTML(false)
	err := enc.Encode(entry)
	rec.mu.Lock()
	defer rec.mu.Unlock()
	if rec.file == nil {
		return
	}
	if err == nil {
		_, err = rec.file.Write(line.Bytes())
	}
	if err != nil {
		rec.logger.Error("recording ended", "error", errors.Join(err, rec.file.Close()))
		rec.file = nil
	}
}

// close ends the recording. What the system then fails to write is logged.
func (rec *recording) close() {
	if rec == nil {
		return
	}
	rec.mu.Lock()
	defer rec.mu.Unlock()
	if rec.file != nil {
		if err := rec.file.Close(); err != nil {
			rec.logger.Error("recording ended", "error", err)
		}
		rec.file = nil
	}
}

// publicPath returns the path and query of a URL without tokens of sessions,
// which also are others each time.
func publicPath(u *url.URL) string {
	query := u.Query()
	found := false
	for _, name := range []string{"session_token", "access_token"} {
		if query.Has(name) {
			query.Set(name, "removed")
			found = true
		}
	}
	if !found {
		return u.RequestURI()
	}
	public := *u
	public.RawQuery = query.Encode()
	return public.RequestURI()
}
