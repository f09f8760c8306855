package errcode

import (
	"fmt"
	"log/slog"
)

// Backend is the catalogue of Backend Services.
var Backend = &backend

// A BackendCode is an error code of Telerik Backend Services (Everlive), as
// listed under "Error codes returned by the Backend Services RESTful API" in the
// last edition of the vendor's documentation; testdata/backend.tsv is a copy.
// Statuses that it leaves out are inferred. The zero value is not listed.
//
// A variant is a further row of a number: [BackendDuplicateKey] is the number
// 107 on the wire, with a message of its own, and matches BackendDatabaseError,
// but not the other way round.
type BackendCode int64

// Of any operation.
const (
	// BackendUnexpectedError (1): an error that fits no other category. Look for
	// its cause in the server's log.
	BackendUnexpectedError BackendCode = 1
)

// Of the database. Three conditions share the number 107; the second and the third
// are variants of the first.
const (
	// BackendDatabaseError (107): the database reported a problem. The message
	// says more about the cause; act on that.
	BackendDatabaseError BackendCode = 107
	// BackendDuplicateKey (107): an item with this value already exists, and the
	// field must be unique (Id, for example). Create the item with another value.
	BackendDuplicateKey BackendCode = 107 | 1<<variantShift
	// BackendDuplicateFieldValues (107): the field cannot be made unique because
	// it already holds duplicate values. Remove the duplicates first.
	BackendDuplicateFieldValues BackendCode = 107 | 2<<variantShift
)

// Of users and log-in.
const (
	// BackendUsernameTaken (201): another user already has this username. Choose
	// a different one.
	BackendUsernameTaken BackendCode = 201
	// BackendPasswordMissing (202): the registration carries no password. Send
	// one.
	BackendPasswordMissing BackendCode = 202
	// BackendUsernameMissing (203): the registration carries no username. Send
	// one.
	BackendUsernameMissing BackendCode = 203
	// BackendInvalidPassword (204): the password is not in the correct format.
	// Send a non-empty string.
	BackendInvalidPassword BackendCode = 204
	// BackendInvalidCredentials (205): no user has this combination of username
	// and password. Correct them and log in again.
	BackendInvalidCredentials BackendCode = 205
	// BackendUserNotFound (206): the specified user does not exist. Check how the
	// request identifies the user.
	BackendUserNotFound BackendCode = 206
	// BackendInvalidUserData (207): some of the data given for the user is
	// invalid. Correct what the message names.
	BackendInvalidUserData BackendCode = 207
	// BackendInvalidResetCode (208): the reset code is incorrect or has expired.
	// Reset the password again to obtain a new code.
	BackendInvalidResetCode BackendCode = 208
	// BackendInvalidVerificationCode (209): the verification code is incorrect or
	// has expired. Have a new verification email sent.
	BackendInvalidVerificationCode BackendCode = 209
	// BackendUserAlreadyVerified (210): the user has already been verified. Treat
	// the verification as done.
	BackendUserAlreadyVerified BackendCode = 210
	// BackendEmailTaken (211): another user already has this email address.
	// Choose a different one, or log in as that user.
	BackendEmailTaken BackendCode = 211
	// BackendEmailMissing (213): the operation needs an email address, and the
	// user has none. Set one first.
	BackendEmailMissing BackendCode = 213
	// BackendUnsupportedIdentityProvider (214): the identity provider is not one
	// that the system knows. Check its name.
	BackendUnsupportedIdentityProvider BackendCode = 214
	// BackendProviderTokenMissing (215): the request lacks the user's access
	// token from the identity provider. Send that token.
	BackendProviderTokenMissing BackendCode = 215
	// BackendIdentityProviderMissing (216): the request names no identity
	// provider. Name one.
	BackendIdentityProviderMissing BackendCode = 216
	// BackendInvalidProviderToken (217): the token belongs to no valid user of
	// the identity provider. Obtain a new token from that provider.
	BackendInvalidProviderToken BackendCode = 217
	// BackendUserAlreadyLinked (218): the user is already linked with this
	// identity provider. Keep the link, or unlink it before linking again.
	BackendUserAlreadyLinked BackendCode = 218
	// BackendUserNotLinked (219): the user is not linked with this identity
	// provider, so there is nothing to unlink. Check which provider the request
	// names.
	BackendUserNotLinked BackendCode = 219
	// BackendUserCannotBeUnlinked (220): the user has a single identity provider,
	// which cannot be unlinked. Link another provider first.
	BackendUserCannotBeUnlinked BackendCode = 220
	// BackendOperationNotSupportedForUser (221): the user comes from an external
	// identity provider and can neither reset a password nor have the
	// verification email sent again. Log in through that provider.
	BackendOperationNotSupportedForUser BackendCode = 221
)

// Of the account that hosts the application.
const (
	// BackendAccountQuotaLimited (222): the account's plan does not allow this
	// operation. Change the plan; the message varies with the operation.
	BackendAccountQuotaLimited BackendCode = 222
	// BackendAccountDisabled (223): the account that hosts the application is
	// disabled. Have the account enabled first.
	BackendAccountDisabled BackendCode = 223
	// BackendFeatureNotEnabled (224): the experimental feature is not enabled for
	// this account. Have it enabled first, or do without it.
	BackendFeatureNotEnabled BackendCode = 224
)

// Of access tokens. The vendor's clients log in anew and repeat the request on these,
// without limit, so return them only where a new token can cure the failure.
const (
	// BackendInvalidAccessToken (301): the access token is not valid. Log in
	// again. Return it only where a new token helps: clients log in and repeat
	// the request without limit.
	BackendInvalidAccessToken BackendCode = 301
	// BackendAccessTokenExpired (302): the access token has expired. Log in
	// again. Return it only where a new token helps: clients log in and repeat
	// the request without limit.
	BackendAccessTokenExpired BackendCode = 302
)

// Of requests.
const (
	// BackendNotFound (600): the requested resource does not exist. Check the
	// URL.
	BackendNotFound BackendCode = 600
	// BackendInvalidRequest (601): the request is invalid; correct what the
	// message names. A client asking for the current user takes it to mean
	// "nobody is logged in".
	BackendInvalidRequest BackendCode = 601
	// BackendMethodNotSupported (602): the resource does not support this HTTP
	// method. Use one that it supports.
	BackendMethodNotSupported BackendCode = 602
	// BackendAccessDenied (603): the caller is not allowed to perform the
	// operation. Check its permissions.
	BackendAccessDenied BackendCode = 603
	// BackendUnauthorized (604): the operation requires authorization, and the
	// request provides none. Add it to the request.
	BackendUnauthorized BackendCode = 604
	// BackendInvalidAPIVersion (605): the request URL has no valid API version.
	// Add the version to the URL.
	BackendInvalidAPIVersion BackendCode = 605
	// BackendAppIDMissing (606): the request URL has no App ID. Add it.
	BackendAppIDMissing BackendCode = 606
	// BackendInvalidAppID (607): the App ID is not valid. Check that it is the
	// application's own.
	BackendInvalidAppID BackendCode = 607
	// BackendInvalidFilter (608): the filter expression is invalid. Send a valid
	// JSON object in the required format.
	BackendInvalidFilter BackendCode = 608
	// BackendInvalidSort (609): the sort expression is invalid. Send a valid JSON
	// object in the required format.
	BackendInvalidSort BackendCode = 609
	// BackendInvalidContentTypeHeader (610): the operation requires a
	// Content-Type header, and the request's is missing or invalid. Set a valid
	// one.
	BackendInvalidContentTypeHeader BackendCode = 610
	// BackendContentTypeNotFound (611): the content type, a schema of the
	// application, does not exist. Check its name.
	BackendContentTypeNotFound BackendCode = 611
	// BackendInvalidPowerFields (612): the Power Fields definition is invalid.
	// Send a valid JSON object in the required format.
	BackendInvalidPowerFields BackendCode = 612
	// BackendUnsupportedContentTypeHeader (613): the request does not support
	// this Content-Type. Set a supported one.
	BackendUnsupportedContentTypeHeader BackendCode = 613
	// BackendInvalidCustomParameters (614): the custom parameters expression is
	// invalid. Send a valid JSON object.
	BackendInvalidCustomParameters BackendCode = 614
	// BackendInvalidRequestBody (615): the request body is invalid. Make its
	// format match the Content-Type header.
	BackendInvalidRequestBody BackendCode = 615
	// BackendInvalidFields (616): the fields expression is invalid. Send valid
	// JSON in the required format.
	BackendInvalidFields BackendCode = 616
	// BackendLoopDetected (617): an infinite loop was detected. Check the cloud
	// code for a call that leads to the same code again.
	BackendLoopDetected BackendCode = 617
	// BackendInvalidExpand (618): the expand expression is invalid. Send it in
	// the required format.
	BackendInvalidExpand BackendCode = 618
	// BackendInvalidSingleField (619): the single field expression is invalid.
	// Send a non-empty string.
	BackendInvalidSingleField BackendCode = 619
)

// Of metadata, responses and the service.
const (
	// BackendInvalidMetadata (630): the request contains or results in an invalid
	// metadata definition. Correct what the message names.
	BackendInvalidMetadata BackendCode = 630
	// BackendUnsupportedResponseContentType (640): the response content type that
	// the request asks for is not supported. Ask for a supported one.
	BackendUnsupportedResponseContentType BackendCode = 640
	// BackendRequestTimeout (650): the request did not complete within 60
	// seconds. Retry later.
	BackendRequestTimeout BackendCode = 650
	// BackendDataLinkServerError (660): the Data Link Server returned an error.
	// The message says what went wrong; act on that.
	BackendDataLinkServerError BackendCode = 660
	// BackendApplicationInMaintenance (670): the application is down for
	// maintenance. Stop all requests to it and retry later.
	BackendApplicationInMaintenance BackendCode = 670
)

// Of files and items.
const (
	// BackendFileContentTypeMissing (701): the upload lacks the required
	// ContentType parameter. Add it.
	BackendFileContentTypeMissing BackendCode = 701
	// BackendInvalidFileContent (702): the file content is missing or invalid.
	// Send valid content.
	BackendInvalidFileContent BackendCode = 702
	// BackendItemNotFound (801): no item has this ID. Check the ID. The vendor's
	// client takes it to mean "no such user".
	BackendItemNotFound BackendCode = 801
)

// Of cloud code.
const (
	// BackendCloudCodeFailed (901): the cloud code failed while it ran. Review
	// its logic.
	BackendCloudCodeFailed BackendCode = 901
	// BackendCloudCodeTimeout (902): the cloud code took too long. Make it call
	// the "done" callback in all cases; if it does, retry later.
	BackendCloudCodeTimeout BackendCode = 902
	// BackendCanceledByCloudCode (910): the cloud code canceled the operation.
	// Review the conditions under which it does so.
	BackendCanceledByCloudCode BackendCode = 910
	// BackendCloudCodeCompilationFailed (951): the cloud code for the operation
	// does not compile. Check it for typos and syntax errors.
	BackendCloudCodeCompilationFailed BackendCode = 951
	// BackendCloudCodeDisabled (955): the cloud code for this content type is
	// disabled after too many time-outs. Contact the vendor's support.
	BackendCloudCodeDisabled BackendCode = 955
	// BackendCloudCodeError (960): the request was processed, but the cloud code
	// set an error without a code of its own. Read the message, or set a code
	// there.
	BackendCloudCodeError BackendCode = 960
)

// Of email.
const (
	// BackendEmailTemplateError (1000): the email template could not be
	// processed. The message may say more; correct the template.
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
	kinds: [kindCount]Code{
		KindUnknown:            BackendUnexpectedError,
		KindInvalidArgument:    BackendInvalidRequest,
		KindNotFound:           BackendItemNotFound,
		KindAlreadyExists:      BackendDuplicateKey,
		KindUnauthenticated:    BackendUnauthorized,
		KindPermissionDenied:   BackendAccessDenied,
		KindResourceExhausted:  BackendAccountQuotaLimited,
		KindFailedPrecondition: BackendInvalidRequest,
		KindAborted:            BackendInvalidRequest,
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
	BackendUnexpectedError: {code: BackendUnexpectedError, name: "UnexpectedError", kind: KindInternal, status: 500, source: StatusDocumented, ops: OpAllBackend,
		message:     "Unexpected error.",
		description: "Represents an error that doesn't fall into any other category."},
	BackendDatabaseError: {code: BackendDatabaseError, name: "DatabaseError", kind: KindInternal, status: 500, source: StatusInferred, ops: OpAllBackend,
		message:     "General database error.",
		description: "A problem occurred while working with the database. The error message will contain more information about the error.",
		more: []*row{
			{code: BackendDuplicateKey, name: "DuplicateKey", kind: KindAlreadyExists, status: 400, source: StatusDocumented, ops: OpCreate,
				message:     "The operation results in a duplicate key for a unique index.",
				description: "You are trying to create an item with a field that requires a unique value (for example: \"Id\"). The error shows that an item with such value already exists."},
			{code: BackendDuplicateFieldValues, name: "DuplicateFieldValues", kind: KindFailedPrecondition, status: 400, source: StatusDocumented, ops: OpUpdateField,
				message:     "Duplicate values already exist for field Number of content type \"New\".",
				text:        "Duplicate values already exist for the field.",
				template:    "Duplicate values already exist for field {1} of content type \"{2}\".",
				description: "You are trying to enforce a uniqueness constraint on the values of a field but the field already contains non-unique values."},
		}},
	BackendUsernameTaken: {code: BackendUsernameTaken, name: "UsernameTaken", kind: KindAlreadyExists, status: 400, source: StatusDocumented, ops: OpRegisterUser | OpUpdateUser,
		message:     "A user with the same username already exists.",
		description: "The name of the user account you are creating or updating already exists."},
	BackendPasswordMissing: {code: BackendPasswordMissing, name: "PasswordMissing", kind: KindInvalidArgument, status: 400, source: StatusDocumented, ops: OpRegisterUser,
		message:     "No password was specified.",
		description: "You are trying to register a user without specifying a password."},
	BackendUsernameMissing: {code: BackendUsernameMissing, name: "UsernameMissing", kind: KindInvalidArgument, status: 400, source: StatusDocumented, ops: OpRegisterUser,
		message:     "No username was specified.",
		description: "You are trying to register a user without specifying a username."},
	BackendInvalidPassword: {code: BackendInvalidPassword, name: "InvalidPassword", kind: KindInvalidArgument, status: 400, source: StatusDocumented, ops: OpRegisterUser | OpChangePassword,
		message:     "The password you specified is not a valid password literal.",
		description: "The specified password is not in the correct format. The password must be a non-empty string."},
	BackendInvalidCredentials: {code: BackendInvalidCredentials, name: "InvalidCredentials", kind: KindUnauthenticated, status: 403, source: StatusDocumented, ops: OpLogin,
		message:     "Invalid username or password.",
		description: "A user with the specified username and password combination does not exist in the system."},
	BackendUserNotFound: {code: BackendUserNotFound, name: "UserNotFound", kind: KindNotFound, status: 400, source: StatusDocumented, ops: OpChangePassword | OpSetPassword | OpResetPassword,
		message:     "The specified user was not found.",
		description: "The specified user was not found."},
	BackendInvalidUserData: {code: BackendInvalidUserData, name: "InvalidUserData", kind: KindInvalidArgument, status: 400, source: StatusDocumented, ops: OpRegisterUser | OpUpdateUser,
		message:     "The specified user data is invalid.",
		description: "Some of the data you specified when creating or updating a user is invalid. The error message will contain specific information about the invalid data."},
	BackendInvalidResetCode: {code: BackendInvalidResetCode, name: "InvalidResetCode", kind: KindInvalidArgument, status: 403, source: StatusDocumented, ops: OpSetPassword,
		message:     "The specified reset code is invalid.",
		description: "The reset code that you passed is incorrect or has expired."},
	BackendInvalidVerificationCode: {code: BackendInvalidVerificationCode, name: "InvalidVerificationCode", kind: KindInvalidArgument, status: 400, source: StatusDocumented, ops: OpVerifyUser,
		message:     "The specified verification code is invalid.",
		description: "The verification code that you passed is incorrect or has expired."},
	BackendUserAlreadyVerified: {code: BackendUserAlreadyVerified, name: "UserAlreadyVerified", kind: KindFailedPrecondition, status: 403, source: StatusDocumented, ops: OpVerifyUser,
		message:     "The specified user is already verified.",
		description: "You are attempting to verify a user account that has already been verified."},
	BackendEmailTaken: {code: BackendEmailTaken, name: "EmailTaken", kind: KindAlreadyExists, status: 400, source: StatusDocumented, ops: OpRegisterUser | OpLinkUser,
		message:     "A user with the specified email already exists.",
		description: "You are attempting to use an email address that already exist in the system."},
	BackendEmailMissing: {code: BackendEmailMissing, name: "EmailMissing", kind: KindFailedPrecondition, status: 400, source: StatusDocumented, ops: OpRegisterUser | OpChangePassword | OpSetPassword | OpResetPassword | OpResendVerification,
		message:     "The specified user has no email address defined.",
		description: "The requested operation requires an email address to be set for the user."},
	BackendUnsupportedIdentityProvider: {code: BackendUnsupportedIdentityProvider, name: "UnsupportedIdentityProvider", kind: KindInvalidArgument, status: 400, source: StatusDocumented, ops: OpRegisterUser | OpLinkUser | OpADFSMetadata,
		message:     "The specified identity provider is not supported.",
		description: "You have specified an identity provider value that is not recognized by the system."},
	BackendProviderTokenMissing: {code: BackendProviderTokenMissing, name: "ProviderTokenMissing", kind: KindInvalidArgument, status: 400, source: StatusDocumented, ops: OpRegisterUser | OpLinkUser,
		message:     "No token was specified.",
		description: "The provider-generated user access token is not present in the request."},
	BackendIdentityProviderMissing: {code: BackendIdentityProviderMissing, name: "IdentityProviderMissing", kind: KindInvalidArgument, status: 400, source: StatusDocumented, ops: OpRegisterUser | OpLinkUser,
		message:     "No identity provider was specified.",
		description: "You have not specified an identity provider."},
	BackendInvalidProviderToken: {code: BackendInvalidProviderToken, name: "InvalidProviderToken", kind: KindUnauthenticated, status: 400, source: StatusDocumented, ops: OpRegisterUser | OpLinkUser,
		message:     "Cannot retrieve a user for the specified token.",
		description: "The system is unable to match the token you specified with a valid user for the identity provider you are using."},
	BackendUserAlreadyLinked: {code: BackendUserAlreadyLinked, name: "UserAlreadyLinked", kind: KindAlreadyExists, status: 400, source: StatusDocumented, ops: OpLinkUser,
		message:     "The user is already linked with the specified provider.",
		description: "The user has already been linked to the specified authentication provider."},
	BackendUserNotLinked: {code: BackendUserNotLinked, name: "UserNotLinked", kind: KindFailedPrecondition, status: 400, source: StatusDocumented, ops: OpUnlinkUser,
		message:     "The user cannot be unlinked because she is not linked with the specified provider.",
		description: "You are attempting to remove an authentication provider link that does not exist."},
	BackendUserCannotBeUnlinked: {code: BackendUserCannotBeUnlinked, name: "UserCannotBeUnlinked", kind: KindFailedPrecondition, status: 400, source: StatusDocumented, ops: OpUnlinkUser,
		message:     "The user cannot be unlinked.",
		description: "The user cannot be unlinked because it has a single identity provider."},
	BackendOperationNotSupportedForUser: {code: BackendOperationNotSupportedForUser, name: "OperationNotSupportedForUser", kind: KindFailedPrecondition, status: 400, source: StatusDocumented, ops: OpResetPassword | OpResendVerificationEmail,
		message:     "The operation is not supported for the given user.",
		description: "Reset password and resend verification email are not available for users coming from external identity providers."},
	BackendAccountQuotaLimited: {code: BackendAccountQuotaLimited, name: "AccountQuotaLimited", kind: KindResourceExhausted, status: 403, source: StatusDocumented, ops: OpAllBackend,
		message:     "The account quota is limited for this operation.",
		description: "Your subscription plan does not allow you to run the operation. The message will vary based on the operation you are trying to perform."},
	BackendAccountDisabled: {code: BackendAccountDisabled, name: "AccountDisabled", kind: KindFailedPrecondition, status: 403, source: StatusDocumented, ops: OpAllBackend,
		message:     "The account is disabled.",
		description: "The account that hosts the application has been disabled."},
	BackendFeatureNotEnabled: {code: BackendFeatureNotEnabled, name: "FeatureNotEnabled", kind: KindFailedPrecondition, status: 403, source: StatusDocumented, ops: OpAllBackend,
		message:     "The feature is not enabled for this account.",
		description: "The experimental feature you are trying to use is not enabled for your account."},
	BackendInvalidAccessToken: {code: BackendInvalidAccessToken, name: "InvalidAccessToken", kind: KindUnauthenticated, status: 403, source: StatusDocumented, ops: OpAllBackend,
		message:     "Invalid access token.",
		description: "The provided access token is not valid."},
	BackendAccessTokenExpired: {code: BackendAccessTokenExpired, name: "AccessTokenExpired", kind: KindUnauthenticated, status: 403, source: StatusDocumented, ops: OpAllBackend,
		message:     "Your access token has expired.",
		description: "The validity of the provided access token has expired."},
	BackendNotFound: {code: BackendNotFound, name: "NotFound", kind: KindNotFound, status: 404, source: StatusDocumented, ops: OpAllBackend,
		message:     "Not found.",
		description: "The requested resource was not found."},
	BackendInvalidRequest: {code: BackendInvalidRequest, name: "InvalidRequest", kind: KindInvalidArgument, status: 400, source: StatusDocumented, ops: OpAllBackend,
		message:     "Invalid request.",
		description: "The request is invalid. Consult the accompanying error message to find out what went wrong."},
	BackendMethodNotSupported: {code: BackendMethodNotSupported, name: "MethodNotSupported", kind: KindUnimplemented, status: 405, source: StatusDocumented,
		message:     "Method not supported.",
		description: "You cannot use this HTTP method with this resource."},
	BackendAccessDenied: {code: BackendAccessDenied, name: "AccessDenied", kind: KindPermissionDenied, status: 403, source: StatusDocumented, ops: OpAllBackend,
		message:     "Access denied.",
		description: "You are not allowed to perform the operation."},
	BackendUnauthorized: {code: BackendUnauthorized, name: "Unauthorized", kind: KindUnauthenticated, status: 401, source: StatusDocumented, ops: OpAllBackend,
		message:     "Unauthorized.",
		description: "You did not provide authorization which is required for this operation."},
	BackendInvalidAPIVersion: {code: BackendInvalidAPIVersion, name: "InvalidAPIVersion", kind: KindInvalidArgument, status: 400, source: StatusDocumented,
		message:     "Missing or invalid API version.",
		description: "The API version is missing from the request URL."},
	BackendAppIDMissing: {code: BackendAppIDMissing, name: "AppIDMissing", kind: KindInvalidArgument, status: 400, source: StatusDocumented,
		message:     "Missing App ID.",
		description: "The App ID is missing from the request URL."},
	BackendInvalidAppID: {code: BackendInvalidAppID, name: "InvalidAppID", kind: KindInvalidArgument, status: 400, source: StatusInferred,
		message:     "Invalid App ID.",
		description: "The specified App ID is invalid. Make sure you are using the correct App ID."},
	BackendInvalidFilter: {code: BackendInvalidFilter, name: "InvalidFilter", kind: KindInvalidArgument, status: 400, source: StatusDocumented, ops: OpRead | OpUpdate | OpDelete,
		message:     "Invalid filter expression.",
		description: "The filter expression you specified is invalid. Make sure the filter expression is a valid JSON object and it is in the required format."},
	BackendInvalidSort: {code: BackendInvalidSort, name: "InvalidSort", kind: KindInvalidArgument, status: 400, source: StatusDocumented, ops: OpRead,
		message:     "Invalid sort expression.",
		description: "The sort expression you specified is invalid. Make sure the sort expression is a valid JSON object and it is in the required format."},
	BackendInvalidContentTypeHeader: {code: BackendInvalidContentTypeHeader, name: "InvalidContentTypeHeader", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpAllBackend,
		message:     "Missing or invalid content type. Please specify a valid Content-Type header.",
		description: "The Content-Type header is required for this operation, but is either missing or invalid."},
	BackendContentTypeNotFound: {code: BackendContentTypeNotFound, name: "ContentTypeNotFound", kind: KindNotFound, status: 404, source: StatusInferred, ops: OpAllData | OpContentTypeMetadata,
		message:     "The specified content type was not found.",
		description: "You specified an unexisting content type."},
	BackendInvalidPowerFields: {code: BackendInvalidPowerFields, name: "InvalidPowerFields", kind: KindInvalidArgument, status: 400, source: StatusDocumented, ops: OpRead,
		message:     "Invalid power fields definition.",
		description: "The Power Fields definition you specified is invalid. Make sure the Power Fields definition is a valid JSON object and it is in the required format."},
	BackendUnsupportedContentTypeHeader: {code: BackendUnsupportedContentTypeHeader, name: "UnsupportedContentTypeHeader", kind: KindInvalidArgument, status: 415, source: StatusInferred, ops: OpSetCloudCode,
		message:     "Unsupported Content-Type.",
		description: "The specified content type is not supported by this request."},
	BackendInvalidCustomParameters: {code: BackendInvalidCustomParameters, name: "InvalidCustomParameters", kind: KindInvalidArgument, status: 400, source: StatusDocumented, ops: OpAllData,
		message:     "Invalid custom parameter expression.",
		description: "The custom parameters expression you specified is invalid. Make sure it is a valid JSON object."},
	BackendInvalidRequestBody: {code: BackendInvalidRequestBody, name: "InvalidRequestBody", kind: KindInvalidArgument, status: 400, source: StatusDocumented, ops: OpAllBackend,
		message:     "Invalid request body.",
		description: "The body of the HTTP request is invalid. Make sure its format is consistent with the Content-Type header you specified."},
	BackendInvalidFields: {code: BackendInvalidFields, name: "InvalidFields", kind: KindInvalidArgument, status: 400, source: StatusDocumented, ops: OpRead,
		message:     "Invalid fields expression.",
		description: "The fields expression you specified is invalid. Make sure the fields expression is a valid JSON and it is in the required format."},
	BackendLoopDetected: {code: BackendLoopDetected, name: "LoopDetected", kind: KindInternal, status: 508, source: StatusInferred, ops: OpAllData,
		message:     "Loop detected.",
		description: "An infinite loop was detected. This usually happens when your cloud code makes a call that results in the execution of the same code."},
	BackendInvalidExpand: {code: BackendInvalidExpand, name: "InvalidExpand", kind: KindInvalidArgument, status: 400, source: StatusDocumented, ops: OpReadOperations,
		message:     "Invalid expand expression.",
		description: "The expand expression you specified is invalid. Make sure the expand expression is in the required format."},
	BackendInvalidSingleField: {code: BackendInvalidSingleField, name: "InvalidSingleField", kind: KindInvalidArgument, status: 400, source: StatusDocumented, ops: OpReadOperations,
		message:     "Invalid single field expression.",
		description: "The single field expression you specified is invalid. Make sure the single field expression is a non-empty string."},
	BackendInvalidMetadata: {code: BackendInvalidMetadata, name: "InvalidMetadata", kind: KindInvalidArgument, status: 400, source: StatusDocumented, ops: OpMetadata,
		message:     "Invalid metadata definition specified.",
		description: "The metadata request contains or results in an invalid metadata definition. Refer to the accompanying error message to find out what went wrong."},
	BackendUnsupportedResponseContentType: {code: BackendUnsupportedResponseContentType, name: "UnsupportedResponseContentType", kind: KindInvalidArgument, status: 406, source: StatusDocumented, ops: OpAllBackend,
		message:     "The specified response content type is not supported.",
		description: "The response content type you specified in the request is not supported."},
	BackendRequestTimeout: {code: BackendRequestTimeout, name: "RequestTimeout", kind: KindDeadlineExceeded, status: 408, source: StatusDocumented, retryable: true, ops: OpAllBackend,
		message:     "The request timed out.",
		description: "The request timed out. A request times out if it does not complete within 60 seconds."},
	BackendDataLinkServerError: {code: BackendDataLinkServerError, name: "DataLinkServerError", kind: KindInternal, status: 400, source: StatusDocumented, ops: OpAllBackend,
		message:     "Data Link Server Error",
		description: "The Data Link Server returned an error. Refer to the accompanying error message to find out what went wrong."},
	BackendApplicationInMaintenance: {code: BackendApplicationInMaintenance, name: "ApplicationInMaintenance", kind: KindUnavailable, status: 503, source: StatusDocumented, retryable: true, ops: OpAllBackend,
		message:     "Application is down for maintenance",
		description: "The application is down for maintenance. You are advised to stop all requests to it and resume them at a later time."},
	BackendFileContentTypeMissing: {code: BackendFileContentTypeMissing, name: "FileContentTypeMissing", kind: KindInvalidArgument, status: 400, source: StatusDocumented, ops: OpUploadFileBase64,
		message:     "ContentType not specified.",
		description: "The required ContentType parameter is not specified."},
	BackendInvalidFileContent: {code: BackendInvalidFileContent, name: "InvalidFileContent", kind: KindInvalidArgument, status: 400, source: StatusDocumented, ops: OpUploadFile | OpUpdateFileContent | OpSetCloudCode,
		message:     "Missing or invalid file content.",
		description: "You have not specified file content or the specified file content is invalid."},
	BackendItemNotFound: {code: BackendItemNotFound, name: "ItemNotFound", kind: KindNotFound, status: 404, source: StatusDocumented, ops: OpReadByID | OpUpdateByID | OpDeleteByID,
		message:     "Item not found.",
		description: "The specified item was not found."},
	BackendCloudCodeFailed: {code: BackendCloudCodeFailed, name: "CloudCodeFailed", kind: KindInternal, status: 500, source: StatusDocumented, ops: OpAllData | OpExecuteCloudFunction,
		message:     "An error occurred during execution of custom server code.",
		description: "There was an error while executing your cloud code. Review your cloud code logic."},
	BackendCloudCodeTimeout: {code: BackendCloudCodeTimeout, name: "CloudCodeTimeout", kind: KindDeadlineExceeded, status: 500, source: StatusDocumented, retryable: true, ops: OpAllData | OpExecuteCloudFunction,
		message:     "The execution of the custom server code timed out.",
		description: "The execution of your custom code took too long. Make sure you properly call the \"done\" callback in all cases."},
	BackendCanceledByCloudCode: {code: BackendCanceledByCloudCode, name: "CanceledByCloudCode", kind: KindFailedPrecondition, status: 500, source: StatusDocumented, ops: OpAllData,
		message:     "The request was canceled by custom server code.",
		description: "Your custom cloud code canceled the operation."},
	BackendCloudCodeCompilationFailed: {code: BackendCloudCodeCompilationFailed, name: "CloudCodeCompilationFailed", kind: KindInternal, status: 500, source: StatusDocumented, ops: OpAllData,
		message:     "The custom code definition failed to compile.",
		description: "The cloud code for the operation failed to compile. Check your cloud code for typos and syntax errors."},
	BackendCloudCodeDisabled: {code: BackendCloudCodeDisabled, name: "CloudCodeDisabled", kind: KindFailedPrecondition, status: 500, source: StatusDocumented, ops: OpAllData,
		message:     "Custom cloud code is disabled for this type.",
		description: "The cloud code for this content type have been disabled due to too many timeouts. Contact Support for more information."},
	BackendCloudCodeError: {code: BackendCloudCodeError, name: "CloudCodeError", kind: KindFailedPrecondition, status: 400, source: StatusDocumented, ops: OpAllData,
		message:     "The request was processed but an error was generated by custom code.",
		description: "If you don't include your own error code when you are setting an error in your cloud code, then this default code is automatically added."},
	BackendEmailTemplateError: {code: BackendEmailTemplateError, name: "EmailTemplateError", kind: KindFailedPrecondition, status: 400, source: StatusDocumented, ops: OpSendEmail,
		message:     "Error processing email template.",
		description: "There was an error processing the email template. The message may contain more information about the error."},
}

// Error returns the catalogue, the number and the message: "backend 206: The specified user was not found".
func (c BackendCode) Error() string { return backend.errorText(int64(c), "") }

// Number returns the number on the wire, which variants share.
func (c BackendCode) Number() int { return int(numberOf(int64(c))) }

// HTTPStatus returns the HTTP status to answer with, from 400 to 599.
func (c BackendCode) HTTPStatus() int { return c.row().status }

// Message returns the vendor's message, letter for letter; empty if it has none.
func (c BackendCode) Message() string { return c.row().message }

// Info returns the whole row of the catalogue.
func (c BackendCode) Info() Info { return infoOf(c) }

// Catalog returns the catalogue of all codes of this type.
func (c BackendCode) Catalog() *Catalog { return &backend }

// String returns the constant's name; "BackendCode(987654)" for an unlisted number.
func (c BackendCode) String() string { return backend.identifier(int64(c)) }

// Format implements [fmt.Formatter]. %v, %s and %q print what Error returns, %d,
// %x and the like the number, and %#v the constant as Go source.
func (c BackendCode) Format(s fmt.State, verb rune) { backend.printCode(s, verb, int64(c)) }

// Is reports whether target is c, the number that c is a variant of, c's [Kind],
// or a sentinel of the standard library that means the same.
func (c BackendCode) Is(target error) bool { return matches(c, c.row().kind, target) }

// As sets target, as [errors.As] does, if it points to a variable of this type,
// a [Code], a [Kind] or an [*Error].
func (c BackendCode) As(target any) bool { return assign(c, target) }

// LogValue implements [slog.LogValuer] with a group of the catalogue, number,
// name, status and message.
func (c BackendCode) LogValue() slog.Value { return backend.logCode(int64(c)) }

// ErrorType returns the code as a label: see [LabelOf].
func (c BackendCode) ErrorType() string { return backend.label(int64(c)) }

// MarshalText returns the text form, "backend/206". It never fails. So a code
// in JSON is a string; the integer on the wire is Number.
func (c BackendCode) MarshalText() ([]byte, error) { return backend.appendText(nil, int64(c)), nil }

// UnmarshalText reads the text form, a number or a name. It fails on a name or a
// catalogue that is not the code's, and a number beyond 32 bits.
func (c *BackendCode) UnmarshalText(text []byte) error { return unmarshalText(c, text) }

// UnmarshalJSON reads a JSON number, or a string as UnmarshalText does.
func (c *BackendCode) UnmarshalJSON(data []byte) error { return unmarshalJSON(c, data) }

func backendTable() []*row { return backendRows[:] }

// row is small enough to be inlined, which makes a look-up an array index.
func (c BackendCode) row() *row {
	if uint64(c) < uint64(len(backendRows)) && backendRows[c] != nil {
		return backendRows[c]
	}
	return c.rareRow()
}

//go:noinline
func (c BackendCode) rareRow() *row { return backend.row(int64(c)) }

func (c BackendCode) key() int64             { return int64(c) }
func (c BackendCode) sibling(key int64) Code { return BackendCode(key) }
func (c *BackendCode) deref() Code           { return deref(c) }
