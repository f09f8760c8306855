package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/seed85f21a9e/errcode"
)

// appendBody is the job of writing the body of an error alone, with the given
// text, into a buffer with room.
func appendBody(name, what, text string, err error) job {
	buf := make([]byte, 0, 512)
	check := func() error {
		return want(string(got.body) == fmt.Sprintf(`{"code":%d,"error":%q}`, number, text), "wrote %s", got.body)
	}
	return job{
		name: name,
		what: "Append the two-field body to a buffer with room, " + what,
		floors: []contestant{{name: "append by hand", check: check, run: func(b *testing.B) {
			for b.Loop() {
				got.body = appendTwoFields(buf[:0], number, text)
			}
		}}},
		own: []contestant{{name: "errcode, AppendBody", check: check, run: func(b *testing.B) {
			for b.Loop() {
				got.body = errcode.LeanCloud.AppendBody(buf[:0], err)
			}
		}}},
		peers: []contestant{{name: "encoding/json, Marshal", check: check, run: func(b *testing.B) {
			for b.Loop() {
				got.body, got.err = json.Marshal(&twoFields{number, text})
			}
		}}},
		absent: []absence{{"all the others", "have bodies of other shapes, which they write with encoding/json or protobuf"}},
	}
}

// appendText is the job for a message that is made at run time. The text has
// size bytes.
func appendText(size int) job {
	const sentence = "No user is named ada-lovelace-1815 here. "
	text := strings.Repeat(sentence, size/len(sentence)+1)[:size]
	return appendBody(fmt.Sprintf("append-%d", size), fmt.Sprintf("a text of %d bytes made at run time", size), text,
		errcode.New(errcode.LeanCloudUserNotFound, errcode.WithMessage(text)))
}
