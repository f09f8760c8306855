package errcode

import (
	"fmt"
	"log/slog"
)

// LeanCloud is the catalogue of LeanCloud's storage, accounts, SMS, cloud engine
// and leaderboards.
var LeanCloud = &leanCloud

// A LeanCloudCode is an error code of LeanCloud, as listed on the page 错误码详解
// ("Error codes in detail") of the vendor's documentation before the service's
// end on 2027-01-12; testdata/leancloud.tsv is a copy.
// Where the page gives no HTTP status, it was observed in public reports or is
// inferred; [Info] tells which. Old SDKs carry constants inherited from Parse
// whose meanings differ for 109, 126, 127, 128, 252, 503 and 602; the page wins.
// The zero value is not listed.
//
// A variant is a further row of a number: [LeanCloudUserSessionRequired] is the
// number 403 on the wire, with a message of its own, and matches
// LeanCloudForbidden, but not the other way round.
type LeanCloudCode int64

// Of any operation, and of clients that cannot reach the service.
const (
	// LeanCloudInternalServerError (1): catch-all for wrong parameters and
	// failures without a number of their own. The message sometimes names the
	// cause; if not, check the parameters and the cloud function.
	LeanCloudInternalServerError LeanCloudCode = 1
	// LeanCloudInternationalSMSDisabled (1): an SMS to a foreign number was
	// requested while international SMS is switched off. Switch it on in the
	// console.
	LeanCloudInternationalSMSDisabled LeanCloudCode = 1 | 1<<variantShift
	// LeanCloudSMSRequestTooFast (1): the app may send one SMS to a mobile phone
	// number every 10 seconds. Wait 10 seconds, then retry.
	LeanCloudSMSRequestTooFast LeanCloudCode = 1 | 2<<variantShift
	// LeanCloudLoginAttemptsExceeded (1): the user failed to log in more than 6
	// times in 15 minutes. Wait 15 minutes after the last failure, or reset the
	// password.
	LeanCloudLoginAttemptsExceeded LeanCloudCode = 1 | 3<<variantShift
	// LeanCloudObjectNotFoundByID (1): the class has no object with this
	// objectId. Check the objectId and the class name.
	LeanCloudObjectNotFoundByID LeanCloudCode = 1 | 4<<variantShift
	// LeanCloudCouldNotConnect (7): the client could not connect to the server;
	// libcurl's number, raised by the PHP SDK and never sent by the service.
	// Check the network and retry later.
	LeanCloudCouldNotConnect LeanCloudCode = 7
	// LeanCloudOperationTimedOut (28): the request timed out on the client side;
	// libcurl's number, raised by the PHP SDK and never sent by the service.
	// Check the network and retry later.
	LeanCloudOperationTimedOut LeanCloudCode = 28
	// LeanCloudConnectionFailed (100): the SDK could not open a TCP connection to
	// the service. Check the network and retry later.
	LeanCloudConnectionFailed LeanCloudCode = 100
)

// Of classes, objects, files and push.
const (
	// LeanCloudObjectNotFound (101): the class or the target of a Pointer does
	// not exist, or the password is wrong. Check the class name and the objectId,
	// or the password.
	LeanCloudObjectNotFound LeanCloudCode = 101
	// LeanCloudClassOrObjectNotFound (101): the REST API found no such class or
	// object. Check the class name and the objectId.
	LeanCloudClassOrObjectNotFound LeanCloudCode = 101 | 1<<variantShift
	// LeanCloudInvalidClassName (103): the class name is missing or invalid: a
	// letter first, then letters, digits and underscores, case-sensitive. Correct
	// the name.
	LeanCloudInvalidClassName LeanCloudCode = 103
	// LeanCloudMissingObjectID (104): the objectId is missing or malformed. Send
	// a valid objectId, letters and digits only.
	LeanCloudMissingObjectID LeanCloudCode = 104
	// LeanCloudInvalidKeyName (105): a column name is invalid: a letter first,
	// then letters, digits and underscores, case-sensitive. Rename the column.
	LeanCloudInvalidKeyName LeanCloudCode = 105
	// LeanCloudInvalidColumnName (105): the REST API refused a column name, which
	// the message gives. Rename the column.
	LeanCloudInvalidColumnName LeanCloudCode = 105 | 1<<variantShift
	// LeanCloudInvalidPointer (106): a Pointer is malformed. Send a JSON object
	// with className and objectId.
	LeanCloudInvalidPointer LeanCloudCode = 106
	// LeanCloudInvalidJSON (107): the request body is not valid JSON, or is not a
	// JSON object. Correct the body.
	LeanCloudInvalidJSON LeanCloudCode = 107
	// LeanCloudCommandUnavailable (108): the API is reserved for internal use.
	// Use a public API instead.
	LeanCloudCommandUnavailable LeanCloudCode = 108
	// LeanCloudClassBindingForbidden (109): the class is shared from another app,
	// whose sharing permission does not allow this operation. Change that
	// permission, or do without the operation.
	LeanCloudClassBindingForbidden LeanCloudCode = 109
	// LeanCloudIncorrectType (111): a value does not fit the type of its column.
	// Convert the value, or save it to another column.
	LeanCloudIncorrectType LeanCloudCode = 111
	// LeanCloudInvalidChannelName (112): a push channel name is invalid. Use
	// letters, digits, _, -, = and Chinese characters, or an empty string to
	// broadcast.
	LeanCloudInvalidChannelName LeanCloudCode = 112
	// LeanCloudKeyRequired (113): a required column has no value in the object
	// being saved. Set the column.
	LeanCloudKeyRequired LeanCloudCode = 113
	// LeanCloudInvalidDeviceToken (114): the deviceToken of an iOS device is
	// malformed. Save the token exactly as the device reports it.
	LeanCloudInvalidDeviceToken LeanCloudCode = 114
	// LeanCloudObjectTooLarge (116): the object is larger than 16 MB. Split it,
	// or keep the large parts in files.
	LeanCloudObjectTooLarge LeanCloudCode = 116
	// LeanCloudKeyReadOnly (117): the request writes a read-only column. Leave
	// the column out.
	LeanCloudKeyReadOnly LeanCloudCode = 117
	// LeanCloudOperationForbidden (119): an app setting in the console blocks
	// this operation for clients. Change the setting, or do without the
	// operation.
	LeanCloudOperationForbidden LeanCloudCode = 119
	// LeanCloudCacheMiss (120): the SDK's query cache holds no result; raised on
	// the client side. Send the query to the service instead.
	LeanCloudCacheMiss LeanCloudCode = 120
	// LeanCloudInvalidNestedKey (121): a key inside a JSON object value contains
	// $ or a dot. Rename the key.
	LeanCloudInvalidNestedKey LeanCloudCode = 121
	// LeanCloudInvalidFileName (122): the file name is invalid. Use 1 to 36
	// letters, digits, underscores and dots.
	LeanCloudInvalidFileName LeanCloudCode = 122
	// LeanCloudInvalidACL (123): the ACL is malformed. Build it with the SDK's
	// ACL class.
	LeanCloudInvalidACL LeanCloudCode = 123
	// LeanCloudTimeout (124): the server did not answer within the limit, 10 s by
	// default and 15 s for cloud functions. Make the operation cheaper, or retry
	// later.
	LeanCloudTimeout LeanCloudCode = 124
	// LeanCloudInvalidEmailAddress (125): the email address is invalid. Correct
	// the address.
	LeanCloudInvalidEmailAddress LeanCloudCode = 125
	// LeanCloudInvalidUserID (126): the user ID is invalid, perhaps because the
	// user does not exist. Check the ID.
	LeanCloudInvalidUserID LeanCloudCode = 126
	// LeanCloudInvalidMobilePhoneNumber (127): the mobile phone number is
	// invalid. Correct the number.
	LeanCloudInvalidMobilePhoneNumber LeanCloudCode = 127
	// LeanCloudInvalidRelation (128): a change to a Relation is empty, or changes
	// more than 1000 objects at once. Split a large change into several requests.
	LeanCloudInvalidRelation LeanCloudCode = 128
)

// Of unique values, roles, quotas and the cloud engine.
const (
	// LeanCloudDuplicateValue (137): a value violates a unique index of the
	// class. Use another value, or update the object that has it.
	LeanCloudDuplicateValue LeanCloudCode = 137
	// LeanCloudInvalidRoleName (139): the role name is invalid. Use letters,
	// digits and underscores only.
	LeanCloudInvalidRoleName LeanCloudCode = 139
	// LeanCloudQuotaExceeded (140): the app exceeded a quota of the free plan,
	// such as 30,000 API calls a day. Upgrade the plan, or reduce the usage.
	LeanCloudQuotaExceeded LeanCloudCode = 140
	// LeanCloudEngineTimeout (141): a cloud function or hook timed out; the
	// message names the class and the hook. Make it faster, or retry later.
	LeanCloudEngineTimeout LeanCloudCode = 141
	// LeanCloudCloudCodeValidationFailed (142): a beforeSave or beforeDelete hook
	// returned an error. Read the part after "Error detail:" in the message, and
	// correct what it names.
	LeanCloudCloudCodeValidationFailed LeanCloudCode = 142
	// LeanCloudHookFailed (142): a hook threw an error, whose text or JSON object
	// follows "Error detail:" in the message. Correct what it names.
	LeanCloudHookFailed LeanCloudCode = 142 | 1<<variantShift
	// LeanCloudPaymentDisabled (145): payment is disabled on this device. Allow
	// payment on it, or use another device.
	LeanCloudPaymentDisabled LeanCloudCode = 145
	// LeanCloudImageConversionFailed (150): the data could not be converted to an
	// image. Send the data of an image.
	LeanCloudImageConversionFailed LeanCloudCode = 150
	// LeanCloudThresholdExceeded (154): an app threshold was exceeded, such as
	// the daily SMS spend or the number of classes. Raise the threshold, or
	// reduce the usage.
	LeanCloudThresholdExceeded LeanCloudCode = 154
	// LeanCloudInsufficientBalance (160): the account balance is too low. Add
	// funds to the account first.
	LeanCloudInsufficientBalance LeanCloudCode = 160
)

// Of accounts.
const (
	// LeanCloudUsernameMissing (200): the username is missing or empty. Send a
	// username.
	LeanCloudUsernameMissing LeanCloudCode = 200
	// LeanCloudPasswordMissing (201): the password is missing or empty. Send a
	// password.
	LeanCloudPasswordMissing LeanCloudCode = 201
	// LeanCloudUsernameTaken (202): the username is taken. Choose another one, or
	// log in as the existing user.
	LeanCloudUsernameTaken LeanCloudCode = 202
	// LeanCloudEmailTaken (203): the email address is taken. Use another one, or
	// log in as the existing user.
	LeanCloudEmailTaken LeanCloudCode = 203
	// LeanCloudEmailMissing (204): the email address is missing. Send an email
	// address.
	LeanCloudEmailMissing LeanCloudCode = 204
	// LeanCloudEmailNotFound (205): no user has this email address. Check the
	// address, or sign up first.
	LeanCloudEmailNotFound LeanCloudCode = 205
	// LeanCloudSessionMissing (206): a client can change a user only while that
	// user is logged in. Send the user's session token, or use the master key in
	// LeanEngine.
	LeanCloudSessionMissing LeanCloudCode = 206
	// LeanCloudMustCreateUserThroughSignUp (207): logging in with a third-party
	// account is not allowed to create users. Sign the user up first.
	LeanCloudMustCreateUserThroughSignUp LeanCloudCode = 207
	// LeanCloudAccountAlreadyLinked (208): the third-party account is already
	// linked to another user. Log in as that user, or unlink the account there
	// first.
	LeanCloudAccountAlreadyLinked LeanCloudCode = 208
	// LeanCloudUsernamePasswordMismatch (210): the username and the password do
	// not match. Check both, or reset the password.
	LeanCloudUsernamePasswordMismatch LeanCloudCode = 210
	// LeanCloudUserNotFound (211): no user matches, or the session token is
	// no longer valid. Check the user ID, or log in again.
	LeanCloudUserNotFound LeanCloudCode = 211
	// LeanCloudSessionExpired (211): the session token no longer verifies. Log in
	// again.
	LeanCloudSessionExpired LeanCloudCode = 211 | 1<<variantShift
	// LeanCloudMobilePhoneNumberMissing (212): the mobile phone number is
	// missing. Send a mobile phone number.
	LeanCloudMobilePhoneNumberMissing LeanCloudCode = 212
	// LeanCloudMobilePhoneNumberNotFound (213): no user has this mobile phone
	// number. Check the number, or sign up first.
	LeanCloudMobilePhoneNumberNotFound LeanCloudCode = 213
	// LeanCloudMobilePhoneNumberTaken (214): the mobile phone number is taken.
	// Use another one, or log in as the existing user.
	LeanCloudMobilePhoneNumberTaken LeanCloudCode = 214
	// LeanCloudMobilePhoneNumberNotVerified (215): the user's mobile phone number
	// is not verified. Verify it first.
	LeanCloudMobilePhoneNumberNotVerified LeanCloudCode = 215
	// LeanCloudEmailNotVerified (216): the user's email address is not verified.
	// Verify it first.
	LeanCloudEmailNotVerified LeanCloudCode = 216
	// LeanCloudInvalidUsername (217): the username is blank or not a string. Send
	// a username that is not blank.
	LeanCloudInvalidUsername LeanCloudCode = 217
	// LeanCloudInvalidPassword (218): the password is blank or not a string. Send
	// a password that is not blank.
	LeanCloudInvalidPassword LeanCloudCode = 218
	// LeanCloudTooManyLoginAttempts (219): more than 6 failed logins in 15
	// minutes locked the account. Retry 15 minutes after the last failure, or
	// reset the password.
	LeanCloudTooManyLoginAttempts LeanCloudCode = 219
	// LeanCloudFriendshipNotFound (221): the current user does not follow this
	// user. Follow the user first, or check the user ID.
	LeanCloudFriendshipNotFound LeanCloudCode = 221
)

// Of third-party accounts. Two conditions share the number 251.
const (
	// LeanCloudLinkedIDMissing (250): the third-party account returned no unique
	// ID. Check the data of the third-party login.
	LeanCloudLinkedIDMissing LeanCloudCode = 250
	// LeanCloudInvalidLinkedSession (251): the access token of the third-party
	// account is invalid. Log in to that account again, and send the new token.
	LeanCloudInvalidLinkedSession LeanCloudCode = 251
	// LeanCloudInvalidWeiboSession (251): the access token of the Weibo account
	// is invalid. Log in to Weibo again, and send the new token.
	LeanCloudInvalidWeiboSession LeanCloudCode = 251 | 1<<variantShift
	// LeanCloudInvalidWeixinSession (252): the WeChat authorization is invalid.
	// Log in to WeChat again.
	LeanCloudInvalidWeixinSession LeanCloudCode = 252
)

// Of storage.
const (
	// LeanCloudCQLSyntaxError (300): the CQL statement has a syntax error.
	// Correct the statement.
	LeanCloudCQLSyntaxError LeanCloudCode = 300
	// LeanCloudInsertFailed (301): the new object could not be inserted, usually
	// because its data is malformed. Correct the data.
	LeanCloudInsertFailed LeanCloudCode = 301
	// LeanCloudInvalidGeoPoint (302): a GeoPoint is out of range. Send a
	// longitude from -180 to 180 and a latitude from -90 to 90.
	LeanCloudInvalidGeoPoint LeanCloudCode = 302
	// LeanCloudStorageOperationFailed (303): a write failed in the store because
	// of malformed data or an internal fault. The message in the response is more
	// specific; correct the data it names.
	LeanCloudStorageOperationFailed LeanCloudCode = 303
	// LeanCloudDatabaseError (304): a database operation failed because of its
	// syntax or an internal fault. Correct the operation.
	LeanCloudDatabaseError LeanCloudCode = 304
	// LeanCloudNoEffect (305): the where condition of an update or deletion
	// matched no object, and nothing changed. Fetch the object again, and revise
	// the condition.
	LeanCloudNoEffect LeanCloudCode = 305
)

// Of permissions, limits and outages. Two conditions share the number 403.
const (
	// LeanCloudUnauthorized (401): the App ID is missing, or the App ID and key
	// fail verification. Send the App ID and key of this app.
	LeanCloudUnauthorized LeanCloudCode = 401
	// LeanCloudForbidden (403): the permissions of the class do not allow this
	// read or write. Change them, or log in as a user who has the permission.
	LeanCloudForbidden LeanCloudCode = 403
	// LeanCloudUserSessionRequired (403): the client changes a user without being
	// logged in. Log in, and send the session token.
	LeanCloudUserSessionRequired LeanCloudCode = 403 | 1<<variantShift
	// LeanCloudPayloadTooLarge (413): the request body is larger than the
	// endpoint allows. Send less data, or split it over several requests.
	LeanCloudPayloadTooLarge LeanCloudCode = 413
	// LeanCloudTooManyRequests (429): the app has more concurrent requests than
	// worker threads. Lower the concurrency, and retry later.
	LeanCloudTooManyRequests LeanCloudCode = 429
	// LeanCloudUploadRateLimitExceeded (430): files are uploaded faster than 1 a
	// second or 30 a minute through the REST API. Slow down, and retry later.
	LeanCloudUploadRateLimitExceeded LeanCloudCode = 430
	// LeanCloudHookRateLimitExceeded (431): LeanEngine hooks are called faster
	// than their rate limit allows. Slow down, and retry later.
	LeanCloudHookRateLimitExceeded LeanCloudCode = 431
	// LeanCloudServerInMaintenance (502): the server is under maintenance. Retry
	// later.
	LeanCloudServerInMaintenance LeanCloudCode = 502
	// LeanCloudAppTemporarilyDisabled (503): the app is disabled or read-only for
	// a time, or a LeanEngine instance is waking up. Retry later; a waking
	// instance needs only a few seconds.
	LeanCloudAppTemporarilyDisabled LeanCloudCode = 503
	// LeanCloudAppArchived (504): the app was archived after long disuse. Restore
	// it in the console.
	LeanCloudAppArchived LeanCloudCode = 504
	// LeanCloudTemporarilyUnavailable (511): this API is switched off for a
	// while. Retry later.
	LeanCloudTemporarilyUnavailable LeanCloudCode = 511
	// LeanCloudUpstreamTimeout (524): the upstream app server accepted the
	// connection, but did not answer in time. Retry later, and speed up slow
	// cloud functions.
	LeanCloudUpstreamTimeout LeanCloudCode = 524
	// LeanCloudConnectionLimitExceeded (529): too many concurrent connections
	// come from this IP address. Open fewer connections, and retry later.
	LeanCloudConnectionLimitExceeded LeanCloudCode = 529
)

// Of SMS. Two conditions share the number 605.
const (
	// LeanCloudInvalidSMSSignature (600): the SMS signature is invalid. Correct
	// the SMS signature.
	LeanCloudInvalidSMSSignature LeanCloudCode = 600
	// LeanCloudSMSTooFrequent (601): the SMS frequency limit for this mobile
	// phone number and SMS signature is reached. Retry later.
	LeanCloudSMSTooFrequent LeanCloudCode = 601
	// LeanCloudSMSSendingFailed (602): the SMS or voice provider failed. Retry
	// later.
	LeanCloudSMSSendingFailed LeanCloudCode = 602
	// LeanCloudInvalidSMSCode (603): the SMS code is wrong, expired or already
	// used. Check the code, or request a new one.
	LeanCloudInvalidSMSCode LeanCloudCode = 603
	// LeanCloudSMSTemplateNotFound (604): the SMS template does not exist or is
	// not approved. Check the template name, or get the template approved.
	LeanCloudSMSTemplateNotFound LeanCloudCode = 604
	// LeanCloudSMSTemplateNotVerified (605): the SMS template is not approved.
	// Use an approved one, and check that a default SMS signature is set.
	LeanCloudSMSTemplateNotVerified LeanCloudCode = 605
	// LeanCloudSMSSignatureNotVerified (605): the SMS signature is not approved,
	// or no default SMS signature is set. Set an approved one as the default.
	LeanCloudSMSSignatureNotVerified LeanCloudCode = 605 | 1<<variantShift
	// LeanCloudSMSTemplateRenderingFailed (606): the SMS template could not be
	// rendered. Correct its Handlebars syntax.
	LeanCloudSMSTemplateRenderingFailed LeanCloudCode = 606
	// LeanCloudValidateTokenMissing (608): the app requires a captcha, and the
	// request carries no validate_token. Have the user solve the captcha, and
	// send the token.
	LeanCloudValidateTokenMissing LeanCloudCode = 608
)

// Of queries and leaderboards.
const (
	// LeanCloudQueryKeyNotFound (700): a column of the query or of its sort order
	// does not exist in the class. Correct the column name.
	LeanCloudQueryKeyNotFound LeanCloudCode = 700
	// LeanCloudStatisticNotFound (2100): no leaderboard has this statisticName.
	// Check the name, or create the leaderboard first.
	LeanCloudStatisticNotFound LeanCloudCode = 2100
	// LeanCloudLeaderboardClosed (2101): the leaderboard has expired and is
	// closed. Use one that is open.
	LeanCloudLeaderboardClosed LeanCloudCode = 2101
	// LeanCloudLeaderboardArchiveNotFound (2102): the leaderboard archive does
	// not exist. Check which archives the leaderboard has.
	LeanCloudLeaderboardArchiveNotFound LeanCloudCode = 2102
	// LeanCloudInvalidLeaderboard (2103): the leaderboard object is invalid.
	// Correct the object.
	LeanCloudInvalidLeaderboard LeanCloudCode = 2103
)

// leanCloud is the value behind LeanCloud; the package refers to it alone, so that
// assigning to the variable changes nothing for others.
var leanCloud = Catalog{
	name:   "leancloud",
	prefix: "LeanCloud",
	pkg:    "errcode.",
	format: FormatLeanCloud,
	zero:   LeanCloudCode(0),
	kinds: [kindCount]Code{
		KindUnknown:            LeanCloudInternalServerError,
		KindInvalidArgument:    LeanCloudInvalidJSON,
		KindNotFound:           LeanCloudObjectNotFound,
		KindAlreadyExists:      LeanCloudDuplicateValue,
		KindUnauthenticated:    LeanCloudUnauthorized,
		KindPermissionDenied:   LeanCloudForbidden,
		KindResourceExhausted:  LeanCloudTooManyRequests,
		KindFailedPrecondition: LeanCloudOperationForbidden,
		KindAborted:            LeanCloudNoEffect,
		KindDeadlineExceeded:   LeanCloudTimeout,
		KindCanceled:           LeanCloudTimeout,
		KindUnavailable:        LeanCloudTemporarilyUnavailable,
		KindUnimplemented:      LeanCloudCommandUnavailable,
		KindInternal:           LeanCloudInternalServerError,
	},
	rows: leanCloudTable,
}

// leanCloudRows has the rows by number.
var leanCloudRows = [...]*row{
	LeanCloudInternalServerError: {code: LeanCloudInternalServerError, name: "InternalServerError", kind: KindInternal, status: 500, source: StatusInferred, ops: OpAllLeanCloud,
		message:     "Internal server error. No information available.",
		description: "This is the catch-all for wrong parameters and for failures without a number of their own. The message sometimes names the cause, for example that international SMS is switched off in the console. Otherwise go by the status: 400 is an error raised by user code, 404 a missing cloud function, 500 an uncaught exception.",
		more: []*row{
			{code: LeanCloudInternationalSMSDisabled, name: "InternationalSMSDisabled", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpSMS,
				message:     "International SMS is disabled, please enable it in console.",
				description: "An SMS to a foreign number was requested while the switch for international SMS is off.",
				remedy:      "Switch international SMS on in the console."},
			{code: LeanCloudSMSRequestTooFast, name: "SMSRequestTooFast", kind: KindResourceExhausted, status: 429, source: StatusInferred, retryable: true, ops: OpSMS,
				message:     "SMS request too fast(1 request per 10s).",
				description: "An app may send one SMS to the same mobile phone number every 10 seconds.",
				remedy:      "Wait 10 seconds, then retry."},
			{code: LeanCloudLoginAttemptsExceeded, name: "LoginAttemptsExceeded", kind: KindResourceExhausted, status: 429, source: StatusInferred, retryable: true, ops: OpAccounts,
				message:     "You have exceeded the maximum number of login attempts, please try again later, or consider resetting your password.",
				description: "The user failed to log in more than 6 times in 15 minutes.",
				remedy:      "Retry 15 minutes after the last failure, or reset the password."},
			{code: LeanCloudObjectNotFoundByID, name: "ObjectNotFoundByID", kind: KindNotFound, status: 404, source: StatusInferred, ops: OpQueryObjects | OpSaveObjects,
				message:     "Could not find object by id '558e20cbe4b060308e3eb36c' for class 'Post'.",
				text:        "Could not find object by id.",
				template:    "Could not find object by id '{1}' for class '{2}'.",
				description: "The class has no object with this objectId.",
				remedy:      "Check the objectId and the class name."},
		}},
	LeanCloudCouldNotConnect: {code: LeanCloudCouldNotConnect, name: "CouldNotConnect", kind: KindUnavailable, status: 502, source: StatusInferred, retryable: true, ops: OpAllLeanCloud,
		text:        "Could not connect to the server.",
		description: "The client could not connect to the server. The number is libcurl's, passed on by the PHP SDK, and the service never sends it. Check the network and retry later."},
	LeanCloudOperationTimedOut: {code: LeanCloudOperationTimedOut, name: "OperationTimedOut", kind: KindDeadlineExceeded, status: 504, source: StatusInferred, retryable: true, ops: OpAllLeanCloud,
		text:        "The request timed out.",
		description: "The client waited too long for the answer to its request. The number is libcurl's, passed on by the PHP SDK, and the service never sends it. Check the network and retry later."},
	LeanCloudConnectionFailed: {code: LeanCloudConnectionFailed, name: "ConnectionFailed", kind: KindUnavailable, status: 502, source: StatusInferred, retryable: true, ops: OpAllLeanCloud,
		message:     "The connection to the AVOS servers failed.",
		description: "The SDK could not open a TCP connection to the service because of a network failure or an outage. The error is raised on the client side. Check the network and retry later."},
	LeanCloudObjectNotFound: {code: LeanCloudObjectNotFound, name: "ObjectNotFound", kind: KindNotFound, status: 404, source: StatusDocumented, ops: OpQueryObjects | OpSaveObjects | OpAccounts,
		message:     "Object doesn't exist, or has an incorrect password.",
		description: "The class or the target of a Pointer does not exist, or the password is wrong. Check the class name and the objectId, or the password. The REST API answers HTTP 404 when the class does not exist.",
		more: []*row{
			{code: LeanCloudClassOrObjectNotFound, name: "ClassOrObjectNotFound", kind: KindNotFound, status: 404, source: StatusDocumented, ops: OpQueryObjects | OpSaveObjects,
				message:     "Class or object doesn't exists.",
				description: "The REST API answers this when the class in the path does not exist, or the object does not.",
				remedy:      "Check the class name and the objectId."},
		}},
	LeanCloudInvalidClassName: {code: LeanCloudInvalidClassName, name: "InvalidClassName", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpQueryObjects | OpSaveObjects,
		message:     "Missing or invalid classname. Classnames are case-sensitive. They must start with a letter, and a-zA-Z0-9_ are the only valid characters.",
		description: "The class name is missing or breaks the naming rules: a letter first, then letters, digits and underscores. Correct it, including upper and lower case."},
	LeanCloudMissingObjectID: {code: LeanCloudMissingObjectID, name: "MissingObjectID", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpQueryObjects | OpSaveObjects,
		message:     "Missing object id.",
		description: "The objectId is missing, usually from a query, or contains something other than letters and digits. Send a valid objectId."},
	LeanCloudInvalidKeyName: {code: LeanCloudInvalidKeyName, name: "InvalidKeyName", kind: KindInvalidArgument, status: 400, source: StatusDocumented, ops: OpQueryObjects | OpSaveObjects,
		message:     "Invalid key name. Keys are case-sensitive. They must start with a letter, and a-zA-Z0-9_ are the only valid characters.",
		description: "A column name in the request breaks the naming rules: a letter first, then letters, digits and underscores. Correct it, including upper and lower case.",
		more: []*row{
			{code: LeanCloudInvalidColumnName, name: "InvalidColumnName", kind: KindInvalidArgument, status: 400, source: StatusDocumented, ops: OpQueryObjects | OpSaveObjects,
				message:     "Invalid key name. Keys are case-sensitive and 'a-zA-Z0-9_' are the only valid characters. The column is: 'invalid?'.",
				text:        "Invalid key name. Keys are case-sensitive and 'a-zA-Z0-9_' are the only valid characters.",
				template:    "Invalid key name. Keys are case-sensitive and 'a-zA-Z0-9_' are the only valid characters. The column is: '{1}'.",
				description: "A column name in the request contains a character that is not allowed; the message gives the name.",
				remedy:      "Rename the column."},
		}},
	LeanCloudInvalidPointer: {code: LeanCloudInvalidPointer, name: "InvalidPointer", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpQueryObjects | OpSaveObjects,
		message:     "Malformed pointer. Pointers must be arrays of a classname and an object id.",
		description: "A Pointer in the request is malformed. Send it as a JSON object with className and objectId."},
	LeanCloudInvalidJSON: {code: LeanCloudInvalidJSON, name: "InvalidJSON", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpAllLeanCloud,
		message:     "Malformed json object. A json dictionary is expected.",
		description: "The request body cannot be parsed as JSON, or is valid JSON but not an object. Correct the body."},
	LeanCloudCommandUnavailable: {code: LeanCloudCommandUnavailable, name: "CommandUnavailable", kind: KindPermissionDenied, status: 400, source: StatusInferred, ops: OpAllLeanCloud,
		message:     "Tried to access a feature only available internally.",
		description: "The request called an API that is reserved for internal use. Use a public API instead."},
	LeanCloudClassBindingForbidden: {code: LeanCloudClassBindingForbidden, name: "ClassBindingForbidden", kind: KindPermissionDenied, status: 400, source: StatusInferred, ops: OpQueryObjects | OpSaveObjects,
		message:     "That operation isn't allowed by binding class.",
		description: "The class is shared from another app, and its sharing permission does not allow this operation. Change that permission, or do without the operation. Old SDK constant lists give this number another meaning."},
	LeanCloudIncorrectType: {code: LeanCloudIncorrectType, name: "IncorrectType", kind: KindInvalidArgument, status: 400, source: StatusObserved, ops: OpQueryObjects | OpSaveObjects,
		message:     "Field set to incorrect type.",
		description: "A value does not fit the type of its column. Convert the value, or save it to another column."},
	LeanCloudInvalidChannelName: {code: LeanCloudInvalidChannelName, name: "InvalidChannelName", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpPush,
		message:     "Invalid channel name. A channel name is either an empty string (the broadcast channel) or contains only a-zA-Z0-9_=, '-' or chinese characters.",
		description: "The name of a push channel contains a character that is not allowed. Rename the channel with letters, digits, underscores, hyphens, equals signs and Chinese characters; an empty string means broadcast."},
	LeanCloudKeyRequired: {code: LeanCloudKeyRequired, name: "KeyRequired", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpSaveObjects,
		message:     "Key is required.",
		description: "A required column has no value in the object being saved. Set the column."},
	LeanCloudInvalidDeviceToken: {code: LeanCloudInvalidDeviceToken, name: "InvalidDeviceToken", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpPush,
		message:     "Invalid device token.",
		description: "The deviceToken for push to an iOS device is malformed. Save the token exactly as the device reports it."},
	LeanCloudObjectTooLarge: {code: LeanCloudObjectTooLarge, name: "ObjectTooLarge", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpSaveObjects,
		message:     "The object is too large.",
		description: "One object may be at most 16 MB. Split the data over several objects, or keep the large parts in files."},
	LeanCloudKeyReadOnly: {code: LeanCloudKeyReadOnly, name: "KeyReadOnly", kind: KindPermissionDenied, status: 400, source: StatusInferred, ops: OpSaveObjects,
		message:     "The key is read only.",
		description: "The request writes a column that is read-only. Leave the column out of the request."},
	LeanCloudOperationForbidden: {code: LeanCloudOperationForbidden, name: "OperationForbidden", kind: KindPermissionDenied, status: 400, source: StatusInferred, ops: OpAllLeanCloud,
		message:     "That operation isn't allowed for clients.",
		description: "A setting of the app in the console, under built-in accounts, SMS or service switches, blocks this operation for clients. Change the setting, or take the operation out of the client."},
	LeanCloudCacheMiss: {code: LeanCloudCacheMiss, name: "CacheMiss", kind: KindNotFound, status: 504, source: StatusInferred, ops: OpQueryObjects,
		message:     "The results were not found in the cache.",
		description: "The SDK was told to read from its query cache, which holds no result for this query. The error is raised on the client side. Send the query to the service instead."},
	LeanCloudInvalidNestedKey: {code: LeanCloudInvalidNestedKey, name: "InvalidNestedKey", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpSaveObjects,
		message:     "Keys in NSDictionary values may not include '$' or '.'.",
		description: "A key inside a JSON object value contains a dollar sign or a dot. Rename the key."},
	LeanCloudInvalidFileName: {code: LeanCloudInvalidFileName, name: "InvalidFileName", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpFiles,
		message:     "Invalid file name. A file name contains only a-zA-Z0-9_. characters and is between 1 and 36 characters.",
		description: "The file name is empty, longer than 36 characters or contains something other than letters, digits, underscores and dots. Rename the file."},
	LeanCloudInvalidACL: {code: LeanCloudInvalidACL, name: "InvalidACL", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpSaveObjects,
		message:     "Invalid ACL. An ACL with an invalid format was saved. This should not happen if you use AVACL.",
		description: "The ACL in the request is malformed. Build it with the SDK's ACL class, which cannot produce this error."},
	LeanCloudTimeout: {code: LeanCloudTimeout, name: "Timeout", kind: KindDeadlineExceeded, status: 400, source: StatusObserved, retryable: true, ops: OpAllLeanCloud,
		message:     "The request timed out on the server. Typically this indicates the request is too expensive.",
		description: "No answer came within the limit (10 seconds by default, 15 seconds for cloud functions), because of network trouble or an expensive operation. Make the operation cheaper, or retry later. A cloud function that times out answers HTTP 503 with this text."},
	LeanCloudInvalidEmailAddress: {code: LeanCloudInvalidEmailAddress, name: "InvalidEmailAddress", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpAccounts,
		message:     "The email address was invalid.",
		description: "The value given is not a valid email address. Correct the address."},
	LeanCloudInvalidUserID: {code: LeanCloudInvalidUserID, name: "InvalidUserID", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpAccounts,
		message:     "Invalid user id.",
		description: "The user ID is invalid, perhaps because the user does not exist. Check the ID. Old SDK constant lists give this number another meaning."},
	LeanCloudInvalidMobilePhoneNumber: {code: LeanCloudInvalidMobilePhoneNumber, name: "InvalidMobilePhoneNumber", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpAccounts | OpSMS,
		message:     "The mobile phone number was invalid.",
		description: "The value given is not a valid mobile phone number. Correct the number. Old SDK constant lists give this number another meaning."},
	LeanCloudInvalidRelation: {code: LeanCloudInvalidRelation, name: "InvalidRelation", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpSaveObjects,
		message:     "Invalid relation data.",
		description: "A change to a Relation is empty, or changes more than 1000 objects at once. Name at least one object, and split a large change into several requests. Old SDK constant lists give this number another meaning."},
	LeanCloudDuplicateValue: {code: LeanCloudDuplicateValue, name: "DuplicateValue", kind: KindAlreadyExists, status: 400, source: StatusInferred, ops: OpSaveObjects,
		message:     "A unique field was given a value that is already taken.",
		description: "Another object already has this value, and a unique index of the class forbids duplicates. Use another value, or update the object that has it."},
	LeanCloudInvalidRoleName: {code: LeanCloudInvalidRoleName, name: "InvalidRoleName", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpSaveObjects | OpAccounts,
		message:     "Role's name is invalid.",
		description: "A role name may contain only letters, digits and underscores. Rename the role."},
	LeanCloudQuotaExceeded: {code: LeanCloudQuotaExceeded, name: "QuotaExceeded", kind: KindResourceExhausted, status: 400, source: StatusInferred, ops: OpAllLeanCloud,
		message:     "超过应用额度，请升级到商用版或联系我们处理。",
		text:        "The app exceeded its quota; upgrade to the commercial plan or contact us.",
		description: "The app exceeded a quota of the free plan, such as 30,000 API calls a day or the limits on LeanEngine domains. Upgrade the plan, or reduce the usage."},
	LeanCloudEngineTimeout: {code: LeanCloudEngineTimeout, name: "EngineTimeout", kind: KindDeadlineExceeded, status: 503, source: StatusInferred, retryable: true, ops: OpEngine | OpSaveObjects,
		message:     "LeanEngine request timeout.",
		description: "A cloud function or hook did not finish in time; the message names the class and the hook. Make it faster, or retry later."},
	LeanCloudCloudCodeValidationFailed: {code: LeanCloudCloudCodeValidationFailed, name: "CloudCodeValidationFailed", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpEngine | OpSaveObjects,
		message:     "Cloud Code validation failed.",
		description: "A beforeSave or beforeDelete hook returned an error. Read the part after \"Error detail:\" in the message, and correct what it names. \"Application not found\" there means that the LeanEngine instance was asleep.",
		more: []*row{
			{code: LeanCloudHookFailed, name: "HookFailed", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpEngine | OpSaveObjects,
				message:     "Cloud Code validation failed. Error detail: { \"code\": 123, \"message\": \"An error occurred.\" }",
				text:        "Cloud Code validation failed. Error detail: not specified.",
				template:    "Cloud Code validation failed. Error detail: {1}",
				description: "A hook threw an error. The part of the message after \"Error detail:\" is its text, or a JSON object with a code and a message.",
				remedy:      "Correct what the detail names."},
		}},
	LeanCloudPaymentDisabled: {code: LeanCloudPaymentDisabled, name: "PaymentDisabled", kind: KindFailedPrecondition, status: 400, source: StatusInferred,
		message:     "Payment is disabled on this device.",
		description: "The device does not permit payment. Allow payment on it, or use another device."},
	LeanCloudImageConversionFailed: {code: LeanCloudImageConversionFailed, name: "ImageConversionFailed", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpFiles,
		message:     "Fail to convert data to image.",
		description: "The data could not be converted to an image. Check that it is complete and really is an image."},
	LeanCloudThresholdExceeded: {code: LeanCloudThresholdExceeded, name: "ThresholdExceeded", kind: KindResourceExhausted, status: 400, source: StatusInferred, ops: OpSMS | OpSaveObjects,
		message:     "Exceeded an application threshold setting.",
		description: "The app exceeded one of its thresholds, such as the daily spending on SMS or the number of classes. Raise the threshold, or reduce the usage."},
	LeanCloudInsufficientBalance: {code: LeanCloudInsufficientBalance, name: "InsufficientBalance", kind: KindResourceExhausted, status: 400, source: StatusInferred, ops: OpSMS,
		message:     "Insufficient balance.",
		description: "The balance of the account is too low for this request. Add funds to the account first."},
	LeanCloudUsernameMissing: {code: LeanCloudUsernameMissing, name: "UsernameMissing", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpAccounts,
		message:     "Username is missing or empty",
		description: "The request carries no username, or an empty one. Send a username."},
	LeanCloudPasswordMissing: {code: LeanCloudPasswordMissing, name: "PasswordMissing", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpAccounts,
		message:     "Password is missing or empty.",
		description: "The request carries no password, or an empty one. Send a password."},
	LeanCloudUsernameTaken: {code: LeanCloudUsernameTaken, name: "UsernameTaken", kind: KindAlreadyExists, status: 400, source: StatusObserved, ops: OpAccounts,
		message:     "Username has already been taken.",
		description: "Another user already has this username. Choose another one, or log in as the existing user."},
	LeanCloudEmailTaken: {code: LeanCloudEmailTaken, name: "EmailTaken", kind: KindAlreadyExists, status: 400, source: StatusInferred, ops: OpAccounts,
		message:     "Email has already been taken.",
		description: "Another user already has this email address. Use another one, or log in as the existing user."},
	LeanCloudEmailMissing: {code: LeanCloudEmailMissing, name: "EmailMissing", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpAccounts,
		message:     "The email is missing, and must be specified.",
		description: "The request carries no email address, but needs one. Send an email address."},
	LeanCloudEmailNotFound: {code: LeanCloudEmailNotFound, name: "EmailNotFound", kind: KindNotFound, status: 400, source: StatusInferred, ops: OpAccounts,
		message:     "A user with the specified email was not found.",
		description: "No user has this email address. Check the address, or sign up first."},
	LeanCloudSessionMissing: {code: LeanCloudSessionMissing, name: "SessionMissing", kind: KindUnauthenticated, status: 400, source: StatusInferred, ops: OpAccounts,
		message:     "The user cannot be altered by a client without the session.",
		description: "A client can change a user only while that user is logged in. Log in and send the user's session token, or make the change in LeanEngine with the master key."},
	LeanCloudMustCreateUserThroughSignUp: {code: LeanCloudMustCreateUserThroughSignUp, name: "MustCreateUserThroughSignUp", kind: KindPermissionDenied, status: 400, source: StatusInferred, ops: OpAccounts,
		message:     "Users can only be created through sign up.",
		description: "Logging in with a third-party account is not allowed to create users. Sign the user up first, then link the third-party account."},
	LeanCloudAccountAlreadyLinked: {code: LeanCloudAccountAlreadyLinked, name: "AccountAlreadyLinked", kind: KindAlreadyExists, status: 400, source: StatusInferred, ops: OpAccounts,
		message:     "An existing account already linked to another user.",
		description: "The third-party account is already linked to another user. Log in as that user, or unlink the account there first."},
	LeanCloudUsernamePasswordMismatch: {code: LeanCloudUsernamePasswordMismatch, name: "UsernamePasswordMismatch", kind: KindUnauthenticated, status: 400, source: StatusObserved, ops: OpAccounts,
		message:     "The username and password mismatch.",
		description: "The password is not the one of this username. Check both, or reset the password."},
	LeanCloudUserNotFound: {code: LeanCloudUserNotFound, name: "UserNotFound", kind: KindNotFound, status: 400, source: StatusDocumented, ops: OpAccounts,
		message:     "Could not find user.",
		description: "No user matches (HTTP 400 for an unknown user ID), or the session token is no longer valid (HTTP 401). Check the user ID, or log in again. The JavaScript client takes this code alone as the sign that a session is no longer valid.",
		more: []*row{
			{code: LeanCloudSessionExpired, name: "SessionExpired", kind: KindUnauthenticated, status: 401, source: StatusDocumented, ops: OpAccounts | OpEngine,
				message:     "Verify sessionToken failed, maybe login expired: ...",
				text:        "Verify sessionToken failed, maybe login expired.",
				template:    "Verify sessionToken failed, maybe login expired: {1}",
				description: "The session token no longer verifies.",
				remedy:      "Log in again."},
		}},
	LeanCloudMobilePhoneNumberMissing: {code: LeanCloudMobilePhoneNumberMissing, name: "MobilePhoneNumberMissing", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpAccounts | OpSMS,
		message:     "The mobile phone number is missing, and must be specified.",
		description: "The request carries no mobile phone number, but needs one. Send a mobile phone number."},
	LeanCloudMobilePhoneNumberNotFound: {code: LeanCloudMobilePhoneNumberNotFound, name: "MobilePhoneNumberNotFound", kind: KindNotFound, status: 400, source: StatusInferred, ops: OpAccounts | OpSMS,
		message:     "A user with the specified mobile phone number was not found.",
		description: "No user has this mobile phone number. Check the number, or sign up first."},
	LeanCloudMobilePhoneNumberTaken: {code: LeanCloudMobilePhoneNumberTaken, name: "MobilePhoneNumberTaken", kind: KindAlreadyExists, status: 400, source: StatusInferred, ops: OpAccounts,
		message:     "Mobile phone number has already been taken.",
		description: "Another user already has this mobile phone number. Use another one, or log in as the existing user."},
	LeanCloudMobilePhoneNumberNotVerified: {code: LeanCloudMobilePhoneNumberNotVerified, name: "MobilePhoneNumberNotVerified", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpAccounts,
		message:     "Mobile phone number isn't verified.",
		description: "The user has not verified the mobile phone number yet, but the operation requires it. Verify the number with an SMS code first."},
	LeanCloudEmailNotVerified: {code: LeanCloudEmailNotVerified, name: "EmailNotVerified", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpAccounts,
		message:     "Email address isn't verified.",
		description: "The user has not verified the email address yet, but the operation requires it. Verify the address first."},
	LeanCloudInvalidUsername: {code: LeanCloudInvalidUsername, name: "InvalidUsername", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpAccounts,
		message:     "Invalid username, it must be a non-blank string.",
		description: "A blank username is refused, and so is one that is not a string. Send a username that is not blank."},
	LeanCloudInvalidPassword: {code: LeanCloudInvalidPassword, name: "InvalidPassword", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpAccounts,
		message:     "Invalid password, it must be a non-blank string.",
		description: "A blank password is refused, and so is one that is not a string. Send a password that is not blank."},
	LeanCloudTooManyLoginAttempts: {code: LeanCloudTooManyLoginAttempts, name: "TooManyLoginAttempts", kind: KindResourceExhausted, status: 400, source: StatusInferred, retryable: true, ops: OpAccounts,
		message:     "登录失败次数超过限制，请稍候再试，或者通过忘记密码重设密码。",
		text:        "Too many failed logins; retry later, or reset the password.",
		description: "More than 6 failed logins in 15 minutes lock the account until 15 minutes after the last failure. Retry after that time, or reset the password, which unlocks the account."},
	LeanCloudFriendshipNotFound: {code: LeanCloudFriendshipNotFound, name: "FriendshipNotFound", kind: KindNotFound, status: 400, source: StatusInferred, ops: OpAccounts,
		message:     "Friendship not found.",
		description: "The current user does not follow this user. Follow the user first, or check the user ID."},
	LeanCloudLinkedIDMissing: {code: LeanCloudLinkedIDMissing, name: "LinkedIDMissing", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpAccounts,
		message:     "Linked id missing from request",
		description: "The third-party account returned no unique ID, so no user can be linked to it. Check the data that the third-party login returned."},
	LeanCloudInvalidLinkedSession: {code: LeanCloudInvalidLinkedSession, name: "InvalidLinkedSession", kind: KindUnauthenticated, status: 400, source: StatusInferred, ops: OpAccounts,
		message:     "Invalid linked session",
		description: "The access token of the third-party account is invalid. Log in to that account again, and send the new token.",
		more: []*row{
			{code: LeanCloudInvalidWeiboSession, name: "InvalidWeiboSession", kind: KindUnauthenticated, status: 400, source: StatusInferred, ops: OpAccounts,
				message:     "Invalid Weibo session",
				description: "The access token of the Weibo account is invalid. Log in to Weibo again, and send the new token."},
		}},
	LeanCloudInvalidWeixinSession: {code: LeanCloudInvalidWeixinSession, name: "InvalidWeixinSession", kind: KindUnauthenticated, status: 400, source: StatusInferred, ops: OpAccounts,
		message:     "Invalid Weixin session",
		description: "The authorization from WeChat is invalid. Log in to WeChat again, and send the new authorization. Old SDK constant lists give this number another meaning."},
	LeanCloudCQLSyntaxError: {code: LeanCloudCQLSyntaxError, name: "CQLSyntaxError", kind: KindInvalidArgument, status: 400, source: StatusObserved, ops: OpQueryObjects,
		message:     "CQL syntax error.",
		description: "The CQL statement cannot be parsed. Correct its syntax."},
	LeanCloudInsertFailed: {code: LeanCloudInsertFailed, name: "InsertFailed", kind: KindInternal, status: 500, source: StatusInferred, ops: OpSaveObjects,
		message:     "Fails to insert new document.",
		description: "The new object could not be inserted, usually because its data is malformed. Check the data against the columns of the class."},
	LeanCloudInvalidGeoPoint: {code: LeanCloudInvalidGeoPoint, name: "InvalidGeoPoint", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpQueryObjects | OpSaveObjects,
		message:     "Invalid GeoPoint values.",
		description: "A GeoPoint is out of range: the longitude goes from -180 to 180, the latitude from -90 to 90. Correct the coordinates, and check that the two are not swapped."},
	LeanCloudStorageOperationFailed: {code: LeanCloudStorageOperationFailed, name: "StorageOperationFailed", kind: KindInternal, status: 500, source: StatusInferred, ops: OpSaveObjects,
		message:     "Fail to execute operation on storage.",
		description: "A write failed in the store because of malformed data or an internal fault. The message in the response is more specific; correct the data it names. If the data is sound, the fault lies with the service."},
	LeanCloudDatabaseError: {code: LeanCloudDatabaseError, name: "DatabaseError", kind: KindInternal, status: 500, source: StatusInferred, ops: OpQueryObjects | OpSaveObjects,
		message:     "Database error.",
		description: "A database operation failed because of its syntax or an internal fault. Check the operation; if it is sound, the fault lies with the service."},
	LeanCloudNoEffect: {code: LeanCloudNoEffect, name: "NoEffect", kind: KindAborted, status: 400, source: StatusObserved, ops: OpSaveObjects,
		message:     "No effect on updating/deleting a document.",
		description: "The where condition of a conditional update or deletion matched no object, so nothing changed. Fetch the object again, and decide anew from its current values."},
	LeanCloudUnauthorized: {code: LeanCloudUnauthorized, name: "Unauthorized", kind: KindUnauthenticated, status: 401, source: StatusDocumented, ops: OpAllLeanCloud,
		message:     "Unauthorized.",
		description: "The App ID is missing from the request, or the App ID and key fail verification. Send the App ID and key of this app."},
	LeanCloudForbidden: {code: LeanCloudForbidden, name: "Forbidden", kind: KindPermissionDenied, status: 403, source: StatusDocumented, ops: OpAllLeanCloud,
		message:     "Forbidden to read/write by class permissions",
		description: "The permissions of the class do not allow this read or write. Change them, or log in as a user who has the permission.",
		more: []*row{
			{code: LeanCloudUserSessionRequired, name: "UserSessionRequired", kind: KindUnauthenticated, status: 403, source: StatusDocumented, ops: OpAccounts,
				message:     "The user cannot be altered by a client without the session.",
				description: "The client tried to change a user without being logged in. Log in as that user, and send the session token."},
		}},
	LeanCloudPayloadTooLarge: {code: LeanCloudPayloadTooLarge, name: "PayloadTooLarge", kind: KindInvalidArgument, status: 413, source: StatusInferred, ops: OpAllLeanCloud,
		message:     "Payload Too Large.",
		description: "The request body is larger than the called endpoint allows. Send less data, or split it over several requests."},
	LeanCloudTooManyRequests: {code: LeanCloudTooManyRequests, name: "TooManyRequests", kind: KindResourceExhausted, status: 429, source: StatusDocumented, retryable: true, ops: OpAllLeanCloud,
		message:     "Too many requests.",
		description: "The app has more concurrent requests than worker threads. Lower the concurrency, and retry later. The REST API for messaging refuses requests for one minute, then serves them again."},
	LeanCloudUploadRateLimitExceeded: {code: LeanCloudUploadRateLimitExceeded, name: "UploadRateLimitExceeded", kind: KindResourceExhausted, status: 429, source: StatusInferred, retryable: true, ops: OpFiles,
		message:     "Upload files rate limit exceeded.",
		description: "The REST API takes at most 1 file a second and 30 a minute. Slow the uploads down, and retry later."},
	LeanCloudHookRateLimitExceeded: {code: LeanCloudHookRateLimitExceeded, name: "HookRateLimitExceeded", kind: KindResourceExhausted, status: 429, source: StatusInferred, retryable: true, ops: OpEngine,
		message:     "LeanEngine hooks rate limit exceeded.",
		description: "The operations of the app call LeanEngine hooks faster than the rate limit allows. Slow these operations down, and retry later."},
	LeanCloudServerInMaintenance: {code: LeanCloudServerInMaintenance, name: "ServerInMaintenance", kind: KindUnavailable, status: 503, source: StatusInferred, retryable: true, ops: OpAllLeanCloud,
		message:     "Server is in maintenance.",
		description: "The server is under maintenance and cannot serve the request. Retry later."},
	LeanCloudAppTemporarilyDisabled: {code: LeanCloudAppTemporarilyDisabled, name: "AppTemporarilyDisabled", kind: KindUnavailable, status: 503, source: StatusDocumented, retryable: true, ops: OpAllLeanCloud,
		message:     "The app is temporarily disabled/readonly.",
		description: "The app is disabled or read-only for a time, as during maintenance, or a LeanEngine instance is waking up (the body then has a third field, message). Retry later; a waking instance needs only a few seconds. Old SDK constant lists give this number another meaning."},
	LeanCloudAppArchived: {code: LeanCloudAppArchived, name: "AppArchived", kind: KindFailedPrecondition, status: 400, source: StatusObserved, ops: OpAllLeanCloud,
		message:     "The app is archived, please restore in console before use.",
		description: "The data of the app was archived after long disuse. Restore the app in the console before using it. The code has been seen with HTTP 400, not 504."},
	LeanCloudTemporarilyUnavailable: {code: LeanCloudTemporarilyUnavailable, name: "TemporarilyUnavailable", kind: KindUnavailable, status: 503, source: StatusInferred, retryable: true, ops: OpAllLeanCloud,
		message:     "Temporarily Unavailable.",
		description: "The service has switched this API off for a while. Retry later."},
	LeanCloudUpstreamTimeout: {code: LeanCloudUpstreamTimeout, name: "UpstreamTimeout", kind: KindDeadlineExceeded, status: 524, source: StatusDocumented, retryable: true, ops: OpAllLeanCloud,
		message:     "complete a TCP connection to the upstream server, but did not receive a timely HTTP response.",
		description: "The upstream app server accepted the connection but did not answer in time; a slow cloud function has the same effect. Retry later, since a bad instance is removed within seconds, and make slow cloud functions faster."},
	LeanCloudConnectionLimitExceeded: {code: LeanCloudConnectionLimitExceeded, name: "ConnectionLimitExceeded", kind: KindResourceExhausted, status: 529, source: StatusDocumented, retryable: true, ops: OpEngine,
		message:     "Exceeded Limit",
		description: "Too many concurrent connections to LeanEngine come from this IP address. Open fewer connections, and retry later. LeanEngine answers with an HTTP 529 page."},
	LeanCloudInvalidSMSSignature: {code: LeanCloudInvalidSMSSignature, name: "InvalidSMSSignature", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpSMS,
		message:     "Invalid SMS signature.",
		description: "The SMS signature of the request is invalid. Send an SMS signature that the app has."},
	LeanCloudSMSTooFrequent: {code: LeanCloudSMSTooFrequent, name: "SMSTooFrequent", kind: KindResourceExhausted, status: 400, source: StatusInferred, retryable: true, ops: OpSMS,
		message:     "Can't send SMS too frequently.",
		description: "The SMS frequency limit for this mobile phone number and SMS signature is reached. Retry later."},
	LeanCloudSMSSendingFailed: {code: LeanCloudSMSSendingFailed, name: "SMSSendingFailed", kind: KindUnavailable, status: 503, source: StatusInferred, retryable: true, ops: OpSMS,
		message:     "Fails to send message.",
		description: "The SMS or voice provider failed to send the message. Retry later. Old SDK constant lists give this number another meaning."},
	LeanCloudInvalidSMSCode: {code: LeanCloudInvalidSMSCode, name: "InvalidSMSCode", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpSMS | OpAccounts,
		message:     "Invalid SMS code.",
		description: "The SMS code is wrong, expired or already used. Check the code, or request a new one."},
	LeanCloudSMSTemplateNotFound: {code: LeanCloudSMSTemplateNotFound, name: "SMSTemplateNotFound", kind: KindNotFound, status: 400, source: StatusInferred, ops: OpSMS,
		message:     "SMS template not found.",
		description: "The SMS template does not exist or is not approved. Check the template name, or get the template approved."},
	LeanCloudSMSTemplateNotVerified: {code: LeanCloudSMSTemplateNotVerified, name: "SMSTemplateNotVerified", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpSMS,
		message:     "SMS template not verified.",
		description: "The SMS template is not approved, or no default SMS signature is set. Use an approved SMS template, and set a default SMS signature.",
		more: []*row{
			{code: LeanCloudSMSSignatureNotVerified, name: "SMSSignatureNotVerified", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpSMS,
				message:     "SMS sign not verified",
				description: "The SMS signature is not approved, or no default SMS signature is set. Set an approved SMS signature as the default."},
		}},
	LeanCloudSMSTemplateRenderingFailed: {code: LeanCloudSMSTemplateRenderingFailed, name: "SMSTemplateRenderingFailed", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpSMS,
		message:     "Fails to render SMS template.",
		description: "The SMS template could not be rendered. Correct its Handlebars syntax."},
	LeanCloudValidateTokenMissing: {code: LeanCloudValidateTokenMissing, name: "ValidateTokenMissing", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpSMS,
		message:     "Missing validate token.",
		description: "The app requires a captcha, and the request carries no validate_token. Have the user solve the captcha, and send the validate_token."},
	LeanCloudQueryKeyNotFound: {code: LeanCloudQueryKeyNotFound, name: "QueryKeyNotFound", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpQueryObjects,
		message:     "Nonexistent query keys",
		description: "A column used in the query or in its sort order does not exist in the class. Correct the column name."},
	LeanCloudStatisticNotFound: {code: LeanCloudStatisticNotFound, name: "StatisticNotFound", kind: KindNotFound, status: 400, source: StatusObserved, ops: OpLeaderboards,
		message:     "statisticName not found.",
		description: "No leaderboard has this statisticName. Check the name, or create the leaderboard first."},
	LeanCloudLeaderboardClosed: {code: LeanCloudLeaderboardClosed, name: "LeaderboardClosed", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpLeaderboards,
		message:     "Leaderboard closed.",
		description: "The leaderboard has expired and is closed. Use one that is open."},
	LeanCloudLeaderboardArchiveNotFound: {code: LeanCloudLeaderboardArchiveNotFound, name: "LeaderboardArchiveNotFound", kind: KindNotFound, status: 400, source: StatusInferred, ops: OpLeaderboards,
		message:     "Leaderboard archive not found.",
		description: "The leaderboard has no such archive. Check which archives it has."},
	LeanCloudInvalidLeaderboard: {code: LeanCloudInvalidLeaderboard, name: "InvalidLeaderboard", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpLeaderboards,
		message:     "Invalid Leaderboard object.",
		description: "The leaderboard object in the request is invalid. Correct its content."},
}

// Error returns the catalogue, the number and the message: "leancloud 211: Could not find user".
func (c LeanCloudCode) Error() string { return leanCloud.errorText(int64(c), "") }

// Number returns the number on the wire, which variants share.
func (c LeanCloudCode) Number() int { return int(number(int64(c))) }

// HTTPStatus returns the HTTP status to answer with, from 400 to 599.
func (c LeanCloudCode) HTTPStatus() int { return c.row().status }

// Message returns the vendor's message, letter for letter; empty if it has none.
func (c LeanCloudCode) Message() string { return c.row().message }

// Info returns the whole row of the catalogue.
func (c LeanCloudCode) Info() Info { return infoOf(c) }

// Catalog returns the catalogue of all codes of this type.
func (c LeanCloudCode) Catalog() *Catalog { return &leanCloud }

// String returns the constant's name; "LeanCloudCode(987654)" for an unlisted number.
func (c LeanCloudCode) String() string { return leanCloud.identifier(int64(c)) }

// Format implements [fmt.Formatter]. %v, %s and %q print what Error returns, %d,
// %x and the like the number, and %#v the constant as Go source.
func (c LeanCloudCode) Format(s fmt.State, verb rune) { leanCloud.printCode(s, verb, int64(c)) }

// Is reports whether target is c, the number that c is a variant of, c's [Kind],
// or a sentinel of the standard library that means the same.
func (c LeanCloudCode) Is(target error) bool { return is(c, c.row().kind, target) }

// As sets target, as [errors.As] does, if it points to a variable of this type,
// a [Code], a [Kind] or an [*Error].
func (c LeanCloudCode) As(target any) bool { return as(c, target) }

// LogValue implements [slog.LogValuer] with a group of the catalogue, number,
// name, status and message.
func (c LeanCloudCode) LogValue() slog.Value { return leanCloud.logCode(int64(c)) }

// MarshalText returns the text form, "leancloud/211". It never fails. So a code
// in JSON is a string; the integer on the wire is Number.
func (c LeanCloudCode) MarshalText() ([]byte, error) { return leanCloud.appendText(nil, int64(c)), nil }

// UnmarshalText reads the text form, a number or a name. It fails on a name or a
// catalogue that is not the code's, and a number beyond 32 bits.
func (c *LeanCloudCode) UnmarshalText(text []byte) error { return unmarshalText(c, text) }

// UnmarshalJSON reads a JSON number, or a string as UnmarshalText does.
func (c *LeanCloudCode) UnmarshalJSON(data []byte) error { return unmarshalJSON(c, data) }

func leanCloudTable() []*row { return leanCloudRows[:] }

// row is small enough to be inlined, which makes a look-up an array index.
func (c LeanCloudCode) row() *row {
	if uint64(c) < uint64(len(leanCloudRows)) && leanCloudRows[c] != nil {
		return leanCloudRows[c]
	}
	return c.rareRow()
}

//go:noinline
func (c LeanCloudCode) rareRow() *row { return leanCloud.row(int64(c)) }

func (c LeanCloudCode) int64() int64    { return int64(c) }
func (c LeanCloudCode) of(v int64) Code { return LeanCloudCode(v) }
