package errdoc

import (
	"bytes"
	"html/template"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/seed85f21a9e/errcode"
)

// The files in docs say what the catalogs say.
func TestDocs(t *testing.T) {
	b := finderOf().book
	docs := filepath.Join("..", "docs")
	if *update {
		require.Equal(t, exitFound, run("", "markdown", "-o", docs).code)
	}
	for _, c := range b.catalogs {
		for _, ed := range b.editions {
			name := markdownFile(c, ed)
			want := string(b.markdownOf(c, ed))
			got, err := os.ReadFile(filepath.Join(docs, name))
			require.NoError(t, err)
			assert.True(t, want == string(got), "docs/%s is stale; run \"go test ./errdoc -update\"", name)
			assert.Equal(t, c.Len(), strings.Count(want, "\n## "), "sections of %s", name)
			for code := range c.All() {
				_, label, _ := strings.Cut(code.Info().ID(), "/")
				assert.Contains(t, want, "<a id=\""+label+"\"></a>")
				assert.Contains(t, want, "(#"+label+")")
			}
		}
	}
}

// Every link of the files leads to an anchor of one.
func TestDocsLinks(t *testing.T) {
	b := finderOf().book
	pages := map[string]string{}
	for _, c := range b.catalogs {
		for _, ed := range b.editions {
			pages[markdownFile(c, ed)] = string(b.markdownOf(c, ed))
		}
	}
	links := 0
	for name, page := range pages {
		for _, part := range strings.Split(page, "](")[1:] {
			link, _, _ := strings.Cut(part, ")")
			file, anchor, hasAnchor := strings.Cut(link, "#")
			if file == "" {
				file = name
			}
			target, ok := pages[file]
			if assert.True(t, ok, "%s: %s", name, link) && hasAnchor {
				assert.Contains(t, target, `<a id="`+anchor+`">`, "%s: %s", name, link)
			}
			links++
		}
	}
	assert.Greater(t, links, 400)
}

// Where a status comes from is explained on each page that names it.
func TestSourcesAreExplained(t *testing.T) {
	site := siteOf(t)
	b := site.book
	for _, ed := range b.editions {
		for source, id := range map[errcode.StatusSource]string{
			errcode.StatusDocumented: "leancloud/101", errcode.StatusObserved: "leancloud/111", errcode.StatusInferred: "leancloud/430",
		} {
			e := b.byID[id]
			require.Equal(t, source, e.StatusSource, id)
			word, note := ed.SourceText(source), ed.SourceNote(source)
			html, err := (&page{site: site, edition: ed, Entry: e, path: id, root: "../../"}).render("code")
			require.NoError(t, err)
			assert.Contains(t, string(html), "<dd>"+word+`<br><span class="aside">`+template.HTMLEscapeString(note)+"</span></dd>")

			markdown := string(b.markdownOf(errcode.LeanCloud, ed))
			assert.Contains(t, sectionsOf(markdown)[e.Label+" "+e.Name], " (["+word+"](#"+source.String()+"))\n")
			assert.Contains(t, markdown, `- <a id="`+source.String()+`"></a>**`+word+"**: "+note+"\n")
		}
	}
	assert.NotContains(t, string(b.markdownOf(errcode.Backend, b.editions[0])), `id="observed"`, "a word that the page does not have")
	var own bytes.Buffer
	require.NoError(t, ownSet(t).WriteMarkdown(&own, language.English))
	assert.NotContains(t, own.String(), "documented", "an app knows its own statuses")
}

func TestMarkdownToStandardOutput(t *testing.T) {
	got := run("", "markdown", "-catalog", "realtime", "-lang", "zh").out
	assert.True(t, strings.HasPrefix(got, "# LeanCloud 即时通讯 错误码\n"), got[:80])
	assert.Equal(t, 1, strings.Count(got, "\n# ")+1)
}

func TestMarkdownEscapes(t *testing.T) {
	assert.Equal(t, "a\\|b\\_c\\*&lt;i>&amp;\\`\\[x\\]\\\\", escapeMarkdown("a|b_c*<i>&`[x]\\"))
	assert.Equal(t, "`a|b`", code("a|b"))
	assert.Equal(t, "``` a``b ```", code("a``b"))
	assert.Equal(t, "107.1 is another meaning of 107; bodies always carry 107.", variantNote(finderOf().byID["backend/107.1"], finderOf().editions[0]))
}
