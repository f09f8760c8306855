package errcode_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/seed85f21a9e/errcode"
)

// A handler returns its error, and writes nothing if it fails.
func ExampleResponder_Handler() {
	responder := &errcode.Responder{Catalog: errcode.LeanCloud}
	handler := responder.Handler(func(w http.ResponseWriter, r *http.Request) error {
		var login struct{ Username, Password string }
		if err := json.NewDecoder(r.Body).Decode(&login); err != nil {
			return errcode.Wrap(errcode.LeanCloudInvalidJSON, err)
		}
		if login.Username == "" {
			return errcode.LeanCloudUsernameMissing
		}
		w.Header().Set("Content-Type", "application/json")
		return json.NewEncoder(w).Encode(map[string]string{"objectId": "1"})
	})

	for _, body := range []string{`{"username":"anna"}`, `{}`, `{"username":`} {
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequest("POST", "/1.1/login", strings.NewReader(body)))
		fmt.Println(w.Code, strings.TrimSpace(w.Body.String()))
	}
	// Output:
	// 200 {"objectId":"1"}
	// 400 {"code":200,"error":"Username is missing or empty"}
	// 400 {"code":107,"error":"Malformed json object. A json dictionary is expected."}
}

// A function that already has the ResponseWriter answers by itself.
func ExampleResponder_WriteError() {
	responder := &errcode.Responder{Catalog: errcode.LeanCloud}
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-LC-Session") == "" {
			responder.WriteError(w, r, errcode.LeanCloudUserSessionRequired)
			return
		}
		w.WriteHeader(http.StatusNoContent)
	})

	w := httptest.NewRecorder()
	handler.ServeHTTP(w, httptest.NewRequest("GET", "/1.1/users/me", nil))
	fmt.Println(w.Code, w.Body)
	// Output:
	// 403 {"code":403,"error":"The user cannot be altered by a client without the session."}
}

// Unknown routes and wrong methods get bodies that the vendor's clients can read.
func ExampleResponder_Mux() {
	responder := &errcode.Responder{Catalog: errcode.LeanCloud}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /1.1/date", func(w http.ResponseWriter, r *http.Request) {})
	handler := responder.Mux(mux)

	for _, r := range []*http.Request{
		httptest.NewRequest("GET", "/1.1/dates", nil),
		httptest.NewRequest("POST", "/1.1/date", nil),
	} {
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		fmt.Println(w.Code, w.Body)
	}
	// Output:
	// 404 {"code":101,"error":"There is nothing at this address."}
	// 405 {"code":108,"error":"This method is not allowed here."}
}

// A panic is logged with its stack and answered as the general failure.
func ExampleResponder_Recover() {
	responder := &errcode.Responder{
		Catalog: errcode.LeanCloud,
		Logger:  slog.New(slog.DiscardHandler), // for this example; the default is slog.Default()
	}
	handler := responder.Recover(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		panic("index out of range")
	}))

	w := httptest.NewRecorder()
	handler.ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
	fmt.Println(w.Code, w.Body)
	// Output:
	// 500 {"code":1,"error":"Internal server error. No information available."}
}

// Routers other than http.ServeMux take NotFound and MethodNotAllowed as handlers.
// They set the Allow header themselves.
func ExampleResponder_NotFound() {
	responder := &errcode.Responder{Catalog: errcode.Backend}
	router := struct{ NotFound, MethodNotAllowed http.HandlerFunc }{
		NotFound:         responder.NotFound,
		MethodNotAllowed: responder.MethodNotAllowed,
	}

	for _, handler := range []http.Handler{router.NotFound, router.MethodNotAllowed} {
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequest("PATCH", "/elsewhere", nil))
		fmt.Println(w.Code, w.Body)
	}
	// Output:
	// 404 {"message":"Not found.","errorCode":600}
	// 405 {"message":"Method not supported.","errorCode":602}
}

// A protocol that is not HTTP sends the code, the kind and the public message in
// its own form.
func ExampleResponder_Describe() {
	responder := &errcode.Responder{Catalog: errcode.LeanCloud}
	err := errcode.Wrap(errcode.LeanCloudUserNotFound, errors.New("no rows in shard 7"))
	answer := responder.Describe(nil, err)
	fmt.Println(answer.Code.Info().ID(), answer.Kind)
	fmt.Println(answer.Message)
	// Output:
	// leancloud/211 not found
	// Could not find user.
}
