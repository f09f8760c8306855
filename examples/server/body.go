package main

import (
	"bytes"
	"encoding/json"
	"net/http"

	"github.com/seed85f21a9e/errcode"
)

// readAll reads the body of a request. limitBodies limits its length.
func readAll(r *http.Request) ([]byte, error) {
	var body bytes.Buffer
	if r.ContentLength > 0 {
		body.Grow(int(min(r.ContentLength, 64<<10)) + bytes.MinRead)
	}
	if _, err := body.ReadFrom(r.Body); err != nil {
		return nil, badBody(err)
	}
	return body.Bytes(), nil
}

// readJSON reads the body of a request.
func readJSON(r *http.Request, v any) error {
	data, err := readAll(r)
	if err != nil {
		return err
	}
	if err := checkJSON(data, maxValues); err != nil {
		return err
	}
	return badBody(json.Unmarshal(data, v))
}

// badBody gives an error from reading a body its code. Errors that have a more
// specific meaning than malformed JSON keep it.
func badBody(err error) error {
	if code := errcode.LeanCloud.Translate(err); code == errcode.LeanCloudPayloadTooLarge || code == errcode.LeanCloudTimeout {
		return err
	}
	return errcode.Wrap(errcode.LeanCloudInvalidJSON, err)
}

// readObject reads a body that is a JSON object.
func readObject(r *http.Request) (object, error) {
	var o object
	if err := readJSON(r, &o); err != nil {
		return nil, err
	}
	if o == nil { // null
		return nil, errcode.LeanCloudInvalidJSON
	}
	return o, nil
}

// noBody refuses a body with content, for methods that have none.
func noBody(r *http.Request) error {
	if r.ContentLength == 0 {
		return nil
	}
	data, err := readAll(r)
	if err != nil {
		return err
	}
	switch string(bytes.TrimSpace(data)) {
	case "", "{}", "[]", "null":
		return nil
	}
	return notSupported("a body of GET and DELETE requests")
}

// reply answers a request that succeeded.
func reply(w http.ResponseWriter, status int, v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return replyText(w, status, body)
}

// replyText is reply for a body that is JSON already.
func replyText(w http.ResponseWriter, status int, body []byte) error {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_, err := w.Write(body)
	return err
}
