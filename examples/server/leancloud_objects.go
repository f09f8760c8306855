package main

import (
	"net/http"
	"strings"

	"github.com/seed85f21a9e/errcode"
)

func (a leanCloudAPI) create(w http.ResponseWriter, r *http.Request) error {
	class := r.PathValue("class")
	if class == userClass {
		return errcode.LeanCloudMustCreateUserThroughSignUp
	}
	if _, err := a.user(r); err != nil {
		return err
	}
	fields, err := readObject(r)
	if err != nil {
		return err
	}
	created, err := a.store.create(r.Context(), class, fields, true)
	if err != nil {
		return err
	}
	return reply(w, http.StatusCreated, saved(r, created, "createdAt"))
}

// saved returns what the client gets of an object that it saved.
func saved(r *http.Request, o object, time string) object {
	query := r.URL.Query()
	if query.Get("new") == "true" || query.Get("fetchWhenSave") == "true" {
		return o
	}
	return object{"objectId": o["objectId"], time: o[time]}
}

// target returns the class of a request, and what to answer if it has no object of
// that ID. Users have routes of their own, and there an answer of their own.
func target(r *http.Request) (class string, missing errcode.LeanCloudCode) {
	if class = r.PathValue("class"); class == "" {
		return userClass, errcode.LeanCloudUserNotFound
	}
	return class, errcode.LeanCloudObjectNotFound
}

func (a leanCloudAPI) get(w http.ResponseWriter, r *http.Request) error {
	user, err := a.user(r)
	if err != nil {
		return err
	}
	class, missing := target(r)
	o, err := a.store.get(r.Context(), user, class, r.PathValue("id"))
	if err != nil {
		return either(err, errcode.LeanCloudObjectNotFound, missing)
	}
	if class == userClass {
		o = visible(o, user)
	}
	return reply(w, http.StatusOK, o)
}

func (a leanCloudAPI) update(w http.ResponseWriter, r *http.Request) error {
	user, err := a.user(r)
	if err != nil {
		return err
	}
	patch, err := readObject(r)
	if err != nil {
		return err
	}
	where, err := readWhere(r.URL.Query().Get("where"))
	if err != nil {
		return err
	}
	asked, err := parseCondition(where)
	if err != nil {
		return err
	}
	class, missing := target(r)
	var updated object
	if class == userClass {
		updated, err = a.store.updateUser(r.Context(), user, r.PathValue("id"), patch, asked)
	} else {
		updated, err = a.store.update(r.Context(), user, class, r.PathValue("id"), patch, asked)
	}
	if err != nil {
		return either(err, errcode.LeanCloudObjectNotFound, missing)
	}
	return reply(w, http.StatusOK, saved(r, updated, "updatedAt"))
}

// remove deletes one object, or several, whose IDs stand between commas.
func (a leanCloudAPI) remove(w http.ResponseWriter, r *http.Request) error {
	user, err := a.user(r)
	if err != nil {
		return err
	}
	class, missing := target(r)
	for id := range strings.SplitSeq(r.PathValue("id"), ",") {
		if err := a.store.remove(r.Context(), user, class, id); err != nil {
			return either(err, errcode.LeanCloudObjectNotFound, missing)
		}
	}
	return reply(w, http.StatusOK, object{})
}

func (leanCloudAPI) missingID(http.ResponseWriter, *http.Request) error {
	return errcode.LeanCloudMissingObjectID
}
