package errdoc

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// searches are queries with the first of their answers; testdata has them for the
// test of the script too.
func searches(t *testing.T) []searchCase {
	t.Helper()
	var cases []searchCase
	require.NoError(t, json.Unmarshal(readTestdata(t, "searches.json"), &cases))
	return cases
}

type searchCase struct {
	Name  string `json:"name"`
	Query string `json:"query"`
	First string `json:"first"` // the IDs that come first; empty: nothing is found
	Near  bool   `json:"near"`  // whether the results only come near
}

func TestSearch(t *testing.T) {
	for _, tc := range searches(t) {
		t.Run(tc.Name, func(t *testing.T) {
			results := finderOf().search(tc.Query)
			ids := mapped(results, func(r result) string { return r.ID })
			if tc.First == "" {
				assert.Empty(t, ids)
				return
			}
			want := strings.Fields(tc.First)
			require.GreaterOrEqual(t, len(ids), len(want), "%s", ids)
			assert.Equal(t, want, ids[:len(want)])
			assert.Equal(t, tc.Near, results[0].rank == rankNear, "near")
		})
	}
}

// Of nearly equal names the whole one comes first.
func TestSearchRanks(t *testing.T) {
	ids := mapped(finderOf().search("user not found"), func(r result) string { return r.ID })
	assert.Equal(t, []string{"leancloud/211", "backend/206"}, ids[:2])
	assert.Contains(t, ids, "leancloud/205")
	assert.Contains(t, mapped(finderOf().search("rate limit"), func(r result) string { return r.ID }), "leancloud/429")
}

// Every code is found by its number, its name and its body, in the first place that
// is its to take.
func TestSearchFindsEveryCode(t *testing.T) {
	f := finderOf()
	for _, e := range f.entries {
		for _, query := range []string{e.ID, e.Name, e.Constant, e.Body()} {
			results := f.search(query)
			found := false
			for _, r := range results {
				found = found || r.entry == e && r.rank == rankExact
			}
			assert.True(t, found, "%s by %s", e.ID, query)
		}
	}
}

// However long or odd a query is, the search ends soon and does not fail.
func TestSearchIsBounded(t *testing.T) {
	f := finderOf()
	done := make(chan bool)
	go func() {
		defer close(done)
		for _, unit := range []string{"{", "[", "a ", "1 ", `{"a":`, `{\"`, "\\", "字", "\x00\xff", "leancloud/", "-", "._"} {
			f.search(strings.Repeat(unit, 20_000))
		}
	}()
	select {
	case <-done:
	case <-time.After(2 * time.Minute):
		t.Fatal("a search does not end")
	}
}

func TestTypos(t *testing.T) {
	for _, tc := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"a", "", 1}, {"user", "user", 0}, {"usr", "user", 1}, {"uesr", "user", 1}, {"使用", "用户", 2}, {"4033", "4303", 1},
		{strings.Repeat("x", 100), "x", maxTypos},
	} {
		assert.Equal(t, tc.want, typos(tc.a, tc.b), "%s %s", tc.a, tc.b)
	}
}
