// Package withzap logs errors with zap.
package withzap

import (
	"log/slog"

	"go.uber.org/zap"
	"go.uber.org/zap/exp/zapslog"
	"go.uber.org/zap/zapcore"

	"github.com/seed85f21a9e/errcode"
)

// recipe: glue

// Err returns an error as a field.
func Err(err error) zap.Field { return zap.Object("error", group(errcode.Attr(err).Value.Group())) }

type group []slog.Attr

// MarshalLogObject implements zapcore.ObjectMarshaler.
func (g group) MarshalLogObject(enc zapcore.ObjectEncoder) error {
	for _, a := range g {
		if a.Value.Kind() == slog.KindGroup {
			zap.Object(a.Key, group(a.Value.Group())).AddTo(enc)
		} else {
			zap.Any(a.Key, a.Value.Any()).AddTo(enc)
		}
	}
	return nil
}

// recipe: end

// SetLogger makes rp log with zap.
func SetLogger(rp *errcode.Responder, logger *zap.Logger) {
	// recipe: responder
	rp.Logger = slog.New(zapslog.NewHandler(logger.Core()))
	// recipe: end
}
