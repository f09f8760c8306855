package main

import (
	"bytes"
	"encoding/json"
	"net/http"

	"github.com/seed85f21a9e/errcode"
)

func (a leanCloudAPI) call(w http.ResponseWriter, r *http.Request) error {
	user, err := a.user(r)
	if err != nil {
		return err
	}
	data, err := readAll(r)
	if err != nil {
		return err
	}
	params, err := readParams(data)
	if err != nil {
		return err
	}
	function, ok := cloudFunctions[r.PathValue("name")]
	if !ok {
		// The service's number for this is 1. Unlike the general failure, this
		// variant of it is not logged.
		return errcode.New(errcode.LeanCloudObjectNotFoundByID, errcode.WithHTTPStatus(http.StatusNotFound),
			errcode.WithMessage("No such cloud function"))
	}
	result, err := function(r.Context(), user, params)
	if err != nil {
		return err
	}
	return reply(w, http.StatusOK, object{"result": result})
}

// readParams reads an object of parameters. It may be missing, and [] is how
// PHP writes an empty one.
func readParams(data []byte) (object, error) {
	data = bytes.TrimSpace(data)
	if len(data) == 0 || string(data) == "[]" || string(data) == "null" {
		return object{}, nil
	}
	if err := checkJSON(data, maxValues); err != nil {
		return nil, err
	}
	var params object
	if err := json.Unmarshal(data, &params); err != nil {
		return nil, errcode.Wrap(errcode.LeanCloudInvalidJSON, err)
	}
	return params, nil
}

func (a leanCloudAPI) date(w http.ResponseWriter, _ *http.Request) error {
	return reply(w, http.StatusOK, object{"__type": "Date", "iso": a.store.timestamp()})
}
