package negotiate

// AddVary returns the lines of a Vary header with names of request headers
// added, each on its own line. Names that old contains, in any case, are not
// added, and none are added if old contains "*". AddVary never writes to the
// array behind old, and appending to the result does not either.
//
// Only the first 4 KiB of old are searched.
func AddVary(old []string, names ...string) []string {
	added := old[:len(old):len(old)]
	if Has(old, "*") {
		return added
	}
	for _, name := range names {
		if !Has(added, name) {
			added = append(added, name)
		}
	}
	return added
}

// Has reports whether a comma-separated header has an element, in any case. A
// part of a quoted string is no element. Only the first 4 KiB of the lines are
// searched.
func Has(lines []string, name string) bool {
	for element := range elements(lines, maxRead) {
		if equalFold(element, name) {
			return true
		}
	}
	return false
}
