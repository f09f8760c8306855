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
	r := allMeasured(func(job, contestant) float64 { return 1 })
	assert.Len(t, r.goals.rows, len(goals))
}

func TestGoalsAreCompared(t *testing.T) {
	j := job{
		name:   "attr",
		floors: []contestant{{name: "slog.Group of the same attributes, by hand"}},
		own:    []contestant{{name: "errcode, Attr"}},
	}
	// Something slowed down the other one in the first two rounds.
	own, floor := samples{{ns: 90}, {ns: 40}, {ns: 40}}, samples{{ns: 90}, {ns: 80}, {ns: 20}}
	table := goalTable([]job{j}, [][]samples{{floor, own}})
	assert.Equal(t, [][]string{{
		"attr: errcode, Attr / slog.Group of the same attributes, by hand", "≤ 1.5 ×", "1.00 ×", "2.00 ×", "0", "yes",
	}}, table.rows)
	assert.Equal(t, []string{"Missed in this run: none."}, table.notes)

	own[0].ns, own[1].ns = 180, 160
	table = goalTable([]job{j}, [][]samples{{floor, own}})
	assert.Equal(t, []string{"2.00 ×", "2.00 ×", "0", "no"}, table.rows[0][2:])
	assert.Equal(t, []string{"Missed in this run: attr (errcode, Attr)."}, table.notes)
}

func TestFastestDifference(t *testing.T) {
	// In the second round, what is subtracted was slow.
	s := samples{{ns: 10, minus: 100}, {ns: -70, minus: 180}, {ns: 12, minus: 101}}
	assert.InDelta(t, 10, s.fastest(), 0)
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
	assert.NotContains(t, markdown.String(), "Do it")
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
