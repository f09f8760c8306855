package main

import (
	"bytes"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"connectrpc.com/connect"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/structpb"
	"google.golang.org/protobuf/types/known/wrapperspb"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/errcodeconnect"
	"github.com/seed85f21a9e/errcode/errcodegrpc"
)

// start serves h on a loopback port, over HTTP/1 and HTTP/2.
func start(t *testing.T, h http.Handler) (address string) {
	t.Helper()
	s := httptest.NewUnstartedServer(h)
	s.Config.Protocols = new(http.Protocols)
	s.Config.Protocols.SetHTTP1(true)
	s.Config.Protocols.SetUnencryptedHTTP2(true)
	s.Start()
	t.Cleanup(s.Close)
	return s.Listener.Addr().String()
}

// dial returns a client of grpc-go with the interceptors.
func dial(t *testing.T, address string, catalogs ...*errcode.Catalog) *grpc.ClientConn {
	t.Helper()
	conn, err := grpc.NewClient(address,
		grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithChainUnaryInterceptor(errcodegrpc.UnaryClientInterceptor(catalogs...)),
		grpc.WithChainStreamInterceptor(errcodegrpc.StreamClientInterceptor(catalogs...)))
	require.NoError(t, err)
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

// overHTTP2 returns a client that speaks HTTP/2 alone.
func overHTTP2(t *testing.T) *http.Client {
	t.Helper()
	transport := &http.Transport{Protocols: new(http.Protocols)}
	transport.Protocols.SetUnencryptedHTTP2(true)
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport}
}

func startUsers(t *testing.T, log io.Writer) (address string) {
	t.Helper()
	return start(t, newHandler(newUsers(), &errcode.Responder{
		Catalog: errcode.LeanCloud, Languages: []language.Tag{language.English, language.Chinese},
		Logger: slog.New(slog.NewTextHandler(log, nil)),
	}))
}

func send(t *testing.T, method, url, body string) (status int, answer string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	require.NoError(t, err)
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept-Language", "zh")
	res, err := http.DefaultClient.Do(req)
	require.NoError(t, err)
	defer func() { _ = res.Body.Close() }()
	b, err := io.ReadAll(res.Body)
	require.NoError(t, err)
	// LeanCloud's JavaScript SDK reads anything else as an empty object.
	assert.Contains(t, res.Header.Get("Content-Type"), "application/json", url)
	return res.StatusCode, strings.TrimSpace(string(b))
}

func TestREST(t *testing.T) {
	t.Parallel()
	url := "http://" + startUsers(t, io.Discard)
	for _, test := range []struct {
		method, path, body string
		status             int
		answer             string
	}{
		{"GET", "/1.1/users/ann", "", 200, `{"username":"ann","email":"ann@example.com"}`},
		{"GET", "/1.1/users/bob", "", 400, `{"code":211,"error":"找不到用户。"}`},
		{"POST", "/1.1/users", `{"username":"ann"}`, 400, `{"code":202,"error":"ann is taken."}`},
		{"POST", "/1.1/users", `{"username":"eve","email":"eve@example.com"}`, 201, `{"username":"eve","email":"eve@example.com"}`},
		{"POST", "/1.1/users", `{"username":"` + strings.Repeat("x", 64<<10) + `"}`, 413, `{"code":413,"error":"请求体过大。"}`},
		{"POST", findProcedure, `"ann"`, 200, `{"username":"ann","email":"ann@example.com"}`},
	} {
		status, answer := send(t, test.method, url+test.path, test.body)
		assert.Equal(t, test.status, status, test.path)
		assert.JSONEq(t, test.answer, answer, test.path)
	}
}

// The same errors, as the three RPC protocols and both libraries carry them.
func TestRPC(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	address := startUsers(t, &log)
	calls := map[string]func(procedure string, in any) error{}
	conn := dial(t, address)
	calls["grpc-go"] = func(procedure string, in any) error {
		ctx := metadata.AppendToOutgoingContext(t.Context(), "accept-language", "zh")
		return conn.Invoke(ctx, procedure, in, new(structpb.Struct))
	}
	for name, protocol := range map[string]connect.ClientOption{"Connect": connect.WithProtoJSON(), "gRPC": connect.WithGRPC(), "gRPC-Web": connect.WithGRPCWeb()} {
		interceptor := connect.WithInterceptors(errcodeconnect.NewInterceptor(errcodeconnect.Options{}))
		calls[name] = func(procedure string, in any) error {
			if name, ok := in.(*wrapperspb.StringValue); ok {
				return callConnect(t, address, procedure, name, protocol, interceptor)
			}
			return callConnect(t, address, procedure, in.(*structpb.Struct), protocol, interceptor)
		}
	}
	ann, err := structpb.NewStruct(map[string]any{"username": "ann"})
	require.NoError(t, err)
	for name, call := range calls {
		require.NoError(t, call(findProcedure, wrapperspb.String("ann")), name)

		err := call(findProcedure, wrapperspb.String("bob"))
		require.ErrorIs(t, err, errcode.LeanCloudUserNotFound, name)
		assert.Equal(t, "找不到用户。", localized(t, err), name)

		err = call(registerProcedure, ann)
		require.ErrorIs(t, err, errcode.LeanCloudUsernameTaken, name)
		require.ErrorIs(t, err, errcode.KindAlreadyExists, name)
		e, ok := errors.AsType[*errcode.Error](err)
		require.True(t, ok)
		assert.Equal(t, "ann is taken.", e.Message(), name)
		assert.Equal(t, map[string]any{"suggestion": "ann1"}, e.Details(), name)

		require.ErrorIs(t, call("/users.v1.Users/Forget", wrapperspb.String("ann")), errcode.KindUnimplemented, name)
	}
	assert.Equal(t, codes.NotFound, status.Code(calls["grpc-go"](findProcedure, wrapperspb.String("bob"))))
	assert.NotContains(t, log.String(), "level=ERROR", "nothing that the service is to blame for")
}

func callConnect[In any](t *testing.T, address, procedure string, in *In, opts ...connect.ClientOption) error {
	t.Helper()
	req := connect.NewRequest(in)
	req.Header().Set("Accept-Language", "zh")
	_, err := connect.NewClient[In, structpb.Struct](overHTTP2(t), "http://"+address+procedure, opts...).CallUnary(t.Context(), req)
	return err
}

// localized returns the message for the user of a client, which the original
// error has.
func localized(t *testing.T, err error) string {
	t.Helper()
	var details []any
	if e, ok := errors.AsType[*connect.Error](err); ok {
		for _, d := range e.Details() {
			m, err := d.Value()
			require.NoError(t, err)
			details = append(details, m)
		}
	} else {
		details = status.Convert(err).Details()
	}
	for _, d := range details {
		if m, ok := d.(*errdetails.LocalizedMessage); ok {
			return m.GetMessage()
		}
	}
	return ""
}
