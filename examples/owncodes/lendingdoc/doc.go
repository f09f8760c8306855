// Package lendingdoc is the documentation of the tool library's error codes. It
// is a separate package, so that programs that only return codes are not linked
// with the pages.
package lendingdoc

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/errdoc"
	"github.com/seed85f21a9e/errcode/examples/owncodes/lending"
)

// TypeURL is where the pages are published. The types of problem documents
// begin with it, so that each of them is the address of its code's page.
const TypeURL = "https://tools.example.com/errors"

// Set is what the command and the service show.
func Set() errdoc.Set {
	return errdoc.Set{
		Title:    "Tool library error codes",
		Catalogs: []*errcode.Catalog{lending.Catalog},
		Texts:    lending.Texts,
		TypeURL:  TypeURL,
		Examples: []errdoc.Example{
			example("GET /items/hammock", lending.LendingItemNotFound),
			example("GET /items/saw-1", lending.LendingItemWithdrawn),
			example(`POST /loans`+"\n\n"+`{"item":"drill-1","days":7}`, lending.LendingSignInRequired),
			example(loan(7, `{"days":7}`), errcode.New(lending.LendingFieldMissing, errcode.WithArgs("item"))),
			example(loan(7, `{"item":"drill-1","days":90}`), errcode.New(lending.LendingInvalidLoanPeriod, errcode.WithArgs(1, 28))),
			example(loan(7, `{"item":"chainsaw-1","days":7}`), lending.LendingTrainingRequired),
			example(loan(7, `{"item":"ladder-1","days":7}`), errcode.New(lending.LendingItemOnLoan, errcode.WithArgs("2100-01-31"))),
			example(loan(8, `{"item":"drill-1","days":7}`), errcode.New(lending.LendingMembershipExpired, errcode.WithArgs("2026-01-01"))),
		},
	}
}

// loan is the request of a member to borrow something.
func loan(member int, body string) string {
	return fmt.Sprintf("POST /loans\nMember: %d\n\n%s", member, body)
}

// example is a request and how the service answers it. The tests of the service
// send each of them.
func example(request string, err error) errdoc.Example {
	method, rest, _ := strings.Cut(request, " ")
	path, _, _ := strings.Cut(rest, "\n")
	r, _ := http.NewRequest(method, path, nil)
	responder := errcode.Responder{Catalog: lending.Catalog, TypeURL: TypeURL}
	answer := responder.Answer(r, err)
	return errdoc.Example{
		Code:    answer.Code,
		Request: request,
		Response: fmt.Sprintf("HTTP/1.1 %d %s\nContent-Type: %s\n\n%s", answer.Status, http.StatusText(answer.Status),
			answer.Header.Get("Content-Type"), answer.Body),
	}
}
