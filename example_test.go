package errcode_test

import (
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"

	"golang.org/x/text/language"

	"github.com/seed85f21a9e/errcode"
)

// A code is an error: return it, and match it with the standard library.
func Example() {
	find := func(username string) error {
		return errcode.LeanCloudUserNotFound
	}
	err := find("anna")
	fmt.Println(err)
	fmt.Println(errors.Is(err, errcode.LeanCloudUserNotFound)) // by code
	fmt.Println(errors.Is(err, errcode.KindNotFound))          // by kind, whatever the vendor
	fmt.Println(errors.Is(err, fs.ErrNotExist))                // by what the standard library has for it
	fmt.Println(errors.Is(err, errcode.BackendUserNotFound))   // never by a code of another catalog
	// Output:
	// leancloud 211: Could not find user
	// true
	// true
	// true
	// false
}

// A message that you give takes the place of the catalog's. Clients see it.
func ExampleNew() {
	err := errcode.New(errcode.LeanCloudInvalidUsername, errcode.WithMessage("Use 3 to 20 letters."))
	fmt.Println(err)
	fmt.Println(errors.Is(err, errcode.LeanCloudInvalidUsername))
	// Output:
	// leancloud 217: Use 3 to 20 letters
	// true
}

// The cause is for Go code and for logs. Clients see the public message alone.
func ExampleWrap() {
	_, err := os.Open("no-such-file")
	err = errcode.Wrap(errcode.LeanCloudDatabaseError, err)
	fmt.Println(err)
	fmt.Println(errors.Is(err, errcode.LeanCloudDatabaseError), errors.Is(err, fs.ErrNotExist))

	if e, ok := errors.AsType[*errcode.Error](err); ok {
		fmt.Println(e.Message())
	}
	// Output:
	// leancloud 304: Database error: open no-such-file: no such file or directory
	// true true
	// Database error.
}

// Some messages have parameters.
func ExampleWithArgs() {
	err := errcode.New(errcode.BackendDuplicateFieldValues, errcode.WithArgs("Email", "Customers"))
	fmt.Println(err)
	// Output:
	// backend 107: Duplicate values already exist for field Email of content type "Customers"
}

// CodeOf finds the code of an error, wrapped or not. Codes are constants, so that
// a switch can tell them apart.
func ExampleCodeOf() {
	err := fmt.Errorf("logging in: %w", errcode.LeanCloudTooManyLoginAttempts)

	code, _ := errcode.CodeOf(err)
	switch code {
	case errcode.LeanCloudUserNotFound, errcode.LeanCloudUsernamePasswordMismatch:
		fmt.Println("Is there a typing error?")
	case errcode.LeanCloudTooManyLoginAttempts:
		fmt.Println("Wait 15 minutes.")
	default:
		fmt.Println(err)
	}
	// Output:
	// Wait 15 minutes.
}

// The kind of an error is the same whatever catalog its code is of.
func ExampleKindOf() {
	for _, err := range []error{
		errcode.BackendUserNotFound,
		errcode.LeanCloudUserNotFound,
		errcode.RealtimeConversationNotFound,
		errcode.LeanCloudCode(987654),
		errors.New("no code"),
	} {
		fmt.Println(errcode.KindOf(err))
	}
	// Output:
	// not found
	// not found
	// not found
	// unknown
	// unknown
}

// Retryable tells whether the same request may succeed later.
func ExampleRetryable() {
	for _, err := range []error{
		errcode.LeanCloudServerInMaintenance,
		errcode.LeanCloudUsernameTaken,
	} {
		fmt.Println(errcode.Retryable(err), err)
	}
	// Output:
	// true leancloud 502: Server is in maintenance
	// false leancloud 202: Username has already been taken
}

// Lookup finds the code of a number. One that the catalog does not list is a
// code as well.
func ExampleCatalog_Lookup() {
	code, ok := errcode.LeanCloud.Lookup(211)
	fmt.Printf("%d %#v %v\n", code, code, ok)
	fmt.Println(code.HTTPStatus(), code.Message())
	info := code.Info()
	fmt.Println(info.Name, info.Kind, info.Retryable)

	code, ok = errcode.LeanCloud.Lookup(987654)
	fmt.Printf("%d %#v %v\n", code, code, ok)
	// Output:
	// 211 errcode.LeanCloudUserNotFound true
	// 400 Could not find user.
	// UserNotFound not found false
	// 987654 errcode.LeanCloudCode(987654) false
}

// A Responder answers for a whole service: the errors that handlers return, what
// the mux has no route for, and panics.
func ExampleResponder() {
	responder := &errcode.Responder{Catalog: errcode.LeanCloud}
	mux := http.NewServeMux()
	mux.Handle("GET /users/{id}", responder.Handler(func(w http.ResponseWriter, r *http.Request) error {
		return errcode.LeanCloudUserNotFound
	}))
	handler := responder.Recover(responder.Mux(mux))

	for _, path := range []string{"/users/1", "/elsewhere"} {
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		fmt.Println(w.Code, w.Body)
	}
	// Output:
	// 400 {"code":211,"error":"Could not find user."}
	// 404 {"code":101,"error":"There is nothing at this address."}
}

// WriteError answers in the format of the error's own catalog.
func ExampleWriteError() {
	w := httptest.NewRecorder()
	errcode.WriteError(w, httptest.NewRequest("GET", "/users/anna", nil), errcode.BackendUserNotFound)
	fmt.Println(w.Code, w.Body)
	// Output:
	// 400 {"message":"The specified user was not found.","errorCode":206}
}

// Clients that prefer problem documents (RFC 9457) get them.
func ExampleResponder_problem() {
	responder := &errcode.Responder{TypeURL: "https://api.example.com/errors"}
	r := httptest.NewRequest("POST", "/users", nil)
	r.Header.Set("Accept", "application/problem+json")

	w := httptest.NewRecorder()
	responder.WriteError(w, r, errcode.New(errcode.LeanCloudUsernameTaken,
		errcode.WithMessage("There is an anna already."),
		errcode.WithDetail("suggestion", "anna2")))
	fmt.Println(w.Header().Get("Content-Type"))
	fmt.Println(strings.ReplaceAll(w.Body.String(), `,"`, ",\n\""))
	// Output:
	// application/problem+json
	// {"type":"https://api.example.com/errors/leancloud/202",
	// "title":"Username has already been taken.",
	// "status":400,
	// "detail":"There is an anna already.",
	// "instance":"/users",
	// "code":202,
	// "catalog":"leancloud",
	// "suggestion":"anna2"}
}

// A Responder with Languages answers in the one that a client asks for.
func ExampleResponder_languages() {
	responder := &errcode.Responder{Languages: []language.Tag{language.English, language.SimplifiedChinese}}
	r := httptest.NewRequest("GET", "/users/anna", nil)
	r.Header.Set("Accept-Language", "zh-TW, en;q=0.8")

	w := httptest.NewRecorder()
	responder.WriteError(w, r, errcode.LeanCloudUserNotFound)
	fmt.Println(w.Header().Get("Content-Language"), w.Body)
	// Output:
	// zh-Hans {"code":211,"error":"找不到用户。"}
}

// The vendor's message is for programs. In has one for people.
func ExampleInfo_In() {
	info := errcode.RealtimeSilenced.Info()
	fmt.Println(info.Message)
	fmt.Println(info.In(language.English).Message)
	fmt.Println(info.In(language.Chinese).Message)
	// Output:
	// SILIENCED
	// The user is silenced.
	// 该用户已被禁言。
}

// Texts add a language. Codes that they lack are answered in the first language of
// the Responder that has them.
func ExampleNewTexts() {
	japanese, err := errcode.NewTexts(language.Japanese,
		errcode.Text{Code: errcode.LeanCloudUserNotFound, Message: "ユーザーが見つかりません。"},
		errcode.Text{Code: errcode.LeanCloudUsernameTaken, Message: "このユーザー名は既に使われています。"},
		errcode.Text{Code: errcode.LeanCloudUsernamePasswordMismatch, Message: "ユーザー名とパスワードが一致しません。"},
	)
	if err != nil {
		fmt.Println(err)
		return
	}
	responder := &errcode.Responder{
		Languages: []language.Tag{language.English, language.Japanese},
		Texts:     []*errcode.Texts{japanese},
	}
	r := httptest.NewRequest("POST", "/login", nil)
	r.Header.Set("Accept-Language", "ja")
	for _, err := range []error{errcode.LeanCloudUserNotFound, errcode.LeanCloudEmailNotVerified} {
		w := httptest.NewRecorder()
		responder.WriteError(w, r, err)
		fmt.Println(w.Header().Get("Content-Language"), w.Body)
	}
	// Output:
	// ja {"code":211,"error":"ユーザーが見つかりません。"}
	// en {"code":216,"error":"Email address isn't verified."}
}

// The code of a body that has none, such as a proxy's, is inferred from the HTTP
// status.
func ExampleCatalog_DecodeBody() {
	err := errcode.LeanCloud.DecodeBody(503, []byte("<h1>Service Unavailable</h1>"))
	fmt.Println(err)
	fmt.Println(err.Inferred(), errors.Is(err, errcode.KindUnavailable))
	// Output:
	// leancloud 511: Temporarily Unavailable (inferred from HTTP status 503): "<h1>Service Unavailable</h1>"
	// true true
}

// One error can be sent to the clients of both vendors.
func ExampleCatalog_Translate() {
	err := fmt.Errorf("registering: %w", errcode.LeanCloudUsernameTaken)
	fmt.Printf("%#v\n", errcode.Backend.Translate(err))
	fmt.Printf("%s\n", errcode.Backend.AppendBody(nil, err))
	fmt.Printf("%s\n", errcode.LeanCloud.AppendBody(nil, err))
	// Output:
	// errcode.BackendUsernameTaken
	// {"message":"A user with the same username already exists.","errorCode":201}
	// {"code":202,"error":"Username has already been taken."}
}

// ParseLeanCloudBatch reads the body that answers a batch request: one entry for
// each request.
func ExampleParseLeanCloudBatch() {
	errs, err := errcode.ParseLeanCloudBatch([]byte(`[
		{"success": {"objectId": "1"}},
		{"error": {"code": 137, "error": "A unique field was given a value that is already taken."}}
	]`))
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, err := range errs {
		fmt.Println(i, err, errors.Is(err, fs.ErrExist))
	}
	// Output:
	// 0 <nil> false
	// 1 leancloud 137: A unique field was given a value that is already taken true
}
