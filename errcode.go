// Package errcode holds the numeric error codes of two backend services,
// Telerik Backend Services and LeanCloud, as typed constants that are errors,
// and writes and reads the JSON bodies that the SDKs of these services parse.
//
// There are three catalogues: [Backend], [LeanCloud] and [Realtime] (LeanCloud's
// messaging). Each has a code type of its own, because the same number means
// different things in each of them: 201 is "username exists" in one and
// "password missing" in another.
//
// A code is an error by itself, and an [Error] is a code with its context:
//
//	return errcode.LeanCloudUserNotFound
//	return errcode.Wrap(errcode.LeanCloudDatabaseError, err)
//	return errcode.New(errcode.LeanCloudInvalidUsername, errcode.WithMessage("Use 3 to 20 letters."))
//
// Match either with the standard library, by code, by [Kind] or by a sentinel
// of the standard library that means the same:
//
//	errors.Is(err, errcode.LeanCloudUserNotFound)
//	errors.Is(err, errcode.KindNotFound)
//	errors.Is(err, fs.ErrNotExist)
//
// [WriteError] and [Responder] answer HTTP requests, [Catalog.CheckResponse] and
// [Catalog.DecodeBody] read answers. What a client may see is the public message
// alone: the text of a cause shows in Error and in logs and nowhere else.
//
// Everything in this package is safe for concurrent use, nothing global can be
// changed, and importing it runs no code of its own at start-up.
package errcode

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"log/slog"
	"math"
	"math/bits"
	"reflect"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
	"unicode"
)

// A Code is the number of an error in a [Catalog]. [BackendCode],
// [LeanCloudCode], [RealtimeCode] and every [Number] are codes.
//
// A number that its catalogue does not list is a code as well: it prints,
// matches itself and survives being written and read.
type Code interface {
	error

	// Number is the number on the wire. It fits in 32 bits.
	Number() int

	// HTTPStatus is the status to answer with, from 400 to 599. It is 400 for
	// a number that the catalogue does not list, and 500 for an unlisted zero.
	HTTPStatus() int

	// Message is the vendor's message, letter for letter; empty where there
	// is none and for a number that the catalogue does not list.
	Message() string

	// Info is all that the catalogue says about the code.
	Info() Info

	// Catalog is the catalogue that the code belongs to.
	Catalog() *Catalog
}

// Info is a row of a catalogue: what is known about one code. For a number that
// the catalogue does not list, Known is false and Name and Message are empty.
type Info struct {
	Code         Code
	Name         string // the constant's name without the catalogue's prefix: "UserNotFound"
	Known        bool   // whether the catalogue lists the code
	HTTPStatus   int    // 400 to 599
	StatusSource StatusSource
	Message      string // the vendor's message, letter for letter; may be empty
	Description  string // what happened, in English
	Remedy       string // what to do about it, in one or two sentences of English
	ReturnedBy   Operations
	Kind         Kind

	// Retryable tells whether the same request, unchanged, may succeed later
	// by the passing of time alone. So it is true of time-outs, maintenance,
	// lost connections, and limits that refill within minutes. It is false of
	// all that needs a change of the request, the data, a setting, a plan or
	// the program, of quotas that last a day or longer, and of failures of
	// which nothing more is known. It does not promise that repeating is safe:
	// a write that timed out may have happened.
	Retryable bool

	// MaybeDone tells whether the request may have been carried out in spite
	// of the error: the connection was lost, the time ran out, or the service
	// failed in the middle. It is false of what is refused before work begins.
	// See [SafeToRetry].
	MaybeDone bool

	// Deprecated is empty while the code is in use. Otherwise it says since
	// when the code is no longer used, and what to use in its place.
	Deprecated string
}

// ID returns the text form of the row's code: "leancloud/211", and for a further
// row of a number "backend/107.1". It is empty if Code is nil.
func (i Info) ID() string {
	v, ok := plain(i.Code).(value)
	if !ok {
		return ""
	}
	return string(v.Catalog().appendText(nil, v.int64()))
}

// Constant returns the row's constant as Go source: "errcode.LeanCloudUserNotFound";
// of an app's own codes, whose package is not known, "ShopSoldOut". A number that
// its catalogue does not list is a conversion, "errcode.LeanCloudCode(987654)". It
// is empty if Code is nil.
func (i Info) Constant() string {
	v, ok := plain(i.Code).(value)
	if !ok {
		return ""
	}
	return v.Catalog().pkg + v.Catalog().identifier(v.int64())
}

// A StatusSource tells where a row's HTTP status comes from. The zero value is
// StatusDocumented.
type StatusSource uint8

const (
	StatusDocumented StatusSource = iota // the vendor's documentation gives it
	StatusObserved                       // seen in public reports of the vendor's answers
	StatusInferred                       // given by neither: concluded from the condition
)

// String returns "documented", "observed" or "inferred".
func (s StatusSource) String() string {
	switch s {
	case StatusDocumented:
		return "documented"
	case StatusObserved:
		return "observed"
	case StatusInferred:
		return "inferred"
	}
	return "StatusSource(" + strconv.Itoa(int(s)) + ")"
}

// A Kind is a class of conditions across catalogues, named after the canonical
// RPC codes. It is an error, so that one handler serves all catalogues:
//
//	errors.Is(err, errcode.KindNotFound)
//
// A kind matches itself, and the standard library's sentinel where one means
// the same: [fs.ErrNotExist], [fs.ErrExist], [fs.ErrPermission],
// [context.DeadlineExceeded], [context.Canceled].
type Kind uint8

const (
	// KindUnknown is the kind of numbers that no catalogue lists, and of
	// errors without a code. It is the zero value.
	KindUnknown Kind = iota
	// KindInvalidArgument: the request is wrong in itself; change it.
	KindInvalidArgument
	// KindNotFound: what the request names does not exist.
	KindNotFound
	// KindAlreadyExists: what the request would create exists already.
	KindAlreadyExists
	// KindUnauthenticated: it is not known who asks, or the proof is not valid.
	KindUnauthenticated
	// KindPermissionDenied: it is known who asks, and they may not do this.
	KindPermissionDenied
	// KindResourceExhausted: a quota, a rate limit, a balance or a list is used up.
	KindResourceExhausted
	// KindFailedPrecondition: the request is fine, but the state of the
	// system, a setting or the app's own rules forbid it.
	KindFailedPrecondition
	// KindAborted: a conflict with another writer or another session.
	KindAborted
	// KindDeadlineExceeded: the time ran out.
	KindDeadlineExceeded
	// KindCanceled: the caller gave up.
	KindCanceled
	// KindUnavailable: the service cannot be reached or is out of service.
	KindUnavailable
	// KindUnimplemented: the service does not offer this operation.
	KindUnimplemented
	// KindInternal: the service failed.
	KindInternal

	kindCount = int(KindInternal) + 1
)

// kinds has the name and the HTTP status of each kind. 499 is what proxies log
// when a client has gone; no answer with it is ever read.
var kinds = [kindCount]struct {
	name   string
	text   string
	status int
}{
	KindUnknown:            {"Unknown", "unknown", 500},
	KindInvalidArgument:    {"InvalidArgument", "invalid argument", 400},
	KindNotFound:           {"NotFound", "not found", 404},
	KindAlreadyExists:      {"AlreadyExists", "already exists", 409},
	KindUnauthenticated:    {"Unauthenticated", "unauthenticated", 401},
	KindPermissionDenied:   {"PermissionDenied", "permission denied", 403},
	KindResourceExhausted:  {"ResourceExhausted", "resource exhausted", 429},
	KindFailedPrecondition: {"FailedPrecondition", "failed precondition", 400},
	KindAborted:            {"Aborted", "aborted", 409},
	KindDeadlineExceeded:   {"DeadlineExceeded", "deadline exceeded", 504},
	KindCanceled:           {"Canceled", "canceled", 499},
	KindUnavailable:        {"Unavailable", "unavailable", 503},
	KindUnimplemented:      {"Unimplemented", "unimplemented", 501},
	KindInternal:           {"Internal", "internal error", 500},
}

// String returns the kind's name, "NotFound".
func (k Kind) String() string {
	if int(k) < kindCount {
		return kinds[k].name
	}
	return "Kind(" + strconv.Itoa(int(k)) + ")"
}

// GoString returns the constant as Go source, "errcode.KindNotFound".
func (k Kind) GoString() string {
	if int(k) < kindCount {
		return "errcode.Kind" + kinds[k].name
	}
	return "errcode." + k.String()
}

// Error returns the kind in words, "not found"; so %v prints them too.
func (k Kind) Error() string {
	if int(k) < kindCount {
		return kinds[k].text
	}
	return k.String()
}

// HTTPStatus returns the HTTP status that fits the kind, from 400 to 599.
func (k Kind) HTTPStatus() int {
	if int(k) < kindCount {
		return kinds[k].status
	}
	return kinds[KindUnknown].status
}

// Is reports whether target is k, or the sentinel of the standard library that
// means the same.
func (k Kind) Is(target error) bool {
	switch target {
	case k:
		return true
	case fs.ErrNotExist:
		return k == KindNotFound
	case fs.ErrExist:
		return k == KindAlreadyExists
	case fs.ErrPermission:
		return k == KindPermissionDenied
	case context.DeadlineExceeded:
		return k == KindDeadlineExceeded
	case context.Canceled:
		return k == KindCanceled
	}
	return false
}

// MarshalText returns the kind's name. It never fails.
func (k Kind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads a kind's name, as String prints it.
func (k *Kind) UnmarshalText(text []byte) error {
	for i := range kinds {
		if kinds[i].name == string(text) {
			*k = Kind(i)
			return nil
		}
	}
	return fmt.Errorf("errcode: no kind is named %q", clip(string(text)))
}

// Operations is a set of the operations that return a code, one bit each:
// OpRegisterUser|OpUpdateUser. Some of the vendors' groups of operations are
// bits of their own, such as OpAllData, and Has knows what they cover. The zero
// value is the empty set: the request fails before it reaches an operation.
type Operations uint64

// Operations of Backend Services, in the words of the vendor's table of codes.
const (
	OpCreate Operations = 1 << iota
	OpRead
	OpReadByID
	OpDelete
	OpDeleteByID
	OpUpdate
	OpUpdateByID
	OpRegisterUser
	OpUpdateUser
	OpLogin
	OpChangePassword
	OpSetPassword
	OpResetPassword
	OpVerifyUser
	OpResendVerification
	OpLinkUser
	OpUnlinkUser
	OpADFSMetadata
	OpUploadFile
	OpUploadFileBase64
	OpUpdateFileContent
	OpSendEmail
	OpExecuteCloudFunction
	OpUpdateField         // of a content type
	OpSetCloudCode        // of a content type
	OpContentTypeMetadata // all metadata operations for content types

	OpResendVerificationEmail // the vendor's other name of OpResendVerification
	OpReadOperations          // a group: OpRead and OpReadByID
	OpAllData                 // a group: all requests that create, read, update or delete items, users and files
	OpMetadata                // a group: all requests that work with metadata
	OpAll                     // a group: all operations of Backend Services

	backendOperations = OpAll - 1 // all of the above but OpAll
)

// Operations of LeanCloud. The vendor's table does not name any; these group
// its codes by what they are about.
const (
	OpAccounts Operations = OpAll << (1 + iota)
	OpSMS
	OpPush
	OpQueryObjects
	OpSaveObjects
	OpFiles
	OpEngine
	OpLeaderboards
	OpSessions      // of realtime messaging
	OpConversations // of realtime messaging
	OpMessages      // of realtime messaging

	OpRealtime     // a group: sessions, conversations and messages
	OpAllLeanCloud // a group: all operations of LeanCloud

	leanCloudOperations = OpAllLeanCloud - OpAll<<1 // all of the above but OpAllLeanCloud
)

// operations has the names of the operations by the position of their bit.
var operations = [...]string{
	"Create", "Read", "Read by ID", "Delete", "Delete by ID", "Update", "Update by ID",
	"Register user", "Update user", "Login", "Change password", "Set password", "Reset password",
	"Verify user", "Resend verification", "Link user", "Unlink user", "AD FS metadata",
	"Upload file", "Upload file (base64)", "Update file content", "Send email",
	"Execute cloud function", "Update field", "Set cloud code", "Metadata operations for content types",
	"Resend verification email", "Read operations", "All data operations", "Metadata operations", "All",
	"Accounts", "SMS", "Push", "Query objects", "Save objects", "Files", "Engine", "Leaderboards",
	"Sessions", "Conversations", "Messages", "Realtime messaging", "All LeanCloud",
}

// groups lists what the groups cover, the groups within them included.
var groups = [...]struct{ group, members Operations }{
	{OpResendVerificationEmail, OpResendVerification},
	{OpReadOperations, OpRead | OpReadByID},
	{OpAllData, OpCreate | OpRead | OpReadByID | OpReadOperations | OpUpdate | OpUpdateByID | OpDelete | OpDeleteByID |
		OpRegisterUser | OpUpdateUser | OpUploadFile | OpUploadFileBase64 | OpUpdateFileContent},
	{OpMetadata, OpUpdateField | OpSetCloudCode | OpContentTypeMetadata},
	{OpAll, backendOperations},
	{OpRealtime, OpSessions | OpConversations | OpMessages},
	{OpAllLeanCloud, leanCloudOperations},
}

// expand adds to o what its groups cover, and the groups that it covers whole.
func (o Operations) expand() Operations {
	for _, g := range groups {
		if o&g.group != 0 {
			o |= g.members
		}
	}
	for _, g := range groups {
		if o&g.members == g.members {
			o |= g.group
		}
	}
	return o
}

// Has reports whether o covers every operation of other, by its own bit or by a
// group: OpAll.Has(OpRead) is true. Every set has the empty one.
func (o Operations) Has(other Operations) bool { return other&^o.expand() == 0 }

// All iterates over the bits of o, groups not expanded, lowest first.
func (o Operations) All() iter.Seq[Operations] {
	return func(yield func(Operations) bool) {
		for ; o != 0; o &= o - 1 {
			if !yield(o & -o) {
				return
			}
		}
	}
}

// String lists the operations in the vendor's words, separated by commas; the
// empty set is "N/A".
func (o Operations) String() string {
	if o == 0 {
		return "N/A"
	}
	var names []string
	for op := range o.All() {
		if i := bits.TrailingZeros64(uint64(op)); i < len(operations) {
			names = append(names, operations[i])
		} else {
			names = append(names, "Operations(1<<"+strconv.Itoa(i)+")")
		}
	}
	return strings.Join(names, ", ")
}

// A Format is the shape of the JSON body that carries a catalogue's errors.
type Format uint8

const (
	FormatLeanCloud Format = iota // {"code":211,"error":"Could not find user."}
	FormatBackend                 // {"message":"The specified user was not found.","errorCode":206}
	FormatProblem                 // a problem document as in RFC 9457
)

// String returns the format's name: "leancloud", "backend" or "problem".
func (f Format) String() string {
	switch f {
	case FormatLeanCloud:
		return "leancloud"
	case FormatBackend:
		return "backend"
	case FormatProblem:
		return "problem"
	}
	return "Format(" + strconv.Itoa(int(f)) + ")"
}

// A Catalog is a vendor's list of error codes: [Backend], [LeanCloud],
// [Realtime], or one made by [NewCatalog]. It cannot be changed and is safe for
// concurrent use. A nil Catalog and the zero Catalog list nothing.
type Catalog struct {
	name    string          // as in "leancloud/211"
	prefix  string          // of the constants' Go identifiers
	pkg     string          // for %#v: the package of the constants, with a dot
	format  Format          // of the bodies
	zero    value           // the number 0, which knows how to make others
	rows    func() []*row   // by number, of a built-in catalogue; a function, for an array cannot be sliced without work at start-up
	sparse  map[int64]*row  // by number, of one that NewCatalog made
	ordered []*row          // the rows of sparse by number
	kinds   [kindCount]Code // the code that stands for each kind
}

// A row is what a catalogue says about one code. The English texts are part of
// it; those of other languages stand in files of their own.
type row struct {
	code        Code // boxed once, so that a look-up need not allocate; nil in a row that no catalogue has
	name        string
	kind        Kind
	status      int
	source      StatusSource
	retryable   bool
	ops         Operations
	message     string // the vendor's, letter for letter
	text        string // what to say where message is none, no English sentence, or an example
	template    string // message with {1} and {2} in place of its sample values
	description string // what happened
	remedy      string // what to do
	deprecated  string // since when, and what to use; empty while in use
	maybeDone   bool   // whether the request may have been carried out all the same
	more        []*row // further rows of the same number: its variants 1, 2, …

	body atomic.Pointer[[]byte] // see verbatimBody
}

// wire is the message that goes out when a program gives none of its own.
func (r *row) wire() string {
	if r.message == "" || r.template != "" {
		return r.text
	}
	return r.message
}

// A number that its catalogue does not list is answered with status 400, as the
// vendors answer the codes that an app makes up. Zero is no such number:
// somebody has forgotten to set it.
var (
	unlisted = row{
		status: 400, source: StatusInferred,
		text:        "Unknown error.",
		description: "The catalogue does not list this number. It may be a code of the app's own; look for it in the app's server code.",
	}
	unset = row{
		status: 500, source: StatusInferred,
		text:        "Unknown error.",
		description: "The number is zero, which the catalogue does not list: the code was probably never set.",
	}
)

// value is what the code types of this package have beyond Code. Its methods
// are called on values of these types, never on a nil pointer to one.
type value interface {
	Code
	int64() int64    // number and variant
	row() *row       // never nil
	of(v int64) Code // another code of the same type
	As(target any) bool
	Is(target error) bool
}

// variantShift is where a code says which of several rows of its number it is;
// the number stands below it as a signed 32-bit integer.
const variantShift = 32

// number drops the variant.
func number(v int64) int64 { return int64(int32(v)) }

// variant is 0 for a number's first row and for all other numbers.
func variant(v int64) int64 { return (v - number(v)) >> variantShift }

// row returns the row of a code. It is never nil.
func (c *Catalog) row(v int64) *row {
	if r := c.find(v); r != nil {
		return r
	}
	if v == 0 {
		return &unset
	}
	return &unlisted
}

// find returns the row of a code, or nil.
func (c *Catalog) find(v int64) *row {
	if c == nil {
		return nil
	}
	n, more := number(v), variant(v)
	var r *row
	if c.rows == nil {
		r = c.sparse[n]
	} else if rows := c.rows(); uint64(n) < uint64(len(rows)) {
		r = rows[n]
	}
	switch {
	case r == nil || more == 0:
		return r
	case 0 < more && more <= int64(len(r.more)):
		return r.more[more-1]
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

// code returns v as a code of the catalogue; nil if the catalogue is empty.
func (c *Catalog) code(v int64) Code {
	if r := c.find(v); r != nil {
		return r.code
	}
	if c == nil || c.zero == nil {
		return nil
	}
	return c.zero.of(v)
}

// infoOf says what the row of a code says.
func infoOf[C typed](c C) Info {
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

// Name returns the catalogue's name as it stands in "leancloud/211".
func (c *Catalog) Name() string {
	if c == nil {
		return ""
	}
	return c.name
}

// String returns the catalogue's name.
func (c *Catalog) String() string { return c.Name() }

// Len returns how many codes the catalogue lists.
func (c *Catalog) Len() int {
	n := 0
	for range c.all {
		n++
	}
	return n
}

// All iterates over the codes that the catalogue lists, in ascending order of
// their numbers, a number's further rows after its first one.
func (c *Catalog) All() iter.Seq[Code] {
	return func(yield func(Code) bool) {
		for r := range c.all {
			if !yield(r.code) {
				return
			}
		}
	}
}

// Lookup returns the code of a number, the first one where the number has
// several rows, and whether the catalogue lists it. An unlisted number is
// returned as a code all the same; one beyond 32 bits is nil.
func (c *Catalog) Lookup(number int) (Code, bool) {
	if number != int(int32(number)) {
		return nil, false
	}
	if r := c.find(int64(number)); r != nil {
		return r.code, true
	}
	return c.code(int64(number)), false
}

// ByName returns the code of that name, given with or without the catalogue's
// prefix: "UserNotFound" or "LeanCloudUserNotFound". It returns nil and false
// if there is none.
func (c *Catalog) ByName(name string) (Code, bool) {
	if name == "" {
		return nil, false
	}
	for r := range c.all {
		if r.name == name || len(name) == len(c.prefix)+len(r.name) &&
			strings.HasPrefix(name, c.prefix) && strings.HasSuffix(name, r.name) {
			return r.code, true
		}
	}
	return nil, false
}

// errorText returns what Error prints of a code: "leancloud 211: Could not find
// user". An empty message is the catalogue's.
func (c *Catalog) errorText(v int64, message string) string {
	if message == "" {
		message = c.row(v).wire()
	}
	return c.name + " " + strconv.FormatInt(number(v), 10) + ": " + strings.TrimSuffix(strings.TrimSuffix(message, "."), "。")
}

// identifier returns the name of the constant; an unlisted number is written as
// a conversion: "LeanCloudCode(987654)".
func (c *Catalog) identifier(v int64) string {
	if r := c.find(v); r != nil {
		return c.prefix + r.name
	}
	return c.prefix + "Code(" + strconv.FormatInt(v, 10) + ")"
}

// printCode implements fmt.Formatter: verbs of strings and values print the
// error text, verbs of integers the number, %#v Go source.
func (c *Catalog) printCode(s fmt.State, verb rune, v int64) {
	var arg any
	switch {
	case verb == 'v' && s.Flag('#'):
		fmt.Fprint(s, c.pkg+c.identifier(v))
		return
	case verb == 'v' || verb == 's' || verb == 'q':
		arg = c.errorText(v, "")
	default:
		arg = number(v)
	}
	fmt.Fprintf(s, fmt.FormatString(s, verb), arg)
}

// appendText appends the text form of a code: "leancloud/211", "backend/107.1".
func (c *Catalog) appendText(dst []byte, v int64) []byte {
	dst = append(dst, c.name...)
	dst = append(dst, '/')
	return appendID(dst, v)
}

// appendID appends the number of a code, and its variant if it has one.
func appendID(dst []byte, v int64) []byte {
	dst = strconv.AppendInt(dst, number(v), 10)
	if n := variant(v); n != 0 {
		dst = append(dst, '.')
		dst = strconv.AppendInt(dst, n, 10)
	}
	return dst
}

// parseID reads what appendID writes.
func parseID(id string) (v int64, err error) {
	id, suffix, dotted := strings.Cut(id, ".")
	v, err = strconv.ParseInt(id, 10, 32)
	if err != nil || !dotted {
		return v, err
	}
	more, err := strconv.ParseInt(suffix, 10, 32)
	return v + more<<variantShift, err
}

// settle returns the number of a variant that the catalogue does not list: one
// of a later edition.
func (c *Catalog) settle(v int64) int64 {
	if variant(v) != 0 && c.find(v) == nil {
		return number(v)
	}
	return v
}

// parseText reads the text form of a code, a bare number or a name.
func (c *Catalog) parseText(text string) (int64, error) {
	id := text
	if name, rest, found := strings.Cut(text, "/"); found {
		if name != c.name {
			return 0, fmt.Errorf("errcode: %q is not a code of the catalogue %s", clip(text), c.name)
		}
		id = rest
	}
	v, err := parseID(id)
	switch {
	case err == nil:
		return c.settle(v), nil
	case errors.Is(err, strconv.ErrRange):
		return 0, fmt.Errorf("errcode: %s number %q does not fit in 32 bits", c.name, clip(id))
	}
	if code, ok := c.ByName(id); ok {
		return code.(value).int64(), nil
	}
	return 0, fmt.Errorf("errcode: %q is neither a number nor a name of the catalogue %s", clip(text), c.name)
}

// clip shortens what is quoted in an error message.
func clip(s string) string { return cut(s, 64) }

// unmarshalText is the UnmarshalText of every code type.
func unmarshalText[C typed](c *C, text []byte) error {
	v, err := (*c).Catalog().parseText(string(text))
	if err == nil {
		*c = C(v)
	}
	return err
}

// unmarshalJSON is the UnmarshalJSON of every code type: it takes a number or
// the text form, and null, which changes nothing.
func unmarshalJSON[C typed](c *C, data []byte) error {
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
	n, ok := wholeNumber(string(data))
	if !ok {
		return fmt.Errorf("errcode: %q is not a %s number of 32 bits", clip(string(data)), (*c).Catalog().Name())
	}
	*c = C(n)
	return nil
}

// wholeNumber reads a JSON number that is an integer of 32 bits: 211, 211.0, 2.11e2.
func wholeNumber(s string) (int64, bool) {
	if n, err := strconv.ParseInt(s, 10, 32); err == nil {
		return n, true
	}
	if !json.Valid([]byte(s)) {
		return 0, false
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || f != math.Trunc(f) || f < math.MinInt32 || f > math.MaxInt32 {
		return 0, false
	}
	return int64(f), true
}

// typed is a code type of this package.
type typed interface {
	~int64
	value
}

// is is the Is of every code type. A code matches itself, the number that it is
// a variant of, its kind, and what its kind matches.
func is[C typed](c C, kind Kind, target error) bool {
	if t, ok := target.(C); ok {
		return c == t || int64(t) == number(int64(c))
	}
	return kind.Is(target)
}

// as is the As of every code type.
func as[C typed](c C, target any) bool {
	switch t := target.(type) {
	case *C:
		if t != nil {
			*t = c
		}
		return t != nil
	case *Code:
		if t != nil {
			*t = c
		}
		return t != nil
	case **Error:
		if t != nil {
			*t = &Error{code: c}
		}
		return t != nil
	case *Kind:
		if t != nil {
			*t = kindOf(c)
		}
		return t != nil
	}
	return false
}

// kindOf returns the kind of a code.
func kindOf(code Code) Kind {
	if v, ok := code.(value); ok {
		return v.row().kind
	}
	return code.Info().Kind
}

// logCode is the LogValue of every code type: a group of catalog, number, name,
// status and message.
func (c *Catalog) logCode(v int64) slog.Value {
	r := c.row(v)
	return slog.GroupValue(c.logAttrs(v, r.status, r.wire())...)
}

func (c *Catalog) logAttrs(v int64, status int, message string) []slog.Attr {
	attrs := make([]slog.Attr, 0, 9)
	attrs = append(attrs, slog.String("catalog", c.name), slog.Int64("number", number(v)))
	if name := c.row(v).name; name != "" {
		attrs = append(attrs, slog.String("name", name))
	}
	return append(attrs, slog.Int("status", status), slog.String("message", message))
}

// An Error is a code with its context: a cause, a public message, an operation,
// details. It is made by [New] and [Wrap], or read from a response, and cannot
// be changed. A nil *Error is no error: its methods return zero values.
//
// The public message is what a client may see. The cause shows in Error and in
// logs, never in a body, a header or a localised text.
type Error struct {
	code  Code
	cause error
	extra *extra // nil when there is nothing but a code and a cause
}

type extra struct {
	message       string
	args          []any
	operation     Operations
	details       []detail
	retryAfter    time.Duration
	status        int // 0: the code's
	hasRetryAfter bool
	remote        bool       // read from a response
	inference     *inference // of a remote error that came without a code
}

// inference tells why a remote error has the code that it has.
type inference struct {
	from    string // "HTTP status 502"
	excerpt string // of the body
}

type detail struct {
	key   string
	value any
}

// An Option gives [New] and [Wrap] what an error says beyond its code. A nil
// Option does nothing; of options that set the same thing the last one wins.
type Option func(*extra)

// WithMessage replaces the public message. It goes out as it stands, in every
// language; an empty one leaves the catalogue's message in place.
func WithMessage(text string) Option {
	return func(x *extra) { x.message = text }
}

// WithMessagef is WithMessage with the text formatted as by [fmt.Sprintf]. What
// the arguments print is public: do not pass it an internal error.
func WithMessagef(format string, args ...any) Option {
	return WithMessage(fmt.Sprintf(format, args...))
}

// WithArgs fills in the parameters of a code whose message has some: for
// [BackendDuplicateFieldValues] the field and the content type. The values are
// public. A code without parameters ignores them; with the wrong number of them
// the message is the one that needs none.
func WithArgs(args ...any) Option {
	args = append([]any(nil), args...)
	return func(x *extra) { x.args = args }
}

// WithOperation tells, for logs, during which operation the error happened.
func WithOperation(op Operations) Option {
	return func(x *extra) { x.operation = op }
}

// WithRetryAfter tells the client to wait before it repeats the request. It
// goes out as a Retry-After header in whole seconds, rounded up; a negative
// duration counts as none at all.
func WithRetryAfter(d time.Duration) Option {
	return func(x *extra) { x.retryAfter, x.hasRetryAfter = max(d, 0), true }
}

// WithHTTPStatus replaces the status of the code, where the vendor answers one
// code with several or has no code for a status: LeanCloud's 1 comes with 400, 404
// and 500. A status that is not from 400 to 599 is ignored.
func WithHTTPStatus(status int) Option {
	return func(x *extra) {
		if 400 <= status && status <= 599 {
			x.status = status
		}
	}
}

// WithDetail adds a member to the problem document and to the log record of the
// error. It is public. The value must be one that encoding/json can write;
// others are left out of documents. Vendor bodies do not carry details: the
// vendors' clients copy unknown fields over their own.
func WithDetail(key string, value any) Option {
	return func(x *extra) { x.setDetail(key, value) }
}

func (x *extra) setDetail(key string, value any) {
	for i := range x.details {
		if x.details[i].key == key {
			x.details[i].value = value
			return
		}
	}
	x.details = append(x.details, detail{key, value})
}

// New returns an error with the given code. A nil code makes an error without a
// code, which is answered as a general failure.
func New(code Code, opts ...Option) error {
	return newError(code, nil, opts)
}

// Wrap returns an error with the given code and cause. If cause is nil, or a nil
// *Error, it returns nil; a nil code makes an error without a code of its own.
func Wrap(code Code, cause error, opts ...Option) error {
	if e, ok := cause.(*Error); cause == nil || ok && e == nil {
		return nil
	}
	return newError(code, cause, opts)
}

func newError(code Code, cause error, opts []Option) error {
	if len(opts) == 0 {
		return &Error{code: plain(code), cause: cause}
	}
	e := newFullError()
	e.code, e.cause = plain(code), cause
	for _, opt := range opts {
		if opt != nil {
			opt(e.extra)
		}
	}
	return e
}

// newFullError returns an error with its extra, which are allocated as one.
func newFullError() *Error {
	e := new(struct {
		Error
		extra extra
	})
	e.Error.extra = &e.extra
	return &e.Error
}

// plain returns the code that a pointer to a code points to, and nil for a nil
// pointer, so that neither a later change nor a method call can do harm.
func plain(code Code) Code {
	switch code.(type) {
	case nil, BackendCode, LeanCloudCode, RealtimeCode:
		return code
	}
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

// Code returns the error's code; nil if it has none.
func (e *Error) Code() Code {
	if e == nil {
		return nil
	}
	return e.code
}

// Message returns the public message: the one given, or else the catalogue's.
// Of a remote error it is the message received.
func (e *Error) Message() string {
	if e == nil {
		return ""
	}
	r := rowOf(e.code)
	if x := e.extra; x != nil {
		if x.message != "" {
			return x.message
		}
		if text, ok := fill(r.template, x.args); ok {
			return text
		}
	}
	if e.code == nil {
		return ""
	}
	return r.wire()
}

// HTTPStatus returns the status given by [WithHTTPStatus], or else that of the
// error's code, and 500 without a code. Of a remote error it is the status
// received.
func (e *Error) HTTPStatus() int {
	switch {
	case e == nil:
		return 0
	case e.extra != nil && (e.extra.status != 0 || e.extra.remote):
		return e.extra.status
	}
	return rowOf(e.code).status
}

// Operation returns the operation given by [WithOperation].
func (e *Error) Operation() Operations {
	if e == nil || e.extra == nil {
		return 0
	}
	return e.extra.operation
}

// Details returns a copy of what was given by [WithDetail]; of a remote error
// it has the fields of the body that the format does not define.
func (e *Error) Details() map[string]any {
	if e == nil || e.extra == nil || len(e.extra.details) == 0 {
		return nil
	}
	m := make(map[string]any, len(e.extra.details))
	for _, d := range e.extra.details {
		m[d.key] = d.value
	}
	return m
}

// Remote reports whether the error was read from a response. Answered to a
// client of our own, a remote error keeps its code and gets the catalogue's
// text; its message, details and headers stay here. To pass them on, build a
// new error from them.
func (e *Error) Remote() bool { return e != nil && e.extra != nil && e.extra.remote }

// Inferred reports whether the error was read from a response that carried no
// code, so that its code was chosen by the HTTP status.
func (e *Error) Inferred() bool { return e != nil && e.extra != nil && e.extra.inference != nil }

// Unwrap returns the cause.
func (e *Error) Unwrap() error {
	if e == nil {
		return nil
	}
	return e.cause
}

// Error returns the code, the public message and the cause: "leancloud 211:
// Could not find user: connection refused".
func (e *Error) Error() string {
	if e == nil {
		return "<nil>"
	}
	var b strings.Builder
	if v, ok := e.code.(value); ok {
		message := e.Message()
		if e.Remote() && strings.ContainsFunc(message, unicode.IsControl) {
			message = strconv.Quote(message) // another server's text must not forge lines of a log
		}
		b.WriteString(v.Catalog().errorText(v.int64(), message))
	} else if e.code != nil {
		b.WriteString(e.code.Error())
	} else {
		b.WriteString("error without a code")
		if text := e.Message(); text != "" {
			b.WriteString(": " + text)
		}
	}
	if e.Inferred() {
		b.WriteString(" (inferred from " + e.extra.inference.from + ")")
		if excerpt := e.extra.inference.excerpt; excerpt != "" {
			fmt.Fprintf(&b, ": %q", excerpt)
		}
	}
	if e.cause != nil && !sameCode(e.cause, e.code) {
		b.WriteString(": ")
		fmt.Fprint(&b, e.cause) // unlike a call of Error, it withstands a nil pointer
	}
	return b.String()
}

// sameCode reports whether a cause is the bare code that wraps it.
func sameCode(cause error, code Code) bool {
	v, ok := cause.(value)
	w, ok2 := code.(value)
	return ok && ok2 && plain(v) == Code(w)
}

// Is reports whether the error's code matches target, as the code's own Is does.
// The cause is left to [errors.Is], which asks it by itself.
func (e *Error) Is(target error) bool {
	if e == nil || target == nil {
		return false
	}
	if t, ok := target.(*Error); ok {
		return e == t
	}
	switch c := e.code.(type) {
	case nil:
		return false
	case value:
		return c.Is(target)
	}
	return errors.Is(e.code, target)
}

// As sets target to the error's code if target points to a variable of the
// code's type, a [Code] or a [Kind].
func (e *Error) As(target any) bool {
	if e == nil || target == nil {
		return false
	}
	if t, ok := target.(**Error); ok && t != nil {
		*t = e
		return true
	}
	switch c := e.code.(type) {
	case nil:
		return false
	case value:
		return c.As(target)
	}
	return errors.As(e.code, target)
}

// LogValue implements [slog.LogValuer]: a group of the catalogue, number, name,
// status and public message of the error, and of its operation, details and
// cause where it has them.
func (e *Error) LogValue() slog.Value {
	if e == nil {
		return slog.Value{}
	}
	var attrs []slog.Attr
	switch c := e.code.(type) {
	case value:
		attrs = c.Catalog().logAttrs(c.int64(), e.HTTPStatus(), e.Message())
	case nil:
		if text := e.Message(); text != "" {
			attrs = append(attrs, slog.String("message", text))
		}
	default:
		attrs = append(attrs, slog.Int("number", c.Number()), slog.String("message", e.Message()))
	}
	if x := e.extra; x != nil {
		if x.remote {
			attrs = append(attrs, slog.Bool("remote", true))
		}
		if x.inference != nil && x.inference.excerpt != "" {
			attrs = append(attrs, slog.String("excerpt", x.inference.excerpt))
		}
		if x.operation != 0 {
			attrs = append(attrs, slog.String("operation", x.operation.String()))
		}
		if x.hasRetryAfter {
			attrs = append(attrs, slog.Duration("retry_after", x.retryAfter))
		}
		if len(x.details) > 0 {
			group := make([]any, len(x.details))
			for i, d := range x.details {
				group[i] = slog.Any(d.key, d.value)
			}
			attrs = append(attrs, slog.Group("details", group...))
		}
	}
	if e.cause != nil {
		attrs = append(attrs, slog.Any("cause", e.cause))
	}
	return slog.GroupValue(attrs...)
}

// rowOf returns the row of a code. It is never nil: a nil code has the row of
// an unset number, and a code type of somebody else's a row made of its Info.
func rowOf(code Code) *row {
	switch c := code.(type) {
	case nil:
		return &unset
	case value:
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
	if r.status < 400 || r.status > 599 {
		r.status = r.kind.HTTPStatus()
	}
	return r
}

// fill puts args in place of {1}, {2}, …, each of which has to stand in the
// template. It reports false if their number differs.
func fill(template string, args []any) (string, bool) {
	if template == "" || parameters(template) != len(args) {
		return "", false
	}
	var b strings.Builder
	for template != "" {
		if n := parameter(template); n > 0 {
			fmt.Fprint(&b, args[n-1])
			template = template[len("{1}"):]
			continue
		}
		b.WriteByte(template[0])
		template = template[1:]
	}
	return b.String(), true
}

// parameter returns which parameter stands at the head of s; 0 for none.
func parameter(s string) int {
	if len(s) >= 3 && s[0] == '{' && '1' <= s[1] && s[1] <= '9' && s[2] == '}' {
		return int(s[1] - '0')
	}
	return 0
}

// parameters returns how many parameters a template has, and -1 if one between
// them is missing.
func parameters(template string) int {
	var seen uint
	for i := range template {
		if n := parameter(template[i:]); n > 0 {
			seen |= 1 << (n - 1)
		}
	}
	if seen&(seen+1) != 0 {
		return -1
	}
	return bits.OnesCount(seen)
}

// cut returns at most n bytes of s, whole characters only.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && s[n]&0xC0 == 0x80 {
		n--
	}
	return s[:n]
}

// walkLimit bounds how many errors of a chain are looked at: one that wraps
// itself has no end.
const walkLimit = 1000

// CodeOf returns the code of err: the outermost one, and of an error that wraps
// several, such as [errors.Join] makes, the first in depth-first order. It
// returns nil and false if there is none within the first thousand errors.
func CodeOf(err error) (Code, bool) {
	for budget := walkLimit; budget > 0; budget-- {
		switch e := err.(type) {
		case *Error:
			if e == nil {
				return nil, false
			}
			if e.code != nil {
				return e.code, true
			}
			err = e.cause
		case BackendCode, LeanCloudCode, RealtimeCode:
			return err.(Code), true
		case Code:
			code := plain(e)
			return code, code != nil
		case interface{ Unwrap() error }:
			err = e.Unwrap()
		case interface{ Unwrap() []error }:
			return firstCode(err, budget)
		default:
			return nil, false
		}
	}
	return nil, false
}

// firstCode is CodeOf for errors that wrap several.
func firstCode(err error, budget int) (code Code, ok bool) {
	ok = walkSome(err, &budget, func(err error) bool {
		switch e := err.(type) {
		case *Error:
			code = e.code
		case Code:
			code = plain(e)
		}
		return code != nil
	})
	return code, ok
}

// walk visits err and what it wraps in depth-first order until visit returns
// true, and reports whether it did.
func walk(err error, visit func(error) bool) bool {
	budget := walkLimit
	return walkSome(err, &budget, visit)
}

func walkSome(err error, budget *int, visit func(error) bool) bool {
	for *budget > 0 {
		*budget--
		if isNil(err) || isNilPointer(err) {
			return false
		}
		if visit(err) {
			return true
		}
		switch e := err.(type) {
		case interface{ Unwrap() error }:
			err = e.Unwrap()
		case interface{ Unwrap() []error }:
			for _, err := range e.Unwrap() {
				if walkSome(err, budget, visit) {
					return true
				}
			}
			return false
		default:
			return false
		}
	}
	return false
}

// isNil reports whether err is nil, or a nil *Error or a nil pointer to a code.
func isNil(err error) bool {
	switch e := err.(type) {
	case nil:
		return true
	case *Error:
		return e == nil
	case BackendCode, LeanCloudCode, RealtimeCode:
		return false
	case Code:
		return plain(e) == nil
	}
	return false
}

// isNilPointer reports whether a method of err might fail for want of a value.
func isNilPointer(err error) bool {
	p := reflect.ValueOf(err)
	return p.Kind() == reflect.Pointer && p.IsNil()
}

// KindOf returns the kind of the outermost code of err, or the outermost bare
// kind if that comes first; KindUnknown if there is neither. Several errors
// wrapped in one are searched as by [CodeOf].
func KindOf(err error) Kind {
	kind := KindUnknown
	walk(err, func(err error) bool {
		switch e := err.(type) {
		case Kind:
			kind = e
		case *Error:
			if e.code == nil {
				return false
			}
			kind = kindOf(e.code)
		case Code:
			kind = kindOf(plain(e))
		default:
			return false
		}
		return true
	})
	return kind
}

// Retryable reports whether the same request, unchanged, may succeed later: by
// the row of its outermost code (see [Info]), or because the error says after
// what time to try again. A bare kind is retryable if it is KindUnavailable or
// KindDeadlineExceeded, an error without a code is not.
func Retryable(err error) bool {
	if _, ok := RetryAfter(err); ok {
		return true
	}
	if code, ok := CodeOf(err); ok {
		return rowOf(code).retryable
	}
	kind := KindOf(err)
	return kind == KindUnavailable || kind == KindDeadlineExceeded
}

// RetryAfter returns how long to wait before the request is repeated, and
// whether err or an error that it wraps says so.
func RetryAfter(err error) (d time.Duration, ok bool) {
	walk(err, func(err error) bool {
		e, isError := err.(*Error)
		if isError && e.extra != nil && e.extra.hasRetryAfter {
			d, ok = e.extra.retryAfter, true
		}
		return ok
	})
	return d, ok
}
