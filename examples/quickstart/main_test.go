package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/seed85f21a9e/errcode"
)

// TestMain lets the test binary be the program, for TestServe.
func TestMain(m *testing.M) {
	if os.Getenv("QUICKSTART") != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

const mainJob = `POST /users {"username":"anna","password":"horse"}
	400 Bad Request
	{"code":218,"error":"Use a password of at least 8 characters."}
	is errcode.KindInvalidArgument: tell the user "Use a password of at least 8 characters."

POST /users {"username":"anna","password":"correct horse"}
	201 Created
	{"username":"anna"}
	no error

POST /users {"username":"anna","password":"correct horse"}
	400 Bad Request
	{"code":202,"error":"Username has already been taken."}
	is errcode.LeanCloudUsernameTaken: ask for another username

POST /login {"username":"anna","password":"correct house"}
	400 Bad Request
	{"code":210,"error":"The username and password mismatch."}
	is errcode.KindUnauthenticated: ask for the password again

POST /login {"username":"anna","password":"correct horse"}
	200 OK
	{"username":"anna"}
	no error

GET /users/anna
	200 OK
	{"username":"anna"}
	no error

GET /users/nobody
	400 Bad Request
	{"code":211,"error":"Could not find user."}
	is fs.ErrNotExist: there is no such account

POST /login {"username":
	400 Bad Request
	{"code":107,"error":"Malformed json object. A json dictionary is expected."}
	is errcode.KindInvalidArgument: tell the user "Malformed json object. A json dictionary is expected."

`

func TestMainJob(t *testing.T) {
	var out bytes.Buffer
	if err := run(t.Context(), &out, ""); err != nil {
		t.Fatal(err)
	}
	if got := out.String(); got != mainJob {
		t.Errorf("the program printed\n%s\nwant\n%s", got, mainJob)
	}
}

func TestClientStopsAtUnexpectedError(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	defer server.Close()
	if err := runClient(t.Context(), io.Discard, server.URL); err == nil {
		t.Error("the client took another server's answers for the expected ones")
	}
}

func TestFailures(t *testing.T) {
	server := httptest.NewServer(handler())
	defer server.Close()
	for _, test := range []struct {
		name, method, path, body string
		status                   int
		want                     error
	}{
		{"empty body", "POST", "/users", "", 400, errcode.LeanCloudInvalidJSON},
		{"truncated body", "POST", "/users", `{"username":`, 400, errcode.LeanCloudInvalidJSON},
		{"body of another type", "POST", "/login", `["anna"]`, 400, errcode.LeanCloudInvalidJSON},
		{"large body", "POST", "/users", `{"username":"` + strings.Repeat("a", 4<<10) + `"}`, 413, errcode.LeanCloudPayloadTooLarge},
		{"no username", "POST", "/users", `{"password":"correct horse"}`, 400, errcode.LeanCloudUsernameMissing},
		{"no password", "POST", "/login", `{"username":"anna"}`, 400, errcode.LeanCloudPasswordMissing},
		{"unknown user", "POST", "/login", anna, 400, errcode.LeanCloudUserNotFound},
		{"unknown route", "GET", "/classes/Todo", "", 404, errcode.KindNotFound},
		{"wrong method", "DELETE", "/login", "", 405, errcode.LeanCloudCommandUnavailable},
	} {
		t.Run(test.name, func(t *testing.T) {
			var out bytes.Buffer
			err := call(t.Context(), &out, test.method, server.URL+test.path, test.body)
			if !errors.Is(err, test.want) {
				t.Errorf("the error is %v, want %v", err, test.want)
			}
			if e, ok := errors.AsType[*errcode.Error](err); !ok || e.Inferred() || e.HTTPStatus() != test.status {
				t.Errorf("the answer was\n%swant status %d and a body with a code", &out, test.status)
			}
		})
	}
}

func TestUsernameIsTakenOnce(t *testing.T) {
	server := httptest.NewServer(handler())
	defer server.Close()
	var wg sync.WaitGroup
	errs := make([]error, 2)
	for i := range errs {
		wg.Go(func() { errs[i] = call(t.Context(), io.Discard, "POST", server.URL+"/users", anna) })
	}
	wg.Wait()
	registered := 0
	for _, err := range errs {
		switch {
		case err == nil:
			registered++
		case !errors.Is(err, errcode.LeanCloudUsernameTaken):
			t.Error(err)
		}
	}
	if registered != 1 {
		t.Errorf("%d of %d got the username", registered, len(errs))
	}
}

func TestPasswordIsNotKept(t *testing.T) {
	s := &service{accounts: make(map[string]*account)}
	const password = "correct horse"
	for _, name := range []string{"anna", "bob"} {
		r := httptest.NewRequest("POST", "/users", strings.NewReader(`{"username":"`+name+`","password":"`+password+`"}`))
		if err := s.register(httptest.NewRecorder(), r); err != nil {
			t.Fatal(err)
		}
	}
	anna, bob := s.accounts["anna"], s.accounts["bob"]
	if kept := fmt.Sprintf("%s %s", anna, bob); strings.Contains(kept, password) {
		t.Errorf("the accounts are %s", kept)
	}
	if bytes.Equal(anna.key, bob.key) {
		t.Error("the keys of two accounts with the same password are equal")
	}
}

// TestServe runs the program with -serve and stops it with each of the signals.
func TestServe(t *testing.T) {
	for _, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		t.Run(signal.String(), func(t *testing.T) {
			cmd := exec.CommandContext(t.Context(), os.Args[0], "-serve", "127.0.0.1:0")
			cmd.Env = append(os.Environ(), "QUICKSTART=1")
			stdout, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			var curl []string
			for lines := bufio.NewScanner(stdout); len(curl) < 3 && lines.Scan(); {
				if command, ok := strings.CutPrefix(lines.Text(), "curl -i "); ok {
					curl = append(curl, command)
				}
			}
			if len(curl) < 3 {
				t.Fatalf("the program printed the curl commands %q, want three", curl)
			}
			if err := call(t.Context(), io.Discard, "GET", curl[2], ""); !errors.Is(err, errcode.LeanCloudUserNotFound) {
				t.Errorf("the error is %v, want %v", err, errcode.LeanCloudUserNotFound)
			}
			if err := cmd.Process.Signal(signal); err != nil {
				t.Fatal(err)
			}
			if err := cmd.Wait(); err != nil {
				t.Errorf("after %v the program ended with %v", signal, err)
			}
		})
	}
}
