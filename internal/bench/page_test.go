package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// allMeasured returns results in which every contestant took as long as ns says.
func allMeasured(ns func(j job, c contestant) float64) *results {
	all := jobs()
	r := &results{setting: "go1.0 plan9/mips, 3 processors, 7 rounds of 2ms"}
	measured := make([][]samples, len(all))
	for i, j := range all {
		for _, c := range j.all() {
			measured[i] = append(measured[i], samples{{ns: ns(j, c)}})
		}
		r.jobs = append(r.jobs, j.table(measured[i]))
	}
	r.goals = goalTable(all, measured)
	r.imports = table{head: []string{"", "binary, KB"}, rows: [][]string{{"errcode", "1234"}}, notes: []string{"a note"}}
	return r
}

func TestResultsAreWritten(t *testing.T) {
	dir := copyPage(t)
	before, err := readPage(dir)
	require.NoError(t, err)
	r := allMeasured(func(j job, c contestant) float64 {
		if j.name == "respond" && c.name == "kratos" || c.name == "errcode, Attr" {
			return 4321
		}
		return 40
	})
	require.NoError(t, r.write(dir))
	page, err := readPage(dir)
	require.NoError(t, err)

	assert.Equal(t, around(t, before), around(t, page), "the text around the results is not theirs")
	assert.Equal(t, 1, strings.Count(page, r.setting+".\n"))
	assert.Equal(t, 1, strings.Count(page, "| kratos | 4321 |"))
	assert.Contains(t, page, "| errcode | 1234 |\n\n- a note\n")
	for _, j := range jobs() {
		assert.Equal(t, 1, strings.Count(page, "\n### "+j.what+"\n\n|"), j.name)
	}
	assert.Regexp(t, `\n- Missed in this run: .*attr \(errcode, Attr\)`, page)
	assert.NotRegexp(t, `\n- Missed in this run: .*language \(`, page)

	chart, err := os.ReadFile(filepath.Join(dir, chartFile))
	require.NoError(t, err)
	assert.Contains(t, string(chart), ">4321 ns, 0 allocs<", "the chart is of the same run")

	require.NoError(t, r.write(dir))
	again, err := readPage(dir)
	require.NoError(t, err)
	assert.Equal(t, page, again)
}

// around returns a page without its parts.
func around(t *testing.T, page string) string {
	t.Helper()
	for _, part := range parts {
		var err error
		page, err = replacePart(page, part, "")
		require.NoError(t, err)
	}
	return page
}

func TestPageThatCannotBeWritten(t *testing.T) {
	const goals, jobs, imports = "<!-- begin goals -->\n<!-- end goals -->\n", "<!-- begin jobs -->\n<!-- end jobs -->\n", "<!-- begin imports -->\n<!-- end imports -->\n"
	for name, page := range map[string]string{
		"no parts":      "# Performance\n",
		"one missing":   goals + jobs,
		"one twice":     goals + jobs + imports + goals,
		"end missing":   goals + jobs + "<!-- begin imports -->\n",
		"end first":     goals + jobs + "<!-- end imports -->\n<!-- begin imports -->\n",
		"begin missing": goals + jobs + "<!-- end imports -->\n",
		"begin twice":   goals + jobs + "<!-- begin imports -->\n" + imports,
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			file := filepath.Join(dir, pageFile)
			require.NoError(t, os.WriteFile(file, []byte(page), 0o644))
			err := allMeasured(func(job, contestant) float64 { return 1 }).write(dir)
			require.ErrorContains(t, err, "not exactly one part between")
			require.ErrorContains(t, err, file)
			after, err := os.ReadFile(file)
			require.NoError(t, err)
			assert.Equal(t, page, string(after))
			assert.NoFileExists(t, filepath.Join(dir, chartFile))
		})
	}
	_, err := readPage(t.TempDir())
	require.ErrorIs(t, err, os.ErrNotExist)
}

func TestTextHasWhatWasAskedFor(t *testing.T) {
	text := (&results{setting: "go1.0", imports: table{title: "Imports", head: []string{"", "KB"}, rows: [][]string{{"errcode", "12"}}}}).text()
	assert.Equal(t, "go1.0\n\nImports\n\n           KB\n  errcode  12\n\n", text)
}
