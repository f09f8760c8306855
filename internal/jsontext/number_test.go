package jsontext_test

import (
	"encoding/json"
	"math"
	"math/big"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/seed85f21a9e/errcode/internal/jsontext"
)

func TestWhole(t *testing.T) {
	for text, want := range map[string]int64{
		"0": 0, "-0": 0, "0.0": 0, "-0.0e5": 0, "0e99999999999999999999": 0, "0e-99999999999999999999": 0, "0.000": 0,
		"7": 7, "-7": -7, "211": 211, "211.0": 211, "2.11e2": 211, "2.11E+2": 211, "21100e-2": 211, "0.00211e5": 211, "0.0000000000211e13": 211,
		"211.00000000000000000000": 211, "211000000000000000000000e-21": 211, "999999999": 999999999, "1000000000": 1000000000, "-999999999": -999999999,
		"2147483647": math.MaxInt32, "-2147483648": math.MinInt32, "2147483647.000": math.MaxInt32, "-2.147483648e9": math.MinInt32, "2e9": 2000000000,
		"1" + strings.Repeat("0", 5000) + "e-5000": 1, "0." + strings.Repeat("0", 4999) + "1e5000": 1,
	} {
		n, ok := jsontext.Whole([]byte(text))
		assert.True(t, ok, text)
		assert.Equal(t, want, n, text)
	}
	for _, text := range []string{
		"211.00000000000000000001", "1e-400", "-1e-400", "2e9999999999", "2e99999999999999999999", "2e-99999999999999999999", "1.5", "0.1", "2.11e1", "21101e-2", "1e10", "9007199254740993e-15",
		"2147483648", "-2147483649", "2147483647.5", "21474836470", "9223372036854775808", "18446744073709551617", "-18446744073709551615", "1e400", strings.Repeat("9", 70000),
		"", " ", "-", "+1", "007", "00", "-01", ".5", "1.", "1.e2", "1e", "1e+", "1e-", "1e1.0", "0x10", "1_000", "--1", "1-", "Infinity", "NaN", "null", `"211"`, "211 ", " 211", "211,", "２１１", "1e5e5", "1.1.1", "[1]",
	} {
		n, ok := jsontext.Whole([]byte(text))
		assert.False(t, ok, "%.30s", text)
		assert.Zero(t, n, "%.30s", text)
	}
}

// whole does what Whole does with numbers as large as it takes.
func whole(text string) (int64, bool) {
	if text == "" || strings.Trim(text, "+-.eE0123456789") != "" || !json.Valid([]byte(text)) {
		return 0, false
	}
	mantissa, exponent, _ := strings.Cut(strings.ToLower(text), "e")
	before, after, _ := strings.Cut(mantissa, ".")
	digits, _ := new(big.Int).SetString(before+after, 10)
	if digits.Sign() == 0 {
		return 0, true
	}
	shift := new(big.Int)
	if exponent != "" {
		shift.SetString(exponent, 10)
	}
	shift.Sub(shift, big.NewInt(int64(len(after))))
	if shift.CmpAbs(big.NewInt(int64(len(text))+20)) > 0 {
		return 0, false // beyond 32 bits by far, or a fraction
	}
	ten := big.NewInt(10)
	power := new(big.Int).Exp(ten, new(big.Int).Abs(shift), nil)
	if shift.Sign() >= 0 {
		digits.Mul(digits, power)
	} else if _, rest := digits.QuoRem(digits, power, new(big.Int)); rest.Sign() != 0 {
		return 0, false
	}
	if !digits.IsInt64() || digits.Int64() < math.MinInt32 || digits.Int64() > math.MaxInt32 {
		return 0, false
	}
	return digits.Int64(), true
}

func FuzzWhole(f *testing.F) {
	for _, text := range []string{
		"211", "-0", "211.0", "2.11e2", "21100e-2", "211.00000000000000000001", "1e-400", "2e9999999999", "0e99999999999999999999", "1e-99999999999999999999",
		"2147483647", "2147483648", "-2147483648", "-2147483649", "007", "+1", ".5", "1.", "1e+", "-", "0.0000000001e10", "10000000000e-10", "1000000000.000e0",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		want, wantOK := whole(text)
		n, ok := jsontext.Whole([]byte(text))
		if n != want || ok != wantOK {
			t.Fatalf("%s: got %d, %t, want %d, %t", text, n, ok, want, wantOK)
		}
	})
}

func BenchmarkWhole(b *testing.B) {
	for _, text := range []string{"211", "-1", "211.0", "2.11e2", "2e9999999999"} {
		b.Run(text, func(b *testing.B) {
			data := []byte(text)
			b.ReportAllocs()
			for b.Loop() {
				intSink, _ = jsontext.Whole(data)
			}
		})
	}
}
