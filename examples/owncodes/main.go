// Owncodes is a small HTTP service with its own error codes, those of package
// lending: a tool library, whose members borrow drills and ladders. From the
// root of the repository,
//
//	go run ./examples/owncodes
//	curl localhost:8091/items/hammock
//	curl -H 'Accept-Language: ja' -H 'Member: 7' -d '{"item":"ladder-1","days":7}' localhost:8091/loans
//
// A page for each of its codes is at http://127.0.0.1:8091/errors/. To have the
// same for your own codes, copy
//
//	lending/       the codes: a table, what is generated from it, the lock file,
//	               and the tests, three calls of package errcodetest
//	lendingdoc/    what the pages and the command show, with examples
//	lendingcodes/  the command
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"strconv"
	"sync"
	"time"

	"golang.org/x/text/language"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/examples/owncodes/lending"
	"github.com/seed85f21a9e/errcode/examples/owncodes/lendingdoc"
)

func main() {
	server := &http.Server{
		Addr:         "127.0.0.1:8091",
		Handler:      handler(),
		ReadTimeout:  5 * time.Second,
		WriteTimeout: 10 * time.Second,
	}
	log.Printf("serving on http://%s/", server.Addr)
	log.Fatal(server.ListenAndServe())
}

// handler returns the service. The Responder answers every error as a problem
// document: those that handlers return, those without a code, unknown routes,
// panics. All but the ones for unknown routes, which have no code, are in the
// client's language.
func handler() http.Handler {
	responder := &errcode.Responder{
		Catalog:   lending.Catalog,
		Languages: []language.Tag{language.English, language.Japanese, language.TraditionalChinese},
		Texts:     lending.Texts,
		TypeURL:   lendingdoc.TypeURL,
	}
	s := newService()
	mux := http.NewServeMux()
	mux.Handle("GET /items/{id}", responder.Handler(s.item))
	mux.Handle("POST /loans", responder.Handler(s.borrow))
	mux.Handle("DELETE /loans/{id}", responder.Handler(s.giveBack))
	// Published at TypeURL, these are the pages that the problem documents
	// name.
	mux.Handle("GET /errors/", http.StripPrefix("/errors", lendingdoc.Set().Handler()))
	return responder.Recover(responder.Mux(mux))
}

// A service keeps a few items and loans in memory.
type service struct {
	mu      sync.Mutex
	items   map[string]*item
	members map[string]member
	loans   map[string]*loan
}

type item struct {
	Name      string    `json:"name"`
	Until     time.Time `json:"until,omitzero"` // while it is on loan
	withdrawn bool
	dangerous bool
}

type member struct {
	ends time.Time // of the membership
}

type loan struct {
	ID     string    `json:"id"`
	Item   string    `json:"item"`
	Until  time.Time `json:"until"`
	member string
	ended  bool
}

// The rules of the library.
const (
	minDays, maxDays = 1, 28
	maxLoans         = 3
)

func newService() *service {
	day := func(year int, month time.Month, day int) time.Time {
		return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	}
	return &service{
		items: map[string]*item{
			"drill-1":    {Name: "Cordless drill"},
			"ladder-1":   {Name: "Ladder", Until: day(2100, 1, 31)},
			"saw-1":      {Name: "Jigsaw", withdrawn: true},
			"chainsaw-1": {Name: "Chainsaw", dangerous: true},
		},
		members: map[string]member{"7": {ends: day(2100, 1, 1)}, "8": {ends: day(2026, 1, 1)}},
		loans:   make(map[string]*loan),
	}
}

func (s *service) item(w http.ResponseWriter, r *http.Request) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	it, err := s.find(r.PathValue("id"))
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusOK, it)
}

// find returns an item. A bare code is an error.
func (s *service) find(id string) (*item, error) {
	it := s.items[id]
	switch {
	case it == nil:
		return nil, lending.LendingItemNotFound
	case it.withdrawn:
		return nil, lending.LendingItemWithdrawn
	}
	return it, nil
}

func (s *service) borrow(w http.ResponseWriter, r *http.Request) error {
	var wanted struct {
		Item string `json:"item"`
		Days int    `json:"days"`
	}
	// The Responder finds the code for a body that is no JSON, or too large:
	// the first one of the kind.
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 4096)).Decode(&wanted); err != nil {
		return err
	}
	switch {
	case wanted.Item == "":
		return errcode.New(lending.LendingFieldMissing, errcode.WithArgs("item"))
	case wanted.Days < minDays || wanted.Days > maxDays:
		return errcode.New(lending.LendingInvalidLoanPeriod, errcode.WithArgs(minDays, maxDays))
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	who, err := s.signedIn(r)
	if err != nil {
		return err
	}
	it, err := s.find(wanted.Item)
	if err != nil {
		return err
	}
	if err := s.mayBorrow(who, it); err != nil {
		// The cause and what wraps a code are for the log; clients see the
		// code.
		return fmt.Errorf("member %s, item %s: %w", who, wanted.Item, err)
	}
	it.Until = time.Now().AddDate(0, 0, wanted.Days)
	l := &loan{ID: strconv.Itoa(len(s.loans) + 1), Item: wanted.Item, Until: it.Until, member: who}
	s.loans[l.ID] = l
	return writeJSON(w, http.StatusCreated, l)
}

// signedIn returns the member who sends a request. A real service would look at
// a session.
func (s *service) signedIn(r *http.Request) (string, error) {
	who := r.Header.Get("Member")
	if _, ok := s.members[who]; !ok {
		return "", lending.LendingSignInRequired
	}
	return who, nil
}

func (s *service) mayBorrow(who string, it *item) error {
	on := 0
	for _, l := range s.loans {
		if l.member == who && !l.ended {
			on++
		}
	}
	ends := s.members[who].ends
	switch {
	case ends.Before(time.Now()):
		return errcode.New(lending.LendingMembershipExpired, errcode.WithArgs(ends.Format(time.DateOnly)))
	case it.dangerous:
		return lending.LendingTrainingRequired
	case on >= maxLoans:
		return errcode.New(lending.LendingLoanLimitReached, errcode.WithArgs(maxLoans))
	case !it.Until.IsZero():
		return errcode.New(lending.LendingItemOnLoan, errcode.WithArgs(it.Until.Format(time.DateOnly)))
	}
	return nil
}

func (s *service) giveBack(w http.ResponseWriter, r *http.Request) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	who, err := s.signedIn(r)
	if err != nil {
		return err
	}
	l := s.loans[r.PathValue("id")]
	switch {
	case l == nil:
		return lending.LendingLoanNotFound
	case l.member != who:
		return lending.LendingNotYourLoan
	case l.ended:
		return lending.LendingAlreadyReturned
	}
	l.ended, s.items[l.Item].Until = true, time.Time{}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

func writeJSON(w http.ResponseWriter, status int, v any) error {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	return json.NewEncoder(w).Encode(v)
}
