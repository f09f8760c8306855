package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
)

const modulePath = "github.com/seed85f21a9e/errcode"

// programs are those below programs/ that match an error and do nothing else,
// with what each of them stands for.
var programs = []struct{ dir, name string }{
	{"stdlib", "fmt and errors alone"},
	{"stdlib-json-slog", "… and encoding/json, log/slog"},
	{"stdlib-json-slog-text", "… and x/text/language"},
	{"stdlib-json-slog-http", "… and net/http, but not x/text"},
	{"stdlib-json-slog-http-text", "… and both"},
	{"errcode", "errcode"},
	{"connect", "connect"},
	{"grpc", "grpc status"},
	{"twirp", "twirp"},
	{"kratos", "kratos errors"},
	{"openapi", "go-openapi/errors"},
	{"huma", "huma"},
	{"cockroach", "cockroachdb/errors"},
	{"oops", "oops"},
	{"k8s", "k8s apimachinery"},
	{"distribution", "distribution errcode"},
	{"i18n", "go-i18n"},
	{"stdlib-server", "a server with net/http alone"},
	{"errcode-server", "a server with errcode"},
}

// A startup is what a program does before main.
type startup struct {
	packages int     // that have something to do
	own      int     // of these, errcode itself and the packages below it
	clock    float64 // milliseconds
	bytes    float64
	allocs   float64
}

// imports builds the programs and tells what each of them costs.
func imports(runs int) (t table, err error) {
	t = table{
		title: "What an import costs a program",
		head:  []string{"", "binary, KB", "standard packages", "other packages", "with init", "init, µs", "init, B", "init, allocs"},
		notes: []string{
			"Each program matches one error and ends; the servers are built, but do not listen.",
			"Linked with -ldflags=\"-s -w\". Packages with init functions and what these cost: GODEBUG=inittrace=1.",
		},
	}
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		return t, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if _, err := goCommand("build", "-trimpath", "-ldflags=-s -w", "-o", dir, "./programs/..."); err != nil {
		return t, err
	}
	startups := make([][]startup, len(programs))
	for range runs {
		for i, p := range programs {
			s, err := readStartup(executable(dir, p.dir))
			if err != nil {
				return t, fmt.Errorf("program %s: %w", p.dir, err)
			}
			startups[i] = append(startups[i], s)
		}
	}
	size := make(map[string]int64) // of each program, in KB
	for i, p := range programs {
		standard, outside, err := countPackages(p.dir)
		if err != nil {
			return t, err
		}
		info, err := os.Stat(executable(dir, p.dir))
		if err != nil {
			return t, err
		}
		s := startups[i]
		size[p.dir] = info.Size() / 1000
		t.rows = append(t.rows, []string{
			p.name, strconv.FormatInt(size[p.dir], 10), strconv.Itoa(standard), strconv.Itoa(outside),
			strconv.Itoa(s[0].packages),
			fmt.Sprintf("%.0f", 1000*medianOf(s, func(s startup) float64 { return s.clock })),
			fmt.Sprintf("%.0f", medianOf(s, func(s startup) float64 { return s.bytes })),
			fmt.Sprintf("%.0f", medianOf(s, func(s startup) float64 { return s.allocs })),
		})
		if p.dir == "errcode" {
			t.notes = append(t.notes, fmt.Sprintf("Init functions of the package errcode itself: in %d packages.", s[0].own))
		}
	}
	t.notes = append(t.notes, fmt.Sprintf(
		"encoding/json and log/slog add %d KB to fmt and errors, net/http another %d KB, x/text %d KB; to all of them errcode adds %d KB, and to a server with net/http %d KB.",
		size["stdlib-json-slog"]-size["stdlib"], size["stdlib-json-slog-http"]-size["stdlib-json-slog"],
		size["stdlib-json-slog-text"]-size["stdlib-json-slog"],
		size["errcode"]-size["stdlib-json-slog-http-text"], size["errcode-server"]-size["stdlib-server"]))
	return t, nil
}

// executable returns where go build puts a program.
func executable(dir, program string) string {
	if runtime.GOOS == "windows" {
		program += ".exe"
	}
	return filepath.Join(dir, program)
}

// countPackages counts the packages that a program is linked from, in the
// standard library and outside of it; the program itself does not count.
func countPackages(program string) (standard, outside int, err error) {
	out, err := goCommand("list", "-deps", "-f", "{{.Standard}}", "./programs/"+program)
	if err != nil {
		return 0, 0, err
	}
	return bytes.Count(out, []byte("true\n")), bytes.Count(out, []byte("false\n")) - 1, nil
}

func goCommand(args ...string) ([]byte, error) {
	cmd := exec.Command("go", args...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go %s: %w", args[0], err)
	}
	return out, nil
}

// readStartup runs a program and adds up what its init functions cost.
func readStartup(program string) (startup, error) {
	cmd := exec.Command(program)
	cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	var trace bytes.Buffer
	cmd.Stderr = &trace
	if err := cmd.Run(); err != nil {
		return startup{}, err
	}
	return parseStartup(&trace)
}

// parseStartup reads lines like "init net/http @1.2 ms, 0.03 ms clock, 2824
// bytes, 21 allocs".
func parseStartup(trace io.Reader) (startup, error) {
	var sum startup
	lines := bufio.NewScanner(trace)
	for lines.Scan() {
		var (
			pkg                      string
			at, clock, bytes, allocs float64
		)
		_, err := fmt.Sscanf(lines.Text(), "init %s @%f ms, %f ms clock, %f bytes, %f allocs", &pkg, &at, &clock, &bytes, &allocs)
		if err != nil {
			return startup{}, fmt.Errorf("cannot read %q: %w", lines.Text(), err)
		}
		sum.packages++
		if pkg == modulePath || strings.HasPrefix(pkg, modulePath+"/") {
			sum.own++
		}
		sum.clock += clock
		sum.bytes += bytes
		sum.allocs += allocs
	}
	return sum, lines.Err()
}
