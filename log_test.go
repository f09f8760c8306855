package errcode_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/seed85f21a9e/errcode"
)

// records answers err and returns what is logged, at every level.
func records(c *errcode.Catalog, r *http.Request, err error) string {
	var log bytes.Buffer
	answer(debugTo(&log, c), r, err)
	return log.String()
}

// debugTo returns a Responder that logs at every level.
func debugTo(log io.Writer, c *errcode.Catalog) *errcode.Responder {
	return &errcode.Responder{Catalog: c, Logger: slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug}))}
}

// Failures of the service are logged by kind: LeanCloud's time-out has the
// status 400, and is ours all the same.
func TestFailuresAreLoggedByKind(t *testing.T) {
	t.Parallel()
	for _, err := range []error{
		errcode.LeanCloudTimeout, context.DeadlineExceeded, syscall.ECONNREFUSED, errcode.KindUnavailable, errcode.KindInternal,
		errors.New("boom"), errcode.New(errcode.LeanCloudUserNotFound, errcode.WithHTTPStatus(500)),
	} {
		assert.Contains(t, records(errcode.LeanCloud, nil, err), "level=ERROR", "%v", err)
	}
	assert.Contains(t, records(nil, nil, errcode.BackendCanceledByCloudCode), "level=ERROR", "its status is 500")
	for _, err := range []error{
		errcode.LeanCloudUserNotFound, errcode.LeanCloudCode(987654), errcode.KindNotFound, io.ErrUnexpectedEOF, errcode.LeanCloudTooManyRequests,
	} {
		assert.Empty(t, records(errcode.LeanCloud, nil, err), "%v", err)
	}
}

// However the error is wrapped, the record has the group that Attr makes, and the
// code that was answered if that is another one.
func TestRecordHasTheCode(t *testing.T) {
	t.Parallel()
	err := fmt.Errorf("save: %w", errcode.Wrap(errcode.LeanCloudDatabaseError, errors.New("disk full")))
	got := records(nil, request("PUT", "/classes/Post/1", ""), err)
	for _, want := range []string{
		"error.catalog=leancloud", fmt.Sprintf("error.number=%d", errcode.LeanCloudDatabaseError), "error.name=DatabaseError", "error.kind=Internal",
		`error.text="save: leancloud`, "disk full", "method=PUT", "path=/classes/Post/1", "status=500",
	} {
		assert.Contains(t, got, want)
	}
	assert.NotContains(t, got, "answered=", "the same code was answered")

	got = records(errcode.Backend, nil, err)
	assert.Contains(t, got, "error.name=DatabaseError")
	assert.Contains(t, got, "answered=backend/107")

	inferred := errcode.LeanCloud.DecodeBody(503, []byte("<html>down</html>"))
	assert.Contains(t, records(nil, nil, fmt.Errorf("upstream: %w", inferred)), `error.inferred_from="HTTP status 503"`)
}

func TestClientThatHangsUpIsNoFailure(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	gone := request("GET", "/", "").WithContext(ctx)
	assert.Empty(t, records(nil, gone, fmt.Errorf("query: %w", ctx.Err())))
	assert.Contains(t, records(nil, gone, errcode.Wrap(errcode.LeanCloudDatabaseError, ctx.Err())), "level=DEBUG")
	assert.Contains(t, records(nil, gone, errors.New("disk full")), "level=ERROR", "hanging up has nothing to do with it")
	assert.NotContains(t, records(nil, request("GET", "/", ""), context.Canceled), "level=ERROR", "status 499 is the client's")
}

// A download that the client ends makes no error record, though handlers return
// the error of Write.
func TestHangingUpInMidDownload(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	var log bytes.Buffer
	rp := debugTo(&lockedWriter{&mu, &log}, nil)
	done := make(chan struct{})
	s := httptest.NewServer(rp.Recover(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer close(done)
		rp.Handler(func(w http.ResponseWriter, r *http.Request) error {
			for {
				if _, err := w.Write(make([]byte, 64<<10)); err != nil {
					return err
				}
			}
		}).ServeHTTP(w, r)
	})))
	defer s.Close()
	resp, err := http.Get(s.URL)
	require.NoError(t, err)
	_, err = io.ReadFull(resp.Body, make([]byte, 100))
	require.NoError(t, err)
	require.NoError(t, resp.Body.Close())
	<-done
	mu.Lock()
	defer mu.Unlock()
	assert.NotContains(t, log.String(), "level=ERROR")
	assert.Contains(t, log.String(), "level=DEBUG")
}

// An upload that the client ends makes no error record, however the connection
// says so.
func TestHangingUpInMidUpload(t *testing.T) {
	t.Parallel()
	for _, protocol := range []string{"HTTP/1.1", "HTTP/2.0"} {
		var log lockedBuffer
		rp := debugTo(&log, errcode.LeanCloud)
		begun, done := make(chan struct{}), make(chan struct{})
		s := startServer(protocol, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			defer close(done)
			rp.Handler(func(_ http.ResponseWriter, r *http.Request) error {
				assert.Equal(t, protocol, r.Proto)
				_, err := io.ReadFull(r.Body, make([]byte, 3))
				assert.NoError(t, err)
				close(begun)
				_, err = io.ReadAll(r.Body)
				assert.Error(t, err)
				return err
			}).ServeHTTP(w, r)
		}))
		defer s.Close()
		if protocol == "HTTP/1.1" {
			conn, err := net.Dial("tcp", s.Listener.Addr().String())
			require.NoError(t, err)
			fmt.Fprintf(conn, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc")
			<-begun
			require.NoError(t, conn.(*net.TCPConn).SetLinger(0)) // close with a reset
			require.NoError(t, conn.Close())
		} else {
			ctx, cancel := context.WithCancel(t.Context())
			body, upload := io.Pipe()
			defer upload.Close()
			r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.URL, body)
			require.NoError(t, err)
			go func() {
				_, _ = upload.Write([]byte("abc"))
				<-begun
				cancel()
			}()
			_, err = s.Client().Do(r)
			require.Error(t, err)
		}
		<-done
		assert.NotContains(t, log.String(), "level=ERROR", protocol)
		assert.Contains(t, log.String(), "level=DEBUG", protocol)
	}
}

// When it is another server's connection that breaks, the failure is ours.
func TestUpstreamLostInMidDownloadIsAFailure(t *testing.T) {
	t.Parallel()
	for _, protocol := range []string{"HTTP/1.1", "HTTP/2.0"} {
		var log lockedBuffer
		s := startServer(protocol, debugTo(&log, nil).Handler(func(w http.ResponseWriter, _ *http.Request) error {
			fmt.Fprint(w, "half of it")
			return fmt.Errorf("read from the origin: %w", syscall.ECONNRESET)
		}))
		resp, err := s.Client().Get(s.URL)
		if err == nil {
			_, err = io.ReadAll(resp.Body)
			resp.Body.Close()
		}
		assert.Error(t, err, protocol)
		s.Close()
		assert.Contains(t, log.String(), "level=ERROR", protocol)
		assert.Contains(t, log.String(), "the origin", protocol)
	}
}

type lockedWriter struct {
	mu *sync.Mutex
	w  io.Writer
}

func (l *lockedWriter) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.w.Write(b)
}

// Whatever comes in, a record stays readable.
func TestServerRecordsAreBounded(t *testing.T) {
	t.Parallel()
	const limit = 64 << 10
	deep := errors.New("the cause")
	for range 1000 {
		deep = errcode.Wrap(errcode.LeanCloudDatabaseError, deep)
	}
	assert.Less(t, len(records(nil, nil, deep)), limit, "1,000 wraps")

	r := request("GET", "/"+strings.Repeat("x", 900_000), "")
	assert.Less(t, len(records(nil, r, errcode.KindInternal)), limit, "a long path")

	var log bytes.Buffer
	h := debugTo(&log, nil).Recover(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(strings.Repeat("x", 1<<20)) }))
	h.ServeHTTP(httptest.NewRecorder(), request("GET", "/", ""))
	assert.Less(t, log.Len(), 2*limit, "a large panic")
	assert.Contains(t, log.String(), "handler panicked")

	remote := errcode.LeanCloud.DecodeBody(500, []byte(`{"code":1,"error":"x","list":[`+strings.Repeat(`{"":0},`, 9000)+`0]}`))
	assert.Less(t, len(records(nil, nil, remote)), limit, "details of another server")
}

type panicHandler struct{ slog.Handler }

func (panicHandler) Handle(context.Context, slog.Record) error { panic("the disk of the log is full") }

func TestLoggerThatPanicsDoesNotCostTheAnswer(t *testing.T) {
	t.Parallel()
	rp := &errcode.Responder{
		Catalog: errcode.LeanCloud, Logger: slog.New(panicHandler{slog.NewTextHandler(io.Discard, nil)}),
		OnAnswer: func(*http.Request, error, errcode.Code, int) { panic("no such counter") },
	}
	w := answer(rp, request("GET", "/", ""), errors.New("boom"))
	assert.Equal(t, 500, w.Code)
	assert.Equal(t, `{"code":1,"error":"Internal server error. No information available."}`, w.Body.String())

	w = httptest.NewRecorder()
	rp.Recover(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("boom") })).ServeHTTP(w, request("GET", "/", ""))
	assert.Equal(t, 500, w.Code)
	assert.NotEmpty(t, w.Body.String())
}

// Another server's text does not break or reorder a line, whatever the catalog.
func TestRemoteTextIsQuoted(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"a\nlevel=ERROR", "a\u2028b", "a\u202egnp.exe", "a\x1b[31m", "a\u0085b"} {
		for _, c := range []*errcode.Catalog{nil, new(errcode.Catalog), errcode.LeanCloud, errcode.Realtime, errcode.Backend} {
			key := "error"
			if c == errcode.Backend {
				key = "message"
			}
			body := fmt.Appendf(nil, `{"code":1,"errorCode":1,%q:%q}`, key, text)
			e := c.DecodeBody(400, bytes.ReplaceAll(bytes.ReplaceAll(body, []byte(`\x1b`), []byte(`\u001b`)), []byte(`\x85`), []byte(`\u0085`)))
			for _, printed := range []string{e.Error(), fmt.Sprint(e), fmt.Sprintf("%+v", e)} {
				assert.NotContains(t, printed, text[1:2], "%v prints %q", c, printed)
				assert.Contains(t, printed, `\`, "%v prints %q", c, printed)
			}
		}
	}
	assert.Contains(t, errcode.LeanCloud.DecodeBody(400, []byte(`{"code":1,"error":"超过应用额度，请升级"}`)).Error(), "超过应用额度，请升级", "what does no harm is not quoted")
}

// JSON leaves characters as they are that reorder a line on a screen. No text of
// another server has them in a record, nor has the path of a request.
func TestRecordsOfRemoteTextKeepTheirOrder(t *testing.T) {
	t.Parallel()
	const reverse = "\u202e"
	var log bytes.Buffer
	rp := &errcode.Responder{Catalog: errcode.Backend, Logger: slog.New(slog.NewJSONHandler(&log, nil))}
	r := request("GET", "/", "")
	r.URL.Path, r.Method = "/"+reverse, "GET"+reverse
	command, _ := errcode.ParseRealtimeCommand(errcode.AppendRealtimeError(nil, "", 1, errcode.New(errcode.RealtimeInternalError,
		errcode.WithMessage(reverse), errcode.WithDetail("appMsg", reverse))))
	errs := []error{command, errcode.ParseRealtimeClose(4200, reverse)}
	for _, c := range []*errcode.Catalog{nil, new(errcode.Catalog), errcode.LeanCloud, errcode.Realtime, errcode.Backend} {
		for _, body := range []string{
			`{"code":1,"errorCode":1,"error":"a` + reverse + `","message":"a` + reverse + `","more` + reverse + `":"x","list":["\u202e"]}`,
			"<html>" + reverse + "\n\x1b[31m",
			`{"type":"urn:errcode:leancloud/1","title":"a` + reverse + `","detail":"a` + reverse + `"}`,
		} {
			e := c.DecodeBody(500, []byte(body))
			errs = append(errs, e, errcode.Relay(e), errcode.Wrap(nil, e), fmt.Errorf("ask: %w", e), errcode.Wrap(errcode.BackendUnexpectedError, e))
		}
	}
	for _, err := range errs {
		log.Reset()
		answer(rp, r, err)
		rp.Logger.Error("an error by itself", "error", err)
		assert.NotContains(t, log.String(), reverse, "%v", err)
	}
}

// A detail stays a value in a record, unless it has such characters.
func TestRemoteDetailsInARecord(t *testing.T) {
	t.Parallel()
	e := errcode.LeanCloud.DecodeBody(500, []byte(`{"code":1,"error":"x","at":7,"who":"张三","why":"a\nb"}`))
	got := records(nil, nil, e)
	assert.Contains(t, got, "error.details.at=7 error.details.who=张三 error.details.why=\"\\\"a\\\\nb\\\"\"")
}

// Texts that can never be used, and languages without texts, are a mistake that
// would otherwise stay silent.
func TestMisfitLanguagesAreLoggedOnce(t *testing.T) {
	t.Parallel()
	japanese := errcode.Must(errcode.NewTexts(language.Japanese, errcode.Text{Code: errcode.LeanCloudUserNotFound, Message: "ユーザーが見つかりません。"}))
	tests := map[string]struct {
		languages []language.Tag
		texts     []*errcode.Texts
		want      string // empty: nothing
	}{
		"texts without languages":  {nil, []*errcode.Texts{japanese}, "the texts in ja are never used"},
		"texts of another":         {[]language.Tag{language.English}, []*errcode.Texts{japanese}, "the texts in ja are never used"},
		"a language without texts": {[]language.Tag{language.English, language.French}, nil, "there are no texts in fr"},
		"all that is needed":       {[]language.Tag{language.English, language.Japanese, language.MustParse("zh-TW")}, []*errcode.Texts{japanese}, ""},
	}
	for name, test := range tests {
		var log bytes.Buffer
		rp := debugTo(&log, nil)
		rp.Languages, rp.Texts = test.languages, test.texts
		for range 3 {
			answer(rp, nil, errcode.LeanCloudUserNotFound)
		}
		if test.want == "" {
			assert.Empty(t, log.String(), name)
			continue
		}
		assert.Equal(t, 1, strings.Count(log.String(), "\n"), name)
		assert.Contains(t, log.String(), test.want, name)
		assert.Contains(t, log.String(), "level=WARN", name)
	}
}

func TestLogging(t *testing.T) {
	t.Parallel()
	gone, cancel := context.WithCancel(context.Background())
	cancel()
	_, dialErr := new(net.Dialer).DialContext(gone, "tcp", "127.0.0.1:1")
	require.ErrorIs(t, dialErr, context.Canceled)
	timedOut, cancelTimedOut := context.WithTimeout(context.Background(), -1)
	defer cancelTimedOut()
	tests := []struct {
		name    string
		ctx     context.Context
		err     error
		records int
	}{
		{"client error", t.Context(), errcode.Wrap(errcode.LeanCloudUserNotFound, secretError{}), 0},
		{"server error", t.Context(), errcode.Wrap(errcode.LeanCloudDatabaseError, secretError{}), 1},
		{"no code", t.Context(), fmt.Errorf("load: %w", secretError{}), 1},
		{"client gone", gone, errcode.Wrap(errcode.LeanCloudDatabaseError, fmt.Errorf("query: %w", context.Canceled)), 0},
		{"client gone, no code", gone, context.Canceled, 0},
		{"client gone while dialing", gone, errcode.Wrap(errcode.LeanCloudDatabaseError, dialErr), 0},
		{"client gone, but another failure", gone, errcode.Wrap(errcode.LeanCloudDatabaseError, secretError{}), 1},
		{"canceled by ourselves", t.Context(), errcode.Wrap(errcode.LeanCloudDatabaseError, errors.Join(context.Canceled, secretError{})), 1},
		{"deadline of the request", timedOut, errcode.Wrap(errcode.LeanCloudDatabaseError, errors.Join(context.DeadlineExceeded, secretError{})), 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var log bytes.Buffer
			rp := logTo(&log, errcode.LeanCloud)
			r := request("GET", "/1.1/users?token=hush", "").WithContext(test.ctx)
			rp.Handler(func(http.ResponseWriter, *http.Request) error { return test.err }).ServeHTTP(httptest.NewRecorder(), r)
			assert.Equal(t, test.records, strings.Count(log.String(), "\n"), log.String())
			if test.records > 0 {
				assert.Contains(t, log.String(), "SELECT password", "the cause")
				assert.Contains(t, log.String(), "method=GET path=/1.1/users")
				assert.Contains(t, log.String(), "status=500")
				assert.Contains(t, log.String(), "level=ERROR")
				assert.NotContains(t, log.String(), "hush", "the query")
			}
		})
	}
}

func TestDefaultLogger(t *testing.T) {
	var log bytes.Buffer
	old := slog.Default()
	defer slog.SetDefault(old)
	slog.SetDefault(slog.New(slog.NewTextHandler(&log, nil)))
	errcode.WriteError(httptest.NewRecorder(), nil, errcode.Wrap(errcode.LeanCloudDatabaseError, secretError{}))
	assert.Equal(t, 1, strings.Count(log.String(), "SELECT password"))
}
