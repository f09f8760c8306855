package main

import (
	"context"
	"fmt"
	"sync"

	"github.com/seed85f21a9e/errcode"
)

// users knows nothing of who asks: its errors are codes.
type users struct {
	mu     sync.Mutex
	byName map[string]user
}

type user struct {
	Username string `json:"username"`
	Email    string `json:"email"`
}

func newUsers() *users {
	return &users{byName: map[string]user{"ann": {"ann", "ann@example.com"}}}
}

func (u *users) find(_ context.Context, name string) (user, error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	found, ok := u.byName[name]
	if !ok {
		// The cause is for the log. No client sees it.
		return user{}, errcode.Wrap(errcode.LeanCloudUserNotFound, fmt.Errorf("no row in shard7.users for %q", name))
	}
	return found, nil
}

func (u *users) register(_ context.Context, added user) (user, error) {
	if added.Username == "" {
		return user{}, errcode.LeanCloudUsernameMissing
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	if _, taken := u.byName[added.Username]; taken {
		return user{}, errcode.New(errcode.LeanCloudUsernameTaken,
			errcode.WithMessage(added.Username+" is taken."),
			errcode.WithDetail("suggestion", added.Username+"1"))
	}
	u.byName[added.Username] = added
	return added, nil
}
