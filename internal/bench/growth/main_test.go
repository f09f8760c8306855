package main

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const docs = "../../../docs"

// The plots in the documentation are those of the data beside them.
func TestPlotsShowTheirData(t *testing.T) {
	for _, s := range studies() {
		t.Run(s.file, func(t *testing.T) {
			dir := t.TempDir()
			data, err := os.ReadFile(filepath.Join(docs, s.file+".csv"))
			require.NoError(t, err)
			require.NoError(t, os.WriteFile(filepath.Join(dir, s.file+".csv"), data, 0o644))
			require.NoError(t, s.draw(dir))
			drawn, err := os.ReadFile(filepath.Join(dir, s.file+".svg"))
			require.NoError(t, err)
			want, err := os.ReadFile(filepath.Join(docs, s.file+".svg"))
			require.NoError(t, err)
			assert.Equal(t, string(want), string(drawn), "draw it again: go run ./growth -draw")
		})
	}
}

func TestDataIsReadAsWritten(t *testing.T) {
	for _, s := range studies() {
		t.Run(s.file, func(t *testing.T) {
			dir := t.TempDir()
			points := s.measure(1, 100*time.Microsecond)
			require.Len(t, points, len(s.variants)*len(s.sizes))
			require.NoError(t, s.writeData(dir, points))
			read, err := s.readData(dir)
			require.NoError(t, err)
			for i := range points {
				assert.Equal(t, points[i].variant, read[i].variant)
				assert.Equal(t, points[i].size, read[i].size)
				assert.InDelta(t, points[i].value, read[i].value, 0.06) // one digit after the point
				assert.Positive(t, points[i].value)
			}
		})
	}
}
