package main

import "github.com/seed85f21a9e/errcode"

// Limits on a single request. They bound its cost in time and memory, whatever
// it contains. More limits can be set in config.
const (
	maxDepth      = 100    // nesting of JSON; SQLite cannot read a row beyond 1,000
	maxValues     = 50_000 // in the JSON of a request
	maxItems      = 10_000 // of a list in an object
	maxFields     = 300    // of a class
	maxConditions = 20     // of a query
	maxWanted     = 1000   // values in the conditions of a query
	maxSortKeys   = 5
	maxKeys       = 100 // selected fields of a query
	maxLimit      = 1000
	maxBatch      = 100 // requests in a batch, and objects in one deletion
)

// defaultLimit is the number of objects that a query without a limit returns.
const defaultLimit = 100

// tooMany is the error for a query with more than n of something.
func tooMany(code errcode.Code, n int, what string) error {
	return errcode.New(code, errcode.WithMessagef("A query has at most %d %s.", n, what))
}

// tooLarge is the error for an answer that would be too large.
func tooLarge() error {
	return errcode.New(errcode.LeanCloudThresholdExceeded,
		errcode.WithMessage("The answer would be too large. Ask for fewer objects at a time."))
}

// spend takes bytes from the budget of an answer. Once something did not fit,
// nothing else does: the other requests of the batch are not tried.
func spend(budget *int, bytes int) error {
	if budget == nil {
		return nil
	}
	if *budget -= bytes; *budget < 0 {
		return tooLarge()
	}
	return nil
}
