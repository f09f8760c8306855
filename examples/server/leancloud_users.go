package main

import (
	"fmt"
	"net/http"

	"github.com/seed85f21a9e/errcode"
)

func (a leanCloudAPI) signUp(w http.ResponseWriter, r *http.Request) error {
	fields, err := readObject(r)
	if err != nil {
		return err
	}
	user, token, err := a.store.signUp(r.Context(), fields)
	if err != nil {
		return err
	}
	return replyUser(w, http.StatusCreated, user, token)
}

// replyUser answers with a user and a session token.
func replyUser(w http.ResponseWriter, status int, user record, token string) error {
	answer := view{}.append(nil, user)
	answer = fmt.Appendf(answer[:len(answer)-1], `,"sessionToken":%s}`, quoted(token))
	return replyText(w, status, answer)
}

// logIn logs a user in by one of these fields.
func (a leanCloudAPI) logIn(w http.ResponseWriter, r *http.Request) error {
	body, err := readObject(r)
	if err != nil {
		return err
	}
	if err := onlyMembers("this request", body, "username", "email", "mobilePhoneNumber", "password"); err != nil {
		return err
	}
	password, _ := body["password"].(string)
	if password == "" {
		return errcode.LeanCloudPasswordMissing
	}
	if len(body) > 2 {
		return notSupported("more than one of username, email and mobilePhoneNumber in a login")
	}
	for _, key := range []struct {
		field   string
		unknown errcode.LeanCloudCode
	}{
		{"username", errcode.LeanCloudUserNotFound},
		{"email", errcode.LeanCloudEmailNotFound},
		{"mobilePhoneNumber", errcode.LeanCloudMobilePhoneNumberNotFound},
	} {
		value, _ := body[key.field].(string)
		if value == "" {
			continue
		}
		user, token, err := a.store.logIn(r.Context(), key.field, value, password)
		if err != nil {
			return either(err, errcode.LeanCloudUserNotFound, key.unknown)
		}
		return replyUser(w, http.StatusOK, user, token)
	}
	return errcode.LeanCloudUsernameMissing
}

func (a leanCloudAPI) currentUser(w http.ResponseWriter, r *http.Request) error {
	id, err := a.user(r)
	switch {
	case err != nil:
		return err
	case id == "" && sessionToken(r) == "":
		return errcode.LeanCloudUserNotFound
	case id == "":
		return errcode.LeanCloudSessionExpired
	}
	user, err := a.store.get(r.Context(), id, userClass, id)
	if err != nil {
		return notThere(r, err)
	}
	return replyUser(w, http.StatusOK, user, sessionToken(r))
}

func (a leanCloudAPI) changePassword(w http.ResponseWriter, r *http.Request) error {
	user, err := a.user(r)
	if err != nil {
		return err
	}
	body, err := readObject(r)
	if err != nil {
		return err
	}
	if err := onlyMembers("this request", body, "old_password", "new_password"); err != nil {
		return err
	}
	id := r.PathValue("id")
	switch user {
	case id:
	case "":
		return errcode.LeanCloudSessionMissing
	default:
		return errcode.LeanCloudForbidden
	}
	old, _ := body["old_password"].(string)
	if err := a.store.changePassword(r.Context(), id, old, body["new_password"], false); err != nil {
		return err
	}
	changed, token, err := a.store.newSession(r.Context(), id)
	if err != nil {
		return err
	}
	return replyUser(w, http.StatusOK, changed, token)
}
