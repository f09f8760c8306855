package errcode_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/seed85f21a9e/errcode"
)

type (
	bigStruct  struct{ hidden, Shown string }
	bigValuer  struct{ text string }
	bigGroup   struct{ text string }
	bigText    struct{ text string }
	bigMapping map[string]any
)

func (b bigValuer) LogValue() slog.Value { return slog.StringValue(b.text) }

func (b bigGroup) LogValue() slog.Value {
	return slog.GroupValue(slog.Group("a", slog.String("b", b.text)))
}

func (b bigText) MarshalText() ([]byte, error) { return []byte(b.text), nil }

// inRecords returns what every way of logging an error writes, in both formats.
func inRecords(err error) map[string]string {
	records := map[string]string{}
	for format, handler := range map[string]func(*bytes.Buffer) slog.Handler{
		"text": func(b *bytes.Buffer) slog.Handler { return slog.NewTextHandler(b, nil) },
		"JSON": func(b *bytes.Buffer) slog.Handler { return slog.NewJSONHandler(b, nil) },
	} {
		for way, log := range map[string]func(*slog.Logger){
			"Attr":      func(l *slog.Logger) { l.LogAttrs(context.Background(), slog.LevelError, "x", errcode.Attr(err)) },
			"LogValue":  func(l *slog.Logger) { l.Error("x", "error", err) },
			"Responder": func(l *slog.Logger) { answer(&errcode.Responder{Logger: l}, nil, err) },
		} {
			var buf bytes.Buffer
			log(slog.New(handler(&buf)))
			records[way+", "+format] = buf.String()
		}
	}
	return records
}

// A record is bounded, whatever the program says about its errors.
func TestRecordsOfLargeDetailsAreBounded(t *testing.T) {
	t.Parallel()
	const head = "the head of it"
	large := head + strings.Repeat(" x", 1<<19)
	many := make(map[string]any)
	opts := []errcode.Option{}
	for i := range 5000 {
		many[strconv.Itoa(i)] = i
		opts = append(opts, errcode.WithDetail(strconv.Itoa(i), head))
	}
	for name, option := range map[string]errcode.Option{
		"string":       errcode.WithDetail("d", large),
		"key":          errcode.WithDetail(large, 1),
		"bytes":        errcode.WithDetail("d", []byte(large)),
		"slice":        errcode.WithDetail("d", []string{head, large}),
		"map":          errcode.WithDetail("d", bigMapping{head: large}),
		"struct":       errcode.WithDetail("d", bigStruct{Shown: large}),
		"pointer":      errcode.WithDetail("d", &bigStruct{Shown: large}),
		"hidden":       errcode.WithDetail("d", bigStruct{hidden: large, Shown: head}),
		"error":        errcode.WithDetail("d", errors.New(large)),
		"group":        errcode.WithDetail("d", bigGroup{large}),
		"LogValuer":    errcode.WithDetail("d", bigValuer{large}),
		"text":         errcode.WithDetail("d", bigText{large}),
		"many members": errcode.WithDetail("d", bigMapping{head: many}),
		"many details": errcode.WithDetail("d", head),
		"fields":       errcode.WithFieldErrors(errcode.FieldError{Pointer: head, Detail: large}),
	} {
		for _, remote := range []bool{true, false} {
			all := append([]errcode.Option{option}, opts...)
			if remote {
				all = append(all, errcode.WithRemote())
			}
			for way, got := range inRecords(errcode.New(errcode.LeanCloudInternalServerError, all...)) {
				assert.Less(t, len(got), 64<<10, "%s, remote %t: %s", name, remote, way)
				if name != "bytes" {
					assert.Contains(t, got, head, "%s, remote %t: %s", name, remote, way)
				}
			}
		}
	}
}

// Values that are short enough stay what they are, for handlers that look at
// their types.
func TestDetailsInARecordKeepTheirTypes(t *testing.T) {
	t.Parallel()
	for _, value := range []any{nil, 7, 2.5, true, "text", []string{"a"}, bigMapping{"a": 1.0}, bigStruct{"a", "b"}, errors.New("x")} {
		group := errcode.New(nil, errcode.WithDetail("d", value)).(*errcode.Error).LogValue().Group()
		details := group[len(group)-1].Value.Group()
		assert.Equal(t, slog.Any("d", value), details[0], "%T", value)
	}
}

// Package slog would print a value that contains itself until the program runs
// out of memory.
func TestDetailsThatCannotBeLogged(t *testing.T) {
	t.Parallel()
	circle := bigMapping{}
	circle["circle"] = circle
	for name, value := range map[string]any{"circle": circle, "function": func() {}, "panic": panicMarshaler{}, "nan": []float64{math.NaN()}} {
		for way, got := range inRecords(errcode.New(errcode.LeanCloudInternalServerError, errcode.WithDetail("d", value))) {
			assert.Contains(t, got, "that encoding/json cannot marshal", "%s: %s", name, way)
			assert.NotContains(t, got, secret)
		}
	}
}

// A number that Go has no value for is left out, and the other details stay.
func TestDetailsWithoutAValueInARecord(t *testing.T) {
	t.Parallel()
	for way, got := range inRecords(errcode.LeanCloud.DecodeBody(500, []byte(`{"code":1,"error":"x","huge":1e400,"other":"stays"}`))) {
		assert.NotContains(t, got, "huge", way)
		assert.Contains(t, got, "stays", way)
	}
}
