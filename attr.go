package errcode

import (
	"cmp"
	"log/slog"
)

// Attr returns err as an attribute for a log, with the key "error". The value
// is always a group, even if err is wrapped: the catalog, number, name, kind,
// status, and message of the error's code; the other attributes of
// [Error.LogValue]; and text, which is the whole chain as Error prints it. An
// error without a code has the text, its kind if it has one (see [KindOf]), and
// what the options of this package gave it. Each text is cut at 4 KiB, and
// details beyond 16 KiB in all are left out.
//
// For nil, the group is empty; package slog omits empty groups.
func Attr(err error) slog.Attr {
	if isNil(err) {
		return slog.Attr{Key: "error", Value: slog.GroupValue()}
	}
	var f finding
	f.tryFind(err, everything)
	return safeAttr(&f, err)
}

// safeAttr is the attribute of an error whose methods may panic.
func safeAttr(f *finding, err error) (attr slog.Attr) {
	defer func() {
		if recover() != nil {
			attr = slog.Attr{Key: "error", Value: slog.GroupValue(slog.String("text", logText(err)))}
		}
	}()
	return f.attr(err)
}

func (f *finding) attr(err error) slog.Attr {
	attrs := make([]slog.Attr, 0, 8)
	kind := f.meaning()
	switch c := f.code.(type) {
	case coded:
		r := c.row()
		attrs = append(attrs, slog.String("catalog", c.Catalog().name), slog.Int64("number", numberOf(c.key())))
		if r.name != "" {
			attrs = append(attrs, slog.String("name", r.name))
		}
		kind = r.kind
	case nil:
	default:
		attrs = append(attrs, slog.Int("number", c.Number()))
	}
	if kind != KindUnknown {
		attrs = append(attrs, slog.String("kind", kind.String()))
	}
	status, message := f.statusAndMessage()
	if status != 0 {
		attrs = append(attrs, slog.Int("status", status))
	}
	if message != "" {
		attrs = append(attrs, slog.String("message", logMessage(message, f.foreign)))
	}
	attrs = append(attrs, slog.String("text", logText(err)))
	return slog.Attr{Key: "error", Value: slog.GroupValue(f.context().appendTo(attrs)...)}
}

// statusAndMessage returns what the error with the code says, or one around it;
// 0 and "" if it has no code and says nothing.
func (f *finding) statusAndMessage() (status int, message string) {
	status, message = f.status, f.message
	switch {
	case f.carrier != nil:
		status, message = cmp.Or(status, f.carrier.HTTPStatus()), cmp.Or(message, f.carrier.Message())
	case f.code != nil:
		status, message = cmp.Or(status, f.row.status), cmp.Or(message, f.row.wire())
	case f.remote != nil:
		status, message = cmp.Or(status, f.remote.status), cmp.Or(message, f.remote.message)
	}
	return status, message
}

// context returns what the error with the code says beyond it, or one around it.
func (f *finding) context() *extra {
	rest := rare{operation: f.operation, details: f.details}
	if f.remote != nil {
		remote := f.remote.rest()
		rest.inference = remote.inference
		if rest.details == nil {
			rest.details = remote.details
		}
	}
	return &extra{remote: f.remote != nil, wait: f.wait, rare: &rest}
}

// LabelOf returns a short label for err, from a bounded set, so that it can
// serve as the label of a metric or the fingerprint of a report. It is
// "leancloud/211" for a code, "leancloud/_OTHER" for a number that the catalog
// does not list, the name of a bare kind, such as "NotFound", and "_OTHER" for
// every other error. For nil, it is empty.
func LabelOf(err error) string {
	if isNil(err) {
		return ""
	}
	var f finding
	f.tryFind(err, firstCode)
	switch c := f.code.(type) {
	case coded:
		return c.Catalog().label(c.key())
	case nil:
		if f.hasKind {
			return f.kind.ErrorType()
		}
	}
	return otherLabel
}
