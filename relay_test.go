package errcode_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/seed85f21a9e/errcode"
)

// remote is what a client of another server has.
func remote(c *errcode.Catalog, status int, body string) error {
	e := c.CheckResponse(&http.Response{StatusCode: status, Header: http.Header{"Retry-After": {"7"}}, Body: reader(body)})
	return fmt.Errorf("users: %w", e)
}

func TestRelayPassesAnErrorOn(t *testing.T) {
	t.Parallel()
	err := remote(errcode.LeanCloud, 404, `{"code":211,"error":"No user ada.","secret":"x"}`)
	const own = `{"code":211,"error":"Could not find user."}`
	w := answer(quiet(nil), nil, err)
	assert.Equal(t, own, w.Body.String(), "without Relay")
	assert.Equal(t, "7", w.Header().Get("Retry-After"))

	relayed := errcode.Relay(err)
	w = answer(quiet(nil), request("GET", "/", ""), relayed)
	assert.Equal(t, `{"code":211,"error":"No user ada."}`, w.Body.String())
	assert.Equal(t, 404, w.Code)
	assert.Equal(t, "7", w.Header().Get("Retry-After"))
	assert.ErrorIs(t, relayed, errcode.LeanCloudUserNotFound)
	assert.ErrorIs(t, relayed, err, "the remote error is the cause")
	assert.NotContains(t, answer(quiet(nil), request("GET", "/", problemType), relayed).Body.String(), "secret", "details stay here")

	again := errcode.Relay(relayed)
	assert.Equal(t, relayed, again, "it is not remote any more")
}

func TestRelayLeavesOtherErrorsAlone(t *testing.T) {
	t.Parallel()
	assert.NoError(t, errcode.Relay(nil))
	assert.NoError(t, errcode.Relay((*errcode.Error)(nil)))
	for _, err := range []error{
		errors.New("boom"), errcode.LeanCloudUserNotFound, errcode.KindNotFound, errcode.New(errcode.LeanCloudUserNotFound),
		errcode.Wrap(errcode.LeanCloudTimeout, remote(errcode.LeanCloud, 404, `{"code":211,"error":"x"}`)),
	} {
		assert.Equal(t, err, errcode.Relay(err))
	}
}

func TestRelayOfAnErrorWithoutANumber(t *testing.T) {
	t.Parallel()
	relayed := errcode.Relay(remote(errcode.LeanCloud, 502, "<html>10.0.0.7</html>"))
	w := answer(quiet(nil), nil, relayed)
	assert.Equal(t, 502, w.Code)
	assert.Equal(t, string(errcode.LeanCloud.AppendBody(nil, errcode.LeanCloud.DecodeBody(502, nil).Code())), w.Body.String(), "the catalog's text, not the HTML")
}

// The text of another server cannot break or reorder a line of a log, even when
// the program has made it its own.
func TestRelayedTextStaysOnOneLine(t *testing.T) {
	t.Parallel()
	relayed := errcode.Relay(remote(errcode.LeanCloud, 400, `{"code":211,"error":"a\nb \u202e"}`))
	assert.NotContains(t, relayed.Error(), "\n")
	assert.NotContains(t, relayed.Error(), "\u202e")
	assert.Contains(t, answer(quiet(nil), nil, relayed).Body.String(), `"a\nb `, "clients get it as it is")
}

func TestRelayOfAnEndlessError(t *testing.T) {
	t.Parallel()
	err := error(new(selfishOne))
	assert.Same(t, err, errcode.Relay(err))
}

func TestWithRemote(t *testing.T) {
	t.Parallel()
	err := errcode.New(errcode.LeanCloudUserNotFound, errcode.WithRemote(), errcode.WithMessage("No user ada."), errcode.WithRetryAfter(time.Second))
	var e *errcode.Error
	assert.ErrorAs(t, err, &e)
	assert.True(t, e.Remote())
	assert.Equal(t, "No user ada.", e.Message())
	w := answer(quiet(nil), nil, err)
	assert.Equal(t, `{"code":211,"error":"Could not find user."}`, w.Body.String())
	assert.Equal(t, "1", w.Header().Get("Retry-After"))
	assert.Contains(t, answer(quiet(nil), nil, errcode.Relay(err)).Body.String(), "No user ada.")

	kind := errcode.KindNotFound.New(errcode.WithRemote(), errcode.WithMessage("No page 7."))
	assert.NotContains(t, answer(quiet(errcode.LeanCloud), nil, kind).Body.String(), "No page 7.")
	assert.Contains(t, answer(quiet(errcode.LeanCloud), nil, errcode.Relay(kind)).Body.String(), "No page 7.")
	assert.ErrorIs(t, errcode.Relay(kind), errcode.KindNotFound)
}

func reader(body string) io.ReadCloser { return io.NopCloser(strings.NewReader(body)) }
