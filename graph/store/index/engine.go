package index

import (
	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/bloom"
	"github.com/cockroachdb/pebble/v2/sstable"
	"github.com/cockroachdb/pebble/v2/sstable/block"
)

// engineFormat is the version of Pebble's files; a later Pebble reads it.
const engineFormat = pebble.FormatTableFormatV6

// A block is what is read, decompressed and remembered at a time: few answers
// want two values that stand in one.
const blockSize = 8 << 10

// engineOptions are Pebble's settings for reading and writing a store; b
// learns when it gives up.
func engineOptions(b *breaker) *pebble.Options {
	o := &pebble.Options{
		FS:                          watched{files, b},
		FormatMajorVersion:          engineFormat,
		Merger:                      merger,
		Logger:                      b,
		EventListener:               b.listener(),
		DisableTableStats:           true, // read every table in the background, for estimates that are not used
		MemTableSize:                16 << 20,
		MemTableStopWritesThreshold: 4,
		L0CompactionThreshold:       4,
		MaxOpenFiles:                500,
		CompactionConcurrencyRange:  func() (int, int) { return 1, 2 },
	}
	for i := range o.Levels {
		o.Levels[i].BlockSize = blockSize
		o.Levels[i].IndexBlockSize = blockSize
		o.Levels[i].FilterPolicy = bloom.FilterPolicy(10)
		o.Levels[i].Compression = func() *sstable.CompressionProfile { return compression }
	}
	o.Experimental.SpanPolicyFunc = spanPolicy
	o.EnsureDefaults()
	return o
}

// compression of tables. Zstandard makes them a fifth smaller than what is
// read five times as fast; that is for values and their numbers, which every
// answer looks up one by one.
var (
	compression     = block.ZstdCompression
	compressionFast = block.FastestCompression
)

func lookedUp(tag byte) bool { return tag == keyTag || tag == valueTag }

// spanPolicy tells Pebble's compactions the same, key range by key range.
func spanPolicy(start []byte) (policy pebble.SpanPolicy, end []byte, err error) {
	tag := byte(0)
	if len(start) > 0 {
		tag = start[0]
	}
	policy.PreferFastCompression = lookedUp(tag)
	switch {
	case tag < keyTag:
		end = []byte{keyTag}
	case tag == keyTag:
		end = []byte{keyTag + 1}
	case tag < valueTag:
		end = []byte{valueTag}
	}
	return policy, end, nil
}
