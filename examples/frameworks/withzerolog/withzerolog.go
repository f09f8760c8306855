// Package withzerolog logs errors with zerolog.
package withzerolog

import (
	"log/slog"

	"github.com/rs/zerolog"

	"github.com/seed85f21a9e/errcode"
)

// recipe: glue

// Err returns an error as an object, for Event.Object.
func Err(err error) zerolog.LogObjectMarshaler { return group(errcode.Attr(err).Value.Group()) }

type group []slog.Attr

// MarshalZerologObject implements zerolog.LogObjectMarshaler.
func (g group) MarshalZerologObject(e *zerolog.Event) {
	for _, a := range g {
		if a.Value.Kind() == slog.KindGroup {
			e.Object(a.Key, group(a.Value.Group()))
		} else {
			e.Any(a.Key, a.Value.Any())
		}
	}
}

// recipe: end

// SetLogger makes rp log with zerolog.
func SetLogger(rp *errcode.Responder, logger zerolog.Logger) {
	// recipe: responder
	rp.Logger = slog.New(zerolog.NewSlogHandler(logger))
	// recipe: end
}
