package main

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"errors"
	"hash/fnv"
	"maps"
	"net/mail"
	"regexp"
	"strings"
	"time"

	"golang.org/x/crypto/bcrypt"

	"github.com/seed85f21a9e/errcode"
)

// A log-in is refused after so many failures within the period, until the period
// has passed since the last of them.
const (
	maxFailures   = 6
	failurePeriod = 15 * time.Minute
)

// signUp stores a new user and logs it in.
func (s *store) signUp(ctx context.Context, fields object) (user object, token string, err error) {
	password, fields, err := takePassword(fields)
	if err != nil {
		return nil, "", err
	}
	if fields["username"] == nil || fields["username"] == "" {
		return nil, "", errcode.LeanCloudUsernameMissing
	}
	if err := checkUser(fields); err != nil {
		return nil, "", err
	}
	hash, err := bcrypt.GenerateFromPassword(digest(password), s.bcryptCost)
	if err != nil {
		return nil, "", err
	}
	err = s.change(ctx, func(tx *sql.Tx) error {
		if user, err = s.insert(ctx, tx, userClass, fields, false); err != nil {
			return err
		}
		id := user["objectId"].(string)
		if _, err := tx.ExecContext(ctx, `INSERT INTO passwords (user_id, hash) VALUES (?, ?)`, id, hash); err != nil {
			return err
		}
		token, err = s.addSession(ctx, tx, id)
		return err
	})
	return user, token, err
}

// takePassword takes the password out of the fields of a sign-up.
func takePassword(fields object) (string, object, error) {
	password, ok := fields["password"].(string)
	switch {
	case fields["password"] == nil || password == "" && ok:
		return "", nil, errcode.LeanCloudPasswordMissing
	case !ok || strings.TrimSpace(password) == "":
		return "", nil, errcode.LeanCloudInvalidPassword
	}
	fields = maps.Clone(fields)
	delete(fields, "password")
	return password, fields, nil
}

var phonePattern = regexp.MustCompile(`^\+?[0-9]{5,15}$`)

// checkUser checks the fields that have a meaning for users, as far as they are
// there.
func checkUser(fields object) error {
	if _, ok := fields["password"]; ok {
		return errcode.New(errcode.LeanCloudKeyReadOnly, errcode.WithMessage("Change the password with updatePassword."))
	}
	for _, name := range []string{"sessionToken", "emailVerified", "mobilePhoneVerified"} {
		if _, ok := fields[name]; ok {
			return errcode.LeanCloudKeyReadOnly
		}
	}
	if username, ok := fields["username"]; ok {
		if text, ok := username.(string); !ok || strings.TrimSpace(text) == "" {
			return errcode.LeanCloudInvalidUsername
		}
	}
	if email, ok := fields["email"].(string); ok {
		if address, err := mail.ParseAddress(email); err != nil || address.Address != email {
			return errcode.LeanCloudInvalidEmailAddress
		}
	}
	if number, ok := fields["mobilePhoneNumber"].(string); ok && !phonePattern.MatchString(number) {
		return errcode.LeanCloudInvalidMobilePhoneNumber
	}
	return nil
}

// updateUser changes a user, who must be the one that asks.
func (s *store) updateUser(ctx context.Context, user, id string, patch object, where condition) (object, error) {
	if err := checkUser(patch); err != nil {
		return nil, err
	}
	return s.update(ctx, user, userClass, id, patch, where)
}

// findUser returns the ID of the user with a value in one of the unique fields. The
// statement is written like the index of that field, so that SQLite uses it.
func (s *store) findUser(ctx context.Context, field, value string) (id string, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT id FROM objects WHERE class = '_User' AND json_extract(data, '$."`+field+`"') = ?`, value).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return "", errcode.LeanCloudUserNotFound
	}
	return id, coded(err)
}

// logIn checks the password of the user with a value in one of the unique fields,
// and begins a session.
func (s *store) logIn(ctx context.Context, field, value, password string) (user object, token string, err error) {
	id, err := s.findUser(ctx, field, value)
	if err != nil {
		return nil, "", err
	}
	if err := s.verify(ctx, id, password); err != nil {
		return nil, "", err
	}
	return s.newSession(ctx, id)
}

// newSession begins a session of a user, and returns both.
func (s *store) newSession(ctx context.Context, id string) (user object, token string, err error) {
	err = s.change(ctx, func(tx *sql.Tx) error {
		if user, err = load(ctx, tx, id, userClass, id, "read"); err != nil {
			return err
		}
		token, err = s.addSession(ctx, tx, id)
		return err
	})
	return user, token, err
}

// verify checks the password of a user and counts failures.
func (s *store) verify(ctx context.Context, id, password string) error {
	unlock, err := s.lockUser(ctx, id)
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
	if err != nil && !errors.Is(err, sql.ErrNoRows) { // imported users have no password
		return coded(err)
	}
	if bcrypt.CompareHashAndPassword(hash, digest(password)) != nil {
		return s.fail(ctx, id)
	}
	return s.exec(ctx, `DELETE FROM login_failures WHERE user_id = ?`, id)
}

// fail counts a failed log-in, and forgets those that no longer matter.
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

// lockedOut returns how long a user cannot log in, because of failures.
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

// lockUser waits until no other log-in of the user is being checked, so that
// guesses made at the same time are counted one by one. Users share the locks.
func (s *store) lockUser(ctx context.Context, id string) (unlock func(), err error) {
	h := fnv.New32a()
	h.Write([]byte(id))
	lock := s.logins[h.Sum32()%uint32(len(s.logins))]
	select {
	case lock <- struct{}{}:
		return func() { <-lock }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// changePassword sets a new password, given the old one. The sessions of the user
// end, unless they are to be kept.
func (s *store) changePassword(ctx context.Context, id, oldPassword string, newPassword any, keepSessions bool) error {
	password, _, err := takePassword(object{"password": newPassword})
	if err != nil {
		return err
	}
	if err := s.verify(ctx, id, oldPassword); err != nil {
		return err
	}
	hash, err := bcrypt.GenerateFromPassword(digest(password), s.bcryptCost)
	if err != nil {
		return err
	}
	return s.change(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `UPDATE passwords SET hash = ? WHERE user_id = ?`, hash, id); err != nil {
			return err
		}
		if keepSessions {
			return nil
		}
		_, err := tx.ExecContext(ctx, `DELETE FROM sessions WHERE user_id = ?`, id)
		return err
	})
}

// addSession begins a session and returns its token, of which only a hash is
// stored. Sessions that ended long ago are forgotten.
func (s *store) addSession(ctx context.Context, tx *sql.Tx, user string) (string, error) {
	token, now := rand.Text(), s.now()
	if _, err := tx.ExecContext(ctx, `DELETE FROM sessions WHERE expires_at < ?`, now.Add(-30*24*time.Hour).UnixMilli()); err != nil {
		return "", err
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO sessions (token_hash, user_id, expires_at) VALUES (?, ?, ?)`,
		hashToken(token), user, now.Add(s.sessionTTL).UnixMilli())
	return token, err
}

// session returns the user that a token belongs to, and an empty one for none.
// The errors are Backend Services' codes: LeanCloud has a single one for both.
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

// visible removes from a user what nobody else may see.
func visible(o object, user string) object {
	if o["objectId"] != user {
		delete(o, "email")
		delete(o, "mobilePhoneNumber")
	}
	return o
}

// digest shortens a password to what bcrypt takes, which is at most 72 bytes.
func digest(password string) []byte {
	sum := sha256.Sum256([]byte(password))
	return []byte(base64.StdEncoding.EncodeToString(sum[:]))
}

// hashToken hashes a session token. It is long and random, so a fast hash does.
func hashToken(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}
