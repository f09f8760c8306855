package main

import (
	"cmp"
	"fmt"
	"html"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/seed85f21a9e/errcode/internal/bench/picture"
)

// A bar shows how long a contestant takes. Its label repeats the numbers of the
// table that it comes from.
type bar struct {
	name        string
	own         bool
	ns          float64
	time        string
	allocations string
}

// answerBars reads from the page what answering with a code costs each
// contestant, and returns the fastest first. So the chart always shows the run
// that is on the page.
func answerBars(page string) ([]bar, error) {
	j := respondConstant()
	rows := cells(page, j.what)
	names := map[string]string{j.own[0].name: "errcode", j.floors[0].name: "constant body, by hand"}
	var bars []bar
	for _, c := range slices.Concat(j.floors, j.own, j.peers) {
		at := slices.IndexFunc(rows, func(row []string) bool { return len(row) > 3 && row[0] == c.name })
		if at < 0 {
			return nil, fmt.Errorf("the table %q has no row %q", j.what, c.name)
		}
		time, allocations := rows[at][1], rows[at][3]
		ns, err := strconv.ParseFloat(time, 64)
		if err != nil || !(ns > 0) || math.IsInf(ns, 0) {
			return nil, fmt.Errorf("the table %q, row %q: %q is no time", j.what, c.name, time)
		}
		unit := " allocs"
		if allocations == "1" {
			unit = " alloc"
		}
		bars = append(bars, bar{
			name: cmp.Or(names[c.name], c.name), own: c.name == j.own[0].name,
			ns: ns, time: time + " ns", allocations: allocations + unit,
		})
	}
	slices.SortStableFunc(bars, func(a, b bar) int { return cmp.Compare(a.ns, b.ns) })
	return bars, nil
}

// The layout has room for the larger text of narrow screens.
const (
	chartWidth = 830
	barsLeft   = 266
	barsTop    = 92
	barsWidth  = 340 // the longest
	barHeight  = 24
	barPitch   = 36
	labelGap   = 9
)

// chartStyle keeps the text readable when a phone shows the chart at less than
// half its width.
var chartStyle = fmt.Sprintf(`text { font-size: 17px; }
.title { font-size: 21px; font-weight: bold; }
.faint { font-size: 16px; fill-opacity: %g; }
.own { font-weight: bold; }
rect.own { fill: %s; }
rect.other { fill: %s; }
.grid { stroke: currentColor; stroke-opacity: %g; }
.axis { stroke: currentColor; }
@media (max-width: 600px) {
  text { font-size: 24px; }
  .title { font-size: 30px; }
  .faint { font-size: 23px; }
}
`, picture.Faint, picture.Hex(picture.Colors[0]), picture.Hex(picture.Neutral), picture.Grid)

// answerChart draws the bars.
func answerChart(bars []bar) *picture.Picture {
	longest := slices.MaxFunc(bars, func(a, b bar) int { return cmp.Compare(a.ns, b.ns) }).ns
	length := func(ns float64) float64 { return barsWidth * ns / longest }
	bottom := barsTop + barPitch*len(bars)
	p := &picture.Picture{Width: chartWidth, Height: bottom + 40, Title: "Answering a request with an error code", Style: chartStyle}
	var b, values strings.Builder
	fmt.Fprintf(&b, `<text class="title" x="20" y="38">%s</text>`+"\n", html.EscapeString(p.Title))
	fmt.Fprintf(&b, `<text class="faint" x="20" y="70">Time and allocations per answer; shorter is faster</text>`+"\n")
	for _, tick := range picture.Ticks(longest, 4) {
		class, label, x := "grid", strconv.Itoa(tick)+" ns", barsLeft+length(float64(tick))
		if tick == 0 {
			class, label = "axis", "0"
		}
		fmt.Fprintf(&b, `<line class="%s" x1="%.1f" x2="%.1f" y1="%d" y2="%d"/>`+"\n", class, x, x, barsTop, bottom)
		fmt.Fprintf(&b, `<text class="faint" text-anchor="middle" x="%.1f" y="%d">%s</text>`+"\n", x, bottom+24, label)
	}
	for i, row := range bars {
		class, y := "other", barsTop+barPitch*i+(barPitch-barHeight)/2
		if row.own {
			class = "own"
		}
		value := row.time + ", " + row.allocations
		fmt.Fprintf(&b, `<text class="%s" text-anchor="end" x="%d" y="%d" dy="0.35em">%s</text>`+"\n", class, barsLeft-labelGap, y+barHeight/2, html.EscapeString(row.name))
		fmt.Fprintf(&b, `<rect class="%s" x="%d" y="%d" width="%.1f" height="%d"/>`+"\n", class, barsLeft, y, length(row.ns), barHeight)
		fmt.Fprintf(&b, `<text class="%s halo" x="%.1f" y="%d" dy="0.35em">%s</text>`+"\n", class, barsLeft+length(row.ns)+labelGap, y+barHeight/2, value)
		fmt.Fprintf(&values, " %s: %s.", row.name, value)
	}
	p.Description = "Bars, the fastest first." + values.String()
	p.Body = b.String()
	return p
}
