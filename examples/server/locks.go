package main

import (
	"context"
	"hash/fnv"
)

// locks are locks by name. Different names may share a lock.
type locks [64]chan struct{}

func newLocks() *locks {
	var l locks
	for i := range l {
		l[i] = make(chan struct{}, 1)
	}
	return &l
}

func (l *locks) lock(ctx context.Context, name string) (unlock func(), err error) {
	h := fnv.New32a()
	h.Write([]byte(name))
	return acquire(ctx, l[h.Sum32()%uint32(len(l))])
}

// acquire waits for a place in a channel and returns the function that frees
// it.
func acquire(ctx context.Context, places chan struct{}) (release func(), err error) {
	select {
	case places <- struct{}{}:
		return func() { <-places }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
