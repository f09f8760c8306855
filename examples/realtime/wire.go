package main

import (
	"errors"
	"unicode/utf8"

	"google.golang.org/protobuf/encoding/protowire"

	"github.com/seed85f21a9e/errcode"
)

// The numbers of commands, ops and fields are those of the vendor's definition,
// message.proto of the npm package leancloud-realtime 4.3.1.
type (
	commandType int32
	opType      int32
)

const (
	cmdSession commandType = 0
	cmdConv    commandType = 1
	cmdDirect  commandType = 2
	cmdAck     commandType = 3
	cmdError   commandType = 7
	cmdRead    commandType = 11
	cmdEcho    commandType = 14
)

const (
	opOpen          opType = 1
	opAdd           opType = 2
	opRemove        opType = 3
	opClose         opType = 4
	opOpened        opType = 5
	opClosed        opType = 6
	opQuery         opType = 7
	opAdded         opType = 10
	opRemoved       opType = 11
	opRefresh       opType = 12
	opRefreshed     opType = 13
	opStart         opType = 30
	opStarted       opType = 31
	opJoined        opType = 32
	opMembersJoined opType = 33
	opLeft          opType = 39
	opMembersLeft   opType = 40
	opResults       opType = 42
	opCount         opType = 43
	opResult        opType = 44
)

// A command is the vendor's GenericCommand, with the fields that this program
// needs. Only the part that belongs to its type is encoded.
type command struct {
	cmd     commandType
	op      opType
	appID   string
	peerID  string
	request int32 // the number of the request, also in the reply; 0: no reply

	session sessionPart
	failure failure // of the command error
	direct  directPart
	ack     ackPart
	conv    convPart
}

type sessionPart struct {
	tag      string // for single-device login
	deviceID string
	token    string
	tokenTTL int32 // seconds
	code     int32 // of the error for which the server closes the session
	reason   string
	detail   string
}

// A failure is what a client sees of an error.
type failure struct {
	code    int32
	reason  string
	appCode int32
	detail  string
	pids    []string // the members it is about
	appMsg  string
}

type directPart struct {
	msg         string
	fromPeerID  string
	timestamp   int64 // in milliseconds
	cid         string
	id          string
	transient   bool
	binaryMsg   []byte
	mentionPids []string
	mentionAll  bool
}

type ackPart struct {
	code    int32 // must be absent on success: the JavaScript client takes 0 for an error
	reason  string
	cid     string
	t       int64
	uid     string // the ID of the message
	appCode int32
	appMsg  string
}

type convPart struct {
	members  []string
	unique   bool
	cid      string
	cdate    string
	initBy   string
	count    int32
	allowed  []string
	failures []failure
	results  object
	where    object
	attr     object
}

// An object is a message with JSON in it.
type object struct{ data string }

// A field is the number of a field and a pointer to its value.
type field struct {
	number protowire.Number
	value  any
}

func (c *command) head() []field {
	return []field{{1, &c.cmd}, {2, &c.op}, {3, &c.appID}, {4, &c.peerID}, {5, &c.request}}
}

// part returns the field of the part that belongs to the type of the command.
func (c *command) part() []field {
	switch c.cmd {
	case cmdSession:
		return []field{{102, &c.session}}
	case cmdError:
		return []field{{103, &c.failure}}
	case cmdDirect:
		return []field{{104, &c.direct}}
	case cmdAck:
		return []field{{105, &c.ack}}
	case cmdConv:
		return []field{{110, &c.conv}}
	}
	return nil
}

func (s *sessionPart) fields() []field {
	return []field{{6, &s.tag}, {7, &s.deviceID}, {10, &s.token}, {11, &s.tokenTTL}, {12, &s.code}, {13, &s.reason}, {16, &s.detail}}
}

func (f *failure) fields() []field {
	return []field{{1, &f.code}, {2, &f.reason}, {3, &f.appCode}, {4, &f.detail}, {5, &f.pids}, {6, &f.appMsg}}
}

func (d *directPart) fields() []field {
	return []field{{1, &d.msg}, {3, &d.fromPeerID}, {4, &d.timestamp}, {11, &d.cid}, {12, &d.id}, {13, &d.transient}, {19, &d.binaryMsg}, {20, &d.mentionPids}, {21, &d.mentionAll}}
}

func (a *ackPart) fields() []field {
	return []field{{1, &a.code}, {2, &a.reason}, {4, &a.cid}, {5, &a.t}, {6, &a.uid}, {11, &a.appCode}, {12, &a.appMsg}}
}

func (c *convPart) fields() []field {
	return []field{{1, &c.members}, {3, &c.unique}, {4, &c.cid}, {5, &c.cdate}, {6, &c.initBy}, {11, &c.count}, {30, &c.allowed}, {31, &c.failures}, {100, &c.results}, {101, &c.where}, {103, &c.attr}}
}

func (o *object) fields() []field { return []field{{1, &o.data}} }

// A message is a value that has fields itself.
type message interface{ fields() []field }

// encode returns the frame of a command.
func (c *command) encode() []byte {
	return appendFields(appendFields(nil, c.head()), c.part())
}

// appendFields appends the fields that are set, and the type and the part of a
// command in any case.
func appendFields(b []byte, fields []field) []byte {
	varint := func(number protowire.Number, v uint64, always bool) {
		if v != 0 || always {
			b = protowire.AppendTag(b, number, protowire.VarintType)
			b = protowire.AppendVarint(b, v)
		}
	}
	bytes := func(number protowire.Number, v []byte, always bool) {
		if len(v) > 0 || always {
			b = protowire.AppendTag(b, number, protowire.BytesType)
			b = protowire.AppendBytes(b, v)
		}
	}
	for _, f := range fields {
		switch v := f.value.(type) {
		case *commandType:
			varint(f.number, uint64(*v), true)
		case *opType:
			varint(f.number, uint64(*v), false)
		case *int32:
			varint(f.number, uint64(int64(*v)), false)
		case *int64:
			varint(f.number, uint64(*v), false)
		case *bool:
			varint(f.number, protowire.EncodeBool(*v), false)
		case *string:
			bytes(f.number, []byte(*v), false)
		case *[]byte:
			bytes(f.number, *v, false)
		case *[]string:
			for _, s := range *v {
				bytes(f.number, []byte(s), true)
			}
		case *[]failure:
			for i := range *v {
				bytes(f.number, appendFields(nil, (*v)[i].fields()), true)
			}
		case *object:
			if v.data != "" {
				bytes(f.number, appendFields(nil, v.fields()), true)
			}
		case message:
			bytes(f.number, appendFields(nil, v.fields()), true)
		}
	}
	return b
}

// parseCommand reads a frame.
func parseCommand(frame []byte) (c command, err error) {
	if err := parseFields(frame, c.head()); err != nil {
		return c, err
	}
	return c, parseFields(frame, c.part())
}

// parseFields reads these fields of a message and skips others.
func parseFields(b []byte, fields []field) error {
	for len(b) > 0 {
		number, wire, n := protowire.ConsumeTag(b)
		if n < 0 {
			return protowire.ParseError(n)
		}
		if !number.IsValid() {
			return errors.New("a field has an invalid number")
		}
		b = b[n:]
		n = protowire.ConsumeFieldValue(number, wire, b)
		if n < 0 {
			return protowire.ParseError(n)
		}
		for _, f := range fields {
			if f.number == number {
				if err := parseValue(f.value, wire, b[:n]); err != nil {
					return err
				}
			}
		}
		b = b[n:]
	}
	return nil
}

// parseValue stores the value of a field.
func parseValue(target any, wire protowire.Type, value []byte) error {
	switch wire {
	case protowire.VarintType:
		v, _ := protowire.ConsumeVarint(value)
		switch t := target.(type) {
		case *commandType:
			*t = commandType(v)
		case *opType:
			*t = opType(v)
		case *int32:
			*t = int32(v)
		case *int64:
			*t = int64(v)
		case *bool:
			*t = protowire.DecodeBool(v)
		}
	case protowire.BytesType:
		v, _ := protowire.ConsumeBytes(value)
		switch t := target.(type) {
		case *string:
			*t = string(v)
			return checkText(v)
		case *[]string:
			*t = append(*t, string(v))
			return checkText(v)
		case *[]byte:
			*t = append([]byte(nil), v...)
		case message:
			return parseFields(v, t.fields())
		}
	}
	return nil
}

// checkText rejects invalid text, because clients drop frames that have it.
func checkText(v []byte) error {
	if !utf8.Valid(v) {
		return errors.New("a string is not valid UTF-8")
	}
	return nil
}

// failureOf returns what AppendRealtimeError shows a client of an error, for
// acks and partial failures, which package errcode does not write.
func failureOf(err error, pids ...string) failure {
	c, _ := parseCommand(errcode.AppendRealtimeError(nil, "", 1, err))
	c.failure.pids = pids
	return c.failure
}
