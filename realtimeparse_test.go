package errcode_test

import (
	"bytes"
	"errors"
	"log/slog"
	"math"
	"net/http"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/internal/protowire"
)

func TestParseRealtimeClose(t *testing.T) {
	t.Parallel()
	for code := range errcode.Realtime.All() {
		realtime := code.(errcode.RealtimeCode)
		e := errcode.ParseRealtimeClose(code.Number(), "gone")
		assert.ErrorIs(t, e, realtime)
		assert.Equal(t, "gone", e.Message())
		assert.Equal(t, code.HTTPStatus(), e.HTTPStatus())
		assert.True(t, e.Remote())
		assert.False(t, e.Inferred())
		if frame, err := realtime.CloseFrame(""); err == nil { // both ways
			again := errcode.ParseRealtimeClose(int(frame[0])<<8|int(frame[1]), string(frame[2:]))
			assert.Equal(t, code, again.Code())
			assert.Equal(t, code.Message(), again.Message())
		}
	}
	tests := []struct {
		name     string
		code     int64
		reason   string
		want     errcode.Code
		message  string
		inferred bool
	}{
		{"no reason", 4111, "", errcode.RealtimeSessionConflict, "SESSION_CONFLICT", false},
		{"unlisted", 4999, "x", errcode.RealtimeCode(4999), "x", false},
		{"of RFC 6455", 1001, "going away", errcode.RealtimeCode(1001), "going away", false},
		{"negative", -1, "x", errcode.RealtimeCode(-1), "x", false},
		{"invalid UTF-8", 4111, "a\xff", errcode.RealtimeSessionConflict, "a\ufffd", false},
		{"beyond 32 bits", math.MaxInt32 + 4112, "x", errcode.RealtimeInternalError, "x", true},
	}
	for _, test := range tests {
		if int64(int(test.code)) != test.code {
			continue // an int has 32 bits here
		}
		t.Run(test.name, func(t *testing.T) {
			e := errcode.ParseRealtimeClose(int(test.code), test.reason)
			assert.Equal(t, test.want, e.Code())
			assert.Equal(t, test.message, e.Message())
			assert.Equal(t, test.inferred, e.Inferred())
			assert.True(t, e.Remote())
			assert.NotContains(t, e.Error(), "HTTP", "a close frame has no HTTP status")
		})
	}
}

// Clients reconnect after the codes with which a server goes away.
func TestParseRealtimeCloseOfWebSocketCodes(t *testing.T) {
	t.Parallel()
	for code, want := range map[int]bool{
		1000: false, 1001: true, 1002: false, 1003: false, 1007: false, 1008: false, 1009: false, 1010: false,
		1006: true, 1011: true, 1012: true, 1013: true, 1015: false, 4999: false,
		4103: false, 4107: true,
	} {
		e := errcode.ParseRealtimeClose(code, "")
		assert.Equal(t, errcode.RealtimeCode(code), e.Code())
		assert.Equal(t, want, errcode.Retryable(e), "%d", code)
		assert.Equal(t, want, errors.Is(e, errcode.KindUnavailable) || errors.Is(e, errcode.KindDeadlineExceeded), "%d", code)
	}
	going := errcode.RealtimeCode(1001)
	assert.True(t, going.Info().Retryable)
	assert.False(t, going.Info().Known)
	assert.Equal(t, http.StatusServiceUnavailable, going.HTTPStatus())
	assert.Equal(t, "realtime 1001: The server closed the connection", going.Error())
	assert.Contains(t, going.LogValue().Group(), slog.Int("status", http.StatusServiceUnavailable))
	assert.Equal(t, "realtime 1001: going away", errcode.ParseRealtimeClose(1001, "going away").Error())
	assert.False(t, errcode.SafeToRetry(errcode.ParseRealtimeClose(1001, ""), false), "the last request may have been carried out")
}

// command builds a command as a server sends it.
func command(kind, request int32, parts ...[]byte) []byte {
	frame := protowire.AppendInt32(nil, 1, kind)
	if request != 0 {
		frame = protowire.AppendInt32(frame, 5, request)
	}
	return append(frame, bytes.Join(parts, nil)...)
}

// part builds the field with that number, a message. Its own fields are given
// as pairs of a number and a value.
func part(field uint32, pairs ...any) []byte {
	var b []byte
	for i := 0; i < len(pairs); i += 2 {
		number := uint32(pairs[i].(int))
		switch v := pairs[i+1].(type) {
		case int:
			b = protowire.AppendInt32(b, number, int32(v))
		case string:
			b = protowire.AppendBytes(b, number, v)
		case []byte:
			b = append(b, v...)
		}
	}
	return protowire.AppendBytes(nil, field, b)
}

func TestParseRealtimeCommand(t *testing.T) {
	t.Parallel()
	const session, conv, direct, ack, failed, blacklist, goaway = 0, 1, 2, 3, 7, 20, 21
	type details = map[string]any
	for _, test := range []struct {
		name    string
		frame   []byte
		want    string // what Error says; empty: no error
		request int32
		details details
	}{
		{"error", command(failed, 7, part(103, 1, 4303, 2, "CONVERSATION_NOT_FOUND")), "realtime 4303: CONVERSATION_NOT_FOUND", 7, nil},
		{"error without a request", command(failed, 0, part(103, 1, 4303, 2, "CONVERSATION_NOT_FOUND")), "realtime 4303: CONVERSATION_NOT_FOUND", 0, nil},
		{"detail", command(failed, 7, part(103, 1, 4301, 2, "CONVERSATION_API_FAILED", 4, "upstream: 502")), "realtime 4301: upstream: 502", 7, nil},
		{"another reason", command(failed, 7, part(103, 1, 4315, 2, "CONVERSATION_BLACKLISTED", 4, "until noon")), "realtime 4315: until noon", 7, details{"reason": "CONVERSATION_BLACKLISTED"}},
		{"app's own", command(failed, 7, part(103, 1, 4402, 2, "MESSAGE_REJECTED_BY_APP", 3, -17, 6, "no links")), "realtime 4402: MESSAGE_REJECTED_BY_APP", 7, details{"appCode": -17, "appMsg": "no links"}},
		{"unlisted", command(failed, 7, part(103, 1, 5130, 2, "OWNER_PROMOTION_NOT_ALLOWED")), "realtime 5130: OWNER_PROMOTION_NOT_ALLOWED", 7, nil},
		{"of LeanCloud", command(failed, 7, part(103, 1, 211, 2, "no anna")), "leancloud 211: no anna", 7, nil},
		{"without a reason", command(failed, 7, part(103, 1, 4303)), "realtime 4303: CONVERSATION_NOT_FOUND", 7, nil},
		{"without a code", command(failed, 7, part(103, 2, "X")), "realtime 4200: X (inferred from a command without a code)", 7, nil},
		{"code 0", command(failed, 7, part(103, 1, 0, 2, "X")), "realtime 4200: X (inferred from a command without a code)", 7, nil},
		{"code of another layout", command(failed, 7, part(103, 1, "4303", 2, "X")), "realtime 4200: X (inferred from a command without a code)", 7, nil},
		{"code once more in another layout", command(failed, 7, part(103, 1, 4303, 1, "4304", 2, "X", 2, 5)), "realtime 4303: X", 7, nil},
		{"parts in another layout", command(failed, 7, part(103, 1, 4303), protowire.AppendInt32(nil, 103, 1), part(5, 1, 1), part(1)), "realtime 4303: CONVERSATION_NOT_FOUND", 7, nil},
		{"members in another layout", command(conv, 4, protowire.AppendInt32(nil, 110, 1), part(110, 31, 1)), "", 4, nil},
		{"empty", command(failed, 7), "realtime 4200: INTERNAL_ERROR (inferred from a command without a code)", 7, nil},
		{"unknown fields", command(failed, 7, part(200, 1, 1), []byte("\xe3\x3f\x08\x01\xe4\x3f"), part(103, 99, 5, 1, 4303, 98, "x")), "realtime 4303: CONVERSATION_NOT_FOUND", 7, nil},
		{"in another order", append(part(103, 2, "X", 1, 4303), command(failed, 7)...), "realtime 4303: X", 7, nil},
		{"in pieces", command(failed, 7, part(103, 1, 4303, 2, "X"), part(103, 1, 4304), part(103, 4, "Y")), "realtime 4304: Y", 7, details{"reason": "X"}},
		{"lines", command(failed, 7, part(103, 1, 4303, 2, "a\nb")), `realtime 4303: "a\nb"`, 7, nil},
		{"invalid UTF-8", command(failed, 7, part(103, 1, 4303, 2, "a\xff")), "realtime 4303: \"a\ufffd\"", 7, nil},

		{"closed", command(session, 0, part(102, 12, 4107, 13, "READ_TIMEOUT")), "realtime 4107: READ_TIMEOUT", 0, nil},
		{"closed with a detail", command(session, 0, part(102, 12, 4115, 13, "KICKED_BY_APP", 16, "spam")), "realtime 4115: spam", 0, nil},
		{"opened with a code", command(session, 1, part(102, 12, 4103, 13, "INVALID_LOGIN")), "realtime 4103: INVALID_LOGIN", 1, nil},
		{"opened", command(session, 1, part(102, 10, "token")), "", 1, nil},
		{"closed on request", command(session, 2, part(102, 12, 0)), "", 2, nil},
		{"closed without a part", command(session, 2), "", 2, nil},

		{"ack", command(ack, 3, part(105, 3, "m1", 5, 99)), "", 3, nil},
		{"ack with 0", command(ack, 3, part(105, 1, 0, 2, "OK")), "", 3, nil},
		{"failed ack", command(ack, 3, part(105, 1, 4401, 2, "INVALID_MESSAGING_TARGET", 11, 5, 12, "m")), "realtime 4401: INVALID_MESSAGING_TARGET", 3, details{"appCode": 5, "appMsg": "m"}},

		{"all added", command(conv, 4, part(110, 30, "anna")), "", 4, nil},
		{"one not added", command(conv, 4, part(110, 30, "anna", 31, inner(1, 4304, 2, "CONVERSATION_FULL", 5, "bob", 5, "cleo"))), "realtime 4304: CONVERSATION_FULL", 4, details{"pids": []string{"bob", "cleo"}}},
		{"two failures", command(conv, 4, part(110, 31, inner(1, 4304, 2, "CONVERSATION_FULL", 5, "bob"), 31, inner(1, 4103, 2, "INVALID_LOGIN", 5, ""))), "realtime 4304: CONVERSATION_FULL: realtime 4103: INVALID_LOGIN", 4, details{"pids": []string{"bob"}}},
		{"member without a code", command(conv, 4, part(110, 31, inner(5, "bob"))), "realtime 4200: INTERNAL_ERROR (inferred from a command without a code)", 4, details{"pids": []string{"bob"}}},
		{"not blocked", command(blacklist, 4, part(116, 10, "anna", 11, inner(1, 4543, 2, "BLACKLIST_FULL", 5, "bob"))), "realtime 4543: BLACKLIST_FULL", 4, details{"pids": []string{"bob"}}},
		{"pids of a block list elsewhere", command(conv, 4, part(110, 11, inner(1, 4543))), "", 4, nil},

		{"message", command(direct, 0, part(104, 1, "4303", 3, "anna")), "", 0, nil},
		{"part of another command", command(goaway, 0, part(103, 1, 4303, 2, "X"), part(102, 12, 4303), part(105, 1, 4303)), "", 0, nil},
		{"no command", part(103, 1, 4303, 2, "X"), "", 0, nil},
		{"nothing", nil, "", 0, nil},
		{"text", []byte(`{"cmd":"error","i":7}`), "", 0, nil},
		{"cut off", command(failed, 7, part(103, 1, 4303, 2, "X"))[:14], "", 0, nil},
		{"broken part", command(failed, 7, protowire.AppendBytes(nil, 103, "\x08\xcf\x21\x12\x05X")), "", 0, nil},
		{"broken ack", command(ack, 7, protowire.AppendBytes(nil, 105, "\x08\xcf\x21\x12\x05X")), "", 0, nil},
		{"broken member", command(conv, 7, part(110, 31, "\x08\xcf\x21\x12\x05X")), "", 0, nil},
		{"broken members", command(conv, 7, protowire.AppendBytes(nil, 110, "\xfa\x01\x05X")), "", 0, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			e, request := errcode.ParseRealtimeCommand(test.frame)
			assert.Equal(t, test.request, request)
			if test.want == "" {
				assert.Nil(t, e)
				return
			}
			require.NotNil(t, e)
			assert.Equal(t, test.want, e.Error())
			assert.Equal(t, test.details, e.Details())
			assert.True(t, e.Remote())
			assert.Equal(t, strings.Contains(test.want, "inferred"), e.Inferred())
		})
	}
}

// inner is the message in a field that part builds.
func inner(pairs ...any) string {
	r := protowire.NewReader(part(1, pairs...))
	r.Next()
	return string(r.Bytes())
}

func TestParseRealtimeCommandFindsEachFailure(t *testing.T) {
	t.Parallel()
	e, _ := errcode.ParseRealtimeCommand(command(1, 4, part(110, 31, inner(1, 4304, 5, "bob"), 31, inner(1, 4103, 5, "cleo", 5, "dora"))))
	require.NotNil(t, e)
	assert.ErrorIs(t, e, errcode.RealtimeConversationFull)
	assert.ErrorIs(t, e, errcode.RealtimeInvalidLogin)
	second, ok := errors.AsType[*errcode.Error](e.Unwrap())
	require.True(t, ok)
	assert.Equal(t, map[string]any{"pids": []string{"cleo", "dora"}}, second.Details())
	assert.NoError(t, second.Unwrap())
}

// What an error keeps of a command is bounded, however large the command is,
// and does not change with the buffer it was read from.
func TestParseRealtimeCommandKeepsLittle(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("a", 100<<10)
	frame := command(7, 1, part(103, 1, 4303, 2, long, 4, "b"+long, 6, long))
	e, _ := errcode.ParseRealtimeCommand(frame)
	clear(frame)
	require.NotNil(t, e)
	assert.Equal(t, "b"+strings.Repeat("a", 4<<10-1), e.Message())
	assert.Equal(t, map[string]any{"reason": long[:4<<10], "appMsg": long[:4<<10]}, e.Details())

	var members []any
	for range 1000 {
		members = append(members, 31, inner(1, 4304, 2, "FULL", 5, long[:1000], 5, ""))
	}
	e, _ = errcode.ParseRealtimeCommand(command(1, 1, part(110, members...)))
	failures, names := 0, 0
	for err := error(e); err != nil; err = errors.Unwrap(err) {
		failures++
		pids, _ := err.(*errcode.Error).Details()["pids"].([]string)
		names += len(pids)
	}
	assert.Equal(t, 16, failures)
	assert.Equal(t, 32, names, "of 16 failures with two names each, which fit in 16 KiB")

	e, _ = errcode.ParseRealtimeCommand(command(1, 1, part(110, 31, string(bytes.Repeat([]byte(inner(5, "")), 1<<20)))))
	assert.Len(t, e.Details()["pids"], 16<<10, "empty names count too")
}

// Reading any bytes does not panic. An error found in them has a code, is
// bounded, and stays the same if it is sent on and read again.
func FuzzParseRealtimeCommand(f *testing.F) {
	f.Add(errcode.AppendRealtimeError(nil, "anna", 7, errcode.RealtimeConversationNotFound))
	f.Add(errcode.AppendRealtimeClosed(nil, "anna", errcode.RealtimeReadTimeout))
	f.Add(command(3, 3, part(105, 1, 4401, 2, "x", 11, 5, 12, "m")))
	f.Add(command(1, 4, part(110, 31, inner(1, 4304, 5, "bob"), 31, inner(1, 4103, 5, "cleo", 5, "dora"))))
	f.Add(command(20, 4, part(116, 10, "anna", 11, inner(1, 4543, 2, "BLACKLIST_FULL", 5, "bob"))))
	f.Fuzz(func(t *testing.T, frame []byte) {
		e, request := errcode.ParseRealtimeCommand(frame)
		for err := error(e); e != nil && err != nil; err = errors.Unwrap(err) {
			e := err.(*errcode.Error)
			switch {
			case !e.Remote() || e.Code() == nil || e.Code().Number() == 0:
				t.Fatalf("%q: %#v", frame, e)
			case len(e.Message()) > 4<<10 || !utf8.ValidString(e.Message()) || strings.Contains(e.Error(), "\n"):
				t.Fatalf("%q: %q", frame, e)
			}
		}
		if e == nil {
			return
		}
		text := errcode.WithMessage(e.Message())
		again, reply := errcode.ParseRealtimeCommand(errcode.AppendRealtimeError(nil, "anna", request, errcode.New(e.Code(), text)))
		if again == nil || reply != request || again.Message() != e.Message() || again.Code().Number() != e.Code().Number() && e.Code().Number() != 1006 {
			t.Fatalf("%q: %v, again %v", frame, e, again)
		}
	})
}
