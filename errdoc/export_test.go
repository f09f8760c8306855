package errdoc

import (
	"html"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// exported returns an exported site.
func exported(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "new", "site")
	n, err := vendors.export(dir)
	require.NoError(t, err)
	files := 0
	require.NoError(t, filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if !d.IsDir() {
			files++
		}
		return err
	}))
	assert.Equal(t, n, files, "files counted")
	return dir
}

func TestExport(t *testing.T) {
	dir := exported(t)
	for _, name := range []string{
		"index.html", "index.json", "zh/index.html", "assets/style.css", "assets/script.js", "assets/search.js", "assets/index.js", "assets/icon.svg", "404.html",
	} {
		assert.FileExists(t, filepath.Join(dir, name))
	}
	for _, e := range finderOf().entries {
		for _, name := range []string{"index.html", "index.json"} {
			assert.FileExists(t, filepath.Join(dir, e.ID, name))
		}
		assert.FileExists(t, filepath.Join(dir, "zh", e.ID, "index.html"))
	}

	data, err := os.ReadFile(filepath.Join(dir, "leancloud/211/index.json"))
	require.NoError(t, err)
	_, served := get(t, "/leancloud/211", "application/json")
	assert.Equal(t, served, string(data), "the same as the server's")
}

// All links of the exported pages are relative and lead to a file, and the pages
// have neither scripts nor styles of their own.
func TestExportedLinks(t *testing.T) {
	dir := exported(t)
	links := 0
	require.NoError(t, filepath.WalkDir(dir, func(file string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(file) != ".html" || d.Name() == "404.html" {
			return err
		}
		name, err := filepath.Rel(dir, file)
		require.NoError(t, err)
		for _, link := range linksOf(t, file) {
			links++
			u, err := url.Parse(link)
			require.NoError(t, err)
			if !assert.False(t, u.IsAbs() || u.Host != "" || path.IsAbs(u.Path), "%s: %s is not relative", name, link) {
				continue
			}
			if u.Path == "" {
				continue // a place on the page
			}
			target := filepath.Join(filepath.Dir(file), filepath.FromSlash(u.Path))
			if strings.HasSuffix(u.Path, "/") {
				target = filepath.Join(target, "index.html")
			}
			assert.FileExists(t, target, "%s: %s", name, link)
		}
		return nil
	}))
	assert.Greater(t, links, 3000)
}

// attribute finds the attributes of tags, and inline scripts and styles.
var attribute = regexp.MustCompile(`\s(href|src|action|style|on\w+)="([^"]*)"|<(?:style|script)>`)

// linksOf returns all addresses in a file.
func linksOf(t *testing.T, file string) []string {
	t.Helper()
	body, err := os.ReadFile(file)
	require.NoError(t, err)
	var links []string
	for _, found := range attribute.FindAllStringSubmatch(string(body), -1) {
		switch found[1] {
		case "href", "src", "action":
			links = append(links, html.UnescapeString(found[2]))
		default:
			t.Errorf("%s: %s is inline", file, found[0])
		}
	}
	return links
}

func TestExportCannotWrite(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	_, err := vendors.export(filepath.Join(file, "site"))
	assert.Error(t, err)
}

// Each page says in its head what it is about, and the page for missing addresses
// leads to where the site stands.
func TestExportedHeads(t *testing.T) {
	dir := exported(t)
	for _, name := range []string{"index.html", "zh/index.html", "leancloud/211/index.html", "zh/backend/107.1/index.html"} {
		body, err := os.ReadFile(filepath.Join(dir, name))
		require.NoError(t, err)
		assert.Regexp(t, `<meta name="description" content="[^"]{20,}">`, string(body), name)
	}
	body, err := os.ReadFile(filepath.Join(dir, "404.html"))
	require.NoError(t, err)
	assert.Contains(t, string(body), `href="/assets/style.css"`)

	own := t.TempDir()
	require.NoError(t, ownSet(t).Export(own))
	body, err = os.ReadFile(filepath.Join(own, "404.html"))
	require.NoError(t, err)
	assert.Contains(t, string(body), `href="/errors/assets/style.css"`)
	body, err = os.ReadFile(filepath.Join(own, "gift-shop/1001/index.html"))
	require.NoError(t, err)
	assert.Contains(t, string(body), `<link rel="canonical" href="https://shop.example/errors/gift-shop/1001">`)
}
