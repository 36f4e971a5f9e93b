// Copied beside each Go driver, which makes one call of each kind.
package main

import (
	"encoding/json"
	"fmt"
	"os"
)

// A call that the driver is asked for, by a line of its input.
type job struct {
	Name       string          `json:"name"`
	BaseURL    string          `json:"baseUrl"`
	APIKey     string          `json:"apiKey"`
	Operation  string          `json:"operation"`
	Body       json.RawMessage `json:"body"`
	Parameters struct {
		ID       string   `json:"id"`
		Cursor   *string  `json:"cursor"`
		PageSize *float64 `json:"pageSize"`
		Search   *string  `json:"search"`
		OrderBy  *string  `json:"orderBy"`
		OrderDir *string  `json:"orderDir"`
		Filters  *string  `json:"filters"`
	} `json:"parameters"`
}

func main() {
	calls := map[string]func(job) (int, any, error){"createTask": create, "getTask": get, "listTasks": list}
	jobs, reports := json.NewDecoder(os.Stdin), json.NewEncoder(os.Stdout)
	for jobs.More() {
		var j job
		if err := jobs.Decode(&j); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		report := map[string]any{"name": j.Name}
		if status, read, err := calls[j.Operation](j); err != nil {
			report["refused"] = err.Error()
		} else {
			report["status"], report["read"] = status, read
		}
		if err := reports.Encode(report); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}
