// Package withqueue answers the errors of a worker that gets its requests from a
// queue of any kind.
package withqueue

import (
	"time"

	"github.com/seed85f21a9e/errcode"
)

// A Message is what goes over the queue.
type Message struct {
	Headers map[string]string
	Body    []byte
}

// recipe: glue

// Reply is the answer to a request that failed with err.
func Reply(rp *errcode.Responder, err error) Message {
	answer := rp.Answer(nil, err)
	reply := Message{Headers: map[string]string{"Content-Type": answer.Header.Get("Content-Type")}, Body: answer.Body}
	if answer.Code != nil {
		reply.Headers["Error-Code"] = answer.Code.Info().ID()
	}
	return reply
}

// recipe: end

// recipe: read

// ErrorOf is the error of a reply; nil if the request succeeded.
func ErrorOf(reply Message) error {
	if reply.Headers["Error-Code"] == "" {
		return nil
	}
	return errcode.LeanCloud.DecodeBody(0, reply.Body)
}

// recipe: end

// recipe: settle

// Settle says what to do with a message whose handling ended with err: forget it,
// or deliver it again after some time, or else put it aside.
func Settle(err error, idempotent bool) (done, again bool, after time.Duration) {
	if err == nil {
		return true, false, 0
	}
	after, _ = errcode.RetryAfter(err)
	return false, errcode.SafeToRetry(err, idempotent), after
}

// recipe: end
