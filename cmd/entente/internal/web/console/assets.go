package console

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"sync"

	"entente/cmd/entente/internal/web/route"
)

//go:embed assets
var assetFiles embed.FS

// assets are the console's files and the hash over all of them, which stands
// in their address: a new program has new addresses, and an old page's module
// never meets a new one's.
var assets = sync.OnceValue(func() (a struct {
	hash  string
	files map[string][]byte
}) {
	sum := sha256.New()
	a.files = map[string][]byte{}
	err := fs.WalkDir(assetFiles, "assets", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := assetFiles.ReadFile(name)
		if err != nil {
			return err
		}
		short := strings.TrimPrefix(name, "assets/")
		a.files[short] = text
		fmt.Fprintf(sum, "%s %d\n", short, len(text))
		sum.Write(text)
		return nil
	})
	if err != nil {
		panic("console: embedded assets: " + err.Error())
	}
	a.hash = hex.EncodeToString(sum.Sum(nil))[:12]
	return a
})

// assetURL is the address of an asset.
func assetURL(name string) (string, error) {
	if _, ok := assets().files[name]; !ok {
		return "", fmt.Errorf("the console has no asset %s", name)
	}
	return "/assets/" + assets().hash + "/" + name, nil
}

func assetRoutes() []route.Route {
	return []route.Route{{Method: "GET", Pattern: "/assets/{hash}/{name...}", Kind: route.Asset, Handle: serveAsset}}
}

// types of assets, by ending: those of the system may be set wrongly.
var assetTypes = map[string]string{
	".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml", ".json": "application/json",
}

func serveAsset(w http.ResponseWriter, r *http.Request) error {
	name := r.PathValue("name")
	text, ok := assets().files[name]
	if !ok {
		return route.NewError(http.StatusNotFound, "there is no such file")
	}
	kind := assetTypes[path.Ext(name)]
	if kind == "" {
		kind = mime.TypeByExtension(path.Ext(name))
	}
	w.Header().Set("Content-Type", kind)
	// A page of an older program may ask for what was: it gets what is, once.
	keep := "no-cache"
	if r.PathValue("hash") == assets().hash {
		keep = "public, max-age=31536000, immutable"
	}
	w.Header().Set("Cache-Control", keep)
	_, err := w.Write(text)
	return err
}
