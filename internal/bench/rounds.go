package main

import (
	"cmp"
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// A sample is what one operation cost in one round.
type sample struct {
	ns     float64
	bytes  float64
	allocs float64
	minus  float64 // the ns that were subtracted
}

// samples are those of one contestant, one for each round.
type samples []sample

// verify lets each contestant do its job once, and checks the result.
func verify(jobs []job) error {
	setBenchtime("1x")
	for _, j := range jobs {
		for _, c := range j.all() {
			got.err = nil
			testing.Benchmark(c.run)
			if err := c.check(); err != nil {
				return fmt.Errorf("%s: %s: %w", j.name, c.name, err)
			}
		}
	}
	return nil
}

// measure runs the contestants of all jobs in rounds. Within a round those of a
// job run one right after the other, in an order that changes, because the
// machine may be busy with something else: what slows down one contestant of a
// round is likely to slow down the others, and their ratio stays.
func measure(jobs []job, rounds int, benchtime time.Duration, progress func(round int)) [][]samples {
	setBenchtime(benchtime.String())
	all := make([][]samples, len(jobs))
	for i := range jobs {
		all[i] = make([]samples, len(jobs[i].all()))
	}
	for round := range rounds {
		progress(round)
		for i := range jobs {
			contestants := jobs[i].all()
			for _, k := range rand.Perm(len(contestants)) {
				all[i][k] = append(all[i][k], contestants[k].sample())
			}
		}
	}
	return all
}

func (c *contestant) sample() sample {
	s := runOnce(c.run)
	if c.minus != nil {
		rest := runOnce(c.minus)
		s = sample{s.ns - rest.ns, s.bytes - rest.bytes, s.allocs - rest.allocs, rest.ns}
	}
	return s
}

func runOnce(run func(b *testing.B)) sample {
	r := testing.Benchmark(run)
	n := float64(r.N)
	return sample{ns: float64(r.T) / n, bytes: float64(r.MemBytes) / n, allocs: float64(r.MemAllocs) / n}
}

// setBenchtime sets how long a call of testing.Benchmark takes.
func setBenchtime(value string) {
	if err := flag.Set("test.benchtime", value); err != nil {
		panic(err)
	}
}

func (s samples) ns() float64     { return medianOf(s, func(s sample) float64 { return s.ns }) }
func (s samples) bytes() float64  { return medianOf(s, func(s sample) float64 { return s.bytes }) }
func (s samples) allocs() float64 { return medianOf(s, func(s sample) float64 { return s.allocs }) }

// fastest returns the least time of all rounds. That of a difference is the
// difference of the least times: the least difference would be that of a round
// in which the subtrahend was slow.
func (s samples) fastest() float64 {
	total, minus := math.Inf(1), math.Inf(1)
	for _, s := range s {
		total, minus = min(total, s.ns+s.minus), min(minus, s.minus)
	}
	return total - minus
}

// ratio returns the median of the ratios that the times of s and other had
// within a round.
func (s samples) ratio(other samples) float64 {
	ratios := make([]float64, len(s))
	for i := range s {
		ratios[i] = s[i].ns / other[i].ns
	}
	return median(ratios)
}

func median(values []float64) float64 {
	values = slices.SortedFunc(slices.Values(values), cmp.Compare[float64])
	n := len(values)
	if n%2 == 1 {
		return values[n/2]
	}
	return (values[n/2-1] + values[n/2]) / 2
}

// medianOf returns the median of f over all.
func medianOf[T any](all []T, f func(T) float64) float64 {
	values := make([]float64, len(all))
	for i, v := range all {
		values[i] = f(v)
	}
	return median(values)
}
