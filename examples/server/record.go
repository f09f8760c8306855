package main

import (
	"encoding/json"
	"slices"

	"github.com/seed85f21a9e/errcode"
)

// A record is a stored object. Its fields stay JSON, which is parsed only to
// change them: reading copies it into the answer.
type record struct{ id, createdAt, updatedAt, data string }

// fields returns the fields of an object, without the ones that the server
// sets.
func (r record) fields() (object, error) {
	o := object{}
	if err := json.Unmarshal([]byte(r.data), &o); err != nil {
		return nil, errcode.Wrap(errcode.LeanCloudDatabaseError, err)
	}
	return o, nil
}

// allows reports whether the object's access control list lets a user read or
// write it, as access says.
func (r record) allows(user, access string) bool {
	for name, value := range members(r.data) {
		if name == "ACL" {
			var acl any
			return json.Unmarshal([]byte(value), &acl) == nil && allowed(acl, user, access)
		}
	}
	return true
}

// A view is how a client sees objects.
type view struct {
	names  map[string]string // of fields, where they differ from LeanCloud's
	fields []string          // empty: all
	hidden []string          // never shown
}

// recordHead is roughly the number of bytes of an object besides its fields.
const recordHead = 150

// append appends the JSON of an object to dst.
func (v view) append(dst []byte, r record) []byte {
	dst = append(slices.Grow(dst, len(r.data)+recordHead), '{')
	dst = v.member(dst, "objectId", quoted(r.id))
	dst = v.member(append(dst, ','), "createdAt", quoted(r.createdAt))
	dst = v.member(append(dst, ','), "updatedAt", quoted(r.updatedAt))
	if v.names == nil && len(v.fields)+len(v.hidden) == 0 && len(r.data) > 2 {
		return append(append(dst, ','), r.data[1:]...)
	}
	for name, value := range members(r.data) {
		if v.shows(name) {
			dst = v.member(append(dst, ','), name, value)
		}
	}
	return append(dst, '}')
}

func (v view) member(dst []byte, name, value string) []byte {
	if other, ok := v.names[name]; ok {
		name = other
	}
	dst = append(append(dst, '"'), name...)
	return append(append(dst, '"', ':'), value...)
}

func (v view) shows(name string) bool {
	return !slices.Contains(v.hidden, name) && (len(v.fields) == 0 || name == "ACL" || slices.Contains(v.fields, name))
}

// appendList appends a JSON array of objects to dst.
func (v view) appendList(dst []byte, records []record) []byte {
	size := len(dst) + 2
	for _, r := range records {
		size += len(r.data) + recordHead
	}
	dst = append(slices.Grow(dst, size-len(dst)), '[')
	for i, r := range records {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = v.append(dst, r)
	}
	return append(dst, ']')
}
