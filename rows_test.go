package errcode_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"golang.org/x/text/language"

	"github.com/seed85f21a9e/errcode"
)

// A row says what happened and what to do, each once and in both languages.
func TestDescriptionsAndRemedies(t *testing.T) {
	t.Parallel()
	for _, c := range catalogs {
		for code := range c.All() {
			en, zh := code.Info().In(language.English), code.Info().In(language.SimplifiedChinese)
			assert.Regexp(t, `^[A-Z].*\.$`, en.Remedy, "%v: a sentence", code)
			assert.NotRegexp(t, `\p{Han}|\.\.|\s\s`, en.Remedy, "%v", code)
			assert.Equal(t, en.Remedy, code.Info().Remedy, "%v", code)
			assert.LessOrEqual(t, len(regexp.MustCompile(`\.(\s|$)`).FindAllString(en.Remedy, -1)), 2, "%v: one or two sentences", code)
			assert.NotRegexp(t, `[^,] (and|or|then) retry later`, en.Remedy, "%v: it is said in one way", code)

			assert.LessOrEqual(t, strings.Count(zh.Remedy, "。"), 2, "%v: one or two sentences", code)
			assert.Contains(t, zh.Remedy, "请", "%v: what to do", code)
			assert.NotContains(t, strings.NewReplacer("请求", "", "申请", "").Replace(zh.Description), "请", "%v: what happened, not what to do", code)
			for _, text := range []errcode.Text{en, zh} {
				sentences := strings.FieldsFunc(text.Description, func(r rune) bool { return strings.ContainsRune(".:;。：；", r) })
				if c != errcode.Backend || text != en { // the vendor's own words
					assert.NotContains(t, sentences, strings.TrimRight(text.Message, ".。"), "%v: what happened is more than the message", code)
				}
				assert.NotContains(t, text.Description, text.Remedy, "%v", code)
			}
		}
	}
}

// A limit that refills has the status that generic clients repeat. A quota that a
// person has to raise has one that they do not.
func TestLimitsAndQuotas(t *testing.T) {
	t.Parallel()
	for _, c := range catalogs {
		for code := range c.All() {
			info := code.Info()
			if info.StatusSource != errcode.StatusInferred {
				continue
			}
			refills := info.Kind == errcode.KindResourceExhausted && info.Retryable
			assert.Equal(t, refills, info.HTTPStatus == 429, "%v", code)
			if info.Kind == errcode.KindResourceExhausted && !refills {
				assert.Equal(t, 403, info.HTTPStatus, "%v", code)
			}
		}
	}
}

// What ran out of time may have been carried out. What was refused was not.
func TestMaybeDone(t *testing.T) {
	t.Parallel()
	halfway := map[errcode.Code]bool{ // refused in a sense, but not before work began
		errcode.BackendCloudCodeError:               true, // the request was processed
		errcode.RealtimeMessageModifiedByCensorship: true, // the message is there, with other words
	}
	for _, c := range catalogs {
		for code := range c.All() {
			info := code.Info()
			switch info.Kind {
			case errcode.KindDeadlineExceeded:
				assert.True(t, info.MaybeDone, "%v", code)
			case errcode.KindInternal, errcode.KindUnavailable:
			default:
				assert.Equal(t, halfway[code], info.MaybeDone, "%v", code)
			}
		}
	}
	for code, maybeDone := range map[errcode.Code]bool{
		errcode.BackendDataLinkServerError:        true,
		errcode.BackendApplicationInMaintenance:   false,
		errcode.BackendCloudCodeCompilationFailed: false,
		errcode.RealtimeAbnormalClosure:           true,
		errcode.RealtimeInternalError:             true,
		errcode.RealtimeConversationInternalError: true,
		errcode.RealtimeUnbindInstallationFailed:  true,
	} {
		assert.Equal(t, maybeDone, code.Info().MaybeDone, "%v", code)
	}
}
