package withprometheus_test

import (
	"errors"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus/testutil"
	"github.com/stretchr/testify/assert"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/examples/frameworks/internal/conform"
	"github.com/seed85f21a9e/errcode/examples/frameworks/withprometheus"
)

func TestCount(t *testing.T) {
	rp := conform.Quiet()
	answers := withprometheus.Count(rp)
	r := httptest.NewRequest("GET", "/users/bob", nil)
	for number := range 1000 {
		rp.Answer(r, errcode.LeanCloudCode(100_000+number)) // from a client's data, perhaps
	}
	rp.Answer(r, errcode.LeanCloudUserNotFound)
	rp.Answer(r, errcode.LeanCloudUserNotFound)
	rp.Answer(r, errors.New("no route to host"))
	rp.NotFound(httptest.NewRecorder(), r)
	assert.NoError(t, testutil.CollectAndCompare(answers, strings.NewReader(`
# HELP errors_answered_total Errors answered to clients.
# TYPE errors_answered_total counter
errors_answered_total{error="_OTHER",status="500"} 1
errors_answered_total{error="NotFound",status="404"} 1
errors_answered_total{error="leancloud/211",status="400"} 2
errors_answered_total{error="leancloud/_OTHER",status="400"} 1000
`)))
}
