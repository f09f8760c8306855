package negotiate

// AddVary returns the lines of the header Vary with the names of some request
// headers added, each on a line of its own, unless the header has them already
// or is "*". It does not write into the array of old.
//
// What old has after its first 4 KiB is kept, but not looked at.
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
