package jsontext

import "math/bits"

// The functions of this file return the index after what they are named for, or
// -1 if it does not stand there or ends too soon.

// spaceEnd returns the index after the white space at i, if there is any.
func spaceEnd(data []byte, i int) int {
	const blank uint64 = 1<<' ' | 1<<'\n' | 1<<'\r' | 1<<'\t'
	for i < len(data) && data[i] <= ' ' && blank>>data[i]&1 != 0 {
		i++
	}
	return i
}

// colonEnd skips a colon and the white space around it.
func colonEnd(data []byte, i int) int {
	i = spaceEnd(data, i)
	if i == len(data) || data[i] != ':' {
		return -1
	}
	return spaceEnd(data, i+1)
}

// valueEnd skips a value of any kind, one level below the top.
func valueEnd(data []byte, i int) int {
	if i < len(data) && (data[i] == '{' || data[i] == '[') {
		return nestedEnd(data, i)
	}
	return scalarEnd(data, i)
}

// scalarEnd skips a value that is neither an object nor an array.
func scalarEnd(data []byte, i int) int {
	if i >= len(data) {
		return -1
	}
	switch data[i] {
	case '"':
		end, _ := stringEnd(data, i+1)
		return end
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

// stringEnd skips a string whose quotation mark stands before i. It reports
// whether all of the text is ASCII that stands for itself.
func stringEnd(data []byte, i int) (end int, ascii bool) {
	seen := uint64(0) // the bits of all bytes
	for i < len(data) {
		if i+8 <= len(data) {
			w := load(data, i)
			m := breaks(w)
			if m == 0 {
				seen |= w
				i += 8
				continue
			}
			seen |= w & (m&-m - 1)
			i += bits.TrailingZeros64(m) / 8
		}
		switch b := data[i]; {
		case b == '"':
			return i + 1, seen&highs == 0
		case b == '\\':
			seen |= highs
			if i = escapeEnd(data, i+1); i < 0 {
				return -1, false
			}
		case b < ' ':
			return -1, false
		default:
			seen |= uint64(b)
			i++
		}
	}
	return -1, false
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

// hex4 returns the value of the four hexadecimal digits at i, or -1.
func hex4(data []byte, i int) rune {
	if len(data)-i < 4 {
		return -1
	}
	r := rune(0)
	for _, b := range data[i : i+4] {
		d := b - '0'
		if d > 9 {
			d = (b | 0x20) - 'a'
			if d > 5 {
				return -1
			}
			d += 10
		}
		r = r<<4 | rune(d)
	}
	return r
}

// nestedEnd skips the object or array at i, whatever is in it. It keeps a bit for
// each level that is open, which costs memory from level 256 on alone.
func nestedEnd(data []byte, i int) int {
	const top = 1 // the level of what the value is in
	var (
		few    [4]uint64
		arrays = few[:]
		depth  = top
	)
	for {
		switch {
		case i >= len(data):
			return -1
		case data[i] == '{' || data[i] == '[':
			depth++
			if depth > maxDepth {
				return -1
			}
			if depth/64 == len(arrays) {
				arrays = append(arrays, 0)
			}
			arrays[depth/64] &^= 1 << (depth % 64)
			closing := byte('}')
			if data[i] == '[' {
				arrays[depth/64] |= 1 << (depth % 64)
				closing = ']'
			}
			i = spaceEnd(data, i+1)
			if i < len(data) && data[i] == closing {
				break
			}
			if closing == '}' {
				i = nameEnd(data, i)
			}
			if i < 0 {
				return -1
			}
			continue
		default:
			i = scalarEnd(data, i)
			if i < 0 {
				return -1
			}
			i = spaceEnd(data, i)
		}
		// After a value, or at the bracket that closes an empty one.
		for {
			if i >= len(data) {
				return -1
			}
			array := arrays[depth/64]>>(depth%64)&1 != 0
			if data[i] == ',' {
				i = spaceEnd(data, i+1)
				if !array {
					i = nameEnd(data, i)
				}
				if i < 0 {
					return -1
				}
				break
			}
			if array && data[i] != ']' || !array && data[i] != '}' {
				return -1
			}
			depth--
			i++
			if depth == top {
				return i
			}
			i = spaceEnd(data, i)
		}
	}
}

// nameEnd skips a key and its colon.
func nameEnd(data []byte, i int) int {
	if i >= len(data) || data[i] != '"' {
		return -1
	}
	end, _ := stringEnd(data, i+1)
	if end < 0 {
		return -1
	}
	return colonEnd(data, end)
}
