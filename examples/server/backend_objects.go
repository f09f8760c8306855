package main

import (
	"maps"
	"net/http"
	"slices"

	"github.com/seed85f21a9e/errcode"
)

// create stores an item. Unlike a LeanCloud class, its content type must exist.
func (a backendAPI) create(w http.ResponseWriter, r *http.Request) error {
	if _, err := a.user(r); err != nil {
		return err
	}
	fields, err := readObject(r)
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(toLeanCloud)) {
		if _, ok := fields[name]; ok {
			return notSupported("%s in a new item", name)
		}
	}
	created, err := a.store.create(r.Context(), class(r), fields, false)
	if err != nil {
		return err
	}
	return reply(w, http.StatusCreated, result(object{"Id": created.id, "CreatedAt": created.createdAt}))
}

func (a backendAPI) get(w http.ResponseWriter, r *http.Request) error {
	user, err := a.user(r)
	if err != nil {
		return err
	}
	fields, err := fieldsHeader(r.Header.Get("X-Everlive-Fields"), class(r))
	if err != nil {
		return err
	}
	found, err := a.store.get(r.Context(), user, class(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	v := itemView(class(r), fields)
	if class(r) == userClass {
		v.hidden = append(v.hidden, hiddenFields(found.id, user)...)
	}
	return replyItem(w, v, found)
}

func (a backendAPI) update(w http.ResponseWriter, r *http.Request) error {
	user, err := a.user(r)
	if err != nil {
		return err
	}
	body, err := readObject(r)
	if err != nil {
		return err
	}
	patch, err := updateExpression(body)
	if err != nil {
		return err
	}
	if class(r) == userClass {
		if err := checkUserItem(patch); err != nil {
			return err
		}
	}
	patch = fromItem(class(r), patch)
	for name := range columns { // clients send back what they have read
		delete(patch, name)
	}
	var updated record
	if class(r) == userClass {
		if _, ok := patch["password"]; ok {
			return errcode.New(errcode.BackendInvalidUserData, errcode.WithMessage("Change the password with changepassword."))
		}
		updated, err = a.store.updateUser(r.Context(), user, "", r.PathValue("id"), patch, condition{})
	} else {
		updated, err = a.store.update(r.Context(), user, class(r), r.PathValue("id"), patch, condition{})
	}
	if err != nil {
		return err
	}
	return reply(w, http.StatusOK, object{"Result": 1, "ModifiedAt": updated.updatedAt})
}

// updateExpression turns {"$set":{…},"$inc":{…},"$unset":{…}} into operations of
// LeanCloud's. A body without operators holds the values to set.
func updateExpression(body object) (object, error) {
	if !hasOperator(body) {
		return body, nil
	}
	patch := object{}
	for operator, operand := range body {
		fields, ok := operand.(map[string]any)
		if !ok {
			return nil, errcode.BackendInvalidRequestBody
		}
		for name, value := range fields {
			switch operator {
			case "$set":
				patch[name] = value
			case "$inc":
				patch[name] = object{"__op": "Increment", "amount": value}
			case "$unset":
				patch[name] = object{"__op": "Delete"}
			default:
				return nil, notSupported("the operator %s", operator)
			}
		}
	}
	return patch, nil
}

func (a backendAPI) remove(w http.ResponseWriter, r *http.Request) error {
	user, err := a.user(r)
	if err != nil {
		return err
	}
	if err := a.store.remove(r.Context(), user, class(r), r.PathValue("id")); err != nil {
		return err
	}
	return reply(w, http.StatusOK, result(1))
}
