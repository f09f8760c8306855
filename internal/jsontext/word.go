package jsontext

import "math/bits"

// Text is searched eight bytes at a time, as a word with the first byte lowest.
// breaks, escaped and special set the high bit of each byte that they look for.
// Borrows run upward, so only the lowest bit that is set is certain: a result
// says whether there is such a byte, and which is the first.
const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// load returns the eight bytes of s from i on. The compiler turns it into one
// load, without a bounds check where it knows that i >= 0 and i <= len(s)-8.
func load[T string | []byte](s T, i int) uint64 {
	s = s[i : i+8]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// load4 returns the four bytes of s from i on.
func load4[T string | []byte](s T, i int) uint32 {
	s = s[i : i+4]
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

// tail returns the bytes of s from i on, at most seven, and zeros after them.
func tail[T string | []byte](s T, i int) uint64 {
	if len(s) >= 8 {
		return load(s, len(s)-8) >> (64 - 8*(len(s)-i))
	}
	w := uint64(0)
	for j := len(s) - 1; j >= i; j-- {
		w = w<<8 | uint64(s[j])
	}
	return w
}

// first returns the index of the first byte whose high bit is set, or 8.
func first(found uint64) int { return bits.TrailingZeros64(found) / 8 }

// breaks finds what the text of a JSON string cannot contain as it is:
// quotation marks, backslashes and control characters.
func breaks(w uint64) uint64 {
	return ((w - ' '*ones) | ((w ^ '"'*ones) - ones) | ((w ^ '\\'*ones) - ones)) & ^w & highs
}

// escaped finds the bytes that may not stand for themselves in a JSON string:
// backslashes and bytes that are not ASCII.
func escaped(w uint64) uint64 {
	return (((w ^ '\\'*ones) - ones) | w) & highs
}

// special finds the bytes that may have to be escaped: those that breaks finds,
// those with a meaning in HTML, and those that are not ASCII. One comparison
// finds both " and &, which differ in one bit, and one both < and >.
func special(w uint64) uint64 {
	return ((w - ' '*ones) | (((w | 4*ones) ^ '&'*ones) - ones) | (((w | 2*ones) ^ '>'*ones) - ones) | ((w ^ '\\'*ones) - ones) | w) & highs
}

// wide returns the end of the run of characters of two or three bytes at i. It
// stops at U+2028 and U+2029, at bytes that are not UTF-8, and at the rare
// characters whose first byte alone does not tell that they are valid.
func wide[T string | []byte](s T, i int) int {
	const odd = 1<<0x0 | 1<<0x2 | 1<<0xD // the low halves of E0, E2 and ED
	for i >= 0 && i <= len(s)-8 {
		w := load(s, i)
		if w&0xC0C0F0C0C0F0 != 0x8080E08080E0 || (odd>>(w&0xF)|odd>>(w>>24&0xF))&1 != 0 {
			break
		}
		i += 6
	}
	for i >= 0 && i <= len(s)-3 {
		b := s[i : i+3]
		w := uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16
		switch {
		case w&0xC0C0F0 == 0x8080E0:
			if odd>>(w&0xF)&1 != 0 && (w&0xF != 2 || w|0x10000 == 0xA980E2) {
				return i
			}
			i += 3
		case w&0xC0E0 == 0x80C0 && w&0x1E != 0:
			i += 2
		default:
			return i
		}
	}
	return i
}
