package errcode

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"reflect"
	"strconv"
	"strings"

	"github.com/seed85f21a9e/errcode/internal/jsontext"
)

// ID returns the text form of the row's code: "leancloud/211", and for a
// variant "backend/107.1". It is empty if Code is nil.
func (i Info) ID() string {
	c, ok := plain(i.Code).(coded)
	if !ok {
		return ""
	}
	return c.Catalog().textOf(c.key())
}

// Constant returns the row's constant as Go source:
// "errcode.LeanCloudUserNotFound". A constant of your own catalog has no
// package, "ShopSoldOut", because the catalog does not know it. A number that
// its catalog does not list is a conversion: "errcode.LeanCloudCode(987654)".
// It is empty if Code is nil.
func (i Info) Constant() string {
	c, ok := plain(i.Code).(coded)
	if !ok {
		return ""
	}
	return c.Catalog().pkg + c.Catalog().identifier(c.key())
}

// infoOf returns the row of a code as an Info.
func infoOf[C codeType](c C) Info {
	r := c.row()
	code := r.code
	if code == nil {
		code = c
	}
	return Info{
		Code:         code,
		Name:         r.name,
		Known:        r.code != nil,
		HTTPStatus:   r.status,
		StatusSource: r.source,
		Message:      r.message,
		Description:  r.description,
		Remedy:       r.remedy,
		ReturnedBy:   r.ops,
		Kind:         r.kind,
		Retryable:    r.retryable,
		MaybeDone:    r.maybeDone,
		Deprecated:   r.deprecated,
	}
}

// plain returns the code that a pointer to a code points to, and nil for a nil
// pointer, so that neither a later change nor a method call can do harm.
func plain(code Code) Code {
	switch c := code.(type) {
	case nil:
		return nil
	case codePointer:
		return pointee(c)
	case coded:
		return alone(c)
	}
	// Somebody else's type.
	if p := reflect.ValueOf(code); p.Kind() == reflect.Pointer {
		if p.IsNil() {
			return nil
		}
		if v, ok := p.Elem().Interface().(Code); ok {
			return v
		}
	}
	return code
}

// meant returns the key of the code that a value of a code type stands for. It
// is the value itself unless that is beyond 32 bits and no variant. Then it is
// the number within, as for a variant of a later edition, or else the general
// failure: a body cannot hold the value, and a 0 might be a success.
func (c *Catalog) meant(value int64) int64 {
	if value == numberOf(value) {
		return value
	}
	return c.rarelyMeant(value) // apart, so that this is inlined
}

func (c *Catalog) rarelyMeant(value int64) int64 {
	if c.find(value) != nil {
		return value
	}
	if n := numberOf(value); c.vendor && n != 0 {
		return n
	}
	if general, ok := c.representative(KindInternal).(coded); ok {
		return general.key()
	}
	return 0
}

// listed returns the constant of a code that its catalog lists: what a value
// stands for, see meant. It returns every other code unchanged.
func listed(code Code) Code {
	if c, ok := code.(coded); ok {
		if r := c.row(); r.code != nil {
			return r.code
		}
	}
	return code
}

// alone returns a code without what is around it.
func alone(c coded) Code {
	if isAlone(c) {
		return c
	}
	return c.sibling(c.raw())
}

// isAlone reports whether there is nothing around a code. A struct that embeds a
// code type has the methods of that, but equals no constant, may be no map key,
// and may wrap another error.
func isAlone(c coded) bool { return reflect.ValueOf(c).Kind() == reflect.Int64 }

// pointee returns the code that p points to, and nil for a nil pointer, which
// may be one to a struct that embeds a code type.
func pointee(p codePointer) Code {
	if isNilPointer(p) {
		return nil
	}
	return p.deref()
}

// isNilPointer reports whether a method of v might fail for want of a value.
func isNilPointer(v any) bool {
	p := reflect.ValueOf(v)
	return p.Kind() == reflect.Pointer && p.IsNil()
}

// deref is the deref of every code type.
func deref[C codeType](p *C) Code {
	if p == nil {
		return nil
	}
	return *p
}

// rowOf returns the row of a code. It is never nil: a nil code has the row of
// an unset number, and a code type of somebody else's a row made of its Info.
func rowOf(code Code) *row {
	switch c := code.(type) {
	case nil:
		return &unset
	case coded:
		return c.row()
	}
	info := code.Info()
	r := &row{
		name: info.Name, kind: info.Kind, status: info.HTTPStatus, source: info.StatusSource,
		retryable: info.Retryable, ops: info.ReturnedBy, message: info.Message, description: info.Description,
		remedy: info.Remedy, maybeDone: info.MaybeDone, deprecated: info.Deprecated,
	}
	if r.message == "" {
		r.text = unlisted.text
	}
	if !isErrorStatus(r.status) {
		r.status = r.kind.HTTPStatus()
	}
	return r
}

// safeRowOf is rowOf for a code whose Info may panic: it has the row of an unset
// number then.
func safeRowOf(code Code) (r *row) {
	defer ignorePanic() // r stays as it is then
	r = &unset
	return rowOf(code)
}

// isErrorStatus reports whether an HTTP status tells clients of a failure.
func isErrorStatus(status int) bool { return 400 <= status && status <= 599 }

// kindOf returns the kind of a code.
func kindOf(code Code) Kind {
	if c, ok := code.(coded); ok {
		return c.row().kind
	}
	return code.Info().Kind
}

// errorText returns what Error prints for a code: "leancloud 211: Could not
// find user". An empty message stands for the catalog's.
func (c *Catalog) errorText(key int64, message string) string {
	if message == "" {
		message = c.row(key).wire()
	}
	return c.name + " " + strconv.FormatInt(numberOf(key), 10) + ": " + strings.TrimSuffix(strings.TrimSuffix(message, "."), "。")
}

// identifier returns the name of the constant. An unlisted number is written as
// a conversion: "LeanCloudCode(987654)".
func (c *Catalog) identifier(key int64) string {
	if r := c.find(key); r != nil {
		return c.prefix + r.name
	}
	return c.prefix + "Code(" + strconv.FormatInt(key, 10) + ")"
}

// printCode implements fmt.Formatter: verbs of strings and values print the
// error text, verbs of integers the number, %#v Go source.
func (c *Catalog) printCode(s fmt.State, verb rune, value int64) {
	var arg any
	switch {
	case verb == 'v' && s.Flag('#'):
		fmt.Fprint(s, c.pkg+c.identifier(value))
		return
	case verb == 'v' || verb == 's' || verb == 'q':
		arg = c.errorText(c.meant(value), "")
	default:
		arg = numberOf(c.meant(value))
	}
	fmt.Fprintf(s, fmt.FormatString(s, verb), arg)
}

// textOf returns the text form of a code: "leancloud/211", "backend/107.1".
func (c *Catalog) textOf(key int64) string {
	var buf [32]byte
	return string(c.appendText(buf[:0], key))
}

func (c *Catalog) appendText(dst []byte, key int64) []byte {
	dst = append(dst, c.name...)
	dst = append(dst, '/')
	return appendKey(dst, key)
}

// appendKey appends the number of a code, and its variant if it has one.
func appendKey(dst []byte, key int64) []byte {
	dst = strconv.AppendInt(dst, numberOf(key), 10)
	if variant := variantOf(key); variant != 0 {
		dst = append(dst, '.')
		dst = strconv.AppendInt(dst, variant, 10)
	}
	return dst
}

// parseKey reads what appendKey writes.
func parseKey(text string) (key int64, err error) {
	text, suffix, dotted := strings.Cut(text, ".")
	key, err = strconv.ParseInt(text, 10, 32)
	if err != nil || !dotted {
		return key, err
	}
	variant, err := strconv.ParseInt(suffix, 10, 32)
	return key + variant<<variantShift, err
}

// parseText reads the text form of a code, a bare number or a name.
func (c *Catalog) parseText(text string) (int64, error) {
	id := text
	if name, rest, found := strings.Cut(text, "/"); found {
		if name != c.name {
			return 0, fmt.Errorf("errcode: %q is not a code of the catalog %s", clip(text), c.name)
		}
		id = rest
	}
	key, err := parseKey(id)
	switch {
	case err == nil:
		return c.listedKey(key), nil
	case errors.Is(err, strconv.ErrRange):
		return 0, fmt.Errorf("errcode: the %s number %q does not fit in 32 bits", c.name, clip(id))
	}
	if code, ok := c.ByName(id); ok {
		return code.(coded).key(), nil
	}
	return 0, fmt.Errorf("errcode: %q is neither a number nor a name of the catalog %s", clip(text), c.name)
}

// unmarshalText is the UnmarshalText of every code type.
func unmarshalText[C codeType](c *C, text []byte) error {
	key, err := (*c).Catalog().parseText(string(text))
	if err == nil {
		*c = C(key)
	}
	return err
}

// unmarshalJSON is the UnmarshalJSON of every code type: it takes a number or
// the text form, and null, which changes nothing.
func unmarshalJSON[C codeType](c *C, data []byte) error {
	data = bytes.TrimSpace(data)
	switch {
	case string(data) == "null":
		return nil
	case len(data) > 0 && data[0] == '"':
		var text string
		if err := json.Unmarshal(data, &text); err != nil {
			return err
		}
		return unmarshalText(c, []byte(text))
	}
	n, ok := jsontext.Whole(data)
	if !ok {
		return fmt.Errorf("errcode: %q is not a %s number of 32 bits", clip(string(data)), (*c).Catalog().Name())
	}
	*c = C(n)
	return nil
}

// logCode is the LogValue of every code type: a group of catalog, number, name,
// status and message.
func (c *Catalog) logCode(key int64) slog.Value {
	r := c.row(key)
	return slog.GroupValue(c.logAttrs(key, r.status, r.wire())...)
}

func (c *Catalog) logAttrs(key int64, status int, message string) []slog.Attr {
	attrs := make([]slog.Attr, 0, 9)
	attrs = append(attrs, slog.String("catalog", c.name), slog.Int64("number", numberOf(key)))
	if name := c.row(key).name; name != "" {
		attrs = append(attrs, slog.String("name", name))
	}
	return append(attrs, slog.Int("status", status), slog.String("message", message))
}

// label is the ErrorType of every code type.
func (c *Catalog) label(key int64) string {
	if c.find(key) == nil {
		return c.name + "/" + otherLabel
	}
	return c.textOf(key)
}
