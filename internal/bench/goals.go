package main

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// A goal is how fast this library has to be at a job: at most limit times as
// slow as what it is measured against, with at most so many allocations.
type goal struct {
	job, own, against string
	limit             float64
	ns                float64 // a limit in nanoseconds, where against is empty
	allocs            float64
}

const (
	ownDecode   = "errcode, DecodeBody"
	floorDecode = "encoding/json, a struct of its members"
)

var goals = []goal{
	{job: "lookup", own: "errcode, LeanCloudCode(n)", against: "array index by hand", limit: 1.5},
	{job: "wrap", own: "errcode, a constant: Wrap(code, err)", against: "struct by hand", limit: 1.5, allocs: 1},
	{job: "wrap", own: "errcode, a looked-up code", against: "struct by hand", limit: 1.5, allocs: 1},
	{job: "match", own: "errcode, errors.Is(err, code)", against: "errors.Is, a sentinel", limit: 1.5},
	{job: "miss", own: "errcode, errors.Is(err, code)", against: "errors.Is, a sentinel", limit: 1.5},
	{job: "find", own: "errcode, CodeOf(err)", against: "errors.AsType, a struct by hand", limit: 1},
	{job: "respond", own: "errcode, a constant", against: "Header().Set and a constant, by hand", limit: 0.7, allocs: 1},
	{job: "respond-runtime", own: "errcode, WithMessage", against: "Header().Set and append to a reused buffer, by hand", limit: 1, allocs: 1},
	{job: "append", own: "errcode, AppendBody", against: "encoding/json, Marshal", limit: 0.25},
	{job: "append-40", own: "errcode, AppendBody", against: "encoding/json, Marshal", limit: 0.25},
	{job: "append-400", own: "errcode, AppendBody", against: "encoding/json, Marshal", limit: 0.25},
	{job: "decode", own: "errcode, DecodeBody", against: "encoding/json, two fields", limit: 0.25, allocs: 1},
	{job: "decode-escaped", own: ownDecode, against: floorDecode, limit: 0.5, allocs: 3},
	{job: "decode-unicode", own: ownDecode, against: floorDecode, limit: 0.5, allocs: 3},
	{job: "decode-pretty", own: ownDecode, against: floorDecode, limit: 0.5, allocs: 3},
	{job: "decode-float", own: ownDecode, against: floorDecode, limit: 0.5, allocs: 3},
	{job: "decode-message", own: ownDecode, against: floorDecode, limit: 0.5, allocs: 3},
	{job: "decode-third", own: ownDecode, against: floorDecode, limit: 0.6, allocs: 8},
	{job: "decode-problem", own: ownDecode, against: floorDecode, limit: 0.5, allocs: 8},
	{job: "check", own: "errcode, CheckResponse", against: "io.ReadAll, json.Unmarshal and a new body", limit: 0.6, allocs: 5},
	{job: "answer", own: "errcode, Answer", against: "errcode, WriteError to a fresh header map", limit: 1.5, allocs: -1},
	{job: "attr", own: "errcode, Attr", against: "slog.Group of the same attributes, by hand", limit: 1.5, allocs: -1},
	{job: "grpc", own: "errcodegrpc, Status", against: "status.New and WithDetails, by hand", limit: 1.3, allocs: -1},
	{job: "connect", own: "errcodeconnect, Error", against: "connect.NewError and AddDetail, by hand", limit: 1.3, allocs: -1},
	{job: "language", own: "errcode, the choice", ns: 50},
	{job: "language-new", own: "errcode, the choice", against: "x/text MatchStrings", limit: 1, allocs: -1},
}

// goalTable compares what was measured of some jobs with their goals, and says
// which it missed.
func goalTable(jobs []job, all [][]samples) table {
	t := table{title: "Goals", head: []string{"", "goal", "measured", "at its fastest", "allocs/op", "reached"}}
	var missed []string
	for _, g := range goals {
		if !slices.ContainsFunc(jobs, func(j job) bool { return j.name == g.job }) {
			continue // not one of those that were run
		}
		own := find(jobs, all, g.job, g.own)
		name, measured, fastest, limit, unit := g.job+": "+g.own, own.ns(), own.fastest(), g.ns, " ns"
		if g.against != "" {
			against := find(jobs, all, g.job, g.against)
			name += " / " + g.against
			measured, fastest, limit, unit = own.ratio(against), fastest/against.fastest(), g.limit, " ×"
		}
		reached := "yes"
		if math.Round(100*measured)/100 > limit || g.allocs >= 0 && own.allocs() > g.allocs+0.01 {
			reached = "no"
			missed = append(missed, g.job+" ("+g.own+")")
		}
		t.rows = append(t.rows, []string{
			name, fmt.Sprintf("≤ %g%s", limit, unit),
			fmt.Sprintf("%.2f%s", measured, unit), fmt.Sprintf("%.2f%s", fastest, unit),
			fmt.Sprintf("%.0f", own.allocs()), reached,
		})
	}
	t.notes = []string{"Missed in this run: none."}
	if len(missed) > 0 {
		t.notes[0] = "Missed in this run: " + strings.Join(missed, "; ") + "."
	}
	return t
}

// find returns the samples of a contestant. A name that is not there is a
// mistake in the list of goals.
func find(jobs []job, all [][]samples, name, contestant string) samples {
	for i := range jobs {
		for k, c := range jobs[i].all() {
			if jobs[i].name == name && c.name == contestant {
				return all[i][k]
			}
		}
	}
	panic(fmt.Sprintf("goals: no contestant %q in job %q", contestant, name))
}
