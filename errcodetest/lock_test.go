package errcodetest_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/errcodetest"
)

const (
	lockHead = "# Codes of the catalog shop that clients know: number, name, kind, HTTP status.\n" +
		"# Lines are only ever added: ERRCODETEST_UPDATE=1 go test\n"
	brokenLine  = "shop/1000 Broken Internal 500\n"
	soldOutLine = "shop/1001 SoldOut FailedPrecondition 409\n"
)

// A catalog without the row SoldOut.
var half = catalogOf(broken)

func TestLock(t *testing.T) {
	const advice = ": change it back, and give the new meaning a new number. If this row was never released, write "
	tests := []struct {
		name    string
		catalog *errcode.Catalog
		content string
		want    []string
	}{
		{"in order", whole, brokenLine + "\n# sold\n" + soldOutLine, nil},
		{"in order, from Windows", whole, strings.ReplaceAll(soldOutLine+brokenLine, "\n", "\r\n"), nil},
		{"no catalog", nil, brokenLine, []string{"the catalog is nil or has no rows"}},
		{"not added", whole, brokenLine, []string{
			`codes.lock does not have ShopSoldOut: run the tests with ERRCODETEST_UPDATE=1, which adds the line "shop/1001 SoldOut FailedPrecondition 409", and commit the file`}},
		{"gone", half, brokenLine + soldOutLine, []string{
			`codes.lock:2: shop/1001 (SoldOut) has left the catalog, and clients may know it: put its row back, with Deprecated: "Since …; use …."`}},
		{"deprecated", changed(func(i *errcode.Info) { i.Deprecated = "Since v2; use Broken." }), brokenLine + soldOutLine, nil},
		{"another name", changed(func(i *errcode.Info) { i.Name = "Empty" }), brokenLine + soldOutLine, []string{
			`codes.lock:2: the name of shop/1001 was SoldOut and is Empty now` + advice + `"shop/1001 Empty FailedPrecondition 409" in this line`}},
		{"another kind", changed(func(i *errcode.Info) { i.Kind = errcode.KindNotFound }), brokenLine + soldOutLine, []string{
			`codes.lock:2: the kind of shop/1001 was FailedPrecondition and is NotFound now` + advice + `"shop/1001 SoldOut NotFound 409" in this line`}},
		{"another status", changed(func(i *errcode.Info) { i.HTTPStatus = 410 }), brokenLine + soldOutLine, []string{
			`codes.lock:2: the HTTP status of shop/1001 was 409 and is 410 now` + advice + `"shop/1001 SoldOut FailedPrecondition 410" in this line`}},
		{"another catalog", whole, "\nstore/1000 Broken Internal 500\nstore/1001\n", []string{
			"codes.lock:2: store/1000 is of another catalog than shop: name the catalog as before, or give each catalog its own file"}},
		{"from Windows", whole, "\ufeff# ours\r\n" + strings.ReplaceAll(brokenLine+soldOutLine, "\n", "\r\n"), nil},
		{"twice", whole, brokenLine + brokenLine + soldOutLine, []string{
			"codes.lock:2: shop/1000 has a line already: delete one of them"}},
		{"a merge that was not finished", whole, brokenLine + "<<<<<<< HEAD\n" + soldOutLine, []string{
			`codes.lock:2: "<<<<<<< HEAD" is not a row: write it as "shop/1000 Broken Internal 500"`}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			inDirectory(t, map[string]string{"codes.lock": test.content})
			check := func(t testing.TB) { errcodetest.Lock(t, test.catalog, "codes.lock") }
			assert.Equal(t, test.want, failuresIn(test.catalog, check))
			content, err := os.ReadFile("codes.lock")
			require.NoError(t, err)
			assert.Equal(t, test.content, string(content), "only an update writes")
		})
	}
	inDirectory(t, nil)
	lockWhole := func(t testing.TB) { errcodetest.Lock(t, whole, "codes.lock") }
	assert.Len(t, failuresOf(lockWhole), 2, "no file")
	assert.NoFileExists(t, "codes.lock")
	require.NoError(t, os.Mkdir("codes.lock", 0o777))
	assert.Contains(t, strings.Join(failuresOf(lockWhole), "\n"), "the lock file cannot be read: ")
}

func TestLockUpdate(t *testing.T) {
	tests := []struct {
		name          string
		catalog       *errcode.Catalog
		content, want string
		failures      int
	}{
		{"an empty file", whole, "", "\n" + brokenLine + soldOutLine, 0},
		{"in its place", whole, "# ours\n\n# sold\n" + soldOutLine, "# ours\n\n# sold\n" + brokenLine + soldOutLine, 0},
		{"at the end", whole, brokenLine, brokenLine + soldOutLine, 0},
		{"nothing", whole, soldOutLine + brokenLine, soldOutLine + brokenLine, 0},
		{"never drops", half, soldOutLine, brokenLine + soldOutLine, 1},
		{"never changes", changed(func(i *errcode.Info) { i.HTTPStatus = 410 }), brokenLine + soldOutLine, brokenLine + soldOutLine, 1},
		{"nothing to a broken file", whole, "=======\n" + brokenLine, "=======\n" + brokenLine, 1},
	}
	t.Setenv("ERRCODETEST_UPDATE", "1")
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			inDirectory(t, map[string]string{"codes.lock": test.content})
			check := func(t testing.TB) { errcodetest.Lock(t, test.catalog, "codes.lock") }
			assert.Len(t, failuresIn(test.catalog, check), test.failures)
			content, err := os.ReadFile("codes.lock")
			require.NoError(t, err)
			assert.Equal(t, test.want, string(content))
		})
	}
	inDirectory(t, nil)
	var r recorder
	errcodetest.Lock(&r, whole, "codes.lock")
	assert.Empty(t, r.failures)
	assert.Equal(t, []string{"2 rows were added to codes.lock; commit it"}, r.logs)
	content, err := os.ReadFile("codes.lock")
	require.NoError(t, err)
	assert.Equal(t, lockHead+brokenLine+soldOutLine, string(content))
	assert.Contains(t, strings.Join(failuresOf(func(t testing.TB) { errcodetest.Lock(t, whole, "none/codes.lock") }), ""), "the lock file cannot be written: ")
}
