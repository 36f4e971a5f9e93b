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

func clientOf(j job) *heffl.Client {
	client, err := heffl.NewClient(j.BaseURL, apiKey(j.APIKey))
	if err != nil {
		panic(err)
	}
	return client
}

// Whether the typed layer refused to send or to read; anything else that goes wrong is no result and panics.
func isRefused(err error) bool {
	var invalid *validate.Error
	var unreadable *ogenerrors.DecodeBodyError
	if err != nil && !errors.As(err, &invalid) && !errors.As(err, &unreadable) {
		panic(err)
	}
	return err != nil
}

func create(j job) (status int, read any, err error) {
	var task heffl.NewTask
	if err := json.Unmarshal(j.Body, &task); err != nil {
		return 0, nil, err
	}
	response, err := clientOf(j).CreateTask(context.Background(), &task)
	if isRefused(err) {
		return 0, nil, err
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

func get(j job) (status int, read any, err error) {
	response, err := clientOf(j).GetTask(context.Background(), heffl.GetTaskParams{ID: j.Parameters.ID})
	if isRefused(err) {
		return 0, nil, err
	}
	switch response := response.(type) {
	case *heffl.HefflTask:
		return 200, response, nil
	case *heffl.GetTaskBadRequest:
		return 400, response, nil
	case *heffl.GetTaskUnauthorized:
		return 401, response, nil
	case *heffl.GetTaskForbidden:
		return 403, response, nil
	case *heffl.GetTaskNotFound:
		return 404, response, nil
	case *heffl.ReadTooManyRequestsHeaders:
		return 429, &response.Response, nil
	case *heffl.GetTaskInternalServerError:
		return 500, response, nil
	}
	panic(fmt.Sprintf("read %T", response))
}

func list(j job) (status int, read any, err error) {
	p := j.Parameters
	params := heffl.ListTasksParams{
		Cursor: text(p.Cursor), Search: text(p.Search), OrderBy: text(p.OrderBy), Filters: text(p.Filters),
	}
	if p.PageSize != nil {
		params.PageSize.SetTo(*p.PageSize)
	}
	if p.OrderDir != nil {
		params.OrderDir.SetTo(heffl.OrderDir(*p.OrderDir))
	}
	response, err := clientOf(j).ListTasks(context.Background(), params)
	if isRefused(err) {
		return 0, nil, err
	}
	switch response := response.(type) {
	case *heffl.TaskPage:
		return 200, response, nil
	case *heffl.ListTasksBadRequest:
		return 400, response, nil
	case *heffl.ListTasksUnauthorized:
		return 401, response, nil
	case *heffl.ListTasksForbidden:
		return 403, response, nil
	case *heffl.ReadTooManyRequestsHeaders:
		return 429, &response.Response, nil
	case *heffl.ListTasksInternalServerError:
		return 500, response, nil
	}
	panic(fmt.Sprintf("read %T", response))
}

func text(given *string) (option heffl.OptString) {
	if given != nil {
		option.SetTo(*given)
	}
	return option
}
