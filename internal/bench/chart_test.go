package main

import (
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const docs = "../../docs"

// The chart in the documentation shows the numbers of the page beside it.
func TestChartShowsThePage(t *testing.T) {
	dir := copyPage(t)
	require.NoError(t, draw(dir))
	drawn, err := os.ReadFile(filepath.Join(dir, chartFile))
	require.NoError(t, err)
	want, err := os.ReadFile(filepath.Join(docs, chartFile))
	require.NoError(t, err)
	assert.Equal(t, string(want), string(drawn), "draw it again: go run . -docs ../../docs -draw")
}

// copyPage copies the page to a folder of its own.
func copyPage(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	page, err := os.ReadFile(filepath.Join(docs, pageFile))
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(dir, pageFile), page, 0o644))
	return dir
}

// An svg is what the tests look at in a chart.
type svg struct {
	Title string `xml:"title"`
	Desc  string `xml:"desc"`
	Texts []struct {
		Class string  `xml:"class,attr"`
		X     float64 `xml:"x,attr"`
		Text  string  `xml:",chardata"`
	} `xml:"text"`
	Rects []struct {
		Class string  `xml:"class,attr"`
		X     float64 `xml:"x,attr"`
		Y     float64 `xml:"y,attr"`
		Width float64 `xml:"width,attr"`
	} `xml:"rect"`
	Lines []struct {
		Class string  `xml:"class,attr"`
		X     float64 `xml:"x1,attr"`
	} `xml:"line"`
}

func TestAnswerChart(t *testing.T) {
	file := filepath.Join(t.TempDir(), chartFile)
	require.NoError(t, answerChart([]bar{
		{name: "errcode", own: true, ns: 121, time: "121 ns", allocations: "1 alloc"},
		{name: "a < b", ns: 242, time: "242 ns", allocations: "4 allocs"},
		{name: "slow", ns: 1210, time: "1210 ns", allocations: "23 allocs"},
	}).Save(file))
	data, err := os.ReadFile(file)
	require.NoError(t, err)
	var got svg
	require.NoError(t, xml.Unmarshal(data, &got))
	assert.NotEmpty(t, got.Title)
	assert.Contains(t, got.Desc, " errcode: 121 ns, 1 alloc. a < b: 242 ns, 4 allocs. slow: 1210 ns, 23 allocs.")

	bars := got.Rects[1:] // after the ground
	require.Len(t, bars, 3)
	for i, ns := range []float64{121, 242, 1210} {
		assert.InDelta(t, barsWidth*ns/1210, bars[i].Width, 0.1)
		assert.InDelta(t, barsLeft, bars[i].X, 0, "bars begin at zero")
		assert.InDelta(t, barPitch*i, bars[i].Y-bars[0].Y, 0)
	}
	assert.Equal(t, []string{"own", "other", "other"}, []string{bars[0].Class, bars[1].Class, bars[2].Class})

	var texts []string
	for _, text := range got.Texts {
		texts = append(texts, text.Class+": "+text.Text)
	}
	joined := strings.Join(texts, "\n")
	assert.Contains(t, joined, "own: errcode\nown halo: 121 ns, 1 alloc\nother: a < b\nother halo: 242 ns, 4 allocs\nother: slow\nother halo: 1210 ns, 23 allocs")
	assert.Contains(t, joined, "faint: 0\n", "the axis begins at zero")
	assert.Contains(t, joined, " ns\nown: errcode", "the axis has its unit")
	assert.Equal(t, "axis", got.Lines[0].Class)
	assert.InDelta(t, barsLeft, got.Lines[0].X, 0)
}

func TestAnswerBars(t *testing.T) {
	j := respondConstant()
	table := func(cell func(i int) string) string {
		var rows strings.Builder
		for i, c := range j.all() {
			fmt.Fprintf(&rows, "| %s | %s | 64 | %d | 1.00 |  |\n", c.name, cell(i), i)
		}
		return "### Another\n\n| | ns/op |\n|---|--:|\n| connect | 1 | 1 | 1 |\n\n### " + j.what + "\n\n| | ns/op |\n|---|--:|\n" + rows.String() + "\n- A note\n"
	}
	bars, err := answerBars(table(func(i int) string { return fmt.Sprint(2000 - 10*i) }))
	require.NoError(t, err)
	require.Len(t, bars, len(j.all()), "a bar for each contestant")
	for i, b := range bars {
		last := len(bars) - 1 - i
		assert.InDelta(t, 2000-10*last, b.ns, 0, "the fastest comes first")
		assert.Equal(t, fmt.Sprintf("%d ns", 2000-10*last), b.time)
		assert.Equal(t, last == 1, b.own)
	}
	assert.Equal(t, "errcode", bars[len(bars)-2].name)
	assert.Equal(t, "1 alloc", bars[len(bars)-2].allocations)
	assert.Equal(t, "0 allocs", bars[len(bars)-1].allocations)

	_, err = answerBars("# Performance\n")
	require.ErrorContains(t, err, `has no row "Header().Set and a constant, by hand"`)
	for _, cell := range []string{"fast", "0", "NaN", "+Inf", "-1"} {
		_, err = answerBars(table(func(int) string { return cell }))
		require.ErrorContains(t, err, fmt.Sprintf("%q is no time", cell))
	}
}
