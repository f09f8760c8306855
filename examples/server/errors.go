package main

import (
	"context"
	"database/sql"
	"errors"
	"regexp"
	"strings"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"github.com/seed85f21a9e/errcode"
)

// coded gives a database error its code. Errors that have a code, and those of
// a request whose time is up, stay as they are.
func coded(err error) error {
	if err == nil || errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		return err
	}
	if _, ok := errcode.CodeOf(err); ok {
		return err
	}
	if isUniqueViolation(err) {
		return errcode.Wrap(uniqueCode(err), err)
	}
	switch sqliteCode(err) & 0xff { // the primary result code
	case sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_BUSY:
		return errcode.Wrap(errcode.LeanCloudTimeout, err)
	case sqlite3.SQLITE_FULL: // the disk is full; reads still work
		return errcode.Wrap(errcode.LeanCloudAppTemporarilyDisabled, err)
	}
	return errcode.Wrap(errcode.LeanCloudDatabaseError, err)
}

func isUniqueViolation(err error) bool {
	code := sqliteCode(err)
	return code == sqlite3.SQLITE_CONSTRAINT_UNIQUE || code == sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY
}

// sqliteCode returns SQLite's result code of an error, or 0.
func sqliteCode(err error) int {
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		return e.Code()
	}
	return 0
}

// SQLite names a violated index only in the text of its error.
var indexName = regexp.MustCompile(`index '(unique:[A-Za-z0-9_:]+)'`)

// uniqueCode returns the code for a violation of a unique index.
func uniqueCode(err error) errcode.Code {
	if match := indexName.FindStringSubmatch(err.Error()); match != nil {
		parts := strings.Split(match[1], ":")
		if code, ok := userFields[uniqueField{parts[1], parts[2]}]; ok {
			return code
		}
	}
	return errcode.LeanCloudDuplicateValue
}

// either wraps err with code if err is an instance of what.
func either(err error, what error, code errcode.Code) error {
	if errors.Is(err, what) {
		return errcode.Wrap(code, err)
	}
	return err
}

// userFields are the unique fields of users, with the codes for values that
// another user has already.
var userFields = map[uniqueField]errcode.LeanCloudCode{
	{userClass, "username"}:          errcode.LeanCloudUsernameTaken,
	{userClass, "email"}:             errcode.LeanCloudEmailTaken,
	{userClass, "mobilePhoneNumber"}: errcode.LeanCloudMobilePhoneNumberTaken,
}

// A querier is a database or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}
