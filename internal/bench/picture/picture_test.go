package picture

import (
	"encoding/xml"
	"errors"
	"image/color"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Text has a contrast of at least 4.5 to 1, and everything else of 3 to 1, as
// the Web Content Accessibility Guidelines ask for.
func TestContrast(t *testing.T) {
	for ground, ink := range map[string]string{lightGround: lightInk, darkGround: darkInk} {
		assert.GreaterOrEqual(t, contrast(t, ink, ground, 1), 4.5, "%s on %s", ink, ground)
		assert.GreaterOrEqual(t, contrast(t, ink, ground, Faint), 4.5, "faint %s on %s", ink, ground)
		for _, c := range append([]color.RGBA{Neutral}, Colors...) {
			assert.GreaterOrEqual(t, contrast(t, Hex(c), ground, 1), 3.0, "%s on %s", Hex(c), ground)
		}
	}
	assert.InDelta(t, 21, contrast(t, "#000000", "#ffffff", 1), 0.01)
	assert.InDelta(t, 1, contrast(t, "#000000", "#ffffff", 0), 0.01)
}

// contrast returns the contrast of a color, at some opacity, to what is behind.
func contrast(t *testing.T, color, behind string, opacity float64) float64 {
	t.Helper()
	a, b := channels(t, color), channels(t, behind)
	for i := range a {
		a[i] = opacity*a[i] + (1-opacity)*b[i]
	}
	high, low := max(luminance(a), luminance(b)), min(luminance(a), luminance(b))
	return (high + 0.05) / (low + 0.05)
}

func channels(t *testing.T, color string) (rgb [3]float64) {
	t.Helper()
	n, err := strconv.ParseUint(strings.TrimPrefix(color, "#"), 16, 24)
	require.NoError(t, err)
	for i := range rgb {
		rgb[i] = float64(n>>(16-8*i)&0xff) / 255
	}
	return rgb
}

func luminance(rgb [3]float64) float64 {
	for i, c := range rgb {
		if c <= 0.04045 {
			rgb[i] = c / 12.92
		} else {
			rgb[i] = math.Pow((c+0.055)/1.055, 2.4)
		}
	}
	return 0.2126*rgb[0] + 0.7152*rgb[1] + 0.0722*rgb[2]
}

func TestTicks(t *testing.T) {
	for high, want := range map[float64][]int{
		0:      {0},
		0.5:    {0},
		6.9:    {0, 1, 2, 3, 4, 5, 6},
		7:      {0, 2, 4, 6},
		26:     {0, 5, 10, 15, 20, 25},
		65:     {0, 10, 20, 30, 40, 50, 60},
		1311:   {0, 200, 400, 600, 800, 1000, 1200},
		1400:   {0, 500, 1000},
		123456: {0, 20000, 40000, 60000, 80000, 100000, 120000},
	} {
		assert.Equal(t, want, Ticks(high, 7), "%v", high)
	}
	assert.Equal(t, []int{0, 500, 1000}, Ticks(1311, 4))
}

func TestSave(t *testing.T) {
	file := filepath.Join(t.TempDir(), "p.svg")
	p := Picture{Width: 415, Height: 100, Title: "a < b", Description: "b & c", Style: ".x { fill: red; }\n", Body: "<path class=\"x\" d=\"M0,0\"/>\n"}
	require.NoError(t, p.Save(file))
	data, err := os.ReadFile(file)
	require.NoError(t, err)
	svg := string(data)
	assert.Contains(t, svg, `width="830" height="200" viewBox="0 0 415 100"`)
	assert.Contains(t, svg, "<title id=\"title\">a &lt; b</title>\n<desc id=\"description\">b &amp; c</desc>\n")
	assert.Contains(t, svg, "prefers-color-scheme: dark")
	assert.Contains(t, svg, ".x { fill: red; }\n</style>")
	assert.Less(t, strings.Index(svg, `class="ground"`), strings.Index(svg, `class="x"`), "the ground covers the rest")
	for d := xml.NewDecoder(strings.NewReader(svg)); ; {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err)
	}
}
