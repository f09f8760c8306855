package main

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"errors"
	"time"

	"github.com/seed85f21a9e/errcode"
)

// newSession starts a session. It returns the user and the token.
func (s *store) newSession(ctx context.Context, id string) (user record, token string, err error) {
	err = s.change(ctx, func(tx *sql.Tx) error {
		if user, err = load(ctx, tx, id, userClass, id, "read"); err != nil {
			return err
		}
		token, err = s.addSession(ctx, tx, id)
		return err
	})
	return user, token, err
}

// addSession starts a session and returns its token, of which only the hash is
// stored. It deletes sessions that expired long ago.
func (s *store) addSession(ctx context.Context, tx *sql.Tx, user string) (string, error) {
	token, now := rand.Text(), s.now()
	if _, err := tx.ExecContext(ctx, `DELETE FROM sessions WHERE expires_at < ?`, now.Add(-30*24*time.Hour).UnixMilli()); err != nil {
		return "", err
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO sessions (token_hash, user_id, expires_at) VALUES (?, ?, ?)`,
		hashToken(token), user, now.Add(s.sessionTTL).UnixMilli())
	return token, err
}

// session returns the ID of the user that a token belongs to, or an empty
// string for an empty token. The errors are Backend Services' codes, which tell
// an invalid token from an expired one.
func (s *store) session(ctx context.Context, token string) (user string, err error) {
	if token == "" {
		return "", nil
	}
	var expiresAt int64
	err = s.db.QueryRowContext(ctx, `SELECT user_id, expires_at FROM sessions WHERE token_hash = ?`, hashToken(token)).Scan(&user, &expiresAt)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return "", errcode.BackendInvalidAccessToken
	case err != nil:
		return "", coded(err)
	case s.now().UnixMilli() >= expiresAt:
		return "", errcode.BackendAccessTokenExpired
	}
	return user, nil
}

// endSession ends the session of a token.
func (s *store) endSession(ctx context.Context, token string) error {
	return s.exec(ctx, `DELETE FROM sessions WHERE token_hash = ?`, hashToken(token))
}

// hashToken hashes a session token. A fast hash is enough, because tokens are
// long and random.
func hashToken(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}
