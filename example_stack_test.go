package errcode_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"time"

	"github.com/seed85f21a9e/errcode"
)

// A function of AWS Lambda, a fasthttp handler or a queue sends the answer by
// itself.
func ExampleResponder_Answer() {
	responder := &errcode.Responder{Catalog: errcode.LeanCloud}
	r := httptest.NewRequest("GET", "/users/7", nil)
	answer := responder.Answer(r, errcode.LeanCloudUserNotFound)
	fmt.Println(answer.Status, answer.Header.Get("Content-Type"))
	fmt.Printf("%s\n", answer.Body)
	// Output:
	// 400 application/json; charset=utf-8
	// {"code":211,"error":"Could not find user."}
}

// errUniqueViolation stands for the error of a database driver.
var errUniqueViolation = errors.New("duplicate key value violates unique constraint")

// Map gives errors of other packages a code, in one place for all handlers.
func ExampleResponder_map() {
	responder := &errcode.Responder{
		Catalog: errcode.LeanCloud,
		Map: func(r *http.Request, err error) error {
			if errors.Is(err, errUniqueViolation) {
				return errcode.Wrap(errcode.LeanCloudDuplicateValue, err)
			}
			return nil // leave the error as it is
		},
	}
	answer := responder.Answer(nil, fmt.Errorf("save: %w", errUniqueViolation))
	fmt.Printf("%s\n", answer.Body)
	// Output:
	// {"code":137,"error":"A unique field was given a value that is already taken."}
}

// OnAnswer counts answers by a label of which there is a bounded number.
func ExampleResponder_onAnswer() {
	counter := map[string]int{} // stands for a metric, which takes concurrent calls
	responder := &errcode.Responder{
		OnAnswer: func(r *http.Request, err error, code errcode.Code, status int) {
			counter[errcode.LabelOf(err)]++
		},
	}
	for range 3 {
		responder.Answer(nil, errcode.LeanCloudUserNotFound)
	}
	fmt.Println(counter)
	// Output: map[leancloud/211:3]
}

func ExampleLabelOf() {
	fmt.Println(errcode.LabelOf(fmt.Errorf("load: %w", errcode.LeanCloudUserNotFound)))
	fmt.Println(errcode.LabelOf(errcode.LeanCloudCode(987654))) // not listed
	fmt.Println(errcode.LabelOf(errcode.KindNotFound))
	fmt.Println(errcode.LabelOf(errors.New("connection reset by 10.0.0.7")))
	// Output:
	// leancloud/211
	// leancloud/_OTHER
	// NotFound
	// _OTHER
}

func ExampleParseCode() {
	code, err := errcode.ParseCode("backend/107.1")
	fmt.Println(code, err)
	_, err = errcode.ParseCode("backend/Nonsense")
	fmt.Println(err)
	// Output:
	// backend 107: The operation results in a duplicate key for a unique index <nil>
	// errcode: "backend/Nonsense" is neither a number nor a name of the catalog backend
}

// An error of a kind has a message and no code.
func ExampleKind_New() {
	err := errcode.KindNotFound.New(errcode.WithMessage("There is no page 7."))
	fmt.Println(err)
	fmt.Println(errors.Is(err, errcode.KindNotFound))
	fmt.Printf("%s\n", (&errcode.Responder{}).Answer(nil, err).Body)
	// Output:
	// not found: There is no page 7.
	// true
	// {"type":"about:blank","title":"Not Found","status":404,"detail":"There is no page 7."}
}

// The status of another service says how its own clients fared. A kind is what
// it says to you.
func ExampleKindFromHTTPStatus() {
	err := errcode.KindFromHTTPStatus(http.StatusServiceUnavailable).New(errcode.WithMessage("The shop is closed."))
	fmt.Println(err, errcode.Retryable(err))
	// Output: unavailable: The shop is closed. true
}

// A proxy that trusts the other server passes its message on.
func ExampleRelay() {
	upstream := errcode.LeanCloud.DecodeBody(404, []byte(`{"code":211,"error":"There is no user ada."}`))
	responder := &errcode.Responder{}
	fmt.Printf("%s\n", responder.Answer(nil, upstream).Body)
	fmt.Printf("%s\n", responder.Answer(nil, errcode.Relay(upstream)).Body)
	// Output:
	// {"code":211,"error":"Could not find user."}
	// {"code":211,"error":"There is no user ada."}
}

// A time-out may have been carried out, so that only an idempotent request is
// repeated.
func ExampleSafeToRetry() {
	err := error(errcode.LeanCloudTimeout)
	fmt.Println(errcode.Retryable(err))
	fmt.Println(errcode.SafeToRetry(err, true))  // a GET
	fmt.Println(errcode.SafeToRetry(err, false)) // a POST
	// Output:
	// true
	// true
	// false
}

// A server may say how long to wait.
func ExampleRetryAfter() {
	err := errcode.New(errcode.LeanCloudTooManyRequests, errcode.WithRetryAfter(90*time.Second))
	wait, ok := errcode.RetryAfter(err)
	fmt.Println(wait, ok)
	// Output: 1m30s true
}

// What is wrong with each field is a member of a problem document, and part of
// the message in a vendor's body.
func ExampleWithFieldErrors() {
	err := errcode.New(errcode.LeanCloudInvalidJSON, errcode.WithMessage("The form has faults."),
		errcode.WithFieldErrors(
			errcode.FieldError{Pointer: "#/age", Detail: "must be positive", Code: "gt"},
			errcode.FieldError{Pointer: "#/email", Detail: "is missing"},
		))
	responder := &errcode.Responder{}
	fmt.Printf("%s\n", responder.Answer(nil, err).Body)

	r := httptest.NewRequest("POST", "/users", strings.NewReader("{}"))
	r.Header.Set("Accept", "application/problem+json")
	fmt.Printf("%s\n", responder.Answer(r, err).Body)
	// Output:
	// {"code":107,"error":"The form has faults: age must be positive; email is missing"}
	// {"type":"urn:errcode:leancloud/107","title":"Malformed json object. A json dictionary is expected.","status":400,"detail":"The form has faults.","instance":"/users","code":107,"catalog":"leancloud","errors":[{"pointer":"#/age","detail":"must be positive","code":"gt"},{"pointer":"#/email","detail":"is missing"}]}
}

// Details are members of problem documents and of log records.
func ExampleWithDetail() {
	err := errcode.New(errcode.LeanCloudUserNotFound, errcode.WithDetail("username", "ada"))
	r := httptest.NewRequest("GET", "/users/ada", nil)
	r.Header.Set("Accept", "application/problem+json")
	fmt.Printf("%s\n", (&errcode.Responder{}).Answer(r, err).Body)
	// Output:
	// {"type":"urn:errcode:leancloud/211","title":"Could not find user.","status":400,"detail":"Could not find user.","instance":"/users/ada","code":211,"catalog":"leancloud","username":"ada"}
}
