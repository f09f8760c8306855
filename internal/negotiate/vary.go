package negotiate

// AddVary returns the lines of a Vary header with names of request headers
// added, each on its own line. Names that old contains, in any case, are not
// added, and none are added if old contains "*". AddVary never writes to the
// array behind old, and appending to the result does not either.
//
// Only the first 4 KiB of old are searched.
func AddVary(old []string, names ...string) []string {
	added := old[:len(old):len(old)]
	if has(old, "*") {
		return added
	}
	for _, name := range names {
		if !has(added, name) {
			added = append(added, name)
		}
	}
	return added
}

func has(lines []string, name string) bool {
	for element := range elements(lines, maxRead) {
		if equalFold(element, name) {
			return true
		}
	}
	return false
}
