// Package rpctest has what the tests of errcodegrpc and errcodeconnect share:
// the errors that cross a connection, and what has to hold on the other side.
package rpctest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"github.com/seed85f21a9e/errcode"
)

// ShopCode is the code type of an app's own catalog.
type ShopCode = errcode.Number[shop]

type shop struct{}

func (shop) Catalog() *errcode.Catalog { return Shop }

// The codes of Shop.
const (
	ShopBroken  ShopCode = 1000
	ShopSoldOut ShopCode = 1001
	ShopLimit   ShopCode = 1002
)

// Shop is an app's own catalog.
var Shop = errcode.Must(errcode.NewCatalog("gift-shop", errcode.FormatProblem,
	errcode.Info{Code: ShopBroken, Name: "Broken", HTTPStatus: 500, Message: "Something broke."},
	errcode.Info{Code: ShopSoldOut, Name: "SoldOut", HTTPStatus: 409, Kind: errcode.KindFailedPrecondition, Message: "Sold out."},
	errcode.Info{Code: ShopLimit, Name: "LimitReached", HTTPStatus: 429, Message: "No more than {1} of {2}."},
))

// Secret is in every cause, and so must not be on any wire.
const Secret = "postgres://10.0.0.7:5432"

// Errors returns errors that a handler may return: every row of every catalog,
// bare and with a cause, numbers that are not listed, codes of an app's own,
// bare kinds, and those of them with a message.
func Errors() []error {
	var all []error
	for _, c := range []*errcode.Catalog{errcode.Backend, errcode.LeanCloud, errcode.Realtime, Shop} {
		for code := range c.All() {
			all = append(all, code, errcode.Wrap(code, Cause()))
		}
	}
	for _, code := range []errcode.Code{
		errcode.LeanCloudCode(987654), errcode.BackendCode(-7), errcode.RealtimeCode(-2147483648), ShopCode(2147483647),
	} {
		all = append(all, code, fmt.Errorf("wrapped: %w", errcode.Wrap(code, Cause())))
	}
	for kind := errcode.KindUnknown; kind <= errcode.KindInternal; kind++ {
		all = append(all, kind, fmt.Errorf("%s: %w", Secret, kind), kind.New(errcode.WithMessage("Not today.")))
	}
	return append(all,
		errcode.New(errcode.LeanCloudUserNotFound, errcode.WithMessage("没有这个用户。")),
		errcode.New(ShopLimit, errcode.WithArgs(3, "apples"), errcode.WithDetail("limit", 3)))
}

// Cause returns an error that no client may see.
func Cause() error { return errors.New(Secret) }

// CheckReceived checks an error that a client has received for one that a
// handler has returned.
func CheckReceived(t *testing.T, sent, got error) {
	t.Helper()
	if got == nil {
		t.Fatalf("%v: no error was received", sent)
	}
	if code, ok := errcode.CodeOf(sent); ok {
		if received, ok := errcode.CodeOf(got); !ok || received != code {
			t.Errorf("%v: the code received is %v", sent, received)
		}
		if !errors.Is(got, code) {
			t.Errorf("%v: errors.Is does not find the code in %v", sent, got)
		}
	} else if code, ok := errcode.CodeOf(got); ok {
		t.Errorf("%v: received a code, %v", sent, code)
	}
	kind := errcode.KindOf(sent)
	if !errors.Is(got, kind) || errcode.KindOf(got) != kind {
		t.Errorf("%v: the kind received is %v, not %v", sent, errcode.KindOf(got), kind)
	}
	for _, sentinel := range []error{context.Canceled, context.DeadlineExceeded, fs.ErrNotExist, fs.ErrExist, fs.ErrPermission} {
		if errors.Is(sent, sentinel) != errors.Is(got, sentinel) {
			t.Errorf("%v: errors.Is(err, %v) differs", sent, sentinel)
		}
	}
	e, ok := errors.AsType[*errcode.Error](got)
	if !ok || !e.Remote() {
		t.Errorf("%v: what was received is no remote error: %#v", sent, got)
	}
	if strings.Contains(fmt.Sprintf("%+v %v", got, e.Details()), Secret) {
		t.Errorf("%v: received the cause: %v", sent, got)
	}
}

// An Info is the content of a google.rpc.ErrorInfo.
type Info struct {
	Reason, Domain string
	Metadata       map[string]string
}

var (
	reason = regexp.MustCompile(`^[A-Z][A-Z0-9_]+[A-Z0-9]$`)
	key    = regexp.MustCompile(`^[a-z][a-zA-Z0-9-_]+$`)
)

// CheckInfo checks the ErrorInfo of an error that a handler has returned
// against the rules of AIP-193.
func CheckInfo(t *testing.T, sent error, domain string, info Info) {
	t.Helper()
	if !reason.MatchString(info.Reason) || len(info.Reason) > 63 {
		t.Errorf("%v: the reason %q is not one of AIP-193", sent, info.Reason)
	}
	if info.Domain != domain {
		t.Errorf("%v: the domain is %q", sent, info.Domain)
	}
	for k := range info.Metadata {
		if !key.MatchString(k) || len(k) > 64 {
			t.Errorf("%v: the key %q is not one of AIP-193", sent, k)
		}
	}
	want := ""
	if code, ok := errcode.CodeOf(sent); ok {
		want = code.Info().ID()
	}
	if got := info.Metadata["code"]; got != want {
		t.Errorf("%v: the code in the metadata is %q, not %q", sent, got, want)
	}
}
