package errcode_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode"
)

// countingBody counts what is read of it and knows whether it was closed.
type countingBody struct {
	io.Reader
	read   int
	closed int
}

func (b *countingBody) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	b.read += n
	return n, err
}

func (b *countingBody) Close() error { b.closed++; return nil }

func TestCheckResponseOfASuccess(t *testing.T) {
	for status := range 1000 {
		body := &countingBody{Reader: strings.NewReader(`{"code":211,"error":"x"}`)}
		err := errcode.LeanCloud.CheckResponse(&http.Response{StatusCode: status, Body: body})
		if 200 <= status && status <= 399 || status == http.StatusSwitchingProtocols {
			require.NoError(t, err, "%d", status)
			require.Zero(t, body.read+body.closed, "the body of %d is the caller's", status)
			continue
		}
		require.ErrorIs(t, err, errcode.LeanCloudUserNotFound, "%d", status)
		e, ok := errors.AsType[*errcode.Error](err)
		require.True(t, ok)
		require.Equal(t, status, e.HTTPStatus())
	}
}

func TestCheckResponseWithoutAResponse(t *testing.T) {
	err := errcode.LeanCloud.CheckResponse(nil)
	require.Error(t, err)
	_, coded := errcode.CodeOf(err)
	assert.False(t, coded)
	for name, body := range map[string]io.ReadCloser{"nil": nil, "NoBody": http.NoBody} {
		resp := &http.Response{StatusCode: 404, Body: body}
		err := errcode.LeanCloud.CheckResponse(resp)
		assert.ErrorIs(t, err, errcode.LeanCloudObjectNotFound, name)
		assert.Equal(t, body, resp.Body, name)
	}
}

// The body can be read again from its start, and no more than 64 KiB of it are
// read to find out what it says.
func TestCheckResponseLeavesTheBody(t *testing.T) {
	const most = 64 << 10
	padded := func(n int) string {
		body := `{"code":211,"error":"x"}`
		return body + strings.Repeat(" ", n-len(body))
	}
	tests := []struct {
		name     string
		body     string
		inferred bool
	}{
		{"empty", "", true},
		{"short", `{"code":211,"error":"x"}`, false},
		{"almost too long", padded(most - 1), false},
		{"too long", padded(most + 1), true},
		{"much too long", strings.Repeat("<p>", most), true},
	}
	for _, test := range tests {
		for name, reader := range map[string]io.Reader{
			"at once":     strings.NewReader(test.body),
			"end at once": iotest.DataErrReader(strings.NewReader(test.body)),
			"by halves":   iotest.HalfReader(strings.NewReader(test.body)),
		} {
			t.Run(test.name+"/"+name, func(t *testing.T) {
				body := &countingBody{Reader: reader}
				resp := &http.Response{StatusCode: 404, Body: body}
				err := errcode.LeanCloud.CheckResponse(resp)
				e, ok := errors.AsType[*errcode.Error](err)
				require.True(t, ok)
				assert.Equal(t, test.inferred, e.Inferred())
				assert.NoError(t, e.Unwrap())
				assert.LessOrEqual(t, body.read, most)

				again, err := io.ReadAll(resp.Body)
				require.NoError(t, err)
				assert.Equal(t, test.body, string(again))
				require.NoError(t, resp.Body.Close())
				assert.Equal(t, 1, body.closed)
			})
		}
	}
}

// A body that has no end is not waited for.
func TestCheckResponseOfAnEndlessBody(t *testing.T) {
	body := &countingBody{Reader: endless{}}
	resp := &http.Response{StatusCode: 500, Body: body}
	err := errcode.LeanCloud.CheckResponse(resp)
	assert.ErrorIs(t, err, errcode.LeanCloudInternalServerError)
	assert.Equal(t, 64<<10, body.read)
	assert.Less(t, len(err.Error()), 1500)
	require.NoError(t, resp.Body.Close())
	assert.Equal(t, 1, body.closed)
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = '{'
	}
	return len(p), nil
}

func TestCheckResponseReadError(t *testing.T) {
	broken := errors.New("connection reset by peer")
	tests := []struct {
		name     string
		head     string
		code     errcode.Code
		inferred bool
	}{
		{"at once", "", errcode.LeanCloudObjectNotFound, true},
		{"in the middle", `{"code":211,"er`, errcode.LeanCloudObjectNotFound, true},
		{"after the body", `{"code":211,"error":"x"}`, errcode.LeanCloudUserNotFound, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			body := &countingBody{Reader: io.MultiReader(strings.NewReader(test.head), iotest.ErrReader(broken))}
			resp := &http.Response{StatusCode: 404, Body: body}
			err := errcode.LeanCloud.CheckResponse(resp)
			e, ok := errors.AsType[*errcode.Error](err)
			require.True(t, ok)
			assert.Equal(t, test.code, e.Code())
			assert.Equal(t, test.inferred, e.Inferred())
			assert.ErrorIs(t, err, broken, "the cause")
			assert.NotContains(t, e.Message(), "reset")
			again, err := io.ReadAll(resp.Body)
			assert.ErrorIs(t, err, broken, "read again, it fails in the same place")
			assert.Equal(t, test.head, string(again))
			require.NoError(t, resp.Body.Close())
			assert.Equal(t, 1, body.closed)
		})
	}
	t.Run("that would not come again", func(t *testing.T) {
		body := io.MultiReader(strings.NewReader("<ht"), iotest.TimeoutReader(iotest.OneByteReader(strings.NewReader("ml>"))))
		resp := &http.Response{StatusCode: 404, Body: io.NopCloser(body)}
		err := errcode.LeanCloud.CheckResponse(resp)
		assert.ErrorIs(t, err, iotest.ErrTimeout)
		again, err := io.ReadAll(resp.Body)
		assert.ErrorIs(t, err, iotest.ErrTimeout)
		assert.Equal(t, "<htm", string(again))
	})
	t.Run("of a canceled request", func(t *testing.T) {
		resp := &http.Response{StatusCode: 500, Body: &countingBody{Reader: iotest.ErrReader(context.Canceled)}}
		assert.ErrorIs(t, errcode.LeanCloud.CheckResponse(resp), context.Canceled)
	})
}

func TestCheckResponseRetryAfter(t *testing.T) {
	now := time.Now().UTC().Truncate(time.Second)
	sent := now.Format(http.TimeFormat)
	tests := []struct {
		name   string
		header http.Header
		want   time.Duration
		ok     bool
	}{
		{"none", nil, 0, false},
		{"seconds", http.Header{"Retry-After": {"120"}}, 2 * time.Minute, true},
		{"zero", http.Header{"Retry-After": {"0"}}, 0, true},
		{"blanks", http.Header{"Retry-After": {" 7 "}}, 7 * time.Second, true},
		{"date", http.Header{"Date": {sent}, "Retry-After": {now.Add(90 * time.Second).Format(http.TimeFormat)}}, 90 * time.Second, true},
		{"old format of dates", http.Header{"Date": {sent}, "Retry-After": {now.Add(90 * time.Second).Format(time.RFC850)}}, 90 * time.Second, true},
		{"date by the server's clock", http.Header{"Date": {"Fri, 01 Jan 2021 00:00:00 GMT"}, "Retry-After": {"Fri, 01 Jan 2021 00:01:00 GMT"}}, time.Minute, true},
		{"date in the past", http.Header{"Date": {sent}, "Retry-After": {"Fri, 01 Jan 2021 00:00:00 GMT"}}, 0, true},
		{"date in the past, no Date", http.Header{"Retry-After": {"Fri, 01 Jan 2021 00:00:00 GMT"}}, 0, true},
		{"negative", http.Header{"Retry-After": {"-1"}}, 0, false},
		{"fraction", http.Header{"Retry-After": {"1.5"}}, 0, false},
		{"beyond reason", http.Header{"Retry-After": {"99999999999999999999"}}, 0, false},
		{"words", http.Header{"Retry-After": {"soon"}}, 0, false},
		{"empty", http.Header{"Retry-After": {""}}, 0, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for _, body := range []string{`{"code":429,"error":"x"}`, "<html>"} {
				err := errcode.LeanCloud.CheckResponse(&http.Response{
					StatusCode: 429, Header: test.header, Body: io.NopCloser(strings.NewReader(body)),
				})
				d, ok := errcode.RetryAfter(fmt.Errorf("wrapped: %w", err))
				assert.Equal(t, test.ok, ok)
				assert.Equal(t, test.want, d)
			}
		})
	}
	t.Run("date by our own clock", func(t *testing.T) {
		err := errcode.LeanCloud.CheckResponse(&http.Response{
			StatusCode: 503, Header: http.Header{"Retry-After": {time.Now().Add(time.Hour).UTC().Format(http.TimeFormat)}},
		})
		d, ok := errcode.RetryAfter(err)
		assert.True(t, ok)
		assert.InDelta(t, time.Hour, d, float64(time.Minute))
	})
}

// A response of a real server, read through a real connection.
func TestCheckResponseOfAServer(t *testing.T) {
	url, _ := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/cut":
			w.Header().Set("Content-Length", "100")
			w.WriteHeader(500)
			io.WriteString(w, `{"code":211,"error":"x"}`)
		case "/endless":
			w.WriteHeader(502)
			for {
				if _, err := w.Write(make([]byte, 4096)); err != nil {
					return
				}
			}
		default:
			http.Error(w, "not here", 404)
		}
	}))
	check := func(path string) (*http.Response, *errcode.Error) {
		resp, err := http.Get(url + path)
		require.NoError(t, err)
		t.Cleanup(func() { resp.Body.Close() })
		e, ok := errors.AsType[*errcode.Error](errcode.LeanCloud.CheckResponse(resp))
		require.True(t, ok)
		return resp, e
	}
	resp, e := check("/")
	assert.ErrorIs(t, e, errcode.LeanCloudObjectNotFound)
	body, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	assert.Equal(t, "not here\n", string(body))

	_, e = check("/cut")
	assert.ErrorIs(t, e, errcode.LeanCloudUserNotFound)
	assert.ErrorIs(t, e, io.ErrUnexpectedEOF)

	resp, e = check("/endless")
	assert.ErrorIs(t, e, errcode.KindUnavailable)
	require.NoError(t, resp.Body.Close())
}

// CheckResponse turns a failed response into an error.
func ExampleCatalog_CheckResponse() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		errcode.WriteError(w, r, errcode.New(errcode.LeanCloudTooManyRequests, errcode.WithRetryAfter(30*time.Second)))
	}))
	defer server.Close()

	resp, err := http.Get(server.URL)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer resp.Body.Close()
	err = errcode.LeanCloud.CheckResponse(resp)
	fmt.Println(err)
	fmt.Println(errors.Is(err, errcode.LeanCloudTooManyRequests), errcode.Retryable(err))
	fmt.Println(errcode.RetryAfter(err))
	// Output:
	// leancloud 429: Too many requests
	// true true
	// 30s true
}
