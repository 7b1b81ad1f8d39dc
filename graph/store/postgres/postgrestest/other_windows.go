package postgrestest

import (
	"os"
	"os/exec"
)

var quit = os.Kill

func asOther(*exec.Cmd) error { return nil }
