//go:build !unix

package peak

import "os"

func Of(*os.ProcessState) float64 { return 0 }
