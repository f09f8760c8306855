package errcode

import (
	"context"
	"fmt"
	"io/fs"
	"net/http"
	"strconv"
)

// A Kind is a class of conditions across catalogs, named after the canonical
// RPC codes. It is an error, so that one handler serves all catalogs:
//
//	errors.Is(err, errcode.KindNotFound)
//
// A bare kind can be returned as an error; [Kind.New] gives it a message.
// A kind matches itself, and the standard library's sentinel where one means
// the same: [fs.ErrNotExist], [fs.ErrExist], [fs.ErrPermission],
// [context.DeadlineExceeded], [context.Canceled].
type Kind uint8

const (
	// KindUnknown is the zero value: the kind of numbers that no catalog
	// lists, and of errors without a code.
	KindUnknown Kind = iota

	// KindInvalidArgument: the request is wrong in itself; change it.
	KindInvalidArgument

	// KindNotFound: what the request names does not exist.
	KindNotFound

	// KindAlreadyExists: what the request would create already exists.
	KindAlreadyExists

	// KindUnauthenticated: the caller is unknown, or the credentials are not
	// valid.
	KindUnauthenticated

	// KindPermissionDenied: the caller is known, but may not do this.
	KindPermissionDenied

	// KindResourceExhausted: a quota, a rate limit, a balance or a list is used
	// up.
	KindResourceExhausted

	// KindFailedPrecondition: the request is fine, but the state of the
	// system, a setting or the app's own rules forbid it.
	KindFailedPrecondition

	// KindAborted: a conflict with another writer or another session.
	KindAborted

	// KindDeadlineExceeded: the time ran out.
	KindDeadlineExceeded

	// KindCanceled: the caller gave up.
	KindCanceled

	// KindUnavailable: the service cannot be reached or is out of service.
	KindUnavailable

	// KindUnimplemented: the service does not offer this operation.
	KindUnimplemented

	// KindInternal: the service failed.
	KindInternal

	kindCount = int(KindInternal) + 1
)

// kinds has the name and the HTTP status of each kind. 499 is what proxies log
// when a client has gone; no answer with it is ever read.
var kinds = [kindCount]struct {
	name   string
	text   string
	status int
}{
	KindUnknown:            {"Unknown", "unknown", 500},
	KindInvalidArgument:    {"InvalidArgument", "invalid argument", 400},
	KindNotFound:           {"NotFound", "not found", 404},
	KindAlreadyExists:      {"AlreadyExists", "already exists", 409},
	KindUnauthenticated:    {"Unauthenticated", "unauthenticated", 401},
	KindPermissionDenied:   {"PermissionDenied", "permission denied", 403},
	KindResourceExhausted:  {"ResourceExhausted", "resource exhausted", 429},
	KindFailedPrecondition: {"FailedPrecondition", "failed precondition", 400},
	KindAborted:            {"Aborted", "aborted", 409},
	KindDeadlineExceeded:   {"DeadlineExceeded", "deadline exceeded", 504},
	KindCanceled:           {"Canceled", "canceled", 499},
	KindUnavailable:        {"Unavailable", "unavailable", 503},
	KindUnimplemented:      {"Unimplemented", "unimplemented", 501},
	KindInternal:           {"Internal", "internal error", 500},
}

// String returns the name of the kind: "NotFound".
func (k Kind) String() string {
	if int(k) < kindCount {
		return kinds[k].name
	}
	return "Kind(" + strconv.Itoa(int(k)) + ")"
}

// GoString returns the constant as Go source: "errcode.KindNotFound".
func (k Kind) GoString() string {
	if int(k) < kindCount {
		return "errcode.Kind" + kinds[k].name
	}
	return "errcode." + k.String()
}

// Error returns the kind in words: "not found". The verb %v prints the same.
func (k Kind) Error() string {
	if int(k) < kindCount {
		return kinds[k].text
	}
	return k.String()
}

// HTTPStatus returns the HTTP status that fits the kind, from 400 to 599. An
// invalid kind has the status of KindUnknown, 500.
func (k Kind) HTTPStatus() int {
	if int(k) < kindCount {
		return kinds[k].status
	}
	return kinds[KindUnknown].status
}

// Is reports whether target is k, or the sentinel error of the standard library
// with the same meaning.
func (k Kind) Is(target error) bool {
	switch target {
	case k:
		return true
	case fs.ErrNotExist:
		return k == KindNotFound
	case fs.ErrExist:
		return k == KindAlreadyExists
	case fs.ErrPermission:
		return k == KindPermissionDenied
	case context.DeadlineExceeded:
		return k == KindDeadlineExceeded
	case context.Canceled:
		return k == KindCanceled
	}
	return false
}

// MarshalText returns the name of the kind. It never fails.
func (k Kind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads the name of a kind as String prints it, and fails on any
// other text.
func (k *Kind) UnmarshalText(text []byte) error {
	for i := range kinds {
		if kinds[i].name == string(text) {
			*k = Kind(i)
			return nil
		}
	}
	return fmt.Errorf("errcode: no kind is named %q", clip(string(text)))
}

// KindFromHTTPStatus returns the kind that an HTTP status stands for. It is
// KindUnknown for a status that is not from 400 to 599.
//
// A status of another service says little about the requests of your own
// clients: its 401 means that your credentials are wrong, not theirs.
func KindFromHTTPStatus(status int) Kind {
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

// otherLabel stands for what is not listed in a label, which has to be bounded.
const otherLabel = "_OTHER"

// ErrorType returns the name of the kind: see [LabelOf].
func (k Kind) ErrorType() string {
	if int(k) < kindCount {
		return kinds[k].name
	}
	return otherLabel
}
