// Quickstart is a small HTTP service for user accounts: register, log in, fetch.
// It answers errors with LeanCloud's bodies, and its client reads them back and
// matches them. From the root of the repository,
//
//	go run ./examples/quickstart
//	go run ./examples/quickstart -serve 127.0.0.1:8080
//
// the first runs both and prints requests and responses, and the second keeps
// serving and prints requests to try with curl.
//
// For a service, copy handler, which sets up the Responder, and write your
// handlers like register: they return errors and write only successes. For a
// client, copy call, which reads the error of an answer, and describe, which
// matches it. Both need only errcode and the standard library.
package main

import (
	"cmp"
	"context"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/seed85f21a9e/errcode"
)

func main() {
	serve := flag.String("serve", "", "keep serving on this `address`, such as 127.0.0.1:8080")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // so that a second Ctrl-C does not wait for open requests
	if err := run(ctx, os.Stdout, *serve); err != nil {
		fmt.Fprintln(os.Stderr, "quickstart:", err)
		os.Exit(1)
	}
}

// run serves on the address until ctx is done, or, if it is empty, on a free port
// until the client has had its answers.
func run(ctx context.Context, out io.Writer, address string) error {
	listener, err := net.Listen("tcp", cmp.Or(address, "127.0.0.1:0"))
	if err != nil {
		return err
	}
	server := &http.Server{
		Handler:      handler(),
		ReadTimeout:  5 * time.Second,
		WriteTimeout: 10 * time.Second,
	}
	stopped := make(chan error, 1)
	go func() { stopped <- server.Serve(listener) }()

	base := "http://" + listener.Addr().String()
	if address == "" {
		err = runClient(ctx, out, base)
	} else {
		if _, err = fmt.Fprintf(out, curlLines, base, anna, annaMistyped); err == nil {
			select {
			case err = <-stopped:
			case <-ctx.Done():
			}
		}
	}
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	return errors.Join(err, server.Shutdown(grace))
}

// A service keeps accounts in memory.
type service struct {
	mu       sync.Mutex
	accounts map[string]*account // by username
}

// An account shows its exported fields to clients.
type account struct {
	Username  string `json:"username"`
	salt, key []byte // of the password, which is not kept
}

type credentials struct {
	Username string `json:"username"`
	Password string `json:"password"`
}

// handler returns the service. Its functions return errors, which the responder
// answers, as it does unknown routes, wrong methods and panics.
func handler() http.Handler {
	s := &service{accounts: make(map[string]*account)}
	responder := &errcode.Responder{Catalog: errcode.LeanCloud}
	mux := http.NewServeMux()
	mux.Handle("POST /users", responder.Handler(s.register))
	mux.Handle("POST /login", responder.Handler(s.logIn))
	mux.Handle("GET /users/{name}", responder.Handler(s.fetch))
	return responder.Recover(responder.Mux(mux))
}

func (s *service) register(w http.ResponseWriter, r *http.Request) error {
	c, err := readCredentials(w, r)
	if err != nil {
		return err
	}
	if len(c.Password) < 8 {
		return errcode.New(errcode.LeanCloudInvalidPassword, errcode.WithMessage("Use a password of at least 8 characters."))
	}
	a := &account{Username: c.Username, salt: make([]byte, 16)}
	rand.Read(a.salt) // never fails
	if a.key, err = derive(c.Password, a.salt); err != nil {
		return err
	}
	if err := s.add(a); err != nil {
		return err
	}
	return writeJSON(w, http.StatusCreated, a)
}

func (s *service) logIn(w http.ResponseWriter, r *http.Request) error {
	c, err := readCredentials(w, r)
	if err != nil {
		return err
	}
	a, err := s.account(c.Username)
	if err != nil {
		return err
	}
	key, err := derive(c.Password, a.salt)
	if err != nil {
		return err
	}
	if subtle.ConstantTimeCompare(key, a.key) == 0 {
		return errcode.LeanCloudUsernamePasswordMismatch
	}
	return writeJSON(w, http.StatusOK, a)
}

func (s *service) fetch(w http.ResponseWriter, r *http.Request) error {
	a, err := s.account(r.PathValue("name"))
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusOK, a)
}

func (s *service) add(a *account) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.accounts[a.Username] != nil {
		return errcode.LeanCloudUsernameTaken
	}
	s.accounts[a.Username] = a
	return nil
}

func (s *service) account(username string) (*account, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if a := s.accounts[username]; a != nil {
		return a, nil
	}
	return nil, errcode.LeanCloudUserNotFound
}

// readCredentials returns the errors of net/http and encoding/json as they are:
// the responder has codes for a body that is too large and for one that is no JSON.
func readCredentials(w http.ResponseWriter, r *http.Request) (c credentials, err error) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 4<<10))
	if err == nil {
		err = json.Unmarshal(body, &c)
	}
	switch {
	case err != nil:
		return c, err
	case c.Username == "":
		return c, errcode.LeanCloudUsernameMissing
	case c.Password == "":
		return c, errcode.LeanCloudPasswordMissing
	}
	return c, nil
}

// derive makes the key that is kept in place of a password. Its error would have
// no code: clients get LeanCloud's general failure then, and the log gets the text.
func derive(password string, salt []byte) ([]byte, error) {
	return pbkdf2.Key(sha256.New, password, salt, 600_000, sha256.Size)
}

func writeJSON(w http.ResponseWriter, status int, v any) error {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	return json.NewEncoder(w).Encode(v)
}

// What the client sends.
const (
	anna         = `{"username":"anna","password":"correct horse"}`
	annaMistyped = `{"username":"anna","password":"correct house"}`
	annaShort    = `{"username":"anna","password":"horse"}`

	curlLines = `Serving until Ctrl-C. Try:

curl -i %[1]s/users -d '%[2]s'
curl -i %[1]s/login -d '%[3]s'
curl -i %[1]s/users/nobody
`
)

// runClient makes requests, prints them with their answers, and fails on an
// error that is not the expected one.
func runClient(ctx context.Context, out io.Writer, base string) error {
	for _, step := range []struct {
		method, path, body string
		want               error
	}{
		{"POST", "/users", annaShort, errcode.LeanCloudInvalidPassword},
		{"POST", "/users", anna, nil},
		{"POST", "/users", anna, errcode.LeanCloudUsernameTaken},
		{"POST", "/login", annaMistyped, errcode.LeanCloudUsernamePasswordMismatch},
		{"POST", "/login", anna, nil},
		{"GET", "/users/anna", "", nil},
		{"GET", "/users/nobody", "", errcode.LeanCloudUserNotFound},
		{"POST", "/login", `{"username":`, errcode.LeanCloudInvalidJSON},
	} {
		var said strings.Builder
		fmt.Fprintln(&said, strings.TrimSpace(step.method+" "+step.path+" "+step.body))
		err := call(ctx, &said, step.method, base+step.path, step.body)
		fmt.Fprintf(&said, "\t%s\n\n", describe(err))
		if _, err := io.WriteString(out, said.String()); err != nil {
			return err
		}
		if !errors.Is(err, step.want) {
			return fmt.Errorf("%s %s: the error is %v, want %v", step.method, step.path, err, step.want)
		}
	}
	return nil
}

// call makes a request, prints the status and the body of the answer, and returns
// the error that it carries.
func call(ctx context.Context, out io.Writer, method, url, body string) error {
	req, err := http.NewRequestWithContext(ctx, method, url, strings.NewReader(body))
	if err != nil {
		return err
	}
	client := http.Client{Timeout: 10 * time.Second}
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	failure := errcode.LeanCloud.CheckResponse(resp)
	answer, err := io.ReadAll(resp.Body) // CheckResponse leaves it to be read
	if err == nil {
		_, err = fmt.Fprintf(out, "\t%s\n\t%s\n", resp.Status, strings.TrimSpace(string(answer)))
	}
	if err = errors.Join(err, resp.Body.Close()); failure != nil {
		return failure
	}
	return err
}

// describe tells what an error matches: a code, a kind of codes, or an error of
// the standard library that means the same.
func describe(err error) string {
	switch {
	case err == nil:
		return "no error"
	case errors.Is(err, errcode.LeanCloudUsernameTaken):
		return "is errcode.LeanCloudUsernameTaken: ask for another username"
	case errors.Is(err, errcode.KindUnauthenticated):
		return "is errcode.KindUnauthenticated: ask for the password again"
	case errors.Is(err, errcode.KindInvalidArgument):
		e, _ := errors.AsType[*errcode.Error](err)
		return "is errcode.KindInvalidArgument: tell the user " + strconv.Quote(e.Message())
	case errors.Is(err, fs.ErrNotExist):
		return "is fs.ErrNotExist: there is no such account"
	}
	return "matches nothing: " + err.Error()
}
