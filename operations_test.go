package errcode_test

import (
	"slices"
	"testing"

	"github.com/seed85f21a9e/errcode"
	"github.com/stretchr/testify/assert"
)

func TestOperations(t *testing.T) {
	t.Parallel()
	all := errcode.BackendUnexpectedError.Info().ReturnedBy
	data := errcode.BackendLoopDetected.Info().ReturnedBy
	none := errcode.BackendMethodNotSupported.Info().ReturnedBy
	tests := []struct {
		name string
		set  errcode.Operations
		op   errcode.Operations
		want bool
	}{
		{"own bit", errcode.OpLogin, errcode.OpLogin, true},
		{"other bit", errcode.OpLogin, errcode.OpRegisterUser, false},
		{"all bits of the argument", errcode.OpLogin | errcode.OpRegisterUser, errcode.OpLogin | errcode.OpRegisterUser, true},
		{"some bits of the argument", errcode.OpLogin, errcode.OpLogin | errcode.OpRegisterUser, false},
		{"All has an operation", all, errcode.OpRead, true},
		{"All has a group", all, errcode.OpAllData, true},
		{"All has metadata", all, errcode.OpMetadata, true},
		{"data operations have an operation", data, errcode.OpRead, true},
		{"data operations have one by ID", data, errcode.OpDeleteByID, true},
		{"data operations have no login", data, errcode.OpLogin, false},
		{"data operations are not all", data, errcode.OpAllBackend, false},
		{"metadata has fields", errcode.OpMetadata, errcode.OpUpdateField, true},
		{"read operations are two", errcode.OpReadOperations, errcode.OpRead | errcode.OpReadByID, true},
		{"two are the read operations", errcode.OpRead | errcode.OpReadByID, errcode.OpReadOperations, true},
		{"one is not", errcode.OpRead, errcode.OpReadOperations, false},
		{"two names of one operation", errcode.BackendEmailMissing.Info().ReturnedBy, errcode.OpResendVerificationEmail, true},
		{"and back", errcode.BackendOperationNotSupportedForUser.Info().ReturnedBy, errcode.OpResendVerification, true},
		{"All of one vendor lacks the other's", all, errcode.OpAccounts, false},
		{"and back", errcode.OpAllLeanCloud, errcode.OpLogin, false},
		{"LeanCloud's All has its own", errcode.OpAllLeanCloud, errcode.OpSMS | errcode.OpRealtime, true},
		{"realtime has messages", errcode.OpRealtime, errcode.OpMessages, true},
		{"realtime has no SMS", errcode.OpRealtime, errcode.OpSMS, false},
		{"N/A has nothing", none, errcode.OpRead, false},
		{"everything has N/A", none, 0, true},
	}
	for _, tt := range tests {
		assert.Equal(t, tt.want, tt.set.Has(tt.op), tt.name)
	}
	assert.Equal(t, "All", all.String())
	assert.Equal(t, "N/A", none.String())
	assert.Equal(t, "Register user, Update user", errcode.BackendUsernameTaken.Info().ReturnedBy.String())
	assert.Equal(t, "Operations(1<<63)", errcode.Operations(1<<63).String())
	assert.Equal(t, []errcode.Operations{errcode.OpRegisterUser, errcode.OpUpdateUser},
		slices.Collect((errcode.OpUpdateUser | errcode.OpRegisterUser).All()))
	for op := range (errcode.OpRead | errcode.OpLogin).All() {
		assert.Equal(t, errcode.OpRead, op)
		break // an iteration can be left
	}
	for op := errcode.OpCreate; op <= errcode.OpAllLeanCloud; op <<= 1 {
		assert.NotContains(t, op.String(), "Operations(", "every operation has a name")
	}
}
