package main

import "github.com/seed85f21a9e/errcode"

// What one request may ask for. Each of these bounds what it can cost, in time and
// memory, whatever it says; config has those that can be set.
const (
	maxDepth      = 100    // of JSON: SQLite reads no deeper than 1,000, and never again what is
	maxValues     = 50_000 // in the JSON of a request
	maxItems      = 10_000 // of a list in an object
	maxFields     = 300    // of a class
	maxConditions = 20     // of a query
	maxWanted     = 1000   // values that the conditions of a query ask for
	maxSortKeys   = 5
	maxKeys       = 100 // fields that a query asks for by name
	maxLimit      = 1000
	maxBatch      = 100 // requests of a batch, and objects that are deleted together
)

// defaultLimit is the number of objects that a query without a limit returns.
const defaultLimit = 100

// tooMany is the answer to a query with more of something than n.
func tooMany(code errcode.Code, n int, what string) error {
	return errcode.New(code, errcode.WithMessagef("A query has at most %d %s.", n, what))
}

// tooLarge is the answer to a request whose answer would have more bytes than one
// may have.
func tooLarge() error {
	return errcode.New(errcode.LeanCloudThresholdExceeded,
		errcode.WithMessage("The answer would be too large. Ask for fewer objects at a time."))
}

// spend takes bytes from what an answer may still have. Once something did not fit,
// nothing does: a batch is not to try again with each of its requests.
func spend(budget *int, bytes int) error {
	if budget == nil {
		return nil
	}
	if *budget -= bytes; *budget < 0 {
		return tooLarge()
	}
	return nil
}
