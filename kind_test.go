package errcode_test

import (
	"fmt"
	"testing"

	"github.com/seed85f21a9e/errcode"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestKinds(t *testing.T) {
	t.Parallel()
	for k := errcode.KindUnknown; k <= errcode.KindInternal; k++ {
		assert.GreaterOrEqual(t, k.HTTPStatus(), 400)
		assert.LessOrEqual(t, k.HTTPStatus(), 599)
		assert.NotEmpty(t, k.Error())
		assert.ErrorIs(t, k, k)
		text, err := k.MarshalText()
		require.NoError(t, err)
		var back errcode.Kind
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, k, back)
	}
	assert.Equal(t, errcode.KindUnknown, errcode.Kind(0))
	assert.Equal(t, "NotFound", errcode.KindNotFound.String())
	assert.Equal(t, "errcode.KindNotFound errcode.Kind(200)", fmt.Sprintf("%#v %#v", errcode.KindNotFound, errcode.Kind(200)))
	assert.Equal(t, "not found", errcode.KindNotFound.Error())
	assert.Equal(t, 404, errcode.KindNotFound.HTTPStatus())
	beyond := errcode.Kind(200)
	assert.Equal(t, "Kind(200)", beyond.String())
	assert.Equal(t, "Kind(200)", beyond.Error())
	assert.Equal(t, 500, beyond.HTTPStatus())
	assert.NotErrorIs(t, errcode.KindNotFound, errcode.KindAborted)
	assert.False(t, errcode.KindNotFound.Is(nil))
	var k errcode.Kind
	assert.EqualError(t, k.UnmarshalText([]byte("Nope")), `errcode: no kind is named "Nope"`)
}
