package withsentry_test

import (
	"errors"
	"fmt"
	"net/http/httptest"
	"testing"

	"github.com/getsentry/sentry-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/examples/frameworks/internal/conform"
	"github.com/seed85f21a9e/errcode/examples/frameworks/withsentry"
)

func TestReport(t *testing.T) {
	events := new(sentry.MockTransport) // keeps events and has no network
	client, err := sentry.NewClient(sentry.ClientOptions{Transport: events})
	require.NoError(t, err)
	rp := conform.Quiet()
	withsentry.Report(rp, sentry.NewHub(client, sentry.NewScope()))

	r := httptest.NewRequest("GET", "/users/bob", nil)
	rp.Answer(r, errcode.LeanCloudUserNotFound)
	assert.Empty(t, events.Events(), "the client's fault")

	rp.Answer(r, fmt.Errorf("save: %w", errcode.Wrap(errcode.LeanCloudServerInMaintenance, errors.New("node 3"))))
	rp.Answer(r, errors.New("no route to host"))
	got := events.Events()
	require.Len(t, got, 2)
	assert.Equal(t, []string{"{{ default }}", "leancloud/502"}, got[0].Fingerprint)
	assert.Equal(t, "leancloud/502", got[0].Tags["error"])
	assert.Contains(t, got[0].Request.URL, "/users/bob")
	assert.Contains(t, got[0].Exception[len(got[0].Exception)-1].Value, "node 3", "Sentry gets the cause")
	assert.Equal(t, []string{"{{ default }}", "_OTHER"}, got[1].Fingerprint)
}
