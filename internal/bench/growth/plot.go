package main

import (
	"bytes"
	"fmt"
	"image/color"
	"math"
	"path/filepath"
	"strconv"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"

	"github.com/seed85f21a9e/errcode/internal/bench/picture"
)

// faint is the color of the grid. Here, black stands for the reader's ink.
var faint = color.NRGBA{A: 0xff * picture.Grid}

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
		&p.Title.TextStyle: 17, &p.X.Label.TextStyle: 15, &p.Y.Label.TextStyle: 15,
		&p.X.Tick.Label: 15, &p.Y.Tick.Label: 15, &p.Legend.TextStyle: 15,
	} {
		style.Font.Variant, style.Font.Size = "Sans", size
	}
	p.X.Scale = plot.LogScale{}
	p.X.Tick.Marker = plot.ConstantTicks(thinned(ticks(s.sizes)))
	p.Y.Tick.Marker = plot.TickerFunc(func(_, high float64) []plot.Tick { return ticks(picture.Ticks(high, 7)) })
	if s.wide(points) {
		p.Y.Scale = plot.LogScale{}
		p.Y.Label.Text += " (logarithmic scale)"
		p.Y.Tick.Marker = plot.TickerFunc(powersOfTen)
	}
	p.Legend.Top, p.Legend.Left, p.Legend.Padding = true, true, vg.Points(3)
	grid := plotter.NewGrid()
	for _, style := range []*draw.LineStyle{&grid.Vertical, &grid.Horizontal} {
		style.Color, style.Width = faint, vg.Points(0.6)
	}
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
		lines.Color, lines.Width = picture.Colors[i], vg.Points(2)
		dots.Color, dots.Shape, dots.Radius = picture.Colors[i], draw.CircleGlyph{}, vg.Points(3)
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
	const width, height = 520, 360 // so small that the text is still read on a phone
	canvas := vgsvg.New(width, height)
	// Room at the edges, which titles and the last labels reach into.
	p.Draw(draw.Crop(draw.New(canvas), 6, -24, 6, -6))
	var svg bytes.Buffer
	if _, err := canvas.WriteTo(&svg); err != nil {
		return err
	}
	// What is inside of the element svg, with the ink and the font of all pictures.
	_, body, _ := strings.Cut(svg.String(), "<svg")
	_, body, _ = strings.Cut(body, ">\n")
	body, _, _ = strings.Cut(body, "</svg>")
	body = strings.NewReplacer("#000000", "currentColor", "font-family:Liberation Sans;", "", "<text ", `<text class="halo" `).Replace(body)
	names := make([]string, len(s.variants))
	for i, v := range s.variants {
		names[i] = v.name
	}
	drawing := picture.Picture{
		Width: width, Height: height, Title: s.title, Body: body,
		Description: fmt.Sprintf("%s by %s: %s.", s.unit, s.quantity, strings.Join(names, "; ")),
	}
	return drawing.Save(filepath.Join(dir, s.file+".svg"))
}

// ticks marks and labels numbers.
func ticks(numbers []int) []plot.Tick {
	ticks := make([]plot.Tick, len(numbers))
	for i, n := range numbers {
		ticks[i] = plot.Tick{Value: float64(n), Label: label(n)}
	}
	return ticks
}

// thinned takes the label from every second tick if there are so many that they
// would touch.
func thinned(ticks []plot.Tick) []plot.Tick {
	if len(ticks) > 7 {
		for i := 1; i < len(ticks); i += 2 {
			ticks[i].Label = ""
		}
	}
	return ticks
}

// powersOfTen labels the powers of ten of a logarithmic axis.
func powersOfTen(low, high float64) []plot.Tick {
	marks := plot.LogTicks{Prec: -1}.Ticks(low, high)
	for i := range marks {
		if marks[i].Label != "" {
			marks[i].Label = label(int(marks[i].Value))
		}
	}
	return marks
}

// label prints a number with a comma before its thousands.
func label(n int) string {
	if n >= 1000 {
		return fmt.Sprintf("%d,%03d", n/1000, n%1000)
	}
	return strconv.Itoa(n)
}
