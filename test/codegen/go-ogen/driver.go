package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"driver/heffl"

	"github.com/go-faster/jx"
	"github.com/ogen-go/ogen/ogenerrors"
	"github.com/ogen-go/ogen/validate"
)

var _ = callAcme

// A task as a user writes it: an enum, a date, a custom field, a null.
func callAcme() *heffl.NewTask {
	task := &heffl.NewTask{
		Title:           "Call Acme about the renewal",
		Type:            heffl.NewOptHefflTaskType(heffl.HefflTaskTypeCall),
		Priority:        heffl.NewOptNilHefflTaskPriority(heffl.HefflTaskPriorityHIGH),
		DueDate:         heffl.NewOptDateTime(time.Date(2026, 12, 1, 9, 30, 0, 0, time.UTC)),
		AssigneeIds:     []string{"usr_4kT9wQ2nVb"},
		AdditionalProps: heffl.NewTaskAdditional{"cf_follow_up_type": jx.Raw(`"phone"`)},
	}
	task.Description.SetToNull()
	return task
}

type apiKey string

func (key apiKey) ApiKey(context.Context, heffl.OperationName) (heffl.ApiKey, error) {
	return heffl.ApiKey{APIKey: string(key)}, nil
}

// The error is a refusal of the typed layer; anything else that goes wrong is no result and panics.
func create(j job) (status int, read any, err error) {
	var task heffl.NewTask
	if err := json.Unmarshal(j.Body, &task); err != nil {
		return 0, nil, err
	}
	client, err := heffl.NewClient(j.BaseURL, apiKey(j.APIKey))
	if err != nil {
		panic(err)
	}
	response, err := client.CreateTask(context.Background(), &task)
	var invalid *validate.Error
	var unreadable *ogenerrors.DecodeBodyError
	if errors.As(err, &invalid) || errors.As(err, &unreadable) {
		return 0, nil, err
	}
	if err != nil {
		panic(err)
	}
	switch response := response.(type) {
	case *heffl.HefflTask:
		return 200, response, nil
	case *heffl.CreateTaskBadRequest:
		return 400, response, nil
	case *heffl.CreateTaskUnauthorized:
		return 401, response, nil
	case *heffl.CreateTaskForbidden:
		return 403, response, nil
	case *heffl.CreateTaskNotFound:
		return 404, response, nil
	case *heffl.CreateTaskConflict:
		return 409, response, nil
	case *heffl.TooManyRequestsHeaders:
		return 429, &response.Response, nil
	case *heffl.CreateTaskInternalServerError:
		return 500, response, nil
	}
	panic(fmt.Sprintf("read %T", response))
}
