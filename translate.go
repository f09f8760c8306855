package errcode

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

// nearest are codes for which the other side has no code that means the same,
// but one that is closer than the code that represents the kind: a broader one,
// or one about something similar, with the same kind or class of status.
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

// Translate returns the code of this catalog for err:
//
//   - A code of the catalog is returned unchanged. For a built-in catalog, so
//     is a code of any other catalog of the same format: LeanCloud and realtime
//     share one, and an app can have its own codes next to the vendor's.
//   - Any other code becomes the code with the same meaning, or else the one that
//     represents its [Kind]. A number that its catalog does not list becomes the
//     general failure, which is the code that represents [KindInternal].
//   - A bare kind becomes the code that represents it.
//   - An error of the standard library becomes the code with the same meaning
//     or kind. These are known: [context.DeadlineExceeded],
//     [os.ErrDeadlineExceeded], [http.ErrHandlerTimeout] and network timeouts;
//     [context.Canceled]; [fs.ErrNotExist] and [sql.ErrNoRows]; [fs.ErrExist];
//     [fs.ErrPermission]; connections that are refused, reset, or aborted, or
//     that a server closes before it has answered an [http.Client]; hosts that
//     are unknown or cannot be reached; [sql.ErrConnDone] and
//     [driver.ErrBadConn]; [http.MaxBytesError]; and the errors of a JSON body
//     that cannot be parsed.
//   - Any other error becomes the general failure.
//
// A code takes precedence over a kind, and a kind over an error of the standard
// library, regardless of where they are in err. Translate returns nil for a nil
// error. A nil catalog leaves every code unchanged, and returns nil for an error
// without a code.
//
// [io.EOF] is not known, because it may come from anywhere. A [json.Decoder]
// returns it for an empty body, so a handler that needs a body replaces it:
//
//	err := json.NewDecoder(r.Body).Decode(&v)
//	if err == io.EOF {
//		err = errcode.LeanCloudInvalidJSON
//	}
func (c *Catalog) Translate(err error) Code {
	if isNil(err) {
		return nil
	}
	code, ok := c.tryTranslate(err)
	if !ok && c != nil {
		return c.representative(KindInternal)
	}
	return code
}

// tryTranslate is Translate for an error whose methods may panic; it reports
// whether they did not.
func (c *Catalog) tryTranslate(err error) (code Code, ok bool) {
	defer ignorePanic() // ok is not set then
	var f finding
	f.tryFind(err, everything)
	return c.translate(&f), true
}

// translate returns the code of this catalog for what a walk has found; nil if
// the catalog is empty.
func (c *Catalog) translate(f *finding) Code {
	switch {
	case f.code != nil:
		return c.translateCode(f.code)
	case c == nil:
		return nil
	case f.hasKind:
		return c.representative(f.kind)
	case f.condition == conditionBadBody && c.badBody != nil:
		return c.badBody
	case f.condition == conditionTooLarge && c.tooLarge != nil:
		return c.tooLarge
	case f.condition != noCondition:
		return c.representative(f.condition.kind())
	}
	return c.representative(KindInternal)
}

// speaks reports whether a code stays what it is in this catalog's format.
func (c *Catalog) speaks(code Code) bool {
	return c == nil || c.includes(code) // apart, so that this is inlined
}

func (c *Catalog) includes(code Code) bool {
	from := code.Catalog()
	return from == c || from != nil && from.format == c.format && c.vendor
}

// Equivalent returns the code of this catalog that means the same as code,
// which may be of any catalog, and whether there is one. If there is none,
// [Catalog.Translate] chooses one that comes close or that represents the kind.
// For a nil code, Equivalent returns false. A nil catalog returns the code
// itself.
func (c *Catalog) Equivalent(code Code) (same Code, ok bool) {
	defer ignorePanic() // same and ok are not set then
	if code = plain(code); code == nil {
		return nil, false
	}
	return c.sameAs(code)
}

func (c *Catalog) sameAs(code Code) (Code, bool) {
	if c.speaks(code) {
		return code, true
	}
	code = listed(code)
	for _, pair := range equivalents {
		switch {
		case pair.leanCloud == code && pair.backend.Catalog() == c:
			return pair.backend, true
		case pair.backend == code && pair.leanCloud.Catalog() == c:
			return pair.leanCloud, true
		}
	}
	return nil, false
}

// translateCode returns the code of this catalog for a code of any.
func (c *Catalog) translateCode(code Code) Code {
	if same, ok := c.sameAs(code); ok {
		return same
	}
	code = listed(code)
	for _, pair := range nearest {
		if pair.from == code && pair.to.Catalog() == c {
			return pair.to
		}
	}
	return c.representative(kindOf(code))
}
