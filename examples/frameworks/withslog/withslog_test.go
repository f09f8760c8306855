package withslog_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/examples/frameworks/withslog"
)

func TestLog(t *testing.T) {
	var out bytes.Buffer
	err := fmt.Errorf("row 7: %w", errcode.Wrap(errcode.LeanCloudUserNotFound, errors.New("no rows")))
	withslog.Log(t.Context(), slog.New(slog.NewJSONHandler(&out, nil)), err)
	var record struct{ Error map[string]any }
	require.NoError(t, json.Unmarshal(out.Bytes(), &record))
	assert.Equal(t, map[string]any{
		"catalog": "leancloud", "number": 211.0, "name": "UserNotFound", "kind": "NotFound", "status": 400.0,
		"message": "Could not find user.", "text": "row 7: leancloud 211: Could not find user: no rows",
	}, record.Error)
}

func TestAccessLog(t *testing.T) {
	var out bytes.Buffer
	rp := &errcode.Responder{}
	withslog.AccessLog(slog.New(slog.NewTextHandler(&out, nil)), rp)
	r := httptest.NewRequest("GET", "/users/bob", nil)
	rp.Answer(r, errcode.LeanCloudUserNotFound)
	rp.Answer(r, errors.New("no route to host"))
	lines := bytes.Split(bytes.TrimSpace(out.Bytes()), []byte("\n"))
	require.Len(t, lines, 2, "each error has one record")
	assert.Contains(t, string(lines[0]), "level=INFO")
	assert.Contains(t, string(lines[0]), "error.number=211")
	assert.Contains(t, string(lines[1]), "level=ERROR")
	assert.Contains(t, string(lines[1]), "no route to host")
}
