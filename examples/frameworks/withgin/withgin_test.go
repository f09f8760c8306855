package withgin_test

import (
	"io"
	"net/http"
	"testing"

	"github.com/gin-gonic/gin"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/examples/frameworks/internal/app"
	"github.com/seed85f21a9e/errcode/examples/frameworks/internal/conform"
	"github.com/seed85f21a9e/errcode/examples/frameworks/withgin"
)

func TestMain(m *testing.M) {
	gin.SetMode(gin.TestMode)
	m.Run()
}

func TestAnswers(t *testing.T) { conform.Test(t, conform.Handler(withgin.New)) }

func TestBindErrors(t *testing.T) {
	const malformed = `{"code":107,"error":"Malformed json object. A json dictionary is expected."}`
	conform.TestOwn(t, conform.Handler(withgin.New),
		conform.Post("syntax", `{"name"`, 400, malformed),
		conform.Post("type", `{"name":1}`, 400, malformed),
		conform.Post("no body", ``, 400, malformed),
		conform.Post("rule", `{"name":"x"}`, 400, `{"code":107,"error":"Invalid request: name must satisfy min=3"}`),
	)
}

func TestNoRedirect(t *testing.T) {
	url := conform.Handler(withgin.New)(t, conform.Quiet())
	assert.Equal(t, http.StatusNotFound, conform.Do(t, "GET", url+"/users/ada/", nil).StatusCode)
}

// What the recipe warns of is still so.
func TestTraps(t *testing.T) {
	tests := []struct {
		name    string
		handler gin.HandlerFunc
		wrap    bool // whether Gin's own Recovery stands around the handler
		check   func(t *testing.T, resp *http.Response, body string, err error)
	}{
		{"BindJSON sends the header", func(c *gin.Context) { _ = c.BindJSON(&struct{}{}) }, false, cut},
		{"AbortWithError sends the header", func(c *gin.Context) { _ = c.AbortWithError(400, errcode.LeanCloudUserNotFound) }, false, cut},
		{"Recovery hides that an answer is cut", func(c *gin.Context) {
			if err := app.Download(c.Writer, "error"); err != nil {
				panic(http.ErrAbortHandler)
			}
		}, true, whole},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			url := conform.Handler(func(rp *errcode.Responder) http.Handler {
				router := gin.New()
				if test.wrap {
					router.Use(gin.CustomRecoveryWithWriter(nil, func(*gin.Context, any) {}))
				} else {
					withgin.Configure(router, rp)
				}
				router.POST("/", test.handler)
				return rp.Recover(router)
			})(t, conform.Quiet())
			resp, err := http.Post(url, "application/json", nil)
			var body []byte
			if err == nil {
				defer resp.Body.Close()
				body, err = io.ReadAll(resp.Body)
			}
			test.check(t, resp, string(body), err)
		})
	}
}

func cut(t *testing.T, _ *http.Response, _ string, err error) {
	assert.Error(t, err, "the connection is cut")
}

func whole(t *testing.T, resp *http.Response, body string, err error) {
	require.NoError(t, err)
	assert.Equal(t, http.StatusOK, resp.StatusCode)
	assert.Equal(t, app.Half, body, "half an answer looks like a whole one")
}
