package errcode_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/seed85f21a9e/errcode"
)

var (
	_ errcode.Code   = errcode.BackendCode(0)
	_ errcode.Code   = errcode.LeanCloudCode(0)
	_ errcode.Code   = errcode.RealtimeCode(0)
	_ error          = (*errcode.Error)(nil)
	_ error          = errcode.Kind(0)
	_ slog.LogValuer = errcode.LeanCloudCode(0)
	_ slog.LogValuer = (*errcode.Error)(nil)
	_ json.Marshaler = (*errcode.Error)(nil)
)

func TestCodesAreConstants(t *testing.T) {
	t.Parallel()
	assert.EqualValues(t, 211, errcode.LeanCloudUserNotFound)
	assert.EqualValues(t, 206, errcode.BackendUserNotFound)
	assert.EqualValues(t, 4303, errcode.RealtimeConversationNotFound)
	switch code := errcode.LeanCloudCode(211); code {
	case errcode.LeanCloudUserNotFound:
	default:
		t.Error("a switch does not find the constant")
	}
	statuses := map[errcode.LeanCloudCode]int{errcode.LeanCloudUserNotFound: 404}
	assert.Equal(t, 404, statuses[211])
}

func TestStatusSourceAndFormatNames(t *testing.T) {
	t.Parallel()
	assert.Equal(t, "documented observed inferred StatusSource(9)",
		fmt.Sprint(errcode.StatusDocumented, " ", errcode.StatusObserved, " ", errcode.StatusInferred, " ", errcode.StatusSource(9)))
	assert.Equal(t, "leancloud backend problem Format(9)",
		fmt.Sprint(errcode.FormatLeanCloud, " ", errcode.FormatBackend, " ", errcode.FormatProblem, " ", errcode.Format(9)))
}

// selfWrapping wraps itself, without end.
type selfWrapping struct{}

func (e selfWrapping) Error() string { return "again" }

func (e selfWrapping) Unwrap() error { return e }

// selfJoining wraps itself twice.
type selfJoining struct{}

func (e selfJoining) Error() string { return "again and again" }

func (e selfJoining) Unwrap() []error { return []error{e, e} }

// nilPointerError cannot even print its nil pointer.
type nilPointerError struct{ text string }

func (e *nilPointerError) Error() string { return e.text }

func TestEmptyCatalogs(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]*errcode.Catalog{"nil": nil, "zero": new(errcode.Catalog)} {
		assert.Empty(t, c.Name(), name)
		assert.Empty(t, c.String(), name)
		assert.Zero(t, c.Len(), name)
		assert.Empty(t, slices.Collect(c.All()), name)
		code, ok := c.Lookup(211)
		assert.Nil(t, code, name)
		assert.False(t, ok, name)
		_, ok = c.ByName("UserNotFound")
		assert.False(t, ok, name)
		assert.Nil(t, c.Translate(nil), name)
		assert.Nil(t, c.Translate(errors.New("x")), name)
		assert.NotNil(t, c.DecodeBody(500, []byte(`{"code":1,"error":"x"}`)), name)
		assert.NotEmpty(t, c.AppendBody(nil, errors.New("secret")), name)
		assert.NotContains(t, string(c.AppendBody(nil, errors.New("secret"))), "secret", name)
	}
	assert.Equal(t, "leancloud", fmt.Sprint(errcode.LeanCloud))
}

// Reassigning an exported variable changes nothing for the codes.
func TestCatalogVariablesAreOnlyNames(t *testing.T) {
	old := errcode.LeanCloud
	defer func() { errcode.LeanCloud = old }()
	errcode.LeanCloud = nil
	assert.Same(t, old, errcode.LeanCloudUserNotFound.Catalog())
	assert.Equal(t, "leancloud 211: Could not find user", errcode.LeanCloudUserNotFound.Error())
}
