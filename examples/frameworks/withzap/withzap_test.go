package withzap_test

import (
	"bytes"
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/examples/frameworks/withzap"
)

func newLogger(out *bytes.Buffer) *zap.Logger {
	encoder := zapcore.NewJSONEncoder(zapcore.EncoderConfig{MessageKey: "msg"})
	return zap.New(zapcore.NewCore(encoder, zapcore.AddSync(out), zap.InfoLevel))
}

func TestErr(t *testing.T) {
	var out bytes.Buffer
	err := errcode.Wrap(errcode.LeanCloudUserNotFound, errors.New("no rows"), errcode.WithDetail("table", "users"))
	newLogger(&out).Error("import failed", withzap.Err(err))
	assert.JSONEq(t, `{"msg":"import failed","error":{
		"catalog":"leancloud","number":211,"name":"UserNotFound","kind":"NotFound","status":400,
		"message":"Could not find user.","text":"leancloud 211: Could not find user: no rows","details":{"table":"users"}}}`, out.String())
}

func TestResponder(t *testing.T) {
	var out bytes.Buffer
	rp := &errcode.Responder{Catalog: errcode.LeanCloud}
	withzap.SetLogger(rp, newLogger(&out))
	rp.Answer(nil, errors.New("no route to host"))
	assert.JSONEq(t, `{"msg":"errcode: request failed","error":{"text":"no route to host"},"status":500,"answered":"leancloud/1"}`, out.String())
}
