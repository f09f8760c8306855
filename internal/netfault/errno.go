//go:build !plan9 && !windows

package netfault

import "syscall"

func ofErrno(err error) Fault {
	e, _ := err.(syscall.Errno)
	switch e {
	case syscall.ECONNREFUSED, syscall.EHOSTUNREACH, syscall.EHOSTDOWN, syscall.ENETUNREACH, syscall.ENETDOWN:
		return Unreachable
	case syscall.ECONNRESET, syscall.ECONNABORTED, syscall.ENETRESET, syscall.EPIPE:
		return Lost
	}
	return None
}
