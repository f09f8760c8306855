package browsertest

import (
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestSearchAsYouType(t *testing.T) {
	base := serveSite(t)
	tab := newTab(t, base, desktop)
	tab.Open("/")
	total := len(listed(t, base, ""))
	assert.Equal(t, fmt.Sprintf("%[1]d of %[1]d codes", total), tab.Count())
	assert.Len(t, tab.Shown(), total)

	tab.Do(chromedp.SendKeys(chromedp.CSS("#q"), "user not f"))
	assert.Equal(t, []string{"leancloud/211", "backend/206"}, tab.Shown()[:2], "the best come first")
	assert.NotContains(t, tab.Shown(), "leancloud/202")
	assert.Equal(t, fmt.Sprintf("%d of %d codes", len(tab.Shown()), total), tab.Count())
	assert.Equal(t, "status", eval[string](tab, `document.getElementById("count").getAttribute("role")`), "screen readers are told")
	assert.Equal(t, []string{"user", "not", "user"}, eval[[]string](tab, `[...CSS.highlights.get("match")].map(range => range.toString().toLowerCase())
		.filter(text => text !== "f").slice(0, 3)`), "matches are marked, across the breaks of a name")
	tab.Wait(`location.search === "?q=user+not+f"`)

	tab.Do(chromedp.KeyEvent("zzzqqq"))
	tab.Do(chromedp.KeyEvent("zzzqqq"))
	eval[chromedp.Void](tab, `{
		const q = document.getElementById("q");
		q.value = "zzzqqq";
		q.dispatchEvent(new Event("input", {bubbles: true}));
	}`)
	assert.Empty(t, tab.Shown())
	assert.True(t, eval[bool](tab, `document.getElementById("empty").checkVisibility()`), "it says that nothing is found")

	tab.Do(chromedp.Click(chromedp.CSS("#clear")))
	assert.Len(t, tab.Shown(), total)
	assert.Equal(t, "q", tab.Active())
	tab.Wait(`location.search === ""`)
}

// The script finds what the server finds, in the same order.
func TestScriptSearchesLikeTheServer(t *testing.T) {
	base := serveSite(t)
	tab := newTab(t, base, desktop)
	tab.Open("/")
	var searches []struct{ Name, Query string }
	content, err := os.ReadFile(filepath.Join("..", "testdata", "searches.json"))
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(content, &searches))
	require.NotEmpty(t, searches)
	for _, tc := range searches {
		eval[chromedp.Void](tab, fmt.Sprintf(`{
			const q = document.getElementById("q");
			q.value = %s;
			q.dispatchEvent(new Event("input", {bubbles: true}));
		}`, quoted(t, tc.Query)))
		assert.Equal(t, listed(t, base, "q="+url.QueryEscape(tc.Query)), tab.Shown(), tc.Name)
	}
	for _, query := range []string{
		"catalog=realtime", "kind=NotFound", "status=503", "operation=Login", "operation=Read",
		"catalog=backend&kind=NotFound&operation=Reset+password&q=user&status=400",
	} {
		tab.Open("/")
		values, err := url.ParseQuery(query)
		require.NoError(t, err)
		for name := range values {
			if name == "q" {
				tab.Do(chromedp.SendKeys(chromedp.CSS("#q"), values.Get(name)))
			} else {
				tab.Choose(name, values.Get(name))
			}
		}
		assert.Equal(t, listed(t, base, query), tab.Shown(), query)
	}
}

// Every name and every word that the index has is found by both alike.
func TestScriptSearchesLikeTheServerAtRandom(t *testing.T) {
	base := serveSite(t)
	tab := newTab(t, base, desktop)
	tab.Open("/")
	queries := eval[[]string](tab, `errdocIndex.codes.flatMap(([catalog, label, name], i) => [
		name.slice(0, 1 + i % name.length), name.slice(1), name.slice(1) + name[0], label.slice(0, -1) || label,
	]).concat(Object.keys(errdocIndex.terms).filter((_, i) => i % 40 === 0).map((term) => term + " user"))
		.filter((_, i) => i % 7 === 0)`)
	require.Greater(t, len(queries), 100)
	for _, query := range queries {
		found := eval[[]string](tab, "searchCodes("+quoted(t, query)+`).map(({i}) => index.catalogs[index.codes[i].catalog].name + "/" + index.codes[i].label)`)
		if found == nil {
			found = []string{}
		}
		assert.Equal(t, listed(t, base, "q="+url.QueryEscape(query)), found, query)
	}
}

func quoted(t *testing.T, s string) string {
	t.Helper()
	text, err := json.Marshal(s)
	require.NoError(t, err)
	return string(text)
}

func TestFilteredAddress(t *testing.T) {
	base := serveSite(t)
	tab := newTab(t, base, desktop)
	tab.Open("/?catalog=backend&kind=NotFound")
	want := listed(t, base, "catalog=backend&kind=NotFound")
	assert.Equal(t, want, tab.Shown())
	assert.Equal(t, "backend", eval[string](tab, `document.querySelector("[name=catalog]:checked").value`))
	assert.True(t, eval[bool](tab, `document.querySelector("details").open`), "one sees the choice that was made")

	tab.Do(chromedp.Click(chromedp.CSS(`a[href="backend/600"]`)))
	tab.Wait(`location.pathname === "/backend/600"`)
	eval[chromedp.Void](tab, "history.back()")
	tab.Wait(`location.search === "?catalog=backend&kind=NotFound"`)
	assert.Equal(t, want, tab.Shown(), "the way back leads to the same list")
}

// The way back from a choice and from a search leads to the list as it was.
func TestBack(t *testing.T) {
	base := serveSite(t)
	tab := newTab(t, base, desktop)
	tab.Open("/backend/1")
	tab.Open("/")
	tab.Choose("catalog", "realtime")
	tab.Wait(`location.search === "?catalog=realtime"`)
	tab.Do(chromedp.SendKeys(chromedp.CSS("#q"), "sess"))
	tab.Wait(`new URLSearchParams(location.search).get("q") === "sess"`)
	tab.Do(chromedp.KeyEvent("ion"))
	tab.Wait(`new URLSearchParams(location.search).get("q") === "session"`)
	eval[chromedp.Void](tab, "history.back()")
	tab.Wait(`location.search === "?catalog=realtime"`)
	assert.Equal(t, listed(t, base, "catalog=realtime"), tab.Shown())
	eval[chromedp.Void](tab, "history.back()")
	tab.Wait(`location.pathname === "/" && location.search === ""`)
	assert.Equal(t, listed(t, base, ""), tab.Shown())
}
