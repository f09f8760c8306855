package errdoc

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seed85f21a9e/errcode"
)

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
		{"openapi.json", []string{"openapi", "-operation", "Sessions", "-catalog", "realtime"}},
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
		{"found, flag last", "", []string{"211", "-catalog", "leancloud"}, 0, ""},
		{"found, log", "code 211\n", nil, 0, ""},
		{"found, list", "", []string{"list", "-status", "404"}, 0, ""},
		{"not found", "", []string{"987654"}, 1, "987654 is not in leancloud, realtime or backend."},
		{"one of two not found", "", []string{"211", "987654"}, 1, "987654"},
		{"not in the catalog", "", []string{"-catalog", "realtime", "211"}, 1, "211 is not in realtime."},
		{"not found, body", "", []string{`{"code":987654,"error":"x"}`}, 1, "987654, the code of this body, is not in"},
		{"not found, log", "all is well\n", nil, 1, ""},
		{"not found, list", "", []string{"list", "-status", "418"}, 1, "no code passes these filters"},
		{"not found, openapi", "", []string{"openapi", "-catalog", "realtime", "-operation", "Login"}, 1, "no code of these catalogs"},
		{"broken body", "", []string{`{"error":"no"`}, 1, "not valid JSON"},
		{"negative number", "", []string{"-1"}, 1, "-1 is not in"},
		{"unknown flag", "", []string{"-nonsense", "211"}, 2, "-nonsense"},
		{"unknown catalog", "", []string{"-catalog", "x", "211"}, 2, "want one of leancloud, realtime or backend"},
		{"unknown language", "", []string{"-lang", "fr", "211"}, 2, "want en or zh"},
		{"unknown kind", "", []string{"list", "-kind", "x"}, 2, "NotFound"},
		{"unknown operation", "", []string{"list", "-operation", "x"}, 2, `"Register user"`},
		{"unknown status", "", []string{"list", "-status", "200"}, 2, "from 400 to 599"},
		{"old spelling of a flag", "", []string{"-catalogue", "x", "211"}, 2, "not defined: -catalogue"},
		{"status, not a code", "", []string{"404"}, 1, "errcode list -status 404"},
		{"version", "", []string{"--version"}, 0, ""},
		{"search", "", []string{"rate limit"}, 0, ""},
		{"recordings missing", "", []string{"diff", "a"}, 2, "two recordings"},
		{"folder missing", "", []string{"export"}, 2, "takes one directory"},
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
	p := &program{environment: environment{in: strings.NewReader(""), out: &out, err: &errs, keyboard: true}, finder: finderOf(), commands: commands()}
	if code := p.run(nil); code != exitUsage || !strings.Contains(errs.String(), "Usage: errcode") {
		t.Errorf("exit code %d, want %d; standard error: %s", code, exitUsage, errs.String())
	}
}

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestWriteFails(t *testing.T) {
	for _, args := range [][]string{{"211"}, {"list"}, {"openapi"}, {"markdown"}, {"json"}, {"-"}, {"-json", "211"}, {"help"}, {"-help"}, {"version"}, {"completion", "zsh"}, {"serve", "-addr", "127.0.0.1:0"}} {
		var errs bytes.Buffer
		p := &program{environment: environment{in: strings.NewReader("code 211\n"), out: full{}, err: &errs}, finder: finderOf(), commands: commands()}
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
		p := &program{environment: environment{in: strings.NewReader(input), out: &out, err: &out, color: true}, finder: finderOf(), commands: commands()}
		p.run(args)
		colored := out.String()
		if !strings.Contains(colored, "\x1b[") {
			t.Errorf("%q: no colors in %q", args, colored)
		}
		for _, style := range []string{styleHead, styleLabel, styleNote, styleRemedy, "0"} {
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
	for _, e := range finderOf().entries {
		number := strings.TrimPrefix(e.ID, e.CatalogName()+"/")
		questions := []string{
			e.ID, e.CatalogName() + " " + number, e.CatalogName() + "-" + number, "0" + number, e.CatalogName() + "/" + e.Name,
			e.Name, e.Constant, e.identifier(), e.Code.Error(), e.Body(), "upstream answered " + e.Body(), e.Message,
		}
		for _, question := range questions {
			if question == "" {
				continue
			}
			got := run("", "-json", question)
			if !strings.Contains(" "+idsOf(documents(t, got.out))+" ", " "+e.ID+" ") || got.code != exitFound {
				t.Errorf("%s: %s is not in the answer, exit code %d", question, e.ID, got.code)
			}
		}
	}
}

func TestFind(t *testing.T) {
	tests := []struct {
		name string
		args []string
		want string // the IDs that are found
	}{
		{"number in two catalogs", []string{"211"}, "leancloud/211 leancloud/211.1 backend/211"},
		{"number in one of them", []string{"-catalog", "leancloud", "211"}, "leancloud/211 leancloud/211.1"},
		{"all rows of a number", []string{"backend/107"}, "backend/107 backend/107.1 backend/107.2"},
		{"one row of a number", []string{"backend/107.2"}, "backend/107.2"},
		{"catalog in capitals", []string{"LeanCloud/211"}, "leancloud/211 leancloud/211.1"},
		{"words", []string{"user not found"}, "leancloud/211 backend/206"},
		{"words without quotes", []string{"user", "not", "found"}, "leancloud/211 backend/206"},
		{"two codes", []string{"206", "backend/201"}, "leancloud/206 backend/206 backend/201"},
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
		{"printed error", []string{"leancloud 211: Could not find user"}, "leancloud/211 leancloud/211.1"},
		{"as Error prints it", []string{"leancloud", "211"}, "leancloud/211 leancloud/211.1"},
		{"the same in quotes", []string{"leancloud 211"}, "leancloud/211 leancloud/211.1"},
		{"with a hyphen", []string{"leancloud-211"}, "leancloud/211 leancloud/211.1"},
		{"with zeros", []string{"0211"}, "leancloud/211 leancloud/211.1 backend/211"},
		{"as an unknown code prints", []string{"LeanCloudCode(211)"}, "leancloud/211 leancloud/211.1 backend/211"},
		{"JavaScript client's message", []string{"Could not find user. [400 POST https://api.example.com/1.1/login]"}, "leancloud/211"},
		{"line of a log", []string{"ERROR login failed with 211."}, "leancloud/211 leancloud/211.1 backend/211"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := run("", append([]string{"-json"}, test.args...)...)
			if found := idsOf(documents(t, got.out)); found != test.want || got.code != exitFound {
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
		{"letter missing", "usr not found", "leancloud/211"},
		{"number of another catalog", "leancloud/4303", "realtime/4303"},
		{"digit wrong", "4330", "realtime/4320"},
		{"digits exchanged", "4033", "leancloud/403"},
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
		{"together", []string{"-retryable", "-status", "503", "-catalog", "backend"}, func(i errcode.Info) bool {
			return i.Retryable && i.HTTPStatus == 503 && i.Code.Catalog() == errcode.Backend
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var want []string
			for _, e := range finderOf().entries {
				if test.keep(e.Info) {
					want = append(want, e.ID)
				}
			}
			var got []string
			for line := range strings.Lines(run("", append([]string{"list"}, test.args...)...).out) {
				got = append(got, strings.Fields(line)[0])
			}
			if strings.Join(got, " ") != strings.Join(want, " ") || len(want) == 0 {
				t.Errorf("got %s\nwant %s", got, want)
			}
			out := run("", append([]string{"list", "-json"}, test.args...)...).out
			if docs := documents(t, out); len(docs) != len(want) {
				t.Errorf("as JSON: %d codes", len(docs))
			}
		})
	}
}

// On a terminal no line is longer than it is wide.
func TestListFitsTheTerminal(t *testing.T) {
	for _, args := range [][]string{{"list"}, {"list", "-lang", "zh"}, {"rate limit"}} {
		var out bytes.Buffer
		p := &program{environment: environment{out: &out, err: &out, width: 80}, finder: finderOf(), commands: commands()}
		p.run(args)
		for line := range strings.Lines(out.String()) {
			if n := columns(strings.TrimRight(line, "\n")); n > 80 {
				t.Errorf("%q: %d columns: %s", args, n, line)
			}
		}
	}
}
