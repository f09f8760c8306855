package main

import (
	"net/http"

	"github.com/seed85f21a9e/errcode"
)

func (a backendAPI) register(w http.ResponseWriter, r *http.Request) error {
	item, err := readObject(r)
	if err != nil {
		return err
	}
	user, _, err := a.store.signUp(r.Context(), fromItem(userClass, item))
	if err != nil {
		return err
	}
	return reply(w, http.StatusCreated, result(object{"Id": user["objectId"], "CreatedAt": user["createdAt"]}))
}

func (a backendAPI) logIn(w http.ResponseWriter, r *http.Request) error {
	var body struct {
		GrantType string `json:"grant_type"`
		Username  string `json:"username"`
		Password  string `json:"password"`
	}
	if err := readJSON(r, &body); err != nil {
		return err
	}
	if body.GrantType != "password" {
		return errcode.New(errcode.BackendInvalidRequest, errcode.WithMessage("This server knows the grant type password only."))
	}
	user, token, err := a.store.logIn(r.Context(), "username", body.Username, body.Password)
	if err != nil {
		err = either(err, errcode.LeanCloudUserNotFound, errcode.BackendInvalidCredentials)
		return lockedOut(err)
	}
	return reply(w, http.StatusOK, result(object{"access_token": token, "token_type": "bearer", "principal_id": user["objectId"]}))
}

// lockedOut says in words what Backend Services has no code for.
func lockedOut(err error) error {
	wait, ok := errcode.RetryAfter(err)
	if !ok {
		return err
	}
	return errcode.Wrap(errcode.BackendAccountQuotaLimited, err, errcode.WithRetryAfter(wait),
		errcode.WithMessage("Too many failed log-ins. Try again later."))
}

// logOut ends a session. That of a token which is not valid has ended already,
// and the vendor's client, told so, would log in to log out.
func (a backendAPI) logOut(w http.ResponseWriter, r *http.Request) error {
	token, err := token(r)
	if err != nil {
		return err
	}
	if token == "" {
		return errcode.BackendUnauthorized
	}
	if err := a.store.endSession(r.Context(), token); err != nil {
		return err
	}
	return reply(w, http.StatusOK, result(true))
}

func (a backendAPI) currentUser(w http.ResponseWriter, r *http.Request) error {
	id, err := a.user(r)
	if err != nil {
		return err
	}
	if id == "" {
		return errcode.BackendUnauthorized
	}
	user, err := a.store.get(r.Context(), id, userClass, id)
	if err != nil {
		return err
	}
	return reply(w, http.StatusOK, result(item(userClass, user)))
}

func (a backendAPI) changePassword(w http.ResponseWriter, r *http.Request) error {
	var body struct {
		Username, Password string
		NewPassword        any
	}
	if err := readJSON(r, &body); err != nil {
		return err
	}
	id, err := a.store.findUser(r.Context(), "username", body.Username)
	if err != nil {
		return err
	}
	keep := r.URL.Query().Get("keepTokens") == "true"
	if err := a.store.changePassword(r.Context(), id, body.Password, body.NewPassword, keep); err != nil {
		return lockedOut(err)
	}
	return reply(w, http.StatusOK, result(true))
}
