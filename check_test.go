package errcode_test

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
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
	t.Parallel()
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
	t.Parallel()
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
// read to find out what it says. What follows a JSON object does not count.
func TestCheckResponseLeavesTheBody(t *testing.T) {
	t.Parallel()
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
		{"too long with what follows", padded(most + 1), false},
		{"more than one object", `{"code":211,"error":"x"}{"code":1}`, false},
		{"too long", `{"code":211,"error":"` + strings.Repeat("x", most) + `"}`, true},
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
	t.Parallel()
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
	t.Parallel()
	broken := errors.New("connection reset by peer")
	tests := []struct {
		name     string
		head     string
		code     errcode.Code
		inferred bool
	}{
		{"at once", "", errcode.LeanCloudObjectNotFound, true},
		{"in the middle", `{"code":211,"er`, errcode.LeanCloudObjectNotFound, true},
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
	t.Run("after the object", func(t *testing.T) {
		const object = `{"code":211,"error":"x"}`
		resp := &http.Response{StatusCode: 404, Body: io.NopCloser(io.MultiReader(strings.NewReader(object), iotest.ErrReader(broken)))}
		err := errcode.LeanCloud.CheckResponse(resp)
		assert.ErrorIs(t, err, errcode.LeanCloudUserNotFound)
		assert.NoError(t, errors.Unwrap(err), "it is not read any further")
		again, err := io.ReadAll(resp.Body)
		assert.ErrorIs(t, err, broken)
		assert.Equal(t, object, string(again))
	})
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
	t.Parallel()
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
		{"longer than a year", http.Header{"Retry-After": {"99999999"}}, 365 * 24 * time.Hour, true},
		{"date beyond a year", http.Header{"Date": {sent}, "Retry-After": {"Fri, 31 Dec 9999 23:59:59 GMT"}}, 365 * 24 * time.Hour, true},
		{"date beyond a year, no Date", http.Header{"Retry-After": {"Fri, 31 Dec 9999 23:59:59 GMT"}}, 365 * 24 * time.Hour, true},
		{"Date of the year 1", http.Header{"Date": {"Mon, 01 Jan 0001 00:00:00 GMT"}, "Retry-After": {"Fri, 31 Dec 9999 23:59:59 GMT"}}, 365 * 24 * time.Hour, true},
		{"Date in the year 9999", http.Header{"Date": {"Fri, 31 Dec 9999 23:59:59 GMT"}, "Retry-After": {sent}}, 0, true},
		{"Date that is none", http.Header{"Date": {"x"}, "Retry-After": {"Fri, 01 Jan 2021 00:00:00 GMT"}}, 0, true},
		{"two", http.Header{"Retry-After": {"7", "8"}}, 7 * time.Second, true},
		{"sign", http.Header{"Retry-After": {"+7"}}, 0, false},
		{"unit", http.Header{"Retry-After": {"7s"}}, 0, false},
		{"date of no calendar", http.Header{"Retry-After": {"Fri, 31 Feb 2021 00:00:00 GMT"}}, 0, false},
		{"beyond 31 bits", http.Header{"Retry-After": {"2147483648"}}, 365 * 24 * time.Hour, true},
		{"beyond a duration", http.Header{"Retry-After": {"9223372037"}}, 365 * 24 * time.Hour, true},
		{"a duration once multiplied", http.Header{"Retry-After": {"18446744074"}}, 365 * 24 * time.Hour, true},
		{"beyond 64 bits", http.Header{"Retry-After": {"99999999999999999999"}}, 365 * 24 * time.Hour, true},
		{"many digits", http.Header{"Retry-After": {strings.Repeat("9", 1<<16)}}, 365 * 24 * time.Hour, true},
		{"zeros before", http.Header{"Retry-After": {strings.Repeat("0", 100) + "7"}}, 7 * time.Second, true},
		{"digits and more", http.Header{"Retry-After": {"99999999999999999999.5"}}, 0, false},
		{"other digits", http.Header{"Retry-After": {"٧"}}, 0, false},
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
	t.Parallel()
	url, _ := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/cut":
			w.Header().Set("Content-Length", "100")
			w.WriteHeader(500)
			io.WriteString(w, `{"code":211,"error":"x"`)
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
	assert.ErrorIs(t, e, errcode.LeanCloudInternalServerError)
	assert.ErrorContains(t, e, `{\"code\":211`)
	assert.ErrorIs(t, e, io.ErrUnexpectedEOF)

	resp, e = check("/endless")
	assert.ErrorIs(t, e, errcode.KindUnavailable)
	require.NoError(t, resp.Body.Close())
}

// A response that was compressed, each time with what undoes it.
var codings = []struct {
	name, header string
	compress     func(io.Writer) io.WriteCloser
}{
	{"gzip", "gzip", func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) }},
	{"its old name", "x-gzip", func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) }},
	{"deflate", "deflate", func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) }},
	{"deflate without a frame", "deflate", func(w io.Writer) io.WriteCloser {
		c, _ := flate.NewWriter(w, flate.DefaultCompression)
		return c
	}},
}

func squeeze(body string, compress func(io.Writer) io.WriteCloser) string {
	var b strings.Builder
	w := compress(&b)
	io.WriteString(w, body)
	w.Close()
	return b.String()
}

func respond(status int, coding, body string) *http.Response {
	return &http.Response{
		StatusCode: status, ContentLength: int64(len(body)), Header: http.Header{"Content-Encoding": {coding}},
		Body: io.NopCloser(strings.NewReader(body)),
	}
}

func TestCheckResponseOfACompressedBody(t *testing.T) {
	t.Parallel()
	for _, coding := range codings {
		t.Run(coding.name, func(t *testing.T) {
			body := squeeze(`{"code":211,"error":"No user is named ada."}`, coding.compress)
			resp := respond(404, coding.header, body)
			err := errcode.LeanCloud.CheckResponse(resp)
			require.ErrorIs(t, err, errcode.LeanCloudUserNotFound)
			assert.Equal(t, "leancloud 211: No user is named ada", err.Error())

			assert.Equal(t, http.Header{"Content-Encoding": {coding.header}}, resp.Header)
			assert.EqualValues(t, len(body), resp.ContentLength)
			again, err := io.ReadAll(resp.Body)
			require.NoError(t, err)
			assert.Equal(t, body, string(again), "the body is left as it came")
		})
	}
}

// The error of a body that is encoded in another way says so, and nothing of it
// stands in the public message.
func TestCheckResponseOfAnUnreadableEncoding(t *testing.T) {
	t.Parallel()
	for _, coding := range []string{"br", "zstd", "gzip, gzip", "x-custom"} {
		resp := respond(503, coding, "\x8b\x0a\x80brotli\x03")
		err := errcode.LeanCloud.CheckResponse(resp)
		e, ok := errors.AsType[*errcode.Error](err)
		require.True(t, ok, coding)
		assert.Equal(t, errcode.Code(errcode.LeanCloudTemporarilyUnavailable), e.Code(), coding)
		assert.True(t, e.Inferred(), coding)
		require.Error(t, e.Unwrap(), coding)
		assert.Contains(t, err.Error(), coding, "the text for the log")
		assert.NotContains(t, e.Message(), coding)
		assert.NotContains(t, err.Error(), "brotli", coding)
		again, err := io.ReadAll(resp.Body)
		require.NoError(t, err)
		assert.Equal(t, "\x8b\x0a\x80brotli\x03", string(again), coding)
	}
}

func TestCheckResponseOfABrokenCompressedBody(t *testing.T) {
	t.Parallel()
	whole := squeeze(`<html>`+strings.Repeat("Bad Gateway ", 1000), codings[0].compress)
	cut := whole[:len(whole)-12]
	resp := respond(502, "gzip", cut)
	err := errcode.LeanCloud.CheckResponse(resp)
	assert.ErrorIs(t, err, errcode.KindUnavailable)
	assert.ErrorIs(t, err, io.ErrUnexpectedEOF)
	assert.ErrorContains(t, err, "<html>Bad Gateway", "what could be read")
	again, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	assert.Equal(t, cut, string(again))
}

// A proxy passes Accept-Encoding on, so that what it gets is compressed; it reads
// the error and leaves the body to its client, or answers by itself.
func TestCheckResponseInAReverseProxy(t *testing.T) {
	t.Parallel()
	const message = "No user is named ada."
	upstreamURL, _ := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		assert.Contains(t, r.Header.Get("Accept-Encoding"), "gzip")
		w.Header().Set("Content-Encoding", "gzip")
		w.WriteHeader(400)
		io.WriteString(w, squeeze(`{"code":211,"error":"`+message+`"}`, codings[0].compress))
	}))
	target, err := url.Parse(upstreamURL)
	require.NoError(t, err)
	proxy := func(modify func(*http.Response) error) *http.Response {
		responder := quiet(errcode.Backend)
		proxyURL, _ := serve(t, &httputil.ReverseProxy{
			Rewrite:        func(r *httputil.ProxyRequest) { r.SetURL(target) },
			ModifyResponse: modify,
			ErrorHandler:   responder.WriteError,
		})
		resp, err := http.Get(proxyURL)
		require.NoError(t, err)
		t.Cleanup(func() { resp.Body.Close() })
		return resp
	}

	seen := make(chan error, 1)
	resp := proxy(func(resp *http.Response) error {
		seen <- errcode.LeanCloud.CheckResponse(resp)
		return nil
	})
	assert.ErrorIs(t, <-seen, errcode.LeanCloudUserNotFound)
	assert.True(t, resp.Uncompressed, "by net/http, as the client did not ask for it")
	err = errcode.LeanCloud.CheckResponse(resp)
	assert.ErrorIs(t, err, errcode.LeanCloudUserNotFound)
	assert.ErrorContains(t, err, "No user is named ada")

	resp = proxy(errcode.LeanCloud.CheckResponse)
	body, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	assert.Equal(t, `{"message":"The specified user was not found.","errorCode":206}`, string(body))
}

// A server that has sent a whole object and then neither ends the response nor
// goes on is not waited for.
func TestCheckResponseOfAStalledConnection(t *testing.T) {
	t.Parallel()
	const object, rest = `{"code":211,"error":"No user is named {ada}."}`, " \n"
	for name, compress := range map[string]func(io.Writer) io.WriteCloser{"plain": nil, "gzip": codings[0].compress} {
		t.Run(name, func(t *testing.T) {
			goOn := make(chan struct{})
			url, finish := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				body, flush := io.Writer(w), http.NewResponseController(w).Flush
				if compress != nil {
					w.Header().Set("Content-Encoding", "gzip")
					z := gzip.NewWriter(w)
					defer z.Close()
					body, flush = z, func() error { return errors.Join(z.Flush(), http.NewResponseController(w).Flush()) }
				}
				w.WriteHeader(400)
				io.WriteString(body, object)
				assert.NoError(t, flush())
				<-goOn
				io.WriteString(body, rest)
			}))
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
			defer cancel()
			r, err := http.NewRequestWithContext(ctx, "GET", url, nil)
			require.NoError(t, err)
			r.Header.Set("Accept-Encoding", "gzip") // so that net/http leaves the body alone
			resp, err := http.DefaultClient.Do(r)
			require.NoError(t, err)
			defer resp.Body.Close()

			err = errcode.LeanCloud.CheckResponse(resp) // before the server goes on
			close(goOn)
			require.ErrorIs(t, err, errcode.LeanCloudUserNotFound)
			require.NoError(t, errors.Unwrap(err))
			body := io.Reader(resp.Body)
			if compress != nil {
				body, err = gzip.NewReader(body)
				require.NoError(t, err)
			}
			again, err := io.ReadAll(body)
			require.NoError(t, err)
			assert.Equal(t, object+rest, string(again))
			assert.Empty(t, finish())
		})
	}
}

// 64 MB that come as 64 KB cost no more than what is read of them.
func TestCheckResponseOfABomb(t *testing.T) {
	body := squeeze(strings.Repeat(" ", 64<<20), codings[0].compress)
	allocated := allocatedBytes(func() {
		resp := respond(500, "gzip", body)
		err := errcode.LeanCloud.CheckResponse(resp)
		assert.ErrorIs(t, err, errcode.LeanCloudInternalServerError)
		assert.NoError(t, errors.Unwrap(err))
	})
	assert.Less(t, allocated, int64(512<<10))
}

// Without a code, an error is of the kind of the status that was received, and so
// is its answer.
func TestRemoteErrorWithoutACode(t *testing.T) {
	t.Parallel()
	tests := []struct {
		status int
		title  string
		kind   errcode.Kind
		code   errcode.Code
	}{
		{404, "Not Found", errcode.KindNotFound, errcode.LeanCloudObjectNotFound},
		{429, "Too Many Requests", errcode.KindResourceExhausted, errcode.LeanCloudTooManyRequests},
		{502, "Bad Gateway", errcode.KindUnavailable, errcode.LeanCloudTemporarilyUnavailable},
	}
	for _, test := range tests {
		for _, c := range []*errcode.Catalog{nil, new(errcode.Catalog)} {
			for name, resp := range map[string]*http.Response{
				"HTML":       respond(test.status, "", "<html>secret"),
				"a number":   respond(test.status, "", `{"code":211,"error":"secret"}`),
				"cut off":    respond(test.status, "gzip", "\x1f\x8b"),
				"unreadable": respond(test.status, "br", "secret"),
			} {
				err := fmt.Errorf("relaying: %w", c.CheckResponse(resp))
				assert.ErrorIs(t, err, test.kind, name)
				assert.Equal(t, test.kind, errcode.KindOf(err), name)
				w := answer(quiet(nil), nil, err)
				assert.Equal(t, test.status, w.Code, name)
				assert.Equal(t, fmt.Sprintf(`{"type":"about:blank","title":%q,"status":%d,"detail":%q}`, test.title, test.status, test.title), w.Body.String(), name)
				w = answer(quiet(errcode.LeanCloud), nil, err)
				assert.Equal(t, test.code, errcode.LeanCloud.DecodeBody(w.Code, w.Body.Bytes()).Code(), name)
			}
		}
	}
}

func TestCheckResponseAllocates(t *testing.T) {
	body := `{"code":211,"error":"No user is named ada-lovelace-1815."}`
	for length, most := range map[int64]float64{int64(len(body)): 3, -1: 4} {
		resp := &http.Response{StatusCode: 400, Header: http.Header{"Content-Type": {"application/json"}}}
		reader := strings.NewReader("")
		closer := io.NopCloser(reader)
		allocs := testing.AllocsPerRun(100, func() {
			reader.Reset(body)
			resp.Body, resp.ContentLength = closer, length
			remoteSink, _ = errcode.LeanCloud.CheckResponse(resp).(*errcode.Error)
		})
		assert.LessOrEqual(t, allocs, most, "Content-Length %d", length)
		assert.Equal(t, "No user is named ada-lovelace-1815.", remoteSink.Message())
	}
}

// A body says the same compressed and plain.
func FuzzCheckResponseOfACompressedBody(f *testing.F) {
	for _, body := range errcode.Bodies {
		f.Add(400, []byte(body))
	}
	f.Add(404, []byte("\n{\"code\":211,\"error\":\"x\"} {\"code\":1}"))
	f.Fuzz(func(t *testing.T, status int, body []byte) {
		if len(body) > 60<<10 {
			return // compressed, it may have more than is read
		}
		for _, coding := range codings {
			sent := squeeze(string(body), coding.compress)
			for _, c := range readers {
				want := c.CheckResponse(&http.Response{StatusCode: status, Body: io.NopCloser(bytes.NewReader(body))})
				resp := respond(status, coding.header, sent)
				resp.Body = io.NopCloser(iotest.HalfReader(strings.NewReader(sent)))
				if got := c.CheckResponse(resp); !assert.ObjectsAreEqual(want, got) {
					t.Fatalf("%v reads %q as %v; in %s, as %v", c, body, want, coding.name, got)
				}
				if again, err := io.ReadAll(resp.Body); err != nil || string(again) != sent {
					t.Fatalf("%s of %q is left as %q, %v", coding.name, body, again, err)
				}
			}
		}
	})
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

// A proxy answers the errors of its upstream in another vendor's format. The
// upstream may compress them: CheckResponse reads them all the same. With a
// function that calls it and returns nil, the proxy would pass them on as they
// came.
func ExampleCatalog_CheckResponse_proxy() {
	upstream := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		w.WriteHeader(http.StatusBadRequest)
		z := gzip.NewWriter(w)
		defer z.Close()
		io.WriteString(z, `{"code":202,"error":"Username has already been taken."}`)
	}))
	defer upstream.Close()
	target, err := url.Parse(upstream.URL)
	if err != nil {
		fmt.Println(err)
		return
	}
	responder := &errcode.Responder{Catalog: errcode.Backend}
	proxy := httptest.NewServer(&httputil.ReverseProxy{
		Rewrite:        func(r *httputil.ProxyRequest) { r.SetURL(target) },
		ModifyResponse: errcode.LeanCloud.CheckResponse,
		ErrorHandler:   responder.WriteError,
	})
	defer proxy.Close()

	resp, err := http.Get(proxy.URL)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	fmt.Println(string(body), err)
	// Output: {"message":"A user with the same username already exists.","errorCode":201} <nil>
}
