package errcode_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/seed85f21a9e/errcode"
)

// An Error in a chain has what a log or another protocol needs.
func ExampleError() {
	cause := errors.New("dial tcp 10.0.0.7:5432: connection refused")
	err := fmt.Errorf("load profile: %w", errcode.Wrap(errcode.LeanCloudDatabaseError, cause,
		errcode.WithOperation(errcode.OpQueryObjects),
		errcode.WithDetail("class", "Profile")))

	if e, ok := errors.AsType[*errcode.Error](err); ok {
		fmt.Printf("%#v\n", e.Code())
		fmt.Println(e.HTTPStatus(), e.Message())
		fmt.Println(e.Operation(), e.Details())
		fmt.Println(e.Unwrap()) // the cause, which clients never see
	}
	// Output:
	// errcode.LeanCloudDatabaseError
	// 500 Database error.
	// Query objects map[class:Profile]
	// dial tcp 10.0.0.7:5432: connection refused
}

// An error that was read from a response is remote. Its code is inferred if the
// body has none.
func ExampleError_Remote() {
	for _, body := range []string{`{"code":211,"error":"Could not find user."}`, "<h1>Not Found</h1>"} {
		err := errcode.LeanCloud.DecodeBody(404, []byte(body))
		fmt.Println(err.Remote(), err.Inferred(), err.Code().Number())
	}
	fmt.Println(errcode.New(errcode.LeanCloudUserNotFound).(*errcode.Error).Remote())
	// Output:
	// true false 211
	// true true 101
	// false
}

// In JSON, an error is the body that answers it. The cause is not part of it.
func ExampleError_MarshalJSON() {
	err := errcode.Wrap(errcode.BackendItemNotFound, errors.New("no rows in shard 7"))
	body, _ := json.Marshal(err)
	fmt.Printf("%s\n", body)
	// Output: {"message":"Item not found.","errorCode":801}
}

// Arguments are what a message says of this one failure. A program in another
// language can fill them into its own template.
func ExampleError_Args() {
	err := errcode.New(errcode.BackendDuplicateFieldValues, errcode.WithArgs("Email", "Customers"))
	if e, ok := errors.AsType[*errcode.Error](err); ok {
		fmt.Printf("%q\n", e.Args())
	}
	// Output: ["Email" "Customers"]
}

// Clients see the message in place of the catalog's.
func ExampleWithMessage() {
	err := errcode.New(errcode.LeanCloudInvalidUsername, errcode.WithMessage("Use 3 to 20 letters."))
	fmt.Printf("%s\n", errcode.LeanCloud.AppendBody(nil, err))
	// Output: {"code":217,"error":"Use 3 to 20 letters."}
}

// The arguments are as public as the format: never pass an internal error.
func ExampleWithMessagef() {
	err := errcode.New(errcode.LeanCloudObjectTooLarge, errcode.WithMessagef("The object has %d KB; at most %d are allowed.", 130, 128))
	fmt.Printf("%s\n", errcode.LeanCloud.AppendBody(nil, err))
	// Output: {"code":116,"error":"The object has 130 KB; at most 128 are allowed."}
}

// LeanCloud answers 1 with several statuses. For a cloud function that does not
// exist it is 404.
func ExampleWithHTTPStatus() {
	err := errcode.New(errcode.LeanCloudInternalServerError,
		errcode.WithHTTPStatus(404), errcode.WithMessage("No such cloud function."))
	if e, ok := errors.AsType[*errcode.Error](err); ok {
		fmt.Println(e.HTTPStatus(), e)
	}
	// Output: 404 leancloud 1: No such cloud function
}

// The time to wait goes out as a header, and clients read it with RetryAfter.
func ExampleWithRetryAfter() {
	err := errcode.New(errcode.LeanCloudTooManyRequests, errcode.WithRetryAfter(90*time.Second))
	answer := (&errcode.Responder{}).Answer(nil, err)
	fmt.Println(answer.Status, answer.Header.Get("Retry-After"))
	// Output: 429 90
}

// The operation is for logs: it says what failed where a code can come from
// several operations.
func ExampleWithOperation() {
	err := errcode.New(errcode.BackendInvalidAccessToken, errcode.WithOperation(errcode.OpUploadFile))
	fmt.Println(errcode.Attr(err))
	// Output:
	// error=[catalog=backend number=301 name=InvalidAccessToken kind=Unauthenticated status=403 message=Invalid access token. text=backend 301: Invalid access token operation=Upload file]
}

// A transport of your own marks the errors that it receives, so that their texts
// are not passed on to your clients by accident.
func ExampleWithRemote() {
	received := struct{ Code, Message string }{"leancloud/211", "no row in shard7.users"}
	code, err := errcode.ParseCode(received.Code)
	if err != nil {
		fmt.Println(err)
		return
	}
	err = errcode.New(code, errcode.WithMessage(received.Message), errcode.WithRemote())
	fmt.Println(err)
	fmt.Printf("%s\n", (&errcode.Responder{}).Answer(nil, err).Body)
	// Output:
	// leancloud 211: no row in shard7.users
	// {"code":211,"error":"Could not find user."}
}
