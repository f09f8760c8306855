package errcode_test

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
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

// A message of one's own takes the place of the catalog's. Clients see it.
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

// A body without a code, such as a proxy's, becomes an error that the HTTP status
// tells of.
func ExampleCatalog_DecodeBody() {
	err := errcode.LeanCloud.DecodeBody(503, []byte("<h1>Service Unavailable</h1>"))
	fmt.Println(err)
	fmt.Println(err.Inferred(), errors.Is(err, errcode.KindUnavailable))
	// Output:
	// leancloud 511: Temporarily Unavailable (inferred from HTTP status 503): "<h1>Service Unavailable</h1>"
	// true true
}

// One error serves the clients of both vendors.
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

// In a log record an error is a group of attributes, and so is a code.
func ExampleError_LogValue() {
	logger := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: withoutTime}))
	err := errcode.Wrap(errcode.LeanCloudTimeout, errors.New("no answer from db1"),
		errcode.WithOperation(errcode.OpQueryObjects))
	logger.Error("query", "err", err)
	// Output:
	// level=ERROR msg=query err.catalog=leancloud err.number=124 err.name=Timeout err.status=400 err.message="The request timed out on the server. Typically this indicates the request is too expensive." err.operation="Query objects" err.cause="no answer from db1"
}

func withoutTime(groups []string, a slog.Attr) slog.Attr {
	if a.Key == slog.TimeKey && len(groups) == 0 {
		return slog.Attr{}
	}
	return a
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

// ShopCode is the type of an app's own codes.
type ShopCode = errcode.Number[shop]

const (
	ShopOutOfStock     ShopCode = 1001
	ShopCouponExpired  ShopCode = 1002
	ShopPaymentRefused ShopCode = 2001
)

type shop struct{}

func (shop) Catalog() *errcode.Catalog { return Shop }

var Shop = errcode.Must(errcode.NewCatalog("shop", errcode.FormatLeanCloud,
	errcode.Info{Code: ShopOutOfStock, Name: "OutOfStock", HTTPStatus: 409, Message: "Out of stock.", Kind: errcode.KindFailedPrecondition},
	errcode.Info{Code: ShopCouponExpired, Name: "CouponExpired", HTTPStatus: 410, Message: "The coupon has expired."},
	errcode.Info{Code: ShopPaymentRefused, Name: "PaymentRefused", HTTPStatus: 402, Message: "The bank refused the payment."},
))

// The codes of an app's own, ShopOutOfStock and two others here, do all that the
// built-in ones do. Their declarations are a type, constants and a catalog:
//
//	type ShopCode = errcode.Number[shop]
//
//	type shop struct{}
//
//	func (shop) Catalog() *errcode.Catalog { return Shop }
func ExampleNewCatalog() {
	code, ok := Shop.Lookup(1001)
	fmt.Println(code, code.HTTPStatus(), ok)

	err := fmt.Errorf("order 7: %w", ShopCouponExpired)
	var shopCode ShopCode
	fmt.Println(errors.As(err, &shopCode), shopCode == ShopCouponExpired)
	fmt.Println(errors.Is(err, ShopCouponExpired), errors.Is(ShopCouponExpired, errcode.KindNotFound))

	logger := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: withoutTime}))
	for _, code := range []ShopCode{ShopOutOfStock, 9} { // the catalog does not list 9
		fmt.Printf("%v, %d, %#v\n", code, code, code)
		logger.Info("order", "err", code)
	}
	// Output:
	// shop 1001: Out of stock 409 true
	// true true
	// true true
	// shop 1001: Out of stock, 1001, ShopOutOfStock
	// level=INFO msg=order err.catalog=shop err.number=1001 err.name=OutOfStock err.status=409 err.message="Out of stock."
	// shop 9: Unknown error, 9, ShopCode(9)
	// level=INFO msg=order err.catalog=shop err.number=9 err.status=400 err.message="Unknown error."
}
