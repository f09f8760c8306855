package withqueue_test

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/examples/frameworks/internal/app"
	"github.com/seed85f21a9e/errcode/examples/frameworks/internal/conform"
	"github.com/seed85f21a9e/errcode/examples/frameworks/withqueue"
)

func TestReply(t *testing.T) {
	rp := conform.Quiet()
	tests := []struct {
		name string
		err  error
		id   string
		body string
	}{
		{"code", errcode.LeanCloudUserNotFound, "leancloud/211", `{"code":211,"error":"Could not find user."}`},
		{"variant", errcode.LeanCloudSessionExpired, "leancloud/211.1", ``},
		{"no code", errors.New(app.Secret), "leancloud/1", `{"code":1,"error":"Internal server error. No information available."}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			reply := withqueue.Reply(rp, test.err)
			assert.Equal(t, test.id, reply.Headers["Error-Code"])
			if test.body != "" {
				assert.JSONEq(t, test.body, string(reply.Body))
			}
			if code, ok := errcode.CodeOf(test.err); ok {
				assert.ErrorIs(t, withqueue.ErrorOf(reply), code)
			} else {
				assert.ErrorIs(t, withqueue.ErrorOf(reply), errcode.KindInternal)
			}
		})
	}
	assert.NoError(t, withqueue.ErrorOf(withqueue.Message{}))
}

func TestSettle(t *testing.T) {
	tests := []struct {
		name        string
		err         error
		idempotent  bool
		done, again bool
		after       time.Duration
	}{
		{"success", nil, true, true, false, 0},
		{"no use", errcode.LeanCloudUserNotFound, true, false, false, 0},
		{"later", errcode.New(errcode.LeanCloudTooManyRequests, errcode.WithRetryAfter(time.Minute)), false, false, true, time.Minute},
		{"maybe done", errcode.LeanCloudTimeout, false, false, false, 0},
		{"maybe done, but that does no harm", errcode.LeanCloudTimeout, true, false, true, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			done, again, after := withqueue.Settle(test.err, test.idempotent)
			assert.Equal(t, test.done, done)
			assert.Equal(t, test.again, again)
			assert.Equal(t, test.after, after)
		})
	}
}
