package main

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/seed85f21a9e/errcode"
)

func (a backendAPI) find(w http.ResponseWriter, r *http.Request) error {
	user, q, err := a.request(r)
	if err != nil {
		return err
	}
	found, err := a.store.find(r.Context(), user, class(r), q)
	if err != nil {
		return err
	}
	items := make([]object, len(found))
	for i, o := range found {
		items[i] = item(class(r), o)
	}
	return reply(w, http.StatusOK, object{"Count": len(items), "Result": items})
}

func (a backendAPI) count(w http.ResponseWriter, r *http.Request) error {
	user, q, err := a.request(r)
	if err != nil {
		return err
	}
	n, err := a.store.count(r.Context(), user, class(r), q)
	if err != nil {
		return err
	}
	return reply(w, http.StatusOK, result(n))
}

// request reads who sent a query and what it asks for.
func (a backendAPI) request(r *http.Request) (user string, q query, err error) {
	if user, err = a.user(r); err != nil {
		return "", q, err
	}
	if class(r) == userClass {
		return "", q, errcode.BackendAccessDenied
	}
	q, err = headerQuery(r.Header)
	return user, q, err
}

// headerQuery reads a query from the headers that hold it.
func headerQuery(h http.Header) (query, error) {
	q := query{limit: defaultLimit}
	filter, err := url.PathUnescape(h.Get("X-Everlive-Filter"))
	if err != nil {
		return q, errcode.BackendInvalidFilter
	}
	where, err := readWhere(filter)
	if err != nil {
		return q, err
	}
	if q.where, err = parseCondition(rename(where, toLeanCloud)); err != nil {
		return q, err
	}
	for name, target := range map[string]*int{"X-Everlive-Take": &q.limit, "X-Everlive-Skip": &q.skip} {
		if text := h.Get(name); text != "" {
			if *target, err = strconv.Atoi(text); err != nil || *target < 0 {
				return q, errcode.New(errcode.BackendInvalidRequest, errcode.WithMessagef("%s is no number from 0.", name))
			}
		}
	}
	q.limit = min(q.limit, maxLimit)
	if q.order, err = sortHeader(h.Get("X-Everlive-Sort")); err != nil {
		return q, err
	}
	if q.fields, err = fieldsHeader(h.Get("X-Everlive-Fields")); err != nil {
		return q, err
	}
	if h.Get("X-Everlive-Expand") != "" {
		return q, errcode.New(errcode.BackendInvalidExpand, errcode.WithMessage("This server does not expand relations."))
	}
	return q, nil
}

// sortHeader reads {"Name":1,"Price":-1}, the order of which counts.
func sortHeader(text string) ([]sortKey, error) {
	if text == "" {
		return nil, nil
	}
	var directions map[string]int
	if err := json.Unmarshal([]byte(text), &directions); err != nil {
		return nil, errcode.Wrap(errcode.BackendInvalidSort, err)
	}
	names := slices.Collect(maps.Keys(directions))
	slices.SortFunc(names, func(a, b string) int {
		return strings.Index(text, strconv.Quote(a)) - strings.Index(text, strconv.Quote(b))
	})
	var keys []sortKey
	for _, name := range names {
		field := translated(name, toLeanCloud)
		if direction := directions[name]; !isName(field) || direction != 1 && direction != -1 {
			return nil, errcode.BackendInvalidSort
		}
		keys = append(keys, sortKey{field, directions[name] == -1})
	}
	return keys, nil
}

// fieldsHeader reads the fields to return, {"Name":1}.
func fieldsHeader(text string) ([]string, error) {
	if text == "" {
		return nil, nil
	}
	var wanted map[string]int
	if err := json.Unmarshal([]byte(text), &wanted); err != nil {
		return nil, errcode.Wrap(errcode.BackendInvalidFields, err)
	}
	var fields []string
	for name, include := range wanted {
		if include != 1 {
			return nil, errcode.New(errcode.BackendInvalidFields, errcode.WithMessage("This server includes fields, it does not exclude any."))
		}
		fields = append(fields, translated(name, toLeanCloud))
	}
	return fields, nil
}
