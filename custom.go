package errcode

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"reflect"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/seed85f21a9e/errcode/internal/template"
)

// Number is the code type of your own catalog. S is an empty struct type whose
// method returns the catalog:
//
//	type ShopCode = errcode.Number[shop]
//
//	type shop struct{}
//
//	func (shop) Catalog() *errcode.Catalog { return shopCatalog }
//
// Its constants are matched, printed, logged, written, and read like the
// built-in ones, and so are numbers that the catalog does not list. Numbers are
// signed 32-bit integers, and each has one meaning: only built-in catalogs have
// variants. A value beyond 32 bits cannot be sent, so it stands for the general
// failure of the catalog wherever it is printed, logged, matched, or written;
// only String and %#v show the value. The zero value is a code like any other,
// if it is listed.
type Number[S interface{ Catalog() *Catalog }] int64

// Must returns v, and panics if err is not nil. It wraps a call to [NewCatalog]
// or [NewTexts] in the declaration of a package variable.
func Must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// NewCatalog makes a catalog of your own codes, which are constants of one
// [Number] type:
//
//	const (
//		ShopBroken  ShopCode = 1000
//		ShopSoldOut ShopCode = 1001
//	)
//
//	var shopCatalog = errcode.Must(errcode.NewCatalog("shop", errcode.FormatLeanCloud,
//		errcode.Info{Code: ShopBroken, Name: "Broken", HTTPStatus: 500, Message: "Something broke."},
//		errcode.Info{Code: ShopSoldOut, Name: "SoldOut", HTTPStatus: 409, Kind: errcode.KindFailedPrecondition, Message: "Sold out."},
//	))
//
// The name consists of at most 64 lowercase letters, digits, and hyphens, and
// starts with a letter. It is the first part of the codes' text form,
// "shop/1001", and, with a capital letter, of their names: "ShopSoldOut". Give
// the constants that prefix: String, [Info.Constant], and the pages of package
// errdoc assume it, and a test with package errcodetest reports any other. Two
// catalogs of one program should not have the same name, because their text
// forms could not be told apart. NewCatalog does not know your other catalogs
// and cannot check this.
//
// A row needs a Code, a Name, and an HTTPStatus from 400 to 599. The Message is
// what clients get. It may have parameters {1}, {2}, … for [WithArgs]; an error
// without the arguments is answered with the row's Description, or, if it has
// none, with "Unknown error." If Kind is omitted, it is inferred from the
// status. Known is ignored.
//
// The first row of each kind represents the kind: it answers bare kinds, errors
// of the standard library, and codes of other catalogs. Put the row that fits
// best first. The representative of [KindInternal] is the general failure,
// which answers errors without a code and all kinds that no row has; a catalog
// without one answers them with the number 0 and the status 500, and cannot
// list 0.
//
// A [Responder] with a catalog of your own answers the codes of all others that
// way. A service with several of them leaves [Responder.Catalog] nil, and gives
// errors without a code one in [Responder.Map].
//
// NewCatalog returns an error that names the row if a number or a name is given
// twice or is invalid, or if a text is not UTF-8, has control characters other
// than tabs and line breaks, or has a parameter such as {10}.
func NewCatalog(name string, format Format, rows ...Info) (*Catalog, error) {
	switch {
	case name == "" || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" || name[0] < 'a':
		return nil, fmt.Errorf("errcode: %q is not a valid catalog name: use lower-case letters, digits and hyphens, starting with a letter", clip(name))
	case len(name) > maxCatalogName:
		return nil, fmt.Errorf("errcode: the catalog name %q… is longer than %d bytes", name[:maxCatalogName], maxCatalogName)
	case vendorCatalog(name) != nil || name == noCatalog.name:
		return nil, fmt.Errorf("errcode: a catalog named %q exists already", name)
	case format > FormatProblem:
		return nil, fmt.Errorf("errcode: catalog %s: %v is not a format", name, format)
	case len(rows) == 0:
		return nil, fmt.Errorf("errcode: catalog %s has no rows", name)
	}
	c := &Catalog{name: name, prefix: identifierOf(name), format: format, sparse: make(map[int64]*row, len(rows))}
	names := make(map[string]bool, len(rows))
	for i, info := range rows {
		v, err := c.check(info, names)
		if err != nil {
			return nil, fmt.Errorf("errcode: catalog %s, row %d (%s): %w", name, i+1, singleLine(clip(info.Name)), err)
		}
		if c.zero == nil {
			c.zero = v.sibling(0).(coded)
		}
		names[info.Name] = true
		r := newRow(v, info)
		c.sparse[v.raw()] = r
		c.ordered = append(c.ordered, r)
	}
	c.chooseKinds() // before the rows are sorted: the first one given counts
	if r := c.sparse[0]; r != nil && r.kind != KindInternal && r.code == c.representative(KindInternal) {
		return nil, fmt.Errorf("errcode: catalog %s has no row of KindInternal, so errors without a code would be answered with its row 0 (%s): "+
			"add such a row, or give that one another number", name, r.name)
	}
	slices.SortFunc(c.ordered, func(a, b *row) int { return cmp.Compare(a.code.Number(), b.code.Number()) })
	return c, nil
}

// maxCatalogName bounds a name that is part of each problem's type, of which
// readers look at no more than a few KiB.
const maxCatalogName = 64

// check reports what is wrong with a row, given the names of those before it.
func (c *Catalog) check(info Info, names map[string]bool) (coded, error) {
	code := plain(info.Code)
	v, ok := code.(coded)
	switch {
	case code == nil:
		return nil, errors.New("it has no code")
	case !ok || isVendorCode(v):
		return nil, fmt.Errorf("its code has the type %T, which is not a Number", info.Code)
	case v.Catalog().vendor:
		return nil, fmt.Errorf("the method Catalog of its code returns the catalog %s, which is built in", v.Catalog().name)
	case c.zero != nil && reflect.TypeOf(v) != reflect.TypeOf(c.zero):
		return nil, fmt.Errorf("its code has the type %T, the one before it has %T", v, c.zero)
	case v.raw() != numberOf(v.raw()):
		return nil, fmt.Errorf("its number %d does not fit in 32 bits", v.raw())
	case c.sparse[v.raw()] != nil:
		return nil, fmt.Errorf("its number %d already belongs to %s", v.raw(), c.sparse[v.raw()].name)
	case info.Name == "":
		return nil, errors.New("it has no name")
	case !isIdentifier(info.Name):
		return nil, errors.New("its name is not a Go identifier")
	case names[info.Name]:
		return nil, errors.New("its name is given twice")
	case info.HTTPStatus < 400 || info.HTTPStatus > 599:
		return nil, fmt.Errorf("its HTTP status is %d, not one from 400 to 599", info.HTTPStatus)
	case int(info.Kind) >= kindCount:
		return nil, fmt.Errorf("%v is not a kind", info.Kind)
	case template.Count(info.Message) < 0:
		return nil, fmt.Errorf("its message %q leaves out a parameter", clip(info.Message))
	}
	return v, cmp.Or(
		templateFault("message", info.Message), textFault("message", info.Message), textFault("description", info.Description),
		textFault("remedy", info.Remedy), textFault("deprecation", info.Deprecated))
}

// templateFault reports what looks like a parameter and is none.
func templateFault(name, text string) error {
	if wrong := template.Wrong(text); wrong != "" {
		return fmt.Errorf("its %s has %s, and parameters are {1} to {9}", name, clip(wrong))
	}
	return nil
}

// textFault reports what a body, a page, or a line of a log cannot hold: JSON
// would replace it, and the text would not be read back as it was written.
func textFault(name, text string) error {
	if !utf8.ValidString(text) {
		return fmt.Errorf("its %s %q is not UTF-8", name, clip(text))
	}
	for _, c := range text {
		if unicode.IsControl(c) && !strings.ContainsRune("\t\n\r", c) {
			return fmt.Errorf("its %s %q has the control character %U", name, clip(text), c)
		}
	}
	return nil
}

// isIdentifier reports whether name can be part of a constant's.
func isIdentifier(name string) bool {
	for i, c := range name {
		if !unicode.IsLetter(c) && (i == 0 || c != '_' && !unicode.IsDigit(c)) {
			return false
		}
	}
	return true
}

func newRow(v coded, info Info) *row {
	r := &row{
		code: v, name: info.Name, kind: info.Kind, status: info.HTTPStatus, source: info.StatusSource,
		retryable: info.Retryable, ops: info.ReturnedBy, message: info.Message, description: info.Description,
		remedy: info.Remedy, maybeDone: info.MaybeDone, deprecated: info.Deprecated,
	}
	if r.kind == KindUnknown {
		r.kind = KindFromHTTPStatus(r.status)
	}
	if template.Count(r.message) > 0 {
		r.template = r.message
	}
	if r.message == "" || r.template != "" {
		r.text = cmp.Or(r.description, unlisted.text)
	}
	return r
}

// chooseKinds makes the first row of each kind its representative, and the
// general failure that of the kinds that no row has.
func (c *Catalog) chooseKinds() {
	for _, r := range c.ordered {
		if c.kinds[r.kind] == nil {
			c.kinds[r.kind] = r.code
		}
	}
	general := c.kinds[KindInternal]
	if general == nil {
		general = c.code(0)
	}
	for k := range c.kinds {
		if c.kinds[k] == nil {
			c.kinds[k] = general
		}
	}
}

// identifierOf turns a catalog's name into the prefix of its identifiers:
// "gift-shop" into "GiftShop".
func identifierOf(name string) string {
	var b strings.Builder
	for part := range strings.SplitSeq(name, "-") {
		if part != "" {
			b.WriteString(strings.ToUpper(part[:1]) + part[1:])
		}
	}
	return b.String()
}

// noCatalog is the catalog of a Number whose own is nil.
var noCatalog = Catalog{name: "errcode"}

// Catalog returns the catalog that S names.
func (n Number[S]) Catalog() *Catalog {
	var s S
	if c := s.Catalog(); c != nil {
		return c
	}
	return &noCatalog
}

// Error returns the catalog, the number and the message: "shop 1001: Sold out".
func (n Number[S]) Error() string { return n.Catalog().errorText(n.key(), "") }

// Number returns the number on the wire.
func (n Number[S]) Number() int { return int(numberOf(n.key())) }

// HTTPStatus returns the HTTP status to answer with, from 400 to 599.
func (n Number[S]) HTTPStatus() int { return n.row().status }

// Message returns the catalog's message.
func (n Number[S]) Message() string { return n.row().message }

// Info returns the whole row.
func (n Number[S]) Info() Info { return infoOf(n) }

// String returns the catalog's name and the row's: "ShopSoldOut".
func (n Number[S]) String() string { return n.Catalog().identifier(int64(n)) }

// Format implements [fmt.Formatter]. %v, %s, and %q print what Error returns;
// %d, %x, and the like print the number; %#v prints the name of the constant,
// without its package.
func (n Number[S]) Format(s fmt.State, verb rune) { n.Catalog().printCode(s, verb, int64(n)) }

// Is reports whether target is n, its kind, or a sentinel that means the same.
func (n Number[S]) Is(target error) bool {
	if t, ok := target.(Number[S]); ok {
		return n == t || n.Catalog().matches(int64(n), int64(t))
	}
	return n.row().kind.Is(target)
}

// As sets target as [errors.As] does; see [LeanCloudCode.As].
func (n Number[S]) As(target any) bool { return assign(n, target) }

// LogValue implements [slog.LogValuer] with a group of the catalog, number,
// name, status, and message.
func (n Number[S]) LogValue() slog.Value { return n.Catalog().logCode(n.key()) }

// MarshalText returns the text form, "shop/1001". It never fails.
func (n Number[S]) MarshalText() ([]byte, error) { return n.Catalog().appendText(nil, n.key()), nil }

// UnmarshalText reads the text form, a number, or a name. It fails on a name or
// a catalog that is not the code's, and on a number beyond 32 bits.
func (n *Number[S]) UnmarshalText(text []byte) error { return unmarshalText(n, text) }

// UnmarshalJSON reads a JSON number, or a string as UnmarshalText does.
func (n *Number[S]) UnmarshalJSON(data []byte) error { return unmarshalJSON(n, data) }

// ErrorType returns the code as a label: see [LabelOf].
func (n Number[S]) ErrorType() string { return n.Catalog().label(n.key()) }

func (n Number[S]) row() *row {
	c := n.Catalog()
	return c.row(c.meant(int64(n)))
}

func (n Number[S]) key() int64             { return n.Catalog().meant(int64(n)) }
func (n Number[S]) raw() int64             { return int64(n) }
func (n Number[S]) sibling(key int64) Code { return Number[S](key) }
func (n *Number[S]) deref() Code           { return deref(n) }
