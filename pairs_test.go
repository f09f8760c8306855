package errcode_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/seed85f21a9e/errcode"
)

// Whoever looks at the kind or at the status alone does the same about a
// translated code as about the one that was translated.
func TestTranslationKeepsKindOrClassOfStatus(t *testing.T) {
	t.Parallel()
	for _, to := range catalogs {
		for _, from := range catalogs {
			for code := range from.All() {
				got := to.Translate(code)
				assert.True(t, akin(code.Info().Kind, code.HTTPStatus(), got),
					"%v (%v, %d) to %v (%v, %d)", code, code.Info().Kind, code.HTTPStatus(), got, got.Info().Kind, got.HTTPStatus())
			}
		}
		for k := errcode.KindInvalidArgument; k <= errcode.KindInternal; k++ {
			if k == errcode.KindCanceled { // nobody is left to read the answer
				continue
			}
			got := to.Translate(k)
			assert.True(t, akin(k, k.HTTPStatus(), got), "%v to %v (%v, %d)", k, got, got.Info().Kind, got.HTTPStatus())
		}
	}
}

func akin(kind errcode.Kind, status int, code errcode.Code) bool {
	return code.Info().Kind == kind || code.HTTPStatus()/100 == status/100
}

// actedOn are the codes on which the vendors' clients act by themselves, or of
// which they show the app something else, and the codes that become them. No
// other code does, and no kind.
var actedOn = map[errcode.Code][]errcode.Code{
	errcode.BackendInvalidAccessToken: nil, // log in and repeat, without limit
	errcode.BackendAccessTokenExpired: nil,
	errcode.BackendInvalidRequest:     nil, // nobody is logged in
	errcode.BackendItemNotFound:       {errcode.LeanCloudObjectNotFound, errcode.LeanCloudObjectNotFoundByID},
	errcode.LeanCloudUserNotFound: { // ends the session
		errcode.BackendUserNotFound, errcode.BackendInvalidAccessToken, errcode.BackendAccessTokenExpired,
	},
	errcode.RealtimeAppNotAvailable:      nil, // stop reconnecting
	errcode.RealtimeInvalidLogin:         nil,
	errcode.RealtimeInvalidOrigin:        nil,
	errcode.RealtimeSignatureFailed:      nil, // drop a cached session
	errcode.RealtimeSessionConflict:      nil, // another device took over
	errcode.RealtimeSessionTokenExpired:  {errcode.BackendAccessTokenExpired},
	errcode.RealtimeConversationNotFound: nil, // a temporary conversation has expired
}

func TestTranslationDoesNotMakeClientsAct(t *testing.T) {
	t.Parallel()
	for acted, sources := range actedOn {
		to := acted.Catalog()
		for _, from := range catalogs {
			if sameFormat(from, to) {
				continue
			}
			for code := range from.All() {
				got := to.Translate(code)
				want := slices.Contains(sources, code)
				assert.Equal(t, want, errors.Is(got, acted), "%v to %v", code, got) // a variant is its number
			}
		}
		for k := errcode.KindUnknown; k <= errcode.KindInternal; k++ {
			got := to.Translate(k)
			assert.NotErrorIs(t, got, acted, "%v in %v", k, to)
		}
	}
}
