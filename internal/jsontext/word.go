package jsontext

// Eight bytes of text are looked at together, as the bytes of one word: the
// first one is the lowest. Each function below sets the highest bit of the bytes
// that it looks for. Bits above the lowest one that is set may be wrong, so a
// result tells whether there is such a byte and where the first one is.
const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// load returns the eight bytes of s from i on. The compiler makes one load of it.
func load[T string | []byte](s T, i int) uint64 {
	_ = s[i+7]
	return uint64(s[i]) | uint64(s[i+1])<<8 | uint64(s[i+2])<<16 | uint64(s[i+3])<<24 |
		uint64(s[i+4])<<32 | uint64(s[i+5])<<40 | uint64(s[i+6])<<48 | uint64(s[i+7])<<56
}

// breaks finds what a JSON string cannot hold as it is: quotes, backslashes and
// control characters.
func breaks(w uint64) uint64 {
	return ((w - ' '*ones) | ((w ^ '"'*ones) - ones) | ((w ^ '\\'*ones) - ones)) & ^w & highs
}

// escaped finds backslashes and what is not ASCII: bytes that do not stand for
// themselves in a JSON string.
func escaped(w uint64) uint64 {
	return (((w ^ '\\'*ones) - ones) | w) & highs
}

// special finds the bytes that cannot be copied into a JSON string unseen: those
// of breaks, those that mean something in HTML, and what is not ASCII. The
// quotation mark and the ampersand differ in one bit, and so do < and >.
func special(w uint64) uint64 {
	return ((w - ' '*ones) | ((w | 4*ones ^ '&'*ones) - ones) | ((w | 2*ones ^ '>'*ones) - ones) | ((w ^ '\\'*ones) - ones) | w) & highs
}

// wide returns the end of the run of valid characters of three bytes that begins
// at i, as far as it can be told by their bits: nearly all of East Asia's, but
// none of those that begin with the bytes E0, E2 and ED.
func wide[T string | []byte](s T, i int) int {
	const (
		prefixes = 0xC0C0F0
		valid    = 0x8080E0
		others   = 1<<0x0 | 1<<0x2 | 1<<0xD
	)
	for i+8 <= len(s) {
		w := load(s, i)
		if w&prefixes != valid || others>>(w&0xF)&1 != 0 {
			return i
		}
		i += 3
		w >>= 24
		if w&prefixes != valid || others>>(w&0xF)&1 != 0 {
			return i
		}
		i += 3
	}
	return i
}
