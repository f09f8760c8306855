package withzerolog_test

import (
	"bytes"
	"errors"
	"testing"

	"github.com/rs/zerolog"
	"github.com/stretchr/testify/assert"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/examples/frameworks/withzerolog"
)

func TestErr(t *testing.T) {
	var out bytes.Buffer
	logger := zerolog.New(&out)
	err := errcode.Wrap(errcode.LeanCloudUserNotFound, errors.New("no rows"), errcode.WithDetail("table", "users"))
	logger.Error().Object("error", withzerolog.Err(err)).Msg("import failed")
	assert.JSONEq(t, `{"level":"error","message":"import failed","error":{
		"catalog":"leancloud","number":211,"name":"UserNotFound","kind":"NotFound","status":400,
		"message":"Could not find user.","text":"leancloud 211: Could not find user: no rows","details":{"table":"users"}}}`, out.String())
}

func TestResponder(t *testing.T) {
	var out bytes.Buffer
	rp := &errcode.Responder{Catalog: errcode.LeanCloud}
	withzerolog.SetLogger(rp, zerolog.New(&out))
	rp.Answer(nil, errors.New("no route to host"))
	assert.Contains(t, out.String(), `"message":"errcode: request failed"`)
	assert.Contains(t, out.String(), `"error.text":"no route to host"`)
	assert.Contains(t, out.String(), `"answered":"leancloud/1"`)
}
