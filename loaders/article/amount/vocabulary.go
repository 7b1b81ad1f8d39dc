package amount

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"

	"entente/loaders/article/amount/numeral"
	"entente/loaders/article/syntax"
)

//go:embed currencies.yaml
var currenciesYAML []byte

//go:embed units.yaml
var unitsYAML []byte

// Reader finds amounts. It is safe for concurrent use.
type Reader struct {
	numbers *numeral.Table

	signs      map[string]string   // "US$", as written → ISO 4217
	before     map[string]string   // "Rs", as written → ISO 4217
	codes      map[string]bool     // ISO 4217
	currencies map[string]currency // by its name in lower case
	units      map[string][]unit   // by first word, longest first

	notCounted, between, casualties, casualtyVerbs, labels, doubtful, plurals, changes map[string]bool

	per, adverbs map[string]string
	bounds       map[string][]bound // by last word
	boundsBehind map[string][]bound // by first word
}

type currency struct {
	code string            // of the bare word; "" for none
	of   map[string]string // by adjective
}

type unit struct {
	name   string
	words  []string
	factor float64
	rate   bool
	cased  bool
}

type bound struct {
	words []string
	bound Bound
}

// Load returns the reader of the built-in units. The first call reads them.
func Load() (*Reader, error) { return loadOnce() }

var loadOnce = sync.OnceValues(load)

func load() (*Reader, error) {
	numbers, err := numeral.New()
	if err != nil {
		return nil, err
	}
	r := &Reader{numbers: numbers}
	if err := r.loadCurrencies(); err != nil {
		return nil, fmt.Errorf("currencies.yaml: %w", err)
	}
	if err := r.loadUnits(); err != nil {
		return nil, fmt.Errorf("units.yaml: %w", err)
	}
	return r, nil
}

func (r *Reader) loadCurrencies() error {
	var file struct {
		Signs  map[string]string `yaml:"signs"`
		Before map[string]string `yaml:"before"`
		Codes  []string          `yaml:"codes"`
		Names  []struct {
			Words []string          `yaml:"words"`
			Code  string            `yaml:"code"`
			Of    map[string]string `yaml:"of"`
		} `yaml:"names"`
	}
	if err := yaml.UnmarshalWithOptions(currenciesYAML, &file, yaml.Strict()); err != nil {
		return err
	}
	r.signs, r.before, r.codes = file.Signs, file.Before, setOf(file.Codes)
	r.currencies = make(map[string]currency)
	for _, name := range file.Names {
		for _, word := range name.Words {
			if _, twice := r.currencies[word]; twice {
				return fmt.Errorf("currency %q stands there twice", word)
			}
			r.currencies[word] = currency{code: name.Code, of: name.Of}
		}
	}
	return nil
}

func (r *Reader) loadUnits() error {
	var file struct {
		Units []struct {
			Unit   string   `yaml:"unit"`
			Words  []string `yaml:"words"`
			Factor float64  `yaml:"factor"`
			Rate   bool     `yaml:"rate"`
			Cased  bool     `yaml:"cased"`
		} `yaml:"units"`
		NotCounted    []string            `yaml:"not_counted"`
		Between       []string            `yaml:"between"`
		Casualties    []string            `yaml:"casualties"`
		CasualtyVerbs []string            `yaml:"casualty_verbs"`
		Labels        []string            `yaml:"labels"`
		Bounds        map[string][]string `yaml:"bounds"`
		Behind        map[string][]string `yaml:"bounds_behind"`
		Per           map[string]string   `yaml:"per"`
		Adverbs       map[string]string   `yaml:"adverbs"`
		Doubtful      []string            `yaml:"doubtful"`
		Plurals       []string            `yaml:"plurals"`
		Changes       []string            `yaml:"changes"`
	}
	if err := yaml.UnmarshalWithOptions(unitsYAML, &file, yaml.Strict()); err != nil {
		return err
	}
	r.units = make(map[string][]unit)
	for _, u := range file.Units {
		for _, words := range u.Words {
			made := unit{name: u.Unit, factor: u.Factor, rate: u.Rate, cased: u.Cased}
			if made.factor == 0 {
				made.factor = 1
			}
			for _, p := range numeral.Split([]syntax.Token{{Text: words, End: len(words)}}) {
				if p.Word != " " {
					made.words = append(made.words, p.Word)
				}
			}
			first := made.words[0]
			if made.cased {
				made.words = []string{words}
				first = strings.ToLower(words)
			}
			r.units[first] = append(r.units[first], made)
		}
	}
	r.notCounted, r.between, r.labels = setOf(file.NotCounted), setOf(file.Between), setOf(file.Labels)
	r.per, r.adverbs, r.doubtful, r.plurals = file.Per, file.Adverbs, setOf(file.Doubtful), setOf(file.Plurals)
	r.changes = setOf(file.Changes)
	r.casualties, r.casualtyVerbs = setOf(file.Casualties), setOf(file.CasualtyVerbs)
	r.bounds, r.boundsBehind = make(map[string][]bound), make(map[string][]bound)
	for _, b := range []Bound{About, AtLeast, AtMost} {
		for _, phrase := range file.Bounds[string(b)] {
			words := strings.Fields(phrase)
			last := words[len(words)-1]
			r.bounds[last] = append(r.bounds[last], bound{words, b})
		}
		for _, phrase := range file.Behind[string(b)] {
			words := strings.Fields(phrase)
			r.boundsBehind[words[0]] = append(r.boundsBehind[words[0]], bound{words, b})
		}
	}
	return nil
}

func setOf(words []string) map[string]bool {
	set := make(map[string]bool, len(words))
	for _, w := range words {
		set[w] = true
	}
	return set
}
