// Package withprometheus counts errors with Prometheus.
package withprometheus

import (
	"net/http"
	"strconv"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/seed85f21a9e/errcode"
)

// Count makes rp count its answers. The counter has to be registered.
func Count(rp *errcode.Responder) *prometheus.CounterVec {
	// recipe: glue
	answers := prometheus.NewCounterVec(prometheus.CounterOpts{Name: "errors_answered_total", Help: "Errors answered to clients."}, []string{"error", "status"})
	rp.OnAnswer = func(_ *http.Request, err error, _ errcode.Code, status int) {
		answers.WithLabelValues(errcode.LabelOf(err), strconv.Itoa(status)).Inc()
	}
	// recipe: end
	return answers
}
