package main

import (
	"crypto/md5"
	"crypto/subtle"
	"encoding/hex"
	"net/http"
	"strings"

	"github.com/seed85f21a9e/errcode"
)

// A leanCloudAPI serves LeanCloud's REST API, version 1.1.
type leanCloudAPI struct{ *api }

const leanCloudPrefix = "/1.1/"

func isLeanCloudPath(path string) bool { return strings.HasPrefix(path, leanCloudPrefix) }

// checkApp checks the ID and the key of the app. The key comes as it is, or as an
// MD5 sum of a time and itself: "sum,time".
func (a leanCloudAPI) checkApp(r *http.Request) error {
	want, key := a.cfg.appKey, r.Header.Get("X-LC-Key")
	if sum, time, ok := strings.Cut(r.Header.Get("X-LC-Sign"), ","); ok {
		of := md5.Sum([]byte(time + a.cfg.appKey))
		want, key = hex.EncodeToString(of[:]), strings.ToLower(sum)
	}
	if r.Header.Get("X-LC-Id") != a.cfg.appID || subtle.ConstantTimeCompare([]byte(key), []byte(want)) != 1 {
		return errcode.LeanCloudUnauthorized
	}
	return nil
}

// user returns who sent a request.
func (a leanCloudAPI) user(r *http.Request) (string, error) {
	return a.store.session(r.Context(), r.Header.Get("X-LC-Session"))
}
