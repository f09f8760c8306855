package main

import (
	"bytes"
	"fmt"
	"image/color"
	"math"
	"os"
	"path/filepath"
	"strconv"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"
)

// All colors are of a middle lightness, and the ground is left out, so that the
// plots can be read on a white page and on a dark one.
var (
	gray   = color.RGBA{0x76, 0x76, 0x76, 0xff}
	faint  = color.NRGBA{0x80, 0x80, 0x80, 0x90}
	colors = []color.Color{
		color.RGBA{0x2f, 0x81, 0xf7, 0xff}, // blue
		color.RGBA{0xe0, 0x6c, 0x1f, 0xff}, // orange
		color.RGBA{0x2d, 0xa4, 0x4e, 0xff}, // green
		color.RGBA{0xc0, 0x5a, 0xd0, 0xff}, // purple
		color.RGBA{0xb0, 0x88, 0x00, 0xff}, // olive
	}
)

// draw writes the plot of the data in a directory beside them.
func (s *study) draw(dir string) error {
	points, err := s.readData(dir)
	if err != nil {
		return err
	}
	p := plot.New()
	p.BackgroundColor = nil
	p.Title.Text = s.title
	p.X.Label.Text = s.quantity + " (logarithmic scale)"
	p.Y.Label.Text = s.unit
	for style, size := range map[*draw.TextStyle]vg.Length{
		&p.Title.TextStyle: 15, &p.X.Label.TextStyle: 14, &p.Y.Label.TextStyle: 14,
		&p.X.Tick.Label: 12, &p.Y.Tick.Label: 12, &p.Legend.TextStyle: 13,
	} {
		style.Color, style.Font.Variant, style.Font.Size = gray, "Sans", size
	}
	for _, axis := range []*plot.Axis{&p.X, &p.Y} {
		axis.Color, axis.Tick.Color = gray, gray
	}
	p.X.Scale = plot.LogScale{}
	p.X.Tick.Marker = sizeTicks(s.sizes)
	p.Y.Tick.Marker = whole(plot.DefaultTicks{})
	if s.wide(points) {
		p.Y.Scale = plot.LogScale{}
		p.Y.Label.Text += " (logarithmic scale)"
		p.Y.Tick.Marker = whole(plot.LogTicks{Prec: -1})
	}
	p.Legend.Top, p.Legend.Left, p.Legend.Padding = true, true, vg.Points(3)
	grid := plotter.NewGrid()
	grid.Vertical.Color, grid.Horizontal.Color = faint, faint
	p.Add(grid)
	for i, v := range s.variants {
		var line plotter.XYs
		for _, point := range points {
			if point.variant == v.name {
				line = append(line, plotter.XY{X: float64(point.size), Y: point.value})
			}
		}
		lines, dots, err := plotter.NewLinePoints(line)
		if err != nil {
			return err
		}
		lines.Color, lines.Width = colors[i], vg.Points(2)
		dots.Color, dots.Shape, dots.Radius = colors[i], draw.CircleGlyph{}, vg.Points(3)
		p.Add(lines, dots)
		p.Legend.Add(v.name, lines, dots)
	}
	return s.save(p, points, dir)
}

// wide reports whether the values differ so much that they need a logarithmic
// axis. A linear one begins at zero.
func (s *study) wide(points []point) bool {
	low, high := math.Inf(1), 0.0
	for _, p := range points {
		low, high = min(low, p.value), max(high, p.value)
	}
	return high > 20*low
}

func (s *study) save(p *plot.Plot, points []point, dir string) error {
	if !s.wide(points) {
		// Room above the lines for the legend.
		p.Y.Min, p.Y.Max = 0, p.Y.Max*(1+0.12*float64(len(s.variants)))
	}
	canvas := vgsvg.New(720, 420)
	// Room at the edges, which titles and the last labels reach into.
	p.Draw(draw.Crop(draw.New(canvas), 6, -24, 6, -6))
	var svg bytes.Buffer
	if _, err := canvas.WriteTo(&svg); err != nil {
		return err
	}
	// Not every reader has the fonts that the plot was laid out with.
	text := bytes.ReplaceAll(svg.Bytes(), []byte("font-family:Liberation Sans"), []byte("font-family:'Liberation Sans',Arial,Helvetica,sans-serif"))
	return os.WriteFile(filepath.Join(dir, s.file+".svg"), text, 0o644)
}

// sizeTicks marks the sizes that were measured.
type sizeTicks []int

// Ticks implements plot.Ticker.
func (sizes sizeTicks) Ticks(float64, float64) []plot.Tick {
	ticks := make([]plot.Tick, len(sizes))
	for i, size := range sizes {
		ticks[i] = plot.Tick{Value: float64(size), Label: label(size)}
	}
	return ticks
}

// whole labels ticks with whole numbers.
func whole(ticks plot.Ticker) plot.Ticker {
	return plot.TickerFunc(func(low, high float64) []plot.Tick {
		marks := ticks.Ticks(low, high)
		for i := range marks {
			if marks[i].Label != "" {
				marks[i].Label = label(int(marks[i].Value))
			}
		}
		return marks
	})
}

// label prints a number with a comma before its thousands.
func label(n int) string {
	if n >= 1000 {
		return fmt.Sprintf("%d,%03d", n/1000, n%1000)
	}
	return strconv.Itoa(n)
}
