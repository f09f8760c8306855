package errdoc

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

func TestAnnotate(t *testing.T) {
	note := func(ids ...string) string {
		return " [" + strings.Join(mapped(ids, func(id string) string {
			e := finderOf().byID[id]
			return id + " " + e.Name + ": " + e.texts[0].Message
		}), " | ") + "]"
	}
	var (
		backend   = note("backend/211")
		leanCloud = note("leancloud/211")
		rows      = note("leancloud/211", "leancloud/211.1")
		both      = note("leancloud/211", "leancloud/211.1", "backend/211")
	)
	// A note stands where the line has a ^, which is left out of the input.
	tests := []struct{ name, line, note string }{
		{"body", `ERROR {"code":211,"error":"no"}^ in 211ms`, leanCloud},
		{"Backend body", `answered {"message":"no", "errorCode":211}^`, backend},
		{"entry of a batch", `[{"error":{"code":211,"error":"no"}^}]`, leanCloud},
		{"code=", "login failed code=211^ user=5", both},
		{"error code", "Error code: 211^.", both},
		{"errorCode", `"errorCode": "211^"`, both},
		{"escaped body", `body="{\"code\":211,\"error\":\"no\"}^"`, leanCloud},
		{"not quite an object", `{"code":211,"error":"no"}^,`, leanCloud},
		{"error", "AVOSCloud error 211^", both},
		{"errno, in brackets", "[errno 211^]", both},
		{"only a number", "211^", both},
		{"carriage return", "code 211^\r", both},
		{"failure", "login failed with 211^.", both},
		{"failure, after a word that ends in in", "failed login 211^", both},
		{"failure, several numbers", "login failed 7777 211^, 8888", both},
		{"failure, Chinese", "登录失败：211^", both},
		{"Chinese around a number", "登录失败，错误码211^。", both},
		{"printed error", "leancloud 211^: Could not find user: connection refused", rows},
		{"text form", "got backend/211^ again", backend},
		{"constant", "got errcode.LeanCloudUserNotFound^, again", leanCloud},
		{"log/slog, text", "level=ERROR err.catalog=backend err.number=211^ err.name=EmailTaken", backend},
		{"status", "GET /1.1/users 200 1234", ""},
		{"status of a failure", "error: GET /1.1/users HTTP/1.1 211 in 211 ms", ""},
		{"other codes", "status code 211, exit code 1, zip code 211", ""},
		{"duration", "request failed after 211 ms, took 211ms", ""},
		{"path and date", "failed: /srv/backend/211/x at 2026-11-22T10:01:02.211Z", ""},
		{"decimal and version", "failed: 1.211 v211 211.5", ""},
		{"date and share after a word", "error: 211-11-22, error 211.5, error: 211 of 300", ""},
		{"unlisted", `code 987654 {"code":987654,"error":"no"}`, ""},
		{"object with a code alone", `{"level":211,"x":{"count":211}}`, ""},
		{"nothing", "all is well", ""},
		{"braces", strings.Repeat(`{"a":`, 500), ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			input := strings.Replace(test.line, "^", "", 1)
			want := strings.Replace(test.line, "^", test.note, 1)
			got := run(input)
			if got.out != want {
				t.Errorf("got  %s\nwant %s", got.out, want)
			}
			wantCode := exitFound
			if test.note == "" {
				wantCode = exitNotFound
			}
			if got.code != wantCode {
				t.Errorf("exit code %d, want %d", got.code, wantCode)
			}
		})
	}
}

// A line that is a JSON object stays one: the notes are a member.
func TestAnnotateObject(t *testing.T) {
	const leanCloud = "leancloud/211 UserNotFound: Could not find user."
	for _, tc := range []struct{ name, line, want string }{
		{"body", `{"code":211,"error":"no"}`, `{"code":211,"error":"no","explained":["` + leanCloud + `"]}`},
		{"spaces", ` {"code":211,"error":"no" } `, ` {"code":211,"error":"no","explained":["` + leanCloud + `"]} `},
		{"escaped body", `{"msg":"upstream","body":"{\"code\":211,\"error\":\"no\"}"}`, `{"msg":"upstream","body":"{\"code\":211,\"error\":\"no\"}","explained":["` + leanCloud + `"]}`},
		{"log/slog", `{"err":{"catalog":"leancloud","number":202}}`, `{"err":{"catalog":"leancloud","number":202},"explained":["leancloud/202 UsernameTaken: Username has already been taken."]}`},
		{"no code", `{"level":"INFO","msg":"all is well"}`, `{"level":"INFO","msg":"all is well"}`},
		{"member there already", `{"code":211,"error":"no","explained":1}`, `{"code":211,"error":"no","explained":1}`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := run(tc.line + "\n").out
			assert.Equal(t, tc.want+"\n", got)
			assert.True(t, json.Valid([]byte(got)))
		})
	}
}

// Lines come out as they went in, with or without an end.
func TestAnnotateKeepsLines(t *testing.T) {
	const input = "\n\r\nno code here\r\n  indented\t\nlong " + "\n"
	long := strings.Repeat("x", 128<<10)
	for _, text := range []string{"", input, input + long, input + long + "\n"} {
		if got := run(text).out; got != text {
			t.Errorf("%d bytes came out of %d", len(got), len(text))
		}
	}
}

func TestAnnotateJSON(t *testing.T) {
	got := run("nothing\ncode 211\r\nBackendNotFound and backend/600\n", "-json", "-catalog", "backend")
	var lines []string
	for line := range strings.Lines(got.out) {
		var record struct {
			Line  int
			Text  string
			Codes []document
		}
		if err := json.Unmarshal([]byte(line), &record); err != nil {
			t.Fatal(err)
		}
		for _, code := range record.Codes {
			lines = append(lines, record.Text+": "+code.ID)
		}
		if record.Line != len(lines)+1 {
			t.Errorf("line %d, want %d", record.Line, len(lines)+1)
		}
	}
	want := "code 211: backend/211\nBackendNotFound and backend/600: backend/600"
	if strings.Join(lines, "\n") != want {
		t.Errorf("got %q, want %q", lines, want)
	}
}

// A line comes out before the next one goes in.
func TestAnnotateLive(t *testing.T) {
	in, input := io.Pipe()
	output, out := io.Pipe()
	done := make(chan int)
	go func() {
		p := &program{environment: environment{in: in, out: out, err: io.Discard}, finder: finderOf(), commands: commands()}
		code := p.run(nil)
		out.Close()
		done <- code
	}()
	late := time.AfterFunc(10*time.Second, func() { // so that the test fails and does not hang
		out.CloseWithError(errors.New("no line came out"))
		input.Close()
	})
	defer late.Stop()
	lines := bufio.NewReader(output)
	for range 3 {
		io.WriteString(input, "BackendNotFound\n")
		line, err := lines.ReadString('\n')
		if err != nil || !strings.Contains(line, "[backend/600 ") {
			t.Errorf("got %q, %v", line, err)
		}
	}
	input.Close()
	if code := <-done; code != exitFound {
		t.Errorf("exit code %d", code)
	}
}

func TestReadFails(t *testing.T) {
	in, input := io.Pipe()
	input.CloseWithError(io.ErrClosedPipe)
	var errs strings.Builder
	p := &program{environment: environment{in: in, out: io.Discard, err: &errs}, finder: finderOf(), commands: commands()}
	if code := p.run(nil); code != exitUsage || !strings.Contains(errs.String(), "reading standard input") {
		t.Errorf("exit code %d, standard error %q", code, errs.String())
	}
}

// A line that is still to be written is not dropped without a word.
func TestReadFailsAndWriteToo(t *testing.T) {
	in, input := io.Pipe()
	go func() {
		io.WriteString(input, "code 211\nhalf a line")
		input.CloseWithError(errors.New("the disk is gone"))
	}()
	var errs strings.Builder
	p := &program{environment: environment{in: in, out: full{}, err: &errs}, finder: finderOf(), commands: commands()}
	if code := p.run(nil); code != exitUsage || !strings.Contains(errs.String(), "the disk is gone") || !strings.Contains(errs.String(), "no space left") {
		t.Errorf("exit code %d, standard error %q", code, errs.String())
	}
}
