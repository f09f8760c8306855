package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/seed85f21a9e/errcode"
)

// batch carries out several requests for objects, one after the other. Each
// succeeds or fails by itself.
func (a leanCloudAPI) batch(w http.ResponseWriter, r *http.Request) error {
	left := a.cfg.maxAnswer
	entries, err := a.entries(r.WithContext(context.WithValue(r.Context(), budgetKey{}, &left)))
	if err != nil {
		return err
	}
	answers := []byte{'['}
	for i, entry := range entries {
		if i > 0 {
			answers = append(answers, ',')
		}
		rec := &recorder{header: http.Header{}, text: answers}
		if left > 0 {
			a.routes.ServeHTTP(rec, entry)
		} else {
			a.responder.WriteError(rec, entry, tooLarge())
		}
		answers = append(rec.text, '}')
	}
	return replyText(w, http.StatusOK, append(answers, ']'))
}

// entries reads the requests of a batch. A single malformed or unsupported
// request makes the whole batch fail before anything is done.
func (a leanCloudAPI) entries(r *http.Request) ([]*http.Request, error) {
	var body map[string]json.RawMessage
	if err := readJSON(r, &body); err != nil {
		return nil, err
	}
	if err := onlyMembers("this request", body, "requests"); err != nil {
		return nil, err
	}
	var members []map[string]json.RawMessage
	if err := json.Unmarshal(body["requests"], &members); err != nil || len(members) == 0 || len(members) > maxBatch {
		return nil, errcode.New(errcode.LeanCloudInvalidJSON, errcode.WithMessagef("A batch has from 1 to %d requests.", maxBatch))
	}
	entries := make([]*http.Request, len(members))
	for i, member := range members {
		entry, err := newEntry(r.Context(), member)
		if errors.Is(err, errMalformed) {
			return nil, errcode.New(errcode.LeanCloudInvalidJSON, errcode.WithMessagef("Request %d of the batch is malformed.", i))
		}
		if err != nil {
			return nil, err
		}
		entry.Header = r.Header
		entries[i] = entry
	}
	return entries, nil
}

var errMalformed = errors.New("malformed entry of a batch")

// newEntry reads an entry such as
// {"method":"GET","path":"/1.1/classes/Post","params":{…}}. Parameters may be
// in params, in the path, or in both.
func newEntry(ctx context.Context, member map[string]json.RawMessage) (*http.Request, error) {
	if err := onlyMembers("an entry of a batch", member, "method", "path", "params", "body"); err != nil {
		return nil, err
	}
	var method, path string
	err1, err2 := json.Unmarshal(member["method"], &method), json.Unmarshal(member["path"], &path)
	params, err3 := entryParams(member["params"])
	if errors.Join(err1, err2, err3) != nil || method == "" {
		return nil, errMalformed
	}
	entry, err := http.NewRequestWithContext(ctx, method, path, bytes.NewReader(member["body"]))
	if err != nil {
		return nil, errMalformed
	}
	signUp := entry.URL.Path == "/1.1/users" || entry.URL.Path == "/1.1/classes/"+userClass
	switch {
	case method == http.MethodPost && signUp:
		return nil, notSupported("signing up in a batch")
	case !isForObjects(entry):
		return nil, notSupported("%s %s in a batch", method, entry.URL.Path)
	}
	if entry.URL.RawQuery != "" && params != "" {
		params = entry.URL.RawQuery + "&" + params
	}
	if params != "" {
		entry.URL.RawQuery = params
	}
	return entry, nil
}

// entryParams turns the params of an entry into a query string. A value is
// either the string that would be in the query string, or JSON.
func entryParams(data json.RawMessage) (string, error) {
	params, err := readParams(data)
	if err != nil {
		return "", err
	}
	query := url.Values{}
	for name, value := range params {
		if value == nil {
			continue
		}
		text, ok := value.(string)
		if !ok {
			encoded, err := json.Marshal(value)
			if err != nil {
				return "", err
			}
			text = string(encoded)
		}
		query.Set(name, text)
	}
	return query.Encode(), nil
}

// isForObjects reports whether a request is allowed in a batch.
func isForObjects(r *http.Request) bool {
	switch r.Method {
	case http.MethodGet, http.MethodPost, http.MethodPut, http.MethodDelete:
		return strings.HasPrefix(r.URL.Path, "/1.1/classes/") || strings.HasPrefix(r.URL.Path, "/1.1/users/")
	}
	return false
}

// A recorder appends a response to the answer of a batch.
type recorder struct {
	header http.Header
	text   []byte
}

func (rec *recorder) Header() http.Header { return rec.header }

func (rec *recorder) WriteHeader(status int) {
	if status < 400 {
		rec.text = append(rec.text, `{"success":`...)
	} else {
		rec.text = append(rec.text, `{"error":`...)
	}
}

func (rec *recorder) Write(b []byte) (int, error) {
	rec.text = append(rec.text, b...)
	return len(b), nil
}
