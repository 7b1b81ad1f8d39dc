package llm_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"

	"entente/graph"
	"entente/loaders/article/document"
	"entente/loaders/article/llm"
)

// A model that finds one thing and makes up another.
func endpoint(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	io.WriteString(w, `{"choices":[{"finish_reason":"stop","message":{"role":"assistant","content":"{\"findings\":[`+
		`{\"quote\":\"Oman hosted Iranian envoys on Friday.\",\"subject\":{\"mention\":\"Oman\",\"label\":\"Oman\",\"type\":\"State\"},\"relation\":\"hosts\",\"object\":{\"mention\":\"Iranian\",\"label\":\"Iran\",\"type\":\"State\"},\"status\":\"asserted\",\"time\":\"2026-02-06\",\"amount\":null,\"place\":null,\"speaker\":null,\"confidence\":0.9},`+
		`{\"quote\":\"Oman hosted China.\",\"subject\":{\"mention\":\"Oman\",\"label\":\"Oman\",\"type\":\"State\"},\"relation\":\"hosts\",\"object\":{\"mention\":\"China\",\"label\":\"China\",\"type\":\"State\"},\"status\":\"asserted\",\"time\":null,\"amount\":null,\"place\":null,\"speaker\":null,\"confidence\":0.9}`+
		`]}"}}],"usage":{"prompt_tokens":6000,"completion_tokens":200}}`)
}

func ExampleExtractor_Read() {
	server := httptest.NewServer(http.HandlerFunc(endpoint))
	defer server.Close()

	e, err := llm.New(llm.Options{
		URL: server.URL + "/v1", Model: "example", PriceIn: 0.5, PriceOut: 2,
		Reject: func(r graph.Rejection) { fmt.Println(r.File+":", r.Reason) },
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	claims, err := e.Read(context.Background(), document.Plain("wire.txt", "2026-02-07", "Oman hosted Iranian envoys on Friday."))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range claims {
		fmt.Println(c.Subject.ID, c.Relation, c.Object.ID, c.Time.EDTF, c.Object.Start, c.Object.End)
	}
	usd, _ := e.Usage().Cost()
	fmt.Printf("%d request, %.4f USD\n", e.Usage().Requests, usd)
	// Output:
	// wire.txt: refused: Oman hosts China: the quote "Oman hosted China." does not stand in the text
	// actor:oman hosts actor:iran 2026-02-06 12 19
	// 1 request, 0.0034 USD
}
