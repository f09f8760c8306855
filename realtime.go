package errcode

import (
	"fmt"
	"log/slog"
)

// Realtime is the [Catalog] of LeanCloud's realtime messaging. Its codes are
// the constants of [RealtimeCode].
var Realtime = &realtime

// A RealtimeCode is an error code of LeanCloud's realtime messaging, as listed
// on the page 错误码详解 ("Error codes in detail") of the vendor's documentation
// before the service's end on 2027-01-12; testdata/realtime.tsv is a copy. The
// vendor's messages are names of constants; SILIENCED is the vendor's spelling.
//
// Codes arrive in error commands, in acks and as the codes of WebSocket close
// frames, so they have no HTTP statuses of their own. The status is inferred
// from the [Kind], except for a limit that only a person can raise: its status
// is 403, because generic HTTP clients repeat a request after a 429.
//
// The zero value is listed: it is the normal closure of a connection, and in an
// ack it means success.
type RealtimeCode int64

// Codes 0 and 1006 are raised by clients themselves when a WebSocket connection
// closes. No server sends them as an error.
const (
	// RealtimeNormalClosure (0): The connection was closed with a close frame
	// because the server restarted or the local network went down. In an ack, 0
	// means success. Wait for the SDK to reconnect. A client without an SDK
	// must reconnect and open the session again.
	RealtimeNormalClosure RealtimeCode = 0

	// RealtimeAbnormalClosure (1006): The connection was lost without a close
	// frame, typically because a router along the way cut a long-lived
	// connection. Wait for the SDK to reconnect. A client without an SDK must
	// reconnect and open the session again.
	RealtimeAbnormalClosure RealtimeCode = 1006
)

// Codes 4100 to 4117 are about connections and sessions.
const (
	// RealtimeAppNotAvailable (4100): No app has this App ID, or realtime
	// messaging is turned off for the app. Clients do not reconnect after a
	// close frame with this code. Check the App ID, and enable realtime
	// messaging in the console.
	RealtimeAppNotAvailable RealtimeCode = 4100

	// RealtimeDuplicatedLogin (4101): The same device logged in to the push
	// service twice. The error is unrelated to realtime messaging. Make sure
	// that each device logs in to the push service only once.
	RealtimeDuplicatedLogin RealtimeCode = 4101

	// RealtimeSignatureFailed (4102): The signature sent to open the session
	// does not match the one that the server expects. Clients that receive this
	// code drop their cached session. Check how the app's server generates the
	// signature: the key, the signed fields and their order, and the timestamp.
	RealtimeSignatureFailed RealtimeCode = 4102

	// RealtimeInvalidLogin (4103): The client ID is malformed or longer than 64
	// characters. Clients do not reconnect after a close frame with this code.
	// Log in with a valid client ID of at most 64 characters.
	RealtimeInvalidLogin RealtimeCode = 4103

	// RealtimeSessionRequired (4105): The client sent an operation before it
	// opened a session. Open the session, and wait for the server's reply
	// before sending anything else.
	RealtimeSessionRequired RealtimeCode = 4105

	// RealtimeBlacklisted (4106): The app banned the user, so the user cannot
	// open a session. If the user should be able to log in again, lift the ban.
	RealtimeBlacklisted RealtimeCode = 4106

	// RealtimeReadTimeout (4107): The client sent nothing for too long, usually
	// because of network trouble, so the server closed the connection. Wait for
	// the SDK to reconnect. A client without an SDK must reconnect and open the
	// session again.
	RealtimeReadTimeout RealtimeCode = 4107

	// RealtimeLoginTimeout (4108): The client connected but did not open a
	// session in time, so the server closed the connection. Make sure that the
	// login was not rejected, and then reconnect and open the session
	// immediately.
	RealtimeLoginTimeout RealtimeCode = 4108

	// RealtimeFrameTooLong (4109): The client sent a message larger than 5 KB,
	// so the server closed the connection. Shorten or split the message, or
	// store large content as a file and send its URL.
	RealtimeFrameTooLong RealtimeCode = 4109

	// RealtimeInvalidOrigin (4110): The web page connected from an origin that
	// is not among the app's allowed web domains. Clients do not reconnect
	// after a close frame with this code. If the origin belongs to the app, add
	// it to the allowed web domains in the console.
	RealtimeInvalidOrigin RealtimeCode = 4110

	// RealtimeSessionConflict (4111): The app allows one device at a time, and
	// another device that logged in with the same tag replaced this one. Tell
	// the user about the login on the other device, and do not reconnect
	// automatically. The vendor's clients report it to the app as a conflict.
	RealtimeSessionConflict RealtimeCode = 4111

	// RealtimeSessionTokenExpired (4112): The token that the client used to
	// reopen its session is no longer valid. Clients that receive this code
	// reopen the session without the token. Log in again without the old token.
	RealtimeSessionTokenExpired RealtimeCode = 4112

	// RealtimeAppQuotaExceeded (4113): More users logged in today than the
	// app's limit of daily active users allows. If more users should be able to
	// log in, raise the limit.
	RealtimeAppQuotaExceeded RealtimeCode = 4113

	// RealtimeUnparseableRawMessage (4114): The client sent data that does not
	// follow the protocol, so the server closed the connection. Encode the data
	// as the negotiated WebSocket subprotocol requires.
	RealtimeUnparseableRawMessage RealtimeCode = 4114

	// RealtimeKickedByApp (4115): The app's server ended the client's session
	// through the REST API. Find out why in the app's server code before you
	// let the client open another session.
	RealtimeKickedByApp RealtimeCode = 4115

	// RealtimeMessageSentQuotaExceeded (4116): The messages that the app sends
	// exceed its rate limit. Send messages at a slower rate, and retry later.
	// If the limit is too low for the app, raise it.
	RealtimeMessageSentQuotaExceeded RealtimeCode = 4116

	// RealtimeUnbindInstallationFailed (4117): The user logged out, but the
	// device's installation record is still bound to the user. Check the
	// installation record of the device, and remove the binding there.
	RealtimeUnbindInstallationFailed RealtimeCode = 4117
)

// Codes 4200 and 4201 are about the service itself.
const (
	// RealtimeInternalError (4200): The server failed and closed the
	// connection. Report the failure to the operator of the service, who can
	// find the cause in the server's log.
	RealtimeInternalError RealtimeCode = 4200

	// RealtimeSendMessageTimeout (4201): The server did not finish sending the
	// message through the API in time. The message may still have been
	// delivered. Retry later. Before you retry, check whether the message was
	// delivered.
	RealtimeSendMessageTimeout RealtimeCode = 4201
)

// Codes 4300 to 4325 are about conversations.
const (
	// RealtimeConversationInternalError (4300): The server failed while
	// performing the conversation operation. Report the failure to the operator
	// of the service, who can find the cause in the server's log.
	RealtimeConversationInternalError RealtimeCode = 4300

	// RealtimeConversationAPIFailed (4301): To perform the conversation
	// operation, the server called another API, and that call failed. The error
	// message has the details. Fix what the error message describes, and retry
	// later.
	RealtimeConversationAPIFailed RealtimeCode = 4301

	// RealtimeConversationSignatureFailed (4302): The signature sent with the
	// conversation operation does not match the one that the server expects.
	// Check how the app's server generates the signature: the key, the signed
	// fields and their order, and the timestamp.
	RealtimeConversationSignatureFailed RealtimeCode = 4302

	// RealtimeConversationNotFound (4303): No conversation has this ID, or it
	// could not be read, for example because the app reached its limit of
	// concurrent API requests. Check the conversation ID. If it is correct,
	// check how many concurrent API requests the app makes. In a temporary
	// conversation the vendor's clients report it as
	// RealtimeTemporaryConversationExpired.
	RealtimeConversationNotFound RealtimeCode = 4303

	// RealtimeConversationFull (4304): The conversation has reached its maximum
	// number of members. Remove members, or use another conversation.
	RealtimeConversationFull RealtimeCode = 4304

	// RealtimeConversationRejectedByApp (4305): A LeanEngine hook of the app
	// rejected the conversation operation. If the error has an integer appCode,
	// the hook set it. Find out what the hook requires, and change the request
	// or the hook.
	RealtimeConversationRejectedByApp RealtimeCode = 4305

	// RealtimeConversationUpdateFailed (4306): The server failed while updating
	// the conversation. Report the failure to the operator of the service, who
	// can find the cause in the server's log.
	RealtimeConversationUpdateFailed RealtimeCode = 4306

	// RealtimeConversationReadOnly (4307): The operation would change a
	// read-only conversation. Make the conversation writable first, or use
	// another one.
	RealtimeConversationReadOnly RealtimeCode = 4307

	// RealtimeConversationNotAllowed (4308): The server rejected the message
	// because its sender does not have permission to send messages in this
	// conversation. Check the sender's permissions in the conversation.
	RealtimeConversationNotAllowed RealtimeCode = 4308

	// RealtimeConversationUpdateRejected (4309): The update was rejected
	// because the user is not a member of the conversation. Join the
	// conversation before updating it.
	RealtimeConversationUpdateRejected RealtimeCode = 4309

	// RealtimeConversationQueryFailed (4310): The query for conversations took
	// too long to finish in time. Narrow the conditions of the query, and retry
	// later.
	RealtimeConversationQueryFailed RealtimeCode = 4310

	// RealtimeConversationLogFailed (4311): The server could not fetch the
	// message history of the conversation, often because it took too long.
	// Fetch fewer messages at a time, and retry later.
	RealtimeConversationLogFailed RealtimeCode = 4311

	// RealtimeConversationLogRejected (4312): The request was rejected because
	// the user is not a member of the conversation. Join the conversation
	// before fetching its message history.
	RealtimeConversationLogRejected RealtimeCode = 4312

	// RealtimeSystemConversationRequired (4313): The operation is for system
	// conversations only, and the conversation is of another type. Use the ID
	// of a system conversation.
	RealtimeSystemConversationRequired RealtimeCode = 4313

	// RealtimeNormalConversationRequired (4314): The operation is for normal
	// conversations only, and the conversation is of another type. Use the ID
	// of a normal conversation.
	RealtimeNormalConversationRequired RealtimeCode = 4314

	// RealtimeConversationTemporaryBlacklisted (4315): The user was added to
	// the temporary block list of the conversation and cannot send messages. If
	// the user should be able to send messages again, remove the user from the
	// temporary block list. The vendor's JavaScript client calls it
	// CONVERSATION_BLACKLISTED.
	RealtimeConversationTemporaryBlacklisted RealtimeCode = 4315

	// RealtimeTransientConversationRequired (4316): The operation is for chat
	// rooms (transient conversations) only, and the conversation is of another
	// type. Use the ID of a chat room.
	RealtimeTransientConversationRequired RealtimeCode = 4316

	// RealtimeConversationMembershipRequired (4317): The operation was rejected
	// because the user is not a member of the conversation. Join the
	// conversation, and then repeat the operation.
	RealtimeConversationMembershipRequired RealtimeCode = 4317

	// RealtimeConversationAPIQuotaExceeded (4318): The app's plan does not
	// allow more calls to the conversation API. Upgrade the plan, or make fewer
	// calls.
	RealtimeConversationAPIQuotaExceeded RealtimeCode = 4318

	// RealtimeConversationOperationUnauthorized (4320): The operation requires
	// a higher role in the conversation than the user has. Give the user a
	// higher role, or have a member with a higher role perform the operation.
	RealtimeConversationOperationUnauthorized RealtimeCode = 4320

	// RealtimeUnknownConversationRole (4321): The request specifies a role that
	// conversations do not have. Correct the role name.
	RealtimeUnknownConversationRole RealtimeCode = 4321

	// RealtimeConversationMemberInRoleFull (4322): The conversation cannot have
	// more members in this role. Give one of these members another role first.
	RealtimeConversationMemberInRoleFull RealtimeCode = 4322

	// RealtimeTemporaryConversationExpired (4323): The temporary conversation
	// has reached the end of its lifetime and can no longer be used. Create a
	// new temporary conversation.
	RealtimeTemporaryConversationExpired RealtimeCode = 4323

	// RealtimeConversationNeedOwner (4324): The operation would leave the
	// conversation without an owner. Make another member the owner first.
	RealtimeConversationNeedOwner RealtimeCode = 4324

	// RealtimeConversationMemberInfoFeatureDisabled (4325): Conversation member
	// info is turned off for the app in the console. Enable conversation member
	// info in the console before reading or changing it.
	RealtimeConversationMemberInfoFeatureDisabled RealtimeCode = 4325
)

// Codes 4401 to 4408 are about messages.
const (
	// RealtimeInvalidMessagingTarget (4401): The message was sent to a
	// conversation that does not exist or that the user has not joined. Check
	// the conversation ID, and join the conversation before sending messages.
	RealtimeInvalidMessagingTarget RealtimeCode = 4401

	// RealtimeMessageRejectedByApp (4402): A LeanEngine hook of the app
	// rejected the message. If the error has an integer appCode, the hook set
	// it. Find out what the hook requires, and change the message or the hook.
	RealtimeMessageRejectedByApp RealtimeCode = 4402

	// RealtimeMessageOwnershipRequired (4403): The user tried to edit or recall
	// a message that another user sent. Have the sender edit or recall the
	// message.
	RealtimeMessageOwnershipRequired RealtimeCode = 4403

	// RealtimeMessageNotFound (4404): The conversation has no message with this
	// ID. Check the message ID and the conversation ID.
	RealtimeMessageNotFound RealtimeCode = 4404

	// RealtimeMessageUpdateRejectedByApp (4405): A LeanEngine hook of the app
	// rejected the request to edit or recall the message. Find out what the
	// hook requires, and change the request or the hook.
	RealtimeMessageUpdateRejectedByApp RealtimeCode = 4405

	// RealtimeMessageEditDisabled (4406): Editing messages through the SDK is
	// turned off for the app in the console. Allow editing messages through the
	// SDK in the console, or send a new message instead.
	RealtimeMessageEditDisabled RealtimeCode = 4406

	// RealtimeMessageRecallDisabled (4407): Recalling messages through the SDK
	// is turned off for the app in the console. Allow recalling messages
	// through the SDK in the console.
	RealtimeMessageRecallDisabled RealtimeCode = 4407

	// RealtimeMessageModifiedByCensorship (4408): The filter for sensitive
	// words changed the text of the message. Show the sender the changed text,
	// or ask the sender to rewrite it without the sensitive words.
	RealtimeMessageModifiedByCensorship RealtimeCode = 4408
)

// Codes 4543 to 4563 are about block lists and silenced members.
const (
	// RealtimeBlacklistFull (4543): The block list has reached its maximum
	// number of entries. Remove entries before adding more.
	RealtimeBlacklistFull RealtimeCode = 4543

	// RealtimeBlacklistFeatureDisabled (4544): Block lists are turned off for
	// the app in the console. Enable block lists in the console before reading
	// or changing one.
	RealtimeBlacklistFeatureDisabled RealtimeCode = 4544

	// RealtimeBlacklistSignatureFailed (4546): The signature sent with the
	// block list operation does not match the one that the server expects.
	// Check how the app's server generates the signature: the key, the signed
	// fields and their order, and the timestamp.
	RealtimeBlacklistSignatureFailed RealtimeCode = 4546

	// RealtimeBlockedByConversation (4548): The user was added to the block
	// list of the conversation and cannot take part in it. If the user should
	// be able to take part again, remove the user from the block list.
	RealtimeBlockedByConversation RealtimeCode = 4548

	// RealtimeSilencedMemberListFull (4561): The list of silenced members has
	// reached its maximum number of entries. Remove members from the list
	// before adding more.
	RealtimeSilencedMemberListFull RealtimeCode = 4561

	// RealtimeSilenced (4563): The user was silenced in the conversation and
	// cannot send messages there. If the user should be able to send messages
	// again, remove the user from the list of silenced members.
	RealtimeSilenced RealtimeCode = 4563
)

// realtime is the value behind Realtime; the package refers to it alone, so
// that assigning to the variable changes nothing for others.
var realtime = Catalog{
	name:   "realtime",
	prefix: "Realtime",
	pkg:    "errcode.",
	format: FormatLeanCloud,
	vendor: true,
	zero:   RealtimeCode(0),
	// 4100, 4102, 4103, 4110, 4111, 4112 and 4303 stand for no kind: clients
	// act on them, or show the app something else.
	kinds: [kindCount]Code{
		KindUnknown:            RealtimeInternalError,
		KindInvalidArgument:    RealtimeUnparseableRawMessage,
		KindNotFound:           RealtimeMessageNotFound,
		KindAlreadyExists:      RealtimeDuplicatedLogin,
		KindUnauthenticated:    RealtimeSessionRequired,
		KindPermissionDenied:   RealtimeConversationNotAllowed,
		KindResourceExhausted:  RealtimeMessageSentQuotaExceeded,
		KindFailedPrecondition: RealtimeConversationRejectedByApp,
		KindAborted:            RealtimeConversationRejectedByApp,
		KindDeadlineExceeded:   RealtimeSendMessageTimeout,
		KindCanceled:           RealtimeSendMessageTimeout,
		KindUnavailable:        RealtimeConversationAPIFailed,
		KindUnimplemented:      RealtimeInternalError,
		KindInternal:           RealtimeInternalError,
	},
	rows:   realtimeTable,
	others: realtimeOthers,

	badBody:  RealtimeUnparseableRawMessage,
	tooLarge: RealtimeFrameTooLong,
}

// realtimeRows has the rows by number.
var realtimeRows = [...]*row{
	RealtimeNormalClosure: {code: RealtimeNormalClosure, name: "NormalClosure", kind: KindUnavailable, status: 503, source: StatusInferred, retryable: true, maybeDone: true, ops: OpSessions,
		text:        "The WebSocket connection closed normally.",
		description: "The connection was closed with a close frame because the server restarted or the local network went down. In an ack, 0 means success.",
		remedy:      "Wait for the SDK to reconnect. A client without an SDK must reconnect and open the session again."},
	RealtimeAbnormalClosure: {code: RealtimeAbnormalClosure, name: "AbnormalClosure", kind: KindUnavailable, status: 503, source: StatusInferred, retryable: true, maybeDone: true, ops: OpSessions,
		text:        "The WebSocket connection closed abnormally.",
		description: "The connection was lost without a close frame, typically because a router along the way cut a long-lived connection.",
		remedy:      "Wait for the SDK to reconnect. A client without an SDK must reconnect and open the session again."},
	RealtimeAppNotAvailable: {code: RealtimeAppNotAvailable, name: "AppNotAvailable", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpSessions,
		message:     "APP_NOT_AVAILABLE",
		text:        "The app does not exist, or realtime messaging is disabled.",
		description: "No app has this App ID, or realtime messaging is turned off for the app. Clients do not reconnect after a close frame with this code.",
		remedy:      "Check the App ID, and enable realtime messaging in the console."},
	RealtimeDuplicatedLogin: {code: RealtimeDuplicatedLogin, name: "DuplicatedLogin", kind: KindAlreadyExists, status: 409, source: StatusInferred, ops: OpPush,
		message:     "DUPLICATED_LOGIN",
		text:        "The device is already logged in to push.",
		description: "The same device logged in to the push service twice. The error is unrelated to realtime messaging.",
		remedy:      "Make sure that each device logs in to the push service only once."},
	RealtimeSignatureFailed: {code: RealtimeSignatureFailed, name: "SignatureFailed", kind: KindUnauthenticated, status: 401, source: StatusInferred, ops: OpSessions,
		message:     "SIGNATURE_FAILED",
		text:        "The login signature failed verification.",
		description: "The signature sent to open the session does not match the one that the server expects. Clients that receive this code drop their cached session.",
		remedy:      "Check how the app's server generates the signature: the key, the signed fields and their order, and the timestamp."},
	RealtimeInvalidLogin: {code: RealtimeInvalidLogin, name: "InvalidLogin", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpSessions,
		message:     "INVALID_LOGIN",
		text:        "The client ID is invalid.",
		description: "The client ID is malformed or longer than 64 characters. Clients do not reconnect after a close frame with this code.",
		remedy:      "Log in with a valid client ID of at most 64 characters."},
	RealtimeSessionRequired: {code: RealtimeSessionRequired, name: "SessionRequired", kind: KindUnauthenticated, status: 401, source: StatusInferred, ops: OpRealtime,
		message:     "SESSION_REQUIRED",
		text:        "The session is not open.",
		description: "The client sent an operation before it opened a session.",
		remedy:      "Open the session, and wait for the server's reply before sending anything else."},
	RealtimeBlacklisted: {code: RealtimeBlacklisted, name: "Blacklisted", kind: KindPermissionDenied, status: 403, source: StatusInferred, ops: OpSessions,
		message:     "BLACKLISTED",
		text:        "The user is banned from realtime messaging.",
		description: "The app banned the user, so the user cannot open a session.",
		remedy:      "If the user should be able to log in again, lift the ban."},
	RealtimeReadTimeout: {code: RealtimeReadTimeout, name: "ReadTimeout", kind: KindDeadlineExceeded, status: 504, source: StatusInferred, retryable: true, maybeDone: true, ops: OpSessions,
		message:     "READ_TIMEOUT",
		text:        "The server received nothing from the client for too long.",
		description: "The client sent nothing for too long, usually because of network trouble, so the server closed the connection.",
		remedy:      "Wait for the SDK to reconnect. A client without an SDK must reconnect and open the session again."},
	RealtimeLoginTimeout: {code: RealtimeLoginTimeout, name: "LoginTimeout", kind: KindUnauthenticated, status: 401, source: StatusInferred, ops: OpSessions,
		message:     "LOGIN_TIMEOUT",
		text:        "No session was opened in time.",
		description: "The client connected but did not open a session in time, so the server closed the connection.",
		remedy:      "Make sure that the login was not rejected, and then reconnect and open the session immediately."},
	RealtimeFrameTooLong: {code: RealtimeFrameTooLong, name: "FrameTooLong", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpRealtime,
		message:     "FRAME_TOO_LONG",
		text:        "The message is larger than 5 KB.",
		description: "The client sent a message larger than 5 KB, so the server closed the connection.",
		remedy:      "Shorten or split the message, or store large content as a file and send its URL."},
	RealtimeInvalidOrigin: {code: RealtimeInvalidOrigin, name: "InvalidOrigin", kind: KindPermissionDenied, status: 403, source: StatusInferred, ops: OpSessions,
		message:     "INVALID_ORIGIN",
		text:        "The origin is not an allowed web domain.",
		description: "The web page connected from an origin that is not among the app's allowed web domains. Clients do not reconnect after a close frame with this code.",
		remedy:      "If the origin belongs to the app, add it to the allowed web domains in the console."},
	RealtimeSessionConflict: {code: RealtimeSessionConflict, name: "SessionConflict", kind: KindAborted, status: 409, source: StatusInferred, ops: OpSessions,
		message:     "SESSION_CONFLICT",
		text:        "The session was closed because another device logged in.",
		description: "The app allows one device at a time, and another device that logged in with the same tag replaced this one.",
		remedy:      "Tell the user about the login on the other device, and do not reconnect automatically."},
	RealtimeSessionTokenExpired: {code: RealtimeSessionTokenExpired, name: "SessionTokenExpired", kind: KindUnauthenticated, status: 401, source: StatusInferred, ops: OpSessions,
		message:     "SESSION_TOKEN_EXPIRED",
		text:        "The session token has expired.",
		description: "The token that the client used to reopen its session is no longer valid. Clients that receive this code reopen the session without the token.",
		remedy:      "Log in again without the old token."},
	RealtimeAppQuotaExceeded: {code: RealtimeAppQuotaExceeded, name: "AppQuotaExceeded", kind: KindResourceExhausted, status: 403, source: StatusInferred, ops: OpSessions,
		message:     "APP_QUOTA_EXCEEDED",
		text:        "The app has exceeded its limit of daily active users.",
		description: "More users logged in today than the app's limit of daily active users allows.",
		remedy:      "If more users should be able to log in, raise the limit."},
	RealtimeUnparseableRawMessage: {code: RealtimeUnparseableRawMessage, name: "UnparseableRawMessage", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpRealtime,
		message:     "UNPARSEABLE_RAW_MESSAGE",
		text:        "The server cannot parse the data sent by the client.",
		description: "The client sent data that does not follow the protocol, so the server closed the connection.",
		remedy:      "Encode the data as the negotiated WebSocket subprotocol requires."},
	RealtimeKickedByApp: {code: RealtimeKickedByApp, name: "KickedByApp", kind: KindPermissionDenied, status: 403, source: StatusInferred, ops: OpSessions,
		message:     "KICKED_BY_APP",
		text:        "The app forced the client offline.",
		description: "The app's server ended the client's session through the REST API.",
		remedy:      "Find out why in the app's server code before you let the client open another session."},
	RealtimeMessageSentQuotaExceeded: {code: RealtimeMessageSentQuotaExceeded, name: "MessageSentQuotaExceeded", kind: KindResourceExhausted, status: 429, source: StatusInferred, retryable: true, ops: OpMessages,
		message:     "MESSAGE_SENT_QUOTA_EXCEEDED",
		text:        "The app sends messages too fast.",
		description: "The messages that the app sends exceed its rate limit.",
		remedy:      "Send messages at a slower rate, and retry later. If the limit is too low for the app, raise it."},
	RealtimeUnbindInstallationFailed: {code: RealtimeUnbindInstallationFailed, name: "UnbindInstallationFailed", kind: KindInternal, status: 500, source: StatusInferred, maybeDone: true, ops: OpSessions,
		message:     "UNBIND_INSTALLATION_FAILED",
		text:        "The user could not be unbound from the device.",
		description: "The user logged out, but the device's installation record is still bound to the user.",
		remedy:      "Check the installation record of the device, and remove the binding there."},
	RealtimeInternalError: {code: RealtimeInternalError, name: "InternalError", kind: KindInternal, status: 500, source: StatusInferred, maybeDone: true, ops: OpRealtime,
		message:     "INTERNAL_ERROR",
		text:        "An internal error occurred.",
		description: "The server failed and closed the connection.",
		remedy:      "Report the failure to the operator of the service, who can find the cause in the server's log."},
	RealtimeSendMessageTimeout: {code: RealtimeSendMessageTimeout, name: "SendMessageTimeout", kind: KindDeadlineExceeded, status: 504, source: StatusInferred, retryable: true, maybeDone: true, ops: OpMessages,
		message:     "SEND_MESSAGE_TIMEOUT",
		text:        "Sending the message timed out.",
		description: "The server did not finish sending the message through the API in time. The message may still have been delivered.",
		remedy:      "Retry later. Before you retry, check whether the message was delivered."},
	RealtimeConversationInternalError: {code: RealtimeConversationInternalError, name: "ConversationInternalError", kind: KindInternal, status: 500, source: StatusInferred, maybeDone: true, ops: OpConversations,
		message:     "CONVERSATION_INTERNAL_ERROR",
		text:        "An internal error occurred in the conversation operation.",
		description: "The server failed while performing the conversation operation.",
		remedy:      "Report the failure to the operator of the service, who can find the cause in the server's log."},
	RealtimeConversationAPIFailed: {code: RealtimeConversationAPIFailed, name: "ConversationAPIFailed", kind: KindUnavailable, status: 503, source: StatusInferred, retryable: true, maybeDone: true, ops: OpConversations,
		message:     "CONVERSATION_API_FAILED",
		text:        "An upstream API of the conversation operation failed.",
		description: "To perform the conversation operation, the server called another API, and that call failed. The error message has the details.",
		remedy:      "Fix what the error message describes, and retry later."},
	RealtimeConversationSignatureFailed: {code: RealtimeConversationSignatureFailed, name: "ConversationSignatureFailed", kind: KindUnauthenticated, status: 401, source: StatusInferred, ops: OpConversations,
		message:     "CONVERSATION_SIGNATURE_FAILED",
		text:        "The signature for the conversation operation failed verification.",
		description: "The signature sent with the conversation operation does not match the one that the server expects.",
		remedy:      "Check how the app's server generates the signature: the key, the signed fields and their order, and the timestamp."},
	RealtimeConversationNotFound: {code: RealtimeConversationNotFound, name: "ConversationNotFound", kind: KindNotFound, status: 404, source: StatusInferred, ops: OpConversations,
		message:     "CONVERSATION_NOT_FOUND",
		text:        "The conversation was not found.",
		description: "No conversation has this ID, or it could not be read, for example because the app reached its limit of concurrent API requests.",
		remedy:      "Check the conversation ID. If it is correct, check how many concurrent API requests the app makes."},
	RealtimeConversationFull: {code: RealtimeConversationFull, name: "ConversationFull", kind: KindResourceExhausted, status: 403, source: StatusInferred, ops: OpConversations,
		message:     "CONVERSATION_FULL",
		text:        "The conversation is full.",
		description: "The conversation has reached its maximum number of members.",
		remedy:      "Remove members, or use another conversation."},
	RealtimeConversationRejectedByApp: {code: RealtimeConversationRejectedByApp, name: "ConversationRejectedByApp", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpConversations,
		message:     "CONVERSATION_REJECTED_BY_APP",
		text:        "The app rejected the conversation operation.",
		description: "A LeanEngine hook of the app rejected the conversation operation. If the error has an integer appCode, the hook set it.",
		remedy:      "Find out what the hook requires, and change the request or the hook."},
	RealtimeConversationUpdateFailed: {code: RealtimeConversationUpdateFailed, name: "ConversationUpdateFailed", kind: KindInternal, status: 500, source: StatusInferred, maybeDone: true, ops: OpConversations,
		message:     "CONVERSATION_UPDATE_FAILED",
		text:        "The conversation could not be updated.",
		description: "The server failed while updating the conversation.",
		remedy:      "Report the failure to the operator of the service, who can find the cause in the server's log."},
	RealtimeConversationReadOnly: {code: RealtimeConversationReadOnly, name: "ConversationReadOnly", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpConversations,
		message:     "CONVERSATION_READ_ONLY",
		text:        "The conversation is read-only.",
		description: "The operation would change a read-only conversation.",
		remedy:      "Make the conversation writable first, or use another one."},
	RealtimeConversationNotAllowed: {code: RealtimeConversationNotAllowed, name: "ConversationNotAllowed", kind: KindPermissionDenied, status: 403, source: StatusInferred, ops: OpConversations | OpMessages,
		message:     "CONVERSATION_NOT_ALLOWED",
		text:        "The user is not allowed to send messages in this conversation.",
		description: "The server rejected the message because its sender does not have permission to send messages in this conversation.",
		remedy:      "Check the sender's permissions in the conversation."},
	RealtimeConversationUpdateRejected: {code: RealtimeConversationUpdateRejected, name: "ConversationUpdateRejected", kind: KindPermissionDenied, status: 403, source: StatusInferred, ops: OpConversations,
		message:     "CONVERSATION_UPDATE_REJECTED",
		text:        "Only members may update the conversation.",
		description: "The update was rejected because the user is not a member of the conversation.",
		remedy:      "Join the conversation before updating it."},
	RealtimeConversationQueryFailed: {code: RealtimeConversationQueryFailed, name: "ConversationQueryFailed", kind: KindDeadlineExceeded, status: 504, source: StatusInferred, retryable: true, maybeDone: true, ops: OpConversations,
		message:     "CONVERSATION_QUERY_FAILED",
		text:        "The conversation query timed out.",
		description: "The query for conversations took too long to finish in time.",
		remedy:      "Narrow the conditions of the query, and retry later."},
	RealtimeConversationLogFailed: {code: RealtimeConversationLogFailed, name: "ConversationLogFailed", kind: KindDeadlineExceeded, status: 504, source: StatusInferred, retryable: true, maybeDone: true, ops: OpConversations | OpMessages,
		message:     "CONVERSATION_LOG_FAILED",
		text:        "The message history could not be fetched.",
		description: "The server could not fetch the message history of the conversation, often because it took too long.",
		remedy:      "Fetch fewer messages at a time, and retry later."},
	RealtimeConversationLogRejected: {code: RealtimeConversationLogRejected, name: "ConversationLogRejected", kind: KindPermissionDenied, status: 403, source: StatusInferred, ops: OpConversations | OpMessages,
		message:     "CONVERSATION_LOG_REJECTED",
		text:        "Only members may read the message history.",
		description: "The request was rejected because the user is not a member of the conversation.",
		remedy:      "Join the conversation before fetching its message history."},
	RealtimeSystemConversationRequired: {code: RealtimeSystemConversationRequired, name: "SystemConversationRequired", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpConversations,
		message:     "SYSTEM_CONVERSATION_REQUIRED",
		text:        "The operation requires a system conversation.",
		description: "The operation is for system conversations only, and the conversation is of another type.",
		remedy:      "Use the ID of a system conversation."},
	RealtimeNormalConversationRequired: {code: RealtimeNormalConversationRequired, name: "NormalConversationRequired", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpConversations,
		message:     "NORMAL_CONVERSATION_REQUIRED",
		text:        "The operation requires a normal conversation.",
		description: "The operation is for normal conversations only, and the conversation is of another type.",
		remedy:      "Use the ID of a normal conversation."},
	RealtimeConversationTemporaryBlacklisted: {code: RealtimeConversationTemporaryBlacklisted, name: "ConversationTemporaryBlacklisted", kind: KindPermissionDenied, status: 403, source: StatusInferred, ops: OpConversations | OpMessages,
		message:     "CONVERSATION_TEMPORARY_BLACKLISTED",
		text:        "The user is on the temporary block list of the conversation.",
		description: "The user was added to the temporary block list of the conversation and cannot send messages.",
		remedy:      "If the user should be able to send messages again, remove the user from the temporary block list."},
	RealtimeTransientConversationRequired: {code: RealtimeTransientConversationRequired, name: "TransientConversationRequired", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpConversations,
		message:     "TRANSIENT_CONVERSATION_REQUIRED",
		text:        "The operation requires a chat room.",
		description: "The operation is for chat rooms (transient conversations) only, and the conversation is of another type.",
		remedy:      "Use the ID of a chat room."},
	RealtimeConversationMembershipRequired: {code: RealtimeConversationMembershipRequired, name: "ConversationMembershipRequired", kind: KindPermissionDenied, status: 403, source: StatusInferred, ops: OpConversations,
		message:     "CONVERSATION_MEMBERSHIP_REQUIRED",
		text:        "Only members may perform the operation.",
		description: "The operation was rejected because the user is not a member of the conversation.",
		remedy:      "Join the conversation, and then repeat the operation."},
	RealtimeConversationAPIQuotaExceeded: {code: RealtimeConversationAPIQuotaExceeded, name: "ConversationAPIQuotaExceeded", kind: KindResourceExhausted, status: 403, source: StatusInferred, ops: OpConversations,
		message:     "CONVERSATION_API_QUOTA_EXCEEDED",
		text:        "The app has exceeded its quota of conversation API calls.",
		description: "The app's plan does not allow more calls to the conversation API.",
		remedy:      "Upgrade the plan, or make fewer calls."},
	RealtimeConversationOperationUnauthorized: {code: RealtimeConversationOperationUnauthorized, name: "ConversationOperationUnauthorized", kind: KindPermissionDenied, status: 403, source: StatusInferred, ops: OpConversations,
		message:     "CONVERSATION_OPERATION_UNAUTHORIZED",
		text:        "The user's role in the conversation is too low.",
		description: "The operation requires a higher role in the conversation than the user has.",
		remedy:      "Give the user a higher role, or have a member with a higher role perform the operation."},
	RealtimeUnknownConversationRole: {code: RealtimeUnknownConversationRole, name: "UnknownConversationRole", kind: KindInvalidArgument, status: 400, source: StatusInferred, ops: OpConversations,
		message:     "UNKNOWN_CONVERSATION_ROLE",
		text:        "The conversation role is unknown.",
		description: "The request specifies a role that conversations do not have.",
		remedy:      "Correct the role name."},
	RealtimeConversationMemberInRoleFull: {code: RealtimeConversationMemberInRoleFull, name: "ConversationMemberInRoleFull", kind: KindResourceExhausted, status: 403, source: StatusInferred, ops: OpConversations,
		message:     "CONVERSATION_MEMBER_IN_ROLE_FULL",
		text:        "The role has reached its maximum number of members.",
		description: "The conversation cannot have more members in this role.",
		remedy:      "Give one of these members another role first."},
	RealtimeTemporaryConversationExpired: {code: RealtimeTemporaryConversationExpired, name: "TemporaryConversationExpired", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpConversations,
		message:     "TEMPORARY_CONVERSATION_EXPIRED",
		text:        "The temporary conversation has expired.",
		description: "The temporary conversation has reached the end of its lifetime and can no longer be used.",
		remedy:      "Create a new temporary conversation."},
	RealtimeConversationNeedOwner: {code: RealtimeConversationNeedOwner, name: "ConversationNeedOwner", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpConversations,
		message:     "CONVERSATION_NEED_OWNER",
		text:        "The conversation needs an owner.",
		description: "The operation would leave the conversation without an owner.",
		remedy:      "Make another member the owner first."},
	RealtimeConversationMemberInfoFeatureDisabled: {code: RealtimeConversationMemberInfoFeatureDisabled, name: "ConversationMemberInfoFeatureDisabled", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpConversations,
		message:     "CONVERSATION_MEMBER_INFO_FEATURE_DISABLED",
		text:        "The member info feature is disabled.",
		description: "Conversation member info is turned off for the app in the console.",
		remedy:      "Enable conversation member info in the console before reading or changing it."},
	RealtimeInvalidMessagingTarget: {code: RealtimeInvalidMessagingTarget, name: "InvalidMessagingTarget", kind: KindNotFound, status: 404, source: StatusInferred, ops: OpMessages,
		message:     "INVALID_MESSAGING_TARGET",
		text:        "The conversation does not exist, or the user is not a member of it.",
		description: "The message was sent to a conversation that does not exist or that the user has not joined.",
		remedy:      "Check the conversation ID, and join the conversation before sending messages."},
	RealtimeMessageRejectedByApp: {code: RealtimeMessageRejectedByApp, name: "MessageRejectedByApp", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpMessages,
		message:     "MESSAGE_REJECTED_BY_APP",
		text:        "The app rejected the message.",
		description: "A LeanEngine hook of the app rejected the message. If the error has an integer appCode, the hook set it.",
		remedy:      "Find out what the hook requires, and change the message or the hook."},
	RealtimeMessageOwnershipRequired: {code: RealtimeMessageOwnershipRequired, name: "MessageOwnershipRequired", kind: KindPermissionDenied, status: 403, source: StatusInferred, ops: OpMessages,
		message:     "MESSAGE_OWNERSHIP_REQUIRED",
		text:        "Only the sender may edit or recall the message.",
		description: "The user tried to edit or recall a message that another user sent.",
		remedy:      "Have the sender edit or recall the message."},
	RealtimeMessageNotFound: {code: RealtimeMessageNotFound, name: "MessageNotFound", kind: KindNotFound, status: 404, source: StatusInferred, ops: OpMessages,
		message:     "MESSAGE_NOT_FOUND",
		text:        "The message was not found.",
		description: "The conversation has no message with this ID.",
		remedy:      "Check the message ID and the conversation ID."},
	RealtimeMessageUpdateRejectedByApp: {code: RealtimeMessageUpdateRejectedByApp, name: "MessageUpdateRejectedByApp", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpMessages,
		message:     "MESSAGE_UPDATE_REJECTED_BY_APP",
		text:        "The app rejected editing or recalling the message.",
		description: "A LeanEngine hook of the app rejected the request to edit or recall the message.",
		remedy:      "Find out what the hook requires, and change the request or the hook."},
	RealtimeMessageEditDisabled: {code: RealtimeMessageEditDisabled, name: "MessageEditDisabled", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpMessages,
		message:     "MESSAGE_EDIT_DISABLED",
		text:        "Message editing is disabled.",
		description: "Editing messages through the SDK is turned off for the app in the console.",
		remedy:      "Allow editing messages through the SDK in the console, or send a new message instead."},
	RealtimeMessageRecallDisabled: {code: RealtimeMessageRecallDisabled, name: "MessageRecallDisabled", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpMessages,
		message:     "MESSAGE_RECALL_DISABLED",
		text:        "Message recall is disabled.",
		description: "Recalling messages through the SDK is turned off for the app in the console.",
		remedy:      "Allow recalling messages through the SDK in the console."},
	RealtimeMessageModifiedByCensorship: {code: RealtimeMessageModifiedByCensorship, name: "MessageModifiedByCensorship", kind: KindInvalidArgument, status: 400, source: StatusInferred, maybeDone: true, ops: OpMessages,
		message:     "MESSAGE_MODIFIED_BY_CENSORSHIP",
		text:        "The message contained sensitive words and was modified.",
		description: "The filter for sensitive words changed the text of the message.",
		remedy:      "Show the sender the changed text, or ask the sender to rewrite it without the sensitive words."},
	RealtimeBlacklistFull: {code: RealtimeBlacklistFull, name: "BlacklistFull", kind: KindResourceExhausted, status: 403, source: StatusInferred, ops: OpConversations,
		message:     "BLACKLIST_FULL",
		text:        "The block list is full.",
		description: "The block list has reached its maximum number of entries.",
		remedy:      "Remove entries before adding more."},
	RealtimeBlacklistFeatureDisabled: {code: RealtimeBlacklistFeatureDisabled, name: "BlacklistFeatureDisabled", kind: KindFailedPrecondition, status: 400, source: StatusInferred, ops: OpConversations,
		message:     "BLACKLIST_FEATURE_DISABLED",
		text:        "The block list feature is disabled.",
		description: "Block lists are turned off for the app in the console.",
		remedy:      "Enable block lists in the console before reading or changing one."},
	RealtimeBlacklistSignatureFailed: {code: RealtimeBlacklistSignatureFailed, name: "BlacklistSignatureFailed", kind: KindUnauthenticated, status: 401, source: StatusInferred, ops: OpConversations,
		message:     "BLACKLIST_SIGNATURE_FAILED",
		text:        "The signature for the block list operation failed verification.",
		description: "The signature sent with the block list operation does not match the one that the server expects.",
		remedy:      "Check how the app's server generates the signature: the key, the signed fields and their order, and the timestamp."},
	RealtimeBlockedByConversation: {code: RealtimeBlockedByConversation, name: "BlockedByConversation", kind: KindPermissionDenied, status: 403, source: StatusInferred, ops: OpConversations | OpMessages,
		message:     "BLOCKED_BY_CONV",
		text:        "The user is on the block list of the conversation.",
		description: "The user was added to the block list of the conversation and cannot take part in it.",
		remedy:      "If the user should be able to take part again, remove the user from the block list."},
	RealtimeSilencedMemberListFull: {code: RealtimeSilencedMemberListFull, name: "SilencedMemberListFull", kind: KindResourceExhausted, status: 403, source: StatusInferred, ops: OpConversations,
		message:     "SILIENCED_MEMBER_LIST_FULL",
		text:        "The list of silenced members is full.",
		description: "The list of silenced members has reached its maximum number of entries.",
		remedy:      "Remove members from the list before adding more."},
	RealtimeSilenced: {code: RealtimeSilenced, name: "Silenced", kind: KindPermissionDenied, status: 403, source: StatusInferred, ops: OpMessages,
		message:     "SILIENCED",
		text:        "The user is silenced.",
		description: "The user was silenced in the conversation and cannot send messages there.",
		remedy:      "If the user should be able to send messages again, remove the user from the list of silenced members."},
}

// closedByServer describes the WebSocket close codes of a server that goes
// away, fails, restarts, or asks the client to try again later.
var closedByServer = row{
	kind: KindUnavailable, status: 503, source: StatusInferred, retryable: true, maybeDone: true,
	text:        "The server closed the connection.",
	description: "The catalog does not list this number. It is a WebSocket close code: the server closed the connection, for example because it was restarting.",
	remedy:      "Reconnect and open the session again.",
}

// realtimeOthers returns the row of a number that the catalog does not list, or
// nil.
func realtimeOthers(number int64) *row {
	switch number {
	case 1001, 1011, 1012, 1013:
		return &closedByServer
	}
	return nil
}

// Error returns the catalog, the number and the message:
// "realtime 4303: CONVERSATION_NOT_FOUND".
func (c RealtimeCode) Error() string { return realtime.errorText(c.key(), "") }

// Number returns the number on the wire, which variants share.
func (c RealtimeCode) Number() int { return int(numberOf(c.key())) }

// HTTPStatus returns the HTTP status to answer with, from 400 to 599.
func (c RealtimeCode) HTTPStatus() int { return c.row().status }

// Message returns the vendor's message, letter for letter; empty if there is
// none.
func (c RealtimeCode) Message() string { return c.row().message }

// Info returns the whole row of the catalog.
func (c RealtimeCode) Info() Info { return infoOf(c) }

// Catalog returns the catalog of all codes of this type.
func (c RealtimeCode) Catalog() *Catalog { return &realtime }

// String returns the constant's name; "RealtimeCode(987654)" for an unlisted
// number.
func (c RealtimeCode) String() string { return realtime.identifier(int64(c)) }

// Format implements [fmt.Formatter]. %v, %s, and %q print what Error returns;
// %d, %x, and the like print the number; %#v prints the constant as Go source.
func (c RealtimeCode) Format(s fmt.State, verb rune) { realtime.printCode(s, verb, int64(c)) }

// Is reports whether target is c, the number that c is a variant of, c's
// [Kind], or a sentinel error of the standard library with the same meaning.
func (c RealtimeCode) Is(target error) bool {
	if t, ok := target.(RealtimeCode); ok {
		return c == t || realtime.matches(int64(c), int64(t))
	}
	return c.row().kind.Is(target)
}

// As sets target, as [errors.As] does, if it points to a variable of this type,
// a [Code], a [Kind], or an [*Error].
func (c RealtimeCode) As(target any) bool { return assign(c, target) }

// LogValue implements [slog.LogValuer] with a group of the catalog, number,
// name, status, and message.
func (c RealtimeCode) LogValue() slog.Value { return realtime.logCode(c.key()) }

// ErrorType returns the code as a label: see [LabelOf].
func (c RealtimeCode) ErrorType() string { return realtime.label(c.key()) }

// MarshalText returns the text form, "realtime/4303". It never fails. A code in
// JSON is therefore a string; Number returns the integer on the wire.
func (c RealtimeCode) MarshalText() ([]byte, error) { return realtime.appendText(nil, c.key()), nil }

// UnmarshalText reads the text form, a number, or a name. It fails on a name or
// a catalog that is not the code's, and on a number beyond 32 bits.
func (c *RealtimeCode) UnmarshalText(text []byte) error { return unmarshalText(c, text) }

// UnmarshalJSON reads a JSON number, or a string as UnmarshalText does.
func (c *RealtimeCode) UnmarshalJSON(data []byte) error { return unmarshalJSON(c, data) }

func realtimeTable() []*row { return realtimeRows[:] }

// row is small enough to be inlined, which makes a lookup an array index.
func (c RealtimeCode) row() *row {
	if uint64(c) < uint64(len(realtimeRows)) && realtimeRows[c] != nil {
		return realtimeRows[c]
	}
	return c.rareRow()
}

//go:noinline
func (c RealtimeCode) rareRow() *row { return realtime.row(c.key()) }

func (c RealtimeCode) key() int64             { return realtime.meant(int64(c)) }
func (c RealtimeCode) raw() int64             { return int64(c) }
func (c RealtimeCode) sibling(key int64) Code { return RealtimeCode(key) }
func (c *RealtimeCode) deref() Code           { return deref(c) }
