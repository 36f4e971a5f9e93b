package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"time"
)

func main() {
	id := "tsk_2Jd8RyW6Lc"
	key := os.Getenv("HEFFL_API_KEY")
	if key == "" {
		log.Fatal("HEFFL_API_KEY isn't set")
	}
	baseURL := cmp.Or(os.Getenv("HEFFL_BASE_URL"), "https://api.heffl.com/api/v2")
	request, err := http.NewRequest("GET", baseURL+"/tasks/"+id, nil)
	if err != nil {
		log.Fatal(err)
	}
	request.Header.Set("x-api-key", key)

	client := http.Client{
		Timeout: 30 * time.Second,
		// A redirect would take the key along.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	response, err := client.Do(request)
	if err != nil {
		log.Fatal(err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		log.Fatal(err)
	}
	if response.StatusCode != http.StatusOK {
		log.Fatalf("%s: %s", response.Status, answer)
	}
	var task struct{ ID, Title string }
	// Only an answer with this ID is the task.
	if err = json.Unmarshal(answer, &task); err != nil || task.ID != id {
		log.Fatalf("Not the task: %s", answer)
	}
	fmt.Println(task.Title)
}
