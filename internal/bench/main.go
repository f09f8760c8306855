// Bench compares the errcode package with hand-written code and with the
// libraries that people would use in its place, on the same jobs.
//
//	go run .                      all tables, as text
//	go run . -format markdown     as in docs/performance.md
//	go run . -run respond         the jobs whose name matches
//	go run . -run imports         what importing each library costs a program
//
// Each contestant is checked for the right result before it is timed. All of a
// job's contestants are timed in each of -count rounds, for -benchtime each.
// Times are processor time, medians over the rounds, and ratios are medians of
// the ratios within a round, so that a busy machine does not change them much.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("bench: ")
	testing.Init()
	count := flag.Int("count", 200, "how many `rounds` to run")
	benchtime := flag.Duration("benchtime", 2*time.Millisecond, "how long each contestant runs in each round")
	format := flag.String("format", "text", "how to print tables: `text` or markdown")
	run := flag.String("run", ".", "run the jobs whose name matches the `pattern`; imports is one")
	flag.Parse()
	pattern, err := regexp.Compile(*run)
	if err != nil {
		log.Fatalf("-run: %v", err)
	}
	if flag.NArg() > 0 || *count < 1 || *benchtime <= 0 || *format != "text" && *format != "markdown" {
		flag.Usage()
		os.Exit(2)
	}
	tables, err := compare(pattern, *count, *benchtime)
	if err != nil {
		log.Fatal(err)
	}
	if _, err := os.Stdout.WriteString(render(*format, tables)); err != nil {
		log.Fatal(err)
	}
}

// compare measures what the pattern asks for.
func compare(pattern *regexp.Regexp, count int, benchtime time.Duration) ([]table, error) {
	selected := slices.DeleteFunc(jobs(), func(j job) bool { return !pattern.MatchString(j.name) })
	if err := verify(selected); err != nil {
		return nil, err
	}
	var tables []table
	if len(selected) > 0 {
		all := measure(selected, count, benchtime, func(round int) { fmt.Fprintf(os.Stderr, "\rround %d of %d", round+1, count) })
		fmt.Fprintln(os.Stderr)
		tables = append(tables, goalTable(selected, all))
		for i := range selected {
			tables = append(tables, selected[i].table(all[i]))
		}
	}
	if pattern.MatchString("imports") {
		t, err := imports(count)
		if err != nil {
			return nil, err
		}
		tables = append(tables, t)
	}
	return tables, nil
}

func render(format string, tables []table) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s/%s, %d processors\n\n", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.GOMAXPROCS(0))
	for i := range tables {
		if format == "markdown" {
			tables[i].writeMarkdown(&b)
		} else {
			tables[i].writeText(&b)
		}
	}
	return b.String()
}
