package errdoc

import (
	"html"
	"net/url"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/seed85f21a9e/errcode"
)

func TestBookHasEveryCode(t *testing.T) {
	b := finderOf().book
	listed := 0
	for _, c := range []*errcode.Catalog{errcode.Backend, errcode.LeanCloud, errcode.Realtime} {
		for code := range c.All() {
			e := b.byID[code.Info().ID()]
			if assert.NotNil(t, e, "%v", code) {
				assert.Equal(t, code, e.Code)
			}
			listed++
		}
	}
	assert.Len(t, b.entries, listed)
}

func TestEntryNames(t *testing.T) {
	b := finderOf().book
	for _, tc := range []struct {
		id, constant, digits, label string
		isVariant                   bool
	}{
		{"leancloud/211", "errcode.LeanCloudUserNotFound", "211", "211", false},
		{"backend/107", "errcode.BackendDatabaseError", "107", "107", false},
		{"backend/107.1", "errcode.BackendDuplicateKey", "107", "107.1", true},
		{"realtime/0", "errcode.RealtimeNormalClosure", "0", "0", false},
	} {
		t.Run(tc.id, func(t *testing.T) {
			e := b.byID[tc.id]
			require.NotNil(t, e)
			assert.Equal(t, tc.constant, e.Constant)
			assert.Equal(t, tc.digits, e.Digits())
			assert.Equal(t, tc.label, e.Label)
			assert.Equal(t, tc.isVariant, e.IsVariant())
		})
	}
}

func TestNeighbors(t *testing.T) {
	b := finderOf().book
	assert.Nil(t, b.byID["backend/1"].Prev, "the first of its catalog")
	assert.Equal(t, b.byID["backend/107.1"], b.byID["backend/107"].Next)
	assert.Equal(t, b.byID["backend/107"], b.byID["backend/107.1"].Prev)
}

func TestHumps(t *testing.T) {
	for name, want := range map[string]string{
		"UserNotFound": "User Not Found", "InvalidSMSCode": "Invalid SMS Code", "ID": "ID", "CQLSyntaxError": "CQL Syntax Error",
		"Top10": "Top10", "a": "a", "": "", "Ünder_Way": "Ünder Way",
	} {
		assert.Equal(t, want, strings.Join(humps(name), " "), name)
	}
}

// filters are combinations of parameters; the test of the script uses them too.
var filters = []struct {
	name, query string
	has, lacks  string
}{
	{"catalog", "catalog=realtime", "realtime/4303", "leancloud/211"},
	{"kind", "kind=NotFound", "leancloud/211", "leancloud/202"},
	{"status", "status=503", "backend/670", "backend/1"},
	{"operation", "operation=Login", "backend/205", "backend/204"},
	{"operation of a group", "operation=Read", "backend/1", "leancloud/1"},
	{"operation of the other vendor", "operation=SMS", "leancloud/1", "backend/1"},
	{"all together", "q=user&catalog=backend&kind=NotFound&status=400&operation=Reset+password", "backend/206", "backend/600"},
}

func TestFilter(t *testing.T) {
	f := finderOf()
	for _, tc := range filters {
		t.Run(tc.name, func(t *testing.T) {
			values, err := url.ParseQuery(tc.query)
			require.NoError(t, err)
			by, err := f.parseFilter(values)
			require.NoError(t, err)
			found, _ := f.filtered(by)
			assert.Contains(t, found, f.byID[tc.has])
			assert.NotContains(t, found, f.byID[tc.lacks])
		})
	}
}

// Each choice that the page offers leads to a code.
func TestNoChoiceIsEmpty(t *testing.T) {
	s := siteOf(t)
	p := &page{site: s, edition: s.editions[0]}
	offered := map[string][]option{
		"catalog":   p.CatalogOptions(),
		"kind":      p.KindOptions(),
		"status":    p.StatusOptions(),
		"operation": p.OperationOptions(),
	}
	for name, choices := range offered {
		require.NotEmpty(t, choices, name)
		for _, o := range choices {
			by, err := s.parseFilter(url.Values{name: {o.Value}})
			require.NoError(t, err)
			found, _ := s.filtered(by)
			assert.NotEmpty(t, found, "%s %s", name, o.Value)
		}
	}
}

func TestTranslations(t *testing.T) {
	b := finderOf().book
	for _, tc := range []struct {
		from, to string
		want     closeness
	}{
		{"leancloud/211", "backend/206", equivalent},
		{"backend/206", "leancloud/211", equivalent},
		{"backend/206", "realtime/4404", byKind}, // not everything that is not found is a message
		{"backend/1", "leancloud/1", equivalent},
		{"leancloud/403", "backend/603", equivalent},
		{"leancloud/108", "backend/602", byKind},
		{"realtime/4105", "backend/604", byKind},
		{"leancloud/205", "backend/206", closest},
	} {
		found := false
		for _, other := range b.translations(b.byID[tc.from]) {
			if other.ID == tc.to {
				found = true
				assert.Equal(t, tc.want, other.Closeness, "%s to %s", tc.from, tc.to)
			}
		}
		assert.True(t, found, "%s to %s", tc.from, tc.to)
	}
	assert.Len(t, b.translations(b.byID["leancloud/211"]), 1, "realtime messaging leaves the code as it is")
}

func TestRelated(t *testing.T) {
	b := finderOf().book
	ids := func(entries []*entry) []string { return mapped(entries, func(e *entry) string { return e.ID }) }
	assert.Equal(t, []string{"leancloud/211.1", "backend/211"}, ids(b.sameNumber(b.byID["leancloud/211"])))
	assert.Equal(t, []string{"leancloud/107", "backend/107", "backend/107.2"}, ids(b.sameNumber(b.byID["backend/107.1"])))
	near, total := b.sameKind(b.byID["leancloud/211"], 3)
	assert.Equal(t, []string{"leancloud/205", "leancloud/213", "leancloud/221"}, ids(sorted(near)))
	assert.Equal(t, 11, total)
}

func sorted(entries []*entry) []*entry {
	list := append([]*entry{}, entries...)
	for i := range list {
		for j := i; j > 0 && list[j].index < list[j-1].index; j-- {
			list[j], list[j-1] = list[j-1], list[j]
		}
	}
	return list
}

// Every word of the Chinese edition is there, and so is what the library has in
// English alone.
func TestChineseIsComplete(t *testing.T) {
	for op := errcode.OpCreate; op <= errcode.OpAllLeanCloud; op <<= 1 {
		assert.NotEqual(t, op.String(), chinese.operation(op))
	}
	for k := errcode.KindInvalidArgument; k <= errcode.KindInternal; k++ {
		assert.NotEmpty(t, chinese.kinds[k], "kind %s", k)
	}
	assert.Equal(t, "Not found", english.KindText(errcode.KindNotFound))
	assert.Equal(t, "Create, Read", english.OperationText(errcode.OpCreate|errcode.OpRead))
	assert.Equal(t, "创建、读取", chinese.OperationText(errcode.OpCreate|errcode.OpRead))
	assert.Equal(t, "不适用", chinese.OperationText(0))
}

// Each language has all words, with the same places for what is put into them.
func TestWordsAreComplete(t *testing.T) {
	places := regexp.MustCompile(`\{\w+\}`)
	want := reflect.ValueOf(english)
	for name, w := range map[string]words{"zh": chinese, "zh-Hant": traditionalChinese, "ja": japanese} {
		got := reflect.ValueOf(w)
		for i := range got.NumField() {
			field := got.Type().Field(i).Name
			if got.Field(i).Kind() != reflect.String {
				continue
			}
			assert.NotEmpty(t, got.Field(i).String(), "%s: %s", name, field)
			assert.ElementsMatch(t, places.FindAllString(want.Field(i).String(), -1), places.FindAllString(got.Field(i).String(), -1), "%s: %s", name, field)
		}
		for k := errcode.KindInvalidArgument; k <= errcode.KindInternal; k++ {
			assert.NotEmpty(t, w.kinds[k], "%s: kind %s", name, k)
		}
		for source, text := range w.sources {
			assert.NotEmpty(t, text, "%s: source %d", name, source)
			assert.NotEmpty(t, w.sourceNotes[source], "%s: source %d", name, source)
		}
	}
	assert.Equal(t, &traditionalChinese, wordsIn(language.MustParse("zh-TW")))
	assert.Equal(t, &chinese, wordsIn(language.SimplifiedChinese))
	assert.Equal(t, &english, wordsIn(language.German))
}

func TestTitles(t *testing.T) {
	b := finderOf().book
	assert.Equal(t, "LeanCloud and Backend Services error codes", b.editions[0].Title)
	assert.Equal(t, "LeanCloud 与 Backend Services 错误码", b.editions[1].Title)
	own := ownSet(t).read()
	assert.Equal(t, "Gift shop errors", own.editions[1].Title)
	one := Set{Catalogs: []*errcode.Catalog{shopCatalog}}.read()
	assert.Equal(t, "Gift Shop error codes", one.editions[0].Title)
	assert.Len(t, one.editions, 1)
}

func TestPagesSayWhatTheCatalogsSay(t *testing.T) {
	s := siteOf(t)
	for _, ed := range s.editions {
		for _, e := range s.entries {
			p := &page{site: s, edition: ed, Entry: e, path: e.ID}
			body, err := p.render("code")
			require.NoError(t, err)
			text := strings.ReplaceAll(html.UnescapeString(string(body)), "<wbr>", "")
			info := e.Code.Info()
			wants := []string{
				e.Constant, info.Name, info.Message, info.In(ed.tag).Message,
				info.In(ed.tag).Description, info.In(ed.tag).Remedy,
			}
			if len(e.Examples) == 0 {
				wants = append(wants, e.Body())
			} else {
				wants = append(wants, e.Examples[0].Request, e.Examples[0].Response)
			}
			for _, want := range wants {
				isThere := strings.Contains(text, want) || strings.Contains(text, strings.Trim(string(encodeJSON(want, "")), `"`))
				assert.True(t, isThere, "%s in %s lacks %s", e.ID, ed.Lang, want)
			}
		}
	}
}
