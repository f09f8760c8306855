package errcode_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"golang.org/x/text/language"

	"github.com/seed85f21a9e/errcode"
)

func TestAnswerHasWhatABodyIsMadeOf(t *testing.T) {
	t.Parallel()
	rp := quiet(nil)
	err := errcode.New(errcode.BackendDuplicateFieldValues,
		errcode.WithArgs("Number", "New"),
		errcode.WithDetail("field", "Number"), errcode.WithDetail("limit", 5),
		errcode.WithRetryAfter(1500*time.Millisecond))
	answer := rp.Answer(nil, err)
	assert.Equal(t, []string{"Number", "New"}, answer.Args)
	assert.Equal(t, map[string]any{"field": "Number", "limit": 5}, answer.Details)
	assert.Equal(t, 1500*time.Millisecond, answer.RetryAfter)
	assert.True(t, answer.HasRetryAfter)
	assert.Equal(t, "2", answer.Header.Get("Retry-After"))

	answer.Args[0], answer.Details["field"] = "changed", "changed"
	assert.Equal(t, []string{"Number", "New"}, rp.Answer(nil, err).Args)
	assert.Equal(t, "Number", rp.Answer(nil, err).Details["field"])

	for name, err := range map[string]error{
		"another server's":        errcode.New(errcode.BackendDuplicateFieldValues, errcode.WithArgs("a", "b"), errcode.WithDetail("k", 1), errcode.WithRemote()),
		"wrong number":            errcode.New(errcode.BackendDuplicateFieldValues, errcode.WithArgs("a")),
		"code without parameters": errcode.New(errcode.BackendUserNotFound, errcode.WithArgs("a")),
		"no code":                 io.EOF,
	} {
		answer := rp.Answer(nil, err)
		assert.Nil(t, answer.Args, name)
		assert.Nil(t, answer.Details, name)
	}
	other := quiet(errcode.LeanCloud)
	assert.Nil(t, other.Answer(nil, err).Args, "of a code that is not the one answered")
}

// Describe is Answer without what HTTP alone needs, and tells the same.
func TestDescribe(t *testing.T) {
	var log bytes.Buffer
	var told []string
	rp := &errcode.Responder{Catalog: errcode.LeanCloud, Logger: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{ReplaceAttr: withoutTime}))}
	rp.OnAnswer = func(r *http.Request, err error, code errcode.Code, status int) {
		told = append(told, fmt.Sprint(r.URL, " ", err, " ", code, " ", status))
	}
	r := httptest.NewRequest(http.MethodPost, "/a", nil)
	for _, err := range []error{
		errcode.LeanCloudUserNotFound, errcode.KindNotFound, io.EOF, panicUnwrapper{},
		errcode.New(errcode.BackendDuplicateFieldValues, errcode.WithArgs("a", "b"), errcode.WithDetail("k", 1), errcode.WithRetryAfter(0)),
	} {
		want := rp.Answer(r, err)
		wantLog := log.String()
		log.Reset()
		want.Header, want.Body = nil, nil
		assert.Equal(t, want, rp.Describe(r, err))
		assert.Equal(t, firstLine(wantLog), firstLine(log.String()))
		log.Reset()
		assert.Equal(t, told[0], told[1])
		told = nil
	}
	assert.Equal(t, errcode.Answer{}, rp.Describe(r, nil))
	assert.Equal(t, errcode.Answer{}, rp.Describe(r, (*errcode.Error)(nil)))
	assert.Equal(t, errcode.Answer{}, rp.Describe(r, (*errcode.LeanCloudCode)(nil)))
	assert.Empty(t, told)
	code, rp := error(errcode.LeanCloudUserNotFound), quiet(nil)
	assert.Zero(t, testing.AllocsPerRun(100, func() { rp.Describe(nil, code) }))
}

// firstLine leaves out the stack of a panic, which depends on the caller.
func firstLine(log string) string {
	line, _, _ := strings.Cut(log, "stack=")
	return line
}

func TestKindOfAnAnswer(t *testing.T) {
	t.Parallel()
	for _, catalog := range []*errcode.Catalog{nil, errcode.LeanCloud, errcode.Backend} {
		rp := quiet(catalog)
		for _, test := range []struct {
			err  error
			want errcode.Kind
		}{
			{errors.New("boom"), errcode.KindInternal},
			{errcode.New(nil), errcode.KindInternal},
			{errcode.KindUnknown, errcode.KindUnknown},
			{errcode.KindNotFound.New(), errcode.KindNotFound},
			{context.Canceled, errcode.KindCanceled},
			{errcode.LeanCloudCode(987654), errcode.KindUnknown},
			{errcode.Wrap(errcode.BackendItemNotFound, context.Canceled), errcode.KindNotFound},
		} {
			assert.Equal(t, test.want, rp.Answer(nil, test.err).Kind, "%v in %v", test.err, catalog)
		}
	}
}

func TestEnglishOfAnAnswer(t *testing.T) {
	t.Parallel()
	chinese := httptest.NewRequest(http.MethodGet, "/", nil)
	chinese.Header.Set("Accept-Language", "zh-CN")
	own := errcode.Must(errcode.NewTexts(language.English,
		errcode.Text{Code: errcode.LeanCloudUserNotFound, Message: "No such player."}))
	template := errcode.New(errcode.BackendDuplicateFieldValues, errcode.WithArgs("Number", "New"))
	const filled = `Duplicate values already exist for field Number of content type "New".`

	logger := slog.New(slog.DiscardHandler)
	plain := errcode.Responder{Logger: slog.New(slog.DiscardHandler)}
	localized := errcode.Responder{Logger: logger, Languages: []language.Tag{language.Chinese, language.English}}
	reworded := errcode.Responder{Logger: logger, Languages: localized.Languages, Texts: []*errcode.Texts{own}}
	for name, test := range map[string]struct {
		responder         *errcode.Responder
		request           *http.Request
		err               error
		english, language string
	}{
		"the vendor's words":     {&plain, nil, errcode.RealtimeSessionConflict, "SESSION_CONFLICT", ""},
		"Chinese on the wire":    {&plain, nil, errcode.LeanCloudQuotaExceeded, "The app exceeded its quota; upgrade to the commercial plan or contact us.", ""},
		"template":               {&plain, nil, template, filled, ""},
		"own message":            {&plain, nil, errcode.New(errcode.LeanCloudUserNotFound, errcode.WithMessage("没有")), "没有", ""},
		"no code":                {&plain, nil, errcode.KindNotFound, "Not Found", ""},
		"text":                   {&localized, chinese, errcode.LeanCloudUserNotFound, "Could not find user.", "zh-Hans"},
		"filled text":            {&localized, chinese, template, filled, "zh-Hans"},
		"Chinese on the wire, 2": {&localized, chinese, errcode.LeanCloudQuotaExceeded, "The app exceeded its quota; upgrade to the commercial plan or contact us.", "zh-Hans"},
		"own message, 2":         {&localized, chinese, errcode.New(errcode.LeanCloudUserNotFound, errcode.WithMessage("没有")), "没有", ""},
		"own texts":              {&reworded, chinese, errcode.LeanCloudUserNotFound, "No such player.", "zh-Hans"},
		"not in own texts":       {&reworded, chinese, errcode.LeanCloudEmailTaken, errcode.LeanCloudEmailTaken.Message(), "zh-Hans"},
	} {
		answer := test.responder.Answer(test.request, test.err)
		assert.Equal(t, test.english, answer.English, name)
		assert.Equal(t, test.language, answer.Language, name)
	}
}
