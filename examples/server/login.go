package main

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/seed85f21a9e/errcode"
)

// After maxFailures failed logins within failurePeriod, a user cannot log in
// until failurePeriod has passed since the last failure.
const (
	maxFailures   = 6
	failurePeriod = 15 * time.Minute
)

// logIn checks the password of the user with a value in one of the unique
// fields, and starts a session.
func (s *store) logIn(ctx context.Context, field, value, password string) (user record, token string, err error) {
	id, err := s.findUser(ctx, field, value)
	if errors.Is(err, errcode.LeanCloudUserNotFound) {
		if _, waited := s.passwords.matches(ctx, nil, password); waited != nil {
			return record{}, "", waited
		}
	}
	if err != nil {
		return record{}, "", err
	}
	if err := s.verify(ctx, id, password); err != nil {
		return record{}, "", err
	}
	return s.newSession(ctx, id)
}

// verify checks the password of a user and counts failures. Concurrent guesses
// are checked one by one, so that all of them count. A hash from an import is
// replaced by one of this server's.
func (s *store) verify(ctx context.Context, id, password string) error {
	unlock, err := s.logins.lock(ctx, id)
	if err != nil {
		return err
	}
	defer unlock()
	if wait, err := s.lockedOut(ctx, id); err != nil {
		return err
	} else if wait > 0 {
		return errcode.New(errcode.LeanCloudTooManyLoginAttempts, errcode.WithRetryAfter(wait))
	}
	var hash []byte
	err = s.db.QueryRowContext(ctx, `SELECT hash FROM passwords WHERE user_id = ?`, id).Scan(&hash)
	if err != nil && !errors.Is(err, sql.ErrNoRows) { // an imported user may have no password
		return coded(err)
	}
	matches, err := s.passwords.matches(ctx, hash, password)
	switch {
	case err != nil:
		return err
	case !matches:
		return s.fail(ctx, id)
	}
	if err := s.exec(ctx, `DELETE FROM login_failures WHERE user_id = ?`, id); err != nil || !isImported(hash) {
		return err
	}
	better, err := s.passwords.hash(ctx, password)
	if err != nil {
		return err
	}
	return s.exec(ctx, `UPDATE passwords SET hash = ? WHERE user_id = ? AND hash = ?`, better, id, hash)
}

// fail counts a failed login, and forgets failures that no longer matter.
func (s *store) fail(ctx context.Context, id string) error {
	now := s.now()
	err := s.change(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM login_failures WHERE at < ?`, now.Add(-2*failurePeriod).UnixMilli()); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO login_failures (user_id, at) VALUES (?, ?)`, id, now.UnixMilli())
		return err
	})
	if err != nil {
		return err
	}
	return errcode.LeanCloudUsernamePasswordMismatch
}

// lockedOut returns how long a user is locked out because of failed logins.
func (s *store) lockedOut(ctx context.Context, id string) (time.Duration, error) {
	var failures int
	var first, last sql.NullInt64
	err := s.db.QueryRowContext(ctx, `SELECT count(*), min(at), max(at) FROM (
		SELECT at FROM login_failures WHERE user_id = ? ORDER BY at DESC LIMIT ?)`, id, maxFailures).Scan(&failures, &first, &last)
	if err != nil {
		return 0, coded(err)
	}
	if failures < maxFailures || last.Int64-first.Int64 > failurePeriod.Milliseconds() {
		return 0, nil
	}
	return time.UnixMilli(last.Int64).Add(failurePeriod).Sub(s.now()), nil
}

// findUser returns the ID of the user with a value in one of the unique fields.
// The query has the same form as the index, so that SQLite uses it.
func (s *store) findUser(ctx context.Context, field, value string) (id string, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT id FROM objects WHERE class = '_User' AND json_extract(data, '$."`+field+`"') = ?`, value).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return "", errcode.LeanCloudUserNotFound
	}
	return id, coded(err)
}
