package errcode

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"golang.org/x/text/language"
)

// A limit that refills has the status that generic clients repeat, a quota that
// somebody has to raise one that they do not.
func TestLeanCloudLimitsAndQuotas(t *testing.T) {
	for code := range LeanCloud.All() {
		info := code.Info()
		if info.Kind == KindResourceExhausted && info.StatusSource == StatusInferred {
			assert.Equal(t, info.Retryable, info.HTTPStatus == 429, "%v", code)
		} else if info.StatusSource == StatusInferred {
			assert.NotEqual(t, 429, info.HTTPStatus, "%v", code)
		}
	}
}

// What ran out of time may have been done; what is refused was not.
func TestLeanCloudMaybeDone(t *testing.T) {
	for code := range LeanCloud.All() {
		info := code.Info()
		switch info.Kind {
		case KindDeadlineExceeded:
			assert.True(t, info.MaybeDone, "%v: it may have come too late to be told", code)
		case KindInternal, KindUnavailable:
		default:
			assert.False(t, info.MaybeDone, "%v: it was refused", code)
		}
	}
}

// A row says what happened and what to do, each once and in both languages.
func TestLeanCloudRemedies(t *testing.T) {
	for code := range LeanCloud.All() {
		en, zh := code.Info().In(language.English), code.Info().In(language.Chinese)
		for _, text := range []Text{en, zh} {
			sentences := strings.FieldsFunc(text.Description, func(r rune) bool { return strings.ContainsRune(".:;。：；", r) })
			assert.NotContains(t, sentences, strings.TrimRight(text.Message, ".。"), "%v: what happened is more than the message", code)
			assert.NotEqual(t, text.Description, text.Remedy, "%v", code)
		}
		assert.Regexp(t, `^[A-Z].*\.$`, en.Remedy, "%v", code)
		assert.NotRegexp(t, foreign+`|\.\.|\s\s`, en.Remedy, "%v", code)
		assert.LessOrEqual(t, len(regexp.MustCompile(`\.(\s|$)`).FindAllString(en.Remedy, -1)), 2, "%v: one or two sentences", code)
		assert.NotRegexp(t, `[^,] and retry later|then retry later`, en.Remedy, "%v: it is said in one way", code)
		assert.Empty(t, chineseFaults(&leanCloud, zh.Remedy), "%v: %s", code, zh.Remedy)
		assert.LessOrEqual(t, strings.Count(zh.Remedy, "。"), 2, "%v: one or two sentences", code)
		assert.Contains(t, zh.Remedy, "请", "%v", code)
	}
}

// Whoever reads the term for the first time knows which token is meant.
func TestLeanCloudSessionToken(t *testing.T) {
	for _, text := range chineseLeanCloud {
		for _, s := range []string{text.Message, text.Description, text.Remedy, text.Template} {
			assert.Equal(t, strings.Count(s, "会话令牌"), strings.Count(s, "会话令牌（sessionToken）"), s)
		}
	}
}
