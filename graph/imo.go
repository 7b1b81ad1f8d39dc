package graph

// IMOShip tells whether a number is one of a ship by its check digit: the
// last digit of 7·a+6·b+5·c+4·d+3·e+2·f. None of a ship begins with 0.
func IMOShip(number string) bool {
	d, ok := sevenDigits(number)
	return ok && d[0] != 0 && (7*d[0]+6*d[1]+5*d[2]+4*d[3]+3*d[4]+2*d[5])%10 == d[6]
}

// IMOCompany tells whether a number is one of a company or registered owner,
// which have seven digits too and another check digit, and may begin with 0.
// One ship's number in eleven passes for one too.
func IMOCompany(number string) bool {
	d, ok := sevenDigits(number)
	return ok && (11-(8*d[0]+6*d[1]+4*d[2]+2*d[3]+9*d[4]+7*d[5])%11)%10 == d[6]
}

func sevenDigits(number string) (d [7]int, ok bool) {
	if len(number) != len(d) {
		return d, false
	}
	for i := range d {
		if number[i] < '0' || number[i] > '9' {
			return d, false
		}
		d[i] = int(number[i] - '0')
	}
	return d, true
}
