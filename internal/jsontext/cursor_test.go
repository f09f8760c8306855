package jsontext_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode/internal/jsontext"
)

// documents are valid and broken in all ways that the grammar knows.
var documents = []string{
	`{"code":211,"error":"Could not find user."}`, `{"error":"x","code":-1}`, " {\r\n\t\"code\" : 211 , \"error\" : \"x\" } \n", `{}`, ` { } `, `{"":0}`,
	`{"a":1,"a":2,"A":3}`, `{"c\u006fde":211,"code":5}`, `{"\ud83d\ude00":1,"\ud83d":2,"\udc00\ud83d":3,"😀":4}`, "{\"\xff\":1,\"\xe8\xaa\":2,\"日本\":3}", `{"a\"b\\c\/d\b\f\n\r\t":1}`,
	`{"a":{"b":[1,{"c":[]},[[]],{}]},"d":[true,false,null,-0.5e+10,"x\n"]}`, `{"a":[ ] ,"b":{ } }`, `{"a":[ 1 , 2 ],"b":{ "c" : 3 , "d" : 4 }}`,
	`[]`, ` [ ] `, `[1,"a",null,true,false,{"a":[]},[{}]]`, `[ 1 , [ 2 , 3 ] ]`, `[[[[]]],{"a":{"b":{}}}]`,
	`[{"success":{"objectId":"a"}},{"error":{"code":211,"error":"Could not find user."}}]`,
	`null`, `true`, `"x"`, `211`, ``, ` `, "\ufeff{}", "\x00", `<html><body>502 Bad Gateway</body></html>`,
	`{`, `{"a"`, `{"a":`, `{"a":1`, `{"a":1,`, `{"a":1,"b`, `{"a":1]`, `{"a":[1}`, `{"a":{]}`, `[1}`, `[{]`, `{"a":[}`, `{"a":{"b"}}`, `{"a":{"b":}}`, `{"a":{1:2}}`, `{"a":{"b" 1}}`,
	`{"a":1,}`, `{,"a":1}`, `{"a":1,,"b":2}`, `{"a":1 "b":2}`, `{"a" 1}`, `{"a"::1}`, `{a:1}`, `{'a':1}`, `{1:1}`, `{null:1}`, `{"a":}`, `{"a":,"b":1}`, `{"a":1}}`, `{"a":1} x`, `{"a":1}{}`, `{"a":[1,]}`, `{"a":[,1]}`, `{"a":[1 2]}`, `{"a":{"b":1,}}`,
	`[1,]`, `[,1]`, `[1 2]`, `[1,,2]`, `[1]]`, `[1] x`, `["a":1]`, `[`, `[1`, `[1,`, `]`, `}`,
	`{"a":tru}`, `{"a":true1}`, `{"a":TRUE}`, `{"a":nul`, `{"a":nulll}`, `{"a":falsey}`, `[t]`, `[n`, `[undefined]`, `[NaN]`, `[-]`, `[-a]`, `[01]`, `[-01]`, `[1.]`, `[.5]`, `[1e]`, `[1e+]`, `[+1]`, `[1.5e-10,0,-0,0.0,0e0,10]`, `[0x1]`, `[1-2]`, `[00]`, `[1.2.3]`, `[1e5.5]`,
	`{"a":"`, `{"a":"\`, `{"a":"\"`, `{"a":"\x"}`, `{"a":"\'"}`, `{"a":"\u12"}`, `{"a":"\u123`, `{"a":"\u12g4"}`, `{"a":"\u00e9\u00E9\uABCD\uabcd\u0000"}`, `{"a":"\ud800"}`, `{"a":"\U1234"}`, `["\u004/"]`, `["\u004:"]`, `["\u004@"]`, `["\u004G"]`, "[\"\\u004`\"]", "[\"\\u00\xb0\xb1\"]",
	"{\"a\":\"\x1f\"}", "{\"a\":\"x\ny\"}", "{\"a\":\"\x7f\"}", "{\"a\x00\":1}", "{\"a\":\"\xff\"}", "{\"code\":211\v}", "{\"a\":1\u00a0}", "\f{}", "{\"a\":\"12345678\t\"}", `{"a":"1234567890123456"}`, `{"a":"12345678\u0041"}`, `["1234567`, `["12345678`, `["123456789`,
}

// deep returns texts that are nested up to the limit and over it.
func deep() []string {
	var all []string
	for _, n := range []int{63, 64, 65, 66, 9998, 9999, 10000, 10001, 10002, 20000} {
		all = append(all, strings.Repeat("[", n)+strings.Repeat("]", n), strings.Repeat(`{"a":`, n)+"1"+strings.Repeat("}", n), `{"a":`+strings.Repeat("[", n-1)+strings.Repeat("]", n-1)+`}`,
			strings.Repeat(`[{"a":`, n/2)+"[]"+strings.Repeat("}]", n/2), `{"b":[[]],"a":`+strings.Repeat("[", n-1)+`{"b":[[]]}`+strings.Repeat("]", n-1)+`}`, strings.Repeat("[", n), strings.Repeat(`{"a":`, n))
	}
	return all
}

// A pair is a member of an object or, with an empty key, an item of an array.
type pair struct{ key, value string }

// read returns all that a cursor finds, of a valid text.
func read(c jsontext.Cursor) ([]pair, bool) {
	var all []pair
	for c.Next() {
		all = append(all, pair{string(c.Key), string(c.Value)})
	}
	valid := c.Valid()
	if c.Next() || c.Valid() != valid {
		panic("the end is not the end")
	}
	if !valid {
		return nil, false
	}
	return all, true
}

// decode returns what encoding/json finds one by one.
func decode(data []byte, bracket byte) []pair {
	if !json.Valid(data) || bytes.TrimLeft(data, " \t\r\n")[0] != bracket {
		return nil
	}
	d := json.NewDecoder(bytes.NewReader(data))
	token(d)
	var all []pair
	for d.More() {
		key := ""
		if bracket == '{' {
			key = token(d).(string)
		}
		var raw json.RawMessage
		if err := d.Decode(&raw); err != nil {
			panic(err)
		}
		all = append(all, pair{key, string(raw)})
	}
	return all
}

func token(d *json.Decoder) json.Token {
	t, err := d.Token()
	if err != nil {
		panic(err)
	}
	return t
}

// check compares with encoding/json: with what it finds one by one, and with
// what it makes of it.
func check(t *testing.T, data []byte) {
	t.Helper()
	var object map[string]json.RawMessage
	valid := json.Unmarshal(data, &object) == nil && object != nil
	got := compare(t, data, jsontext.Object(data), '{', valid)
	last := make(map[string]string)
	for _, p := range got {
		last[p.key] = p.value
	}
	if valid && !maps.EqualFunc(last, object, func(a string, b json.RawMessage) bool { return a == string(b) }) {
		t.Fatalf("%.100q: the last of each name are %s, not %s", data, last, object)
	}
	var array []json.RawMessage
	valid = json.Unmarshal(data, &array) == nil && array != nil
	compare(t, data, jsontext.Array(data), '[', valid)
}

func compare(t *testing.T, data []byte, c jsontext.Cursor, bracket byte, valid bool) []pair {
	t.Helper()
	got, ok := read(c)
	if ok != valid {
		t.Fatalf("%.100q: %c is %t, not %t", data, bracket, ok, valid)
	}
	if want := decode(data, bracket); !slices.Equal(got, want) {
		t.Fatalf("%.100q: got %q, want %q", data, got, want)
	}
	return got
}

func TestCursor(t *testing.T) {
	for _, text := range documents {
		check(t, []byte(text))
	}
	for _, text := range deep() {
		check(t, []byte(text))
	}
}

// A text that is cut off anywhere, or has a byte too many or a wrong one, is
// taken or refused as encoding/json does.
func TestCursorOfBrokenText(t *testing.T) {
	for _, text := range documents {
		for i := range len(text) {
			check(t, []byte(text[:i]))
			for _, b := range []string{"", ",", ":", `"`, "{", "}", "[", "]", "\\", " ", "0", "-", ".", "e", "\x00", "\xff"} {
				check(t, []byte(text[:i]+b+text[i:]))
				check(t, []byte(text[:i]+b+text[i+1:]))
			}
		}
	}
}

// Each byte is a hexadecimal digit or not, at each of the four places and
// beside any other.
func TestCursorOfEachDigit(t *testing.T) {
	for b := range 256 {
		for _, other := range []byte("09afAF/:`gG@\x00\x80\xb0\xff") {
			for place := range 4 {
				digits := bytes.Repeat([]byte("0"), 4)
				digits[place], digits[(place+1)%4] = byte(b), other
				check(t, fmt.Appendf(nil, `["\u%s"]`, digits))
			}
		}
	}
}

// Keys and values are parts of the text, of a length that cannot be extended
// into what follows, and keys that had to be decoded stay what they are.
func TestCursorOwnsOnlyDecodedKeys(t *testing.T) {
	data := []byte(`{"\u0061":"x","b":[1],"\u0063\u0064":2,"e":3,"\u0066":4}`)
	var keys, values [][]byte
	c := jsontext.Object(data)
	for c.Next() {
		assert.Equal(t, len(c.Key), cap(c.Key))
		assert.Equal(t, len(c.Value), cap(c.Value))
		keys, values = append(keys, c.Key), append(values, c.Value)
	}
	require.True(t, c.Valid())
	assert.Equal(t, "a b cd e f", string(bytes.Join(keys, []byte(" "))))
	assert.Equal(t, `"x" [1] 2 3 4`, string(bytes.Join(values, []byte(" "))))
	clear(data)
	assert.Equal(t, "a \x00 cd \x00 f", string(bytes.Join(keys, []byte(" "))))
	assert.Zero(t, bytes.Trim(bytes.Join(values, nil), "\x00"))
}

func TestCursorOfNothing(t *testing.T) {
	var c jsontext.Cursor
	assert.False(t, c.Valid())
	assert.False(t, c.Next())
	assert.False(t, c.Valid())
	c = jsontext.Object([]byte(`{"a":1}`))
	assert.False(t, c.Valid(), "not before the end")
	assert.True(t, c.Next())
	assert.False(t, c.Valid(), "not before the end")
}

func TestCursorNeedsNoMemory(t *testing.T) {
	for text, want := range map[string]float64{
		`{"代码":211,"é":{"😀":1}}`:                                                         0,
		`{"code":211,"error":"Could not find user.","a":[{"b":[1,2,{}]}],"c":"\u0000"}`:  0,
		`{"a":` + strings.Repeat("[", 64) + strings.Repeat("]", 64) + `}`:                0,
		`{"\u0061":1,"\u0062":2,"\u0063":3,"\u0064":4,"\u0065":5,"\u0066":6,"\u0067":7}`: 1,
	} {
		data := []byte(text)
		assert.Equal(t, want, testing.AllocsPerRun(10, func() {
			c := jsontext.Object(data)
			for c.Next() {
			}
			if !c.Valid() {
				t.Error("not valid")
			}
		}), text)
	}
}

func FuzzCursor(f *testing.F) {
	for _, text := range documents {
		f.Add([]byte(text))
	}
	f.Add([]byte(`{"a":` + strings.Repeat("[", 70) + strings.Repeat("]", 70) + `}`))
	f.Fuzz(check)
}

// BenchmarkCursor goes through the members of a body, and does nothing else.
func BenchmarkCursor(b *testing.B) {
	for _, shape := range shapes {
		data := []byte(shape.text)
		b.Run(shape.name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				c := jsontext.Object(data)
				for c.Next() {
					bytesSink = c.Value
				}
			}
		})
	}
}
