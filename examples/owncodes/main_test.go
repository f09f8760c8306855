package main

import (
	"bufio"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/examples/owncodes/lending"
	"github.com/seed85f21a9e/errcode/examples/owncodes/lendingdoc"
)

// send sends a request as it is written in an example of the documentation,
// with further header lines.
func send(t *testing.T, h http.Handler, request string, headers ...string) (*http.Response, string) {
	t.Helper()
	head, body, _ := strings.Cut(request, "\n\n")
	line, rest, _ := strings.Cut(head, "\n")
	text := line + " HTTP/1.1\r\nHost: tools.example.com\r\n"
	for _, header := range append(strings.Fields(strings.ReplaceAll(rest, ": ", ":")), headers...) {
		text += header + "\r\n"
	}
	r, err := http.ReadRequest(bufio.NewReader(strings.NewReader(text + "\r\n")))
	require.NoError(t, err)
	w := httptest.NewRecorder()
	r.Body = io.NopCloser(strings.NewReader(body))
	h.ServeHTTP(w, r)
	return w.Result(), w.Body.String()
}

// Each request of the documentation provokes its code, with the answer shown.
func TestExamples(t *testing.T) {
	for _, example := range lendingdoc.Set().Examples {
		resp, body := send(t, handler(), example.Request)
		got := fmt.Sprintf("HTTP/1.1 %s\nContent-Type: %s\n\n%s", resp.Status, resp.Header.Get("Content-Type"), body)
		assert.Equal(t, example.Response, got)
		assert.ErrorIs(t, lending.Catalog.DecodeBody(resp.StatusCode, []byte(body)), example.Code)
	}
}

func TestLanguages(t *testing.T) {
	const ladder = "POST /loans\nMember: 7\n\n{\"item\":\"ladder-1\",\"days\":7}"
	for accept, want := range map[string]string{
		"en":               "The item is on loan until 2100-01-31.",
		"ja":               "この機材は2100-01-31まで貸出中です。",
		"zh-TW,zh;q=0.8":   "此工具已借出至2100-01-31。",
		"zh-HK":            "此工具已借出至2100-01-31。",
		"fr":               "The item is on loan until 2100-01-31.",
		"fr;q=0.9,ja;q=.5": "この機材は2100-01-31まで貸出中です。",
	} {
		resp, body := send(t, handler(), ladder, "Accept-Language: "+accept)
		assert.Contains(t, body, want, accept)
		assert.Equal(t, "application/problem+json", resp.Header.Get("Content-Type"))
	}
}

// Errors that no handler has given a code are of the catalog too.
func TestErrorsWithoutCode(t *testing.T) {
	for request, want := range map[string]errcode.Code{
		"POST /loans\nMember: 7\n\n{":                lending.LendingInvalidBody,
		"POST /loans\nMember: 7\n\n{\"days\":\"x\"}": lending.LendingInvalidBody,
	} {
		resp, body := send(t, handler(), request)
		assert.ErrorIs(t, lending.Catalog.DecodeBody(resp.StatusCode, []byte(body)), want, body)
	}
	resp, body := send(t, handler(), "GET /nowhere")
	assert.Equal(t, http.StatusNotFound, resp.StatusCode)
	assert.Contains(t, body, "about:blank")
}

func TestLoan(t *testing.T) {
	library := handler()
	resp, body := send(t, library, "POST /loans\nMember: 7\n\n{\"item\":\"drill-1\",\"days\":7}")
	require.Equal(t, http.StatusCreated, resp.StatusCode, body)
	for _, step := range []struct {
		request string
		want    errcode.Code
	}{
		{"POST /loans\nMember: 7\n\n{\"item\":\"drill-1\",\"days\":7}", lending.LendingItemOnLoan},
		{"DELETE /loans/1\nMember: 8", lending.LendingNotYourLoan},
		{"DELETE /loans/9\nMember: 7", lending.LendingLoanNotFound},
		{"DELETE /loans/1\nMember: 7", nil},
		{"DELETE /loans/1\nMember: 7", lending.LendingAlreadyReturned},
	} {
		resp, body := send(t, library, step.request)
		if step.want == nil {
			assert.Equal(t, http.StatusNoContent, resp.StatusCode, body)
			continue
		}
		assert.ErrorIs(t, lending.Catalog.DecodeBody(resp.StatusCode, []byte(body)), step.want, body)
	}
}

// The service has the pages that its problem documents name.
func TestPages(t *testing.T) {
	resp, body := send(t, handler(), "GET /errors/lending/3001")
	assert.Equal(t, http.StatusOK, resp.StatusCode)
	assert.Contains(t, body, "LendingItemOnLoan")
	resp, body = send(t, handler(), "GET /errors/zh-hant/lending/3001")
	assert.Equal(t, http.StatusOK, resp.StatusCode)
	assert.Contains(t, body, "此工具已借出。")
}
