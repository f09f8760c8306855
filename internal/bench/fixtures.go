package main

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/seed85f21a9e/errcode"
)

// The error that every contestant answers, in the words of one vendor. The
// run-time message is one that no catalog lists.
const (
	number      = 211
	status      = 400
	message     = "Could not find user."
	runTimeText = "No user is named ada-lovelace-1815."
)

var errCause = errors.New("connection refused")

// got is what a contestant has done. The benchmarks write to it, so that the
// compiler drops nothing, and the checks read it.
var got struct {
	number int
	status int
	text   string
	err    error
	code   errcode.Code
	hit    bool
	body   []byte
}

// wantRow checks what a look-up of the first of numbers found.
func wantRow() error {
	first := errcode.LeanCloudCode(numbers[0])
	return want(got.status == first.HTTPStatus() && got.text == first.Message(), "row %d is %d %q", numbers[0], got.status, got.text)
}

// want returns an error if what a contestant has done is not right.
func want(ok bool, format string, args ...any) error {
	if ok {
		return nil
	}
	return fmt.Errorf(format, args...)
}

// numbers are those of 64 LeanCloud codes. A look-up cycles through them, so
// that the processor cannot learn a single one.
var numbers = func() []int {
	numbers := make([]int, 0, 64)
	for code := range errcode.LeanCloud.All() {
		if !isVariant(code) && len(numbers) < cap(numbers) {
			numbers = append(numbers, code.Number())
		}
	}
	return numbers
}()

// isVariant reports whether a code is a further row of its number.
func isVariant(code errcode.Code) bool { return strings.Contains(code.Info().ID(), ".") }

// plainError is the error that one would write by hand.
type plainError struct {
	code    int
	message string
	cause   error
}

func (e *plainError) Error() string { return e.message }
func (e *plainError) Unwrap() error { return e.cause }

func wrapThrice(err error) error {
	for i := range 3 {
		err = fmt.Errorf("layer %d: %w", i, err)
	}
	return err
}

// discard is a response that costs next to nothing to write to. It remembers
// what was written last, for the check.
type discard struct {
	header http.Header
	status int
	body   []byte
}

func newDiscard() *discard { return &discard{header: make(http.Header)} }

func (d *discard) Header() http.Header         { return d.header }
func (d *discard) WriteHeader(status int)      { d.status = status }
func (d *discard) Write(b []byte) (int, error) { d.body = b; return len(b), nil }

// wantAnswer checks an answer: an error status, JSON, and the text in the body.
func (d *discard) wantAnswer(status int, text string) func() error {
	return func() error {
		isJSON := strings.Contains(d.header.Get("Content-Type"), "json")
		return want(d.status == status && isJSON && strings.Contains(string(d.body), text),
			"answered %d %v %s", d.status, d.header, d.body)
	}
}

// newRequest returns a request as the vendor's clients send it.
func newRequest() *http.Request {
	r := httptest.NewRequest(http.MethodGet, "/1.1/users/42", nil)
	r.Header.Set("Accept", "*/*")
	return r
}
