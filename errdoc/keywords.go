package errdoc

import (
	"net/http"

	"github.com/seed85f21a9e/errcode"
)

// kindKeywords are words that people look for and that texts of codes may lack,
// by kind.
var kindKeywords = [...]string{
	errcode.KindInvalidArgument:    "bad request invalid malformed wrong parameter argument validation 参数 无效 格式错误",
	errcode.KindNotFound:           "not found missing does not exist unknown 不存在 找不到",
	errcode.KindAlreadyExists:      "already exists duplicate taken conflict unique 已存在 重复 被占用",
	errcode.KindUnauthenticated:    "unauthorized unauthenticated not logged in login credentials token 未登录 身份验证",
	errcode.KindPermissionDenied:   "forbidden permission denied access not allowed acl 没有权限 禁止 权限不足",
	errcode.KindResourceExhausted:  "limit exceeded quota exhausted too many 超出限制 配额 限流",
	errcode.KindFailedPrecondition: "failed precondition state not enabled disabled 前提条件 未开启",
	errcode.KindAborted:            "aborted conflict concurrent 冲突 中止",
	errcode.KindDeadlineExceeded:   "timeout timed out time-out deadline slow 超时",
	errcode.KindCanceled:           "canceled cancelled 取消",
	errcode.KindUnavailable:        "unavailable down outage maintenance connection offline 不可用 维护 连接失败",
	errcode.KindUnimplemented:      "not supported unsupported unimplemented method 不支持",
	errcode.KindInternal:           "internal server error crash bug 内部错误 服务器错误",
}

// statusKeywords are the same for a status.
func statusKeywords(status int) string {
	words := http.StatusText(status)
	switch status {
	case http.StatusTooManyRequests:
		words += " rate limit throttled throttling 频率限制 限流 请求过多"
	case http.StatusRequestEntityTooLarge:
		words += " too large big size 过大"
	}
	return words
}

// numberNames stand before the number of a code in texts that have other numbers.
const numberNames = " code errorcode errcode 误码 "

// stopWords say nothing by themselves. They count only in a query that has
// nothing else.
const stopWords = " a an the is are was were of to in on for and or with my i it this that error code errcode err http status "
