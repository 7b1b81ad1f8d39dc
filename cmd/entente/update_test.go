package main

import "flag"

var update = flag.Bool("update", false, "write golden files and script outputs anew")
