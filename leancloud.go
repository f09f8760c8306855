package errcode

import (
	"fmt"
	"log/slog"
)

// LeanCloud is the [Catalog] of LeanCloud's storage, accounts, SMS, cloud
// engine, and leaderboards. Its codes are the constants of [LeanCloudCode].
var LeanCloud = &leanCloud

// A LeanCloudCode is an error code of LeanCloud, as listed on the page
// 错误码详解 ("Error codes in detail") of the vendor's documentation before the
// service's end on 2027-01-12; testdata/leancloud.tsv is a copy. Where the page
// gives no HTTP status, it was observed in public reports or is inferred;
// [Info] tells which. The zero value is not listed.
//
// A variant is another code with the same number: [LeanCloudUserSessionRequired]
// is 403 on the wire, with its own message. It matches LeanCloudForbidden, but
// not the other way around. The variants of 1, 101, 105, 142, and 211 are not on
// the page; they come from the vendor's guides, with the messages that the
// service sends.
//
// Old SDKs have constants inherited from Parse that give 109, 126, 127, 128,
// 252, 503, and 602 other meanings. Here they mean what the page says.
type LeanCloudCode int64

// Codes 1 to 100 are about failures that have no number of their own, and about
// clients that cannot reach the service. Five conditions share the number 1.
const (
	// LeanCloudInternalServerError (1): The request failed for a reason that
	// has no error code of its own, such as an invalid parameter or a runtime
	// failure. The message sometimes names the cause. Check the parameters
	// first, and then the HTTP status: 400 means that the app's own code raised
	// the error, 404 that a cloud function does not exist, and 500 that an
	// exception was not caught.
	LeanCloudInternalServerError LeanCloudCode = 1

	// LeanCloudInternationalSMSDisabled (1): The SMS is addressed to an
	// international number, but international SMS is turned off for the app.
	// Enable international SMS in the console.
	LeanCloudInternationalSMSDisabled LeanCloudCode = 1 | 1<<variantShift

	// LeanCloudSMSRequestTooFast (1): The app sent another SMS to this mobile
	// phone number less than 10 seconds ago. Wait 10 seconds, and then retry.
	LeanCloudSMSRequestTooFast LeanCloudCode = 1 | 2<<variantShift

	// LeanCloudLoginAttemptsExceeded (1): More than 6 login attempts for this
	// user failed within 15 minutes. Code 219 reports the same condition. Retry
	// 15 minutes after the last failure, or reset the password.
	LeanCloudLoginAttemptsExceeded LeanCloudCode = 1 | 3<<variantShift

	// LeanCloudObjectNotFoundByID (1): The class has no object with the
	// objectId in the request. The object may have been deleted. Check the
	// objectId and the class name. WithArgs takes the objectId and the class.
	LeanCloudObjectNotFoundByID LeanCloudCode = 1 | 4<<variantShift

	// LeanCloudCouldNotConnect (7): The client could not open a connection to
	// the service or to a proxy. The code comes from libcurl through the PHP
	// SDK; the service never sends it. Check the network, and retry later.
	LeanCloudCouldNotConnect LeanCloudCode = 7

	// LeanCloudOperationTimedOut (28): The client did not receive a response in
	// time. The code comes from libcurl through the PHP SDK; the service never
	// sends it. Check the network, and retry later. Before you retry a write,
	// check whether it took effect.
	LeanCloudOperationTimedOut LeanCloudCode = 28

	// LeanCloudConnectionFailed (100): The SDK could not open a TCP connection
	// to the service because of a network failure or an outage. The error is
	// raised on the client; the service never sends it. Check the network, and
	// retry later.
	LeanCloudConnectionFailed LeanCloudCode = 100
)

// Codes 101 to 128 are about classes, objects, files, and push. Two conditions
// share the number 101, and two the number 105.
const (
	// LeanCloudObjectNotFound (101): The class does not exist, the target of a
	// Pointer does not exist, or the password is wrong. Check the class name
	// and the objectId. If the request contains a password, check it as well.
	LeanCloudObjectNotFound LeanCloudCode = 101

	// LeanCloudClassOrObjectNotFound (101): The class in the REST API request
	// does not exist. Check the spelling and capitalization of the class name.
	LeanCloudClassOrObjectNotFound LeanCloudCode = 101 | 1<<variantShift

	// LeanCloudInvalidClassName (103): The class name is missing or breaks the
	// naming rules. Use a name that starts with a letter and contains only
	// letters, digits, and underscores, and check its capitalization.
	LeanCloudInvalidClassName LeanCloudCode = 103

	// LeanCloudMissingObjectID (104): The request, usually a query, has no
	// objectId, or its objectId contains characters other than letters and
	// digits. Send a valid objectId.
	LeanCloudMissingObjectID LeanCloudCode = 104

	// LeanCloudInvalidKeyName (105): A column name in the request breaks the
	// naming rules. Use a name that starts with a letter and contains only
	// letters, digits, and underscores, and check its capitalization.
	LeanCloudInvalidKeyName LeanCloudCode = 105

	// LeanCloudInvalidColumnName (105): A column name in the request contains a
	// character that is not allowed. The message in the response names the
	// column. Use only letters, digits, and underscores in column names.
	// WithArgs takes the name.
	LeanCloudInvalidColumnName LeanCloudCode = 105 | 1<<variantShift

	// LeanCloudInvalidPointer (106): A Pointer in the request is not a JSON
	// object, or it lacks a className or an objectId. Send the Pointer as a
	// JSON object with className and objectId.
	LeanCloudInvalidPointer LeanCloudCode = 106

	// LeanCloudInvalidJSON (107): The request body cannot be parsed as JSON, or
	// is valid JSON but not an object. Send a JSON object as the body.
	LeanCloudInvalidJSON LeanCloudCode = 107

	// LeanCloudCommandUnavailable (108): The request called an API that is
	// reserved for the service's internal use. Use a public API instead.
	LeanCloudCommandUnavailable LeanCloudCode = 108

	// LeanCloudClassBindingForbidden (109): The class is shared from another
	// app, and its sharing permission does not allow this operation. Change the
	// sharing permission of the class, or avoid the operation.
	LeanCloudClassBindingForbidden LeanCloudCode = 109

	// LeanCloudIncorrectType (111): A value in the request does not fit the
	// type of its column. Convert the value to the type of the column, or save
	// it in another column.
	LeanCloudIncorrectType LeanCloudCode = 111

	// LeanCloudInvalidChannelName (112): The name of a push channel contains a
	// character that is not allowed. Use only letters, digits, underscores,
	// hyphens, equal signs, and Chinese characters, or use an empty string to
	// broadcast.
	LeanCloudInvalidChannelName LeanCloudCode = 112

	// LeanCloudKeyRequired (113): The object being saved has no value for a
	// required column. Set a value for the column, and save the object again.
	LeanCloudKeyRequired LeanCloudCode = 113

	// LeanCloudInvalidDeviceToken (114): The deviceToken of an iOS device is
	// malformed. Usually it is an NSData object converted directly to a string,
	// which adds spaces and angle brackets. Set the deviceToken through the
	// SDK, or save it as hexadecimal digits without spaces or brackets.
	LeanCloudInvalidDeviceToken LeanCloudCode = 114

	// LeanCloudObjectTooLarge (116): The object is larger than 16 MB, the limit
	// for one object. Split the data across several objects, or store the large
	// parts as files.
	LeanCloudObjectTooLarge LeanCloudCode = 116

	// LeanCloudKeyReadOnly (117): The request sets a value for a column that
	// cannot be written to. Remove the column from the request.
	LeanCloudKeyReadOnly LeanCloudCode = 117

	// LeanCloudOperationForbidden (119): A setting of the app in the console
	// (built-in accounts, SMS, or service switches) blocks this operation for
	// clients. Change the setting, or remove the operation from the client.
	LeanCloudOperationForbidden LeanCloudCode = 119

	// LeanCloudCacheMiss (120): The SDK was told to read only from its query
	// cache, which has no result for this query. The error is raised on the
	// client; the service never sends it. Send the query to the service
	// instead.
	LeanCloudCacheMiss LeanCloudCode = 120

	// LeanCloudInvalidNestedKey (121): A value in the request is a JSON object,
	// and one of its keys contains a dollar sign or a dot. Rename the key so
	// that it contains neither.
	LeanCloudInvalidNestedKey LeanCloudCode = 121

	// LeanCloudInvalidFileName (122): The file name is empty, is longer than 36
	// characters, or contains characters other than letters, digits,
	// underscores, and periods. Rename the file.
	LeanCloudInvalidFileName LeanCloudCode = 122

	// LeanCloudInvalidACL (123): The ACL in the request is not a JSON object
	// that grants users and roles read and write permissions. Build the ACL
	// with the SDK's ACL class, which always writes a valid one.
	LeanCloudInvalidACL LeanCloudCode = 123

	// LeanCloudTimeout (124): The request did not finish within the time limit
	// (10 seconds by default, 15 seconds for cloud functions) because of
	// network trouble or an expensive operation. A cloud function that times
	// out is reported with the same message and HTTP status 503. Make the
	// operation cheaper, or retry later. Before you retry a write, check
	// whether it took effect.
	LeanCloudTimeout LeanCloudCode = 124

	// LeanCloudInvalidEmailAddress (125): The value sent as the email address
	// is not a well-formed email address. Correct the email address.
	LeanCloudInvalidEmailAddress LeanCloudCode = 125

	// LeanCloudInvalidUserID (126): The user ID in the request is malformed or
	// does not belong to any user. Check the user ID.
	LeanCloudInvalidUserID LeanCloudCode = 126

	// LeanCloudInvalidMobilePhoneNumber (127): The value sent as the mobile
	// phone number is not a well-formed phone number. Correct the mobile phone
	// number.
	LeanCloudInvalidMobilePhoneNumber LeanCloudCode = 127

	// LeanCloudInvalidRelation (128): A change to a Relation contains no
	// objects, or more than 1,000 objects. Include at least one object, and
	// split a large change into several requests.
	LeanCloudInvalidRelation LeanCloudCode = 128
)

// Codes 137 to 160 are about unique values, roles, quotas, and LeanEngine. Two
// conditions share the number 142.
const (
	// LeanCloudDuplicateValue (137): Another object already has this value, and
	// a unique index of the class forbids duplicates. Use another value, or
	// update the existing object.
	LeanCloudDuplicateValue LeanCloudCode = 137

	// LeanCloudInvalidRoleName (139): The name of the role contains characters
	// other than letters, digits, and underscores. Rename the role.
	LeanCloudInvalidRoleName LeanCloudCode = 139

	// LeanCloudQuotaExceeded (140): The app used up a quota of the free plan,
	// such as 30,000 API calls per day, or reached its limit on LeanEngine
	// domains. Upgrade to the commercial plan, or reduce usage.
	LeanCloudQuotaExceeded LeanCloudCode = 140

	// LeanCloudEngineTimeout (141): A cloud function or hook did not finish in
	// time. The message names the class and the hook. Make the function or hook
	// faster, or retry later. Before you retry a write, check whether it took
	// effect.
	LeanCloudEngineTimeout LeanCloudCode = 141

	// LeanCloudCloudCodeValidationFailed (142): A beforeSave or beforeDelete
	// hook returned an error, so the object was neither saved nor deleted. Fix
	// the problem described after "Error detail:" in the message. If it is
	// "Application not found", a LeanEngine instance was asleep: retry after a
	// few seconds.
	LeanCloudCloudCodeValidationFailed LeanCloudCode = 142

	// LeanCloudHookFailed (142): A hook raised an error. In the message, "Error
	// detail:" is followed by the text of that error, or by a JSON object with
	// its code and message. Fix the problem described after "Error detail:" in
	// the message. If it is "Application not found", a LeanEngine instance was
	// asleep: retry after a few seconds. WithArgs takes the detail. When a
	// body is read, a code in a JSON object becomes an error of its own, which
	// is the cause.
	LeanCloudHookFailed LeanCloudCode = 142 | 1<<variantShift

	// LeanCloudPaymentDisabled (145): The settings of the device do not allow
	// payments. Allow payments on the device, or use another device.
	LeanCloudPaymentDisabled LeanCloudCode = 145

	// LeanCloudImageConversionFailed (150): The data is incomplete or is not an
	// image. Send the complete data of an image.
	LeanCloudImageConversionFailed LeanCloudCode = 150

	// LeanCloudThresholdExceeded (154): The app exceeded one of its thresholds,
	// such as the daily spending on SMS or the number of classes. Raise the
	// threshold, or reduce usage.
	LeanCloudThresholdExceeded LeanCloudCode = 154

	// LeanCloudInsufficientBalance (160): The account that owns the app does
	// not have enough money to pay for this request. Add funds to the account.
	LeanCloudInsufficientBalance LeanCloudCode = 160
)

// Codes 200 to 221 are about accounts. Two conditions share the number 211.
const (
	// LeanCloudUsernameMissing (200): The request requires a username, but none
	// was sent, or it was empty. Send a username.
	LeanCloudUsernameMissing LeanCloudCode = 200

	// LeanCloudPasswordMissing (201): The request requires a password, but none
	// was sent, or it was empty. Send a password.
	LeanCloudPasswordMissing LeanCloudCode = 201

	// LeanCloudUsernameTaken (202): The username in the request belongs to an
	// existing user. Choose another username, or log in as that user.
	LeanCloudUsernameTaken LeanCloudCode = 202

	// LeanCloudEmailTaken (203): The email address in the request belongs to an
	// existing user. Use another email address, or log in as that user.
	LeanCloudEmailTaken LeanCloudCode = 203

	// LeanCloudEmailMissing (204): The request requires an email address, but
	// none was sent. Send an email address.
	LeanCloudEmailMissing LeanCloudCode = 204

	// LeanCloudEmailNotFound (205): No user of the app has this email address.
	// Check the email address, or sign up first.
	LeanCloudEmailNotFound LeanCloudCode = 205

	// LeanCloudSessionMissing (206): The request changes a user, but does not
	// include that user's session token. Log in as that user and send the
	// session token, or make the change in LeanEngine with the master key.
	LeanCloudSessionMissing LeanCloudCode = 206

	// LeanCloudMustCreateUserThroughSignUp (207): This login with a third-party
	// account would create a user, which the app's settings do not allow. Sign
	// up the user first and then link the third-party account, or change the
	// setting in the console.
	LeanCloudMustCreateUserThroughSignUp LeanCloudCode = 207

	// LeanCloudAccountAlreadyLinked (208): The third-party account in the
	// request belongs to another user of the app. Log in as that user, or
	// unlink the third-party account from that user first.
	LeanCloudAccountAlreadyLinked LeanCloudCode = 208

	// LeanCloudUsernamePasswordMismatch (210): The password is wrong for this
	// username. Check the username and the password, or reset the password.
	LeanCloudUsernamePasswordMismatch LeanCloudCode = 210

	// LeanCloudUserNotFound (211): The user specified in the request does not
	// exist. Check the information that identifies the user in the request. The
	// JavaScript, PHP, and Python clients treat this number, under any message,
	// as the end of the session.
	LeanCloudUserNotFound LeanCloudCode = 211

	// LeanCloudSessionExpired (211): The session token in the request is no
	// longer valid: it has expired or was revoked. Log in again, and send the
	// new session token. WithArgs takes the reason. A 211 that is read with
	// HTTP status 401 is this one under any message.
	LeanCloudSessionExpired LeanCloudCode = 211 | 1<<variantShift

	// LeanCloudMobilePhoneNumberMissing (212): The request requires a mobile
	// phone number, but none was sent. Send a mobile phone number.
	LeanCloudMobilePhoneNumberMissing LeanCloudCode = 212

	// LeanCloudMobilePhoneNumberNotFound (213): No user of the app has this
	// mobile phone number. Check the mobile phone number, or sign up first.
	LeanCloudMobilePhoneNumberNotFound LeanCloudCode = 213

	// LeanCloudMobilePhoneNumberTaken (214): The mobile phone number in the
	// request belongs to an existing user. Use another mobile phone number, or
	// log in as that user.
	LeanCloudMobilePhoneNumberTaken LeanCloudCode = 214

	// LeanCloudMobilePhoneNumberNotVerified (215): The operation requires a
	// verified mobile phone number, and this user has not verified theirs yet.
	// Request an SMS code, and use it to verify the mobile phone number.
	LeanCloudMobilePhoneNumberNotVerified LeanCloudCode = 215

	// LeanCloudEmailNotVerified (216): The operation requires a verified email
	// address, and this user has not verified theirs yet. Open the link in the
	// verification email, or request another one.
	LeanCloudEmailNotVerified LeanCloudCode = 216

	// LeanCloudInvalidUsername (217): The username in the request contains only
	// whitespace, or is not a string. Send a username that is a non-blank
	// string.
	LeanCloudInvalidUsername LeanCloudCode = 217

	// LeanCloudInvalidPassword (218): The password in the request contains only
	// whitespace, or is not a string. Send a password that is a non-blank
	// string.
	LeanCloudInvalidPassword LeanCloudCode = 218

	// LeanCloudTooManyLoginAttempts (219): More than 6 login attempts for this
	// user failed within 15 minutes, which locks the account until 15 minutes
	// after the last failure. Retry 15 minutes after the last failure, or
	// unlock the account by resetting the password.
	LeanCloudTooManyLoginAttempts LeanCloudCode = 219

	// LeanCloudFriendshipNotFound (221): The current user does not follow the
	// user specified in the request. Follow the user first, or check the user
	// ID.
	LeanCloudFriendshipNotFound LeanCloudCode = 221
)

// Codes 250 to 252 are about third-party accounts. Two conditions share the
// number 251.
const (
	// LeanCloudLinkedIDMissing (250): The request did not include the unique ID
	// of the third-party account, so the account cannot be linked to a user.
	// Send the unique ID that the third-party login returned.
	LeanCloudLinkedIDMissing LeanCloudCode = 250

	// LeanCloudInvalidLinkedSession (251): The access token of the third-party
	// account is wrong or has expired. Log in to the third-party account again,
	// and send the new access token.
	LeanCloudInvalidLinkedSession LeanCloudCode = 251

	// LeanCloudInvalidWeiboSession (251): The access token of the Weibo account
	// is wrong or has expired. Log in to Weibo again, and send the new access
	// token.
	LeanCloudInvalidWeiboSession LeanCloudCode = 251 | 1<<variantShift

	// LeanCloudInvalidWeixinSession (252): The authorization from WeChat
	// (Weixin) is wrong or has expired. Log in to WeChat again, and send the
	// new authorization.
	LeanCloudInvalidWeixinSession LeanCloudCode = 252
)

// Codes 300 to 305 are about storage.
const (
	// LeanCloudCQLSyntaxError (300): The CQL statement in the request cannot be
	// parsed. Correct the syntax of the statement.
	LeanCloudCQLSyntaxError LeanCloudCode = 300

	// LeanCloudInsertFailed (301): The new object was not saved, usually
	// because its data is malformed. Check the data against the columns of the
	// class.
	LeanCloudInsertFailed LeanCloudCode = 301

	// LeanCloudInvalidGeoPoint (302): A GeoPoint is out of range: the longitude
	// must be from -180 to 180, and the latitude from -90 to 90. Correct the
	// coordinates, and check that the two are not swapped.
	LeanCloudInvalidGeoPoint LeanCloudCode = 302

	// LeanCloudStorageOperationFailed (303): A write failed because of
	// malformed data or a fault inside the service. The message in the response
	// is more specific. Correct the data that the message describes. If the
	// data is correct, report the fault to the operator of the service.
	LeanCloudStorageOperationFailed LeanCloudCode = 303

	// LeanCloudDatabaseError (304): A database operation failed because of a
	// syntax error or a fault inside the service. Correct the syntax of the
	// operation. If the syntax is correct, report the fault to the operator of
	// the service.
	LeanCloudDatabaseError LeanCloudCode = 304

	// LeanCloudNoEffect (305): The where condition of a conditional update or
	// deletion matched no object, so nothing was changed. Fetch the object
	// again, and decide from its current values whether to repeat the change.
	LeanCloudNoEffect LeanCloudCode = 305
)

// Codes 401 to 529 are about permissions, limits, and outages. Two conditions
// share the number 403.
const (
	// LeanCloudUnauthorized (401): The request has no App ID, or its App ID and
	// key failed verification. Send the App ID and key of the app.
	LeanCloudUnauthorized LeanCloudCode = 401

	// LeanCloudForbidden (403): The permissions of the class do not allow this
	// user or client to read or write it. Log in as a user who has the
	// permission, or change the permissions of the class in the console.
	LeanCloudForbidden LeanCloudCode = 403

	// LeanCloudUserSessionRequired (403): The request changes a user, but does
	// not include that user's session token. Code 206 reports the same
	// condition. Log in as that user, and send the session token.
	LeanCloudUserSessionRequired LeanCloudCode = 403 | 1<<variantShift

	// LeanCloudPayloadTooLarge (413): The request body is larger than the
	// endpoint accepts. Send less data, or split it across several requests.
	LeanCloudPayloadTooLarge LeanCloudCode = 413

	// LeanCloudTooManyRequests (429): The app has more concurrent requests than
	// worker threads. The REST API of realtime messaging then refuses requests
	// for one minute. Reduce the number of concurrent requests, and retry
	// later.
	LeanCloudTooManyRequests LeanCloudCode = 429

	// LeanCloudUploadRateLimitExceeded (430): The app uploaded more than 1 file
	// per second or 30 files per minute through the REST API. Upload files at a
	// slower rate, and retry later.
	LeanCloudUploadRateLimitExceeded LeanCloudCode = 430

	// LeanCloudHookRateLimitExceeded (431): The operations of the app trigger
	// LeanEngine hooks more often than the rate limit allows. Reduce the rate
	// of these operations, and retry later.
	LeanCloudHookRateLimitExceeded LeanCloudCode = 431

	// LeanCloudServerInMaintenance (502): The service does not accept requests
	// during maintenance. Retry later.
	LeanCloudServerInMaintenance LeanCloudCode = 502

	// LeanCloudAppTemporarilyDisabled (503): The app is temporarily disabled or
	// read-only, for example during maintenance, or a LeanEngine instance is
	// waking up. In the latter case, the response body has a third field,
	// message. Retry later; if an instance is waking up, retry after a few
	// seconds.
	LeanCloudAppTemporarilyDisabled LeanCloudCode = 503

	// LeanCloudAppArchived (504): The data of the app was archived because the
	// app had not been used for a long time. Restore the app in the console.
	// The service answers with HTTP status 400, not 504.
	LeanCloudAppArchived LeanCloudCode = 504

	// LeanCloudTemporarilyUnavailable (511): The service has turned off this
	// API for a while. Retry later.
	LeanCloudTemporarilyUnavailable LeanCloudCode = 511

	// LeanCloudUpstreamTimeout (524): An app server accepted the connection but
	// did not respond in time. Either the instance is faulty, or a cloud
	// function is slow. Retry after a few seconds, when a faulty instance will
	// have been removed, and speed up slow cloud functions. Before you retry a
	// write, check whether it took effect.
	LeanCloudUpstreamTimeout LeanCloudCode = 524

	// LeanCloudConnectionLimitExceeded (529): This IP address has too many
	// connections to LeanEngine open at once. LeanEngine responds with an HTTP
	// 529 page. Open fewer connections, and retry later.
	LeanCloudConnectionLimitExceeded LeanCloudCode = 529
)

// Codes 600 to 608 are about SMS. Two conditions share the number 605; further
// conditions share the number 1.
const (
	// LeanCloudInvalidSMSSignature (600): The app cannot use the SMS signature
	// in the request. Use an SMS signature that belongs to the app.
	LeanCloudInvalidSMSSignature LeanCloudCode = 600

	// LeanCloudSMSTooFrequent (601): The limit on how often SMS with this
	// signature may be sent to this mobile phone number has been reached. Retry
	// later.
	LeanCloudSMSTooFrequent LeanCloudCode = 601

	// LeanCloudSMSSendingFailed (602): The SMS or voice provider reported a
	// failure. Check the mobile phone number, and retry later.
	LeanCloudSMSSendingFailed LeanCloudCode = 602

	// LeanCloudInvalidSMSCode (603): The SMS code is wrong, has expired, or has
	// already been used. Check the code, or request a new one.
	LeanCloudInvalidSMSCode LeanCloudCode = 603

	// LeanCloudSMSTemplateNotFound (604): No SMS template has this name, or the
	// template is not approved. Check the name of the SMS template, or wait
	// until it is approved.
	LeanCloudSMSTemplateNotFound LeanCloudCode = 604

	// LeanCloudSMSTemplateNotVerified (605): The SMS template is not approved,
	// or the app has no default SMS signature. Use an approved SMS template,
	// and set a default SMS signature.
	LeanCloudSMSTemplateNotVerified LeanCloudCode = 605

	// LeanCloudSMSSignatureNotVerified (605): The SMS signature is not
	// approved, or the app has no default SMS signature. Set an approved SMS
	// signature as the default.
	LeanCloudSMSSignatureNotVerified LeanCloudCode = 605 | 1<<variantShift

	// LeanCloudSMSTemplateRenderingFailed (606): The SMS template has invalid
	// Handlebars syntax. Correct the syntax of the SMS template.
	LeanCloudSMSTemplateRenderingFailed LeanCloudCode = 606

	// LeanCloudValidateTokenMissing (608): The app requires a CAPTCHA before it
	// sends an SMS, and the request has no validate_token. Have the user solve
	// the CAPTCHA, and send the validate_token with the request.
	LeanCloudValidateTokenMissing LeanCloudCode = 608
)

// Codes 700 to 2103 are about queries and leaderboards.
const (
	// LeanCloudQueryKeyNotFound (700): The query filters or sorts by a column
	// that the class does not have. Correct the column name.
	LeanCloudQueryKeyNotFound LeanCloudCode = 700

	// LeanCloudStatisticNotFound (2100): The app has no leaderboard with this
	// statisticName. Check the statisticName, or create the leaderboard first.
	LeanCloudStatisticNotFound LeanCloudCode = 2100

	// LeanCloudLeaderboardClosed (2101): The leaderboard expired and was
	// closed. Use a leaderboard that is open.
	LeanCloudLeaderboardClosed LeanCloudCode = 2101

	// LeanCloudLeaderboardArchiveNotFound (2102): The leaderboard does not have
	// the archive specified in the request. Check which archives the
	// leaderboard has, and request one of them.
	LeanCloudLeaderboardArchiveNotFound LeanCloudCode = 2102

	// LeanCloudInvalidLeaderboard (2103): The leaderboard in the request lacks
	// a required value or contains an invalid one. Add the missing value, or
	// correct the invalid one.
	LeanCloudInvalidLeaderboard LeanCloudCode = 2103
)

// leanCloud is the value behind LeanCloud; the package refers to it alone, so
// that assigning to the variable changes nothing for others.
var leanCloud = Catalog{
	name:   "leancloud",
	prefix: "LeanCloud",
	pkg:    "errcode.",
	format: FormatLeanCloud,
	vendor: true,
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

	badBody:  LeanCloudInvalidJSON,
	tooLarge: LeanCloudPayloadTooLarge,
	noRoute:  LeanCloudObjectNotFound,
	noMethod: LeanCloudCommandUnavailable,
}

// leanCloudRows has the rows by number.
var leanCloudRows = [...]*row{
	LeanCloudInternalServerError: {code: LeanCloudInternalServerError, name: "InternalServerError", kind: KindInternal, status: 500, source: StatusInferred, maybeDone: true, ops: OpAllLeanCloud,
		message:     "Internal server error. No information available.",
		description: "The request failed for a reason that has no error code of its own, such as an invalid parameter or a runtime failure. The message sometimes names the cause.",
		remedy:      "Check the parameters first, and then the HTTP status: 400 means that the app's own code raised the error, 404 that a cloud function does not exist, and 500 that an exception was not caught.",
		more: []*row{
			{code: LeanCloudInternationalSMSDisabled, name: "InternationalSMSDisabled", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpSMS,
				message:     "International SMS is disabled, please enable it in console.",
				description: "The SMS is addressed to an international number, but international SMS is turned off for the app.",
				remedy:      "Enable international SMS in the console."},
			{code: LeanCloudSMSRequestTooFast, name: "SMSRequestTooFast", kind: KindResourceExhausted, status: 429, source: StatusInferred, retryable: true, ops: OpSMS,
				message:     "SMS request too fast(1 request per 10s).",
				description: "The app sent another SMS to this mobile phone number less than 10 seconds ago.",
				remedy:      "Wait 10 seconds, and then retry."},
			{code: LeanCloudLoginAttemptsExceeded, name: "LoginAttemptsExceeded", kind: KindResourceExhausted, status: 429, source: StatusInferred, retryable: true, ops: OpAccounts,
				message:     "You have exceeded the maximum number of login attempts, please try again later, or consider resetting your password.",
				description: "More than 6 login attempts for this user failed within 15 minutes. Code 219 reports the same condition.",
				remedy:      "Retry 15 minutes after the last failure, or reset the password."},
			{code: LeanCloudObjectNotFoundByID, name: "ObjectNotFoundByID", kind: KindNotFound, status: 404, source: StatusInferred, ops: OpQueryObjects | OpSaveObjects,
				message:     "Could not find object by id '558e20cbe4b060308e3eb36c' for class 'Post'.",
				text:        "Could not find object by id.",
				template:    "Could not find object by id '{1}' for class '{2}'.",
				description: "The class has no object with the objectId in the request. The object may have been deleted.",
				remedy:      "Check the objectId and the class name."},
		}},
	LeanCloudCouldNotConnect: {code: LeanCloudCouldNotConnect, name: "CouldNotConnect", kind: KindUnavailable, status: 502, source: StatusInferred, retryable: true, ops: OpAllLeanCloud,
		text:        "Could not connect to the server.",
		description: "The client could not open a connection to the service or to a proxy. The code comes from libcurl through the PHP SDK; the service never sends it.",
		remedy:      "Check the network, and retry later."},
	LeanCloudOperationTimedOut: {code: LeanCloudOperationTimedOut, name: "OperationTimedOut", kind: KindDeadlineExceeded, status: 504, source: StatusInferred, retryable: true, maybeDone: true, ops: OpAllLeanCloud,
		text:        "The request timed out.",
		description: "The client did not receive a response in time. The code comes from libcurl through the PHP SDK; the service never sends it.",
		remedy:      "Check the network, and retry later. Before you retry a write, check whether it took effect."},
	LeanCloudConnectionFailed: {code: LeanCloudConnectionFailed, name: "ConnectionFailed", kind: KindUnavailable, status: 502, source: StatusInferred, retryable: true, ops: OpAllLeanCloud,
		message:     "The connection to the AVOS servers failed.",
		description: "The SDK could not open a TCP connection to the service because of a network failure or an outage. The error is raised on the client; the service never sends it.",
		remedy:      "Check the network, and retry later."},
	LeanCloudObjectNotFound: {code: LeanCloudObjectNotFound, name: "ObjectNotFound", kind: KindNotFound, status: 404, source: StatusDocumented, ops: OpQueryObjects | OpSaveObjects | OpAccounts,
		message:     "Object doesn't exist, or has an incorrect password.",
		description: "The class does not exist, the target of a Pointer does not exist, or the password is wrong.",
		remedy:      "Check the class name and the objectId. If the request contains a password, check it as well.",
		more: []*row{
			{code: LeanCloudClassOrObjectNotFound, name: "ClassOrObjectNotFound", kind: KindNotFound, status: 404, source: StatusDocumented, ops: OpQueryObjects | OpSaveObjects,
				message:     "Class or object doesn't exists.",
				description: "The class in the REST API request does not exist.",
				remedy:      "Check the spelling and capitalization of the class name."},
		}},
	LeanCloudInvalidClassName: {code: LeanCloudInvalidClassName, name: "InvalidClassName", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpQueryObjects | OpSaveObjects,
		message:     "Missing or invalid classname. Classnames are case-sensitive. They must start with a letter, and a-zA-Z0-9_ are the only valid characters.",
		description: "The class name is missing or breaks the naming rules.",
		remedy:      "Use a name that starts with a letter and contains only letters, digits, and underscores, and check its capitalization."},
	LeanCloudMissingObjectID: {code: LeanCloudMissingObjectID, name: "MissingObjectID", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpQueryObjects | OpSaveObjects,
		message:     "Missing object id.",
		description: "The request, usually a query, has no objectId, or its objectId contains characters other than letters and digits.",
		remedy:      "Send a valid objectId."},
	LeanCloudInvalidKeyName: {code: LeanCloudInvalidKeyName, name: "InvalidKeyName", kind: KindInvalidArgument, status: 400, source: StatusDocumented, ops: OpQueryObjects | OpSaveObjects,
		message:     "Invalid key name. Keys are case-sensitive. They must start with a letter, and a-zA-Z0-9_ are the only valid characters.",
		description: "A column name in the request breaks the naming rules.",
		remedy:      "Use a name that starts with a letter and contains only letters, digits, and underscores, and check its capitalization.",
		more: []*row{
			{code: LeanCloudInvalidColumnName, name: "InvalidColumnName", kind: KindInvalidArgument, status: 400, source: StatusDocumented, ops: OpQueryObjects | OpSaveObjects,
				message:     "Invalid key name. Keys are case-sensitive and 'a-zA-Z0-9_' are the only valid characters. The column is: 'invalid?'.",
				text:        "Invalid key name. Keys are case-sensitive and 'a-zA-Z0-9_' are the only valid characters.",
				template:    "Invalid key name. Keys are case-sensitive and 'a-zA-Z0-9_' are the only valid characters. The column is: '{1}'.",
				description: "A column name in the request contains a character that is not allowed. The message in the response names the column.",
				remedy:      "Use only letters, digits, and underscores in column names."},
		}},
	LeanCloudInvalidPointer: {code: LeanCloudInvalidPointer, name: "InvalidPointer", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpQueryObjects | OpSaveObjects,
		message:     "Malformed pointer. Pointers must be arrays of a classname and an object id.",
		description: "A Pointer in the request is not a JSON object, or it lacks a className or an objectId.",
		remedy:      "Send the Pointer as a JSON object with className and objectId."},
	LeanCloudInvalidJSON: {code: LeanCloudInvalidJSON, name: "InvalidJSON", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpAllLeanCloud,
		message:     "Malformed json object. A json dictionary is expected.",
		description: "The request body cannot be parsed as JSON, or is valid JSON but not an object.",
		remedy:      "Send a JSON object as the body."},
	LeanCloudCommandUnavailable: {code: LeanCloudCommandUnavailable, name: "CommandUnavailable", kind: KindUnimplemented, status: 400, source: StatusInferred, ops: OpAllLeanCloud,
		message:     "Tried to access a feature only available internally.",
		description: "The request called an API that is reserved for the service's internal use.",
		remedy:      "Use a public API instead."},
	LeanCloudClassBindingForbidden: {code: LeanCloudClassBindingForbidden, name: "ClassBindingForbidden", kind: KindPermissionDenied, status: 400, source: StatusInferred, ops: OpQueryObjects | OpSaveObjects,
		message:     "That operation isn't allowed by binding class.",
		description: "The class is shared from another app, and its sharing permission does not allow this operation.",
		remedy:      "Change the sharing permission of the class, or avoid the operation."},
	LeanCloudIncorrectType: {code: LeanCloudIncorrectType, name: "IncorrectType", kind: KindInvalidArgument, status: 400, source: StatusObserved, ops: OpQueryObjects | OpSaveObjects,
		message:     "Field set to incorrect type.",
		description: "A value in the request does not fit the type of its column.",
		remedy:      "Convert the value to the type of the column, or save it in another column."},
	LeanCloudInvalidChannelName: {code: LeanCloudInvalidChannelName, name: "InvalidChannelName", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpPush,
		message:     "Invalid channel name. A channel name is either an empty string (the broadcast channel) or contains only a-zA-Z0-9_=, '-' or chinese characters.",
		description: "The name of a push channel contains a character that is not allowed.",
		remedy:      "Use only letters, digits, underscores, hyphens, equal signs, and Chinese characters, or use an empty string to broadcast."},
	LeanCloudKeyRequired: {code: LeanCloudKeyRequired, name: "KeyRequired", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpSaveObjects,
		message:     "Key is required.",
		description: "The object being saved has no value for a required column.",
		remedy:      "Set a value for the column, and save the object again."},
	LeanCloudInvalidDeviceToken: {code: LeanCloudInvalidDeviceToken, name: "InvalidDeviceToken", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpPush,
		message:     "Invalid device token.",
		description: "The deviceToken of an iOS device is malformed. Usually it is an NSData object converted directly to a string, which adds spaces and angle brackets.",
		remedy:      "Set the deviceToken through the SDK, or save it as hexadecimal digits without spaces or brackets."},
	LeanCloudObjectTooLarge: {code: LeanCloudObjectTooLarge, name: "ObjectTooLarge", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpSaveObjects,
		message:     "The object is too large.",
		description: "The object is larger than 16 MB, the limit for one object.",
		remedy:      "Split the data across several objects, or store the large parts as files."},
	LeanCloudKeyReadOnly: {code: LeanCloudKeyReadOnly, name: "KeyReadOnly", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpSaveObjects,
		message:     "The key is read only.",
		description: "The request sets a value for a column that cannot be written to.",
		remedy:      "Remove the column from the request."},
	LeanCloudOperationForbidden: {code: LeanCloudOperationForbidden, name: "OperationForbidden", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpAllLeanCloud,
		message:     "That operation isn't allowed for clients.",
		description: "A setting of the app in the console (built-in accounts, SMS, or service switches) blocks this operation for clients.",
		remedy:      "Change the setting, or remove the operation from the client."},
	LeanCloudCacheMiss: {code: LeanCloudCacheMiss, name: "CacheMiss", kind: KindNotFound, status: 504, source: StatusInferred, ops: OpQueryObjects,
		message:     "The results were not found in the cache.",
		description: "The SDK was told to read only from its query cache, which has no result for this query. The error is raised on the client; the service never sends it.",
		remedy:      "Send the query to the service instead."},
	LeanCloudInvalidNestedKey: {code: LeanCloudInvalidNestedKey, name: "InvalidNestedKey", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpSaveObjects,
		message:     "Keys in NSDictionary values may not include '$' or '.'.",
		description: "A value in the request is a JSON object, and one of its keys contains a dollar sign or a dot.",
		remedy:      "Rename the key so that it contains neither."},
	LeanCloudInvalidFileName: {code: LeanCloudInvalidFileName, name: "InvalidFileName", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpFiles,
		message:     "Invalid file name. A file name contains only a-zA-Z0-9_. characters and is between 1 and 36 characters.",
		description: "The file name is empty, is longer than 36 characters, or contains characters other than letters, digits, underscores, and periods.",
		remedy:      "Rename the file."},
	LeanCloudInvalidACL: {code: LeanCloudInvalidACL, name: "InvalidACL", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpSaveObjects,
		message:     "Invalid ACL. An ACL with an invalid format was saved. This should not happen if you use AVACL.",
		description: "The ACL in the request is not a JSON object that grants users and roles read and write permissions.",
		remedy:      "Build the ACL with the SDK's ACL class, which always writes a valid one."},
	LeanCloudTimeout: {code: LeanCloudTimeout, name: "Timeout", kind: KindDeadlineExceeded, status: 400, source: StatusObserved, retryable: true, maybeDone: true, ops: OpAllLeanCloud,
		message:     "The request timed out on the server. Typically this indicates the request is too expensive.",
		description: "The request did not finish within the time limit (10 seconds by default, 15 seconds for cloud functions) because of network trouble or an expensive operation. A cloud function that times out is reported with the same message and HTTP status 503.",
		remedy:      "Make the operation cheaper, or retry later. Before you retry a write, check whether it took effect."},
	LeanCloudInvalidEmailAddress: {code: LeanCloudInvalidEmailAddress, name: "InvalidEmailAddress", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpAccounts,
		message:     "The email address was invalid.",
		description: "The value sent as the email address is not a well-formed email address.",
		remedy:      "Correct the email address."},
	LeanCloudInvalidUserID: {code: LeanCloudInvalidUserID, name: "InvalidUserID", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpAccounts,
		message:     "Invalid user id.",
		description: "The user ID in the request is malformed or does not belong to any user.",
		remedy:      "Check the user ID."},
	LeanCloudInvalidMobilePhoneNumber: {code: LeanCloudInvalidMobilePhoneNumber, name: "InvalidMobilePhoneNumber", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpAccounts | OpSMS,
		message:     "The mobile phone number was invalid.",
		description: "The value sent as the mobile phone number is not a well-formed phone number.",
		remedy:      "Correct the mobile phone number."},
	LeanCloudInvalidRelation: {code: LeanCloudInvalidRelation, name: "InvalidRelation", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpSaveObjects,
		message:     "Invalid relation data.",
		description: "A change to a Relation contains no objects, or more than 1,000 objects.",
		remedy:      "Include at least one object, and split a large change into several requests."},
	LeanCloudDuplicateValue: {code: LeanCloudDuplicateValue, name: "DuplicateValue", kind: KindAlreadyExists, status: 400, source: StatusInferred, ops: OpSaveObjects,
		message:     "A unique field was given a value that is already taken.",
		description: "Another object already has this value, and a unique index of the class forbids duplicates.",
		remedy:      "Use another value, or update the existing object."},
	LeanCloudInvalidRoleName: {code: LeanCloudInvalidRoleName, name: "InvalidRoleName", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpSaveObjects | OpAccounts,
		message:     "Role's name is invalid.",
		description: "The name of the role contains characters other than letters, digits, and underscores.",
		remedy:      "Rename the role."},
	LeanCloudQuotaExceeded: {code: LeanCloudQuotaExceeded, name: "QuotaExceeded", kind: KindResourceExhausted, status: 403, source: StatusInferred, ops: OpAllLeanCloud,
		message:     "超过应用额度，请升级到商用版或联系我们处理。",
		text:        "The app exceeded its quota; upgrade to the commercial plan or contact us.",
		description: "The app used up a quota of the free plan, such as 30,000 API calls per day, or reached its limit on LeanEngine domains.",
		remedy:      "Upgrade to the commercial plan, or reduce usage."},
	LeanCloudEngineTimeout: {code: LeanCloudEngineTimeout, name: "EngineTimeout", kind: KindDeadlineExceeded, status: 503, source: StatusInferred, retryable: true, maybeDone: true, ops: OpEngine | OpSaveObjects,
		message:     "LeanEngine request timeout.",
		description: "A cloud function or hook did not finish in time. The message names the class and the hook.",
		remedy:      "Make the function or hook faster, or retry later. Before you retry a write, check whether it took effect."},
	LeanCloudCloudCodeValidationFailed: {code: LeanCloudCloudCodeValidationFailed, name: "CloudCodeValidationFailed", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpEngine | OpSaveObjects,
		message:     "Cloud Code validation failed.",
		description: "A beforeSave or beforeDelete hook returned an error, so the object was neither saved nor deleted.",
		remedy:      "Fix the problem described after \"Error detail:\" in the message. If it is \"Application not found\", a LeanEngine instance was asleep: retry after a few seconds.",
		more: []*row{
			{code: LeanCloudHookFailed, name: "HookFailed", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpEngine | OpSaveObjects,
				message:     "Cloud Code validation failed. Error detail: { \"code\": 123, \"message\": \"An error occurred.\" }",
				text:        "Cloud Code validation failed. Error detail: not specified.",
				template:    "Cloud Code validation failed. Error detail: {1}",
				description: "A hook raised an error. In the message, \"Error detail:\" is followed by the text of that error, or by a JSON object with its code and message.",
				remedy:      "Fix the problem described after \"Error detail:\" in the message. If it is \"Application not found\", a LeanEngine instance was asleep: retry after a few seconds."},
		}},
	LeanCloudPaymentDisabled: {code: LeanCloudPaymentDisabled, name: "PaymentDisabled", kind: KindFailedPrecondition, status: 400, source: StatusInferred,
		message:     "Payment is disabled on this device.",
		description: "The settings of the device do not allow payments.",
		remedy:      "Allow payments on the device, or use another device."},
	LeanCloudImageConversionFailed: {code: LeanCloudImageConversionFailed, name: "ImageConversionFailed", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpFiles,
		message:     "Fail to convert data to image.",
		description: "The data is incomplete or is not an image.",
		remedy:      "Send the complete data of an image."},
	LeanCloudThresholdExceeded: {code: LeanCloudThresholdExceeded, name: "ThresholdExceeded", kind: KindResourceExhausted, status: 403, source: StatusInferred, ops: OpSMS | OpSaveObjects,
		message:     "Exceeded an application threshold setting.",
		description: "The app exceeded one of its thresholds, such as the daily spending on SMS or the number of classes.",
		remedy:      "Raise the threshold, or reduce usage."},
	LeanCloudInsufficientBalance: {code: LeanCloudInsufficientBalance, name: "InsufficientBalance", kind: KindResourceExhausted, status: 403, source: StatusInferred, ops: OpSMS,
		message:     "Insufficient balance.",
		description: "The account that owns the app does not have enough money to pay for this request.",
		remedy:      "Add funds to the account."},
	LeanCloudUsernameMissing: {code: LeanCloudUsernameMissing, name: "UsernameMissing", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpAccounts,
		message:     "Username is missing or empty",
		description: "The request requires a username, but none was sent, or it was empty.",
		remedy:      "Send a username."},
	LeanCloudPasswordMissing: {code: LeanCloudPasswordMissing, name: "PasswordMissing", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpAccounts,
		message:     "Password is missing or empty.",
		description: "The request requires a password, but none was sent, or it was empty.",
		remedy:      "Send a password."},
	LeanCloudUsernameTaken: {code: LeanCloudUsernameTaken, name: "UsernameTaken", kind: KindAlreadyExists, status: 400, source: StatusObserved, ops: OpAccounts,
		message:     "Username has already been taken.",
		description: "The username in the request belongs to an existing user.",
		remedy:      "Choose another username, or log in as that user."},
	LeanCloudEmailTaken: {code: LeanCloudEmailTaken, name: "EmailTaken", kind: KindAlreadyExists, status: 400, source: StatusInferred, ops: OpAccounts,
		message:     "Email has already been taken.",
		description: "The email address in the request belongs to an existing user.",
		remedy:      "Use another email address, or log in as that user."},
	LeanCloudEmailMissing: {code: LeanCloudEmailMissing, name: "EmailMissing", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpAccounts,
		message:     "The email is missing, and must be specified.",
		description: "The request requires an email address, but none was sent.",
		remedy:      "Send an email address."},
	LeanCloudEmailNotFound: {code: LeanCloudEmailNotFound, name: "EmailNotFound", kind: KindNotFound, status: 400, source: StatusInferred, ops: OpAccounts,
		message:     "A user with the specified email was not found.",
		description: "No user of the app has this email address.",
		remedy:      "Check the email address, or sign up first."},
	LeanCloudSessionMissing: {code: LeanCloudSessionMissing, name: "SessionMissing", kind: KindUnauthenticated, status: 400, source: StatusInferred, ops: OpAccounts,
		message:     "The user cannot be altered by a client without the session.",
		description: "The request changes a user, but does not include that user's session token.",
		remedy:      "Log in as that user and send the session token, or make the change in LeanEngine with the master key."},
	LeanCloudMustCreateUserThroughSignUp: {code: LeanCloudMustCreateUserThroughSignUp, name: "MustCreateUserThroughSignUp", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpAccounts,
		message:     "Users can only be created through sign up.",
		description: "This login with a third-party account would create a user, which the app's settings do not allow.",
		remedy:      "Sign up the user first and then link the third-party account, or change the setting in the console."},
	LeanCloudAccountAlreadyLinked: {code: LeanCloudAccountAlreadyLinked, name: "AccountAlreadyLinked", kind: KindAlreadyExists, status: 400, source: StatusInferred, ops: OpAccounts,
		message:     "An existing account already linked to another user.",
		description: "The third-party account in the request belongs to another user of the app.",
		remedy:      "Log in as that user, or unlink the third-party account from that user first."},
	LeanCloudUsernamePasswordMismatch: {code: LeanCloudUsernamePasswordMismatch, name: "UsernamePasswordMismatch", kind: KindUnauthenticated, status: 400, source: StatusObserved, ops: OpAccounts,
		message:     "The username and password mismatch.",
		description: "The password is wrong for this username.",
		remedy:      "Check the username and the password, or reset the password."},
	LeanCloudUserNotFound: {code: LeanCloudUserNotFound, name: "UserNotFound", kind: KindNotFound, status: 400, source: StatusDocumented, ops: OpAccounts,
		message:     "Could not find user.",
		description: "The user specified in the request does not exist.",
		remedy:      "Check the information that identifies the user in the request.",
		more: []*row{
			{code: LeanCloudSessionExpired, name: "SessionExpired", kind: KindUnauthenticated, status: 401, source: StatusDocumented, ops: OpAccounts | OpEngine,
				message:     "Verify sessionToken failed, maybe login expired: ...",
				text:        "Verify sessionToken failed, maybe login expired.",
				template:    "Verify sessionToken failed, maybe login expired: {1}",
				description: "The session token in the request is no longer valid: it has expired or was revoked.",
				remedy:      "Log in again, and send the new session token."},
		}},
	LeanCloudMobilePhoneNumberMissing: {code: LeanCloudMobilePhoneNumberMissing, name: "MobilePhoneNumberMissing", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpAccounts | OpSMS,
		message:     "The mobile phone number is missing, and must be specified.",
		description: "The request requires a mobile phone number, but none was sent.",
		remedy:      "Send a mobile phone number."},
	LeanCloudMobilePhoneNumberNotFound: {code: LeanCloudMobilePhoneNumberNotFound, name: "MobilePhoneNumberNotFound", kind: KindNotFound, status: 400, source: StatusInferred, ops: OpAccounts | OpSMS,
		message:     "A user with the specified mobile phone number was not found.",
		description: "No user of the app has this mobile phone number.",
		remedy:      "Check the mobile phone number, or sign up first."},
	LeanCloudMobilePhoneNumberTaken: {code: LeanCloudMobilePhoneNumberTaken, name: "MobilePhoneNumberTaken", kind: KindAlreadyExists, status: 400, source: StatusInferred, ops: OpAccounts,
		message:     "Mobile phone number has already been taken.",
		description: "The mobile phone number in the request belongs to an existing user.",
		remedy:      "Use another mobile phone number, or log in as that user."},
	LeanCloudMobilePhoneNumberNotVerified: {code: LeanCloudMobilePhoneNumberNotVerified, name: "MobilePhoneNumberNotVerified", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpAccounts,
		message:     "Mobile phone number isn't verified.",
		description: "The operation requires a verified mobile phone number, and this user has not verified theirs yet.",
		remedy:      "Request an SMS code, and use it to verify the mobile phone number."},
	LeanCloudEmailNotVerified: {code: LeanCloudEmailNotVerified, name: "EmailNotVerified", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpAccounts,
		message:     "Email address isn't verified.",
		description: "The operation requires a verified email address, and this user has not verified theirs yet.",
		remedy:      "Open the link in the verification email, or request another one."},
	LeanCloudInvalidUsername: {code: LeanCloudInvalidUsername, name: "InvalidUsername", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpAccounts,
		message:     "Invalid username, it must be a non-blank string.",
		description: "The username in the request contains only whitespace, or is not a string.",
		remedy:      "Send a username that is a non-blank string."},
	LeanCloudInvalidPassword: {code: LeanCloudInvalidPassword, name: "InvalidPassword", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpAccounts,
		message:     "Invalid password, it must be a non-blank string.",
		description: "The password in the request contains only whitespace, or is not a string.",
		remedy:      "Send a password that is a non-blank string."},
	LeanCloudTooManyLoginAttempts: {code: LeanCloudTooManyLoginAttempts, name: "TooManyLoginAttempts", kind: KindResourceExhausted, status: 429, source: StatusInferred, retryable: true, ops: OpAccounts,
		message:     "登录失败次数超过限制，请稍候再试，或者通过忘记密码重设密码。",
		text:        "Too many failed logins; retry later, or reset the password.",
		description: "More than 6 login attempts for this user failed within 15 minutes, which locks the account until 15 minutes after the last failure.",
		remedy:      "Retry 15 minutes after the last failure, or unlock the account by resetting the password."},
	LeanCloudFriendshipNotFound: {code: LeanCloudFriendshipNotFound, name: "FriendshipNotFound", kind: KindNotFound, status: 400, source: StatusInferred, ops: OpAccounts,
		message:     "Friendship not found.",
		description: "The current user does not follow the user specified in the request.",
		remedy:      "Follow the user first, or check the user ID."},
	LeanCloudLinkedIDMissing: {code: LeanCloudLinkedIDMissing, name: "LinkedIDMissing", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpAccounts,
		message:     "Linked id missing from request",
		description: "The request did not include the unique ID of the third-party account, so the account cannot be linked to a user.",
		remedy:      "Send the unique ID that the third-party login returned."},
	LeanCloudInvalidLinkedSession: {code: LeanCloudInvalidLinkedSession, name: "InvalidLinkedSession", kind: KindUnauthenticated, status: 400, source: StatusInferred, ops: OpAccounts,
		message:     "Invalid linked session",
		description: "The access token of the third-party account is wrong or has expired.",
		remedy:      "Log in to the third-party account again, and send the new access token.",
		more: []*row{
			{code: LeanCloudInvalidWeiboSession, name: "InvalidWeiboSession", kind: KindUnauthenticated, status: 400, source: StatusInferred, ops: OpAccounts,
				message:     "Invalid Weibo session",
				description: "The access token of the Weibo account is wrong or has expired.",
				remedy:      "Log in to Weibo again, and send the new access token."},
		}},
	LeanCloudInvalidWeixinSession: {code: LeanCloudInvalidWeixinSession, name: "InvalidWeixinSession", kind: KindUnauthenticated, status: 400, source: StatusInferred, ops: OpAccounts,
		message:     "Invalid Weixin session",
		description: "The authorization from WeChat (Weixin) is wrong or has expired.",
		remedy:      "Log in to WeChat again, and send the new authorization."},
	LeanCloudCQLSyntaxError: {code: LeanCloudCQLSyntaxError, name: "CQLSyntaxError", kind: KindInvalidArgument, status: 400, source: StatusObserved, ops: OpQueryObjects,
		message:     "CQL syntax error.",
		description: "The CQL statement in the request cannot be parsed.",
		remedy:      "Correct the syntax of the statement."},
	LeanCloudInsertFailed: {code: LeanCloudInsertFailed, name: "InsertFailed", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpSaveObjects,
		message:     "Fails to insert new document.",
		description: "The new object was not saved, usually because its data is malformed.",
		remedy:      "Check the data against the columns of the class."},
	LeanCloudInvalidGeoPoint: {code: LeanCloudInvalidGeoPoint, name: "InvalidGeoPoint", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpQueryObjects | OpSaveObjects,
		message:     "Invalid GeoPoint values.",
		description: "A GeoPoint is out of range: the longitude must be from -180 to 180, and the latitude from -90 to 90.",
		remedy:      "Correct the coordinates, and check that the two are not swapped."},
	LeanCloudStorageOperationFailed: {code: LeanCloudStorageOperationFailed, name: "StorageOperationFailed", kind: KindInternal, status: 500, source: StatusInferred, maybeDone: true, ops: OpSaveObjects,
		message:     "Fail to execute operation on storage.",
		description: "A write failed because of malformed data or a fault inside the service. The message in the response is more specific.",
		remedy:      "Correct the data that the message describes. If the data is correct, report the fault to the operator of the service."},
	LeanCloudDatabaseError: {code: LeanCloudDatabaseError, name: "DatabaseError", kind: KindInternal, status: 500, source: StatusInferred, maybeDone: true, ops: OpQueryObjects | OpSaveObjects,
		message:     "Database error.",
		description: "A database operation failed because of a syntax error or a fault inside the service.",
		remedy:      "Correct the syntax of the operation. If the syntax is correct, report the fault to the operator of the service."},
	LeanCloudNoEffect: {code: LeanCloudNoEffect, name: "NoEffect", kind: KindAborted, status: 400, source: StatusObserved, ops: OpSaveObjects,
		message:     "No effect on updating/deleting a document.",
		description: "The where condition of a conditional update or deletion matched no object, so nothing was changed.",
		remedy:      "Fetch the object again, and decide from its current values whether to repeat the change."},
	LeanCloudUnauthorized: {code: LeanCloudUnauthorized, name: "Unauthorized", kind: KindUnauthenticated, status: 401, source: StatusDocumented, ops: OpAllLeanCloud,
		message:     "Unauthorized.",
		description: "The request has no App ID, or its App ID and key failed verification.",
		remedy:      "Send the App ID and key of the app."},
	LeanCloudForbidden: {code: LeanCloudForbidden, name: "Forbidden", kind: KindPermissionDenied, status: 403, source: StatusDocumented, ops: OpAllLeanCloud,
		message:     "Forbidden to read/write by class permissions",
		description: "The permissions of the class do not allow this user or client to read or write it.",
		remedy:      "Log in as a user who has the permission, or change the permissions of the class in the console.",
		more: []*row{
			{code: LeanCloudUserSessionRequired, name: "UserSessionRequired", kind: KindUnauthenticated, status: 403, source: StatusDocumented, ops: OpAccounts,
				message:     "The user cannot be altered by a client without the session.",
				description: "The request changes a user, but does not include that user's session token. Code 206 reports the same condition.",
				remedy:      "Log in as that user, and send the session token."},
		}},
	LeanCloudPayloadTooLarge: {code: LeanCloudPayloadTooLarge, name: "PayloadTooLarge", kind: KindInvalidArgument, status: 413, source: StatusInferred, ops: OpAllLeanCloud,
		message:     "Payload Too Large.",
		description: "The request body is larger than the endpoint accepts.",
		remedy:      "Send less data, or split it across several requests."},
	LeanCloudTooManyRequests: {code: LeanCloudTooManyRequests, name: "TooManyRequests", kind: KindResourceExhausted, status: 429, source: StatusDocumented, retryable: true, ops: OpAllLeanCloud,
		message:     "Too many requests.",
		description: "The app has more concurrent requests than worker threads. The REST API of realtime messaging then refuses requests for one minute.",
		remedy:      "Reduce the number of concurrent requests, and retry later."},
	LeanCloudUploadRateLimitExceeded: {code: LeanCloudUploadRateLimitExceeded, name: "UploadRateLimitExceeded", kind: KindResourceExhausted, status: 429, source: StatusInferred, retryable: true, ops: OpFiles,
		message:     "Upload files rate limit exceeded.",
		description: "The app uploaded more than 1 file per second or 30 files per minute through the REST API.",
		remedy:      "Upload files at a slower rate, and retry later."},
	LeanCloudHookRateLimitExceeded: {code: LeanCloudHookRateLimitExceeded, name: "HookRateLimitExceeded", kind: KindResourceExhausted, status: 429, source: StatusInferred, retryable: true, ops: OpEngine,
		message:     "LeanEngine hooks rate limit exceeded.",
		description: "The operations of the app trigger LeanEngine hooks more often than the rate limit allows.",
		remedy:      "Reduce the rate of these operations, and retry later."},
	LeanCloudServerInMaintenance: {code: LeanCloudServerInMaintenance, name: "ServerInMaintenance", kind: KindUnavailable, status: 503, source: StatusInferred, retryable: true, ops: OpAllLeanCloud,
		message:     "Server is in maintenance.",
		description: "The service does not accept requests during maintenance.",
		remedy:      "Retry later."},
	LeanCloudAppTemporarilyDisabled: {code: LeanCloudAppTemporarilyDisabled, name: "AppTemporarilyDisabled", kind: KindUnavailable, status: 503, source: StatusDocumented, retryable: true, ops: OpAllLeanCloud,
		message:     "The app is temporarily disabled/readonly.",
		description: "The app is temporarily disabled or read-only, for example during maintenance, or a LeanEngine instance is waking up. In the latter case, the response body has a third field, message.",
		remedy:      "Retry later; if an instance is waking up, retry after a few seconds."},
	LeanCloudAppArchived: {code: LeanCloudAppArchived, name: "AppArchived", kind: KindFailedPrecondition, status: 400, source: StatusObserved, ops: OpAllLeanCloud,
		message:     "The app is archived, please restore in console before use.",
		description: "The data of the app was archived because the app had not been used for a long time.",
		remedy:      "Restore the app in the console."},
	LeanCloudTemporarilyUnavailable: {code: LeanCloudTemporarilyUnavailable, name: "TemporarilyUnavailable", kind: KindUnavailable, status: 503, source: StatusInferred, retryable: true, ops: OpAllLeanCloud,
		message:     "Temporarily Unavailable.",
		description: "The service has turned off this API for a while.",
		remedy:      "Retry later."},
	LeanCloudUpstreamTimeout: {code: LeanCloudUpstreamTimeout, name: "UpstreamTimeout", kind: KindDeadlineExceeded, status: 524, source: StatusDocumented, retryable: true, maybeDone: true, ops: OpAllLeanCloud,
		message:     "complete a TCP connection to the upstream server, but did not receive a timely HTTP response.",
		text:        "The upstream server accepted the connection, but did not send a timely HTTP response.",
		description: "An app server accepted the connection but did not respond in time. Either the instance is faulty, or a cloud function is slow.",
		remedy:      "Retry after a few seconds, when a faulty instance will have been removed, and speed up slow cloud functions. Before you retry a write, check whether it took effect."},
	LeanCloudConnectionLimitExceeded: {code: LeanCloudConnectionLimitExceeded, name: "ConnectionLimitExceeded", kind: KindResourceExhausted, status: 529, source: StatusDocumented, retryable: true, ops: OpEngine,
		message:     "Exceeded Limit",
		description: "This IP address has too many connections to LeanEngine open at once. LeanEngine responds with an HTTP 529 page.",
		remedy:      "Open fewer connections, and retry later."},
	LeanCloudInvalidSMSSignature: {code: LeanCloudInvalidSMSSignature, name: "InvalidSMSSignature", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpSMS,
		message:     "Invalid SMS signature.",
		description: "The app cannot use the SMS signature in the request.",
		remedy:      "Use an SMS signature that belongs to the app."},
	LeanCloudSMSTooFrequent: {code: LeanCloudSMSTooFrequent, name: "SMSTooFrequent", kind: KindResourceExhausted, status: 429, source: StatusInferred, retryable: true, ops: OpSMS,
		message:     "Can't send SMS too frequently.",
		description: "The limit on how often SMS with this signature may be sent to this mobile phone number has been reached.",
		remedy:      "Retry later."},
	LeanCloudSMSSendingFailed: {code: LeanCloudSMSSendingFailed, name: "SMSSendingFailed", kind: KindUnavailable, status: 503, source: StatusInferred, retryable: true, maybeDone: true, ops: OpSMS,
		message:     "Fails to send message.",
		description: "The SMS or voice provider reported a failure.",
		remedy:      "Check the mobile phone number, and retry later."},
	LeanCloudInvalidSMSCode: {code: LeanCloudInvalidSMSCode, name: "InvalidSMSCode", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpSMS | OpAccounts,
		message:     "Invalid SMS code.",
		description: "The SMS code is wrong, has expired, or has already been used.",
		remedy:      "Check the code, or request a new one."},
	LeanCloudSMSTemplateNotFound: {code: LeanCloudSMSTemplateNotFound, name: "SMSTemplateNotFound", kind: KindNotFound, status: 400, source: StatusInferred, ops: OpSMS,
		message:     "SMS template not found.",
		description: "No SMS template has this name, or the template is not approved.",
		remedy:      "Check the name of the SMS template, or wait until it is approved."},
	LeanCloudSMSTemplateNotVerified: {code: LeanCloudSMSTemplateNotVerified, name: "SMSTemplateNotVerified", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpSMS,
		message:     "SMS template not verified.",
		description: "The SMS template is not approved, or the app has no default SMS signature.",
		remedy:      "Use an approved SMS template, and set a default SMS signature.",
		more: []*row{
			{code: LeanCloudSMSSignatureNotVerified, name: "SMSSignatureNotVerified", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpSMS,
				message:     "SMS sign not verified",
				description: "The SMS signature is not approved, or the app has no default SMS signature.",
				remedy:      "Set an approved SMS signature as the default."},
		}},
	LeanCloudSMSTemplateRenderingFailed: {code: LeanCloudSMSTemplateRenderingFailed, name: "SMSTemplateRenderingFailed", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpSMS,
		message:     "Fails to render SMS template.",
		description: "The SMS template has invalid Handlebars syntax.",
		remedy:      "Correct the syntax of the SMS template."},
	LeanCloudValidateTokenMissing: {code: LeanCloudValidateTokenMissing, name: "ValidateTokenMissing", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpSMS,
		message:     "Missing validate token.",
		description: "The app requires a CAPTCHA before it sends an SMS, and the request has no validate_token.",
		remedy:      "Have the user solve the CAPTCHA, and send the validate_token with the request."},
	LeanCloudQueryKeyNotFound: {code: LeanCloudQueryKeyNotFound, name: "QueryKeyNotFound", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpQueryObjects,
		message:     "Nonexistent query keys",
		description: "The query filters or sorts by a column that the class does not have.",
		remedy:      "Correct the column name."},
	LeanCloudStatisticNotFound: {code: LeanCloudStatisticNotFound, name: "StatisticNotFound", kind: KindNotFound, status: 400, source: StatusObserved, ops: OpLeaderboards,
		message:     "statisticName not found.",
		description: "The app has no leaderboard with this statisticName.",
		remedy:      "Check the statisticName, or create the leaderboard first."},
	LeanCloudLeaderboardClosed: {code: LeanCloudLeaderboardClosed, name: "LeaderboardClosed", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpLeaderboards,
		message:     "Leaderboard closed.",
		description: "The leaderboard expired and was closed.",
		remedy:      "Use a leaderboard that is open."},
	LeanCloudLeaderboardArchiveNotFound: {code: LeanCloudLeaderboardArchiveNotFound, name: "LeaderboardArchiveNotFound", kind: KindNotFound, status: 400, source: StatusInferred, ops: OpLeaderboards,
		message:     "Leaderboard archive not found.",
		description: "The leaderboard does not have the archive specified in the request.",
		remedy:      "Check which archives the leaderboard has, and request one of them."},
	LeanCloudInvalidLeaderboard: {code: LeanCloudInvalidLeaderboard, name: "InvalidLeaderboard", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpLeaderboards,
		message:     "Invalid Leaderboard object.",
		description: "The leaderboard in the request lacks a required value or contains an invalid one.",
		remedy:      "Add the missing value, or correct the invalid one."},
}

// Error returns the catalog, the number and the message:
// "leancloud 211: Could not find user".
func (c LeanCloudCode) Error() string { return leanCloud.errorText(c.key(), "") }

// Number returns the number on the wire, which variants share.
func (c LeanCloudCode) Number() int { return int(numberOf(c.key())) }

// HTTPStatus returns the HTTP status to answer with, from 400 to 599.
func (c LeanCloudCode) HTTPStatus() int { return c.row().status }

// Message returns the vendor's message, letter for letter; empty if there is
// none.
func (c LeanCloudCode) Message() string { return c.row().message }

// Info returns the whole row of the catalog.
func (c LeanCloudCode) Info() Info { return infoOf(c) }

// Catalog returns the catalog of all codes of this type.
func (c LeanCloudCode) Catalog() *Catalog { return &leanCloud }

// String returns the constant's name; "LeanCloudCode(987654)" for an unlisted
// number.
func (c LeanCloudCode) String() string { return leanCloud.identifier(int64(c)) }

// Format implements [fmt.Formatter]. %v, %s, and %q print what Error returns;
// %d, %x, and the like print the number; %#v prints the constant as Go source.
func (c LeanCloudCode) Format(s fmt.State, verb rune) { leanCloud.printCode(s, verb, int64(c)) }

// Is reports whether target is c, the number that c is a variant of, c's
// [Kind], or a sentinel error of the standard library with the same meaning.
func (c LeanCloudCode) Is(target error) bool {
	if t, ok := target.(LeanCloudCode); ok {
		return c == t || leanCloud.matches(int64(c), int64(t))
	}
	return c.row().kind.Is(target)
}

// As sets target, as [errors.As] does, if it points to a variable of this type,
// a [Code], a [Kind], or an [*Error].
func (c LeanCloudCode) As(target any) bool { return assign(c, target) }

// LogValue implements [slog.LogValuer] with a group of the catalog, number,
// name, status, and message.
func (c LeanCloudCode) LogValue() slog.Value { return leanCloud.logCode(c.key()) }

// ErrorType returns the code as a label: see [LabelOf].
func (c LeanCloudCode) ErrorType() string { return leanCloud.label(c.key()) }

// MarshalText returns the text form, "leancloud/211". It never fails. A code in
// JSON is therefore a string; Number returns the integer on the wire.
func (c LeanCloudCode) MarshalText() ([]byte, error) { return leanCloud.appendText(nil, c.key()), nil }

// UnmarshalText reads the text form, a number, or a name. It fails on a name or
// a catalog that is not the code's, and on a number beyond 32 bits.
func (c *LeanCloudCode) UnmarshalText(text []byte) error { return unmarshalText(c, text) }

// UnmarshalJSON reads a JSON number, or a string as UnmarshalText does.
func (c *LeanCloudCode) UnmarshalJSON(data []byte) error { return unmarshalJSON(c, data) }

func leanCloudTable() []*row { return leanCloudRows[:] }

// row is small enough to be inlined, which makes a lookup an array index.
func (c LeanCloudCode) row() *row {
	if uint64(c) < uint64(len(leanCloudRows)) && leanCloudRows[c] != nil {
		return leanCloudRows[c]
	}
	return c.rareRow()
}

//go:noinline
func (c LeanCloudCode) rareRow() *row { return leanCloud.row(c.key()) }

func (c LeanCloudCode) key() int64             { return leanCloud.meant(int64(c)) }
func (c LeanCloudCode) raw() int64             { return int64(c) }
func (c LeanCloudCode) sibling(key int64) Code { return LeanCloudCode(key) }
func (c *LeanCloudCode) deref() Code           { return deref(c) }
