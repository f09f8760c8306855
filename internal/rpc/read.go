package rpc

import (
	"math"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/internal/protowire"
)

// A Report collects the content of a failure's details. Its zero value is ready
// to use.
type Report struct {
	code    errcode.Code
	args    []string
	details []pair
	hasInfo bool // whether an ErrorInfo has been read
	fields  []errcode.FieldError
	wait    time.Duration
	hasWait bool
}

// Read reads a detail. If there are several ErrorInfos, the first one with a
// code counts, or else the first one. Unknown details are skipped.
func (p *Report) Read(typeURL string, value []byte, catalogs []*errcode.Catalog) {
	switch typeURL[strings.LastIndexByte(typeURL, '/')+1:] {
	case errorInfo:
		if p.code == nil {
			p.readErrorInfo(value, catalogs)
		}
	case retryInfo:
		if d, ok := readRetryInfo(value); ok && !p.hasWait {
			p.wait, p.hasWait = d, true
		}
	case badRequest:
		if fields, ok := readBadRequest(value); ok && p.fields == nil {
			p.fields = fields
		}
	}
}

func (p *Report) readErrorInfo(value []byte, catalogs []*errcode.Catalog) {
	m, ok := readMetadata(value)
	if !ok {
		return
	}
	code := parseCode(m.code, catalogs)
	switch {
	case code != nil:
		p.code, p.args, p.details = code, m.args[:m.count:m.count], m.rest
	case p.hasInfo:
		return
	default: // of another server, or another program
		p.details = m.all()
	}
	p.hasInfo = true
}

// parseCode reads "leancloud/211". It returns nil if no catalog of that name is
// known.
func parseCode(id string, catalogs []*errcode.Catalog) errcode.Code {
	name, _, found := strings.Cut(id, "/")
	if !found {
		return nil
	}
	for _, c := range catalogs {
		if c.Name() == name {
			code, _ := errcode.ParseCode(id, c)
			return code
		}
	}
	code, _ := errcode.ParseCode(id)
	return code
}

// The metadata of an ErrorInfo, sorted by what they are if there is a code.
type metadata struct {
	code  string
	args  [maxArgs]string
	count int // of args: the highest that is there
	rest  []pair
	size  int
}

// readMetadata reads the metadata of an ErrorInfo. Of an entry that comes twice
// the last one counts. It reports false for what is no ErrorInfo.
func readMetadata(value []byte) (m metadata, ok bool) {
	r := protowire.NewReader(value)
	for r.Next() {
		switch {
		case r.Type != protowire.Bytes || r.Field > 3:
		case r.Field < 3:
			if !utf8.Valid(r.Bytes()) {
				return m, false
			}
		default:
			key, value, ok := readPair(r.Bytes())
			if !ok {
				return m, false
			}
			m.add(key, value)
		}
	}
	return m, r.OK()
}

// add adds an entry, within the limits.
func (m *metadata) add(key, value []byte) {
	if len(key) == 0 || m.size+len(key)+len(value) > maxMetadata {
		return
	}
	m.size += len(key) + len(value)
	if string(key) == codeKey {
		m.code = string(value)
		return
	}
	if i, isArg := argIndex(string(key)); isArg {
		m.args[i] = string(value)
		m.count = max(m.count, i+1)
		return
	}
	for i := range m.rest {
		if m.rest[i].key == string(key) {
			m.rest[i].value = string(value)
			return
		}
	}
	if len(m.rest) < maxPairs {
		m.rest = append(m.rest, pair{string(key), string(value)})
	}
}

// all returns the metadata unchanged.
func (m *metadata) all() []pair {
	all := m.rest
	if m.code != "" {
		all = append(all, pair{codeKey, m.code})
	}
	for i, arg := range m.args[:m.count] {
		if arg != "" {
			all = append(all, pair{argKey(i), arg})
		}
	}
	return all
}

// readPair reads an entry of a map<string, string>.
func readPair(entry []byte) (key, value []byte, ok bool) {
	r := protowire.NewReader(entry)
	for r.Next() {
		if r.Type != protowire.Bytes || r.Field > 2 {
			continue
		}
		if !utf8.Valid(r.Bytes()) {
			return nil, nil, false
		}
		if r.Field == 1 {
			key = r.Bytes()
		} else {
			value = r.Bytes()
		}
	}
	return key, value, r.OK()
}

func readRetryInfo(value []byte) (time.Duration, bool) {
	var d duration
	var found bool
	r := protowire.NewReader(value)
	for r.Next() {
		if r.Field == 1 && r.Type == protowire.Bytes {
			if found = true; !d.merge(r.Bytes()) {
				return 0, false
			}
		}
	}
	return d.value(), found && r.OK()
}

// A duration is a google.protobuf.Duration.
type duration struct {
	seconds int64
	nanos   int32
}

// merge reads a duration, which may come in several parts.
func (d *duration) merge(value []byte) bool {
	r := protowire.NewReader(value)
	for r.Next() {
		switch {
		case r.Type != protowire.Varint:
		case r.Field == 1:
			d.seconds = r.Int64()
		case r.Field == 2:
			d.nanos = r.Int32()
		}
	}
	return r.OK()
}

// value returns the duration, or the longest one that there is.
func (d *duration) value() time.Duration {
	const most = math.MaxInt64/int64(time.Second) - 3 // so that the nanoseconds, of whatever sign, fit too
	return time.Duration(min(max(d.seconds, -most), most))*time.Second + time.Duration(d.nanos)
}
