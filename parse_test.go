package errcode_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode"
)

func TestParseCode(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]errcode.Code{
		"leancloud/211":                errcode.LeanCloudUserNotFound,
		"leancloud/403.1":              errcode.LeanCloudUserSessionRequired,
		"leancloud/403.9":              errcode.LeanCloudForbidden, // of a later edition
		"leancloud/987654":             errcode.LeanCloudCode(987654),
		"leancloud/-1":                 errcode.LeanCloudCode(-1),
		"backend/DuplicateKey":         errcode.BackendDuplicateKey,
		"backend/BackendDatabaseError": errcode.BackendDatabaseError,
		"realtime/4303":                errcode.RealtimeConversationNotFound,
		"LeanCloudUserNotFound":        errcode.LeanCloudUserNotFound,
	} {
		code, err := errcode.ParseCode(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, code, text)
	}
	for text, want := range map[string]string{
		"":                      `errcode: "" is not a code: write the catalog, a slash, and a number or a name`,
		"211":                   `errcode: "211" is not a code: write the catalog, a slash, and a number or a name`,
		"UserNotFound":          `errcode: "UserNotFound" is not a code: write the catalog, a slash, and a number or a name`,
		"gift-shop/-3":          `errcode: "gift-shop/-3" is not a code: there is no catalog named "gift-shop"`,
		"leancloud/Nonsense":    `errcode: "leancloud/Nonsense" is neither a number nor a name of the catalog leancloud`,
		"leancloud/99999999999": `errcode: the leancloud number "99999999999" does not fit in 32 bits`,
	} {
		code, err := errcode.ParseCode(text)
		assert.Nil(t, code, text)
		assert.EqualError(t, err, want)
	}
}

func TestParseCodeOfGivenCatalogs(t *testing.T) {
	t.Parallel()
	code, err := errcode.ParseCode("gift-shop/SoldOut", nil, new(errcode.Catalog), errcode.LeanCloud, gifts)
	require.NoError(t, err)
	assert.Equal(t, giftSoldOut, code)
	_, err = errcode.ParseCode("leancloud/211", gifts)
	assert.EqualError(t, err, `errcode: "leancloud/211" is not a code: there is no catalog named "leancloud"`)
}

// Every code of every catalog is read back from its text form and its name.
func TestParseCodeReadsWhatInfoWrites(t *testing.T) {
	t.Parallel()
	for code := range allCodes {
		info := code.Info()
		got, err := errcode.ParseCode(info.ID())
		require.NoError(t, err)
		assert.Equal(t, code, got)
		got, err = errcode.ParseCode(info.Constant()[len("errcode."):])
		require.NoError(t, err)
		assert.Equal(t, code, got)
	}
	assert.Equal(t, "backend/107.1", errcode.BackendDuplicateKey.Info().ID())
	assert.Equal(t, "errcode.BackendDuplicateKey", errcode.BackendDuplicateKey.Info().Constant())
	assert.Equal(t, "GiftShopSoldOut", giftSoldOut.Info().Constant(), "the package of an app's own is not known")
	assert.Equal(t, "errcode.LeanCloudCode(987654)", errcode.LeanCloudCode(987654).Info().Constant())
	assert.Empty(t, errcode.Info{}.ID())
	assert.Empty(t, errcode.Info{}.Constant())
}

// A name may begin like the constants of its catalog, and so be another row's
// constant.
type member struct{}

func (member) Catalog() *errcode.Catalog { return members }

type memberCode = errcode.Number[member]

var members = errcode.Must(errcode.NewCatalog("user", errcode.FormatLeanCloud,
	errcode.Info{Code: memberCode(1), Name: "NotFound", HTTPStatus: 404},
	errcode.Info{Code: memberCode(2), Name: "UserNotFound", HTTPStatus: 404},
	errcode.Info{Code: memberCode(3), Name: "UserGone", HTTPStatus: 410},
	errcode.Info{Code: memberCode(4), Name: "Gone", HTTPStatus: 410},
))

func TestNamesThatBeginLikeConstants(t *testing.T) {
	t.Parallel()
	for code := range members.All() {
		name := code.Info().Name
		got, ok := members.ByName(name)
		assert.True(t, ok)
		assert.Equal(t, code, got, "the name %s", name)
		for _, text := range []string{"user/" + name, code.Info().Constant()} {
			got, err := errcode.ParseCode(text, members)
			require.NoError(t, err)
			assert.Equal(t, code, got, text)
		}
	}
	_, err := errcode.ParseCode("UserUserUserGone", members)
	assert.Error(t, err)
	_, err = errcode.ParseCode("User", members)
	assert.Error(t, err)
}
