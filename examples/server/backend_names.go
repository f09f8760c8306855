package main

// The fields that the server sets have other names here than at LeanCloud, and
// so have those of users.
var (
	toLeanCloud   = map[string]string{"Id": "objectId", "CreatedAt": "createdAt", "ModifiedAt": "updatedAt"}
	fromLeanCloud = map[string]string{"objectId": "Id", "createdAt": "CreatedAt", "updatedAt": "ModifiedAt"}

	userToLeanCloud   = map[string]string{"Username": "username", "Email": "email", "Password": "password"}
	userFromLeanCloud = map[string]string{"username": "Username", "email": "Email"}
)

// item returns an object under the names of Backend Services.
func item(class string, o object) object {
	if class == userClass {
		o = rename(o, userFromLeanCloud)
	}
	return rename(o, fromLeanCloud)
}

// fromItem is the reverse of item.
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
