// Package lendingdoc is the documentation of the tool library's error codes. It
// is a package of its own so that programs that only return codes do not have
// the pages in them.
package lendingdoc

import (
	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/errdoc"
	"github.com/seed85f21a9e/errcode/examples/owncodes/lending"
)

// TypeURL is where the pages are published. The types of problem documents begin
// with it, so that each of them is the address of its code's page.
const TypeURL = "https://tools.example.com/errors"

// Set is what the command and the service show.
func Set() errdoc.Set {
	return errdoc.Set{
		Title:    "Tool library error codes",
		Catalogs: []*errcode.Catalog{lending.Catalog},
		Texts:    lending.Texts,
		TypeURL:  TypeURL,
		Examples: []errdoc.Example{
			{Code: lending.LendingSignInRequired, Request: "POST /loans\n\n{\"item\":\"drill-1\",\"days\":7}"},
			{Code: lending.LendingFieldMissing, Request: "POST /loans\nMember: 7\n\n{\"days\":7}"},
			{Code: lending.LendingItemNotFound, Request: "GET /items/hammock"},
			{Code: lending.LendingItemWithdrawn, Request: "GET /items/saw-1"},
			{Code: lending.LendingItemOnLoan, Request: "POST /loans\nMember: 7\n\n{\"item\":\"ladder-1\",\"days\":7}"},
			{Code: lending.LendingTrainingRequired, Request: "POST /loans\nMember: 7\n\n{\"item\":\"chainsaw-1\",\"days\":7}"},
			{Code: lending.LendingMembershipExpired, Request: "POST /loans\nMember: 8\n\n{\"item\":\"drill-1\",\"days\":7}"},
			{Code: lending.LendingInvalidLoanPeriod, Request: "POST /loans\nMember: 7\n\n{\"item\":\"drill-1\",\"days\":90}"},
		},
	}
}
