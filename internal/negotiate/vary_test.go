package negotiate

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestAddVary(t *testing.T) {
	t.Parallel()
	both := []string{"Accept", "Accept-Language"}
	long := strings.Repeat("x", maxRead)
	tests := []struct {
		name  string
		old   []string
		names []string
		want  []string
	}{
		{"to nothing", nil, both, both},
		{"to an empty line", []string{""}, both, []string{"", "Accept", "Accept-Language"}},
		{"nothing", []string{"Origin"}, nil, []string{"Origin"}},
		{"to another", []string{"Origin"}, both[:1], []string{"Origin", "Accept"}},
		{"to several", []string{"Origin, Cookie", "X-A"}, both, []string{"Origin, Cookie", "X-A", "Accept", "Accept-Language"}},
		{"what is there", []string{"Origin,accept"}, both[:1], []string{"Origin,accept"}},
		{"what is there, on another line", []string{"Origin", " ACCEPT\t"}, both[:1], []string{"Origin", " ACCEPT\t"}},
		{"one of two", []string{"Accept-Language"}, both, []string{"Accept-Language", "Accept"}},
		{"to what begins like it", []string{"Accept-Encoding"}, both[:1], []string{"Accept-Encoding", "Accept"}},
		{"to what ends like it", []string{"X-Accept"}, both[:1], []string{"X-Accept", "Accept"}},
		{"to everything", []string{"*"}, both, []string{"*"}},
		{"to everything in a list", []string{"Origin", "Cookie , * "}, both, []string{"Origin", "Cookie , * "}},
		{"to a star in a name", []string{"x*"}, both[:1], []string{"x*", "Accept"}},
		{"twice the same", []string{"Origin"}, []string{"Accept", "accept"}, []string{"Origin", "Accept"}},
		{"beyond ASCII", []string{"Accept-ſ"}, []string{"Accept-S"}, []string{"Accept-ſ", "Accept-S"}},
		{"there, but after the first 4 KiB", []string{long, "Accept"}, both[:1], []string{long, "Accept", "Accept"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			// The array of old has room, which is somebody else's.
			var array []string
			if tt.old != nil {
				array = append(make([]string, 0, len(tt.old)+4), tt.old...)
			}
			got := AddVary(array, tt.names...)
			assert.Equal(t, tt.want, got)

			got = append(got, "appended")
			assert.Equal(t, "appended", got[len(got)-1])
			assert.Equal(t, tt.old, array)
			for _, behind := range array[len(array):cap(array)] {
				assert.Empty(t, behind, "written into the array of old")
			}
		})
	}
}

func TestAddVaryOfWhatIsThereAllocatesNothing(t *testing.T) {
	old := []string{"Origin, Accept", "Accept-Language"}
	assert.Zero(t, testing.AllocsPerRun(100, func() { AddVary(old, "Accept", "Accept-Language") }))
}

func TestHas(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]bool{
		"no-store":                   true,
		"private,\tNo-Store ":        true,
		`private="a", no-store`:      true,
		`private="a, no-store, b"`:   false,
		`private="a\", no-store, b"`: false,
		`private="\\", no-store`:     true,
		`private="a, no-store`:       false,
		"no-store=1":                 false,
		"no-ſtore":                   false,
		"":                           false,
		strings.Repeat(",", maxRead) + "no-store": false,
	} {
		assert.Equal(t, want, Has([]string{"x", line}, "no-store"), line)
	}
	assert.False(t, Has(nil, "no-store"))
}
