package errcode

import (
	"net/http"
	"strings"
)

// refine adds to a decoded error what LeanCloud says outside of the number: in
// the status of a 211 and in the text of a 142. If exact is set, the row is
// already known and stays. decode is the reader of LeanCloud's bodies.
func (e *Error) refine(exact bool, decode func(status int, body []byte) *Error) {
	switch e.code {
	case LeanCloudUserNotFound:
		// The vendor answers an unknown user with 400. 401 is a session token
		// that no longer verifies, under whichever text.
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
