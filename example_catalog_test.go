package errcode_test

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/seed85f21a9e/errcode"
)

// All lists the codes, here the limits that refill by themselves.
func ExampleCatalog_All() {
	for code := range errcode.LeanCloud.All() {
		if info := code.Info(); info.Retryable && info.Kind == errcode.KindResourceExhausted {
			fmt.Println(code.Number(), info.Name)
		}
	}
	// Output:
	// 1 SMSRequestTooFast
	// 1 LoginAttemptsExceeded
	// 219 TooManyLoginAttempts
	// 429 TooManyRequests
	// 430 UploadRateLimitExceeded
	// 431 HookRateLimitExceeded
	// 529 ConnectionLimitExceeded
	// 601 SMSTooFrequent
}

// A name is found with the catalog's prefix or without it.
func ExampleCatalog_ByName() {
	for _, name := range []string{"UserNotFound", "LeanCloudUserNotFound", "NoSuchName"} {
		code, ok := errcode.LeanCloud.ByName(name)
		fmt.Println(code, ok)
	}
	// Output:
	// leancloud 211: Could not find user true
	// leancloud 211: Could not find user true
	// <nil> false
}

// A server that is not built on net/http writes the body itself.
func ExampleCatalog_AppendBody() {
	err := errcode.Wrap(errcode.LeanCloudUserNotFound, errors.New("no rows in shard 7"))
	fmt.Printf("%s\n", errcode.LeanCloud.AppendBody(nil, err))
	// Output: {"code":211,"error":"Could not find user."}
}

// Equivalent finds only a code with the same meaning; Translate always finds one.
func ExampleCatalog_Equivalent() {
	fmt.Println(errcode.Backend.Equivalent(errcode.LeanCloudUserNotFound))
	fmt.Println(errcode.Backend.Equivalent(errcode.LeanCloudInvalidSMSSignature))
	// Output:
	// backend 206: The specified user was not found true
	// <nil> false
}

// A function that takes a Code works for every catalog.
func ExampleCode() {
	explain := func(code errcode.Code) {
		info := code.Info()
		fmt.Println(code.Catalog(), code.Number(), code.HTTPStatus(), code.Message())
		fmt.Println(info.Description, info.Remedy)
	}
	explain(errcode.LeanCloudUserNotFound)
	explain(errcode.BackendUserNotFound)
	// Output:
	// leancloud 211 400 Could not find user.
	// The user specified in the request does not exist. Check the information that identifies the user in the request.
	// backend 206 400 The specified user was not found.
	// The specified user was not found. Check the username, email address, or ID that identifies the user in the request.
}

// Some numbers have several codes. The number on the wire is the same, and the
// first code matches all of them.
func ExampleBackendCode() {
	err := error(errcode.BackendDuplicateKey)
	fmt.Println(err)
	fmt.Println(errcode.BackendDuplicateKey.Number(), errcode.BackendDatabaseError.Number())
	fmt.Println(errors.Is(err, errcode.BackendDatabaseError), errors.Is(errcode.BackendDatabaseError, errcode.BackendDuplicateKey))
	// Output:
	// backend 107: The operation results in a duplicate key for a unique index
	// 107 107
	// true false
}

// A code is a number that prints, logs and travels as text.
func ExampleLeanCloudCode() {
	code := errcode.LeanCloudCode(211)
	fmt.Println(code == errcode.LeanCloudUserNotFound)
	fmt.Printf("%v | %d | %s | %#v\n", code, code, code.String(), code)

	record, _ := json.Marshal(map[string]errcode.LeanCloudCode{"code": code})
	fmt.Printf("%s\n", record)
	var read map[string]errcode.LeanCloudCode
	fmt.Println(json.Unmarshal(record, &read), read["code"] == code)
	// Output:
	// true
	// leancloud 211: Could not find user | 211 | LeanCloudUserNotFound | errcode.LeanCloudUserNotFound
	// {"code":"leancloud/211"}
	// <nil> true
}

// The codes of realtime messaging come in error commands and close frames.
func ExampleRealtimeCode() {
	err := errcode.ParseRealtimeClose(4102, "")
	if code, ok := errors.AsType[errcode.RealtimeCode](err); ok {
		fmt.Println(code.Number(), code.Message(), errcode.Retryable(err))
	}
	// Output:
	// 4102 SIGNATURE_FAILED false
}

// Info is what is known about a code.
func ExampleInfo() {
	info := errcode.LeanCloudTooManyRequests.Info()
	fmt.Println(info.ID(), info.Constant())
	fmt.Println(info.HTTPStatus, info.StatusSource, info.Kind)
	fmt.Println(info.Description, info.Remedy)
	fmt.Println(info.Retryable, info.MaybeDone)
	fmt.Println(info.ReturnedBy)
	// Output:
	// leancloud/429 errcode.LeanCloudTooManyRequests
	// 429 documented resource exhausted
	// The app has more concurrent requests than worker threads. The REST API of realtime messaging then refuses requests for one minute. Reduce the number of concurrent requests, and retry later.
	// true false
	// All LeanCloud
}

// A kind matches the codes of all catalogs, and is an error by itself.
func ExampleKind() {
	for _, err := range []error{
		errcode.BackendUserNotFound,
		fmt.Errorf("open chat: %w", errcode.RealtimeConversationNotFound),
		errcode.KindUnavailable,
	} {
		switch {
		case errors.Is(err, errcode.KindNotFound):
			fmt.Println("There is no such thing:", err)
		default:
			fmt.Println(errcode.KindOf(err).HTTPStatus(), err)
		}
	}
	// Output:
	// There is no such thing: backend 206: The specified user was not found
	// There is no such thing: open chat: realtime 4303: CONVERSATION_NOT_FOUND
	// 503 unavailable
}

// ReturnedBy says which operations return a code. Groups cover their members.
func ExampleOperations() {
	ops := errcode.BackendUsernameTaken.Info().ReturnedBy
	fmt.Println(ops)
	fmt.Println(ops.Has(errcode.OpRegisterUser), ops.Has(errcode.OpSendEmail))
	for op := range ops.All() {
		fmt.Println("-", op)
	}
	fmt.Println(errcode.OpAllData.Has(errcode.OpUpdateUser))
	// Output:
	// Register user, Update user
	// true false
	// - Register user
	// - Update user
	// true
}
