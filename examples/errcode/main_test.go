package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seed85f21a9e/errcode"
)

var update = flag.Bool("update", false, "write the golden files")

// A result is what a run of the command has left.
type result struct {
	out, err string
	code     int
}

// run runs the command with some standard input.
func run(input string, args ...string) result {
	var out, err bytes.Buffer
	p := &program{in: strings.NewReader(input), out: &out, err: &err}
	code := p.run(args)
	return result{out.String(), err.String(), code}
}

// checkGolden compares what was written with a file in testdata.
func checkGolden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("output differs from %s; run \"go test -update\" and look at the difference. Got:\n%s", file, got)
	}
}

func TestOutput(t *testing.T) {
	logFile, err := os.ReadFile("testdata/app.log")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		golden string
		args   []string
	}{
		{"number.txt", []string{"211"}},
		{"number-zh.txt", []string{"-lang", "zh", "4303"}},
		{"variants.txt", []string{"backend/107"}},
		{"json.txt", []string{"-json", "LeanCloudUserNotFound"}},
		{"list.txt", []string{"list", "-kind", "NotFound"}},
		{"annotated.txt", nil},
		{"annotated-zh.txt", []string{"-lang=zh-CN", "-"}},
		{"openapi.yaml", []string{"openapi", "-operation", "Login"}},
		{"openapi.json", []string{"openapi", "-operation", "Sessions", "-catalogue", "realtime", "-format", "json"}},
		{"help.txt", []string{"-help"}},
		{"help-list.txt", []string{"help", "list"}},
	}
	for _, test := range tests {
		t.Run(test.golden, func(t *testing.T) {
			got := run(string(logFile), test.args...)
			if got.code != exitFound || got.err != "" {
				t.Errorf("exit code %d, standard error %q", got.code, got.err)
			}
			checkGolden(t, test.golden, got.out)
		})
	}
}

func TestExitCode(t *testing.T) {
	tests := []struct {
		name  string
		input string
		args  []string
		want  int
		err   string // part of standard error
	}{
		{"found", "", []string{"211"}, 0, ""},
		{"found, flag last", "", []string{"211", "-catalogue", "leancloud"}, 0, ""},
		{"found, log", "code 211\n", nil, 0, ""},
		{"found, list", "", []string{"list", "-status", "404"}, 0, ""},
		{"not found", "", []string{"987654"}, 1, "987654 is not in backend, leancloud or realtime."},
		{"one of two not found", "", []string{"211", "987654"}, 1, "987654"},
		{"not in the catalogue", "", []string{"-catalogue", "realtime", "211"}, 1, "211 is not in realtime."},
		{"not found, body", "", []string{`{"code":987654,"error":"x"}`}, 1, "987654, the code of this body, is not in"},
		{"not found, log", "all is well\n", nil, 1, ""},
		{"not found, list", "", []string{"list", "-status", "418"}, 1, "no code passes these filters"},
		{"not found, openapi", "", []string{"openapi", "-catalogue", "realtime", "-operation", "Login"}, 1, "no code of these catalogues"},
		{"broken body", "", []string{`{"error":"no"`}, 1, "not valid JSON"},
		{"number after --", "", []string{"--", "-1"}, 1, "-1 is not in"},
		{"unknown flag", "", []string{"-nonsense", "211"}, 2, "-nonsense"},
		{"unknown catalogue", "", []string{"-catalogue", "x", "211"}, 2, "want one of backend, leancloud or realtime"},
		{"unknown language", "", []string{"-lang", "fr", "211"}, 2, "want en or zh"},
		{"unknown kind", "", []string{"list", "-kind", "x"}, 2, "NotFound"},
		{"unknown operation", "", []string{"list", "-operation", "x"}, 2, `"Register user"`},
		{"unknown status", "", []string{"list", "-status", "200"}, 2, "from 400 to 599"},
		{"unknown format", "", []string{"openapi", "-format", "xml"}, 2, "yaml or json"},
		{"unknown shell", "", []string{"completion", "csh"}, 2, "bash, zsh or fish"},
		{"unknown command", "", []string{"help", "x"}, 2, `no command "x"`},
		{"flags before the command", "", []string{"-json", "list"}, 2, "errcode list ..."},
		{"argument of a command without any", "", []string{"list", "211"}, 2, `not "211"`},
		{"no such folder", "", []string{"markdown", "-o", "testdata/none"}, 2, "none"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := run(test.input, test.args...)
			if got.code != test.want {
				t.Errorf("exit code %d, want %d", got.code, test.want)
			}
			if !strings.Contains(got.err, test.err) || test.err == "" && got.err != "" {
				t.Errorf("standard error is %q, want it to have %q", got.err, test.err)
			}
		})
	}
}

func TestNothingToDo(t *testing.T) {
	var out, errs bytes.Buffer
	p := &program{in: strings.NewReader(""), out: &out, err: &errs, keyboard: true}
	if code := p.run(nil); code != exitUsage || !strings.Contains(errs.String(), "Usage: errcode") {
		t.Errorf("exit code %d, want %d; standard error: %s", code, exitUsage, errs.String())
	}
}

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestWriteFails(t *testing.T) {
	for _, args := range [][]string{{"211"}, {"list"}, {"openapi"}, {"markdown"}, {"-"}, {"-json", "211"}} {
		var errs bytes.Buffer
		p := &program{in: strings.NewReader("code 211\n"), out: full{}, err: &errs}
		if code := p.run(args); code != exitUsage || !strings.Contains(errs.String(), "no space left") {
			t.Errorf("%q: exit code %d, standard error %q", args, code, errs.String())
		}
	}
}

func TestWantsColor(t *testing.T) {
	device, err := os.Open(os.DevNull) // as good as a terminal: a character device
	if err != nil {
		t.Fatal(err)
	}
	defer device.Close()
	file, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	tests := []struct {
		name string
		file *os.File
		env  map[string]string
		want bool
	}{
		{"terminal", device, nil, true},
		{"file", file, nil, false},
		{"NO_COLOR", device, map[string]string{"NO_COLOR": "1"}, false},
		{"empty NO_COLOR", device, map[string]string{"NO_COLOR": ""}, true},
		{"dumb terminal", device, map[string]string{"TERM": "dumb"}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := wantsColor(test.file, func(name string) string { return test.env[name] }); got != test.want {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

// Without its escape sequences, colored output is the same as plain output.
func TestColor(t *testing.T) {
	for _, args := range [][]string{{"211"}, {"list", "-kind", "NotFound"}, {"-"}} {
		const input = "login failed, code 211\n"
		var out bytes.Buffer
		p := &program{in: strings.NewReader(input), out: &out, err: &out, color: true}
		p.run(args)
		colored := out.String()
		if !strings.Contains(colored, "\x1b[") {
			t.Errorf("%q: no colors in %q", args, colored)
		}
		for _, style := range []string{styleHead, styleLabel, styleNote, "0"} {
			colored = strings.ReplaceAll(colored, "\x1b["+style+"m", "")
		}
		if plain := run(input, args...).out; colored != plain {
			t.Errorf("%q: got %q, without colors %q", args, colored, plain)
		}
	}
}

// Whatever code is asked for, by whichever of its names, it is in the answer,
// which is valid JSON.
func TestEveryCodeByEveryName(t *testing.T) {
	for _, c := range allCatalogs() {
		for code := range c.All() {
			info := code.Info()
			text, err := json.Marshal(code)
			if err != nil {
				t.Fatal(err)
			}
			questions := []string{
				strings.Trim(string(text), `"`), c.Name() + "/" + info.Name, info.Name,
				constantOf(code), strings.TrimPrefix(constantOf(code), "errcode."),
				string(c.AppendBody(nil, code)), "upstream answered " + string(c.AppendBody(nil, code)),
			}
			if info.Message != "" {
				questions = append(questions, info.Message)
			}
			for _, question := range questions {
				got := run("", "-json", question)
				var entries []entry
				if err := json.Unmarshal([]byte(got.out), &entries); err != nil {
					t.Fatalf("%s: %v", question, err)
				}
				if !hasEntry(entries, idOf(code)) {
					t.Errorf("%s: %s is not in the answer, exit code %d", question, idOf(code), got.code)
				}
			}
		}
	}
}

func hasEntry(entries []entry, id string) bool {
	for _, e := range entries {
		if e.ID == id {
			return true
		}
	}
	return false
}

func TestFind(t *testing.T) {
	tests := []struct {
		name string
		args []string
		want string // the IDs that are found
	}{
		{"number in two catalogues", []string{"211"}, "backend/211 leancloud/211"},
		{"number in one of them", []string{"-catalogue", "leancloud", "211"}, "leancloud/211"},
		{"all rows of a number", []string{"backend/107"}, "backend/107 backend/107.1 backend/107.2"},
		{"one row of a number", []string{"backend/107.2"}, "backend/107.2"},
		{"catalogue in capitals", []string{"LeanCloud/211"}, "leancloud/211"},
		{"words", []string{"user not found"}, "backend/206 leancloud/211"},
		{"words without quotes", []string{"user", "not", "found"}, "backend/206 leancloud/211"},
		{"two codes", []string{"206", "backend/201"}, "backend/206 leancloud/206 backend/201"},
		{"a code twice", []string{"backend/201", "BackendUsernameTaken"}, "backend/201"},
		{"vendor's name", []string{"SESSION_CONFLICT"}, "realtime/4111"},
		{"Chinese message", []string{"找不到用户"}, "leancloud/211"},
		{"LeanCloud body", []string{`{"code":211,"error":"no"}`}, "leancloud/211"},
		{"realtime body", []string{`{"code":4303,"error":"no"}`}, "realtime/4303"},
		{"Backend body", []string{`{"message":"no","errorCode":211}`}, "backend/211"},
		{"body of a variant", []string{`{"message":"The operation results in a duplicate key for a unique index.","errorCode":107}`}, "backend/107.1"},
		{"problem document", []string{`{"type":"https://api.example.com/errors/backend/107.1","title":"x","status":400}`}, "backend/107.1"},
		{"batch", []string{`[{"success":{}},{"error":{"code":137,"error":"no"}}]`}, "leancloud/137"},
		{"escaped body", []string{`{\"code\":211,\"error\":\"no\"}`}, "leancloud/211"},
		{"body in a text", []string{`HTTP 400: {"code":211,"error":"no"}`}, "leancloud/211"},
		{"printed error", []string{"leancloud 211: Could not find user"}, "leancloud/211"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := run("", append([]string{"-json"}, test.args...)...)
			var entries []entry
			if err := json.Unmarshal([]byte(got.out), &entries); err != nil {
				t.Fatal(err)
			}
			var ids []string
			for _, e := range entries {
				ids = append(ids, e.ID)
			}
			if found := strings.Join(ids, " "); found != test.want || got.code != exitFound {
				t.Errorf("got %s, exit code %d; want %s", found, got.code, test.want)
			}
		})
	}
}

func TestReceivedMessage(t *testing.T) {
	const own = "The name is taken by a bot."
	if got := run("", `{"code":202,"error":"`+own+`"}`).out; !strings.Contains(got, own) {
		t.Errorf("the message of the body is missing in:\n%s", got)
	}
}

func TestSuggestions(t *testing.T) {
	tests := []struct {
		name, question, want string // want: the first suggestion
	}{
		{"letters exchanged", "LeanCloudUserNotFuond", "leancloud/211"},
		{"letter missing", "usr not found", "backend/206"},
		{"words of the name, not in order", "expired session", "realtime/4112"},
		{"words of the description", "ACL", "leancloud"},
		{"digit wrong", "4330", "realtime/4320"},
		{"digits exchanged", "4033", "realtime/4303"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := run("", test.question)
			_, suggestions, found := strings.Cut(got.err, "Did you mean:\n")
			first, _, _ := strings.Cut(suggestions, "\n")
			if !found || !strings.HasPrefix(strings.TrimSpace(first), test.want) || got.code != exitNotFound {
				t.Errorf("got %q, want %s first", got.err, test.want)
			}
			if n := strings.Count(suggestions, "\n"); n > maxSuggestions {
				t.Errorf("%d suggestions", n)
			}
		})
	}
	if got := run("", "987654").err; strings.Contains(got, "Did you mean") {
		t.Errorf("suggestions for a number like no other: %s", got)
	}
}

func TestListFilters(t *testing.T) {
	tests := []struct {
		name string
		args []string
		keep func(errcode.Info) bool
	}{
		{"none", nil, func(errcode.Info) bool { return true }},
		{"kind", []string{"-kind", "not found"}, func(i errcode.Info) bool { return i.Kind == errcode.KindNotFound }},
		{"kinds", []string{"-kind", "Aborted", "-kind", "Canceled"}, func(i errcode.Info) bool {
			return i.Kind == errcode.KindAborted || i.Kind == errcode.KindCanceled
		}},
		{"operation", []string{"-operation", "Register user"}, func(i errcode.Info) bool { return i.ReturnedBy.Has(errcode.OpRegisterUser) }},
		{"operation with hyphens", []string{"-operation", "register-user"}, func(i errcode.Info) bool { return i.ReturnedBy.Has(errcode.OpRegisterUser) }},
		{"no operation", []string{"-operation", "N/A"}, func(i errcode.Info) bool { return i.ReturnedBy == 0 }},
		{"status", []string{"-status", "404"}, func(i errcode.Info) bool { return i.HTTPStatus == 404 }},
		{"class of status", []string{"-status", "5XX"}, func(i errcode.Info) bool { return i.HTTPStatus >= 500 }},
		{"retryable", []string{"-retryable"}, func(i errcode.Info) bool { return i.Retryable }},
		{"not retryable", []string{"-retryable=false"}, func(i errcode.Info) bool { return !i.Retryable }},
		{"together", []string{"-retryable", "-status", "503", "-catalogue", "backend"}, func(i errcode.Info) bool {
			return i.Retryable && i.HTTPStatus == 503 && i.Code.Catalog() == errcode.Backend
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var want []string
			for _, c := range allCatalogs() {
				for code := range c.All() {
					if test.keep(code.Info()) {
						want = append(want, idOf(code))
					}
				}
			}
			var got []string
			for line := range strings.Lines(run("", append([]string{"list"}, test.args...)...).out) {
				got = append(got, strings.Fields(line)[0])
			}
			if strings.Join(got, " ") != strings.Join(want, " ") || len(want) == 0 {
				t.Errorf("got %s\nwant %s", got, want)
			}
			var entries []entry
			out := run("", append([]string{"list", "-json"}, test.args...)...).out
			if err := json.Unmarshal([]byte(out), &entries); err != nil || len(entries) != len(want) {
				t.Errorf("as JSON: %d codes, %v", len(entries), err)
			}
		})
	}
}

// The tables in the repository say what the catalogues say.
func TestDocs(t *testing.T) {
	dir := t.TempDir()
	if got := run("", "markdown", "-o", dir); got.code != exitFound {
		t.Fatal(got.err)
	}
	for _, c := range allCatalogs() {
		want, err := os.ReadFile(filepath.Join(dir, markdownFile(c)))
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join("..", "..", "docs", markdownFile(c)))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("docs/%s is stale; run \"go run ./examples/errcode markdown -o docs\"", markdownFile(c))
		}
		if rows := bytes.Count(want, []byte("\n| ")) - 1; rows != c.Len() {
			t.Errorf("%s has %d rows, want %d", markdownFile(c), rows, c.Len())
		}
	}
	if got := run("", "markdown").out; strings.Count(got, "\n# ") != 2 || !strings.HasPrefix(got, "# Backend codes\n") {
		t.Error("standard output does not have the three tables")
	}
}

func TestMarkdownEscapes(t *testing.T) {
	if got, want := escapeMarkdown("a|b_c*<i>&`[x]\\"), "a\\|b\\_c\\*&lt;i>&amp;\\`\\[x\\]\\\\"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := escapePipes("a|b"); got != `a\|b` {
		t.Errorf("got %s", got)
	}
}
