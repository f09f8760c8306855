package errcode

import (
	"iter"
	"strings"
	"sync/atomic"

	"github.com/seed85f21a9e/errcode/internal/template"
)

// A Code is the number of an error in a [Catalog]. [BackendCode],
// [LeanCloudCode], [RealtimeCode] and every [Number] are codes.
//
// A number that its catalog does not list is a code too: it prints, matches
// itself, and survives being written and read.
//
// An error of your own that embeds one of these types, such as LeanCloudCode,
// matches and is answered as the code. Do not embed the interface Code, which
// lacks the methods that [errors.Is] needs; wrap the code instead.
type Code interface {
	error

	// Number returns the number on the wire, which fits in 32 bits. Use it
	// rather than a conversion: int(code) of a variant, such as
	// BackendDuplicateKey, is a large number that means nothing to clients. A
	// value beyond 32 bits that is no variant of the catalog has the number in
	// its lower 32 bits, as variants do, or that of the general failure if this
	// is 0 or the code is a Number.
	Number() int

	// HTTPStatus returns the status to answer with, from 400 to 599. It is
	// 400 for a number that the catalog does not list, and 500 for an
	// unlisted zero.
	HTTPStatus() int

	// Message returns the vendor's message, letter for letter. It is empty
	// for a row without one and for a number that the catalog does not list.
	Message() string

	// Info returns everything that the catalog says about the code.
	Info() Info

	// Catalog returns the catalog that the code belongs to.
	Catalog() *Catalog
}

// Info is a row of a catalog: what is known about one code. For a number that
// the catalog does not list, Known is false and Name and Message are empty.
type Info struct {
	Code         Code
	Name         string // the constant's name without the catalog's prefix: "UserNotFound"
	Known        bool   // whether the catalog lists the code
	HTTPStatus   int    // 400 to 599
	StatusSource StatusSource
	Message      string // the vendor's message, letter for letter; may be empty
	Description  string // what happened, in English
	Remedy       string // what to do about it, in one or two sentences of English
	ReturnedBy   Operations
	Kind         Kind

	// Retryable reports whether the same request, unchanged, may succeed later
	// merely because time has passed. So it is true for timeouts, maintenance,
	// lost connections, and limits that refill within minutes. It is false for
	// everything that needs a change of the request, the data, a setting, a
	// plan or the program, for quotas that last a day or longer, and for
	// failures whose cause is not known. It does not promise that repeating the
	// request is safe; see MaybeDone and SafeToRetry.
	Retryable bool

	// MaybeDone reports whether the request may have been carried out despite
	// the error: the connection was lost, time ran out, or the service failed
	// halfway. It is false for what is refused before work begins.
	MaybeDone bool

	// Deprecated is empty while the code is in use. Otherwise it says since
	// when the code is no longer used, and what to use instead.
	Deprecated string
}

// A Catalog is a list of error codes: [Backend], [LeanCloud], [Realtime], or
// one made by [NewCatalog]. It cannot be changed and is safe for concurrent
// use. A nil Catalog and the zero Catalog list nothing.
type Catalog struct {
	name    string                  // as in "leancloud/211"
	prefix  string                  // of the constants' Go identifiers
	pkg     string                  // for %#v: the package of the constants, with a dot
	format  Format                  // of the bodies
	vendor  bool                    // built-in: codes of other catalogs of the same format go out as they are
	zero    coded                   // the number 0, which knows how to make other codes
	rows    func() []*row           // by number, of a built-in catalog; a function, for slicing an array would be start-up work
	sparse  map[int64]*row          // by number, of a catalog that NewCatalog made
	ordered []*row                  // the rows of sparse by number
	others  func(number int64) *row // of numbers that are not listed, yet known; nil where there are none
	kinds   [kindCount]Code         // the representative of each kind

	// The codes of conditions that no kind describes. If one is nil, the
	// representative of the kind is used, or for routes the general failure.
	badBody  Code // a request body that cannot be parsed
	tooLarge Code // a request body beyond the limit
	noRoute  Code // a route that does not exist
	noMethod Code // a method that the route does not have

	routeRows bool // whether noRoute and noMethod are about routes, so that their texts fit
}

// A row is what a catalog says about one code. The English texts are part of
// it; those of other languages are in separate files.
type row struct {
	code        Code // boxed once, so that a lookup does not allocate; nil in a row that belongs to no catalog
	name        string
	kind        Kind
	status      int
	source      StatusSource
	retryable   bool
	ops         Operations
	message     string // the vendor's, letter for letter
	text        string // used if message is empty, not an English sentence, or an example
	template    string // message with {1} and {2} in place of its sample values
	description string // what happened
	remedy      string // what to do
	deprecated  string // since when, and what to use; empty while in use
	maybeDone   bool   // whether the request may have been carried out despite the error
	more        []*row // the variants 1, 2, … of the number

	body atomic.Pointer[rowBody] // nil until it is wanted; see laidOut
}

// A rowBody is the vendor's body of a row under its own message. Under another
// message only a part of it changes.
type rowBody struct {
	text     []byte // clipped: appending to it makes a copy
	from, to int    // the message within, quotation marks included
}

// wire is the message that is sent unless the program sets another one.
func (r *row) wire() string {
	if r.message == "" || r.template != "" {
		return r.text
	}
	return r.message
}

// english is a short text in English, whatever the vendor sends.
func (r *row) english() string {
	if r.text != "" {
		return r.text
	}
	return r.message
}

// saidBy returns the variant that has the message, or r itself if none has it.
func (r *row) saidBy(message []byte) *row {
	for _, other := range r.more {
		if other.isSaidBy(message) {
			r = other
		}
	}
	return r
}

// isSaidBy reports whether message is the row's, or its template filled in.
func (r *row) isSaidBy(message []byte) bool {
	if string(message) == r.message || r.template == "" {
		return string(message) == r.message
	}
	start, _, _ := strings.Cut(r.template, "{") // without a copy of the message
	return string(message) == r.text || len(message) >= len(start) &&
		string(message[:len(start)]) == start && template.Matches(string(message), template.Literals(r.template))
}

// A number that its catalog does not list is answered with status 400, as the
// vendors answer the codes that an app makes up. Zero is different: somebody
// has forgotten to set it.
var (
	unlisted = row{
		status: 400, source: StatusInferred,
		text:        "Unknown error.",
		description: "The catalog does not list this number. It may be one of the app's own codes.",
		remedy:      "Look for the number in the app's server code.",
	}
	unset = row{
		status: 500, source: StatusInferred,
		text:        "Unknown error.",
		description: "The number is zero, which the catalog does not list: the code was probably never set.",
		remedy:      "Use the server's log to find where the error was created.",
	}
)

// coded is what the code types of this package have beyond Code. Its methods
// are called on values of these types, never on a nil pointer to one.
type coded interface {
	Code
	raw() int64             // the value, which may be the key of no code
	key() int64             // number and variant; see meant
	row() *row              // never nil
	sibling(key int64) Code // another code of the same type
	As(target any) bool
	Is(target error) bool
}

// A codePointer is a pointer to a code type of this package: deref has a
// pointer receiver, so that values do not have it.
type codePointer interface{ deref() Code }

// codeType is the constraint of code types of this package.
type codeType interface {
	~int64
	coded
}

// variantShift is the position of the variant in the key of a code. Below it is
// the number, as a signed 32-bit integer.
const variantShift = 32

// numberOf drops the variant of a key.
func numberOf(key int64) int64 { return int64(int32(key)) }

// variantOf is 0 for a number's first row and for all other numbers.
func variantOf(key int64) int64 { return (key - numberOf(key)) >> variantShift }

// row returns the row of a code. It is never nil.
func (c *Catalog) row(key int64) *row {
	if r := c.find(key); r != nil {
		return r
	}
	switch {
	case key == 0:
		return &unset
	case c != nil && c.others != nil:
		if r := c.others(key); r != nil {
			return r
		}
	}
	return &unlisted
}

// find returns the row of a code, or nil.
func (c *Catalog) find(key int64) *row {
	if c == nil {
		return nil
	}
	n, variant := numberOf(key), variantOf(key)
	var r *row
	if c.rows == nil {
		r = c.sparse[n]
	} else if rows := c.rows(); uint64(n) < uint64(len(rows)) {
		r = rows[n]
	}
	switch {
	case r == nil || variant == 0:
		return r
	case 0 < variant && variant <= int64(len(r.more)):
		return r.more[variant-1]
	}
	return nil
}

// all iterates over the rows by number, variants after their number.
func (c *Catalog) all(yield func(*row) bool) {
	if c == nil {
		return
	}
	rows := c.ordered
	if c.rows != nil {
		rows = c.rows()
	}
	for _, r := range rows {
		if r == nil {
			continue
		}
		if !yield(r) {
			return
		}
		for _, r := range r.more {
			if !yield(r) {
				return
			}
		}
	}
}

// code returns the code of a key; nil if the catalog is empty.
func (c *Catalog) code(key int64) Code {
	if r := c.find(key); r != nil {
		return r.code
	}
	if c == nil || c.zero == nil {
		return nil
	}
	return c.zero.sibling(key)
}

// listedKey returns the key of the number alone for a variant that the catalog
// does not list: one of a later edition.
func (c *Catalog) listedKey(key int64) int64 {
	if variantOf(key) != 0 && c.find(key) == nil {
		return numberOf(key)
	}
	return key
}

// representative returns the code that stands for a kind; nil if the catalog is
// empty.
func (c *Catalog) representative(kind Kind) Code {
	if int(kind) >= kindCount {
		kind = KindUnknown
	}
	return c.kinds[kind]
}

// Name returns the name of the catalog, such as "leancloud". A nil catalog has
// none.
func (c *Catalog) Name() string {
	if c == nil {
		return ""
	}
	return c.name
}

// String returns the name of the catalog.
func (c *Catalog) String() string { return c.Name() }

// Len returns how many codes the catalog lists.
func (c *Catalog) Len() int {
	n := 0
	for range c.all {
		n++
	}
	return n
}

// All iterates over the codes that the catalog lists, in ascending order of
// their numbers. The variants of a number follow its first code.
func (c *Catalog) All() iter.Seq[Code] {
	return func(yield func(Code) bool) {
		for r := range c.all {
			if !yield(r.code) {
				return
			}
		}
	}
}

// Lookup returns the code of a number, and whether the catalog lists it. If the
// number has variants, it returns the code that they are variants of. For an
// unlisted number, it returns a code and false. For a number beyond 32 bits, and
// from a nil catalog, it returns nil and false.
func (c *Catalog) Lookup(number int) (Code, bool) {
	if number != int(int32(number)) {
		return nil, false
	}
	if r := c.find(int64(number)); r != nil {
		return r.code, true
	}
	return c.code(int64(number)), false
}

// ByName returns the code with a name, which may have the catalog's prefix:
// "UserNotFound" or "LeanCloudUserNotFound". If one row's name is another's with
// the prefix, the row with just that name counts. It returns nil and false if
// there is none.
func (c *Catalog) ByName(name string) (Code, bool) {
	if code, ok := c.named(name); ok {
		return code, true
	}
	return c.byConstant(name)
}

// byConstant returns the code whose constant has the name.
func (c *Catalog) byConstant(name string) (Code, bool) {
	if c == nil || !strings.HasPrefix(name, c.prefix) {
		return nil, false
	}
	return c.named(name[len(c.prefix):])
}

// named returns the code whose row has the name.
func (c *Catalog) named(name string) (Code, bool) {
	if name == "" {
		return nil, false
	}
	for r := range c.all {
		if r.name == name {
			return r.code, true
		}
	}
	return nil, false
}
