package errcode

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"math"
)

// appendTo adds what the error says beyond its code, for a log.
func (x *extra) appendTo(attrs []slog.Attr) []slog.Attr {
	if x == nil {
		return attrs
	}
	if x.remote {
		attrs = append(attrs, slog.Bool("remote", true))
	}
	rest := x.rest()
	if rest.inference.from != "" {
		attrs = append(attrs, slog.String("inferred_from", rest.inference.from))
		if rest.inference.excerpt != "" {
			attrs = append(attrs, slog.String("excerpt", blankUnsafe(rest.inference.excerpt)))
		}
	}
	if rest.operation != 0 {
		attrs = append(attrs, slog.String("operation", rest.operation.String()))
	}
	if x.hasRetryAfter {
		attrs = append(attrs, slog.Duration("retry_after", x.retryAfter))
	}
	if len(rest.details) > 0 {
		attrs = append(attrs, slog.Attr{Key: "details", Value: logDetails(rest.details, x.remote)})
	}
	return attrs
}

// logDetails returns details for a log as a group that is bounded, as are those
// that a response is read for. What does not fit is left out.
func logDetails(details []detail, foreign bool) slog.Value {
	group := make([]slog.Attr, 0, min(len(details), maxDetails/detailSize))
	left := maxDetails
	for _, d := range details {
		if left < detailSize {
			break
		}
		value, ok := d.get()
		if !ok {
			continue
		}
		attr, size := logDetail(d.key, value, foreign)
		if size += detailSize; size <= left {
			group = append(group, attr)
			left -= size
		}
	}
	return slog.GroupValue(group...)
}

// logDetail returns a detail for a log, and how long its texts are. That of
// another server is quoted if it could break or reorder a line.
func logDetail(key string, value any, foreign bool) (attr slog.Attr, size int) {
	v, size := logValue(value)
	key = truncate(key, maxLogText)
	size += len(key)
	if foreign {
		key = singleLine(key)
		printed, _ := safeSprint(v.Any())
		if quoted := singleLine(printed); quoted != printed {
			v = slog.StringValue(quoted)
		}
	}
	return slog.Attr{Key: key, Value: v}, size
}

// logValue returns a value for a log, and the length of its text. The head of a
// text that is longer than maxLogText takes the place of the value.
func logValue(value any) (v slog.Value, size int) {
	v = slog.AnyValue(value).Resolve()
	text := ""
	switch v.Kind() {
	case slog.KindAny:
		text, size = textOf(v.Any())
	case slog.KindGroup, slog.KindString:
		text, _ = safely(v.String)
		size = len(text)
	}
	if size > maxLogText {
		text = truncate(text, maxLogText)
		return slog.StringValue(text), len(text)
	}
	return v, size
}

// textOf returns the text of a value, and how long a handler may make it: it
// writes JSON, or what package fmt prints.
func textOf(value any) (text string, size int) {
	_, isMarshaler := value.(json.Marshaler)
	if _, isError := value.(error); isError && !isMarshaler { // whose text a handler writes
		text, _ = safeSprint(value)
		return text, len(text)
	}
	text, ok := safeJSON(value)
	if !ok { // it may even contain itself, so that package fmt would never end
		return fmt.Sprintf("a value of type %T that encoding/json cannot marshal", value), math.MaxInt
	}
	printed, _ := safeSprintf("%+v", []any{value})
	return text, max(len(text), len(printed))
}

// safeJSON is json.Marshal of a value whose methods may panic; it reports
// whether there is JSON text for it.
func safeJSON(value any) (text string, ok bool) {
	defer ignorePanic() // ok is not set then
	b, err := json.Marshal(value)
	return string(b), err == nil
}

// maxLogText bounds each text of a log record: a chain of a thousand errors
// prints much more.
const maxLogText = 4 << 10

// logText returns what an error prints, bounded, for a log.
func logText(err error) string {
	text, ok := safeSprint(err)
	if !ok {
		return "an error whose Error method panics"
	}
	return truncate(text, maxLogText)
}

// logMessage returns a message, bounded, for a log. That of another server is
// quoted if it could break or reorder a line.
func logMessage(message string, foreign bool) string {
	message = truncate(message, maxLogText)
	if foreign {
		return singleLine(message)
	}
	return message
}
