package index

import (
	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/bloom"
	"github.com/cockroachdb/pebble/v2/sstable"
	"github.com/cockroachdb/pebble/v2/sstable/block"
)

// engineFormat is the version of Pebble's files; a later Pebble reads it.
const engineFormat = pebble.FormatTableFormatV6

const blockSize = 32 << 10

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
	o.EnsureDefaults()
	return o
}

// compression of tables. Zstandard makes them a fifth smaller than Snappy and
// costs a tenth of a load's time.
var compression = block.ZstdCompression
