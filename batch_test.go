package errcode_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode"
)

func TestParseLeanCloudBatch(t *testing.T) {
	t.Parallel()
	type entry struct {
		code     errcode.Code // nil: success
		message  string
		inferred bool
	}
	taken := entry{errcode.LeanCloudDuplicateValue, "A unique field was given a value that is already taken.", false}
	tests := []struct {
		name, body string
		want       []entry
	}{
		{"none", `[]`, []entry{}},
		{"success", `[{"success":{"objectId":"a","error":"no"}},{"success":{}}]`, []entry{{}, {}}},
		{"success of null", `[{"success":null}]`, []entry{{}}},
		{"success with an empty error", `[{"success":{"objectId":"a"},"error":null}]`, []entry{{}}},
		{"both", `[{"success":{}},{"error":{"code":137,"error":"A unique field was given a value that is already taken."}},{"success":{}}]`, []entry{{}, taken, {}}},
		{"flat", `[{"code":137,"error":"A unique field was given a value that is already taken."}]`, []entry{taken}},
		{"byte-order mark", "\ufeff" + `[{"success":{}}]`, []entry{{}}},
		{"variant", `[{"error":{"code":605,"error":"SMS sign not verified"}}]`, []entry{{errcode.LeanCloudSMSSignatureNotVerified, "SMS sign not verified", false}}},
		{"realtime", `[{"error":{"code":4303,"error":"x"}}]`, []entry{{errcode.RealtimeConversationNotFound, "x", false}}},
		{"unlisted", `[{"error":{"code":987654,"error":"x"}}]`, []entry{{errcode.LeanCloudCode(987654), "x", false}}},
		{"not readable", `[{},null,7,"x",[],{"error":"x"},{"error":{}},{"error":7}]`, slices.Repeat([]entry{{errcode.LeanCloudInternalServerError, "Internal server error. No information available.", true}}, 8)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			errs, err := errcode.ParseLeanCloudBatch([]byte(test.body))
			require.NoError(t, err)
			require.Len(t, errs, len(test.want))
			for i, want := range test.want {
				if want.code == nil {
					assert.NoError(t, errs[i], "entry %d", i)
					assert.True(t, errs[i] == nil, "no typed nil")
					continue
				}
				e, ok := errors.AsType[*errcode.Error](errs[i])
				require.True(t, ok, "entry %d", i)
				assert.ErrorIs(t, e, want.code)
				assert.Equal(t, want.code, e.Code())
				assert.Equal(t, want.message, e.Message())
				assert.Equal(t, want.inferred, e.Inferred())
				assert.True(t, e.Remote())
				assert.Equal(t, want.code.HTTPStatus(), e.HTTPStatus())
				assert.NotContains(t, e.Error(), "HTTP", "an entry has no HTTP status")
			}
		})
	}
	for name, body := range map[string]string{
		"an error instead": `{"code":401,"error":"Unauthorized."}`,
		"null":             `null`,
		"nothing":          ``,
		"cut off":          `[{"success":{}},`,
		"nesting":          strings.Repeat("[", 20000),
	} {
		t.Run(name, func(t *testing.T) {
			errs, err := errcode.ParseLeanCloudBatch([]byte(body))
			assert.Nil(t, errs)
			require.Error(t, err)
			assert.True(t, strings.HasPrefix(err.Error(), "errcode: not a batch response: "), err.Error())
			_, ok := errors.AsType[*errcode.Error](err)
			assert.True(t, ok)
			if name == "an error instead" {
				assert.ErrorIs(t, err, errcode.LeanCloudUnauthorized)
			}
		})
	}
}

// A batch costs what its errors are, and one with too many entries nothing.
func TestMemoryOfABatch(t *testing.T) {
	const most = 10_000 // entries
	batch := func(n int, item string) []byte {
		return []byte("[" + list(n, func(int) string { return item }) + "]")
	}
	for name, test := range map[string]struct {
		item string
		most int64 // bytes of an entry
	}{
		"successes":       {`{"success":{"objectId":"a"}}`, 17},
		"what is no item": {`1`, 256},
		"errors":          {`{"error":{"code":137,"error":"A unique field was given a value that is already taken."}}`, 256},
	} {
		body := batch(most, test.item)
		kept := keptBytes(func() any {
			errs, err := errcode.ParseLeanCloudBatch(body)
			require.NoError(t, err)
			require.Len(t, errs, most)
			return errs
		})
		assert.LessOrEqual(t, kept, test.most*most+1<<10, name)
	}
	for name, body := range map[string][]byte{
		"one too many": batch(most+1, "1"),
		"a megabyte":   batch(500_000, "1"),
		"cut off":      batch(most, "1")[:2*most],
	} {
		allocated := allocatedBytes(func() {
			errs, err := errcode.ParseLeanCloudBatch(body)
			assert.Error(t, err, name)
			assert.Nil(t, errs, name)
		})
		assert.Less(t, allocated, int64(16<<10), name)
	}
}

// ParseLeanCloudBatch reads no more entries than it says.
func TestLimitOfABatch(t *testing.T) {
	t.Parallel()
	for n, ok := range map[int]bool{10_000: true, 10_001: false} {
		errs, err := errcode.ParseLeanCloudBatch([]byte("[" + list(n, func(int) string { return `{"success":{}}` }) + "]"))
		if ok {
			require.NoError(t, err)
			assert.Len(t, errs, n)
			continue
		}
		assert.EqualError(t, err, "errcode: the batch response has more than 10000 entries")
		assert.Nil(t, errs)
	}
}
