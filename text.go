package errcode

// A Text says in one language what a code means.
type Text struct {
	Code        Code
	Message     string // one short sentence; for a code with parameters a wording that needs none
	Description string // what happened
	Remedy      string // what to do about it, in one or two sentences
	Template    string // for a code with parameters: the message with {1}, {2}, … in their places
}

// englishText returns the English text of a code, which every code has.
func englishText(code Code) Text {
	r := safeRowOf(code)
	return Text{Code: code, Message: r.english(), Description: r.description, Remedy: r.remedy, Template: r.template}
}
