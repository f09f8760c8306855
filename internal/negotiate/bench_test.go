package negotiate

import (
	"hash/maphash"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/language"
)

func BenchmarkPrefers(b *testing.B) {
	for _, bm := range []struct {
		name  string
		lines []string
	}{
		{"anything", []string{"*/*"}},
		{"usual", []string{usual}},
		{"other", []string{other}},
		{"axios", []string{"application/json, text/plain, */*"}},
		{"browser", []string{"text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"}},
		{"hostile/commas", slices.Repeat([]string{strings.Repeat(",", 4000)}, 240)},
		{"hostile/empty lines", make([]string, 1<<15)},
		{"hostile/elements", []string{strings.Repeat("a,", 1<<19)}},
		{"hostile/parameters", []string{"*/*" + strings.Repeat(";", 1<<19)}},
		{"hostile/wildcards", []string{strings.Repeat("*/*;q=1,", 1<<19)}},
		{"hostile/strings", []string{strings.Repeat(`"\",`, 1<<19)}},
		{"hostile/digits", []string{"*/*;q=0." + strings.Repeat("9", 4000) + "," + usual}},
	} {
		b.Run(bm.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Prefers(bm.lines, usual, other)
			}
		})
	}
}

// Headers seen before, and never seen beside x/text's own way to choose, which
// gives up at the first tag that it cannot read.
func BenchmarkChoose(b *testing.B) {
	tags := []language.Tag{language.English, language.SimplifiedChinese}
	matcher := language.NewMatcher(tags)
	for _, bm := range []struct{ name, header string }{
		{"one tag", "en"},
		{"browser", "zh-CN,zh;q=0.9,en-US;q=0.8,en;q=0.7"},
		{"not offered", "fr-CH, fr;q=0.9, de;q=0.7, it;q=0.5"},
		{"hostile/tags", strings.Repeat("de-DE,", maxLanguages/6)},
		{"hostile/short tags", strings.Repeat("de,", maxLanguages/3)},
		{"hostile/subtags", "zz" + strings.Repeat("-a-bc", 50)},
		{"hostile/extensions", "de-u" + strings.Repeat("-co-phonebk", 22)},
		{"hostile/malformed", strings.Repeat("a,", maxLanguages/2)},
	} {
		l := NewLanguages(tags)
		lines := []string{bm.header}
		b.Run(bm.name+"/seen", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				l.Choose(lines)
			}
		})
		b.Run(bm.name+"/never seen", func(b *testing.B) {
			b.ReportAllocs()
			slot := maphash.String(l.seed, bm.header) % uint64(len(l.memo))
			for b.Loop() {
				l.memo[slot].Store(nil)
				l.Choose(lines)
			}
		})
		b.Run(bm.name+"/MatchStrings", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				language.MatchStrings(matcher, bm.header)
			}
		})
	}
}
