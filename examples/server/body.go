package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"

	"github.com/seed85f21a9e/errcode"
)

// readJSON reads the body of a request.
func readJSON(r *http.Request, v any) error {
	decoder := json.NewDecoder(r.Body)
	if err := decoder.Decode(v); err != nil {
		return badBody(err)
	}
	if _, err := decoder.Token(); err != io.EOF {
		return badBody(err)
	}
	return nil
}

// badBody leaves alone the errors that say more than that the body is no JSON.
func badBody(err error) error {
	if code := errcode.LeanCloud.Translate(err); code == errcode.LeanCloudPayloadTooLarge || code == errcode.LeanCloudTimeout {
		return err
	}
	if err == nil {
		return errcode.LeanCloudInvalidJSON
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

// noBody refuses a body that says something where none is expected.
func noBody(r *http.Request) error {
	if r.ContentLength == 0 {
		return nil
	}
	data, err := io.ReadAll(r.Body)
	if err != nil {
		return badBody(err)
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
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_, err = w.Write(body)
	return err
}
