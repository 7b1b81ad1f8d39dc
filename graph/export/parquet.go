package export

import (
	"context"
	"io"
	"time"

	pq "github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"

	"entente/graph"
)

var parquet = Format{
	Name:  "parquet",
	Ext:   ".parquet",
	MIME:  "application/vnd.apache.parquet",
	Title: "Parquet: one claim a row with typed columns, for DuckDB, pandas, Polars, Spark, R",
	Loses: "other names and codes of actors, where in the quote they are mentioned",
	Write: byID(writeParquet, once),
}

// parquetRow has the columns of the CSV, typed: days are dates, and what is
// not said is null.
type parquetRow struct {
	Subject     string   `parquet:"subject,dict"`
	Relation    string   `parquet:"relation,dict"`
	Object      string   `parquet:"object,dict"`
	Status      string   `parquet:"status,dict"`
	Time        *string  `parquet:"time,optional"`
	Earliest    *int32   `parquet:"earliest,optional,date"`
	Latest      *int32   `parquet:"latest,optional,date"`
	Amount      *float64 `parquet:"amount,optional"`
	Unit        *string  `parquet:"unit,optional,dict"`
	Place       *string  `parquet:"place,optional,dict"`
	Speaker     *string  `parquet:"speaker,optional,dict"`
	Confidence  float64  `parquet:"confidence"`
	Publisher   *string  `parquet:"publisher,optional,dict"`
	Published   *string  `parquet:"published,optional,dict"`
	Title       *string  `parquet:"title,optional,dict"`
	URL         *string  `parquet:"url,optional,dict"`
	Sentence    int32    `parquet:"sentence"`
	Start       int64    `parquet:"start"`
	End         int64    `parquet:"end"`
	Quote       string   `parquet:"quote"`
	Rule        *string  `parquet:"rule,optional,dict"`
	SubjectID   string   `parquet:"subject_id,dict"`
	SubjectType string   `parquet:"subject_type,dict"`
	ObjectID    string   `parquet:"object_id,dict"`
	ObjectType  string   `parquet:"object_type,dict"`
	Source      string   `parquet:"source,dict"`
	SHA256      *string  `parquet:"sha256,optional,dict"`
	Claim       string   `parquet:"claim"`
	Ended       *string  `parquet:"ended,optional,dict"`
}

const (
	// A row group is held until it is full, and is what readers read at once.
	parquetGroup = 50_000
	parquetBatch = 512
)

func writeParquet(ctx context.Context, w io.Writer, in Input, _ Options) error {
	out := pq.NewGenericWriter[parquetRow](w, pq.Compression(&zstd.Codec{}), pq.MaxRowsPerRowGroup(parquetGroup), pq.CreatedBy("Entente", "1", "0"))
	rows := make([]parquetRow, 0, parquetBatch)
	for c, err := range newLookup(in).claims(ctx) {
		if err != nil {
			return err
		}
		if rows = append(rows, rowOf(&c)); len(rows) < parquetBatch {
			continue
		}
		if _, err := out.Write(rows); err != nil {
			return err
		}
		rows = rows[:0]
	}
	if _, err := out.Write(rows); err != nil {
		return err
	}
	return out.Close()
}

func rowOf(c *graph.Claim) parquetRow {
	r := parquetRow{
		Subject: tidy(c.Subject.Label), Relation: tidy(c.Relation), Object: tidy(c.Object.Label), Status: tidy(string(c.Status)),
		Time: said(c.Time.EDTF), Earliest: date(c.Time.Earliest), Latest: date(c.Time.Latest),
		Place: said(labelOf(c.Place)), Speaker: said(labelOf(c.Speaker)), Confidence: c.Confidence,
		Publisher: said(c.Source.Publisher), Published: said(c.Source.Published), Title: said(c.Source.Title), URL: said(c.Source.URL),
		Sentence: int32(c.Sentence), Start: int64(c.Start), End: int64(c.End), Quote: tidy(c.Quote), Rule: said(c.Rule),
		SubjectID: tidy(c.Subject.ID), SubjectType: tidy(c.Subject.Type), ObjectID: tidy(c.Object.ID), ObjectType: tidy(c.Object.Type),
		Source: tidy(c.Source.ID), SHA256: said(c.Source.SHA256), Claim: tidy(c.ID), Ended: said(c.Ended),
	}
	if c.Amount != nil {
		r.Amount, r.Unit = &c.Amount.Value, said(c.Amount.Unit)
	}
	return r
}

// said is nil for what is not said.
func said(s string) *string {
	if s == "" {
		return nil
	}
	s = tidy(s)
	return &s
}

// date is a day as Parquet counts it, from 1970-01-01.
func date(s string) *int32 {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return nil
	}
	n := int32(t.Unix() / (24 * 60 * 60)) // midnights divide without rest
	return &n
}
