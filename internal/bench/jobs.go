package main

import (
	"testing"

	"github.com/seed85f21a9e/errcode"
)

// A job is something that several libraries can do.
type job struct {
	name    string
	what    string
	floors  []contestant // hand-written code that does the job and nothing else; the first is the measure
	own     []contestant // this library
	peers   []contestant // libraries that do the whole job
	partial []contestant // libraries that do a part of it; they are not ranked
	absent  []absence    // libraries that do not do it
}

// A contestant does a job in the loop of a benchmark, and keeps what it has done
// last for its check. Where it can only do more than the job, minus does the
// rest, and the difference counts.
type contestant struct {
	name  string
	check func() error
	run   func(b *testing.B)
	minus func(b *testing.B)
}

// An absence says why a library has no part in a job.
type absence struct{ peer, reason string }

// jobs returns all jobs, in the order of the tables.
func jobs() []job {
	jobs := []job{
		lookup(),
		build(),
		wrap(),
		match(true),
		match(false),
		codeOf(),
		respondConstant(),
		respondRunTime(),
		appendBody("append", "the text known when the program was built", message, errcode.LeanCloudUserNotFound),
		appendText(40),
		appendText(400),
		decode(),
	}
	jobs = append(jobs, decodeShapes()...)
	return append(jobs, check(), answer(), attr(), overGRPC(), overConnect(), lookUpPage(), languageSeen(), languageNew())
}

// all returns the contestants of a job in the order of its table.
func (j *job) all() []contestant {
	var all []contestant
	for _, group := range [][]contestant{j.floors, j.own, j.peers, j.partial} {
		all = append(all, group...)
	}
	return all
}
