package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"

	"github.com/seed85f21a9e/errcode"
)

// maxBatch is the number of requests that a batch has at most.
const maxBatch = 100

// batch does several requests for objects, one after the other. Each succeeds or
// fails by itself.
func (a leanCloudAPI) batch(w http.ResponseWriter, r *http.Request) error {
	var body struct {
		Requests []struct {
			Method string          `json:"method"`
			Path   string          `json:"path"`
			Body   json.RawMessage `json:"body"`
		} `json:"requests"`
	}
	if err := readJSON(r, &body); err != nil {
		return err
	}
	if len(body.Requests) == 0 || len(body.Requests) > maxBatch {
		return errcode.New(errcode.LeanCloudInvalidJSON, errcode.WithMessagef("A batch has from 1 to %d requests.", maxBatch))
	}
	answers := make([]map[string]json.RawMessage, len(body.Requests))
	for i, item := range body.Requests {
		one, err := http.NewRequestWithContext(r.Context(), item.Method, item.Path, bytes.NewReader(item.Body))
		if err != nil || !isForObjects(one) {
			return errcode.New(errcode.LeanCloudInvalidJSON, errcode.WithMessagef("Request %d of the batch is none for objects.", i))
		}
		one.Header = r.Header
		answer := &recorder{header: http.Header{}}
		a.routes.ServeHTTP(answer, one)
		if answer.status < 400 {
			answers[i] = map[string]json.RawMessage{"success": answer.body.Bytes()}
		} else {
			answers[i] = map[string]json.RawMessage{"error": answer.body.Bytes()}
		}
	}
	return reply(w, http.StatusOK, answers)
}

// isForObjects reports whether a batch may have the request.
func isForObjects(r *http.Request) bool {
	switch r.Method {
	case http.MethodGet, http.MethodPost, http.MethodPut, http.MethodDelete:
		return strings.HasPrefix(r.URL.Path, "/1.1/classes/") || strings.HasPrefix(r.URL.Path, "/1.1/users/")
	}
	return false
}

// A recorder keeps a response.
type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (rec *recorder) Header() http.Header         { return rec.header }
func (rec *recorder) WriteHeader(status int)      { rec.status = status }
func (rec *recorder) Write(b []byte) (int, error) { return rec.body.Write(b) }
