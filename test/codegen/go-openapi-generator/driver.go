package main

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"driver/heffl"
)

var _ = callAcme

// A task as a user writes it: an enum, a date, a custom field, a null.
func callAcme() *heffl.NewTask {
	task := heffl.NewNewTask("Call Acme about the renewal")
	task.SetType(heffl.CALL)
	task.SetPriority(heffl.HIGH)
	task.SetDueDate(time.Date(2026, 12, 1, 9, 30, 0, 0, time.UTC))
	task.SetDurationMinutes(30)
	task.AssigneeIds = []string{"usr_4kT9wQ2nVb"}
	task.SetDescriptionNil()
	task.AdditionalProperties = map[string]any{"cf_follow_up_type": "phone"}
	return task
}

// The error is a refusal of the typed layer; anything else that goes wrong is no result and panics.
func create(j job) (status int, read any, err error) {
	var task heffl.NewTask
	if err := json.Unmarshal(j.Body, &task); err != nil {
		return 0, nil, err
	}
	configuration := heffl.NewConfiguration()
	configuration.Servers = heffl.ServerConfigurations{{URL: j.BaseURL}}
	key := map[string]heffl.APIKey{"apiKey": {Key: j.APIKey}}
	withKey := context.WithValue(context.Background(), heffl.ContextAPIKeys, key)
	created, response, err := heffl.NewAPIClient(configuration).TasksAPI.CreateTask(withKey).NewTask(task).Execute()
	var failure *heffl.GenericOpenAPIError
	if err == nil {
		return response.StatusCode, created, nil
	}
	if !errors.As(err, &failure) || response == nil {
		panic(err)
	}
	// A refused request has the body as its model; an answer that can't be read has none.
	if failure.Model() == nil {
		return 0, nil, err
	}
	return response.StatusCode, failure.Model(), nil
}
