// Copied beside each Go driver, whose create makes one task.
package main

import (
	"encoding/json"
	"fmt"
	"os"
)

// A create that the driver is asked for, by a line of its input.
type job struct {
	Name    string          `json:"name"`
	BaseURL string          `json:"baseUrl"`
	APIKey  string          `json:"apiKey"`
	Body    json.RawMessage `json:"body"`
}

func main() {
	jobs, reports := json.NewDecoder(os.Stdin), json.NewEncoder(os.Stdout)
	for jobs.More() {
		var j job
		if err := jobs.Decode(&j); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		report := map[string]any{"name": j.Name}
		if status, read, err := create(j); err != nil {
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
