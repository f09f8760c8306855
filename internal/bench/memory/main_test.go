package main

import (
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestHeapStaysFlat(t *testing.T) {
	r, err := run(newHandler(), 4*time.Second)
	require.NoError(t, err)
	t.Log(r)
	assert.Greater(t, r.answers, int64(samples), "the server was hardly asked")
	assert.LessOrEqual(t, r.growth(), int64(maxGrowth))
}

// A server that keeps what clients send is found out.
func TestLeakIsSeen(t *testing.T) {
	var (
		mu   sync.Mutex
		kept []string
		h    = newHandler()
	)
	r, err := run(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		kept = append(kept, strings.Repeat(r.Header.Get("Accept-Language"), 8))
		mu.Unlock()
		h.ServeHTTP(w, r)
	}), 4*time.Second)
	require.NoError(t, err)
	t.Log(r)
	assert.Greater(t, r.growth(), int64(maxGrowth))
}

func TestWrongStatusIsSeen(t *testing.T) {
	_, err := run(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}), time.Minute)
	assert.ErrorContains(t, err, "status 200")
}
