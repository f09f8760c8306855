// Growth measures how the cost of the errcode package grows, writes what it has
// measured as CSV, and draws it.
//
//	go run ./growth              measure and draw, into ../../docs
//	go run ./growth -draw        draw again what has been measured
//
// Times are medians over the rounds. Of those of several goroutines the best
// counts, because any other program takes one of them a processor.
package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"
)

// A study measures some variants of a job while one quantity grows.
type study struct {
	file     string // the name of the files, without an extension
	title    string
	quantity string // on the horizontal axis
	unit     string // on the vertical axis
	sizes    []int
	best     bool // whether the best round counts, and not the median
	variants []variant
}

// A variant prepares what has to be done at a size. The function that it returns
// does it n times and returns how long that took.
type variant struct {
	name    string
	prepare func(size int) func(n int) time.Duration
}

func main() {
	log.SetFlags(0)
	log.SetPrefix("growth: ")
	count := flag.Int("count", 300, "how many `rounds` to run")
	benchtime := flag.Duration("benchtime", time.Millisecond, "how long each measurement takes")
	dir := flag.String("dir", "../../docs", "the `directory` of the data and the plots")
	draw := flag.Bool("draw", false, "measure nothing, and draw the data of an earlier run")
	flag.Parse()
	if flag.NArg() > 0 || *count < 1 || *benchtime <= 0 {
		flag.Usage()
		os.Exit(2)
	}
	for _, s := range studies() {
		if !*draw {
			points := s.measure(*count, *benchtime)
			s.print(points)
			if err := s.writeData(*dir, points); err != nil {
				log.Fatal(err)
			}
		}
		if err := s.draw(*dir); err != nil {
			log.Fatal(err)
		}
	}
}

// A point is what one variant cost at one size.
type point struct {
	variant string
	size    int
	value   float64
}

// measure returns the medians or the best over some rounds. In a round each variant is
// measured once at each size, so that all of them have the same share of what
// else the machine is doing.
func (s *study) measure(rounds int, benchtime time.Duration) []point {
	type subject struct {
		variant string
		size, n int
		run     func(n int) time.Duration
		times   []float64
	}
	var subjects []*subject
	for _, v := range s.variants {
		for _, size := range s.sizes {
			run := v.prepare(size)
			subjects = append(subjects, &subject{variant: v.name, size: size, n: calibrate(run, benchtime), run: run})
		}
	}
	for range rounds {
		for _, x := range subjects {
			x.times = append(x.times, float64(x.run(x.n))/float64(x.n))
		}
	}
	var points []point
	for _, x := range subjects {
		slices.Sort(x.times)
		value := x.times[len(x.times)/2]
		if s.best {
			value = x.times[0]
		}
		points = append(points, point{x.variant, x.size, value})
	}
	return points
}

// calibrate returns how often something has to be done to take so long. It tries
// thrice, because something else may have the processor.
func calibrate(run func(n int) time.Duration, long time.Duration) int {
	for n := 1; ; n *= 2 {
		if d := min(run(n), run(n), run(n)); d >= long/2 {
			return max(1, int(float64(n)*float64(long)/float64(d)))
		}
	}
}

func (s *study) print(points []point) {
	fmt.Println(s.title)
	for _, p := range points {
		fmt.Printf("  %-40s %6d %-10s %10.1f %s\n", p.variant, p.size, s.quantity, p.value, s.unit)
	}
}

func (s *study) writeData(dir string, points []point) error {
	f, err := os.Create(filepath.Join(dir, s.file+".csv"))
	if err != nil {
		return err
	}
	records := [][]string{{"variant", s.quantity, s.unit}}
	for _, p := range points {
		records = append(records, []string{p.variant, strconv.Itoa(p.size), strconv.FormatFloat(p.value, 'f', 1, 64)})
	}
	return errors.Join(csv.NewWriter(f).WriteAll(records), f.Close())
}

func (s *study) readData(dir string) ([]point, error) {
	name := filepath.Join(dir, s.file+".csv")
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	records, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	var points []point
	for i, record := range records[1:] {
		size, err1 := strconv.Atoi(record[1])
		value, err2 := strconv.ParseFloat(record[2], 64)
		if err1 != nil || err2 != nil {
			return nil, fmt.Errorf("%s: line %d: not numbers: %q", name, i+2, record)
		}
		points = append(points, point{record[0], size, value})
	}
	return points, nil
}
