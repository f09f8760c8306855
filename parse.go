package errcode

import (
	"fmt"
	"strings"
)

// ParseCode reads the text form of a code: the name of a catalog, a slash, and
// the number or the name of a code, as in "leancloud/211", "backend/107.1" and
// "backend/DuplicateKey". It searches the given catalogs, or the built-in ones
// if none is given. The name of a constant, "LeanCloudUserNotFound", needs no
// catalog.
//
// A number that its catalog does not list is a code, too. ParseCode returns an
// error if it does not know the catalog, if the number does not fit in 32 bits,
// or if there is no such name.
func ParseCode(text string, catalogs ...*Catalog) (Code, error) {
	if len(catalogs) == 0 {
		vendors := vendorCatalogs()
		catalogs = vendors[:]
	}
	name, _, found := strings.Cut(text, "/")
	for _, c := range catalogs {
		if c == nil || c.zero == nil {
			continue
		}
		if found {
			if c.name != name {
				continue
			}
			key, err := c.parseText(text)
			if err != nil {
				return nil, err
			}
			return c.code(key), nil
		}
		if code, ok := c.byConstant(text); ok {
			return code, nil
		}
	}
	if found {
		return nil, fmt.Errorf("errcode: %q is not a code: there is no catalog named %q", clip(text), clip(name))
	}
	return nil, fmt.Errorf("errcode: %q is not a code: write the catalog, a slash, and a number or a name", clip(text))
}
