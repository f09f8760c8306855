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
	if _, ok := item["Identity"]; ok { // instead of a name and a password
		return notSupported("third-party login")
	}
	user, _, err := a.store.signUp(r.Context(), fromItem(userClass, item))
	if err != nil {
		return err
	}
	return reply(w, http.StatusCreated, result(object{"Id": user.id, "CreatedAt": user.createdAt}))
}

func (a backendAPI) logIn(w http.ResponseWriter, r *http.Request) error {
	body, err := readObject(r)
	if err != nil {
		return err
	}
	switch grant, _ := body["grant_type"].(string); grant {
	case "password":
	case "":
		return errcode.New(errcode.BackendInvalidRequest, errcode.WithMessage("grant_type is missing."))
	default:
		return notSupported("the grant type %s", grant)
	}
	if err := onlyMembers("this request", body, "grant_type", "username", "password"); err != nil {
		return err
	}
	name, _ := body["username"].(string)
	password, _ := body["password"].(string)
	user, token, err := a.store.logIn(r.Context(), "username", name, password)
	if err != nil {
		err = either(err, errcode.LeanCloudUserNotFound, errcode.BackendInvalidCredentials)
		return lockedOut(err)
	}
	return reply(w, http.StatusOK, result(object{"access_token": token, "token_type": "bearer", "principal_id": user.id}))
}

// lockedOut puts into words what Backend Services has no code for.
func lockedOut(err error) error {
	wait, ok := errcode.RetryAfter(err)
	if !ok {
		return err
	}
	return errcode.Wrap(errcode.BackendAccountQuotaLimited, err, errcode.WithRetryAfter(wait),
		errcode.WithMessage("Too many failed logins. Try again later."))
}

// logOut ends a session. An invalid token is no error here: its session has
// ended already, and on a 301 the vendor's client would log in again just to
// log out.
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
	return replyItem(w, itemView(userClass, nil), user)
}

func (a backendAPI) changePassword(w http.ResponseWriter, r *http.Request) error {
	body, err := readObject(r)
	if err != nil {
		return err
	}
	if err := onlyMembers("this request", body, "Username", "Password", "NewPassword"); err != nil {
		return err
	}
	keep, err := boolean(r, "keepTokens")
	if err != nil {
		return err
	}
	name, _ := body["Username"].(string)
	password, _ := body["Password"].(string)
	id, err := a.store.findUser(r.Context(), "username", name)
	if err != nil {
		return err
	}
	if err := a.store.changePassword(r.Context(), id, password, body["NewPassword"], keep); err != nil {
		return lockedOut(err)
	}
	return reply(w, http.StatusOK, result(true))
}
