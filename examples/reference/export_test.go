package main

import (
	"encoding/json"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
)

// exported returns an exported site.
func exported(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "new", "site")
	n, err := testSite(t).export(dir)
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
		"index.html", "index.json", "zh/index.html", "assets/style.css", "assets/script.js", "assets/icon.svg",
	} {
		assert.FileExists(t, filepath.Join(dir, name))
	}
	for _, e := range testSite(t).entries {
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
		if err != nil || filepath.Ext(file) != ".html" {
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

// linksOf returns all addresses in a file.
func linksOf(t *testing.T, file string) []string {
	t.Helper()
	f, err := os.Open(file)
	require.NoError(t, err)
	defer f.Close()
	root, err := html.Parse(f)
	require.NoError(t, err)
	var links []string
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		external := false
		for _, a := range n.Attr {
			switch {
			case a.Key == "href" || a.Key == "src" || a.Key == "action":
				links = append(links, a.Val)
				external = true
			case a.Key == "style" || strings.HasPrefix(a.Key, "on"):
				t.Errorf("%s: <%s %s> is inline", file, n.Data, a.Key)
			}
		}
		if n.Data == "style" || n.Data == "script" && !external {
			t.Errorf("%s: <%s> is inline", file, n.Data)
		}
	}
	return links
}

func TestExportCannotWrite(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	_, err := testSite(t).export(filepath.Join(file, "site"))
	assert.Error(t, err)
}

func TestDocumentsAreValid(t *testing.T) {
	s := testSite(t)
	for _, e := range s.entries {
		body, err := json.Marshal(s.document(e))
		require.NoError(t, err, e.ID)
		var doc document
		require.NoError(t, json.Unmarshal(body, &doc), e.ID)
		assert.Equal(t, s.document(e).Kind, doc.Kind)
		assert.Len(t, doc.Texts, len(editions))
	}
}
