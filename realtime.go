package errcode

import (
	"fmt"
	"log/slog"
)

// Realtime is the catalogue of LeanCloud's realtime messaging.
var Realtime = &realtime

// A RealtimeCode is an error code of LeanCloud's realtime messaging, as listed on
// the page 错误码详解 ("Error codes in detail") of the vendor's documentation before
// the service's end on 2027-01-12; testdata/realtime.tsv is a copy. Codes arrive in error commands, in acks and as the codes of
// WebSocket close frames, so they have no HTTP statuses of their own: these are
// inferred from the [Kind]. The vendor's messages are names; SILIENCED is its
// spelling.
//
// The zero value is listed: it is the normal closure of a connection, and in an
// ack it means success.
type RealtimeCode int64

// Of WebSocket closures. They are raised on the client side and never sent.
const (
	// RealtimeNormalClosure (0): the WebSocket connection closed normally; in an
	// ack, 0 means success. Raised by the client, never sent; reconnect unless
	// the SDK does so by itself.
	RealtimeNormalClosure RealtimeCode = 0
	// RealtimeAbnormalClosure (1006): the WebSocket connection was lost without
	// a close frame. Raised by the client, never sent; reconnect unless the SDK
	// does so by itself.
	RealtimeAbnormalClosure RealtimeCode = 1006
)

// Of connections and sessions.
const (
	// RealtimeAppNotAvailable (4100): the app does not exist, or realtime
	// messaging is disabled for it. Check the App ID and enable realtime
	// messaging.
	RealtimeAppNotAvailable RealtimeCode = 4100
	// RealtimeDuplicatedLogin (4101): the same device logged in to push twice.
	// Log in once per device; the code has nothing to do with messaging.
	RealtimeDuplicatedLogin RealtimeCode = 4101
	// RealtimeSignatureFailed (4102): the signature for opening the session
	// failed verification. Check how the app's server generates it.
	RealtimeSignatureFailed RealtimeCode = 4102
	// RealtimeInvalidLogin (4103): the client ID is malformed or longer than 64
	// characters. Log in with a valid client ID.
	RealtimeInvalidLogin RealtimeCode = 4103
	// RealtimeSessionRequired (4105): the client sent an operation before its
	// session was open. Open the session first.
	RealtimeSessionRequired RealtimeCode = 4105
	// RealtimeBlacklisted (4106): the user is banned from realtime messaging.
	// Lift the ban to let the user log in.
	RealtimeBlacklisted RealtimeCode = 4106
	// RealtimeReadTimeout (4107): the server heard nothing from the client for
	// too long and closed the connection. Reconnect unless the SDK does so by
	// itself.
	RealtimeReadTimeout RealtimeCode = 4107
	// RealtimeLoginTimeout (4108): the client connected but opened no session in
	// time, so the server closed the connection. Reconnect and open the session
	// at once.
	RealtimeLoginTimeout RealtimeCode = 4108
	// RealtimeFrameTooLong (4109): the message is larger than 5 KB, and the
	// server closed the connection. Shorten or split it.
	RealtimeFrameTooLong RealtimeCode = 4109
	// RealtimeInvalidOrigin (4110): the origin of the web page is not among the
	// app's allowed web domains. Add it to them.
	RealtimeInvalidOrigin RealtimeCode = 4110
	// RealtimeSessionConflict (4111): another device logged in with the same tag
	// and took over (single-device login). Tell the user instead of reconnecting
	// automatically.
	RealtimeSessionConflict RealtimeCode = 4111
	// RealtimeSessionTokenExpired (4112): the session token has expired. Log in
	// again without the old token.
	RealtimeSessionTokenExpired RealtimeCode = 4112
	// RealtimeAppQuotaExceeded (4113): the app has more daily active users than
	// its limit allows. Raise the limit.
	RealtimeAppQuotaExceeded RealtimeCode = 4113
	// RealtimeUnparseableRawMessage (4114): the server could not parse what the
	// client sent and closed the connection. Encode it as the negotiated
	// subprotocol requires.
	RealtimeUnparseableRawMessage RealtimeCode = 4114
	// RealtimeKickedByApp (4115): the app forced the client offline through the
	// REST API. Find out why before the client opens another session.
	RealtimeKickedByApp RealtimeCode = 4115
	// RealtimeMessageSentQuotaExceeded (4116): the app sends messages faster than
	// its limit allows. Slow down and retry later.
	RealtimeMessageSentQuotaExceeded RealtimeCode = 4116
	// RealtimeUnbindInstallationFailed (4117): on logout, unbinding the user from
	// the device failed. Check the device's installation and remove the binding
	// there.
	RealtimeUnbindInstallationFailed RealtimeCode = 4117
)

// Of the service.
const (
	// RealtimeInternalError (4200): an internal error occurred, and the server
	// closed the connection. Look for the cause in the server's log.
	RealtimeInternalError RealtimeCode = 4200
	// RealtimeSendMessageTimeout (4201): sending the message through the API
	// timed out. Retry later.
	RealtimeSendMessageTimeout RealtimeCode = 4201
)

// Of conversations.
const (
	// RealtimeConversationInternalError (4300): an internal error occurred in a
	// conversation operation. Look for the cause in the server's log.
	RealtimeConversationInternalError RealtimeCode = 4300
	// RealtimeConversationAPIFailed (4301): an upstream API that the conversation
	// operation needs failed. The error message has the details.
	RealtimeConversationAPIFailed RealtimeCode = 4301
	// RealtimeConversationSignatureFailed (4302): the signature for the
	// conversation operation failed verification. Check how the app's server
	// generates it.
	RealtimeConversationSignatureFailed RealtimeCode = 4302
	// RealtimeConversationNotFound (4303): the conversation does not exist or
	// could not be read. Check the conversation ID and the app's API concurrency.
	RealtimeConversationNotFound RealtimeCode = 4303
	// RealtimeConversationFull (4304): the conversation has reached its maximum
	// number of members. Remove members or use another conversation.
	RealtimeConversationFull RealtimeCode = 4304
	// RealtimeConversationRejectedByApp (4305): a LeanEngine hook rejected the
	// conversation operation. Check the hook, and the appCode if the error
	// carries one.
	RealtimeConversationRejectedByApp RealtimeCode = 4305
	// RealtimeConversationUpdateFailed (4306): updating the conversation failed.
	// Look for the cause in the server's log.
	RealtimeConversationUpdateFailed RealtimeCode = 4306
	// RealtimeConversationReadOnly (4307): the conversation is read-only. Make it
	// writable first, or use another conversation.
	RealtimeConversationReadOnly RealtimeCode = 4307
	// RealtimeConversationNotAllowed (4308): the user is not allowed to send
	// messages in this conversation. Check the user's permissions in it.
	RealtimeConversationNotAllowed RealtimeCode = 4308
	// RealtimeConversationUpdateRejected (4309): the update was rejected because
	// the user is not a member of the conversation. Join it first.
	RealtimeConversationUpdateRejected RealtimeCode = 4309
	// RealtimeConversationQueryFailed (4310): the conversation query was too slow
	// and timed out. Narrow the query, or retry later.
	RealtimeConversationQueryFailed RealtimeCode = 4310
	// RealtimeConversationLogFailed (4311): fetching the message history failed,
	// often because it timed out. Retry later.
	RealtimeConversationLogFailed RealtimeCode = 4311
	// RealtimeConversationLogRejected (4312): the user is not a member of the
	// conversation and may not read its message history. Join it first.
	RealtimeConversationLogRejected RealtimeCode = 4312
	// RealtimeSystemConversationRequired (4313): the operation is for system
	// conversations only. Pass the ID of a system conversation.
	RealtimeSystemConversationRequired RealtimeCode = 4313
	// RealtimeNormalConversationRequired (4314): the operation is for normal
	// conversations only. Pass the ID of a normal conversation.
	RealtimeNormalConversationRequired RealtimeCode = 4314
	// RealtimeConversationTemporaryBlacklisted (4315): the user is on the
	// temporary block list of the conversation (CONVERSATION_BLACKLISTED in the
	// JavaScript client). Remove the user from it.
	RealtimeConversationTemporaryBlacklisted RealtimeCode = 4315
	// RealtimeTransientConversationRequired (4316): the operation is for chat
	// rooms (transient conversations) only. Pass the ID of a chat room.
	RealtimeTransientConversationRequired RealtimeCode = 4316
	// RealtimeConversationMembershipRequired (4317): the user is not a member of
	// the conversation. Join it first.
	RealtimeConversationMembershipRequired RealtimeCode = 4317
	// RealtimeConversationAPIQuotaExceeded (4318): the app has exceeded its quota
	// of conversation API calls. Make fewer calls and retry later.
	RealtimeConversationAPIQuotaExceeded RealtimeCode = 4318
	// RealtimeConversationOperationUnauthorized (4320): the user's role in the
	// conversation is too low for the operation. Raise the role, or let a
	// higher-ranking member do it.
	RealtimeConversationOperationUnauthorized RealtimeCode = 4320
	// RealtimeUnknownConversationRole (4321): the request names a conversation
	// role that does not exist. Correct the name of the role.
	RealtimeUnknownConversationRole RealtimeCode = 4321
	// RealtimeConversationMemberInRoleFull (4322): the role has reached its
	// maximum number of members in the conversation. Move one of them to another
	// role first.
	RealtimeConversationMemberInRoleFull RealtimeCode = 4322
	// RealtimeTemporaryConversationExpired (4323): the temporary conversation has
	// expired. Create another one.
	RealtimeTemporaryConversationExpired RealtimeCode = 4323
	// RealtimeConversationNeedOwner (4324): the operation would leave the
	// conversation without an owner. Make another member the owner first.
	RealtimeConversationNeedOwner RealtimeCode = 4324
	// RealtimeConversationMemberInfoFeatureDisabled (4325): the member info
	// feature is disabled for the app. Enable it first.
	RealtimeConversationMemberInfoFeatureDisabled RealtimeCode = 4325
)

// Of messages.
const (
	// RealtimeInvalidMessagingTarget (4401): the conversation does not exist, or
	// the user is not a member of it. Check the conversation ID, and join before
	// sending.
	RealtimeInvalidMessagingTarget RealtimeCode = 4401
	// RealtimeMessageRejectedByApp (4402): a LeanEngine hook rejected the
	// message. Check the hook, and the appCode if the error carries one.
	RealtimeMessageRejectedByApp RealtimeCode = 4402
	// RealtimeMessageOwnershipRequired (4403): the message belongs to another
	// user. Edit or recall it as the user who sent it.
	RealtimeMessageOwnershipRequired RealtimeCode = 4403
	// RealtimeMessageNotFound (4404): no such message exists. Check the message
	// ID and the conversation ID.
	RealtimeMessageNotFound RealtimeCode = 4404
	// RealtimeMessageUpdateRejectedByApp (4405): a LeanEngine hook rejected
	// editing or recalling the message. Check what the hook requires.
	RealtimeMessageUpdateRejectedByApp RealtimeCode = 4405
	// RealtimeMessageEditDisabled (4406): message editing is disabled for the
	// app. Enable it, or send a new message instead.
	RealtimeMessageEditDisabled RealtimeCode = 4406
	// RealtimeMessageRecallDisabled (4407): message recall is disabled for the
	// app. Enable it before recalling messages.
	RealtimeMessageRecallDisabled RealtimeCode = 4407
	// RealtimeMessageModifiedByCensorship (4408): the message contained sensitive
	// words and was modified. Remove them from the text.
	RealtimeMessageModifiedByCensorship RealtimeCode = 4408
)

// Of block lists and silencing.
const (
	// RealtimeBlacklistFull (4543): the block list has reached its maximum size.
	// Remove entries before adding more.
	RealtimeBlacklistFull RealtimeCode = 4543
	// RealtimeBlacklistFeatureDisabled (4544): the block list feature is disabled
	// for the app. Enable it first.
	RealtimeBlacklistFeatureDisabled RealtimeCode = 4544
	// RealtimeBlacklistSignatureFailed (4546): the signature for the block list
	// operation failed verification. Check how the app's server generates it.
	RealtimeBlacklistSignatureFailed RealtimeCode = 4546
	// RealtimeBlockedByConversation (4548): the user is on the block list of the
	// conversation. Remove the user from it to let them take part again.
	RealtimeBlockedByConversation RealtimeCode = 4548
	// RealtimeSilencedMemberListFull (4561): the list of silenced members is full
	// (SILIENCED in the vendor's spelling). Remove entries before adding more.
	RealtimeSilencedMemberListFull RealtimeCode = 4561
	// RealtimeSilenced (4563): the user is silenced (SILIENCED in the vendor's
	// spelling) and cannot send messages. Lift the silence first.
	RealtimeSilenced RealtimeCode = 4563
)

// realtime is the value behind Realtime; the package refers to it alone, so that
// assigning to the variable changes nothing for others.
var realtime = Catalog{
	name:   "realtime",
	prefix: "Realtime",
	pkg:    "errcode.",
	format: FormatLeanCloud,
	zero:   RealtimeCode(0),
	kinds: [kindCount]Code{
		KindUnknown:            RealtimeInternalError,
		KindInvalidArgument:    RealtimeUnparseableRawMessage,
		KindNotFound:           RealtimeConversationNotFound,
		KindAlreadyExists:      RealtimeDuplicatedLogin,
		KindUnauthenticated:    RealtimeSessionRequired,
		KindPermissionDenied:   RealtimeConversationNotAllowed,
		KindResourceExhausted:  RealtimeMessageSentQuotaExceeded,
		KindFailedPrecondition: RealtimeConversationRejectedByApp,
		KindAborted:            RealtimeSessionConflict,
		KindDeadlineExceeded:   RealtimeSendMessageTimeout,
		KindCanceled:           RealtimeSendMessageTimeout,
		KindUnavailable:        RealtimeInternalError,
		KindUnimplemented:      RealtimeInternalError,
		KindInternal:           RealtimeInternalError,
	},
	rows: realtimeTable,
}

// realtimeRows has the rows by number.
var realtimeRows = [...]*row{
	RealtimeNormalClosure: {code: RealtimeNormalClosure, name: "NormalClosure", kind: KindUnavailable, status: 503, source: StatusInferred, retryable: true, ops: OpSessions,
		text:        "The WebSocket connection closed normally.",
		description: "The WebSocket connection closed normally because the server restarted or the local network dropped. SDKs reconnect by themselves; any other client has to reconnect and reopen its session. In an ack, 0 means success."},
	RealtimeAbnormalClosure: {code: RealtimeAbnormalClosure, name: "AbnormalClosure", kind: KindUnavailable, status: 503, source: StatusInferred, retryable: true, ops: OpSessions,
		text:        "The WebSocket connection closed abnormally.",
		description: "The WebSocket connection was lost without a close frame, typically because a router on the way cut a long-lived connection. SDKs reconnect by themselves; any other client has to reconnect and reopen its session."},
	RealtimeAppNotAvailable: {code: RealtimeAppNotAvailable, name: "AppNotAvailable", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpSessions,
		message:     "APP_NOT_AVAILABLE",
		text:        "The app does not exist or realtime messaging is disabled.",
		description: "The app does not exist, or realtime messaging is disabled for it. Check the App ID and enable realtime messaging. Clients do not reconnect after a close frame with this code."},
	RealtimeDuplicatedLogin: {code: RealtimeDuplicatedLogin, name: "DuplicatedLogin", kind: KindAlreadyExists, status: 409, source: StatusInferred, ops: OpPush,
		message:     "DUPLICATED_LOGIN",
		text:        "The device is already logged in to push.",
		description: "The same device logged in to the push service twice. Make the device log in only once; the error has nothing to do with realtime messaging."},
	RealtimeSignatureFailed: {code: RealtimeSignatureFailed, name: "SignatureFailed", kind: KindUnauthenticated, status: 401, source: StatusInferred, ops: OpSessions,
		message:     "SIGNATURE_FAILED",
		text:        "The login signature failed verification.",
		description: "The signature for opening the session failed verification. Check how the app's server generates it. Clients drop a cached session when they receive this code."},
	RealtimeInvalidLogin: {code: RealtimeInvalidLogin, name: "InvalidLogin", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpSessions,
		message:     "INVALID_LOGIN",
		text:        "The client ID is invalid.",
		description: "The client ID is malformed or longer than 64 characters. Log in with a valid client ID. Clients do not reconnect after a close frame with this code."},
	RealtimeSessionRequired: {code: RealtimeSessionRequired, name: "SessionRequired", kind: KindUnauthenticated, status: 401, source: StatusInferred, ops: OpRealtime,
		message:     "SESSION_REQUIRED",
		text:        "The session is not open.",
		description: "The client sent an operation before its session was open. Open the session and wait for the server's reply before sending anything else."},
	RealtimeBlacklisted: {code: RealtimeBlacklisted, name: "Blacklisted", kind: KindPermissionDenied, status: 403, source: StatusInferred, ops: OpSessions,
		message:     "BLACKLISTED",
		text:        "The user is banned from realtime messaging.",
		description: "The user is banned from realtime messaging and cannot open a session. Lift the ban to let the user log in."},
	RealtimeReadTimeout: {code: RealtimeReadTimeout, name: "ReadTimeout", kind: KindDeadlineExceeded, status: 504, source: StatusInferred, retryable: true, ops: OpSessions,
		message:     "READ_TIMEOUT",
		text:        "The server received nothing from the client for too long.",
		description: "The server received nothing from the client for too long and closed the connection, usually because of network trouble. SDKs reconnect by themselves; any other client has to reconnect and reopen its session."},
	RealtimeLoginTimeout: {code: RealtimeLoginTimeout, name: "LoginTimeout", kind: KindDeadlineExceeded, status: 504, source: StatusInferred, retryable: true, ops: OpSessions,
		message:     "LOGIN_TIMEOUT",
		text:        "No session was opened in time.",
		description: "The client connected but did not open a session in time, so the server closed the connection. Reconnect and open the session at once."},
	RealtimeFrameTooLong: {code: RealtimeFrameTooLong, name: "FrameTooLong", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpRealtime,
		message:     "FRAME_TOO_LONG",
		text:        "The message is larger than 5 KB.",
		description: "The client sent a message larger than 5 KB, and the server closed the connection. Shorten or split the message, or store large content as a file and send its URL."},
	RealtimeInvalidOrigin: {code: RealtimeInvalidOrigin, name: "InvalidOrigin", kind: KindPermissionDenied, status: 403, source: StatusInferred, ops: OpSessions,
		message:     "INVALID_ORIGIN",
		text:        "The origin is not an allowed web domain.",
		description: "The web page connected from an origin that is not among the app's allowed web domains. Add the origin to them if it is the app's own. Clients do not reconnect after a close frame with this code."},
	RealtimeSessionConflict: {code: RealtimeSessionConflict, name: "SessionConflict", kind: KindAborted, status: 409, source: StatusInferred, ops: OpSessions,
		message:     "SESSION_CONFLICT",
		text:        "The session was closed because another device logged in.",
		description: "The app uses single-device login, and another device with the same tag pushed this one off. Tell the user about the other login instead of reconnecting automatically."},
	RealtimeSessionTokenExpired: {code: RealtimeSessionTokenExpired, name: "SessionTokenExpired", kind: KindUnauthenticated, status: 401, source: StatusInferred, ops: OpSessions,
		message:     "SESSION_TOKEN_EXPIRED",
		text:        "The session token has expired.",
		description: "The session token has expired. Log in again; clients reopen the session without the token when they receive this code."},
	RealtimeAppQuotaExceeded: {code: RealtimeAppQuotaExceeded, name: "AppQuotaExceeded", kind: KindResourceExhausted, status: 429, source: StatusInferred, ops: OpSessions,
		message:     "APP_QUOTA_EXCEEDED",
		text:        "The app has exceeded its limit of daily active users.",
		description: "The app has more daily active users than its limit allows. Raise the limit to let more users log in."},
	RealtimeUnparseableRawMessage: {code: RealtimeUnparseableRawMessage, name: "UnparseableRawMessage", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpRealtime,
		message:     "UNPARSEABLE_RAW_MESSAGE",
		text:        "The server cannot parse the data sent by the client.",
		description: "The server could not parse what the client sent and closed the connection. Check that the client encodes its data as the negotiated WebSocket subprotocol requires."},
	RealtimeKickedByApp: {code: RealtimeKickedByApp, name: "KickedByApp", kind: KindPermissionDenied, status: 403, source: StatusInferred, ops: OpSessions,
		message:     "KICKED_BY_APP",
		text:        "The app forced the client offline.",
		description: "The app forced the client offline through the REST API. Find out why in the app's server code before the client opens another session."},
	RealtimeMessageSentQuotaExceeded: {code: RealtimeMessageSentQuotaExceeded, name: "MessageSentQuotaExceeded", kind: KindResourceExhausted, status: 429, source: StatusInferred, retryable: true, ops: OpMessages,
		message:     "MESSAGE_SENT_QUOTA_EXCEEDED",
		text:        "The app sends messages too fast.",
		description: "The app sends messages faster than its limit allows. Slow down and retry later, or raise the limit."},
	RealtimeUnbindInstallationFailed: {code: RealtimeUnbindInstallationFailed, name: "UnbindInstallationFailed", kind: KindInternal, status: 500, source: StatusInferred, ops: OpSessions,
		message:     "UNBIND_INSTALLATION_FAILED",
		text:        "The user could not be unbound from the device.",
		description: "The user logged out, but unbinding the user from the device failed. Check the device's installation and remove the binding there."},
	RealtimeInternalError: {code: RealtimeInternalError, name: "InternalError", kind: KindInternal, status: 500, source: StatusInferred, ops: OpRealtime,
		message:     "INTERNAL_ERROR",
		text:        "An internal error occurred.",
		description: "An internal error occurred, and the server closed the connection. Look for the cause in the server's log."},
	RealtimeSendMessageTimeout: {code: RealtimeSendMessageTimeout, name: "SendMessageTimeout", kind: KindDeadlineExceeded, status: 504, source: StatusInferred, retryable: true, ops: OpMessages,
		message:     "SEND_MESSAGE_TIMEOUT",
		text:        "Sending the message timed out.",
		description: "Sending the message through the API timed out. Retry later."},
	RealtimeConversationInternalError: {code: RealtimeConversationInternalError, name: "ConversationInternalError", kind: KindInternal, status: 500, source: StatusInferred, ops: OpConversations,
		message:     "CONVERSATION_INTERNAL_ERROR",
		text:        "An internal error occurred in the conversation operation.",
		description: "An internal error occurred while the server carried out a conversation operation. Look for the cause in the server's log."},
	RealtimeConversationAPIFailed: {code: RealtimeConversationAPIFailed, name: "ConversationAPIFailed", kind: KindInternal, status: 500, source: StatusInferred, ops: OpConversations,
		message:     "CONVERSATION_API_FAILED",
		text:        "An upstream API of the conversation operation failed.",
		description: "An upstream API that the conversation operation needs failed. Read the details in the error message and fix the cause they name."},
	RealtimeConversationSignatureFailed: {code: RealtimeConversationSignatureFailed, name: "ConversationSignatureFailed", kind: KindUnauthenticated, status: 401, source: StatusInferred, ops: OpConversations,
		message:     "CONVERSATION_SIGNATURE_FAILED",
		text:        "The signature for the conversation operation failed verification.",
		description: "The signature for the conversation operation failed verification. Check how the app's server generates it."},
	RealtimeConversationNotFound: {code: RealtimeConversationNotFound, name: "ConversationNotFound", kind: KindNotFound, status: 404, source: StatusInferred, ops: OpConversations,
		message:     "CONVERSATION_NOT_FOUND",
		text:        "The conversation was not found.",
		description: "The conversation does not exist, or it could not be read, for example because the app reached its API concurrency limit. Check the conversation ID and the app's API concurrency."},
	RealtimeConversationFull: {code: RealtimeConversationFull, name: "ConversationFull", kind: KindResourceExhausted, status: 429, source: StatusInferred, ops: OpConversations,
		message:     "CONVERSATION_FULL",
		text:        "The conversation is full.",
		description: "The conversation has reached its maximum number of members. Remove members or use another conversation."},
	RealtimeConversationRejectedByApp: {code: RealtimeConversationRejectedByApp, name: "ConversationRejectedByApp", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpConversations,
		message:     "CONVERSATION_REJECTED_BY_APP",
		text:        "The app rejected the conversation operation.",
		description: "A LeanEngine hook of the app rejected the conversation operation. Check what the hook requires; if the error carries an integer appCode, the hook set it."},
	RealtimeConversationUpdateFailed: {code: RealtimeConversationUpdateFailed, name: "ConversationUpdateFailed", kind: KindInternal, status: 500, source: StatusInferred, ops: OpConversations,
		message:     "CONVERSATION_UPDATE_FAILED",
		text:        "The conversation could not be updated.",
		description: "Updating the conversation failed on the server. Look for the cause in the server's log."},
	RealtimeConversationReadOnly: {code: RealtimeConversationReadOnly, name: "ConversationReadOnly", kind: KindPermissionDenied, status: 403, source: StatusInferred, ops: OpConversations,
		message:     "CONVERSATION_READ_ONLY",
		text:        "The conversation is read-only.",
		description: "The operation would change a conversation that is read-only. Make the conversation writable first, or use another one."},
	RealtimeConversationNotAllowed: {code: RealtimeConversationNotAllowed, name: "ConversationNotAllowed", kind: KindPermissionDenied, status: 403, source: StatusInferred, ops: OpConversations | OpMessages,
		message:     "CONVERSATION_NOT_ALLOWED",
		text:        "The user is not allowed to send messages in this conversation.",
		description: "The user is not allowed to send messages in this conversation. Check the user's permissions in it."},
	RealtimeConversationUpdateRejected: {code: RealtimeConversationUpdateRejected, name: "ConversationUpdateRejected", kind: KindPermissionDenied, status: 403, source: StatusInferred, ops: OpConversations,
		message:     "CONVERSATION_UPDATE_REJECTED",
		text:        "Only members may update the conversation.",
		description: "The update was rejected because the user is not a member of the conversation. Join the conversation before updating it."},
	RealtimeConversationQueryFailed: {code: RealtimeConversationQueryFailed, name: "ConversationQueryFailed", kind: KindDeadlineExceeded, status: 504, source: StatusInferred, retryable: true, ops: OpConversations,
		message:     "CONVERSATION_QUERY_FAILED",
		text:        "The conversation query timed out.",
		description: "The conversation query was too slow and timed out. Narrow its conditions, or retry later."},
	RealtimeConversationLogFailed: {code: RealtimeConversationLogFailed, name: "ConversationLogFailed", kind: KindDeadlineExceeded, status: 504, source: StatusInferred, retryable: true, ops: OpConversations | OpMessages,
		message:     "CONVERSATION_LOG_FAILED",
		text:        "The message history could not be fetched.",
		description: "Fetching the message history of the conversation failed, often because it timed out. Retry later, or fetch fewer messages at a time."},
	RealtimeConversationLogRejected: {code: RealtimeConversationLogRejected, name: "ConversationLogRejected", kind: KindPermissionDenied, status: 403, source: StatusInferred, ops: OpConversations | OpMessages,
		message:     "CONVERSATION_LOG_REJECTED",
		text:        "Only members may read the message history.",
		description: "The user is not a member of the conversation and may not read its message history. Join the conversation before fetching it."},
	RealtimeSystemConversationRequired: {code: RealtimeSystemConversationRequired, name: "SystemConversationRequired", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpConversations,
		message:     "SYSTEM_CONVERSATION_REQUIRED",
		text:        "The operation requires a system conversation.",
		description: "The operation is for system conversations only, and this conversation is of another type. Pass the ID of a system conversation."},
	RealtimeNormalConversationRequired: {code: RealtimeNormalConversationRequired, name: "NormalConversationRequired", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpConversations,
		message:     "NORMAL_CONVERSATION_REQUIRED",
		text:        "The operation requires a normal conversation.",
		description: "The operation is for normal conversations only, and this conversation is of another type. Pass the ID of a normal conversation."},
	RealtimeConversationTemporaryBlacklisted: {code: RealtimeConversationTemporaryBlacklisted, name: "ConversationTemporaryBlacklisted", kind: KindPermissionDenied, status: 403, source: StatusInferred, ops: OpConversations | OpMessages,
		message:     "CONVERSATION_TEMPORARY_BLACKLISTED",
		text:        "The user is on the temporary block list of the conversation.",
		description: "The user is on the temporary block list of the conversation. Remove the user from the list to let them take part again."},
	RealtimeTransientConversationRequired: {code: RealtimeTransientConversationRequired, name: "TransientConversationRequired", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpConversations,
		message:     "TRANSIENT_CONVERSATION_REQUIRED",
		text:        "The operation requires a chat room.",
		description: "The operation is for chat rooms (transient conversations) only, and this conversation is of another type. Pass the ID of a chat room."},
	RealtimeConversationMembershipRequired: {code: RealtimeConversationMembershipRequired, name: "ConversationMembershipRequired", kind: KindPermissionDenied, status: 403, source: StatusInferred, ops: OpConversations,
		message:     "CONVERSATION_MEMBERSHIP_REQUIRED",
		text:        "Only members may carry out the operation.",
		description: "The operation is for members only, and the user is not a member of the conversation. Join the conversation first."},
	RealtimeConversationAPIQuotaExceeded: {code: RealtimeConversationAPIQuotaExceeded, name: "ConversationAPIQuotaExceeded", kind: KindResourceExhausted, status: 429, source: StatusInferred, retryable: true, ops: OpConversations,
		message:     "CONVERSATION_API_QUOTA_EXCEEDED",
		text:        "The app has exceeded its quota of conversation API calls.",
		description: "The app has exceeded its quota of conversation API calls. Make fewer calls and retry later."},
	RealtimeConversationOperationUnauthorized: {code: RealtimeConversationOperationUnauthorized, name: "ConversationOperationUnauthorized", kind: KindPermissionDenied, status: 403, source: StatusInferred, ops: OpConversations,
		message:     "CONVERSATION_OPERATION_UNAUTHORIZED",
		text:        "The user's role in the conversation is too low.",
		description: "The user's role in the conversation is too low for the operation. Raise the role, or let a member with a higher role do it."},
	RealtimeUnknownConversationRole: {code: RealtimeUnknownConversationRole, name: "UnknownConversationRole", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpConversations,
		message:     "UNKNOWN_CONVERSATION_ROLE",
		text:        "The conversation role is unknown.",
		description: "The request names a conversation role that does not exist. Correct the name of the role."},
	RealtimeConversationMemberInRoleFull: {code: RealtimeConversationMemberInRoleFull, name: "ConversationMemberInRoleFull", kind: KindResourceExhausted, status: 429, source: StatusInferred, ops: OpConversations,
		message:     "CONVERSATION_MEMBER_IN_ROLE_FULL",
		text:        "The role has reached its maximum number of members.",
		description: "The role has reached its maximum number of members in the conversation. Move one of them to another role first."},
	RealtimeTemporaryConversationExpired: {code: RealtimeTemporaryConversationExpired, name: "TemporaryConversationExpired", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpConversations,
		message:     "TEMPORARY_CONVERSATION_EXPIRED",
		text:        "The temporary conversation has expired.",
		description: "The temporary conversation has expired and can no longer be used. Create another one."},
	RealtimeConversationNeedOwner: {code: RealtimeConversationNeedOwner, name: "ConversationNeedOwner", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpConversations,
		message:     "CONVERSATION_NEED_OWNER",
		text:        "The conversation needs an owner.",
		description: "The operation would leave the conversation without an owner. Make another member the owner first."},
	RealtimeConversationMemberInfoFeatureDisabled: {code: RealtimeConversationMemberInfoFeatureDisabled, name: "ConversationMemberInfoFeatureDisabled", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpConversations,
		message:     "CONVERSATION_MEMBER_INFO_FEATURE_DISABLED",
		text:        "The member info feature is disabled.",
		description: "The member info feature of conversations is disabled for the app. Enable it before reading or changing member info."},
	RealtimeInvalidMessagingTarget: {code: RealtimeInvalidMessagingTarget, name: "InvalidMessagingTarget", kind: KindNotFound, status: 404, source: StatusInferred, ops: OpMessages,
		message:     "INVALID_MESSAGING_TARGET",
		text:        "The conversation does not exist or the user is not a member of it.",
		description: "The message was addressed to a conversation that does not exist or that the user is not a member of. Check the conversation ID, and join the conversation before sending."},
	RealtimeMessageRejectedByApp: {code: RealtimeMessageRejectedByApp, name: "MessageRejectedByApp", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpMessages,
		message:     "MESSAGE_REJECTED_BY_APP",
		text:        "The app rejected the message.",
		description: "A LeanEngine hook of the app rejected the message. Check what the hook requires; if the error carries an integer appCode, the hook set it."},
	RealtimeMessageOwnershipRequired: {code: RealtimeMessageOwnershipRequired, name: "MessageOwnershipRequired", kind: KindPermissionDenied, status: 403, source: StatusInferred, ops: OpMessages,
		message:     "MESSAGE_OWNERSHIP_REQUIRED",
		text:        "Only the sender may edit or recall the message.",
		description: "The user tried to edit or recall a message that another user sent. Do it as the sender of the message."},
	RealtimeMessageNotFound: {code: RealtimeMessageNotFound, name: "MessageNotFound", kind: KindNotFound, status: 404, source: StatusInferred, ops: OpMessages,
		message:     "MESSAGE_NOT_FOUND",
		text:        "The message was not found.",
		description: "No such message exists in the conversation. Check the message ID and the conversation ID."},
	RealtimeMessageUpdateRejectedByApp: {code: RealtimeMessageUpdateRejectedByApp, name: "MessageUpdateRejectedByApp", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpMessages,
		message:     "MESSAGE_UPDATE_REJECTED_BY_APP",
		text:        "The app rejected editing or recalling the message.",
		description: "A LeanEngine hook of the app rejected editing or recalling the message. Check what the hook requires."},
	RealtimeMessageEditDisabled: {code: RealtimeMessageEditDisabled, name: "MessageEditDisabled", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpMessages,
		message:     "MESSAGE_EDIT_DISABLED",
		text:        "Message editing is disabled.",
		description: "Message editing is disabled for the app. Enable it, or send a new message instead."},
	RealtimeMessageRecallDisabled: {code: RealtimeMessageRecallDisabled, name: "MessageRecallDisabled", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpMessages,
		message:     "MESSAGE_RECALL_DISABLED",
		text:        "Message recall is disabled.",
		description: "Message recall is disabled for the app. Enable it before recalling messages."},
	RealtimeMessageModifiedByCensorship: {code: RealtimeMessageModifiedByCensorship, name: "MessageModifiedByCensorship", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpMessages,
		message:     "MESSAGE_MODIFIED_BY_CENSORSHIP",
		text:        "The message contained sensitive words and was modified.",
		description: "The message contained sensitive words, and censorship modified it. Remove the sensitive words from the text."},
	RealtimeBlacklistFull: {code: RealtimeBlacklistFull, name: "BlacklistFull", kind: KindResourceExhausted, status: 429, source: StatusInferred, ops: OpConversations,
		message:     "BLACKLIST_FULL",
		text:        "The block list is full.",
		description: "The block list has reached its maximum size. Remove entries before adding more."},
	RealtimeBlacklistFeatureDisabled: {code: RealtimeBlacklistFeatureDisabled, name: "BlacklistFeatureDisabled", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpConversations,
		message:     "BLACKLIST_FEATURE_DISABLED",
		text:        "The block list feature is disabled.",
		description: "The block list feature is disabled for the app. Enable it before reading or changing a block list."},
	RealtimeBlacklistSignatureFailed: {code: RealtimeBlacklistSignatureFailed, name: "BlacklistSignatureFailed", kind: KindUnauthenticated, status: 401, source: StatusInferred, ops: OpConversations,
		message:     "BLACKLIST_SIGNATURE_FAILED",
		text:        "The signature for the block list operation failed verification.",
		description: "The signature for the block list operation failed verification. Check how the app's server generates it."},
	RealtimeBlockedByConversation: {code: RealtimeBlockedByConversation, name: "BlockedByConversation", kind: KindPermissionDenied, status: 403, source: StatusInferred, ops: OpConversations | OpMessages,
		message:     "BLOCKED_BY_CONV",
		text:        "The user is on the block list of the conversation.",
		description: "The user is on the block list of the conversation. Remove the user from the list to let them take part again."},
	RealtimeSilencedMemberListFull: {code: RealtimeSilencedMemberListFull, name: "SilencedMemberListFull", kind: KindResourceExhausted, status: 429, source: StatusInferred, ops: OpConversations,
		message:     "SILIENCED_MEMBER_LIST_FULL",
		text:        "The list of silenced members is full.",
		description: "The list of silenced members has reached its maximum size. Remove entries before adding more."},
	RealtimeSilenced: {code: RealtimeSilenced, name: "Silenced", kind: KindPermissionDenied, status: 403, source: StatusInferred, ops: OpMessages,
		message:     "SILIENCED",
		text:        "The user is silenced.",
		description: "The user is silenced and cannot send messages. Lift the silence to let the user send again."},
}

// Error returns the catalogue, the number and the message: "realtime 4303: CONVERSATION_NOT_FOUND".
func (c RealtimeCode) Error() string { return realtime.errorText(int64(c), "") }

// Number returns the number on the wire, which variants share.
func (c RealtimeCode) Number() int { return int(number(int64(c))) }

// HTTPStatus returns the HTTP status to answer with, from 400 to 599.
func (c RealtimeCode) HTTPStatus() int { return c.row().status }

// Message returns the vendor's message, letter for letter; empty if it has none.
func (c RealtimeCode) Message() string { return c.row().message }

// Info returns the whole row of the catalogue.
func (c RealtimeCode) Info() Info { return infoOf(c) }

// Catalog returns the catalogue of all codes of this type.
func (c RealtimeCode) Catalog() *Catalog { return &realtime }

// String returns the constant's name; "RealtimeCode(987654)" for an unlisted number.
func (c RealtimeCode) String() string { return realtime.identifier(int64(c)) }

// Format implements [fmt.Formatter]. %v, %s and %q print what Error returns, %d,
// %x and the like the number, and %#v the constant as Go source.
func (c RealtimeCode) Format(s fmt.State, verb rune) { realtime.printCode(s, verb, int64(c)) }

// Is reports whether target is c, the number that c is a variant of, c's [Kind],
// or a sentinel of the standard library that means the same.
func (c RealtimeCode) Is(target error) bool { return is(c, c.row().kind, target) }

// As sets target, as [errors.As] does, if it points to a variable of this type,
// a [Code], a [Kind] or an [*Error].
func (c RealtimeCode) As(target any) bool { return as(c, target) }

// LogValue implements [slog.LogValuer] with a group of the catalogue, number,
// name, status and message.
func (c RealtimeCode) LogValue() slog.Value { return realtime.logCode(int64(c)) }

// MarshalText returns the text form, "realtime/4303". It never fails. So a code
// in JSON is a string; the integer on the wire is Number.
func (c RealtimeCode) MarshalText() ([]byte, error) { return realtime.appendText(nil, int64(c)), nil }

// UnmarshalText reads the text form, a number or a name. It fails on a name or a
// catalogue that is not the code's, and a number beyond 32 bits.
func (c *RealtimeCode) UnmarshalText(text []byte) error { return unmarshalText(c, text) }

// UnmarshalJSON reads a JSON number, or a string as UnmarshalText does.
func (c *RealtimeCode) UnmarshalJSON(data []byte) error { return unmarshalJSON(c, data) }

func realtimeTable() []*row { return realtimeRows[:] }

// row is small enough to be inlined, which makes a look-up an array index.
func (c RealtimeCode) row() *row {
	if uint64(c) < uint64(len(realtimeRows)) && realtimeRows[c] != nil {
		return realtimeRows[c]
	}
	return c.rareRow()
}

// webSocketRow has what is known of the close codes of WebSocket that blame the
// server: it goes away, failed, restarts or asks to be left alone for a while.
// Clients reconnect.
var webSocketRow = row{
	kind: KindUnavailable, status: 503, source: StatusInferred, retryable: true,
	text:        "Unknown error.",
	description: "The catalogue does not list this number. It is the code of a WebSocket close frame by which a server cuts a connection for reasons of its own, such as a restart.",
	remedy:      "Reconnect.",
}

//go:noinline
func (c RealtimeCode) rareRow() *row {
	switch c {
	case 1001, 1011, 1012, 1013:
		return &webSocketRow
	}
	return realtime.row(int64(c))
}

func (c RealtimeCode) int64() int64    { return int64(c) }
func (c RealtimeCode) of(v int64) Code { return RealtimeCode(v) }
