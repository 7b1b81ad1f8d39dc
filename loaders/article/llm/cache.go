package llm

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	openai "github.com/sashabaranov/go-openai"
)

// cache keeps answers as files: DIR/ab/abcdef….json, named by the digest of
// the question. They hold text of articles and are for their owner only. A
// file is one line, the digest of what follows, and the answer as JSON.
type cache struct{ dir string }

func openCache(dir string) (*cache, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("making the cache of answers: %w", err)
	}
	return &cache{dir}, nil
}

// questionKey is the digest of everything an answer depends on: model,
// messages, schema and parameters, and how the answer is read.
func questionKey(q openai.ChatCompletionRequest) (string, error) {
	text, err := json.Marshal(q)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(append([]byte("entente llm "+promptVersion+" temperature 0\n"), text...))
	return hex.EncodeToString(sum[:]), nil
}

func (c *cache) path(key string) string { return filepath.Join(c.dir, key[:2], key+".json") }

// errDamaged says that a file of the cache is not what was written.
var errDamaged = errors.New("damaged")

// get gives the answer to a question; ok is false if there is none. The error
// is errDamaged for a file that must be written anew.
func (c *cache) get(key string) (a answer, ok bool, err error) {
	file, err := os.ReadFile(c.path(key))
	if errors.Is(err, fs.ErrNotExist) {
		return a, false, nil
	}
	if err != nil {
		return a, false, fmt.Errorf("reading an answer from the cache: %w", err)
	}
	head, body, _ := bytes.Cut(file, []byte("\n"))
	if string(head) != digest(key, body) || decode(body, &a) != nil || a.read() != nil {
		return answer{}, false, errDamaged
	}
	return a, true, nil
}

// put writes an answer: whole, or not at all.
func (c *cache) put(key string, a answer) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("keeping an answer in the cache: %w", err)
		}
	}()
	body, err := json.Marshal(a)
	if err != nil {
		return err
	}
	path := c.path(key)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // gone already if all went well
	_, err = f.Write(append([]byte(digest(key, body)+"\n"), body...))
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// digest binds an answer to its question, so that a file under another's name
// is damaged too.
func digest(key string, body []byte) string {
	h := sha256.New()
	h.Write([]byte(key))
	h.Write(body)
	return hex.EncodeToString(h.Sum(nil))
}
