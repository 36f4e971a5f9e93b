package main

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
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

func tasksOf(j job) (*heffl.TasksAPIService, context.Context) {
	configuration := heffl.NewConfiguration()
	configuration.Servers = heffl.ServerConfigurations{{URL: j.BaseURL}}
	key := map[string]heffl.APIKey{"apiKey": {Key: j.APIKey}}
	return heffl.NewAPIClient(configuration).TasksAPI, context.WithValue(context.Background(), heffl.ContextAPIKeys, key)
}

// What a call gave. The error is a refusal of the typed layer; anything else that goes wrong is no result and panics.
func result(read any, response *http.Response, err error) (int, any, error) {
	var failure *heffl.GenericOpenAPIError
	if err == nil {
		return response.StatusCode, read, nil
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

func create(j job) (status int, read any, err error) {
	var task heffl.NewTask
	if err := json.Unmarshal(j.Body, &task); err != nil {
		return 0, nil, err
	}
	tasks, withKey := tasksOf(j)
	return result(tasks.CreateTask(withKey).NewTask(task).Execute())
}

func get(j job) (status int, read any, err error) {
	tasks, withKey := tasksOf(j)
	return result(tasks.GetTask(withKey, j.Parameters.ID).Execute())
}

func list(j job) (status int, read any, err error) {
	tasks, withKey := tasksOf(j)
	request, p := tasks.ListTasks(withKey), j.Parameters
	if p.Cursor != nil {
		request = request.Cursor(*p.Cursor)
	}
	if p.PageSize != nil {
		request = request.PageSize(*p.PageSize)
	}
	if p.Search != nil {
		request = request.Search(*p.Search)
	}
	if p.OrderBy != nil {
		request = request.OrderBy(*p.OrderBy)
	}
	if p.OrderDir != nil {
		request = request.OrderDir(heffl.OrderDir(*p.OrderDir))
	}
	if p.Filters != nil {
		request = request.Filters(*p.Filters)
	}
	return result(request.Execute())
}
