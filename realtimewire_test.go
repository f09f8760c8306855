package errcode_test

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/internal/protowire"
)

func TestCloseFrame(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		code   errcode.RealtimeCode
		reason string
		want   string
	}{
		{"reason", errcode.RealtimeSessionConflict, "another device", "\x10\x0fanother device"},
		{"the code's message", errcode.RealtimeSessionConflict, "", "\x10\x0fSESSION_CONFLICT"},
		{"of the app's own", 4999, "", "\x13\x87"},
		{"lowest", 4000, "x", "\x0f\xa0x"},
		{"full", errcode.RealtimeInternalError, strings.Repeat("a", 123), "\x10\x68" + strings.Repeat("a", 123)},
		{"cut", errcode.RealtimeInternalError, strings.Repeat("a", 124), "\x10\x68" + strings.Repeat("a", 123)},
		{"cut between characters", errcode.RealtimeInternalError, "a" + strings.Repeat("错", 41), "\x10\x68a" + strings.Repeat("错", 40)},
		{"whole characters", errcode.RealtimeInternalError, strings.Repeat("错", 42), "\x10\x68" + strings.Repeat("错", 41)},
		{"invalid UTF-8", errcode.RealtimeInternalError, "a\xffb", "\x10\x68a\ufffdb"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			frame, err := test.code.CloseFrame(test.reason)
			require.NoError(t, err)
			assert.Equal(t, test.want, string(frame))
			assert.LessOrEqual(t, len(frame), 125)
		})
	}
	for code, want := range map[errcode.RealtimeCode]string{
		errcode.RealtimeNormalClosure:   "raised by clients",
		errcode.RealtimeAbnormalClosure: "raised by clients",
		1000:                            "4000 to 4999",
		3999:                            "4000 to 4999",
		5000:                            "4000 to 4999",
		-4111:                           "4000 to 4999",
		4111 + 1<<16:                    "4000 to 4999",
	} {
		frame, err := code.CloseFrame("x")
		assert.Nil(t, frame, "%d", code)
		assert.ErrorContains(t, err, want)
		assert.ErrorContains(t, err, fmt.Sprintf("errcode: realtime code %d ", code.Number()))
	}
}

// show prints a command: its fields by number, those from 100 on as messages.
func show(message []byte) string {
	var b strings.Builder
	r := protowire.NewReader(message)
	for r.Next() {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		switch {
		case r.Type == protowire.Varint:
			fmt.Fprintf(&b, "%d:%d", r.Field, r.Int32())
		case r.Field > 100:
			fmt.Fprintf(&b, "%d{%s}", r.Field, show(r.Bytes()))
		default:
			fmt.Fprintf(&b, "%d:%q", r.Field, r.Bytes())
		}
	}
	if !r.OK() {
		return "broken"
	}
	return b.String()
}

func TestAppendRealtimeBytes(t *testing.T) {
	t.Parallel()
	got := errcode.AppendRealtimeError([]byte("x"), "anna", 7, errcode.RealtimeConversationNotFound)
	assert.Equal(t, "x\x08\x07\x22\x04anna\x28\x07\xba\x06\x1b\x08\xcf\x21\x12\x16CONVERSATION_NOT_FOUND", string(got))
	got = errcode.AppendRealtimeClosed([]byte("x"), "anna", errcode.RealtimeReadTimeout)
	assert.Equal(t, "x\x08\x00\x10\x06\x22\x04anna\xb2\x06\x11\x60\x8b\x20\x6a\x0cREAD_TIMEOUT", string(got))
}

func TestAppendRealtime(t *testing.T) {
	t.Parallel()
	secret := errors.New("SECRET")
	wrong := errcode.WithFieldErrors(errcode.FieldError{Pointer: "#/to", Detail: "is empty"})
	for _, test := range []struct {
		name   string
		err    error
		code   int
		reason string
		detail string
	}{
		{"constant", errcode.RealtimeConversationNotFound, 4303, "CONVERSATION_NOT_FOUND", ""},
		{"wrapped", fmt.Errorf("SECRET: %w", errcode.RealtimeConversationFull), 4304, "CONVERSATION_FULL", ""},
		{"cause", errcode.Wrap(errcode.RealtimeConversationFull, secret), 4304, "CONVERSATION_FULL", ""},
		{"message", errcode.Wrap(errcode.RealtimeConversationFull, secret, errcode.WithMessage("Only 5 may join.")), 4304, "CONVERSATION_FULL", "Only 5 may join."},
		{"without a code", secret, 4200, "INTERNAL_ERROR", ""},
		{"kind", errcode.KindPermissionDenied, 4308, "CONVERSATION_NOT_ALLOWED", ""},
		{"kind with a message", errcode.KindPermissionDenied.New(errcode.WithMessage("Not today.")), 4308, "CONVERSATION_NOT_ALLOWED", "Not today."},
		{"standard library", io.ErrUnexpectedEOF, errcode.Realtime.Translate(io.ErrUnexpectedEOF).Number(), errcode.Realtime.Translate(io.ErrUnexpectedEOF).Message(), ""},
		{"of LeanCloud", errcode.LeanCloudUserNotFound, 211, "Could not find user.", ""},
		{"of LeanCloud with a message", errcode.New(errcode.LeanCloudUserNotFound, errcode.WithMessage("No anna.")), 211, "Could not find user.", "No anna."},
		{"of LeanCloud without a message", errcode.LeanCloudCode(28), 28, errcode.New(errcode.LeanCloudCode(28)).(*errcode.Error).Message(), ""},
		{"of Backend Services", errcode.BackendUserNotFound, errcode.Realtime.Translate(errcode.BackendUserNotFound).Number(), errcode.Realtime.Translate(errcode.BackendUserNotFound).Message(), ""},
		{"unlisted", errcode.RealtimeCode(5130), 5130, "Unknown error.", ""},
		{"unlisted with a message", errcode.New(errcode.RealtimeCode(5130), errcode.WithMessage("OWNER_PROMOTION_NOT_ALLOWED")), 5130, "OWNER_PROMOTION_NOT_ALLOWED", ""},
		{"negative", errcode.RealtimeCode(-1), -1, "Unknown error.", ""},
		{"of an app", errcode.New(ShopOutOfStock, errcode.WithMessage("None left.")), 1001, "Out of stock.", "None left."},
		{"normal closure", errcode.RealtimeNormalClosure, 4200, "INTERNAL_ERROR", ""},
		{"abnormal closure", errcode.Wrap(errcode.RealtimeAbnormalClosure, secret), 4200, "INTERNAL_ERROR", ""},
		{"normal closure with a message", errcode.New(errcode.RealtimeNormalClosure, errcode.WithMessage("Bye.")), 4200, "INTERNAL_ERROR", "Bye."},
		{"zero with a message", errcode.New(errcode.LeanCloudCode(0), errcode.WithMessage("Bye.")), 4200, "INTERNAL_ERROR", "Bye."},
		{"remote", errcode.ParseRealtimeClose(4111, "SECRET"), 4111, "SESSION_CONFLICT", ""},
		{"remote with details", errcode.Realtime.DecodeBody(400, []byte(`{"code":4111,"error":"SECRET","appMsg":"SECRET"}`)), 4111, "SESSION_CONFLICT", ""},
		{"field errors", errcode.New(errcode.RealtimeInvalidMessagingTarget, wrong), 4401, "INVALID_MESSAGING_TARGET", strings.TrimSuffix(errcode.RealtimeInvalidMessagingTarget.Info().In(language.English).Message, ".") + ": to is empty"},
		{"field errors with a message", errcode.KindInvalidArgument.New(wrong, errcode.WithMessage("Not sent.")), errcode.Realtime.Translate(errcode.KindInvalidArgument).Number(), errcode.Realtime.Translate(errcode.KindInvalidArgument).Message(), "Not sent: to is empty"},
		{"going away", errcode.RealtimeCode(1001), 1001, "The server closed the connection.", ""},
		{"invalid UTF-8", errcode.New(errcode.RealtimeConversationFull, errcode.WithMessage("a\xff")), 4304, "CONVERSATION_FULL", "a\ufffd"},
	} {
		t.Run(test.name, func(t *testing.T) {
			field := func(number int) string {
				if test.detail == "" {
					return ""
				}
				return fmt.Sprintf(" %d:%q", number, test.detail)
			}
			frame := errcode.AppendRealtimeError(nil, "anna", 7, test.err)
			assert.Equal(t, fmt.Sprintf(`1:7 4:"anna" 5:7 103{1:%d 2:%q%s}`, test.code, test.reason, field(4)), show(frame))
			frame = errcode.AppendRealtimeClosed(nil, "anna", test.err)
			assert.Equal(t, fmt.Sprintf(`1:0 2:6 4:"anna" 102{12:%d 13:%q%s}`, test.code, test.reason, field(16)), show(frame))
		})
	}
}

func TestAppendRealtimeAppCode(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		key   string
		value any
		want  string
	}{
		{"appCode", -17, " 3:-17"},
		{"appCode", 0, " 3:0"},
		{"appCode", math.MaxInt32, " 3:2147483647"},
		{"appCode", int64(17), ""},
		{"appCode", "17", ""},
		{"appMsg", "no links", ` 6:"no links"`},
		{"appMsg", 1, ""},
		{"other", 1, ""},
		{"pids", []string{"anna"}, ""},
	} {
		err := errcode.New(errcode.RealtimeMessageRejectedByApp, errcode.WithDetail(test.key, test.value))
		assert.Equal(t, `1:7 5:1 103{1:4402 2:"MESSAGE_REJECTED_BY_APP"`+test.want+"}", show(errcode.AppendRealtimeError(nil, "", 1, err)))
		assert.Equal(t, `1:0 2:6 102{12:4402 13:"MESSAGE_REJECTED_BY_APP"}`, show(errcode.AppendRealtimeClosed(nil, "", err)), "the command session has no such fields")
	}
}

func TestAppendRealtimeAppCodeBeyond32Bits(t *testing.T) {
	t.Parallel()
	beyond := int64(math.MaxInt32 + 1)
	if int64(int(beyond)) != beyond {
		t.Log("an int has 32 bits here")
		return
	}
	err := errcode.New(errcode.RealtimeMessageRejectedByApp, errcode.WithDetail("appCode", int(beyond)))
	assert.Equal(t, `1:7 5:1 103{1:4402 2:"MESSAGE_REJECTED_BY_APP"}`, show(errcode.AppendRealtimeError(nil, "", 1, err)))
}

func TestAppendRealtimeWithoutParts(t *testing.T) {
	t.Parallel()
	var none *errcode.Error
	for _, err := range []error{nil, none} {
		assert.Equal(t, "x", string(errcode.AppendRealtimeError([]byte("x"), "anna", 7, err)))
		assert.Equal(t, "x", string(errcode.AppendRealtimeClosed([]byte("x"), "anna", err)))
	}
	assert.Equal(t, `1:7 103{1:4200 2:"INTERNAL_ERROR"}`, show(errcode.AppendRealtimeError(nil, "", 0, errcode.RealtimeInternalError)))
	assert.Equal(t, "1:7 4:\"a\ufffd\" 5:-1 103{1:4200 2:\"INTERNAL_ERROR\"}", show(errcode.AppendRealtimeError(nil, "a\xff", -1, errcode.RealtimeInternalError)))
}

// A command with any code of the three catalogs is read like a body with it,
// and no reason is empty.
func TestRealtimeCommandsOfEveryCode(t *testing.T) {
	t.Parallel()
	for _, catalog := range []*errcode.Catalog{errcode.Realtime, errcode.LeanCloud, errcode.Backend} {
		for code := range catalog.All() {
			var want error = errcode.Realtime.DecodeBody(400, errcode.Realtime.AppendBody(nil, code)).Code()
			if n := code.Number(); catalog == errcode.Realtime && (n == 0 || n == 1006) {
				want = errcode.RealtimeInternalError
			}
			for i, frame := range [][]byte{
				errcode.AppendRealtimeError(nil, "anna", 7, code),
				errcode.AppendRealtimeClosed(nil, "anna", code),
			} {
				e, request := errcode.ParseRealtimeCommand(frame)
				require.NotNil(t, e, "%v", code)
				assert.Equal(t, want, e.Code())
				assert.Equal(t, []int32{7, 0}[i], request)
				assert.NotEmpty(t, e.Message())
				assert.True(t, e.Remote())
				assert.False(t, e.Inferred())
				assert.Equal(t, e.Code().HTTPStatus(), e.HTTPStatus())
				assert.Nil(t, e.Details())
				if catalog == errcode.Realtime {
					assert.Equal(t, e.Code().Message(), e.Message())
				}
			}
		}
	}
}

// Whatever a method of somebody else's value does, the client gets a command.
func TestAppendRealtimeOfPanickingValues(t *testing.T) {
	t.Parallel()
	for _, err := range []error{panicUnwrapper{}, panicNumber{errors.New("x")}} {
		assert.Equal(t, `1:7 5:1 103{1:4200 2:"INTERNAL_ERROR"}`, show(errcode.AppendRealtimeError(nil, "", 1, err)))
		assert.Equal(t, `1:0 2:6 102{12:4200 13:"INTERNAL_ERROR"}`, show(errcode.AppendRealtimeClosed(nil, "", err)))
	}
}

func TestAppendRealtimeAllocates(t *testing.T) {
	buffer := make([]byte, 0, 512)
	err := errcode.Wrap(errcode.RealtimeConversationFull, errors.New("cause"), errcode.WithMessage("Only 5 may join."))
	assert.Zero(t, testing.AllocsPerRun(100, func() {
		buffer = errcode.AppendRealtimeError(buffer[:0], "anna", 7, err)
		buffer = errcode.AppendRealtimeClosed(buffer[:0], "anna", errcode.RealtimeReadTimeout)
	}))
}

// A close frame is a code from 4000 to 4999 and at most 123 bytes of valid
// UTF-8, and is read as what was sent.
func FuzzCloseFrame(f *testing.F) {
	f.Add(int64(4111), "conflict")
	f.Add(int64(4200), "")
	f.Add(int64(0), "x")
	f.Add(int64(1006), "x")
	f.Add(int64(4999), strings.Repeat("错", 60))
	f.Add(int64(4103|1<<32), "\xff\xfe")
	f.Fuzz(func(t *testing.T, n int64, reason string) {
		code := errcode.RealtimeCode(n)
		frame, err := code.CloseFrame(reason)
		sendable := 4000 <= code.Number() && code.Number() <= 4999
		if (err == nil) != sendable {
			t.Fatalf("%d: %v", n, err)
		}
		if err != nil {
			if frame != nil || !strings.HasPrefix(err.Error(), "errcode: ") {
				t.Fatalf("%d: %q, %v", n, frame, err)
			}
			return
		}
		if len(frame) < 2 || len(frame) > 125 || !utf8.Valid(frame[2:]) {
			t.Fatalf("%d, %q: %q", n, reason, frame)
		}
		e := errcode.ParseRealtimeClose(int(binary.BigEndian.Uint16(frame)), string(frame[2:]))
		if e.Code().Number() != code.Number() || !e.Remote() {
			t.Fatalf("%d is read as %v", n, e)
		}
		if sent := strings.ToValidUTF8(reason, "\ufffd"); sent != "" && (!strings.HasPrefix(sent, e.Message()) || len(sent) <= 123 && sent != e.Message()) {
			t.Fatalf("%q is read as %q", reason, e.Message())
		}
		if status := e.Code().HTTPStatus(); status < http.StatusBadRequest || status > 599 {
			t.Fatalf("%d: status %d", n, status)
		}
	})
}

// A command without cmd is one of the session: that is the default of the field
// in the vendor's definition.
func TestParseRealtimeCommandWithoutCmd(t *testing.T) {
	t.Parallel()
	e, _ := errcode.ParseRealtimeCommand([]byte("\xb2\x06\x03\x60\xcd\x20"))
	require.NotNil(t, e)
	assert.ErrorIs(t, e, errcode.RealtimeCode(4173))
	e, _ = errcode.ParseRealtimeCommand(nil)
	assert.Nil(t, e)
}
