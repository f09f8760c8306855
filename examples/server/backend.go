package main

import (
	"encoding/json"
	"log/slog"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/seed85f21a9e/errcode"
)

// A backendAPI serves the REST API of Backend Services, version 1.
type backendAPI struct{ *api }

func newBackendAPI(s *store, cfg config, logger *slog.Logger) backendAPI {
	a := backendAPI{newAPI(s, cfg, logger, errcode.Backend)}
	a.authorize = a.checkApp
	a.handle("POST /v1/{app}/Users", a.register)
	a.handle("POST /v1/{app}/oauth/token", a.logIn)
	a.handle("GET /v1/{app}/oauth/logout", a.logOut)
	a.handle("GET /v1/{app}/Users/me", a.currentUser)
	a.handle("POST /v1/{app}/Users/changepassword", a.changePassword)
	a.handle("POST /v1/{app}/{type}", a.create)
	a.handle("GET /v1/{app}/{type}", a.find)
	a.handle("GET /v1/{app}/{type}/_count", a.count)
	a.handle("GET /v1/{app}/{type}/{id}", a.get)
	a.handle("PUT /v1/{app}/{type}/{id}", a.update)
	a.handle("DELETE /v1/{app}/{type}/{id}", a.remove)
	return a
}

// checkApp checks the App ID, which stands in the path and is all that an app
// has to show, and the headers that say what the bodies are.
func (a backendAPI) checkApp(r *http.Request) error {
	app, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/v1/"), "/")
	switch app {
	case a.cfg.appID:
	case "":
		return errcode.BackendAppIDMissing
	default:
		return errcode.BackendInvalidAppID
	}
	if !acceptsJSON(r.Header.Values("Accept")) {
		return errcode.BackendUnsupportedResponseContentType
	}
	if r.Method == http.MethodPost || r.Method == http.MethodPut {
		if mediaType, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || mediaType != "application/json" {
			return errcode.BackendInvalidContentTypeHeader
		}
	}
	return nil
}

func acceptsJSON(accept []string) bool {
	if len(accept) == 0 {
		return true
	}
	for mediaRange := range strings.SplitSeq(strings.Join(accept, ","), ",") {
		mediaType, _, _ := mime.ParseMediaType(mediaRange)
		if mediaType == "*/*" || mediaType == "application/*" || strings.HasSuffix(mediaType, "json") {
			return true
		}
	}
	return false
}

// token returns the access token of a request; an empty one if it has none.
func token(r *http.Request) (string, error) {
	authorization := r.Header.Get("Authorization")
	if authorization == "" {
		return "", nil
	}
	scheme, token, _ := strings.Cut(authorization, " ")
	if !strings.EqualFold(scheme, "bearer") || token == "" {
		return "", errcode.BackendUnauthorized
	}
	return token, nil
}

// user returns who sent a request; an empty ID if nobody is logged in.
func (a backendAPI) user(r *http.Request) (string, error) {
	token, err := token(r)
	if err != nil {
		return "", err
	}
	return a.store.session(r.Context(), token)
}

// class returns the class of a content type.
func class(r *http.Request) string {
	if name := r.PathValue("type"); name != "Users" {
		return name
	}
	return userClass
}

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

// create stores an item. Its content type has to exist, unlike a class of
// LeanCloud's.
func (a backendAPI) create(w http.ResponseWriter, r *http.Request) error {
	if class(r) == userClass { // users are made by register alone
		return errcode.BackendContentTypeNotFound
	}
	if _, err := a.user(r); err != nil {
		return err
	}
	fields, err := readObject(r)
	if err != nil {
		return err
	}
	created, err := a.store.create(r.Context(), class(r), fields, false)
	if err != nil {
		return err
	}
	return reply(w, http.StatusCreated, result(object{"Id": created["objectId"], "CreatedAt": created["createdAt"]}))
}

func (a backendAPI) find(w http.ResponseWriter, r *http.Request) error {
	user, q, err := a.request(r)
	if err != nil {
		return err
	}
	found, err := a.store.find(r.Context(), user, class(r), q)
	if err != nil {
		return err
	}
	items := make([]object, len(found))
	for i, o := range found {
		items[i] = item(class(r), o)
	}
	return reply(w, http.StatusOK, object{"Count": len(items), "Result": items})
}

func (a backendAPI) count(w http.ResponseWriter, r *http.Request) error {
	user, q, err := a.request(r)
	if err != nil {
		return err
	}
	n, err := a.store.count(r.Context(), user, class(r), q)
	if err != nil {
		return err
	}
	return reply(w, http.StatusOK, result(n))
}

// request reads who sent a query and what it asks for.
func (a backendAPI) request(r *http.Request) (user string, q query, err error) {
	if user, err = a.user(r); err != nil {
		return "", q, err
	}
	if class(r) == userClass {
		return "", q, errcode.BackendAccessDenied
	}
	q, err = headerQuery(r.Header)
	return user, q, err
}

// headerQuery reads a query from the headers that hold it.
func headerQuery(h http.Header) (query, error) {
	q := query{limit: defaultLimit}
	filter, err := url.PathUnescape(h.Get("X-Everlive-Filter"))
	if err != nil {
		return q, errcode.BackendInvalidFilter
	}
	where, err := readWhere(filter)
	if err != nil {
		return q, err
	}
	if q.where, err = parseCondition(rename(where, toLeanCloud)); err != nil {
		return q, err
	}
	for name, target := range map[string]*int{"X-Everlive-Take": &q.limit, "X-Everlive-Skip": &q.skip} {
		if text := h.Get(name); text != "" {
			if *target, err = strconv.Atoi(text); err != nil || *target < 0 {
				return q, errcode.New(errcode.BackendInvalidRequest, errcode.WithMessagef("%s is no number from 0.", name))
			}
		}
	}
	q.limit = min(q.limit, maxLimit)
	if q.order, err = sortHeader(h.Get("X-Everlive-Sort")); err != nil {
		return q, err
	}
	if q.fields, err = fieldsHeader(h.Get("X-Everlive-Fields")); err != nil {
		return q, err
	}
	if h.Get("X-Everlive-Expand") != "" {
		return q, errcode.New(errcode.BackendInvalidExpand, errcode.WithMessage("This server does not expand relations."))
	}
	return q, nil
}

// sortHeader reads {"Name":1,"Price":-1}, the order of which counts.
func sortHeader(text string) ([]sortKey, error) {
	if text == "" {
		return nil, nil
	}
	var directions map[string]int
	if err := json.Unmarshal([]byte(text), &directions); err != nil {
		return nil, errcode.Wrap(errcode.BackendInvalidSort, err)
	}
	names := slices.Collect(maps.Keys(directions))
	slices.SortFunc(names, func(a, b string) int {
		return strings.Index(text, strconv.Quote(a)) - strings.Index(text, strconv.Quote(b))
	})
	var keys []sortKey
	for _, name := range names {
		field := translated(name, toLeanCloud)
		if direction := directions[name]; !isName(field) || direction != 1 && direction != -1 {
			return nil, errcode.BackendInvalidSort
		}
		keys = append(keys, sortKey{field, directions[name] == -1})
	}
	return keys, nil
}

// fieldsHeader reads the fields to return, {"Name":1}.
func fieldsHeader(text string) ([]string, error) {
	if text == "" {
		return nil, nil
	}
	var wanted map[string]int
	if err := json.Unmarshal([]byte(text), &wanted); err != nil {
		return nil, errcode.Wrap(errcode.BackendInvalidFields, err)
	}
	var fields []string
	for name, include := range wanted {
		if include != 1 {
			return nil, errcode.New(errcode.BackendInvalidFields, errcode.WithMessage("This server includes fields, it does not exclude any."))
		}
		fields = append(fields, translated(name, toLeanCloud))
	}
	return fields, nil
}

func (a backendAPI) get(w http.ResponseWriter, r *http.Request) error {
	user, err := a.user(r)
	if err != nil {
		return err
	}
	o, err := a.store.get(r.Context(), user, class(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	if class(r) == userClass {
		o = visible(o, user)
	}
	return reply(w, http.StatusOK, result(item(class(r), o)))
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
	patch = fromItem(class(r), patch)
	for name := range columns { // clients send back what they have read
		delete(patch, name)
	}
	var updated object
	if class(r) == userClass {
		updated, err = a.store.updateUser(r.Context(), user, r.PathValue("id"), patch, condition{})
	} else {
		updated, err = a.store.update(r.Context(), user, class(r), r.PathValue("id"), patch, condition{})
	}
	if err != nil {
		return err
	}
	return reply(w, http.StatusOK, object{"Result": 1, "ModifiedAt": updated["updatedAt"]})
}

// updateExpression turns {"$set":{…},"$inc":{…},"$unset":{…}} into the operations
// of LeanCloud. A body without operators is what to set.
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
				return nil, errcode.New(errcode.BackendInvalidRequest, errcode.WithMessagef("This server knows the operators $set, $inc and $unset, not %s.", operator))
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

// result is a body that holds one thing.
func result(v any) object { return object{"Result": v} }

// The fields that the server sets have other names here than at LeanCloud, and
// so have those of users.
var (
	toLeanCloud   = map[string]string{"Id": "objectId", "CreatedAt": "createdAt", "ModifiedAt": "updatedAt"}
	fromLeanCloud = map[string]string{"objectId": "Id", "createdAt": "CreatedAt", "updatedAt": "ModifiedAt"}

	userToLeanCloud   = map[string]string{"Username": "username", "Email": "email", "Password": "password"}
	userFromLeanCloud = map[string]string{"username": "Username", "email": "Email"}
)

// item returns an object under the names of Backend Services.
func item(class string, o object) object {
	if class == userClass {
		o = rename(o, userFromLeanCloud)
	}
	return rename(o, fromLeanCloud)
}

// fromItem is the reverse of item.
func fromItem(class string, o object) object {
	if class == userClass {
		o = rename(o, userToLeanCloud)
	}
	return rename(o, toLeanCloud)
}

func rename(o object, names map[string]string) object {
	renamed := make(object, len(o))
	for name, value := range o {
		renamed[translated(name, names)] = value
	}
	return renamed
}

func translated(name string, names map[string]string) string {
	if other, ok := names[name]; ok {
		return other
	}
	return name
}
