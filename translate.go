package errcode

import (
	"context"
	"database/sql"
	"encoding/json"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
)

// equivalents are the codes of Backend Services and of LeanCloud that say the
// same, in the order of the former. They are read from either side. Both codes
// of a pair have the same kind, or statuses of the same class.
var equivalents = [...]struct{ backend, leanCloud Code }{
	{BackendUnexpectedError, LeanCloudInternalServerError},
	{BackendUnexpectedError, RealtimeInternalError},
	{BackendDatabaseError, LeanCloudDatabaseError},
	{BackendDuplicateKey, LeanCloudDuplicateValue},
	{BackendUsernameTaken, LeanCloudUsernameTaken},
	{BackendPasswordMissing, LeanCloudPasswordMissing},
	{BackendUsernameMissing, LeanCloudUsernameMissing},
	{BackendInvalidPassword, LeanCloudInvalidPassword},
	{BackendInvalidCredentials, LeanCloudUsernamePasswordMismatch},
	{BackendUserNotFound, LeanCloudUserNotFound},
	{BackendEmailTaken, LeanCloudEmailTaken},
	{BackendInvalidProviderToken, LeanCloudInvalidLinkedSession},
	{BackendAccountQuotaLimited, LeanCloudQuotaExceeded},
	{BackendAccessDenied, LeanCloudForbidden},
	{BackendUnauthorized, LeanCloudUnauthorized},
	{BackendContentTypeNotFound, LeanCloudClassOrObjectNotFound},
	{BackendInvalidRequestBody, LeanCloudInvalidJSON},
	{BackendInvalidRequestBody, RealtimeUnparseableRawMessage},
	{BackendRequestTimeout, LeanCloudTimeout},
	{BackendApplicationInMaintenance, LeanCloudServerInMaintenance},
	{BackendItemNotFound, LeanCloudObjectNotFound},
	{BackendCloudCodeTimeout, LeanCloudEngineTimeout},
	{BackendCanceledByCloudCode, LeanCloudCloudCodeValidationFailed},
	{BackendCanceledByCloudCode, RealtimeConversationRejectedByApp},
}

// nearest are codes for which the other side has no code that says the same,
// but one that is closer than the code that stands for the kind. It says the
// same more broadly or of something akin, and keeps the kind or the class of
// status.
var nearest = [...]struct{ from, to Code }{
	{BackendInvalidResetCode, LeanCloudInvalidSMSCode},
	{BackendInvalidVerificationCode, LeanCloudInvalidSMSCode},
	{BackendEmailMissing, LeanCloudEmailMissing}, // the user has none; the request has none
	{BackendAccountQuotaLimited, RealtimeAppQuotaExceeded},
	{BackendInvalidAccessToken, LeanCloudSessionExpired}, // not back: see BackendInvalidAccessToken
	{BackendAccessTokenExpired, LeanCloudSessionExpired},
	{BackendAccessTokenExpired, RealtimeSessionTokenExpired},
	{BackendMethodNotSupported, RealtimeUnparseableRawMessage},
	{BackendAppIDMissing, LeanCloudUnauthorized},
	{BackendInvalidAppID, LeanCloudUnauthorized},
	{BackendCloudCodeDisabled, LeanCloudCloudCodeValidationFailed},
	{BackendCloudCodeError, LeanCloudCloudCodeValidationFailed},
	{LeanCloudInternationalSMSDisabled, BackendFeatureNotEnabled},
	{LeanCloudObjectNotFoundByID, BackendItemNotFound},
	{LeanCloudOperationForbidden, BackendAccessDenied},
	{LeanCloudInvalidEmailAddress, BackendInvalidUserData},
	{LeanCloudInvalidMobilePhoneNumber, BackendInvalidUserData},
	{LeanCloudInvalidUsername, BackendInvalidUserData},
	{LeanCloudHookFailed, BackendCanceledByCloudCode},
	{LeanCloudThresholdExceeded, BackendAccountQuotaLimited},
	{LeanCloudEmailMissing, BackendEmailMissing},
	{LeanCloudEmailNotFound, BackendUserNotFound},
	{LeanCloudMobilePhoneNumberNotFound, BackendUserNotFound},
	{LeanCloudInvalidWeiboSession, BackendInvalidProviderToken},
	{LeanCloudInvalidWeixinSession, BackendInvalidProviderToken},
	{LeanCloudStorageOperationFailed, BackendDatabaseError},
	{LeanCloudPayloadTooLarge, BackendInvalidRequestBody},
	{LeanCloudPayloadTooLarge, RealtimeFrameTooLong},
	{LeanCloudSMSSendingFailed, BackendDataLinkServerError}, // an upstream failed
	{LeanCloudInvalidSMSCode, BackendInvalidVerificationCode},
	{RealtimeAppNotAvailable, BackendFeatureNotEnabled},
	{RealtimeFrameTooLong, BackendInvalidRequestBody},
	{RealtimeConversationAPIFailed, BackendDataLinkServerError}, // an upstream failed
	{RealtimeConversationMemberInfoFeatureDisabled, BackendFeatureNotEnabled},
	{RealtimeMessageRejectedByApp, BackendCanceledByCloudCode},
	{RealtimeMessageUpdateRejectedByApp, BackendCanceledByCloudCode},
	{RealtimeMessageEditDisabled, BackendFeatureNotEnabled},
	{RealtimeMessageRecallDisabled, BackendFeatureNotEnabled},
	{RealtimeBlacklistFeatureDisabled, BackendFeatureNotEnabled},
}

// Translate returns the code that says in the format of this catalogue what err
// says:
//
//   - A code of the catalogue stays what it is, and in a vendor's catalogue so
//     does one of any other catalogue of the same format: LeanCloud and realtime
//     share one, and an app's own codes go beside the vendor's.
//   - Any other code becomes the code that says the same, or else the one that
//     stands for its [Kind]. A number that its catalogue does not list becomes
//     the general failure.
//   - A bare kind becomes the code that stands for it.
//   - An error of the standard library becomes the code that means the same:
//     [context.DeadlineExceeded], [context.Canceled], network time-outs,
//     [fs.ErrNotExist], [fs.ErrExist], [fs.ErrPermission], [sql.ErrNoRows],
//     [http.MaxBytesError], and the errors of a JSON body that cannot be read.
//     [io.EOF] is none of them, since it may come from anywhere; a
//     [json.Decoder] returns it for an empty body.
//   - Any other error becomes the general failure.
//
// A code counts before a kind, and a kind before an error of the standard
// library, wherever they stand in err. Translate returns nil for a nil error.
func (c *Catalog) Translate(err error) Code {
	if isNil(err) {
		return nil
	}
	if code := codeIn(err); code != nil {
		return c.translate(code)
	}
	return c.translateUncoded(err)
}

// translate translates a code.
func (c *Catalog) translate(code Code) Code {
	from := code.Catalog()
	if c == nil || from == c || from != nil && from.format == c.format && builtIn(c.name) == c {
		return code
	}
	return c.equivalent(code)
}

// equivalent returns the code of this catalogue for one of another format.
func (c *Catalog) equivalent(code Code) Code {
	for _, pair := range equivalents {
		switch {
		case pair.leanCloud == code && pair.backend.Catalog() == c:
			return pair.backend
		case pair.backend == code && pair.leanCloud.Catalog() == c:
			return pair.leanCloud
		}
	}
	for _, pair := range nearest {
		if pair.from == code && pair.to.Catalog() == c {
			return pair.to
		}
	}
	return c.standIn(kindOf(code))
}

// standIn returns the code that stands for a kind.
func (c *Catalog) standIn(kind Kind) Code {
	if int(kind) >= kindCount {
		kind = KindUnknown
	}
	return c.kinds[kind]
}

// translateUncoded translates an error that has no code.
func (c *Catalog) translateUncoded(err error) Code {
	if c == nil {
		return nil
	}
	if kind := KindOf(err); kind != KindUnknown {
		return c.standIn(kind)
	}
	meant := error(KindInternal)
	walk(err, func(err error) bool {
		found := standard(err)
		if found != nil {
			meant = found
		}
		return found != nil
	})
	switch meant := meant.(type) {
	case LeanCloudCode:
		if c == &leanCloud {
			return meant
		}
		return c.equivalent(meant)
	case Kind:
		return c.standIn(meant)
	}
	return nil
}

// standard returns what an error of the standard library means, as a LeanCloud
// code or, where that has none, a kind; nil for other errors. It does not look
// at what err wraps.
func standard(err error) error {
	switch err {
	case context.DeadlineExceeded, os.ErrDeadlineExceeded:
		return LeanCloudTimeout
	case context.Canceled:
		return KindCanceled
	case fs.ErrNotExist, sql.ErrNoRows:
		return LeanCloudObjectNotFound
	case fs.ErrExist:
		return LeanCloudDuplicateValue
	case fs.ErrPermission:
		return LeanCloudForbidden
	case io.ErrUnexpectedEOF:
		return LeanCloudInvalidJSON
	}
	switch err.(type) {
	case *http.MaxBytesError:
		return LeanCloudPayloadTooLarge
	case *json.SyntaxError, *json.UnmarshalTypeError:
		return LeanCloudInvalidJSON
	}
	if e, ok := err.(net.Error); ok && e.Timeout() {
		return LeanCloudTimeout
	}
	if e, ok := err.(interface{ Is(error) bool }); ok { // such as syscall.Errno
		for _, sentinel := range [...]error{fs.ErrNotExist, fs.ErrExist, fs.ErrPermission, context.DeadlineExceeded, context.Canceled} {
			if e.Is(sentinel) {
				return standard(sentinel)
			}
		}
	}
	return nil
}

// kindOfStatus returns the kind that an HTTP status tells of.
func kindOfStatus(status int) Kind {
	switch status {
	case http.StatusUnauthorized:
		return KindUnauthenticated
	case http.StatusForbidden:
		return KindPermissionDenied
	case http.StatusNotFound, http.StatusGone:
		return KindNotFound
	case http.StatusMethodNotAllowed, http.StatusNotImplemented:
		return KindUnimplemented
	case http.StatusRequestTimeout, http.StatusGatewayTimeout, 524:
		return KindDeadlineExceeded
	case http.StatusConflict:
		return KindAlreadyExists
	case http.StatusPreconditionFailed, http.StatusPreconditionRequired:
		return KindFailedPrecondition
	case http.StatusTooManyRequests, 529:
		return KindResourceExhausted
	case 499:
		return KindCanceled
	case http.StatusBadGateway, http.StatusServiceUnavailable:
		return KindUnavailable
	}
	switch {
	case 400 <= status && status <= 499:
		return KindInvalidArgument
	case 500 <= status && status <= 599:
		return KindInternal
	}
	return KindUnknown
}

// builtIn returns the built-in catalogue of that name, or nil.
func builtIn(name string) *Catalog {
	for _, c := range [...]*Catalog{&backend, &leanCloud, &realtime} {
		if c.name == name {
			return c
		}
	}
	return nil
}
