// Bench compares the errcode package with hand-written code and with the
// libraries that people would use in its place, on the same jobs.
//
//	go run .                      all tables, as text
//	go run . -docs ../../docs     the same, and write docs/performance.md and its chart
//	go run . -run respond         the jobs whose name matches
//	go run . -run imports         what importing each library costs a program
//
// Each contestant is checked for the right result before it is timed. All of a
// job's contestants are timed in each of -count rounds, for -benchtime each.
// Times are medians over the rounds, and ratios are medians of the ratios within
// a round, so that a busy machine does not change them much.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"regexp"
	"runtime"
	"slices"
	"testing"
	"time"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("bench: ")
	testing.Init()
	count := flag.Int("count", 50, "how many `rounds` to run")
	benchtime := flag.Duration("benchtime", 10*time.Millisecond, "how long each contestant runs in each round")
	run := flag.String("run", everything, "run the jobs whose name matches the `pattern`; imports is one")
	docs := flag.String("docs", "", "also write the results to "+pageFile+" and "+chartFile+" in this `directory`")
	redraw := flag.Bool("draw", false, "measure nothing; draw "+chartFile+" again from "+pageFile)
	flag.Parse()
	pattern, err := regexp.Compile(*run)
	if err != nil {
		log.Fatalf("-run: %v", err)
	}
	if flag.NArg() > 0 || *count < 1 || *benchtime <= 0 {
		flag.Usage()
		os.Exit(2)
	}
	if *docs != "" && *run != everything {
		log.Fatal("-docs takes the results of all jobs: leave out -run")
	}
	if *docs == "" && *redraw {
		log.Fatal("-draw needs -docs")
	}
	if *redraw {
		err = draw(*docs)
	} else {
		err = compareAndWrite(pattern, *count, *benchtime, *docs)
	}
	if err != nil {
		log.Fatal(err)
	}
}

// everything is the pattern of all jobs.
const everything = "."

// compareAndWrite prints what it measures, and writes it to the documentation if
// a directory is given.
func compareAndWrite(pattern *regexp.Regexp, count int, benchtime time.Duration, docs string) error {
	if docs != "" {
		// The run takes minutes: find out now if the page cannot be filled in.
		if _, err := readPage(docs); err != nil {
			return err
		}
	}
	r, err := compare(pattern, count, benchtime)
	if err != nil {
		return err
	}
	if _, err := os.Stdout.WriteString(r.text()); err != nil {
		return err
	}
	if docs == "" {
		return nil
	}
	return r.write(docs)
}

// compare measures what the pattern asks for.
func compare(pattern *regexp.Regexp, count int, benchtime time.Duration) (*results, error) {
	selected := slices.DeleteFunc(jobs(), func(j job) bool { return !pattern.MatchString(j.name) })
	if err := verify(selected); err != nil {
		return nil, err
	}
	r := &results{setting: fmt.Sprintf("%s %s/%s, %d processors, %d rounds of %v",
		runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.GOMAXPROCS(0), count, benchtime)}
	if len(selected) > 0 {
		all := measure(selected, count, benchtime, func(round int) { fmt.Fprintf(os.Stderr, "\rround %d of %d", round+1, count) })
		fmt.Fprintln(os.Stderr)
		r.goals = goalTable(selected, all)
		for i := range selected {
			r.jobs = append(r.jobs, selected[i].table(all[i]))
		}
	}
	if pattern.MatchString("imports") {
		var err error
		if r.imports, err = imports(count); err != nil {
			return nil, err
		}
	}
	return r, nil
}
