package errcode_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/language"

	"github.com/seed85f21a9e/errcode"
)

// readers are all that can read a body, the nil and the empty catalog included.
var readers = []*errcode.Catalog{nil, new(errcode.Catalog), errcode.Backend, errcode.LeanCloud, errcode.Realtime}

// Whatever the body, in every format: the error is never nil, what it keeps is
// bounded and valid UTF-8, and its answer is read back as the same code.
func FuzzDecodeBody(f *testing.F) {
	for _, body := range errcode.Bodies {
		f.Add(400, []byte(body))
	}
	f.Add(-1, []byte(`{"code":987654}`))
	f.Add(999, []byte(`{"code":211}`))
	f.Fuzz(func(t *testing.T, status int, body []byte) {
		for _, c := range readers {
			e := c.DecodeBody(status, body)
			if e == nil || !e.Remote() || e.HTTPStatus() != status {
				t.Fatalf("%v reads %q as %#v", c, body, e)
			}
			if m := e.Message(); len(m) > 4<<10 || !utf8.ValidString(m) {
				t.Fatalf("%v reads the message %q", c, m)
			}
			for _, attr := range e.LogValue().Group() {
				if s := attr.Value.String(); attr.Key == "excerpt" && (len(s) > 256 || !utf8.ValidString(s)) {
					t.Fatalf("%v keeps the excerpt %q", c, s)
				}
			}
			_ = e.Error()
			if e.Code() != nil {
				checkReadBack(t, c, e)
			}
		}
		if errs, err := errcode.ParseLeanCloudBatch(body); err == nil {
			for _, err := range errs {
				if _, ok := errcode.CodeOf(err); err != nil && !ok {
					t.Fatalf("no code in %v", err)
				}
			}
		}
	})
}

// checkReadBack answers a remote error, by itself and with its text passed on,
// in both formats, and reads the answers.
func checkReadBack(t *testing.T, reader *errcode.Catalog, e *errcode.Error) {
	t.Helper()
	own := e.Code().Catalog()
	passedOn := errcode.New(e.Code(), errcode.WithMessage(e.Message()))
	for _, err := range []error{e, passedOn} {
		body := own.AppendBody(nil, err)
		again := own.DecodeBody(400, body)
		if again.Inferred() || again.Code().Number() != e.Code().Number() {
			t.Fatalf("%v reads %s as %v, not %v", own, body, again, e.Code())
		}
		if err == passedOn && e.Message() != "" && again.Message() != e.Message() {
			t.Fatalf("%v reads %s as %q, not %q", own, body, again.Message(), e.Message())
		}
		problem := answer(quiet(nil), request("GET", "/", problemType), err).Body.Bytes()
		if again := reader.DecodeBody(400, problem); again.Code() != e.Code() {
			t.Fatalf("%v reads %s as %v, not %v", reader, problem, again.Code(), e.Code())
		}
	}
}

// The writer escapes as encoding/json does, byte for byte, so that what it
// writes parses to the same text. A byte that is no UTF-8 is a replacement
// character in both, which encoding/json escapes or not by its version.
func FuzzBodyWriter(f *testing.F) {
	for _, s := range []string{
		"Could not find user.", `"\/`, "\x00\x01\x1f\x7f\b\f\n\r\t", "<script>&amp;", "\u2028\u2029\u202a", "\xff\xe6\x88\xf0\x9f",
		"超过应用额度，请升级到商用版或联系我们处理。", "😀", "\ufffd", "\ud7ff\ue000", "\xed\xa0\x80", "\xc0\x80",
	} {
		f.Add(211, s)
		f.Add(-1, s)
	}
	unescape := strings.NewReplacer(`\ufffd`, "\ufffd").Replace
	f.Fuzz(func(t *testing.T, number int, message string) {
		quoted, err := json.Marshal(message)
		if err != nil {
			t.Fatal(err)
		}
		n, err := json.Marshal(int32(number))
		if err != nil {
			t.Fatal(err)
		}
		if message == "" {
			return // leaves the catalog's message in place
		}
		e := errcode.New(errcode.LeanCloudCode(int32(number)), errcode.WithMessage(message), errcode.WithDetail("x"+message, message))
		if got, want := string(errcode.LeanCloud.AppendBody(nil, e)), `{"code":`+string(n)+`,"error":`+string(quoted)+`}`; unescape(got) != unescape(want) {
			t.Fatalf("got %s, want %s", got, want)
		}
		e = errcode.New(errcode.BackendCode(int32(number)), errcode.WithMessage(message), errcode.WithDetail("x"+message, message))
		if got, want := string(errcode.Backend.AppendBody(nil, e)), `{"message":`+string(quoted)+`,"errorCode":`+string(n)+`}`; unescape(got) != unescape(want) {
			t.Fatalf("got %s, want %s", got, want)
		}
		problem := answer(quiet(nil), request("GET", "/", problemType), e).Body.Bytes()
		var members map[string]any
		if err := json.Unmarshal(problem, &members); err != nil {
			t.Fatalf("%s: %v", problem, err)
		}
		text := string([]rune(message)) // one replacement for each byte that is no UTF-8
		if members["detail"] != text || members["x"+text] != text || len(members) != 8 {
			t.Fatalf("%q is written as %s", message, problem)
		}
	})
}

// Any header gets one of the two bodies, of the type that is announced; a client
// that takes anything gets the vendor's.
func FuzzAccept(f *testing.F) {
	for _, header := range []string{
		"*/*", "application/json", "application/problem+json", "application/problem+json;q=0.5, application/json;q=0.4", "application/*;q=0.1,application/json;q=0",
		"text/html, */*;q=0.8", "APPLICATION/PROBLEM+JSON ; Q=1.0 ;a=b", ";;,,q=,json", "application/problem+json;q=NaN", "json;q=1e-400", `application/*,"000,AppliCAtion/json;q`,
	} {
		f.Add(header)
	}
	f.Fuzz(func(t *testing.T, header string) {
		r := request("GET", "/", "")
		r.Header["Accept"] = []string{header}
		w := answer(quiet(nil), r, errcode.LeanCloudUserNotFound)
		problem := strings.HasPrefix(w.Body.String(), `{"type":"urn:errcode:leancloud/211"`)
		switch w.Header().Get("Content-Type") {
		case vendorType:
			if problem {
				t.Fatalf("Accept %q: announced the vendor's body, sent %s", header, w.Body)
			}
		case problemType:
			if !problem || !strings.Contains(strings.ToLower(header), "json") {
				t.Fatalf("Accept %q: sent %s", header, w.Body)
			}
		default:
			t.Fatalf("Accept %q: %v", header, w.Header())
		}
		// It does not matter how many lines the ranges stand in, nor do blanks or
		// the case of letters.
		r.Header["Accept"] = []string{" " + strings.ReplaceAll(header, ",", " ,\t")}
		if other := answer(quiet(nil), r, errcode.LeanCloudUserNotFound); other.Body.String() != w.Body.String() {
			t.Fatalf("Accept %q: blanks change the answer", header)
		}
		if !strings.Contains(header, `"`) { // within quotation marks a comma ends no range
			r.Header["Accept"] = strings.Split(header, ",")
			if other := answer(quiet(nil), r, errcode.LeanCloudUserNotFound); other.Body.String() != w.Body.String() {
				t.Fatalf("Accept %q: several lines change the answer", header)
			}
		}
		if isASCII(header) {
			r.Header["Accept"] = []string{strings.ToUpper(header)}
			if other := answer(quiet(nil), r, errcode.LeanCloudUserNotFound); other.Body.String() != w.Body.String() {
				t.Fatalf("Accept %q: upper case changes the answer", header)
			}
		}
	})
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

// Any header gets an answer in one of the languages offered, the same one each
// time and in each copy of the Responder.
func FuzzAcceptLanguage(f *testing.F) {
	for _, header := range []string{
		"zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7", "zh-TW, en;q=0.8", "*", "en;q=0", "zh;q=0, *", "de", "i-klingon", "x-private", "zh-Hant-HK-x-a;q=0.5",
		strings.Repeat("a-", 300), strings.Repeat("zh,", 200), ",;q=,;", "en_US", "zh-u-co-pinyin", "und", "mul",
	} {
		f.Add(header)
	}
	offer := func() *errcode.Responder {
		rp := quiet(errcode.LeanCloud)
		rp.Languages = []language.Tag{language.English, language.SimplifiedChinese}
		return rp
	}
	shared := offer()
	f.Fuzz(func(t *testing.T, header string) {
		r := request("GET", "/", "")
		r.Header["Accept-Language"] = []string{header}
		want := answer(offer(), r, errcode.LeanCloudUserNotFound)
		switch tag := want.Header().Get("Content-Language"); tag {
		case "en", "zh-Hans":
		default:
			t.Fatalf("Accept-Language %q: answered in %q", header, tag)
		}
		for range 2 {
			if got := answer(shared, r, errcode.LeanCloudUserNotFound); got.Body.String() != want.Body.String() {
				t.Fatalf("Accept-Language %q: %s, then %s", header, want.Body, got.Body)
			}
		}
	})
}
