package lending_test

import (
	"testing"

	"github.com/seed85f21a9e/errcode/errcodetest"
	"github.com/seed85f21a9e/errcode/examples/owncodes/lending"
)

// Nothing is missing from a code, in any language.
func TestCodes(t *testing.T) { errcodetest.Catalog(t, lending.Catalog, lending.Texts...) }

// What clients know has not changed.
func TestLock(t *testing.T) { errcodetest.Lock(t, lending.Catalog, "codes.lock") }

// The source is what the table says.
func TestGenerated(t *testing.T) { errcodetest.Generated(t, "codes_gen.go") }
