package main

import (
	"net/http"
	"testing"

	distribution "github.com/distribution/distribution/v3/registry/api/errcode"
	"google.golang.org/grpc/codes"

	"github.com/seed85f21a9e/errcode"
)

// lookup is the job of finding what a number means. Numbers come from a list of
// 64 in turn.
func lookup() job {
	type entry struct {
		status  int
		message string
	}
	table := make([]entry, 2104)
	for code := range errcode.LeanCloud.All() {
		if isVariant(code) {
			continue
		}
		table[code.Number()] = entry{code.HTTPStatus(), code.Message()}
	}
	var descriptors [64]distribution.ErrorCode
	for i := range descriptors {
		all := distribution.GetErrorAllDescriptors()
		descriptors[i] = all[i%len(all)].Code
	}
	return job{
		name: "lookup",
		what: "Number to status and message",
		floors: []contestant{{name: "array index by hand", check: wantRow, run: func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				e := table[numbers[i&63]]
				got.status, got.text = e.status, e.message
			}
		}}},
		own: []contestant{
			{name: "errcode, LeanCloudCode(n)", check: wantRow, run: func(b *testing.B) {
				for i := 0; b.Loop(); i++ {
					code := errcode.LeanCloudCode(numbers[i&63])
					got.status, got.text = code.HTTPStatus(), code.Message()
				}
			}},
			{name: "errcode, Catalog.Lookup", check: wantRow, run: func(b *testing.B) {
				for i := 0; b.Loop(); i++ {
					code, _ := errcode.LeanCloud.Lookup(numbers[i&63])
					got.status, got.text = code.HTTPStatus(), code.Message()
				}
			}},
		},
		peers: []contestant{
			{name: "net/http StatusText", check: func() error {
				return want(got.text == "Bad Request", "status 400 is %q", got.text)
			}, run: func(b *testing.B) {
				for i := 0; b.Loop(); i++ {
					got.status = 400 + i&15
					got.text = http.StatusText(got.status)
				}
			}},
			{name: "distribution errcode", check: func() error {
				d := descriptors[0].Descriptor()
				return want(got.status == d.HTTPStatusCode && got.text == d.Message, "got %d %q", got.status, got.text)
			}, run: func(b *testing.B) {
				for i := 0; b.Loop(); i++ {
					d := descriptors[i&63].Descriptor()
					got.status, got.text = d.HTTPStatusCode, d.Message
				}
			}},
		},
		partial: []contestant{
			{name: "grpc codes (text only)", check: func() error {
				return want(got.text == codes.Code(0).String(), "code 0 is %q", got.text)
			}, run: func(b *testing.B) {
				for i := 0; b.Loop(); i++ {
					got.text = codes.Code(i & 15).String()
				}
			}},
		},
		absent: []absence{
			{"connect", "its table of statuses is not public"},
			{"twirp", "its codes are words, not numbers"},
			{"kratos, go-openapi/errors, huma", "the status is all there is; each error brings its own text"},
			{"cockroachdb/errors, oops", "no table of codes"},
			{"k8s apimachinery", "its reasons are words; status and text are made with each error"},
			{"go-i18n", "texts, but no statuses"},
		},
	}
}
