package main

import (
	"mime"
	"net/http"
	"strings"

	"github.com/seed85f21a9e/errcode"
)

// A backendAPI serves the REST API of Backend Services, version 1.
type backendAPI struct{ *api }

// checkApp checks the App ID in the path, which is the only credential of an
// app, and the headers that say what the bodies are.
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

// token returns the access token of a request, or an empty string if it has
// none.
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

// user returns the ID of the user who sent a request, or an empty string if
// nobody is logged in.
func (a backendAPI) user(r *http.Request) (string, error) {
	token, err := token(r)
	if err != nil {
		return "", err
	}
	return a.store.session(r.Context(), token)
}

// backendTypes are the vendor's built-in content types, with the features that
// they belong to.
var backendTypes = map[string]string{
	"Devices":       "push notifications",
	"Files":         "files",
	"Functions":     "cloud functions for Backend Services",
	"Metadata":      "metadata",
	"Notifications": "push notifications",
	"Push":          "push notifications",
	"Roles":         "roles",
}

// checkType checks the content type in the path of a request. LeanCloud's
// built-in classes, such as _Role, are not content types.
func (a backendAPI) checkType(r *http.Request) error {
	name := r.PathValue("type")
	if feature, ok := backendTypes[name]; ok {
		return notSupported("%s", feature)
	}
	if name != "" && !isName(name) {
		return errcode.BackendContentTypeNotFound
	}
	return nil
}

// class returns the class that holds the items of a content type.
func class(r *http.Request) string {
	if name := r.PathValue("type"); name != "Users" {
		return name
	}
	return userClass
}

// replyItem answers with an item.
func replyItem(w http.ResponseWriter, v view, item record) error {
	return replyText(w, http.StatusOK, append(v.append([]byte(`{"Result":`), item), '}'))
}

// result is a body with a single value.
func result(v any) object { return object{"Result": v} }
