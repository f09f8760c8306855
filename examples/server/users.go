package main

import (
	"context"
	"database/sql"
	"errors"
	"maps"
	"net/mail"
	"regexp"
	"strings"

	"github.com/seed85f21a9e/errcode"
)

// signUp stores a new user and starts a session.
func (s *store) signUp(ctx context.Context, fields object) (user record, token string, err error) {
	if _, ok := fields["authData"]; ok { // instead of a name and a password
		return record{}, "", notSupported("third-party login")
	}
	password, fields, err := takePassword(fields)
	if err != nil {
		return record{}, "", err
	}
	if fields["username"] == nil || fields["username"] == "" {
		return record{}, "", errcode.LeanCloudUsernameMissing
	}
	if err := checkUser(fields); err != nil {
		return record{}, "", err
	}
	if err := s.couldInsert(ctx, fields); err != nil {
		return record{}, "", err
	}
	hash, err := s.passwords.hashNew(ctx, password)
	if err != nil {
		return record{}, "", err
	}
	err = s.change(ctx, func(tx *sql.Tx) error {
		if user, err = s.insert(ctx, tx, userClass, fields, false); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO passwords (user_id, hash) VALUES (?, ?)`, user.id, hash); err != nil {
			return err
		}
		token, err = s.addSession(ctx, tx, user.id)
		return err
	})
	return user, token, err
}

// couldInsert checks whether a new user can be stored, before time is spent on
// hashing the password.
func (s *store) couldInsert(ctx context.Context, patch object) error {
	fields := object{}
	if err := apply(ctx, fields, patch); err != nil {
		return err
	}
	known, err := fieldTypes(ctx, s.db, userClass)
	if err != nil {
		return err
	}
	if _, _, err := s.encode(known, fields); err != nil {
		return err
	}
	for unique, taken := range userFields {
		value, ok := fields[unique.field].(string)
		if !ok {
			continue
		}
		switch _, err := s.findUser(ctx, unique.field, value); {
		case err == nil:
			return taken
		case !errors.Is(err, errcode.LeanCloudUserNotFound):
			return err
		}
	}
	return nil
}

// takePassword returns the password and the other fields.
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

// checkUser checks the fields of a user that have a special meaning.
func checkUser(fields object) error {
	if _, ok := fields["authData"]; ok {
		return notSupported("third-party login")
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

// updateUser changes a user. Only the user may do that, in the session with the
// given token. A new password ends all other sessions.
func (s *store) updateUser(ctx context.Context, user, token, id string, patch object, where condition) (record, error) {
	var hash []byte
	if _, ok := patch["password"]; ok {
		var password string
		var err error
		if password, patch, err = takePassword(patch); err != nil {
			return record{}, err
		}
		switch user {
		case id:
		case "":
			return record{}, errcode.LeanCloudSessionMissing
		default:
			return record{}, errcode.LeanCloudForbidden
		}
		if hash, err = s.passwords.hash(ctx, password); err != nil {
			return record{}, err
		}
	}
	if err := checkUser(patch); err != nil {
		return record{}, err
	}
	var updated record
	err := s.change(ctx, func(tx *sql.Tx) error {
		var err error
		if updated, err = s.updateRow(ctx, tx, user, userClass, id, patch, where); err != nil || hash == nil {
			return err
		}
		return setPassword(ctx, tx, id, hash, hashToken(token))
	})
	return updated, err
}

// setPassword stores the hash of a new password. It ends the user's sessions,
// except for the one with the token hash keep.
func setPassword(ctx context.Context, tx *sql.Tx, id string, hash, keep []byte) error {
	if _, err := tx.ExecContext(ctx, `INSERT OR REPLACE INTO passwords (user_id, hash) VALUES (?, ?)`, id, hash); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `DELETE FROM sessions WHERE user_id = ? AND token_hash IS NOT ?`, id, keep)
	return err
}

// changePassword sets a new password if the old one is right. It ends the
// user's sessions unless keepSessions is set.
func (s *store) changePassword(ctx context.Context, id, oldPassword string, newPassword any, keepSessions bool) error {
	password, _, err := takePassword(object{"password": newPassword})
	if err != nil {
		return err
	}
	if err := s.verify(ctx, id, oldPassword); err != nil {
		return err
	}
	hash, err := s.passwords.hash(ctx, password)
	if err != nil {
		return err
	}
	return s.change(ctx, func(tx *sql.Tx) error {
		// An import takes the later of two states of a user, password included.
		if _, err := tx.ExecContext(ctx, `UPDATE objects SET updated_at = ? WHERE class = ? AND id = ?`, s.timestamp(), userClass, id); err != nil {
			return err
		}
		if keepSessions {
			_, err := tx.ExecContext(ctx, `UPDATE passwords SET hash = ? WHERE user_id = ?`, hash, id)
			return err
		}
		return setPassword(ctx, tx, id, hash, nil)
	})
}

// hiddenFields returns the fields of a user that the given other user may not
// see.
func hiddenFields(id, user string) []string {
	if id == user {
		return nil
	}
	return []string{"email", "mobilePhoneNumber", "authData"}
}
