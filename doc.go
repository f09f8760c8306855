// Package errcode gives Go programs the numeric error codes of LeanCloud and
// Telerik Backend Services as typed constants that are errors, and writes and
// reads the error bodies that the SDKs of these services parse. You can
// define your own catalogs, and they get all of the same features.
//
// There are three built-in catalogs: [Backend], [LeanCloud] and [Realtime]
// (LeanCloud's messaging). Each has a code type of its own, because the same
// number means different things in each: 201 is "username exists" in one and
// "password missing" in another. The constants are listed under these types,
// [BackendCode], [LeanCloudCode] and [RealtimeCode].
//
// # Returning and matching
//
// A code is an error by itself, and an [Error] is a code with its context:
//
//	return errcode.LeanCloudUserNotFound
//	return errcode.Wrap(errcode.LeanCloudDatabaseError, err)
//	return errcode.New(errcode.LeanCloudInvalidUsername, errcode.WithMessage("Use 3 to 20 letters."))
//
// Match either with the standard library: by code, by [Kind], or by a sentinel
// error of the standard library with the same meaning:
//
//	errors.Is(err, errcode.LeanCloudUserNotFound)
//	errors.Is(err, errcode.KindNotFound)
//	errors.Is(err, fs.ErrNotExist)
//
// [CodeOf] returns the code itself, and [KindOf], [Retryable] and [RetryAfter]
// answer the usual questions about an error, with or without a code.
//
// # Answering HTTP
//
// [WriteError] and [Responder] answer requests in the format of the error's own
// catalog, of a chosen one, or as a problem document (RFC 9457).
// [Responder.Answer] returns the same answer as a value, for programs that do
// not use net/http. Clients see the public message only. The text of a cause is
// for Error and for logs; it is never part of a body or a header.
// [Catalog.Translate] finds the code of one catalog that fits an error of
// another.
//
// # Reading responses
//
// [Catalog.CheckResponse] and [Catalog.DecodeBody] turn a service's error
// responses back into errors, which match like the ones above.
//
// # Languages
//
// A Responder with [Responder.Languages] answers in the language that the
// client asks for. English and Simplified Chinese are built in; [NewTexts] adds
// others.
//
// # Your own codes
//
// [NewCatalog] and [Number] make a catalog of your own. Package
// [github.com/seed85f21a9e/errcode/errdoc] makes its documentation, and package
// [github.com/seed85f21a9e/errcode/errcodetest] checks it in your tests.
//
// # Pitfalls
//
// All of these compile:
//
//   - err == errcode.LeanCloudUserNotFound, like a switch, is false once the
//     error is wrapped; use [errors.Is].
//   - Some numbers have several codes; all but the first are called variants.
//     int(code) of a variant, such as [BackendDuplicateKey], is a large number
//     that no client knows; use the method Number. A switch on the result of
//     [CodeOf] that lists only the first code misses the variants.
//   - LeanCloudCode(404) is LeanCloud's code 404, not an HTTP status; use
//     [WithHTTPStatus] or [KindFromHTTPStatus].
//   - Texts are never used without [Responder.Languages].
//
// # RPC
//
// The modules [errcodegrpc] and [errcodeconnect] carry codes across gRPC and
// Connect.
//
// # Stability
//
// Versions follow semantic versioning. Names, numbers and text forms of codes
// never change their meaning; a code that is no longer used is deprecated, not
// removed. Texts may be improved in any release, except the vendors' own
// messages.
//
// # Concurrency and start-up
//
// Everything in this package is safe for concurrent use. There is no global
// state: the variables Backend, LeanCloud and Realtime are names for catalogs
// that cannot be changed, and the package itself never reads these variables,
// so assigning to one has no effect on other code. Importing the package runs
// no code at start-up.
//
// # Links
//
//   - Recipes, https://github.com/seed85f21a9e/errcode/blob/main/docs/recipes.md
//   - Codes of LeanCloud, https://github.com/seed85f21a9e/errcode/blob/main/docs/codes-leancloud.md
//   - Codes of LeanCloud's realtime messaging, https://github.com/seed85f21a9e/errcode/blob/main/docs/codes-realtime.md
//   - Codes of Backend Services, https://github.com/seed85f21a9e/errcode/blob/main/docs/codes-backend.md
//   - Examples, https://github.com/seed85f21a9e/errcode/tree/main/examples
//
// [errcodegrpc]: https://github.com/seed85f21a9e/errcode/tree/main/errcodegrpc
// [errcodeconnect]: https://github.com/seed85f21a9e/errcode/tree/main/errcodeconnect
package errcode
