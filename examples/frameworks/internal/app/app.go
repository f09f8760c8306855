// Package app is the service that the programs of this module offer, each with
// another framework.
package app

import (
	"errors"
	"io"
	"net/http"
	"time"

	"github.com/seed85f21a9e/errcode"
)

// A User is somebody whom the service knows.
type User struct {
	Name string `json:"name"`
}

// Secret is what no client may see.
const Secret = "dial tcp 10.0.0.7:5432: password=hunter2"

// Find returns the user with a name. Some names fail, each in a different way.
func Find(name string) (*User, error) {
	switch name {
	case "ada":
		return &User{Name: name}, nil
	case "x":
		return nil, errcode.New(errcode.LeanCloudInvalidUsername, errcode.WithMessage("Use 3 to 20 letters."))
	case "busy":
		return nil, errcode.New(errcode.LeanCloudTooManyRequests, errcode.WithRetryAfter(1500*time.Millisecond))
	case "lost":
		return nil, errors.New(Secret)
	case "panic":
		panic(Secret)
	}
	return nil, errcode.LeanCloudUserNotFound
}

// Half is as much of a file as Download writes before it may fail.
const Half = "first half, "

// Rest is the other half.
const Rest = "second half"

// Download sends half of a file, and then, by what how is, fails with an "error"
// or a "panic", or else sends the rest.
func Download(w http.ResponseWriter, how string) error {
	if _, err := io.WriteString(w, Half); err != nil {
		return err
	}
	if err := http.NewResponseController(w).Flush(); err != nil {
		return err
	}
	switch how {
	case "error":
		return errors.New(Secret)
	case "panic":
		panic(Secret)
	}
	_, err := io.WriteString(w, Rest)
	return err
}
