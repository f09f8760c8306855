package main

import (
	"crypto/md5"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"net/http"
	"strings"

	"github.com/seed85f21a9e/errcode"
)

// A leanCloudAPI serves LeanCloud's REST API, version 1.1.
type leanCloudAPI struct{ *api }

// isLeanCloudPath reports whether a path belongs to LeanCloud's API: it starts
// with a version number, or is the one where messaging clients look up their
// server.
func isLeanCloudPath(path string) bool {
	return path == routePath || len(path) > 1 && '0' <= path[1] && path[1] <= '9'
}

const (
	leanCloudPrefix = "/1.1/"
	routePath       = "/v1/route"
)

// checkApp checks the API version and the app's ID and key. The key is sent as
// it is, or as "sum,time", where sum is the MD5 sum of time and key.
func (a leanCloudAPI) checkApp(r *http.Request) error {
	switch {
	case r.URL.Path == routePath:
		return notSupported("messaging")
	case !strings.HasPrefix(r.URL.Path, leanCloudPrefix):
		return notSupported("%s %s", r.Method, r.URL.Path)
	}
	want, key := a.cfg.appKey, r.Header.Get("X-LC-Key")
	sign := r.Header.Get("X-LC-Sign")
	if strings.HasSuffix(key, ",master") || strings.HasSuffix(sign, ",master") {
		return notSupported("the master key")
	}
	if sum, time, ok := strings.Cut(sign, ","); ok {
		of := md5.Sum([]byte(time + a.cfg.appKey))
		want, key = hex.EncodeToString(of[:]), strings.ToLower(sum)
	}
	if r.Header.Get("X-LC-Id") != a.cfg.appID || subtle.ConstantTimeCompare([]byte(key), []byte(want)) != 1 {
		return errcode.LeanCloudUnauthorized
	}
	return nil
}

// leanCloudClasses are built-in classes, with the features that they belong to.
var leanCloudClasses = map[string]string{
	"_File":         "files",
	"_Role":         "roles",
	"_Installation": "push notifications",
	"_Conversation": "messaging",
}

func (a leanCloudAPI) checkClass(r *http.Request) error {
	class := r.PathValue("class")
	if feature, ok := leanCloudClasses[class]; ok {
		return notSupported("%s", feature)
	}
	if class != userClass && isBuiltIn(class) {
		return notSupported("the class %s", class)
	}
	return nil
}

// sessionToken returns the session token of a request, or an empty string if it
// has none.
func sessionToken(r *http.Request) string {
	if token := r.Header.Get("X-LC-Session"); token != "" {
		return token
	}
	return r.URL.Query().Get("session_token")
}

// user returns the ID of the user who sent a request. Like the service, it
// treats a dead session as no session.
func (a leanCloudAPI) user(r *http.Request) (string, error) {
	user, err := a.store.session(r.Context(), sessionToken(r))
	if errors.Is(err, errcode.BackendInvalidAccessToken) || errors.Is(err, errcode.BackendAccessTokenExpired) {
		return "", nil
	}
	return user, err
}

// budgetKey marks the context of an entry of a batch. The value is the number
// of bytes that the answer to the batch has left.
type budgetKey struct{}

func inBatch(r *http.Request) bool { return r.Context().Value(budgetKey{}) != nil }

// budget returns the number of bytes that the answer to a request has left.
func (a leanCloudAPI) budget(r *http.Request) *int {
	if left, ok := r.Context().Value(budgetKey{}).(*int); ok {
		return left
	}
	left := a.cfg.maxAnswer
	return &left
}

// target returns the class of a request. The routes of users have none in their
// path.
func target(r *http.Request) string {
	if class := r.PathValue("class"); class != "" {
		return class
	}
	return userClass
}

// notThere gives the error for a missing class or object LeanCloud's words. On
// the routes of users, the user is missing.
func notThere(r *http.Request, err error) error {
	switch {
	case errors.Is(err, errcode.BackendContentTypeNotFound):
		return errcode.Wrap(errcode.LeanCloudClassOrObjectNotFound, err)
	case r.PathValue("class") == "" && (isMissing(err) || errors.Is(err, errcode.LeanCloudObjectNotFoundByID)):
		return errcode.Wrap(errcode.LeanCloudUserNotFound, err)
	}
	return err
}

// isMissing reports whether err says that an object does not exist. It compares
// with ==, because errors.Is also matches the variant for a missing class.
func isMissing(err error) bool {
	code, _ := errcode.CodeOf(err)
	return code == errcode.LeanCloudObjectNotFound
}

// keys returns the fields that the client asks for, or nil for all.
func keys(r *http.Request) ([]string, error) {
	if _, err := boolean(r, "returnACL"); err != nil { // the ACL is always returned
		return nil, err
	}
	fields := list(r.URL.Query().Get("keys"))
	if len(fields) > maxKeys {
		return nil, tooMany(errcode.BackendInvalidFields, maxKeys, "keys")
	}
	for _, field := range fields {
		if strings.HasPrefix(field, "-") {
			return nil, notSupported("keys that leave fields out")
		}
		if err := checkFieldName(field, invalidColumn(field)); err != nil {
			return nil, err
		}
	}
	return fields, nil
}

// list splits a list at its commas.
func list(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, ",")
}
