package errcode

import (
	"net/http"
	"strings"
)

// refine reads what an answer of LeanCloud tells beside its number and message.
// It leaves the row alone if that is known exactly.
func (e *Error) refine(exact bool, decode func(status int, body []byte) *Error) {
	switch e.code {
	case LeanCloudUserNotFound:
		// The vendor answers an unknown user with 400. 401 is a session token that
		// no longer verifies, under whichever text.
		if !exact && e.extra.status == http.StatusUnauthorized {
			e.code = LeanCloudSessionExpired
		}
	case LeanCloudCloudCodeValidationFailed, LeanCloudHookFailed:
		thrown, ok := hookDetail(e.extra.message)
		if !ok {
			return
		}
		if !exact {
			e.code = LeanCloudHookFailed
		}
		if !strings.HasPrefix(thrown, "{") {
			return
		}
		if inner := decode(0, []byte(thrown)); !inner.Inferred() {
			inner.extra.status = inner.code.HTTPStatus()
			e.cause = inner
		}
	}
}

// hookDetail returns what a hook threw, which the message of 142 quotes.
func hookDetail(message string) (string, bool) {
	rest, ok := strings.CutPrefix(message, "Cloud Code validation failed. Error detail")
	if !ok {
		return "", false
	}
	// Some servers put a space before the colon.
	rest, ok = strings.CutPrefix(strings.TrimLeft(rest, " "), ":")
	return strings.TrimSpace(rest), ok
}
