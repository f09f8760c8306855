package codetable

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var shopOptions = Options{Package: "shop", Type: "ShopCode", Table: "codes.tsv"}

// The source of a table is that of testdata. A catalog that is made of one by
// go generate and compiled is in examples/owncodes.
func TestSource(t *testing.T) {
	table, err := os.ReadFile(filepath.Join("testdata", "codes.tsv"))
	require.NoError(t, err)
	want, err := os.ReadFile(filepath.Join("testdata", "codes_gen.go.txt"))
	require.NoError(t, err)
	got, err := Source(shopOptions, table)
	require.NoError(t, err)
	assert.Equal(t, string(want), string(got))
	windows := "\ufeff" + strings.ReplaceAll(string(table), "\n", "\r\n")
	got, err = Source(shopOptions, []byte(windows))
	require.NoError(t, err)
	assert.Equal(t, string(want), string(got), "a byte order mark and \\r\\n change nothing")

	options, ok := OptionsOf(got)
	assert.True(t, ok)
	assert.Equal(t, shopOptions, options)
	assert.Equal(t, map[int64]int{1000: 3, -5: 6, 1001: 7}, Lines(table))
	assert.Equal(t, "codes_gen.go", OutputOf("codes.tsv"))
}

// Spreadsheets put cells with commas or quotation marks in quotation marks.
func TestQuotedCells(t *testing.T) {
	plain := "number\tname\tstatus\tmessage\tdescription\tremedy\n# a, b\n1\tA\t400\tSorry, \"it\" broke.\t\"a\" or \"b\"\t\"\n"
	quoted := "\"number\"\tname\tstatus\tmessage\tdescription\tremedy\n\"# a, b\"\t\t\t\t\t\n1\tA\t400\t\"Sorry, \"\"it\"\" broke.\"\t\"a\" or \"b\"\t\"\n"
	want, err := Source(shopOptions, []byte(plain))
	require.NoError(t, err)
	got, err := Source(shopOptions, []byte(quoted))
	require.NoError(t, err)
	assert.Equal(t, string(want), string(got))
	assert.Contains(t, string(got), "Message:     `Sorry, \"it\" broke.`,\n\t\t\tDescription: `\"a\" or \"b\"`,\n\t\t\tRemedy:      `\"`,\n")
}

// Spreadsheets begin names with capitals, and fill lines up with empty cells.
func TestTableOfSpreadsheet(t *testing.T) {
	want, err := Source(shopOptions, []byte("number\tname\tstatus\tmessage\tmessage:zh-Hant\n\n1\tA\t400\n2\tB\t400\tb\n"))
	require.NoError(t, err)
	got, err := Source(shopOptions, []byte("Number\tName \tSTATUS\tMessage\tMessage:zh-Hant\t\t \n\t\t\t\t\t\t\n1\tA\t400\t\t\t\t\n2\tB\t400\tb\t\t\t\t\n"))
	require.NoError(t, err)
	assert.Equal(t, string(want), string(got))
}

// A program that has no other language yet is ready for one.
func TestNoLanguages(t *testing.T) {
	got, err := Source(shopOptions, []byte("number\tname\tstatus\tmessage\n1\tA\t400\tBad.\n"))
	require.NoError(t, err)
	assert.Contains(t, string(got), "\t// ShopA (1): Bad.\n", "without a description")
	assert.True(t, strings.HasSuffix(string(got), "\n// shopTexts returns no texts: the table has no other languages.\nfunc shopTexts() []*errcode.Texts { return nil }\n"), string(got))
	assert.NotContains(t, string(got), "golang.org/x/text")
}

func TestZero(t *testing.T) {
	for _, table := range []string{"0\tB\t404\n1\tA\t500\n", "0\tB\t500\n", "0\tB\t400\n1\tA\t503\n2\tBGeneral\t500\n"} {
		_, err := Source(shopOptions, []byte("number\tname\tstatus\n"+table))
		assert.NoError(t, err, table)
	}
}

// All lines with mistakes are named, up to ten.
func TestSeveralMistakes(t *testing.T) {
	const head = "number\tname\tstatus\n"
	_, err := Source(shopOptions, []byte(head+"1\tA b\t400\n2\tB\t400\n3\tC\t\n1\tD\t400"))
	assert.EqualError(t, err, `codes.tsv:2: the name "A b" cannot be part of a Go identifier
codes.tsv:4: the status "" is not a number`)
	_, err = Source(shopOptions, []byte(head+strings.Repeat("x\n", 11)))
	assert.Equal(t, 10, strings.Count(err.Error(), " is not a 32-bit integer"))
	assert.True(t, strings.HasSuffix(err.Error(), "\ncodes.tsv: there may be more mistakes after these"), err)
}

func TestMistakes(t *testing.T) {
	const head = "number\tname\tstatus\tkind\tretryable\tmessage\tmessage:ja\tremedy:ja\n"
	const texts = "number\tname\tstatus\tmessage\tmessage:ja\ttemplate:ja\n"
	tests := []struct{ name, table, want string }{
		{"nothing", "", "codes.tsv: it has no codes: the first line names the columns, such as number, name, status, message, and each other line is a code"},
		{"no codes", head, "codes.tsv: it has no codes: the first line names the columns, such as number, name, status, message, and each other line is a code"},
		{"an unknown column", "number\tname\tstatus\tcolor\n", `codes.tsv:1: "color" is not a column: the columns are number, name, kind, status, retryable, maybe done, message, description, remedy, deprecated, and for each other language such as message:ja, description:ja, remedy:ja, template:ja`},
		{"commas", "number,name,status\n1,A,400\n", `codes.tsv:1: "number,name,status" is not a column: put tabs between the cells, as spreadsheets do in a file of tab-separated values`},
		{"an empty column", "number\tname\t\tstatus\n", `codes.tsv:1: "" is not a column: the columns are number, name, kind, status, retryable, maybe done, message, description, remedy, deprecated, and for each other language such as message:ja, description:ja, remedy:ja, template:ja`},
		{"a column that has no languages", "number\tname\tstatus\tkind:ja\n", `codes.tsv:1: "kind:ja" is not a column: the columns are number, name, kind, status, retryable, maybe done, message, description, remedy, deprecated, and for each other language such as message:ja, description:ja, remedy:ja, template:ja`},
		{"an unknown language", "number\tname\tstatus\tmessage:?\n", `codes.tsv:1: the column "message:?" does not name a language: language: tag is not well-formed`},
		{"a column twice", "number\tname\tname\n", `codes.tsv:1: the column "name" is there twice`},
		{"a column that is missing", "number\tname\n", `codes.tsv:1: there is no column "status"`},
		{"too many cells", head + "1\tA\t400\t\t\t\t\t\tx", "codes.tsv:2: 9 cells, but 8 columns"},
		{"no number", head + "x\tA\t400", `codes.tsv:2: the number "x" is not a 32-bit integer`},
		{"a large number", head + "2147483648\tA\t400", `codes.tsv:2: the number "2147483648" is not a 32-bit integer`},
		{"no kind", head + "1\tA\t400\tMissing", `codes.tsv:2: "Missing" is not a kind: the kinds are InvalidArgument, NotFound, AlreadyExists, Unauthenticated, PermissionDenied, ResourceExhausted, FailedPrecondition, Aborted, DeadlineExceeded, Canceled, Unavailable, Unimplemented, Internal; if it is empty, the status decides`},
		{"no status", head + "1\tA\tbad", `codes.tsv:2: the status "bad" is not a number`},
		{"the status of a success", head + "1\tA\t200", "codes.tsv:2: its HTTP status is 200, not one from 400 to 599"},
		{"neither yes nor nothing", head + "1\tA\t400\t\tno", `codes.tsv:2: "no" in the column "retryable": write "yes", or leave it empty`},
		{"0 for all that has no code", head + "1\tA\t400\n0\tB\t404", "codes.tsv:3: errors without a code would be answered with the number 0, because no line has the kind Internal: add such a line, or give this one another number"},
		{"a wrong row 0", head + "0\tB\t200\n1\tA\t500", "codes.tsv:2: its HTTP status is 200, not one from 400 to 599"},
		{"a name that is none", head + "1\tA b\t400", `codes.tsv:2: the name "A b" cannot be part of a Go identifier`},
		{"no name", head + "1\t\t400", "codes.tsv:2: it has no name"},
		{"parameters that are not in order", head + "1\tA\t400\t\t\t{2}", `codes.tsv:2: its message "{2}" leaves out a parameter`},
		{"half a translation", head + "1\tA\t400\t\t\tm\t\tr", "codes.tsv:2: it has a text in ja and no message:ja"},
		{"a parameter beyond {9}", head + "1\tA\t400\t\t\t{1} {10}", "codes.tsv:2: its message has {10}, and parameters are {1} to {9}"},
		{"parameters in a message that should have none", head + "1\tA\t400\t\t\t{1}\t{1}", "codes.tsv:2: message:ja has {1}, which belongs in template:ja"},
		{"other parameters in a template", texts + "1\tA\t400\t{1} {2}\tm\t{2} {2}", "codes.tsv:2: template:ja has {2}, and the message has {1} {2}"},
		{"no parameters in a template", texts + "1\tA\t400\t{1}\tm\tt", "codes.tsv:2: template:ja has no parameters, and the message has {1}"},
		{"parameters in a template alone", texts + "1\tA\t400\tm\tm\t{1}", "codes.tsv:2: template:ja has {1}, and the message has none"},
		{"a language that is none", "number\tname\tstatus\tmessage:und\n", `codes.tsv:1: the column "message:und" does not name a language`},
		{"a language in two spellings", "number\tname\tstatus\tmessage:zh-Hant\tremedy:zh_hant\n", `codes.tsv:1: the column "remedy:zh_hant" is in the language of those with "zh-Hant": write that`},
		{"another encoding", head + "1\tA\t400\t\t\t\xfcber", "codes.tsv:2: this is not UTF-8: save the table in that encoding"},
		{"UTF-16", "\xff\xfen\x00u\x00", "codes.tsv:1: this is not UTF-8: save the table in that encoding"},
		{"a control character", head + "1\tA\t400\t\t\ta\x00b", "codes.tsv:2: this has the character U+0000, which has no place in a table: remove it"},
		{"a byte order mark in the middle", head + "\ufeff1\tA\t400", "codes.tsv:2: this has the character U+FEFF, which has no place in a table: remove it"},
		{"the name of the type", head + "1\tCode\t400", "codes.tsv:2: the constant would be named ShopCode, as something else in the package is: choose another name"},
		{"a number twice", head + "1\tA\t400\n\n1\tB\t400", "codes.tsv:4: 1 is already in line 2"},
		{"a name twice", head + "1\tA\t400\n2\tA\t400", "codes.tsv:3: A is already in line 2"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := Source(shopOptions, []byte(test.table))
			assert.EqualError(t, err, test.want)
		})
	}
	_, err := Source(Options{Package: "a", Type: "shopCode", Table: "t"}, []byte(head+"1\tRows\t400"))
	assert.EqualError(t, err, "t:2: the constant would be named shopRows, as something else in the package is: choose another name")
	_, err = Source(Options{Package: "a", Type: "Code", Table: "t"}, []byte(head+"1\ttype\t400"))
	assert.EqualError(t, err, `t:2: "type" cannot be the name of a constant`)
	table := []byte(head + "1\tA\t400")
	_, err = Source(Options{Package: "a b", Type: "T"}, table)
	assert.EqualError(t, err, `"a b" is not a package name`)
	_, err = Source(Options{Package: "a"}, table)
	assert.EqualError(t, err, `"" is not a type name`)
	_, ok := OptionsOf([]byte("// Code generated by something else; DO NOT EDIT.\n\npackage a\n"))
	assert.False(t, ok)
	assert.Empty(t, Lines([]byte("number\n")))
}
