//go:build unix

// Package cputime tells how long this process has been computing. Unlike the
// time on the clock that does not count when others had the processor, so that
// a busy machine changes it less.
package cputime

import (
	"syscall"
	"time"
)

// Now returns the processor time of this process since it began.
func Now() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// Since returns the processor time since Now returned start.
func Since(start time.Duration) time.Duration { return Now() - start }
