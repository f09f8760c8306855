package main

import (
	"html"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode"
)

func TestSiteHasEveryCode(t *testing.T) {
	s := testSite(t)
	listed := 0
	for _, c := range []*errcode.Catalog{errcode.Backend, errcode.LeanCloud, errcode.Realtime} {
		for code := range c.All() {
			id, err := idOf(code)
			require.NoError(t, err)
			e := s.byID[id]
			if assert.NotNil(t, e, "%v", code) {
				assert.Equal(t, code, e.Code)
			}
			listed++
		}
	}
	assert.Len(t, s.entries, listed)
	assert.Equal(t, 218, listed)
}

func TestEntryNames(t *testing.T) {
	s := testSite(t)
	for _, tc := range []struct {
		id, constant, digits, variant string
	}{
		{"leancloud/211", "errcode.LeanCloudUserNotFound", "211", ""},
		{"backend/107", "errcode.BackendDatabaseError", "107", ""},
		{"backend/107.1", "errcode.BackendDuplicateKey", "107", ".1"},
		{"realtime/0", "errcode.RealtimeNormalClosure", "0", ""},
	} {
		t.Run(tc.id, func(t *testing.T) {
			e := s.byID[tc.id]
			require.NotNil(t, e)
			assert.Equal(t, tc.constant, e.Constant)
			assert.Equal(t, tc.digits, e.Digits())
			assert.Equal(t, tc.variant, e.Variant())
		})
	}
}

func TestNeighbors(t *testing.T) {
	s := testSite(t)
	assert.Nil(t, s.byID["backend/1"].Prev, "the first of its catalogue")
	assert.Equal(t, s.byID["backend/107.1"], s.byID["backend/107"].Next)
	assert.Equal(t, s.byID["backend/107"], s.byID["backend/107.1"].Prev)
}

// searches are queries of which the answer is known; the test of the script uses
// them too.
var searches = []struct {
	name, query string
	has, lacks  string
}{
	{"nothing", "", "backend/1", ""},
	{"number", "211", "leancloud/211", "leancloud/212"},
	{"beginning of a number", "21", "leancloud/211", "leancloud/202"},
	{"variant", "107.1", "backend/107.1", "backend/107"},
	{"number in full-width digits", "２１１", "backend/211", "leancloud/212"},
	{"number within a text", "60 seconds", "backend/650", "leancloud/601"},
	{"name", "usernotfound", "backend/206", "backend/207"},
	{"constant", "errcode.LeanCloudUserNotFound", "leancloud/211", "backend/206"},
	{"words in any order", "FOUND user not", "backend/206", "backend/207"},
	{"vendor's message", "SILIENCED", "realtime/4563", "realtime/4548"},
	{"Chinese", "找不到用户", "leancloud/211", "leancloud/202"},
	{"punctuation", `"error": {user}`, "leancloud/1", "leancloud/28"},
	{"full stops alone", "...", "backend/1", ""},
	{"a pattern is no pattern", ".*", "backend/1", ""},
	{"nonsense", "zzzz", "", "backend/1"},
}

func TestSearch(t *testing.T) {
	s := testSite(t)
	for _, tc := range searches {
		t.Run(tc.name, func(t *testing.T) {
			f := filter{Query: tc.query}
			if tc.has != "" {
				assert.True(t, f.match(s.byID[tc.has]), "finds %s", tc.has)
			}
			if tc.lacks != "" {
				assert.False(t, f.match(s.byID[tc.lacks]), "does not find %s", tc.lacks)
			}
		})
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
	s := testSite(t)
	for _, tc := range filters {
		t.Run(tc.name, func(t *testing.T) {
			values, err := url.ParseQuery(tc.query)
			require.NoError(t, err)
			f, err := s.parseFilter(values)
			require.NoError(t, err)
			assert.True(t, f.match(s.byID[tc.has]), "shows %s", tc.has)
			assert.False(t, f.match(s.byID[tc.lacks]), "hides %s", tc.lacks)
		})
	}
}

// Each choice that the page offers leads to a code.
func TestNoChoiceIsEmpty(t *testing.T) {
	s := testSite(t)
	p := &page{site: s, edition: &english}
	groups := p.OperationGroups()
	offered := map[string][]option{
		"catalog":   p.CatalogOptions(),
		"kind":      p.KindOptions(),
		"status":    p.StatusOptions(),
		"operation": append(groups[0].Options, groups[1].Options...),
	}
	assert.Len(t, offered["operation"], len(s.operations), "every operation is offered once")
	for name, choices := range offered {
		require.NotEmpty(t, choices, name)
		for _, o := range choices {
			f, err := s.parseFilter(url.Values{name: {o.Value}})
			require.NoError(t, err)
			p := &page{site: s, edition: &english, Filter: f}
			assert.Positive(t, p.Shown(), "%s %s", name, o.Value)
		}
	}
}

func TestRelatedCodes(t *testing.T) {
	s := testSite(t)
	ids := func(entries []*entry) []string {
		return names(entries, func(e *entry) string { return e.ID })
	}
	assert.Equal(t, []string{"backend/206"}, ids(s.Translations(s.byID["leancloud/211"])))
	assert.Contains(t, ids(s.Translations(s.byID["backend/206"])), "leancloud/211")
	assert.Equal(t, []string{"backend/211"}, ids(s.SameNumber(s.byID["leancloud/211"])))
	assert.Equal(t, []string{"leancloud/107", "backend/107", "backend/107.2"}, ids(s.SameNumber(s.byID["backend/107.1"])))
}

// What the registry has in English alone is translated here, all of it.
func TestEditionsAreComplete(t *testing.T) {
	s := testSite(t)
	for _, ed := range editions {
		for _, c := range s.catalogs {
			assert.NotEmpty(t, ed.CatalogTitle(c.Name()), "%s: catalogue %s", ed.Lang, c)
		}
		for _, e := range s.entries {
			assert.NotEmpty(t, ed.SourceText(e.StatusSource), "%s: status source %s", ed.Lang, e.StatusSource)
		}
	}
	for _, k := range s.kinds {
		assert.NotEmpty(t, chinese.kindNames[k], "kind %s", k)
	}
	for op := errcode.OpCreate; op <= errcode.OpAllLeanCloud; op <<= 1 {
		assert.NotEmpty(t, chinese.operationNames[op], "operation %s", op)
	}
	assert.Equal(t, "Not found", english.KindText(errcode.KindNotFound))
	assert.Equal(t, "Create, Read", english.OperationText(errcode.OpCreate|errcode.OpRead))
	assert.Equal(t, "创建、读取", chinese.OperationText(errcode.OpCreate|errcode.OpRead))
	assert.Equal(t, "不适用", chinese.OperationText(0))
}

func TestPagesSayWhatTheRegistrySays(t *testing.T) {
	s := testSite(t)
	for _, ed := range editions {
		for _, e := range s.entries {
			p := &page{site: s, edition: ed, Entry: e, path: e.ID}
			body, err := p.render("code")
			require.NoError(t, err)
			text := html.UnescapeString(string(body))
			info := e.Code.Info()
			for _, want := range []string{
				e.Constant, info.Name, info.Message, info.In(ed.tag).Message,
				info.In(ed.tag).Description, info.In(ed.Other().tag).Message, e.Body(),
			} {
				assert.Contains(t, text, want, "%s in %s", e.ID, ed.Lang)
			}
		}
	}
}
