// Package withgin is a service with Gin.
package withgin

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/gin-gonic/gin/binding"
	"github.com/go-playground/validator/v10"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/examples/frameworks/internal/app"
	"github.com/seed85f21a9e/errcode/examples/frameworks/withvalidator"
)

// New returns the service. It sets rp.Map.
func New(rp *errcode.Responder) http.Handler {
	if validate, ok := binding.Validator.Engine().(*validator.Validate); ok {
		validate.RegisterTagNameFunc(withvalidator.JSONName)
	}
	rp.Map = Map
	router := gin.New()
	Configure(router, rp)
	router.Match([]string{"GET", "HEAD"}, "/users/:name", getUser)
	router.POST("/users", addUser)
	router.GET("/download/:how", download)
	return rp.Recover(router)
}

// Configure makes a router answer errors with rp. It has to be called before
// other middleware is added.
func Configure(router *gin.Engine, rp *errcode.Responder) {
	// recipe: glue
	router.HandleMethodNotAllowed = true
	router.RedirectTrailingSlash = false
	router.Use(func(c *gin.Context) {
		c.Next()
		if err := c.Errors.Last(); err != nil {
			rp.WriteError(c.Writer, c.Request, err)
		}
		c.Writer.WriteHeaderNow()
	})
	router.NoRoute(gin.WrapF(rp.NotFound))
	router.NoMethod(gin.WrapF(rp.MethodNotAllowed))
	// recipe: end
}

// recipe: bind

// Map is for errcode.Responder.
func Map(r *http.Request, err error) error {
	if invalid := withvalidator.Map(r, err); invalid != nil {
		return invalid
	}
	if e, ok := errors.AsType[*gin.Error](err); ok && e.IsType(gin.ErrorTypeBind) {
		return fmt.Errorf("%w: %w", errcode.KindInvalidArgument, err)
	}
	return nil
}

// recipe: end

// recipe: handler

func getUser(c *gin.Context) {
	user, err := app.Find(c.Param("name"))
	if err != nil {
		c.Error(err)
		return
	}
	c.JSON(http.StatusOK, user)
}

// recipe: end

type signup struct {
	Name string `json:"name" binding:"required,min=3"`
}

func addUser(c *gin.Context) {
	var body signup
	if err := c.ShouldBindJSON(&body); err != nil {
		c.Error(err).SetType(gin.ErrorTypeBind)
		return
	}
	c.Status(http.StatusCreated)
}

func download(c *gin.Context) {
	if err := app.Download(c.Writer, c.Param("how")); err != nil {
		c.Error(err)
	}
}
