package errdoc

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A note says all that has to be true for the request to fail.
func TestNotesOfVendorExamples(t *testing.T) {
	b := finderOf().book
	for id, want := range map[string]string{
		"leancloud/429": "Sent 2 times to examples/server -rate=0.001.",
		"leancloud/219": "Sent 7 times.",
		"backend/650":   "Sent to examples/server -timeout=1ns.",
		"leancloud/211": "",
	} {
		assert.Equal(t, want, b.byID[id].Examples[0].Note, id)
	}
}

// Every request of examples.json belongs to a code, which its answer carries, and
// is shown by the command.
func TestVendorExamples(t *testing.T) {
	var requests []vendorRequest
	require.NoError(t, json.Unmarshal(vendorRequests, &requests))
	require.Greater(t, len(requests), 50)
	b := finderOf().book
	for _, r := range requests {
		e := b.byID[r.Code]
		if !assert.NotNil(t, e, r.Code) {
			continue
		}
		decoded := e.Code.Catalog().DecodeBody(r.Status, []byte(r.Answer))
		assert.Equal(t, e.Code.Number(), decoded.Code().Number(), r.Code)
		require.NotEmpty(t, e.Examples)
		got := run("", r.Code).out
		if assert.Contains(t, got, r.Method+" "+r.Path) {
			assert.Contains(t, got, r.Answer)
		}
		assert.False(t, strings.HasSuffix(e.Examples[0].Request, "\n"))
	}
	assert.Empty(t, b.byID["realtime/4303"].Examples)
}
