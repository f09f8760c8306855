//go:build !unix

// Package cputime tells how long this process has been computing. On this
// system it is the time on the clock, for lack of a better one.
package cputime

import "time"

var began = time.Now()

// Now returns the time since the process began.
func Now() time.Duration { return time.Since(began) }

// Since returns the time since Now returned start.
func Since(start time.Duration) time.Duration { return Now() - start }
