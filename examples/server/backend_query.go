package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"

	"github.com/seed85f21a9e/errcode"
)

func (a backendAPI) find(w http.ResponseWriter, r *http.Request) error {
	user, q, err := a.request(r)
	if err != nil {
		return err
	}
	fields, err := fieldsHeader(r.Header.Get("X-Everlive-Fields"), class(r))
	if err != nil {
		return err
	}
	found, err := a.store.find(r.Context(), user, class(r), q)
	if err != nil {
		return err
	}
	answer := fmt.Appendf(nil, `{"Count":%d,"Result":`, len(found))
	return replyText(w, http.StatusOK, append(itemView(class(r), fields).appendList(answer, found), '}'))
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
	left := a.cfg.maxAnswer
	q.budget = &left
	return user, q, err
}

// headerQuery reads a query from its headers.
func headerQuery(h http.Header) (query, error) {
	var q query
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
	if q.limit, q.skip, err = window(h.Get("X-Everlive-Take"), h.Get("X-Everlive-Skip")); err != nil {
		return q, err
	}
	q.order, err = sortHeader(h.Get("X-Everlive-Sort"))
	return q, err
}

// noFilter refuses filters on requests for a single item. The vendor's client
// sends some that mean nothing there: {} and the ID of the item, also as
// {"additionalOptions":{"id":…}}. Those are accepted.
func noFilter(f handler) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		text, err := url.PathUnescape(r.Header.Get("X-Everlive-Filter"))
		if err != nil {
			return errcode.BackendInvalidFilter
		}
		id := r.PathValue("id")
		if id == "" { // of the current user
			id = path.Base(r.URL.Path)
		}
		quoted := strconv.Quote(id)
		switch text {
		case "", "{}", quoted, `{"additionalOptions":{"id":` + quoted + `}}`:
			return f(w, r)
		}
		return notSupported("the header X-Everlive-Filter")
	}
}

// sortHeader reads {"Name":1,"Price":-1}. The order of the members matters.
func sortHeader(text string) ([]sortKey, error) {
	if text == "" {
		return nil, nil
	}
	var directions map[string]int
	if err := json.Unmarshal([]byte(text), &directions); err != nil {
		return nil, errcode.Wrap(errcode.BackendInvalidSort, err)
	}
	if len(directions) > maxSortKeys {
		return nil, tooMany(errcode.BackendInvalidSort, maxSortKeys, "keys to sort by")
	}
	var keys []sortKey
	for _, name := range memberNames(text) {
		field := translated(name, toLeanCloud)
		if err := checkFieldName(field, errcode.BackendInvalidSort); err != nil {
			return nil, err
		}
		if direction := directions[name]; direction != 1 && direction != -1 {
			return nil, errcode.BackendInvalidSort
		}
		keys = append(keys, sortKey{field, directions[name] == -1})
	}
	return keys, nil
}

// memberNames returns the names of the members of a JSON object in their order.
// text must be valid JSON, and the values must be numbers.
func memberNames(text string) []string {
	var names []string
	decoder := json.NewDecoder(strings.NewReader(text))
	for {
		token, err := decoder.Token()
		if err != nil {
			return names
		}
		if name, ok := token.(string); ok {
			names = append(names, name)
		}
	}
}

// fieldsHeader reads the fields to return, {"Name":1}.
func fieldsHeader(text, class string) ([]string, error) {
	if text == "" {
		return nil, nil
	}
	var wanted map[string]any
	if err := json.Unmarshal([]byte(text), &wanted); err != nil {
		return nil, errcode.Wrap(errcode.BackendInvalidFields, err)
	}
	if len(wanted) > maxKeys {
		return nil, tooMany(errcode.BackendInvalidFields, maxKeys, "fields to return")
	}
	var fields []string
	for name, include := range fromItem(class, wanted) {
		if err := checkFieldName(name, errcode.BackendInvalidFields); err != nil {
			return nil, err
		}
		switch include {
		case 1.0, true:
			fields = append(fields, name)
		case 0.0, false:
			return nil, notSupported("fields to leave out")
		default:
			return nil, errcode.BackendInvalidFields
		}
	}
	return fields, nil
}
