package main

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestContestantsDoTheirJobs(t *testing.T) {
	require.NoError(t, verify(jobs()))
}

func TestWrongResultsAreSeen(t *testing.T) {
	wrong := contestant{name: "wrong", check: func() error { return errors.New("built nothing") }, run: func(*testing.B) {}}
	err := verify([]job{{name: "build", peers: []contestant{wrong}}})
	assert.EqualError(t, err, "build: wrong: built nothing")
}

func TestGoalsNameContestants(t *testing.T) {
	all := jobs()
	measured := make([][]samples, len(all))
	for i := range all {
		measured[i] = make([]samples, len(all[i].all()))
		for k := range measured[i] {
			measured[i][k] = samples{{ns: 1}}
		}
	}
	assert.Len(t, goalTable(all, measured).rows, len(goals))
}

func TestRatioIsWithinRounds(t *testing.T) {
	// The machine is ten times as slow in the second round.
	own := samples{{ns: 2}, {ns: 20}, {ns: 2}}
	floor := samples{{ns: 1}, {ns: 10}, {ns: 1}}
	assert.Equal(t, 2.0, own.ratio(floor))
	assert.Equal(t, 2.0, own.ns())
	assert.Equal(t, 1.5, median([]float64{2, 1}))
}

func TestJobTable(t *testing.T) {
	j := job{
		what:    "Do it",
		floors:  []contestant{{name: "by hand"}},
		own:     []contestant{{name: "errcode"}},
		peers:   []contestant{{name: "slow"}, {name: "fast"}},
		partial: []contestant{{name: "half"}},
		absent:  []absence{{"none", "it cannot"}},
	}
	table := j.table([]samples{{{ns: 10}}, {{ns: 15, bytes: 48, allocs: 1}}, {{ns: 100}}, {{ns: 30}}, {{ns: 1}}})
	var text, markdown strings.Builder
	table.writeText(&text)
	table.writeMarkdown(&markdown)
	assert.Equal(t, `Do it

           ns/op  B/op  allocs/op  × floor  × best peer
  by hand   10.0     0          0     1.00         0.33
  errcode   15.0    48          1     1.50         0.50
  slow       100     0          0    10.00         3.33
  fast      30.0     0          0     3.00         1.00
  half      1.00     0          0                      
  Not ranked: none (it cannot).

`, text.String())
	assert.Contains(t, markdown.String(), "| errcode | 15.0 | 48 | 1 | 1.50 | 0.50 |\n")
	assert.Contains(t, markdown.String(), "| half | 1.00 | 0 | 0 |  |  |\n")
}

func TestStartupIsAddedUp(t *testing.T) {
	s, err := parseStartup(strings.NewReader(`init internal/bytealg @0.008 ms, 0 ms clock, 0 bytes, 0 allocs
init net/http @1.2 ms, 0.5 ms clock, 2824 bytes, 21 allocs
init github.com/seed85f21a9e/errcode @1.3 ms, 0.25 ms clock, 16 bytes, 1 allocs
init github.com/seed85f21a9e/errcode/internal/jsontext @1.4 ms, 0.25 ms clock, 16 bytes, 1 allocs
init github.com/seed85f21a9e/errcodes @1.5 ms, 0 ms clock, 0 bytes, 0 allocs
`))
	require.NoError(t, err)
	assert.Equal(t, startup{packages: 5, own: 2, clock: 1, bytes: 2856, allocs: 23}, s)
	_, err = parseStartup(strings.NewReader("panic: no\n"))
	assert.ErrorContains(t, err, `cannot read "panic: no"`)
}
