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

// coded gives an error of the database its code. Errors that have one, and those
// of a request that ran out of time, stay what they are.
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
	switch sqliteCode(err) & 0xff { // without what SQLite adds to some codes
	case sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_BUSY:
		return errcode.Wrap(errcode.LeanCloudTimeout, err)
	case sqlite3.SQLITE_FULL: // the disk: until somebody makes room, data can be read
		return errcode.Wrap(errcode.LeanCloudAppTemporarilyDisabled, err)
	}
	return errcode.Wrap(errcode.LeanCloudDatabaseError, err)
}

func isUniqueViolation(err error) bool {
	code := sqliteCode(err)
	return code == sqlite3.SQLITE_CONSTRAINT_UNIQUE || code == sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY
}

// sqliteCode returns SQLite's own code of an error; 0 if it has none.
func sqliteCode(err error) int {
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		return e.Code()
	}
	return 0
}

// SQLite names the index that was violated nowhere but in the text of its error.
var indexName = regexp.MustCompile(`index '(unique:[A-Za-z0-9_:]+)'`)

// uniqueCode returns what to answer when a unique field would get a value twice.
func uniqueCode(err error) errcode.Code {
	if match := indexName.FindStringSubmatch(err.Error()); match != nil {
		parts := strings.Split(match[1], ":")
		if code, ok := userFields[uniqueField{parts[1], parts[2]}]; ok {
			return code
		}
	}
	return errcode.LeanCloudDuplicateValue
}

// either returns code in place of err if err is an instance of what.
func either(err error, what error, code errcode.Code) error {
	if errors.Is(err, what) {
		return errcode.Wrap(code, err)
	}
	return err
}

// userFields are the unique fields of users, with what to answer when another
// user has the value already.
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
