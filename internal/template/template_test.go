package template_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/seed85f21a9e/errcode/internal/template"
)

func TestFill(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		template string
		args     []string
		want     string
		ok       bool
	}{
		{"{1} is taken.", []string{"ann"}, "ann is taken.", true},
		{"{2}{1}{2}", []string{"a", "b"}, "bab", true},
		{"{1} {2}", []string{"{2}", "{1}"}, "{2} {1}", true},
		{"{0} {10} {a} {1", nil, "{0} {10} {a} {1", true},
		{"{1}", nil, "", false},
		{"{1}", []string{"a", "b"}, "", false},
		{"{2}", []string{"a"}, "", false},
		{"", nil, "", false},
	} {
		got, ok := template.Fill(tt.template, tt.args)
		assert.Equal(t, tt.want, got, tt.template)
		assert.Equal(t, tt.ok, ok, tt.template)
	}
}

func TestCount(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"": 0, "none": 0, "{1}": 1, "{1}{1}": 1, "{2} {1}": 2, "{1}{3}": -1, "{2}": -1, "{0}{10}": 0,
		"{9}{8}{7}{6}{5}{4}{3}{2}{1}": 9,
	} {
		assert.Equal(t, want, template.Count(text), text)
	}
}

func TestWrong(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"": "", "{1} to {9}": "", "{0}": "{0}", "{1} and {10}": "{10}", "{01}": "{01}", "{00}{10}": "{00}",
		"{}": "", "{a}": "", "{1": "", "{10": "", "{1a}": "", "{ 10 }": "", "{-1}": "", "{1{10}": "{10}", "{{10}}": "{10}",
		"{" + strings.Repeat("1", 300) + "}": "{" + strings.Repeat("1", 300) + "}",
	} {
		assert.Equal(t, want, template.Wrong(text), text)
	}
}

func TestMatches(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		template, text string
		want           bool
	}{
		{"{1} is taken.", "ann is taken.", true},
		{"{1} is taken.", " is taken.", true},
		{"{1} is taken.", "ann is taken", false},
		{"Field {1} of {2}.", "Field age of Users.", true},
		{"Field {1} of {2}.", "A field age of Users.", false},
		{"Field {1} of {2}.", "Field age.", false},
		{"{1}", "", true},
		{"{1}{2}", "anything", true},
		{"aa{1}aa", "aaa", false},
		{"no parameter", "no parameter", true},
		{"no parameter", "with no parameter", false},
		{"", "", true},
		{"", "x", false},
	} {
		assert.Equal(t, tt.want, template.Matches(tt.text, template.Literals(tt.template)), "%q %q", tt.template, tt.text)
	}
	assert.False(t, template.Matches("", nil))
}

// What is filled in matches, and the literals are all but the parameters.
func FuzzTemplate(f *testing.F) {
	f.Add("Field {1} of {2}.", "age", "Users")
	f.Add("{1}{1}", "{", "1}")
	f.Fuzz(func(t *testing.T, text, a, b string) {
		literals := template.Literals(text)
		n := template.Count(text)
		if n < 0 || n > 2 {
			return
		}
		if n == 0 && (len(literals) != 1 || literals[0] != text) {
			t.Fatalf("%q has the literals %q", text, literals)
		}
		filled, ok := template.Fill(text, []string{a, b}[:n])
		if ok != (text != "") {
			t.Fatalf("%q is not filled in", text)
		}
		if ok && !template.Matches(filled, literals) {
			t.Fatalf("%q does not match %q", filled, text)
		}
		if n == 2 && !strings.HasPrefix(filled, literals[0]) {
			t.Fatalf("%q does not begin like %q", filled, text)
		}
	})
}
