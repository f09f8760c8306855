package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite the code and the table of the page")

// page is made of this module's code: a comment before each block names the file
// and the region that the block is a copy of.
const page = "../../docs/recipes.md"

// maxLines is how many lines a block may have.
const maxLines = 10

var (
	blocks   = regexp.MustCompile("(?m)^(?:<!-- ([a-z0-9/._]+)#([a-z]+) -->\n)?```go\n((?s:.*?))^```\n")
	sections = regexp.MustCompile(`(?m)^## (.*)\n`)
	table    = regexp.MustCompile(`(?m)^\| Stack \|.*\n(?:\|.*\n)*`)
)

// The code on the page is the code that is tested.
func TestPage(t *testing.T) {
	old, err := os.ReadFile(page)
	require.NoError(t, err)
	text := blocks.ReplaceAllStringFunc(string(old), func(block string) string {
		m := blocks.FindStringSubmatch(block)
		require.NotEmpty(t, m[1], "no comment says where this comes from:\n%s", block)
		code := region(t, m[1], m[2])
		assert.LessOrEqual(t, countLines(code), maxLines, "%s#%s", m[1], m[2])
		return fmt.Sprintf("<!-- %s#%s -->\n```go\n%s```\n", m[1], m[2], code)
	})
	text = table.ReplaceAllLiteralString(text, tableOf(t, text))
	if *update {
		require.NoError(t, os.WriteFile(page, []byte(text), 0o644))
		return
	}
	assert.Equal(t, text, string(old), "run go test -update in examples/frameworks")
}

// Every region of the code is on the page.
func TestNothingIsMissing(t *testing.T) {
	text, err := os.ReadFile(page)
	require.NoError(t, err)
	files, err := filepath.Glob("with*/with*.go")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	marker := regexp.MustCompile(`(?m)// recipe: (\w+)$`)
	for _, file := range files {
		code, err := os.ReadFile(file)
		require.NoError(t, err)
		for _, m := range marker.FindAllSubmatch(code, -1) {
			if string(m[1]) != "end" {
				assert.Contains(t, string(text), fmt.Sprintf("<!-- %s#%s -->", filepath.ToSlash(file), m[1]))
			}
		}
	}
}

// region returns the lines between two markers, without what all are indented by.
func region(t *testing.T, file, name string) string {
	code, err := os.ReadFile(file)
	require.NoError(t, err)
	_, rest, found := bytes.Cut(code, []byte("// recipe: "+name+"\n"))
	require.True(t, found, "%s has no region %s", file, name)
	body, _, found := bytes.Cut(rest, []byte("// recipe: end\n"))
	require.True(t, found, "the region %s of %s has no end", name, file)
	lines := strings.Split(strings.TrimSpace(string(body)), "\n")
	first := strings.SplitN(string(body), "\n", 2)[0]
	indent := first[:len(first)-len(strings.TrimLeft(first, "\t"))]
	for i, line := range lines {
		lines[i] = strings.TrimPrefix(line, indent)
	}
	return strings.Join(lines, "\n") + "\n"
}

// countLines counts those that have more than brackets and comments.
func countLines(code string) (n int) {
	for line := range strings.SplitSeq(code, "\n") {
		line = strings.TrimSpace(line)
		if strings.Trim(line, "(){}[],") != "" && !strings.HasPrefix(line, "//") {
			n++
		}
	}
	return n
}

// tableOf returns the table at the head of the page: for each section with code,
// how many lines its blocks have, and where the program is.
func tableOf(t *testing.T, text string) string {
	var b strings.Builder
	b.WriteString("| Stack | Lines | Program |\n|---|--:|---|\n")
	heads := sections.FindAllStringSubmatchIndex(text, -1)
	for i, head := range heads {
		title, end := text[head[2]:head[3]], len(text)
		if i+1 < len(heads) {
			end = heads[i+1][0]
		}
		var lines []string
		var dir string
		for _, m := range blocks.FindAllStringSubmatch(text[head[1]:end], -1) {
			dir = filepath.Dir(m[1])
			lines = append(lines, fmt.Sprint(countLines(region(t, m[1], m[2]))))
		}
		if dir == "" {
			continue
		}
		fmt.Fprintf(&b, "| [%s](#%s) | %s | [%s](../examples/frameworks/%s) |\n", title, anchor(title), strings.Join(lines, " + "), dir, dir)
	}
	return b.String()
}

// anchor returns how a heading is linked to.
func anchor(title string) string {
	title = regexp.MustCompile(`[^\w\- ]`).ReplaceAllString(strings.ToLower(title), "")
	return strings.ReplaceAll(title, " ", "-")
}
