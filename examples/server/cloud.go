package main

import (
	"context"
	"fmt"
	"net/http"

	"github.com/seed85f21a9e/errcode"
)

// A cloudFunction gets the ID of the calling user, which is empty if nobody is
// logged in, and the client's parameters.
type cloudFunction func(ctx context.Context, user string, params object) (any, error)

// cloudFunctions are the functions of this app. Put yours here.
var cloudFunctions = map[string]cloudFunction{
	"hello": func(_ context.Context, _ string, params object) (any, error) {
		if name, ok := params["name"].(string); ok {
			return fmt.Sprintf("Hello, %s!", name), nil
		}
		return "Hello world!", nil
	},
	"order": func(context.Context, string, object) (any, error) {
		return nil, outOfStock
	},
}

// An appCode is an error code of this app. Clients of LeanCloud get it from
// cloud functions just like the vendor's codes.
type appCode = errcode.Number[appCodes]

type appCodes struct{}

func (appCodes) Catalog() *errcode.Catalog { return appCatalog }

// outOfStock (10001): the article is sold out.
const outOfStock appCode = 10001

var appCatalog = errcode.Must(errcode.NewCatalog("app", errcode.FormatLeanCloud,
	errcode.Info{Code: outOfStock, Name: "OutOfStock", HTTPStatus: http.StatusConflict, Message: "Nothing is left of this article."},
))
