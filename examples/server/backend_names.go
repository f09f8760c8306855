package main

import (
	"maps"
	"slices"
)

// The system fields and the fields of users have other names here than at
// LeanCloud.
var (
	toLeanCloud   = map[string]string{"Id": "objectId", "CreatedAt": "createdAt", "ModifiedAt": "updatedAt"}
	fromLeanCloud = map[string]string{"objectId": "Id", "createdAt": "CreatedAt", "updatedAt": "ModifiedAt"}

	userToLeanCloud   = map[string]string{"Username": "username", "Email": "email", "Password": "password"}
	userFromLeanCloud = map[string]string{"username": "Username", "email": "Email"}
)

// itemView returns how clients of Backend Services see items. Fields that
// LeanCloud's clients stored under a name that is taken here are hidden.
func itemView(class string, fields []string) view {
	v := view{names: fromLeanCloud, fields: fields}
	v.hidden = slices.Collect(maps.Keys(toLeanCloud))
	if class == userClass {
		v.names = maps.Clone(fromLeanCloud)
		maps.Copy(v.names, userFromLeanCloud)
		v.hidden = slices.AppendSeq(v.hidden, maps.Keys(userToLeanCloud))
	}
	return v
}

// fromItem returns an item that a client sent, under LeanCloud's names.
func fromItem(class string, o object) object {
	if class == userClass {
		o = rename(o, userToLeanCloud)
	}
	return rename(o, toLeanCloud)
}

func rename(o object, names map[string]string) object {
	renamed := make(object, len(o))
	for name, value := range o {
		renamed[translated(name, names)] = value
	}
	return renamed
}

func translated(name string, names map[string]string) string {
	if other, ok := names[name]; ok {
		return other
	}
	return name
}
