package errdoc_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"log"
	"net/http"
	"net/http/httptest"
	"os"

	"golang.org/x/text/language"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/errdoc"
)

type ShopCode = errcode.Number[shop]

const ShopSoldOut ShopCode = 1001

type shop struct{}

func (shop) Catalog() *errcode.Catalog { return Shop }

var Shop = errcode.Must(errcode.NewCatalog("shop", errcode.FormatLeanCloud, errcode.Info{
	Code: ShopSoldOut, Name: "SoldOut", HTTPStatus: 409, Kind: errcode.KindFailedPrecondition,
	Message: "Sold out.", Description: "The article is not in stock.", Remedy: "Order another article.",
}))

// This is the whole program of a command that explains your codes.
func ExampleSet_Main() {
	errdoc.Set{Title: "Shop errors", Catalogs: []*errcode.Catalog{Shop}}.Main()
}

// Your server shows the pages below /errors/, and gives data to programs. The
// TypeURL of a Responder can lead there.
func ExampleSet_Handler() {
	set := errdoc.Set{Title: "Shop errors", Catalogs: []*errcode.Catalog{Shop}}
	mux := http.NewServeMux()
	mux.Handle("/errors/", http.StripPrefix("/errors", set.Handler()))

	for _, accept := range []string{"text/html", "application/json"} {
		r := httptest.NewRequest("GET", "/errors/shop/1001", nil)
		r.Header.Set("Accept", accept)
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, r)
		fmt.Println(w.Code, w.Header().Get("Content-Type"))
	}
	// Output:
	// 200 text/html; charset=utf-8
	// 200 application/json; charset=utf-8
}

// Export writes the pages for a server of static files.
func ExampleSet_Export() {
	dir, err := os.MkdirTemp("", "errors")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)

	set := errdoc.Set{Title: "Shop errors", Catalogs: []*errcode.Catalog{Shop}, TypeURL: "https://docs.example.com/errors"}
	if err := set.Export(dir); err != nil {
		log.Fatal(err)
	}
	pages, _ := fs.Glob(os.DirFS(dir), "shop/*/*")
	fmt.Println(pages)
	// Output:
	// [shop/1001/index.html shop/1001/index.json]
}

// Refer to the components from the description of your API.
func ExampleSet_OpenAPI() {
	set := errdoc.Set{Title: "Shop errors", Catalogs: []*errcode.Catalog{Shop}}
	var document struct {
		OpenAPI    string
		Components struct{ Schemas, Responses map[string]any }
	}
	if err := json.Unmarshal(set.OpenAPI(language.English), &document); err != nil {
		log.Fatal(err)
	}
	fmt.Println(document.OpenAPI)
	for name := range document.Components.Responses {
		fmt.Println("$ref: '#/components/responses/" + name + "'")
	}
	// Output:
	// 3.1.0
	// $ref: '#/components/responses/Shop409'
}

// Programs in other languages can read the catalogs from this.
func ExampleSet_WriteJSON() {
	set := errdoc.Set{Title: "Shop errors", Catalogs: []*errcode.Catalog{Shop}}
	if err := set.WriteJSON(os.Stdout); err != nil {
		log.Fatal(err)
	}
	// Output:
	// {
	//   "title": "Shop errors",
	//   "codes": [
	//     {
	//       "id": "shop/1001",
	//       "catalog": "shop",
	//       "number": 1001,
	//       "name": "SoldOut",
	//       "constant": "ShopSoldOut",
	//       "status": 409,
	//       "statusSource": "documented",
	//       "kind": "FailedPrecondition",
	//       "retryable": false,
	//       "maybeDone": false,
	//       "operations": [],
	//       "message": "Sold out.",
	//       "text": {
	//         "message": "Sold out.",
	//         "description": "The article is not in stock.",
	//         "remedy": "Order another article."
	//       },
	//       "texts": {
	//         "en": {
	//           "message": "Sold out.",
	//           "description": "The article is not in stock.",
	//           "remedy": "Order another article."
	//         }
	//       },
	//       "translations": [],
	//       "body": {
	//         "code": 1001,
	//         "error": "Sold out."
	//       }
	//     }
	//   ]
	// }
}

// A go:generate line that runs such a program keeps the document up to date.
func ExampleSet_WriteMarkdown() {
	set := errdoc.Set{Command: "shop-errors", Catalogs: []*errcode.Catalog{Shop}}
	if err := set.WriteMarkdown(os.Stdout, language.English); err != nil {
		log.Fatal(err)
	}
	// Output:
	// # Shop error codes
	//
	// <!-- Made by the markdown command of shop-errors; do not edit. -->
	//
	// | Code | HTTP | Meaning |
	// |--:|---|---|
	// | [1001](#1001) | 409 | **SoldOut**<br>Sold out. |
	//
	// <a id="1001"></a>
	//
	// ## 1001 SoldOut
	//
	// **Sold out.** The article is not in stock.
	//
	// > **What to do:** Order another article.
	//
	// - Constant: `ShopSoldOut`
	// - HTTP status: 409 Conflict
	// - Kind: FailedPrecondition
}

// The page of a code shows how to provoke it.
func ExampleExample() {
	set := errdoc.Set{
		Title:    "Shop errors",
		Catalogs: []*errcode.Catalog{Shop},
		Examples: []errdoc.Example{{
			Code:    ShopSoldOut,
			Request: "POST /orders HTTP/1.1\nContent-Type: application/json\n\n{\"article\":7}\n",
			Note:    "Article 7 is not in stock.",
		}},
	}
	w := httptest.NewRecorder()
	r := httptest.NewRequest("GET", "/shop/1001", nil)
	r.Header.Set("Accept", "application/json")
	set.Handler().ServeHTTP(w, r)
	var page struct{ Examples []struct{ Response string } }
	if err := json.Unmarshal(w.Body.Bytes(), &page); err != nil {
		log.Fatal(err)
	}
	fmt.Println(page.Examples[0].Response) // made from the catalog
	// Output:
	// HTTP/1.1 409 Conflict
	// Content-Type: application/json
	//
	// {"code":1001,"error":"Sold out."}
}

// A recording has one line for each error that a service answered.
func ExampleRecord() {
	err := json.NewEncoder(os.Stdout).Encode(errdoc.Record{
		Method: "GET", Path: "/1.1/users/7", Status: 400,
		Catalog: "leancloud", Code: 211, Body: json.RawMessage(`{"code":211,"error":"Could not find user."}`),
	})
	if err != nil {
		log.Fatal(err)
	}
	// Output:
	// {"method":"GET","path":"/1.1/users/7","status":400,"catalog":"leancloud","code":211,"body":{"code":211,"error":"Could not find user."}}
}
