package jsontext

import (
	"bytes"
	"math"
)

// Whole returns the value of a JSON number that is an integer of 32 bits,
// however it is written: 211, 211.0, 2.11e2 and 21100e-2 are the same, and -0
// is 0. It returns 0 and false for other numbers and for what is not a JSON
// number, such as 007, +1, .5 or "1". Nothing is rounded:
// 211.00000000000000000001 and 1e-400 are not whole. The time depends on the
// length of the text, not on the exponent.
func Whole(number []byte) (int64, bool) {
	if n, ok := fewDigits(number); ok {
		return n, true
	}
	if len(number) == 0 || numberEnd(number, 0) != len(number) {
		return 0, false
	}
	negative := number[0] == '-'
	if negative {
		number = number[1:]
	}
	mantissa, exponent := number, int64(0)
	if e := bytes.IndexAny(number, "eE"); e >= 0 {
		mantissa, exponent = number[:e], exponentOf(number[e+1:])
	}
	point := bytes.IndexByte(mantissa, '.')
	if point < 0 {
		point = len(mantissa)
	}
	n, ok := shifted(mantissa, int64(point)+exponent)
	if negative {
		n = -n
	}
	if !ok || n > math.MaxInt32 {
		return 0, false
	}
	return n, true
}

// fewDigits reads a number of one to nine digits, which nearly all are.
func fewDigits(number []byte) (int64, bool) {
	if len(number) == 0 || len(number) > 9 || number[0] == '0' && len(number) > 1 {
		return 0, false
	}
	n := int64(0)
	for _, b := range number {
		if b < '0' || b > '9' {
			return 0, false
		}
		n = n*10 + int64(b-'0')
	}
	return n, true
}

// exponentOf returns the value of an exponent, limited to a magnitude that
// still exceeds the length of any text.
func exponentOf(s []byte) int64 {
	negative := s[0] == '-'
	if negative || s[0] == '+' {
		s = s[1:]
	}
	n := int64(0)
	for _, b := range s {
		if n < 1<<56 {
			n = n*10 + int64(b-'0')
		}
	}
	if negative {
		return -n
	}
	return n
}

// shifted returns the value of a mantissa with its decimal point after that
// many digits, which may be fewer than none or more than there are. It returns
// false if the value has a fraction or is above 1<<31.
func shifted(mantissa []byte, point int64) (int64, bool) {
	n, at := int64(0), int64(0)
	for _, b := range mantissa {
		if b == '.' {
			continue
		}
		if at >= point && b != '0' {
			return 0, false
		}
		if at < point {
			n = n*10 + int64(b-'0')
		}
		if n > 1<<31 {
			return 0, false
		}
		at++
	}
	for ; at < point && n != 0; at++ {
		n *= 10
		if n > 1<<31 {
			return 0, false
		}
	}
	return n, true
}
