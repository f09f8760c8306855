package main

import (
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRecordedLines(t *testing.T) {
	up := start(t, http.HandlerFunc(behind))
	p := startProxy(t, up+"/base", "-relay")
	for _, request := range []string{
		"GET /1.1/classes/fine", // no error
		`GET /1.1/classes/taken?where=%7B%22a%22:%22%3Cb%3E%22%7D&q=<b>`,
		"DELETE /1.1/classes/unlisted",
		"HEAD /1.1/classes/busy",
		"GET /1.1/users/taken?session_token=secret&a=1",
		"POST /1.1/html",
	} {
		method, path, _ := strings.Cut(request, " ")
		get(t, method, p.url+path, nil)
	}
	down := startProxy(t, refusing(t), "-client", "backend")
	get(t, "GET", down.url+"/v1/demo/Posts", nil)
	assert.Equal(t, []string{
		`{"method":"GET","path":"/1.1/classes/taken?where=%7B%22a%22:%22%3Cb%3E%22%7D&q=<b>","status":400,"catalog":"leancloud","code":202,"body":{"code":202,"error":"The name ada has been taken."}}`,
		`{"method":"DELETE","path":"/1.1/classes/unlisted","status":422,"catalog":"leancloud","code":70001,"body":{"code":70001,"error":"No more seats in row 7."}}`,
		`{"method":"HEAD","path":"/1.1/classes/busy","status":429,"catalog":"leancloud","code":429}`,
		`{"method":"GET","path":"/1.1/users/taken?a=1&session_token=removed","status":400,"catalog":"leancloud","code":202,"body":{"code":202,"error":"The name ada has been taken."}}`,
		`{"method":"POST","path":"/1.1/html","status":502,"catalog":"leancloud","code":511,"body":{"code":511,"error":"Temporarily Unavailable."}}`,
		`{"method":"GET","path":"/v1/demo/Posts","status":503,"catalog":"backend","code":670,"body":{"message":"Application is down for maintenance","errorCode":670}}`,
	}, append(p.recorded(t), down.recorded(t)...))
}

// A recording goes on where it ended, and is nobody else's to read.
func TestRecordingIsAppendedTo(t *testing.T) {
	up := start(t, http.HandlerFunc(behind))
	p := startProxy(t, up)
	get(t, "GET", p.url+"/taken", nil)
	p.recording.close()
	again, err := openRecording(p.record, p.logger)
	require.NoError(t, err)
	t.Cleanup(again.close)
	p.recording = again
	get(t, "GET", p.url+"/busy", nil)
	assert.Len(t, p.recorded(t), 2)
	info, err := os.Stat(p.record)
	require.NoError(t, err)
	assert.Equal(t, os.FileMode(0o600), info.Mode().Perm())
}

// Some file systems say only at the end that they could not write.
func TestRecordingFailsAtItsEnd(t *testing.T) {
	p := startProxy(t, start(t, http.HandlerFunc(behind)))
	require.NoError(t, p.recording.file.Close())
	p.recording.close()
	p.recording.close()
	assert.Equal(t, 1, strings.Count(strings.Join(p.log.lines(), "\n"), "recording ended"))
}

// A disk that is full costs the recording and not the answers.
func TestRecordingFails(t *testing.T) {
	p := startProxy(t, start(t, http.HandlerFunc(behind)))
	get(t, "GET", p.url+"/taken", nil)
	require.NoError(t, p.recording.file.Close())
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			resp, err := client.Get(p.url + "/taken")
			if assert.NoError(t, err) {
				resp.Body.Close()
				assert.Equal(t, 400, resp.StatusCode)
			}
		})
	}
	wg.Wait()
	assert.Len(t, p.recorded(t), 1)
	assert.Equal(t, 1, strings.Count(strings.Join(p.log.lines(), "\n"), "recording ended"))
}
