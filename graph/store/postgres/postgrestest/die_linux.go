package postgrestest

import "syscall"

// dieWithParent ends the server with tests that are killed.
func dieWithParent(a *syscall.SysProcAttr) { a.Pdeathsig = syscall.SIGQUIT }
