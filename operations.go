package errcode

import (
	"iter"
	"math/bits"
	"strconv"
	"strings"
)

// Operations is a set of the operations that return a code, one bit each:
// OpRegisterUser|OpUpdateUser. Some of the vendors' groups of operations are
// bits of their own, such as OpAllData, and Has knows what they cover. The zero
// value is the empty set: the request fails before it reaches an operation.
type Operations uint64

// OpCreate to OpAllBackend are operations of Backend Services, in the words of
// the vendor's table of codes.
const (
	OpCreate Operations = 1 << iota
	OpRead
	OpReadByID
	OpDelete
	OpDeleteByID
	OpUpdate
	OpUpdateByID
	OpRegisterUser
	OpUpdateUser
	OpLogin
	OpChangePassword
	OpSetPassword
	OpResetPassword
	OpVerifyUser
	OpResendVerification
	OpLinkUser
	OpUnlinkUser
	OpADFSMetadata
	OpUploadFile
	OpUploadFileBase64
	OpUpdateFileContent
	OpSendEmail
	OpExecuteCloudFunction
	OpUpdateField         // of a content type
	OpSetCloudCode        // of a content type
	OpContentTypeMetadata // all metadata operations for content types

	OpResendVerificationEmail // the vendor's other name of OpResendVerification
	OpReadOperations          // a group: OpRead and OpReadByID
	OpAllData                 // a group: all requests that create, read, update or delete items, users and files
	OpMetadata                // a group: all requests that work with metadata
	OpAllBackend              // a group: all operations of Backend Services
)

// OpAccounts to OpAllLeanCloud are operations of LeanCloud. The vendor's table
// does not name any; these group its codes by what they are about.
const (
	OpAccounts Operations = OpAllBackend << (1 + iota)
	OpSMS
	OpPush
	OpQueryObjects
	OpSaveObjects
	OpFiles
	OpEngine
	OpLeaderboards
	OpSessions      // of realtime messaging
	OpConversations // of realtime messaging
	OpMessages      // of realtime messaging

	OpRealtime     // a group: sessions, conversations and messages
	OpAllLeanCloud // a group: all operations of LeanCloud
)

// What the groups of everything cover, without the groups themselves.
const (
	backendOperations   = OpAllBackend - 1
	leanCloudOperations = OpAllLeanCloud - OpAllBackend<<1
)

// operations has the names of the operations by the position of their bit.
var operations = [...]string{
	"Create", "Read", "Read by ID", "Delete", "Delete by ID", "Update", "Update by ID",
	"Register user", "Update user", "Login", "Change password", "Set password", "Reset password",
	"Verify user", "Resend verification", "Link user", "Unlink user", "AD FS metadata",
	"Upload file", "Upload file (base64)", "Update file content", "Send email",
	"Execute cloud function", "Update field", "Set cloud code", "Metadata operations for content types",
	"Resend verification email", "Read operations", "All data operations", "Metadata operations", "All",
	"Accounts", "SMS", "Push", "Query objects", "Save objects", "Files", "Engine", "Leaderboards",
	"Sessions", "Conversations", "Messages", "Realtime messaging", "All LeanCloud",
}

// groups lists what the groups cover, the groups within them included.
var groups = [...]struct{ group, members Operations }{
	{OpResendVerificationEmail, OpResendVerification},
	{OpReadOperations, OpRead | OpReadByID},
	{OpAllData, OpCreate | OpRead | OpReadByID | OpReadOperations | OpUpdate | OpUpdateByID | OpDelete | OpDeleteByID |
		OpRegisterUser | OpUpdateUser | OpUploadFile | OpUploadFileBase64 | OpUpdateFileContent},
	{OpMetadata, OpUpdateField | OpSetCloudCode | OpContentTypeMetadata},
	{OpAllBackend, backendOperations},
	{OpRealtime, OpSessions | OpConversations | OpMessages},
	{OpAllLeanCloud, leanCloudOperations},
}

// expand adds to o what its groups cover, and the groups that it covers whole.
func (o Operations) expand() Operations {
	for _, g := range groups {
		if o&g.group != 0 {
			o |= g.members
		}
	}
	for _, g := range groups {
		if o&g.members == g.members {
			o |= g.group
		}
	}
	return o
}

// Has reports whether o covers every operation of other, by its own bit or by a
// group: OpAllBackend.Has(OpRead) is true. Every set has the empty one.
func (o Operations) Has(other Operations) bool { return other&^o.expand() == 0 }

// All iterates over the bits of o, groups not expanded, lowest first.
func (o Operations) All() iter.Seq[Operations] {
	return func(yield func(Operations) bool) {
		for ; o != 0; o &= o - 1 {
			if !yield(o & -o) {
				return
			}
		}
	}
}

// String lists the operations in the vendor's words, separated by commas; the
// empty set is "N/A".
func (o Operations) String() string {
	if o == 0 {
		return "N/A"
	}
	var names []string
	for op := range o.All() {
		if i := bits.TrailingZeros64(uint64(op)); i < len(operations) {
			names = append(names, operations[i])
		} else {
			names = append(names, "Operations(1<<"+strconv.Itoa(i)+")")
		}
	}
	return strings.Join(names, ", ")
}
