// Package picture gives all pictures of the documentation one look. It can be
// read on light pages and on dark ones, whatever the colors around it.
package picture

import (
	"fmt"
	"html"
	"image/color"
	"os"
	"strings"
)

// width is how wide a picture is shown where there is room: as wide as GitHub
// shows a README.
const width = 830

// Colors are those of lines and bars that have to be told apart. They stand out
// from both grounds. Neutral does so as well, and is for what matters less.
var (
	Colors = []color.RGBA{
		{0x2f, 0x81, 0xf7, 0xff}, // blue
		{0xe0, 0x6c, 0x1f, 0xff}, // orange
		{0x2d, 0xa4, 0x4e, 0xff}, // green
		{0xc0, 0x5a, 0xd0, 0xff}, // purple
		{0xb0, 0x88, 0x00, 0xff}, // olive
	}
	Neutral = color.RGBA{0x81, 0x8b, 0x98, 0xff} // gray
)

// Hex returns a color as CSS has it.
func Hex(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// Ticks returns whole numbers from 0 to high that mark a linear axis: at most so
// many, and 1, 2 or 5 times a power of ten apart.
func Ticks(high float64, most int) []int {
	step := 1
	for i := 0; float64(most*step) <= high; i++ {
		step = [...]int{2 * step, step / 2 * 5, 2 * step}[i%3]
	}
	var ticks []int
	for tick := 0; float64(tick) <= high; tick += step {
		ticks = append(ticks, tick)
	}
	return ticks
}

// The grounds, and the ink for text, axes and grids. Pictures have the ink by the
// name of currentColor; it is what text is filled with.
const (
	lightGround, lightInk = "#ffffff", "#1f2328"
	darkGround, darkInk   = "#0d1117", "#f0f6fc"
)

// Faint is the opacity of text that matters less, and Grid that of grid lines.
const (
	Faint = 0.75
	Grid  = 0.4
)

// rules are the style of every picture. A picture brings its own ground: it may
// be shown on a page whose color is not the one that the reader prefers. Text of
// the class halo has an outline of that color, so that lines behind it stop short.
const rules = `svg { color: ` + lightInk + `; fill: currentColor; font-family: 'Liberation Sans', Arial, Helvetica, sans-serif; }
.ground { fill: ` + lightGround + `; }
.halo { stroke: ` + lightGround + `; stroke-width: 6px; stroke-linejoin: round; paint-order: stroke; }
@media (prefers-color-scheme: dark) {
  svg { color: ` + darkInk + `; }
  .ground { fill: ` + darkGround + `; }
  .halo { stroke: ` + darkGround + `; }
}
`

// A Picture is an SVG drawing. Title and Description are for readers who do not
// see it.
type Picture struct {
	Width, Height int // in the units of the body
	Title         string
	Description   string
	Style         string // CSS rules besides those of every picture
	Body          string // SVG elements
}

// Save writes a picture to a file.
func (p *Picture) Save(file string) error {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img" aria-labelledby="title description">`+"\n",
		width, p.Height*width/p.Width, p.Width, p.Height)
	fmt.Fprintf(&b, "<title id=\"title\">%s</title>\n<desc id=\"description\">%s</desc>\n", html.EscapeString(p.Title), html.EscapeString(p.Description))
	fmt.Fprintf(&b, "<style>\n%s%s</style>\n", rules, p.Style)
	fmt.Fprintf(&b, `<rect class="ground" width="%d" height="%d" rx="6"/>`+"\n", p.Width, p.Height)
	fmt.Fprintf(&b, "%s</svg>\n", p.Body)
	return os.WriteFile(file, []byte(b.String()), 0o644)
}
