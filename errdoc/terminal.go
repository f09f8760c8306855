package errdoc

import (
	"os"
	"strconv"
	"strings"

	"golang.org/x/text/width"
)

// isTerminal reports whether f is a terminal, or at least a character device.
func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// wantsColor reports whether to write colors to f. See https://no-color.org.
func wantsColor(f *os.File, getenv func(string) string) bool {
	return getenv("NO_COLOR") == "" && getenv("TERM") != "dumb" && isTerminal(f)
}

// widthOf returns how many columns the lines of f have: those that COLUMNS says,
// or else 80 on a terminal, and no limit elsewhere.
func widthOf(f *os.File, getenv func(string) string) int {
	if !isTerminal(f) {
		return 0
	}
	if n, err := strconv.Atoi(getenv("COLUMNS")); err == nil && n > 0 {
		return n
	}
	return 80
}

// wrapped returns the lines of a text, each at most that many columns wide. Lines
// break at spaces, and in Chinese between characters.
func wrapped(text string, columnsWide int) []string {
	var lines []string
	line, used := "", 0
	flush := func() {
		lines = append(lines, strings.TrimRight(line, " "))
		line, used = "", 0
	}
	for _, piece := range pieces(text) {
		n := columns(piece)
		if used > 0 && used+columns(strings.TrimRight(piece, " ")) > columnsWide {
			flush()
		}
		line, used = line+piece, used+n
	}
	flush()
	return lines
}

// pieces cuts a text after each space and each wide character, except where
// punctuation follows, which starts no line.
func pieces(text string) []string {
	var all []string
	runes := []rune(text)
	start := 0
	for i, r := range runes {
		if i+1 == len(runes) || (r == ' ' || columns(string(r)) > 1) && !strings.ContainsRune("，。、；：！？）》”’ ", runes[i+1]) &&
			!strings.ContainsRune("（《“‘", r) {
			all = append(all, string(runes[start:i+1]))
			start = i + 1
		}
	}
	return all
}

// columns returns how many columns of a terminal a text takes.
func columns(text string) int {
	n := 0
	for _, r := range text {
		n++
		if k := width.LookupRune(r).Kind(); k == width.EastAsianWide || k == width.EastAsianFullwidth {
			n++
		}
	}
	return n
}

// padded returns a text with spaces up to that many columns.
func padded(text string, n int) string { return text + strings.Repeat(" ", max(0, n-columns(text))) }

// cutTo shortens a text to that many columns; 0 is no limit.
func cutTo(text string, n int) string {
	if n <= 0 || columns(text) <= n {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if columns(b.String()+string(r)) > n-1 {
			break
		}
		b.WriteRune(r)
	}
	return strings.TrimRight(b.String(), " ") + "…"
}

// oneLine returns a text, which may have line breaks, as one line.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
