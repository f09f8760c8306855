package jsontext

// The functions of this file skip what they are named for, at i, and return the
// index after it, or -1 if it is not there or not complete.

// spaceEnd skips the white space at i, if there is any. It never returns -1.
func spaceEnd(data []byte, i int) int {
	const blank uint64 = 1<<' ' | 1<<'\n' | 1<<'\r' | 1<<'\t'
	for i < len(data) && data[i] <= ' ' && blank>>data[i]&1 != 0 {
		i++
	}
	return i
}

// colonEnd skips a colon and the white space around it. An i of -1, for a key
// that is missing, stays -1.
func colonEnd(data []byte, i int) int {
	if i < 0 {
		return -1
	}
	i = spaceEnd(data, i)
	if i == len(data) || data[i] != ':' {
		return -1
	}
	return spaceEnd(data, i+1)
}

// valueEnd skips a value of any kind that is a member or an item of the text.
func valueEnd(data []byte, i int) int {
	if i >= len(data) {
		return -1
	}
	switch data[i] {
	case '"':
		end, _ := stringEnd(data, i)
		return end
	case '{', '[':
		return nestedEnd(data, i)
	case 't':
		return wordEnd(data, i, "true")
	case 'f':
		return wordEnd(data, i, "false")
	case 'n':
		return wordEnd(data, i, "null")
	}
	return numberEnd(data, i)
}

func wordEnd(data []byte, i int, word string) int {
	if len(data)-i < len(word) || string(data[i:i+len(word)]) != word {
		return -1
	}
	return i + len(word)
}

// numberEnd skips a number.
func numberEnd(data []byte, i int) int {
	if data[i] == '-' {
		i++
	}
	if i < len(data) && data[i] == '0' {
		i++
	} else if i = digitsEnd(data, i); i < 0 {
		return -1
	}
	if i < len(data) && data[i] == '.' {
		if i = digitsEnd(data, i+1); i < 0 {
			return -1
		}
	}
	if i < len(data) && data[i]|0x20 == 'e' {
		i++
		if i < len(data) && (data[i] == '+' || data[i] == '-') {
			i++
		}
		return digitsEnd(data, i)
	}
	return i
}

// digitsEnd skips one digit or more.
func digitsEnd(data []byte, i int) int {
	start := i
	for i < len(data) && '0' <= data[i] && data[i] <= '9' {
		i++
	}
	if i == start {
		return -1
	}
	return i
}

// stringEnd skips a string, and reports whether its text is ASCII without
// escapes.
func stringEnd(data []byte, i int) (end int, ascii bool) {
	if i >= len(data) || data[i] != '"' {
		return -1, false
	}
	i++
	seen := uint64(0) // the bits of all bytes so far
	for {
		w := uint64(0)
		if i >= 0 && i <= len(data)-8 {
			w = load(data, i)
		} else {
			w = tail(data, i)
		}
		m := breaks(w)
		if m == 0 {
			seen |= w
			i += 8
			continue
		}
		seen |= w & (m&-m - 1)
		i += first(m)
		if i >= len(data) {
			return -1, false
		}
		switch data[i] {
		case '"':
			return i + 1, seen&highs == 0
		case '\\':
			seen |= highs
			for i < len(data) && data[i] == '\\' { // escapes come in groups
				if i = escapeEnd(data, i+1); i < 0 {
					return -1, false
				}
			}
		default:
			return -1, false
		}
	}
}

// escapeEnd skips what follows a backslash.
func escapeEnd(data []byte, i int) int {
	if i == len(data) {
		return -1
	}
	switch data[i] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return i + 1
	case 'u':
		if hex4(data, i+1) >= 0 {
			return i + 5
		}
	}
	return -1
}

// hex4 returns the value of the four hexadecimal digits at i, or -1. It finds
// each byte's range by the carry into its high bit, which is right for ASCII.
func hex4(data []byte, i int) rune {
	if len(data)-i < 4 {
		return -1
	}
	const ones = 0x01010101
	var (
		w      = load4(data, i)
		lower  = w | 0x20*ones
		digit  = (w + (0x80-'0')*ones) &^ (w + (0x7F-'9')*ones)
		letter = (lower + (0x80-'a')*ones) &^ (lower + (0x7F-'f')*ones)
	)
	if (digit|letter)&^w&(0x80*ones) != 0x80*ones {
		return -1
	}
	w = w&(0xF*ones) + w>>6&ones*9
	return rune(w&0xF<<12 | w>>8&0xF<<8 | w>>16&0xF<<4 | w>>24)
}

// maxDepth is how deeply encoding/json lets objects and arrays be nested.
const maxDepth = 10000

// nestedEnd skips an object or array that is a member or an item of the text.
// It is not recursive, so that hostile nesting takes a byte a level and no
// stack.
func nestedEnd(data []byte, i int) int {
	var few [64]byte
	closers := few[:0] // the brackets that have to follow, the next one last
	for i >= 0 && i < len(data) {
		// A value begins at i.
		if b := data[i]; b == '{' || b == '[' {
			if len(closers) == maxDepth-1 {
				return -1
			}
			closer := b + 2
			closers = append(closers, closer)
			i = spaceEnd(data, i+1)
			if i < len(data) && data[i] != closer {
				i = itemStart(data, i, closer)
				continue
			}
		} else {
			i = valueEnd(data, i)
			if i < 0 {
				return -1
			}
			i = spaceEnd(data, i)
		}
		// The value has ended, or is empty and its bracket stands at i; the
		// values that it is in may end too.
		for i < len(data) && data[i] == closers[len(closers)-1] {
			closers = closers[:len(closers)-1]
			i++
			if len(closers) == 0 {
				return i
			}
			i = spaceEnd(data, i)
		}
		if i == len(data) || data[i] != ',' {
			return -1
		}
		i = itemStart(data, spaceEnd(data, i+1), closers[len(closers)-1])
	}
	return -1
}

// itemStart returns the index of the value of the member or item at i: in an
// object it stands after a key.
func itemStart(data []byte, i int, closer byte) int {
	if closer == '}' {
		i, _ = stringEnd(data, i)
		return colonEnd(data, i)
	}
	return i
}
