package errcode

// vendorCatalogs returns the built-in catalogs.
func vendorCatalogs() [3]*Catalog { return [...]*Catalog{&backend, &leanCloud, &realtime} }

// vendorCatalog returns the built-in catalog of that name, or nil.
func vendorCatalog(name string) *Catalog {
	for _, c := range vendorCatalogs() {
		if c.name == name {
			return c
		}
	}
	return nil
}

// isVendorCode reports whether a code is of a built-in type.
func isVendorCode(code Code) bool {
	switch code.(type) {
	case BackendCode, LeanCloudCode, RealtimeCode:
		return true
	}
	return false
}

// ownerOf returns the catalog that a number read in the format of c belongs to.
// LeanCloud's two catalogs share a format: its REST API answers numbers of
// realtime messaging too.
func (c *Catalog) ownerOf(number int64) *Catalog {
	switch {
	case c == &leanCloud && 4100 <= number && number <= 4999 && c.find(number) == nil && realtime.find(number) != nil:
		return &realtime
	case c == &realtime && c.find(number) == nil && leanCloud.find(number) != nil:
		return &leanCloud
	}
	return c
}

// chineseTexts returns the Simplified Chinese texts of a built-in catalog.
func (c *Catalog) chineseTexts() []Text {
	switch c {
	case &backend:
		return chineseBackend
	case &leanCloud:
		return chineseLeanCloud
	case &realtime:
		return chineseRealtime
	}
	return nil
}
