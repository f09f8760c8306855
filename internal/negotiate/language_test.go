package negotiate

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"golang.org/x/text/language"
)

func englishFirst() *Languages {
	return NewLanguages([]language.Tag{language.English, language.SimplifiedChinese})
}

func chineseFirst() *Languages {
	return NewLanguages([]language.Tag{language.SimplifiedChinese, language.English})
}

func TestChoose(t *testing.T) {
	t.Parallel()
	const en, zh = "en", "zh-Hans"
	tests := []struct {
		name  string
		from  *Languages
		lines []string
		want  string
	}{
		{"no header", englishFirst(), nil, en},
		{"no header, Chinese first", chineseFirst(), nil, zh},
		{"empty", chineseFirst(), []string{""}, zh},
		{"English", chineseFirst(), []string{"en"}, en},
		{"British English", chineseFirst(), []string{"en-GB"}, en},
		{"Chinese", englishFirst(), []string{"zh"}, zh},
		{"China", englishFirst(), []string{"zh-CN"}, zh},
		{"Singapore", englishFirst(), []string{"zh-SG"}, zh},
		{"script and region", englishFirst(), []string{"zh-Hans-CN"}, zh},
		{"underscore", englishFirst(), []string{"zh_CN"}, zh},
		{"Taiwan", englishFirst(), []string{"zh-TW"}, zh},
		{"Taiwan before English", englishFirst(), []string{"zh-TW, en;q=0.8"}, zh},
		{"English before Taiwan", chineseFirst(), []string{"en, zh-TW;q=0.8"}, en},
		{"what browsers send", englishFirst(), []string{"zh-CN,zh;q=0.9,en-US;q=0.8,en;q=0.7"}, zh},
		{"capitals and spaces", englishFirst(), []string{" ZH-cn ; Q=0.9 ,\tEN ; Q=0.8 "}, zh},

		{"order of q", englishFirst(), []string{"en;q=0.5, zh;q=0.9"}, zh},
		{"same q", englishFirst(), []string{"zh, en"}, zh},
		{"same q, given", englishFirst(), []string{"zh;q=0.7, en;q=0.70"}, zh},
		{"same q among many", englishFirst(), []string{strings.Repeat("fr;q=0.1,de,it;q=0.2,", 6) + "zh;q=0.7,nl;q=0.9," + strings.Repeat("en;q=0.7,pl;q=0.3,", 6)}, zh},
		{"q in thousandths", englishFirst(), []string{"en;q=0.899, zh;q=0.9"}, zh},
		{"not offered, then Chinese", englishFirst(), []string{"fr, zh;q=0.1"}, zh},
		{"not offered", englishFirst(), []string{"fr"}, en},
		{"not offered, Chinese first", chineseFirst(), []string{"fr, de;q=0.3"}, zh},

		{"q=0 excludes the first", chineseFirst(), []string{"zh;q=0"}, en},
		{"q=0 excludes the only match", englishFirst(), []string{"fr, en;q=0.0"}, zh},
		{"q=0 excludes what a star would take", englishFirst(), []string{"en;q=0, *"}, zh},
		{"q=0 excludes in capitals", englishFirst(), []string{"EN;q=0"}, zh},
		{"q=0 of both", englishFirst(), []string{"en;q=0, zh;q=0"}, en},
		{"q=0 of a language not offered", chineseFirst(), []string{"fr;q=0, en"}, en},
		{"q=0 of the other script", englishFirst(), []string{"zh-TW;q=0, zh"}, zh},
		{"q=0 of a variety", chineseFirst(), []string{"en, en-GB;q=0"}, en},
		{"q=0 of a variety, another one is wanted", chineseFirst(), []string{"en-US, en-GB;q=0"}, en},
		{"q=0 of a range that covers", chineseFirst(), []string{"zh-Hans;q=0"}, en},
		{"q=0 of half a tag", englishFirst(), []string{"e;q=0"}, en},
		{"q=0 of nothing", englishFirst(), []string{";q=0"}, en},

		{"star", englishFirst(), []string{"*"}, en},
		{"star, Chinese first", chineseFirst(), []string{"*"}, zh},
		{"star after a match", englishFirst(), []string{"zh, *;q=0.5"}, zh},
		{"star after no match", englishFirst(), []string{"fr, *;q=0.5"}, en},
		{"star before a match", englishFirst(), []string{"*;q=0.9, zh;q=0.1"}, en},
		{"star with q=0", englishFirst(), []string{"zh, *;q=0"}, zh},

		{"malformed tags", englishFirst(), []string{"!!, zh-, -, a, 12345678901, zh;q=0.2"}, zh},
		{"separators only", chineseFirst(), []string{",;,;q=,=;"}, zh},
		{"not UTF-8", englishFirst(), []string{"\xff\xfe, zh"}, zh},
		{"q is no number", englishFirst(), []string{"zh;q=high, en;q=0.1"}, en},
		{"q that is no number excludes nothing", chineseFirst(), []string{"zh;q=abc"}, zh},
		{"q above 1", englishFirst(), []string{"zh;q=7, en;q=0.1"}, en},
		{"q below 0", englishFirst(), []string{"zh;q=-1, en;q=0.1"}, en},
		{"other parameters", englishFirst(), []string{"en;level=1;q=0.1, zh;x=y"}, zh},
		{"a string", englishFirst(), []string{`en;x=";q=1,en";q=0.1, zh;q=0.2`}, zh},

		{"several lines", englishFirst(), []string{"fr", "zh;q=0.5"}, zh},
		{"order of q across lines", englishFirst(), []string{"en;q=0.5", "zh"}, zh},
		{"q=0 on another line", englishFirst(), []string{"zh, en", "zh;q=0"}, en},
		{"an empty line", englishFirst(), []string{"", "zh"}, zh},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			for range 2 { // the second time the header has been seen
				assert.Equal(t, tt.want, tt.from.tags[tt.from.Choose(tt.lines)])
			}
		})
	}
}

func TestChooseFromNothing(t *testing.T) {
	t.Parallel()
	for _, l := range []*Languages{nil, NewLanguages(nil), NewLanguages([]language.Tag{})} {
		for _, lines := range [][]string{nil, {""}, {"*"}, {"en, zh;q=0"}} {
			assert.Equal(t, -1, l.Choose(lines))
		}
	}
}

// Changes that the caller makes to its tags later have no effect.
func TestTagsAreCopied(t *testing.T) {
	t.Parallel()
	tags := []language.Tag{language.English, language.SimplifiedChinese}
	l := NewLanguages(tags)
	tags[0], tags[1] = language.French, language.French
	assert.Equal(t, 1, l.Choose([]string{"zh"}))
	assert.Equal(t, 0, l.Choose([]string{"fr, en;q=0.1"}))
	assert.Equal(t, 1, l.Choose([]string{"en;q=0"}))
}

// Elements that end within the first 256 bytes of all lines are read.
func TestChooseReadsSoMuch(t *testing.T) {
	t.Parallel()
	fill := func(n int) string { return strings.Repeat("fr,", n/3) + strings.Repeat(",", n%3) }
	const megabyte = 1 << 20
	tests := []struct {
		name  string
		lines []string
		want  int
	}{
		{"ends at the limit", []string{fill(maxLanguages-2) + "zh"}, 1},
		{"ends at the limit and something follows", []string{fill(maxLanguages-2) + "zh,fr"}, 1},
		{"ends at the limit and a line follows", []string{fill(maxLanguages-2) + "zh", "fr"}, 1},
		{"ends one byte later", []string{fill(maxLanguages-1) + "zh"}, 0},
		{"ends one byte later and something follows", []string{fill(maxLanguages-1) + "zh,fr"}, 0},
		{"would be another tag if it were cut", []string{fill(maxLanguages-2) + "zh-CN"}, 0},
		{"its q would be another one if it were cut", []string{fill(maxLanguages-len("zh;q=0.0")) + "zh;q=0.01"}, 0},
		{"ends at the limit, on the second line", []string{fill(maxLanguages - 3), "zh"}, 1},
		{"ends one byte later, on the second line", []string{fill(maxLanguages - 2), "zh"}, 0},
		{"after many empty lines", append(make([]string, megabyte), "zh"), 0},
		{"in front of a long rest", []string{"zh," + fill(megabyte)}, 1},
		{"after much else", []string{fill(megabyte) + "zh"}, 0},
		{"one long tag", []string{"zh" + strings.Repeat("-abcdefgh", megabyte/9)}, 0},
		{"a comma in a string at the limit", []string{fill(maxLanguages-6) + `zh;x=",,,,", en;q=0`}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			l := englishFirst()
			assert.Equal(t, tt.want, l.Choose(tt.lines))
			assert.Equal(t, tt.want, l.Choose(tt.lines), "seen before")
			for i := range l.memo {
				if c := l.memo[i].Load(); c != nil {
					assert.LessOrEqual(t, len(c.header), maxLanguages+1, "kept of the header")
				}
			}
		})
	}
}

func TestLongHeaderCostsNoMore(t *testing.T) {
	const runs = 20
	tail := strings.Repeat("fr-FR,", 1<<20/6)
	cost := func(length int) float64 {
		var headers [runs + 1][]string // AllocsPerRun warms up once
		for i := range headers {
			headers[i] = []string{(fmt.Sprintf("x-%06d,", i) + tail)[:length]}
		}
		l := englishFirst()
		i := 0
		return testing.AllocsPerRun(runs, func() {
			l.Choose(headers[i])
			i++
		})
	}
	short := cost(maxLanguages)
	assert.NotZero(t, short, "the headers have not been seen before")
	assert.LessOrEqual(t, cost(1<<20), short)
}

func TestSeenHeaderAllocatesNothing(t *testing.T) {
	l := englishFirst()
	for _, lines := range [][]string{
		nil, {""}, {"en"}, {"zh-TW, en;q=0.8"}, {"!!"}, {"fr", "zh;q=0.5"}, {"zh," + strings.Repeat("fr,", 1<<18)},
	} {
		l.Choose(lines)
		assert.Zero(t, testing.AllocsPerRun(100, func() { l.Choose(lines) }), "%.20q", lines)
	}
}

// A header that replaces another in the memo never gets its choice.
func TestMemoIsBounded(t *testing.T) {
	t.Parallel()
	l := englishFirst()
	for i := range 10 * len(l.memo) {
		assert.Equal(t, 1, l.Choose([]string{fmt.Sprintf("x-%d, zh", i)}))
		assert.Equal(t, 0, l.Choose([]string{fmt.Sprintf("x-%d, en", i)}))
	}
}

func TestChooseConcurrently(t *testing.T) {
	t.Parallel()
	l := englishFirst()
	var wg sync.WaitGroup
	for g := range 8 {
		wg.Go(func() {
			for i := range 500 {
				assert.Equal(t, 1, l.Choose([]string{fmt.Sprintf("x-%d", i*g), "zh"}))
				assert.Equal(t, 0, l.Choose([]string{fmt.Sprintf("x-%d", i*g), "en"}))
			}
		})
	}
	wg.Wait()
}

func FuzzChoose(f *testing.F) {
	for _, seed := range []string{
		"", "*", "zh-TW, en;q=0.8", "fr\nzh;q=0.5", "zh-CN,zh;q=0.9,en-US;q=0.8,en;q=0.7", "en;q=0, *", "en-GB;q=0, en, sr-Latn;q=0.4",
		strings.Repeat("x", maxLanguages-3) + ",zh", "pt-PT, pt;q=0", `en;x=",";q=0.1, zh`, "de-u-co-phonebk, i-klingon, x-a",
	} {
		f.Add(seed)
	}
	tags := []language.Tag{
		language.English, language.SimplifiedChinese, language.BritishEnglish, language.BrazilianPortuguese, language.Serbian,
	}
	l := NewLanguages(tags)
	f.Fuzz(func(t *testing.T, header string) {
		lines := strings.Split(header, "\n")
		want := slowChoose(tags, lines)
		for _, when := range []string{"unless seen before", "seen before"} {
			if got := l.Choose(lines); got != want {
				t.Errorf("Choose(%q) = %d, want %d (%s)", lines, got, want, when)
			}
		}
	})
}

// slowChoose is a plain version of [Languages.Choose].
func slowChoose(tags []language.Tag, lines []string) int {
	list := slowElements([]string{strings.Join(lines, ",")}, maxLanguages)
	excluded := func(i int) bool {
		offered := strings.Split(lowerASCII(tags[i].String()), "-")
		return slices.ContainsFunc(list, func(e slowElement) bool {
			parts := strings.Split(e.name, "-")
			return e.q == 0 && len(parts) <= len(offered) && slices.Equal(parts, offered[:len(parts)])
		})
	}
	matcher := language.NewMatcher(tags)
wishes:
	for q := 1000; q > 0; q-- {
		for _, e := range list {
			if e.q != q {
				continue
			}
			if e.name == "*" {
				break wishes
			}
			tag, err := language.Parse(e.name)
			if err != nil {
				continue
			}
			if _, i, confidence := matcher.Match(tag); confidence != language.No && !excluded(i) {
				return i
			}
		}
	}
	for i := range tags {
		if !excluded(i) {
			return i
		}
	}
	return 0
}
