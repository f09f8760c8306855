package negotiate

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

const (
	usual = "application/json"
	other = "application/problem+json"
)

type prefersTest struct {
	name  string
	lines []string
	want  bool
}

func (tt prefersTest) run(t *testing.T) {
	t.Parallel()
	assert.Equal(t, tt.want, Prefers(tt.lines, usual, other))
	assert.Equal(t, tt.want, slowPrefers(tt.lines, usual, other), "the reference of the fuzz target")
}

func TestPrefers(t *testing.T) {
	t.Parallel()
	tests := []prefersTest{
		{"no header", nil, false},
		{"no lines", []string{}, false},
		{"empty", []string{""}, false},
		{"anything", []string{"*/*"}, false},
		{"anything of the type", []string{"application/*"}, false},
		{"usual", []string{"application/json"}, false},
		{"other", []string{"application/problem+json"}, true},
		{"capitals", []string{"APPLICATION/Problem+JSON"}, true},
		{"spaces and tabs", []string{" \tapplication/problem+json\t ;\tq = 1 , application/json ; q=0.9"}, true},

		{"other and anything", []string{"application/problem+json, */*"}, true},
		{"anything and other", []string{"*/*, application/problem+json"}, true},
		{"other and the type", []string{"application/*, application/problem+json"}, true},
		{"usual and the type", []string{"application/*, application/json"}, false},
		{"both", []string{"application/json, application/problem+json"}, false},
		{"both, the other way round", []string{"application/problem+json, application/json"}, false},
		{"axios", []string{"application/json, text/plain, */*"}, false},
		{"a browser", []string{"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}, false},

		{"other has the higher q", []string{"application/problem+json;q=0.5, application/json;q=0.4"}, true},
		{"usual has the higher q", []string{"application/problem+json;q=0.4, application/json;q=0.5"}, false},
		{"thousandths", []string{"application/problem+json;q=0.123, application/json;q=0.122"}, true},
		{"capital Q", []string{"application/problem+json;Q=1.000, application/json;Q=0.999"}, true},
		{"other is named, but with a lower q than a wildcard", []string{"application/problem+json;q=0.5, */*"}, false},
		{"the wildcard of the type counts before that of all", []string{"*/*, application/*;q=0.1, application/problem+json;q=0.2"}, true},
		{"usual is excluded", []string{"application/json;q=0, */*"}, true},
		{"usual is excluded, the type is not", []string{"application/json;q=0, application/*;q=0.1"}, true},
		{"usual is excluded and nothing else is wanted", []string{"application/json;q=0"}, false},
		{"other is excluded", []string{"application/problem+json;q=0"}, false},
		{"other is excluded, anything is not", []string{"application/problem+json;q=0.000, */*"}, false},
		{"both are excluded", []string{"application/json;q=0, application/problem+json;q=0"}, false},
		{"everything is excluded", []string{"*/*;q=0"}, false},
		{"the first of two ranges of a type counts", []string{"application/json;q=0.3, application/json;q=0.9, application/problem+json;q=0.5"}, true},

		{"neither", []string{"text/html"}, false},
		{"neither, and other excluded", []string{"application/problem+json;q=0, text/html"}, false},
		{"longer than other", []string{"application/problem+jsonx"}, false},
		{"longer than other, in front", []string{"xapplication/problem+json"}, false},
		{"another type with the name", []string{"text/problem+json"}, false},
		{"a wildcard of another type", []string{"text/*, application/problem+json;q=0.1"}, true},
		{"a wildcard of part of a name", []string{"appl*/*;q=0.1, application*, app/*, /*, *, **, */, application/problem+*"}, false},
		{"a letter that folds to s beyond ASCII", []string{"application/problem+jſon"}, false},
		{"a letter that folds to k beyond ASCII", []string{"application/problem+json;K=0;q=0.1, application/json;q=0.2"}, false},

		{"parameters before q", []string{"application/problem+json;version=2;q=0.2, application/json;q=0.3"}, false},
		{"parameters after q", []string{"application/json;q=0.2;ext=1, application/problem+json;q=0.3"}, true},
		{"charset", []string{"application/problem+json; charset=utf-8"}, true},
		{"the first q counts", []string{"application/problem+json;q=0.1;q=1, application/json;q=0.5"}, false},
		{"a parameter that ends in q", []string{"application/problem+json;xq=0.1, application/json;q=0.5"}, true},

		{"comma in a string", []string{`application/problem+json;x=",";q=0.1, application/json;q=0.2`}, false},
		{"semicolon and q in a string", []string{`application/problem+json;x=";q=0", application/json;q=0.5`}, true},
		{"all of it in a string", []string{`application/problem+json;x=";q,"`}, true},
		{"a media type in a string", []string{`text/html;x=", application/problem+json, "`}, false},
		{"a quote in a string", []string{`text/html;x="\", application/problem+json, "`}, false},
		{"a backslash at the end of a string", []string{`text/html;x="\\", application/problem+json, "`}, true},
		{"a backslash outside of a string", []string{`text/html;x=\", application/problem+json`}, false},
		{"a string without an end", []string{`text/html;x=", application/problem+json`}, false},
		{"a string without an end, after", []string{`application/problem+json;x="`}, true},
		{"a string ends with its line", []string{`text/html;x="`, `application/problem+json`}, true},
		{"a backslash at the end of the line", []string{`text/html;x="\`, `application/problem+json`}, true},
		{"q is a string", []string{`application/problem+json;q="1"`}, false},

		{"on the second line", []string{"text/html", "application/problem+json"}, true},
		{"on two lines", []string{"application/problem+json;q=0.2", "application/json;q=0.3"}, false},
		{"an empty line", []string{"", "application/problem+json"}, true},
		{"usual on one of two lines", []string{"application/json", "application/problem+json"}, false},

		{"q above 1", []string{"application/problem+json;q=2"}, false},
		{"q below 0", []string{"application/problem+json;q=-1"}, false},
		{"q is no number", []string{"application/problem+json;q=NaN"}, false},
		{"q is infinite", []string{"application/problem+json;q=inf"}, false},
		{"q is a word", []string{"application/problem+json;q=abc"}, false},
		{"q is empty", []string{"application/problem+json;q="}, false},
		{"q without a value", []string{"application/problem+json;q"}, false},
		{"q that cannot be read, and usual", []string{"application/problem+json;q=x, application/json;q=0.001"}, false},
		{"q that cannot be read, and other excluded", []string{"application/json;q=x, application/problem+json;q=0"}, false},
		{"more digits than there are", []string{"application/problem+json;q=0.50001, application/json;q=0.499"}, true},

		{"separators only", []string{",,;;=,;q=,,"}, false},
		{"separators around", []string{",,;;=,application/problem+json,,"}, true},
		{"not UTF-8", []string{"\x00\xff;json, application/problem+json"}, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, tt.run)
	}
}

func TestPrefersOfOtherMediaTypes(t *testing.T) {
	t.Parallel()
	accept := []string{"text/*;q=0.5, application/*;q=0.4, image/png"}
	assert.True(t, Prefers(accept, "application/json", "text/html"))
	assert.False(t, Prefers(accept, "text/html", "application/json"))
	assert.True(t, Prefers(accept, "text/html", "image/png"))
	assert.False(t, Prefers(accept, "image/gif", "image/jpeg"))
	assert.False(t, Prefers([]string{"*/*"}, "", ""))
	assert.False(t, Prefers([]string{"text/*, /*"}, "text", "/"))
}

// Elements that end within the first 4 KiB of all lines are read.
func TestPrefersReadsSoMuch(t *testing.T) {
	t.Parallel()
	at := func(n int) string { return strings.Repeat("x", n-1) + "," } // n bytes to stand before something
	const room = maxRead - len(other)
	tests := []prefersTest{
		{"ends at the limit", []string{at(room) + other}, true},
		{"ends at the limit and something follows", []string{at(room) + other + ",text/html"}, true},
		{"ends at the limit and a line follows", []string{at(room) + other, "text/html"}, true},
		{"ends one byte later", []string{at(room+1) + other}, false},
		{"ends one byte later and something follows", []string{at(room+1) + other + ",text/html"}, false},
		{"would be read if it were cut", []string{at(room) + other + "x"}, false},
		{"its q would be read if it were cut", []string{at(room-len(";q=0.00")) + other + ";q=0.001," + usual}, false},
		{"ends at the limit, on the second line", []string{strings.Repeat("x", room-1), other}, true},
		{"ends one byte later, on the second line", []string{strings.Repeat("x", room), other}, false},
		{"after a line that is too long", []string{strings.Repeat("x", maxRead+1), other}, false},
		{"after a line of just the limit", []string{strings.Repeat("x", maxRead), other}, false},
		{"before a line that is too long", []string{other, strings.Repeat("x,", maxRead)}, true},
		{"after many empty lines", append(make([]string, maxRead), other), false},
		{"after some empty lines", append(make([]string, room), other), true},
		{"a comma at the limit that is within a string", []string{at(room-2) + other + `;"` + strings.Repeat(",", 100) + `"`}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, tt.run)
	}
}

// What a header costs does not grow with its length.
func TestElementsAreBounded(t *testing.T) {
	t.Parallel()
	for name, lines := range map[string][]string{
		"one line":     {strings.Repeat("a,", 1<<20)},
		"many lines":   slices.Repeat([]string{strings.Repeat("a,", 2000)}, 240),
		"short lines":  slices.Repeat([]string{"a"}, 1<<20),
		"empty lines":  append(make([]string, 1<<20), "a"),
		"commas":       slices.Repeat([]string{strings.Repeat(",", 4000)}, 240),
		"one element":  {strings.Repeat("a", 1<<20)},
		"one string":   {`"` + strings.Repeat("a,", 1<<20)},
		"many strings": {strings.Repeat(`"a,",`, 1<<20)},
	} {
		n, size := 0, 0
		for element := range elements(lines, maxRead) {
			n++
			size += len(element)
		}
		assert.LessOrEqual(t, n, maxRead/2, name)
		assert.LessOrEqual(t, size, maxRead, name)
	}
}

func TestPrefersAllocatesNothing(t *testing.T) {
	for _, lines := range [][]string{
		nil, {"*/*"}, {usual}, {other}, {`application/problem+json;x=";q,";q=0.5, application/json;q=0.123`},
		{"text/html", "application/*;q=0.5"}, {strings.Repeat("a,", 1<<20)},
	} {
		assert.Zero(t, testing.AllocsPerRun(100, func() { Prefers(lines, usual, other) }), "%.50q", lines)
	}
}

func FuzzPrefers(f *testing.F) {
	for _, seed := range []string{
		"", "*/*", "application/json, text/plain, */*", "application/problem+json;q=0.5\napplication/json;q=0.4",
		`application/problem+json;x=";q,"`, `a;x="\", application/problem+json`, "application/*;q=0.1,application/json;q=0",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, header string) {
		lines := strings.Split(header, "\n")
		want := slowPrefers(lines, usual, other)
		if got := Prefers(lines, usual, other); got != want {
			t.Errorf("Prefers(%q) = %t, want %t", lines, got, want)
		}
		if want && Prefers(lines, other, usual) {
			t.Errorf("%q prefers either of both", lines)
		}
	})
}

// slowPrefers is a plain version of [Prefers]: it takes the whole header apart,
// and then looks for the range that matches each media type.
func slowPrefers(lines []string, usual, other string) bool {
	list := slowElements(lines, maxRead)
	find := func(covers string) (q int, found bool) {
		for _, e := range list {
			if e.name == covers {
				return max(e.q, 0), true
			}
		}
		return 0, false
	}
	judge := func(mediaType string) (q int, named, typed bool) {
		if q, named = find(mediaType); named {
			return q, true, false
		}
		half, _, _ := strings.Cut(mediaType, "/")
		if q, typed = find(half + "/*"); typed {
			return q, false, true
		}
		q, _ = find("*/*")
		return q, false, false
	}
	u, uNamed, _ := judge(usual)
	o, oNamed, _ := judge(other)
	return o > u || o == u && o > 0 && oNamed && !uNamed
}

// A slowElement is an element of a list with its q in thousandths, -1 if it is
// malformed.
type slowElement struct {
	name string // in lower case
	q    int
}

var (
	slowComma     = regexp.MustCompile(`(?s)^(?:[^",]|"(?:\\.|[^"\\])*(?:"|\\?$))*`)
	slowSemicolon = regexp.MustCompile(`(?s)^(?:[^";]|"(?:\\.|[^"\\])*(?:"|\\?$))*`)
)

// slowElements returns the elements that end within the first limit bytes.
func slowElements(lines []string, limit int) []slowElement {
	var list []slowElement
	start := 0 // of the line, among all of them joined with commas
	for _, line := range lines {
		for _, part := range slowSplit(slowComma, line) {
			if start += len(part); start > limit {
				return list
			}
			start++ // its comma, or that between the lines
			params := slowSplit(slowSemicolon, part)
			e := slowElement{lowerASCII(slowTrim(params[0])), 1000}
			for _, param := range params[1:] {
				key, value, _ := strings.Cut(param, "=")
				if lowerASCII(slowTrim(key)) == "q" {
					e.q = slowQuality(slowTrim(value))
					break
				}
			}
			list = append(list, e)
		}
	}
	return list
}

// slowSplit splits s at the separators that the pattern stops at.
func slowSplit(pattern *regexp.Regexp, s string) []string {
	var parts []string
	for {
		n := len(pattern.FindString(s))
		parts = append(parts, s[:n])
		if n == len(s) {
			return parts
		}
		s = s[n+1:]
	}
}

func slowQuality(s string) int {
	if q, err := strconv.ParseFloat(s, 64); err == nil && q >= 0 && q <= 1 {
		for thousandths := range 1000 {
			if q*1000 < float64(thousandths)+0.5 {
				return thousandths
			}
		}
		return 1000
	}
	return -1
}

func slowTrim(s string) string { return strings.Trim(s, " \t\r\n") }

func lowerASCII(s string) string {
	b := []byte(s)
	for i := range b {
		if slices.Contains([]byte("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), b[i]) {
			b[i] += 'a' - 'A'
		}
	}
	return string(b)
}
