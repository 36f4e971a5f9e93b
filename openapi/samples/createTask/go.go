package main

import (
	"bytes"
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
	task, err := json.Marshal(map[string]any{
		"title":             "Call Acme about the renewal",
		"description":       "They asked for a quote with 40 seats.",
		"status":            "OPEN",
		"type":              "call",
		"priority":          "HIGH",
		"startDate":         "2026-12-01T09:00:00Z",
		"dueDate":           "2026-12-01T09:30:00Z",
		"showTime":          true,
		"durationMinutes":   30,
		"assigneeIds":       []string{"usr_4kT9wQ2nVb"},
		"tagIds":            []string{"tag_renewal26"},
		"entity":            "deals",
		"entityId":          "dl_7Hq3ZxP0sM",
		"cf_follow_up_type": "phone",
		"cf_seats":          40,
	})
	if err != nil {
		log.Fatal(err)
	}
	key := os.Getenv("HEFFL_API_KEY")
	if key == "" {
		log.Fatal("HEFFL_API_KEY isn't set")
	}
	baseURL := cmp.Or(os.Getenv("HEFFL_BASE_URL"), "https://api.heffl.com/api/v2")
	request, err := http.NewRequest("POST", baseURL+"/tasks", bytes.NewReader(task))
	if err != nil {
		log.Fatal(err)
	}
	request.Header.Set("x-api-key", key)
	request.Header.Set("Content-Type", "application/json")

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
	var created struct {
		ID            string
		Error, Errors any
		Success       *bool
	}
	err = json.Unmarshal(answer, &created)
	// Only an answer with an ID that doesn't say it is an error is a task.
	if err != nil || created.ID == "" || isError(created.Error) || isError(created.Errors) || created.Success != nil && !*created.Success {
		log.Fatalf("The task may exist, look for it: %s", answer)
	}
	fmt.Println(created.ID)
}

func isError(value any) bool {
	text := fmt.Sprint(value)
	return text != "<nil>" && text != "false" && text != "" && text != "[]" && text != "map[]"
}
