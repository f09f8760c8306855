package errcode_test

import (
	"encoding/csv"
	"fmt"
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode"
)

// A catalogFile is where a catalog stands: its data as the vendor gives it,
// and its source.
type catalogFile struct {
	catalog *errcode.Catalog
	data    string
	source  string
	prefix  string
}

var catalogFiles = []catalogFile{
	{errcode.Backend, "testdata/backend.tsv", "backend.go", "Backend"},
	{errcode.LeanCloud, "testdata/leancloud.tsv", "leancloud.go", "LeanCloud"},
	{errcode.Realtime, "testdata/realtime.tsv", "realtime.go", "Realtime"},
}

// A dataRow is a line of a catalog's data: its columns by name, and which of
// several rows of its number it is.
type dataRow struct {
	columns map[string]string
	number  int
	variant int
}

func readData(t *testing.T, file string) []dataRow {
	t.Helper()
	f, err := os.Open(file)
	require.NoError(t, err)
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma = '\t'
	r.LazyQuotes = true
	r.FieldsPerRecord = 0
	lines, err := r.ReadAll()
	require.NoError(t, err)
	seen := make(map[int]int)
	var rows []dataRow
	for _, line := range lines[1:] {
		row := dataRow{columns: make(map[string]string)}
		for i, name := range lines[0] {
			row.columns[name] = line[i]
		}
		row.number, err = strconv.Atoi(row.columns["number"])
		require.NoError(t, err)
		row.variant = seen[row.number]
		seen[row.number]++
		rows = append(rows, row)
	}
	return rows
}

// vendorOperations turns the vendor's column into the words that Operations
// prints, in alphabetical order: without the marks of the footnotes, and with
// one name for what the table calls by two.
func vendorOperations(column string) []string {
	names := strings.Split(strings.NewReplacer("*", "", "†", "").Replace(column), ", ")
	slices.Sort(names)
	return names
}

func TestCatalogsAreTheVendorsData(t *testing.T) {
	t.Parallel()
	for _, file := range catalogFiles {
		t.Run(file.catalog.Name(), func(t *testing.T) {
			rows := readData(t, file.data)
			codes := slices.Collect(file.catalog.All())
			assert.Equal(t, len(rows), file.catalog.Len())
			require.Equal(t, len(rows), len(codes), "the catalog and its data have a different number of rows")
			for i, row := range rows {
				name := fmt.Sprintf("row %d, number %d.%d", i+1, row.number, row.variant)
				info := codes[i].Info()
				assert.Equal(t, row.number, codes[i].Number(), name)
				text, err := codes[i].(interface{ MarshalText() ([]byte, error) }).MarshalText()
				require.NoError(t, err)
				want := fmt.Sprintf("%s/%d", file.catalog.Name(), row.number)
				if row.variant > 0 {
					want += fmt.Sprintf(".%d", row.variant)
				}
				assert.Equal(t, want, string(text), name)
				assert.Equal(t, row.columns["message"], codes[i].Message(), name)
				checkStatus(t, name, file, row, info)
				if want, ok := row.columns["description"]; ok {
					assert.Equal(t, want, info.Description, name)
				}
				if column, ok := row.columns["returned_by"]; ok {
					got := strings.Split(info.ReturnedBy.String(), ", ")
					slices.Sort(got)
					assert.Equal(t, vendorOperations(column), got, name)
				}
			}
		})
	}
}

// checkStatus compares a status and its source with the data's; where the data
// has none, with the rules by which it is inferred.
func checkStatus(t *testing.T, name string, file catalogFile, row dataRow, info errcode.Info) {
	t.Helper()
	given := row.columns["http_status"]
	source, hasSource := row.columns["status_source"]
	switch {
	case given == "":
		source = "inferred"
	case !hasSource:
		source = "documented"
	}
	assert.Equal(t, source, info.StatusSource.String(), name)
	if given != "" {
		assert.Equal(t, given, strconv.Itoa(info.HTTPStatus), name)
	}
	if file.catalog == errcode.Realtime {
		want := info.Kind.HTTPStatus()
		if info.Kind == errcode.KindResourceExhausted && !info.Retryable {
			want = 403 // generic clients repeat 429, and a quota does not refill by waiting
		}
		assert.Equal(t, want, info.HTTPStatus, name)
	}
	assert.GreaterOrEqual(t, info.HTTPStatus, 400, name)
	assert.LessOrEqual(t, info.HTTPStatus, 599, name)
}

func TestInferredStatuses(t *testing.T) {
	t.Parallel()
	want := map[errcode.Code]int{
		errcode.BackendDatabaseError:                500,
		errcode.BackendInvalidAppID:                 400,
		errcode.BackendInvalidContentTypeHeader:     400,
		errcode.BackendContentTypeNotFound:          404,
		errcode.BackendUnsupportedContentTypeHeader: 415,
		errcode.BackendLoopDetected:                 508,
		errcode.LeanCloudInternalServerError:        500,
		errcode.LeanCloudDatabaseError:              500,
		errcode.LeanCloudInsertFailed:               400,
		errcode.LeanCloudStorageOperationFailed:     500,
		errcode.LeanCloudUploadRateLimitExceeded:    429,
		errcode.LeanCloudHookRateLimitExceeded:      429,
		errcode.LeanCloudServerInMaintenance:        503,
		errcode.LeanCloudTemporarilyUnavailable:     503,
		errcode.LeanCloudCouldNotConnect:            502,
		errcode.LeanCloudConnectionFailed:           502,
		errcode.LeanCloudOperationTimedOut:          504,
		errcode.LeanCloudPayloadTooLarge:            413,
		errcode.LeanCloudUsernameMissing:            400,
		errcode.RealtimeConversationNotFound:        404,
		errcode.RealtimeMessageSentQuotaExceeded:    429,
		errcode.RealtimeAppQuotaExceeded:            403,
	}
	for code, status := range want {
		assert.Equal(t, status, code.HTTPStatus(), "%s", code.Info().Name)
		assert.Equal(t, errcode.StatusInferred, code.Info().StatusSource, "%s", code.Info().Name)
	}
}

// Every number is looked up to its first row, every name to its own.
func TestLookup(t *testing.T) {
	t.Parallel()
	for _, file := range catalogFiles {
		for code := range file.catalog.All() {
			info := code.Info()
			found, ok := file.catalog.Lookup(code.Number())
			require.True(t, ok)
			assert.Equal(t, code.Number(), found.Number())
			assert.ErrorIs(t, code, found, "a row is its number's first one, or a variant of it")
			for _, name := range []string{info.Name, file.prefix + info.Name} {
				found, ok = file.catalog.ByName(name)
				require.True(t, ok, name)
				assert.Equal(t, code, found)
			}
			assert.Equal(t, code, info.Code)
			assert.True(t, info.Known)
			assert.Same(t, file.catalog, code.Catalog())
			assert.NotEmpty(t, info.Description)
		}
		for _, number := range []int{-1, 2, 99999, -2147483648, 2147483647} {
			code, ok := file.catalog.Lookup(number)
			assert.False(t, ok)
			assert.Equal(t, number, code.Number())
			assert.False(t, code.Info().Known)
			assert.Equal(t, 400, code.HTTPStatus())
		}
		for _, wide := range []int64{2147483648, -2147483649} {
			number := int(wide)
			if int64(number) != wide {
				continue // an int has 32 bits here
			}
			code, ok := file.catalog.Lookup(number)
			assert.False(t, ok)
			assert.Nil(t, code)
		}
		for _, name := range []string{"", file.prefix, "Nothing", file.prefix + "Nothing", "userNotFound"} {
			code, ok := file.catalog.ByName(name)
			assert.False(t, ok, name)
			assert.Nil(t, code)
		}
	}
}

func TestLookupsDoNotAllocate(t *testing.T) {
	for name, f := range map[string]func(){
		"status":  func() { sink = errcode.RealtimeConversationNotFound.HTTPStatus() },
		"message": func() { stringSink = errcode.RealtimeConversationNotFound.Message() },
		"info":    func() { infoSink = errcode.BackendDuplicateKey.Info() },
		"lookup":  func() { codeSink, boolSink = errcode.Realtime.Lookup(4303) },
		"unknown": func() { sink = errcode.LeanCloudCode(987654).HTTPStatus() },
	} {
		assert.Zero(t, testing.AllocsPerRun(100, f), name)
	}
}

var (
	sink     int
	infoSink errcode.Info
)

// The source itself: what a reader of a catalog's file can rely on.
func TestCatalogueSources(t *testing.T) {
	t.Parallel()
	identifiers := make(map[string]bool)
	for _, file := range catalogFiles {
		t.Run(file.source, func(t *testing.T) {
			fset := token.NewFileSet()
			f, err := parser.ParseFile(fset, file.source, nil, parser.ParseComments)
			require.NoError(t, err)
			constants := sourceConstants(t, f, file.prefix+"Code")
			data := readData(t, file.data)
			require.Equal(t, len(data), len(constants), "one constant a row")
			keys := sourceRows(f)
			require.Equal(t, len(constants), len(keys), "one row in the table for each constant")
			for i, c := range constants {
				assert.Equal(t, c.name, keys[i].code, "the table stands in the order of the constants")
				assert.Equal(t, file.prefix+keys[i].name, c.name, "the row's name is the constant's without prefix")
				assert.Equal(t, int64(data[i].number)+int64(data[i].variant)<<32, c.value, "%s: the vendor's order, and a variant above bit 32", c.name)
				assert.False(t, identifiers[c.name], "%s is declared twice", c.name)
				identifiers[c.name] = true
				prefix := fmt.Sprintf("%s (%d): ", c.name, data[i].number)
				assert.True(t, strings.HasPrefix(c.doc, prefix), "the comment of %s starts with %q", c.name, prefix)
				assert.Regexp(t, `[.]$`, c.doc, "the comment of %s is a sentence", c.name)
				assert.Regexp(t, regexp.MustCompile(`^`+file.prefix+`[A-Z][A-Za-z0-9]*$`), c.name)
				assert.NotRegexp(t, `(Id|Url|Acl|Sms|Json|Api)([A-Z]|$)`, c.name, "initialisms in Go style")
			}
		})
	}
}

type sourceConstant struct {
	name, doc string
	value     int64
}

// sourceConstants lists the constants of a type, in their order.
func sourceConstants(t *testing.T, f *ast.File, typeName string) []sourceConstant {
	t.Helper()
	var list []sourceConstant
	for _, decl := range f.Decls {
		gen, ok := decl.(*ast.GenDecl)
		if !ok || gen.Tok != token.CONST {
			continue
		}
		for _, spec := range gen.Specs {
			spec := spec.(*ast.ValueSpec)
			if ident, ok := spec.Type.(*ast.Ident); !ok || ident.Name != typeName {
				continue
			}
			require.Len(t, spec.Names, 1, "one constant a line")
			list = append(list, sourceConstant{
				name:  spec.Names[0].Name,
				doc:   strings.Join(strings.Fields(spec.Doc.Text()), " "),
				value: constantValue(t, spec.Values[0]),
			})
		}
	}
	return list
}

// constantValue evaluates the expression of a constant: a number, or a number
// and a variant.
func constantValue(t *testing.T, expr ast.Expr) int64 {
	t.Helper()
	source := strings.ReplaceAll(types.ExprString(expr), "variantShift", "32")
	tv, err := types.Eval(token.NewFileSet(), nil, token.NoPos, source)
	require.NoError(t, err)
	value, exact := constant.Int64Val(tv.Value)
	require.True(t, exact)
	return value
}

type sourceRow struct{ code, name string }

// sourceRows lists the rows of a catalog's table, in their order.
func sourceRows(f *ast.File) []sourceRow {
	var rows []sourceRow
	ast.Inspect(f, func(n ast.Node) bool {
		lit, ok := n.(*ast.CompositeLit)
		if !ok {
			return true
		}
		var row sourceRow
		for _, elt := range lit.Elts {
			kv, ok := elt.(*ast.KeyValueExpr)
			if !ok {
				continue
			}
			switch types.ExprString(kv.Key) {
			case "code":
				row.code = types.ExprString(kv.Value)
			case "name":
				row.name, _ = strconv.Unquote(types.ExprString(kv.Value))
			}
		}
		if row.code != "" && row.name != "" {
			rows = append(rows, row)
		}
		return true
	})
	return rows
}

// The same condition has the same kind in every catalog, and Retryable follows
// its rule: time alone can cure only what is unavailable, out of time or limited.
func TestKindsAndRetryability(t *testing.T) {
	t.Parallel()
	for _, file := range catalogFiles {
		for code := range file.catalog.All() {
			info := code.Info()
			assert.NotEqual(t, errcode.KindUnknown, info.Kind, "%v has a kind", code)
			switch info.Kind {
			case errcode.KindUnavailable, errcode.KindDeadlineExceeded:
				assert.True(t, info.Retryable, "%v: waiting cures it", code)
			case errcode.KindResourceExhausted:
			default:
				assert.False(t, info.Retryable, "%v: waiting does not cure it", code)
			}
		}
	}
	same := [][]errcode.Code{
		{errcode.BackendUsernameTaken, errcode.LeanCloudUsernameTaken},
		{errcode.BackendEmailTaken, errcode.LeanCloudEmailTaken, errcode.LeanCloudMobilePhoneNumberTaken},
		{errcode.BackendDuplicateKey, errcode.LeanCloudDuplicateValue},
		{errcode.BackendInvalidCredentials, errcode.LeanCloudUsernamePasswordMismatch},
		{errcode.BackendUserNotFound, errcode.LeanCloudUserNotFound},
		{errcode.BackendDatabaseError, errcode.LeanCloudDatabaseError},
		{errcode.BackendUnexpectedError, errcode.LeanCloudInternalServerError, errcode.RealtimeInternalError},
		{errcode.BackendRequestTimeout, errcode.LeanCloudTimeout, errcode.RealtimeSendMessageTimeout},
		{errcode.BackendCloudCodeTimeout, errcode.LeanCloudEngineTimeout},
		{errcode.BackendCanceledByCloudCode, errcode.LeanCloudCloudCodeValidationFailed, errcode.RealtimeMessageRejectedByApp},
		{errcode.BackendAccessTokenExpired, errcode.RealtimeSessionTokenExpired},
		{errcode.BackendApplicationInMaintenance, errcode.LeanCloudServerInMaintenance},
		{errcode.BackendUnauthorized, errcode.LeanCloudUnauthorized, errcode.LeanCloudSessionMissing, errcode.RealtimeSessionRequired},
		{errcode.LeanCloudPayloadTooLarge, errcode.LeanCloudObjectTooLarge, errcode.RealtimeFrameTooLong},
		{errcode.BackendDataLinkServerError, errcode.LeanCloudSMSSendingFailed, errcode.RealtimeConversationAPIFailed}, // an upstream failed
		{ // a switch is off
			errcode.BackendFeatureNotEnabled, errcode.RealtimeAppNotAvailable, errcode.RealtimeConversationMemberInfoFeatureDisabled,
			errcode.RealtimeMessageEditDisabled, errcode.RealtimeMessageRecallDisabled, errcode.RealtimeBlacklistFeatureDisabled,
		},
		{errcode.RealtimeLoginTimeout, errcode.RealtimeSessionRequired},
	}
	for _, codes := range same {
		for _, code := range codes[1:] {
			assert.Equal(t, codes[0].Info().Kind, code.Info().Kind, "%v and %v", codes[0], code)
		}
	}
	for code, retryable := range map[errcode.Code]bool{
		errcode.LeanCloudTooManyRequests:             true,
		errcode.LeanCloudTooManyLoginAttempts:        true,
		errcode.RealtimeMessageSentQuotaExceeded:     true,
		errcode.LeanCloudQuotaExceeded:               false,
		errcode.LeanCloudInsufficientBalance:         false,
		errcode.RealtimeAppQuotaExceeded:             false,
		errcode.RealtimeConversationAPIQuotaExceeded: false,
		errcode.RealtimeLoginTimeout:                 false,
		errcode.RealtimeReadTimeout:                  true,
		errcode.RealtimeFrameTooLong:                 false,
		errcode.RealtimeUnparseableRawMessage:        false,
		errcode.RealtimeInternalError:                false,
		errcode.BackendAccountQuotaLimited:           false,
		errcode.RealtimeConversationFull:             false,
	} {
		assert.Equal(t, retryable, code.Info().Retryable, "%v", code)
	}
}
