package withecho4_test

import (
	"errors"
	"net/http"
	"testing"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
	"github.com/stretchr/testify/assert"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/examples/frameworks/internal/app"
	"github.com/seed85f21a9e/errcode/examples/frameworks/internal/conform"
	"github.com/seed85f21a9e/errcode/examples/frameworks/withecho4"
)

func TestAnswers(t *testing.T) { conform.Test(t, conform.Handler(withecho4.New)) }

func TestOwnErrors(t *testing.T) {
	conform.TestOwn(t, conform.Handler(withecho4.New),
		conform.Post("syntax", `{"name"`, 400, `{"code":107,"error":"unexpected EOF"}`),
		conform.Post("type", `{"name":1}`, 400, `{"code":107,"error":"Unmarshal type error: expected=string, got=number, field=name, offset=9"}`),
		conform.Post("HTTPError", `{"name":"root"}`, 403, `{"code":403,"error":"This name is reserved."}`),
		conform.Post("HTTPError of a failure", `{}`, 503, `{"code":511,"error":"Temporarily Unavailable."}`),
	)
}

// A middleware may have an error answered and return it all the same.
func TestAnsweredTwice(t *testing.T) {
	for _, path := range []string{"/code", "/nowhere", "/download"} {
		t.Run(path, func(t *testing.T) {
			url := conform.Handler(func(rp *errcode.Responder) http.Handler {
				e := echo.New()
				withecho4.Configure(e, rp)
				e.Use(middleware.RequestLoggerWithConfig(middleware.RequestLoggerConfig{
					HandleError:   true,
					LogValuesFunc: func(echo.Context, middleware.RequestLoggerValues) error { return nil },
				}))
				e.GET("/code", func(echo.Context) error { return errcode.LeanCloudUserNotFound })
				e.GET("/download", func(c echo.Context) error { return app.Download(c.Response(), "error") })
				return rp.Recover(e)
			})(t, conform.Quiet())
			if path == "/download" {
				conform.Cut(t, url+path)
				return
			}
			resp := conform.Do(t, "GET", url+path, nil)
			assert.Contains(t, resp.Text, `{"code":`)
			assert.GreaterOrEqual(t, resp.StatusCode, 400)
		})
	}
}

// What the recipe warns of is still so.
func TestTraps(t *testing.T) {
	t.Run("Recover gives panics their codes", func(t *testing.T) {
		url := conform.Handler(func(rp *errcode.Responder) http.Handler {
			e := echo.New()
			withecho4.Configure(e, rp)
			e.Use(middleware.RecoverWithConfig(middleware.RecoverConfig{DisablePrintStack: true}))
			e.GET("/", func(echo.Context) error { panic(errors.Join(errcode.LeanCloudUserNotFound)) })
			return rp.Recover(e)
		})(t, conform.Quiet())
		assert.Equal(t, 400, conform.Do(t, "GET", url, nil).StatusCode)
	})
}
