package rpc

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/internal/rpctest"
)

var aip193 = regexp.MustCompile(`^[A-Z][A-Z0-9_]+[A-Z0-9]$`)

func TestReason(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"UserNotFound":                 "USER_NOT_FOUND",
		"SMSRequestTooFast":            "SMS_REQUEST_TOO_FAST",
		"InternationalSMSDisabled":     "INTERNATIONAL_SMS_DISABLED",
		"InvalidACL":                   "INVALID_ACL",
		"ObjectNotFoundByID":           "OBJECT_NOT_FOUND_BY_ID",
		"HTTP2Error":                   "HTTP2_ERROR",
		"Already_snake":                "ALREADY_SNAKE",
		"Two__Underscores_":            "TWO_UNDERSCORES",
		"lower":                        "LOWER",
		"Ümlaut":                       "MLAUT",
		"NoÜmlaut":                     "NOMLAUT",
		strings.Repeat("Long", 20):     strings.TrimSuffix(strings.Repeat("LONG_", 13), "_")[:63],
		strings.Repeat("a", 62) + "Bc": strings.Repeat("A", 62),
	} {
		assert.Equal(t, want, reasonOf(errcode.Info{Name: name}), name)
	}
	for name, code := range map[string]errcode.Code{
		"OK": rpctest.ShopCode(7), "售罄": rpctest.ShopCode(7), "Ü1": rpctest.ShopCode(7), "": rpctest.ShopCode(7), "___": rpctest.ShopCode(7),
	} {
		assert.Equal(t, "CODE_7", reasonOf(errcode.Info{Name: name, Code: code}), name)
	}
	assert.Equal(t, "CODE_MINUS_2147483648", reasonOf(errcode.LeanCloudCode(-2147483648).Info()))
	assert.Equal(t, "CODE_0", reasonOf(errcode.LeanCloudCode(0).Info()))
}

func TestReasonsOfEveryRow(t *testing.T) {
	t.Parallel()
	for _, c := range []*errcode.Catalog{errcode.Backend, errcode.LeanCloud, errcode.Realtime} {
		seen := map[string]errcode.Code{}
		for code := range c.All() {
			reason := reasonOf(code.Info())
			assert.Regexp(t, aip193, reason)
			assert.LessOrEqual(t, len(reason), 63)
			assert.NotRegexp(t, `^CODE_(MINUS_)?[0-9]`, reason, "%v has a name", code)
			assert.Nil(t, seen[reason], "%s is the reason of two codes", reason)
			seen[reason] = code
		}
	}
	for kind := errcode.KindUnknown; kind <= errcode.KindInternal; kind++ {
		assert.Regexp(t, aip193, upperSnake(kind.String()))
	}
}

func TestKeys(t *testing.T) {
	t.Parallel()
	for key, want := range map[string]bool{
		"limit": true, "userID": true, "a-b_c": true, "a1": true, strings.Repeat("k", 64): true,
		"": false, "k": false, "Limit": false, "1st": false, "_x": false, "a b": false, "a.b": false, "größe": false, strings.Repeat("k", 65): false,
	} {
		assert.Equal(t, want, isKey(key), key)
	}
	for i := range maxArgs {
		got, ok := argIndex(argKey(i))
		assert.True(t, ok)
		assert.Equal(t, i, got)
	}
	for _, key := range []string{"", "arg", "arg0", "arg10", "org1", "argx", "1"} {
		_, ok := argIndex(key)
		assert.False(t, ok, key)
	}
}
