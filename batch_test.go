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
