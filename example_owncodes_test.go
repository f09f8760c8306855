package errcode_test

import (
	"errors"
	"fmt"

	"golang.org/x/text/language"

	"github.com/seed85f21a9e/errcode"
)

// ShopCode is the type of the app's codes.
type ShopCode = errcode.Number[shop]

const (
	ShopOutOfStock     ShopCode = 1001
	ShopCouponExpired  ShopCode = 1002
	ShopPaymentRefused ShopCode = 2001
)

type shop struct{}

func (shop) Catalog() *errcode.Catalog { return Shop }

var Shop = errcode.Must(errcode.NewCatalog("shop", errcode.FormatLeanCloud,
	errcode.Info{Code: ShopOutOfStock, Name: "OutOfStock", HTTPStatus: 409, Message: "Out of stock.",
		Kind: errcode.KindFailedPrecondition},
	errcode.Info{Code: ShopCouponExpired, Name: "CouponExpired", HTTPStatus: 410, Message: "The coupon has expired."},
	errcode.Info{Code: ShopPaymentRefused, Name: "PaymentRefused", HTTPStatus: 402, Message: "The bank refused the payment."},
))

// germanTexts are a package variable, so that a mistake in them stops the program
// at its start.
var germanTexts = errcode.Must(errcode.NewTexts(language.German,
	errcode.Text{Code: ShopOutOfStock, Message: "Ausverkauft."},
	errcode.Text{Code: ShopCouponExpired, Message: "Der Gutschein ist abgelaufen."},
))

// Your own codes, here ShopOutOfStock and two others, can do everything that the
// built-in ones can.
func ExampleNewCatalog() {
	fmt.Println(Shop.Name(), Shop.Len())
	code, ok := Shop.Lookup(1001)
	fmt.Println(code, code.HTTPStatus(), ok)

	err := fmt.Errorf("order 7: %w", ShopCouponExpired)
	fmt.Println(errors.Is(err, ShopCouponExpired), errors.Is(err, errcode.KindNotFound))
	fmt.Printf("%s\n", Shop.AppendBody(nil, err))
	// Output:
	// shop 3
	// shop 1001: Out of stock 409 true
	// true true
	// {"code":1002,"error":"The coupon has expired."}
}

// Constants of a Number type can stand in a switch.
func ExampleNumber() {
	err := fmt.Errorf("order 7: %w", ShopCouponExpired)
	if code, ok := errors.AsType[ShopCode](err); ok {
		switch code {
		case ShopOutOfStock:
			fmt.Println("Order something else.")
		case ShopCouponExpired:
			fmt.Println("Use another coupon.")
		}
		fmt.Printf("%d %#v\n", code, code)
	}
	fmt.Println(ShopCode(9)) // the catalog does not list it
	// Output:
	// Use another coupon.
	// 1002 ShopCouponExpired
	// shop 9: Unknown error
}

// Must makes catalogs and texts in the declarations of package variables.
func ExampleMust() {
	text, ok := germanTexts.Text(ShopOutOfStock)
	fmt.Println(text.Message, ok)
	// Output:
	// Ausverkauft. true
}

// Missing lists the codes that have no translation yet.
func ExampleTexts_Missing() {
	for _, code := range germanTexts.Missing(Shop) {
		fmt.Println(germanTexts.Tag(), code.Info().Name)
	}
	// Output:
	// de PaymentRefused
}
