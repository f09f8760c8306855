package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"runtime"
	"slices"

	"golang.org/x/crypto/bcrypt"
)

// A hasher hashes passwords and checks them. Hashing is slow on purpose, so at
// most one hash per processor is computed at a time, and new users get at most
// half of the places: however many people sign up, others can log in.
type hasher struct {
	cost    int
	decoy   []byte // compared where there is no hash, to take the same time
	slots   chan struct{}
	signUps chan struct{}
}

func newHasher(cost int) (*hasher, error) {
	decoy, err := bcrypt.GenerateFromPassword(digest("decoy"), cost)
	if err != nil {
		return nil, err
	}
	n := runtime.GOMAXPROCS(0)
	return &hasher{cost: cost, decoy: decoy, slots: make(chan struct{}, n), signUps: make(chan struct{}, (n+1)/2)}, nil
}

// hash returns the hash of a password.
func (h *hasher) hash(ctx context.Context, password string) ([]byte, error) {
	release, err := acquire(ctx, h.slots)
	if err != nil {
		return nil, err
	}
	defer release()
	return bcrypt.GenerateFromPassword(digest(password), h.cost)
}

// hashNew is hash for a new user.
func (h *hasher) hashNew(ctx context.Context, password string) ([]byte, error) {
	release, err := acquire(ctx, h.signUps)
	if err != nil {
		return nil, err
	}
	defer release()
	return h.hash(ctx, password)
}

// matches reports whether a hash belongs to a password. It takes the same time
// for an imported hash and for none, so that the time does not tell who has an
// account.
func (h *hasher) matches(ctx context.Context, hash []byte, password string) (bool, error) {
	release, err := acquire(ctx, h.slots)
	if err != nil {
		return false, err
	}
	defer release()
	compared := hash
	if isImported(hash) || len(hash) == 0 {
		compared = h.decoy
	}
	equal := bcrypt.CompareHashAndPassword(compared, digest(password)) == nil
	switch {
	case len(hash) == 0:
		return false, nil
	case isImported(hash):
		return matchesImported(hash, password), nil
	}
	return equal, nil
}

// digest shortens a password, because bcrypt takes at most 72 bytes.
func digest(password string) []byte {
	sum := sha256.Sum256([]byte(password))
	return []byte(base64.StdEncoding.EncodeToString(sum[:]))
}

// importedPrefix starts the stored form of a hash from LeanCloud's export: the
// prefix, the hash in base64, a colon and the salt.
var importedPrefix = []byte("leancloud:")

func isImported(hash []byte) bool { return bytes.HasPrefix(hash, importedPrefix) }

// importedHash returns the stored form of an exported password and salt.
func importedHash(hash, salt string) ([]byte, error) {
	if sum, err := base64.StdEncoding.DecodeString(hash); err != nil || len(sum) != sha512.Size {
		return nil, errors.New("the password is no hash of LeanCloud's")
	}
	return []byte(string(importedPrefix) + hash + ":" + salt), nil
}

// matchesImported hashes a password as LeanCloud documents it: SHA-512 of salt
// and password, then SHA-512 of the result, 512 times.
func matchesImported(hash []byte, password string) bool {
	encoded, salt, _ := bytes.Cut(bytes.TrimPrefix(hash, importedPrefix), []byte(":"))
	sum := sha512.Sum512(slices.Concat(salt, []byte(password)))
	for range 512 {
		sum = sha512.Sum512(sum[:])
	}
	return subtle.ConstantTimeCompare([]byte(base64.StdEncoding.EncodeToString(sum[:])), encoded) == 1
}
