package main

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/seed85f21a9e/errcode"
)

// onlyKnown refuses parameters that a route does not know.
func onlyKnown(r *http.Request, known []string) error {
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return errcode.Wrap(errcode.BackendInvalidRequest, err, errcode.WithMessage("The query string is malformed."))
	}
	for _, name := range slices.Sorted(maps.Keys(query)) {
		if !slices.Contains(known, name) {
			return notSupported("the parameter %s", name)
		}
		if len(query[name]) > 1 {
			return errcode.New(errcode.BackendInvalidRequest, errcode.WithMessagef("The parameter %s is there more than once.", name))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(r.Header)) {
		switch {
		case !strings.HasPrefix(name, "X-Everlive-"):
		case !slices.Contains(known, name):
			return notSupported("the header %s", name)
		case len(r.Header[name]) > 1:
			return errcode.New(errcode.BackendInvalidRequest, errcode.WithMessagef("The header %s is there more than once.", name))
		}
	}
	if r.Method == http.MethodGet || r.Method == http.MethodDelete {
		return noBody(r)
	}
	return nil
}

// boolean returns the value of a boolean parameter. A missing one is false.
func boolean(r *http.Request, name string) (bool, error) {
	text := r.URL.Query().Get(name)
	if text == "" {
		return false, nil
	}
	value, err := strconv.ParseBool(text)
	if err != nil {
		return false, errcode.New(errcode.BackendInvalidRequest, errcode.WithMessagef("%s is neither true nor false.", name))
	}
	return value, nil
}

// window reads the limit and the skip of a query. Like LeanCloud, it cuts a limit
// above the maximum to the maximum.
func window(limit, skip string) (take, leave int, err error) {
	take = defaultLimit
	for text, target := range map[string]*int{limit: &take, skip: &leave} {
		if text != "" {
			if *target, err = strconv.Atoi(text); err != nil || *target < 0 {
				return 0, 0, errcode.New(errcode.BackendInvalidRequest, errcode.WithMessagef("%q is no number from 0.", short(text)))
			}
		}
	}
	return min(take, maxLimit), leave, nil
}
