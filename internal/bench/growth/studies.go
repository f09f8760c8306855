package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"time"

	"golang.org/x/text/language"

	"github.com/seed85f21a9e/errcode"
)

func studies() []*study {
	bare := errcode.LeanCloudUserNotFound
	custom := errcode.New(bare, errcode.WithMessage("No user is named ada-lovelace-1815."))
	localized := &errcode.Responder{Languages: []language.Tag{language.English, language.SimplifiedChinese}}
	return []*study{
		{
			file: "growth-lookup", title: "Look-up in a catalog of an app's own",
			quantity: "rows", unit: "ns", sizes: []int{50, 500, 5000},
			variants: []variant{
				{"status and message of a code", lookupCode},
				{"Catalog.Lookup of a number", lookupNumber},
				{"a map by hand", lookupMap},
			},
		},
		{
			file: "growth-goroutines", title: "Answers written by several goroutines on two cores",
			quantity: "goroutines", unit: "ns per answer", sizes: []int{1, 2, 8}, best: true,
			variants: []variant{
				{"by hand, a constant", inGoroutines(respondByHand)},
				{"WriteError, in the client's language", inGoroutines(func(w http.ResponseWriter, r *http.Request) { localized.WriteError(w, r, bare) })},
				{"WriteError, a run-time message", inGoroutines(func(w http.ResponseWriter, r *http.Request) { errcode.WriteError(w, r, custom) })},
				{"WriteError, a constant", inGoroutines(func(w http.ResponseWriter, r *http.Request) { errcode.WriteError(w, r, bare) })},
			},
		},
		{
			file: "growth-messages", title: "Messages of different lengths",
			quantity: "bytes", unit: "ns", sizes: []int{20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000},
			variants: []variant{
				{"json.Unmarshal", unmarshal},
				{"DecodeBody", decodeBody},
				{"json.Marshal", marshal},
				{"WriteError, Chinese", writeError("找不到该用户。")},
				{"WriteError, English", writeError("Could not find user. ")},
			},
		},
	}
}

// sink keeps results, so that the compiler does not leave out what makes them.
var sink struct {
	status int
	text   string
	code   errcode.Code
	err    error
	body   []byte
}

// The catalogs of an app with few, some and many codes.
type (
	few  struct{}
	some struct{}
	many struct{}
)

var (
	fewCodes  = newCatalog[few](50)
	someCodes = newCatalog[some](500)
	manyCodes = newCatalog[many](5000)
)

func (few) Catalog() *errcode.Catalog  { return fewCodes }
func (some) Catalog() *errcode.Catalog { return someCodes }
func (many) Catalog() *errcode.Catalog { return manyCodes }

// newCatalog makes a catalog whose numbers have gaps.
func newCatalog[S interface{ Catalog() *errcode.Catalog }](size int) *errcode.Catalog {
	rows := make([]errcode.Info, size)
	for i := range rows {
		rows[i] = errcode.Info{
			Code: errcode.Number[S](1000 + 7*i), Name: fmt.Sprintf("Condition%d", i),
			HTTPStatus: http.StatusConflict, Message: fmt.Sprintf("Condition %d does not hold.", i),
		}
	}
	return errcode.Must(errcode.NewCatalog(fmt.Sprintf("app-%d", size), errcode.FormatLeanCloud, rows...))
}

// someNumbers returns 1024 numbers of a catalog of that size, from all over
// it. They are drawn alike each time.
func someNumbers(size int) []int {
	random := rand.New(rand.NewPCG(1, 2))
	numbers := make([]int, 1024)
	for i := range numbers {
		numbers[i] = 1000 + 7*random.IntN(size)
	}
	return numbers
}

// lookupCode is written once for each type, as an app would: a generic function
// is slower.
func lookupCode(size int) func(n int) time.Duration {
	numbers := someNumbers(size)
	switch size {
	case fewCodes.Len():
		return timed(func(i int) {
			code := errcode.Number[few](numbers[i&1023])
			sink.status, sink.text = code.HTTPStatus(), code.Message()
		})
	case someCodes.Len():
		return timed(func(i int) {
			code := errcode.Number[some](numbers[i&1023])
			sink.status, sink.text = code.HTTPStatus(), code.Message()
		})
	case manyCodes.Len():
		return timed(func(i int) {
			code := errcode.Number[many](numbers[i&1023])
			sink.status, sink.text = code.HTTPStatus(), code.Message()
		})
	}
	panic("growth: no catalog of that size")
}

func lookupNumber(size int) func(n int) time.Duration {
	numbers := someNumbers(size)
	catalogs := map[int]*errcode.Catalog{50: fewCodes, 500: someCodes, 5000: manyCodes}
	catalog := catalogs[size]
	return timed(func(i int) { sink.code, _ = catalog.Lookup(numbers[i&1023]) })
}

func lookupMap(size int) func(n int) time.Duration {
	type entry struct {
		status  int
		message string
	}
	numbers := someNumbers(size)
	entries := make(map[int]*entry, size)
	for i := range size {
		entries[1000+7*i] = &entry{http.StatusConflict, fmt.Sprintf("Condition %d does not hold.", i)}
	}
	return timed(func(i int) {
		e := entries[numbers[i&1023]]
		sink.status, sink.text = e.status, e.message
	})
}

// timed does something n times.
func timed(do func(i int)) func(n int) time.Duration {
	return func(n int) time.Duration {
		start := time.Now()
		for i := range n {
			do(i)
		}
		return time.Since(start)
	}
}

// inGoroutines shares n answers among some goroutines, each with a response of
// its own.
func inGoroutines(respond func(w http.ResponseWriter, r *http.Request)) func(goroutines int) func(n int) time.Duration {
	return func(goroutines int) func(n int) time.Duration {
		return func(n int) time.Duration {
			var running sync.WaitGroup
			start := time.Now()
			for range goroutines {
				running.Go(func() {
					w, r := newDiscard(), newRequest()
					for range n / goroutines {
						clear(w.header)
						respond(w, r)
					}
				})
			}
			running.Wait()
			return time.Since(start)
		}
	}
}

var body = []byte(`{"code":211,"error":"Could not find user."}`)

func respondByHand(w http.ResponseWriter, _ *http.Request) {
	h := w.Header()
	h.Set("Content-Type", "application/json; charset=utf-8")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "no-store")
	h.Set("Vary", "Accept")
	w.WriteHeader(http.StatusBadRequest)
	_, _ = w.Write(body)
}

// text repeats a sentence until it has about that many bytes.
func text(sentence string, size int) string {
	return strings.Repeat(sentence, max(1, size/len(sentence)))
}

func writeError(sentence string) func(size int) func(n int) time.Duration {
	return func(size int) func(n int) time.Duration {
		w, r := newDiscard(), newRequest()
		err := errcode.New(errcode.LeanCloudUserNotFound, errcode.WithMessage(text(sentence, size)))
		return timed(func(int) {
			clear(w.header)
			errcode.WriteError(w, r, err)
		})
	}
}

func decodeBody(size int) func(n int) time.Duration {
	body := encoded(size)
	return timed(func(int) { sink.err = errcode.LeanCloud.DecodeBody(http.StatusBadRequest, body) })
}

type twoFields struct {
	Code  int    `json:"code"`
	Error string `json:"error"`
}

func marshal(size int) func(n int) time.Duration {
	v := &twoFields{211, text("Could not find user. ", size)}
	return timed(func(int) { sink.body, sink.err = json.Marshal(v) })
}

func unmarshal(size int) func(n int) time.Duration {
	body := encoded(size)
	return timed(func(int) {
		var v twoFields
		sink.err = json.Unmarshal(body, &v)
		sink.text = v.Error
	})
}

func encoded(size int) []byte {
	return errcode.LeanCloud.AppendBody(nil, errcode.New(errcode.LeanCloudUserNotFound, errcode.WithMessage(text("Could not find user. ", size))))
}

// discard is a response that costs nothing to write to.
type discard struct{ header http.Header }

func newDiscard() *discard { return &discard{make(http.Header)} }

func (d *discard) Header() http.Header         { return d.header }
func (d *discard) WriteHeader(int)             {}
func (d *discard) Write(b []byte) (int, error) { return len(b), nil }

func newRequest() *http.Request {
	r := httptest.NewRequest(http.MethodGet, "/1.1/users/42", nil)
	r.Header.Set("Accept", "*/*")
	r.Header.Set("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.8")
	return r
}
