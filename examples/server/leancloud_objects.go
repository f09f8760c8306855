package main

import (
	"net/http"
	"strings"

	"github.com/seed85f21a9e/errcode"
)

func (a leanCloudAPI) create(w http.ResponseWriter, r *http.Request) error {
	class := r.PathValue("class")
	if class == userClass {
		return a.signUp(w, r)
	}
	user, whole, err := a.saver(r)
	if err != nil {
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
	return a.replySaved(w, r, http.StatusCreated, created, whole && created.allows(user, "read"), object{"createdAt": created.createdAt})
}

// saver returns the user who saves an object, and whether to answer with the
// whole object.
func (a leanCloudAPI) saver(r *http.Request) (user string, whole bool, err error) {
	for _, name := range []string{"new", "fetchWhenSave"} {
		wants, err := boolean(r, name)
		if err != nil {
			return "", false, err
		}
		whole = whole || wants
	}
	user, err = a.user(r)
	return user, whole, err
}

// replySaved answers a request that saved an object, with the whole object or
// just with its ID and time.
func (a leanCloudAPI) replySaved(w http.ResponseWriter, r *http.Request, status int, saved record, whole bool, time object) error {
	if whole {
		_ = spend(a.budget(r), len(saved.data)) // it is saved, so it is answered; a batch ends here
		return replyText(w, status, view{}.append(nil, saved))
	}
	time["objectId"] = saved.id
	return reply(w, status, time)
}

// get answers with an object. Like the service, it answers a missing one with
// {}, and in a batch with null.
func (a leanCloudAPI) get(w http.ResponseWriter, r *http.Request) error {
	user, err := a.user(r)
	if err != nil {
		return err
	}
	fields, err := keys(r)
	if err != nil {
		return err
	}
	class := target(r)
	found, err := a.store.get(r.Context(), user, class, r.PathValue("id"))
	err = notThere(r, err)
	switch {
	case isMissing(err) && inBatch(r):
		return reply(w, http.StatusOK, nil)
	case isMissing(err):
		return reply(w, http.StatusOK, object{})
	case err != nil:
		return err
	}
	if err := spend(a.budget(r), len(found.data)); err != nil {
		return err
	}
	v := view{fields: fields}
	if class == userClass {
		v.hidden = hiddenFields(found.id, user)
	}
	return replyText(w, http.StatusOK, v.append(nil, found))
}

func (a leanCloudAPI) update(w http.ResponseWriter, r *http.Request) error {
	user, whole, err := a.saver(r)
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
	patch, err := readObject(r)
	if err != nil {
		return err
	}
	class, id := target(r), r.PathValue("id")
	var updated record
	if class == userClass {
		updated, err = a.store.updateUser(r.Context(), user, sessionToken(r), id, patch, asked)
	} else {
		updated, err = a.store.update(r.Context(), user, class, id, patch, asked)
	}
	if err != nil {
		return notThere(r, err)
	}
	return a.replySaved(w, r, http.StatusOK, updated, whole && updated.allows(user, "read"), object{"updatedAt": updated.updatedAt})
}

// remove deletes one object, or several whose IDs are separated by commas. It
// deletes all of them or none.
func (a leanCloudAPI) remove(w http.ResponseWriter, r *http.Request) error {
	user, err := a.user(r)
	if err != nil {
		return err
	}
	ids := strings.Split(r.PathValue("id"), ",")
	if len(ids) > maxBatch {
		return errcode.New(errcode.BackendInvalidRequest, errcode.WithMessagef("At most %d objects are deleted together.", maxBatch))
	}
	if err := a.store.remove(r.Context(), user, target(r), ids...); err != nil {
		return notThere(r, err)
	}
	return reply(w, http.StatusOK, object{})
}

func (leanCloudAPI) missingID(http.ResponseWriter, *http.Request) error {
	return errcode.LeanCloudMissingObjectID
}
