//go:build unix

package main

import (
	"bytes"
	"io"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"entente/testdata"
)

// exampleLine is a command in a help text; what follows after three blanks is
// said of it, and lines that stand further in go on saying it.
var exampleLine = regexp.MustCompile(`^   (\S.*?)(   .*)?$`)

// examples are the lines below EXAMPLES of a help text.
func examples(help string) []string {
	_, below, _ := strings.Cut(help, "EXAMPLES\n")
	below, _, _ = strings.Cut(below, "\n\n")
	var lines []string
	for _, line := range strings.Split(below, "\n") {
		if m := exampleLine.FindStringSubmatch(line); m != nil {
			lines = append(lines, m[1])
		}
	}
	return lines
}

// noExample says of examples that no test can run why it cannot.
var noExample = map[string]string{
	"entente copy entente.db postgres://me@db.example.org/press": "wants that server",
	"source <(entente completion zsh)":                           "wants the shell",
	"source <(entente completion bash)":                          "says nothing; TestCompletionScripts and completion.txtar look at it",
}

// exitOf is how examples end that are about ending otherwise than well.
var exitOf = map[string]int{
	"entente gizmo --timeout 1s 'while(true){}'":                                                      1,
	"entente load --date 2021-08-20 sdn.csv":                                                          3, // the sample of the list has a bad row, for other tests
	"entente extract --extractor llm --llm-url http://127.0.0.1:11434/v1 --model qwen3:8b article.md": 3, // the test's model speaks of what the article does not
}

// emptyAnswer is what is said of an answer that has no rows.
var emptyAnswer = regexp.MustCompile(`(?m)^(0 (rows|actors|sources)( \(.*\))?$|no path from )`)

// The store and the files that the examples of all help texts speak of.
func exampleFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	inExampleFolder(t, dir, "entente demo && rm entente-demo.* && cp -r entente.db press.db && entente backup backups/friday")
	if err := os.CopyFS(dir, testdata.Articles); err != nil {
		t.Fatal(err)
	}
	datasets := filepath.Join(root, "testdata", "datasets")
	if err := os.CopyFS(dir, os.DirFS(filepath.Join(datasets, "ofac", "2025"))); err != nil {
		t.Fatal(err)
	}
	copied := func(to, from string) {
		text, err := os.ReadFile(from)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, to)), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, to), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, to := range []string{"article.md", "article.txt", "news/a.md", "news/2026/b.md"} {
		copied(to, filepath.Join(dir, "articles", "muscat-talks.md"))
	}
	copied("alliances.csv", filepath.Join(datasets, "comtrade.csv"))
	copied("testdata/gold/sentences.jsonl", filepath.Join(root, "testdata", "gold", "sentences.jsonl"))
	for name, text := range map[string]string{
		"token":           "correct-horse-battery\n",
		"question.js":     `g.V("<actor:iran>").out("<rel:trades-with>").all()`,
		"names.txt":       "Iran\nthe EU\n",
		"documents.jsonl": `{"id":"1","date":"2026-02-07","title":"Talks","publisher":"Gulf Post","url":"https://example.org/1","text":"Oman mediates between Iran and the United States."}` + "\n",
		"gold.jsonl":      "",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	copied("gold.jsonl", filepath.Join(dir, "testdata", "gold", "sentences.jsonl"))
	inExampleFolder(t, dir, "mkdir -p .config/fish/completions; entente extract article.md > claims.jsonl; entente extract --format yaml article.md > claims.yaml; entente export --format nquads -o graph.nq")
	return dir
}

// inExampleFolder runs a line of a shell; it gives what it says on both
// streams, and how it ended.
func inExampleFolder(t *testing.T, dir, line string) (stdout, stderr string, code int) {
	t.Helper()
	cmd := exec.Command("sh", "-c", line)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "HOME="+dir, "NO_COLOR=1", "ENTENTE_DB=", "ENTENTE_LLM_KEY=right")
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return out.String(), said.String(), cmd.ProcessState.ExitCode()
}

// TestHelpExamples runs every example of every help text against the demo's
// store, those of one command in order in one folder: each ends well, and
// shows something, writes a file or says what it did.
func TestHelpExamples(t *testing.T) {
	template := exampleFolder(t)
	endpoint := httptest.NewServer(&model{})
	t.Cleanup(endpoint.Close) // once the examples that run side by side have ended
	tried := 0
	for _, c := range newApp(&terminal{in: os.Stdin, out: io.Discard, err: io.Discard}).Commands {
		lines := examples(c.Description)
		if len(lines) == 0 {
			t.Errorf("entente %s --help has no examples", c.Name)
		}
		tried += len(lines)
		if c.Name == "serve" {
			continue // TestServeExamples
		}
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			if err := os.CopyFS(dir, os.DirFS(template)); err != nil {
				t.Fatal(err)
			}
			switch c.Name {
			case "split":
				inExampleFolder(t, dir, "entente merge 'ballistic missile programme' 'missile programme'")
			case "extract":
				inExampleFolder(t, dir, "rm claims.*")
			case "restore", "verify":
				inExampleFolder(t, dir, "entente backup backups/monday")
			}
			for _, line := range lines {
				if why, ok := noExample[line]; ok {
					t.Logf("%s: not run: %s", line, why)
					continue
				}
				run := strings.ReplaceAll(line, "http://127.0.0.1:11434/v1", endpoint.URL+"/v1")
				var server *served
				if strings.Contains(line, "--server http://127.0.0.1:64210/") {
					server = serve(t, "--db", filepath.Join(dir, "entente.db"), "--read-write", "--token-file", filepath.Join(dir, "token"))
					run = strings.ReplaceAll(line, "http://127.0.0.1:64210/", server.url)
				}
				before := names(t, dir)
				out, said, code := inExampleFolder(t, dir, run)
				if server != nil { // it has the store until it ends
					_ = server.Process.Kill()
					<-server.said
					_ = server.Wait()
				}
				if code != exitOf[line] {
					t.Errorf("%s: ends with %d\n%s%s", line, code, out, said)
				}
				switch {
				case emptyAnswer.MatchString(said):
					t.Errorf("%s: shows nothing: %s", line, said)
				case out+said == "" && names(t, dir) == before:
					t.Errorf("%s: says nothing and does nothing", line)
				}
			}
		})
	}
	if tried < 60 {
		t.Errorf("only %d examples found", tried)
	}
}

// names lists the files of a folder.
func names(t *testing.T, dir string) string {
	t.Helper()
	var all strings.Builder
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		all.WriteString(path + "\n")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}

// TestServeExamples starts every server of the help of entente serve, on
// ports that are free, and stops it.
func TestServeExamples(t *testing.T) {
	dir := exampleFolder(t)
	tools := t.TempDir()
	opened := filepath.Join(dir, "opened")
	if err := os.WriteFile(filepath.Join(tools, "xdg-open"), []byte("#!/bin/sh\necho \"$1\" > "+opened+"\n"), 0o777); err != nil {
		t.Fatal(err)
	}
	port := regexp.MustCompile(`:\d+`)
	for _, line := range examples(serveCommand(&terminal{}).Description) {
		if !strings.Contains(line, "--addr") {
			line += " --addr 127.0.0.1:0"
		}
		cmd := exec.Command("sh", "-c", "exec "+port.ReplaceAllString(line, ":0"))
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "PATH="+tools+":"+os.Getenv("PATH"), "ENTENTE_DB=", "BROWSER=")
		said, err := cmd.StderrPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		stop := time.AfterFunc(60*time.Second, func() { _ = cmd.Process.Kill() })
		text, serving := new(strings.Builder), false
		one := make([]byte, 1)
		for {
			if _, err := said.Read(one); err != nil {
				break
			}
			text.Write(one)
			if !serving && one[0] == '\n' && strings.Contains(text.String(), `"msg":"serving"`) {
				serving = true
				_ = cmd.Process.Signal(syscall.SIGTERM)
			}
		}
		if err := cmd.Wait(); err != nil || !serving {
			t.Errorf("%s: %v\n%s", line, err, text)
		}
		stop.Stop()
	}
	if _, err := os.Stat(opened); err != nil {
		t.Errorf("serve --open opened nothing: %v", err)
	}
}
