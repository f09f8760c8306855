package netfault

// A Fault says what happened to a connection.
type Fault uint8

const (
	None        Fault = iota // nothing that this package knows
	Unreachable              // there never was a connection: refused, no route, no such host
	Lost                     // the connection broke while it was in use
)
