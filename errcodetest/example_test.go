package errcodetest_test

import (
	"fmt"
	"testing"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/errcodetest"
)

// The codes of a bakery, of which the second lacks a remedy.
type BakeryCode = errcode.Number[bakery]

const (
	BakeryClosed  BakeryCode = 1000
	BakerySoldOut BakeryCode = 1001
)

type bakery struct{}

func (bakery) Catalog() *errcode.Catalog { return Bakery }

var Bakery = errcode.Must(errcode.NewCatalog("bakery", errcode.FormatLeanCloud,
	errcode.Info{Code: BakeryClosed, Name: "Closed", HTTPStatus: 503, Message: "Closed.",
		Description: "The bakery is closed.", Remedy: "Come back in the morning."},
	errcode.Info{Code: BakerySoldOut, Name: "SoldOut", HTTPStatus: 409, Message: "Sold out.",
		Kind: errcode.KindFailedPrecondition, Description: "There is no bread left."},
))

// A printer stands for the *testing.T of a test: it prints what is reported.
type printer struct{ testing.TB }

func (printer) Helper()                           {}
func (printer) Errorf(format string, args ...any) { fmt.Printf(format+"\n", args...) }

// In a test, t is its *testing.T. Put it into the package of the codes.
func ExampleCatalog() {
	t := printer{}
	errcodetest.Catalog(t, Bakery)
	// Output:
	// example_test.go:26:2: BakerySoldOut (1001) has no remedy: write Remedy: "…", what to do about it, in its row
}

// In a test, t is its *testing.T. The test wrote the file when BakerySoldOut had
// the status 410, which clients may rely on.
func ExampleLock() {
	t := printer{}
	errcodetest.Lock(t, Bakery, "testdata/bakery.lock")
	// Output:
	// testdata/bakery.lock:5: the HTTP status of bakery/1001 was 410 and is 409 now: change it back, and give the new meaning a new number. If this row was never released, write "bakery/1001 SoldOut FailedPrecondition 409" in this line
}

// In a test, t is its *testing.T. Here, nobody has run go generate yet.
func ExampleGenerated() {
	t := printer{}
	errcodetest.Generated(t, "codes_gen.go")
	// Output:
	// codes_gen.go does not exist: run go generate
}
