package main

import (
	"bytes"
	"context"
	"crypto/md5"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/seed85f21a9e/errcode"
)

// A leanCloudAPI serves LeanCloud's REST API, version 1.1.
type leanCloudAPI struct{ *api }

const leanCloudPrefix = "/1.1/"

func isLeanCloudPath(path string) bool { return strings.HasPrefix(path, leanCloudPrefix) }

func newLeanCloudAPI(s *store, cfg config, logger *slog.Logger) leanCloudAPI {
	a := leanCloudAPI{newAPI(s, cfg, logger, errcode.LeanCloud)}
	a.authorize = a.checkApp
	a.handle("POST /1.1/users", a.signUp)
	a.handle("POST /1.1/login", a.logIn)
	a.handle("GET /1.1/users/me", a.currentUser)
	a.handle("GET /1.1/users/{id}", a.get)
	a.handle("PUT /1.1/users/{id}", a.update)
	a.handle("DELETE /1.1/users/{id}", a.remove)
	a.handle("PUT /1.1/users/{id}/updatePassword", a.changePassword)
	a.handle("POST /1.1/classes/{class}", a.create)
	a.handle("GET /1.1/classes/{class}", a.find)
	a.handle("PUT /1.1/classes/{class}", a.missingID)
	a.handle("DELETE /1.1/classes/{class}", a.missingID)
	a.handle("GET /1.1/classes/{class}/{id}", a.get)
	a.handle("PUT /1.1/classes/{class}/{id}", a.update)
	a.handle("DELETE /1.1/classes/{class}/{id}", a.remove)
	a.handle("POST /1.1/batch", a.batch)
	a.handle("POST /1.1/functions/{name}", a.call)
	a.handle("POST /1.1/call/{name}", a.call)
	a.handle("GET /1.1/date", a.date)
	return a
}

// checkApp checks the ID and the key of the app. The key comes as it is, or as an
// MD5 sum of a time and itself: "sum,time".
func (a leanCloudAPI) checkApp(r *http.Request) error {
	want, key := a.cfg.appKey, r.Header.Get("X-LC-Key")
	if sum, time, ok := strings.Cut(r.Header.Get("X-LC-Sign"), ","); ok {
		of := md5.Sum([]byte(time + a.cfg.appKey))
		want, key = hex.EncodeToString(of[:]), strings.ToLower(sum)
	}
	if r.Header.Get("X-LC-Id") != a.cfg.appID || subtle.ConstantTimeCompare([]byte(key), []byte(want)) != 1 {
		return errcode.LeanCloudUnauthorized
	}
	return nil
}

// user returns who sent a request.
func (a leanCloudAPI) user(r *http.Request) (string, error) {
	return a.store.session(r.Context(), r.Header.Get("X-LC-Session"))
}

func (a leanCloudAPI) signUp(w http.ResponseWriter, r *http.Request) error {
	fields, err := readObject(r)
	if err != nil {
		return err
	}
	user, token, err := a.store.signUp(r.Context(), fields)
	if err != nil {
		return err
	}
	user["sessionToken"] = token
	return reply(w, http.StatusCreated, user)
}

// logIn logs in with the first of these fields that the request has.
func (a leanCloudAPI) logIn(w http.ResponseWriter, r *http.Request) error {
	body, err := readObject(r)
	if err != nil {
		return err
	}
	password, _ := body["password"].(string)
	if password == "" {
		return errcode.LeanCloudPasswordMissing
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
		user["sessionToken"] = token
		return reply(w, http.StatusOK, user)
	}
	return errcode.LeanCloudUsernameMissing
}

func (a leanCloudAPI) currentUser(w http.ResponseWriter, r *http.Request) error {
	id, err := a.user(r)
	if err != nil {
		return err
	}
	if id == "" {
		return errcode.LeanCloudUserNotFound
	}
	user, err := a.store.get(r.Context(), id, userClass, id)
	if err != nil {
		return either(err, errcode.LeanCloudObjectNotFound, errcode.LeanCloudUserNotFound)
	}
	user["sessionToken"] = r.Header.Get("X-LC-Session")
	return reply(w, http.StatusOK, user)
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
	changed["sessionToken"] = token
	return reply(w, http.StatusOK, changed)
}

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

func (a leanCloudAPI) find(w http.ResponseWriter, r *http.Request) error {
	user, err := a.user(r)
	if err != nil {
		return err
	}
	class := r.PathValue("class")
	if class == userClass {
		return errcode.LeanCloudForbidden
	}
	q, err := a.query(r.Context(), class, r.URL.Query())
	if err != nil {
		return err
	}
	results, err := a.store.find(r.Context(), user, class, q)
	if err != nil {
		return err
	}
	answer := object{"results": results}
	if r.URL.Query().Get("count") == "1" {
		if answer["count"], err = a.store.count(r.Context(), user, class, q); err != nil {
			return err
		}
	}
	return reply(w, http.StatusOK, answer)
}

// query reads the parameters of a query.
func (a leanCloudAPI) query(ctx context.Context, class string, params url.Values) (query, error) {
	q := query{limit: defaultLimit}
	where, err := readWhere(params.Get("where"))
	if err != nil {
		return q, err
	}
	if q.where, err = parseCondition(where); err != nil {
		return q, err
	}
	for name, target := range map[string]*int{"limit": &q.limit, "skip": &q.skip} {
		if text := params.Get(name); text != "" {
			if *target, err = strconv.Atoi(text); err != nil || *target < 0 {
				return q, errcode.New(errcode.BackendInvalidRequest, errcode.WithMessagef("%s is no number from 0.", name))
			}
		}
	}
	q.limit = min(q.limit, maxLimit)
	if params.Has("include") {
		return q, errcode.New(errcode.LeanCloudCommandUnavailable, errcode.WithMessage("This server does not include the objects that pointers point to."))
	}
	for _, field := range list(params.Get("keys")) {
		if !isName(field) {
			return q, errcode.LeanCloudInvalidKeyName
		}
		q.fields = append(q.fields, field)
	}
	for _, key := range list(params.Get("order")) {
		field, descending := strings.CutPrefix(key, "-")
		if !isName(field) {
			return q, errcode.LeanCloudInvalidKeyName
		}
		q.order = append(q.order, sortKey{field, descending})
	}
	return q, a.checkFields(ctx, class, q)
}

// list returns what stands between the commas.
func list(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, ",")
}

// checkFields checks that the class has the fields that a query asks about. A
// class without fields, which perhaps does not exist, is left to the query.
func (a leanCloudAPI) checkFields(ctx context.Context, class string, q query) error {
	known, err := fieldTypes(ctx, a.store.db, class)
	if err != nil || len(known) == 0 {
		return err
	}
	asked := q.where.fields
	for _, key := range q.order {
		asked = append(asked, key.field)
	}
	for _, field := range asked {
		if known[field] == "" && columns[field] == "" {
			return errcode.LeanCloudQueryKeyNotFound
		}
	}
	return nil
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

// maxBatch is the number of requests that a batch has at most.
const maxBatch = 100

// batch does several requests for objects, one after the other. Each succeeds or
// fails by itself.
func (a leanCloudAPI) batch(w http.ResponseWriter, r *http.Request) error {
	var body struct {
		Requests []struct {
			Method string          `json:"method"`
			Path   string          `json:"path"`
			Body   json.RawMessage `json:"body"`
		} `json:"requests"`
	}
	if err := readJSON(r, &body); err != nil {
		return err
	}
	if len(body.Requests) == 0 || len(body.Requests) > maxBatch {
		return errcode.New(errcode.LeanCloudInvalidJSON, errcode.WithMessagef("A batch has from 1 to %d requests.", maxBatch))
	}
	answers := make([]map[string]json.RawMessage, len(body.Requests))
	for i, item := range body.Requests {
		one, err := http.NewRequestWithContext(r.Context(), item.Method, item.Path, bytes.NewReader(item.Body))
		if err != nil || !isForObjects(one) {
			return errcode.New(errcode.LeanCloudInvalidJSON, errcode.WithMessagef("Request %d of the batch is none for objects.", i))
		}
		one.Header = r.Header
		answer := &recorder{header: http.Header{}}
		a.routes.ServeHTTP(answer, one)
		if answer.status < 400 {
			answers[i] = map[string]json.RawMessage{"success": answer.body.Bytes()}
		} else {
			answers[i] = map[string]json.RawMessage{"error": answer.body.Bytes()}
		}
	}
	return reply(w, http.StatusOK, answers)
}

// isForObjects reports whether a batch may have the request.
func isForObjects(r *http.Request) bool {
	switch r.Method {
	case http.MethodGet, http.MethodPost, http.MethodPut, http.MethodDelete:
		return strings.HasPrefix(r.URL.Path, "/1.1/classes/") || strings.HasPrefix(r.URL.Path, "/1.1/users/")
	}
	return false
}

// A recorder keeps a response.
type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (rec *recorder) Header() http.Header         { return rec.header }
func (rec *recorder) WriteHeader(status int)      { rec.status = status }
func (rec *recorder) Write(b []byte) (int, error) { return rec.body.Write(b) }
