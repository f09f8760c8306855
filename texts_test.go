package errcode

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/seed85f21a9e/errcode/internal/template"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"
)

var chineseTexts = []struct {
	catalog *Catalog
	texts   []Text
}{
	{&backend, chineseBackend},
	{&leanCloud, chineseLeanCloud},
	{&realtime, chineseRealtime},
}

func TestChineseRows(t *testing.T) {
	t.Parallel()
	for _, c := range chineseTexts {
		t.Run(c.catalog.Name(), func(t *testing.T) {
			var got []Code
			for _, text := range c.texts {
				got = append(got, text.Code)
			}
			assert.Empty(t, rowFaults(slices.Collect(c.catalog.All()), got))
		})
	}
}

// rowFaults says what is wrong with the codes of texts that should be those of
// a catalog, in its order.
func rowFaults(catalog, texts []Code) []string {
	var faults []string
	for _, code := range catalog {
		if !slices.Contains(texts, code) {
			faults = append(faults, fmt.Sprintf("missing: %v", code))
		}
	}
	last := -1
	for i, code := range texts {
		at := slices.Index(catalog, code)
		switch {
		case at < 0:
			faults = append(faults, fmt.Sprintf("not in the catalog: %v", code))
		case slices.Contains(texts[:i], code):
			faults = append(faults, fmt.Sprintf("given twice: %v", code))
		case at < last:
			faults = append(faults, fmt.Sprintf("out of order: %v", code))
		default:
			last = at
		}
	}
	return faults
}

func TestRowFaults(t *testing.T) {
	t.Parallel()
	const a, b, c = BackendUsernameTaken, BackendPasswordMissing, BackendUsernameMissing
	catalog := []Code{a, b, c}
	tests := []struct {
		name  string
		texts []Code
		want  []string
	}{
		{"none", []Code{a, b, c}, nil},
		{"missing", []Code{a, c}, []string{"missing: " + b.Error()}},
		{"superfluous", []Code{a, b, c, BackendUserNotFound}, []string{"not in the catalog: " + BackendUserNotFound.Error()}},
		{"twice", []Code{a, b, b, c}, []string{"given twice: " + b.Error()}},
		{"out of order", []Code{a, c, b}, []string{"out of order: " + b.Error()}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, rowFaults(catalog, tt.texts))
		})
	}
}

// The file of a language has one row a line, in the order of the catalog.
func TestChineseLines(t *testing.T) {
	t.Parallel()
	source, err := os.ReadFile("chinese.go")
	require.NoError(t, err)
	var lines, names []string
	for _, m := range regexp.MustCompile(`(?m)^\t\{(\w+), "[^"]+", "[^"]+", "[^"]*", "[^"]*"\},$`).FindAllSubmatch(source, -1) {
		lines = append(lines, string(m[1]))
	}
	for _, c := range chineseTexts {
		for code := range c.catalog.All() {
			names = append(names, code.(fmt.Stringer).String())
		}
	}
	assert.Equal(t, names, lines)
}

func TestChineseWording(t *testing.T) {
	t.Parallel()
	for _, c := range chineseTexts {
		for _, text := range c.texts {
			t.Run(text.Code.(fmt.Stringer).String(), func(t *testing.T) {
				if wire := text.Code.Message(); chinese.MatchString(wire) {
					assert.Equal(t, wire, text.Message, "the vendor speaks Chinese itself")
				} else {
					assert.Empty(t, chineseFaults(c.catalog, text.Message), text.Message)
				}
				assert.Equal(t, 1, strings.Count(text.Message, "。"), "a message is one sentence: %s", text.Message)
				assert.Empty(t, chineseFaults(c.catalog, text.Description), text.Description)
				assert.Empty(t, chineseFaults(c.catalog, text.Remedy), text.Remedy)

				want := rowOf(text.Code).template
				assert.Equal(t, template.Count(want), template.Count(text.Template), "parameters of %s", text.Template)
				assert.Equal(t, want == "", text.Template == "")
				assert.Zero(t, template.Count(text.Message), "parameters in the message")
				if text.Template != "" {
					assert.Empty(t, chineseFaults(c.catalog, text.Template), text.Template)
				}
			})
		}
	}
}

var (
	chinese   = regexp.MustCompile(`\p{Han}`)
	fullWidth = `[\p{Han}，。；：、（）！？]`
	latinWord = regexp.MustCompile(`[A-Za-z][A-Za-z_-]*`)
)

// typography is what Chinese text must not have.
var typography = []struct {
	fault string
	re    *regexp.Regexp
}{
	{"no single full stop at the end", regexp.MustCompile(`^$|[^。]$|。。$`)},
	{"half-width punctuation", regexp.MustCompile(fullWidth + `\s*[-,.:;!?()'"/]\s*` + fullWidth + `|` + fullWidth + `\s*[,.:;!?()'"]|[,.:;!?()'"]\s*` + fullWidth)},
	{"no space between Chinese and Latin", regexp.MustCompile(`\p{Han}[A-Za-z0-9{]|[A-Za-z0-9}]\p{Han}`)},
	{"a space beside full-width punctuation", regexp.MustCompile(`\s[，。；：、（）！？“”]|[，。；：、（）！？“”]\s`)},
	{"a space too many", regexp.MustCompile(`^\s|\s$|\s\s|\p{Han}\s+\p{Han}`)},
}

// synonyms are words for which the texts have another one.
var synonyms = []struct {
	words   []string
	instead string
	in      []*Catalog // nil: in all
}{
	{[]string{"应用程序", "APP"}, "应用", nil},
	{[]string{"帐号", "帐户", "账号"}, "账户", nil},
	{[]string{"登陆", "登入"}, "登录", nil},
	{[]string{"用户名称"}, "用户名", nil},
	{[]string{"邮件地址", "电子邮箱", "电子邮件"}, "邮箱地址", nil},
	{[]string{"手机号码", "电话"}, "手机号", nil},
	{[]string{"重设"}, "重置", nil},
	{[]string{"核实"}, "验证", nil},
	{[]string{"校验码"}, "验证码", nil},
	{[]string{"审批"}, "审核", nil},
	{[]string{"主密钥"}, "Master Key", nil},
	{[]string{"应用 ID"}, "App ID", nil},
	{[]string{"数据表", "文档"}, "Class, 对象", nil},
	{[]string{"字段"}, "列", []*Catalog{&leanCloud, &realtime}},
	{[]string{"云代码"}, "云引擎", []*Catalog{&leanCloud, &realtime}},
	{[]string{"云引擎"}, "云代码", []*Catalog{&backend}},
	{[]string{"云端"}, "云函数, 云代码", nil},
	{[]string{"钩子"}, "hook 函数", nil},
	{[]string{"唯一性"}, "唯一索引, 唯一约束", nil},
	{[]string{"拥有者"}, "所有者", nil},
	{[]string{"配额"}, "额度", nil},
	{[]string{"限流", "流控", "频控"}, "频率限制", nil},
	{[]string{"阀值"}, "阈值", nil},
	{[]string{"订阅"}, "套餐", nil},
	{[]string{"并行"}, "并发", nil},
	{[]string{"逾时"}, "超时", nil},
	{[]string{"再试", "稍候"}, "稍后重试", nil},
	{[]string{"后台", "管理台"}, "控制台", nil},
	{[]string{"服务器", "伺服器"}, "服务端", nil},
	{[]string{"用户端"}, "客户端", nil},
	{[]string{"会话"}, "session, 对话", []*Catalog{&realtime}},
	{[]string{"暂态对话", "开放聊天室"}, "聊天室", nil},
	{[]string{"讯息", "错误消息", "报错信息"}, "错误信息", nil},
	{[]string{"编辑", "召回"}, "修改, 撤回", nil},
	{[]string{"屏蔽"}, "黑名单", nil},
	{[]string{"静音"}, "禁言", nil},
	{[]string{"榜单"}, "排行榜", nil},
	{[]string{"实时通信", "即时通信", "实时通讯"}, "即时通讯", nil},
	{[]string{"开启"}, "启用", nil},
	{[]string{"停用"}, "禁用", nil},
	{[]string{"不正确"}, "错误", nil},
	{[]string{"非法"}, "无效", nil},
	{[]string{"请求主体", "消息体", "请求正文"}, "请求体", nil},
	{[]string{"标头", "头部"}, "头", nil},
	{[]string{"回应"}, "响应", nil},
	{[]string{"错误代码", "错误号"}, "错误码", nil},
	{[]string{"未找到"}, "找不到", nil},
	{[]string{"其它"}, "其他", nil},
	{[]string{"您"}, "no pronoun", nil},
}

// identifiers are the words that Chinese text leaves in Latin letters: names of
// fields, types and products, and what these print.
var identifiers = []string{
	"Accept", "Authorization", "X-Everlive-Custom-Parameters", "X-Everlive-Expand", "X-Everlive-Fields",
	"X-Everlive-Filter", "X-Everlive-Power-Fields", "X-Everlive-Single-Field", "X-Everlive-Sort",
	"Installation", "session",
	"Application not found", "Data Link Server", "Error detail", "Master Key", "Power Fields",
	"application/json", "image/png",
	"ACL", "API", "AVACL", "AVOS", "App", "CQL", "Class", "Content-Type", "ContentType", "GeoPoint", "HTTP",
	"Handlebars", "ID", "IP", "Id", "JSON", "KB", "Key", "MB", "NSData", "NSDictionary", "PHP", "Pointer",
	"REST", "Relation", "SDK", "TCP", "URL", "Web", "WebSocket", "appCode", "beforeDelete", "beforeSave",
	"className", "clientId", "code", "deviceToken", "done", "error", "hook", "iOS", "libcurl", "message",
	"objectId", "sessionToken", "statisticName", "tag", "validate_token", "where",
}

// otherWords takes out the words in which 请 does not ask for anything.
var otherWords = strings.NewReplacer("请求", "", "申请", "")

// phrases takes the identifiers of several words out of a text, and media types.
var phrases = func() *strings.Replacer {
	var oldnew []string
	for _, id := range identifiers {
		if strings.ContainsAny(id, " /") {
			oldnew = append(oldnew, id, "")
		}
	}
	return strings.NewReplacer(oldnew...)
}()

// ownWords are those for which there is no other: the console's names of its
// switches, and the token, whose parameter is named beside it.
var ownWords = regexp.MustCompile(`「[^」]*」|会话令牌（sessionToken）`)

func chineseFaults(c *Catalog, text string) []string {
	var faults []string
	for _, rule := range typography {
		if rule.re.MatchString(text) {
			faults = append(faults, rule.fault)
		}
	}
	if strings.Count(otherWords.Replace(text), "请") > 1 {
		faults = append(faults, "more than one 请")
	}
	for _, word := range latinWord.FindAllString(phrases.Replace(text), -1) {
		if !slices.Contains(identifiers, word) {
			faults = append(faults, "English: "+word)
		}
	}
	text = ownWords.ReplaceAllString(text, "")
	for _, s := range synonyms {
		if s.in != nil && !slices.Contains(s.in, c) {
			continue
		}
		for _, word := range s.words {
			if strings.Contains(text, word) {
				faults = append(faults, word+": write "+s.instead)
			}
		}
	}
	return faults
}

func TestChineseFaults(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		want       []string
	}{
		{"none", "应用超过 5 KB（App ID 无效），含有“$”或“.”：请检查 objectId，稍后重试。", nil},
		{"a number", "每天 30,000 次，从 -180 到 180，共 1.5 个。", nil},
		{"请 in other words", "请求无效，请求体错误。请检查请求，再次申请。", nil},
		{"empty", "", []string{"no single full stop at the end"}},
		{"no full stop", "请求无效", []string{"no single full stop at the end"}},
		{"two full stops", "请求无效。。", []string{"no single full stop at the end"}},
		{"half-width full stop", "请求无效.", []string{"no single full stop at the end", "half-width punctuation"}},
		{"half-width comma", "请求无效,已拒绝。", []string{"half-width punctuation"}},
		{"half-width comma after Latin", "缺少 App ID, 已拒绝。", []string{"half-width punctuation"}},
		{"half-width colon", "原因: 无效。", []string{"half-width punctuation"}},
		{"half-width brackets", "请求 (无效) 已拒绝。", []string{"half-width punctuation"}},
		{"half-width quotes", `请求 "无效" 已拒绝。`, []string{"half-width punctuation"}},
		{"half-width question mark", "无效?", []string{"no single full stop at the end", "half-width punctuation"}},
		{"slash", "读取/写入。", []string{"half-width punctuation"}},
		{"no space before Latin", "缺少App ID。", []string{"no space between Chinese and Latin"}},
		{"no space after Latin", "App ID无效。", []string{"no space between Chinese and Latin"}},
		{"no space at a digit", "超过60秒。", []string{"no space between Chinese and Latin"}},
		{"no space at a parameter", "参数{1}无效。", []string{"no space between Chinese and Latin"}},
		{"space before punctuation", "缺少 App ID ，无效。", []string{"a space beside full-width punctuation"}},
		{"space after punctuation", "无效， App ID 缺失。", []string{"a space beside full-width punctuation"}},
		{"space between Chinese", "请求 无效。", []string{"a space too many"}},
		{"double space", "缺少  ID。", []string{"a space too many"}},
		{"space in front", " 无效。", []string{"a space too many"}},
		{"请 twice", "请检查请求，请稍后重试。", []string{"more than one 请"}},
		{"English", "LeanEngine 出错，请 retry。", []string{"English: LeanEngine", "English: retry"}},
		{"English inside of a word", "objectIds 无效。", []string{"English: objectIds"}},
		{"a synonym", "账号已停用。", []string{"账号: write 账户", "停用: write 禁用"}},
		{"a synonym of this catalog", "云代码出错。", []string{"云代码: write 云引擎"}},
		{"a synonym in the name of a switch", "请启用「允许编辑」。", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, chineseFaults(&leanCloud, tt.text))
		})
	}
	assert.Empty(t, chineseFaults(&backend, "云代码出错。"), "the word of Backend Services")
	assert.Empty(t, chineseFaults(&realtime, "会话令牌（sessionToken）无效。"))
	assert.Equal(t, []string{"会话: write session, 对话"}, chineseFaults(&realtime, "会话无效。"))
}

// An identifier that no text has would let a word through unseen later on.
func TestIdentifiersAreUsed(t *testing.T) {
	t.Parallel()
	var all strings.Builder
	for _, c := range chineseTexts {
		for _, text := range c.texts {
			all.WriteString(text.Message + text.Description + text.Remedy + text.Template + "\n")
		}
	}
	words := latinWord.FindAllString(phrases.Replace(all.String()), -1)
	for _, id := range identifiers {
		if strings.ContainsAny(id, " /") {
			assert.Contains(t, all.String(), id)
		} else {
			assert.Contains(t, words, id)
		}
	}
}

func TestEnglishWording(t *testing.T) {
	t.Parallel()
	for _, c := range chineseTexts {
		for code := range c.catalog.All() {
			t.Run(code.(fmt.Stringer).String(), func(t *testing.T) {
				text := code.Info().In(language.English)
				assert.Equal(t, code, text.Code)
				assert.NotEmpty(t, text.Message)
				assert.NotRegexp(t, foreign, text.Message)
				assert.Regexp(t, `^[A-Z].*\.$`, text.Description)
				assert.NotRegexp(t, foreign, text.Description)
				assert.NotRegexp(t, `\.\.|\s\s|\s$`, text.Description)
				assert.NotContains(t, text.Template, "{3}")
				assert.NotRegexp(t, foreign, text.Template)
			})
		}
	}
}

// foreign matches Chinese characters, full-width forms and their punctuation.
const foreign = `[\p{Han}\x{3000}-\x{303F}\x{FF00}-\x{FFEF}“”‘’]`

func TestInfoIn(t *testing.T) {
	t.Parallel()
	tests := []struct {
		tag  string
		want string
	}{
		{"en", "Could not find user."},
		{"en-GB", "Could not find user."},
		{"fr", "Could not find user."},
		{"und", "Could not find user."},
		{"zh", "找不到用户。"},
		{"zh-Hans", "找不到用户。"},
		{"zh-CN", "找不到用户。"},
		{"zh-SG", "找不到用户。"},
		{"zh-TW", "找不到用户。"},
		{"zh-Hant-HK", "找不到用户。"},
	}
	for _, tt := range tests {
		t.Run(tt.tag, func(t *testing.T) {
			text := LeanCloudUserNotFound.Info().In(language.MustParse(tt.tag))
			assert.Equal(t, Code(LeanCloudUserNotFound), text.Code)
			assert.Equal(t, tt.want, text.Message)
		})
	}
	t.Run("unlisted", func(t *testing.T) {
		info := LeanCloudCode(987654).Info()
		assert.Equal(t, "Unknown error.", info.In(language.English).Message)
		text := info.In(language.Chinese)
		assert.Empty(t, chineseFaults(&leanCloud, text.Message), text.Message)
		assert.Empty(t, chineseFaults(&leanCloud, text.Description), text.Description)
	})
	t.Run("unlisted for a reason", func(t *testing.T) {
		unlisted := RealtimeCode(4999).Info().In(language.Chinese)
		for code, want := range map[Code]string{
			LeanCloudCode(0):   "该错误码为零",
			BackendCode(0):     "该错误码为零",
			RealtimeCode(1001): "WebSocket 关闭码",
			RealtimeCode(1013): "WebSocket 关闭码",
		} {
			text := code.Info().In(language.Chinese)
			assert.Equal(t, code, text.Code)
			assert.Contains(t, text.Description, want)
			assert.NotEqual(t, unlisted.Remedy, text.Remedy)
			for _, s := range []string{text.Message, text.Description, text.Remedy} {
				assert.Empty(t, chineseFaults(code.Catalog(), s), s)
			}
		}
	})
}

// askIn answers err to a client that sends these Accept-Language lines.
func askIn(rp *Responder, err error, lines ...string) *http.Response {
	r := httptest.NewRequest("GET", "/", nil)
	if len(lines) > 0 {
		r.Header["Accept-Language"] = lines
	}
	w := httptest.NewRecorder()
	rp.WriteError(w, r, err)
	return w.Result()
}

// readFields reads a JSON body.
func readFields(t *testing.T, resp *http.Response) map[string]any {
	t.Helper()
	var m map[string]any
	require.NoError(t, json.NewDecoder(resp.Body).Decode(&m))
	return m
}

func responder(tags ...language.Tag) *Responder {
	return &Responder{Languages: tags, Logger: slog.New(slog.DiscardHandler)}
}

func englishFirst() *Responder { return responder(language.English, language.SimplifiedChinese) }

func TestLanguageChoice(t *testing.T) {
	t.Parallel()
	const en, zh = "en", "zh-Hans"
	englishFirst := englishFirst()
	chineseFirst := responder(language.SimplifiedChinese, language.English)
	tests := []struct {
		name  string
		rp    *Responder
		lines []string
		want  string
	}{
		{"no header", englishFirst, nil, en},
		{"no header, Chinese first", chineseFirst, nil, zh},
		{"empty", chineseFirst, []string{""}, zh},
		{"English", chineseFirst, []string{"en"}, en},
		{"British English", chineseFirst, []string{"en-GB"}, en},
		{"Chinese", englishFirst, []string{"zh"}, zh},
		{"China", englishFirst, []string{"zh-CN"}, zh},
		{"Singapore", englishFirst, []string{"zh-SG"}, zh},
		{"script and region", englishFirst, []string{"zh-Hans-CN"}, zh},
		{"Taiwan", englishFirst, []string{"zh-TW"}, zh},
		{"Taiwan before English", englishFirst, []string{"zh-TW, en;q=0.8"}, zh},
		{"English before Taiwan", chineseFirst, []string{"en, zh-TW;q=0.8"}, en},
		{"what browsers send", englishFirst, []string{"zh-CN,zh;q=0.9,en-US;q=0.8,en;q=0.7"}, zh},
		{"order of q", englishFirst, []string{"en;q=0.5, zh;q=0.9"}, zh},
		{"same q", englishFirst, []string{"zh, en"}, zh},
		{"q in thousandths", englishFirst, []string{"en;q=0.899, zh;q=0.9"}, zh},
		{"not offered, then Chinese", englishFirst, []string{"fr, zh;q=0.1"}, zh},
		{"not offered", englishFirst, []string{"fr"}, en},
		{"not offered, Chinese first", chineseFirst, []string{"fr, de;q=0.3"}, zh},
		{"capitals and spaces", englishFirst, []string{" ZH-cn ; Q=0.9 , EN ; Q=0.8 "}, zh},

		{"q=0 excludes the first", chineseFirst, []string{"zh;q=0"}, en},
		{"q=0 excludes the only match", englishFirst, []string{"fr, en;q=0.0"}, zh},
		{"q=0 excludes what a star would take", englishFirst, []string{"en;q=0, *"}, zh},
		{"q=0 of both", englishFirst, []string{"en;q=0, zh;q=0"}, en},
		{"q=0 of a language not offered", chineseFirst, []string{"fr;q=0, en"}, en},
		{"q=0 of the other script", englishFirst, []string{"zh-TW;q=0, zh"}, zh},

		{"star", englishFirst, []string{"*"}, en},
		{"star, Chinese first", chineseFirst, []string{"*"}, zh},
		{"star after a match", englishFirst, []string{"zh, *;q=0.5"}, zh},
		{"star after no match", englishFirst, []string{"fr, *;q=0.5"}, en},
		{"star before a match", englishFirst, []string{"*;q=0.9, zh;q=0.1"}, en},
		{"star with q=0", englishFirst, []string{"zh, *;q=0"}, zh},

		{"malformed tags", englishFirst, []string{"!!, zh-, -, a, 12345678901, zh;q=0.2"}, zh},
		{"separators only", chineseFirst, []string{",;,;q=,=;"}, zh},
		{"not UTF-8", englishFirst, []string{"\xff\xfe, zh"}, zh},
		{"q is no number", englishFirst, []string{"zh;q=high, en;q=0.1"}, en},
		{"q above 1", englishFirst, []string{"zh;q=7, en;q=0.1"}, en},
		{"q below 0", englishFirst, []string{"zh;q=-1, en;q=0.1"}, en},
		{"other parameters", englishFirst, []string{"en;level=1;q=0.1, zh;x=y"}, zh},

		{"several lines", englishFirst, []string{"fr", "zh;q=0.5"}, zh},
		{"order of q across lines", englishFirst, []string{"en;q=0.5", "zh"}, zh},
		{"q=0 on another line", englishFirst, []string{"zh, en", "zh;q=0"}, en},
		{"an empty line", englishFirst, []string{"", "zh"}, zh},
	}
	messages := map[string]string{en: "Could not find user.", zh: "找不到用户。"}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for range 2 { // the second time the header has been seen
				resp := askIn(tt.rp, LeanCloudUserNotFound, tt.lines...)
				assert.Equal(t, []string{tt.want}, resp.Header["Content-Language"])
				assert.Equal(t, []string{"Accept, Accept-Language"}, resp.Header["Vary"])
				assert.Equal(t, map[string]any{"code": 211.0, "error": messages[tt.want]}, readFields(t, resp))
			}
		})
	}
}

func TestLanguageWithoutRequest(t *testing.T) {
	t.Parallel()
	w := httptest.NewRecorder()
	responder(language.Chinese).WriteError(w, nil, LeanCloudUserNotFound)
	assert.Equal(t, map[string]any{"code": 211.0, "error": "找不到用户。"}, readFields(t, w.Result()))
}

func TestEveryCodeInEveryLanguage(t *testing.T) {
	t.Parallel()
	rp := englishFirst()
	for _, c := range chineseTexts {
		for code := range c.catalog.All() {
			for _, tag := range rp.Languages {
				m := readFields(t, askIn(rp, code, tag.String()))
				message := m["error"]
				if c.catalog == &backend {
					message = m["message"]
				}
				assert.Equal(t, code.Info().In(tag).Message, message, "%v in %v", code, tag)
			}
		}
	}
}

func TestVerbatimWithoutLanguages(t *testing.T) {
	t.Parallel()
	rp := responder()
	for _, c := range chineseTexts {
		for code := range c.catalog.All() {
			if code.Message() == "" || rowOf(code).template != "" {
				continue // the vendor sends none, or one with sample values
			}
			resp := askIn(rp, code, "zh")
			assert.NotContains(t, resp.Header, "Content-Language")
			assert.Equal(t, []string{"Accept"}, resp.Header["Vary"])
			m := readFields(t, resp)
			want := map[string]any{"code": float64(code.Number()), "error": code.Message()}
			if c.catalog == &backend {
				want = map[string]any{"errorCode": float64(code.Number()), "message": code.Message()}
			}
			assert.Equal(t, want, m, "%v", code)
		}
	}
}

func TestVaryIsExtended(t *testing.T) {
	t.Parallel()
	r := httptest.NewRequest("GET", "/", nil)
	w := httptest.NewRecorder()
	w.Header().Set("Vary", "Origin, accept")
	englishFirst().WriteError(w, r, LeanCloudUserNotFound)
	assert.Equal(t, []string{"Origin, accept", "Accept-Language"}, w.Header()["Vary"])
}

func TestProblemLanguage(t *testing.T) {
	t.Parallel()
	rp := englishFirst()
	problem := func(tag string, err error) (*http.Response, map[string]any) {
		r := httptest.NewRequest("GET", "/1.1/users/1", nil)
		r.Header.Set("Accept", "application/problem+json")
		r.Header.Set("Accept-Language", tag)
		w := httptest.NewRecorder()
		rp.WriteError(w, r, err)
		return w.Result(), readFields(t, w.Result())
	}
	t.Run("title but not code", func(t *testing.T) {
		_, en := problem("en", LeanCloudUserNotFound)
		resp, zh := problem("zh", LeanCloudUserNotFound)
		assert.Equal(t, []string{"zh-Hans"}, resp.Header["Content-Language"])
		assert.Equal(t, "Could not find user.", en["title"])
		assert.Equal(t, "找不到用户。", zh["title"])
		assert.EqualValues(t, 211, zh["code"])
		for _, m := range []map[string]any{en, zh} {
			delete(m, "title")
			delete(m, "detail")
		}
		assert.Equal(t, en, zh)
	})
	t.Run("a message of the program's own", func(t *testing.T) {
		resp, zh := problem("zh", New(LeanCloudUserNotFound, WithMessage("No such player.")))
		assert.Equal(t, []string{"zh-Hans"}, resp.Header["Content-Language"])
		assert.Equal(t, "找不到用户。", zh["title"])
		assert.Equal(t, "No such player.", zh["detail"])
	})
}

func TestOwnMessageStays(t *testing.T) {
	t.Parallel()
	err := New(LeanCloudInvalidUsername, WithMessagef("Use %d to %d letters.", 3, 20))
	for _, tag := range []string{"en", "zh"} {
		resp := askIn(englishFirst(), err, tag)
		assert.NotContains(t, resp.Header, "Content-Language", "its language is not known")
		assert.Equal(t, map[string]any{"code": 217.0, "error": "Use 3 to 20 letters."}, readFields(t, resp))
	}
}

func TestTemplateInEitherLanguage(t *testing.T) {
	t.Parallel()
	tests := []struct {
		tag  string
		err  error
		want string
	}{
		{"en", New(BackendDuplicateFieldValues, WithArgs("Age", "Cat")), `Duplicate values already exist for field Age of content type "Cat".`},
		{"zh", New(BackendDuplicateFieldValues, WithArgs("Age", "Cat")), "内容类型“Cat”的字段 Age 中已存在重复的值。"},
		{"en", BackendDuplicateFieldValues, "Duplicate values already exist for the field."},
		{"zh", BackendDuplicateFieldValues, "字段中已存在重复的值。"},
		{"zh", New(BackendDuplicateFieldValues, WithArgs("Age")), "字段中已存在重复的值。"},
	}
	for _, tt := range tests {
		assert.Equal(t, map[string]any{"errorCode": 107.0, "message": tt.want}, readFields(t, askIn(englishFirst(), tt.err, tt.tag)))
	}
}

func TestNewTextsErrors(t *testing.T) {
	t.Parallel()
	good := Text{Code: LeanCloudUserNotFound, Message: "ユーザーが見つかりません。"}
	duplicate := Text{Code: BackendDuplicateFieldValues, Message: "値が重複しています。"}
	withTemplate := func(template string) Text {
		text := duplicate
		text.Template = template
		return text
	}
	tests := []struct {
		name string
		text Text
		want string // parts of the error, besides the place
	}{
		{"no code", Text{Message: "x"}, "nil"},
		{"a nil pointer", Text{Code: (*LeanCloudCode)(nil), Message: "x"}, "nil"},
		{"unlisted", Text{Code: LeanCloudCode(987654), Message: "x"}, "LeanCloudCode(987654)"},
		{"an unlisted variant", Text{Code: BackendCode(107 | 9<<variantShift), Message: "x"}, "not listed"},
		{"twice", good, "LeanCloudUserNotFound"},
		{"no message", Text{Code: LeanCloudEmailTaken, Description: "x"}, "LeanCloudEmailTaken"},
		{"a message with parameters", Text{Code: LeanCloudEmailTaken, Message: "{1}"}, "LeanCloudEmailTaken"},
		{"a template of a code without", Text{Code: LeanCloudEmailTaken, Message: "x", Template: "{1}"}, "LeanCloudEmailTaken"},
		{"a template with a parameter too few", withTemplate("{1}"), "BackendDuplicateFieldValues"},
		{"a template with a parameter too many", withTemplate("{1}{2}{3}"), "BackendDuplicateFieldValues"},
		{"a template with other parameters", withTemplate("{1}{3}"), "BackendDuplicateFieldValues"},
		{"a template without parameters", withTemplate("x"), "BackendDuplicateFieldValues"},
		{"a template with a tenth parameter", withTemplate("{1}{2}{10}"), "BackendDuplicateFieldValues): its template has {10}, and parameters are {1} to {9}"},
		{"a message with a tenth parameter", Text{Code: LeanCloudEmailTaken, Message: "{10}"}, "LeanCloudEmailTaken): its message has {10}, and parameters are {1} to {9}"},
		{"a message not in UTF-8", Text{Code: LeanCloudEmailTaken, Message: "\x83\x81"}, `LeanCloudEmailTaken): its message "\x83\x81" is not UTF-8`},
		{"a template not in UTF-8", withTemplate("{1}{2}\xff"), `its template "{1}{2}\xff" is not UTF-8`},
		{"a description not in UTF-8", Text{Code: LeanCloudEmailTaken, Message: "x", Description: "\xff"}, `its description "\xff" is not UTF-8`},
		{"a remedy not in UTF-8", Text{Code: LeanCloudEmailTaken, Message: "x", Remedy: "\xff"}, `its remedy "\xff" is not UTF-8`},
		{"a control character", Text{Code: LeanCloudEmailTaken, Message: "x\x00"}, `its message "x\x00" has the control character U+0000`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			texts, err := NewTexts(language.Japanese, good, tt.text)
			assert.Nil(t, texts)
			require.ErrorContains(t, err, tt.want)
			assert.ErrorContains(t, err, "errcode: text 2 (ja, ")
		})
	}
	t.Run("no language", func(t *testing.T) {
		_, err := NewTexts(language.Und, good)
		assert.ErrorContains(t, err, "language")
	})
	t.Run("none", func(t *testing.T) {
		texts, err := NewTexts(language.Japanese, good, withTemplate("{2}: {1}"))
		require.NoError(t, err)
		assert.Equal(t, language.Japanese, texts.Tag())
	})
	assert.Panics(t, func() { Must(NewTexts(language.Japanese, good, good)) })
}

func TestRewordEnglish(t *testing.T) {
	t.Parallel()
	texts := Must(NewTexts(language.English, Text{Code: LeanCloudUserNotFound, Message: "There is no such player."}))
	rp := responder(language.English, language.Chinese)
	rp.Texts = []*Texts{nil, texts}
	tests := []struct {
		tag  string
		code Code
		want string
	}{
		{"en", LeanCloudUserNotFound, "There is no such player."},
		{"en-US", LeanCloudUserNotFound, "There is no such player."},
		{"zh", LeanCloudUserNotFound, "找不到用户。"},
		{"en", LeanCloudEmailTaken, "Email has already been taken."},
	}
	for _, tt := range tests {
		assert.Equal(t, tt.want, readFields(t, askIn(rp, tt.code, tt.tag))["error"])
	}
	assert.Equal(t, "Could not find user.", LeanCloudUserNotFound.Info().In(language.English).Message, "of this Responder alone")
}

func TestAddJapanese(t *testing.T) {
	t.Parallel()
	first := LeanCloudUserNotFound
	rows := []Text{
		{Code: &first, Message: "ユーザーが見つかりません。"},
		{Code: LeanCloudUsernameTaken, Message: "このユーザー名は既に使われています。"},
		{Code: BackendDuplicateFieldValues, Message: "値が重複しています。", Template: "{2} の {1} に重複する値があります。"},
	}
	texts := Must(NewTexts(language.Japanese, rows...))
	rows[0].Message, first = "changed", LeanCloudEmailTaken // which must not change the texts
	englishFirst := responder(language.English, language.Japanese)
	chineseFirst := responder(language.Chinese, language.Japanese)
	englishFirst.Texts, chineseFirst.Texts = []*Texts{texts}, []*Texts{texts}
	tests := []struct {
		name     string
		rp       *Responder
		err      error
		language string
		want     string
	}{
		{"first", englishFirst, LeanCloudUserNotFound, "ja", "ユーザーが見つかりません。"},
		{"second", englishFirst, LeanCloudUsernameTaken, "ja", "このユーザー名は既に使われています。"},
		{"third", englishFirst, BackendDuplicateFieldValues, "ja", "値が重複しています。"},
		{"third with parameters", englishFirst, New(BackendDuplicateFieldValues, WithArgs("Age", "Cat")), "ja", "Cat の Age に重複する値があります。"},
		{"the rest", englishFirst, LeanCloudEmailTaken, "en", "Email has already been taken."},
		{"the rest, Chinese first", chineseFirst, LeanCloudEmailTaken, "zh-Hans", "邮箱地址已被占用。"},
		{"first, Chinese first", chineseFirst, LeanCloudUserNotFound, "ja", "ユーザーが見つかりません。"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			resp := askIn(tt.rp, tt.err, "ja-JP, fr;q=0.5")
			assert.Equal(t, tt.language, resp.Header.Get("Content-Language"))
			m := readFields(t, resp)
			if m["message"] != nil {
				m["error"] = m["message"]
			}
			assert.Equal(t, tt.want, m["error"])
		})
	}
}

func TestLanguagesConcurrently(t *testing.T) {
	t.Parallel()
	rp := englishFirst()
	start := make(chan struct{})
	var wg sync.WaitGroup
	for g := range 32 {
		wg.Go(func() {
			r := httptest.NewRequest("GET", "/", nil)
			<-start // so that they all find the Responder unused
			for i := range 100 {
				header, want := fmt.Sprintf("x-%d, zh", i*g), "找不到用户。"
				if i%2 == 0 {
					header, want = fmt.Sprintf("x-%d, en", i*g), "Could not find user."
				}
				r.Header.Set("Accept-Language", header)
				w := httptest.NewRecorder()
				rp.WriteError(w, r, LeanCloudUserNotFound)
				assert.Contains(t, w.Body.String(), want, header)
			}
		})
	}
	close(start)
	wg.Wait()
}

// A q of 0 excludes what its range covers, and a q that cannot be read nothing.
func TestExclusionOfVarieties(t *testing.T) {
	t.Parallel()
	l := newLanguages([]language.Tag{language.SimplifiedChinese, language.English}, nil)
	for header, want := range map[string]string{
		"en, en-GB;q=0":           "en",
		"en-US, en-GB;q=0":        "en",
		"en;q=0, *":               "zh-Hans",
		"zh;q=0, *":               "en",
		"zh-Hans;q=0":             "en",
		"fr;q=0":                  "zh-Hans",
		"en;q=0, zh;q=0":          "zh-Hans", // better than no text
		"en, zh;q=1.5":            "en",
		"fr;q=abc, en;q=0.1":      "en",
		"zh-TW;q=0, en;q=0.1":     "en",
		"zh;q=0.5, en-GB;q=0, en": "en",
	} {
		assert.Equal(t, want, l.choose([]string{header})[0].language, header)
	}
}
