// Package withsentry reports failures to Sentry.
package withsentry

import (
	"net/http"

	"github.com/getsentry/sentry-go"

	"github.com/seed85f21a9e/errcode"
)

// Report makes rp report failures of the service to clones of parent.
func Report(rp *errcode.Responder, parent *sentry.Hub) {
	// recipe: glue
	rp.OnAnswer = func(r *http.Request, err error, _ errcode.Code, status int) {
		if status < 500 {
			return
		}
		hub := parent.Clone()
		hub.Scope().SetRequest(r)
		hub.Scope().SetTag("error", errcode.LabelOf(err))
		hub.Scope().SetFingerprint([]string{"{{ default }}", errcode.LabelOf(err)})
		hub.CaptureException(err)
	}
	// recipe: end
}
