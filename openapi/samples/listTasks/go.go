package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/url"
	"os"
	"time"
)

type page struct {
	Data []struct{ ID, Title string }
	Meta *struct {
		NextCursor *string
		HasMore    bool
	}
}

func main() {
	key := os.Getenv("HEFFL_API_KEY")
	if key == "" {
		log.Fatal("HEFFL_API_KEY isn't set")
	}
	tasksURL := cmp.Or(os.Getenv("HEFFL_BASE_URL"), "https://api.heffl.com/api/v2") + "/tasks"
	client := http.Client{
		Timeout: 30 * time.Second,
		// A redirect would take the key along.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	query := url.Values{"pageSize": {"50"}}
	for {
		read := list(client, tasksURL+"?"+query.Encode(), key)
		for _, task := range read.Data {
			fmt.Println(task.ID, task.Title)
		}
		if !read.Meta.HasMore || read.Meta.NextCursor == nil {
			break
		}
		query.Set("cursor", *read.Meta.NextCursor)
	}
}

func list(client http.Client, address, key string) page {
	request, err := http.NewRequest("GET", address, nil)
	if err != nil {
		log.Fatal(err)
	}
	request.Header.Set("x-api-key", key)
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
	var read page
	// Only an answer with a list of tasks and its metadata is a page.
	if err = json.Unmarshal(answer, &read); err != nil || read.Data == nil || read.Meta == nil {
		log.Fatalf("Not a page: %s", answer)
	}
	return read
}
