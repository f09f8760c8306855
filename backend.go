package errcode

import (
	"fmt"
	"log/slog"
)

// Backend is the [Catalog] of Backend Services. Its codes are the constants of
// [BackendCode].
var Backend = &backend

// A BackendCode is an error code of Telerik Backend Services (Everlive), as
// listed under "Error codes returned by the Backend Services RESTful API" in
// the last edition of the vendor's documentation; testdata/backend.tsv is a
// copy. Statuses that it does not give are inferred. The zero value is not
// listed.
//
// A variant is another code with the same number: [BackendDuplicateKey] is 107
// on the wire, with its own message. It matches BackendDatabaseError, but not
// the other way around.
type BackendCode int64

// Codes 1 and 107 are about the database and about failures of no other
// category. Three conditions share the number 107; the second and the third are
// variants of the first.
const (
	// BackendUnexpectedError (1): Represents an error that doesn't fall into
	// any other category. Report the failure to the operator of the service,
	// who can find the cause in the server's log.
	BackendUnexpectedError BackendCode = 1

	// BackendDatabaseError (107): A problem occurred while working with the
	// database. The error message will contain more information about the
	// error. If the message points to a mistake in the request, correct the
	// request. Otherwise, look for the cause in the logs of the server and the
	// database.
	BackendDatabaseError BackendCode = 107

	// BackendDuplicateKey (107): You are trying to create an item with a field
	// that requires a unique value (for example: "Id"). The error shows that an
	// item with such value already exists. Use another value, or update the
	// existing item.
	BackendDuplicateKey BackendCode = 107 | 1<<variantShift

	// BackendDuplicateFieldValues (107): You are trying to enforce a uniqueness
	// constraint on the values of a field but the field already contains
	// non-unique values. Remove the duplicate values from the field, and then
	// add the uniqueness constraint.
	BackendDuplicateFieldValues BackendCode = 107 | 2<<variantShift
)

// Codes 201 to 221 are about users and login.
const (
	// BackendUsernameTaken (201): The name of the user account you are creating
	// or updating already exists. Choose another username, or log in as that
	// user.
	BackendUsernameTaken BackendCode = 201

	// BackendPasswordMissing (202): You are trying to register a user without
	// specifying a password. Send a password in the registration request.
	BackendPasswordMissing BackendCode = 202

	// BackendUsernameMissing (203): You are trying to register a user without
	// specifying a username. Send a username in the registration request.
	BackendUsernameMissing BackendCode = 203

	// BackendInvalidPassword (204): The specified password is not in the
	// correct format. The password must be a non-empty string. Send the
	// password as a string of at least one character.
	BackendInvalidPassword BackendCode = 204

	// BackendInvalidCredentials (205): A user with the specified username and
	// password combination does not exist in the system. Check the username and
	// password, and log in again, or reset the password.
	BackendInvalidCredentials BackendCode = 205

	// BackendUserNotFound (206): The specified user was not found. Check the
	// username, email address, or ID that identifies the user in the request.
	BackendUserNotFound BackendCode = 206

	// BackendInvalidUserData (207): Some of the data you specified when
	// creating or updating a user is invalid. The error message will contain
	// specific information about the invalid data. Correct the data that the
	// message describes.
	BackendInvalidUserData BackendCode = 207

	// BackendInvalidResetCode (208): The reset code that you passed is
	// incorrect or has expired. Request another password reset, and use the new
	// code.
	BackendInvalidResetCode BackendCode = 208

	// BackendInvalidVerificationCode (209): The verification code that you
	// passed is incorrect or has expired. Request another verification email,
	// and use the new code.
	BackendInvalidVerificationCode BackendCode = 209

	// BackendUserAlreadyVerified (210): You are attempting to verify a user
	// account that has already been verified. Treat the account as verified; no
	// further action is needed.
	BackendUserAlreadyVerified BackendCode = 210

	// BackendEmailTaken (211): You are attempting to use an email address that
	// already exist in the system. Use another email address, or log in as that
	// user.
	BackendEmailTaken BackendCode = 211

	// BackendEmailMissing (213): The requested operation requires an email
	// address to be set for the user. Set an email address for the user, and
	// then repeat the request.
	BackendEmailMissing BackendCode = 213

	// BackendUnsupportedIdentityProvider (214): You have specified an identity
	// provider value that is not recognized by the system. Use an identity
	// provider that the backend supports, and check the spelling of its name.
	BackendUnsupportedIdentityProvider BackendCode = 214

	// BackendProviderTokenMissing (215): The provider-generated user access
	// token is not present in the request. Have the user log in with the
	// identity provider, and send the access token that it issues.
	BackendProviderTokenMissing BackendCode = 215

	// BackendIdentityProviderMissing (216): You have not specified an identity
	// provider. Specify the identity provider in the request.
	BackendIdentityProviderMissing BackendCode = 216

	// BackendInvalidProviderToken (217): The system is unable to match the
	// token you specified with a valid user for the identity provider you are
	// using. Obtain a new token from the identity provider, and check that the
	// request specifies the provider that issued it.
	BackendInvalidProviderToken BackendCode = 217

	// BackendUserAlreadyLinked (218): The user has already been linked to the
	// specified authentication provider. Treat the user as linked. To link a
	// different account from the same provider, unlink the current one first.
	BackendUserAlreadyLinked BackendCode = 218

	// BackendUserNotLinked (219): You are attempting to remove an
	// authentication provider link that does not exist. Check the identity
	// provider in the request; if it is correct, there is nothing to unlink.
	BackendUserNotLinked BackendCode = 219

	// BackendUserCannotBeUnlinked (220): The user cannot be unlinked because it
	// has a single identity provider. Link the user to another identity
	// provider before unlinking this one.
	BackendUserCannotBeUnlinked BackendCode = 220

	// BackendOperationNotSupportedForUser (221): Reset password and resend
	// verification email are not available for users coming from external
	// identity providers. Send the user to the identity provider to change the
	// password or verify the email address.
	BackendOperationNotSupportedForUser BackendCode = 221
)

// Codes 222 to 224 are about the account that hosts the application.
const (
	// BackendAccountQuotaLimited (222): Your subscription plan does not allow
	// you to run the operation. The message will vary based on the operation
	// you are trying to perform. Upgrade the plan, or reduce the usage that the
	// message describes.
	BackendAccountQuotaLimited BackendCode = 222

	// BackendAccountDisabled (223): The account that hosts the application has
	// been disabled. Ask the operator of the service to re-enable the account.
	BackendAccountDisabled BackendCode = 223

	// BackendFeatureNotEnabled (224): The experimental feature you are trying
	// to use is not enabled for your account. Enable the feature for the
	// account, or stop using it.
	BackendFeatureNotEnabled BackendCode = 224
)

// Codes 301 and 302 are about access tokens. The vendor's clients react to both
// by logging in again and repeating the request, without limit.
const (
	// BackendInvalidAccessToken (301): The provided access token is not valid.
	// Log in again, and send the new access token. The vendor's clients log in
	// by themselves and repeat the request without limit, so answer with it
	// only where a new token can cure the failure.
	BackendInvalidAccessToken BackendCode = 301

	// BackendAccessTokenExpired (302): The validity of the provided access
	// token has expired. Log in again, and send the new access token. The
	// vendor's clients log in by themselves and repeat the request without
	// limit, so answer with it only where a new token can cure the failure.
	BackendAccessTokenExpired BackendCode = 302
)

// Codes 600 to 619 are about the content and the syntax of requests.
const (
	// BackendNotFound (600): The requested resource was not found. Check that
	// the URL is correct and that the resource has not been deleted.
	BackendNotFound BackendCode = 600

	// BackendInvalidRequest (601): The request is invalid. Consult the
	// accompanying error message to find out what went wrong. Correct the part
	// of the request that the message describes. The vendor's client takes it
	// to mean "nobody is logged in" when it asks for the current user.
	BackendInvalidRequest BackendCode = 601

	// BackendMethodNotSupported (602): You cannot use this HTTP method with
	// this resource. Use an HTTP method that the resource supports.
	BackendMethodNotSupported BackendCode = 602

	// BackendAccessDenied (603): You are not allowed to perform the operation.
	// Log in as a user who has permission, or change the permissions in the
	// backend.
	BackendAccessDenied BackendCode = 603

	// BackendUnauthorized (604): You did not provide authorization which is
	// required for this operation. Log in, and send the access token in the
	// Authorization header.
	BackendUnauthorized BackendCode = 604

	// BackendInvalidAPIVersion (605): The API version is missing from the
	// request URL. Put the API version in the URL, before the App ID.
	BackendInvalidAPIVersion BackendCode = 605

	// BackendAppIDMissing (606): The App ID is missing from the request URL.
	// Put the App ID in the URL, after the API version.
	BackendAppIDMissing BackendCode = 606

	// BackendInvalidAppID (607): The specified App ID is invalid. Make sure you
	// are using the correct App ID. Copy the App ID from the application's
	// settings.
	BackendInvalidAppID BackendCode = 607

	// BackendInvalidFilter (608): The filter expression you specified is
	// invalid. Make sure the filter expression is a valid JSON object and it is
	// in the required format. Check that the X-Everlive-Filter header parses as
	// JSON and uses only operators that the backend supports.
	BackendInvalidFilter BackendCode = 608

	// BackendInvalidSort (609): The sort expression you specified is invalid.
	// Make sure the sort expression is a valid JSON object and it is in the
	// required format. Check that the X-Everlive-Sort header parses as JSON and
	// gives each field the direction 1 or -1.
	BackendInvalidSort BackendCode = 609

	// BackendInvalidContentTypeHeader (610): The Content-Type header is
	// required for this operation, but is either missing or invalid. Set the
	// Content-Type header to the type of the request body, such as
	// application/json.
	BackendInvalidContentTypeHeader BackendCode = 610

	// BackendContentTypeNotFound (611): You specified an unexisting content
	// type. Correct the name of the content type in the URL, or create the
	// content type first.
	BackendContentTypeNotFound BackendCode = 611

	// BackendInvalidPowerFields (612): The Power Fields definition you
	// specified is invalid. Make sure the Power Fields definition is a valid
	// JSON object and it is in the required format. Correct the definition in
	// the X-Everlive-Power-Fields header, or omit the header.
	BackendInvalidPowerFields BackendCode = 612

	// BackendUnsupportedContentTypeHeader (613): The specified content type is
	// not supported by this request. Set the Content-Type header to a type that
	// this request supports.
	BackendUnsupportedContentTypeHeader BackendCode = 613

	// BackendInvalidCustomParameters (614): The custom parameters expression
	// you specified is invalid. Make sure it is a valid JSON object. Check that
	// the X-Everlive-Custom-Parameters header parses as a JSON object.
	BackendInvalidCustomParameters BackendCode = 614

	// BackendInvalidRequestBody (615): The body of the HTTP request is invalid.
	// Make sure its format is consistent with the Content-Type header you
	// specified. Check the body against the Content-Type header; for
	// application/json, the body must be well-formed JSON.
	BackendInvalidRequestBody BackendCode = 615

	// BackendInvalidFields (616): The fields expression you specified is
	// invalid. Make sure the fields expression is a valid JSON and it is in the
	// required format. Check that the X-Everlive-Fields header parses as JSON
	// and contains only fields of the content type.
	BackendInvalidFields BackendCode = 616

	// BackendLoopDetected (617): An infinite loop was detected. This usually
	// happens when your cloud code makes a call that results in the execution
	// of the same code. Change the cloud code so that it does not call the
	// operation that triggers it.
	BackendLoopDetected BackendCode = 617

	// BackendInvalidExpand (618): The expand expression you specified is
	// invalid. Make sure the expand expression is in the required format. Check
	// that the X-Everlive-Expand header parses as JSON and contains only
	// relation fields of the content type.
	BackendInvalidExpand BackendCode = 618

	// BackendInvalidSingleField (619): The single field expression you
	// specified is invalid. Make sure the single field expression is a
	// non-empty string. Specify one field in the X-Everlive-Single-Field
	// header, or omit the header.
	BackendInvalidSingleField BackendCode = 619
)

// Codes 630 to 670 are about metadata, responses, and the service itself.
const (
	// BackendInvalidMetadata (630): The metadata request contains or results in
	// an invalid metadata definition. Refer to the accompanying error message
	// to find out what went wrong. Correct the part of the definition that the
	// message describes.
	BackendInvalidMetadata BackendCode = 630

	// BackendUnsupportedResponseContentType (640): The response content type
	// you specified in the request is not supported. Specify a supported type
	// in the Accept header, such as application/json.
	BackendUnsupportedResponseContentType BackendCode = 640

	// BackendRequestTimeout (650): The request timed out. A request times out
	// if it does not complete within 60 seconds. Request fewer items at a time,
	// and retry later. Before you retry a write, check whether it took effect.
	BackendRequestTimeout BackendCode = 650

	// BackendDataLinkServerError (660): The Data Link Server returned an error.
	// Refer to the accompanying error message to find out what went wrong. Fix
	// what the message describes, check that the Data Link Server is running,
	// and retry later.
	BackendDataLinkServerError BackendCode = 660

	// BackendApplicationInMaintenance (670): The application is down for
	// maintenance. You are advised to stop all requests to it and resume them
	// at a later time. Stop sending requests, tell the user about the
	// maintenance, and retry later.
	BackendApplicationInMaintenance BackendCode = 670
)

// Codes 701 to 801 are about files and items.
const (
	// BackendFileContentTypeMissing (701): The required ContentType parameter
	// is not specified. Send the ContentType parameter with the media type of
	// the file, such as image/png.
	BackendFileContentTypeMissing BackendCode = 701

	// BackendInvalidFileContent (702): You have not specified file content or
	// the specified file content is invalid. Send the content of the file, and
	// check that it is neither empty nor corrupted.
	BackendInvalidFileContent BackendCode = 702

	// BackendItemNotFound (801): The specified item was not found. Check the
	// ID; if it is correct, treat the item as deleted. The vendor's client
	// takes it to mean "no such user" when it asks for the current user, and
	// registers the device when its push module receives it.
	BackendItemNotFound BackendCode = 801
)

// Codes 901 to 1000 are about cloud code and email.
const (
	// BackendCloudCodeFailed (901): There was an error while executing your
	// cloud code. Review your cloud code logic. Find the error in the log of
	// the cloud code, and fix the code.
	BackendCloudCodeFailed BackendCode = 901

	// BackendCloudCodeTimeout (902): The execution of your custom code took too
	// long. Make sure you properly call the "done" callback in all cases. Speed
	// up slow calls in the cloud code, add missing calls to "done", and retry
	// later. Before you retry a write, check whether it took effect.
	BackendCloudCodeTimeout BackendCode = 902

	// BackendCanceledByCloudCode (910): Your custom cloud code canceled the
	// operation. Find out why the cloud code canceled the operation, and change
	// the request or the code.
	BackendCanceledByCloudCode BackendCode = 910

	// BackendCloudCodeCompilationFailed (951): The cloud code for the operation
	// failed to compile. Check your cloud code for typos and syntax errors. Fix
	// the typo or syntax error in the cloud code, and save the code again.
	BackendCloudCodeCompilationFailed BackendCode = 951

	// BackendCloudCodeDisabled (955): The cloud code for this content type have
	// been disabled due to too many timeouts. Contact Support for more
	// information. Fix what makes the cloud code time out, and ask the operator
	// of the service to re-enable the cloud code.
	BackendCloudCodeDisabled BackendCode = 955

	// BackendCloudCodeError (960): If you don't include your own error code
	// when you are setting an error in your cloud code, then this default code
	// is automatically added. Handle the error according to its message, which
	// the cloud code set. To tell such errors apart, set your own error codes
	// in the cloud code.
	BackendCloudCodeError BackendCode = 960

	// BackendEmailTemplateError (1000): There was an error processing the email
	// template. The message may contain more information about the error. Check
	// the syntax of the template and the fields that it uses.
	BackendEmailTemplateError BackendCode = 1000
)

// backend is the value behind Backend; the package refers to it alone, so that
// assigning to the variable changes nothing for others.
var backend = Catalog{
	name:   "backend",
	prefix: "Backend",
	pkg:    "errcode.",
	format: FormatBackend,
	vendor: true,
	zero:   BackendCode(0),
	// 301, 302, 601 and 801 stand for no kind: clients act on them. See the
	// comments of the constants.
	kinds: [kindCount]Code{
		KindUnknown:            BackendUnexpectedError,
		KindInvalidArgument:    BackendInvalidRequestBody,
		KindNotFound:           BackendNotFound,
		KindAlreadyExists:      BackendDuplicateKey,
		KindUnauthenticated:    BackendUnauthorized,
		KindPermissionDenied:   BackendAccessDenied,
		KindResourceExhausted:  BackendAccountQuotaLimited,
		KindFailedPrecondition: BackendCloudCodeError,
		KindAborted:            BackendCloudCodeError,
		KindDeadlineExceeded:   BackendRequestTimeout,
		KindCanceled:           BackendRequestTimeout,
		KindUnavailable:        BackendApplicationInMaintenance,
		KindUnimplemented:      BackendMethodNotSupported,
		KindInternal:           BackendUnexpectedError,
	},
	rows: backendTable,

	badBody:  BackendInvalidRequestBody,
	tooLarge: BackendInvalidRequestBody,
	noRoute:  BackendNotFound,
	noMethod: BackendMethodNotSupported,

	routeRows: true,
}

// backendRows has the rows by number.
var backendRows = [...]*row{
	BackendUnexpectedError: {code: BackendUnexpectedError, name: "UnexpectedError", kind: KindInternal, status: 500, source: StatusDocumented, maybeDone: true, ops: OpAllBackend,
		message:     "Unexpected error.",
		description: "Represents an error that doesn't fall into any other category.",
		remedy:      "Report the failure to the operator of the service, who can find the cause in the server's log."},
	BackendDatabaseError: {code: BackendDatabaseError, name: "DatabaseError", kind: KindInternal, status: 500, source: StatusInferred, maybeDone: true, ops: OpAllBackend,
		message:     "General database error.",
		description: "A problem occurred while working with the database. The error message will contain more information about the error.",
		remedy:      "If the message points to a mistake in the request, correct the request. Otherwise, look for the cause in the logs of the server and the database.",
		more: []*row{
			{code: BackendDuplicateKey, name: "DuplicateKey", kind: KindAlreadyExists, status: 400, source: StatusDocumented, ops: OpCreate,
				message:     "The operation results in a duplicate key for a unique index.",
				description: "You are trying to create an item with a field that requires a unique value (for example: \"Id\"). The error shows that an item with such value already exists.",
				remedy:      "Use another value, or update the existing item."},
			{code: BackendDuplicateFieldValues, name: "DuplicateFieldValues", kind: KindFailedPrecondition, status: 400, source: StatusDocumented, ops: OpUpdateField,
				message:     "Duplicate values already exist for field Number of content type \"New\".",
				text:        "Duplicate values already exist for the field.",
				template:    "Duplicate values already exist for field {1} of content type \"{2}\".",
				description: "You are trying to enforce a uniqueness constraint on the values of a field but the field already contains non-unique values.",
				remedy:      "Remove the duplicate values from the field, and then add the uniqueness constraint."},
		}},
	BackendUsernameTaken: {code: BackendUsernameTaken, name: "UsernameTaken", kind: KindAlreadyExists, status: 400, source: StatusDocumented, ops: OpRegisterUser | OpUpdateUser,
		message:     "A user with the same username already exists.",
		description: "The name of the user account you are creating or updating already exists.",
		remedy:      "Choose another username, or log in as that user."},
	BackendPasswordMissing: {code: BackendPasswordMissing, name: "PasswordMissing", kind: KindInvalidArgument, status: 400, source: StatusDocumented, ops: OpRegisterUser,
		message:     "No password was specified.",
		description: "You are trying to register a user without specifying a password.",
		remedy:      "Send a password in the registration request."},
	BackendUsernameMissing: {code: BackendUsernameMissing, name: "UsernameMissing", kind: KindInvalidArgument, status: 400, source: StatusDocumented, ops: OpRegisterUser,
		message:     "No username was specified.",
		description: "You are trying to register a user without specifying a username.",
		remedy:      "Send a username in the registration request."},
	BackendInvalidPassword: {code: BackendInvalidPassword, name: "InvalidPassword", kind: KindInvalidArgument, status: 400, source: StatusDocumented, ops: OpRegisterUser | OpChangePassword,
		message:     "The password you specified is not a valid password literal.",
		description: "The specified password is not in the correct format. The password must be a non-empty string.",
		remedy:      "Send the password as a string of at least one character."},
	BackendInvalidCredentials: {code: BackendInvalidCredentials, name: "InvalidCredentials", kind: KindUnauthenticated, status: 403, source: StatusDocumented, ops: OpLogin,
		message:     "Invalid username or password.",
		description: "A user with the specified username and password combination does not exist in the system.",
		remedy:      "Check the username and password, and log in again, or reset the password."},
	BackendUserNotFound: {code: BackendUserNotFound, name: "UserNotFound", kind: KindNotFound, status: 400, source: StatusDocumented, ops: OpChangePassword | OpSetPassword | OpResetPassword,
		message:     "The specified user was not found.",
		description: "The specified user was not found.",
		remedy:      "Check the username, email address, or ID that identifies the user in the request."},
	BackendInvalidUserData: {code: BackendInvalidUserData, name: "InvalidUserData", kind: KindInvalidArgument, status: 400, source: StatusDocumented, ops: OpRegisterUser | OpUpdateUser,
		message:     "The specified user data is invalid.",
		description: "Some of the data you specified when creating or updating a user is invalid. The error message will contain specific information about the invalid data.",
		remedy:      "Correct the data that the message describes."},
	BackendInvalidResetCode: {code: BackendInvalidResetCode, name: "InvalidResetCode", kind: KindInvalidArgument, status: 403, source: StatusDocumented, ops: OpSetPassword,
		message:     "The specified reset code is invalid.",
		description: "The reset code that you passed is incorrect or has expired.",
		remedy:      "Request another password reset, and use the new code."},
	BackendInvalidVerificationCode: {code: BackendInvalidVerificationCode, name: "InvalidVerificationCode", kind: KindInvalidArgument, status: 400, source: StatusDocumented, ops: OpVerifyUser,
		message:     "The specified verification code is invalid.",
		description: "The verification code that you passed is incorrect or has expired.",
		remedy:      "Request another verification email, and use the new code."},
	BackendUserAlreadyVerified: {code: BackendUserAlreadyVerified, name: "UserAlreadyVerified", kind: KindFailedPrecondition, status: 403, source: StatusDocumented, ops: OpVerifyUser,
		message:     "The specified user is already verified.",
		description: "You are attempting to verify a user account that has already been verified.",
		remedy:      "Treat the account as verified; no further action is needed."},
	BackendEmailTaken: {code: BackendEmailTaken, name: "EmailTaken", kind: KindAlreadyExists, status: 400, source: StatusDocumented, ops: OpRegisterUser | OpLinkUser,
		message:     "A user with the specified email already exists.",
		description: "You are attempting to use an email address that already exist in the system.",
		remedy:      "Use another email address, or log in as that user."},
	BackendEmailMissing: {code: BackendEmailMissing, name: "EmailMissing", kind: KindFailedPrecondition, status: 400, source: StatusDocumented, ops: OpRegisterUser | OpChangePassword | OpSetPassword | OpResetPassword | OpResendVerification,
		message:     "The specified user has no email address defined.",
		description: "The requested operation requires an email address to be set for the user.",
		remedy:      "Set an email address for the user, and then repeat the request."},
	BackendUnsupportedIdentityProvider: {code: BackendUnsupportedIdentityProvider, name: "UnsupportedIdentityProvider", kind: KindInvalidArgument, status: 400, source: StatusDocumented, ops: OpRegisterUser | OpLinkUser | OpADFSMetadata,
		message:     "The specified identity provider is not supported.",
		description: "You have specified an identity provider value that is not recognized by the system.",
		remedy:      "Use an identity provider that the backend supports, and check the spelling of its name."},
	BackendProviderTokenMissing: {code: BackendProviderTokenMissing, name: "ProviderTokenMissing", kind: KindInvalidArgument, status: 400, source: StatusDocumented, ops: OpRegisterUser | OpLinkUser,
		message:     "No token was specified.",
		description: "The provider-generated user access token is not present in the request.",
		remedy:      "Have the user log in with the identity provider, and send the access token that it issues."},
	BackendIdentityProviderMissing: {code: BackendIdentityProviderMissing, name: "IdentityProviderMissing", kind: KindInvalidArgument, status: 400, source: StatusDocumented, ops: OpRegisterUser | OpLinkUser,
		message:     "No identity provider was specified.",
		description: "You have not specified an identity provider.",
		remedy:      "Specify the identity provider in the request."},
	BackendInvalidProviderToken: {code: BackendInvalidProviderToken, name: "InvalidProviderToken", kind: KindUnauthenticated, status: 400, source: StatusDocumented, ops: OpRegisterUser | OpLinkUser,
		message:     "Cannot retrieve a user for the specified token.",
		description: "The system is unable to match the token you specified with a valid user for the identity provider you are using.",
		remedy:      "Obtain a new token from the identity provider, and check that the request specifies the provider that issued it."},
	BackendUserAlreadyLinked: {code: BackendUserAlreadyLinked, name: "UserAlreadyLinked", kind: KindAlreadyExists, status: 400, source: StatusDocumented, ops: OpLinkUser,
		message:     "The user is already linked with the specified provider.",
		description: "The user has already been linked to the specified authentication provider.",
		remedy:      "Treat the user as linked. To link a different account from the same provider, unlink the current one first."},
	BackendUserNotLinked: {code: BackendUserNotLinked, name: "UserNotLinked", kind: KindFailedPrecondition, status: 400, source: StatusDocumented, ops: OpUnlinkUser,
		message:     "The user cannot be unlinked because she is not linked with the specified provider.",
		description: "You are attempting to remove an authentication provider link that does not exist.",
		remedy:      "Check the identity provider in the request; if it is correct, there is nothing to unlink."},
	BackendUserCannotBeUnlinked: {code: BackendUserCannotBeUnlinked, name: "UserCannotBeUnlinked", kind: KindFailedPrecondition, status: 400, source: StatusDocumented, ops: OpUnlinkUser,
		message:     "The user cannot be unlinked.",
		description: "The user cannot be unlinked because it has a single identity provider.",
		remedy:      "Link the user to another identity provider before unlinking this one."},
	BackendOperationNotSupportedForUser: {code: BackendOperationNotSupportedForUser, name: "OperationNotSupportedForUser", kind: KindFailedPrecondition, status: 400, source: StatusDocumented, ops: OpResetPassword | OpResendVerificationEmail,
		message:     "The operation is not supported for the given user.",
		description: "Reset password and resend verification email are not available for users coming from external identity providers.",
		remedy:      "Send the user to the identity provider to change the password or verify the email address."},
	BackendAccountQuotaLimited: {code: BackendAccountQuotaLimited, name: "AccountQuotaLimited", kind: KindResourceExhausted, status: 403, source: StatusDocumented, ops: OpAllBackend,
		message:     "The account quota is limited for this operation.",
		description: "Your subscription plan does not allow you to run the operation. The message will vary based on the operation you are trying to perform.",
		remedy:      "Upgrade the plan, or reduce the usage that the message describes."},
	BackendAccountDisabled: {code: BackendAccountDisabled, name: "AccountDisabled", kind: KindFailedPrecondition, status: 403, source: StatusDocumented, ops: OpAllBackend,
		message:     "The account is disabled.",
		description: "The account that hosts the application has been disabled.",
		remedy:      "Ask the operator of the service to re-enable the account."},
	BackendFeatureNotEnabled: {code: BackendFeatureNotEnabled, name: "FeatureNotEnabled", kind: KindFailedPrecondition, status: 403, source: StatusDocumented, ops: OpAllBackend,
		message:     "The feature is not enabled for this account.",
		description: "The experimental feature you are trying to use is not enabled for your account.",
		remedy:      "Enable the feature for the account, or stop using it."},
	BackendInvalidAccessToken: {code: BackendInvalidAccessToken, name: "InvalidAccessToken", kind: KindUnauthenticated, status: 403, source: StatusDocumented, ops: OpAllBackend,
		message:     "Invalid access token.",
		description: "The provided access token is not valid.",
		remedy:      "Log in again, and send the new access token."},
	BackendAccessTokenExpired: {code: BackendAccessTokenExpired, name: "AccessTokenExpired", kind: KindUnauthenticated, status: 403, source: StatusDocumented, ops: OpAllBackend,
		message:     "Your access token has expired.",
		description: "The validity of the provided access token has expired.",
		remedy:      "Log in again, and send the new access token."},
	BackendNotFound: {code: BackendNotFound, name: "NotFound", kind: KindNotFound, status: 404, source: StatusDocumented, ops: OpAllBackend,
		message:     "Not found.",
		description: "The requested resource was not found.",
		remedy:      "Check that the URL is correct and that the resource has not been deleted."},
	BackendInvalidRequest: {code: BackendInvalidRequest, name: "InvalidRequest", kind: KindInvalidArgument, status: 400, source: StatusDocumented, ops: OpAllBackend,
		message:     "Invalid request.",
		description: "The request is invalid. Consult the accompanying error message to find out what went wrong.",
		remedy:      "Correct the part of the request that the message describes."},
	BackendMethodNotSupported: {code: BackendMethodNotSupported, name: "MethodNotSupported", kind: KindUnimplemented, status: 405, source: StatusDocumented,
		message:     "Method not supported.",
		description: "You cannot use this HTTP method with this resource.",
		remedy:      "Use an HTTP method that the resource supports."},
	BackendAccessDenied: {code: BackendAccessDenied, name: "AccessDenied", kind: KindPermissionDenied, status: 403, source: StatusDocumented, ops: OpAllBackend,
		message:     "Access denied.",
		description: "You are not allowed to perform the operation.",
		remedy:      "Log in as a user who has permission, or change the permissions in the backend."},
	BackendUnauthorized: {code: BackendUnauthorized, name: "Unauthorized", kind: KindUnauthenticated, status: 401, source: StatusDocumented, ops: OpAllBackend,
		message:     "Unauthorized.",
		description: "You did not provide authorization which is required for this operation.",
		remedy:      "Log in, and send the access token in the Authorization header."},
	BackendInvalidAPIVersion: {code: BackendInvalidAPIVersion, name: "InvalidAPIVersion", kind: KindInvalidArgument, status: 400, source: StatusDocumented,
		message:     "Missing or invalid API version.",
		description: "The API version is missing from the request URL.",
		remedy:      "Put the API version in the URL, before the App ID."},
	BackendAppIDMissing: {code: BackendAppIDMissing, name: "AppIDMissing", kind: KindInvalidArgument, status: 400, source: StatusDocumented,
		message:     "Missing App ID.",
		description: "The App ID is missing from the request URL.",
		remedy:      "Put the App ID in the URL, after the API version."},
	BackendInvalidAppID: {code: BackendInvalidAppID, name: "InvalidAppID", kind: KindInvalidArgument, status: 400, source: StatusInferred,
		message:     "Invalid App ID.",
		description: "The specified App ID is invalid. Make sure you are using the correct App ID.",
		remedy:      "Copy the App ID from the application's settings."},
	BackendInvalidFilter: {code: BackendInvalidFilter, name: "InvalidFilter", kind: KindInvalidArgument, status: 400, source: StatusDocumented, ops: OpRead | OpUpdate | OpDelete,
		message:     "Invalid filter expression.",
		description: "The filter expression you specified is invalid. Make sure the filter expression is a valid JSON object and it is in the required format.",
		remedy:      "Check that the X-Everlive-Filter header parses as JSON and uses only operators that the backend supports."},
	BackendInvalidSort: {code: BackendInvalidSort, name: "InvalidSort", kind: KindInvalidArgument, status: 400, source: StatusDocumented, ops: OpRead,
		message:     "Invalid sort expression.",
		description: "The sort expression you specified is invalid. Make sure the sort expression is a valid JSON object and it is in the required format.",
		remedy:      "Check that the X-Everlive-Sort header parses as JSON and gives each field the direction 1 or -1."},
	BackendInvalidContentTypeHeader: {code: BackendInvalidContentTypeHeader, name: "InvalidContentTypeHeader", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpAllBackend,
		message:     "Missing or invalid content type. Please specify a valid Content-Type header.",
		description: "The Content-Type header is required for this operation, but is either missing or invalid.",
		remedy:      "Set the Content-Type header to the type of the request body, such as application/json."},
	BackendContentTypeNotFound: {code: BackendContentTypeNotFound, name: "ContentTypeNotFound", kind: KindNotFound, status: 404, source: StatusInferred, ops: OpAllData | OpContentTypeMetadata,
		message:     "The specified content type was not found.",
		description: "You specified an unexisting content type.",
		remedy:      "Correct the name of the content type in the URL, or create the content type first."},
	BackendInvalidPowerFields: {code: BackendInvalidPowerFields, name: "InvalidPowerFields", kind: KindInvalidArgument, status: 400, source: StatusDocumented, ops: OpRead,
		message:     "Invalid power fields definition.",
		description: "The Power Fields definition you specified is invalid. Make sure the Power Fields definition is a valid JSON object and it is in the required format.",
		remedy:      "Correct the definition in the X-Everlive-Power-Fields header, or omit the header."},
	BackendUnsupportedContentTypeHeader: {code: BackendUnsupportedContentTypeHeader, name: "UnsupportedContentTypeHeader", kind: KindInvalidArgument, status: 415, source: StatusInferred, ops: OpSetCloudCode,
		message:     "Unsupported Content-Type.",
		description: "The specified content type is not supported by this request.",
		remedy:      "Set the Content-Type header to a type that this request supports."},
	BackendInvalidCustomParameters: {code: BackendInvalidCustomParameters, name: "InvalidCustomParameters", kind: KindInvalidArgument, status: 400, source: StatusDocumented, ops: OpAllData,
		message:     "Invalid custom parameter expression.",
		description: "The custom parameters expression you specified is invalid. Make sure it is a valid JSON object.",
		remedy:      "Check that the X-Everlive-Custom-Parameters header parses as a JSON object."},
	BackendInvalidRequestBody: {code: BackendInvalidRequestBody, name: "InvalidRequestBody", kind: KindInvalidArgument, status: 400, source: StatusDocumented, ops: OpAllBackend,
		message:     "Invalid request body.",
		description: "The body of the HTTP request is invalid. Make sure its format is consistent with the Content-Type header you specified.",
		remedy:      "Check the body against the Content-Type header; for application/json, the body must be well-formed JSON."},
	BackendInvalidFields: {code: BackendInvalidFields, name: "InvalidFields", kind: KindInvalidArgument, status: 400, source: StatusDocumented, ops: OpRead,
		message:     "Invalid fields expression.",
		description: "The fields expression you specified is invalid. Make sure the fields expression is a valid JSON and it is in the required format.",
		remedy:      "Check that the X-Everlive-Fields header parses as JSON and contains only fields of the content type."},
	BackendLoopDetected: {code: BackendLoopDetected, name: "LoopDetected", kind: KindInternal, status: 508, source: StatusInferred, maybeDone: true, ops: OpAllData,
		message:     "Loop detected.",
		description: "An infinite loop was detected. This usually happens when your cloud code makes a call that results in the execution of the same code.",
		remedy:      "Change the cloud code so that it does not call the operation that triggers it."},
	BackendInvalidExpand: {code: BackendInvalidExpand, name: "InvalidExpand", kind: KindInvalidArgument, status: 400, source: StatusDocumented, ops: OpReadOperations,
		message:     "Invalid expand expression.",
		description: "The expand expression you specified is invalid. Make sure the expand expression is in the required format.",
		remedy:      "Check that the X-Everlive-Expand header parses as JSON and contains only relation fields of the content type."},
	BackendInvalidSingleField: {code: BackendInvalidSingleField, name: "InvalidSingleField", kind: KindInvalidArgument, status: 400, source: StatusDocumented, ops: OpReadOperations,
		message:     "Invalid single field expression.",
		description: "The single field expression you specified is invalid. Make sure the single field expression is a non-empty string.",
		remedy:      "Specify one field in the X-Everlive-Single-Field header, or omit the header."},
	BackendInvalidMetadata: {code: BackendInvalidMetadata, name: "InvalidMetadata", kind: KindInvalidArgument, status: 400, source: StatusDocumented, ops: OpMetadata,
		message:     "Invalid metadata definition specified.",
		description: "The metadata request contains or results in an invalid metadata definition. Refer to the accompanying error message to find out what went wrong.",
		remedy:      "Correct the part of the definition that the message describes."},
	BackendUnsupportedResponseContentType: {code: BackendUnsupportedResponseContentType, name: "UnsupportedResponseContentType", kind: KindInvalidArgument, status: 406, source: StatusDocumented, ops: OpAllBackend,
		message:     "The specified response content type is not supported.",
		description: "The response content type you specified in the request is not supported.",
		remedy:      "Specify a supported type in the Accept header, such as application/json."},
	BackendRequestTimeout: {code: BackendRequestTimeout, name: "RequestTimeout", kind: KindDeadlineExceeded, status: 408, source: StatusDocumented, retryable: true, maybeDone: true, ops: OpAllBackend,
		message:     "The request timed out.",
		description: "The request timed out. A request times out if it does not complete within 60 seconds.",
		remedy:      "Request fewer items at a time, and retry later. Before you retry a write, check whether it took effect."},
	BackendDataLinkServerError: {code: BackendDataLinkServerError, name: "DataLinkServerError", kind: KindUnavailable, status: 400, source: StatusDocumented, retryable: true, maybeDone: true, ops: OpAllBackend,
		message:     "Data Link Server Error",
		description: "The Data Link Server returned an error. Refer to the accompanying error message to find out what went wrong.",
		remedy:      "Fix what the message describes, check that the Data Link Server is running, and retry later."},
	BackendApplicationInMaintenance: {code: BackendApplicationInMaintenance, name: "ApplicationInMaintenance", kind: KindUnavailable, status: 503, source: StatusDocumented, retryable: true, ops: OpAllBackend,
		message:     "Application is down for maintenance",
		description: "The application is down for maintenance. You are advised to stop all requests to it and resume them at a later time.",
		remedy:      "Stop sending requests, tell the user about the maintenance, and retry later."},
	BackendFileContentTypeMissing: {code: BackendFileContentTypeMissing, name: "FileContentTypeMissing", kind: KindInvalidArgument, status: 400, source: StatusDocumented, ops: OpUploadFileBase64,
		message:     "ContentType not specified.",
		description: "The required ContentType parameter is not specified.",
		remedy:      "Send the ContentType parameter with the media type of the file, such as image/png."},
	BackendInvalidFileContent: {code: BackendInvalidFileContent, name: "InvalidFileContent", kind: KindInvalidArgument, status: 400, source: StatusDocumented, ops: OpUploadFile | OpUpdateFileContent | OpSetCloudCode,
		message:     "Missing or invalid file content.",
		description: "You have not specified file content or the specified file content is invalid.",
		remedy:      "Send the content of the file, and check that it is neither empty nor corrupted."},
	BackendItemNotFound: {code: BackendItemNotFound, name: "ItemNotFound", kind: KindNotFound, status: 404, source: StatusDocumented, ops: OpReadByID | OpUpdateByID | OpDeleteByID,
		message:     "Item not found.",
		description: "The specified item was not found.",
		remedy:      "Check the ID; if it is correct, treat the item as deleted."},
	BackendCloudCodeFailed: {code: BackendCloudCodeFailed, name: "CloudCodeFailed", kind: KindInternal, status: 500, source: StatusDocumented, maybeDone: true, ops: OpAllData | OpExecuteCloudFunction,
		message:     "An error occurred during execution of custom server code.",
		description: "There was an error while executing your cloud code. Review your cloud code logic.",
		remedy:      "Find the error in the log of the cloud code, and fix the code."},
	BackendCloudCodeTimeout: {code: BackendCloudCodeTimeout, name: "CloudCodeTimeout", kind: KindDeadlineExceeded, status: 500, source: StatusDocumented, retryable: true, maybeDone: true, ops: OpAllData | OpExecuteCloudFunction,
		message:     "The execution of the custom server code timed out.",
		description: "The execution of your custom code took too long. Make sure you properly call the \"done\" callback in all cases.",
		remedy:      "Speed up slow calls in the cloud code, add missing calls to \"done\", and retry later. Before you retry a write, check whether it took effect."},
	BackendCanceledByCloudCode: {code: BackendCanceledByCloudCode, name: "CanceledByCloudCode", kind: KindFailedPrecondition, status: 500, source: StatusDocumented, ops: OpAllData,
		message:     "The request was canceled by custom server code.",
		description: "Your custom cloud code canceled the operation.",
		remedy:      "Find out why the cloud code canceled the operation, and change the request or the code."},
	BackendCloudCodeCompilationFailed: {code: BackendCloudCodeCompilationFailed, name: "CloudCodeCompilationFailed", kind: KindInternal, status: 500, source: StatusDocumented, ops: OpAllData,
		message:     "The custom code definition failed to compile.",
		description: "The cloud code for the operation failed to compile. Check your cloud code for typos and syntax errors.",
		remedy:      "Fix the typo or syntax error in the cloud code, and save the code again."},
	BackendCloudCodeDisabled: {code: BackendCloudCodeDisabled, name: "CloudCodeDisabled", kind: KindFailedPrecondition, status: 500, source: StatusDocumented, ops: OpAllData,
		message:     "Custom cloud code is disabled for this type.",
		description: "The cloud code for this content type have been disabled due to too many timeouts. Contact Support for more information.",
		remedy:      "Fix what makes the cloud code time out, and ask the operator of the service to re-enable the cloud code."},
	BackendCloudCodeError: {code: BackendCloudCodeError, name: "CloudCodeError", kind: KindFailedPrecondition, status: 400, source: StatusDocumented, maybeDone: true, ops: OpAllData,
		message:     "The request was processed but an error was generated by custom code.",
		description: "If you don't include your own error code when you are setting an error in your cloud code, then this default code is automatically added.",
		remedy:      "Handle the error according to its message, which the cloud code set. To tell such errors apart, set your own error codes in the cloud code."},
	BackendEmailTemplateError: {code: BackendEmailTemplateError, name: "EmailTemplateError", kind: KindFailedPrecondition, status: 400, source: StatusDocumented, ops: OpSendEmail,
		message:     "Error processing email template.",
		description: "There was an error processing the email template. The message may contain more information about the error.",
		remedy:      "Check the syntax of the template and the fields that it uses."},
}

// Error returns the catalog, the number and the message:
// "backend 206: The specified user was not found".
func (c BackendCode) Error() string { return backend.errorText(c.key(), "") }

// Number returns the number on the wire, which variants share.
func (c BackendCode) Number() int { return int(numberOf(c.key())) }

// HTTPStatus returns the HTTP status to answer with, from 400 to 599.
func (c BackendCode) HTTPStatus() int { return c.row().status }

// Message returns the vendor's message, letter for letter; empty if there is
// none.
func (c BackendCode) Message() string { return c.row().message }

// Info returns the whole row of the catalog.
func (c BackendCode) Info() Info { return infoOf(c) }

// Catalog returns the catalog of all codes of this type.
func (c BackendCode) Catalog() *Catalog { return &backend }

// String returns the constant's name; "BackendCode(987654)" for an unlisted
// number.
func (c BackendCode) String() string { return backend.identifier(int64(c)) }

// Format implements [fmt.Formatter]. %v, %s, and %q print what Error returns;
// %d, %x, and the like print the number; %#v prints the constant as Go source.
func (c BackendCode) Format(s fmt.State, verb rune) { backend.printCode(s, verb, int64(c)) }

// Is reports whether target is c, the number that c is a variant of, c's
// [Kind], or a sentinel error of the standard library with the same meaning.
func (c BackendCode) Is(target error) bool {
	if t, ok := target.(BackendCode); ok {
		return c == t || backend.matches(int64(c), int64(t))
	}
	return c.row().kind.Is(target)
}

// As sets target, as [errors.As] does, if it points to a variable of this type,
// a [Code], a [Kind], or an [*Error].
func (c BackendCode) As(target any) bool { return assign(c, target) }

// LogValue implements [slog.LogValuer] with a group of the catalog, number,
// name, status, and message.
func (c BackendCode) LogValue() slog.Value { return backend.logCode(c.key()) }

// ErrorType returns the code as a label: see [LabelOf].
func (c BackendCode) ErrorType() string { return backend.label(c.key()) }

// MarshalText returns the text form, "backend/206". It never fails. A code in
// JSON is therefore a string; Number returns the integer on the wire.
func (c BackendCode) MarshalText() ([]byte, error) { return backend.appendText(nil, c.key()), nil }

// UnmarshalText reads the text form, a number, or a name. It fails on a name or
// a catalog that is not the code's, and on a number beyond 32 bits.
func (c *BackendCode) UnmarshalText(text []byte) error { return unmarshalText(c, text) }

// UnmarshalJSON reads a JSON number, or a string as UnmarshalText does.
func (c *BackendCode) UnmarshalJSON(data []byte) error { return unmarshalJSON(c, data) }

func backendTable() []*row { return backendRows[:] }

// row is small enough to be inlined, which makes a lookup an array index.
func (c BackendCode) row() *row {
	if uint64(c) < uint64(len(backendRows)) && backendRows[c] != nil {
		return backendRows[c]
	}
	return c.rareRow()
}

//go:noinline
func (c BackendCode) rareRow() *row { return backend.row(c.key()) }

func (c BackendCode) key() int64             { return backend.meant(int64(c)) }
func (c BackendCode) raw() int64             { return int64(c) }
func (c BackendCode) sibling(key int64) Code { return BackendCode(key) }
func (c *BackendCode) deref() Code           { return deref(c) }
