// Package netfault recognizes the errors of a network that could not be used,
// on every platform.
package netfault

import "net"

// Of returns what err itself says. It does not look at what err wraps.
func Of(err error) Fault {
	if e, ok := err.(*net.DNSError); ok && e != nil {
		if e.IsNotFound || e.IsTemporary {
			return Unreachable
		}
		return None
	}
	if isStreamError(err) {
		return Lost
	}
	return ofErrno(err)
}
