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
		FS:                 watched{files, b},
		FormatMajorVersion: engineFormat,
		Merger:             merger,
		Logger:             b,
		EventListener:      b.listener(),
		DisableTableStats:  true, // read every table in the background, for estimates that are not used
		// What memtables take, Pebble takes from the cache: with 16 MB each no
		// filter stayed in it while a process loaded one source after another, and
		// each value that was looked up read one from the disk.
		MemTableSize:                4 << 20,
		MemTableStopWritesThreshold: 4,
		// So small, they pile up deeper before they are merged: merged four by
		// four, the sources of many loads took a quarter more work.
		L0CompactionThreshold:      12,
		L0StopWritesThreshold:      40,
		MaxOpenFiles:               500,
		CompactionConcurrencyRange: func() (int, int) { return 1, 2 },
	}
	for i := range o.Levels {
		o.Levels[i].BlockSize = blockSize
		o.Levels[i].IndexBlockSize = blockSize
		o.Levels[i].FilterPolicy = bloom.FilterPolicy(10)
		o.Levels[i].Compression = func() *sstable.CompressionProfile { return compression }
	}
	o.Levels[0].Compression = func() *sstable.CompressionProfile { return compressionFast }
	o.Experimental.SpanPolicyFunc = spanPolicy
	o.EnsureDefaults()
	return o
}

// compression of tables: of their blocks of data, for in Go each kind of block
// that Zstandard packs takes another 20 MB while the table is written, and the
// others are few and read all the time. Zstandard makes them a fifth smaller than what is
// read five times as fast; that is for values and their numbers, which every
// answer looks up one by one, and for what was just written: in Go Zstandard
// needs 16 MB to write a table, however small. Ties are read by the thousand,
// and what unpacks Zstandard is made anew for every block: they pay for what
// reads faster by a level of Zstandard that takes loads longer.
var (
	compression     = at(block.ZstdCompression, block.ZstdCompression.DataBlocks.Level)
	compressionLoad = at(block.ZstdCompression, 7)
	compressionTies = at(block.MinLZCompression, 2)
	compressionFast = block.FastestCompression
)

// at is a profile with data at a level of its algorithm.
func at(p *sstable.CompressionProfile, level uint8) *sstable.CompressionProfile {
	other := *p
	other.DataBlocks.Level = level
	other.OtherBlocks = block.FastestCompression.OtherBlocks
	return &other
}

func lookedUp(tag byte) bool { return tag == keyTag || tag == valueTag || tag == tieTag }

// spanPolicy tells Pebble's compactions the same, key range by key range; to them
// ties are what values are.
func spanPolicy(start []byte) (policy pebble.SpanPolicy, end []byte, err error) {
	tag := byte(0)
	if len(start) > 0 {
		tag = start[0]
	}
	policy.PreferFastCompression = lookedUp(tag)
	switch {
	case lookedUp(tag):
		end = []byte{tag + 1}
	case tag < tieTag:
		end = []byte{tieTag}
	case tag < keyTag:
		end = []byte{keyTag}
	case tag < valueTag:
		end = []byte{valueTag}
	}
	return policy, end, nil
}
