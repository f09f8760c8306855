package rpc

import (
	"time"

	"github.com/seed85f21a9e/errcode/internal/protowire"
)

// The messages of google/rpc/error_details.proto that are written and read.
const (
	errorInfo        = "google.rpc.ErrorInfo"        // 1 reason, 2 domain, 3 metadata
	retryInfo        = "google.rpc.RetryInfo"        // 1 retry_delay
	localizedMessage = "google.rpc.LocalizedMessage" // 1 locale, 2 message
	badRequest       = "google.rpc.BadRequest"       // 1 field_violations: 1 field, 2 description, 3 reason
	help             = "google.rpc.Help"             // 1 links: 1 description, 2 url

	typeBase = "type.googleapis.com/" // stands before these in a type URL
)

// AIP-193 limits the keys of metadata to this many characters.
const (
	minKey = 2
	maxKey = 64
)

// isKey reports whether a text is a key of metadata: [a-z][a-zA-Z0-9-_]+.
func isKey(key string) bool {
	if len(key) < minKey || len(key) > maxKey || !isLower(key[0]) {
		return false
	}
	for i := range len(key) {
		if c := key[i]; !isLower(c) && !isUpper(c) && !isDigit(c) && c != '-' && c != '_' {
			return false
		}
	}
	return true
}

// codeKey is the key of a code in the metadata of an ErrorInfo. The arguments
// of a message are under arg1, arg2, …
const codeKey = "code"

// maxArgs is how many parameters a message may have.
const maxArgs = 9

func argKey(i int) string { return "arg" + string(rune('1'+i)) }

// argIndex returns which argument is under a key.
func argIndex(key string) (i int, ok bool) {
	if len(key) != len("arg1") || key[:3] != "arg" || key[3] < '1' || key[3] > '9' {
		return 0, false
	}
	return int(key[3] - '1'), true
}

// Limits on what an error keeps of a response.
const (
	maxMessage  = 4 << 10  // bytes of the message
	maxMetadata = 16 << 10 // bytes of the details
	maxPairs    = 128      // details
)

// A pair is an entry of metadata.
type pair struct{ key, value string }

// size is about how many bytes an entry takes.
func (p pair) size() int { return len(p.key) + len(p.value) }

// appendPair appends an entry of a map<string, string>.
func appendPair(dst []byte, field uint32, p pair) []byte {
	var buf [128]byte
	entry := protowire.AppendBytes(buf[:0], 1, p.key)
	entry = protowire.AppendBytes(entry, 2, p.value)
	return protowire.AppendBytes(dst, field, entry)
}

func appendRetryInfo(dst []byte, d time.Duration) []byte {
	var buf [32]byte
	delay := protowire.AppendInt64(buf[:0], 1, int64(d/time.Second))
	delay = protowire.AppendInt32(delay, 2, int32(d%time.Second))
	return protowire.AppendBytes(dst, 1, delay)
}

func appendLocalizedMessage(dst []byte, locale, message string) []byte {
	dst = protowire.AppendBytes(dst, 1, locale)
	return protowire.AppendBytes(dst, 2, message)
}

func appendHelp(dst []byte, url string) []byte {
	var buf [256]byte
	link := protowire.AppendBytes(buf[:0], 1, "What this error means and what to do about it")
	link = protowire.AppendBytes(link, 2, url)
	return protowire.AppendBytes(dst, 1, link)
}
