package rpc

import (
	"strconv"

	"github.com/seed85f21a9e/errcode"
)

// maxReason is how long a reason may be.
const maxReason = 63

// reasonOf returns what an ErrorInfo calls a code: the name of its row in
// UPPER_SNAKE, USER_NOT_FOUND, or CODE_987654 where there is none that AIP-193
// allows. Every reason matches [A-Z][A-Z0-9_]+[A-Z0-9].
func reasonOf(info errcode.Info) string {
	if reason := upperSnake(info.Name); reason != "" {
		return reason
	}
	number := int64(info.Code.Number())
	if number < 0 {
		return "CODE_MINUS_" + strconv.FormatInt(-number, 10)
	}
	return "CODE_" + strconv.FormatInt(number, 10)
}

// upperSnake returns a Go identifier in UPPER_SNAKE, cut to the length of a
// reason; empty if that is no reason.
func upperSnake(name string) string {
	var buf [maxReason]byte
	reason := buf[:0]
	for i := 0; i < len(name) && len(reason) < maxReason; i++ {
		c := name[i]
		if startsWord(name, i) && len(reason) > 0 && reason[len(reason)-1] != '_' {
			reason = append(reason, '_')
		}
		if isLower(c) {
			c -= 'a' - 'A'
		}
		if (isUpper(c) || isDigit(c)) && len(reason) < maxReason {
			reason = append(reason, c)
		}
	}
	for len(reason) > 0 && reason[len(reason)-1] == '_' {
		reason = reason[:len(reason)-1]
	}
	if len(reason) < 3 || !isUpper(reason[0]) {
		return ""
	}
	return string(reason)
}

// startsWord reports whether a word of an identifier begins, or would begin
// after an underscore, at i: the N of UserNotFound, the R of SMSRequest.
func startsWord(name string, i int) bool {
	switch {
	case name[i] == '_':
		return true
	case i == 0 || !isUpper(name[i]):
		return false
	}
	return !isUpper(name[i-1]) || i+1 < len(name) && isLower(name[i+1])
}

func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }
func isLower(c byte) bool { return 'a' <= c && c <= 'z' }
func isDigit(c byte) bool { return '0' <= c && c <= '9' }
