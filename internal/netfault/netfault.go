// Package netfault recognizes the errors of a network that could not be used,
// on every platform.
package netfault

import "net"

// A Fault says what happened to a connection.
type Fault uint8

const (
	None        Fault = iota // nothing that this package knows
	Unreachable              // there never was a connection: refused, no route, no such host
	Lost                     // the connection broke while it was in use
)

// Of returns what err itself says. It does not look at what err wraps.
func Of(err error) Fault {
	if e, ok := err.(*net.DNSError); ok && e != nil {
		if e.IsNotFound || e.IsTemporary {
			return Unreachable
		}
		return None
	}
	return ofErrno(err)
}
