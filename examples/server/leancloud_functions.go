package main

import (
	"net/http"

	"github.com/seed85f21a9e/errcode"
)

func (a leanCloudAPI) call(w http.ResponseWriter, r *http.Request) error {
	user, err := a.user(r)
	if err != nil {
		return err
	}
	params := object{}
	if r.ContentLength != 0 {
		if params, err = readObject(r); err != nil {
			return err
		}
	}
	function, ok := cloudFunctions[r.PathValue("name")]
	if !ok {
		return errcode.New(errcode.LeanCloudInternalServerError, errcode.WithMessagef("There is no cloud function named %q.", r.PathValue("name")))
	}
	result, err := function(r.Context(), user, params)
	if err != nil {
		return err
	}
	return reply(w, http.StatusOK, object{"result": result})
}

func (a leanCloudAPI) date(w http.ResponseWriter, _ *http.Request) error {
	return reply(w, http.StatusOK, object{"__type": "Date", "iso": a.store.timestamp()})
}
