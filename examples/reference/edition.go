package main

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"

	"github.com/seed85f21a9e/errcode"
)

// An edition is the site in one language. What it says about codes is the
// registry's; the words here are those around it.
type edition struct {
	tag  language.Tag
	Lang string // as in the lang attribute
	Dir  string // where its pages are, below the root of the site
	Self string // the name of the language, in itself

	Title, Intro, Skip, Breadcrumb    string
	SearchLabel, SearchHint, Submit   string
	Filters, Any, Clear, Count, Empty string
	EmptyHint, NeedsScript            string
	Catalog, Kind, Status, Operation  string
	Copy, Copied, Retryable           string

	Constant, Facts, Number, Retry, RetryYes, RetryNo, StatusSource string
	OnTheWire, VendorMessage, NoMessage, Template, Body             string
	SameNumberTitle, TranslationsTitle, TranslationsHint            string
	OtherLanguage                                                   string
	Previous, Next, Pages, AllCodes, Footer, AsData, NotFound       string

	catalogNames   map[string]string
	sourceNames    map[errcode.StatusSource]string
	kindNames      map[errcode.Kind]string       // missing: the registry's
	operationNames map[errcode.Operations]string // missing: the registry's
}

// editions are the languages of the site, which are those of the registry. The
// first one stands at the root.
var editions = []*edition{&english, &chinese}

var english = edition{
	tag:  language.English,
	Lang: "en",
	Self: "English",

	Title:        "Error codes",
	Intro:        "What a number means, which HTTP status it comes with, and the Go constant to match it with.",
	Skip:         "Skip to content",
	Breadcrumb:   "Breadcrumb",
	SearchLabel:  "Search codes",
	SearchHint:   "Number, name or message",
	Submit:       "Search",
	Filters:      "Filters",
	Any:          "Any",
	Clear:        "Clear all",
	Count:        "{shown} of {total} codes",
	Empty:        "No code matches.",
	EmptyHint:    "Check the spelling, or clear a filter. A number in the search is the code itself; for an HTTP status, use the filter.",
	NeedsScript:  "Search and filters need JavaScript here. The list below is complete.",
	Catalog:      "Catalog",
	Kind:         "Kind",
	Status:       "HTTP status",
	Operation:    "Operation",
	Copy:         "Copy",
	Copied:       "Copied",
	Retryable:    "retryable",
	Constant:     "Go constant",
	Facts:        "Details",
	Number:       "Number",
	Retry:        "Worth retrying",
	RetryYes:     "Yes, the same request may succeed later.",
	RetryNo:      "No, not without a change.",
	StatusSource: "Status from",

	OnTheWire:         "On the wire",
	VendorMessage:     "Vendor’s message",
	NoMessage:         "None. The text above is sent instead.",
	Template:          "With parameters",
	Body:              "Response body",
	SameNumberTitle:   "Same number, another meaning",
	TranslationsTitle: "Translated for other clients",
	TranslationsHint:  "A service that answers in the format of another catalog sends this instead.",
	OtherLanguage:     "In Chinese",
	Previous:          "Previous",
	Next:              "Next",
	Pages:             "Neighboring codes",
	AllCodes:          "All codes",
	Footer:            "Each code has an address of its own, which the “type” of a problem document can point to. Asked for application/json, it answers with the data.",
	AsData:            "This page as JSON",
	NotFound:          "There is no page at this address.",

	catalogNames: map[string]string{
		"leancloud": "LeanCloud",
		"realtime":  "LeanCloud realtime messaging",
		"backend":   "Telerik Backend Services",
	},
	sourceNames: map[errcode.StatusSource]string{
		errcode.StatusDocumented: "The vendor’s documentation",
		errcode.StatusObserved:   "Public reports of the vendor’s answers",
		errcode.StatusInferred:   "Inferred from what the code means",
	},
}

var chinese = edition{
	tag:  language.SimplifiedChinese,
	Lang: "zh-Hans",
	Dir:  "zh/",
	Self: "中文",

	Title:        "错误码",
	Intro:        "查询错误码的含义、对应的 HTTP 状态码，以及用于匹配的 Go 常量。",
	Skip:         "跳到正文",
	Breadcrumb:   "位置",
	SearchLabel:  "搜索错误码",
	SearchHint:   "数字、名称或错误信息",
	Submit:       "搜索",
	Filters:      "筛选",
	Any:          "不限",
	Clear:        "全部清除",
	Count:        "显示 {shown} 个错误码，共 {total} 个",
	Empty:        "没有符合条件的错误码。",
	EmptyHint:    "请检查拼写，或清除筛选条件。搜索框中的数字指错误码本身，HTTP 状态码请用筛选条件。",
	NeedsScript:  "此处的搜索和筛选需要 JavaScript。下面是完整列表。",
	Catalog:      "错误码表",
	Kind:         "类别",
	Status:       "HTTP 状态码",
	Operation:    "操作",
	Copy:         "复制",
	Copied:       "已复制",
	Retryable:    "可重试",
	Constant:     "Go 常量",
	Facts:        "详情",
	Number:       "数字",
	Retry:        "是否值得重试",
	RetryYes:     "是，同样的请求稍后可能成功。",
	RetryNo:      "否，不作改动则不会成功。",
	StatusSource: "状态码来源",

	OnTheWire:         "传输格式",
	VendorMessage:     "服务商的错误信息",
	NoMessage:         "无，改为发送简短的英文说明。",
	Template:          "带参数的信息",
	Body:              "响应体",
	SameNumberTitle:   "数字相同，含义不同",
	TranslationsTitle: "面向其他客户端",
	TranslationsHint:  "服务以另一错误码表的格式应答时，改为发送以下错误码。",
	OtherLanguage:     "英文说明",
	Previous:          "上一个",
	Next:              "下一个",
	Pages:             "相邻的错误码",
	AllCodes:          "全部错误码",
	Footer:            "每个错误码都有固定地址，问题文档（problem document）的 type 可以指向该地址。以 application/json 请求该地址即可获取数据。",
	AsData:            "本页的 JSON 数据",
	NotFound:          "该地址没有页面。",

	catalogNames: map[string]string{
		"leancloud": "LeanCloud",
		"realtime":  "LeanCloud 即时通讯",
		"backend":   "Telerik Backend Services",
	},
	sourceNames: map[errcode.StatusSource]string{
		errcode.StatusDocumented: "服务商的文档",
		errcode.StatusObserved:   "公开报告中的实际应答",
		errcode.StatusInferred:   "根据错误含义推断",
	},
	kindNames: map[errcode.Kind]string{
		errcode.KindInvalidArgument:    "参数无效",
		errcode.KindNotFound:           "不存在",
		errcode.KindAlreadyExists:      "已存在",
		errcode.KindUnauthenticated:    "未通过身份验证",
		errcode.KindPermissionDenied:   "没有权限",
		errcode.KindResourceExhausted:  "资源用尽",
		errcode.KindFailedPrecondition: "不满足前提条件",
		errcode.KindAborted:            "冲突中止",
		errcode.KindDeadlineExceeded:   "超时",
		errcode.KindCanceled:           "已取消",
		errcode.KindUnavailable:        "服务不可用",
		errcode.KindUnimplemented:      "不支持",
		errcode.KindInternal:           "内部错误",
	},
	operationNames: map[errcode.Operations]string{
		errcode.Operations(0):             "不适用",
		errcode.OpCreate:                  "创建",
		errcode.OpRead:                    "读取",
		errcode.OpReadByID:                "按 ID 读取",
		errcode.OpDelete:                  "删除",
		errcode.OpDeleteByID:              "按 ID 删除",
		errcode.OpUpdate:                  "更新",
		errcode.OpUpdateByID:              "按 ID 更新",
		errcode.OpRegisterUser:            "注册用户",
		errcode.OpUpdateUser:              "更新用户",
		errcode.OpLogin:                   "登录",
		errcode.OpChangePassword:          "修改密码",
		errcode.OpSetPassword:             "设置密码",
		errcode.OpResetPassword:           "重置密码",
		errcode.OpVerifyUser:              "验证用户",
		errcode.OpResendVerification:      "重新发送验证",
		errcode.OpLinkUser:                "绑定用户",
		errcode.OpUnlinkUser:              "解除绑定用户",
		errcode.OpADFSMetadata:            "AD FS 元数据",
		errcode.OpUploadFile:              "上传文件",
		errcode.OpUploadFileBase64:        "上传文件（Base64）",
		errcode.OpUpdateFileContent:       "更新文件内容",
		errcode.OpSendEmail:               "发送邮件",
		errcode.OpExecuteCloudFunction:    "执行云函数",
		errcode.OpUpdateField:             "更新字段",
		errcode.OpSetCloudCode:            "设置云代码",
		errcode.OpContentTypeMetadata:     "内容类型的元数据操作",
		errcode.OpResendVerificationEmail: "重新发送验证邮件",
		errcode.OpReadOperations:          "读取操作",
		errcode.OpAllData:                 "所有数据操作",
		errcode.OpMetadata:                "元数据操作",
		errcode.OpAll:                     "全部",
		errcode.OpAccounts:                "账户",
		errcode.OpSMS:                     "短信",
		errcode.OpPush:                    "推送",
		errcode.OpQueryObjects:            "查询对象",
		errcode.OpSaveObjects:             "保存对象",
		errcode.OpFiles:                   "文件",
		errcode.OpEngine:                  "云引擎",
		errcode.OpLeaderboards:            "排行榜",
		errcode.OpSessions:                "会话",
		errcode.OpConversations:           "对话",
		errcode.OpMessages:                "消息",
		errcode.OpRealtime:                "即时通讯",
		errcode.OpAllLeanCloud:            "LeanCloud 全部操作",
	},
}

// Other returns the other language.
func (ed *edition) Other() *edition {
	if ed == &english {
		return &chinese
	}
	return &english
}

// Text returns what the registry says about a code in the language.
func (ed *edition) Text(e *entry) errcode.Text { return e.In(ed.tag) }

// CatalogTitle returns the name of a catalogue for people.
func (ed *edition) CatalogTitle(name string) string { return ed.catalogNames[name] }

// SourceText tells where a status comes from.
func (ed *edition) SourceText(s errcode.StatusSource) string { return ed.sourceNames[s] }

// KindText returns a kind in words.
func (ed *edition) KindText(k errcode.Kind) string {
	if text, ok := ed.kindNames[k]; ok {
		return text
	}
	first, size := utf8.DecodeRuneInString(k.Error())
	return string(unicode.ToUpper(first)) + k.Error()[size:]
}

// OperationText returns a set of operations in words.
func (ed *edition) OperationText(ops errcode.Operations) string {
	if ed.operationNames == nil {
		return ops.String()
	}
	if ops == 0 {
		return ed.operationNames[0]
	}
	var list []string
	for op := range ops.All() {
		list = append(list, ed.operationNames[op])
	}
	return strings.Join(list, "、")
}
