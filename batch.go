package errcode

import (
	"bytes"
	"fmt"
	"net/http"

	"github.com/seed85f21a9e/errcode/internal/jsontext"
)

// maxBatch is how many entries of a batch response are read.
const maxBatch = 10_000

// ParseLeanCloudBatch reads the body of a response to LeanCloud's batch
// request. It returns one entry for each request, in their order: nil for a
// success, and otherwise an *Error as [Catalog.DecodeBody] makes it, with the
// status of its code, since entries have none. If the body is not a batch
// response, or has more than 10,000 entries, it returns an error; for a body
// that is an error body, that wraps the error that the body describes.
func ParseLeanCloudBatch(body []byte) ([]error, error) {
	body = bytes.TrimPrefix(body, []byte("\ufeff"))
	count := 0
	items := jsontext.Array(body)
	for items.Next() {
		count++
		if count > maxBatch {
			return nil, fmt.Errorf("errcode: the batch response has more than %d entries", maxBatch)
		}
	}
	if !items.Valid() {
		return nil, fmt.Errorf("errcode: not a batch response: %w", decodeEntry(body))
	}
	errs := make([]error, 0, count)
	for items = jsontext.Array(body); items.Next(); {
		errs = append(errs, batchError(items.Value))
	}
	return errs, nil
}

func batchError(item []byte) error {
	var success, failure []byte
	entry := jsontext.Object(item)
	for entry.Next() {
		switch string(entry.Key) {
		case "success":
			success = entry.Value
		case "error":
			failure = entry.Value
		}
	}
	switch {
	case !entry.Valid():
	case jsontext.Kind(failure) == '{':
		item = failure
	case success != nil && (failure == nil || jsontext.Kind(failure) == 'n'):
		return nil
	}
	return decodeEntry(item)
}

// decodeEntry reads an error that came without a status of its own.
func decodeEntry(item []byte) *Error {
	e := leanCloud.DecodeBody(http.StatusInternalServerError, item)
	e.extra.status = e.code.HTTPStatus()
	if e.Inferred() {
		e.extra.rare.inference.from = "a batch response"
	}
	return e
}
