package main

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"testing"

	"github.com/seed85f21a9e/errcode"
)

// answer is the job of making an answer that something other than net/http
// sends.
func answer() job {
	r := newRequest()
	responder := new(errcode.Responder)
	err := errcode.New(errcode.LeanCloudUserNotFound, errcode.WithMessage(runTimeText))
	w := newDiscard()
	var a errcode.Answer
	return job{
		name: "answer",
		what: "Make an answer for a transport other than net/http",
		floors: []contestant{{name: "errcode, WriteError to a fresh header map", check: w.wantAnswer(status, runTimeText), run: func(b *testing.B) {
			for b.Loop() {
				w.header = make(http.Header, 8)
				responder.WriteError(w, r, err)
			}
		}}},
		own: []contestant{{name: "errcode, Answer", check: func() error {
			return want(a.Status == status && string(a.Body) == string(w.body) && len(a.Header) == len(w.header), "answered %+v", a)
		}, run: func(b *testing.B) {
			for b.Loop() {
				a = responder.Answer(r, err)
			}
		}}},
	}
}

// A keepHandler keeps the attributes of a record.
type keepHandler struct{ attrs *[]slog.Attr }

func (keepHandler) Enabled(context.Context, slog.Level) bool { return true }
func (h keepHandler) Handle(_ context.Context, r slog.Record) error {
	*h.attrs = (*h.attrs)[:0]
	r.Attrs(func(a slog.Attr) bool { *h.attrs = append(*h.attrs, a); return true })
	return nil
}
func (h keepHandler) WithAttrs([]slog.Attr) slog.Handler { return h }
func (h keepHandler) WithGroup(string) slog.Handler      { return h }

// attr is the job of logging an error as a group of attributes.
func attr() job {
	var kept []slog.Attr
	logger := slog.New(keepHandler{&kept})
	err := wrapThrice(errcode.Wrap(errcode.LeanCloudUserNotFound, errCause))
	check := func() error {
		if len(kept) != 1 {
			return fmt.Errorf("logged %v", kept)
		}
		group := kept[0].Value.Resolve().Group()
		last := group[len(group)-1]
		return want(len(group) == 7 && last.Key == "text" && last.Value.String() == err.Error(), "logged %v", group)
	}
	ctx := context.Background()
	return job{
		name: "attr",
		what: "Log an error as a group of attributes",
		floors: []contestant{{name: "slog.Group of the same attributes, by hand", check: check, run: func(b *testing.B) {
			for b.Loop() {
				logger.LogAttrs(ctx, slog.LevelError, "failed", slog.Group("error",
					slog.String("catalog", "leancloud"), slog.Int("number", number), slog.String("name", "UserNotFound"), slog.String("kind", "NotFound"),
					slog.Int("status", status), slog.String("message", message), slog.String("text", err.Error())))
			}
		}}},
		own: []contestant{{name: "errcode, Attr", check: check, run: func(b *testing.B) {
			for b.Loop() {
				logger.LogAttrs(ctx, slog.LevelError, "failed", errcode.Attr(err))
			}
		}}},
		absent: []absence{{"all the others", "have no attribute for package slog"}},
	}
}
