// Package net is the recurrent network that tags, parses and finds names:
// its parameters, its file, and how it runs. What its outputs mean is said in
// package syntax; how it learns, in the training command.
package net
