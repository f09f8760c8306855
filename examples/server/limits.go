package main

// The number of objects that a query returns at most, and without a limit.
const (
	maxLimit     = 1000
	defaultLimit = 100
)

// maxBatch is the number of requests that a batch has at most.
const maxBatch = 100
