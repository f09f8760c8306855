package errcode_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/seed85f21a9e/errcode"
)

// An invalid is an error of a program's own that embeds a code. It has all
// methods of the code and cannot be compared.
type invalid struct {
	errcode.LeanCloudCode
	_ []string
}

// An invalidGift embeds a code of a program's own.
type invalidGift struct {
	giftCode
	_ []string
}

func TestEmbeddedCodeIsTheCode(t *testing.T) {
	t.Parallel()
	japanese := errcode.Must(errcode.NewTexts(language.Japanese,
		errcode.Text{Code: invalid{LeanCloudCode: errcode.LeanCloudUserNotFound}, Message: "ユーザーが見つかりません。"}))
	for _, tt := range []struct {
		code errcode.Code
		err  error
	}{
		{errcode.LeanCloudUserNotFound, invalid{errcode.LeanCloudUserNotFound, []string{"x"}}},
		{errcode.LeanCloudUserNotFound, &invalid{LeanCloudCode: errcode.LeanCloudUserNotFound}},
		{errcode.LeanCloudInternalServerError, invalid{LeanCloudCode: errcode.LeanCloudInternalServerError}},
		{errcode.LeanCloudCode(987654), invalid{LeanCloudCode: 987654}},
		{giftBroken, invalidGift{giftCode: giftBroken}},
	} {
		for shape, err := range map[string]error{
			"itself": tt.err,
			"code":   errcode.New(tt.err.(errcode.Code)),
			"wraps":  errcode.Wrap(tt.err.(errcode.Code), tt.err),
			"joined": errors.Join(errors.New("x"), tt.err),
		} {
			code, ok := errcode.CodeOf(err)
			assert.True(t, ok, shape)
			assert.Equal(t, tt.code, code, shape)
			assert.Equal(t, errcode.LabelOf(tt.code), errcode.LabelOf(err), shape)
			assert.ErrorIs(t, err, tt.code, shape)
			assert.ErrorIs(t, err, tt.code.Info().Kind, shape)
			assert.NotPanics(t, func() { _ = err.Error() }, shape)
			for _, c := range []*errcode.Catalog{nil, errcode.LeanCloud, errcode.Backend, errcode.Realtime} {
				assert.Equal(t, c.Translate(tt.code), c.Translate(err), shape)
				assert.Equal(t, string(c.AppendBody(nil, tt.code)), string(c.AppendBody(nil, err)), shape)
				var log bytes.Buffer
				rp := &errcode.Responder{
					Catalog: c, Languages: []language.Tag{language.Japanese}, Texts: []*errcode.Texts{japanese},
					Logger: slog.New(slog.NewTextHandler(&log, nil)),
				}
				w := httptest.NewRecorder()
				assert.NotPanics(t, func() { rp.WriteError(w, nil, err) }, shape)
				assert.Equal(t, string(rp.Answer(nil, tt.code).Body), w.Body.String(), shape)
			}
		}
	}
	_, ok := japanese.Text(errcode.LeanCloudUserNotFound)
	require.True(t, ok)
}

// A conflict embeds a code and wraps a cause.
type conflict struct {
	errcode.LeanCloudCode
	cause error
}

func (c *conflict) Unwrap() error { return c.cause }

func TestEmbeddedCodeWithACause(t *testing.T) {
	t.Parallel()
	upstream := errcode.New(errcode.BackendUserNotFound, errcode.WithRetryAfter(3*time.Second), errcode.WithMessage("theirs"))
	for _, err := range []error{
		&conflict{errcode.LeanCloudDuplicateValue, upstream},
		fmt.Errorf("x: %w", &conflict{errcode.LeanCloudDuplicateValue, fmt.Errorf("y: %w", upstream)}),
	} {
		wait, ok := errcode.RetryAfter(err)
		assert.True(t, ok)
		assert.Equal(t, 3*time.Second, wait)
		answer := quiet(nil).Answer(nil, err)
		assert.Equal(t, errcode.LeanCloudDuplicateValue, answer.Code)
		assert.Equal(t, "3", answer.Header.Get("Retry-After"))
		assert.NotContains(t, string(answer.Body), "theirs")
		assert.Equal(t, errcode.KindAlreadyExists, errcode.KindOf(err))
	}
	var log bytes.Buffer
	rp := &errcode.Responder{Logger: slog.New(slog.NewTextHandler(&log, nil))}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	r := httptest.NewRequestWithContext(ctx, "GET", "/", nil)
	rp.Answer(r, &conflict{errcode.LeanCloudInternalServerError, context.Canceled})
	assert.Empty(t, log.String(), "the client has hung up")
}
