package errcode

// Bounds of a walk over an error's tree: one that wraps itself has no end.
const (
	maxDepth  = 1000      // how far down a chain is followed
	maxErrors = 1_000_000 // how many errors are looked at in all
)

// A goal is what a walk is made for. It ends when it has that.
type goal uint8

const (
	everything goal = iota
	firstCode
	firstKind
	firstWait
)

// A finding is what a walk has found in an error's tree, in depth-first order.
type finding struct {
	code      Code      // the first one; nil: none
	row       *row      // of the code
	kind      Kind      // of the first code or bare kind, whichever comes first
	hasKind   bool      // whether there is one
	condition condition // the first one of an error of the standard library
	carrier   *Error    // the error that carries the code; nil for a bare code
	outermost *Error    // the first Error, with a code or without
	canceled  bool      // whether any error says that the caller gave up
	lost      bool      // whether any error says that the connection broke
	aborted   bool      // whether any error is http.ErrAbortHandler
	foreign   bool      // whether a message, with the code or around it, may be another server's

	// What the error with the code says beyond it, and the errors around that
	// one, which have none: the outermost counts.
	message   string
	status    int
	operation Operations
	details   []detail

	wait // of any error of the tree, the outermost counts

	remote *extra // the first that came from another server, with the code or around it; nil: none

	seen int
}

// find walks over the tree of err.
func (f *finding) find(err error, goal goal) { f.walk(err, goal, 0) }

// tryFind is find for an error whose methods may panic, which ends the walk. It
// reports whether they did not.
func (f *finding) tryFind(err error, goal goal) (ok bool) {
	defer ignorePanic() // ok is not set then
	f.find(err, goal)
	return true
}

// walk reports whether it has reached the goal. Nil pointers end a chain.
func (f *finding) walk(err error, goal goal, depth int) bool {
	for ; depth < maxDepth && f.seen < maxErrors; depth++ {
		f.seen++
		switch e := err.(type) {
		case nil:
			return false
		case *Error:
			if e == nil {
				return false
			}
			f.addError(e)
			if f.has(goal) {
				return true
			}
			err = e.cause
			continue
		case Kind:
			f.addKind(e)
			return f.has(goal)
		case coded:
			if isAlone(e) {
				f.addRow(e, e.row())
				return f.has(goal)
			}
		}
		if isNilPointer(err) {
			return false
		}
		if code, ok := err.(Code); ok { // a pointer, a struct around a code, or of somebody else's type
			f.addCode(plain(code))
		} else if goal != firstCode && goal != firstWait {
			f.addCondition(conditionOf(err))
		}
		if f.has(goal) {
			return true
		}
		switch e := err.(type) {
		case interface{ Unwrap() error }:
			err = e.Unwrap()
		case interface{ Unwrap() []error }:
			for _, err := range e.Unwrap() {
				if f.walk(err, goal, depth+1) {
					return true
				}
			}
			return false
		default:
			return false
		}
	}
	return false
}

// remoteStatus is the status that came from another server; 0 for none.
func (f *finding) remoteStatus() int {
	if f.remote == nil {
		return 0
	}
	return f.remote.status
}

func (f *finding) has(goal goal) bool {
	switch goal {
	case firstCode:
		return f.code != nil
	case firstKind:
		return f.hasKind
	case firstWait:
		return f.hasRetryAfter
	}
	return false
}

func (f *finding) addError(e *Error) {
	if f.outermost == nil {
		f.outermost = e
	}
	if x := e.extra; x != nil {
		f.addExtra(e, x)
	}
	if e.code != nil {
		if f.code == nil {
			f.carrier = e
		}
		f.addCode(e.code)
	}
}

func (f *finding) addExtra(e *Error, x *extra) {
	if !f.hasRetryAfter {
		f.wait = x.wait
	}
	if f.code != nil {
		return // within the error with the code
	}
	f.foreign = f.foreign || x.isForeign()
	if x.remote {
		if f.remote == nil {
			f.remote = x
		}
		return // the rest is another server's words
	}
	if x.rare != nil {
		f.addRare(x.rare)
	}
	if f.message == "" {
		f.message = x.message
	}
	if f.status == 0 {
		f.status = x.status
	}
}

func (f *finding) addRare(r *rare) {
	if f.operation == 0 {
		f.operation = r.operation
	}
	if f.details == nil {
		f.details = r.details
	}
}

func (f *finding) addCode(code Code) {
	if code == nil {
		return
	}
	f.addRow(code, rowOf(code))
}

func (f *finding) addRow(code Code, row *row) {
	if f.code == nil {
		f.code, f.row = code, row
	}
	f.addKind(row.kind)
}

func (f *finding) addKind(kind Kind) {
	if !f.hasKind {
		f.kind, f.hasKind = kind, true
	}
	f.canceled = f.canceled || kind == KindCanceled
}

func (f *finding) addCondition(c condition) {
	switch c {
	case noCondition:
		return
	case conditionAborted:
		f.aborted = true
		return
	case conditionCanceled:
		f.canceled = true
	case conditionLost:
		f.lost = true
	}
	if f.condition == noCondition {
		f.condition = c
	}
}

// meaning is the kind of the error: of its first code or bare kind, or else of
// an error of the standard library.
func (f *finding) meaning() Kind {
	if f.hasKind {
		return f.kind
	}
	return f.condition.kind()
}
