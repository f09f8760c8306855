package errcode_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/seed85f21a9e/errcode"
)

// record returns an attribute as a text handler prints it.
func record(attr slog.Attr) string {
	var b bytes.Buffer
	slog.New(slog.NewTextHandler(&b, &slog.HandlerOptions{ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
		if len(groups) == 0 && a.Key != "error" {
			return slog.Attr{}
		}
		return a
	}})).LogAttrs(context.Background(), slog.LevelInfo, "", attr)
	return strings.TrimSpace(b.String())
}

func TestAttrIsAGroupThroughAnyWrapping(t *testing.T) {
	t.Parallel()
	const user = `error.catalog=leancloud error.number=211 error.name=UserNotFound error.kind=NotFound error.status=400 error.message="Could not find user." `
	coded := errcode.Wrap(errcode.LeanCloudUserNotFound, errors.New("no row"))
	tests := []struct {
		name string
		err  error
		want string
	}{
		{"bare code", errcode.LeanCloudUserNotFound, user + `error.text="leancloud 211: Could not find user"`},
		{"error", coded, user + `error.text="leancloud 211: Could not find user: no row"`},
		{"wrapped", fmt.Errorf("load: %w", coded), user + `error.text="load: leancloud 211: Could not find user: no row"`},
		{"joined", errors.Join(errors.New("first"), coded), user + `error.text="first\nleancloud 211: Could not find user: no row"`},
		{"context", errcode.New(errcode.LeanCloudUserNotFound, errcode.WithRetryAfter(time.Second), errcode.WithDetail("id", 7), errcode.WithHTTPStatus(404)),
			strings.Replace(user, "400", "404", 1) + `error.text="leancloud 211: Could not find user" error.retry_after=1s error.details.id=7`},
		{"unlisted", errcode.LeanCloudCode(987654), `error.catalog=leancloud error.number=987654 error.status=400 error.message="Unknown error." error.text="leancloud 987654: Unknown error"`},
		{"bare kind", errcode.KindNotFound, `error.kind=NotFound error.text="not found"`},
		{"kind with a message", errcode.KindNotFound.New(errcode.WithMessage("No such page.")), `error.kind=NotFound error.message="No such page." error.text="not found: No such page."`},
		{"kind with everything", errcode.KindNotFound.New(errcode.WithOperation(errcode.OpRead), errcode.WithRetryAfter(time.Second), errcode.WithDetail("id", 7), errcode.WithHTTPStatus(410)),
			`error.kind=NotFound error.status=410 error.text="not found" error.operation=Read error.retry_after=1s error.details.id=7`},
		{"what is around the code", errcode.Wrap(nil, errcode.LeanCloudUserNotFound, errcode.WithOperation(errcode.OpRead), errcode.WithRetryAfter(time.Second), errcode.WithDetail("id", 7)),
			user + `error.text="error without a code: leancloud 211: Could not find user" error.operation=Read error.retry_after=1s error.details.id=7`},
		{"remote without a code", fmt.Errorf("ask: %w", (*errcode.Catalog)(nil).DecodeBody(502, []byte("<html>"))),
			`error.kind=Unavailable error.status=502 error.text="ask: unavailable (inferred from HTTP status 502): \"<html>\"" error.remote=true error.inferred_from="HTTP status 502" error.excerpt=<html>`},
		{"remote message without a code", (*errcode.Catalog)(nil).DecodeBody(404, []byte(`{"code":7,"error":"Gone."}`)),
			`error.kind=NotFound error.status=404 error.message=Gone. error.text="not found: Gone." error.remote=true`},
		{"standard", context.DeadlineExceeded, `error.kind=DeadlineExceeded error.text="context deadline exceeded"`},
		{"other", errors.New("boom"), `error.text=boom`},
		{"remote without a number", errcode.LeanCloud.DecodeBody(502, []byte("<html>")), `error.catalog=leancloud error.number=511 error.name=TemporarilyUnavailable error.kind=Unavailable error.status=502 ` +
			`error.message="Temporarily Unavailable." error.text="leancloud 511: Temporarily Unavailable (inferred from HTTP status 502): \"<html>\"" error.remote=true error.inferred_from="HTTP status 502" error.excerpt=<html>`},
		{"nil", nil, ``},
		{"nil error", (*errcode.Error)(nil), ``},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			attr := errcode.Attr(test.err)
			assert.Equal(t, "error", attr.Key)
			assert.Equal(t, slog.KindGroup, attr.Value.Kind())
			assert.Equal(t, test.want, record(attr))
		})
	}
}

// A chain of a thousand errors prints megabytes; a record of it does not.
func TestRecordsAreBounded(t *testing.T) {
	t.Parallel()
	err := error(errcode.LeanCloudUserNotFound)
	for range 500 {
		err = errcode.Wrap(errcode.LeanCloudUserNotFound, err, errcode.WithMessage(strings.Repeat("m", 100)))
	}
	assert.Less(t, len(record(errcode.Attr(err))), 16<<10)
	assert.Less(t, len(record(slog.Any("error", err))), 16<<10)
}

func TestLabelOf(t *testing.T) {
	t.Parallel()
	for want, err := range map[string]error{
		"leancloud/211":    fmt.Errorf("x: %w", errcode.LeanCloudUserNotFound),
		"backend/107.1":    errcode.New(errcode.BackendDuplicateKey),
		"realtime/0":       errcode.RealtimeNormalClosure,
		"leancloud/_OTHER": errcode.LeanCloudCode(987654),
		"gift-shop/-3":     giftSoldOut,
		"gift-shop/_OTHER": giftCode(5),
		"NotFound":         fmt.Errorf("x: %w", errcode.KindNotFound),
		"Aborted":          errcode.KindAborted.New(),
		"_OTHER":           errors.New("boom"),
		"":                 nil,
	} {
		assert.Equal(t, want, errcode.LabelOf(err))
		if typed, ok := err.(interface{ ErrorType() string }); ok {
			assert.Equal(t, want, typed.ErrorType(), "ErrorType of %T", err)
		}
	}
	assert.Empty(t, errcode.LabelOf((*errcode.Error)(nil)))
	assert.Equal(t, "_OTHER", errcode.LabelOf(errcode.Kind(99)))
}

// However many numbers servers make up, there is a bounded number of labels.
func TestLabelsAreBounded(t *testing.T) {
	t.Parallel()
	labels := map[string]bool{}
	random := rand.New(rand.NewPCG(1, 2))
	for range 10_000 {
		for _, c := range catalogs {
			code, _ := c.Lookup(int(random.Int32()) - 1<<30)
			labels[errcode.LabelOf(code)] = true
		}
	}
	assert.Equal(t, map[string]bool{"backend/_OTHER": true, "leancloud/_OTHER": true, "realtime/_OTHER": true}, labels)
}
